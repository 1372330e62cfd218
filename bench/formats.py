"""Reading each format: seconds and characters a second, alone and beside the whole way to a document."""

import time
from pathlib import Path

from nhiemvu import NhiemvuError
from nhiemvu.document import structure
from nhiemvu.sources import FORMATS, Reading, read

QUICK = 1.0  # seconds below which a file is read again for a better measure
RUNS = 5


def compare(folder: Path, others: list[Path]) -> None:
    """Print a row for each file of `folder` and for `others`, sorted by format."""
    files = [path for path in sorted(folder.glob("*")) if ".truth." not in path.name and ".pdftotext." not in path.name]
    print(f"{'format':<7} {'file':<40} {'characters':>10} {'reading':>9} {'char/s':>12} {'structure':>9}")
    for name, path in sorted((_format(path), path) for path in [*others, *files]):
        try:
            seconds, reading = _timed(path)
        except NhiemvuError as error:
            print(f"{name:<7} {path.name:<40} {error}")
            continue
        began = time.perf_counter()
        structure(reading)
        rest = time.perf_counter() - began
        length = reading.source.characters
        print(f"{name:<7} {path.name:<40} {length:>10,} {seconds:>7.3f} s {length / seconds:>12,.0f} {rest:>7.3f} s")
    print()


def _format(path: Path) -> str:
    """The short name of a file's format, "text" where it is plain text."""
    data = path.read_bytes()
    return next((kind.name for kind in FORMATS if kind.matches(data)), "text")


def _timed(path: Path) -> tuple[float, Reading]:
    """Seconds of the fastest reading, and what was read; the first run, which loads the reader, does not count."""
    best = float("inf")
    for run in range(RUNS + 1):
        began = time.perf_counter()
        reading = read(path)
        seconds = time.perf_counter() - began
        best = min(best, seconds) if run else best
        if seconds > QUICK:
            return seconds, reading
    return best, reading
