"""The text of a Word 97-2003 file (.doc), piece by piece from its streams, with each run's font.

Reads: the WordDocument and Table streams of the OLE file. Guarantees of the runs:
1. Body text with text boxes behind their paragraphs, then footnotes and endnotes; no headers, comments,
   hidden or deleted text.
2. A paragraph and a line break end a line; cells and rows of tables end in the marks of `rows`.
3. Labels that Word counts itself stand before their paragraphs (`counting`).

Source of the layout: [MS-DOC], the published specification. Damaged offsets raise ValueError,
IndexError or struct.error; the caller says what that means.
"""

import re
import struct
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from struct import unpack_from
from typing import NamedTuple

from .charset import Run
from .counting import Counting
from .glyphs import glyph, signs, symbolic
from .numerals import printed
from .rows import CELL, CONTROLS, GAP, LINE, ROW
from .word97_tables import (
    CAPS,
    FONT_ASCII,
    VANISH,
    Style,
    fonts,
    formatting,
    lists,
    of_characters,
    of_paragraph,
    properties,
    rows_of,
    styles,
)

# Pairs of offset and length in the FIB, and the lengths of the parts of the text, in their order.
PAIRS = {
    "styles": 1,
    "chpx": 12,
    "papx": 13,
    "fonts": 15,
    "clx": 33,
    "shapes": 40,
    "boxes": 56,
    "lists": 73,
    "overrides": 74,
}
PARTS = {"text": 76, "footnotes": 80, "headers": 84, "macros": 88, "comments": 92, "endnotes": 96, "boxes": 100}
NOTES = {"footnotes": "decimal", "endnotes": "lowerRoman"}  # with how they count
HEADER = 898  # bytes of the FIB of Word 97; later ones are longer

# Codes of properties.
DELETED = 0x0800
FONT_OTHER, SYMBOL, CHARACTER_STYLE, PLAIN = 0x4A51, 0x6A09, 0x4A30, 0x2A33
LIST, LEVEL, IN_TABLE, ROW_END = 0x460B, 0x260A, 0x2416, 0x2417
OLD_NUMBERING = {0xC63E, 0x25FF}  # as Word 6 told it; Word 97 keeps it in its files
AS_STYLE = 0x80  # for an on-off property: as the style has it; 0x81: the other way round
LISTS = range(1, 0x7FF)
STYLES_DEEP = 20  # styles based on styles; Word allows nine

IN_TEXT = {"\t": GAP, "\r": "\n", "\x07": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "\xad"}
IN_CELL = IN_TEXT | {"\r": LINE, "\x07": CELL, "\x0b": LINE, "\x0c": LINE, "\x0e": LINE}
AT_ROW_END = IN_CELL | {"\x07": ROW}
TO_TEXT, TO_CELL, TO_ROW = (
    str.maketrans(CONTROLS | {ord(code): sign for code, sign in signs_.items()})
    for signs_ in (IN_TEXT, IN_CELL, AT_ROW_END)
)
NOTE, SHAPE = "\x02", "\x08"  # where a note's number is printed, where a drawing hangs
LINE_OF = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]|[^\r\x07\x0c]+")
PARAGRAPH_ENDS = "\r\x07\x0c"
FIELD = re.compile("[\x13\x14\x15]|[^\x13\x14\x15]+")
SAME_KIND = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


class Word(NamedTuple):
    """What a file holds: its runs, and which labels could not be counted."""

    runs: list[Run]
    unknown: list[str]


class _Format(NamedTuple):
    """What holds for the characters of a run; fonts by their number."""

    ascii: int
    other: int
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    symbol: tuple[int, int] | None = None  # font and code of a sign


class _Paragraph(NamedTuple):
    """What holds for a paragraph."""

    characters: _Format  # as its style says
    list: int
    level: int
    in_table: bool
    row_end: bool


def characters(document: bytes) -> int:
    """How many characters a file says that it has."""
    return sum(max(0, *unpack_from("<i", document, offset)) for offset in PARTS.values())


def read(document: bytes, table: bytes) -> Word:
    """The runs of a file, from its two streams."""
    return _Reader(document, table).read()


