"""What is known of each input file, and which of several files of one decision its rows come from.

Guarantees:
1. `put` and `remove` are one transaction each: a file's entry, its JSON and the rows of its document change together.
2. What the database holds depends only on the entries, not on their order, nor on who put them: of the files of one
   decision the main one has the most duties, then the fewest warnings, then the first path.
3. An entry that is there already changes no row.
4. A file whose text is not that of the main one but a corrected one (`editions`) is told, with how much differs.

Every value reaches the database as a bound parameter, so no name or text can become part of a statement.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from ..model import Document
from .editions import differences
from .entry import Entry, Extract
from .rows import rows
from .tables import OF_DOCUMENT, documents, extracts, files

BATCH = 500  # paths asked for at once; SQLite takes 999 parameters and more


Outcome = Literal["done", "linked", "version", "failed", "skipped", "same"]
_COLUMNS = [files.c[name] for name in Entry._fields]


def known(connection: Connection, paths: list[str]) -> dict[str, Entry]:
    """What is known of some files, by path; at most `BATCH` of them."""
    found = connection.execute(select(*_COLUMNS).where(files.c.path.in_(paths)))
    return {row.path: Entry(*row) for row in found}


class Held(NamedTuple):
    """What is known of a file, in short."""

    path: str
    state: str
    document: str | None


def under(connection: Connection, folder: str) -> list[Held]:
    """What is known in a folder and its folders."""
    start = folder.rstrip("/") + "/"
    alike = files.c.path.startswith(start, autoescape=True)  # for some databases upper and lower case are one
    found = connection.execute(select(files.c.path, files.c.state, files.c.document).where(alike))
    return [Held(*row) for row in found if row.path.startswith(start)]


def of_documents(connection: Connection) -> Iterator[tuple[str, str]]:
    """Path and document of every file that holds one."""
    for row in connection.execute(select(files.c.path, files.c.document).where(files.c.document.is_not(None))):
        yield row.path, row.document


def put(connection: Connection, extract: Extract) -> Outcome:
    """Keep what was made of a file in place of what was known.

    The outcome: the entry's state; "linked" where other files hold the same decision, "version" where their text is
    another; "same" where all this is known already and nothing changes.
    """
    entry = extract.entry
    before = connection.execute(select(*_COLUMNS).where(files.c.path == entry.path)).one_or_none()
    if before is not None and Entry(*before) == entry:
        return "same"
    _forget(connection, entry.path)
    connection.execute(insert(files).values(**entry._asdict(), main=False))
    if extract.json is not None:
        connection.execute(insert(extracts).values(file=entry.path, json=extract.json))
    if before is not None and before.document != entry.document:
        _settle(connection, before.document)
    linked = _settle(connection, entry.document, extract)
    if linked > 1:
        return "version" if _is_version(connection, entry) else "linked"
    return entry.state


def remove(connection: Connection, path: str) -> None:
    """Forget a file; its document goes with it, or lives on from another file."""
    document = connection.execute(select(files.c.document).where(files.c.path == path)).scalar()
    _forget(connection, path)
    _settle(connection, document)


def _forget(connection: Connection, path: str) -> None:
    connection.execute(delete(extracts).where(extracts.c.file == path))
    connection.execute(delete(files).where(files.c.path == path))


def _settle(connection: Connection, document: str | None, new: Extract | None = None) -> int:
    """Let the document's rows be those of its main file, which the file just put may have become; how many it has."""
    if document is None:
        return 0
    linked = connection.execute(select(*_COLUMNS, files.c.main).where(files.c.document == document)).all()
    # Ordered here, for databases sort letters each in its own way.
    main = min(linked, key=lambda file: (-file.duties, file.warnings, file.path), default=None)
    if main and main.main:
        _compare(connection, document, main.path)
        return len(linked)
    for table in reversed(OF_DOCUMENT):
        key = table.c.id if table is documents else table.c.document
        connection.execute(delete(table).where(key == document))
    if main:
        made = new.rows if new and new.rows and new.entry.path == main.path else rows(_document(connection, main.path))
        for table in OF_DOCUMENT:
            if made[table.name]:
                connection.execute(insert(table), made[table.name])
        is_main = files.c.path == main.path
        connection.execute(update(files).where(files.c.document == document).values(main=is_main, differs=None))
        _compare(connection, document, main.path)
    return len(linked)


def _compare(connection: Connection, document: str, main: str) -> None:
    """Keep in how many places each file says other words than the main one, where that is not known."""
    unknown = files.c.differs.is_(None) & files.c.main.is_(False)
    paths = connection.execute(select(files.c.path).where(files.c.document == document, unknown)).scalars().all()
    text = _document(connection, main) if paths else None
    for path in paths:
        count = differences(text, _document(connection, path)) if text else 0
        connection.execute(update(files).where(files.c.path == path).values(differs=count))


def _is_version(connection: Connection, entry: Entry) -> bool:
    """Whether a file says other words than the main one of its decision or, where it is that, than another."""
    held = select(files.c.path, files.c.main, files.c.differs).where(files.c.document == entry.document)
    counts = {row.path: row for row in connection.execute(held)}
    if counts[entry.path].main:
        return any(row.differs for row in counts.values())
    return bool(counts[entry.path].differs)


def _document(connection: Connection, path: str) -> Document:
    """The document of a file that was read before."""
    json = connection.execute(select(extracts.c.json).where(extracts.c.file == path)).scalar_one()
    return msgspec.json.decode(json, type=Document)
