"""The words of a duty that count when it is compared: place words and standing phrases out, short forms in full.

Reads: a text on one line, where names stand in it, and the table `neutral`. Guarantees:
1. Every word that counts is there once, in text order, with the place it was printed at.
2. Words are bare small letters, so that neither spelling nor a scan's wrong accent makes another word.
3. The work is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..knowledge import table
from ..language.letters import for_matching, for_search
from ..language.trie import trie

Kind = Literal["task", "name", "procedure"]
Range = tuple[int, int]


class Word(NamedTuple):
    """A word that counts: of the task itself, of a body's name, or of how the task is done."""

    bare: str
    start: int
    end: int
    kind: Kind


WORD = re.compile(r"[^\W_]+")
BEGINS = re.compile(r"(?:^|[;.:])[\s\-+•]*")  # of a part
DROPPED = {"place", "standing", "condition", "light", "empty"}


def words(text: str, names: Sequence[Range] = ()) -> list[Word]:
    """The words that count; `names` are where bodies and posts are named, in text order."""
    low = for_matching(text)
    found: list[Word] = []
    at = 0
    for start, end in _carriers(low):
        found += _between(low, at, start)
        at = end
    found += _between(low, at, len(low))
    return list(_named(found, names)) if names else found


def residual(found: Iterable[Word]) -> bool:
    """Whether words that count say no more than "other tasks as assigned"."""
    return all(word.kind == "name" or word.bare in _residual() for word in found)


def holds(text: str) -> set[str]:
    """The bare words of a text, those that do not count as well."""
    return {for_search(match[0]) for match in WORD.finditer(for_matching(text))}


def _carriers(low: str) -> Iterator[Range]:
    """Where a part begins with a carrier, with whom it helps."""
    for begins in BEGINS.finditer(low):
        match = _carrier().match(low, begins.end())
        if match:
            yield match.span()


def _between(low: str, start: int, end: int) -> Iterator[Word]:
    at = start
    for match in _phrase().finditer(low, start, end):
        yield from _plain(low, at, match.start(), "task")
        at = match.end()
        kind, counts_as = _phrases()[match[0]]
        if kind == "procedure":
            yield from _plain(low, match.start(), at, kind)
        else:
            yield from (Word(word, match.start(), at, kind) for word in counts_as)
    yield from _plain(low, at, end, "task")


def _plain(low: str, start: int, end: int, kind: Kind) -> Iterator[Word]:
    for match in WORD.finditer(low, start, end):
        if match[0] not in _empty():
            yield Word(for_search(match[0]), *match.span(), kind)


def _named(found: Iterable[Word], names: Sequence[Range]) -> Iterator[Word]:
    here = iter(names)
    start, end = next(here, (1 << 60, 1 << 60))
    for word in found:
        while word.start >= end:
            start, end = next(here, (1 << 60, 1 << 60))
        yield word._replace(kind="name") if word.start >= start else word


@cache
def _phrases() -> dict[str, tuple[Kind, list[str]]]:
    """Each phrase, what its words are, and the words it counts as: none, or those of what it becomes."""
    full = {for_matching(row["short"]): row["full"] for row in table("abbreviations")}
    full |= {for_matching(row["phrase"]): row["becomes"] for row in table("neutral") if row["kind"] == "same"}
    dropped = {for_matching(row["phrase"]) for row in table("neutral") if row["kind"] in DROPPED}
    dropped |= {for_matching(row[name]) for row in table("provinces") for name in ("name", "name_2025")}
    procedures = [for_matching(row["phrase"]) for row in table("neutral") if row["kind"] == "procedure"]
    return {
        **{phrase: ("task", [for_search(word) for word in WORD.findall(for_matching(text)) if word not in _empty()])
           for phrase, text in full.items()},
        **{phrase: ("task", []) for phrase in dropped},
        **{phrase: ("procedure", []) for phrase in procedures},
    }  # fmt: skip


@cache
def _empty() -> frozenset[str]:
    return frozenset(for_matching(row["phrase"]) for row in table("neutral") if row["kind"] == "empty")


@cache
def _residual() -> frozenset[str]:
    rows = [row["phrase"] for row in table("neutral") if row["kind"] in ("residual", "carrier")]
    return frozenset(for_search(word) for row in rows for word in WORD.findall(row))


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){trie(_phrases(), _spelled)}(?!\w)")


@cache
def _carrier() -> re.Pattern[str]:
    rows = table("neutral")
    carrier = trie((for_matching(row["phrase"]) for row in rows if row["kind"] == "carrier"), _spelled)
    whom = [for_matching(row["phrase"]) for row in rows if row["kind"] == "principal"]
    whom += [name.replace("ủy ban nhân dân", "ubnd") for name in whom if "ủy ban nhân dân" in name]
    return re.compile(rf"{carrier}(?!\w)(?:\s{trie(whom, _spelled)}(?!\w))?")


def _spelled(before: str, letter: str) -> str:
    return r"\s" if letter == " " else re.escape(letter)
