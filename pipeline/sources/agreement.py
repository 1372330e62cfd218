"""Two readings of one page made one.

Reads: the words of a page as read at two sizes. Guarantees:
1. Words that both readings have stay; so does the order and place of the first reading.
2. Where they differ, the words are taken that can all be Vietnamese; of two such the surer ones. A full
   stop that only one reading has is none where the sentence goes on in small letters.
3. What only the second reading has is left out, but for what can be a label at the start of a line.
"""

import re
from difflib import SequenceMatcher
from itertools import accumulate

from .syllables import is_syllable
from .tesseract import Word

LETTERS = re.compile(r"[^\W\d_]+")
# Letters apart, what is printed in decisions.
SIGNS = re.compile(r"[\w.,;:!?…/()\[\]\"'“”‘’%&*+=<>°²³$@#|~–—-]+")
SHORT = re.compile(r"\S{1,2}[).]{0,2}")  # a label; what it is misread for tells which (see ocr_errors)
LABEL = re.compile(r"[^\W\d_]\)?")


def agreed(first: list[list[Word]], second: list[list[Word]]) -> list[list[Word]]:
    """The lines of the first reading with the better words of both."""
    at = [number for number, line in enumerate(first) for _ in line]
    ours, theirs = [word for line in first for word in line], [word for line in second for word in line]
    ours_begin, theirs_begin = _begins(first), _begins(second)
    matcher = SequenceMatcher(None, [word.text for word in ours], [word.text for word in theirs], autojunk=False)
    lines: list[list[Word]] = [[] for _ in first]
    label = ""
    for _, a, b, c, d in matcher.get_opcodes():
        if b - a == d - c:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                better = _better(ours[i], theirs[j], ours[i + 1 : i + 2])
                lines[at[i]].append(ours[i]._replace(text=label + better.text, confidence=better.confidence))
                label = ""
        elif a == b:
            if d - c == 1 and a in ours_begin and c in theirs_begin and LABEL.fullmatch(theirs[c].text):
                label = f"{theirs[c].text} "
        elif _worth(ours[a:b]) >= _worth(theirs[c:d]):
            for i in range(a, b):
                lines[at[i]].append(ours[i])
        elif c < d:
            right = max(ours[i].left + ours[i].width for i in range(a, b) if at[i] == at[a])
            text = " ".join(word.text for word in theirs[c:d])
            confidence = sum(word.confidence for word in theirs[c:d]) / (d - c)
            lines[at[a]].append(ours[a]._replace(text=text, confidence=confidence, width=right - ours[a].left))
    return [line for line in lines if line]


def _begins(lines: list[list[Word]]) -> set[int]:
    """The numbers of the words that begin a line."""
    return {0, *accumulate(map(len, lines))}


def _better(one: Word, two: Word, after: list[Word]) -> Word:
    if one.text.rstrip(".") == two.text.rstrip(".") and after and after[0].text[0].islower():
        return min(one, two, key=lambda word: len(word.text))
    return max(one, two, key=lambda word: (_possible(word), word.confidence))


def _worth(words: list[Word]) -> tuple[bool, float]:
    return all(map(_possible, words)), sum(word.confidence for word in words) / max(len(words), 1)


def _possible(word: Word) -> bool:
    """Whether the letters are syllables; without marks they may be a foreign word or an abbreviation."""
    if not SIGNS.fullmatch(word.text) and not SHORT.fullmatch(word.text):
        return False
    return all(letters.isascii() or is_syllable(letters) for letters in LETTERS.findall(word.text))
