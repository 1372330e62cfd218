"""A real Dask scheduler with workers in processes of their own: one dies, one file kills, one has another version."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batch import decision, dump, fill

import nhiemvu
from nhiemvu.batch import cluster
from nhiemvu.batch import ingest as batches
from nhiemvu.errors import NhiemvuError
from nhiemvu.store.entry import Extract
from nhiemvu.store.reading import lost, read_bytes, unread

pytest.importorskip("distributed", reason='Dask is not installed: pip install "nhiemvu[cluster]"')

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a part of a cluster, which ends with the test."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*words: str, **env: str) -> subprocess.Popen[bytes]:
        known = os.environ | {
            "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}",
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        command = [sys.executable, "-W", "ignore", "-m", "dask", *words]
        log = (tmp_path / "log").open("ab")
        running.append(subprocess.Popen(command, cwd=tmp_path, env=known | env, stdout=log, stderr=log))
        log.close()
        return running[-1]

    yield begin
    for process in reversed(running):
        process.kill()
        process.wait()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def address(start: Start, free_port: int) -> str:
    """A scheduler."""
    start("scheduler", "--host", "127.0.0.1", "--port", str(free_port), "--no-dashboard")
    return f"tcp://127.0.0.1:{free_port}"


def worker(start: Start, address: str, *words: str) -> subprocess.Popen[bytes]:
    return start("worker", address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", *words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = fill(tmp_path / "in", 200)
    (folder / "shut.txt").symlink_to(folder / "nowhere")
    return folder


def test_two_workers_one_killed_in_the_middle(folder: Path, tmp_path: Path, start: Start, address: str):
    doomed = worker(start, address, "--no-nanny")
    worker(start, address, "--no-nanny")
    db = str(tmp_path / "t.db")
    database = batches.open_database(db, create=True)
    made = batches.plan(database, [str(folder)])
    events = []
    for event in batches.carry_out(database, made, cluster=address):
        events.append(event)
        if len(events) == 40:
            doomed.send_signal(signal.SIGKILL)
    database.dispose()
    assert doomed.wait() == -signal.SIGKILL
    assert len(events) == len(made.todo) + 1
    assert sum(event.what == "failed" for event in events) == 2
    alone = str(tmp_path / "alone.db")
    nhiemvu.ingest([folder], alone, workers=0)
    assert dump(db) == dump(alone)


def poisoned(path: str, data: bytes) -> Extract:
    """Kills the worker that reads a certain file."""
    if Path(path).name == "qd-7.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_bytes(path, data)


def test_a_file_that_kills_its_workers_fails_alone(folder: Path, start: Start, address: str):
    for _ in range(2):
        worker(start, address)  # with a nanny, which starts it anew
    paths = [str(folder / name) for name in ("hong.txt", *(f"qd-{number}.txt" for number in range(200) if number % 3))]
    extracts = list(cluster.run(poisoned, paths[:40], address, lost=lost, unread=unread))
    states = {Path(extract.entry.path).name: extract.entry for extract in extracts}
    assert sorted(extract.entry.path for extract in extracts) == sorted(paths[:40])
    assert states.pop("hong.txt").state == "failed"
    assert states.pop("qd-7.txt").reason == "the workers that read it died, one after another"
    assert {entry.state for entry in states.values()} == {"done"}


def test_workers_of_another_version_are_refused(folder: Path, start: Start, address: str, monkeypatch):
    worker(start, address, "--no-nanny")
    monkeypatch.setattr(cluster, "extractor", lambda: "9.9.9+other")
    paths = [str(folder / "qd-1.txt")]
    with pytest.raises(NhiemvuError, match=r"a worker runs nhiemvu .*, this machine 9\.9\.9\+other; install the same"):
        list(cluster.run(read_bytes, paths, address, lost=lost, unread=unread))


def test_a_scheduler_without_workers_or_none_at_all_costs_one_line(
    address: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    for at, said in ((address, "has no worker; start one"), ("tcp://127.0.0.1:9", "no Dask scheduler answers")):
        with pytest.raises(NhiemvuError, match=said) as caught:
            nhiemvu.ingest([folder], str(tmp_path / "t.db"), cluster=at)
        assert "\n" not in str(caught.value)


def test_workers_that_all_go_away_cost_one_line(
    folder: Path, tmp_path: Path, start: Start, address: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    only = worker(start, address, "--no-nanny")
    time.sleep(3)
    results = cluster.run(read_bytes, sorted(map(str, folder.glob("qd-*.txt"))), address, lost=lost, unread=unread)
    next(results)
    only.kill()
    with pytest.raises(NhiemvuError, match="the cluster has no worker left"):
        list(results)


def test_a_scheduler_that_goes_away_costs_one_line(folder: Path, start: Start, free_port: int):
    address = f"tcp://127.0.0.1:{free_port}"
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", str(free_port), "--no-dashboard")
    worker(start, address, "--no-nanny")
    results = cluster.run(read_bytes, sorted(map(str, folder.glob("qd-*.txt"))), address, lost=lost, unread=unread)
    next(results)
    scheduler.kill()
    with pytest.raises(NhiemvuError, match=f"the cluster at {address} ") as caught:
        list(results)
    assert "\n" not in str(caught.value)


def test_a_cluster_for_trying_it(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(decision(number), "utf-8")
    command = [sys.executable, "-m", "nhiemvu", "ingest", tmp_path / "in", "--db", tmp_path / "t.db"]
    done = subprocess.run(
        [*command, "--cluster", "local"], cwd=HERE.parent, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{tmp_path}/t.db: 3 read, 0 unchanged\n"
