"""Scanned pages: the picture of a page in, its lines out, read by Tesseract with its Vietnamese model.

Tesseract is a program of its own (https://github.com/tesseract-ocr/tesseract) and is never needed for
files that hold text. Guarantees: pages are read side by side, one on each core; a page that takes too
long is given up; on a terminal, standard error shows how far the reading is.
"""

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from statistics import median
from threading import Semaphore
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.errors import NhiemvuError
from pipeline.sources.misread import repaired

PROGRAM = "tesseract"
MODEL = "vie"
INSTALL = (
    "reading scans needs Tesseract and its Vietnamese model: apt install tesseract-ocr-vie "
    "(Debian, Ubuntu), brew install tesseract-lang (macOS), or see https://tesseract-ocr.github.io"
)
WIDE = 2.0  # heights of a line's words: a gap between two columns


class Word(NamedTuple):
    """A word as Tesseract reads it; lengths in dots."""

    text: str
    confidence: float  # per cent
    left: int
    width: int
    height: int


class Recognised(NamedTuple):
    """What was read of one page, and how sure Tesseract is of a word on average, in per cent."""

    text: str
    confidence: float


@cache
def missing() -> str | None:
    """What to install before scans can be read; None where all is there."""
    try:
        listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=20, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return INSTALL
    return None if MODEL in listed.stdout.split() else INSTALL


def recognise(picture: bytes, seconds: float) -> Recognised:
    """The text of one picture (PNM). Raises NhiemvuError where Tesseract fails or takes too long."""
    command = [PROGRAM, "stdin", "stdout", "-l", MODEL, "--psm", "3", "--dpi", "300", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages run side by side, the threads of one do not pay
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired:
        raise NhiemvuError(f"Tesseract takes longer than {seconds:.0f} s; raise --max-seconds") from None
    except OSError as error:
        raise NhiemvuError(f"Tesseract does not start: {error.strerror}") from None
    if done.returncode:
        raise NhiemvuError("Tesseract cannot read its picture")
    lines = _lines(done.stdout.decode("utf-8", "replace"))
    words = [word for line in lines for word in line]
    confidence = sum(word.confidence for word in words) / len(words) if words else 100.0
    return Recognised("".join(f"{line}\n" for line in repaired([_line(line) for line in lines])), confidence)
