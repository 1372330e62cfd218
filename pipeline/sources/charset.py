"""Text in the Vietnamese fonts of before Unicode: TCVN3 (ABC), VNI, VISCII, VPS.

Such fonts draw Vietnamese letters at the codes of Western ones, so that their text comes out as
Windows-1252 letters: "NghÞ ®Þnh" (TCVN3), "Nghò ñònh" (VNI). Reads: runs of text with the names of
their fonts, where these are known. Guarantees:
1. Text that is Unicode already stays as it is, letter for letter; spaces and line ends always stay.
2. The font decides, except where its text cannot be in its charset; without a font known for a
   charset, the text of the line decides: the conversion must make syllables of what is none.
3. What is too short to tell goes with the nearest line that can be told.
4. Letters of an all-capitals font (.VnTimeH) are capitals. Where the font is not known, a letter
   with a tone takes the case of its word, or of the words beside it: TCVN3 has no such capitals.

The codes of the letters are the table `charsets`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from ..knowledge import table
from ..language.patterns import lazy
from ..model import Diagnostic
from .syllables import is_syllable

UNICODE = "unicode"
NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
# VPS has the codes of VISCII for other letters: only its fonts tell it.
TOLD_BY_TEXT = ("tcvn3", "vni", "viscii")
# A font's name after the tag of an embedded part: "ABCDEF+.VnTimeH,Bold".
FONT = lazy(
    r"(?:[A-Z]{6}\+)?(?i:(?P<tcvn3>\.vn|vn(?!i))|(?P<vni>vni)|(?P<vps>vps)|(?P<viscii>vi[ -]|viscii))"
    r"(?P<name>.*?)(?:[-,(].*|(?i: tur| ce| cyr| greek| baltic| bold| italic)+)?"
)
ALL_CAPITALS = lazy(r".*H|(?i:.*(?:time|arial)h)")
EVIDENCE = 2  # words of a line that must become syllables: one can be a foreign word, or a micrometre

# What readers make of codes that these fonts draw as letters.
SUBSTITUTED = str.maketrans({0xF000 + code: code for code in range(0x20, 0x100)} | {"\u03bc": "\xb5"})
# PDF text layers name the codes of ư and ã by the looks of other characters; between digits they are these.
AS_LETTER = {"\u2212": "\xad", "\u2219": "\xb7"}
BESIDE_LETTER = lazy("(?<=[^\\W\\d_])[\u2212\u2219]|[\u2212\u2219](?=[^\\W\\d_]|[\xa1-\xbe])")
# VISCII and VPS have letters where Windows-1252 has typographic signs.
SIGNS = {bytes([code]).decode("cp1252", "ignore"): chr(code) for code in range(0x80, 0xA0)}
TO_LATIN1 = str.maketrans({sign: code for sign, code in SIGNS.items() if sign})

# Letters and signs of these charsets that no Vietnamese text in Unicode needs; one of them is in any old line.
HINT = lazy(
    "[\x80-\xa9\xaa\xac-\xaf\xb1-\xb6\xb8-\xba\xbc-\xbfÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ\u03bc\u2212\u2219\uf020-\uf0ff]"
)
WORD = lazy(r"[^\s!-@\[-`{-~–—‘’“”„…•]+")
LETTERS = lazy(r"[^\W\d_]+")
UNICODE_ONLY = lazy("[ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323ạ-ỹẠ-Ỹ]")
SMALL_ASCII = lazy("[a-z]")
LARGE_ASCII = lazy("[A-Z]")


class Run(NamedTuple):
    """Text in one font; None where the font is not known."""

    text: str
    font: str | None = None
    capitals: bool = False  # printed in capitals whatever its letters are ("all caps")


class Converted(NamedTuple):
    """Unicode text, and the charsets it was in: "tcvn3", "vni", "viscii", "vps"; none for Unicode."""

    text: str
    charsets: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was assumed, for the reader of the output."""
        if not self.charsets:
            return ()
        names = ", ".join(NAMES[charset] for charset in self.charsets)
        message = f"read as {names}, fonts of before Unicode, and converted; compare the letters with the print"
        return (Diagnostic(code="charset-assumed", severity="info", message=message, span=None),)


