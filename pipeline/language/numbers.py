"""Numbers as they are printed in words and in Roman numerals.

Reads: the table `number_words`. Guarantees: only what is written as a number is one: "IIII" and "VX" are none.
"""

from functools import cache
from typing import Literal

from ..knowledge import table

# count: before what is counted ("hai phòng"); ordinal: after "thứ" ("Phần thứ nhất"); digit: of a longer number.
Use = Literal["count", "ordinal", "digit"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST = 399  # of Roman numerals that are read; higher ones need D and M, which begin lists of letters


@cache
def number_words(use: Use) -> dict[str, int]:
    """The numbers by the words that stand for them in this use, in the order of the table."""
    return {row["word"]: int(row["value"]) for row in table("number_words") if use in row["uses"].split(", ")}


def in_roman(number: int) -> str:
    """The number in small Roman numerals; in figures where these have none (0, 4000).

    >>> [in_roman(n) for n in (4, 19, 1990, 0)]
    ['iv', 'xix', 'mcmxc', '0']
    """
    if not 0 < number < 4000:
        return str(number)
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits


def from_roman(text: str) -> int:
    """The value of a number in capital Roman numerals, 0 where it is not written as one.

    >>> [from_roman(text) for text in ("XIV", "IIII", "")]
    [14, 0, 0]
    """
    return _values().get(text, 0)


@cache
def _values() -> dict[str, int]:
    return {in_roman(number).upper(): number for number in range(1, HIGHEST + 1)}
