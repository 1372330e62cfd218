"""Fields of work (lĩnh vực) of a duty: from the heading of its group, its own words, or its unit's function.

Reads: the words of a duty, of its lead-ins and of its unit's function statements. Guarantees:
1. The names of fields are the table `domains`; in a text the longest name counts, and names of bodies
   ("Cục Tần số vô tuyến điện") and words of another meaning ("môi trường mạng") are none.
2. Which department's fields are meant comes from the names of the unit and the issuer; the names that
   every department shares (cross-cutting administration) yield to its own.
3. The field that a group heading names holds for all its duties; of several, those that the duty names.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

from ..knowledge import table
from ..language.letters import for_fields
from ..language.lexicon import WordList
from ..language.patterns import alternation, any_of, lazy, words
from ..language.trie import trie
from ..model import Domain
from ..names.types import counting


class Found(NamedTuple):
    """The name of a field in a text."""

    start: int
    end: int
    id: str


# own: a field of the department; cross: administration that every department has;
# hint: tells the field only where nothing else does; none: no field, only in the way of one.
Kind = Literal["own", "cross", "hint", "none"]
Via = Literal["heading", "text", "function"]


class Mention(NamedTuple):
    """A name where it stands."""

    start: int
    end: int
    id: str
    kind: Kind


# The bounds; how many of 2,058 duties of real decisions get other fields when one moves.
TITLE_REACH = 200  # characters of a heading in front of the colon of its duty. 60 to 400: none
GIVEN_REACH = 20  # characters between "kinh phí" and "được giao". 0 to 40: none
SCOPE_REACH = 30  # characters between "thuộc phạm vi" and the unit whose scope it is. 10 to 60: none
RESIDUAL_REACH = 40  # characters between a task and "khác". 15 to 80: none
ABOUT_REACH = 40  # characters in front of a field that hold the longest "lĩnh vực quản lý ". 20 and 80: none
BODY_REACH = 30  # characters in front of a field that hold the longest "Phòng Thông tin - ". 15: 1, 60: none
SHORT = 12  # words of a lead-in that is a title rather than a sentence, so that hints count. 6: 42, 9: 19, 18: 15
WHOLE = 8  # fields from which a list is the whole sector and tells none of them. 5 and 6: 12, 7 to 12: none

# Before a capital letter these make the name of a body of what else names a field: "Phòng Thông tin - Báo chí".
BODY = lazy(
    lambda: (
        rf"\b(?:{alternation([*counting('field'), *map(str.lower, counting('small field'))])}|tổ chức|Luật) "
        r"(?:\w+ (?:\w+ )?[-–] )?$"
    )
)
# Bodies with one field, whose names tell the department: "Chi cục Kiểm lâm".
SPECIAL = lazy(lambda: alternation(counting("special")))
# "Về pháp chế: Góp ý dự thảo …": heading and duty on one line.
TITLE = lazy(lambda: rf"{any_of('field_heading')} [^:;.]{{2,{TITLE_REACH}}}:(?=\s*\w)")
HEADING = lazy(lambda: rf"{any_of('field_heading')} [^:;.]+:?$")
# In a heading, what follows these is whom or what the field is for.
TARGET = lazy(lambda: rf" {any_of('field_for')} ")
# The department's own house, or the whole sector: its administration, not its field.
HOUSE = lazy(
    lambda: "|".join(  # that each branch begins with a letter lets the search skip: a third of the time
        [rf"{word}\b" for word in words("house")]
        + [r"của bộ(?!,)\b", "ngành, lĩnh vực"]
        + [rf"{word}[^;.]{{0,{GIVEN_REACH}}} được giao" for word in words("house_given")]
    )
)
# The field is what the unit is there for.
ASSIGNED = lazy(
    lambda: (
        rf"lĩnh vực (?:{any_of('field_specialty')} )?{any_of('field_given')}|"
        rf"lĩnh vực thuộc {any_of('field_scope')}[^;,.]{{0,{SCOPE_REACH}}} của {any_of('field_unit')}"
    )
)
# The words before a field that is the object of the duty, not a condition or a thing named by the way.
ABOUT = lazy(lambda: rf"\b(?:công tác|lĩnh vực|(?<!pháp luật )(?<!Luật )về) (?:{any_of('field_object')} )?$")
RESIDUAL = lazy(lambda: "|".join(rf"{word}[^;.]{{0,{RESIDUAL_REACH}}}? khác\b" for word in words("field_residual")))
# Works of other fields are the object of these; the works' fields are not the duty's.
OF_WORKS = {"quang_cao", "shtt", "so_huu_tri_tue"}
WORKS = lazy(lambda: rf",? (?:và )?{any_of('field_of_work')}\b")
NO_FIELD = {"department", "trap"}

JOINT = lazy(r",? (?:và|hoặc) |, ?| ?[-–—/] ?")
LOOSE = r"(?:,? (?:và|hoặc) |, ?| ?[-–—/] ?| )"


def find(text: str, departments: frozenset[str] = frozenset()) -> list[Found]:
    """The names of fields in a text, in text order; of all departments where none is given."""
    return [Found(m.start, m.end, m.id) for m in _mentions(text, departments, False) if m.kind in ("own", "cross")]


def departments_of(*names: str | None) -> frozenset[str]:
    """The departments (ids) that the first telling name belongs to; the name of a room tells least."""
    told = sorted(filter(None, names), key=lambda name: name.startswith("Phòng"))
    pattern, ids = _departments()
    for name in told:
        if found := frozenset(ids[_plain(match[0])] for match in pattern.finditer(for_fields(name))):
            return found
    for name in told:
        fields = [m.id for m in _named(name, frozenset(), False) if m.kind == "own"] if SPECIAL.match(name) else []
        if fields:
            return frozenset().union(*(_owners()[id_] for id_ in fields))
    return frozenset()


def domains(text: str, headings: Sequence[str], functions: Sequence[str], departments: frozenset[str]) -> list[Domain]:
    """The fields of one duty; `headings`: its lead-ins, outermost first; `functions`: its unit's statements."""
    title = TITLE.match(text)
    leads = [*headings, title[0]] if title else headings
    topics = [(i, topic) for i, lead in enumerate(leads) if (topic := _topic(lead, departments))]
    if topics:
        # Inside a group of the department's own the title of a smaller one tells more.
        inner = [(i, topic) for i, topic in topics if topic[0].kind == "own" and _entitles(leads[i])]
        i, topic = inner[-1] if inner and topics[0][1][0].kind == "own" else topics[0]
        found = _of_topic(topic, [*leads[i + 1 :], text], departments)
    else:
        found = _of_words(text, functions, departments)
    return [Domain(id=id_, via=via) for id_, via in found.items()]


