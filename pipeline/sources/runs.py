"""The words of one paragraph of a Word file: its runs, fields, changes, signs and what hangs on it.

Guarantees: text is as Word shows it (insertions in, deletions and hidden letters out, results of
fields, capitals where the style sets them); what belongs elsewhere (text boxes, notes, a table of
contents) is handed on beside it.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml.etree import _Element as Element

from .charset import Converted, Run, convert_runs, of_font
from .glyphs import PRIVATE, glyph
from .rows import GAP
from .styles import OFF, VAL, Styles, W, font_of, switched

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
DELETED = {W + "del", W + "moveFrom"}
INSERTED = {W + "ins", W + "moveTo"}
# What holds no printed words: properties, and words that were taken out.
SILENT = {
    W + "pPr", W + "rPr", W + "tblPr", W + "tblGrid", W + "trPr", W + "tcPr", W + "sectPr", W + "sdtPr", W + "sdtEndPr",
    W + "delText", W + "delInstrText", W + "rt", W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr",
}  # fmt: skip
SOFT_HYPHEN = "\xad"
SIGNS = {
    W + "tab": GAP, W + "ptab": GAP, W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
    W + "softHyphen": SOFT_HYPHEN,
}  # fmt: skip
TEXTS = {W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
PICTURES = {
    f"{DRAWING}picture}}pic", f"{DRAWING}chart}}chart", f"{DRAWING}diagram}}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
}  # fmt: skip
PRIVATE_LETTER = re.compile(f"[{chr(PRIVATE.start)}-{chr(PRIVATE.stop - 1)}]")
LONGEST_CODE = 80  # characters of a field's code that tell its kind
DEEPEST_FIELD = 20  # fields within fields, as Word allows
CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)


@dataclass
class Field:
    """A field that is open: its code so far, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def contents(self) -> bool:
        """Whether it is a table of contents, which repeats the headings that follow."""
        return CONTENTS.match(self.code) is not None


