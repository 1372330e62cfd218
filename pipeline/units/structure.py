"""What sentences and items of lists tell of units: their function, what they consist of, their staff.

Reads: a segment, its scope and the units found so far. Guarantees: what an item names is added where it is new.
"""

import regex

from ..language.patterns import any_of, lazy
from ..model import Diagnostic, Status
from ..names.bodies import holder_type, unit_type
from ..names.frames import subject
from ..names.types import TYPE_WORD
from ..outline.lines import to_source
from ..outline.tree import Item
from .authority import located
from .holders import full_name, known_unit
from .lists import listed, posts
from .register import Register, same_unit
from .scopes import Reading, Scope, spoken_of

# "(2) Văn phòng Sở: 05 biên chế …": an item of a list of staff names a unit, in up to 80 characters.
STAFFED = lazy(lambda: rf"(?P<name>[^:;(\d]{{3,80}}?)\s*[:(]\s*\d{{1,3}} {any_of('counted')}")
# "Chi cục A là tổ chức hành chính trực thuộc Sở B, …"
OWNER = lazy(lambda: rf"(?:trực )?thuộc (?P<name>(?:Sở|Bộ) [^,;.:()]{{2,80}}?)(?= {any_of('goes_on')}\b| ?[,;.:(]|$)")
# "X (sau đây gọi tắt là Y) là …", "X có chức năng …", "X tham mưu, giúp …"
STATES = lazy(lambda: rf"\s*(?:\([^()]{{1,120}}\)\s*)?{any_of('states')}\b")
PART_IS = lazy(lambda: rf" là {any_of('part_is')}\b")
NUMBER = lazy(r"\d")
# What goes on behind a subject in small letters: "làm việc …", "được …"
PREDICATE = lazy(r" (?!(?:trực )?thuộc |của |và )\p{Ll}", compiler=regex.compile)


def stated(item: Item, scope: Scope, reading: Reading) -> int | None:
    """The unit of a statement of position and function; without a heading above, its subject is one."""
    if scope.unit is not None:
        return scope.unit
    register, text = reading.register, item.segment.text
    status, near = register.status(item), spoken_of(item, reading)
    frame = subject(text)
    said = frame is not None and STATES.match(text, frame.end) is not None
    name = full_name(text[frame.start : frame.end], near, reading.names, register) if frame and said else None
    if frame is None or name is None or holder_type(name) == "post":
        return near
    unit = known_unit(name, None, status, register)
    if unit is None:
        unit = register.add(name, item, frame.end, start=frame.start, parent=None)
        if owner := OWNER.search(text, frame.end):
            register.own(unit, located(owner["name"], register.about))
    register.subject.setdefault(status, unit)
    level = reading.outline.by_id[scope.passage].segment.parent if scope.passage else item.segment.parent
    reading.spoken[level, status] = unit
    return unit


def described(item: Item, scope: Scope, reading: Reading) -> int | None:
    """The part of a body that a sentence of its structure says to be one: "Đội là tổ chức thuộc chi cục, …"."""
    register, text = reading.register, item.segment.text
    frame = subject(text)
    if frame is None or frame.start or not PART_IS.match(text, frame.end):
        return None
    over = scope.unit if scope.unit is not None else spoken_of(item, reading)
    name = full_name(text[: frame.end], over, reading.names, register)
    if name is None or holder_type(name) in (None, "post"):
        return None
    status = register.status(item)
    known = known_unit(name, over, status, register)
    if known is not None and known == over:
        return known
    kind = TYPE_WORD.match(name)
    if known is None and kind and kind[0] != name and register.get(kind[0], status) is None:
        return None  # what is said of a class: "Trạm Kiểm lâm là …", where each has its own name
    return register.add(name if known is None else register.units[known].name, item, frame.end, parent=over)


def consists(item: Item, scope: Scope, reading: Reading) -> list[tuple[int, str]]:
    """Of an item of a list of structure: units by their index, each with the name of a part of it."""
    register, text = reading.register, item.segment.text
    status = register.status(item)
    owner = scope.unit if scope.unit is not None else spoken_of(item, reading)
    parts: list[tuple[int, str]] = []
    for name, start, above in listed(text):
        known = register.get(above, status) if above else None
        over = known if known is not None else owner
        behind = text[start + len(name) :]
        if over is not None and _says_of(name, behind, over, status, reading):
            continue
        if unit_type(name) == "ban_giam_doc" and not NUMBER.search(behind):
            continue  # "Lãnh đạo Sở: Giám đốc và các Phó Giám đốc": posts of the Sở
        if unit_type(name) != "post":
            unit = register.add(name, item, start + len(name), start=start, parent=over, listed=True)
            if behind[:1] == ":":  # "Lãnh đạo Sở: Giám đốc và 03 Phó Giám đốc"
                parts += [(unit, post.name) for post in posts(behind)]
        if over is not None:
            parts.append((over, name))
    return parts


def _says_of(name: str, behind: str, over: int, status: Status, reading: Reading) -> bool:
    """Whether an item is a sentence about a body that is known: "Hội đồng A làm việc theo chế độ tập thể"."""
    frame = subject(name + behind)
    if frame is None or frame.start or not PREDICATE.match(name + behind, frame.end):
        return False
    full = full_name(name[: frame.end], over, reading.names, reading.register)
    if full is None:
        return False
    near = reading.register.units[over].name.casefold()
    return near.startswith(full.casefold()) or reading.register.get(full, status) is not None


def staff_item(item: Item, register: Register) -> Diagnostic | None:
    """An item of a list of staff: its unit, unless that is known by this or another name (which is told)."""
    match = STAFFED.match(item.segment.text)
    name = match["name"].strip() if match else ""
    if not name or unit_type(name) in (None, "post") or register.subject.get("current") is None:
        return None
    known = same_unit(register.units, name, register.status(item))
    if known is None:
        register.add(name, item, len(name), parent=None)
        return None
    unit = register.units[known]
    if unit.type == "ban_giam_doc" or unit.name.casefold() == name.casefold():
        return None
    return Diagnostic(
        code="unit-misprint",
        severity="info",
        message=f"{name} was read as {unit.name}",
        span=to_source(item.runs, 0, len(name)),
    )
