"""What the tables of a Word 97-2003 file say: formatting, fonts, styles, lists, and how properties are written.

Reads: parts of the Table stream. Guarantees: damaged parts raise ValueError, IndexError or
struct.error, or give less; nothing loops. Source of the layout: [MS-DOC], the published specification.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from struct import unpack_from
from typing import NamedTuple

from .counting import LEVELS, LONGEST, Level, List

FONT_ASCII, VANISH, CAPS = 0x4A4F, 0x083C, 0x083B  # codes of properties
TWO_BYTE_LENGTH = (0xD608, 0xD606)
OPERAND_BYTES = (1, 1, 2, 4, 2, 2, -1, 3)  # by the upper three bits of the code; -1: the first byte tells
NUMBER_FORMATS = {  # of [MS-OSHARED] by the names of ECMA-376
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
    22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip
SUFFIXES = {0: " ", 1: " ", 2: ""}  # a tab, a space, nothing
MOST_RUNS = 2_000_000  # of one format; a document of a thousand pages has some hundred thousand
PAGE = 512  # bytes of a page of formatting
LEVEL_BYTES, LIST_BYTES, OVERRIDE_BYTES = 28, 28, 16


class Style(NamedTuple):
    """A style: the number of that it is based on, and its properties."""

    base: int
    characters: bytes
    paragraph: bytes


class Runs(NamedTuple):
    """Properties by position in the stream: where each run begins, and what holds there."""

    starts: list[int]
    properties: list[bytes]

    def at(self, position: int) -> tuple[bytes, int]:
        """The properties that hold at a position, and where the next run begins."""
        number = bisect_right(self.starts, position)
        return (
            self.properties[number - 1] if number else b"",
            self.starts[number] if number < len(self.starts) else 1 << 32,
        )


def properties(data: bytes) -> Iterator[tuple[int, int]]:
    """The properties in a list of them: code, and operand as a number; of long operands the first four bytes."""
    position = 0
    while position + 2 < len(data):
        code = unpack_from("<H", data, position)[0]
        position += 2
        length = OPERAND_BYTES[code >> 13]
        if length < 0:
            size = 2 if code in TWO_BYTE_LENGTH else 1
            length = int.from_bytes(data[position : position + size], "little") + 1
        yield code, int.from_bytes(data[position : position + min(length, 4)], "little")
        position += length


def rows_of(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """A table by positions (a PLC): the positions, one more than rows, and the rows of `size` bytes."""
    count = max(0, (len(data) - 4) // (4 + size))
    edges = unpack_from(f"<{count + 1}I", data) if count else ()
    start = 4 * (count + 1)
    return edges, [data[start + size * i : start + size * (i + 1)] for i in range(count)]


def formatting(document: bytes, pages: bytes, cut: Callable[[bytes, int, int], bytes]) -> Runs:
    """The runs on the pages of formatting that a table of pages names."""
    found: dict[int, bytes] = {}
    for row in rows_of(pages, 4)[1][: len(document) // PAGE]:
        start = (unpack_from("<I", row)[0] & 0x3FFFFF) * PAGE
        page = document[start : start + PAGE]
        if len(page) == PAGE:
            runs = min(page[-1], (PAGE - 5) // 5)
            edges = unpack_from(f"<{runs}I", page)
            found |= {edge: cut(page, runs, run) for run, edge in enumerate(edges)}
            if len(found) > MOST_RUNS:
                raise ValueError("more runs than any document has")
    starts = sorted(found)
    return Runs(starts, [found[start] for start in starts])


def of_characters(page: bytes, runs: int, run: int) -> bytes:
    offset = page[4 * (runs + 1) + run] * 2
    return page[offset + 1 : offset + 1 + page[offset]] if offset else b""


def of_paragraph(page: bytes, runs: int, run: int) -> bytes:
    place = 4 * (runs + 1) + 13 * run
    offset = page[place] * 2 if place < PAGE else 0
    if not offset:
        return b""
    if page[offset]:
        return page[offset + 1 : offset + 2 * page[offset]]
    return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


def fonts(data: bytes) -> list[str]:
    """The names of the fonts, by their numbers."""
    names = []
    position = 4
    while position < len(data) and data[position]:
        name = data[position + 40 : position + 1 + data[position]].decode("utf-16-le", "ignore")
        names.append(name.partition("\0")[0])
        position += 1 + data[position]
    return names


def styles(data: bytes) -> tuple[tuple[int, int], list[Style]]:
    """The fonts of text without a style, for ASCII and for other letters, and the styles by their numbers."""
    if len(data) < 20:
        return (0, 0), []
    size, count, base_size = unpack_from("<HHH", data)
    ascii_, _, other = unpack_from("<HHH", data, 14)
    found = []
    position = 2 + size
    for _ in range(count):
        if position + 2 > len(data):
            break
        length = unpack_from("<H", data, position)[0]
        found.append(_style(data[position + 2 : position + 2 + length], base_size))
        position += 2 + length + length % 2
    return (ascii_, other), found


def _style(data: bytes, base_size: int) -> Style:
    if len(data) < base_size + 2:
        return Style(0xFFF, b"", b"")
    kind_and_base, count = unpack_from("<HH", data, 2)
    position = base_size + 2 + 2 * unpack_from("<H", data, base_size)[0] + 2
    parts = []
    for _ in range(count & 0xF):
        length = int.from_bytes(data[position : position + 2], "little")
        parts.append(data[position + 2 : position + 2 + length])
        position += 2 + length + length % 2
    if kind_and_base & 0xF == 1:
        paragraph, characters = (*parts, b"", b"")[:2]
    else:
        paragraph, characters = b"", (*parts, b"")[0]
    return Style(kind_and_base >> 4, characters, paragraph[2:])


def lists(table: bytes, definitions: tuple[int, int], overrides: bytes, names: list[str]) -> dict[int, List]:
    """The lists by the numbers that paragraphs name; `definitions`: offset and length of their headers."""
    offset, length = definitions
    if length < 2:
        return {}
    known: dict[int, dict[int, Level]] = {}
    position = offset + length  # the levels of all lists follow their headers
    for number in range(unpack_from("<H", table, offset)[0]):
        header = offset + 2 + LIST_BYTES * number
        name = unpack_from("<i", table, header)[0]
        levels = {}
        for at in range(1 if table[header + 26] & 1 else LEVELS):
            levels[at], position = _level(table, position, names)
        known[name] = levels
    return dict(_overridden(overrides, known, names))


def _overridden(data: bytes, known: dict[int, dict[int, Level]], names: list[str]) -> Iterator[tuple[int, List]]:
    """Each list with the starts and levels that are its own."""
    count = min(unpack_from("<I", data)[0], len(data) // OVERRIDE_BYTES) if len(data) >= 4 else 0
    position = 4 + OVERRIDE_BYTES * count
    for number in range(count):
        header = 4 + OVERRIDE_BYTES * number
        name = unpack_from("<i", data, header)[0]
        levels = dict(known.get(name, {}))
        starts = {}
        position += 4
        for _ in range(data[header + 12]):
            start, flags = unpack_from("<II", data, position)
            position += 8
            at = flags & 0xF
            if flags & 0x20:
                levels[at], position = _level(data, position, names)
                start = levels[at].start
            if flags & 0x10:
                starts[at] = start
        yield number + 1, List(str(name), levels, {at: start for at, start in starts.items() if at in levels})


def _level(data: bytes, position: int, names: list[str]) -> tuple[Level, int]:
    """A level of a list, and where the next one begins."""
    start, format_, flags = unpack_from("<IBB", data, position)
    places = data[position + 6 : position + 15]
    follows, letters, paragraph, restart = (data[position + i] for i in (15, 24, 25, 26))
    position += LEVEL_BYTES + paragraph
    told = dict(properties(data[position : position + letters]))
    position += letters
    length = unpack_from("<H", data, position)[0]
    text = list(data[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace"))
    for place in {*places} - {0}:
        if place <= len(text) and ord(text[place - 1]) < LEVELS:
            text[place - 1] = f"%{ord(text[place - 1]) + 1}"
    font = told.get(FONT_ASCII, -1)
    level = Level(
        start=start,
        format=NUMBER_FORMATS.get(format_, "decimal"),
        text="".join(text)[:LONGEST],
        suffix=SUFFIXES.get(follows, " "),
        restart=restart if flags & 0x08 else None,
        legal=bool(flags & 0x04),
        style="",
        capitals=bool(told[CAPS]) if CAPS in told else None,
        font=names[font] if 0 <= font < len(names) else "",
        hidden=bool(told.get(VANISH)),
    )
    return level, position + 2 + 2 * length
