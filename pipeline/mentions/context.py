"""What a document tells about names in it: its issuer, day and province, its units, the terms it defines.

Reads: the metadata and the units. Guarantees: the record holds all that the rooms for the kinds of names ask of a
document, so that the same name in the same place has the same canonical form.
"""

from typing import NamedTuple

import regex

from ..language.levels import one_of
from ..language.patterns import alternation, any_of, lazy
from ..language.places import MERGED_ON, Province, province_in
from ..model import Unit
from ..names.grammar import Name
from ..names.posts import titles
from ..names.types import DEPARTMENTS, ROOMS, WHOLE, counting, is_type_word

# Bodies that no province has; "Bộ Chỉ huy quân sự" is a province's.
CENTRAL = lazy(lambda: rf"(?!Bộ(?:$| Chỉ huy)){alternation(counting('central'))}\b")
AUTHORITY = lazy(lambda: alternation(counting("authority")))  # bodies that have no rooms
COMMITTEE = lazy(r"(?:Ủy ban|Hội đồng) nhân dân ")
BELOW = lazy(lambda: rf"\b{one_of('named')} [\p{{Lu}}\d].*$", compiler=regex.compile)
UNIVERSITY = lazy(lambda: rf"{any_of('universities')}(?!\w)")
OWN_PLACE = lazy(r"khu vực|Việt Nam|[Qq]uốc gia|Trung ương|tối cao| [IVX]+$|\d$|miền ")
OF_DOCUMENT = lazy(r"(?:Ban|Đội|Tổ|Đoàn) .* \d+$")  # "Ban Chỉ đạo 389": the number is that of a document
LEVEL_LAST = lazy(r" (?:tỉnh|[Tt]hành phố)$")
TITLE = lazy(lambda: rf"^{alternation(titles(staff=False))} (?=\w)")
# Of units whose type does not tell it: by its first words an agency, no part of one.
WHOLE_WORD = lazy(lambda: rf"{any_of('whole_bodies')}(?!\w)")


class Context(NamedTuple):
    """A document as its names see it."""

    day: str | None  # of issue, as 2024-10-30
    province: Province | None
    issuer: str  # the body that issued the text, in full; empty where nobody is told
    subject: str  # the agency that the text is about, in full; empty where nobody is told
    main: Unit | None  # the unit of the text that is this agency
    units: dict[str, Unit]  # by their names in small letters
    defined: dict[str, str]  # full forms by the short names that the text gives
    places: set[str]  # communes, districts and cities below provinces that the text names
    wholes: dict[str, str]  # agencies that the text names though they are no mentions, in full, by their type word
    begun: dict[str, str]  # full forms of the units by the words with which their names begin, in small letters
    owners: dict[str, str]  # full forms of whose a part is that the text says ("thuộc …"), by its name in small letters

    @property
    def local(self) -> str:
        """The commune or district that issued the text, with its kind: "quận 3"; empty in any other text."""
        below = BELOW.search(self.issuer) if COMMITTEE.match(self.issuer) else None
        return below[0] if below else ""

    @property
    def regime(self) -> str:
        """Of local government on the day: with districts, or without."""
        return "two levels" if self.day and self.day >= MERGED_ON else "three levels"


class Place(NamedTuple):
    """Where in a document a name stands."""

    holder: Unit | None = None  # the unit of the passage
    text: str = ""
    later: tuple[Name, ...] = ()  # the next names behind it in the segment
    said: tuple[str, ...] = ()  # full forms of the bodies before it in the segment

    @property
    def after(self) -> Name | None:
        """The next name behind it in the segment."""
        return self.later[0] if self.later else None


def context(issuer: str | None, day: str | None, province: str | None, units: list[Unit]) -> Context:
    """The context of a document; `province` by its plain name, where the issuer does not tell it."""
    styled = (province_in(issuer or "", day) or province_in(province, day)) if province else None
    body = TITLE.sub("", issuer or "", count=1)
    bare = Context(day, styled, body, body, None, {unit.name.casefold(): unit for unit in units}, {}, set(), {}, {}, {})
    return with_places(bare._replace(main=_main(bare)), set())


def with_places(about: Context, places: set[str]) -> Context:
    """The context with the places below provinces that the text names, and so the agency that it is about."""
    there = about._replace(places=places)
    return there._replace(subject=own(there, there.main.name)) if there.main else there


def _main(about: Context) -> Unit | None:
    """The unit that the text is about: the first agency with a section that is part of no other unit of the text.

    None where a department orders its own house: it speaks of itself, whatever centre stands among its units.
    """
    units = about.units.values()
    main = next((unit for unit in units if is_whole(about, unit) and not unit.listed and not inside(about, unit)), None)
    if main is None or main.type in DEPARTMENTS or not about.issuer.startswith(("Sở ", "Bộ ")):
        return main
    return None if any(unit.type in ROOMS for unit in units if unit.parent != main.name) else main


def has_place(about: Context, name: str) -> bool:
    """Whether a name tells its place or number itself: "… quốc gia", "… khu vực VII", "… Hội An"."""
    if OWN_PLACE.search(name) and not OF_DOCUMENT.match(name):
        return True
    words = name.split(" ")
    return any(" ".join(words[-count:]) in about.places for count in (2, 3) if len(words) > count + 1)


def is_whole(about: Context, unit: Unit) -> bool:
    """Whether a unit is an agency, no part of one."""
    if unit.type == "ban" and not unit.name.startswith("Ban Quản lý"):
        if is_type_word(unit.name.rsplit(" ", 1)[-1]):  # "Ban Kiểm soát Quỹ"
            return False
        return not unit.parent or AUTHORITY.match(unit.parent) is not None
    return unit.type in WHOLE or (unit.type == "other" and WHOLE_WORD.match(unit.name) is not None)


def inside(about: Context, unit: Unit) -> bool:
    """Whether a unit is part of another that the text regulates."""
    parent = (unit.parent or "").casefold()
    return parent in about.units and parent != unit.name.casefold()


def own(about: Context, name: str) -> str:
    """A body with its province, where it has neither that nor a place of its own."""
    if not about.province or CENTRAL.match(name) or has_place(about, name):
        return name
    name = LEVEL_LAST.sub("", name)
    return name if about.province.name in name else f"{name} {about.province.styled}"