# ---- how a duty gets its fields


def _entitles(lead: str) -> bool:
    """Whether a lead-in is a title: "Về luật sư và tư vấn pháp luật"."""
    return lead.count(" ") < SHORT or HEADING.match(lead) is not None


@lru_cache(maxsize=64)  # every duty asks for its lead-ins again
def _topic(lead: str, departments: frozenset[str]) -> list[Mention]:
    """The fields that a lead-in names: its department's, else administration, else the hints of a title."""
    named = _objects(lead.split(" (", 1)[0], departments)
    if named and (target := TARGET.search(lead, named[0].end)):
        named = [m for m in named if m.start < target.start()]
    kinds: tuple[Kind, ...] = ("own", "cross", "hint")
    for kind in kinds if lead.count(" ") < SHORT else kinds[:2]:
        if topic := [m for m in named if m.kind == kind]:
            return topic if len({_first(m.id) for m in topic}) < WHOLE else []
    return []


def _of_topic(topic: list[Mention], texts: list[str], departments: frozenset[str]) -> dict[str, Via]:
    """Those fields of the heading that the words name, all if they name none; and what the words add."""
    named = [(m, _first(m.id), text) for text in texts for m in _objects(text, departments) if m.kind != "hint"]
    spoken = {first for _, first, _ in named}
    held = {m.id: _first(m.id) for m in topic}
    if not spoken.isdisjoint(held.values()):
        held = {id_: first for id_, first in held.items() if first in spoken}
    wide = topic[0].kind != "own"  # administration of whatever field the words name
    found: dict[str, Via] = dict.fromkeys(held, "heading")
    for m, first, text in named:
        told = wide or first in held.values() or ABOUT.search(text, max(0, m.start - ABOUT_REACH), m.start)
        if told and m.kind == "own":
            found.setdefault(m.id, "text")
    return found


def _of_words(text: str, functions: Sequence[str], departments: frozenset[str]) -> dict[str, Via]:
    """The fields that the duty's own words name, or those of its unit's function where they refer to it."""
    house = HOUSE.search(text) is not None
    named = [m for m in _objects(text, departments, house) if m.kind != "hint"]
    own = [m.start for m in named if m.kind == "own"]
    if own:  # a task of administration "trong lĩnh vực X" stands before its field; what comes behind is detail
        return dict.fromkeys((m.id for m in named if house or m.kind == "own" or m.start < own[0]), "text")
    found: dict[str, Via] = {}
    if ASSIGNED.search(text) and not RESIDUAL.search(text.lower()):
        given = [m.id for statement in functions for m in _objects(statement, departments) if m.kind == "own"]
        found = dict.fromkeys(given if len({_first(id_) for id_ in given}) < WHOLE else [], "function")
    for m in named:
        found.setdefault(m.id, "text")
    if not found and not RESIDUAL.search(text.lower()):
        found = dict.fromkeys([m.id for m in _mentions(text, departments, house)][:1], "text")
    return found


def _objects(text: str, departments: frozenset[str], house: bool = False) -> list[Mention]:
    """The fields that a text names, without those of the works that an advertisement or a right is about."""
    kept: list[Mention] = []
    closed = 0
    for m in _mentions(text, departments, house):
        if m.id in OF_WORKS:
            if m.start >= closed and WORKS.match(text, m.end):
                stop = text.find(";", m.end)
                closed = stop if stop >= 0 else len(text)
        elif m.start < closed:
            continue
        kept.append(m)
    return kept


