"""Letters that look like one of Vietnamese and are another: "Ðiều" with an eth, "BTС" with a Cyrillic С.

Reads: a text in Unicode. Guarantees:
1. Each becomes the letter that it looks like, so that the print stays what it was; every offset stays.
2. A word with a letter that looks like none of Vietnamese ("Москва", "α") stays as it is.
"""

import re
from functools import cache

from ..knowledge import table


def replaced(text: str) -> tuple[str, int]:
    """The text with the letters of Vietnamese, and how many were replaced."""
    if text.isascii() or not (found := _patterns()[0].findall(text)):
        return text, 0
    always, alike = _letters()
    new = text.translate(always)
    if any(ord(letter) in alike for letter in found):
        new = _patterns()[1].sub(lambda word: _word(word[0], alike), new)
    return new, sum(old != letter for old, letter in zip(text, new, strict=True))


def _word(word: str, alike: dict[int, str]) -> str:
    """The word, where all of its letters are Latin then."""
    latin = word.translate(alike)
    return word if _patterns()[2].search(latin) else latin


@cache
def _letters() -> tuple[dict[int, str], dict[int, str]]:
    """What letters stand for: always, and in words where all others are Latin."""
    rows = list(table("lookalikes"))
    return tuple(  # type: ignore[return-value]
        {ord(row["printed"]): row["stands_for"] for row in rows if row["always"] == always} for always in ("yes", "no")
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds the letters, a word with the parts that hyphens join to it, and a letter of another script."""
    letters = "".join(map(chr, (code for group in _letters() for code in group)))
    return re.compile(f"[{letters}]"), re.compile(r"\w+(?:[-–/.&]\w+)*"), re.compile("[\u0370-\u052f]")
