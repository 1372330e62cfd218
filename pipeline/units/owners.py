"""Who a number of staff belongs to: the unit of its section, one that its sentence names, or the subject.

Reads: a segment, a number in it and the scopes. Guarantees: None where the number is no staff, or is nobody's.
"""

import re
from typing import NamedTuple

import regex

from ..language.patterns import alternation, any_of, lazy, words
from ..model import Status, Unit
from ..names.bodies import unit_type
from ..names.types import ROOMS, is_type_word
from ..outline.tree import Item
from .register import same_unit
from .scopes import Scopes
from .structure import STAFFED

# "mỗi phòng": of each of several, at most 40 characters before the number.
NO_STAFF = lazy(lambda: rf"(?:{any_of('no_staff')}|mỗi[^,;]{{0,40}}|/)\s*$", re.IGNORECASE)
CURRENT = lazy(r"[Hh]iện\b|\bđang\b|được giao\b|được bố trí\b")
PROPOSED = lazy(r"[Ss]au (?:khi )?\w+|đề xuất|sẽ\b")
# A number in words counts behind these; else "một" is only an article.
COUNTS = lazy(r"(?:có|gồm|là|và|với|thêm|:) $")
COUNTS_ON = lazy(r"(?:có|gồm) (?:một|hai|ba|\d{1,2}) [^.;:]*, $")  # "có một Đội trưởng, hai Đội phó"
# Behind these a noun with a capital is counted; else it begins a cell or a step ("Bước 3 Công chức …").
CUED = lazy(lambda: rf"(?:\b{any_of('counts_behind')}|[:,;(–-]) ?$")
# A condition or an average is a norm: "có từ 07 đến 09 biên chế được bố trí 01 cấp phó", "bình quân 03 người".
NORM = lazy(lambda: rf"\b{any_of('norm')}\b|\b(?:từ|đủ) \d[^;]*?(?:trở lên|đến dưới|đến) ?\d?", re.IGNORECASE)
ONWARDS = lazy(r" (?:[^\W\d_]+ )?trở lên\b")
# The unit that an item begins with: "Phòng A: …", "Đội B có …"
NAMED_FIRST = lazy(r"(?P<name>[^\W\d_][^:;(]{2,80}?)(?: ?[:(]| (?:có|gồm|được)\b)")
EACH = lazy(r"\b[Mm]ỗi\b")
CLASS = lazy(lambda: rf"(?:^|[ ,])(?:\d{{1,2}}) {any_of('class_of_units')}\b")
OF_CLASS = lazy(lambda: rf" (?:ở|tại|của|cho) \d{{1,2}} {any_of('class_of_units')}\b")
SENTENCE_END = lazy(r"[.!?] (?=\p{Lu})|;", compiler=regex.compile)
# Characters before a number in which its sentence, and so its owner, is looked for: what keeps the work linear where a
# list has no full stops. Measured on 597 texts with 101 numbers of staff: 450 and 1,800 give the same.
LONGEST_SENTENCE = 900
BRACKETS = lazy(r"\([^()]*\)")
A_CLASS, ONE_OF_A_CLASS = "", "đơn vị"  # what stands for a unit where a sentence names "03 phòng" or "01 đơn vị"


class Sentence(NamedTuple):
    """A number of staff in its sentence."""

    item: Item
    match: re.Match[str]  # of the number and what it counts
    before: str  # the words of the sentence before the number

    @property
    def noun(self) -> str:
        return self.match["noun"] or self.match["before"]


def named_units(units: list[Unit]) -> re.Pattern[str]:
    """A pattern of the ways in which a sentence may name one of the units."""
    names = {unit.name for unit in units if unit.type != "post"} | {*words("leadership")}
    if any(unit.type == "thanh_tra" for unit in units):
        names.add("Thanh tra")
    heads = {unit.name.split(" ", 1)[0] for unit in units if unit.type in ("so", "bo", "cuc", "chi_cuc")}
    return re.compile(rf"(?i)(?<!\w){alternation(names | heads)}(?!\w)")


def owner(item: Item, match: re.Match[str], scopes: Scopes, named: re.Pattern[str]) -> int | None:
    """The index of the unit that a counted number belongs to; None where it is no staff."""
    sentence = _sentence(item, match)
    if not _counts(sentence):
        return None
    scope = scopes.of[item.segment.id]
    status = _status(sentence, scopes)
    index = _first(sentence, scopes.units, status, named)
    if index is None and scope.unit is not None and scopes.units[scope.unit].type != "post":
        index = scope.unit
    if index is None and (subject := _subject(scopes, status)) is not None:
        index = _named(sentence, status, subject, scopes.units, named)
    return None if index is None or _is_class(scopes.units[index]) else index


def _first(sentence: Sentence, units: list[Unit], status: Status, named: re.Pattern[str]) -> int | None:
    """The unit that an item begins with by its full name, or one behind it; None where it begins with no unit."""
    match = NAMED_FIRST.match(sentence.before)
    first = _exactly(match["name"], units, status) if match else None
    if first is None or not sentence.item.segment.text.startswith(sentence.before):
        return None
    *_, last = (found[0] for found in named.finditer(sentence.before))
    behind = _exactly(last, units, status)
    return first if behind is None else behind


