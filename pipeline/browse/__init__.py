"""An SQLite database in the browser, in Vietnamese, by Datasette.

Guarantees:
1. The database is only read: Datasette opens it with SQLite's mode=ro, or, where nothing can be written there
   anyway, as immutable. An ingest may go on meanwhile; what it adds shows at the next page.
2. The page is reached from this machine only.
"""

import asyncio
import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ..errors import NhiemvuError
from ..store.connection import open_database

HOST = "127.0.0.1"
NAME = "nhiemvu"  # of the database in addresses and in the metadata
SETTINGS = {
    "default_page_size": 50,
    "facet_time_limit_ms": 5_000,  # of hundreds of thousands of duties
    "sql_time_limit_ms": 10_000,
    "suggest_facets": False,  # those that help are set
    "allow_download": False,
}


def serve(db: str, *, port: int, ready: Callable[[str], None]) -> None:
    """Show the database until Ctrl-C; `ready` is called with the address of the page.

    Raises NhiemvuError for what is no SQLite database of nhiemvu, a missing library, and a port that is taken.
    """
    application = datasette(db)
    try:
        listener = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise NhiemvuError(f"cannot use port {port}: {said}; choose another with --port") from None
    with listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}/{NAME}")
        try:
            asyncio.run(_run(application, listener))
        except KeyboardInterrupt:
            return


async def _run(application: Any, listener: socket.socket) -> None:
    import uvicorn

    await application.invoke_startup()
    config = uvicorn.Config(application.app(), log_level="warning", lifespan="on")
    await uvicorn.Server(config).serve(sockets=[listener])


def datasette(db: str) -> Any:
    """Datasette over a database, set up. Raises NhiemvuError as `serve` does."""
    file = _file(db)
    try:
        from datasette.app import Datasette
        from datasette.database import Database
    except ImportError:
        raise NhiemvuError('Datasette is missing: pip install "nhiemvu[browse]"') from None
    from .vietnamese import FOLDER, install, metadata

    install()
    changes = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    application = Datasette(
        memory=False,
        metadata=metadata(NAME, _columns(file, changes)),
        settings=SETTINGS,
        template_dir=str(FOLDER / "templates"),
        static_mounts=[("look", str(FOLDER / "look"))],
    )
    application.remove_database("_memory")
    application.add_database(Database(application, path=str(file), is_mutable=changes), name=NAME)
    return application


def _file(db: str) -> Path:
    """The file of an SQLite database of this version."""
    named = db.removeprefix("sqlite:///")
    if "://" in named:
        raise NhiemvuError(
            "browse reads SQLite only; copy the database first: nhiemvu export --db URL --to copy.db, "
            "then nhiemvu browse --db copy.db"
        )
    file = Path(named).absolute()
    if not file.is_file() or os.access(file.parent, os.W_OK):
        open_database(named).dispose()  # is it there, is it ours, is it of this version
    return file


def _columns(file: Path, changes: bool) -> dict[str, list[str]]:
    """The columns of each table and view."""
    address = f"{file.as_uri()}?{'mode=ro' if changes else 'immutable=1'}"
    query = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')"
    found: dict[str, list[str]] = {}
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            for relation, name in connection.execute(query):
                found.setdefault(relation, []).append(name)
    except sqlite3.Error as error:
        raise NhiemvuError(f"{file}: the database says: {error}") from None
    return found
