"""How Word prints the number of a list: its number formats, ECMA-376 part 1, 17.18.59."""

import re
from collections.abc import Callable

from ..language.numbers import in_roman, number_words

LONGEST = 780  # the last letter that is printed thirty times; Word itself ends at 32,767
PADDED = re.compile(r"0*1\b")  # a custom format is told by its first numbers: "001, 002, 003, ..."


def printed(number: int, style: str) -> str | None:
    """`number` in a number format ("decimal", "lowerLetter" …); None for a format not known here.

    >>> [printed(7, style) for style in ("decimalZero", "upperRoman", "lowerLetter", "001, 002, ...")]
    ['07', 'VII', 'g', '007']
    """
    if style in FORMATS:
        return FORMATS[style](number)
    if match := PADDED.match(style):
        return f"{number:0{len(match[0])}}"
    return None


def _letters(number: int) -> str:
    """a … z, then aa, bb … zz, as Word counts; Vietnamese lists skip letters by restarts."""
    if not 0 < number <= LONGEST:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 14
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _vietnamese(number: int) -> str:
    """Numbers in words up to ninety-nine."""
    if not 0 <= number < 100:
        return str(number)
    digits = tuple(number_words("digit"))
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    last = {0: "", 5: "lăm"}.get(ones, "mốt" if ones == 1 and tens > 1 else digits[ones])
    return f"{'mười' if tens == 1 else digits[tens] + ' mươi'} {last}".rstrip()


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": str,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": in_roman,
    "upperRoman": lambda number: in_roman(number).upper(),
    "ordinal": _ordinal,
    "vietnameseCounting": _vietnamese,
    "none": lambda number: "",
}
