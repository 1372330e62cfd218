"""What two texts say in other words: each text as runs of words that the other has, or has not.

Reads two texts, and the ranges of each that the comparison counts as a difference, and guarantees:

1. The runs of a side, joined, are its text, letter for letter.
2. What the comparison counts is a run of its own, `counts`; other words that the other side lacks are `wording`.
3. Texts that differ only in spacing, capitals and the marks between the words have no run of `wording`.
4. A single word that both have, between two differing phrases on both sides, belongs to these, so that a mark is a
   phrase one can read.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

Kind = Literal["shared", "wording", "counts"]
Range = tuple[int, int]

_KINDS: tuple[Kind, ...] = ("shared", "wording", "counts")
_WORD = re.compile(r"\w+(?:[./-]\w+)*")


class Run(NamedTuple):
    """A piece of a text, and how it stands to the other text."""

    text: str
    kind: Kind


def marked(
    left: str, left_counts: Sequence[Range], right: str, right_counts: Sequence[Range]
) -> tuple[list[Run], list[Run]]:
    """Both texts as runs; `left_counts` and `right_counts` are ranges in code points, in order."""
    left_differs, right_differs = differing(left, right)
    return _runs(left, left_differs, left_counts), _runs(right, right_differs, right_counts)


def differing(left: str, right: str) -> tuple[list[Range], list[Range]]:
    """The phrases of each text that the other lacks, as ranges in code points."""
    here, there = _words(left), _words(right)
    matcher = SequenceMatcher(None, [word for word, _ in here], [word for word, _ in there], autojunk=False)
    blocks = _readable(matcher.get_matching_blocks())
    gaps = list(pairwise(blocks))
    return (
        _phrases(here, [(before.a + before.size, after.a) for before, after in gaps]),
        _phrases(there, [(before.b + before.size, after.b) for before, after in gaps]),
    )


class _Block(NamedTuple):
    """`size` words that stand at `a` in the left and at `b` in the right."""

    a: int
    b: int
    size: int


def _words(text: str) -> list[tuple[str, Range]]:
    """Each word as compared, with where it stands."""
    return [(unicodedata.normalize("NFC", found[0]).casefold(), found.span()) for found in _WORD.finditer(text)]


def _readable(found: Sequence[tuple[int, int, int]]) -> list[_Block]:
    """The common blocks between an empty one before all and one behind all, without the lone words of guarantee 4."""
    blocks = [_Block(0, 0, 0), *(_Block(*block) for block in found)]
    kept = blocks[:1]
    for block, after in pairwise(blocks[1:]):
        before = kept[-1]
        lone = block.size == 1 and before.a + before.size < block.a and before.b + before.size < block.b
        if not (lone and block.a + 1 < after.a and block.b + 1 < after.b):
            kept.append(block)
    return [*kept, blocks[-1]]


def _phrases(words: list[tuple[str, Range]], gaps: list[Range]) -> list[Range]:
    """From the first letter to the last of the words of each gap that has any."""
    return [(words[start][1][0], words[end - 1][1][1]) for start, end in gaps if start < end]


def _runs(text: str, differs: Sequence[Range], counts: Sequence[Range]) -> list[Run]:
    """The text cut where its kind changes; where both kinds cover it, it counts."""
    kinds = bytearray(len(text))  # a number a character, the place of its kind in _KINDS
    for kind, ranges in ((1, differs), (2, counts)):
        for start, end in ranges:
            kinds[start:end] = bytes([kind]) * (end - start)
    ends = [*(place for place in range(1, len(text)) if kinds[place] != kinds[place - 1]), len(text)]
    return [Run(text[start:end], _KINDS[kinds[start]]) for start, end in pairwise([0, *ends]) if text]
