"""Plain text and Markdown: from bytes in any common encoding to one clean string.

Reads: bytes. Guarantees of the text:
1. NFC: a letter and its marks are one code point, as far as Unicode has one.
2. Lines end in ``\\n``; form feeds stay, they are page breaks.
3. No byte order mark, zero-width character or soft hyphen; each is invisible in print.
4. All else is as in the file; whatever was changed is said in a diagnostic.
"""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from pipeline.errors import NhiemvuError
from pipeline.model import Diagnostic

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")
# Control characters that no text file holds; tab, line ends and form feed are text.
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
# A legacy 8-bit file must look like Vietnamese once decoded: this share of its letters beyond
# ASCII must be Vietnamese letters. Text in another code page decodes to symbols instead.
VIETNAMESE = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
VIETNAMESE_SHARE = 0.9
TYPOGRAPHIC = frozenset("–—‘’“”„…•«»°\xa0")
LONGEST_LINE = 1_000_000  # characters; the longest decisions print fewer on all their pages


class Decoded(NamedTuple):
    text: str
    encoding: str
    diagnostics: list[Diagnostic]


def decode(data: bytes) -> Decoded:
    """The text in `data`.

    Raises NhiemvuError for an empty file, a binary file, or an encoding that is neither UTF-8,
    UTF-16 nor Windows-1258, or a line longer than any decision.
    """
    if not data:
        raise NhiemvuError("is empty; there is nothing to read")
    raw, encoding = _decode(data)
    if CONTROL.search(raw) and len(CONTROL.findall(raw)) > len(raw) // 1000:
        raise NhiemvuError("is a binary file, not text; convert it to text first")
    text = unicodedata.normalize("NFC", raw)
    notes = [] if text == raw else [_note("normalised-nfc", "combining marks were composed (NFC)")]
    if not text.isascii() and (count := len(INVISIBLE.findall(text))):
        text = INVISIBLE.sub("", text)
        # A mark that an invisible character kept apart from its letter can now be composed.
        text = unicodedata.normalize("NFC", text)
        if raw[0] != "\ufeff" or count > 1:
            notes.append(_note("invisible-removed", f"{count} invisible characters were left out"))
    text = LINE_END.sub("\n", text)
    if not text or text.isspace():
        raise NhiemvuError("holds no text; there is nothing to read")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise NhiemvuError(f"has a line of {longest:,} characters, which no decision has; is it a data file?")
    return Decoded(text, encoding, notes)


def _note(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, severity="info", message=message, span=None)


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise NhiemvuError("begins as UTF-16 but is damaged; save it again as UTF-8") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    if "\0" in text:
        return _decode_legacy(data)
    return text, "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"


def _decode_legacy(data: bytes) -> tuple[str, str]:
    """Text that is not UTF-8: UTF-16 without its mark, or the Windows code page of Vietnamese."""
    if b"\0" in data:
        # ASCII letters have a zero byte: behind them in little endian, before them in big endian.
        behind, before = data[1::2].count(0), data[::2].count(0)
        encoding = "utf-16-le" if behind >= before else "utf-16-be"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\0"
        if min(behind, before) > max(behind, before) // 20 or CONTROL.search(text):
            raise NhiemvuError("is a binary file, not text; convert it to text first")
        return text, encoding
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        text = ""
    letters = [c for c in unicodedata.normalize("NFC", text) if not c.isascii() and c not in TYPOGRAPHIC]
    known = sum(map(bool, map(VIETNAMESE.fullmatch, letters)))
    if not letters or known < VIETNAMESE_SHARE * len(letters):
        raise NhiemvuError(
            "is in an encoding that cannot be told (not UTF-8, UTF-16 or Windows-1258); save it as UTF-8"
        )
    return text, "windows-1258"
