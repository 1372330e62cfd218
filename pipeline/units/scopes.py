"""What each segment speaks of: the unit and the role of the passage it stands in, root down.

Reads: a segment, the scope above it, the passages and the units found so far. Guarantees:
1. A passage is of the unit that its words name; else of the one whose section it stands in; else of the body whose
   function was stated last before it, at its own level or above; else of the body that the title names; else of the
   bodies of which the sentence right before it speaks.
2. A segment inherits the scope above it, unless it names a unit or opens a passage.
"""

from bisect import bisect_left
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from ..model import Diagnostic, Status, Unit
from ..names.bodies import holder, named_unit, unit_type
from ..names.frames import classes, is_class, subject
from ..names.posts import PERSON
from ..outline.tree import Item, Outline
from ..passages.heads import Head
from ..passages.opening import doer
from ..passages.passages import Passage, Passages
from .holders import Names, held_by
from .lists import named_whole
from .register import Register

# "… gồm có 2 cấp", "… có 03 đội:"
PARTS = lazy(lambda: rf" {any_of('consists')}\b|[^.;:]{{0,60}} có (?:các |\d)")


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


class Reading(NamedTuple):
    """What the way through the segments asks."""

    outline: Outline
    passages: Passages
    names: Names
    register: Register
    spoken: dict[tuple[str | None, Status], int]  # the body whose function was stated last, by the parent


def scope_of(item: Item, above: Scope, reading: Reading) -> Scope:
    """The scope of a segment below `above`."""
    segment = item.segment
    passage = reading.passages.of.get(segment.id)
    if passage and passage.segment == segment.id:
        return _opened(passage, item, above, reading)
    head = reading.passages.heads.get(segment.id)
    name = _named(head, segment.text) if head and not head.kinds else None
    if head and head.holder and head.holder.unknown and above.role != "duties":
        name = None  # "Các phòng:" leads those that it consists of
    regulates = _regulates(item, reading.passages)
    if name and above.role == "structure" and not regulates and unit_type(name) == "ban_giam_doc":
        return above  # "Lãnh đạo Sở:" in an article on structure: posts, no part of its own
    if name and (above.role in ("duties", "structure") or regulates):
        return _of_section(name, item, above, reading.register)
    if received := reading.passages.receivers.get(segment.id):
        to = held_by(item, received, above.unit, reading.names, reading.register)
        if to is not None:
            reading.spoken[segment.parent, reading.register.status(item)] = to
    shared = above.unit is None or (passage is not None and passage.shared)
    if above.role == "duties" and shared and not segment.lead_in:
        own = _doer(item, above.unit, reading)
        return above._replace(unit=own if own is not None else above.unit)
    if above.role is None and (whole := _of_bodies(item, reading)) is not None:
        return Scope(whole, "structure", segment.id)
    return above


def spoken_of(item: Item, reading: Reading) -> int | None:
    """The body whose function was stated last, at the segment's own level or above."""
    status = reading.register.status(item)
    parent = item.segment.parent
    while True:
        for kind in dict.fromkeys((status, "current")):
            if (found := reading.spoken.get((parent, kind))) is not None:
                return found
        if parent is None:
            return reading.register.subject.get(status, reading.register.subject.get("current"))
        parent = reading.outline.by_id[parent].segment.parent


def _opened(passage: Passage, item: Item, above: Scope, reading: Reading) -> Scope:
    """The scope of a heading of the trade: the passage's own holder, else the unit it stands under."""
    register, segment = reading.register, item.segment
    unit = above.unit
    frame = passage.head.holder
    if frame and frame.unknown and _each_named(segment.id, reading.passages):
        frame = None
    if frame and passage.role in ("duties", "functions", "structure"):
        near = unit if unit is not None else spoken_of(item, reading)
        named = held_by(item, frame, near, reading.names, register)
        if named is not None and above.unit is None:
            body = register.units[named]
            titled = body.name.casefold() in (register.about.title or "").casefold()
            if body.type != "post" and (passage.role == "functions" or titled):  # the text is about this body
                register.subject.setdefault(register.status(item), named)
                reading.spoken[segment.parent, register.status(item)] = named
        unit = named if named is not None else unit
    if unit is None and passage.role == "duties":
        unit = spoken_of(item, reading)
        unit = unit if unit is not None else _titled(reading)
        unit = unit if unit is not None else _said_before(item, reading)
    if unit is None and passage.role == "structure" and register.about.title and spoken_of(item, reading) is None:
        unit = _titled(reading, register.about.title)  # nobody was spoken of yet: the body of the title
    return Scope(unit, passage.role, segment.id)


