"""Plain text and Markdown: from bytes in any common encoding to a string."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ..errors import NhiemvuError
from . import charset

# Control characters that no text file holds; tab, line ends and form feed are text.
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
# "---", lines of "key: value", their lists and folded values, "---".
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[\w-]+:.*\n|[ \t-].*\n){1,200}?---[ \t]*\r?\n")
# A legacy 8-bit file must look like Vietnamese once decoded: this share of its letters beyond
# ASCII must be Vietnamese letters. Text in another code page decodes to symbols instead.
VIETNAMESE = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
VIETNAMESE_SHARE = 0.9
TYPOGRAPHIC = frozenset("–—‘’“”„…•«»°\xa0")


def decode(data: bytes) -> tuple[str, str]:
    """The text in `data` and its encoding.

    Text in the charsets of old Vietnamese fonts comes as the Western letters that its bytes are, for
    `charset.convert`. Raises NhiemvuError for a binary file, or an encoding that is neither UTF-8,
    UTF-16, Windows-1258 nor one of these charsets.
    """
    text, encoding = _decode(data)
    if CONTROL.search(text) and len(CONTROL.findall(text)) > len(text) // 1000:
        raise NhiemvuError("is a binary file, not text; convert it to text first")
    return text, encoding


def front_matter(words: str) -> frozenset[int]:
    """The numbers of the lines, from 0, of the fields that tools put between rules above a Markdown text."""
    match = FRONT_MATTER.match(words)
    return frozenset(range(match[0].count("\n"))) if match else frozenset()


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
        return _decode_font_charset(data)
    return text, "windows-1258"


def _decode_font_charset(data: bytes) -> tuple[str, str]:
    """Text typed in a font of before Unicode: TCVN3, VNI or VISCII."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    converted = charset.convert(text)
    if not converted.charsets or CONTROL.search(converted.text):
        raise NhiemvuError(
            "is in an encoding that cannot be told (not UTF-8, UTF-16, Windows-1258, TCVN3 or VNI); save it as UTF-8"
        )
    return text, "+".join(converted.charsets)
