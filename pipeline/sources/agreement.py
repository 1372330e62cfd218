"""Two readings of one page made one.

Reads: the words of a page as read at two sizes. Guarantees:
1. Words that both readings have stay; so does the order and place of the first reading.
2. Where they differ, the words are taken that can all be Vietnamese; of two such the surer ones.
"""

import re
from difflib import SequenceMatcher

from pipeline.sources.syllables import is_syllable
from pipeline.sources.tesseract import Word

LETTERS = re.compile(r"[^\W\d_]+")


def agreed(first: list[list[Word]], second: list[list[Word]]) -> list[list[Word]]:
    """The lines of the first reading with the better words of both."""
    places = [(at, word) for at, line in enumerate(first) for word in line]
    others = [word for line in second for word in line]
    matcher = SequenceMatcher(None, [word.text for _, word in places], [word.text for word in others], autojunk=False)
    lines: list[list[Word]] = [[] for _ in first]
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or b - a == d - c:
            for (at, one), two in zip(places[a:b], others[c:d], strict=True):
                better = max(one, two, key=_worth)
                lines[at].append(one._replace(text=better.text, confidence=better.confidence))
            continue
        ours, theirs = [word for _, word in places[a:b]], others[c:d]
        if _worth_together(ours) >= _worth_together(theirs):
            for at, word in places[a:b]:
                lines[at].append(word)
        elif a < b:
            at, place = places[a]
            right = max(word.left + word.width for here, word in places[a:b] if here == at)
            text = " ".join(word.text for word in theirs)
            if text:
                confidence = sum(word.confidence for word in theirs) / len(theirs)
                lines[at].append(place._replace(text=text, confidence=confidence, width=right - place.left))
    return [line for line in lines if line]


def _worth(word: Word) -> tuple[bool, float]:
    return _possible(word), word.confidence


def _worth_together(words: list[Word]) -> tuple[bool, float]:
    return all(map(_possible, words)), sum(word.confidence for word in words) / max(len(words), 1)


def _possible(word: Word) -> bool:
    """Whether the letters are syllables; without marks they may be a foreign word or an abbreviation."""
    return all(letters.isascii() or is_syllable(letters) for letters in LETTERS.findall(word.text))
