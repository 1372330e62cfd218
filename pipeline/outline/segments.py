"""The numbered outline: a tree of segments from the evidence of number sequences.

Reads: the parts of a text. Guarantees:
1. Lossless: every line becomes the own text of exactly one segment, in order.
2. Never refuses: what is no label is a paragraph in the right place; gaps, repeats and swapped
   numbers are accepted and reported as diagnostics. (Only thousands of labels nested deeper than
   any decision nests them are no decision.)
3. Nesting follows the sequences that are open, nearest first; there is no fixed ladder beyond the
   order of the named levels (Phần … Điều) and a preference of lists for their usual depth.
"""

from dataclasses import dataclass, field

from ..errors import NhiemvuError
from ..model import Diagnostic, SegmentKind
from .breaks import Phrases
from .inline import split
from .labels import RANKS, Label, follows
from .layout import Layout
from .lines import FINAL, Line
from .marks import adopted
from .misread import alike
from .notes import note_label
from .parts import Part, adopted_alone
from .placing import NEXT, OPENS, Fit, family, fit
from .quotations import quotations
from .tree import OUTSIDE, Node, Outline, complete

# Levels. Deeper labels stay at this one, and more than `TOO_DEEP` of them are no decision. Fewer flatten lists, more
# let hostile texts make trees that cost time. At 15 and at 60 none of 597 documents changes.
DEEPEST = 30
TOO_DEEP = 1000
# Lines below a misread label that may show how its list goes on. Fewer leave misread labels of long items unread, more
# cost time and find the next list of the style. At 30 and at 120 none of 597 documents changes.
AHEAD = 60
# A line that is longer than this share of the width may have been broken by the wrap alone, so that the number at the
# start of the next may be one in a sentence. Less doubts more labels, more takes numbers in sentences for labels. Of
# 597 documents 37 change at 0.3, 16 at 0.8.
NEARLY_FULL = 0.6


@dataclass
class _Read:
    """What has been read of a text: passed along, each line adds to it."""

    layout: Layout
    root: Node
    stack: list[Node]  # the open segments, each below the one before
    phrases: Phrases
    nodes: list[Node] = field(default_factory=list)
    above: Line | None = None  # the last line that is no furniture
    last: Node | None = None  # the last segment of the body
    furniture: Node | None = None  # the run of furniture being read
    note: Node | None = None  # the note that was read last
    noted: bool = False  # a line of a note was read last
    breaks: list[int] = field(default_factory=list)  # where lines begin that segments are cut at
    too_deep: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def outline(layout: Layout, parts: list[Part]) -> Outline:
    """The segments of all `parts`. Raises NhiemvuError where labels nest as no decision nests them."""
    root = Node("paragraph", None)
    read = _Read(layout, root, [root], Phrases(layout.lines))
    if (title := adopted_alone(parts)) >= 0:
        head = parts[0].lines
        parts = [Part("header", head[:title]), Part("annex", head[title:]), *parts[1:]]
    for part in parts:
        if part.kind == "body":
            _body(read, part.lines)
        elif part.kind == "annex":
            _annex(read, part.lines)
        else:
            _block(read, part.kind, part.lines)
    return complete(read.nodes, read.breaks, read.diagnostics)


# ---- parts ---------------------------------------------------------


def _block(read: _Read, kind: SegmentKind, lines: list[Line]) -> None:
    """A part without numbering: one segment, or one for each item of a list of recipients."""
    node: Node | None = None
    for line in lines:
        if line.furniture:
            _frame(read, line)
        elif kind == "recipients" and line.labels:
            node = _add(read, Node(kind, None, line.labels[0]), line)
        elif node is None:
            node = _add(read, Node(kind, None), line)
        else:
            _append(read, node, line)
    read.stack = [read.root]
    read.above = None


def _annex(read: _Read, lines: list[Line]) -> None:
    """A second title block: the root of the numbering that follows."""
    first = next((line for line in lines if not line.furniture), lines[0])
    label = next((label for label in first.labels if label.kind == "annex"), None)
    word = adopted(first.text)  # "QUY CHẾ" of "QUY CHẾ TRƯỜNG NGHỀ"
    name, end = (label.name, label.end) if label else (word.capitalize(), len(word))
    node: Node | None = None
    for line in lines:
        if line.furniture:
            _frame(read, line)
        elif node is None:
            node = _add(read, Node("annex", read.root, Label("annex", "annex", (), name, end)), line)
        else:
            _append(read, node, line)
    read.stack = [node or read.root]
    read.above = None