def _exactly(name: str, units: list[Unit], status: Status) -> int | None:
    folded = name.strip().casefold()
    among = (i for i, unit in enumerate(units) if unit.status == status and unit.type != "post")
    return next((i for i in among if units[i].name.casefold() == folded), None)


def _is_class(unit: Unit) -> bool:
    """Whether a unit is a class of bodies, for which the text can only set a norm: "Bộ", "Chi cục"."""
    return is_type_word(unit.name) and unit.type not in ROOMS - {"phong"}


def _sentence(item: Item, match: re.Match[str]) -> Sentence:
    text = item.segment.text
    start = match.start("number") if match["number"] else match.start("after")
    near = max(0, start - LONGEST_SENTENCE)
    begins = max((end.end() for end in SENTENCE_END.finditer(text, near, start)), default=near)
    return Sentence(item, match, text[begins:start])


def _counts(sentence: Sentence) -> bool:
    """Whether the number is one of staff: no condition, change or ratio, and no article."""
    match, before = sentence.match, sentence.before
    ratio = match.string[match.end() : match.end() + 1] == "/"
    if ratio or NO_STAFF.search(before) or EACH.search(before):
        return False
    if NORM.search(before) or ONWARDS.match(match.string, match.end()):
        return False
    number, noun = match["number"], sentence.noun
    if not number:
        return True
    if noun[0].isupper() and number[0] != "0" and not CUED.search(before):  # "02 Phó Trưởng phòng" counts anywhere
        return False
    if number.isdigit():
        return True
    return COUNTS.search(before) is not None or COUNTS_ON.search(before) is not None


def _status(sentence: Sentence, scopes: Scopes) -> Status:
    """Of today or proposed, by the nearest word that tells; what brackets hold tells inside only."""
    if sentence.item.segment.id not in scopes.proposed:
        return "current"
    outside = sentence.before
    while BRACKETS.search(outside):
        outside = BRACKETS.sub("", outside)
    clause = outside.rsplit("(", 1)[-1]
    today = [match.end() for match in CURRENT.finditer(clause)]
    later = [match.end() for match in PROPOSED.finditer(clause)]
    return "current" if today and max(today) > max(later, default=-1) else "proposed"


def _subject(scopes: Scopes, status: Status) -> int | None:
    """The unit that the text is about, as it is proposed where the number is."""
    subject = scopes.subject_of(status)
    if subject is None or status == "current" or scopes.units[subject].status == "proposed":
        return subject
    anew = same_unit(scopes.units, scopes.units[subject].name, "proposed")
    return subject if anew is None else anew


def _named(sentence: Sentence, status: Status, subject: int, units: list[Unit], named: re.Pattern[str]) -> int:
    """The unit of the item, behind the number or last before it; else the subject, or its leadership."""
    text, end = sentence.match.string, sentence.match.end()
    item = STAFFED.match(text)
    if item and (listed := same_unit(units, item["name"].strip(), status)) is not None:
        return listed
    if OF_CLASS.match(text, end):
        return subject
    behind = named.match(text, end + 1)
    name = behind[0] if behind else _last(sentence.before, named)
    if name is None and unit_type(sentence.noun) == "post" and "Giám đốc" in sentence.noun:
        name = "Lãnh đạo Sở"
    return subject if name is None else _meant(name, status, subject, units, sentence.noun)


def _last(before: str, named: re.Pattern[str]) -> str | None:
    """The unit named last before the number; a class where a class of units was."""
    listed = CLASS.search(before)
    if listed and before.rstrip().endswith("("):
        return ONE_OF_A_CLASS if ONE_OF_A_CLASS in listed[0] else A_CLASS
    found = list(named.finditer(before))
    if listed and (not found or listed.start() > found[-1].start()):
        return A_CLASS
    return found[-1][0] if found else None


def _meant(name: str, status: Status, subject: int, units: list[Unit], noun: str) -> int:
    """The unit that a name in the sentence means; the subject where that is no unit of the text."""
    low = name.casefold()
    if name == A_CLASS:
        return subject
    if name == ONE_OF_A_CLASS:  # "01 đơn vị sự nghiệp (…)": the only one there is
        centres = [i for i, unit in enumerate(units) if unit.type == "trung_tam" and unit.status == status]
        return centres[0] if len(centres) == 1 else subject
    if low == "thanh tra" or low in map(str.casefold, words("leadership")):
        wanted = "thanh_tra" if low == "thanh tra" else "ban_giam_doc"
        return next((i for i, u in enumerate(units) if u.type == wanted and u.status == status), subject)
    head = units[subject].name.split(" ", 1)[0]
    found = subject if low == head.casefold() else same_unit(units, name, status)
    if found is not None and units[found].type == units[subject].type and "Giám đốc" in noun:
        leaders = same_unit(units, "Lãnh đạo Sở", status)  # deputies of a department are its leaders
        return leaders if leaders is not None else found
    return found if found is not None else subject
