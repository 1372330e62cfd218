"""Verbs of duties and the words around them: the lexicon, and whether a text opens with a verb of it.

Reads: the tables `verbs` and `phrases`. Guarantees:
1. `verb` finds every verb of the lexicon, and every name that looks like one, with the words before it that
   it belongs to; the longest that fits.
2. Every pattern works in the length of the text.
"""

import re
import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..knowledge import table
from ..model import Power
from .patterns import any_of, lazy

Senses = list[tuple[re.Pattern[str] | None, tuple[Power, ...]]]  # by the object; the first that fits holds

SERIES_VERBS = 12  # verbs of a series that are read; the longest in 2,035 duties of real decisions has 7
# Characters of a topic in front of its comma or colon; a longer one is read as part of the duty. Of 2,035 duties of
# real decisions 7 read otherwise at 40, none at 80 or 320.
TOPIC_REACH = 160
OPENING = 2 * TOPIC_REACH  # characters in which a text opens: its topic, its subject and its first verb
# "Về bưu chính: ", "Trong lĩnh vực thanh tra, "
TOPIC = lazy(lambda: rf"\s*{any_of('duty_topic', 'duty_case')}\b[^:,]{{0,{TOPIC_REACH}}}[:,]\s*")
SERIES = lazy(r"(?:,(?: và)?| và| hoặc) ")
WORD = lazy(r"[^\W_]\w*(?: \w+)?")


def lower(text: str) -> str:
    """The text in small letters, of the same length (only "İ" has a longer small letter)."""
    return text.replace("İ", "I").lower()


def opening(text: str, start: int, stop: int) -> int:
    """Where the first word of a text stands behind its topic; `stop` where it has none."""
    topic = TOPIC.match(text, start, stop)
    word = WORD.search(text, topic.end() if topic else start, stop)
    return word.start() if word else stop


@lru_cache(maxsize=4096)  # an item is asked as a leaf, as a doer's act and for what closes a list
def opens(text: str) -> bool:
    """Whether a text opens with a verb of duty: "Về bưu chính: Phòng có trách nhiệm kiểm tra …", "Định kỳ rà soát …".

    Not with a name that looks like one ("Tổ chức cán bộ"), nor with a noun that owns it ("Kế hoạch thanh tra").
    """
    text = text[:OPENING]
    low = lower(text)
    subject = lexicon().subject.match(low, opening(text, 0, len(text)))
    first = lexicon().verb.match(low, subject.end()) if subject else None
    return first is not None and not first[1] and lexicon().verbs[first[3]][0] != "name"


def name_end(text: str, at: int) -> int:
    """Where the name ends that stands at `at` and looks like a verb ("công lập"); `at` where none does."""
    found = lexicon().verb.match(lower(text[at : at + OPENING]))
    return at + found.end() if found and lexicon().verbs[found[3]][0] == "name" else at


def within(text: str) -> bool:
    """Whether a verb of the lexicon stands behind the first word of a text."""
    low = lower(text)
    space = low.find(" ")
    return space > 0 and lexicon().verb.search(low, space + 1) is not None


def unknown_opening(text: str) -> str | None:
    """The first two words of a duty that begins with none of the lexicon."""
    low = lower(text)
    words = WORD.match(low, opening(text, 0, len(text)))
    return words[0] if words and not lexicon().verb.match(low, words.start()) else None


class Lexicon:
    """The tables, and the patterns made of them."""

    def __init__(self) -> None:
        words: dict[str, set[str]] = {}
        for row in table("phrases"):
            words.setdefault(row["kind"], set()).add(row["phrase"])
        self.relations, self.purposes = words["relation"], words["purpose"]
        self.verbs: dict[str, tuple[str, Senses]] = {name: ("name", []) for name in words["name"]}
        for row in table("verbs"):
            powers: Any = tuple(row["power"].split()) if row["power"] != "-" else ()
            what = re.compile(rf"\b(?:{row['object']})\b") if row["object"] else None
            self.verbs.setdefault(row["verb"], (row["kind"], []))[1].append((what, powers))
        verb, filler = _any(self.verbs), _any(words["filler"])
        owner = _any(words["noun"] | words["relation"] | words["purpose"])
        before = _any(words["filler"] | words["adverb"])
        self.verb = re.compile(rf"(?<!\w)(?:({owner}) )??((?:{before} ){{0,3}}?)({verb})(?!\w)")
        self.owner = re.compile(rf"\b{owner}\b")
        self.fillers = re.compile(rf"(?:{filler} ){{0,2}}")
        self.nominal = re.compile(filler)
        self.subject = re.compile(rf"(?:{_any(words['subject'])} ){{0,3}}")

    def series_end(self, low: str, at: int, stop: int = sys.maxsize) -> int:
        """Where the verbs end that are joined to the one before `at`; `at` itself where none is."""
        for _ in range(SERIES_VERBS):
            joint = SERIES.match(low, at, stop)
            verb = self.verb.match(low, joint.end(), stop) if joint else None
            if verb is None or verb.start(3) > verb.start():
                break
            at = verb.end()
        return at

    def governs(self, low: str, at: int) -> bool:
        """Whether a verb stands behind `at`, with at most two fillers between."""
        verb = self.verb.match(low, at + 1) if low.startswith(" ", at) else None
        return verb is not None and verb[1] is None and self.fillers.fullmatch(verb[2]) is not None


lexicon = cache(Lexicon)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits, which reads each common beginning once."""
    tails = {first: [word[1:] for word in group] for first, group in groupby(sorted(words), itemgetter(slice(1)))}
    ends = "" in tails
    branches: list[str] = [re.escape(first) + _any(tail) for first, tail in tails.items() if first]
    if not ends and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""
