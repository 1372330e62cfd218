r"""Rich Text Format (``{\rtf``): the printed text, with each run's font for the old charsets.

Reads: bytes. Guarantees of the text:
1. Automatic labels are there as their program wrote them (``\listtext``, ``\pntext``).
2. A paragraph and a line break end a line; tables come row by row (`rows`).
3. Text boxes stand behind their paragraph, footnotes and endnotes at the end.
4. Hidden and deleted text, pictures, headers, footers, comments and instructions of fields are left out.
5. One pass over the bytes with a stack of bounded depth: broken files give what text they hold.

A reader of our own: the kept one (striprtf) loses the fonts, and with them the capitals of .VnTimeH.
"""

import re
from typing import NamedTuple

from ..errors import NhiemvuError
from ..model import Diagnostic
from . import charset
from .charset import Run
from .clean import Text, without_nul
from .glyphs import bullet, signs, symbolic
from .limits import Limits, exceeded
from .numerals import printed
from .rows import CELL, CONTROLS, GAP, LINE, ROW, laid_out

MEDIA_TYPE = "application/rtf"
DEEPEST = 5_000  # groups within groups; Word writes some ten
PIECE = 50  # bytes that a piece of text may count; LibreOffice writes a piece for every two or three characters
TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n\0]+)|(?P<brace>[{}])|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|(?P<symbol>[^a-zA-Z]))",
    re.DOTALL,
)
BYTES = re.compile(rb"\\bin\d")
CODE_PAGES = {  # of \fcharset; 0, 1 and all others: that of the file
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
LINE_ENDS = frozenset({"par", "sect", "line", "page", "column", "softline"})
PARAGRAPH_ENDS = frozenset({"par", "sect", "row"})
WORDS = dict.fromkeys(LINE_ENDS, "\n") | {
    "cell": CELL, "nestcell": LINE, "row": ROW,
    "tab": GAP, "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "-", "\n": "\n", "\r": "\n", "\t": GAP, "\\": "\\", "{": "{", "}": "}"}
# Groups that print nothing in the body of a page; so does every other group that begins with \*.
UNPRINTED = re.compile(
    "colortbl|stylesheet|info|pict|(?:header|footer)[lrf]?|fldinst|annotation|atn(?:id|author|date)|xe|tcn?"
    "|a?ftn(?:sep|sepc|cn)|nonshppict|shprslt|sp|nonesttables|filetbl|revtbl|bkmk(?:start|end)|template|private"
    "|obj(?:class|data)"
)
PRINTED = frozenset({"shpinst", "do", "fldrslt", "shptxt", "dptxbxtext", "footnote"})  # though they begin with \*
ASIDE = frozenset({"footnote", "shptxt", "dptxbxtext"})
NUMBERED = {"footnote": "decimal", "endnote": "lowerRoman"}


class _Font(NamedTuple):
    name: str = ""
    code_page: str | None = None  # None: that of the file


class _State(NamedTuple):
    """What holds within a group of the file."""

    where: str = "page"  # or "fonts", the table of fonts, or "nowhere"
    font: int | None = None  # None: the default font
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    label: bool = False
    in_table: bool = False
    fallback: int = 1  # characters after \u for programs without Unicode


def read(data: bytes, limits: Limits) -> Text:
    """The printed text of an RTF file, which is never longer than the file.

    Raises NhiemvuError for groups nested beyond all reason, or more pieces of text than the limits allow.
    """
    # The file is ASCII, so that NULs in it belong to nothing; but for pictures in bytes, of which the length is told.
    bare, dropped = (data, ()) if BYTES.search(data) else _without_nul(data)
    reader = _Reader(bare, limits.unpacked_bytes // PIECE)
    reader.read()
    converted = charset.convert_runs(reader.runs)
    return Text(
        laid_out(converted.text), MEDIA_TYPE, diagnostics=(*dropped, *reader.diagnostics, *converted.diagnostics)
    )


def _without_nul(data: bytes) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Those behind the end are left to the reader."""
    end = len(data.rstrip(b"\0"))
    text, dropped = without_nul(data[:end].decode("latin-1"))
    return text.encode("latin-1") + data[end:], dropped


class _Reader:
    """One pass over the tokens of a file; `runs` and `diagnostics` are what it found."""

    def __init__(self, data: bytes, most: int) -> None:
        self.data = data
        self.left = most  # pieces of text that may still come
        self.runs: list[Run] = []
        self.diagnostics: list[Diagnostic] = []
        self.code_page = "cp1252"
        self.default_font: int | None = None
        self.fonts: dict[int, _Font] = {}
        self.state = _State()
        self.stack: list[_State] = []
        self.interrupted: list[tuple[int, list[Run]]] = []  # by footnotes and text boxes: depth, text so far
        self.kind = ""  # of the last of them
        self.boxes: list[Run] = []  # text boxes that wait for the end of their paragraph
        self.notes: dict[str, list[list[Run]]] = {"footnote": [], "endnote": []}
        self.bytes = bytearray()  # text not decoded yet
        self.to_skip = 0
        self.high = 0  # first half of a character beyond U+FFFF
        self.star = False

    def read(self) -> None:
        position = self.data.find(b"{")
        while match := TOKEN.search(self.data, position):
            position = match.end()
            if text := match["text"]:
                self._bytes(text)
            elif code := match["hex"]:
                self._bytes(bytes.fromhex(code.decode()))
            elif word := match["word"]:
                number = match["number"]
                position += self._word(word.decode().lower(), int(number) if number else None)
            elif symbol := match["symbol"]:
                self._symbol(symbol.decode("latin-1"))
            elif match["brace"] == b"{":
                self._open()
            elif self._close():
                break
        self._flush()
        while self.interrupted:
            self._resume()
        self.runs += self.boxes
        for kind, style in NUMBERED.items():
            for number, note in enumerate(self.notes[kind], 1):
                self.runs += [Run(f"\n[{printed(number, style)}] "), *note]
        if self.stack:
            self._note("the file ends inside a group: it is cut off or damaged; compare the end with the print")
        elif len(rest := self.data[position:].strip(b"\0\r\n\t }")) > 1:
            self._note(f"{len(rest):,} bytes after the end of the document were not read: the file is damaged")

    def _note(self, message: str) -> None:
        self.diagnostics.append(Diagnostic(code="file-damaged", severity="warning", message=message, span=None))

    def _open(self) -> None:
        self._flush()
        if len(self.stack) >= DEEPEST:
            raise NhiemvuError(f"has more than {DEEPEST:,} groups within groups; it is damaged, or no document")
        self.stack.append(self.state)
        self.star, self.to_skip = False, 0

    def _close(self) -> bool:
        """End a group; True at the end of the document."""
        self._flush()
        self.star, self.to_skip = False, 0
        if self.stack:
            self.state = self.stack.pop()
        if self.interrupted and len(self.stack) < self.interrupted[-1][0]:
            self._resume()
        return not self.stack

    def _resume(self) -> None:
        """End a footnote or text box."""
        _, outside = self.interrupted.pop()
        if self.kind in NUMBERED:
            self.notes[self.kind].append(self.runs)
        else:
            self.boxes += [*self.runs, Run("\n")]
        self.runs = outside

    def _word(self, word: str, number: int | None) -> int:
        """Obey a control word; the number of bytes to leave out behind it."""
        self._flush()
        star, self.star = self.star, False
        self.to_skip = 0
        if word == "bin":
            return max(number or 0, 0)
        if word == "u":
            self._unicode(number or 0)
        elif word in WORDS:
            self._end_or_sign(word)
        elif UNPRINTED.fullmatch(word) or (star and word not in PRINTED):
            self.state = self.state._replace(where="nowhere")
        elif word in ASIDE and self.state.where == "page":
            self.interrupted.append((len(self.stack), self.runs))
            self.runs, self.kind = [], word
        elif word == "ftnalt":
            self.kind = "endnote"
        else:
            self._format(word, number)
        return 0

    def _end_or_sign(self, word: str) -> None:
        """A control word that stands for a character."""
        state = self.state
        if word in LINE_ENDS and state.in_table:
            self._emit(LINE)
        elif word != "tab" or not state.label:
            self._emit(WORDS[word])
        elif self.runs and not self.runs[-1].text.isspace():  # a label may be empty
            self._emit(" ")
        inside = self.interrupted or (state.in_table and word != "row")
        if word in PARAGRAPH_ENDS and not inside and state.where == "page":
            self.runs += self.boxes
            self.boxes = []

    def _format(self, word: str, number: int | None) -> None:
        state, on = self.state, number != 0
        if word == "f" and number is not None:
            self.state = state._replace(font=number)
            if state.where == "fonts":
                self.fonts[number] = _Font()
        elif word == "fcharset" and state.where == "fonts" and state.font in self.fonts:
            font = self.fonts[state.font]
            self.fonts[state.font] = font._replace(code_page=CODE_PAGES.get(number or 0))
        elif word == "fonttbl":
            self.state = state._replace(where="fonts", font=None)
        elif word == "deff":
            self.default_font = number
        elif word == "ansicpg":
            self.code_page = "utf-8" if number == 65001 else f"cp{number}"
        elif word in ("mac", "pc", "pca"):
            self.code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "uc":
            self.state = state._replace(fallback=min(max(number or 0, 0), 100))
        elif word == "plain":
            self.state = state._replace(font=None, hidden=False, deleted=False, capitals=False)
        elif word in ("pard", "intbl"):
            self.state = state._replace(in_table=word == "intbl")
        elif word == "v":
            self.state = state._replace(hidden=on)
        elif word == "deleted":
            self.state = state._replace(deleted=on)
        elif word == "caps":
            self.state = state._replace(capitals=on)
        elif word in ("listtext", "pntext"):
            self.state = state._replace(label=True)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in SYMBOLS:
            if self.to_skip:
                self.to_skip -= 1
                return
            self._flush()
            self._emit(SYMBOLS[symbol])

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self.to_skip = self.state.fallback
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            if self.high:
                self._emit(chr(0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00))
            self.high = 0
        else:
            self._emit(chr(code).translate(CONTROLS))

    def _bytes(self, data: bytes) -> None:
        if self.state.where == "fonts":
            self._name(data)
        elif self.to_skip:
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            self.bytes += data[skipped:]
        elif self.state.where == "page":
            self.bytes += data

    def _name(self, data: bytes) -> None:
        """A piece of a name in the table of fonts; a semicolon ends it."""
        number = self.state.font
        if number in self.fonts:
            name, end, _ = data.decode("cp1252", "replace").partition(";")
            self.fonts[number] = self.fonts[number]._replace(name=(self.fonts[number].name + name).strip()[:100])
            if end:
                self.state = self.state._replace(font=None)

    def _flush(self) -> None:
        """Give out the bytes so far, in the code page of their font."""
        if self.bytes:
            font = self._font()
            page = "cp1252" if charset.of_font(font.name) else font.code_page or self.code_page
            try:
                text = self.bytes.decode(page)
            except (UnicodeDecodeError, LookupError):
                text = self.bytes.decode("latin-1")
            self.bytes.clear()
            self._emit(text.translate(CONTROLS))

    def _font(self) -> _Font:
        number = self.default_font if self.state.font is None else self.state.font
        return self.fonts.get(-1 if number is None else number, _Font())

    def _emit(self, text: str) -> None:
        state = self.state
        if state.where == "page" and not state.hidden and not state.deleted:
            font = self._font().name or None
            if font and symbolic(font) and not text.isspace():
                text = bullet(text, font) if state.label else signs(text, font)
            elif state.label:
                text = text.replace("\xad", "-")  # as a bullet it is printed
            self.left -= 1
            if self.left < 0:
                raise exceeded("unpacked_bytes", "changes its font or character set more often than a decision does")
            self.runs.append(Run(text, font, state.capitals))
