"""The version of the tables, and the way from each to the next.

A new database gets the tables as they are now; an older one what it lacks, step by step, in one transaction;
one of a newer program is left alone.
"""

from collections.abc import Callable

from sqlalchemy import Column, Connection, Integer, Table, insert, inspect, select, update

from pipeline.errors import NhiemvuError
from pipeline.store.fulltext import create_index
from pipeline.store.tables import METADATA
from pipeline.store.views import create_views, drop_views

Step = Callable[[Connection], None]

VERSION = 1
# What changes a database to the version of the key: each release that touches a table adds one, and none ever changes.
STEPS: dict[int, Step] = {}
# What a new database gets besides tables and views, such as an index for search.
ALSO: list[Step] = [create_index]

schema_version = Table("schema_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))


def bring_up(connection: Connection, *, change: bool) -> bool:
    """Whether the database has this version; with `change` it is brought to it.

    Raises NhiemvuError for a database of a newer version, or one with tables of ours that another program made.
    """
    have = _version(connection)
    if have == VERSION:
        return True
    if have is not None and have > VERSION:
        raise NhiemvuError(
            f"the database is of a newer nhiemvu (tables of version {have}, this one knows {VERSION}); update nhiemvu"
        )
    if not change:
        return False
    if have is None:
        _create(connection)
    else:
        drop_views(connection)
        for version in range(have + 1, VERSION + 1):
            STEPS[version](connection)
        create_views(connection)
        connection.execute(update(schema_version).values(version=VERSION))
    return True


def _version(connection: Connection) -> int | None:
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
