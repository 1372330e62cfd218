"""Plain text and Markdown: from bytes in any common encoding to a string."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import NamedTuple

from ..errors import NhiemvuError
from ..language.patterns import lazy
from ..model import Diagnostic
from . import charset
from .clean import without_nul

# Control characters that no text file holds; tab, line ends and form feed are text.
CONTROL = lazy("[\x00-\x08\x0e-\x1a\x7f]")
# "---", lines of "key: value", their lists and folded values, "---".
FRONT_MATTER = lazy(r"\ufeff?---[ \t]*\r?\n(?:[\w-]+:.*\n|[ \t-].*\n){1,200}?---[ \t]*\r?\n")
# A legacy 8-bit file must look like Vietnamese once decoded: this share of its letters beyond
# ASCII must be Vietnamese letters. Text in another code page decodes to symbols instead.
VIETNAMESE = lazy("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
VIETNAMESE_SHARE = 0.9
TYPOGRAPHIC = frozenset("–—‘’“”„…•«»°\xa0")
BINARY = "is a binary file, not text; convert it to text first"

# UTF-16 without its mark is told by the NUL bytes of its ASCII letters and spaces. Measured on 566 real texts:
# 74 % of the units have one where it belongs, 5 % as many have one on the other side (the grave, decomposed), and 63
# units stand in a row without.
LARGE = 0.4  # of the units; lower, UTF-8 with NULs between its fields is taken for UTF-16, higher, a short title is not
MISPLACED = 0.2  # of those; higher, binary data pass, lower, decomposed letters do not
WITHOUT = lazy(rb"[^\0]{200}")  # units; fewer refuse a table of names, more pass what was appended in UTF-8
IS_NUL = bytes([1]) + bytes(255)


class Decoded(NamedTuple):
    """The text in a file's bytes, without NUL, its encoding, and what was left out."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text in `data` and its encoding.

    Text in the charsets of old Vietnamese fonts comes as the Western letters that its bytes are, for
    `charset.convert`. Raises NhiemvuError for a binary file, or an encoding that is neither UTF-8,
    UTF-16, UTF-32, Windows-1258 nor one of these charsets.
    """
    if encoding := _wide(data):
        text, diagnostics = without_nul(_decode_wide(data, encoding))
    else:  # a NUL that was put between the bytes of a letter is no part of it
        diagnostics = without_nul(data.decode("latin-1"))[1] if b"\0" in data else ()
        text, encoding = _decode(data.replace(b"\0", b""), holed=bool(diagnostics))
    if not text or (CONTROL.search(text) and len(CONTROL.findall(text)) > len(text) // 1000):
        raise NhiemvuError(BINARY)
    return Decoded(text, encoding, diagnostics)


def front_matter(words: str) -> frozenset[int]:
    """The numbers of the lines, from 0, of the fields that tools put between rules above a Markdown text."""
    match = FRONT_MATTER.match(words)
    return frozenset(range(match[0].count("\n"))) if match else frozenset()


def _wide(data: bytes) -> str | None:
    """The encoding of text in units of two or four bytes, told by its mark, else by where its NUL bytes sit."""
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)) and len(data) % 4 == 0:
        return "utf-32"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in data or data.startswith(BOM_UTF8):
        return None
    first, second = data[: len(data) // 2 * 2 : 2], data[1::2]
    # Units of two NUL bytes are NUL themselves, and tell nothing.
    both = (int.from_bytes(first.translate(IS_NUL)) & int.from_bytes(second.translate(IS_NUL))).bit_count()
    before, behind = first.count(0) - both, second.count(0) - both
    right, wrong = max(before, behind), min(before, behind)
    high, order = (second, "le") if behind > before else (first, "be")
    if not right or right < LARGE * (len(second) - both) or wrong > MISPLACED * right or WITHOUT.search(high):
        return None
    upper = (data[2::4], data[3::4]) if order == "le" else (data[::4], data[1::4])
    return f"utf-{16 if any(map(any, upper)) or len(data) % 4 else 32}-{order}"


def _decode_wide(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        name = encoding[:6].upper()
        raise NhiemvuError(f"begins as {name} but is damaged; save it again as UTF-8") from None


def _decode(data: bytes, *, holed: bool) -> tuple[str, str]:
    """Text in UTF-8 or an older encoding; `holed` where it held NUL bytes, as binary files do."""
    try:
        return data.decode("utf-8"), "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return _decode_legacy(data)
    except NhiemvuError:
        if holed:
            raise NhiemvuError(BINARY) from None
        raise


def _decode_legacy(data: bytes) -> tuple[str, str]:
    """Text in the Windows code page of Vietnamese, or in an older charset."""
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