def _of_section(name: str, item: Item, above: Scope, register: Register) -> Scope:
    """The scope of a heading that is a unit's name."""
    unit = register.add(name, item, len(item.segment.text), parent=above.unit)
    issuer = register.about.issuer
    if above.unit is None and issuer and issuer.startswith(name):
        register.subject.setdefault("current", unit)  # the body itself, not a part of it
    if above.role == "duties":  # "Nhiệm vụ cụ thể của Ban Giám đốc": each child holds its own
        return Scope(unit, "duties", item.segment.id)
    return Scope(unit, "structure" if above.role == "structure" else None, None)


def _named(head: Head, text: str) -> str | None:
    """The unit, or the person with a post, that a heading consists of."""
    if PERSON.match(text):
        return named_unit(text)
    return text[head.holder.start : head.holder.end] if head.alone and head.holder else None


def _each_named(id_: str, passages: Passages) -> bool:
    """Whether what a segment leads are bodies: words of no known kind above them are a class of these."""
    heads = (passages.heads.get(child.segment.id) for child in passages.led.get(id_, ()))
    return any(head is not None and not head.kinds and head.alone for head in heads)


def _regulates(item: Item, passages: Passages) -> bool:
    """Whether passages open below a heading, which say what a unit does or consists of."""
    below = (child.segment.id for child in passages.led.get(item.segment.id, ()))
    return any((opened := passages.of.get(id_)) is not None and opened.segment == id_ for id_ in below)


def _doer(item: Item, near: int | None, reading: Reading) -> int | None:
    """The body that an item of a list without a holder names itself: "Sở Xây dựng: trồng cây"."""
    text = item.segment.text
    named = subject(text) or doer(text)
    several = classes(text) if named is None or is_class(text[named.start : named.end]) else None
    frame = several or named  # "Cơ quan chuyên môn, đơn vị sự nghiệp công lập thuộc …" are one holder
    if frame is None or frame.end >= len(text.rstrip(" .;:")):
        return None
    return held_by(item, frame, near, reading.names, reading.register)


def _of_bodies(item: Item, reading: Reading) -> int | None:
    """The body of a sentence whose items are the bodies that it consists of: "Đội A gồm có 2 cấp. - Đội A cấp xã …"."""
    text = item.segment.text
    items = reading.passages.led.get(item.segment.id, ())
    frame = subject(text) if len(items) > 1 else None
    if frame is None or frame.start or not PARTS.match(text, frame.end):
        return None
    if not all(named_whole(child.segment.text) for child in items):
        return None
    near = spoken_of(item, reading)
    return held_by(item, frame, near, reading.names, reading.register)


def _said_before(item: Item, reading: Reading) -> int | None:
    """The bodies of which the sentence right before speaks: "Các trường phải có thủ kho. Trách nhiệm: …"."""
    beside = reading.outline.children[item.segment.parent]
    at = bisect_left(beside, item.segment.spans[0], key=lambda other: other.segment.spans[0])
    before = beside[at - 1] if at else None
    frame = classes(before.segment.text) if before else None
    return held_by(before, frame, None, reading.names, reading.register) if before and frame else None


def _titled(reading: Reading, inside: str | None = None) -> int | None:
    """The body that the title of the document, or of its page, names; only names that stand `inside`, where given."""
    for name, segment in reading.names.titles:
        if inside and name.casefold() not in inside.casefold():
            continue
        if written := holder(name):
            at = reading.outline.by_id[segment]
            start = max(at.segment.text.find(name), 0)
            unit = reading.register.add(written, at, start + len(name), start=start, parent=None)
            reading.register.subject.setdefault("current", unit)
            return unit
    return None
