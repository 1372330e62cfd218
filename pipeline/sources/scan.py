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
from itertools import pairwise
from statistics import median
from threading import Semaphore
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.errors import NhiemvuError
from pipeline.sources.charset import Run
from pipeline.sources.misread import repaired
from pipeline.sources.printed import Line

PROGRAM = "tesseract"
MODEL = "vie"
INSTALL = (
    "reading scans needs Tesseract and its Vietnamese model: apt install tesseract-ocr-vie "
    "(Debian, Ubuntu), brew install tesseract-lang (macOS), or see https://tesseract-ocr.github.io"
)
GAP = "   "
NOISE = 45  # per cent: a line less sure is no text, but a stamp, a signature, the paper's edge
DASHES = frozenset("-–—")
LONG = 4.5  # times its height: a hyphen is three to four times as long as high, a dash six to nine
WIDE = 2.0  # heights of a line's words: a gap between two columns


class Word(NamedTuple):
    """A word as Tesseract reads it; lengths in dots."""

    text: str
    confidence: float  # per cent
    left: int
    top: int  # from above
    width: int
    height: int


class Recognised(NamedTuple):
    """What was read of one page, and how sure Tesseract is of a word on average, in per cent."""

    lines: list[Line]
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
    return Recognised(repaired([_line(line) for line in lines]), confidence)


class Readers:
    """Pages on their way through Tesseract, one a core at a time."""

    def __init__(self, seconds: float, pages: int) -> None:
        """`seconds` that a page may take; `pages` of the whole document, for the progress shown."""
        cores = os.cpu_count() or 1
        self.seconds, self.pages = seconds, pages
        self.pool = ThreadPoolExecutor(cores)
        # Pictures are large: no more of them wait than are being read.
        self.waiting = Semaphore(2 * cores)
        self.done = 0
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.shutdown(cancel_futures=True)
        if self.shown and self.done:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def submit(self, picture: bytes, number: int) -> Future[Recognised]:
        """Begin to read the picture of page `number`; waits while enough others are being read."""
        self.waiting.acquire()
        return self.pool.submit(self._read, picture, number)

    def _read(self, picture: bytes, number: int) -> Recognised:
        try:
            return recognise(picture, self.seconds)
        finally:
            self.waiting.release()
            self.done += 1
            if self.shown:
                message = f"\rreading scanned pages: {self.done} done, page {number} of {self.pages}\x1b[K"
                print(message, end="", file=sys.stderr, flush=True)


def _lines(table: str) -> list[list[Word]]:
    """The lines in Tesseract's table of a page (TSV, see `man tesseract`), without what is no word."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            word = Word(cells[11], float(cells[10]), int(cells[6]), int(cells[7]), int(cells[8]), int(cells[9]))
            lines.setdefault(tuple(cells[1:5]), []).append(word)
    return [words for words in lines.values() if sum(word.confidence for word in words) >= NOISE * len(words)]


def _line(words: list[Word]) -> Line:
    """The words on one line, columns apart."""
    height = median(word.height for word in words)
    text = ""
    for before, word in pairwise([words[0], *words]):
        gap = word.left - before.left - before.width
        text += (GAP if gap > WIDE * height else " " if text else "") + _dash(word, height)
    # Most words with nothing below the line end on it.
    base = sorted(word.top + word.height for word in words)[len(words) // 4]
    return Line([Run(text)], words[0].left, words[-1].left + words[-1].width, -base, height)


def _dash(word: Word, height: float) -> str:
    """Tesseract shows every dash as a hyphen; one twice as long is a dash."""
    if word.text in DASHES:
        return "–" if word.width > LONG * word.height and word.width > 0.3 * height else "-"
    return word.text
