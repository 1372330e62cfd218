"""One clean string from whatever a reader found: the text that every span indexes.

Guarantees of the text:
1. NFC: a letter and its marks are one code point, as far as Unicode has one.
2. Lines end in ``\\n``; form feeds stay, they are page breaks.
3. No NUL (see `without_nul`), byte order mark, zero-width character or soft hyphen; each is invisible in print.
4. No letter that looks like one of Vietnamese and is another (see lookalikes).
5. All else is as the reader gave it; whatever was changed is said in a diagnostic.
"""

import unicodedata
from typing import NamedTuple

from ..language.patterns import lazy
from ..model import Diagnostic
from . import lookalikes

INVISIBLE = lazy("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LINE = lazy("\r\n?|\n")
LINE_END = lazy("\r\n?|[\u0085\u2028\u2029]")


class Text(NamedTuple):
    """What a reader made of a file: its words before they are cleaned."""

    text: str
    media_type: str
    encoding: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    asides: frozenset[int] = frozenset()  # numbers of the lines, from 0, that are no part of the main text
    notes: frozenset[int] = frozenset()  # numbers of the lines, from 0, of footnotes
    paged: bool = False  # it has pages, even where it has one only


def clean(raw: str) -> tuple[str, list[Diagnostic]]:
    """`raw` with the guarantees above, and what was changed."""
    text = unicodedata.normalize("NFC", raw)
    notes = [] if text == raw else [note("normalised-nfc", "combining marks were composed (NFC)")]
    if not text.isascii() and (count := len(INVISIBLE.findall(text))):
        text = INVISIBLE.sub("", text)
        # A mark that an invisible character kept apart from its letter can now be composed.
        text = unicodedata.normalize("NFC", text)
        if raw[0] != "\ufeff" or count > 1:
            notes.append(note("invisible-removed", f"{count} invisible characters were left out"))
    text, count = lookalikes.replaced(text)
    if count:
        text = unicodedata.normalize("NFC", text)
        notes.append(note("letters-alike", f"{count} letters of other alphabets were read as those they look like"))
    return LINE_END.sub("\n", text), notes


def without_nul(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text without NUL characters, which no document prints, and how many there were, if any, from which line."""
    count = text.count("\0")
    if not count:
        return text, ()
    line = len(LINE.findall(text, 0, text.index("\0"))) + 1
    said = "1 NUL byte was dropped," if count == 1 else f"{count:,} NUL bytes were dropped, the first"
    message = f"{said} in line {line:,}; the file may be damaged there, compare it with the print"
    return text.replace("\0", ""), (Diagnostic(code="nul-removed", severity="warning", message=message, span=None),)


def note(code: str, message: str) -> Diagnostic:
    """Something that a reader changed, about the whole text."""
    return Diagnostic(code=code, severity="info", message=message, span=None)
