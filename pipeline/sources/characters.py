"""The characters of a PDF page, as PDFium finds and places them.

Reads: a loaded page. Guarantees: every printed character comes out once, in the order in which the
page draws it; spaces that are drawn stay, spaces that PDFium inferred are told of the next character.
"""

import math
import re
from collections import Counter
from ctypes import byref, c_double, c_int, c_void_p, cast, create_string_buffer
from typing import NamedTuple
from unicodedata import combining

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from .charset import Run
from .printed import Line

# A hyphen at a line's end: PDFium takes it for one that divides a word, and joins the two lines.
# Vietnamese words are not divided, so it is meant. As it stands in a whole text, and as a character:
JOINED, SWALLOWED = "\ufffe", 2
LINE = re.compile(r"[^\S\r\n]*+([^\r\n\ufffe]++)(\ufffe|(?=[\r\n]|\Z))")
UNPRINTED = {0, 10, 13}
REPLACEMENT = 0xFFFD  # for half a letter
VARIATIONS, PRIVATE_PLANES = range(0xE0100, 0xE01F0), 0xF0000  # code points that print nothing, or anything
FILLED_IN = {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET}
WIDE = 1.5  # heights of a line: the gap between two columns; words that fill a line stand closer

Box = tuple[float, float, float, float]  # left, bottom, right, top


class Character(NamedTuple):
    """One character; lengths in points, on a page turned so that most of its text runs to the right."""

    text: str
    left: float
    right: float
    baseline: float  # upwards
    size: float  # of its font, as it shows
    font: str
    run: int  # the stretch of text that it was drawn with
    order: int  # among the characters of the page, spaces not counted
    level: bool  # its text runs as most of the page's does
    spaced: bool  # PDFium sees a space between it and the one drawn before it


def filled_in(page: PdfPage) -> bool:
    """Whether form fields, stamps or notes lie on the page: numbers and dates are often added so."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        if annotation := pdfium.FPDFPage_GetAnnot(page.raw, index):
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in FILLED_IN:
                return True
    return False


def drawn(text: PdfTextPage) -> list[Line] | None:
    """The page's lines in the order in which it draws them; None where that is not the order to read them in.

    Each line must be drawn from left to right, without a gap as wide as between columns and without raised figures.
    Looks at whole runs of text, not at characters: a good page costs next to nothing.
    """
    boxes: list[Box] = []
    for index in range(text.count_rects()):
        box: Box = text.get_rect(index)
        left, bottom, right, top = boxes[-1] if boxes else (0.0, 0.0, 0.0, 0.0)
        height = min(box[3] - box[1], top - bottom)
        if min(box[3], top) - max(box[1], bottom) <= 0.5 * height or height <= 0:
            boxes.append(box)
        elif right - 0.3 * height < box[0] < right + WIDE * height:
            if _raised(box, boxes[-1]) and any(map(str.isdigit, text.get_text_bounded(*_smaller(box, boxes[-1])))):
                return None
            boxes[-1] = left, min(bottom, box[1]), max(right, box[2]), max(top, box[3])
        else:
            return None
    whole = text.get_text_range()
    found = [match for match in LINE.finditer(whole) if not match[1].isspace()]
    if len(found) != len(boxes) or (not whole.isascii() and max(whole) > "\uffff"):  # PDFium counts these twice
        return None
    lines: list[Line] = []
    for match, box in zip(found, boxes, strict=True):
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(text.raw, match.start(1))
        run = _run(text.raw, index, 0)
        if run.turn != 0:
            return None
        words = match[1].rstrip() + ("-" if match[2] == JOINED else "")
        lines.append(Line([Run(words)], box[0], box[2], _origin(text.raw, index)[1], run.size))
    if lines and lines[-1].base > lines[0].base:
        return None  # the page's head is drawn last, or its columns one after the other
    return lines


def _smaller(one: Box, other: Box) -> Box:
    return min(one, other, key=lambda box: box[3] - box[1])


def _raised(one: Box, other: Box) -> bool:
    """Whether the lower of two neighbours stands above the foot of the other, as small raised figures do."""
    small = _smaller(one, other)
    large = other if small is one else one
    height = large[3] - large[1]
    return small[3] - small[1] < 0.8 * height and small[1] > large[1] + 0.2 * height


def characters(text: PdfTextPage) -> list[Character]:
    """The characters of a page with their places."""
    raw = text.raw
    runs: dict[int | None, _Run] = {}
    found: list[tuple[str, Box, tuple[float, float], _Run, bool]] = []
    spaced = False
    high = 0  # the first half of a letter beyond U+FFFF, which PDFium tells in two
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else REPLACEMENT
        high = 0
        if code in UNPRINTED or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            spaced = True
            continue
        drawn_with = cast(pdfium.FPDFText_GetTextObject(raw, index), c_void_p).value
        if drawn_with not in runs:
            runs[drawn_with] = _run(raw, index, len(runs))
        run = runs[drawn_with]
        # What shows and is no letter of any script, a font of signs has drawn.
        box, sign = _box(raw, index), "•" if code in VARIATIONS or code >= PRIVATE_PLANES else chr(code)
        if combining(sign):  # it belongs to the letter that its ink lies over
            box = text.get_charbox(index)
        elif code == SWALLOWED:  # in the 8-bit fonts of Vietnamese the place of the soft hyphen holds a letter
            ink: Box = text.get_charbox(index)
            sign = "\u00ad" if ink[3] - ink[1] > 0.3 * run.size else "-"
        found.append((sign, box, _origin(raw, index), run, spaced))
        spaced = False
    turns = Counter(run.turn for *_, run, _ in found if run.turn is not None)
    common = turns.most_common(1)[0][0] if turns else 0
    result: list[Character] = []
    order = 0
    for sign, box, origin, run, spaced in found:
        left, right = ((box[0], box[2]), (box[1], box[3]), (-box[2], -box[0]), (-box[3], -box[1]))[common]
        baseline = (origin[1], -origin[0], -origin[1], origin[0])[common]
        result.append(
            Character(sign, left, right, baseline, run.size, run.font, run.number, order, run.turn == common, spaced)
        )
        order += not sign.isspace()
    return result


class _Run(NamedTuple):
    """A stretch of text that is drawn with one command: how it is set."""

    number: int
    size: float  # of the font as it shows, in points
    turn: int | None  # quarters of a circle, anticlockwise; None for any other direction
    font: str


def _run(raw: pdfium.FPDF_TEXTPAGE, index: int, number: int) -> _Run:
    matrix, flags = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), c_int()
    pdfium.FPDFText_GetMatrix(raw, index, byref(matrix))
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    length = pdfium.FPDFText_GetFontInfo(raw, index, None, 0, byref(flags))
    name = create_string_buffer(max(length, 1))
    pdfium.FPDFText_GetFontInfo(raw, index, name, length, byref(flags))
    return _Run(
        number,
        size=max(pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d), 0.1),
        # A few degrees are a page laid crooked into the scanner, not another direction.
        turn=round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None,
        font=name.value.decode("utf-8", "replace"),
    )


def _box(raw: pdfium.FPDF_TEXTPAGE, index: int) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, byref(box))
    return box.left, box.bottom, box.right, box.top


def _origin(raw: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, byref(x), byref(y))
    return x.value, y.value
