"""Lines that were two or more columns in print: wide gaps between words tell, the source keeps them.

Reads: a line and the source text. Guarantees: the pieces of a line hold all of its words, in order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .lines import Line, to_source


def columns(source: str, line: Line) -> list[Line]:
    """The columns of a line of the text `source` that was two or more in print (wide gaps between them)."""
    return cut(source, line, [then for then, _ in _gaps(line)])


def cut(source: str, line: Line, offsets: Iterable[int]) -> list[Line]:
    """The pieces of a line that begin at its start and at `offsets` of its text."""
    starts = sorted({0, *offsets})
    if len(starts) == 1:
        return [line]
    begins = [line.start, *(to_source(line.runs, start, start + 1)[0] for start in starts[1:]), line.end]
    pieces: list[Line] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(line.text)])):
        text = line.text[start:end].rstrip()
        at = bisect_right(line.runs, (start, line.end)) - 1
        first = (0, line.runs[at][1] + start - line.runs[at][0])
        runs = (first, *((t - start, s) for t, s in line.runs[at + 1 :] if t < start + len(text)))
        # What lies between two pieces belongs to the left one.
        ends = begins[number] + len(source[begins[number] : begins[number + 1]].rstrip())
        pieces.append(line._replace(start=begins[number], end=ends, text=text, runs=runs))
    return pieces


def _gaps(line: Line) -> Iterator[tuple[int, int]]:
    """Where the source has more between two words than the line."""
    for (text, source), (then, at) in pairwise(line.runs):
        if at - source > then - text and line.text[then - 1] == " ":
            yield then, at
