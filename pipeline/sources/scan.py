"""Scanned pages: the pictures of a page in, its lines out.

Each page is read twice, at two sizes, as the readings err in different places: where they differ, the
word that can be Vietnamese is taken, then the surer one (see agreement). What both misread again and
again is put right where the page shows it (see ocr_errors). Guarantees: pages are read side by side, one
on each core; on a terminal, standard error shows how far the reading is.
"""

import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from statistics import median
from threading import Semaphore
from types import TracebackType
from typing import NamedTuple, Self

from . import tesseract
from .agreement import agreed
from .charset import Run
from .ocr_errors import repaired
from .printed import Line
from .tesseract import Word

GAP = "   "
WIDE = 2.0  # heights of a line's words: a gap between two columns
DASHES = frozenset("-–—")
STOP = 90  # per cent: of words with a full stop at a sentence's end, 98 in 100 are surer
LONG = 4.5  # times its height: a hyphen is three to four times as long as high, a dash six to nine


class Recognised(NamedTuple):
    """What was read of one page, and how sure Tesseract is of a word on average, in per cent."""

    lines: list[Line]
    confidence: float


def recognise(pictures: list[bytes], seconds: float) -> Recognised:
    """The lines in a page's pictures (PNM), of different sizes. Raises NhiemvuError as `tesseract.words` does."""
    first, *others = (tesseract.words(picture, seconds) for picture in pictures)
    for other in others:
        first = agreed(first, other)
    found = [word for line in first for word in line]
    confidence = sum(word.confidence for word in found) / len(found) if found else 0.0
    return Recognised([_line(line) for line in first], confidence)


def put_right(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of all scanned pages, what is misread again and again put right; lists go on over pages."""
    texts = iter(repaired([line.text for lines in pages for line in lines]))
    return [[line._replace(runs=[Run(next(texts))]) for line in lines] for lines in pages]


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

    def submit(self, pictures: list[bytes], number: int) -> Future[Recognised]:
        """Begin to read the pictures of page `number`; waits while enough others are being read."""
        self.waiting.acquire()
        return self.pool.submit(self._read, pictures, number)

    def _read(self, pictures: list[bytes], number: int) -> Recognised:
        try:
            return recognise(pictures, self.seconds)
        finally:
            self.waiting.release()
            self.done += 1
            if self.shown:
                message = f"\rreading scanned pages: {self.done} done, page {number} of {self.pages}\x1b[K"
                print(message, end="", file=sys.stderr, flush=True)


def _line(words: list[Word]) -> Line:
    """The words on one line, columns apart."""
    height = median(word.height for word in words)
    text = ""
    for before, word in pairwise([words[0], *words]):
        gap = word.left - before.left - before.width
        if before.confidence < STOP and text.endswith(".") and word.text[:2].islower() and word.text[-1] not in ").":
            text = text.removesuffix(".")  # a stain: the sentence goes on
        text += (GAP if gap > WIDE * height else " " if text else "") + _dash(word, height)
    # Most words with nothing below the line end on it.
    base = sorted(word.top + word.height for word in words)[len(words) // 4]
    return Line([Run(text)], words[0].left, words[-1].left + words[-1].width, -base, height)


def _dash(word: Word, height: float) -> str:
    """Tesseract shows every dash as a hyphen; one twice as long is a dash."""
    if DASHES.issuperset(word.text):
        return "–" if word.width > LONG * word.height and word.width > 0.3 * height else "-"
    return word.text
