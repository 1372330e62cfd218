"""Physical lines: clean words, page furniture set aside, and what the line breaks mean.

Reads: a source text. Guarantees:
1. Every non-space character lies in exactly one line; lines are in order and do not overlap.
2. `Line.text` has single spaces, no Markdown marks and no numbers that refer to notes; `Line.runs` leads each of its
   characters back to the source.
3. A label whose word and number stand on two lines is one line.
4. Page numbers, running headers, rulers, tables of contents, the menus of pages and the stamps of digital signatures
   are marked as furniture, and footnotes as notes besides; nothing else is.
5. `Layout.continues` tells whether a line goes on with the sentence of the line above, from the
   text's own habits: some files wrap at a width, some put a blank line after every line.
"""

from collections.abc import Iterable
from itertools import pairwise
from re import Pattern
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from ..model import Source
from .furniture import furniture
from .labels import KEYWORDS, readings
from .lines import Line, Runs, join
from .notes import references

WORDS = lazy(r"\S+(?:\s\S+)*")
# Marks of emphasis, headings, table cells and escapes; a "* " at the start is a bullet and stays, unless another closes
# it.
MARKS = lazy(r"[*>#\\|_]")  # what each of them has: most lines have none
MARKDOWN = lazy(
    r"\*\*+|^\*(?=\s+(?:\*|[^*]*[^*\s]\*(?:\s|$)))|^(?:>\s?)+|^#{1,6}\s|(?<=\S)\*|(?<=\s)\*$|\*(?=\S)|\\(?=[-*_.+#()\[\]])|\||__"
)
PIECES = lazy(r"[^\0\s]+")
# No sentence ends so, whatever the lines' width: "… theo quy định tại khoản 8 Điều 38" / "Nghị định số 15/2018/NĐ-CP",
# "… và" / "Kế hoạch", "… số" / "66/2018".
OPEN = lazy(
    lambda: (
        rf"(?<=\w)[ ,]+(?:{any_of('never_last')}|(?P<place>tại|(?:{any_of('places_in_acts')}) \w{{1,4}})"
        r"|(?P<number>số|ngày))$"
    )
)
ACT = lazy(lambda: rf"{any_of('acts', 'places_in_acts')}\b")
RULER = lazy(r"[\W_]+")
BULLET = lazy(r"[-–—+*•·▪●○◦§]")
# What may stand alone on a line where a label was broken: "Điều", "Phụ" (lục)
PARTED = {*KEYWORDS, *(word.split()[0] for word in KEYWORDS)}
# A line that would be longer than this share of the width with the next word goes on. Less joins paragraphs whose last
# line is long, more parts the sentences of ragged text. Of 597 documents 1 changes at 0.6, 1 at 0.84.
FULL = 0.72
# The same behind a stop, where a paragraph is likelier to end. Less joins neighbouring sentences to one paragraph, more
# parts two sentences of one paragraph where the first ends at a line's end. Of 597 documents 1 changes at 0.75, 2 at
# 0.95.
FULL_FINISHED = 0.85
# Which of the lines, by length, shows the width: nearly the longest. All of them would let one row of a table or one
# address without a break decide, fewer would take wrapped text for ragged. Of 597 documents 34 change at 0.9, 103 at
# 0.999.
WIDTH_OF = 0.98
# Characters from which lines do not wrap, each is a paragraph. Less takes text wrapped on a wide page for paragraphs.
# Of 597 documents 181 change at 80, 20 at 320.
WIDEST = 160
# The share of lines that begin in mid-sentence from which a text wraps. Less takes items without a capital for
# wrapping, more misses text of many short items. Of 597 documents 58 change at 0.1, 85 at 0.4.
WRAPS = 0.2


class Layout(NamedTuple):
    """The lines of a text and the habits read off them."""

    source: Source
    lines: list[Line]
    width: int  # characters at which lines wrap; 0 where each line is a whole paragraph
    blank_ends: bool  # a blank line ends a paragraph

    def continues(self, above: Line, line: Line, text: str) -> bool:
        """Whether `line`, whose words are `text` (a label may be cut off), goes on with `above`."""
        finished = above.finished
        lower = text[:1].islower() or text[:1] in ",)%–"
        if not finished and (lower or _left_open(above.text, text)):
            return True
        if not self.width or (self.blank_ends and line.blank_above):
            return False
        if self.blank_ends and not line.blank_above:
            return True
        # The old test of a typesetter: had the first word still fitted above, the break is meant.
        first = len(text.split(" ", 1)[0])
        return len(above.text) + 1 + first > self.width * (FULL_FINISHED if finished else FULL)


