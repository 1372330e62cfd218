"""Which unit the words of a heading, a lead-in or a sentence mean.

Reads: the words, and what the document calls its bodies: the units found so far, the names in its titles, the short
forms it defines, its issuer. Guarantees: one body is one unit with its fullest name ("Phòng", "Sở" and "(sau đây gọi
tắt là …)" are the body that is spoken of); words that name none mean None.
"""

import re
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..language.letters import for_spelling
from ..language.levels import COMMUNE, a_province, of_rank
from ..language.patterns import alternation, any_of, lazy
from ..metadata.issuer import proper
from ..model import Metadata, Status, Unit
from ..names.bodies import holder, holder_type
from ..names.frames import Frame, body
from ..names.types import TYPE_WORD, councils, is_type_word
from ..outline.layout import Layout
from ..outline.tree import Item, Outline
from .authority import in_full
from .lists import EQUIVALENT
from .register import Register, bare, same_unit

# "Sở Du lịch (sau đây gọi tắt là Sở)", "… (sau đây viết tắt là Trung tâm)"
DEFINED = lazy(
    r"\((?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?(?:là|như sau):? "
    r"[“\"']?(?P<short>[^)“”\"']{2,60}?)[”\"']?\)"
)
INITIALS = lazy(r"\((?P<short>[A-ZĐ][A-ZĐ&-]{2,11})\)")  # "Trung tâm A (TTA)"
# "… chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở A"
TITLED = lazy(lambda: rf"{any_of('page_title')}[^.;()]*? của ", re.IGNORECASE)
LOCALITY = lazy(r" (?:tỉnh|thành phố) [^,;.]+$", re.IGNORECASE)
# "cấp xã", "xã, phường, đặc khu", "các cấp" behind a name, with no place of their own
AT_LEVEL = lazy(lambda: rf" {a_province()} $", re.IGNORECASE)
DISTRICT_WORD = lazy(lambda: rf"\b{alternation(of_rank('huyện'))}\b")
LEVELS = lazy(
    lambda: rf"(?: cấp (?:tỉnh|huyện|xã)| các cấp| {any_of('place_word')}(?:(?:,| và|, và) {any_of('place_word')})+)$"
)
WORD = lazy(r"\b[^\W\d_]")
# Lines from the start in which a page may name the body that it is about; further down it is one of many.
TOP = 60
WIDEST = 120  # characters of such a line; a longer one is text
BEFORE = 120  # characters in front of a definition in which the full name begins; less loses long names


class Names(NamedTuple):
    """What a document calls its bodies."""

    titles: list[tuple[str, str]]  # full names in titles and alone on a line, in text order, with their segment's id
    defined: dict[str, str]  # short form, folded -> full name


def names(layout: Layout, outline: Outline, metadata: Metadata) -> Names:
    """The names that the document's titles and definitions give."""
    if not outline.items:
        return Names([], {})
    first = outline.items[0].segment.id
    titles: list[tuple[str, str]] = []
    defined: dict[str, str] = {}
    title = metadata.title or ""
    for name in _of(title):
        titles.append((proper(LOCALITY.sub("", name), outline.items, None), first))
    for line in layout.lines[:TOP] if not metadata.code else ():  # the lines above a decision are who issued it
        frame = body(line.text, 0) if len(line.text) < WIDEST else None
        if frame and not line.text[frame.end :].strip(" .:"):
            titles.append((proper(line.text[: frame.end], outline.items, None), first))
    for item in outline.items:
        text = item.segment.text
        if item.segment.kind == "annex":
            titles += [(proper(name, outline.items, None), item.segment.id) for name in _of(text)]
        for match in chain(DEFINED.finditer(text), INITIALS.finditer(text)) if "(" in text else ():
            short = match["short"].strip()
            full = _before(text, match.start()) or _spelled(short, text[max(0, match.start() - BEFORE) : match.start()])
            full = EQUIVALENT.sub("", full).strip("“”\"' ") if full else None
            if full and not is_type_word(full) and _stands_for(short, full, titles):
                defined.setdefault(short.casefold(), full)
            elif said := TITLED.search(text, 0, match.start()):
                # "Quy chế này quy định … của Đội … trên địa bàn tỉnh (gọi tắt là Đội 81)": the title's body is that
                named = _same_type(text[said.end() :], short)
                meant = {name for name, _ in titles if named and _same_type(name, short)}
                titles = [(short if name in meant else name, id_) for name, id_ in titles]
                defined |= {name.casefold(): short for name in meant}
    return Names(titles, defined)


def _stands_for(short: str, full: str, titles: list[tuple[str, str]]) -> bool:
    """Whether the full name takes the place of a short form.

    It does of its own beginning ("Trung tâm"); a short form with other words stays, as the name that the document
    uses, unless the full name is that of the title; and so does the full name without its place.
    """
    folded = full.casefold()
    if LOCALITY.sub("", folded) == short.casefold() and not is_type_word(short):
        return False
    begins = short.isupper() or f"{folded} ".startswith(f"{short.casefold()} ")
    return begins or any(name.casefold() == folded for name, _ in titles)


def _same_type(name: str, short: str) -> bool:
    """Whether a name and a short form with words of its own are of bodies of one type."""
    word = TYPE_WORD.match(short)
    return word is not None and word[0] != short and name.casefold().startswith(f"{word[0].casefold()} ")


