"""What speaks for and against a list of duties below a heading or lead-in: each evidence a name and a line.

Reads: what the head says (`heads`), the leaves below it, and what stands above. Knows no points: those are in the
table `passage_points`. Guarantees: the same head, leaves and place give the same evidence, in the same order.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .heads import DUTIES, Head

MOST, HALF, FEW = 0.7, 0.5, 0.3  # share of the leaves that open with a verb of duty
ENDED = 0.6  # share of the leaves that end as items of a list do


class Leaves(NamedTuple):
    """The leaves below a head, counted."""

    number: int
    opening: int  # with a verb of duty
    ended: int  # with ";" or "."
    doers: int  # with the body that shall do it: "Sở A: lập …", "Sở A chủ trì …"
    classes: int  # with classes of bodies: "Các sở, ngành có trách nhiệm …"; so begin steps of a procedure as well

    def share(self, part: int) -> float:
        return part / self.number if self.number else 0.0


class Above(NamedTuple):
    """What a head stands under."""

    inside: str | None  # role of the passage it stands in
    carried: bool  # an article on who carries out what
    body: bool  # a heading above names a body
    title: bool  # the title of the document names a body with its functions
    functions: bool  # the title says chức năng, nhiệm vụ
    listed: bool  # it or the items below bear labels, and these lead no others


def evidence(head: Head, kind: str, leaves: Leaves, above: Above) -> Iterator[str]:
    """The names of what is there, in the order of the table."""
    first = head.kinds[0] if head.kinds else ""
    duties = head.duties
    carried = above.carried or first == "carry"
    doers = leaves.share(leaves.doers + (leaves.classes if duties else 0))
    if first in ("task", "answer") or (first == "function" and duties):
        yield "task words" if "task" in head.kinds else "answer words"
    elif first:
        yield f"{first} words"
    elif head.alone and (head.colon or above.listed):
        yield "only a body"
    if head.pure and duties:
        yield "nothing else"
    if head.pure and first and not duties:
        yield "nothing else but that"
    mixed = {"structure", "staff", "order", "carry", "plan"} & {*head.kinds[1:]}
    if mixed and duties:
        yield "several things"
    if head.holder:
        yield "holder of no known kind" if head.holder.unknown else "holder"
    elif above.body:
        yield "holder above"
    elif above.title:
        yield "holder in the title"
    elif head.each or (leaves.number > 1 and doers >= MOST):
        yield "each its own"
    elif not (head.pure and duties) or above.inside == "other":  # "Nhiệm vụ:" below the aims of a plan
        yield "no holder"
    opening = leaves.share(leaves.opening + (leaves.classes if duties else 0))
    if opening >= MOST:
        yield "most open with a verb"
    elif opening >= HALF:
        yield "half open with a verb"
    elif opening < FEW:
        yield "few open with a verb" if leaves.number > 2 else "one or two that do not open with a verb"
    if leaves.number > 1 and doers >= MOST and opening >= HALF and not carried:
        yield "items name their doers"
    if leaves.share(leaves.ended) >= ENDED:
        yield "items end as items"
    if head.colon:
        yield "colon"
    if above.functions:
        yield "document of functions"
    if kind in ("part", "chapter", "section", "annex"):
        yield "whole chapter"
    if above.inside == "duties":
        yield "inside a passage of duties"
        if head.topic:
            yield "a group of it"
    elif above.carried:
        yield "inside execution"
    elif above.inside and not head.pure:
        yield "inside another passage"


def alone(head: Head) -> Iterator[str]:
    """The same of a heading with its text on one line, or of a sentence that says who has to do what."""
    first = head.kinds[0]
    duties = first in DUTIES
    yield ("task words" if "task" in head.kinds else "answer words") if duties else f"{first} words"
    if head.pure:
        yield "nothing else" if duties else "nothing else but that"
    if head.holder:
        yield "holder"
    yield "says what"
