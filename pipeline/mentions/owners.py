"""Whose a unit is: its full name, with the agency that it is part of or with its place.

Reads: the units of a document and its context. Guarantees: whatever the text says of parents, every way up ends.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from ..model import Unit
from .context import AUTHORITY, UNIVERSITY, Context, has_place, is_whole, own
from .forms import COUNCIL, formed

# Parts that have parts of their own, which are told with them: "Phòng Song phương Vụ Quan hệ quốc tế".
WITH_PARTS = ("vu", "van_phong", "ban", "hoi_dong")


class Body(NamedTuple):
    """A body by the name that the text has for it, and in full."""

    name: str
    full: str


def of_unit(about: Context, unit: Unit) -> str:
    """A unit of the document: with its agency, or with its place where it stands on its own."""
    if about.main is not None and unit.name == about.main.name:
        return about.subject if unit.type != "trung_tam" or about.province else _placed(about, unit)
    if council := COUNCIL.match(unit.name):
        return formed(about, "council", council["name"], council["level"] or "")
    if told := about.owners.get(unit.name.casefold()):
        return joined(unit.name, told)
    if is_whole(about, unit):
        return _placed(about, unit)
    for above in _above(about, unit):
        if isinstance(above, Unit):
            if _owns(about, above, unit):
                return of_body(about, unit.name, of_unit(about, above))
        elif not AUTHORITY.match(above):
            return of_body(about, unit.name, above)
        elif not (about.province or about.local):  # what a decree says of councils everywhere is of nobody told
            return unit.name
    return of_subject(about, unit.name)


def beginnings(about: Context) -> dict[str, str]:
    """The full names of the units by how they may begin: "Ban Kiểm soát" for "Ban Kiểm soát Quỹ Bảo vệ …".

    What begins the names of two units tells neither.
    """
    found: dict[str, set[str]] = {}
    for unit in about.units.values():
        full = of_unit(about, unit) if unit.type not in ("post", "ban_giam_doc") else ""
        for start in {
            *accumulate(unit.name.casefold().split(), _further),
            *accumulate(full.casefold().split(), _further),
        }:
            found.setdefault(start, set()).add(full)
    return {start: full for start, (full, *others) in found.items() if full and not others}


def _further(words: str, word: str) -> str:
    return f"{words} {word}"


def of_subject(about: Context, name: str) -> str:
    """A part of the document's agency; what an authority forms is its province's."""
    return of_body(about, name, about.subject)


def of_body(about: Context, name: str, body: str) -> str:
    """A part of a body; what an authority forms is its province's, unless it is by its name of another."""
    if whole := about.wholes.get(name.rsplit(" ", 1)[-1]):
        return joined(name, whole)
    if has_place(about, name):
        return name
    if AUTHORITY.match(body):
        return f"{name} {about.local}" if about.local else own(about, name)
    return joined(name, body)


def joined(name: str, body: str) -> str:
    """A name with that of its body behind it, words that both have once: "Văn phòng Sở" of "Sở Y tế tỉnh …"."""
    words, behind = name.split(" "), body.split(" ")
    for shared in range(min(len(words) - 1, len(behind)), 0, -1):
        if words[-shared:] == behind[:shared]:
            return " ".join([*words, *behind[shared:]])
    return f"{name} {body}".strip()


def chain(about: Context, unit: Unit | None) -> Iterator[Body]:
    """A unit, what it is part of, and so on up, then the subject, whose part it is, and the issuer."""
    if unit is not None:
        if unit.type != "post":
            yield Body(unit.name, of_unit(about, unit))
        if told := about.owners.get(unit.name.casefold()):
            yield Body(told, told)
        yield from _bodies(about, unit)
    yield Body(about.subject, about.subject)
    if about.main is not None:
        yield from _bodies(about, about.main)
    yield Body(about.issuer, about.issuer)
    yield from (Body(whole, whole) for whole in about.wholes.values())


def _bodies(about: Context, unit: Unit) -> Iterator[Body]:
    for above in _above(about, unit):
        if isinstance(above, Unit) and above.type == "post":
            continue
        yield Body(above.name, of_unit(about, above)) if isinstance(above, Unit) else Body(above, above)


def _above(about: Context, unit: Unit) -> Iterator[Unit | str]:
    """What a unit is part of, nearest first; a body without a section of its own comes in full, last."""
    seen = {unit.name.casefold()}
    while unit.parent and unit.parent.casefold() not in seen:
        seen.add(unit.parent.casefold())
        above = about.units.get(unit.parent.casefold())
        if above is None:
            yield own(about, unit.parent)
            return
        yield above
        unit = above


def _placed(about: Context, unit: Unit) -> str:
    """An agency with its place; a centre of a university or a fund, which has none, with that."""
    if not about.province and unit.type == "trung_tam" and unit.parent and UNIVERSITY.match(unit.parent):
        return joined(unit.name, unit.parent)
    return own(about, unit.name)


def _owns(about: Context, above: Unit, unit: Unit) -> bool:
    """Whether parts are told with a unit above: with an agency or what has parts of its own, no people."""
    return above.type != unit.type and (is_whole(about, above) or above.type in WITH_PARTS)
