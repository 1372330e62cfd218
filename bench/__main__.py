"""Speed, as ratios in one run: `make bench`, or `python -m bench [FILE…]`.

On one core, best of several runs, file to validated JSON with everything loaded; beside it, on the
same text, what a user would otherwise call: underthesea's word_tokenize and ner. Then the growth
of the time with the text. Machines differ and are noisy, so only ratios of one run mean something.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from bench import compare, formats, hostile, names, start
from bench.clock import best
from nhiemvu.document import extract
from nhiemvu.schema import encoded

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "corpus"


def main(arguments: list[str]) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    files = [Path(name) for name in arguments] or _documents()
    print("one core, best of several runs; Mchar/s = million characters a second\n")
    start.first_and_second(ROOT / "corpus" / "quyet-dinh-khanh-hoa.txt")
    for file in files:
        _against(file)
    for file in files:
        annotations = REAL.parent / "gold" / f"{file.stem}.gold.json"
        if annotations.exists():
            names.compare(file, annotations)
    hostile.growth()
    for file in files:
        _growth(file)
    _bulk()
    formats.compare(REAL / "formats", files)
    compare.growth(files[0], files[-1])


def _documents() -> list[Path]:
    """The two real documents where they lie beside the checkout, else the samples."""
    real = [REAL / "hai-phong_de-an.txt", REAL / "khanh-hoa_qd-55.txt"]
    return real if all(file.exists() for file in real) else sorted((ROOT / "corpus").glob("*.txt"))


def to_json(file: Path) -> bytes:
    """The whole job: the file read, structured, validated, written as JSON."""
    return msgspec.json.format(encoded(extract(file)), indent=1)


def _against(file: Path) -> None:
    """Print our speed and that of the baselines on one file."""
    to_json(file)
    text = file.read_text("utf-8")
    ours = best(partial(to_json, file), 15)
    print(f"{file.name}: {len(text):,} characters")
    print(f"  file to validated JSON     {ours * 1000:9.1f} ms  {len(text) / ours / 1e6:8.3f} Mchar/s")
    try:
        from underthesea import ner, word_tokenize
    except ImportError:
        print('  underthesea is not installed: pip install "nhiemvu[bench]"\n')
        return
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for name, function, runs in (("word_tokenize", word_tokenize, 3), ("ner", ner, 1)):
        function(lines[0])
        theirs = best(partial(_each, function, lines), runs)
        print(
            f"  underthesea.{name:<14} {theirs * 1000:9.1f} ms  {len(text) / theirs / 1e6:8.3f} Mchar/s"
            f"   ours is {theirs / ours:.0f} times as fast"
        )
    print()


def _each(function: Callable[[str], object], lines: list[str]) -> None:
    for line in lines:
        function(line)


def _bulk() -> None:
    """Print the speed over many documents of other layouts."""
    files = sorted((REAL / "bulk").glob("*.md"))
    if not files:
        return
    seconds = best(lambda: [to_json(file) for file in files], 2)
    characters = sum(len(file.read_text("utf-8")) for file in files)
    print(f"\n{len(files)} documents of other layouts: {characters / seconds / 1e6:.3f} Mchar/s")


def _growth(file: Path) -> None:
    """Print the time for the text 1, 4, 16 and 64 times over, a character's cost against the first."""
    data = file.read_bytes() + b"\n"
    print(f"growth on {file.name}")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for factor, runs in ((1, 15), (4, 5), (16, 5), (64, 2)):
            copy = Path(folder) / f"{factor}.txt"
            copy.write_bytes(data * factor)
            seconds = best(partial(to_json, copy), runs)
            first = first or seconds
            cost = seconds / factor / first
            print(f"  {factor:>3} times: {seconds:8.3f} s, a character costs {cost:.2f} of the first")


if __name__ == "__main__":
    main(sys.argv[1:])
