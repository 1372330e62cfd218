"""Where a label fits: under which open segment of the stack, and how well.

Reads: the stack of open segments (the root first), the label, whether the words read last end in a colon, whether they
are those of the innermost open segment, and whether the label's own are in capitals.
Guarantees:
1. A cost of 0 is the next number of an open list, `OPENS` the first label of a new one; what costs more is no good
   fit, and has a note that says what is odd, for a diagnostic.
2. Nothing is opened or changed here.
"""

from typing import NamedTuple

from .labels import FAMILIES, RANKS, Label, follows
from .tree import Node

# Numbers that a list may skip. Beyond it a label still goes to the innermost list of its style, but at the highest
# cost. Fewer put labels behind a lost page into the wrong list, more prefer an outer list to another reading of the
# label. At 2 and at 10 none of 597 documents changes.
LARGEST_GAP = 5

# What a place costs; the cheapest reading of a line wins, the likelier one of two that cost the same. Only their order
# counts, and that a cost above `OPENS` is no good fit: a second reading or a line in mid-sentence is taken for text
# then, and a misread label is tried. Of 597 documents 8 change with LEVEL_SKIPS at 1 and 4 with ANEW at 1, which make
# good fits of them, and none with any other at half or twice its value (NEXT, OPENS and FIRST_DECIMAL were not tried).
NEXT = 0
OPENS = 1  # the highest cost of a good fit
SKIPS = 2  # and one more for each number that is skipped
LEVEL_SKIPS = 3  # a Chương, Mục or Điều whose number does not follow
ANEW = 4
BEGINS_LATE = 8
BACK = 9
FAR = 20
# Of decimals, which tell their parents themselves: 1.2.4 under 1.2.
FIRST_DECIMAL, LATER_DECIMAL = 1, 3  # under the number that they continue
FIRST_ELSEWHERE, LATER_ELSEWHERE = 2, 5  # in a list of decimals that is open, but not theirs

GAP = "gap {} does not follow the number before it"
ORDER = "order {} stands after a higher or equal number"
STRAY = "order {} does not follow the number before it"
START = "start {} begins a list, but is not its first label"
REPEAT = "repeat {} begins a list anew where one was open"


class Fit(NamedTuple):
    """A place for a label."""

    cost: int
    depth: int  # index in the stack of the segment above it
    note: str  # the code of a diagnostic and its message; "" where nothing is odd


def family(style: str) -> str:
    """The style that stands for all that one list may mix."""
    return FAMILIES.get(style, style)


def fit(
    stack: list[Node],
    label: Label,
    colon: bool,
    *,
    directly: bool = False,
    capitals: bool = False,
    beside: Node | None = None,
) -> Fit:
    """The best place for `label`; `colon`: what was read last under the last of the stack ends in one.

    `directly`: nothing was read between the last of the stack and the label; `capitals`: so are the words behind it;
    `beside`: what a paragraph stands under that was read last and leads in a list, where that is not the last.
    """
    if RANKS[label.style] <= RANKS["article"]:
        return _fit_named(stack, label)
    if label.kind == "bullet":
        return _fit_bullet(stack, label, colon)
    ours, length = family(label.style), len(label.value)
    same = [
        i
        for i in range(len(stack) - 1, 0, -1)
        if FAMILIES.get(stack[i].style, stack[i].style) == ours and len(stack[i].value) == length
    ]
    if going := [i for i in same if follows(stack[i].value, label.value)]:
        return Fit(NEXT, _likest(stack, going, label, capitals) - 1, "")
    if len(label.value) > 1:
        return _fit_decimal(stack, label, same, colon)
    if same and beside in stack[same[0] :] and label.value[0] == 1:
        return Fit(OPENS, stack.index(beside), "")
    return _fit_number(stack, label, same, colon, directly)


def _likest(stack: list[Node], lists: list[int], label: Label, capitals: bool) -> int:
    """Of open lists that a label may go on, the innermost printed as it is: "2-" above "1.", titles above sentences."""
    if len(lists) == 1:
        return lists[0]
    return min(lists, key=lambda i: (stack[i].style != label.style, stack[i].capitals != capitals))


