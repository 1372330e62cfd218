"""Speed, as ratios in one run: `make bench`, or `python -m bench [FILE…]`.

On one core, best of several runs, file to validated JSON with everything loaded; beside it, on the
same text, what a user would otherwise call: underthesea's word_tokenize and ner. Then the growth
of the time with the text. Machines differ and are noisy, so only ratios of one run mean something.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from bench import formats, names
from pipeline.document import extract
from pipeline.schema import violations

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "corpus"


def main(arguments: list[str]) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    files = [Path(name) for name in arguments] or _documents()
    print("one core, best of several runs; Mchar/s = million characters a second\n")
    for file in files:
        _against(file)
    for file in files:
        annotations = REAL.parent / "gold" / f"{file.stem}.gold.json"
        if annotations.exists():
            names.compare(file, annotations)
    formats.compare(REAL / "formats", files)
    for file in files:
        _growth(file)


def _documents() -> list[Path]:
    """The two real documents where they lie beside the checkout, else the samples."""
    real = [REAL / "hai-phong_de-an.txt", REAL / "khanh-hoa_qd-55.txt"]
    return real if all(file.exists() for file in real) else sorted((ROOT / "corpus").glob("*.txt"))


def to_json(file: Path) -> bytes:
    """The whole job: the file read, structured, validated, written as JSON."""
    document = extract(file)
    if wrong := violations(msgspec.to_builtins(document)):
        raise SystemExit(f"{file}: {wrong[0]}")
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _best(job: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest of `runs` runs."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def _against(file: Path) -> None:
    """Print our speed and that of the baselines on one file."""
    to_json(file)
    text = file.read_text("utf-8")
    ours = _best(partial(to_json, file), 15)
    print(f"{file.name}: {len(text):,} characters")
    print(f"  file to validated JSON     {ours * 1000:9.1f} ms  {len(text) / ours / 1e6:8.3f} Mchar/s")
    try:
        from underthesea import ner, word_tokenize
    except ImportError:
        print("  underthesea is not installed: pip install 'nhiemvu[bench]'\n")
        return
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for name, function, runs in (("word_tokenize", word_tokenize, 3), ("ner", ner, 1)):
        function(lines[0])
        theirs = _best(partial(_each, function, lines), runs)
        print(
            f"  underthesea.{name:<14} {theirs * 1000:9.1f} ms  {len(text) / theirs / 1e6:8.3f} Mchar/s"
            f"   ours is {theirs / ours:.0f} times as fast"
        )
    print()


def _each(function: Callable[[str], object], lines: list[str]) -> None:
    for line in lines:
        function(line)


def _growth(file: Path) -> None:
    """Print the time for the text 1, 4, 16 and 64 times over, a character's cost against the first."""
    data = file.read_bytes() + b"\n"
    print(f"growth on {file.name}")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for factor, runs in ((1, 15), (4, 5), (16, 5), (64, 2)):
            copy = Path(folder) / f"{factor}.txt"
            copy.write_bytes(data * factor)
            seconds = _best(partial(to_json, copy), runs)
            first = first or seconds
            cost = seconds / factor / first
            print(f"  {factor:>3} times: {seconds:8.3f} s, a character costs {cost:.2f} of the first")


if __name__ == "__main__":
    main(sys.argv[1:])
