"""The workers of a Dask cluster, on one machine or many: the same job, partitions of files.

Guarantees:
1. The workers need no folder in common: the bytes of the files travel with the task, so a task that loses its worker
   is given to another.
2. Memory stays flat: some partitions for each worker are under way, never all.
3. A file that kills worker after worker costs only itself: its partition is taken apart, then the file given up.
4. A worker with another version of the package is refused, for its documents would differ.
"""

import logging
import pickle
import zlib
from asyncio import CancelledError
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import NhiemvuError
from ..extractor import extractor
from ..programs import SAFE, starting
from ..store.entry import Extract
from .workers import cores

FILES = 16  # in a partition: the scheduler costs more than a millisecond a task
BYTES = 32_000_000  # in a partition, at most, unless a single file holds more
AHEAD = 2  # partitions under way for each thread of a worker
LOGGED = 16  # messages that Dask remembers, of a thousand, each with the files in it
PATIENCE = 30  # seconds to wait for the scheduler, and for its first worker

Task = tuple[str, bytes]  # path, and the packed bytes of the file
Job = Callable[[str, bytes], Extract]


def run(
    job: Job,
    paths: list[str],
    address: str,
    *,
    lost: Callable[[str, str], Extract],
    unread: Callable[[str, OSError], Extract],
) -> Generator[Extract]:
    """The result of `job` for each path and its bytes, in the order in which they are done.

    `lost` makes the result of a file that killed its workers, `unread` that of one that cannot be opened. Raises
    NhiemvuError where the cluster cannot be reached, goes away, or runs another version.
    """
    partitions = _partitions(paths, unread)
    suspects: list[Task] = []  # of partitions that were on a worker each time one died; each is tried alone
    with _quiet(), _client(address) as client:
        from distributed import KilledWorker

        under_way: dict[Any, list[Task]] = {}
        while True:
            while not suspects and len(under_way) < AHEAD * max(1, sum(client.ncores().values())):
                if (part := next(partitions, None)) is None:
                    break
                tasks, failed = part
                yield from failed
                if tasks:
                    under_way[_submit(client, job, tasks)] = tasks
            if alone := not under_way:
                if not suspects:
                    return
                suspect = [suspects.pop()]
                under_way[_submit(client, job, suspect)] = suspect
            for future in _done(client, list(under_way)):
                tasks = under_way.pop(future)
                try:
                    yield from map(_unpacked, future.result())
                except KilledWorker:
                    if alone:
                        yield lost(tasks[0][0], "the workers that read it died, one after another")
                    else:
                        suspects += tasks


def _submit(client: Any, job: Job, tasks: list[Task]) -> Any:
    return client.submit(work, job, tasks, extractor(), pure=False)


def _done(client: Any, futures: list[Any]) -> set[Any]:
    """Those that are done, at least one. Raises NhiemvuError where no worker is left."""
    from distributed import wait

    while True:
        try:
            with client.as_current():
                done: set[Any] = wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if not client.ncores():
                raise NhiemvuError("the cluster has no worker left; start some and run again") from None
        else:
            return done


def work(job: Job, tasks: list[Task], version: str) -> list[bytes]:
    """A partition, on a worker; each result packed, which is a tenth of it on its way."""
    if version != extractor():
        raise NhiemvuError(f"a worker runs nhiemvu {extractor()}, this machine {version}; install the same version")
    return [_packed(job(path, zlib.decompress(data))) for path, data in tasks]


def _packed(value: Any) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(data: bytes) -> Any:
    return pickle.loads(zlib.decompress(data))


def _partitions(
    paths: list[str], unread: Callable[[str, OSError], Extract]
) -> Iterator[tuple[list[Task], list[Extract]]]:
    """Files with their bytes, some at a time, and the results of those that cannot be opened."""
    rest = iter(paths)
    while batch := list(islice(rest, FILES)):
        tasks: list[Task] = []
        failed = []
        size = 0
        for path in batch:
            try:
                data = zlib.compress(Path(path).read_bytes(), 1)
            except OSError as error:
                failed.append(unread(path, error))
                continue
            if tasks and size + len(data) > BYTES:
                yield tasks, []
                tasks, size = [], 0
            tasks.append((path, data))
            size += len(data)
        yield tasks, failed


@contextmanager
def _quiet() -> Iterator[None]:
    """What matters comes as an error of ours, not as a line of Dask's log."""
    log = logging.getLogger("distributed")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A client of the cluster, its own for “local”; its errors in plain words."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise NhiemvuError('Dask is missing: pip install "nhiemvu[cluster]"') from None
    own = None
    dask.config.set({"distributed.admin.low-level-log-length": LOGGED})
    try:
        if address == "local":
            # Of workers that are started anew; the first, and the process beside them, start here.
            dask.config.set({f"distributed.nanny.pre-spawn-environ.{name}": value for name, value in SAFE.items()})
            with starting():
                own = LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=None)
        client = Client(own or address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NhiemvuError(f"no Dask scheduler answers at {address}; is it running? ({error})") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise NhiemvuError(f"the scheduler at {address} has no worker; start one: dask worker {address}") from None
    try:
        yield client
    except NhiemvuError:
        raise
    except ImportError as error:
        raise NhiemvuError(f"the workers cannot run nhiemvu ({error}); install it there, in the same version") from None
    except (CancelledError, OSError, RuntimeError, TimeoutError) as error:
        said = f"{type(error).__name__}: {error}"
        raise NhiemvuError(f"the cluster at {address} failed: {' '.join(said.split())}") from error
    finally:
        client.close()
        if own:
            own.close()
