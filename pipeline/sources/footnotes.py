"""Footnotes of a printed page: what stands in small print under a short rule at its foot.

Reads: the lines of all pages and the rules drawn on them. Guarantees:
1. A line of notes stands below the lowest rule of its page, all text above; a page number below it is none.
2. Notes begin behind their number, raised or not; where none does, they go on with the notes of the page before.

Word, LibreOffice and the official gazette draw the rule as wide as a third of the text or less, and over its whole
width where a note goes on from the page before.
"""

import re
from collections import Counter
from typing import NamedTuple

from .printed import NUMBER, Line

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARK = re.compile(r"[\[(]?[⁰¹²³⁴-⁹]|[\[(]?(?:\d{1,3}|\*{1,3})[\])]?[\s.](?!\d)")
# Of the size of the text, below which print is small; notes have one or two points less than 12 to 14. More takes text
# below a rule for notes, less leaves the notes of narrow books in the text.
SMALLER = 0.96
# Of the letters of a file, from which a size is that of its text: titles have fewer. Less takes a large title for the
# text, more the notes of a text that has more notes than words.
TEXT = 0.2


class Rule(NamedTuple):
    """A line drawn from left to right, in points, y upwards."""

    left: float
    right: float
    y: float


def with_notes(pages: list[list[Line]], rules: list[list[Rule]]) -> list[list[Line]]:
    """The lines of all pages, those of notes marked so."""
    size = SMALLER * _text_size(pages)
    found: list[list[Line]] = []
    going = False  # the page before has notes
    for lines, drawn in zip(pages, rules, strict=True):
        notes = _at_foot(lines, drawn, size)
        going = bool(notes) and (going or any(MARK.match(lines[i].text) for i in notes))
        found.append([line._replace(note=i in notes) for i, line in enumerate(lines)] if going else lines)
    return found


def _text_size(pages: list[list[Line]]) -> float:
    """The size that the text is set in: the largest that many letters have."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.height] += len(line.text)
    return max((size for size, count in sizes.items() if count >= TEXT * sizes.total()), default=0.0)


def _at_foot(lines: list[Line], rules: list[Rule], size: float) -> set[int]:
    """The numbers of the lines in print smaller than `size` below the lowest rule of the page, below text."""
    lowest = min((rule.y for rule in rules), default=0.0)
    below = {i for i, line in enumerate(lines) if line.base < lowest}
    foot = min(below, key=lambda i: lines[i].base, default=-1)
    if foot >= 0 and NUMBER.fullmatch(lines[foot].text):
        below.discard(foot)  # the page number
    text = any(line.base > lowest and line.height >= size for line in lines)
    return below if text and all(lines[i].height < size for i in below) else set()
