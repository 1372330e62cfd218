"""The whole comparison: two documents in, one record out.

documents → sides → similarities → links → verdicts → comparison
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..document import extract
from ..errors import NhiemvuError
from ..knowledge import table
from ..model import SCHEMA_VERSION, Document, Status
from ..schema import load
from . import sides
from .assign import Link, links
from .inspection import inspections
from .model import (
    Alone,
    Candidate,
    Comparison,
    Counts,
    DomainCounts,
    Entry,
    Pair,
    Summary,
)
from .relation import Hub, judge
from .sides import Item
from .similarity import rarities, similarities

COUNTED = ("same", "changed", "part", "left_only", "right_only")
Readable = str | Path | Document


def compare(
    left: Readable,
    right: Readable,
    *,
    left_holders: Sequence[str] = (),
    right_holders: Sequence[str] = (),
    left_status: Status | None = None,
    right_status: Status | None = None,
) -> Comparison:
    """Compare the duties of two documents, or of two groups of units of one.

    `left` and `right` are documents, or files: sources or their extracted JSON (.json). The holders are names of
    units, by default all current ones; a status keeps to the units in force, or to those that a plan proposes.
    Raises NhiemvuError where a file cannot be read, where no unit with duties has a name, or without scipy.
    """
    ours, our_items = _side("left", left, left_holders, left_status)
    theirs, their_items = _side("right", right, right_holders, right_status)
    alike = similarities(our_items, their_items)
    found = _links(alike, our_items, their_items)
    pairs = _pairs(alike, found, our_items, their_items)
    paired = {link.left for link in found}, {link.right for link in found}
    left_only = _alone(alike, our_items, their_items, paired[0])
    right_only = _alone(alike.T, their_items, our_items, paired[1])
    return Comparison(
        schema_version=SCHEMA_VERSION,
        left=ours,
        right=theirs,
        pairs=pairs,
        left_only=left_only,
        right_only=right_only,
        summary=_summary(pairs, left_only, right_only, ours.duties, theirs.duties),
    )


def _side(name: str, what: Readable, holders: Sequence[str], status: Status | None) -> Any:
    try:
        return sides.side(_document(what), holders, status)
    except NhiemvuError as error:
        where = what.source.name if isinstance(what, Document) else what
        raise NhiemvuError(f"{name}: {where}: {error}") from None


def _document(what: Readable) -> Document:
    if isinstance(what, Document):
        return what
    path = Path(what)
    if path.suffix.lower() != ".json":
        return extract(path)
    try:
        return msgspec.convert(load(path), Document)
    except msgspec.ValidationError as error:
        raise NhiemvuError(f"is no document of nhiemvu extract: {error}; extract it anew") from None


def _links(alike: Any, left: Sequence[Item], right: Sequence[Item]) -> list[Link]:
    found = links(alike, [item.residual for item in left], [item.residual for item in right])
    taken = {(link.left, link.right) for link in found}
    found += [Link(*pair, "inspection") for pair in inspections(left, right) if pair not in taken]
    return sorted(found)


def _pairs(alike: Any, found: Sequence[Link], left: Sequence[Item], right: Sequence[Item]) -> list[Pair]:
    rarity = rarities(left, right)
    hubs = _hubs(alike, found)
    pairs = []
    for link in found:
        ours, theirs = left[link.left], right[link.right]
        value = 1.0 if link.kind == "residual" else float(alike[link.left, link.right])
        verdict = judge(ours, theirs, link.kind, value, hubs[link], rarity)
        pairs.append(
            Pair(
                left=ours.entry.id,
                left_path=ours.entry.path,
                right=theirs.entry.id,
                right_path=theirs.entry.path,
                relation=verdict.relation,
                broader=verdict.broader,
                similarity=round(value, 3),
                domain=ours.entry.domain or theirs.entry.domain,
                differences=verdict.differences,
                left_marks=verdict.left_marks,
                right_marks=verdict.right_marks,
            )
        )
    return pairs


def _hubs(alike: Any, found: Sequence[Link]) -> dict[Link, Hub]:
    """For each link, which of its duties has more links, and how like the most like of those is that lie beside one."""
    links = Counter(link.left for link in found), Counter(link.right for link in found)
    beside: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for link in found:
        if link.kind == "covered":
            value = float(alike[link.left, link.right])
            for side, place in zip(beside, (link.left, link.right), strict=True):
                side[place] = max(side.get(place, 0.0), value)
    hubs = {}
    for link in found:
        more = links[0][link.left] - links[1][link.right]
        near = max(beside[0].get(link.left, 0.0), beside[1].get(link.right, 0.0))
        hubs[link] = Hub("left" if more > 0 else "right" if more < 0 else None, near)
    return hubs


def _alone(alike: Any, items: Sequence[Item], others: Sequence[Item], paired: set[int]) -> list[Alone]:
    """The duties without pair, each with the nearest of the other side."""
    found = []
    for place, item in enumerate(items):
        if place in paired:
            continue
        near = int(alike[place].argmax()) if others else -1
        value = float(alike[place, near]) if others else 0.0
        found.append(
            Alone(
                duty=item.entry.id,
                path=item.entry.path,
                nearest=Candidate(duty=others[near].entry.id, path=others[near].entry.path, similarity=round(value, 3))
                if value > 0
                else None,
            )
        )
    return found


def _summary(
    pairs: Iterable[Pair],
    left_only: Iterable[Alone],
    right_only: Iterable[Alone],
    left: Iterable[Entry],
    right: Iterable[Entry],
) -> Summary:
    fields = {entry.id: entry.domain for entry in left}, {entry.id: entry.domain for entry in right}
    counted: Counter[tuple[str | None, str]] = Counter()
    counted.update((pair.domain, pair.relation) for pair in pairs)
    counted.update((fields[0][one.duty], "left_only") for one in left_only)
    counted.update((fields[1][one.duty], "right_only") for one in right_only)
    names = {row["id"]: row["name"] for row in table("domains") if not row["parent"] and row["id"] != "-"}
    there = {field for field, _ in counted}
    order = [field for field in names if field in there] + [None] * (None in there)
    total: Counter[str] = Counter()
    for (_, what), count in counted.items():
        total[what] += count
    return Summary(
        by_relation=Counts(**{what: total[what] for what in COUNTED}),
        by_domain=[
            DomainCounts(
                id=field,
                name=names[field] if field else None,
                **{what: counted[field, what] for what in COUNTED},
            )
            for field in order
        ],
    )
