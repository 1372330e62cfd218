"""A database by its URL, and transactions on it.

Reads: a URL (`postgresql://user@host/name`, `sqlite:///folder/file.db`) or the path of an SQLite file.
Guarantees:
1. What is opened has the tables of this version (`versions`); else one clear NhiemvuError.
2. `writing` gives one writer at a time, also among processes: SQLite's BEGIN IMMEDIATE, a lock of PostgreSQL.
3. Whatever the database refuses comes as a NhiemvuError of one line, without the password; the transaction is undone.

SQLite keeps a write-ahead log: readers (search, a browser) and the writer do not wait for one another.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from ..errors import NhiemvuError
from . import versions

PATIENCE = 60  # seconds to wait for another writer
WRITER = 0x6E6869656D7675  # the number of our lock in PostgreSQL: "nhiemvu" in ASCII
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
# What SQLite says, and what a person can do about it.
SAID = {
    "readonly": "is read-only; choose another with --db, or allow writing to the file and its folder",
    "disk is full": "the disk is full; free some space and run again",
    "locked": "is held by another program; try again when that is done",
    "not a database": "is no database; choose another with --db",
    "unable to open": "cannot be opened; check that its folder exists and may be written to",
}


class Refused(NhiemvuError):
    """The database works, but does not take these rows."""


class Missing(NhiemvuError):
    """There is no database yet, or none of our tables in it."""


def open_database(name: str, *, create: bool = False) -> Engine:
    """The database at a URL or path, its tables brought up to this version; made anew where `create` says so.

    Raises NhiemvuError for a URL that is none, a missing driver, a database that does not answer or belongs to a
    newer version; without `create` its kind Missing for one that is not there.
    """
    url = _url(name)
    file = _file(url)
    if file and create:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NhiemvuError(f"cannot make the folder {file.parent}: {error.strerror}; choose another") from None
    elif file and not file.is_file():
        raise Missing(f"no database {file}; make it with nhiemvu ingest, or name it with --db")
    engine = _engine(url)
    try:
        if file and create:
            _keep_log(engine)
        with reading(engine) as connection:
            have = versions.version(connection)
        if have is None and not create:
            raise Missing(f"{shown(engine)}: no tables of nhiemvu; make them with nhiemvu ingest")
        if create or have != versions.VERSION:
            with writing(engine) as connection:
                versions.bring_up(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def shown(engine: Engine) -> str:
    """The database as a person knows it: its file, or its URL without the password."""
    return str(_file(engine.url) or engine.url.render_as_string(hide_password=True))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to ask with. Raises NhiemvuError for what the database refuses."""
    with _plain_errors(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the only writer: all of it is kept, or nothing. Raises NhiemvuError as `reading` does."""
    file = _file(engine.url)
    if file and not file.exists():  # SQLite would go on writing to what nobody finds any more
        raise NhiemvuError(f"{file}: has been moved or removed while in use; run again")
    writer = engine.execution_options(only_writer=True)
    with _plain_errors(engine), writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
        yield connection


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError):
        raise NhiemvuError(f"{name.split('://')[0]}://… is no URL of a database; see nhiemvu ingest --help") from None
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


def _file(url: URL) -> Path | None:
    """The file of an SQLite database that has one."""
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:") and "uri" not in url.query
    return Path(str(url.database)) if named else None


def _engine(url: URL) -> Engine:
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": PATIENCE}
    elif url.get_backend_name() == "postgresql":
        options["connect_args"] = {"connect_timeout": 10}
    try:
        engine = create_engine(url, **options)
    except NoSuchModuleError:
        raise NhiemvuError(f"no support for {url.drivername} databases; use sqlite:/// or postgresql://") from None
    except ModuleNotFoundError as error:
        extra = "nhiemvu[postgres]" if error.name == "psycopg" else str(error.name)
        raise NhiemvuError(f'{error.name} is missing: pip install "{extra}"') from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # a crash of the machine may lose the last files, never the rest


def _begin_sqlite(connection: Connection) -> None:
    only_writer = connection.get_execution_options().get("only_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if only_writer else "BEGIN")


def _keep_log(engine: Engine) -> None:
    """Turn the write-ahead log on. While another process does the same, SQLite refuses at once: so try again."""
    with _plain_errors(engine):
        connection: Any = engine.raw_connection()
        try:
            for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, None):
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                    break
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error) or pause is None:
                        raise
                    time.sleep(pause)
        finally:
            connection.close()


@contextmanager
def _plain_errors(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise Refused(f"the database refuses its rows, please report it: {_said(error.orig or error)}") from error
    except (SQLAlchemyError, sqlite3.Error) as error:  # the latter while a connection is set up
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise NhiemvuError(f"{shown(engine)}: {_said(cause)}") from error


def _said(error: BaseException) -> str:
    """What the database says, in one line that tells what to do."""
    said = " ".join(str(error).split())
    known = next((advice for words, advice in SAID.items() if words in said), None)
    return known or f"the database says: {said}"
