"""Posts: a title with the body it leads, printed or understood.

Reads: a name, its place and the context of its document; the table `posts`. Guarantees: a bare title gives None only
where the body that it leads would have to be guessed.
"""

from functools import cache

from ..knowledge import table
from ..language.patterns import lazy
from ..names.grammar import Name
from .agencies import full_body
from .context import Context, Place
from .forms import given_level
from .owners import chain, joined

# "Chủ tịch, Phó Chủ tịch và các Ủy viên Ủy ban nhân dân tỉnh": one body for all.
ELLIPSIS = lazy(r"(?:,| và| các|,? Phó [^\s,;]+ ?[^\s,;]*| )+")
# "Bộ trưởng, Thủ trưởng cơ quan ngang bộ": all ministers.
ALL_MINISTERS = lazy(r",? (?:và )?Thủ trưởng cơ quan ngang")
NEEDS_BODY = ("giám đốc", "phó giám đốc")  # titles that say nothing without the body


def post(about: Context, name: Name, place: Place) -> str | None:
    """A title in full: with its body, its level, the body of an ellipsis, or the head's own."""
    title = name.name[:1].upper() + name.name[1:] if name.head == "lãnh đạo" else name.name
    if name.body is not None:
        return joined(title, full_body(about, name.body, place) or name.body.name)
    if name.level:
        return given_level(about, title, name.level)
    if not name.bare:
        return name.name
    after = _behind(place.later)
    if (
        after is not None
        and after.body is not None
        and _may_lead(title, after.body)
        and ELLIPSIS.fullmatch(place.text, name.end, after.start)
    ):
        body = full_body(about, after.body, place)
        return joined(title, body) if body else None
    return _head_of(about, title, place, name)


def _may_lead(title: str, body: Name) -> bool:
    """Whether the body behind a further title can be that of this one as well: "Vụ trưởng, lãnh đạo Bộ" are two."""
    leads = _leads().get(title.lower(), "-")
    of_office = title.endswith(tuple(leads.split("; ")))  # "Chánh Văn phòng": the body behind is whose office it is
    return leads[0] in "-=" or of_office or f"{body.name.lower()} ".startswith(_heads(leads))


def _behind(later: tuple[Name, ...]) -> Name | None:
    """The title behind a title; where that has no body the next that has one."""
    if not later or later[0].type != "post" or not later[0].bare:
        return later[0] if later and later[0].type == "post" else None
    return next((name for name in later if name.type == "post" and name.body), None)


def _head_of(about: Context, title: str, place: Place, name: Name) -> str | None:
    """A bare title: the head of the nearest body of its type, from the holder's own up ("Giám đốc" in a centre)."""
    leads = _leads().get(title.lower(), "-")
    if leads.startswith("= "):
        return joined(title, leads.removeprefix("= "))
    heads = _heads(leads)
    if not ALL_MINISTERS.match(place.text, name.end):
        for body in chain(about, place.holder):
            if body.name.lower().startswith(heads):
                return joined(title, body.full)
        for said in reversed(place.said):
            if said.lower().startswith(heads):
                return joined(title, said)
        for later in place.later:  # "Trưởng ban và thành viên Ban Kiểm soát"
            led = later.body or later
            if led.type == "agency" and not led.bare and f"{led.name.lower()} ".startswith(heads):
                full = full_body(about, led, place)
                return joined(title, full) if full else title
    return None if title.lower() in NEEDS_BODY else title


def _heads(leads: str) -> tuple[str, ...]:
    return tuple(f"{head.lower()} " for head in leads.split("; "))


@cache
def _leads() -> dict[str, str]:
    """The first words of the bodies that a title may lead."""
    return {row["post"].lower(): row["of"] for row in table("posts")}
