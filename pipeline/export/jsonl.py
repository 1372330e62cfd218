"""JSON Lines: the documents as they were extracted, one a line, of each decision the main file's."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from ..store.tables import extracts, files

BATCH = 50  # documents that are in memory at once; one may have megabytes


def documents(connection: Connection) -> Iterator[str]:
    """The JSON of each document, without line breaks, in the order of their ids."""
    query = select(extracts.c.json).join(files, files.c.path == extracts.c.file).where(files.c.main)
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    yield from streamed.scalars(query.order_by(files.c.document))


def write(path: Path, connection: Connection) -> int:
    """Write every document to a file; how many there are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for json in documents(connection):
            file.write(json + "\n")
            count += 1
    return count