def _body(read: _Read, lines: list[Line]) -> None:
    """Numbered text: each line opens a segment, goes on with one, or is a paragraph."""
    lines = split(read.layout.source.text, lines)
    quoted, cut, unclosed = quotations(lines)
    for line in cut:
        _warn(read, "quote-unclosed", "a quotation is not closed; it was taken to end before the next order", line)
    for line in unclosed:
        message = "a quotation is not closed; what follows was read as text of this document"
        _warn(read, "quote-unclosed", message, line)
    for i, line in enumerate(lines):
        if line.furniture:
            _frame(read, line)
            continue
        if i in quoted:
            _quoted(read, line)
        elif not _labelled(read, line, lines, i):
            _unlabelled(read, line)
        read.above = line


# ---- lines ---------------------------------------------------------


def _frame(read: _Read, line: Line) -> None:
    """A line that is no part of the text: one segment for each note, and for each run of furniture."""
    if line.note:
        _note(read, line)
    elif read.furniture is not None:
        read.furniture.lines.append(line)
    else:
        read.furniture = _add(read, Node("furniture", None), line)
    read.breaks.append(line.start)


def _note(read: _Read, line: Line) -> None:
    """A line of a note: begins one, or goes on with the one before, from another page too."""
    label = note_label(line.text)
    if label or read.note is None:
        read.note = _add(read, Node("note", None, label), line)
    else:
        _append(read, read.note, line)
    read.noted = True
    read.breaks.append(line.start)


def _quoted(read: _Read, line: Line) -> None:
    """A line of the act that is amended: its labels open nothing here.

    A quotation inside a sentence may wrap: then the line goes on with the sentence.
    """
    last = read.last
    goes_on = read.above is not None and read.layout.continues(read.above, line, line.text)
    if last is not None and goes_on and (last.quoted or not line.labels):
        _append(read, last, line)
    else:
        _add(read, Node("paragraph", read.stack[-1], quoted=True), line)


def _unlabelled(read: _Read, line: Line) -> None:
    last = read.last
    if last is None or read.above is None or last.quoted:
        _add(read, Node("paragraph", read.stack[-1]), line)
    elif (
        (last.label and not last.last_words())  # the label stood alone on its line
        or read.layout.continues(read.above, line, line.text)
        or _capital_title(last, line)
        or (not 0 <= last.rank <= RANKS["I."] and last.lines[-1] is read.above and read.phrases.cut(read.above, line))
    ):
        _append(read, last, line)
    else:
        parent = last
        leads = 0 <= last.rank <= RANKS["I."] or (last.introduces() and not _unstopped(read, last))
        if last.kind == "paragraph" or not leads:
            parent = last.parent or read.root
        _add(read, Node("paragraph", parent), line)


def _unstopped(read: _Read, last: Node) -> bool:
    """Whether the items of its list end without a stop: the one before it does, and introduced nothing."""
    before = read.nodes[-2] if len(read.nodes) > 1 and read.nodes[-1] is last else None
    if before is None or before.parent is not last.parent or before.style != last.style:
        return False
    words = (before.last_words(), last.last_words())
    return all(text and not text.endswith(FINAL) for text in words)


def _capital_title(last: Node, line: Line) -> bool:
    """A title in capitals over several lines, blank lines or not."""
    return line.capitals and 0 <= last.rank <= RANKS["I."] and last.last_words().isupper()


def _add(read: _Read, node: Node, line: Line) -> Node:
    read.nodes.append(node)
    if node.kind not in OUTSIDE:
        read.last = node
    return _append(read, node, line)


def _append(read: _Read, node: Node, line: Line) -> Node:
    if read.noted:  # a note that goes on behind this line is cut here
        read.breaks.append(line.start)
        read.noted = False
    node.lines.append(line)
    read.furniture = None
    return node


def _warn(read: _Read, code: str, message: str, line: Line) -> None:
    span = (line.start, line.end)
    read.diagnostics.append(Diagnostic(code=code, severity="warning", message=message, span=span))


# ---- labels --------------------------------------------------------


def _labelled(read: _Read, line: Line, lines: list[Line], i: int) -> bool:
    """Open a segment for the line's label, as printed or as its list asks; False where it has none."""
    if not (line.labels or line.misread):  # most lines begin with a word
        return False
    colon = _ends_in_colon(read)
    best = _best(read, line, colon)
    if best is None or best[1].cost > OPENS:
        best = _misread(read, line, lines[i + 1 : i + 1 + AHEAD], colon) or best
    if best is None:
        return False
    _open(read, *best, line)
    return True


