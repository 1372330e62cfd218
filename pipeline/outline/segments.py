"""The numbered outline: a tree of segments from the evidence of number sequences.

Reads: the parts of a text. Guarantees:
1. Lossless: every line becomes the own text of exactly one segment, in order.
2. Never refuses: what is no label is a paragraph in the right place; gaps, repeats and swapped
   numbers are accepted and reported as diagnostics. (Only thousands of labels nested deeper than
   any decision nests them are no decision.)
3. Nesting follows the sequences that are open, nearest first; there is no fixed ladder beyond the
   order of the named levels (Phần … Điều) and a preference of lists for their usual depth.
"""

from collections.abc import Iterable

from ..errors import NhiemvuError
from ..model import Diagnostic, SegmentKind
from .labels import FAMILIES, RANKS, Label, follows, readings
from .layout import Layout, Line
from .misread import misread
from .parts import Part, adopted, is_capitals
from .quotations import quotations
from .tree import OUTSIDE, Node, Outline, complete

DEEPEST = 30  # levels; deeper labels stay at this one, and too many of them are no decision
TOO_DEEP = 1000
AHEAD = 60  # lines below a misread label that may show how its list goes on
LARGEST_GAP = 5  # numbers that a list may skip before a match is more likely no label

Placing = tuple[int, int, Label, str]  # cost, index in the stack of the parent, label, diagnostic


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
    return complete(builder.nodes, builder.breaks, builder.diagnostics)


