"""The words by which a text is found: as they are spelled, and as they are typed without diacritics.

Reads: a text that is searched, or what a person types to search for. Guarantees:
1. A term is letters and digits only, so that no text breaks the syntax of a full-text query, and every
   database cuts terms alike: "41/2023/QĐ-UBND" is the phrase 41 2023 qđ ubnd.
2. Case, the place of a tone (hoà, hòa) and the form of the code points make no other word; đ is d where
   diacritics do not count.
3. What stands in quotes, and what a sign joins, is one phrase.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ..language.letters import for_matching, for_search

TERM = re.compile(r"[^\W_]+")
QUOTED = re.compile('["“”„«»]')
LONGEST = 200_000  # characters of one duty that are indexed; PostgreSQL refuses a text vector over a megabyte


class Phrase(NamedTuple):
    """Terms that stand side by side, as spelled."""

    terms: tuple[str, ...]

    @property
    def spelled(self) -> str:
        return " ".join(self.terms)

    @property
    def bare(self) -> str:
        return for_search(self.spelled)


def indexed(texts: Iterable[str]) -> tuple[str, str]:
    """The terms of some texts, for the index: as spelled, and without diacritics."""
    spelled = " ".join(term for text in texts for term in terms(text))[:LONGEST]
    return spelled, for_search(spelled)


def terms(text: str) -> list[str]:
    """The terms of a text in NFC, as spelled."""
    return TERM.findall(for_matching(text))


def plain(typed: str) -> str:
    """The terms of what a person types, a name for instance, without diacritics."""
    return for_search(" ".join(terms(unicodedata.normalize("NFC", typed))))


def phrases(typed: str) -> list[Phrase]:
    """What a person types as phrases, each once: each quoted part, else each word. Empty where it holds no term."""
    found = []
    for turn, part in enumerate(QUOTED.split(unicodedata.normalize("NFC", typed))):
        for chunk in [part] if turn % 2 else part.split():
            if made := tuple(terms(chunk)):
                found.append(Phrase(made))
    return list(dict.fromkeys(found))


def together(sought: Iterable[Phrase]) -> Phrase:
    """The phrases as one, side by side."""
    return Phrase(tuple(term for phrase in sought for term in phrase.terms))


def hits(text: str, sought: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in a text, in text order, without overlap: the best way in which they do.

    All side by side, else each for itself; as spelled, else with other diacritics.
    """
    sought = list(sought)
    bounds = [match.span() for match in TERM.finditer(for_matching(text))]
    spelled = terms(text)
    unmarked = [for_search(word) for word in spelled]

    def places(phrase: Phrase) -> set[int]:
        return _places(spelled, phrase.spelled.split()) or _places(unmarked, phrase.bare.split())

    marked = places(together(sought)) or set().union(*map(places, sought))
    found: list[tuple[int, int]] = []
    for index in sorted(marked):
        start, end = bounds[index]
        found.append((found.pop()[0] if index - 1 in marked else start, end))
    return found


def _places(words: list[str], want: list[str]) -> set[int]:
    """The indexes of the words that make up `want`, wherever it stands."""
    size = len(want)
    starts = (at for at, word in enumerate(words) if word == want[0] and words[at : at + size] == want)
    return {index for at in starts for index in range(at, at + size)}
