"""Agencies: known by name, classes of them, offices and parts of an agency, bodies without a level.

Reads: a name, its place and the context of its document. Guarantees: each kind of name has one rule, asked in the
order in which `agency` names them; None only where an office is of a body that is not known.
"""

from ..language.levels import COMMUNE, DISTRICT, NAMED
from ..language.patterns import lazy
from ..language.places import MERGED_ON, province_in
from ..names.gazetteer import known
from ..names.grammar import Name
from ..names.types import ROOMS, scopes
from .bare import bare
from .context import AUTHORITY, Context, Place, level, of_subject, of_unit, own, with_level
from .councils import council

OWN_PLACE = lazy(r"khu vực|Việt Nam|quốc gia|Trung ương| [IVX]+$|\d$|miền ")
OF_PROVINCE = lazy(r" của (?:tỉnh|thành phố|Thành phố)")
OF_DEPARTMENT = lazy(r"(?:, [^.;]{0,80})? của (?:ngành và )?Sở")
OWNED_REACH = 30  # characters behind a name in which its owner must begin and be told ("của ngành và Sở")
LISTED_COUNCIL = lazy(r", Hội đồng")


def agency(about: Context, name: Name, place: Place) -> str | None:
    """The full name of an agency that has words of its own."""
    if name.head == "class":
        return _class(about, name.name)
    if name.name.endswith("nhân dân") and name.head.endswith("nhân dân"):
        return council(about, name)
    row = known().get(name.name)
    unit = about.units.get(name.name.casefold())
    if row and row["scope"] == "room":
        return of_unit(about, unit) if unit is not None else _room(about, name, place)
    if row:
        return _known(about, row, name)
    if name.body is not None:
        return with_body(about, name.name, name.body, place)
    if name.head in ("thanh tra", "văn phòng") and name.level:
        return with_level(about, name.name, name.level)
    if unit is not None and unit.type != "so":
        return of_unit(about, unit)
    if name.head == "phòng":
        inside = not name.level and about.subject and not AUTHORITY.match(about.subject)
        return f"{name.name} {about.subject}" if inside else _room(about, name, place)
    return with_level(about, name.name, name.level) if name.level else _unlevelled(about, name, place)


def with_body(about: Context, words: str, body: Name, place: Place) -> str | None:
    """An office or a title with the full name of its body; None where that is not known."""
    full = bare(about, body, place) if body.bare else agency(about, body, place)
    return f"{words} {full}" if full else None


def _class(about: Context, words: str) -> str:
    """A class of bodies, in the plural; departments are those of the province."""
    low = words.lower().replace("chính phủ", "Chính phủ").replace("việt nam", "Việt Nam")
    if low in ("bộ", "bộ, ngành"):
        low = f"các {low}"
    return f"{low} thuộc {about.province.styled}" if low.startswith("các sở") and about.province else low


def _known(about: Context, row: dict[str, str], name: Name) -> str:
    """A body of the gazetteer, by the scope of its row."""
    full = row["canonical"] or row["name"]
    if row["scope"] == "internal":
        return with_level(about, full, name.level) if name.level else f"{full} {about.subject}".strip()
    if row["scope"] == "central":
        return with_level(about, full, name.level)
    low = name.level.lower()
    if low in ("các cấp", "cùng cấp"):
        return f"{full} {low}"
    if not about.province:
        return f"{full} {name.level}".strip()
    commune = COMMUNE.search(low)  # before districts: a thị xã is taken for a commune here, unlike in councils
    if commune or DISTRICT.search(low) or low in ("cấp huyện", "cấp xã"):
        named = NAMED.search(name.level)
        return f"{full} {name.level}" if named else f"{full} (cấp {'xã' if commune else 'huyện'})"
    if row["scope"] == "party":
        return full if about.province.name in name.level else f"{full} {about.province.name}"
    if name.level and province_in(name.level):
        return f"{full} {level(about, name.level)}"
    return f"{full} {about.province.styled}"


def _room(about: Context, name: Name, place: Place) -> str:
    """A room of a district or commune, by what stands behind it or by the date of the text."""
    behind = place.after.level if place.after and place.after.head.endswith("nhân dân") else ""
    low = (name.level or behind).lower()
    if COMMUNE.search(low) or "cấp xã" in low:
        return f"{name.name} (cấp xã)"
    if DISTRICT.search(low):
        return f"{name.name} (cấp huyện)"
    merged = about.day and about.day >= MERGED_ON
    return f"{name.name} (cấp {'xã' if merged else 'huyện'})"


def _unlevelled(about: Context, name: Name, place: Place) -> str:
    """A body without level: of the province, of the document's agency, or left as printed."""
    scope = scopes().get(name.head)
    if scope == "nation" or OWN_PLACE.search(name.name):
        return name.name
    owned = place.text[name.end : name.end + OWNED_REACH]
    if scope == "province" or OF_PROVINCE.match(owned):
        return own(about, name.name)
    if scope == "agency" or OF_DEPARTMENT.match(owned):
        return of_subject(about, name.name)
    if scope == "council":
        inside = place.holder is not None and place.holder.type in ROOMS
        ours = about.subject and (inside or LISTED_COUNCIL.match(owned))
        return of_subject(about, name.name) if ours else name.name
    return own(about, name.name) if scope == "own" else name.name
