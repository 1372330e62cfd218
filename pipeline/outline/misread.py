"""Labels that a scanner misread: what "ce)", "l." or "Diều 3." at the start of a line may have been.

Reads: the words of a line. Guarantees:
1. Gives only guesses, each of another print than the line's own; whether a list asks for one of them is the outline's
   question.
2. "Điều 4 Thông tư …" and "Điều 4 của …" cite; they are no guess.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..knowledge import table
from ..language.patterns import alternation, lazy
from .labels import LETTERS, Label, readings

# Specks of dust in front of a label: ",e)".
STAIN = lazy(r"[,.'’‘`´:;_~^]{1,2} ?(?=[^\W_]{1,2}[).])")
# A letter, its bracket lost or a part of it, in front of a capital: "c Trình". No word of two consonants is a word.
POINT = lazy(
    r"(?P<letters>[^\W_]{1,2}|!)\s?\)\s?"
    r"|(?P<bare>[bcdđghklmnpqrstvx]{1,2}|[@®©€]) (?=[^\W\d_])",
)
NUMBER = lazy(
    lambda: (
        rf"(?P<number>[\d{_digit_like()}]{{1,3}}(?:\.[\d{_digit_like()}]{{1,2}}){{0,3}})"
        r"(?P<mark>[.)])(?=\s)\s?"
    )
)
ARTICLE = lazy(
    r"(?:[DĐÐ][iíìl][eèéẻẽẹêềếểễệ][uưú]|[DĐÐ][IÍÌL][EÈÉẺẼẸÊỀẾỂỄỆ][UƯÚ]) "
    r"(?P<number>[\dlIOoSB]{1,3})(?: ?[.:](?=\D|$)|(?=\s|$))\s?"
)
# The title of an article that has lost its stop is no document: "Điều 3 Thông tư 5/2020/TT-BTC quy định …".
CITES = lazy(
    lambda: (
        rf"{alternation(row['name'] for row in table('doc_types') if row['class'] == 'normative')} \w"
        rf"|{alternation(row['name'] for row in table('doc_types'))} (?:số|này|\d)"
    )
)
BEGINS = frozenset("DĐÐ")  # the letters that a misread "Điều" begins with


def misread(text: str) -> tuple[Label, ...]:
    """The labels that the start of `text` may stand for; empty for most lines."""
    first = text[:1]
    start = text[1:4]
    if first.isalpha() and first not in BEGINS and ")" not in start and "." not in start and " " not in start:
        return ()
    found: list[Label] = []
    if stain := STAIN.match(text):
        found += [label._replace(end=label.end + stain.end()) for label in readings(text[stain.end() :])]
    if (match := ARTICLE.match(text)) and (number := _digits(match["number"])) and _entitles(text[match.end() :]):
        found.append(Label("article", "article", (float(number),), f"Điều {number}", match.end()))
    if (match := POINT.match(text)) and (match["letters"] or text[match.end()].isupper()):
        for letter in _stands_for("letter").get(match["letters"] or match["bare"], ()):
            found.append(Label("point", "a)", (LETTERS[letter],), letter, match.end()))
    if (match := NUMBER.match(text)) and not match["number"].replace(".", "").isdigit():
        parts = [_digits(part) for part in match["number"].split(".")]
        if all(parts):
            found.append(_clause([part or 0 for part in parts], match))
    return tuple(found)


def _entitles(words: str) -> bool:
    """Whether `words` behind "Điều 3" can be its title, and "Điều 3" no citation."""
    return not words or (words[0].isupper() and not CITES.match(words))


def alike(text: str) -> Iterator[Label]:
    """The numbers that a label becomes with one digit taken for another: "39." for "30.".

    A number is seldom misread for another, and often misprinted: only the number after it shows that it was.
    """
    if not (match := NUMBER.match(text)) or not match["number"].isdigit():
        return
    printed = match["number"]
    for at, sign in enumerate(printed):
        for digit in _stands_for("number").get(sign, ()):
            if number := int(printed[:at] + digit + printed[at + 1 :]):
                yield _clause((number,), match)


def _clause(parts: Sequence[int], match: re.Match[str]) -> Label:
    style = "1.1" if len(parts) > 1 else f"1{match['mark']}"
    return Label("clause", style, tuple(map(float, parts)), ".".join(map(str, parts)), match.end())


def _digits(printed: str) -> int | None:
    """The number, where every sign is a digit or looks like one; None for zero and for others."""
    digits = "".join(_stands_for("digit").get(sign, [sign])[0] for sign in printed)
    return (int(digits) or None) if digits.isdecimal() else None


def _digit_like() -> str:
    """The letters that look like digits."""
    return "".join(row["printed"] for row in table("misreadings") if row["kind"] == "digit")


@cache
def _stands_for(kind: str) -> dict[str, list[str]]:
    """What each print of a kind may stand for."""
    signs: dict[str, list[str]] = defaultdict(list)
    for row in table("misreadings"):
        if row["kind"] == kind:
            signs[row["printed"]].append(row["stands_for"])
    return signs
