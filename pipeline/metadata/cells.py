"""The cells of a title block: its columns, and the lines that a converter ran together, apart.

Reads: the lines of the header. Guarantees: every range that is asked for is one of the source text.
"""

import re

import regex

from ..language.patterns import any_of, lazy
from ..model import Span
from ..outline.columns import columns, cut
from ..outline.lines import Line, to_source
from ..outline.marks import CATALOGUE, TYPED

# Where lines that a converter ran together begin anew: behind a rule, at the number, the nation, the motto.
RUN_ON = lazy(r"(?<=[-_]{3})(?=[^-_\s])|(?<=[^\s(])\s*(?=S[ốỐ]\s*:|CỘNG H(?:ÒA|OÀ) XÃ|Độc lập\s*[-–])")
# The day behind the number, or what a letter is about, on one line: "Số: 15/QĐ-UBND   Huế, ngày 9 tháng 5 năm 2024".
DAY_BEHIND = lazy(r"(?<=[\w.])[\s|]+(?=\p{Lu}\p{Ll}[\p{L} .-]{1,40},? ngày\s*[\d…. ]+\s*tháng)", compiler=regex.compile)
HEADS_DAY = lazy(lambda: rf"(?:{TYPED.pattern} )?số\b|{any_of('subjects')}\b", re.IGNORECASE)
CAPITALS_END = lazy(r"(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})", compiler=regex.compile)  # "NGHỊ ĐỊNHQuy định …"


def cells(source: str, lines: list[Line]) -> list[Line]:
    """The cells of these lines of the text `source`, in order."""
    found: list[Line] = []
    for line in lines:
        for column in columns(source, line):
            found += cut(source, column, _starts(column))
    return found


def printed(first: Line, last: Line) -> Span:
    """The source range from the first word of one line to the last of another, marks left out."""
    return to_source(first.runs, 0, 1)[0], to_source(last.runs, len(last.text) - 1, len(last.text))[1]


def span(cells: list[Line], start: int, end: int) -> Span:
    """The source range of characters [start, end) of the cells joined by line ends."""
    at = 0
    begins = ends = 0
    for cell in cells:
        length = len(cell.text)
        if at <= start < at + length + 1:
            begins = to_source(cell.runs, start - at, start - at + 1)[0]
        if at < end <= at + length:
            ends = to_source(cell.runs, end - at - 1, end - at)[1]
        at += length + 1
    return begins, max(begins, ends)


def _starts(line: Line) -> list[int]:
    """Where a line of a header begins anew though the converter ran it on."""
    patterns = (RUN_ON, CAPITALS_END, DAY_BEHIND) if HEADS_DAY.match(line.text) else (RUN_ON, CAPITALS_END)
    fields = CATALOGUE.finditer(line.text) if line.catalogued else ()
    labels = [match.start() for match in fields if match.start() and line.text[match.start() - 1].isspace()]
    return [*labels, *(match.end() for pattern in patterns for match in pattern.finditer(line.text))]