class _Reader:
    def __init__(self, document: bytes, table: bytes) -> None:
        self.document = document
        self.table = table
        self.fonts = fonts(self._part("fonts"))
        default, self.styles = styles(self._part("styles"))
        self.default = _Format(*default)
        try:
            self.lists = lists(table, self._place("lists"), self._part("overrides"), self.fonts)
        except (ValueError, IndexError, struct.error):
            self.lists = {}  # the text is there without them
        self.counting = Counting()
        self.begun = False  # the paragraph, so that its label is printed already
        self.characters = formatting(document, self._part("chpx"), of_characters)
        self.paragraphs = formatting(document, self._part("papx"), of_paragraph)
        self.instructions = 0  # open fields whose instruction is being read
        self.fields: list[bool] = []
        self.paragraph = cache(self._paragraph)

    def read(self) -> Word:
        ends = list(accumulate(max(0, *unpack_from("<i", self.document, offset)) for offset in PARTS.values()))
        spans = dict(zip(PARTS, pairwise([0, *ends]), strict=True))
        self.boxes = dict(self._anchors(spans["boxes"][0]))
        runs = [*self._story(*spans["text"])]
        for box in list(self.boxes.values()):  # whose anchor is not in the body
            runs += self._story(*box)
        for part, style in NOTES.items():
            runs += self._story(*spans[part], style)
        return Word(runs, sorted(self.counting.unknown))

    def _story(self, start: int, end: int, style: str = "") -> Iterator[Run]:
        """A part of the text; `style`: how its notes are numbered."""
        notes = 0
        boxes: list[tuple[int, int]] = []
        self.begun = False
        for first, text, format_, paragraph in self._segments(start, end):
            if SHAPE in text:
                found = (self.boxes.pop(first + i, None) for i, char in enumerate(text) if char == SHAPE)
                boxes += filter(None, found)
            if style and NOTE in text:
                notes += 1
                text = text.replace(NOTE, f"[{printed(notes, style)}] ")
            for line in LINE_OF.findall(text):
                yield from self._label(paragraph)
                yield from self._runs(line, format_, paragraph)
                self.begun = line[-1] not in PARAGRAPH_ENDS
                if not self.begun and (paragraph.row_end or not paragraph.in_table):
                    waiting, boxes = boxes, []
                    for box in waiting:
                        yield from self._story(*box)
        yield Run("\n")
        self.begun = False

    def _anchors(self, start: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Where each text box hangs in the body, and its text; `start` is where the texts of boxes begin."""
        edges, boxes = rows_of(self._part("boxes"), 22)
        texts = {unpack_from("<i", box, 14)[0]: edge for box, edge in zip(boxes, pairwise(edges), strict=False)}
        places, shapes = rows_of(self._part("shapes"), 26)
        for place, shape in zip(places, shapes, strict=False):
            if edge := texts.pop(unpack_from("<i", shape)[0], None):
                yield place, (start + edge[0], start + edge[1])
        yield from ((-1 - first, (start + first, start + last)) for first, last in texts.values())

    def _label(self, paragraph: _Paragraph) -> Iterator[Run]:
        """The label that Word counts, where a paragraph begins."""
        if self.begun or paragraph.list not in LISTS:
            return
        numbered = self.lists.get(paragraph.list)
        if numbered is None:
            self.counting.unknown.add(f"list {paragraph.list}")
        elif label := self.counting.label(
            str(paragraph.list), numbered, paragraph.level, paragraph.characters.capitals
        ):
            font = numbered.levels[paragraph.level].font
            yield Run(label, font or self._font(paragraph.characters.ascii))

    def _place(self, name: str) -> tuple[int, int]:
        offset, length = unpack_from("<II", self.document, 154 + 8 * PAIRS[name])
        return offset, length

    def _part(self, name: str) -> bytes:
        offset, length = self._place(name)
        return self.table[offset : offset + length]

    def _pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """Where the text lies: first and last character, offset in the stream, one byte a character."""
        clx = self._part("clx")
        position = 0
        while clx[position] == 1:  # properties of pieces, which only a fast save leaves
            position += 3 + unpack_from("<H", clx, position + 1)[0]
        length = unpack_from("<I", clx, position + 1)[0]
        count = (min(length, len(clx) - position - 5) - 4) // 12
        edges = unpack_from(f"<{count + 1}I", clx, position + 5)
        if list(edges) != sorted(edges):
            raise ValueError("pieces that overlap")
        for number in range(count):
            offset = unpack_from("<I", clx, position + 5 + 4 * (count + 1) + 8 * number + 2)[0]
            compressed = bool(offset & 0x40000000)
            offset &= 0x3FFFFFFF
            yield edges[number], edges[number + 1], offset // 2 if compressed else offset, compressed

    def _segments(self, start: int, end: int) -> Iterator[tuple[int, str, _Format, _Paragraph]]:
        """The text from one character to another, cut where its properties change."""
        for first, last, offset, compressed in self._pieces():
            low, high = max(start, first), min(end, last)
            size = 1 if compressed else 2
            position, stop = offset + (low - first) * size, min(offset + (high - first) * size, len(self.document))
            while low < high and position < stop:
                characters, next_run = self.characters.at(position)
                properties, next_paragraph = self.paragraphs.at(position)
                edge = min(stop, next_run, next_paragraph)
                edge += (edge - position) % size
                data = self.document[position:edge]
                text = _western(data) if compressed else data.decode("utf-16-le", "replace")
                paragraph = self.paragraph(properties)
                yield (
                    first + (position - offset) // size,
                    text,
                    self._apply(paragraph.characters, characters),
                    paragraph,
                )
                position = edge

    def _runs(self, text: str, format_: _Format, paragraph: _Paragraph) -> Iterator[Run]:
        signs_ = TO_ROW if paragraph.row_end else TO_CELL if paragraph.in_table else TO_TEXT
        for match in FIELD.finditer(text):
            if match[0] == "\x13":
                self.fields.append(True)
                self.instructions += 1
            elif match[0] in ("\x14", "\x15") and self.fields:
                self.instructions -= self.fields[-1]
                self.fields[-1] = False
                if match[0] == "\x15":
                    self.fields.pop()
            elif not self.instructions and not format_.hidden and not format_.deleted:
                yield from self._printed(match[0], format_, signs_)

    def _printed(self, text: str, format_: _Format, controls: dict[int, str | None]) -> Iterator[Run]:
        if format_.symbol and text.strip("\r\x07"):
            number, code = format_.symbol
            yield Run(glyph(code, self._font(number)) or "•")
            return
        text = text.translate(controls)
        ascii_, other = self._font(format_.ascii), self._font(format_.other)
        for part in [text] if ascii_ == other else SAME_KIND.findall(text):
            font = ascii_ if part.isascii() else other
            if symbolic(font):
                part = "".join(c if c.isspace() else signs(c, font) for c in part)
            if part:
                yield Run(part, font, format_.capitals)

    def _font(self, number: int) -> str:
        return self.fonts[number] if 0 <= number < len(self.fonts) else ""

    def _paragraph(self, papx: bytes) -> _Paragraph:
        """What the style and the own properties of a paragraph say."""
        chain = self._chain(unpack_from("<H", papx)[0] if len(papx) >= 2 else 0)
        told: dict[int, int] = {}
        for grpprl in [*(style.paragraph for style in chain), papx[2:]]:
            told |= dict(properties(grpprl))
        format_ = self.default
        for style in chain:
            format_ = self._apply(format_, style.characters)
        return _Paragraph(
            format_, told.get(LIST, 0), told.get(LEVEL, 0), bool(told.get(IN_TABLE)), bool(told.get(ROW_END))
        )

    def _chain(self, number: int) -> list[Style]:
        """A style and those it is based on, the first of them first."""
        chain: list[Style] = []
        while number < len(self.styles) and len(chain) < STYLES_DEEP:
            chain.insert(0, self.styles[number])
            number = chain[0].base
        return chain

    def _apply(self, style: _Format, grpprl: bytes) -> _Format:
        format_ = style
        for code, number in properties(grpprl):
            if code == FONT_ASCII:
                format_ = format_._replace(ascii=number)
            elif code == FONT_OTHER:
                format_ = format_._replace(other=number)
            elif code == SYMBOL:
                format_ = format_._replace(symbol=(number & 0xFFFF, number >> 16))
            elif code == VANISH:
                format_ = format_._replace(hidden=_switched(number, style.hidden))
            elif code == DELETED:
                format_ = format_._replace(deleted=_switched(number, style.deleted))
            elif code == CAPS:
                format_ = format_._replace(capitals=_switched(number, style.capitals))
            elif code == PLAIN:
                format_ = style
            elif code == CHARACTER_STYLE:
                for link in self._chain(number):
                    format_ = self._apply(format_, link.characters)
        return format_


def _switched(number: int, style: bool) -> bool:
    return style if number == AS_STYLE else not style if number == AS_STYLE + 1 else bool(number)


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
