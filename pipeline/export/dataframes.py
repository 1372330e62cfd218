"""The tables of a database as pandas DataFrames, from a database, from documents, or from JSON files of them.

Reads: documents are put into a database in memory first, so that the frames are the tables, whatever they come
from. Guarantees:
1. One frame a table or view (`v_duties` is the one to start with), rows in the order of their keys.
2. Columns are typed, empty or not: text, Int64, boolean, datetime64; what is missing is missing.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from ..errors import NhiemvuError
from ..model import Document
from ..store.connection import open_database, writing
from ..store.entry import Entry, Extract
from ..store.manifest import put
from ..store.rows import rows
from .relations import Relation, relations, snapshot

TYPES = {"string": "str", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]"}
Source = str | Path | Document


def frames(source: Source | Iterable[Source]) -> dict[str, Any]:
    """The tables as DataFrames by name.

    `source`: the URL or .db file of a database; a document, or the path of its JSON; or several of these two.
    Raises NhiemvuError where pandas is missing, or a database or file cannot be read.
    """
    try:
        import pandas
    except ImportError:
        raise NhiemvuError('pandas is missing: pip install "nhiemvu[frames]"') from None
    engine = _engine(source)
    try:
        with snapshot(engine) as connection:
            return {each.name: _frame(pandas, each, each.rows(connection)) for each in relations(connection)}
    finally:
        engine.dispose()


def _frame(pandas: Any, relation: Relation, batches: Iterable[Any]) -> Any:
    names = [field.name for field in relation.fields]
    frame = pandas.DataFrame(chain.from_iterable(batches), columns=names, dtype=object)
    return frame.astype({field.name: TYPES[field.kind] for field in relation.fields})


def _engine(source: Source | Iterable[Source]) -> Engine:
    if isinstance(source, str | Path) and Path(source).suffix != ".json":
        return open_database(str(source))
    several = [source] if isinstance(source, str | Path | Document) else source
    engine = open_database("sqlite://", create=True)
    with writing(engine) as connection:
        for extract in _extracts(map(_document, several)):
            put(connection, extract)
    return engine


def _document(source: Source) -> Document:
    if isinstance(source, Document):
        return source
    try:
        return msgspec.json.decode(Path(source).read_bytes(), type=Document)
    except OSError as error:
        raise NhiemvuError(f"cannot open {source}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise NhiemvuError(f"{source} is no document of nhiemvu: {error}") from None


def _extracts(documents: Iterable[Document]) -> Iterator[Extract]:
    """What a database keeps of documents whose files are not at hand; two files of one name stay two."""
    seen: dict[str, int] = {}
    for document in documents:
        name = document.source.name
        seen[name] = seen.get(name, 0) + 1
        path = name if seen[name] == 1 else f"{name} ({seen[name]})"
        warnings = sum(note.severity != "info" for note in document.diagnostics)
        entry = Entry(
            path, None, document.source.sha256, None, "done", None, document.id, len(document.duties), warnings
        )
        yield Extract(entry, msgspec.json.encode(document).decode(), rows(document))