def _fit_number(stack: list[Node], label: Label, same: list[int], colon: bool, directly: bool) -> Fit:
    """A number or letter that follows none of the open lists `same` of its style."""
    number = int(label.value[-1])
    if label.value[0] == 1:
        nested = _parent_for(stack, label, colon)
        if not same or (stack[nested] is stack[-1] and (nested not in same or colon)):
            return Fit(OPENS, nested, "")
        # A list begins anew inside a title ("3. PHÂN CÔNG", "1. …"), or printed in another way ("2-", "1.").
        last = len(stack) - 1
        if directly and last in same and (stack[last].introduces() or stack[last].style != label.style):
            return Fit(OPENS, last, "")
        return Fit(ANEW, same[0] - 1, REPEAT)
    for i in same:
        step = number - int(stack[i].value[-1])
        if 0 < step <= LARGEST_GAP:
            return Fit(SKIPS + step, i - 1, GAP)
    if not same:
        for i in range(1, len(stack)):  # "3." goes on after "2.1." where no "2." stands
            if stack[i].style == "1.1" and follows(stack[i].value[:1], label.value):
                return Fit(NEXT, i - 1, "")
        return Fit(BEGINS_LATE, _parent_for(stack, label, colon), START)
    if number - int(stack[same[0]].value[-1]) > LARGEST_GAP:
        return Fit(FAR, same[0] - 1, GAP)
    return Fit(BACK, same[0] - 1, ORDER)


def _fit_named(stack: list[Node], label: Label) -> Fit:
    """Phần, Chương, Mục, Tiểu mục, Điều: by rank; Điều may also stand under I. or A."""
    depth = 0
    for i, node in enumerate(stack[1:], 1):
        ranked = 0 <= node.rank < RANKS[label.style]
        if not ranked and not (label.kind == "article" and node.kind == "heading"):
            break
        depth = i
    # The Điều of a text count on through its Chương.
    numbers = stack[0 if label.kind == "article" else depth].numbers
    last, value = numbers.get(label.style, 0), label.value[-1]
    cost = NEXT if int(value) - last in (0, 1) or not last else LEVEL_SKIPS
    note = ""
    if last and value <= last and value == int(value):
        note = ORDER
    elif int(value) - last > 1 and last:
        note = GAP
    return Fit(cost, depth, note)


def _fit_bullet(stack: list[Node], label: Label, colon: bool) -> Fit:
    if stack[-1].style == label.style:
        return Fit(NEXT, len(stack) - 2, "")
    if not colon:
        for i in range(len(stack) - 1, 0, -1):
            if stack[i].style == label.style:
                return Fit(NEXT, i - 1, "")
    return Fit(OPENS, _parent_for(stack, label, colon), "")


def _fit_decimal(stack: list[Node], label: Label, same: list[int], colon: bool) -> Fit:
    """A decimal stands under the open number that it continues: 1.2.4 under 1.2."""
    prefix = label.value[:-1]
    last = next((stack[i].value[-1] for i in same if stack[i].value[:-1] == prefix), None)
    first = label.value[-1] == 1
    note = "" if first else START
    if last is not None:
        note = ORDER if label.value[-1] <= last else GAP
    for i in range(len(stack) - 1, 0, -1):
        node = stack[i]
        if (node.style == "1.1" or family(node.style) == "1.") and node.value == prefix:
            return Fit(FIRST_DECIMAL if first else LATER_DECIMAL, i, note)
    if same:
        if last is None and not first:
            note = STRAY
        return Fit(FIRST_ELSEWHERE if first else LATER_ELSEWHERE, same[0] - 1, note)
    return Fit(FIRST_DECIMAL if first else BEGINS_LATE, _parent_for(stack, label, colon), note)


def _parent_for(stack: list[Node], label: Label, colon: bool) -> int:
    """The index of the nearest open segment that a new list may open under."""
    last = len(stack) - 1
    if last and (colon or (stack[last].introduces() and stack[last].style != label.style)):
        return last
    return next((i for i in range(last, 0, -1) if stack[i].rank < RANKS[label.style]), 0)
