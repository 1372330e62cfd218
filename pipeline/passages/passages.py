"""Passages: which lists hold duties, functions, structure or staff, and why; their holders are for `units` to find.

Reads: the outline and the metadata. Guarantees:
1. Leaves up: how many there are below a segment, how many of them open with a verb of duty. Root down: the evidence of
   each segment that leads items; inner groups keep the role of the passage they stand in, another role with a clear
   margin cuts out. The work is linear.
2. Each segment of the body has its passage or None; a list with too few points for duties is told as doubtful.
"""

import re
from typing import NamedTuple

from ..language import verbs
from ..language.patterns import any_of, lazy
from ..model import Diagnostic, Metadata, PassageRole
from ..names.frames import Frame, classes
from ..outline.tree import OUTSIDE, Item, Outline
from .evidence import Above, Leaves, alone, evidence
from .heads import Head, charge, head, receiver, title_of
from .opening import names_doer
from .runs import led
from .scores import DOUBTFUL, HOLDS, Score, for_duties, score

# Points by which another role must lead to cut out of a passage of duties. Fewer take groups on organisation out of
# lists of duties; more count what a unit consists of among its duties.
CLEAR = 3
CUTS = 5  # points from which a list is of functions, structure, staff or something else; fewer take sentences for heads
TITLED = lazy(lambda: any_of("about_duties"), re.IGNORECASE)


class Passage(NamedTuple):
    """A list and what it holds."""

    segment: str  # id of the segment whose words open it
    head: Head
    score: Score

    @property
    def role(self) -> PassageRole:
        return self.score.role

    @property
    def shared(self) -> bool:
        """Whether its items may be of several bodies, each of the one that it names."""
        of_a_class = self.head.holder is not None and self.head.holder.unknown
        return self.head.several or self.named or of_a_class

    @property
    def named(self) -> bool:
        """Whether its items say who does them."""
        return any(name == "items name their doers" for name, _ in self.score.why)


class Passages(NamedTuple):
    """The passages, and the one that each segment of the body stands in."""

    told: list[Passage]  # the passages, and the doubtful lists that open none, in text order
    of: dict[str, Passage | None]
    heads: dict[str, Head]  # of the segments that lead items
    led: dict[str, list[Item]]  # the items that each segment leads
    receivers: dict[str, Frame]  # in statements to whom powers are handed down
    weighed: dict[str, Score]  # for duties, of the segments that lead items but open no passage
    diagnostics: list[Diagnostic]


def passages(outline: Outline, metadata: Metadata) -> Passages:
    """The passages of the document."""
    made = Passages([], {}, {}, led(outline), {}, {}, [])
    leaves = _leaves(outline)
    titled = TITLED.search(metadata.title or "") is not None
    leader = {item.segment.id: id_ for id_, items in made.led.items() for item in items}
    bodies: set[str | None] = set()  # segments below which a body is named
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        up = leader.get(segment.id, segment.parent)
        above = made.of[segment.id] = made.of.get(up or "")
        if up in bodies:
            bodies.add(segment.id)
        items = made.led.get(segment.id)
        if segment.quoted:
            continue
        if not items:
            if single := _single(item, above, outline):
                _open(single, made)
            elif receives := receiver(segment.text):
                made.receivers[segment.id] = receives
                bodies.add(segment.parent)
            continue
        said = made.heads[segment.id] = head(segment.heading or segment.text)
        carried = above is not None and "carry" in above.head.kinds
        inside = above.role if above else None
        if carried and above and _answers(item, said, above, outline):
            carried, inside = False, None
        labelled = segment.kind not in ("paragraph", "article") or items[0].segment.kind != "paragraph"
        listed = labelled and not any(item.segment.id in made.led for item in items)
        stands = Above(inside, carried, segment.id in bodies, titled, titled, listed)
        seen = list(evidence(said, segment.kind, _sum(leaves, items), stands))
        opened = Passage(segment.id, said, score(seen))
        if said.holder:
            bodies.add(segment.id)
        if _holds(opened, above):
            _open(opened, made)
            if opened.role == "functions":  # it says which body: for the lists beside it
                bodies.add(segment.parent)
            continue
        made.weighed[segment.id] = for_duties(seen)
        if _doubtful(opened, above):
            made.told.append(opened)
            made.diagnostics.append(_doubt(opened, item))
    return made


