"""Batches: `make batches`, or `python -m bench.ingest [FOLDER] [FILES]`.

Copies of the files of a folder, each with a number of its own, go into a new SQLite database: by one process, by a
pool of one and two, by two Dask workers. Printed: files a second, the peak of resident memory, summed over all
processes, at a quarter of the files and at all, and the rate of a second run over the same.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nhiemvu

ROOT = Path(__file__).resolve().parents[1]
BULK = ROOT.parent / "shared" / "corpus" / "bulk"
PYTHON = [sys.executable, "-W", "ignore", "-m"]
PAGE = os.sysconf("SC_PAGE_SIZE")


def main(arguments: list[str]) -> None:
    source = Path(arguments[0]) if arguments else BULK if BULK.is_dir() else ROOT / "corpus"
    count = int(arguments[1]) if len(arguments) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        some, all_ = work / "some", work / "all"
        multiply(source, all_, count)
        multiply(source, some, count // 4)
        size = sum(file.stat().st_size for file in all_.iterdir())
        print(f"{count} files of {size / count / 1024:.0f} KiB on average, made from {source.name}/\n")
        print(f"{'':<24} {'files':>6} {'seconds':>8} {'files/s':>8} {'peak MiB':>9} {'of the ingest':>14}")
        for title, options in (
            ("in one process", ["--workers", "0"]),
            ("a worker", ["--workers", "1"]),
            ("two workers", ["--workers", "2"]),
        ):
            compare(title, some, all_, work, options)
        with dask(work) as (address, workers):
            compare("Dask, two workers", some, all_, work, ["--cluster", address], workers)
        again(all_, work)


def multiply(source: Path, target: Path, count: int) -> None:
    """Copies of the files, each of another number, so that each is a decision of its own, and with a line more."""
    target.mkdir()
    files = sorted(file for file in source.iterdir() if file.suffix in (".md", ".txt"))
    texts = [(file.read_text("utf-8"), nhiemvu.extract(file).metadata.code) for file in files]
    for number in range(count):
        text, code = texts[number % len(texts)]
        text = text.replace(code, f"{number + 1}{code}") if code else text
        (target / f"{number:05}.md").write_text(f"{text}\nBản số {number}.\n", "utf-8")


def compare(
    title: str, some: Path, all_: Path, work: Path, options: list[str], others: tuple[subprocess.Popen[bytes], ...] = ()
) -> None:
    """A row for a quarter of the files, one for all, and how memory grew."""
    peaks = []
    for folder in (some, all_):
        for old in work.glob("t.db*"):
            old.unlink()
        count = sum(1 for _ in folder.iterdir())
        command = [*PYTHON, "nhiemvu", "ingest", str(folder), "--db", str(work / "t.db"), *options]
        seconds, peak, own = measure(command, others)
        peaks.append(peak)
        print(f"{title:<24} {count:>6} {seconds:>8.1f} {count / seconds:>8.1f} {peak:>9.0f} {own:>14.0f}")
    print(f"{'':<24} memory at all files: {peaks[1] / peaks[0]:.2f} of that at a quarter\n")


def measure(command: list[str], others: tuple[subprocess.Popen[bytes], ...]) -> tuple[float, float, float]:
    """Seconds, and the peaks of memory in MiB of all processes and of the command's own."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")
    peak = own = 0.0
    while process.poll() is None:
        trees = [memory(pid) for root in (process, *others) for pid in tree(root.pid)]
        peak = max(peak, sum(trees))
        own = max(own, memory(process.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(process.stderr.read() if process.stderr else "the ingest failed")
    return seconds, peak, own


def tree(pid: int) -> Iterator[int]:
    """The process and all that it has started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from tree(int(child))


def memory(pid: int) -> float:
    """Its resident memory in MiB, what it shares with others included; 0 where it has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0.0
    return int(pages) * PAGE / 2**20


@contextmanager
def dask(work: Path) -> Iterator[tuple[str, tuple[subprocess.Popen[bytes], ...]]]:
    """A scheduler and two workers, each a process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = ["worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "16"}
    with (work / "dask.log").open("wb") as log:
        running = tuple(
            subprocess.Popen([*PYTHON, "dask", *words], cwd=work, env=env, stdout=log, stderr=log)
            for words in (scheduler, worker, worker)
        )
    try:
        time.sleep(3)
        yield address, running
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def again(folder: Path, work: Path) -> None:
    """The second run: nothing to do."""
    from nhiemvu.batch.ingest import open_database, plan

    if shutil.which("sync"):
        subprocess.run(["sync"], check=False)
    database = open_database(str(work / "t.db"))
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        made = plan(database, [str(folder)])
        best = max(best, made.same / (time.perf_counter() - began))
        if made.todo:
            raise SystemExit("the second run would read files")
    database.dispose()
    began = time.perf_counter()
    subprocess.run([*PYTHON, "nhiemvu", "ingest", str(folder), "--db", str(work / "t.db")], cwd=ROOT, check=True)
    whole = time.perf_counter() - began
    print(f"second run: {best:,.0f} unchanged files a second; the whole command {whole:.2f} s for {made.same} files")


if __name__ == "__main__":
    main(sys.argv[1:])
