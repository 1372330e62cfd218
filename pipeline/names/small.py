"""Names whose own words are small: "Trung tâm trợ giúp pháp lý nhà nước", "Phòng công chứng".

Reads: a string and a type word in it, written large. Guarantees:
1. The words behind it are a name only where the evidence for one outweighs that for a sentence: what stands before it,
   whether the first own words are those of known bodies or a verb, how it ends. The points are those of `_points`.
2. The work is linear: at most `LONGEST` words are read.
"""

import re
from functools import cache
from typing import NamedTuple

from ..knowledge import table
from ..language.levels import BEHIND
from ..language.patterns import any_of, lazy
from .gazetteer import acts, compounds, ends, heads, known
from .types import TYPE_WORD

LONGEST = 9  # own words; a longer run is a sentence
# Points from which the words are a name. With 2 the subjects of sentences become names ("Trung tâm tư vấn cho dân");
# with 4 names in lists are lost ("…, Trung tâm chăm sóc sức khỏe, …").
ENOUGH = 3
REACH = 16  # characters before the type word that are asked; no word of the list is longer

_ENDS = ("names", "both")
_WORD = lazy(r"\s+([^\W_][^\s,;.:()“”\"]*)")
_PAIR = lazy(lambda: rf",\s+{any_of('pair')}\b(?!\s+(?:các|trường|những|khi)\b)")
_TWO = lazy(r"\s+\w+\s+\w+")
_NO_NAME = lazy(lambda: rf"{any_of('no_own_word')}(?!\w)")
_WORKS = lazy(lambda: rf"{any_of('body_work')}(?!\w)")
_SURE = lazy(lambda: rf"(?:^|\W){any_of('before_a_name')}\s+$", re.IGNORECASE)
_ACTS = lazy(lambda: rf"(?:^|\W){any_of('before_a_subject')}\s+$", re.IGNORECASE)
_LISTED = lazy(r"[,;:]\s+$|\svà\s+$|\s[-–+]\s+$")
_BEGINS = lazy(r"(?:^|[.!?])\s*$|\n\s*$")


class _Own(NamedTuple):
    """The own words as far as they have been read."""

    end: int
    words: int
    hard: bool = False  # whether they end where every name would: at a stop, a level, "của", "thuộc"


def small_end(text: str, start: int, at: int) -> int:
    """Where the own words in small letters end behind the type word from `start` to `at`; `at` where they are none."""
    first = _WORD.match(text, at)
    if first is None or not first[1][0].islower():
        return at
    begin = first.start(1)
    work = _WORKS.match(text, begin)
    if _stops(text, begin) or _NO_NAME.match(text, begin) or BEHIND.match(text, at):
        return at
    if work is None and acts().match(text, begin):
        return at
    own = _read(text, at, work.end() if work else 0)
    alone = work is not None and own.end <= work.end()
    short = own.words < 2 and not BEHIND.match(text, own.end)
    return own.end if not (short or alone) and _points(text, start, at, own, work is not None) >= ENOUGH else at


def _points(text: str, start: int, at: int, own: _Own, work: bool) -> int:
    """How much speaks for a name: the words before it, the first own words, a sure end."""
    before = text[max(0, start - REACH) : start]
    points = 1 if own.hard else 0
    points += 1 if BEHIND.match(text, own.end) else 0
    points += 2 if not work and _begins_own(text, at) else 0
    points += 1 if text.count(" ", start, at) > 1 else 0  # "Ban quản lý" is a body by itself
    if _BEGINS.search(before):
        points -= 1
    elif _SURE.search(before):
        points += 3
    elif _ACTS.search(before):
        points -= 1
    else:
        points += 2 if _LISTED.search(before) and own.hard and text[own.end : own.end + 1] in {*",;.)"} else 1
    return points


def _begins_own(text: str, at: int) -> bool:
    """Whether the first two syllables are those with which own words of known bodies begin: "y tế", "đa khoa"."""
    two = _TWO.match(text, at)
    return two is not None and " ".join(two[0].split()).lower() in _own_words()


@cache
def _own_words() -> frozenset[str]:
    found = set()
    for name in (*known(), *(row["name"] for row in table("terms"))):
        word = TYPE_WORD.match(name)
        two = _TWO.match(name, word.end()) if word else None
        if two:
            found.add(two[0].strip().lower())
    return frozenset(found)


def _read(text: str, at: int, known: int) -> _Own:
    """The own words up to the first that no name goes on with; those up to `known` are part of it."""
    end, count, joined = at, 0, False
    while count <= LONGEST:
        word = _WORD.match(text, end)
        if word is None:
            pair = _PAIR.match(text, end)
            if pair is None:
                return _Own(end, count, hard=True)
            end, count = pair.end(), count + 1
            continue
        behind = word.start(1)
        if word[1] == "và":
            after = _WORD.match(text, word.end())
            if joined or after is None or not _joins(text, after.start(1)):
                return _Own(end, count, hard=True)
            joined, end, count = True, after.end(), count + 2
            continue
        if BEHIND.match(text, end) or (behind >= known and _stops(text, behind)):
            return _Own(end, count, hard=True)
        if heads().match(text, behind) and word[1][0].isupper():
            return _Own(end, count)
        if behind >= known and _predicate(text, behind):
            return _Own(end, count)
        end, count = word.end(), count + 1
    return _Own(at, 0)


def _stops(text: str, at: int) -> bool:
    """Whether a word ends every name."""
    return ends(_ENDS).match(text, at) is not None and compounds().match(text, at) is None


def _predicate(text: str, at: int) -> bool:
    return acts().match(text, at) is not None and _WORKS.match(text, at) is None


def _joins(text: str, at: int) -> bool:
    """Whether a name goes on behind "và"."""
    return not (_stops(text, at) or _predicate(text, at) or _NO_NAME.match(text, at) or heads().match(text, at))
