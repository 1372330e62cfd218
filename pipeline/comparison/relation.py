"""What two duties that belong together are to each other, by rules that can be told to an official.

Reads: two items, how they were linked, how rare each word is. Guarantees:
1. same: both residual; or hardly any word that counts stands on one side only, and no verb of a power and no
   partner does. Carriers ("Tham mưu", "Giúp Giám đốc Sở") and light verbs ("tổ chức thực hiện") never count.
2. part: linked as a part; or several duties lie beside one of the two; or one has a task of its own, a whole part
   between semicolons that the other does not touch; or hardly more than the field of work is common.
3. changed: everything else; `differences` then says what differs, at least which words.
4. Marks are ranges of the printed text; the words in them are those that count as different.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from ..knowledge import table
from ..language.letters import for_matching, for_search
from .model import Difference, DifferenceKind, Relation
from .neutral import Range, Word
from .sides import Item
from .similarity import Weights

# The thresholds, with what they were judged by: how many relations are right on the pairs found between two clean
# texts (72 pairs) and between a clean one and a scan (78), 0.875 and 0.949; and what moving each alone makes of that.
SAME = 0.06  # of the weight of the words may stand on one side only. 0.02 to 0.10: 0.875 to 0.889, 0.885 to 0.974
# More than this of a part between semicolons, of several, is a task of its own. 0.50 to 0.80: 0.861 to 0.875
UNTOUCHED = 0.7
# Several duties lie beside one if the farther are so like it, against its counterpart. 0.50 to 0.80: the same
BESIDE = 0.6
# Counterparts that are less alike have only a part of the task in common, or its field. 0.25 to 0.35: 0.875 to 0.889
WEAK = 0.25
# A side with less of its own is the narrower one; with more, each has a task of its own. 0.30 to 0.50: 0.861 to 0.875
NARROW = 0.35

COUNTS = {"task": 1.0, "procedure": 0.5, "name": 0.3}  # of a word, by what it is a word of
CARRIED = {"advise", "implement", "other"}  # powers of carriers and light verbs: of no own weight
CLAUSE = re.compile(r"[;.](?=\s)")
JOINED = re.compile(r"[\W_]*")  # between two words of one mark
REACH = 60  # characters before a word in which the preposition of its phrase stands


class Verdict(NamedTuple):
    """The relation of two duties and what tells it."""

    relation: Relation
    broader: Literal["left", "right", "both"] | None
    differences: list[Difference]
    left_marks: list[Range]
    right_marks: list[Range]


class Hub(NamedTuple):
    """What else belongs to the two duties of a link."""

    side: Literal["left", "right"] | None  # the one to which more duties belong
    beside: float  # how like the two others are that only lie beside one of them


class Rest(NamedTuple):
    """What one side has and the other has not."""

    words: list[Word]
    share: float  # of the weight of its words
    weight: float
    untouched: float  # the largest share of a part between semicolons, where there are several
    clauses: int


def judge(left: Item, right: Item, kind: str, alike: float, hub: Hub, rarity: Weights) -> Verdict:
    """The verdict on a link of this kind, between duties that are so much alike."""
    if kind == "residual":
        return Verdict("same", None, [], [], [])
    ours, theirs = _rest(left, right, rarity), _rest(right, left, rarity)
    told = _told(left, right)
    if max(ours.share, theirs.share) <= SAME and not told:
        return Verdict("same", None, [], [], [])
    part = (
        kind != "counterpart"
        or hub.beside >= BESIDE * alike
        or max(ours.untouched, theirs.untouched) >= UNTOUCHED
        or alike < WEAK
        or _within(ours, theirs)
        or _within(theirs, ours)
    )
    return Verdict(
        "part" if part else "changed",
        hub.side or _broader(ours, theirs) if part else None,
        told + _worded(left, ours.words, right, theirs.words, told),
        _marks(left, ours.words),
        _marks(right, theirs.words),
    )


def _rest(item: Item, other: Item, rarity: Weights) -> Rest:
    shared = _shared(item, other)
    cuts = [match.start() for match in CLAUSE.finditer(item.entry.text)]
    whole: dict[int, float] = {}
    alone: dict[int, float] = {}
    rest = []
    for word, held in zip(item.words, shared, strict=True):
        clause = sum(cut < word.start for cut in cuts)
        weight = rarity[word.bare] * COUNTS[word.kind]
        whole[clause] = whole.get(clause, 0.0) + weight
        if not held:
            rest.append(word)
            alone[clause] = alone.get(clause, 0.0) + weight
    total, lost = sum(whole.values()), sum(alone.values())
    shares = [alone.get(clause, 0.0) / weight for clause, weight in whole.items() if weight]
    return Rest(rest, lost / total if total else 0.0, lost, max(shares) if len(shares) > 1 else 0.0, len(shares))


def _shared(item: Item, other: Item) -> list[bool]:
    """Which words the other has too, with the same neighbour.

    A syllable alone is no evidence, if it is no verb: "doanh" is in "kinh doanh" and in "doanh nghiệp".
    """
    ours, theirs = [word.bare for word in item.words], [word.bare for word in other.words]
    couples = {*pairwise(theirs), *pairwise(word.bare for word in other.lead)}
    alone = {for_search(word) for act in item.duty.actions for word in act.verb.split()}.intersection(theirs)
    shared = [word in alone for word in ours] if len(ours) > 1 else [ours == theirs]
    for place, couple in enumerate(pairwise(ours)):
        if couple in couples:
            shared[place] = shared[place + 1] = True
    return shared[: len(ours)]


def _within(narrow: Rest, wide: Rest) -> bool:
    """Whether the one is wholly in the other, which goes on with another task."""
    return narrow.share <= SAME and narrow.clauses < wide.clauses and wide.untouched > NARROW


def _broader(ours: Rest, theirs: Rest) -> Literal["left", "right", "both"]:
    if min(ours.share, theirs.share) > NARROW:
        return "both"
    return "left" if ours.share >= theirs.share else "right"


def _told(left: Item, right: Item) -> list[Difference]:
    """The differences that records tell: powers, verbs, partners, conditions, citations."""
    verbs = _verbs(left, right), _verbs(right, left)
    sides: dict[DifferenceKind, tuple[list[str], list[str]]] = {
        "powers": (_powers(left, right, verbs[0]), _powers(right, left, verbs[1])),
        "verbs": verbs,
        "partners": (_only(left.partners, right.partners), _only(right.partners, left.partners)),
        "conditions": (_conditions(left, right), _conditions(right, left)),
        "citations": (_only(left.citations, right.citations), _only(right.citations, left.citations)),
    }
    return [Difference(kind=kind, left=ours, right=theirs) for kind, (ours, theirs) in sides.items() if ours or theirs]


def _verbs(item: Item, other: Item) -> list[str]:
    """Verbs with a power of their own whose words the other does not hold."""
    verbs = (act.verb for act in item.duty.actions if act.power not in CARRIED)
    return [verb for verb in dict.fromkeys(verbs) if not {*map(for_search, verb.split())} <= other.holds]


def _powers(item: Item, other: Item, verbs: list[str]) -> list[str]:
    """Powers that the other has not, unless it holds their verbs and only reads otherwise."""
    lacking = [power for power in item.duty.powers if power not in CARRIED and power not in other.duty.powers]
    shown = {act.power for act in item.duty.actions}
    telling = {act.power for act in item.duty.actions if act.verb in verbs}
    return [power for power in lacking if power in telling or power not in shown]


def _only(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    return [text for key, text in ours.items() if key and key not in theirs]


def _conditions(item: Item, other: Item) -> list[str]:
    there = for_search(other.entry.text)
    return [
        text for text in item.duty.conditions if for_matching(text) not in _standing() and for_search(text) not in there
    ]


def _worded(left: Item, ours: list[Word], right: Item, theirs: list[Word], told: list[Difference]) -> list[Difference]:
    """The differences that words tell: of scope, behind "đối với", "cho", "thuộc" …, and of objects."""
    named = for_matching(" ".join(text for one in told for text in (*one.left, *one.right)))
    found: dict[str, tuple[list[str], list[str]]] = {"objects": ([], []), "scope": ([], [])}
    for side, (item, words) in enumerate(((left, ours), (right, theirs))):
        for start, end in _marks(item, words):
            text = item.entry.text[start:end]
            if for_matching(text) not in named:
                kind = (
                    "scope"
                    if _scope().search(for_matching(item.entry.text[max(0, start - REACH) : start]))
                    else "objects"
                )
                found[kind][side].append(text)
    kinds: tuple[DifferenceKind, ...] = ("objects", "scope")
    return [Difference(kind=kind, left=found[kind][0], right=found[kind][1]) for kind in kinds if any(found[kind])]


def _marks(item: Item, words: Iterable[Word]) -> list[Range]:
    """The places of the words, those that stand together as one."""
    marks: list[Range] = []
    for word in words:
        if marks and JOINED.fullmatch(item.entry.text, marks[-1][1], max(word.start, marks[-1][1])):
            marks[-1] = (marks[-1][0], max(word.end, marks[-1][1]))
        else:
            marks.append((word.start, word.end))
    return marks


@cache
def _standing() -> frozenset[str]:
    rows = table("neutral")
    return frozenset(for_matching(row["phrase"]) for row in rows if row["kind"] in ("standing", "place"))


@cache
def _scope() -> re.Pattern[str]:
    """A preposition of scope, with no verb or part between it and what follows."""
    words = "|".join(re.escape(for_matching(row["phrase"])) for row in table("neutral") if row["kind"] == "scope")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^;:.]{{0,30}}$")
