"""Labels that a scanner misread: what "ce)", "l." or "Diều 3." at the start of a line may have been.

Reads: the words of a line. Guarantees: gives only guesses, each of another print than the line's own;
whether a list asks for one of them is the outline's question.
"""

from collections import defaultdict
from functools import cache

from ..knowledge import table
from ..language.patterns import lazy
from .labels import LETTERS, Label

POINT = lazy(r"(?P<letters>[^\W_]{1,2}|!)\s?\)\s?")
NUMBER = lazy(r"(?P<number>[\dlIiOoSsBZzgb]{1,3}(?:\.[\dlIiOoSsBZzgb]{1,2}){0,3})(?P<mark>[.)])(?=\s)\s?")
ARTICLE = lazy(
    r"(?:[DĐÐ][iíìl][eèéẻẽẹêềếểễệ][uưú]|[DĐÐ][IÍÌL][EÈÉẺẼẸÊỀẾỂỄỆ][UƯÚ]) "
    r"(?P<number>[\dlIOoSB]{1,3})(?: ?[.:](?=\D|$)|(?=\s|$))\s?"
)
BEGINS = frozenset("DĐÐlIiOoSsBZzgb")  # the letters that a misread number or "Điều" begins with


def misread(text: str) -> tuple[Label, ...]:
    """The labels that the start of `text` may stand for; empty for most lines."""
    first = text[:1]
    if first.isalpha() and first not in BEGINS and ")" not in text[1:4]:
        return ()
    found: list[Label] = []
    if (match := ARTICLE.match(text)) and (number := _digits(match["number"])):
        found.append(Label("article", "article", (float(number),), f"Điều {number}", match.end()))
    if match := POINT.match(text):
        for letter in _letters().get(match["letters"], ()):
            found.append(Label("point", "a)", (LETTERS[letter],), letter, match.end()))
    if (match := NUMBER.match(text)) and not match["number"].replace(".", "").isdigit():
        parts = [_digits(part) for part in match["number"].split(".")]
        if all(parts):
            style = "1.1" if len(parts) > 1 else "1)" if match["mark"] == ")" else "1."
            name = ".".join(str(part) for part in parts)
            found.append(Label("clause", style, tuple(float(part or 0) for part in parts), name, match.end()))
    return tuple(found)


def _digits(printed: str) -> int | None:
    """The number, where every sign is a digit or looks like one; None for zero and for others."""
    digits = "".join(_signs().get(sign, sign) for sign in printed)
    return (int(digits) or None) if digits.isdecimal() else None


@cache
def _letters() -> dict[str, list[str]]:
    letters: dict[str, list[str]] = defaultdict(list)
    for row in table("misreadings"):
        if row["kind"] == "letter":
            letters[row["printed"]].append(row["stands_for"])
    return letters


@cache
def _signs() -> dict[str, str]:
    return {row["printed"]: row["stands_for"] for row in table("misreadings") if row["kind"] == "digit"}