class _Builder:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.nodes: list[Node] = []
        self.diagnostics: list[Diagnostic] = []
        self.root = Node("paragraph", None)
        self.stack = [self.root]
        self.above: Line | None = None  # the last line that is no furniture
        self.furniture: Node | None = None  # the run of furniture being read
        self.too_deep = 0
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
        word = adopted(text)  # "QUY CHẾ" of "QUY CHẾ TRƯỜNG NGHỀ"
        name = labels[0].name if labels else word.capitalize()
        label = Label("annex", "annex", (), name, labels[0].end if labels else len(word))
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
        quoted, unclosed = quotations(lines)
        for line in unclosed:
            self._unclosed(line)
        for i, line in enumerate(lines):
            if line.furniture:
                self._furniture(line)
                continue
            if i in quoted:
                self._quoted(line)
            elif not self._labelled(line, lines, i):
                self._unlabelled(line)
            self.above = line

    # ---- lines ---------------------------------------------------------

    def _furniture(self, line: Line) -> None:
        if self.furniture is not None:
            self.furniture.lines.append(line)
        else:
            self.furniture = self._add(Node("furniture", None), line)
        self.breaks.append(line.start)

    def _unclosed(self, line: Line) -> None:
        message = "a quotation is not closed; what follows was read as text of this document"
        self.diagnostics.append(
            Diagnostic(code="quote-unclosed", severity="warning", message=message, span=(line.start, line.end))
        )

    def _quoted(self, line: Line) -> None:
        """A line of the act that is amended: its labels open nothing here.

        A quotation inside a sentence may wrap: then the line goes on with the sentence.
        """
        last = self._last()
        goes_on = self.above is not None and self.layout.continues(self.above, line, line.text)
        if last is not None and goes_on and (last.quoted or not readings(line.text)):
            self._append(last, line)
        else:
            self._add(Node("paragraph", self.stack[-1], quoted=True), line)

    def _unlabelled(self, line: Line) -> None:
        last = self._last()
        if last is None or self.above is None or last.quoted:
            self._add(Node("paragraph", self.stack[-1]), line)
        elif (
            (last.label and not last.last_words())  # the label stood alone on its line
            or self.layout.continues(self.above, line, line.text)
            or self._capital_title(last, line)
        ):
            self._append(last, line)
        else:
            parent = last
            if last.kind == "paragraph" or not (0 <= last.rank <= RANKS["I."] or last.introduces()):
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

    def _labelled(self, line: Line, lines: list[Line], i: int) -> bool:
        """Open a segment for the line's label, as printed or as its list asks; False where it has none."""
        printed = readings(line.text)
        best = self._best(printed, line)
        if best is None or best[0] > 1:
            for label in misread(line.text):
                cost, depth, _ = self._fit(label)
                if cost <= 1 and self._goes_on(label, printed, lines[i + 1 : i + 1 + AHEAD], begins=cost == 1):
                    best = (0, depth, label, f"misread {{}} was read as {label.name} by its place in the list")
                    break
        return best is not None and self._place(best, line)

    def _goes_on(self, label: Label, printed: tuple[Label, ...], below: list[Line], *, begins: bool) -> bool:
        """Whether the lines below go on from a misread label, and not from the one that is printed.

        Where its list ends there is nothing to see; one that `begins` a list must have a second.
        """
        family = FAMILIES.get(label.style, label.style)
        for line in below:
            found = readings(line.text)
            same = [x for x in (*found, *misread(line.text)) if FAMILIES.get(x.style, x.style) == family]
            if any(follows(label.value, x.value) for x in same):
                return True
            if any(follows(x.value, y.value) for x in printed for y in found if x.style == y.style):
                return False
            if found and RANKS[found[0].style] < RANKS[label.style]:
                break
        return not begins

    def _best(self, found: tuple[Label, ...], line: Line) -> Placing | None:
        """The best reading and its place; None where none fits."""
        weak = bool(found) and self._in_mid_sentence(line)
        best: Placing | None = None
        for label in found:
            if weak and not line.text[label.end :][:1].isupper():
                continue
            cost, depth, note = self._fit(label)
            # In mid-sentence, and for a second reading ("d)" as a Roman number), only a good fit counts.
            if cost > 1 and (weak or label is not found[0]):
                continue
            if best is None or cost < best[0]:
                best = (cost, depth, label, note)
        return best

    def _place(self, best: Placing, line: Line) -> bool:
        """Open a segment."""
        _, depth, label, note = best
        parent = self.stack[depth]
        if depth >= DEEPEST:
            depth, parent = DEEPEST, self.stack[DEEPEST]
            self.too_deep += 1
            if self.too_deep > TOO_DEEP:
                raise NhiemvuError(f"nests its labels more than {DEEPEST} levels deep, which no decision does")
        if len(self.stack) > depth + 1:
            self._goes_with(self.stack[depth + 1], label)
        del self.stack[depth + 1 :]
        if label.value:
            (self.stack[0] if label.kind == "article" else parent).numbers[label.style] = int(label.value[-1])
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

    def _goes_with(self, item: Node, label: Label) -> None:
        """Paragraphs between two items of a list go on with the first of them."""
        if item.kind not in ("clause", "point") or item.style != label.style:
            return
        for node in reversed(self.nodes):
            if node.kind == "paragraph" and node.parent is item.parent and not node.quoted:
                node.parent = item
            elif node.kind not in OUTSIDE:
                break

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
        if not same:
            for i in range(1, len(stack)):  # "3." goes on after "2.1." where no "2." stands
                if stack[i].style == "1.1" and follows(stack[i].value[:1], label.value):
                    return 0, i - 1, ""
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
        last = next((stack[i].value[-1] for i in same if stack[i].value[:-1] == prefix), None)
        first = label.value[-1] == 1
        note = "" if first else "start {} begins a list, but is not its first label"
        if last is not None:
            note = "gap {} does not follow the number before it"
            if label.value[-1] <= last:
                note = "order {} stands after a higher or equal number"
        for i in range(len(stack) - 1, 0, -1):
            node = stack[i]
            number = node.style == "1.1" or FAMILIES.get(node.style, node.style) == "1."
            if number and node.value == prefix:
                return (1 if first else 3), i, note
        if same:
            if last is None and not first:
                note = "order {} does not follow the number before it"
            return (2 if first else 5), same[0] - 1, note
        return (1 if first else 8), self._parent_for(label), note

    def _parent_for(self, label: Label) -> int:
        """The index of the nearest open segment that a new list may open under."""
        stack = self.stack
        for i in range(len(stack) - 1, 0, -1):
            node = stack[i]
            if i == len(stack) - 1 and self._ends_in_colon():
                return i
            if node.rank < RANKS[label.style] or (
                i == len(stack) - 1 and node.introduces() and node.style != label.style
            ):
                return i
        return 0

    def _ends_in_colon(self) -> bool:
        """Whether the open segment, or the paragraph read last under it, ends in a colon."""
        return len(self.stack) > 1 and self.above is not None and self.above.text.endswith(":")
