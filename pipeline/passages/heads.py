"""What the words of a heading or lead-in say: of what kind the list below is, and whose words name the holder.

Reads: one text and the table `heading_words`; letters are compared without diacritics, for scans and capitals.
Guarantees:
1. Vietnamese puts the head of a phrase first: the kind is that of the first words, not of what they are about
   ("Nguyên tắc phân công nhiệm vụ" is about an order of things, "Nhiệm vụ về tổ chức bộ máy" about duties).
2. Words of the holder's name ("Phòng Tổ chức - Hành chính") and of what a list is about never tell its kind.
3. In a lead-in the kind is that of the last clause: "Phòng A giúp … quản lý B, cụ thể gồm các nhiệm vụ sau:".
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..knowledge import table
from ..language import verbs
from ..language.letters import for_search
from ..language.patterns import alternation, any_of, lazy, words
from ..names.frames import CLASS, CLASS_WORD, Frame, body, clause_subject, giving, profession, subject, unknown

DUTIES = ("task", "answer")
LONGEST = 600  # characters of a heading or lead-in; a longer text is a sentence of its own and leads nothing in


def _plain(*names: str) -> str:
    """The words of these lists without diacritics, the longest first."""
    return alternation(for_search(word) for name in names for word in words(name))


# "Điều 4 Thông tư 43/2025/TT-BYT quy định (về) …": a lead-in that quotes another act.
QUOTES = lazy(
    lambda: (
        rf"(?:(?:theo|tai) )*{_plain('quoted_act')}\b[^:]{{0,200}}?\d"
        r"[^:]{0,200}?\bquy dinh(?:[:,]| (?:ve |chi tiet |cu the |ro )*(?:cac )?) *"
    )
)
OPENS = lazy(lambda: rf"(?:(?:{_plain('head_opens')}|\d{{1,2}} nhom)\b ?)*")
TOPIC = lazy(lambda: rf"{_plain('head_topic')}\b")
AND = r"(?: ?(?:,|;|-|/|\bva\b|, va\b) ?(?:cac |nhung )?)"
# What may close a heading: "… như sau", "… được quy định ra sao?", "… sau đây:"
CLOSES = lazy(lambda: rf"(?:[\s,]*{_plain('head_closes')}\b)*[\s:.?…]*$")
POINTS = lazy(lambda: rf"{_plain('head_points')}\b|\?")  # what a sentence without a colon points to its list with
EMPTY = lazy(lambda: rf"(?:[\s,;:]*{_plain('head_fills')})*[\s,]*\Z")  # "X có trách nhiệm:", "Cụ thể gồm …"
OF = lazy(lambda: rf"\s*{_plain('head_of')}(?=[^\W\d_]|\s)\s*")
ABOUT = lazy(lambda: rf"\s*{_plain('head_about')}\b")
EACH = lazy(lambda: rf"\s*{_plain('head_of')} {_plain('head_each')}\b")
# What may follow a body that stands alone: of whom it is, and a note.
WHOSE = lazy(r"(?: (?:trực )?thuộc [^:(]{3,120}?)?(?:\s*\([^()]{2,160}\))?[\s.:;]*")
BEFORE_BODY = lazy(lambda: rf"{any_of('head_before_body')} (?=[^\W\d_])", re.IGNORECASE)
BY = lazy(r"[\s:–-]+(?:do |ma |cua )?(?:cac )?")
DOES = lazy(lambda: rf"(?: {_plain('head_does')}\b)+")
DECIDES = lazy(
    lambda: rf"{_plain('act_decides')}\b"
)  # what the act itself does: "… quyết định sắp xếp các xã như sau:"
FURTHER = lazy(r"(?:,| và|, và) (?:các )?")
GAP = lazy(r"[\s:–-]+")


ANSWERS = lazy(lambda: rf"{_plain('answers')} (?:cua )?")
# "Sở A có trách nhiệm hướng dẫn …"; "chịu trách nhiệm trước …", "… thi hành Quyết định này" give no task
CHARGED = lazy(lambda: rf" (?:co|chiu) (?:{_plain('charges')}) (?!{_plain('charge_not')})(?=\w)")


# "Đối tượng được phân cấp: Chủ tịch Ủy ban nhân dân cấp xã."
RECEIVES = lazy(
    lambda: (
        rf"{_plain('receiver')}(?: ?(?:,|/|va) ?{_plain('receiver')})*(?: duoc| nhan)+ {_plain('handed')}"
        rf"(?: thuc hien)?(?: la)?[ :]+(?:cac )?"
    )
)
LONGEST_SUBJECT = 400  # characters in which a sentence says who has to do it
LONGEST_SYLLABLE = 12  # characters of a first word
LONGEST_TITLE = 120  # characters of a heading on the line of its text; a longer one is a sentence


class Head(NamedTuple):
    """What a heading or lead-in says."""

    kinds: tuple[str, ...]  # of its head words, in order; empty where it has none
    pure: bool  # it says nothing besides, but for the holder
    sentence: bool  # a lead-in with a verb, no heading
    holder: Frame | None  # the words that name the holder
    colon: bool
    alone: bool = False  # nothing but a body
    each: bool = False  # of a class of bodies, each of which holds its own: "của các phòng", "của từng đồng chí"
    topic: bool = False  # "Về X": a group of a list
    several: bool = False  # a second body follows the holder: "Trách nhiệm của Sở A, Sở B và Sở C"

    @property
    def duties(self) -> bool:
        """Whether its words are those that open lists of duties."""
        return any(kind in DUTIES for kind in self.kinds)


@lru_cache(maxsize=1024)  # a heading is asked for by each list below it
def head(text: str) -> Head:
    """What `text` says as a heading or lead-in."""
    colon = text.rstrip().endswith(":")
    if not text or len(text) > LONGEST:
        return Head((), False, False, None, colon)
    low = for_search(text)
    quoted = QUOTES.match(low)
    start = quoted.end() if quoted else 0
    said = _titled(text, low, start, colon) or _sentence(text, low, start, colon) or _named(text, colon)
    return said._replace(topic=TOPIC.match(low) is not None, several=_several(text, said.holder))


def charge(text: str) -> Head | None:
    """What a sentence says that is heading, holder and duty in one; None for any other."""
    holder = subject(text)
    if not holder and _first_word(text) not in _first_words("answers"):
        return None
    low = for_search(text[:LONGEST_SUBJECT])
    if match := ANSWERS.match(low):
        holder = subject(text, match.end())
    elif not holder or not CHARGED.match(low, holder.end):
        return None
    if holder is None or not text[holder.end :].strip(" .;:,"):
        return None
    return Head(("answer",), False, True, holder, False)


def _first_word(text: str) -> str:
    return for_search(text[:LONGEST_SYLLABLE].partition(" ")[0])


@cache
def _first_words(name: str) -> frozenset[str]:
    """The first words of a list, as they are compared."""
    return frozenset(_first_word(word) for word in words(name))


def receiver(text: str) -> Frame | None:
    """The body to which powers are handed down, in a statement that says only this; None for any other text."""
    if _first_word(text) not in _first_words("receiver"):
        return None
    said = RECEIVES.match(for_search(text[:LONGEST_TITLE]))
    return body(text, said.end()) if said else None


def title_of(text: str) -> Head | None:
    """What a heading says that stands on the line of its text: "Nhiệm vụ: giữ kho"; None where there is none."""
    title, colon, rest = text.partition(":")
    if not colon or not rest.strip(" .;") or len(title) > LONGEST_TITLE:
        return None
    said = head(f"{title}:")
    about = said.duties and said.holder is not None  # "Trách nhiệm của Sở A trong việc lưu trữ: lập …"
    return said if said.kinds and (said.pure or about) and not said.topic else None


def _titled(text: str, low: str, start: int, colon: bool) -> Head | None:
    """A heading: kind words first ("Nhiệm vụ, quyền hạn và trách nhiệm của X trong …")."""
    at = _end(OPENS, low, start)
    kinds: list[str] = []
    first = ""
    said: set[str] = set()
    while match := _words().match(low, at):
        if _kinds()[match[1]] != "more":
            kinds.append(_kinds()[match[1]])
            first = first or match[1]
            said.add(match[1])
        at = match.end()
        joint = _joint().match(low, at)
        if joint:
            at = joint.end()
        elif not low.startswith(" ", at) or not _words().match(low, at + 1):
            break
        else:
            at += 1
    if not kinds:
        return None
    if (kinds[0] in DUTIES or first in _contents()) and (does := _relative(text, low, at, colon)):
        return does
    holder = _holder(text, low, at)
    rest = holder.end if holder else at
    closed = CLOSES.match(low, rest) is not None
    # "Nhiệm vụ khoa học" is about science, "Tổ chức kiểm tra" an act; but "Phân công nhiệm vụ thống kê" and "Nguyên tắc
    # làm việc" say what the list is all the same.
    each = holder is None and EACH.match(low, at) is not None
    open_ended = (kinds[0] in DUTIES and len(said) == 1) or (first in _closed() and kinds[0] not in DUTIES)
    acts = kinds[0] == "answer" and verbs.opens(text[rest:].lstrip(" ,:"))  # "Trách nhiệm xây dựng quy hoạch"
    if open_ended and not (closed or holder or each or acts or ABOUT.match(low, rest)):
        return None
    return Head(tuple(kinds), closed, False, holder, colon, each=each)


def _relative(text: str, low: str, at: int, colon: bool) -> Head | None:
    """A heading that goes on with a clause: "Nội dung (do) Sở A có trách nhiệm chủ trì"."""
    by = BY.match(low, at)
    doer = subject(text, by.end()) if by and text[by.end() : by.end() + 1].isupper() else None
    does = DOES.match(low, doer.end) if doer else None
    return Head(("task",), CLOSES.match(low, does.end()) is not None, False, doer, colon) if does else None


def _holder(text: str, low: str, at: int) -> Frame | None:
    """The body behind the kind words: "của X", "cho X", or X itself."""
    named = OF.match(low, at)
    if named is None:
        named = GAP.match(text, at)
        if named and CLASS.match(text, named.end()):  # "Trách nhiệm các phòng, ban thuộc Sở"
            return body(text, named.end()) or unknown(text, named.end())
        if named is None or not text[named.end() : named.end() + 1].isupper():
            return None  # "Nhiệm vụ khoa học" is of no faculty (khoa)
    given = giving(text)  # "Ủy quyền (cho) Giám đốc Sở A thực hiện …": it ends before the verb
    if given and given.start == named.end():
        return given
    return body(text, named.end()) or (unknown(text, named.end()) if OF.match(low, at) else None)


def _sentence(text: str, low: str, start: int, colon: bool) -> Head | None:
    """A lead-in: its last clause says that somebody has, does or answers for what follows."""
    holder = giving(text) or (subject(text, start) if start else clause_subject(text))
    found = None
    for match in _says().finditer(low):
        closed = CLOSES.match(low, match.end())
        titled = closed and not closed[0] and (holder or CLASS.match(text, start))  # "Điều 4. Sở A có nhiệm vụ"
        if closed and (colon or titled or POINTS.search(closed[0])):
            found = match
            break
    does = colon and holder and DOES.match(low, holder.end) and not DECIDES.search(low, holder.end)
    if found is None and holder and (holder.given or does):
        return Head(("given",) if holder.given else ("does",), False, True, holder, colon)
    if found is None:
        return None
    if holder is None and text[start : start + 1].isupper():
        holder = unknown(text, start, found.start() - 1)
    kinds = tuple(dict.fromkeys(_kinds()[word] for word in _words_of(found[0]) if _kinds()[word] != "more"))
    before = holder.end if holder else 0
    pure = not set(kinds) & {*DUTIES} or EMPTY.match(low, before, found.start()) is not None
    return Head(kinds, pure, True, holder, colon) if kinds else None


def _named(text: str, colon: bool) -> Head:
    """Nothing but a body, or a sentence about one: "Văn phòng Sở", "7. Sở A:"."""
    before = BEFORE_BODY.match(text)
    at = before.end() if before else 0
    if rank := profession(text, at):
        return Head((), False, False, rank, colon, alone=True)
    frame = subject(text, at) or _class_alone(text, at)
    alone = frame is not None and frame.start == at and WHOSE.fullmatch(text, frame.end) is not None
    return Head((), False, False, frame, colon, alone)


def _class_alone(text: str, at: int) -> Frame | None:
    """A class of bodies and nothing else: "Các đơn vị khác", "Các cơ quan, đơn vị trực thuộc:"."""
    several = CLASS.match(text, at)
    frame = unknown(text, at) if several and CLASS_WORD.match(text, several.end()) else None
    return frame if frame and not text[frame.end :].strip(" .:;") else None


def _several(text: str, holder: Frame | None) -> bool:
    """Whether a further body stands behind the holder."""
    further = FURTHER.match(text, holder.end) if holder else None
    return further is not None and body(text, further.end()) is not None


def _words_of(text: str) -> list[str]:
    return [match[1] for match in re.finditer(rf"\b({_any_word()})\b", text)]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


@cache
def _kinds() -> dict[str, str]:
    return {for_search(row["phrase"]): row["kind"] for row in table("heading_words")}


@cache
def _closed() -> frozenset[str]:
    """The words that tell a kind only where nothing goes on with them."""
    return frozenset(for_search(row["phrase"]) for row in table("heading_words") if row["closed"] == "yes")


@cache
def _contents() -> frozenset[str]:
    """What a list consists of, whatever it is: whose clause behind it says who does it."""
    return frozenset(map(for_search, words("head_contents")))


@cache
def _any_word() -> str:
    return alternation(_kinds())


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"({_any_word()})\b")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"{AND}(?={_any_word()}\b)")


@cache
def _says() -> re.Pattern[str]:
    """ "… có (chịu) trách nhiệm", "… thực hiện các nhiệm vụ, quyền hạn chủ yếu", "gồm các nhiệm vụ"."""
    words = _any_word()
    verbs = _plain("head_verbs")
    return re.compile(
        rf"\b(?!(?<=\bcap )co tham quyen)(?:{verbs}) (?:(?:cac|nhung|mot so) )?{words}\b(?:{AND}?(?: )?(?:{words})\b)*"
    )
