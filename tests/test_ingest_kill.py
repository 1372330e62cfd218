"""Killed at any moment, run again: the database is that of a run that nobody stopped.

The moments are random but the same in every run of the tests. Half of the runs begin with no database, half with one
of last week and changed, vanished and doubled files.
"""

import random
import shutil
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from batch import decision, dump, fill
from postgres import Server

import nhiemvu

pytestmark = pytest.mark.slow
SQLITE_KILLS = 50
POSTGRESQL_KILLS = 20
FILES = 14
KILLS = 10  # in one test


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("kill") / "in", FILES)


def change(folder: Path) -> None:
    """A week goes by: changed words, another decision, a copy, one file less, one that can be read now."""
    (folder / "qd-1.txt").write_text(decision(2, ["Trình UBND tỉnh quy hoạch điện gió;"]), "utf-8")
    (folder / "qd-2.txt").write_text(decision(99), "utf-8")
    (folder / "qd-4.md").write_text(decision(5) + "\n", "utf-8")
    (folder / "ban-sao.md").unlink()
    (folder / "hong.txt").write_text(decision(60), "utf-8")


def ingest(folder: Path, url: str) -> None:
    nhiemvu.ingest([folder], url, prune=True, workers=0)


def kill(folder: Path, database: Callable[[], str], seconds: float) -> str:
    """Kill -9 a run after so many seconds, sooner where it was done by then; the database it leaves."""
    for _ in range(50):
        url = database()
        process = FORKS.Process(target=ingest, args=(folder, url))
        process.start()
        time.sleep(seconds)
        process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL:
            return url
        seconds *= 0.8
    raise AssertionError("no run could be killed in time")


# A server process that has loaded all, so that a run begins at once; forks of this process would share its threads.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["nhiemvu.batch.ingest", "nhiemvu.store.reading", "nhiemvu.schema", "test_ingest_kill"])


def length(folder: Path, url: Callable[[], str]) -> float:
    """Seconds of a run in such a process, the shorter of two."""
    seconds = []
    for _ in range(2):
        process = FORKS.Process(target=ingest, args=(folder, url()))
        began = time.perf_counter()
        process.start()
        process.join()
        seconds.append(time.perf_counter() - began)
        assert process.exitcode == 0
    return min(seconds)


@pytest.mark.parametrize("seed", range(SQLITE_KILLS // KILLS))
def test_sqlite(seed: int, folder: Path, tmp_path: Path):
    work = shutil.copytree(folder, tmp_path / "in")
    last_week = tmp_path / "last-week.db"
    if seed % 2:
        ingest(work, str(last_week))
        change(work)

    def database(name: str) -> str:
        target = tmp_path / name
        for old in tmp_path.glob(f"{name}*"):
            old.unlink()
        if seed % 2:
            shutil.copy(last_week, target)
        return str(target)

    whole = length(work, iter([database("a.db"), database("b.db")]).__next__)
    wanted = dump(str(tmp_path / "a.db"))
    assert len(wanted["documents"]) == (FILES + 1 if seed % 2 else FILES)
    moments = random.Random(seed)
    for number in range(KILLS):
        url = kill(work, lambda: database("killed.db"), whole * moments.random())
        ingest(work, url)
        assert dump(url) == wanted, number


@pytest.mark.parametrize("seed", range(POSTGRESQL_KILLS // KILLS))
def test_postgresql(seed: int, folder: Path, tmp_path: Path, postgresql: Server):
    work = shutil.copytree(folder, tmp_path / "in")
    last_week = "template0"
    if seed % 2:
        ingest(work, postgresql.database("last_week"))
        change(work)
        last_week = "last_week"

    def database(name: str) -> str:
        return postgresql.database(name, last_week)

    whole = length(work, lambda: database("uninterrupted"))
    wanted = dump(postgresql.url("uninterrupted"))
    assert len(wanted["documents"]) == (FILES + 1 if seed % 2 else FILES)
    moments = random.Random(100 + seed)
    for number in range(KILLS):
        url = kill(work, lambda: database("killed"), whole * moments.random())
        ingest(work, url)
        assert dump(url) == wanted, number
