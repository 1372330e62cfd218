"""The parts of a text, and the verbs met in each: what they stand for, and what joins them to the words before.

Reads: one text; the lexicon. Guarantees:
1. Parts lie between semicolons and full stops. The first verb of a part may stand behind a topic ("Về bưu chính: ")
   and a subject ("Phòng có trách nhiệm ").
2. A verb is what the lexicon has and no name in it ("cơ quan, tổ chức"); nothing here tells whether it is an act.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..language.patterns import any_of, lazy
from ..language.verbs import Senses, lexicon, opening
from ..model import Power

# Characters behind a verb in which the object that tells its sense may stand; with more, that of a later verb counts.
# Of 2,035 duties of real decisions 15 read otherwise at 20, 3 at 30, 5 at 60, 10 at 90.
OBJECT_REACH = 45
# Characters in front of a verb in which its joint stands: longer than any (", hoặc "); from 8 on all read the same.
JOINT_REACH = 14
# Characters from the noun of a list to its colon: 3 of 2,035 duties need some, none more than 10.
LIST_REACH = 20

PART = lazy(r"(?>(?:[^;.]++|\.(?!\s|$))+)")
# "các lĩnh vực: kiểm tra …, giám sát …" lists nouns.
LIST = lazy(lambda: rf"{any_of('duty_listed_after')}\b[^:;.,]{{0,{LIST_REACH}}}:(?! đối với)")
# "giải quyết theo thẩm quyền và quy định của pháp luật …"
CONDITION = lazy(r" theo (?:đúng )?(?:thẩm quyền|quy định)(?: và (?:theo )?quy định)?(?: của pháp luật)?")
MARKS = (",", ":", "/", "(")
JOINTS = {*MARKS, "và", "hoặc", "hay"}


class Part(Struct, frozen=True, gc=False):
    """A part of a text."""

    text: str
    low: str  # the whole text in small letters
    start: int
    stop: int
    first: int  # where its first word stands behind its topic
    behind: int  # where the first word stands behind its subject
    listed: int | None  # where the list of nouns begins that it ends with


class Verb(Struct, frozen=True, gc=False):
    """A verb met in a part, with what joins it to the words before it."""

    word: str
    kind: str
    senses: Senses
    powers: tuple[Power, ...]  # those of its first sense, until `with_sense`
    start: int  # of its owner and filler
    at: int
    end: int
    joint: str  # ",", "và", ":" …
    owner: str  # the noun or preposition that the verb belongs to
    filler: str  # "công tác", "việc", "định kỳ" …
    begins: bool  # it opens the part
    near: bool  # only the joint stands between the last verb and this one


def parts(text: str, low: str) -> Iterator[Part]:
    """The parts of a text, in order."""
    for match in PART.finditer(text):
        start, stop = match.span()
        first = opening(text, start, stop)
        subject = lexicon().subject.match(low, first, stop)
        listed = LIST.search(low, first, stop) if low.find(":", first, stop) >= 0 else None
        behind = subject.end() if subject else first
        yield Part(text, low, start, stop, first, behind, listed.end() if listed else None)


def candidates(part: Part, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The verbs of the lexicon, and the names that look like one, in a range of a part."""
    return lexicon().verb.finditer(part.low, start, stop)


def met(part: Part, match: re.Match[str], end: int) -> Verb | None:
    """The verb of a match, where the last one ends at `end`; None for a name."""
    owner, filler, word = match.groups("")
    kind, senses = lexicon().verbs[word]
    if kind == "name":
        return None
    start, (at, stop) = match.start(), match.span(3)
    gap = part.low[max(end, start - JOINT_REACH) : start]
    near = gap in NEAR
    joint = (NEAR[gap] if near else _joint(gap)) or ("và" if filler.startswith("đồng thời") else "")
    begins = start == part.first or start == part.behind
    if not begins and (part.low.startswith(" của", stop) or (part.text[at].isupper() and not filler and joint != ":")):
        return None  # "hướng dẫn của Bộ", "Thanh tra tỉnh"
    return Verb(word, kind, senses, senses[0][1], start, at, stop, joint, owner, filler, begins, near and not begins)


def _joint(gap: str) -> str:
    """The sign or word that joins, last of those between two verbs."""
    tail = gap.rstrip()
    joint = tail[-1] if tail.endswith(MARKS) else tail.rpartition(" ")[2]
    return joint if joint in JOINTS else ""


GAPS = (mark + space + word for mark in ("", *MARKS) for space in ("", " ") for word in ("", "và ", "hoặc ", "hay "))
NEAR = {gap: _joint(gap) for gap in GAPS}  # all that may stand between two verbs of a series, with the joint it is


def with_sense(part: Part, verb: Verb) -> Verb:
    """The verb with the powers that its object tells: "cấp giấy phép", but "cấp tài liệu"; one of several senses."""
    # "cấp, đổi, thu hồi giấy phép": the object stands behind the last of them, and behind a condition
    last = lexicon().series_end(part.low, verb.end, part.stop)
    condition = CONDITION.match(part.low, last, part.stop)
    stop = min(part.stop, (condition.end() if condition else last) + OBJECT_REACH)
    fitting = (powers for what, powers in verb.senses if what is None or what.search(part.low, verb.end, stop))
    return replace(verb, powers=next(fitting, ()))
