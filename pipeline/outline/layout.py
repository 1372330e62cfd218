"""Physical lines: clean words, page furniture set aside, and what the line breaks mean.

Reads: a source text. Guarantees:
1. Every non-space character lies in exactly one line; lines are in order and do not overlap.
2. `Line.text` has single spaces and no Markdown marks; `Line.runs` leads each of its characters
   back to the source.
3. A label whose word and number stand on two lines is one line.
4. Page numbers, running headers, rulers, the menus of pages and the stamps of digital signatures are marked as
   furniture, nothing else is.
5. `Layout.continues` tells whether a line goes on with the sentence of the line above, from the
   text's own habits: some files wrap at a width, some put a blank line after every line.
"""

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..knowledge import table
from ..model import Source, Span
from .labels import KEYWORDS, readings

Runs = tuple[tuple[int, int], ...]

UNEVEN = re.compile(r"\s\s|[^\S ]")
WORDS = re.compile(r"\S+(?:\s\S+)*")
# Marks of emphasis, headings, table cells and escapes; a "* " at the start is a bullet and stays.
MARKDOWN = re.compile(r"\*\*+|^(?:>\s?)+|^#{1,6}\s|(?<=\S)\*|(?<=\s)\*$|\*(?=\S)|\\(?=[-*_.+#()\[\]])|\||__")
RULER = re.compile(r"[\W_]+")
BULLET = re.compile(r"[-–—+*•·▪●○◦§]")
LONE_NUMBER = re.compile(r"(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—])?|(?:Trang|trang)\s+(\d{1,4})(?:\s*/\s*\d+)?")
# What may stand alone on a line where a label was broken: "Điều", "Phụ" (lục)
PARTED = {*KEYWORDS, *(word.split()[0] for word in KEYWORDS)}
STAMP = tuple(row["begins"] for row in table("stamps") if row["tells"] == "yes")
BESIDE_STAMP = tuple(row["begins"] for row in table("stamps") if row["tells"] == "no")
FINAL = tuple('.;:!?…”"/')
MENU = 6  # entries from which short phrases above a text are a menu
LONGEST_ENTRY = 80  # characters
CHARACTERS_A_PAGE = (150, 9000)  # what a page can hold, from a poster to small print


class Line(NamedTuple):
    """One physical line that is not blank; start and end index the source text."""

    start: int
    end: int
    text: str
    runs: Runs  # (offset in text, offset in source) at the start of each stretch copied as it is
    blank_above: bool
    page: int | None
    furniture: bool


class Layout(NamedTuple):
    """The lines of a text and the habits read off them."""

    source: Source
    lines: list[Line]
    width: int  # characters at which lines wrap; 0 where each line is a whole paragraph
    blank_ends: bool  # a blank line ends a paragraph

    def continues(self, above: Line, line: Line, text: str) -> bool:
        """Whether `line`, whose words are `text` (a label may be cut off), goes on with `above`."""
        finished = above.text.endswith(FINAL)
        lower = text[:1].islower() or text[:1] in ",)%–"
        if lower and not finished:
            return True
        if not self.width or (self.blank_ends and line.blank_above):
            return False
        if self.blank_ends and not line.blank_above:
            return True
        # The old test of a typesetter: had the first word still fitted above, the break is meant.
        first = len(text.split(" ", 1)[0])
        return len(above.text) + 1 + first > self.width * (0.85 if finished else 0.72)


def layout(source: Source, asides: frozenset[int] = frozenset()) -> Layout:
    """The physical lines of `source`; `asides` are the numbers of those that only frame the text."""
    lines = _whole_labels(_split(source, asides))
    numbers = _page_numbers(lines)
    furniture = numbers | _running_headers(lines, numbers) | _menus(lines) | _stamps(lines)
    if furniture:
        lines = [line._replace(furniture=True) if i in furniture else line for i, line in enumerate(lines)]
    return Layout(source, lines, *_habits(lines))


def join(lines: list[Line], offset: int = 0) -> tuple[str, Runs]:
    """The words of `lines` on one line, from `offset` of the first on, and the runs back."""
    if len(lines) == 1:
        line = lines[0]
        return (line.text, line.runs) if not offset else _cut(line, offset)
    text, runs = _cut(lines[0], offset)
    parts, joined = [text], list(runs)
    length = len(text)
    for line in lines[1:]:
        # A hyphen without a space before it ends in mid-word ("kinh tế-" + "xã hội").
        if parts[-1] and not (parts[-1][-1] in "-–" and parts[-1][-2:-1].isalnum()):
            parts.append(" ")
            length += 1
        joined += [(length + t, s) for t, s in line.runs]
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), tuple(joined)


def to_source(runs: Runs, start: int, end: int) -> Span:
    """The range of the source that holds characters [start, end) of a joined text."""
    if len(runs) == 1:
        shift = runs[0][1] - runs[0][0]
        return start + shift, end + shift
    at, last = bisect_right(runs, (start, 1 << 62)) - 1, bisect_right(runs, (end - 1, 1 << 62)) - 1
    return start - runs[at][0] + runs[at][1], end - runs[last][0] + runs[last][1]


def _cut(line: Line, offset: int) -> tuple[str, Runs]:
    if not offset:
        return line.text, line.runs
    text = line.text[offset:]
    offset += len(text) - len(text.lstrip())
    runs = line.runs
    at = bisect_right(runs, (offset, 1 << 62)) - 1
    first = (0, offset - runs[at][0] + runs[at][1])
    return line.text[offset:], (first, *((t - offset, s) for t, s in runs[at + 1 :]))