def _best(read: _Read, line: Line, colon: bool) -> tuple[Label, Fit] | None:
    """The best reading and its place; None where none fits."""
    weak = bool(line.labels) and _in_mid_sentence(read, line)
    best: tuple[Label, Fit] | None = None
    for label in line.labels:
        if weak and not line.text[label.end :][:1].isupper():
            continue
        place = _place(read, line, label, colon)
        # In mid-sentence, and for a second reading ("d)" as a Roman number), only a good fit counts.
        if place.cost > OPENS and (weak or label is not line.labels[0]):
            continue
        if best is None or place.cost < best[1].cost:
            best = (label, place)
    return best


def _misread(read: _Read, line: Line, below: list[Line], colon: bool) -> tuple[Label, Fit] | None:
    """The label that the one of the line was misread for, and its place; None where no list asks for one."""
    for label in line.misread:
        place = _place(read, line, label, colon)
        taken = any(node.name == label.name and node.parent is read.stack[place.depth] for node in read.nodes[-AHEAD:])
        if place.cost <= OPENS and not taken and _goes_on(label, line.labels, below, begins=place.cost == OPENS):
            break
    else:
        for label in alike(line.text):
            place = _place(read, line, label, colon)
            after = next((x for other in below for x in other.labels[:1] if x.style == label.style), None)
            if place.cost == NEXT and after and after.value[0] == label.value[0] + 1:
                break
        else:
            return None
    note = f"misread {{}} was read as {label.name} by its place in the list"
    return label, Fit(NEXT, place.depth, note)


def _place(read: _Read, line: Line, label: Label, colon: bool) -> Fit:
    """Where a reading of the line's label fits."""
    directly = read.above is not None and read.stack[-1].lines[-1:] == [read.above]
    leads = not colon and read.last and read.last.kind == "paragraph" and read.last.last_words().endswith(":")
    beside = read.last.parent if leads and read.last else None
    capitals = line.text[label.end :].isupper()
    return fit(read.stack, label, colon, directly=directly, capitals=capitals, beside=beside)


def _goes_on(label: Label, printed: tuple[Label, ...], below: list[Line], *, begins: bool) -> bool:
    """Whether the lines below go on from a misread label, and not from the one that is printed.

    Where its list ends there is nothing to see; one that `begins` a list must have a second.
    """
    ours = family(label.style)
    for line in below:
        same = [other for other in (*line.labels, *line.misread) if family(other.style) == ours]
        if any(follows(label.value, other.value) for other in same):
            return True
        if any(follows(x.value, y.value) for x in printed for y in line.labels if x.style == y.style):
            return False
        if line.labels and RANKS[line.labels[0].style] < RANKS[label.style]:
            break
    return not begins


def _in_mid_sentence(read: _Read, line: Line) -> bool:
    """Whether the wrap alone may have put this line's first word at its start."""
    above, layout = read.above, read.layout
    if not layout.width or above is None or above.text.endswith((".", ";", ":", "/", "…")):
        return False
    if layout.blank_ends and line.blank_above:
        return False
    return len(above.text) > NEARLY_FULL * layout.width


def _ends_in_colon(read: _Read) -> bool:
    """Whether the open segment, or the paragraph read last under it (none beside it), ends in a colon."""
    if len(read.stack) < 2 or read.above is None or not read.above.text.endswith(":"):
        return False
    last = read.last
    return last is None or last.kind != "paragraph" or last.parent is read.stack[-1]


def _open(read: _Read, label: Label, place: Fit, line: Line) -> None:
    """Open a segment."""
    depth = place.depth
    if depth >= DEEPEST:
        depth = DEEPEST
        read.too_deep += 1
        if read.too_deep > TOO_DEEP:
            raise NhiemvuError(f"nests its labels more than {DEEPEST} levels deep, which no decision does")
    parent = read.stack[depth]
    if len(read.stack) > depth + 1:
        _goes_with(read, read.stack[depth + 1], label)
    del read.stack[depth + 1 :]
    if label.value:
        (read.stack[0] if label.kind == "article" else parent).numbers[label.style] = int(label.value[-1])
    read.stack.append(_add(read, Node(label.kind, parent, label), line))
    if place.note:
        code, message = place.note.format(line.text[: label.end].strip()).split(" ", 1)
        _warn(read, f"label-{code}", message, line)


def _goes_with(read: _Read, item: Node, label: Label) -> None:
    """Paragraphs between two items of a list go on with the first of them."""
    anew = label.value[-1:] == (1,)  # what stands above a list that begins anew is its heading
    if item.kind not in ("clause", "point") or item.style != label.style or anew:
        return
    for node in reversed(read.nodes):
        if node.kind == "paragraph" and node.parent is item.parent and not node.quoted:
            node.parent = item
        elif node.kind not in OUTSIDE:
            break
