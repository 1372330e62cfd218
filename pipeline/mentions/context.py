"""What a document tells about names in it: its issuer, day and province, its units, the terms it defines.

Reads: the metadata and the units. Guarantees: the record holds all that the rooms for the kinds of names ask of a
document, so that the same name in the same place has the same canonical form.
"""

from typing import NamedTuple

from ..language.patterns import alternation, lazy
from ..language.places import Province, province_in
from ..model import Unit
from ..names.grammar import Name
from ..names.types import DEPARTMENTS, PARTS, ROOMS, WHOLE, counting

# Bodies that no province has; "Bộ Chỉ huy quân sự" is a province's.
CENTRAL = lazy(lambda: rf"(?!Bộ(?:$| Chỉ huy)){alternation(counting('central'))}\b")
AUTHORITY = lazy(lambda: alternation(counting("authority")))  # bodies that have no rooms
# "Văn phòng Sở": the agency is told in full behind it.
OWNER = lazy(r" (?:Sở|Bộ|Chi cục|Cục)$")


class Context(NamedTuple):
    """A document as its names see it."""

    day: str | None  # of issue, as 2024-10-30
    province: Province | None
    subject: str  # the agency that the text is about, in full; empty where nobody is told
    units: dict[str, Unit]  # by their names in small letters
    defined: dict[str, str]  # full forms by the short names that the text gives


class Place(NamedTuple):
    """Where in a document a name stands."""

    holder: Unit | None = None  # the unit of the passage
    text: str = ""
    after: Name | None = None  # the next name behind it in the segment


def context(issuer: str | None, day: str | None, province: str | None, units: list[Unit]) -> Context:
    """The context of a document; `province` by its plain name, where the issuer does not tell it."""
    styled = (province_in(issuer or "", day) or province_in(province, day)) if province else None
    bare = Context(day, styled, "", {unit.name.casefold(): unit for unit in units}, {})
    return bare._replace(subject=_subject(bare, (issuer or "").removeprefix("Giám đốc "), units))


def _subject(bare: Context, issuer: str, units: list[Unit]) -> str:
    """The first agency that has a section, unless a department orders its own house; else the issuer."""
    main = next((unit for unit in units if unit.type in WHOLE and not unit.listed), None)
    # A department that orders its own house speaks of itself, whatever centre stands among its units.
    inside = main is not None and issuer.startswith(("Sở ", "Bộ ")) and main.type not in DEPARTMENTS
    alone = main is not None and not any(unit.type in ROOMS for unit in units if unit.parent != main.name)
    return own(bare, main.name) if main and (alone or not inside) else issuer


def own(about: Context, name: str) -> str:
    """A unit of the document with its locality."""
    if not about.province or CENTRAL.match(name) or about.province.name in name:
        return name
    return f"{name} {about.province.styled}"


def level(about: Context, words: str) -> str:
    """A level as it is understood here: "tỉnh" is the document's own."""
    low = words.lower()
    if about.province and low in ("tỉnh", "thành phố", "tp"):
        return about.province.styled
    named = province_in(words, about.day)
    return named.styled if named else low if low in ("tỉnh", "thành phố") else words


def with_level(about: Context, full: str, words: str) -> str:
    """A name with the level behind it, if there is one."""
    return f"{full} {level(about, words)}".strip() if words else full


def of_unit(about: Context, unit: Unit) -> str:
    """A unit of the document: with its agency, or with its place where it stands on its own."""
    if unit.type not in PARTS:
        return own(about, unit.name)
    name = OWNER.sub("", unit.name)
    return of_subject(about, name) if about.subject.casefold() != unit.name.casefold() else name


def of_subject(about: Context, name: str) -> str:
    """A part of the document's agency; what an authority forms is its province's."""
    return own(about, name) if AUTHORITY.match(about.subject) else f"{name} {about.subject}".strip()
