"""Worker processes of this machine: a job a file, results as they come.

Guarantees:
1. Memory stays flat: a worker has one file at work and one waiting; nothing else is under way.
2. A worker that dies (a crash in a library, no memory) costs only its file: that is tried once more in a new
   worker, then given up with the reason.
3. However the reading of results ends, an error or Ctrl-C too, no worker is left; one whose parent was killed ends
   with the file it has.

Workers are spawned, not forked: a fork would inherit the open database and the locks of other threads.
`concurrent.futures` is not used because there one dead worker breaks the pool and does not tell which file did it.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from ..errors import NhiemvuError
from ..programs import starting

Result = TypeVar("Result")

AHEAD = 2  # files a worker has: one at work, the next one waiting
TRIES = 2
PATIENCE = 5  # seconds for a process to end whose pipe has closed


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    job: Callable[[str], Result], paths: Iterable[str], workers: int, lost: Callable[[str, str], Result]
) -> Iterator[Result]:
    """The result of `job` for each path, in the order in which they are done.

    `lost` makes the result of a path whose worker died, from the path and the reason. With no worker the job runs
    here. Raises NhiemvuError where workers cannot start.
    """
    if workers < 1:
        yield from map(job, paths)
        return
    todo = ((path, 0) for path in paths)
    crew: list[_Worker] = []
    try:
        for _ in range(workers):
            if (first := next(todo, None)) is None:
                break
            crew.append(_Worker(job, [first]))
        while busy := {worker.connection: worker for worker in crew if worker.files}:
            for ready in wait(list(busy)):
                worker = busy[ready]  # type: ignore[index]
                try:
                    result = worker.receive()
                except (EOFError, OSError):
                    crew.remove(worker)
                    (path, tries), *rest = worker.files
                    how = worker.death()
                    again = [(path, tries + 1)] if tries + 1 < TRIES else []
                    crew.append(_Worker(job, again + rest))
                    if not again:
                        yield lost(path, f"the process that read it {how}")
                    continue
                while len(worker.files) < AHEAD and (more := next(todo, None)):
                    worker.give(more)
                if result is not _READY:
                    yield result
    finally:
        for worker in crew:
            worker.stop()


_READY = object()


class _Worker:
    """A process, the pipe to it, and the files it has, the one at work first."""

    def __init__(self, job: Callable[[str], Any], files: list[tuple[str, int]]) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(job, theirs), daemon=True)
        with starting():
            self.process.start()
        theirs.close()  # so that its death closes the pipe
        self.started = False
        self.files: deque[tuple[str, int]] = deque()
        for file in files:
            self.give(file)

    def give(self, file: tuple[str, int]) -> None:
        self.files.append(file)
        with suppress(OSError):  # it has died, which the next `receive` tells
            self.connection.send(file[0])

    def receive(self) -> Any:
        """The next result, or that it has started. Raises EOFError or OSError where it died."""
        try:
            result = self.connection.recv()
        except (EOFError, OSError):
            if self.started:
                raise
            raise NhiemvuError(f"a worker cannot start: it {self.death()}; try --workers 0") from None
        if not self.started:
            self.started = True
            return _READY
        self.files.popleft()
        return result

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.join()

    def death(self) -> str:
        """How the process ended, whose pipe has closed."""
        self.process.join(PATIENCE)
        code = self.process.exitcode
        self.stop()
        if code is not None and code < 0:
            return f"died of {signal.Signals(-code).name}"
        return f"died with exit code {code}"


def _work(job: Callable[[str], Any], connection: Connection) -> None:
    # Ctrl-C reaches all processes of a terminal, but the parent ends us. Programs that we start would inherit SIG_IGN.
    signal.signal(signal.SIGINT, lambda *_: None)
    with suppress(EOFError, OSError):  # the parent has gone
        connection.send(None)
        while True:
            connection.send(job(connection.recv()))
