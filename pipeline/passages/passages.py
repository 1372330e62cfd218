"""Passages: which lists hold duties, functions, structure or staff, and why; their holders are for `units` to find.

Reads: the outline and the metadata. Two passes: leaves up (how many there are below a segment, how many open with a verb of duty),
root down (the evidence of each segment that leads items; inner groups keep the role of the passage they stand in, another role with
a clear margin cuts out). Guarantees: each segment of the body has a role or None; the work is linear.
"""

import re
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from ..model import Metadata
from ..outline.tree import OUTSIDE, Item, Outline
from .evidence import Above, Leaves, evidence
from .heads import Head, charge, head
from .opening import opens
from .runs import led
from .scores import DOUBTFUL, HOLDS, Score, score

CLEAR = 3  # points by which another role must lead to cut out of a passage of duties
TITLED = lazy(lambda: any_of("about_duties"), re.IGNORECASE)


class Passage(NamedTuple):
    """A list and what it holds."""

    segment: str  # id of the segment whose words open it
    role: str
    head: Head
    score: Score


class Passages(NamedTuple):
    """The passages, and the one that each segment of the body stands in."""

    all: list[Passage]
    of: dict[str, Passage | None]
    heads: dict[str, Head]
    led: dict[str, list[Item]]
    doubtful: list[Passage]


def passages(outline: Outline, metadata: Metadata) -> Passages:
    """The passages of the document."""
    leads = led(outline)
    leaves = _leaves(outline)
    functions = bool(TITLED.search(metadata.title or ""))
    made = Passages([], {}, {}, leads, [])
    leader: dict[str, str] = {}
    for id_, items in leads.items():
        for item in items:
            if item.segment.parent != id_:
                leader[item.segment.id] = id_
    body_above: dict[str, bool] = {}
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        up = leader.get(segment.id) or segment.parent or ""
        above = made.of.get(up)
        known = body_above.get(up, False)
        items = leads.get(segment.id)
        made.of[segment.id] = above
        body_above[segment.id] = known
        if segment.quoted:
            continue
        if not items:
            if above is None and (alone := _sentence(item)):
                made.all.append(alone)
                made.of[segment.id] = alone
                made.heads[segment.id] = alone.head
            continue
        words = segment.heading or segment.text
        said = head(words)
        made.heads[segment.id] = said
        inside = above is not None and above.role == "duties"
        counted = _sum(leaves, items)
        scored = score(
            evidence(said, segment.kind, counted, Above(above.role if above else None, known, functions, functions))
        )
        if said.holder:
            body_above[segment.id] = True
        opened = Passage(segment.id, scored.role, said, scored)
        if scored.role == "duties":
            if said.duties or said.kinds[:1] == ("given",) or (said.alone and said.colon):
                if scored.points >= HOLDS:
                    made.all.append(opened)
                    made.of[segment.id] = opened
                elif scored.points >= DOUBTFUL and not inside:
                    made.doubtful.append(opened)
        elif said.kinds and scored.points >= HOLDS - 1 and (not inside or scored.margin >= CLEAR):
            made.all.append(opened)
            made.of[segment.id] = opened
            if scored.role == "functions":  # it says which body: for the lists beside it
                body_above[segment.parent or ""] = True
    return made


def _sentence(item: Item) -> Passage | None:
    """A duty in one sentence: "Trách nhiệm của Sở A hướng dẫn …", "Sở A có trách nhiệm kiểm tra …"."""
    said = charge(item.segment.text)
    if said is None or not said.holder:
        return None
    return Passage(item.segment.id, "duties", said, score(("answer words", "holder", "says what")))


def _leaves(outline: Outline) -> dict[str, Leaves]:
    """The leaves at and below each segment, from the last to the first."""
    found: dict[str, Leaves] = {}
    for item in reversed(outline.items):
        segment = item.segment
        if segment.kind in OUTSIDE or segment.quoted:
            continue
        below = outline.children.get(segment.id)
        if below:
            found[segment.id] = _sum(found, below)
        else:
            text = segment.text.rstrip()
            found[segment.id] = Leaves(1, int(opens(text)), int(text.endswith((";", "."))))
    return found


def _sum(leaves: dict[str, Leaves], items: list[Item]) -> Leaves:
    parts = [leaves[item.segment.id] for item in items if item.segment.id in leaves]
    return Leaves(sum(p.count for p in parts), sum(p.opening for p in parts), sum(p.ended for p in parts))
