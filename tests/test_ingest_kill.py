"""Killed at any moment, run again: the database is that of a run that nobody stopped.

The moments are random but the same in every run of the tests. Half of the runs begin with no database, half with one
of last week and changed, vanished and doubled files.
"""

import random
import shutil
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from batch import decision, dump, fill
from postgres import Server

import pipeline

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
    pipeline.ingest([folder], url, prune=True, workers=0)


def kill_and_finish(folder: Path, url: str, longest: float, moment: float) -> bool:
    """Run, kill -9 at a moment of a run that takes `longest`, run to the end; whether the kill came in time."""
    process = FORKS.Process(target=ingest, args=(folder, url))
    process.start()
    time.sleep(longest * moment)
    process.kill()
    process.join()
    ingest(folder, url)
    return process.exitcode != 0


# A server process that has loaded all, so that a run begins at once; forks of this process would share its threads.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["pipeline.batches", "pipeline.store.reading", "pipeline.schema", "test_ingest_kill"])


def length(folder: Path, url: Callable[[], str]) -> float:
    """Seconds of a run in such a process, the longer of two."""
    seconds = []
    for _ in range(2):
        process = FORKS.Process(target=ingest, args=(folder, url()))
        began = time.perf_counter()
        process.start()
        process.join()
        seconds.append(time.perf_counter() - began)
        assert process.exitcode == 0
    return max(seconds)


@pytest.mark.parametrize("seed", range(SQLITE_KILLS // KILLS))
def test_sqlite(seed: int, folder: Path, tmp_path: Path):
    work = shutil.copytree(folder, tmp_path / "in")
    last_week = tmp_path / "last-week.db"
    if seed % 2:
        ingest(work, str(last_week))
        change(work)

    def database(name: str) -> str:
        target = tmp_path / name
        if seed % 2:
            shutil.copy(last_week, target)
        return str(target)

    longest = length(work, iter([database("a.db"), database("b.db")]).__next__)
    wanted = dump(str(tmp_path / "a.db"))
    assert len(wanted["documents"]) == (FILES + 1 if seed % 2 else FILES)
    moments = random.Random(seed)
    killed = 0
    for number in range(KILLS):
        url = database(f"{number}.db")
        killed += kill_and_finish(work, url, longest, moments.random())
        assert dump(url) == wanted
    assert killed > KILLS // 3


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

    longest = length(work, lambda: database("uninterrupted"))
    wanted = dump(postgresql.url("uninterrupted"))
    assert len(wanted["documents"]) == (FILES + 1 if seed % 2 else FILES)
    moments = random.Random(100 + seed)
    killed = 0
    for _ in range(KILLS):
        url = database("killed")
        killed += kill_and_finish(work, url, longest, moments.random())
        assert dump(url) == wanted
    assert killed > KILLS // 3
