"""A database as files that others read, or in another database.

What is written follows from the target: the suffix of a file (.xlsx, .jsonl), a folder with the format of its
files, or a URL (or .db file) of a database. Every file is there whole or not at all.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Engine

from ..errors import NhiemvuError
from ..store.connection import open_database
from . import csv, database, datapackage, jsonl, parquet, xlsx
from .atomic import new_file, new_folder
from .relations import Relation, relations, snapshot

Folder = Literal["parquet", "csv", "datapackage"]
Kind = Literal[Folder, "xlsx", "jsonl", "database"]
SUFFIXES: dict[str, Kind] = {
    ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".db": "database", ".sqlite": "database", ".sqlite3": "database",
}  # fmt: skip


class Exported(NamedTuple):
    """The number of rows by table (or of documents, or of files that changed), and notes on what did not fit."""

    rows: dict[str, int]
    notes: list[str]


def kind_of(target: str, folder: str | None = None) -> Kind:
    """What a target is, `folder` the format of a folder's files. Raises NhiemvuError where the two do not fit."""
    kind = "database" if "://" in target else SUFFIXES.get(Path(target).suffix.lower())
    if kind and folder:
        raise NhiemvuError(f"--format is for folders; {target} is written as {kind}")
    if kind:
        return kind
    for each in get_args(Folder):
        if each == folder:
            return each  # type: ignore[no-any-return]
    raise NhiemvuError(f"a folder needs --format {', '.join(get_args(Folder))}; or name a file, .xlsx, .jsonl or .db")


def export(url: str, target: str, folder: Folder | None = None) -> Exported:
    """Write the database at `url` to `target`; `folder` is the format of a folder's files.

    Raises NhiemvuError for a target that fits no format or cannot be written, and for a missing library.
    """
    kind = kind_of(target, folder)
    engine = open_database(url)
    try:
        with snapshot(engine) as connection:
            if kind == "database":
                return _to_database(connection, open_database(target, create=True))
            if kind == "jsonl":
                with new_file(Path(target)) as part:
                    return Exported({"documents": jsonl.write(part, connection)}, [])
            counted = _Counted(connection)
            if kind == "xlsx":
                with new_file(Path(target)) as part:
                    return Exported(counted.rows, xlsx.write(part, counted.contents()))
            _to_folder(kind, Path(target), counted)
            return Exported(counted.rows, [])
    finally:
        engine.dispose()


class _Counted:
    """The relations of a database with their rows, counted as they pass."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.relations = relations(connection)
        self.rows: dict[str, int] = {}

    def contents(self) -> Iterator[tuple[Relation, Iterator[Sequence[Any]]]]:
        for relation in self.relations:
            self.rows[relation.name] = 0
            yield relation, self._rows(relation)

    def _rows(self, relation: Relation) -> Iterator[Sequence[Any]]:
        for batch in relation.rows(self.connection):
            self.rows[relation.name] += len(batch)
            yield batch


def _to_folder(kind: Kind, target: Path, counted: _Counted) -> None:
    suffix = ".parquet" if kind == "parquet" else ".csv"
    names = [relation.name + suffix for relation in counted.relations]
    with new_folder(target, [*names, datapackage.NAME]) as part:
        for relation, rows in counted.contents():
            path = part / (relation.name + suffix)
            if kind == "parquet":
                parquet.write(path, relation, rows)
            else:
                csv.write(path, relation, rows, guarded=kind == "csv")
        if kind == "datapackage":
            datapackage.describe(part, counted.relations)


def _to_database(connection: Connection, target: Engine) -> Exported:
    try:
        return Exported({"files": database.copy(connection, target)}, [])
    finally:
        target.dispose()
