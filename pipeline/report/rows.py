"""The rows of a report: each pair, and each duty of one side only, with all that is shown beside it.

Reads a Comparison and guarantees:

1. Every pair and every duty of one side only is one row, under the field of work that the summary counts it in.
2. Within a field the rows follow the left document; what only the right has comes after, in its own order.
3. A row's anchor is made of the ids of its duties, so that a link to it holds as long as they do.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ..comparison.model import Alone, Comparison, Difference, Entry, Pair, Side
from .wording import Run, marked

RELATIONS = ("same", "changed", "part", "left_only", "right_only")


class Duty(NamedTuple):
    """A duty as one side of a row."""

    entry: Entry
    runs: list[Run]
    also: list[tuple[str, str]]  # the anchor of each other pair it stands in, and the path of the duty there


class Row(NamedTuple):
    """A line of the report; a side without a duty is None, its nearest candidate may stand there instead."""

    anchor: str
    relation: str
    broader: str | None
    similarity: float | None
    left: Duty | None
    right: Duty | None
    nearest: Entry | None
    differences: list[Difference]


class Group(NamedTuple):
    """The rows of a field of work."""

    id: str  # empty for duties of no known field
    name: str | None
    counts: dict[str, int]
    rows: list[Row]


def groups(comparison: Comparison) -> list[Group]:
    """The rows by field of work, in the order of the summary."""
    left, right = _by_id(comparison.left), _by_id(comparison.right)
    order = {duty: place for place, duty in enumerate(left)}
    rows: dict[str | None, list[tuple[int, Row]]] = defaultdict(list)
    twins = _twins(comparison.pairs)
    for pair in comparison.pairs:
        rows[pair.domain].append((order[pair.left], _pair(pair, left, right, twins)))
    for alone in comparison.left_only:
        entry = left[alone.duty]
        rows[entry.domain].append((order[alone.duty], _alone(alone, entry, right, "left")))
    for alone in comparison.right_only:
        entry = right[alone.duty]
        rows[entry.domain].append((len(left), _alone(alone, entry, left, "right")))
    return [
        Group(
            field.id or "",
            field.name,
            {relation: getattr(field, relation) for relation in RELATIONS},
            [row for _, row in sorted(rows[field.id], key=_place)],
        )
        for field in comparison.summary.by_domain
    ]


def _place(placed: tuple[int, Row]) -> int:
    return placed[0]


def _by_id(side: Side) -> dict[str, Entry]:
    return {entry.id: entry for entry in side.duties}


def _anchor(pair: Pair) -> str:
    return f"pair-{pair.left}-{pair.right}"


def _twins(pairs: Iterable[Pair]) -> dict[tuple[str, str], list[Pair]]:
    """All pairs of each duty, by side and id."""
    twins: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        twins["left", pair.left].append(pair)
        twins["right", pair.right].append(pair)
    return twins


def _pair(pair: Pair, left: dict[str, Entry], right: dict[str, Entry], twins: dict[tuple[str, str], list[Pair]]) -> Row:
    here, there = left[pair.left], right[pair.right]
    runs = marked(here.text, pair.left_marks, there.text, pair.right_marks)
    others = [twin for twin in twins["left", pair.left] if twin is not pair]
    elsewhere = [twin for twin in twins["right", pair.right] if twin is not pair]
    return Row(
        _anchor(pair),
        pair.relation,
        pair.broader,
        pair.similarity,
        Duty(here, runs[0], [(_anchor(twin), twin.right_path) for twin in others]),
        Duty(there, runs[1], [(_anchor(twin), twin.left_path) for twin in elsewhere]),
        None,
        pair.differences,
    )


def _alone(alone: Alone, entry: Entry, others: dict[str, Entry], side: str) -> Row:
    duty = Duty(entry, [Run(entry.text, "shared")], [])
    nearest = alone.nearest
    return Row(
        f"{side}-{alone.duty}",
        f"{side}_only",
        None,
        nearest.similarity if nearest else None,
        duty if side == "left" else None,
        duty if side == "right" else None,
        others[nearest.duty] if nearest else None,
        [],
    )
