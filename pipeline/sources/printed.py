"""Printed lines and the paragraphs they make up, from where the lines stand on the page.

Reads: the lines of all pages, from a text layer or a picture. Guarantees: every line comes out as a
line of its own, pages are parted by form feeds, and a blank line stands above a line that begins a
paragraph: where its first word would still have fitted on the line above, where it is set in, or
where it is set apart. A paragraph goes on over page numbers.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.sources.charset import Run

NUMBER = re.compile(r"\W*\d{1,4}\W*|(?i:trang)\W*\d{1,4}\W*(?:\d{1,4})?")
APART = 1.3  # times the usual distance of two lines
ASIDE = 3.0  # heights of a line: what ends so far to the left of the line above is another column
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

    right: float  # where full lines end
    step: float  # from one line of a paragraph to the next


def paragraphs(pages: list[list[Line]]) -> Iterator[Run]:
    """The text of all pages."""
    above: Line | None = None
    first = True  # `above` begins its paragraph
    frame = _Frame(0.0, 0.0)
    end = ""
    for lines in pages:
        numbers = {i for i in (0, len(lines) - 1) if lines and NUMBER.fullmatch(lines[i].text)}
        body = [line for i, line in enumerate(lines) if i not in numbers]
        here = _frame(body)
        below = iter([*body[1:], None])
        turned = True
        for i, line in enumerate(lines):
            yield Run(end)
            if i not in numbers:
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
    text = line.text
    word = len(text.split(" ", 1)[0]) * (line.right - line.left) / max(len(text), 1)
    if above.right + word + 0.3 * height < frame.right:
        return True
    if turned or line.left <= above.left + INSET * height:
        return not first and line.left < above.left - INSET * height
    # Set in: unless it hangs below a label, and the next line with it.
    return not (first and below is not None and abs(below.left - line.left) < INSET * height)


def _frame(lines: list[Line]) -> _Frame:
    rights = sorted(line.right for line in lines)
    steps = sorted(a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * max(a.height, b.height))
    return _Frame(rights[int(0.9 * (len(rights) - 1))] if rights else 0.0, steps[len(steps) // 4] if steps else 0.0)
