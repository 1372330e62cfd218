"""The heads and deputies that an article on structure names.

Reads: a segment of structure, its scope and the units found so far. Guarantees:
1. What a sentence says of a post ("Giám đốc Sở là người đứng đầu …") names it; a post that only a list of the
   leadership names ("Lãnh đạo Sở gồm Giám đốc và các Phó Giám đốc") is added where no sentence does.
2. Posts that a room merely consists of ("Phòng có Trưởng phòng và chuyên viên") are parts of it, no units.
"""

from typing import NamedTuple

import regex

from ..language.patterns import any_of, lazy
from ..model import Status, Unit
from ..names.bodies import unit_type
from ..names.posts import PERSON
from ..outline.tree import Item
from .lists import posts
from .register import Register
from .scopes import Reading, Scope, spoken_of

# "Giám đốc Sở là người đứng đầu …", "Phó Giám đốc do … bổ nhiệm"; not "Trưởng ban và các thành viên do … bổ nhiệm"
LEADS = lazy(
    lambda: (
        r"(?P<name>\p{L}(?:(?! và (?:các |phó )| của )[^,;.:()]){2,60}?):? "
        rf"(?:là {any_of('leader')}|do [^,;.]{{3,80}} bổ nhiệm\b)"
    ),
    compiler=regex.compile,
)
# "Theo …, Lãnh đạo Trạm gồm: Giám đốc và Phó Giám đốc"
LEADERSHIP = lazy(
    lambda: rf"(?:^|, )(?i:{any_of('leadership')})\b(?P<of>[^,;.:]{{0,80}}?)(?::| (?:bao )?gồm(?: có)?:?| có:?) ",
    compiler=regex.compile,
)
NUMBER = lazy(r"\d")


class Office(NamedTuple):
    """A post that a list of the leadership names."""

    name: str
    item: Item
    start: int
    body: int  # index of the unit that it leads


def leader(item: Item, scope: Scope, reading: Reading) -> None:
    """Add the head or a deputy of a body of which a sentence says so."""
    match = LEADS.match(item.segment.text)
    body = _led(item, scope, reading)
    if match and body is not None and unit_type(match["name"]) == "post":
        reading.register.add(match["name"], item, len(match["name"]), parent=body)


def leadership(item: Item, scope: Scope, reading: Reading) -> list[Office]:
    """The posts that a list of the leadership of a body names; none where it counts them: then they are staff."""
    text = item.segment.text
    match, body = LEADERSHIP.search(text), _led(item, scope, reading)
    if match is None or body is None:
        return []
    listed = text[match.end() :].split(". ", 1)[0]
    if NUMBER.search(listed) and match[0].rstrip().endswith(":"):
        return []
    return [Office(post.name, item, match.end() + post.start, body) for post in posts(listed)]


def add_offices(offices: list[Office], register: Register) -> None:
    """Add the posts of the leadership that no sentence of their own names."""
    for office in offices:
        status = register.status(office.item)
        if not any(_is(unit, office, status, register) for unit in register.units):
            end = office.start + len(office.name)
            register.add(office.name, office.item, end, start=office.start, parent=office.body)


def _is(unit: Unit, office: Office, status: Status, register: Register) -> bool:
    ours = unit.parent in (register.units[office.body].name, None) and unit.status == status
    return unit.type == "post" and ours and f"{unit.name} ".startswith(f"{office.name} ")


def _led(item: Item, scope: Scope, reading: Reading) -> int | None:
    """The body whose leaders an item may name: that of a section of an article on structure, or the one spoken of."""
    if scope.unit is not None and scope.passage is None:
        return scope.unit
    body = spoken_of(item, reading)
    return body if scope.unit in (None, body) else None


def without_leaders(names: list[str], unit: Unit, units: list[Unit]) -> list[str]:
    """What a unit consists of; its leaders are no part of it where the text regulates their posts."""
    offices = [post for post in units if post.type == "post" and not PERSON.match(post.name)]
    led = any(post.parent == unit.name for post in offices)
    return [name for name in names if unit_type(name) != "post"] if led else names
