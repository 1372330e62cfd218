"""The styles of a Word file: what a paragraph or a run inherits, ECMA-376 part 1, 17.7.

Guarantees: the nearest style that says something wins; a style that is based on itself, or on a
missing one, ends the chain there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
NUMBER = W + "numPr"
DEEPEST = 32  # styles in a chain; Word itself allows eleven
OFF = ("0", "false", "off")


class ListPlace(NamedTuple):
    """Where a paragraph or style stands in a list, as far as it says so itself."""

    list: str | None  # numId; "0" takes a paragraph out of any list
    level: int | None


class Styles:
    """The styles by their ids; an empty set where the part is missing."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._bases: dict[str, str] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._flags: dict[tuple[str, str], bool | None] = {}
        self._fonts: dict[str, str] = {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._default_font = font_of(defaults)
        self.paragraph = ""
        for style in root.iterchildren(W + "style") if root is not None else ():
            name: str = style.get(W + "styleId", "")
            if name in self._styles:
                continue
            self._styles[name] = style
            base = style.find(W + "basedOn")
            self._bases[name] = base.get(VAL, "") if base is not None else ""
            if style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in OFF:
                self.paragraph = self.paragraph or name

    def chain(self, name: str) -> tuple[str, ...]:
        """The ids of a style and those it is based on, the nearest first."""
        if name not in self._chains:
            self._chains[name] = tuple(self._ancestors(name))
        return self._chains[name]

    def flag(self, name: str, flag: str) -> bool | None:
        """Whether a style sets a property of its letters ("vanish", "caps"); None where it does not say."""
        if (name, flag) not in self._flags:
            said = (switched(self._styles[style].find(W + "rPr"), flag) for style in self.chain(name))
            self._flags[name, flag] = next((on for on in said if on is not None), None)
        return self._flags[name, flag]

    def font(self, name: str) -> str:
        """The font of a style's letters; "" where nothing says."""
        if name not in self._fonts:
            said = (font_of(self._styles[style].find(W + "rPr")) for style in self.chain(name))
            self._fonts[name] = next(filter(None, said), self._default_font)
        return self._fonts[name]

    def place(self, name: str) -> ListPlace:
        """What a style says itself of lists, without those it is based on."""
        style = self._styles.get(name)
        return list_place(style.find(W + "pPr")) if style is not None else ListPlace(None, None)

    def _ancestors(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name in self._styles and name not in seen and len(seen) < DEEPEST:
            seen.add(name)
            yield name
            name = self._bases[name]


def list_place(properties: Element | None) -> ListPlace:
    """What the properties of a paragraph or style say of lists."""
    number = properties.find(NUMBER) if properties is not None else None
    if number is None:
        return ListPlace(None, None)
    level = number.find(W + "ilvl")
    which = number.find(W + "numId")
    return ListPlace(which.get(VAL) if which is not None else None, whole(level))


def font_of(properties: Element | None) -> str:
    """The font that properties set; "" where they do not say."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    return fonts.get(W + "ascii", fonts.get(W + "hAnsi", "")) if fonts is not None else ""


def switched(properties: Element | None, flag: str) -> bool | None:
    """Whether properties switch something on or off; None where they do not say."""
    found = properties.find(W + flag) if properties is not None else None
    return None if found is None else found.get(VAL, "1") not in OFF


def whole(element: Element | None, least: int = 0, most: int = 1_000_000) -> int | None:
    """The whole number an element holds; None without one, or beyond what a document can mean."""
    word = element.get(VAL, "") if element is not None else ""
    if not word.isdecimal() or len(word) > 9 or not least <= int(word) <= most:
        return None
    return int(word)
