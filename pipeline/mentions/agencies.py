"""Agencies: known by name, classes of them, offices and parts of an agency, bodies without a level.

Reads: a name, its place and the context of its document. Guarantees: each kind of name has one rule, asked in the
order in which `agency` names them; None only where an office is of a body that is not known.
"""

import re
from functools import cache

from ..language.letters import for_matching
from ..language.patterns import any_of, lazy
from ..names.gazetteer import known
from ..names.grammar import Name
from ..names.types import ROOMS, scopes
from .bare import bare
from .context import AUTHORITY, UNIVERSITY, Context, Place, has_place, own
from .forms import COUNCIL, Kind, below_level, formed, given_level
from .owners import joined, of_subject, of_unit

LISTED = lazy(r"(?:,| và|, và| hoặc) (?:của )?")
OF_PROVINCE = lazy(r" của (?:tỉnh|thành phố|Thành phố)")
OF_DEPARTMENT = lazy(r"(?:, [^.;]{0,80})? của (?:ngành và )?Sở")
OWNED_REACH = 30  # characters behind a name in which its owner must begin and be told ("của ngành và Sở")
INNER = lazy(lambda: rf"{any_of('inner_councils')}$", re.IGNORECASE)  # of a body that is not told
SEATED = lazy(r"(?:Ban|Hội đồng|Tổ) ")
LISTED_COUNCIL = lazy(r", Hội đồng")
MINISTRIES = lazy(r", (?:cơ quan ngang|ngành)")  # "bộ, cơ quan ngang bộ": the first word of a class
KINDS: dict[str, Kind] = {"province": "vertical", "levelled": "vertical", "local": "vertical", "party": "party"}
NO_WORD = lazy(r"(?: và|,| -)(?= )")


def named(about: Context, name: Name, place: Place) -> str | None:
    """The full name of an agency: as the text defines it, by its own words, or by what its type word means."""
    if defined := about.defined.get(place.text[name.start : name.end]):
        return defined
    if not name.bare:
        return agency(about, name, place)
    return "các bộ" if name.name == "bộ" and MINISTRIES.match(place.text, name.end) else bare(about, name, place)


def full_body(about: Context, body: Name, place: Place) -> str | None:
    """The body that a title or an office is of; None where it is not known."""
    return named(about, body, place)


def agency(about: Context, name: Name, place: Place) -> str | None:
    """The full name of an agency that has words of its own."""
    if name.head == "class":
        return _class(about, name.name)
    if name.head.endswith("nhân dân") and (council := COUNCIL.match(name.name)):
        level = name.level or council["level"] or _shared(name, place)
        if level in ("", "cùng cấp") and place.holder is not None:
            level = below_level(place.holder.name) or level
        if about.local and level.lower() in ("", "cùng cấp", about.local.rsplit(" ", about.local.count(" "))[0]):
            level = about.local
        return formed(about, "council", council["name"], level)
    row = known().get(name.name)
    unit = about.units.get(name.name.casefold())
    if name.head == "phòng" or (row and row["scope"] == "room"):
        return of_unit(about, unit) if unit is not None else _room(about, name, place)
    if row:
        return _known(about, row, name)
    if name.body is not None:
        body = full_body(about, name.body, place)
        return joined(name.name, body) if body else None
    if unit is not None and unit.type != "so" and not name.level:
        return of_unit(about, unit)
    if (full := about.begun.get(name.name.casefold())) and not name.level:
        return full
    if name.level:
        return given_level(about, name.name, name.level)
    if told := about.owners.get(name.name.casefold()):
        return joined(name.name, told)
    return _unlevelled(about, name, place)


def _class(about: Context, words: str) -> str:
    """A class of bodies, in the plural; departments are those of the province."""
    low = words.lower().replace("chính phủ", "Chính phủ").replace("việt nam", "Việt Nam")
    if low in ("bộ", "bộ, ngành"):
        low = f"các {low}"
    return f"{low} thuộc {about.province.styled}" if low.startswith("các sở") and about.province else low


def _shared(name: Name, place: Place) -> str:
    """The level of a council without one, where one level stands behind the list of councils in which it stands."""
    end = name.end
    for later in place.later:
        owner = later.body or later  # "Hội đồng nhân dân, Chủ tịch Ủy ban nhân dân cấp xã"
        if not owner.head.endswith("nhân dân") or not LISTED.fullmatch(place.text, end, later.start):
            return ""
        if owner.level:
            return owner.level
        end = later.end
    return ""


def _known(about: Context, row: dict[str, str], name: Name) -> str:
    """A body of the gazetteer, by the scope of its row."""
    full = row["canonical"] or row["name"]
    if row["scope"] == "internal":
        return given_level(about, full, name.level) if name.level else of_subject(about, full)
    if row["scope"] == "central":
        return given_level(about, full, name.level) if name.level else full
    return formed(about, KINDS[row["scope"]], full, name.level)


def _room(about: Context, name: Name, place: Place) -> str:
    """A room: of the document's agency, or of a district or commune by what stands behind it or by the date."""
    behind = place.after.level if place.after and place.after.head.endswith("nhân dân") else ""
    usual = _plain(name.name) in _rooms()
    if not usual and not name.level:
        if told := about.owners.get(name.name.casefold()):
            return joined(name.name, told)
        if about.subject and not AUTHORITY.match(about.subject):
            return joined(name.name, about.subject)
    if about.local and not (name.level or behind):
        return f"{name.name} {about.local}"
    return formed(about, "room", name.name, name.level or behind)


@cache
def _rooms() -> frozenset[str]:
    """The rooms of districts and communes by name, without the words and signs that join their fields."""
    return frozenset(_plain(name) for name, row in known().items() if row["scope"] == "room")


def _plain(name: str) -> str:
    return NO_WORD.sub("", for_matching(name))


def _unlevelled(about: Context, name: Name, place: Place) -> str:
    """A body without level: of the province, of the document's agency, or left as printed."""
    scope = scopes().get(name.head)
    if scope == "nation" or has_place(about, name.name):
        return name.name
    if said := next((full for full in reversed(place.said) if full.startswith(f"{name.name} ")), None):
        return said
    owned = place.text[name.end : name.end + OWNED_REACH]
    if OF_PROVINCE.match(owned):
        return own(about, name.name)
    if OF_DEPARTMENT.match(owned) or (scope == "agency" and _has_desks(about)) or _among_ours(about, name, place):
        return of_subject(about, name.name)
    if scope == "council":
        inside = place.holder is not None and place.holder.type in ROOMS
        ours = about.subject and (inside or LISTED_COUNCIL.match(owned))
        if not ours and INNER.match(name.name):
            return name.name
        return of_subject(about, name.name) if ours else own(about, name.name)
    if scope == "team":
        return own(about, name.name) if AUTHORITY.match(about.issuer) else name.name
    if not about.province and UNIVERSITY.match(about.subject):  # its centres and institutes are of it
        return of_subject(about, name.name)
    return own(about, name.name) if scope in ("own", "province") else name.name


def _has_desks(about: Context) -> bool:
    """Whether desks are the agency's own: a centre looks after those of others, an authority's are nobody's told."""
    return bool(about.subject) and not AUTHORITY.match(about.subject) and not about.subject.startswith("Trung tâm ")


def _among_ours(about: Context, name: Name, place: Place) -> bool:
    """Whether a committee is the agency's own because one of its leaders sits in it."""
    sits = place.holder is not None and place.holder.type == "post" and SEATED.match(name.name)
    return bool(sits and about.subject and not AUTHORITY.match(about.subject))
