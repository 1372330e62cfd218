"""Printed lines and the paragraphs they make up, from where the lines stand on the page.

Reads: the lines of all pages, from a text layer or a picture. Guarantees: every line comes out as a
line of its own, pages are parted by form feeds, and a blank line stands above a line that begins a
paragraph: where its first word would still have fitted on the line above, where it is set in, or
where it is set apart. A paragraph goes on over page numbers, running headers and footnotes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from .charset import Run

NUMBER = re.compile(r"\W*\d{1,4}\W*|(?i:trang)\W*\d{1,4}\W*(?:\d{1,4})?")
DIGITS = re.compile(r"\d+")
RUNNING = 3  # pages from which words at the edge are no text
APART = 1.3  # times the distance of the lines before or after
FAR = 4.0  # heights of a line
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
    note: bool = False  # it belongs to a footnote

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class _Margins(NamedTuple):
    """Between what the lines of a page stand."""

    left: float  # where lines begin that are not set in
    right: float  # where full lines end
    indents: bool  # only the first line of a paragraph is set in


class Printed(NamedTuple):
    """The text of all pages."""

    runs: list[Run]
    notes: frozenset[int]  # the numbers of its lines, from 0, that belong to footnotes


def paragraphs(pages: list[list[Line]]) -> Printed:
    """The text of all pages."""
    runs: list[Run] = []
    notes: set[int] = set()
    number = 0
    for run, note in _paragraphs(pages):
        if note:
            notes.add(number)
        number += run.text.count("\n") + run.text.count("\f")
        runs.append(run)
    return Printed(runs, frozenset(notes))


def _paragraphs(pages: list[list[Line]]) -> Iterator[tuple[Run, bool]]:
    """The text of all pages, and of each stretch of it whether it is one of a footnote."""
    edges = Counter(_folded(lines[i]) for lines in pages for i in _edges(lines))
    running = {words for words, count in edges.items() if count >= RUNNING}
    last: Line | None = None  # of the pages before
    margins = _margins([])
    first = True  # the line above begins its paragraph
    end = ""
    for lines in pages:
        aside = {i for i in _edges(lines) if NUMBER.fullmatch(lines[i].text) or _folded(lines[i]) in running}
        aside |= {i for i, line in enumerate(lines) if line.note}
        body = [line for i, line in enumerate(lines) if i not in aside]
        begin = iter(_beginnings(body, last, margins, first))
        for i, line in enumerate(lines):
            yield Run(end), False
            if i not in aside:
                first = next(begin)
                yield Run("\n" if first else ""), False
            for run in line.runs:
                yield run, line.note
            end = "\n"
        # A form feed ends the page's last line: on a line of its own it would be a blank one.
        end = "\f" if lines else end + "\f"
        if body:
            last, margins = body[-1], _margins(body)
    yield Run(end[:-1] or "\n"), False


def _beginnings(lines: list[Line], last: Line | None, margins: _Margins, first: bool) -> Iterator[bool]:
    """For each line of a page whether it begins a paragraph, after the last line of the page before and its margins."""
    here = _margins(lines)
    # From each line to the one above; 0 where that stands elsewhere.
    steps = [0.0, *(_step(a, b) for a, b in pairwise(lines)), 0.0]
    for i, line in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else None
        if i:
            near = [step for step in (steps[i - 1], steps[i + 1]) if step]
            apart = not steps[i] or (near and steps[i] > APART * min(near))
            first = bool(apart) or _begins(lines[i - 1], line, below, here, first)
        else:
            first = last is None or _begins(last, line, below, margins, first)
        yield first


def _step(above: Line, line: Line) -> float:
    """How far `line` stands below `above`; 0 where it is in another column, or much lower."""
    step, height = above.base - line.base, min(above.height, line.height)
    beside = line.left > above.right or line.right + ASIDE * height < above.left
    return 0.0 if beside or not 0 < step < FAR * height else step


def _edges(lines: list[Line]) -> set[int]:
    """The lines that can be a page number, or a running header or footer."""
    return set(range(len(lines))[:2]) | set(range(len(lines))[-2:])


def _folded(line: Line) -> str:
    return DIGITS.sub("#", line.text.casefold())


def _begins(above: Line, line: Line, below: Line | None, margins: _Margins, first: bool) -> bool:
    """Whether `line` begins a paragraph, by its width and where it is set in; `first`: so does `above`."""
    height = min(above.height, line.height)
    text = normalize("NFC", line.text)
    word = _breadth(text.split(" ", 1)[0] + " ") * (line.right - line.left) / max(_breadth(text), 1)
    if above.right + word + SLACK * height < margins.right:
        return True
    inset = INSET * height
    if abs(line.left - above.left) < inset:
        # Two lines set in alike: of one paragraph that is set in as a whole, or each the first of its own.
        return first and margins.indents and line.left > margins.left + inset and not text[0].islower()
    if line.left < above.left:
        return not first
    # Set in: unless it hangs below a label, and the next line with it.
    return not (first and below is not None and abs(below.left - line.left) < inset)


def _breadth(text: str) -> float:
    """How broad the text is, in small letters."""
    return len(text) + 0.4 * sum(map(str.isupper, text))


def _margins(lines: list[Line]) -> _Margins:
    if not lines:
        return _Margins(0.0, 0.0, False)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    left = lefts[len(lefts) // 10]
    set_in = [(a, b) for a, b in pairwise(lines) if _step(a, b) and a.left > left + INSET * a.height]
    back = sum(b.left < a.left - INSET * a.height for a, b in set_in)
    alike = sum(abs(b.left - a.left) < INSET * a.height and b.text[0].islower() for a, b in set_in)
    return _Margins(left, rights[len(rights) * 9 // 10], back > alike)