def _split(source: Source, asides: frozenset[int]) -> list[Line]:
    markdown = source.media_type == "text/markdown"
    pages = source.pages is not None
    lines: list[Line] = []
    position, page, blank = 0, 1, False
    for number, raw in enumerate(source.text.splitlines(keepends=True)):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            end = start + len(stripped)
            text, runs = _clean(stripped, start, markdown)
            # "* *" in Markdown is a rule, a lone "*" a bullet whose text stands on the next line.
            ruler = RULER.fullmatch(text) is not None and not BULLET.fullmatch(stripped)
            lines.append(Line(start, end, text, runs, blank, page if pages else None, ruler or number in asides))
            blank = False
        else:
            blank = True
        position += len(raw)
        if pages and raw.endswith("\f"):
            page += 1
    return lines


def _whole_labels(lines: list[Line]) -> list[Line]:
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


def _clean(raw: str, start: int, markdown: bool) -> tuple[str, Runs]:
    """Words with single spaces, and the runs from them to the source."""
    if markdown and MARKDOWN.search(raw):
        # Marks become spaces that are dropped again where they stood inside the line's words.
        bare = MARKDOWN.sub(lambda m: "\0" * len(m[0]), raw)
        pieces = [(m.start(), m[0]) for m in re.finditer(r"[^\0\s]+", bare)]
        text = ""
        runs: list[tuple[int, int]] = []
        for at, piece in pieces:
            if text and any(c.isspace() for c in bare[runs[-1][1] - start + len(text) - runs[-1][0] : at]):
                text += " "
            runs.append((len(text), start + at))
            text += piece
        return (text, tuple(runs)) if pieces else (raw, ((0, start),))
    if UNEVEN.search(raw):
        text, runs = "", []
        for match in WORDS.finditer(raw):
            if text:
                text += " "
            runs.append((len(text), start + match.start()))
            text += " ".join(match[0].split())
        return text, tuple(runs)
    return raw, ((0, start),)


def _page_numbers(lines: list[Line]) -> set[int]:
    """Lines that hold only a number of a rising sequence with a page's worth of text between."""
    found: set[int] = set()
    number, since = 1, 0  # the last page number, and the characters of words read since
    for i, line in enumerate(lines):
        since += len(line.text)
        if len(line.text) > 16 or not (match := LONE_NUMBER.fullmatch(line.text)):
            continue
        value = int(match[1] or match[2])
        if value <= number or any(near.furniture for near in lines[max(i - 1, 0) : i + 2]):
            continue  # beside rulers it is the cell of a table
        low, high = (bound * (value - number) for bound in CHARACTERS_A_PAGE)
        if low <= since <= high:
            found.add(i)
            number, since = value, 0
    return found


def _running_headers(lines: list[Line], numbers: set[int]) -> set[int]:
    """Lines beside page breaks whose words, digits apart, recur on three pages or more.

    A line that begins with a label is text, however often it recurs.
    """
    beside: dict[int, str] = {}
    for i, line in enumerate(lines):
        top = i > 0 and lines[i - 1].page != line.page
        bottom = line.page is not None and (i + 1 == len(lines) or lines[i + 1].page != line.page)
        if (top or bottom or i - 1 in numbers or i + 1 in numbers) and not readings(line.text):
            beside[i] = re.sub(r"\d+", "#", line.text.casefold())
    counts = Counter(beside.values())
    return {i for i, words in beside.items() if counts[words] >= 3 and i not in numbers}


def _menus(lines: list[Line]) -> set[int]:
    """The menu of a page that was saved as text: short phrases above it, and from where they recur below it."""
    words = [(i, line.text) for i, line in enumerate(lines) if not line.furniture]
    above = list(takewhile(lambda pair: _in_menu(lines[pair[0]]), words))
    # Capitals or a label must follow: a text whose lines are all as short has no menu.
    if len(above) < MENU or len(above) == len(words):
        return set()
    text = words[len(above)][1]
    if not (text.isupper() or readings(text)):
        return set()
    found = {i for i, _ in above}
    entries = {text for _, text in above}
    for (i, first), (_, second), (_, third) in zip(words, words[1:], words[2:], strict=False):
        if i not in found and {first, second, third} <= entries:  # the menu once more: only the page goes on
            found.update(range(i, len(lines)))
            break
    return found


def _in_menu(line: Line) -> bool:
    text = line.text
    if len(text) > LONGEST_ENTRY or text.isupper() or text.endswith(FINAL) or readings(text):
        return False
    return len(line.runs) == 1 and not any(map(str.isdecimal, text))  # neither a row of a table nor a date


def _stamps(lines: list[Line]) -> set[int]:
    """Lines of a digital signature's stamp: those that tell it, and those that only do so beside them."""
    told = {i for i, line in enumerate(lines) if line.text.startswith(STAMP)}
    found: set[int] = set()
    for i in told:
        found.add(i)
        for step in (-1, 1):
            at = i + step
            while 0 <= at < len(lines) and at not in told and lines[at].text.startswith(BESIDE_STAMP):
                found.add(at)
                at += step
    return found


def _habits(lines: list[Line]) -> tuple[int, bool]:
    """(wrap width or 0, whether a blank line ends a paragraph)."""
    body = [line for line in lines if not line.furniture]
    if not body:
        return 0, True
    lengths = sorted(len(line.text) for line in body)
    width = lengths[int(len(lengths) * 0.98)]
    broken = {True: 0, False: 0}  # lines that begin in mid-sentence, by blank line above
    whole = {True: 0, False: 0}
    for above, line in pairwise(body):
        if line.text[0].islower() and line.text[1:2] not in (")", ".") and not above.text.endswith(FINAL):
            broken[line.blank_above] += 1
        else:
            whole[line.blank_above] += 1
    wrapped = {gap: broken[gap] > 0.2 * (broken[gap] + whole[gap]) for gap in (True, False)}
    if width > 160 or not any(wrapped.values()):
        return 0, True
    return width, not wrapped[True]
