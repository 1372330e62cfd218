"""A copy of a database in another, of whatever kind: its files and documents join what is there.

Guarantees:
1. The target gets the tables of this version. What it knows of other files stays; nothing is taken away from it.
2. Copied again, it changes no row. Broken off, it goes on where it stopped: each transaction is some whole files.
3. Only what the target lacks is sent; memory holds a few documents, whatever their number.
"""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, Engine, select

from ..store.connection import reading, writing
from ..store.entry import Entry, Extract
from ..store.manifest import known, put
from ..store.tables import extracts, files

BATCH = 20  # files of one transaction


def copy(source: Connection, target: Engine) -> int:
    """Bring every file of the source into the target; how many of them changed it. Raises NhiemvuError as both do."""
    changed = 0
    paths = iter(source.scalars(select(files.c.path).order_by(files.c.path)).all())
    while batch := list(islice(paths, BATCH)):
        with reading(target) as there:
            before = known(there, batch)
        new = [entry for path, entry in known(source, batch).items() if entry != before.get(path)]
        if new:
            with writing(target) as there:
                changed += sum(put(there, extract) != "same" for extract in _extracts(source, new))
    return changed


def _extracts(source: Connection, entries: list[Entry]) -> Iterator[Extract]:
    for entry in entries:
        yield Extract(entry, source.scalar(select(extracts.c.json).where(extracts.c.file == entry.path)))
