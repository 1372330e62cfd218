"""What is exported: the tables and flat views of a database, as one consistent state of it, in a fixed order.

Guarantees:
1. Relations come with the views for people first; rows in the order of their keys, so that the same database
   gives the same files.
2. Rows are streamed by a cursor of the server: memory holds a batch, whatever the size of the database.
3. All rows of one export are of one moment, though others write meanwhile.

Left out are the index for search, the version number, and the JSON documents, which JSON Lines carries.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Date, Engine, Select, Table, Text, column, inspect, select, table
from sqlalchemy import Integer as Whole
from sqlalchemy.types import TypeEngine

from ..store.captions import description_of, title_of
from ..store.connection import reading
from ..store.tables import METADATA
from ..store.views import VIEWS

Rows = Iterable[Sequence[Sequence[Any]]]  # batches of rows

BATCH = 5_000  # rows that are in memory at once
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # a spreadsheet may take a text that begins so for a formula
INTERNAL = {"duty_words", "extracts", "schema_version", "v_browse"}
KINDS: tuple[tuple[type[Any], str], ...] = ((bool, "boolean"), (int, "integer"), (date, "date"), (str, "string"))
# Of the views, what is no text; a view has no types of its own on SQLite.
TYPES: dict[str, TypeEngine[Any]] = {
    "issued_on": Date(), "catch_all": Boolean(), "main": Boolean(),
    "line": Whole(), "duties": Whole(), "warnings": Whole(),
}  # fmt: skip
ORDER = ("document", "position", "file", "line", "duty", "id")  # of a view's rows


class Field(NamedTuple):
    """A column: its name and kind (string, integer, boolean, date), title and description in Vietnamese."""

    name: str
    kind: str
    title: str
    description: str


class Relation(NamedTuple):
    """A table or view as it is exported."""

    name: str
    title: str
    description: str
    fields: list[Field]
    query: Select[Any]
    table: Table | None  # None for a view

    def rows(self, connection: Connection) -> Iterator[Sequence[Any]]:
        """The rows, in batches."""
        streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
        yield from streamed.execute(self.query).partitions()


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database. Raises NhiemvuError for what the database refuses."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with reading(engine.execution_options(**level)) as connection:
        yield connection


def relations(connection: Connection) -> list[Relation]:
    """The views and tables of a database, views first."""
    look = inspect(connection)
    views = [_view(name, [c["name"] for c in look.get_columns(name)]) for name in VIEWS if name not in INTERNAL]
    return views + [_table(each) for each in METADATA.sorted_tables if each.name not in INTERNAL]


def _view(name: str, names: Iterable[str]) -> Relation:
    columns = [column(each, TYPES.get(each, Text())) for each in names]
    order = [each.asc().nulls_first() for wanted in ORDER for each in columns if each.name == wanted]
    fields = [_field(name, each) for each in columns]
    query = select(*columns).select_from(table(name)).order_by(*order)
    return Relation(name, title_of(name), description_of(name), fields, query, None)


def _table(each: Table) -> Relation:
    fields = [_field(each.name, c) for c in each.columns]
    query = select(each).order_by(*each.primary_key)
    return Relation(each.name, title_of(each.name), description_of(each.name), fields, query, each)


def _field(relation: str, each: Any) -> Field:
    kind = next(kind for made, kind in KINDS if issubclass(each.type.python_type, made))
    return Field(each.name, kind, title_of(relation, each.name), description_of(relation, each.name))
