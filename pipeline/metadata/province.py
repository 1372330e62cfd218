"""Which province a document is of: printed in its letterhead, told by the place beside its date, or by its text.

Reads: the letterhead, the name of the issuer, the segments. Guarantees:
1. A central body has no province, wherever it sits, unless its letterhead prints one with its kind ("TỈNH …").
2. A commune or district that is named like a province is none.
3. A text tells a province only where it speaks of its bodies more than of those of all provinces and of any other.
"""

import re
from collections import Counter
from functools import cache

from ..knowledge import table
from ..language.letters import for_matching
from ..language.levels import NAMED, one_of
from ..language.patterns import any_of, lazy
from ..language.places import Province, localities, province_in
from ..names.types import scopes
from ..outline.tree import Item

_CENTRAL = lazy(lambda: rf"{any_of('central')}(?!\w)")
_SEATED = lazy(lambda: rf"{any_of('central_kinds')}(?!\w)")  # sit in a province and are not of it
_OF_THE_COUNTRY = lazy(r"(?:Việt Nam|Trung ương|[Tt]ối cao|[Qq]uốc gia)$")
_BELOW = lazy(lambda: rf"\b(?:{one_of('named')})\s+(?P<name>.+)", re.IGNORECASE)
_COMMANDS = ("bộ chỉ huy", "ủy ban mặt trận")  # each province has one, though they begin like bodies of the country
# What stands before a province where a text speaks of it as its own: "UBND tỉnh …", "trên địa bàn tỉnh …".
_OURS = lazy(lambda: rf"{any_of('before_own_province')}[^,;.:()]{{0,60}} $")
_OURS_REACH = 80  # characters before a province in which such words begin
_ALL = lazy(lambda: rf"{any_of('all_provinces')}(?!\w)", re.IGNORECASE)
# Votes of words that speak of a province as the text's own; one that is only named has one.
_OWN_VOTES = 3
# Share of all votes from which a province is the text's own. At 0.5 texts that compare two provinces take the first.
_SHARE = 0.6


def in_letterhead(cells: list[str], day: str | None) -> Province | None:
    """The province that a letterhead prints with its kind; else one that it names."""
    text = " ".join(cells)
    return next((province for *_, province in localities(text, day)), None) or province_in(text, day)


def beside_date(place: str | None, cells: list[str], day: str | None) -> Province | None:
    """The province that the place beside the date names, unless that is the commune or district of the letterhead."""
    below = _BELOW.search(" ".join(cells))
    if not place or (below and for_matching(below["name"]).startswith(for_matching(place))):
        return None
    return province_in(place, day)


def styled(cells: list[str]) -> bool:
    """Whether a letterhead prints a province with its kind."""
    return next(localities(" ".join(cells)), None) is not None


def is_central(name: str, above: str = "") -> bool:
    """Whether a body is one of the country, by its name or by the agency `above` it in its letterhead."""
    return any(map(_is_central, filter(None, (name, above))))


def _is_central(name: str) -> bool:
    low = for_matching(name)
    if low in _central():
        return True
    written = name[:1].upper() + (name[1:].lower() if name.isupper() else name[1:])
    if NAMED.search(name) or ("nhân dân" in low and "tối cao" not in low) or low.startswith(_COMMANDS):
        return False
    head = next((word for word in sorted(scopes(), key=len, reverse=True) if low.startswith(f"{word} ")), "")
    nation = scopes().get(head) == "nation"
    return nation or any(p.match(written) for p in (_CENTRAL, _SEATED)) or _OF_THE_COUNTRY.search(name) is not None


def below_province(name: str) -> bool:
    """Whether a body is of a district or commune by name: "Ủy ban nhân dân quận 3"."""
    return NAMED.search(name) is not None


def told(items: list[Item], day: str | None, *, local: bool = False) -> Province | None:
    """The province whose bodies a text speaks of as its own; None where it speaks of all, or of several.

    Where the issuer is known to be a `local` body any word on a province counts.
    """
    votes: Counter[Province] = Counter()
    ours = everybody = 0
    for item in items:
        text = item.segment.text
        everybody += len(_ALL.findall(text))
        for start, _, province in localities(text, day):
            own = _OURS.search(text, max(0, start - _OURS_REACH), start) is not None
            ours += own
            votes[province] += _OWN_VOTES if own else 1
    if not votes or not (ours or local):
        return None
    province, most = votes.most_common(1)[0]
    return province if most > everybody and most >= _SHARE * votes.total() else None


@cache
def _central() -> frozenset[str]:
    rows = [row for name in ("agencies", "bodies") for row in table(name) if row["scope"] == "central"]
    names = {for_matching(row["name"]) for row in rows}
    return frozenset(names | {name.removesuffix(" việt nam") for name in names})