class Words:
    """The words of one paragraph; `open` are the fields that earlier paragraphs left open."""

    def __init__(self, paragraph: Element, style: str, styles: Styles, open: list[Field], counts: Counter[str]) -> None:
        self.boxes: list[Element] = []  # text boxes, in order
        self.notes: list[tuple[str, str]] = []  # part and id of each footnote and endnote
        self.breaks_before = 0  # pages that end before its first word
        self.breaks_after = 0
        self.contents_ended = False
        self._styles = styles
        self._open = open
        self._counts = counts
        self._text: list[Run] = []
        self._contents: list[Run] = []
        self._code: list[Run] = []  # words inside the code of a field, as results of inner fields are
        self._hidden = self._style_hidden = bool(styles.flag(style, "vanish"))
        self._capitals = self._style_capitals = bool(styles.flag(style, "caps"))
        self._font = self._style_font = styles.font(style)
        self._begun = False  # whether a word was printed
        self._walk(paragraph)
        if self._in_code():  # a code never spans paragraphs: a field without result, and its words are text
            self._text += self._code
            open[:] = [field for field in open if field.result]

        printed = _unicode(self._text)
        self.text = printed.text  # what is printed
        self.charsets = printed.charsets  # of the old fonts it was in
        self.contents = _unicode(self._contents).text  # what belongs to a table of contents

    def _walk(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag in TEXTS:
                self._say(child.text or "")
            elif tag in SIGNS:
                self._say(SIGNS[tag])
            elif tag in SILENT:
                continue
            elif tag in DELETED:
                self._counts["tracked-changes"] += 1
            elif tag == W + "sdt" and prompts(child):
                self._counts["prompts-left-out"] += 1
            elif tag == MC + "AlternateContent":
                self._walk(alternative(child))
            elif tag == W + "txbxContent":
                self.boxes.append(child)
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif tag == W + "instrText":
                if self._open and not self._open[-1].result and len(self._open[-1].code) < LONGEST_CODE:
                    self._open[-1].code += (child.text or "")[:LONGEST_CODE]
            elif tag == W + "fldSimple":
                self._open.append(Field(child.get(W + "instr", ""), result=True))
                self._walk(child)
                self._close()
            elif tag == W + "sym":
                self._symbol(child)
            elif tag in NOTES:
                if not self._hidden:
                    self.notes.append((NOTES[tag], child.get(W + "id", "")))
            elif tag == W + "lastRenderedPageBreak":
                self._break()
            else:
                if tag in PICTURES:
                    self._counts["pictures-unread"] += 1
                elif tag in INSERTED:
                    self._counts["tracked-changes"] += 1
                self._walk(child)

    def _run(self, run: Element) -> None:
        """A stretch of letters with one set of properties."""
        properties = run.find(W + "rPr")
        if properties is None:
            self._hidden, self._capitals = self._style_hidden, self._style_capitals
            self._font = self._style_font
        else:
            named = properties.find(W + "rStyle")
            style = named.get(VAL, "") if named is not None else ""
            self._hidden = self._flag(properties, style, "vanish", self._style_hidden)
            self._capitals = self._flag(properties, style, "caps", self._style_capitals)
            self._font = font_of(properties) or (style and self._styles.font(style)) or self._style_font
        self._walk(run)

    def _flag(self, properties: Element, style: str, flag: str, inherited: bool) -> bool:
        own = switched(properties, flag)
        if own is None and style:
            own = self._styles.flag(style, flag)
        return inherited if own is None else own

    def _say(self, words: str) -> None:
        if self._hidden:
            self._counts["hidden-text"] += bool(words.strip())
            return
        target = self._text
        if self._open:
            if self._in_code():
                target = self._code
            elif any(field.contents for field in self._open):
                target = self._contents
        old = of_font(self._font) is not None
        if words == SOFT_HYPHEN and not old:  # which is a letter in an old font
            return
        if not old and PRIVATE_LETTER.search(words):
            words = PRIVATE_LETTER.sub(lambda match: self._glyph(ord(match[0])), words)
        if len(words) > 1 and "\n" in words:  # a line end in the XML is a space
            words = words.replace("\n", " ")
        self._begun = self._begun or not words.isspace()
        target.append(Run(words, self._font or None, self._capitals))

    def _symbol(self, symbol: Element) -> None:
        self._font = symbol.get(W + "font", "")
        try:
            code = int(symbol.get(W + "char", ""), 16)
        except ValueError:
            return
        self._say(
            glyph(code, self._font)
            or (chr(code) if 0x20 <= code < 0xFFFE and code not in range(0xD800, 0xE000) else "")
        )

    def _glyph(self, code: int) -> str:
        found = glyph(code, self._font)
        self._counts["glyphs-unknown"] += found is None
        return found or chr(code)

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self._open) < DEEPEST_FIELD:
            self._open.append(Field())
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            self._close()
        if not self._in_code():
            self._code.clear()

    def _in_code(self) -> bool:
        return any(not field.result for field in self._open)

    def _close(self) -> None:
        field = self._open.pop()
        if field.contents and not any(outer.contents for outer in self._open):
            self._contents.clear()
            self.contents_ended = True
            self._counts["contents-left-out"] += 1

    def _break(self) -> None:
        if self._begun:
            self.breaks_after += 1
        else:
            self.breaks_before += 1


def _unicode(runs: list[Run]) -> Converted:
    """The words of runs, those of old fonts converted."""
    if any(of_font(run.font) for run in runs):
        return convert_runs(runs)
    return Converted("".join(run.text.upper() if run.capitals else run.text for run in runs))


def alternative(element: Element) -> Element:
    """Of the ways to show one thing the first, which newer programs choose; else the fallback."""
    choice = element.find(MC + "Choice")
    if choice is None:
        choice = element.find(MC + "Fallback")
    return element if choice is None else choice


def prompts(control: Element) -> bool:
    """Whether a content control shows only its prompt ("Click here to enter text")."""
    shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shown is not None and shown.get(VAL, "1") not in OFF
