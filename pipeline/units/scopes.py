"""What each segment speaks of: the unit and the role of the passage it stands in, root down.

Reads: a segment, the scope above it, the outline and the units found so far. Guarantees: a segment inherits the scope
above it, unless it names a unit or opens a passage.
"""

from typing import NamedTuple

from ..model import Diagnostic, Status, Unit
from ..names.bodies import holder, named_unit, unit_type
from ..outline.tree import Item, Outline
from ..passages.headings import Passage, passage, role_of
from .holders import held_by
from .register import Register


class Scope(NamedTuple):
    """What a segment speaks of."""

    unit: int | None  # index into the units
    role: str | None  # functions, duties, structure, staff, other; None outside such a passage
    passage: str | None  # id of the segment that opened the passage


NOTHING = Scope(None, None, None)


class Scopes(NamedTuple):
    """The units, and the scope of every segment of the body by its id."""

    units: list[Unit]
    of: dict[str, Scope]
    subject: dict[Status, int]  # index of the unit that passages without a heading speak of
    proposed: frozenset[str]  # ids of the segments that only propose
    diagnostics: list[Diagnostic]

    def subject_of(self, status: Status) -> int | None:
        """The unit that passages without a heading speak of; of what is proposed that may be today's."""
        return self.subject.get(status, self.subject.get("current"))


def scope_of(item: Item, above: Scope, outline: Outline, register: Register) -> Scope:
    """The scope of a segment below `above`."""
    segment = item.segment
    name = named_unit(segment.text) if segment.lead_in and segment.kind != "paragraph" else None
    if name and (above.role in ("duties", "structure") or _regulates(item, outline)):
        return _of_section(name, item, above, register)
    title = segment.heading or (segment.text if segment.lead_in else segment.text.split(":", 1)[0])
    opened = passage(title, leads=segment.lead_in)
    if opened and not (above.role == "duties" and _goes_on(opened, title, above, register)):
        return _opened(opened, item, above, register)
    return above


def _of_section(name: str, item: Item, above: Scope, register: Register) -> Scope:
    """The scope of a heading that is a unit's name."""
    unit = register.add(name, item, len(item.segment.text), parent=above.unit)
    issuer = register.about.issuer
    if above.unit is None and issuer and issuer.startswith(name):
        register.subject.setdefault("current", unit)  # the body itself, not a part of it
    # "Nhiệm vụ cụ thể của Ban Giám đốc": each child holds its own
    return Scope(unit, "duties", item.segment.id) if above.role == "duties" else Scope(unit, None, None)


def _goes_on(opened: Passage, title: str, above: Scope, register: Register) -> bool:
    """Whether a heading inside a passage of duties only goes on with it."""
    if opened.role == "other" or title[:3].casefold() == "về ":
        return True
    name = holder(opened.holder or "")
    same = above.unit is not None and name is not None and register.units[above.unit].name.startswith(name)
    return opened.sentence and (name is None or same)


def _opened(opened: Passage, item: Item, above: Scope, register: Register) -> Scope:
    """The scope of a heading of the trade: the passage's own holder, else the unit it stands under."""
    role = opened.role
    if role == "responsibility":
        # What a body answers for is its duty; of heads and posts, and where all is to be carried out, it is not.
        if above.role in ("structure", "other") or unit_type(opened.holder or "") in (None, "post"):
            return above
        role = "duties"
    named = held_by(opened.holder, item, register) if opened.holder and role in ("duties", "functions") else None
    if named is None:
        return Scope(above.unit, role, item.segment.id)
    titled = register.units[named].name.casefold() in (register.about.title or "").casefold()
    if above.unit is None and (role == "functions" or titled):
        register.subject.setdefault(register.status(item), named)  # the text is about this body
    return Scope(named, role, item.segment.id)


def _regulates(item: Item, outline: Outline) -> bool:
    """Whether the passages below a heading say what a unit does or consists of."""
    below = outline.children.get(item.segment.id, ())
    return any(role_of(child.segment.heading or child.segment.text.split(":", 1)[0]) for child in below)
