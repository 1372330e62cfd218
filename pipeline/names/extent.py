"""Where the own words of a name end: of bodies named with capitals, and of those named by their task.

Reads: a string and the place behind a type word. Guarantees:
1. Each step reads one token, or a comma and what it joins, and says how far the name has been read; None ends it.
2. The work is linear in the length of the name, which ends at the first step that does not go on.
"""

import re
from typing import NamedTuple

import regex

from ..language.levels import BEHIND
from ..language.patterns import any_of, lazy
from .gazetteer import acts, compounds, ends, head_of, heads, kinds
from .posts import POST

# Words in small letters in a row that a name may have behind its last capital. Measured on 597 texts with 24,476
# mentions: 6 ends names earlier in 8 texts, 12 later in one; as many mentions as before.
MOST_SMALL = 8
# Characters of a task that names a council; with no end in them the type word stands alone. 100 and 250: the same.
LONGEST_TASK = 150

_CAPITALISED, _BY_TASK = ("names", "both"), ("tasks", "both")  # rows of name_ends that end such names
_DASHES = ("-", "–")
_JOINTS = ("và", *_DASHES)
_LETTERS = lazy(r"\w+")
_TOKEN = lazy(r"\s+([^\s,;.:/()“”\"]+)")
_PAIR = lazy(lambda: rf",\s+{any_of('pair')}\b")  # fixed pairs with a comma: "Thi đua, khen thưởng"
_LIST = lazy(r",\s+\p{Lu}\w*(?:\s+\p{Ll}\w*){0,4}\s+và\s+\p{Lu}", compiler=regex.compile)
_PRIVATE = lazy(lambda: rf"{any_of('private_body')}(?!\w)")
_NUMERAL = lazy(r"[IVX]+|\d+")
# A council that decides is no council named by its deciding.
_DECIDES = lazy(lambda: rf"{any_of('decides')}(?!\w)")
_STEERS = lazy(lambda: rf"{any_of('steers')}(?!\w)")
_SCOPE = lazy(lambda: rf"(?:^|\s){any_of('scope_of_a_name')}$")
_SCOPE_REACH = 12  # characters before "về" in which a scope stands
# What belongs to somebody: up to 110 characters of a task before "của".
_OWNED = lazy(r"[^.;:()]{0,110}?\s+của\s")
_JOINED = lazy(r"\s+(\w+)(?:\s+\p{Ll}+)?+", compiler=regex.compile)  # one word of two syllables behind "và"
# "Trung tâm Xúc tiến đầu tư": behind a task in a name these words go on with it.
_TASKED = lazy(lambda: rf"{any_of('tasked')}(?: và {any_of('tasked_as_well')})?$")
_WORKS = lazy(lambda: rf"{any_of('works')}(?!\w)")


class Read(NamedTuple):
    """How far a name has been read."""

    end: int
    small: int = 0  # words in small letters since the last capital
    joined: bool = False  # whether a "và" has been passed: a name has one


# ---- names whose own words begin with a capital


def own_end(text: str, at: int) -> int:
    """Where a name's own words end that begin with a capital behind the type word; `at` if none do."""
    first = _first(text, at)
    if first is None:
        return at
    read, further = first, _further(text, at, first)
    while further is not None:
        read, further = further, _further(text, at, further)
    return read.end


def further_end(text: str, end: int, joined: bool) -> int:
    """Where a name of the gazetteer ends that goes on with capitals behind `end`; `joined`: it has had its "và"."""
    read = Read(end, MOST_SMALL, joined)
    further = _further(text, end, read)
    while further is not None:
        read, further = further, _further(text, end, further)
    return read.end


def _first(text: str, at: int) -> Read | None:
    """The first own word: with a capital or a number, and no other body."""
    token = _TOKEN.match(text, at)
    if not token or not (token[1][0].isupper() or token[1][0].isdigit()):
        return None
    if token[1][0].isdigit() and text.endswith("phòng", 0, at):  # "mỗi phòng 06 biên chế"
        return None
    head = heads().match(text, token.start(1))
    inspects = head and head[0] == "Thanh tra" and text.endswith(("Phòng", "phòng", "Đội"), 0, at)
    return None if head and not inspects else Read(token.end())


def _further(text: str, at: int, read: Read) -> Read | None:
    """The name with one more step; None where it has ended."""
    token = _TOKEN.match(text, read.end)
    if token is None:
        return _list(text, read) or _pair(text, read)
    if token[1] in _JOINTS:
        return _joint(text, read, token)
    if token[1][0].isupper() or token[1][0].isdigit():
        return _capital(text, read, token)
    return _small(text, at, read, token)


def _list(text: str, read: Read) -> Read | None:
    """ ", Thể thao và Du lịch": a list of capitals, unless another body is among them."""
    listed = None if read.joined else _LIST.match(text, read.end)
    if listed is None or heads().match(text, read.end + 2) or heads().match(text, listed.end() - 1):
        return None
    word = _LETTERS.match(text, listed.end() - 1)
    return Read(word.end() if word else listed.end() - 1, read.small, joined=True)


def _pair(text: str, read: Read) -> Read | None:
    pair = _PAIR.match(text, read.end)
    return read._replace(end=pair.end()) if pair else None


