"""Labels inside a line: a break that was lost between a title and the first item of its list.

Reads: the lines of a body and the source text. Guarantees:
1. A line is cut only where the second item of a list begins a line below it, and the first begins none:
   "Điều 2. Nhiệm vụ 1. Lo xe." above "2. Lo nhà.".
2. The pieces hold all words of the line, in order.

The work is linear: a line is looked at for at most `REACH` lines below it.
"""

import re
from collections.abc import Sequence

from ..language.patterns import any_of, lazy
from .columns import cut
from .labels import RANKS, Label
from .lines import Line

# Lines above the second item in which the first is looked for: one item is seldom longer. More costs time.
REACH = 40
# A number behind these is one of a sentence: "khoản 1. Về …".
COUNTED = lazy(lambda: rf"\b(?i:{any_of('numbered_in_sentence')}) \Z")
SIGNS = {"1.": "{}.", "1)": "{})", "1/": "{}/", "1-": "{}-", "a)": "{})", "a.": "{}.", "(1)": "({})", "1.1": "{}."}


def split(source: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold the first label of a list in two."""
    cuts: dict[int, int] = {}
    for i, line in enumerate(lines):
        label = line.labels[0] if line.labels else None
        if label and label.style in SIGNS and label.value[-1] == 2 and (found := _first(lines, i, label)):
            cuts[found[0]] = found[1]
    if not cuts:
        return list(lines)
    return [piece for i, line in enumerate(lines) for piece in (cut(source, line, [cuts[i]]) if i in cuts else [line])]


def _first(lines: Sequence[Line], i: int, second: Label) -> tuple[int, int] | None:
    """The line, and where in it the label before `second` stands; None where a line begins with it."""
    name = second.name.rpartition(second.name[-1])[0] + ("a" if second.kind == "point" else "1")
    sign = re.escape(SIGNS[second.style].format(name))
    pattern = re.compile(rf"(?<=[\w.:,;)]) {sign} (?=[^\W\d_])")
    for at in range(i - 1, max(i - 1 - REACH, -1), -1):
        line = lines[at]
        if line.furniture:
            continue
        own = line.labels[0] if line.labels else None
        if own and own.style == second.style and own.value[:-1] == second.value[:-1]:
            return None  # its list has begun, or is another one
        for match in pattern.finditer(line.text):
            start = match.start() + 1
            behind = own.end if own else 0  # the line's own label
            counted = start > behind and COUNTED.search(line.text, behind, start)
            if line.text[match.end()].isupper() and start >= behind and not counted:
                return at, start
        if own and RANKS[own.style] < RANKS[second.style]:
            return None
    return None