def _of(title: str) -> list[str]:
    """The bodies whose functions a title says."""
    frames = (body(title, match.end()) for match in TITLED.finditer(title))
    return [title[frame.start : frame.end] for frame in frames if frame]


def _before(text: str, end: int) -> str | None:
    """The name that ends at `end`: the longest that a type word with a capital begins."""
    low = max(0, end - BEFORE)
    for match in WORD.finditer(text, low, end):
        at = match.start()
        if text[at].isupper() and (frame := body(text, at)) and frame.end >= end - 1:
            return text[frame.start : frame.end].strip()
    return None


def _spelled(short: str, before: str) -> str | None:
    """The last words whose first letters a short form is: "CVHT" behind "công tác cố vấn học tập"."""
    words = before.split()[-len(short) :]
    spelled = short.isalpha() and short.isupper() and "".join(word[0].upper() for word in words) == short
    return f"{words[0].capitalize()} {' '.join(words[1:])}" if spelled else None


def held_by(item: Item, frame: Frame, near: int | None, names: Names, register: Register) -> int | None:
    """The unit that the words of a segment mean, added where it is new; `near`: the unit that is spoken of there."""
    status = register.status(item)
    words = item.segment.text[frame.start : frame.end]
    short = names.defined.get(words.casefold(), words)
    name = short if frame.unknown else full_name(words, near, names, register)
    if name is None:
        return None
    known = known_unit(name, near, status, register)
    return known if known is not None else register.add(name, item, frame.end, start=frame.start, parent=None)


def full_name(words: str, near: int | None, names: Names, register: Register) -> str | None:
    """The fullest name that the document has for what `words` call; None where they call no body.

    A short name with words of its own stays, a type word alone becomes the name of the body it means.
    """
    name = holder(words)
    if name is None:
        return None
    if defined := names.defined.get(name.casefold()) or names.defined.get(_plain(name, register.about.province).name):
        return defined
    if not is_type_word(name):
        return name
    begins = f"{name.casefold()} "
    if near is not None and register.units[near].name.casefold().startswith(begins):
        return register.units[near].name
    full = in_full(name, register.about)
    if full != name:
        return full
    return next((title for title, _ in names.titles if title.casefold().startswith(begins)), name)


def known_unit(name: str, near: int | None, status: Status, register: Register) -> int | None:
    """The unit that a name means among those found: a short form of the near one, the same name, a misprint of it."""
    if near is not None:
        spoken = register.units[near].name.casefold()
        if spoken.startswith(name.casefold()):
            return near
        post = name.casefold().removesuffix(f" {spoken}")  # "Chi cục trưởng Chi cục A" is the one of this Chi cục
        if post != name.casefold() and (known := register.get(post, status)) is not None:
            return known
    owners = None if near is None else {register.units[near].name, register.units[near].parent}
    plain, folded = _plain(name, register.about.province), for_spelling(name.casefold())
    for i, unit in enumerate(register.units):
        if unit.status != status:
            continue
        ours = owners is None or unit.parent in owners
        if _one(plain, _plain(unit.name, register.about.province)) or (ours and folded == bare(unit.name, unit.parent)):
            return i
    posts = [i for i, unit in enumerate(register.units) if _bears(unit, name, status, owners)]
    return posts[0] if len(posts) == 1 else same_unit(register.units, name, status)


def _bears(unit: Unit, title: str, status: Status, owners: set[str | None] | None) -> bool:
    """Whether a unit is the post that a bare title means: "Giám đốc" the one "Giám đốc Quỹ" of these bodies."""
    ours = unit.status == status and (owners is None or unit.parent in owners)
    return ours and unit.type == "post" and unit.name.casefold().startswith(f"{title.casefold()} ")


class Plain(NamedTuple):
    """A name without the words for its level, or for the document's own province, and that level."""

    name: str
    level: str | None


def _plain(name: str, province: str | None) -> Plain:
    """ "Trạm Y tế cấp xã" is the "Trạm Y tế xã, phường, đặc khu", "Quỹ A tỉnh Cà Mau" the "Quỹ A"."""
    folded = for_spelling(name.casefold())
    place = for_spelling(province.casefold()) if province else ""
    if place and folded.endswith(place):
        short = AT_LEVEL.sub("", folded.removesuffix(place))
        return Plain(short, "tỉnh") if short + place != folded else Plain(folded, None)
    level = LEVELS.search(folded)
    if level is None:
        return Plain(folded, None)
    rank = "xã" if COMMUNE.search(level[0]) else "huyện" if DISTRICT_WORD.search(level[0]) else level[0]
    return Plain(folded[: level.start()], rank)


def _one(name: Plain, other: Plain) -> bool:
    """Whether two names may be of one body: of one level, or one of them without; not so of councils and posts."""
    if name.name != other.name or name.level == other.level:
        return name == other
    strict = name.name in councils_folded() or holder_type(name.name) == "post"
    return None in (name.level, other.level) and not strict


@cache
def councils_folded() -> frozenset[str]:
    """The names of councils and committees of the people, which their level tells apart."""
    return frozenset(for_spelling(word.casefold()) for word in councils())
