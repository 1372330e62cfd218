"""Time, as benchmarks take it."""

import time
from collections.abc import Callable


def best(job: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest of `runs` runs."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - began)
    return min(seconds)
