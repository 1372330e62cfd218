"""Quotations that fill lines: the new words that an amending act gives to another.

Reads: the lines of a body. Guarantees:
1. A quotation begins with the mark that begins its first line, or behind the words that announce it in the order's own
   line ("… như sau: “2. …"), and ends with the mark that ends its last one; marks inside a sentence make none.
2. The marks are “ ”, and where the line above announces what follows also ", '', ‘‘ and «; any of them may close what
   another opened.
3. One that was announced and is never closed ends before the next order, or before the next article of this document;
   where neither comes, its lines are text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from .lines import Line

STRAIGHT = ('"', "''", "‘‘", "«")
CLOSING = ("”", '"', "''", "’’", "»", "“")
# "… như sau: “2. Trồng cây": what is announced and opened in one line
_OWN_LINE = lazy(
    lambda: (
        r"(?:như sau\s?:\s?(?=\W)|:\s?(?=\W{1,2}\s?(?:\d{1,3}[a-zđ]?[.)]|[a-zđ]\d?\)|"
        rf"(?i:{any_of('provision')})\s)))(?P<mark>“|\"|''|‘‘|«)"
    )
)
_ANNOUNCES = lazy(lambda: rf"(?:như sau|(?<!\w){_verbs()}\b.*)\s?:$", re.IGNORECASE)
_ORDER = lazy(
    lambda: rf"(?:{_verbs()}|(?:các )?{any_of('provision')} [^:;]{{1,80}}(?:được|bị) {_verbs()})(?!\w)",
    re.IGNORECASE,
)


class Quotations(NamedTuple):
    """What is quoted of a body."""

    lines: set[int]  # the numbers of the lines that only quote
    cut: list[Line]  # first lines of quotations that are never closed and were taken to end before the next order
    unclosed: list[Line]  # first lines of those that were read as text


def quotations(lines: Sequence[Line]) -> Quotations:
    """The quotations of a body."""
    found = Quotations(set(), [], [])
    pending: list[int] = []  # lines of a quotation that is still open
    mark, depth, above, announced, article = "", 0, "", False, 0.0
    for i, line in enumerate(lines):
        if line.furniture:
            continue
        text = line.text
        # A straight mark may as well close: it opens where the line above announces what follows.
        straight = "" if depth or not above.endswith(":") else next(filter(text.startswith, STRAIGHT), "")
        begins = text.startswith("“") or bool(straight)
        if begins and depth:
            _give_up(lines, pending, announced, article, found)
            depth, pending = 0, []
        if begins:
            mark, announced = straight or "“", _ANNOUNCES.search(above) is not None
        above = text
        if not (begins or depth):
            if line.labels and line.labels[0].kind == "article":
                article = line.labels[0].value[0]
            if own := _OWN_LINE.search(text):
                mark, announced = own["mark"], True
                depth = int(not _closes(text[own.end() :], mark))
            continue
        pending.append(i)
        ends = text.rstrip(" .;,:/").endswith(CLOSING)
        if mark == "“":
            depth = max(0, depth + text.count("“") - text.count("”") - announced * _closes_otherwise(text))
        else:
            depth = int(not ends or (begins and _count(text, mark) == 1))
        if not depth:
            found.lines.update(pending if ends else ())  # "“Quỹ” là …" is a sentence of this document
            pending = []
    if pending:
        _give_up(lines, pending, announced, article, found)
    return found


def _closes(text: str, mark: str) -> bool:
    """Whether a quotation that `mark` opened in front of a text ends with the text."""
    if mark != "“":
        return text.rstrip(" .;,:/").endswith(CLOSING)
    return 1 + text.count("“") - text.count("”") - _closes_otherwise(text) <= 0


def _closes_otherwise(text: str) -> int:
    """How many of the marks “ that a line opens are closed at its end by another mark than ”."""
    words = text.rstrip(" .;,:/")
    if words.endswith("“") and len(words) > 1:
        return 2  # it was counted as one that opens
    return int(any(words.endswith(mark) and _count(words, mark) % 2 for mark in ('"', "''", "’’", "»")))


def _count(text: str, mark: str) -> int:
    return text.count(mark) + (text.count("’’") if mark == "‘‘" else text.count("»") if mark == "«" else 0)


def _give_up(lines: Sequence[Line], pending: list[int], announced: bool, article: float, found: Quotations) -> None:
    """A quotation that is never closed: where it was announced, it ends before this document goes on."""
    for at, number in enumerate(pending[1:] if announced else (), 1):
        label = lines[number].labels[0] if lines[number].labels else None
        goes_on = label is not None and label.kind == "article" and label.value[0] == article + 1
        if goes_on or (label and _ORDER.match(lines[number].text, label.end)):
            found.lines.update(pending[:at])
            found.cut.append(lines[pending[0]])
            return
    found.unclosed.append(lines[pending[0]])


def _verbs() -> str:
    return any_of("orders_amend", "orders_add", "orders_repeal", "orders_replace", "orders_rename")
