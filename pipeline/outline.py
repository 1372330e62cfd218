"""The numbered outline: a tree of segments from the evidence of number sequences.

Reads: the parts of a text. Guarantees:
1. Lossless: every line becomes the own text of exactly one segment, in order.
2. Never refuses: what is no label is a paragraph in the right place; gaps, repeats and swapped
   numbers are accepted and reported as diagnostics.
3. Nesting follows the sequences that are open, nearest first; there is no fixed ladder beyond the
   order of the named levels (Phần … Điều) and a preference of lists for their usual depth.
4. Paths are unique; a repeated label gets `~2`.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.labels import FAMILIES, RANKS, Label, follows, readings
from pipeline.layout import Layout, Line, Runs, join
from pipeline.model import Diagnostic, Segment, SegmentKind, Span
from pipeline.parts import Part, is_capitals

OUTSIDE = {"furniture", "header", "basis", "recipients", "signature"}
LARGEST_GAP = 5  # numbers that a list may skip before a match is more likely no label
# A title may end in a colon; so does a lead-in with a verb ("Trình Ủy ban nhân dân tỉnh:").
HEADING_WORDS = ("Về ", "Chức năng", "Nhiệm vụ", "Vị trí", "Cơ cấu", "Phạm vi", "Đối tượng", "Trách nhiệm", "Quyền hạn")


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

    __slots__ = ("kind", "label", "lines", "name", "numbers", "offset", "parent", "path", "style", "used", "value")

    def __init__(self, kind: SegmentKind, parent: "Node | None", label: Label | None = None) -> None:
        self.kind = kind
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

    def last_words(self) -> str:
        """The end of its own words; empty while only the label has been read."""
        line = self.lines[-1]
        return line.text if len(self.lines) > 1 else line.text[self.offset :].strip()

    def introduces(self) -> bool:
        """Whether its words lead to something: nothing yet, a title, or a colon at the end."""
        words = self.last_words()
        return not words or not words.endswith((".", ";", ",", "!", "?"))


def outline(layout: Layout, parts: Iterable[Part]) -> Outline:
    """The segments of all `parts`."""
    builder = _Builder(layout)
    for part in parts:
        if part.kind == "body":
            builder.body(part.lines)
        elif part.kind == "annex":
            builder.annex(part.lines)
        else:
            builder.block(part.kind, part.lines)
    return builder.finish()


class _Builder:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.nodes: list[Node] = []
        self.diagnostics: list[Diagnostic] = []
        self.root = Node("paragraph", None)
        self.stack = [self.root]
        self.above: Line | None = None  # the last line that is no furniture
        self.furniture: Node | None = None  # the run of furniture being read
        self.breaks: list[int] = []  # where lines of furniture begin

    # ---- parts ---------------------------------------------------------

    def block(self, kind: SegmentKind, lines: list[Line]) -> None:
        """A part without numbering: one segment, or one for each item of a list of recipients."""
        node: Node | None = None
        for line in lines:
            if line.furniture:
                self._furniture(line)
            elif kind == "recipients" and (found := readings(line.text)):
                node = self._add(Node(kind, None, found[0]), line)
            elif node is None:
                node = self._add(Node(kind, None), line)
            else:
                self._append(node, line)
        self.stack = [self.root]
        self.above = None

    def annex(self, lines: list[Line]) -> None:
        """A second title block: the root of the numbering that follows."""
        first = next((i for i, line in enumerate(lines) if not line.furniture), 0)
        text = lines[first].text
        labels = [label for label in readings(text) if label.kind == "annex"]
        name = labels[0].name if labels else text.strip(" :").capitalize()
        label = Label("annex", "annex", (), name, labels[0].end if labels else len(text))
        node: Node | None = None
        for line in lines:
            if line.furniture:
                self._furniture(line)
            elif node is None:
                node = self._add(Node("annex", self.root, label), line)
            else:
                self._append(node, line)
        self.stack = [node or self.root]
        self.above = None

    def body(self, lines: list[Line]) -> None:
        """Numbered text: each line opens a segment, goes on with one, or is a paragraph."""
        for line in lines:
            if line.furniture:
                self._furniture(line)
                continue
            found = readings(line.text)
            if not (found and self._place(found, line)):
                self._unlabelled(line)
            self.above = line

    # ---- lines ---------------------------------------------------------

    def _furniture(self, line: Line) -> None:
        if self.furniture is not None:
            self.furniture.lines.append(line)
        else:
            self.furniture = self._add(Node("furniture", None), line)
        self.breaks.append(line.start)

    def _unlabelled(self, line: Line) -> None:
        last = self._last()
        if last is None or self.above is None:
            self._add(Node("paragraph", self.stack[-1]), line)
        elif (
            (last.label and not last.last_words())  # the label stood alone on its line
            or self.layout.continues(self.above, line, line.text)
            or self._capital_title(last, line)
        ):
            self._append(last, line)
        else:
            parent = last
            if last.kind == "paragraph":
                parent = last.parent or self.root
            elif not (0 <= last.rank <= RANKS["I."] or last.introduces()):
                parent = last.parent or self.root
            self._add(Node("paragraph", parent), line)

    def _capital_title(self, last: Node, line: Line) -> bool:
        """A title in capitals over several lines, blank lines or not."""
        return 0 <= last.rank <= RANKS["I."] and is_capitals(last.last_words()) and is_capitals(line.text)

    def _last(self) -> Node | None:
        """The segment that the line above belongs to."""
        return next((node for node in reversed(self.nodes) if node.kind not in OUTSIDE), None)

    def _add(self, node: Node, line: Line) -> Node:
        self.nodes.append(node)
        return self._append(node, line)

    def _append(self, node: Node, line: Line) -> Node:
        node.lines.append(line)
        self.furniture = None
        return node

    # ---- labels --------------------------------------------------------

    def _place(self, found: tuple[Label, ...], line: Line) -> bool:
        """Open a segment for the best reading; False where none fits."""
        weak = self._in_mid_sentence(line)
        best: tuple[int, int, Node, Label, str] | None = None
        for label in found:
            if weak and not line.text[label.end :][:1].isupper():
                continue
            cost, depth, note = self._fit(label)
            if weak and cost > 1:
                continue
            if best is None or cost < best[0]:
                best = (cost, depth, self.stack[depth], label, note)
        if best is None:
            return False
        _, depth, parent, label, note = best
        del self.stack[depth + 1 :]
        node = self._add(Node(label.kind, parent, label), line)
        self.stack.append(node)
        if note:
            message = note.format(line.text[: label.end].strip())
            self.diagnostics.append(
                Diagnostic(
                    code=f"label-{note.split(' ', 1)[0]}",
                    severity="warning",
                    message=message.split(" ", 1)[1],
                    span=(line.start, line.end),
                )
            )
        return True

    def _in_mid_sentence(self, line: Line) -> bool:
        """Whether the wrap alone may have put this line's first word at its start."""
        above = self.above
        if not self.layout.width or above is None or above.text.endswith((".", ";", ":", "/", "…")):
            return False
        if self.layout.blank_ends and line.blank_above:
            return False
        return len(above.text) > 0.6 * self.layout.width

    def _fit(self, label: Label) -> tuple[int, int, str]:
        """(cost, index in the stack of the parent, diagnostic); 0 is a perfect next number."""
        if RANKS[label.style] <= RANKS["article"]:
            return self._fit_named(label)
        if label.kind == "bullet":
            return self._fit_bullet(label)
        stack = self.stack
        family = FAMILIES.get(label.style, label.style)
        same = [
            i
            for i in range(len(stack) - 1, 0, -1)
            if FAMILIES.get(stack[i].style, stack[i].style) == family and len(stack[i].value) == len(label.value)
        ]
        for i in same:
            if follows(stack[i].value, label.value):
                return 0, i - 1, ""
        if len(label.value) > 1:
            return self._fit_decimal(label, same)
        if label.value[0] == 1:
            nested = self._parent_for(label)
            if not same or (stack[nested] is stack[-1] and (nested not in same or self._ends_in_colon())):
                return 1, nested, ""
            return 4, same[0] - 1, "repeat {} begins a list anew where one was open"
        for i in same:
            step = int(label.value[-1]) - int(stack[i].value[-1])
            if 0 < step <= LARGEST_GAP:
                return 2 + step, i - 1, "gap {} does not follow the number before it"
        if same:
            step = int(label.value[-1]) - int(stack[same[0]].value[-1])
            if step > LARGEST_GAP:
                return 20, same[0] - 1, "gap {} does not follow the number before it"
            return 9, same[0] - 1, "order {} stands after a higher or equal number"
        return 8, self._parent_for(label), "start {} begins a list, but is not its first label"

    def _fit_named(self, label: Label) -> tuple[int, int, str]:
        """Phần, Chương, Mục, Tiểu mục, Điều: by rank; Điều may also stand under I. or A."""
        stack = self.stack
        depth = 0
        for i, node in enumerate(stack):
            if i and 0 <= node.rank < RANKS[label.style]:
                depth = i
            elif i and not (label.kind == "article" and node.kind == "heading"):
                break
            elif i:
                depth = i
        # The Điều of a text count on through its Chương.
        numbers = stack[0 if label.kind == "article" else depth].numbers
        last, value = numbers.get(label.style, 0), label.value[-1]
        numbers[label.style] = int(value)
        cost = 0 if int(value) - last in (0, 1) or not last else 3
        note = ""
        if last and value <= last and value == int(value):
            note = "order {} stands after a higher or equal number"
        elif int(value) - last > 1 and last:
            note = "gap {} does not follow the number before it"
        return cost, depth, note

    def _fit_bullet(self, label: Label) -> tuple[int, int, str]:
        stack = self.stack
        if stack[-1].style != label.style and not self._ends_in_colon():
            for i in range(len(stack) - 1, 0, -1):
                if stack[i].style == label.style:
                    return 0, i - 1, ""
        elif stack[-1].style == label.style:
            return 0, len(stack) - 2, ""
        return 1, self._parent_for(label), ""

    def _fit_decimal(self, label: Label, same: list[int]) -> tuple[int, int, str]:
        """A decimal stands under the open number that it continues: 1.2.4 under 1.2."""
        stack = self.stack
        prefix = label.value[:-1]
        swapped = any(stack[i].value[:-1] == prefix for i in same)
        for i in range(len(stack) - 1, 0, -1):
            node = stack[i]
            number = node.style == "1.1" or FAMILIES.get(node.style, node.style) == "1."
            if number and node.value == prefix:
                first = label.value[-1] == 1
                note = "" if first else "start {} begins a list, but is not its first label"
                if swapped:
                    note = "order {} does not follow the number before it"
                return (1 if first else 3), i, note
        if same:
            first = label.value[-1] == 1
            note = "" if first else "order {} does not follow the number before it"
            return (2 if first else 5), same[0] - 1, note
        first = label.value[-1] == 1
        return (1 if first else 8), self._parent_for(label), "" if first else "start {} begins a list, but is not its first label"

    def _parent_for(self, label: Label) -> int:
        """The index of the nearest open segment that a new list may open under."""
        stack = self.stack
        for i in range(len(stack) - 1, 0, -1):
            node = stack[i]
            if i == len(stack) - 1 and self._ends_in_colon():
                return i
            if node.rank < RANKS[label.style] or (i == len(stack) - 1 and node.introduces() and node.style != label.style):
                return i
        return 0

    def _ends_in_colon(self) -> bool:
        """Whether the open segment, or the paragraph read last under it, ends in a colon."""
        return len(self.stack) > 1 and self.above is not None and self.above.text.endswith(":")

    # ---- records -------------------------------------------------------

    def finish(self) -> Outline:
        """The segments as records, with ids and paths."""
        self._name()
        ids = {id(node): f"s{n}" for n, node in enumerate(self.nodes, 1)}
        leading = self._leading()
        items = [
            _record(node, ids[id(node)], ids.get(id(node.parent)), id(node) in leading, self.breaks)
            for node in self.nodes
        ]
        children: dict[str | None, list[Item]] = {}
        for item in items:
            if item.segment.kind not in OUTSIDE:
                children.setdefault(item.segment.parent, []).append(item)
        return Outline(items, self.diagnostics, {item.segment.id: item for item in items}, children)

    def _leading(self) -> set[int]:
        """The nodes whose words introduce others: parents, and "… như sau:" before a list."""
        body = [node for node in self.nodes if node.kind not in OUTSIDE]
        leading = {id(node.parent) for node in body}
        for node, after in zip(body, body[1:], strict=False):
            if node.kind == "paragraph" and after.label and after.parent is node.parent:
                if node.lines[-1].text.endswith(":"):
                    leading.add(id(node))
        return leading

    def _name(self) -> None:
        """Give every node its path."""
        for node in self.nodes:
            parent = node.parent or self.root
            used = parent.used
            name = node.name or "¶"
            if node.kind in OUTSIDE:
                name = node.kind
            used[name] = used.get(name, 0) + 1
            if node.kind in OUTSIDE:
                node.path = f"{name} {used[name]}"
                continue
            if node.kind in ("paragraph", "bullet"):
                name = f"{name}{used[name]}"
            elif used[name] > 1:
                name = f"{name}~{used[name]}"
            node.path = f"{parent.path}/{name}" if parent.path else name


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
        quoted=False,
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
    for line, below in zip(lines, lines[1:], strict=False):
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
    if text.endswith(":") and not title.startswith(HEADING_WORDS):
        return None
    return title if named or (leads and title.count(" ") < 30) else None
