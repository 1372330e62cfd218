"""Printed lines and the paragraphs they make up, from where the lines stand on the page.

Reads: the lines of all pages, from a text layer or a picture. Guarantees: every line comes out as a
line of its own, pages are parted by form feeds, and a blank line stands above a line that begins a
paragraph: where its first word would still have fitted on the line above, where it is set in, or
where it is set apart. A paragraph goes on over page numbers and running headers.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from pipeline.sources.charset import Run

NUMBER = re.compile(r"\W*\d{1,4}\W*|(?i:trang)\W*\d{1,4}\W*(?:\d{1,4})?")
DIGITS = re.compile(r"\d+")
RUNNING = 3  # pages from which words at the edge are no text
APART = 1.3  # times the usual distance of two lines
ASIDE = 3.0  # heights of a line: what ends so far to the left of the line above is another column
SLACK = 0.3  # of the height of a line: a word's width is told from the line's
INSET = 0.8  # of the height of a line


class Line(NamedTuple):
    """One printed line. Lengths in any unit, the same for all lines of a page; y upwards."""

    runs: list[Run]
    left: float
    right: float
    base: float
    height: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class _Frame(NamedTuple):
    """How the lines of a page stand."""

    left: float  # where lines begin that are not set in
    right: float  # where full lines end
    step: float  # from one line of a paragraph to the next
    indents: bool  # only the first line of a paragraph is set in


def paragraphs(pages: list[list[Line]]) -> Iterator[Run]:
    """The text of all pages."""
    edges = Counter(_folded(lines[i]) for lines in pages for i in _edges(lines))
    running = {words for words, count in edges.items() if count >= RUNNING}
    above: Line | None = None
    first = True  # `above` begins its paragraph
    frame = _frame([])
    end = ""
    for lines in pages:
        aside = {i for i in _edges(lines) if NUMBER.fullmatch(lines[i].text) or _folded(lines[i]) in running}
        body = [line for i, line in enumerate(lines) if i not in aside]
        here = _frame(body)
        below = iter([*body[1:], None])
        turned = True
        for i, line in enumerate(lines):
            yield Run(end)
            if i not in aside:
                place = frame if turned else here
                begins = above is None or _begins(above, line, next(below), place, first, turned)
                if begins:
                    yield Run("\n")
                above, first, turned = line, begins, False
            yield from line.runs
            end = "\n"
        # A form feed ends the page's last line: on a line of its own it would be a blank one.
        end = "\f" if lines else end + "\f"
        frame = here
    yield Run(end[:-1] or "\n")


def _edges(lines: list[Line]) -> set[int]:
    """The lines that can be a page number, or a running header or footer."""
    return set(range(len(lines))[:2]) | set(range(len(lines))[-2:])


def _folded(line: Line) -> str:
    return DIGITS.sub("#", line.text.casefold())


def _begins(above: Line, line: Line, below: Line | None, frame: _Frame, first: bool, turned: bool) -> bool:
    """Whether `line` begins a paragraph; `first`: so does `above`; `turned`: a page ends between the two."""
    height = min(above.height, line.height)
    if not turned:
        step = above.base - line.base
        if (
            step <= 0
            or step > APART * frame.step
            or line.left > above.right
            or line.right + ASIDE * height < above.left
        ):
            return True
    text = normalize("NFC", line.text)
    word = _breadth(text.split(" ", 1)[0] + " ") * (line.right - line.left) / max(_breadth(text), 1)
    if above.right + word + SLACK * height < frame.right:
        return True
    inset = INSET * height
    if abs(line.left - above.left) < inset:
        # Two lines set in alike: of one paragraph that is set in as a whole, or each the first of its own.
        return first and frame.indents and line.left > frame.left + inset and not line.text[0].islower()
    if line.left < above.left:
        return not first
    # Set in: unless it hangs below a label, and the next line with it.
    return not (first and below is not None and abs(below.left - line.left) < inset)


def _breadth(text: str) -> float:
    """How broad the text is, in small letters."""
    return len(text) + 0.4 * sum(map(str.isupper, text))


def _frame(lines: list[Line]) -> _Frame:
    if not lines:
        return _Frame(0.0, 0.0, 0.0, False)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    left = lefts[len(lefts) // 10]
    pairs = [(a, b) for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * max(a.height, b.height)]
    steps = sorted(a.base - b.base for a, b in pairs)
    set_in = [(a, b) for a, b in pairs if a.left > left + INSET * a.height]
    back = sum(b.left < a.left - INSET * a.height for a, b in set_in)
    alike = sum(abs(b.left - a.left) < INSET * a.height and b.text[0].islower() for a, b in set_in)
    return _Frame(left, rights[len(rights) * 9 // 10], steps[len(steps) // 4] if steps else 0.0, back > alike)