class _Piece(NamedTuple):
    """Text of one line in one font."""

    text: str
    charset: str | None  # that the font's name tells
    named: bool
    large: bool  # drawn in capitals by its font
    capitals: bool  # whatever the font


class _Line(NamedTuple):
    pieces: list[_Piece]
    charset: str | None  # that its text without a telling font tells; UNICODE is one of them
    possible: tuple[str, ...] = ()  # where it tells none: the charsets that it may be in
    hint: bool = False  # in one of these it reads better than as it is


def convert(text: str, font: str | None = None) -> Converted:
    """One text in Unicode; its lines may be in different charsets."""
    return convert_runs([Run(text, font)])


def convert_runs(runs: Iterable[Run]) -> Converted:
    """The text of all runs in Unicode (NFC where it was converted), with its lines as they were.

    Runs may begin and end anywhere, within words too. A line ends at ``\\n``, in the runs' texts.
    """
    runs = list(runs)
    text = "".join(run.text for run in runs)
    if not HINT.search(text) and not any(run.capitals or of_font(run.font) for run in runs):
        return Converted(text)
    lines = [_judged(pieces) for pieces in _lines(runs)]
    found: dict[str, None] = {}
    texts = []
    for line, charset in zip(lines, _settled(lines), strict=True):
        text, charsets = _unicode(line.pieces, charset)
        texts.append(text)
        found |= dict.fromkeys(charsets)
    return Converted("\n".join(texts), tuple(found))


def of_font(name: str | None) -> str | None:
    """The charset that a font of this name is in; None where the name tells none.

    >>> of_font(".VnTimeH"), of_font("ABCDEF+VNI-Times,Bold"), of_font("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    return _font(name)[0]


@lru_cache(maxsize=256)
def _font(name: str | None) -> tuple[str | None, bool]:
    """The charset that a font's name tells, and whether it draws small letters as capitals."""
    match = FONT.fullmatch(name.strip()) if name else None
    if not match:
        return None, False
    charset = next(key for key in ("tcvn3", "vni", "vps", "viscii") if match[key])
    return charset, charset == "tcvn3" and bool(ALL_CAPITALS.fullmatch(match["name"]))


