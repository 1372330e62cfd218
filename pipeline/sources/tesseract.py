"""Tesseract, the program that reads pictures: https://github.com/tesseract-ocr/tesseract.

Reads: the picture of a page. Guarantees: one process a picture, on one core, ended when it takes too long.
"""

import os
import subprocess
from functools import cache
from typing import NamedTuple

from .. import programs
from ..errors import NhiemvuError

PROGRAM = "tesseract"
MODEL = "vie"
INSTALL = (
    "reading scans needs Tesseract and its Vietnamese model: apt install tesseract-ocr-vie "
    "(Debian, Ubuntu), brew install tesseract-lang (macOS), or see https://tesseract-ocr.github.io"
)
NOISE = 45  # per cent: a line less sure is no text, but a stamp, a signature, the paper's edge


class Word(NamedTuple):
    """A word as Tesseract reads it; lengths in dots."""

    text: str
    confidence: float  # per cent
    left: int
    top: int  # from above
    width: int
    height: int


@cache
def missing() -> str | None:
    """What to install before scans can be read; None where all is there."""
    program = programs.found(PROGRAM)
    if program is None:
        return INSTALL
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return INSTALL
    return None if MODEL in listed.stdout.split() else INSTALL


def words(picture: bytes, seconds: float) -> list[list[Word]]:
    """The words in a picture (PNM), by lines, without noise.

    Raises NhiemvuError where Tesseract fails or takes longer than `seconds`.
    """
    program = programs.found(PROGRAM)
    if program is None:
        raise NhiemvuError(INSTALL)
    command = [program, "stdin", "stdout", "-l", MODEL, "--psm", "3", "--dpi", "300", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages are read side by side: more threads would not pay
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired:
        raise NhiemvuError(f"Tesseract takes longer than {seconds:.0f} s; raise --max-seconds") from None
    except OSError as error:
        raise NhiemvuError(f"Tesseract does not start: {error.strerror}") from None
    if done.returncode:
        raise NhiemvuError("Tesseract cannot read its picture")
    return _lines(done.stdout.decode("utf-8", "replace"))


def _lines(table: str) -> list[list[Word]]:
    """The lines in Tesseract's table of a page (TSV, see `man tesseract`)."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            word = Word(cells[11], float(cells[10]), int(cells[6]), int(cells[7]), int(cells[8]), int(cells[9]))
            lines.setdefault(tuple(cells[1:5]), []).append(word)
    return [line for line in lines.values() if sum(word.confidence for word in line) >= NOISE * len(line)]
