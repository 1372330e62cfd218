"""The workers of a Dask cluster, on one machine or many: the same job, partitions of files.

Guarantees:
1. The workers need no folder in common: the bytes of the files travel with the task, so a task that loses its worker
   is given to another.
2. Memory stays flat: some partitions for each worker are under way, never all.
3. A file that kills worker after worker costs only itself: its partition is taken apart, then the file given up.
4. A worker with another version of the package is refused, for its documents would differ.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.errors import NhiemvuError
from pipeline.extractor import extractor
from pipeline.store.entry import Extract
from pipeline.workers import cores

FILES = 16  # in a partition: the scheduler costs more than a millisecond a task
BYTES = 32_000_000  # in a partition, at most, unless a single file holds more
AHEAD = 2  # partitions under way for each thread of a worker
PATIENCE = 30  # seconds to wait for the scheduler, and for its first worker

Task = tuple[str, bytes]
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
    with _client(address) as (client, results):
        partitions = _partitions(paths, unread)
        under_way: dict[Any, list[Task]] = {}

        def submit(tasks: list[Task]) -> None:
            future = client.submit(work, job, tasks, extractor(), pure=False)
            under_way[future] = tasks
            results.add(future)

        def fill() -> Iterator[Extract]:
            while len(under_way) < AHEAD * max(1, sum(client.ncores().values())):
                if (part := next(partitions, None)) is None:
                    return
                tasks, failed = part
                yield from failed
                if tasks:
                    submit(tasks)

        yield from fill()
        while under_way:
            future = next(results)
            tasks = under_way.pop(future)
            error = future.exception()
            if error is None:
                yield from future.result()
            elif type(error).__name__ != "KilledWorker":
                raise _plain(error)
            elif len(tasks) > 1:
                for task in tasks:
                    submit([task])
            else:
                yield lost(tasks[0][0], "the workers that read it died, one after another")
            del future
            yield from fill()


def work(job: Job, tasks: list[Task], version: str) -> list[Extract]:
    """A partition, on a worker."""
    if version != extractor():
        raise NhiemvuError(f"a worker runs nhiemvu {extractor()}, this machine {version}; install the same version")
    return [job(path, data) for path, data in tasks]


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
                data = Path(path).read_bytes()
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
def _client(address: str) -> Iterator[tuple[Any, Any]]:
    """A client of the cluster, its own for “local”, and a queue for the results."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise NhiemvuError("Dask is missing: pip install 'nhiemvu[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters comes as an error of ours
    own = None
    try:
        if address == "local":
            own = LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=None)
        client = Client(own or address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NhiemvuError(f"no Dask scheduler answers at {address}; is it running? ({error})") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        yield client, as_completed(loop=client.loop)
    except TimeoutError:
        raise NhiemvuError(f"the scheduler at {address} has no worker; start one: dask worker {address}") from None
    finally:
        client.close()
        if own:
            own.close()


def _plain(error: BaseException) -> NhiemvuError:
    if isinstance(error, NhiemvuError):
        return error
    if isinstance(error, ImportError):
        return NhiemvuError(f"the workers cannot run nhiemvu ({error}); install it there, in the same version")
    return NhiemvuError(f"the cluster failed: {type(error).__name__}: {' '.join(str(error).split())}")