def _left_open(above: str, text: str) -> bool:
    """Whether the sentence of a line ends in a word that none ends with, or in an article whose act comes next."""
    left = OPEN.search(above)
    if left is None or text.isupper():
        return False
    return (not left["place"] or ACT.match(text) is not None) and (not left["number"] or text[:1].isdigit())


def layout(source: Source, asides: frozenset[int] = frozenset(), notes: frozenset[int] = frozenset()) -> Layout:
    """The physical lines of `source`; `asides` are the numbers of those that only frame the text, `notes` of notes."""
    lines = _whole_labels(_split(source, asides, notes))
    for i in furniture(lines):
        lines[i] = lines[i]._replace(furniture=True)
    return Layout(source, lines, *_habits(lines))


def _split(source: Source, asides: frozenset[int], notes: frozenset[int]) -> list[Line]:
    marks = MARKDOWN if source.media_type == "text/markdown" else references(source.text, notes)
    pages = source.pages is not None
    lines: list[Line] = []
    position, page, blank = 0, 1, False
    for number, raw in enumerate(source.text.splitlines(keepends=True)):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            end = start + len(stripped)
            note = number in notes
            text, runs = _clean(stripped, start, None if note else marks)
            # "* *" in Markdown is a rule, a lone "*" a bullet whose text stands on the next line.
            ruler = RULER.fullmatch(text) is not None and not BULLET.fullmatch(stripped)
            aside = ruler or note or number in asides
            lines.append(Line(start, end, text, runs, blank, page if pages else None, aside, note))
            blank = False
        else:
            blank = True
        position += len(raw)
        if pages and raw.endswith("\f"):
            page += 1
    return lines


def _whole_labels(lines: Iterable[Line]) -> list[Line]:
    """The lines, where a break parts the word of a label from its number ("Chương" / "I") put together."""
    whole: list[Line] = []
    for line in lines:
        above = whole[-1] if whole else None
        if above and above.text.casefold() in PARTED and above.text[0].isupper() and not line.furniture:
            text, runs = join([above, line])
            if any(label.end > len(above.text) for label in readings(text)):
                whole[-1] = above._replace(end=line.end, text=text, runs=runs)
                continue
        whole.append(line)
    return whole


def _clean(raw: str, start: int, marks: Pattern[str] | None) -> tuple[str, Runs]:
    """Words with single spaces and without `marks`, and the runs from them to the source."""
    if marks and (marks is not MARKDOWN or MARKS.search(raw)) and marks.search(raw):
        # Marks become spaces that are dropped again where they stood inside the line's words.
        spaced = marks.sub(lambda m: "\0" * len(m[0]), raw)
        pieces = [(m.start(), m[0]) for m in PIECES.finditer(spaced)]
        text = ""
        runs: list[tuple[int, int]] = []
        for at, piece in pieces:
            if text and any(c.isspace() for c in spaced[runs[-1][1] - start + len(text) - runs[-1][0] : at]):
                text += " "
            runs.append((len(text), start + at))
            text += piece
        return (text, tuple(runs)) if pieces else (raw, ((0, start),))
    if " ".join(raw.split()) != raw:
        text, runs = "", []
        for match in WORDS.finditer(raw):
            if text:
                text += " "
            runs.append((len(text), start + match.start()))
            text += " ".join(match[0].split())
        return text, tuple(runs)
    return raw, ((0, start),)


def _habits(lines: list[Line]) -> tuple[int, bool]:
    """(wrap width or 0, whether a blank line ends a paragraph)."""
    body = [line for line in lines if not line.furniture]
    if not body:
        return 0, True
    lengths = sorted(len(line.text) for line in body)
    width = lengths[int(len(lengths) * WIDTH_OF)]
    broken = {True: 0, False: 0}  # lines that begin in mid-sentence, by blank line above
    whole = {True: 0, False: 0}
    for above, line in pairwise(body):
        if line.text[0].islower() and line.text[1:2] not in (")", ".") and not above.finished:
            broken[line.blank_above] += 1
        else:
            whole[line.blank_above] += 1
    wrapped = {gap: broken[gap] > WRAPS * (broken[gap] + whole[gap]) for gap in (True, False)}
    if width > WIDEST or not any(wrapped.values()):
        return 0, True
    return width, not wrapped[True]