def _lines(runs: Sequence[Run]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    for run in runs:
        charset, large = _font(run.font)
        known = bool(run.font and run.font.strip())
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(_Piece(part, charset, known, large, run.capitals))
    return lines


def _judged(pieces: list[_Piece]) -> _Line:
    """A line whose fonts are checked against its text, and the charset of the rest told by the text."""
    for charset in {piece.charset for piece in pieces if piece.charset}:
        text = "".join(piece.text for piece in pieces if piece.charset == charset)
        if (
            UNICODE_ONLY.search(text) and _gain(text, charset) < 0
        ):  # Unicode text that was set in an old font: Word draws it in another
            pieces = [p._replace(charset=None, large=False) if p.charset == charset else p for p in pieces]
    text = "".join(piece.text for piece in pieces if not piece.charset)
    if text.isascii():
        return _Line(pieces, None)
    gains = {charset: _gain(text, charset) for charset in TOLD_BY_TEXT}
    second, best = sorted(gains.values())[-2:]
    if best < 0:
        return _Line(pieces, UNICODE)
    if best >= EVIDENCE and best > second:
        return _Line(pieces, max(gains, key=gains.__getitem__))
    return _Line(pieces, None, tuple(charset for charset, gain in gains.items() if gain >= 0), best > 0)


def _gain(text: str, charset: str) -> int:
    return sum(_word_gain(word, charset) for word in set(WORD.findall(text)) if len(word) > 1 and not word.isascii())


@lru_cache(maxsize=8192)
def _word_gain(word: str, charset: str) -> int:
    """1 where the conversion makes a syllable of what is none, -1 where it breaks one or cannot apply."""
    if UNICODE_ONLY.search(word):
        return -1
    return is_syllable(_convert(word, charset)) - is_syllable(word)


def _settled(lines: Sequence[_Line]) -> list[str | None]:
    """The charset of each line's text without a telling font; unsure lines follow the nearest sure one."""
    by_font = [next((piece.charset for piece in line.pieces if piece.charset), None) for line in lines]
    by_text = [line.charset for line in lines]
    by_any = [text or font for text, font in zip(by_text, by_font, strict=True)]
    settled = []
    for line, text, any_ in zip(lines, _nearest(by_text), _nearest(by_any), strict=True):
        if line.charset:
            charset: str | None = line.charset
        else:  # a font that is named, but for no charset, does not follow lines whose font told theirs
            named = any(piece.named for piece in line.pieces if not piece.charset)
            charset = text if named and not line.hint else any_
            charset = charset if charset in line.possible else None
        settled.append(None if charset == UNICODE else charset)
    return settled


def _nearest(told: Sequence[str | None]) -> list[str | None]:
    """Each None replaced by what was told before it, else by what is told first."""
    first = next(filter(None, told), None)
    return [now or first for now in _filled(told)]


def _filled(told: Sequence[str | None]) -> list[str | None]:
    """Each None replaced by what was told before it."""
    last: str | None = None
    return [last := now or last for now in told]


def _unicode(pieces: list[_Piece], charset: str | None) -> tuple[str, list[str]]:
    """A line in Unicode, and the charsets it was in, in their order."""
    told = [(piece, piece.charset or charset) for piece in pieces]
    parts: list[tuple[str, str | None]] = []
    found: dict[str, None] = {}
    for (now, capitals), group in groupby(told, key=lambda item: (item[1], item[0].large or item[0].capitals)):
        text = "".join(piece.text for piece, _ in group)
        if now and not text.isascii() and (converted := _convert(text, now)) != text:
            text = converted
            found[now] = None
        parts.append((text.upper() if capitals else text, now))
    whole = "".join(text for text, _ in parts)
    if any(now == "tcvn3" for _, now in parts):
        whole = _capitals(whole, parts)
    return whole, list(found)


def _capitals(line: str, parts: list[tuple[str, str | None]]) -> str:
    """The line with its toned letters in the case of their words: NGHị địNH becomes NGHỊ ĐỊNH."""
    words = list(LETTERS.finditer(line))
    cases = [_case(word[0]) for word in words]
    if "large" not in cases:
        return line
    told = [case if case in ("small", "large") else None for case in cases]
    before = [None, *_filled(told)][:-1]
    after = [*reversed(_filled(told[::-1])), None][1:]
    for number, case in enumerate(cases):
        if case == "open" and "large" in (beside := (before[number], after[number])) and "small" not in beside:
            cases[number] = "large"
    old = "".join(("1" if now == "tcvn3" else "0") * len(text) for text, now in parts)
    large = {word.start() for word, case in zip(words, cases, strict=True) if case == "large"}
    return LETTERS.sub(
        lambda word: word[0].upper() if word.start() in large and old[word.start()] == "1" else word[0], line
    )


def _case(word: str) -> str:
    """The case that the ASCII letters of a word show: "small", "large", "open" where they are too few, or none."""
    if SMALL_ASCII.search(word):
        return "small"
    large = len(LARGE_ASCII.findall(word))
    if large >= 2:  # an abbreviation (UBND) says nothing of the words beside it
        return "large" if is_syllable(word) or not word.isupper() else "none"
    return "none" if word.isupper() else "open"


def _convert(text: str, charset: str) -> str:
    text = BESIDE_LETTER.sub(lambda sign: AS_LETTER[sign[0]], text.translate(SUBSTITUTED))
    if charset in ("viscii", "vps"):
        text = text.translate(TO_LATIN1)
    codes, letters = _letters(charset)
    return unicodedata.normalize("NFC", codes.sub(lambda found: letters[found[0]], text))


@cache
def _letters(charset: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the codes of a charset's letters, the longest first, and the letter of each."""
    rows = (row for row in table("charsets") if row["charset"] == charset)
    letters = {"".join(chr(int(code, 16)) for code in row["codes"].split()): row["letter"] for row in rows}
    return re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True)))), letters