def _scoped(text: str, end: int) -> bool:
    """Whether a name that has been read up to `end` goes on with "về": "Ủy ban Quốc gia về …"."""
    return _SCOPE.search(text[max(0, end - _SCOPE_REACH) : end]) is not None


def _joint(text: str, read: Read, token: re.Match[str]) -> Read | None:
    """ "và" or a dash: the name goes on with a capital that begins no other body."""
    after = _TOKEN.match(text, token.end())
    again = token[1] == "và" and read.joined
    if not after or not after[1][0].isupper() or again or heads().match(text, after.start(1)):
        return None
    if (_PRIVATE if token[1] == "và" else POST).match(text, after.start(1)):
        return None  # "Phòng Đo đạc và Công ty …", "Trưởng phòng Đo đạc - Thành viên"
    return Read(after.end(), 0, read.joined or token[1] == "và")


def _capital(text: str, read: Read, token: re.Match[str]) -> Read | None:
    if heads().match(text, token.start(1)):
        return None
    # "khu vực VII", "số 1" end a name
    return Read(token.end(), MOST_SMALL if _NUMERAL.fullmatch(token[1]) else 0, read.joined)


def _small(text: str, at: int, read: Read, token: re.Match[str]) -> Read | None:
    """A word in small letters: a compound goes on whole; an end, a verb or a level ends the name."""
    small, behind = read.small + 1, token.start(1)
    if token[1] == "về" and _scoped(text, read.end):
        return Read(token.end(), 0, joined=False)
    if whole := compounds().match(text, behind):
        return Read(whole.end(), small + 1, read.joined)
    if small > MOST_SMALL or ends(_CAPITALISED).match(text, behind) or BEHIND.match(text, read.end):
        return None
    if acts().match(text, behind) and not (_WORKS.match(text, behind) and _TASKED.search(text, at, read.end)):
        return None
    return Read(token.end(), small, read.joined)


# ---- names of councils, teams and committees by their task


class Task(NamedTuple):
    """The task that is being read."""

    at: int  # where it begins
    owned: int  # up to "của" what belongs to somebody goes on, commas and verbs included; `at` where nobody owns it
    steers: bool  # "Ban Chỉ đạo thực hiện …", "Ban Chỉ đạo về …": a verb or "về" may begin it


def task_end(text: str, at: int) -> int:
    """Where the task ends that names a council, a team or a steering committee; `at` where that is not seen."""
    # "Tổ theo dõi, xử lý … của tỉnh"
    owner = _OWNED.match(text, at) if text.endswith(("Tổ", "Đội"), 0, at) else None
    task = Task(at, owner.end() if owner else at, text.endswith(("hỉ đạo", "hỉ huy", "ông tác"), 0, at))
    end = at
    while end - at < LONGEST_TASK:
        further = _task_further(text, task, end)
        if further is None:
            return end
        end = further
    return at


def _task_further(text: str, task: Task, end: int) -> int | None:
    """The end with one more step; None where the task has ended."""
    token = _TOKEN.match(text, end)
    if token is None:
        return _task_comma(text, task, end)
    head = heads().match(text, token.start(1))
    if (head and _begins(text, head)) or BEHIND.match(text, end):
        return None
    if whole := compounds().match(text, token.start(1)):
        return whole.end()
    if token[1] in _JOINTS and end != task.at:
        return _task_joint(text, task, token)
    return None if _task_ends(text, task, end, token) else token.end()


def _task_comma(text: str, task: Task, end: int) -> int | None:
    if pair := _PAIR.match(text, end):
        return pair.end()
    return end + 1 if end < task.owned and text[end] == "," and not heads().match(text, end + 2) else None


def _begins(text: str, head: re.Match[str]) -> bool:
    """Whether a head inside a task begins another body: "Phòng thủ dân sự" is none."""
    if kinds()[head_of(head)] == "typed":
        return text[head.end() + 1 : head.end() + 2].isupper()
    return not text[head.start()].islower()


def _task_joint(text: str, task: Task, token: re.Match[str]) -> int | None:
    """ "và" or a dash: with capitals only in a task written so, in small letters only behind "và" and with no verb."""
    joined = _JOINED.match(text, token.end())
    if joined is None:
        return None
    behind, capitals = joined.start(1), not joined[1].islower()
    fits = not text[task.at + 1].islower() if capitals else token[1] == "và"
    if not fits or heads().match(text, behind):
        return None
    verb = not capitals and (ends(_BY_TASK).match(text, behind) or acts().match(text, behind))
    return None if verb else joined.end()


def _task_ends(text: str, task: Task, end: int, token: re.Match[str]) -> bool:
    """Whether a word ends the task: one of name_ends, or a verb; fewer where the task belongs to somebody."""
    first, owned = end == task.at, end < task.owned
    rows = _BY_TASK if owned else (*_CAPITALISED, *_BY_TASK)
    about = token[1] == "về" and (task.steers if first else _scoped(text, end))
    if not about and ends(rows).match(text, token.start(1)):
        return True
    if first:
        return (_STEERS if task.steers else _DECIDES).match(text, token.start(1)) is not None
    return not owned and acts().match(text, token.start(1)) is not None
