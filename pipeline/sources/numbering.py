"""Word's automatic numbering: the labels that are printed but stand in no text.

Reads: numbering.xml and styles.xml. Guarantees:
1. `label` gives for each paragraph, called in the order of the text, the label Word prints before it.
2. Lists with one abstract definition count on together, until a `startOverride` is met for the first
   time; a level begins anew after each higher one, or as `lvlRestart` says.
3. A list may be linked to a style, and a style to a list (`numStyleLink`, `styleLink`, `pStyle`),
   along any chain of `basedOn`; a circle ends it.
4. What cannot be resolved gives no label and a word in `unknown`.

ECMA-376 part 1, 17.9. The counting was compared with LibreOffice's on generated lists.
"""

import re
from typing import NamedTuple

from lxml.etree import _Element as Element

from pipeline.sources.glyphs import bullet
from pipeline.sources.numerals import printed
from pipeline.sources.styles import VAL, ListPlace, Styles, W, list_place, switched, whole

LEVELS = 9
LONGEST = 255  # characters of a label
PLACE = re.compile(r"%([1-9])")
SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}


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


class _List(NamedTuple):
    """A list as paragraphs name it: its levels, and where it begins anew."""

    counter: str  # the abstract definition: lists that share it count on together
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._linked: dict[str, str] = {}  # the abstract definition of a list style
        self._num: dict[str, Element] = {}
        self._definitions: dict[str, tuple[str, dict[int, Level]] | None] = {}
        self._lists: dict[str, _List | None] = {}
        self._places: dict[tuple[str, str | None, int | None], tuple[str, int] | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                name = element.get(W + "abstractNumId", "")
                self._abstract.setdefault(name, element)
                if link := _value(element, "styleLink"):
                    self._linked.setdefault(link, name)
            elif element.tag == W + "num":
                self._num.setdefault(element.get(W + "numId", ""), element)

    def label(self, properties: Element | None, style: str, capitals: bool = False) -> str:
        """The label of the next paragraph with what stands behind it, "" where it has none.

        `properties` are the paragraph's own, `style` the id of its style; `capitals`: its letters
        are shown as capitals, and so is its label.
        """
        own = list_place(properties)
        key = (style, own.list, own.level)
        if key not in self._places:
            self._places[key] = self._place(own, style)
        place = self._places[key]
        if place is None:
            return ""
        which, at = place
        numbered = self._list(which)
        if numbered is None or (level := numbered.levels.get(at)) is None:
            self.unknown.add(f"list {which[:20]}" if numbered is None else f"level {at + 1} of list {which[:20]}")
            return ""
        counts = self._count(which, numbered, at)
        if level.hidden:
            return ""
        text = self._printed(numbered, counts, at)
        if capitals if level.capitals is None else level.capitals:
            text = text.upper()
        return text + level.suffix if text else ""

    def _place(self, own: ListPlace, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, from its own properties and its chain of styles."""
        chain = [(name, self._styles.place(name)) for name in self._styles.chain(style)]
        which = own.list if own.list is not None else next((p.list for _, p in chain if p.list is not None), None)
        if which is None or which == "0":
            return None
        at = own.level
        if at is None:
            numbered = self._list(which)
            links = {level.style: i for i, level in numbered.levels.items() if level.style} if numbered else {}
            said = (links.get(name, place.level) for name, place in chain)
            at = next((level for level in said if level is not None), 0)
        return which, at

    def _count(self, which: str, numbered: _List, at: int) -> list[int | None]:
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

    def _printed(self, numbered: _List, counts: list[int | None], at: int) -> str:
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

    def _start(self, numbered: _List, at: int) -> int:
        return numbered.starts.get(at, numbered.levels[at].start)

    def _list(self, which: str) -> _List | None:
        if which not in self._lists:
            self._lists[which] = self._resolved(which)
        return self._lists[which]

    def _resolved(self, which: str) -> _List | None:
        num = self._num.get(which)
        name = _value(num, "abstractNumId") if num is not None else ""
        if name not in self._definitions:
            found = self._followed(name)
            self._definitions[name] = (found, _levels(self._abstract[found])) if found else None
        definition = self._definitions[name]
        if num is None or definition is None:
            return None
        counter, levels = definition
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            levels = levels | _levels(override)
            at = _level(override)
            start = whole(override.find(W + "startOverride"))
            if at is not None and start is not None:
                starts[at] = start
        return _List(counter, levels, {at: start for at, start in starts.items() if at in levels})

    def _followed(self, name: str) -> str | None:
        """The abstract definition that has the levels, from one that may only link to a list style."""
        for _ in range(LEVELS):
            if name not in self._abstract:
                return None
            link = _value(self._abstract[name], "numStyleLink")
            if not link:
                return name
            if link in self._linked:
                name = self._linked[link]
            else:
                num = self._num.get(self._styles.place(link).list or "")
                name = _value(num, "abstractNumId") if num is not None else ""
        return None


def _levels(element: Element) -> dict[int, Level]:
    """The levels that an abstract definition or an override spells out."""
    return {at: _read(level) for level in element.iterchildren(W + "lvl") if (at := _level(level)) is not None}


def _read(level: Element) -> Level:
    # A custom format stands inside mc:AlternateContent, before its fallback.
    style = next(level.iter(W + "numFmt"), None)
    shown = style.get(VAL, "decimal") if style is not None else "decimal"
    if style is not None and shown == "custom":
        shown = style.get(W + "format", "decimal")
    letters = level.find(W + "rPr")
    fonts = letters.find(W + "rFonts") if letters is not None else None
    picture = level.find(W + "lvlPicBulletId") is not None
    text = _value(level, "lvlText")
    return Level(
        start=whole(level.find(W + "start")) or 0,
        format="bullet" if picture else shown,
        text="•" if picture else text[:LONGEST],
        suffix=SUFFIXES.get(_value(level, "suff"), " "),
        restart=whole(level.find(W + "lvlRestart")),
        legal=bool(switched(level, "isLgl")),
        style=_value(level, "pStyle"),
        capitals=switched(letters, "caps"),
        font=fonts.get(W + "ascii", fonts.get(W + "hAnsi", "")) if fonts is not None else "",
        hidden=bool(switched(letters, "vanish")),
    )


def _level(element: Element) -> int | None:
    """The index of a level, None where there is no such level."""
    word = element.get(W + "ilvl", "")
    return int(word) if len(word) == 1 and word.isdecimal() and int(word) < LEVELS else None


def _value(element: Element, child: str) -> str:
    found = element.find(W + child)
    return found.get(VAL, "") if found is not None else ""
