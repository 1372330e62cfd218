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

from lxml.etree import _Element as Element

from .counting import LEVELS, LONGEST, Counting, Level, List
from .styles import VAL, ListPlace, Styles, W, list_place, switched, whole

SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._counting = Counting()
        self.unknown = self._counting.unknown
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._linked: dict[str, str] = {}  # the abstract definition of a list style
        self._num: dict[str, Element] = {}
        self._definitions: dict[str, tuple[str, dict[int, Level]] | None] = {}
        self._lists: dict[str, List | None] = {}
        self._places: dict[tuple[str, str | None, int | None], tuple[str, int] | None] = {}
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
        if numbered is None:
            self.unknown.add(f"list {which[:20]}")
            return ""
        return self._counting.label(which, numbered, at, capitals)

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

    def _list(self, which: str) -> List | None:
        if which not in self._lists:
            self._lists[which] = self._resolved(which)
        return self._lists[which]

    def _resolved(self, which: str) -> List | None:
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
        return List(counter, levels, {at: start for at, start in starts.items() if at in levels})

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
