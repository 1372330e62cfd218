"""How the full name of a body is put together: by its kind, the level behind its name, the document and its regime.

Reads: the table `canonical_forms`, a name and the context of its document. Guarantees: a kind of body
without a row for a level goes by that of `body`, which has one for every level; a new form is one row of the table.
"""

from functools import cache
from typing import Literal

from ..knowledge import table
from ..language.levels import BEHIND, COMMUNE, DISTRICT, NAMED
from ..language.patterns import lazy
from ..language.places import province_in
from .context import Context

Kind = Literal["council", "vertical", "body", "party", "room"]

# A council or committee of the people, its standing board, and its level where a unit of the text is named with it.
COUNCIL = lazy(r"(?P<name>(?:Thường trực )?(?:Ủy ban|Hội đồng) nhân dân)(?: (?P<level>.+))?$")
# Read in scans, in short, with a stop: one word for what may be a province.
CITY = lazy(r"(?:[Tt]hành (?:phố|pho)|T[Pp]\.?)$")
PROVINCES = lazy(r"(?:các )?tỉnh,.*thành phố|các tỉnh|cấp tỉnh")
ABOVE = lazy(r"cấp (?:trên|dưới)")
CITY_OF_NAME = lazy(r"(?:thành phố|tp\.?) ")


def formed(about: Context, kind: Kind, name: str, level: str) -> str:
    """The full name of a body of this kind, with this level behind it."""
    here = "province" if about.province else "centre"
    level = " ".join(level.split())
    key = rank(about, level), here, about.regime
    form = _forms().get((kind, *key)) or _forms()["body", *key]
    given = province_in(level, about.day)
    return form.format(
        name=name,
        level=level,
        given=given.styled if given else "",
        province=about.province.styled if about.province else "",
        place=about.province.name if about.province else "",
    ).strip()


def given_level(about: Context, name: str, level: str) -> str:
    """A name with the level behind it, as that is understood here."""
    return formed(about, "body", name, level)


def below_level(name: str) -> str:
    """The level below the province behind the name of a body or post: "cấp xã"; empty where it tells none."""
    level = BEHIND.search(name)
    low = level[0].lower() if level else ""
    return "cấp xã" if COMMUNE.search(low) else "cấp huyện" if DISTRICT.search(low) else ""


def rank(about: Context, level: str) -> str:
    """Which of the levels of the table the words behind a name tell."""
    low = level.lower()
    if not low:
        return "none"
    if "cùng cấp" in low:
        return "same"
    if "các cấp" in low:
        return "every"
    if ABOVE.search(low):
        return "above"
    if low == "tỉnh":
        return "own" if not about.province or about.province.kind == "tỉnh" else "provinces"
    if CITY.fullmatch(level):
        return "own" if about.province and about.province.kind == "thành phố" else "city"
    if NAMED.search(level):
        return "place"
    if named := province_in(level, about.day):
        # A city bears the name of its province.
        return "place" if CITY_OF_NAME.match(low) and named.kind == "tỉnh" else "given"
    if CITY_OF_NAME.match(low) and level.split(" ")[-1][0].isupper():
        return "place"
    if PROVINCES.match(low):
        return "own"
    if DISTRICT.search(low):
        return "district"
    return "commune" if COMMUNE.search(low) else "city"


@cache
def _forms() -> dict[tuple[str, str, str, str], str]:
    found = {}
    for row in table("canonical_forms"):
        for here in ("province", "centre") if row["document"] == "any" else (row["document"],):
            for regime in ("three levels", "two levels") if row["regime"] == "any" else (row["regime"],):
                found[row["kind"], row["level"], here, regime] = row["form"]
    return found
