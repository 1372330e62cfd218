"""The version of the tables, and the way from each to the next.

A new database gets the tables as they are now; an older one what it lacks, step by step, in one transaction;
one of a newer program is left alone.
"""

from collections.abc import Callable

from sqlalchemy import Column, Connection, Integer, Table, insert, inspect, select, update

from ..errors import NhiemvuError
from .fulltext import create_index
from .tables import METADATA
from .views import create_views, drop_views

Step = Callable[[Connection], None]

VERSION = 1
# What changes a database to the version of the key: each release that touches a table adds one, and none ever changes.
STEPS: dict[int, Step] = {}
# What a new database gets besides tables and views, such as an index for search.
ALSO: list[Step] = [create_index]

schema_version = Table("schema_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))


def bring_up(connection: Connection) -> None:
    """Bring the database to this version, in the transaction of the only writer.

    Raises NhiemvuError for a database of a newer version, or one with tables of ours that another program made.
    """
    have = version(connection)
    if have is None:
        _create(connection)
    elif have > VERSION:
        raise NhiemvuError(
            f"the database is of a newer nhiemvu (tables of version {have}, this one knows {VERSION}); update nhiemvu"
        )
    elif have < VERSION:
        drop_views(connection)
        for step in range(have + 1, VERSION + 1):
            STEPS[step](connection)
        create_views(connection)
        connection.execute(update(schema_version).values(version=VERSION))


def version(connection: Connection) -> int | None:
    """The version of the tables; None where there are none of ours."""
    if not inspect(connection).has_table(schema_version.name):
        return None
    return connection.execute(select(schema_version.c.version)).scalar()


def _create(connection: Connection) -> None:
    if taken := sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables)):
        raise NhiemvuError(f"the database has a table {taken[0]} of another program; choose another with --db")
    METADATA.create_all(connection)
    create_views(connection)
    for step in ALSO:
        step(connection)
    connection.execute(insert(schema_version).values(version=VERSION))
