"""What frames a text and is none of it: page numbers, running headers, contents, menus of pages, stamps of signatures.

Reads: the lines of a text, rulers and what the reader of the format set aside already marked. Guarantees: gives the
numbers of lines that only frame the text; a line that begins with a label is never a running header.
"""

from collections import Counter
from functools import cache
from itertools import takewhile

from ..knowledge import table
from ..language.patterns import lazy
from .lines import Line

LONE_NUMBER = lazy(r"(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—])?|(?:Trang|trang)\s+(\d{1,4})(?:\s*/\s*\d+)?")
LEADER = lazy(r"(?:\.{4}|…{2}|(?:\. ){4})[.… ]*\d{1,3}$")
CONTENTS = lazy(r"(?i:mục lục)\W*")
DIGITS = lazy(r"\d+")
# Characters. A longer line is no page number, whatever it holds; it only saves the match. At 8 and at 32 none of 597
# documents changes.
LONGEST_NUMBER = 16  # characters
# What a page can hold, from a poster to small print. A higher floor loses the numbers of short pages, a lower one takes
# the numbered cells of a table that was read row by row; a lower ceiling loses numbers behind pages without one. Of 597
# documents 2 change with a floor of 75, 1 of 300; 2 with a ceiling of 4500, none of 18000.
CHARACTERS_A_PAGE = (150, 9000)
# Pages that a running header stands on. Two would take a line that only happens to recur, a higher number loses the
# headers of short texts. Of 597 documents 1 changes at 2, none at 6.
RECURS = 3
# Entries from which short phrases above a text are a menu. Fewer take a title block in small letters, more leave the
# menus of plain pages in the header. At 3 and at 12 none of 597 documents changes.
MENU = 6
# Of a menu, in characters. Less ends the menu at its first long entry, more takes sentences without a stop. At 40 and
# at 160 none of 597 documents changes.
LONGEST_ENTRY = 80


def furniture(lines: list[Line]) -> set[int]:
    """The numbers of the lines that only frame the text, beside those that are marked already."""
    numbers = _page_numbers(lines)
    return numbers | _running_headers(lines, numbers) | _contents(lines) | _menus(lines) | _stamps(lines)


def _page_numbers(lines: list[Line]) -> set[int]:
    """Lines that hold only a number of a rising sequence with a page's worth of text between."""
    found: set[int] = set()
    number, since = 1, 0  # the last page number, and the characters of words read since
    for i, line in enumerate(lines):
        since += len(line.text)
        if len(line.text) > LONGEST_NUMBER or not (match := LONE_NUMBER.fullmatch(line.text)):
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
        if (top or bottom or i - 1 in numbers or i + 1 in numbers) and not line.labels:
            beside[i] = DIGITS.sub("#", line.text.casefold())
    counts = Counter(beside.values())
    return {i for i, words in beside.items() if counts[words] >= RECURS and i not in numbers}


def _contents(lines: list[Line]) -> set[int]:
    """A table of contents: lines that end in dots and the number of a page, two or more, and what they stand under."""
    rows = {i for i, line in enumerate(lines) if line.text[-1].isdigit() and LEADER.search(line.text)}
    found = {i for i in rows if i - 1 in rows or i + 1 in rows}
    titles = {i - 1 for i in found if i - 1 not in found and i and CONTENTS.fullmatch(lines[i - 1].text)}
    return found | titles


def _menus(lines: list[Line]) -> set[int]:
    """The menu of a page that was saved as text: short phrases above it, and from where they recur below it."""
    words = [(i, line) for i, line in enumerate(lines) if not line.furniture]
    above = list(takewhile(lambda pair: _in_menu(pair[1]), words))
    # Capitals or a label must follow: a text whose lines are all as short has no menu.
    if len(above) < MENU or len(above) == len(words):
        return set()
    first_below = words[len(above)][1]
    if not (first_below.capitals or first_below.labels):
        return set()
    found = {i for i, _ in above}
    entries = {line.text for _, line in above}
    for (i, first), (_, second), (_, third) in zip(words, words[1:], words[2:], strict=False):
        if i not in found and {first.text, second.text, third.text} <= entries:  # once more: only the page goes on
            found.update(range(i, len(lines)))
            break
    return found


def _in_menu(line: Line) -> bool:
    text = line.text
    if len(text) > LONGEST_ENTRY or line.capitals or line.finished or line.labels:
        return False
    return len(line.runs) == 1 and not any(map(str.isdecimal, text))  # neither a row of a table nor a date


def _stamps(lines: list[Line]) -> set[int]:
    """Lines of a digital signature's stamp: those that tell it, and those that only do so beside them."""
    tells, beside = _stamp("yes"), _stamp("no")
    told = {i for i, line in enumerate(lines) if line.text.startswith(tells)}
    found: set[int] = set()
    for i in told:
        found.add(i)
        for step in (-1, 1):
            at = i + step
            while 0 <= at < len(lines) and at not in told and lines[at].text.startswith(beside):
                found.add(at)
                at += step
    return found


@cache
def _stamp(tells: str) -> tuple[str, ...]:
    return tuple(row["begins"] for row in table("stamps") if row["tells"] == tells)
