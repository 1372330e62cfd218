"""The process that PDFium runs in: one PDF on standard input, its pages on standard output.

A damaged or hostile file can end PDFium with the process, or keep it busy; so it has one of its own,
which the reader (see pdf) may end. Guarantees: one frame for the whole file, then one a page in order;
a frame is its length in four bytes and a message (MessagePack) of one of the types below. A page that fails is told as
damaged; where it ended the process, another one begins behind it.
"""

import math
import re
import struct
import sys
from contextlib import suppress
from itertools import islice
from typing import BinaryIO, Literal
from unicodedata import normalize

import msgspec

from .footnotes import Rule
from .printed import Line

MEMORY = 3 << 29  # bytes of address space beside the file; PDFium stops where a page wants more
HEADER = struct.Struct(">I")
FROM = "--from="  # the option that tells the page to begin with, counted from 0
RESOLUTIONS = 250, 200  # dots an inch, of the pictures of a page; Tesseract errs most rarely at these
LARGEST = 12_000_000  # dots of a picture: A4 and half as much again; larger pages are shown smaller
SPARSE = 40  # letters of a text layer that can be a stamp, a number, a date on a scanned page
ENOUGH = 100  # words from which the share of Vietnamese tells whether a text layer is one
PLAIN = 0.35  # of the words of Vietnamese text, seven in ten have marks and are syllables
COVERING = 0.4  # of the page: a picture this large can be a scan
PAPER = 250  # of 255 shades of grey; lighter is white
THIN, BROAD = 4, 40  # points: a path that is lower and broader is a rule
OBJECTS = 5_000  # of a page that are looked through for a picture
WORD = re.compile(r"[^\W\d_]+")


class Opened(msgspec.Struct, tag=True):
    """The file is a PDF with so many pages."""

    pages: int


class Refused(msgspec.Struct, tag=True):
    """The file cannot be opened."""

    why: Literal["password", "damaged"]


class Page(msgspec.Struct, tag=True):
    """One page: the words of its text layer, and its pictures where these are not all of it."""

    lines: list[Line]
    scanned: bool = False  # the words, if any, are not the page's text, or may not be
    pictures: list[bytes] = []  # of a scanned page, where they are asked for: PNM, shades of grey
    rules: list[Rule] = []  # lines drawn from left to right
    damaged: bool = False


Frame = Opened | Refused | Page


def main(arguments: list[str]) -> None:
    """Read standard input, write frames; `--pictures`: with those of scanned pages; `--from=N`: from page N on."""
    data = sys.stdin.buffer.read()
    with suppress(ImportError, ValueError, OSError):  # not every system can limit a process
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 2 * len(data),) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(BrokenPipeError):
        begin = next((int(option[len(FROM) :]) for option in arguments if option.startswith(FROM)), 0)
        _pages(data, sys.stdout.buffer, begin, pictures="--pictures" in arguments)


def _pages(data: bytes, out: BinaryIO, begin: int, *, pictures: bool) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        _send(out, Refused("password" if locked else "damaged"))
        return
    _send(out, Opened(len(document)))
    for index in range(begin, len(document)):
        try:
            page = _page(document, index, pictures=pictures)
        except (ImportError, AttributeError):
            raise  # the library is too old
        except Exception:  # whatever it is, it costs this page
            page = Page([], damaged=True)
        _send(out, page)


def _send(out: BinaryIO, frame: Frame) -> None:
    message = msgspec.msgpack.encode(frame)
    out.write(HEADER.pack(len(message)) + message)
    out.flush()


def _page(document, index: int, *, pictures: bool) -> Page:  # type: ignore[no-untyped-def]
    from pypdfium2.raw import FLAT_NORMALDISPLAY, FPDFPage_Flatten

    from .characters import characters, drawn, filled_in
    from .charset import HINT
    from .reading_order import lines

    page = document[index]
    text = page.get_textpage()
    found = None if HINT.search(text.get_text_range()) else drawn(text)
    found = lines(characters(text)) if found is None else found
    if _scanned(page, found):
        return Page(found, scanned=True, pictures=[_picture(page, size) for size in RESOLUTIONS] if pictures else [])
    if filled_in(page):
        # What was filled in is no part of a page's text; flattened, it is drawn at the end of it.
        count = text.count_chars()
        FPDFPage_Flatten(page.raw, FLAT_NORMALDISPLAY)
        text = document[index].get_textpage()
        if text.count_chars() > count:
            found = lines(characters(text))
    return Page(found, rules=_rules(page))


def _scanned(page, lines: list[Line]) -> bool:  # type: ignore[no-untyped-def]
    """Whether the page must be read from its picture, or may read better from it than by its text layer."""
    letters = sum(map(len, WORD.findall("".join(line.text for line in lines))))
    if letters < SPARSE:
        return (_covered(page) or not letters) and not _blank(page)
    return not is_vietnamese(lines)


def is_vietnamese(lines: list[Line]) -> bool:
    """Whether the words are Vietnamese, or too few to tell. Text layers made for other languages are not."""
    share, count = share_of_vietnamese(lines)
    return count < ENOUGH or share >= PLAIN


def share_of_vietnamese(lines: list[Line]) -> tuple[float, int]:
    """The share of words with marks that are syllables, and how many words there are."""
    from .charset import Run, convert_runs
    from .syllables import is_syllable

    words = WORD.findall(normalize("NFC", convert_runs(run for line in lines for run in (*line.runs, Run("\n"))).text))
    return sum(not word.isascii() and is_syllable(word) for word in words) / max(len(words), 1), len(words)


def _covered(page) -> bool:  # type: ignore[no-untyped-def]
    """Whether a picture covers much of the page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    for number, item in enumerate(page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3)):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= COVERING * width * height:
            return True
        if number > OBJECTS:
            break
    return False


def _rules(page) -> list[Rule]:  # type: ignore[no-untyped-def]
    """The lines that are drawn from left to right on the page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    found: list[Rule] = []
    for item in islice(page.get_objects(filter=(FPDF_PAGEOBJ_PATH,), max_depth=3), OBJECTS):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < THIN and right - left > BROAD:
            found.append(Rule(left, right, (top + bottom) / 2))
    return found


def _blank(page) -> bool:  # type: ignore[no-untyped-def]
    """Whether nothing shows on the page. Letters may be outlines or many small pictures, so it is looked at."""
    return bool(min(page.render(scale=_scale(page, 20), grayscale=True).buffer) > PAPER)


def _picture(page, resolution: float) -> bytes:  # type: ignore[no-untyped-def]
    """The page in shades of grey (PNM), never larger than LARGEST."""
    bitmap = page.render(scale=_scale(page, resolution), grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    dots = b"".join(rows[at : at + bitmap.width] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + dots


def _scale(page, resolution: float) -> float:  # type: ignore[no-untyped-def]
    width, height = page.get_size()
    return min(resolution / 72, math.sqrt(LARGEST / max(width * height, 1)))
