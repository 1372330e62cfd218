"""Counting lists as Word does, for the files that say how to count (.docx, .doc) and not what is printed.

Guarantees:
1. `label` gives for each paragraph, called in the order of the text, the label Word prints before it.
2. Lists with one counter count on together, until a start of its own is met for the first time; a
   level begins anew after each higher one, or as its `restart` says.
3. What cannot be counted gives no label and a word in `unknown`.
"""

import re
from typing import NamedTuple

from .glyphs import bullet
from .numerals import printed

LEVELS = 9
LONGEST = 255  # characters of a label
PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list."""

    start: int
    format: str  # as numFmt says, or the first numbers of a custom format
    text: str  # with %1 … %9 for the numbers of the levels
    suffix: str
    restart: int | None  # begins anew after levels before this one; 0: never; None: after any higher
    legal: bool  # every number in it printed as decimal
    style: str  # the paragraph style that is linked to it
    capitals: bool | None
    font: str
    hidden: bool


class List(NamedTuple):
    """A list as paragraphs name it: its levels, and where it begins anew."""

    counter: str  # the abstract definition: lists that share it count on together
    levels: dict[int, Level]
    starts: dict[int, int]


class Counting:
    """How far the lists of a document have counted."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, which: str, numbered: List, at: int, capitals: bool = False) -> str:
        """The label of the next paragraph of a list, at a level, with what stands behind it; "" where it has none."""
        if (level := numbered.levels.get(at)) is None:
            self.unknown.add(f"level {at + 1} of list {which[:20]}")
            return ""
        counts = self._count(which, numbered, at)
        if level.hidden:
            return ""
        text = self._printed(numbered, counts, at)
        if capitals if level.capitals is None else level.capitals:
            text = text.upper()
        return text + level.suffix if text else ""

    def _count(self, which: str, numbered: List, at: int) -> list[int | None]:
        """Count one paragraph on; the numbers of all levels."""
        counts = self._counts.setdefault(numbered.counter, [None] * LEVELS)
        for above in range(at):  # a level that was left out counts as if it had been there
            if counts[above] is None and above in numbered.levels:
                counts[above] = self._start(numbered, above)
        number = counts[at]
        anew = at in numbered.starts and (which, at) not in self._begun
        self._begun.add((which, at))
        counts[at] = self._start(numbered, at) if number is None or anew else number + 1
        for below in range(at + 1, LEVELS):
            level = numbered.levels.get(below)
            restart = level.restart if level else None
            if restart is None or restart > below or at < restart:
                counts[below] = None
        return counts

    def _printed(self, numbered: List, counts: list[int | None], at: int) -> str:
        """The label's text with the numbers in their places."""
        level = numbered.levels[at]
        if level.format == "bullet":
            return bullet(level.text, level.font)

        def number(match: re.Match[str]) -> str:
            i = int(match[1]) - 1
            here = numbered.levels.get(i)
            if i > at or here is None:
                return ""
            count = counts[i] or 0
            style = "decimal" if level.legal and here.format != "none" else here.format
            words = printed(count, style)
            if words is None:
                self.unknown.add(f"number format {style[:40]}")
            return str(count) if words is None else words

        return PLACE.sub(number, level.text, LEVELS)[:LONGEST].strip()

    def _start(self, numbered: List, at: int) -> int:
        return numbered.starts.get(at, numbered.levels[at].start)
