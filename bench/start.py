"""What the first document of a process costs beside the second: imports, tables and patterns are paid once."""

import os
import subprocess
import sys
from pathlib import Path

RUNS = 5
_CHILD = """
import sys, time
times = [time.perf_counter()]
import nhiemvu
times.append(time.perf_counter())
import nhiemvu.document
times.append(time.perf_counter())
for _ in range(2):
    nhiemvu.extract(sys.argv[1])
    times.append(time.perf_counter())
print(*(1000 * (after - before) for before, after in zip(times, times[1:])))
"""


def first_and_second(file: Path) -> None:
    """Print the run of several fresh processes in which the two documents took the least time."""
    runs = [_fresh(file) for _ in range(RUNS)]
    package, modules, first, second = min(runs, key=lambda run: sum(run[2:]))
    print(
        f"start on {file.name}: import nhiemvu {package:.0f} ms, the reader's modules {modules:.0f} ms, "
        f"first document {first:.0f} ms, second {second:.0f} ms\n"
        f"  first against second {first / second:.1f}, with the modules {(modules + first) / second:.1f}\n"
    )


def _fresh(file: Path) -> list[float]:
    """Milliseconds of each step in a process of its own."""
    paths = os.pathsep.join(path for path in sys.path if path)
    child = [sys.executable, "-c", _CHILD, str(file)]
    told = subprocess.run(child, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=True)
    return [float(number) for number in told.stdout.split()]
