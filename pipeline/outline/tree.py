"""The tree of segments: nodes while their lines are collected, records when they are complete.

Reads: nodes in text order. Guarantees: ids `s1`, `s2` … in text order; paths unique, a repeated
label gets `~2`; spans are cut where page furniture stands between the lines of a segment.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from ..model import Diagnostic, Segment, SegmentKind, Span
from .labels import RANKS, Label
from .lines import Line, Runs, join

OUTSIDE = {"furniture", "note", "header", "basis", "recipients", "signature"}
# A title may end in a colon; so does a lead-in with a verb ("Trình Ủy ban nhân dân tỉnh:").
TITLE_BEFORE_COLON = lazy(lambda: rf"{any_of('title_before_colon')}(?!\w)")
# Words of a title without a stop over a list. Fewer lose long titles, more take lead-ins without a colon for titles. Of
# 597 documents 110 change at 15, 52 at 60.
LONGEST_HEADING = 30


class Item(NamedTuple):
    """A segment with the runs that lead from its text back to the source."""

    segment: Segment
    runs: Runs


class Outline(NamedTuple):
    """The segments in text order, and what had to be assumed."""

    items: list[Item]
    diagnostics: list[Diagnostic]
    by_id: dict[str, Item]
    children: dict[str | None, list[Item]]  # of the body, by the parent's id


class Node:
    """A segment while its lines are still being collected."""

    __slots__ = (
        "kind",
        "label",
        "lines",
        "name",
        "numbers",
        "offset",
        "parent",
        "path",
        "quoted",
        "style",
        "used",
        "value",
    )

    def __init__(
        self, kind: SegmentKind, parent: "Node | None", label: Label | None = None, *, quoted: bool = False
    ) -> None:
        self.kind = kind
        self.quoted = quoted
        self.parent = parent
        self.label = label
        self.style = label.style if label else kind
        self.value = label.value if label else ()
        self.name = label.name if label else ""
        self.offset = label.end if label else 0
        self.lines: list[Line] = []
        self.numbers: dict[str, int] = {}  # last number of each named level below it
        self.used: dict[str, int] = {}  # how often a name stands among its children
        self.path = ""

    @property
    def rank(self) -> int:
        return RANKS.get(self.style, -1)

    @property
    def capitals(self) -> bool:
        """Whether its words begin with a line in capitals, as titles do."""
        return self.lines[0].text[self.offset :].isupper()

    def last_words(self) -> str:
        """The end of its own words; empty while only the label has been read."""
        line = self.lines[-1]
        return line.text if len(self.lines) > 1 else line.text[self.offset :].strip()

    def introduces(self) -> bool:
        """Whether its words lead to something: nothing yet, a title, or a colon at the end."""
        words = self.last_words()
        return not words or not words.endswith((".", ";", ",", "!", "?"))


def complete(nodes: list[Node], breaks: list[int], diagnostics: list[Diagnostic]) -> Outline:
    """The outline of `nodes`; `breaks` are the offsets at which lines of furniture begin."""
    _name(nodes)
    ids = {id(node): f"s{n}" for n, node in enumerate(nodes, 1)}
    leading = _leading(nodes)
    items = [_record(node, ids[id(node)], ids.get(id(node.parent)), id(node) in leading, breaks) for node in nodes]
    children: dict[str | None, list[Item]] = {}
    for item in items:
        if item.segment.kind not in OUTSIDE:
            children.setdefault(item.segment.parent, []).append(item)
    return Outline(items, diagnostics, {item.segment.id: item for item in items}, children)


def _leading(nodes: list[Node]) -> set[int]:
    """The nodes whose words introduce others: parents, and "… như sau:" before a list."""
    body = [node for node in nodes if node.kind not in OUTSIDE]
    # Paragraphs that only go on with a finished sentence are not introduced by it.
    leading = {id(node.parent) for node in body if node.kind != "paragraph" or _introduced(node.parent)}
    for node, after in pairwise(body):
        introduces = node.kind == "paragraph" and node.lines[-1].text.endswith(":")
        if introduces and after.label and after.parent is node.parent:
            leading.add(id(node))
    return leading


def leads_beside(segment: Segment) -> bool:
    """A lead-in that is a paragraph: "Phòng A có các nhiệm vụ sau:" leads what stands beside it, up to the next one.

    Whose words hold for items is asked in this way: a numbered lead-in speaks for its children alone.
    """
    return segment.lead_in and segment.kind == "paragraph"


def leads_without_children(segment: Segment, outline: Outline) -> bool:
    """A lead-in of whatever kind with nothing below it ("Trình Ủy ban nhân dân tỉnh:"): it leads what stands beside it.

    Whose verb duties take over is asked in this way; unlike `leads_beside` it also leads where it is numbered.
    """
    return segment.lead_in and segment.id not in outline.children


def _introduced(parent: Node | None) -> bool:
    return parent is None or parent.kind not in ("clause", "point") or parent.introduces()


def _name(nodes: list[Node]) -> None:
    """Give every node its path."""
    top: dict[str, int] = {}
    for node in nodes:
        outside = node.kind in OUTSIDE
        used = top if outside or node.parent is None else node.parent.used
        name = node.kind if outside else node.name or "¶"
        used[name] = count = used.get(name, 0) + 1
        if outside:
            name = f"{name} {count}"
        elif node.kind in ("paragraph", "bullet"):
            name = f"{name}{count}"
        elif count > 1:
            name = f"{name}~{count}"
        above = "" if outside or node.parent is None else node.parent.path
        node.path = f"{above}/{name}" if above else name


def _record(node: Node, id_: str, parent: str | None, leads: bool, breaks: list[int]) -> Item:
    text, runs = join(node.lines, node.offset)
    first = node.lines[0]
    segment = Segment(
        id=id_,
        parent=parent,
        path=node.path,
        kind=node.kind,
        label=first.text[: node.offset].rstrip(),
        heading=_heading(node, text, leads),
        text=text,
        lead_in=leads,
        quoted=node.quoted,
        spans=_spans(node.lines, breaks),
        page=first.page,
    )
    return Item(segment, runs)


def _spans(lines: list[Line], breaks: list[int]) -> list[Span]:
    """The ranges of the lines, cut where furniture (beginning at `breaks`) stands between them."""
    if len(lines) == 1 or not breaks:
        return [(lines[0].start, lines[-1].end)]
    spans = []
    start = lines[0].start
    for line, below in pairwise(lines):
        if bisect_left(breaks, line.end) != bisect_left(breaks, below.start):
            spans.append((start, line.end))
            start = below.start
    return [*spans, (start, lines[-1].end)]


def _heading(node: Node, text: str, leads: bool) -> str | None:
    """The text of a segment that is only a title; None where it is a sentence, or may be one."""
    if node.kind in OUTSIDE or node.kind in ("paragraph", "bullet", "annex") or not text:
        return None
    title = text.rstrip(" :")
    if title[-1:] in ".;," or "; " in title or ". " in title:
        return None
    named = node.rank <= RANKS["I."]
    if text.endswith(":") and not TITLE_BEFORE_COLON.match(title):
        return None
    return title if named or (leads and title.count(" ") < LONGEST_HEADING) else None
