"""A real PostgreSQL server for the tests: a new cluster in a folder of its own, on loopback, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Debian keeps it beside the programs of the administrator, which not every PATH has.
RUNUSER = shutil.which("runuser", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))


class Server:
    """A running server; each test makes the databases it needs."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.as_owner = [RUNUSER or "", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # it refuses root
        self.folder = Path(tempfile.mkdtemp(prefix="nhiemvu-postgres-"))
        if self.as_owner:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "tester", "--locale=C.UTF-8", "-E", "UTF8")
        for attempt in range(3):  # what else runs here may take the port between our look and the server's
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
            try:
                self.start()
                break
            except subprocess.CalledProcessError:
                if attempt == 2:
                    raise

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self.data, "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def database(self, name: str, template: str = "template0") -> str:
        """The URL of a new database."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, name: str) -> str:
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*self.as_owner, self.programs / program, *arguments],
            cwd="/",
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def server() -> Iterator[Server]:
    """A server; the test is skipped where PostgreSQL or its driver is not installed."""
    pytest.importorskip("psycopg", reason='psycopg is not installed: pip install "nhiemvu[postgres]"')
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    if os.geteuid() == 0 and not RUNUSER:
        pytest.skip("PostgreSQL refuses to run as root, and there is no runuser")
    running = Server((found[-1] if found else Path(on_path or "")).parent)
    try:
        yield running
    finally:
        running.remove()