def _first(id_: str) -> str:
    """The first level of an id."""
    return id_.partition(".")[0]


# ---- names in a text


@lru_cache(maxsize=64)  # a lead-in and a duty ask more than once
def _mentions(text: str, departments: frozenset[str], house: bool) -> list[Mention]:
    """The names of fields in a text, those of bodies left out."""
    kept: list[Mention] = []
    body = -1  # where the name of a body ends that may go on: "Phòng Bưu chính - Viễn thông"
    for m in _named(text, departments, house):
        if m.kind == "none":
            continue
        if text[m.start].isupper() and (
            (0 <= body < m.start and JOINT.fullmatch(text, body, m.start))
            or BODY.search(text, max(0, m.start - BODY_REACH), m.start)
        ):
            body = m.end
        else:
            kept.append(m)
    return kept


def _named(text: str, departments: frozenset[str], house: bool) -> list[Mention]:
    """All names in a text, the longest at each place."""
    names = _names(departments, house)
    found = []
    for match in _pattern(departments).finditer(for_fields(text)):
        found.append(Mention(*match.span(), *(names.get(match[0]) or names[_plain(match[0])])))
    return found


def _plain(name: str) -> str:
    """A folded name with its words joined by single spaces."""
    return JOINT.sub(" ", name)


# ---- the table


class Row(NamedTuple):
    """A row of the table, for reading."""

    id: str
    owners: set[str]  # departments, "cross", or what makes it no field
    forms: list[str]  # folded; so are the hints
    hints: list[str]


@cache
def _rows() -> list[Row]:
    rows = table("domains")
    # All in one go: folding each of the 1,600 forms by itself takes longer than a short document.
    columns = [
        [forms.split("; ") if forms else [] for forms in for_fields("|".join(row[column] for row in rows)).split("|")]
        for column in ("forms", "hints")
    ]
    return [Row(row["id"], set(row["departments"].split()), *forms) for row, *forms in zip(rows, *columns, strict=True)]


@cache
def field_names() -> dict[str, str]:
    """The Vietnamese name of each field of work, by its id."""
    return {row["id"]: row["name"] for row in table("domains")}


@lru_cache(maxsize=64)
def _names(departments: frozenset[str], house: bool) -> dict[str, tuple[str, Kind]]:
    """What each name stands for: a field of the department first; in a duty about its house, administration."""
    ranked: list[tuple[int, str, str, Kind]] = []
    for row in _rows():
        mine, shared, none = bool(row.owners & departments), "cross" in row.owners, bool(row.owners & NO_FIELD)
        if not (mine or shared or none or not departments):
            continue
        order = [shared] if house or not departments else [mine and not shared, mine]
        rank = len(order) if True not in order else order.index(True)
        kind: Kind = "none" if none else "own" if mine or not shared else "cross"
        ranked += [(9 if none else rank, form, row.id, kind) for form in row.forms]
        ranked += [(rank + 3, form, row.id, "hint") for form in row.hints]
    names: dict[str, tuple[str, Kind]] = {}
    for _, form, id_, kind in sorted(ranked, key=itemgetter(0)):
        names.setdefault(_plain(form), (id_, kind))
    return names


@lru_cache(maxsize=64)
def _pattern(departments: frozenset[str]) -> WordList:
    """Finds the longest of the names that count for `departments`."""
    count = departments | NO_FIELD | {"cross"}
    return _compile(form for row in _rows() if row.owners & count or not departments for form in row.forms + row.hints)


@cache
def _departments() -> tuple[WordList, dict[str, str]]:
    """The names of departments, and the id of each."""
    names = {form: row.id for row in _rows() if "department" in row.owners for form in row.forms}
    return _compile(names), {_plain(form): id_ for form, id_ in names.items()}


@cache
def _owners() -> dict[str, set[str]]:
    """Whose field each id is."""
    owners: dict[str, set[str]] = {}
    for row in _rows():
        owners.setdefault(row.id, set()).update(row.owners - {"cross"})
    return owners


def _compile(forms: Iterable[str]) -> WordList:
    """The forms as one list; where one of them joins its words by more than a space, any joint is as good."""
    names, loose = set(), set()
    for form in forms:
        first, *others = JOINT.split(form)
        for other in others:
            loose.add(first)
            first += f" {other}"
        names.add(first)

    def spelled(before: str, step: str) -> str:
        return before + (JOINT.sub(" ", step) if before in loose else step)

    def letter(before: str, letter: str) -> str:
        if letter == " " and before in loose:
            return LOOSE
        return re.escape(letter) + ("" if before else r"(?<!\w.)")

    def pattern() -> re.Pattern[str]:
        return re.compile(rf"(?:{trie(names, letter)})\b")

    return WordList(names, pattern, spelled, joint=rf"{LOOSE}|\W")
