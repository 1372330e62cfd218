"""One side of a comparison: the duties of the units that are compared, and the words they are compared by.

Reads: a document, names of units, a status. Guarantees:
1. Without names the duties of all current units are compared, of a mere plan those of its proposed units.
2. A name counts whatever its case, spaces and marks; the beginning of one name is enough. A name that no
   unit with duties has raises one clear error with the names there are.
3. Duties stand in text order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..duties.domains import field_names
from ..errors import NhiemvuError
from ..knowledge import table
from ..language.letters import for_search
from ..model import Citation, Document, Duty, Mention, Segment, Status, Unit
from .model import Entry, Field, Side
from .neutral import Range, Word, holds, residual, words


class Item(NamedTuple):
    """A duty of one side, as it is compared."""

    entry: Entry
    duty: Duty
    words: list[Word]  # of its text
    lead: list[Word]  # of its lead-ins
    holds: frozenset[str]  # the bare words of both, those that do not count as well
    partners: dict[str, str]  # bare words of each body it works with, and its name as printed
    citations: dict[str, str]  # code or title of each act cited, and how it is printed
    residual: bool  # it is the rest of what may come, and nothing else


def side(document: Document, holders: Sequence[str] = (), status: Status | None = None) -> tuple[Side, list[Item]]:
    """The side and its duties. Raises NhiemvuError for a name that no unit with duties has."""
    units = _chosen(document, holders, status)
    items = _items(document, {unit.id: unit for unit in units})
    about = document.metadata
    return Side(
        id=document.id,
        source=document.source.name,
        type=about.type,
        code=about.code,
        title=about.title,
        issuer=about.issuer,
        province=about.province,
        issued_on=about.issued_on,
        holders=[unit.name for unit in units],
        duties=[item.entry for item in items],
    ), items


def own_fields(item: Item) -> frozenset[str]:
    """The departments' fields of work that the duty is about, at the first level; administration is not among them."""
    return frozenset({domain.id.partition(".")[0] for domain in item.duty.domains} & _fields())


@cache
def _fields() -> frozenset[str]:
    rows = [row for row in table("domains") if not row["parent"]]
    return frozenset(row["id"] for row in rows if row["departments"] not in ("cross", "department", "trap"))


def _chosen(document: Document, holders: Sequence[str], status: Status | None) -> list[Unit]:
    busy = {duty.holder for duty in document.duties}
    there = [unit for unit in document.units if unit.id in busy and status in (None, unit.status)]
    if not holders:
        return _of_one_status(there)
    chosen: list[Unit] = []
    for name in holders:
        wanted = _letters(name)
        found = [unit for unit in there if _letters(unit.name) == wanted]
        found = found or [unit for unit in there if wanted and _letters(unit.name).startswith(wanted)]
        if len({_letters(unit.name) for unit in found}) != 1:
            raise NhiemvuError(_no_holder(name, found or there, bool(found), status))
        chosen += (unit for unit in _of_one_status(found) if unit not in chosen)
    return sorted(chosen, key=document.units.index)


def _of_one_status(units: list[Unit]) -> list[Unit]:
    """The current ones, else the proposed ones."""
    return [unit for unit in units if unit.status == "current"] or units


def _no_holder(name: str, units: Iterable[Unit], several: bool, status: Status | None) -> str:
    names = "; ".join(dict.fromkeys(unit.name for unit in units)) or "none"
    if several:
        return f"“{name}” is the beginning of several units, write one in full: {names}"
    return f"no {status + ' ' if status else ''}unit with duties is called “{name}”; there are: {names}"


def _letters(name: str) -> str:
    return "".join(letter for letter in for_search(name) if letter.isalnum())


def _items(document: Document, units: dict[str, Unit]) -> list[Item]:
    segments = {segment.id: segment for segment in document.segments}
    mentions = {mention.id: mention for mention in document.mentions}
    within: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        within.setdefault(mention.segment, []).append(mention)
    cited = {citation.id: citation for citation in document.citations}
    breaks = [at for at, letter in enumerate(document.source.text) if letter == "\n"]
    return [
        _item(duty, units[duty.holder], segments, mentions, within, cited, breaks)
        for duty in document.duties
        if duty.holder in units
    ]


def _item(
    duty: Duty,
    unit: Unit,
    segments: dict[str, Segment],
    mentions: dict[str, Mention],
    within: dict[str, list[Mention]],
    cited: dict[str, Citation],
    breaks: list[int],
) -> Item:
    def counting(text: str, segment: str) -> list[Word]:
        return words(text, _places(text, within.get(segment, ())))

    leads = [segments[id_] for id_ in duty.lead_in]
    own = segments[duty.segment]
    found = counting(duty.text, duty.segment)
    citations = [cited[id_] for id_ in duty.citations]
    partners = [mentions[id_] for id_ in duty.partners]
    return Item(
        entry=_entry(duty, unit, own, leads, breaks, citations),
        duty=duty,
        words=found,
        holds=frozenset(holds(" ".join([duty.text, *(lead.text for lead in leads)]))),
        lead=[word for lead in leads for word in counting(lead.text, lead.id)],
        partners={_key(partner.canonical or partner.text): partner.text for partner in partners},
        citations={for_search(cite.code or cite.title or cite.text): cite.text for cite in citations},
        residual=duty.catch_all and residual(found),
    )


def _key(name: str) -> str:
    """A body's name without its place."""
    return " ".join(word.bare for word in words(name))


def _places(text: str, mentions: Iterable[Mention]) -> list[Range]:
    """Where the mentions of a segment stand in its text."""
    places: list[Range] = []
    at = 0
    for mention in mentions:
        start = text.find(mention.text, at)
        if start >= 0:
            at = start + len(mention.text)
            places.append((start, at))
    return places


def _entry(
    duty: Duty, unit: Unit, segment: Segment, leads: list[Segment], breaks: list[int], citations: list[Citation]
) -> Entry:
    return Entry(
        id=duty.id,
        path=duty.path,
        holder=unit.name,
        status=duty.status,
        lead_in=[lead.text for lead in leads],
        text=duty.text,
        powers=duty.powers,
        domain=duty.domains[0].id.partition(".")[0] if duty.domains else None,
        domains=[Field(id=domain.id, name=field_names().get(domain.id, domain.id)) for domain in duty.domains],
        citations=[cite.text for cite in citations],
        catch_all=duty.catch_all,
        page=segment.page,
        line=bisect_left(breaks, duty.span[0]) + 1,
        span=duty.span,
    )
