"""Word files (.docx): the words as Word prints them, a line a paragraph.

Reads: the main document, its styles, numbering, footnotes and endnotes. Guarantees:
1. Labels of automatic numbering stand before their paragraphs (`numbering`).
2. Tables come row by row; a cell of one line shares its line with the next cell, and no cell stands
   inside the sentence of another.
3. The text is the accepted one: insertions stay, deletions and places that were moved from do not.
4. Footnotes and endnotes stand at the end, text boxes behind their paragraph, once each.
5. Of a field the result is read. A table of contents, which repeats what follows, headers and
   footers, comments, hidden text and prompts to fill in are left out; diagnostics tell.
6. Pages are those that Word laid out when it saved the file; where it noted none there are none.

WordprocessingML: ECMA-376 part 1, 17.
"""

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from ..errors import NhiemvuError
from ..model import Diagnostic
from .charset import Converted
from .clean import Text, note
from .limits import Limits, exceeded
from .numbering import Numbering
from .numerals import printed
from .rows import shared
from .runs import MC, SILENT, Field, Words, alternative, prompts
from .styles import VAL, Styles, W, switched
from .zipped import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What is told of a document, with how often it occurs.
TOLD = {
    "tracked-changes": "{} tracked changes were read as accepted",
    "contents-left-out": "{} tables of contents were left out; they repeat the headings that follow",
    "notes-moved": "{} footnotes and endnotes stand at the end of the text",
    "hidden-text": "{} pieces of hidden text were left out",
    "prompts-left-out": "{} prompts to fill in were left out",
    "pictures-unread": "{} pictures were not read; words in them are missing",
    "parts-unread": "{} embedded files were not read; words in them are missing",
    "glyphs-unknown": "{} signs of a symbol font are not known and stand as they are stored",
}


def read(data: bytes, limits: Limits) -> Text:
    """The text of a Word file.

    Raises NhiemvuError where the file is damaged, hostile, beyond the limits, or holds pictures only.
    """
    try:
        story = _Story(Package(data, limits), limits)
        text = story.read()
    except RecursionError:
        raise NhiemvuError("nests its parts deeper than any Word file does; it is hostile or damaged") from None
    if not text.strip() and story.counts["pictures-unread"]:
        raise NhiemvuError("holds only pictures; save it as PDF, whose pages are read by OCR")
    if text.count("\f") >= limits.pages:
        raise exceeded("pages", f"has {text.count(chr(12)) + 1:,} pages")
    return Text(text, MEDIA_TYPE, None, tuple(story.diagnostics()))


class _Story:
    """The document on its way from a tree to lines."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.counts = Counter[str]()
        self._package = package
        self._most = limits.unpacked_bytes
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._lines: list[str] = []
        self._length = 0
        self._breaks = 0  # page breaks since the last line
        self._contents: list[str] = []  # lines of a table of contents, dropped when it ends
        self._charsets: dict[str, None] = {}  # of old fonts
        self._open: list[Field] = []
        self._carried: list[str] = []  # the words of paragraphs whose end was deleted
        self._notes: dict[tuple[str, str], None] = {}  # in the order of their marks

    def read(self) -> str:
        """The whole text; each line begins with a form feed for each page that ends before it."""
        self._blocks(self._package.document)
        if self._carried:
            self._say("".join(self._carried))
        self._say_notes()
        self._lines += self._contents  # of a field that never ends
        return "\n".join(self._lines).lstrip("\f")

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was left out, moved or not understood."""
        for code, message in TOLD.items():
            if self.counts[code]:
                yield note(code, message.format(self.counts[code]))
        yield from Converted("", tuple(self._charsets)).diagnostics
        if unknown := sorted(self._numbering.unknown)[:9]:
            message = f"automatic numbers may be missing or wrong: {', '.join(unknown)}"
            yield Diagnostic(code="numbering-unknown", severity="warning", message=message, span=None)

    def _blocks(self, element: Element) -> None:
        """The paragraphs and tables of a body, cell, note or text box."""
        for child in element:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child)
            elif tag == W + "tbl":
                self._table(child)
            elif tag == W + "altChunk":
                self.counts["parts-unread"] += 1
            elif tag == W + "sdt" and prompts(child):
                self.counts["prompts-left-out"] += 1
            elif tag == MC + "AlternateContent":
                self._blocks(alternative(child))
            elif tag not in SILENT:
                self._blocks(child)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(W + "pPr")
        named = properties.find(W + "pStyle") if properties is not None else None
        style = named.get(VAL, "") if named is not None else self._styles.paragraph
        words = Words(paragraph, style, self._styles, self._open, self.counts)
        mark = properties.find(W + "rPr") if properties is not None else None
        self._breaks += words.breaks_before
        self._notes.update(dict.fromkeys(words.notes))
        self._charsets |= dict.fromkeys(words.charsets)
        if words.contents_ended:
            self._contents.clear()
        if words.contents:
            self._contents.append(words.contents)
        if mark is not None and mark.find(W + "del") is not None:
            self._carried.append(words.text)
        elif words.text.strip() or not words.contents:
            capitals = switched(mark, "caps")
            shown = self._styles.flag(style, "caps") if capitals is None else capitals
            label = self._numbering.label(properties, style, bool(shown))
            text = "".join([*self._carried, words.text])
            self._carried.clear()
            self._say(label + text.lstrip() if label else text)
        self._breaks += words.breaks_after
        for box in words.boxes:
            self._blocks(box)

    def _table(self, table: Element) -> None:
        for row in _within(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.counts["tracked-changes"] += 1
                continue
            for line in shared(list(map(self._cell, _within(row, W + "tc")))):
                self._say(line)

    def _cell(self, cell: Element) -> list[str]:
        """The lines of one cell that are not blank; its page breaks wait for the end of the row."""
        outside, self._lines = self._lines, []
        before, self._breaks = self._breaks, 0
        self._blocks(cell)
        inside, self._lines = self._lines, outside
        self._breaks += before + sum(line.count("\f") for line in inside)
        self._length -= sum(len(line) + 1 for line in inside)
        return [bare for lines in inside for line in lines.split("\n") if (bare := line.strip())]

    def _say_notes(self) -> None:
        """Footnotes and endnotes, each behind its number: [1], [2] … and [i], [ii] …"""
        bodies = {
            (part, body.get(W + "id", "")): body
            for part in ("footnotes", "endnotes")
            if any(kind == part for kind, _ in self._notes) and (tree := self._package.part(part)) is not None
            for body in tree
        }
        numbers = Counter[str]()
        for kind, name in list(self._notes):  # a note within a note is no Word file's
            numbers[kind] += 1
            if (body := bodies.get((kind, name))) is None:
                continue
            inside = self._cell(body)
            if inside:
                mark = printed(numbers[kind], "decimal" if kind == "footnotes" else "lowerRoman")
                self.counts["notes-moved"] += 1
                for line in [f"[{mark}] {inside[0]}", *inside[1:]]:
                    self._say(line)

    def _say(self, words: str) -> None:
        self._length += len(words) + 1
        if self._length > self._most:
            raise exceeded("unpacked_bytes", f"holds more than {self._most:,} characters")
        self._lines.append("\f" * self._breaks + words)
        self._breaks = 0


def _within(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through what may be wrapped around them."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in SILENT and child.tag != W + "p":
            yield from _within(child, wanted)