def _answers(item: Item, said: Head, above: Passage, outline: Outline) -> bool:
    """Whether an article of a chapter on execution says what a body answers for, as those of regulations do."""
    answers = item.segment.kind == "article" and said.duties and said.holder is not None
    return answers and _is_chapter(above, outline)


def _doubt(passage: Passage, item: Item) -> Diagnostic:
    """That a list may hold duties, and what spoke for and against it."""
    message = f"{item.segment.path} may open a list of duties: {passage.score}"
    return Diagnostic(code="passage-doubtful", severity="warning", message=message, span=item.segment.spans[0])


def _open(passage: Passage, made: Passages) -> None:
    made.told.append(passage)
    made.of[passage.segment] = passage
    made.heads[passage.segment] = passage.head


def _speaks_of_duties(passage: Passage) -> bool:
    """Whether it may open a list: words of duties or of giving, a body alone before a colon, items with doers."""
    said = passage.head
    evident = {name for name, _ in passage.score.why}
    opens = "most open with a verb" in evident or (said.colon and "half open with a verb" in evident)
    alone = "only a body" in evident and opens  # else the text tells something of a body
    return said.duties or said.kinds[:1] in (("given",), ("does",)) or alone or passage.named or said.several


def _holds(passage: Passage, above: Passage | None) -> bool:
    """Whether a head opens a passage of its own."""
    if passage.role == "duties":
        return _speaks_of_duties(passage) and passage.score.points >= HOLDS
    inside = above is not None and above.role == "duties"
    enough = passage.score.points >= CUTS and (not inside or passage.score.margin >= CLEAR)
    return bool(passage.head.kinds) and enough


def _doubtful(passage: Passage, above: Passage | None) -> bool:
    inside = above is not None and above.role == "duties"
    points = passage.score.points
    return passage.role == "duties" and _speaks_of_duties(passage) and DOUBTFUL <= points < HOLDS and not inside


def _single(item: Item, above: Passage | None, outline: Outline) -> Passage | None:
    """A passage of one item: a heading on the line of its text, or, outside of others, a duty in one sentence.

    "Nhiệm vụ: giữ kho"; "Trách nhiệm của Sở A hướng dẫn …", "Sở A có trách nhiệm kiểm tra …".
    """
    if "?" in item.segment.text:
        return None
    said = title_of(item.segment.text)
    if said is None and (above is None or _loose(above, outline)):
        said = charge(item.segment.text)
        if said is None or not said.holder:
            return None
    return Passage(item.segment.id, said, score(alone(said))) if said else None


def _loose(above: Passage, outline: Outline) -> bool:
    """Whether a passage is a chapter on something else, in which a sentence may say what a body has to do."""
    return above.role == "other" and "carry" not in above.head.kinds and _is_chapter(above, outline)


def _is_chapter(passage: Passage, outline: Outline) -> bool:
    """Whether a passage is one of articles, which have headings of their own."""
    return outline.by_id[passage.segment].segment.kind in ("part", "chapter", "section")


def _leaves(outline: Outline) -> dict[str, Leaves]:
    """The leaves at and below each segment, from the last to the first."""
    found: dict[str, Leaves] = {}
    for item in reversed(outline.items):
        segment = item.segment
        if segment.kind in OUTSIDE or segment.quoted:
            continue
        below = outline.children.get(segment.id)
        if below:
            said = head(segment.heading or segment.text)
            counted = _sum(found, below)
            doers = said.alone and (said.colon or counted.opening == counted.number)
            found[segment.id] = counted._replace(doers=counted.number) if doers else counted
        else:
            text = segment.text.rstrip()
            plain = verbs.opens(text)
            doer = not plain and names_doer(text)
            of_classes = not plain and not doer and classes(text) is not None
            ended = text.endswith((";", "."))
            found[segment.id] = Leaves(1, int(plain or doer), int(ended), int(doer), int(of_classes))
    return found


def _sum(leaves: dict[str, Leaves], items: list[Item]) -> Leaves:
    parts = [leaves[item.segment.id] for item in items if item.segment.id in leaves]
    return Leaves(*map(sum, zip(*parts, strict=True))) if parts else Leaves(0, 0, 0, 0, 0)
