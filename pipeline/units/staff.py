"""Numbers of staff: how many posts the text gives which unit, in figures or in words.

Reads: the outline and the scopes. Guarantees:
1. A number counts for the unit of its section; else for the unit named last before it in its
   sentence, or right behind it; else for the subject of the text.
2. Conditions ("đủ 06 biên chế trở lên"), changes ("tăng thêm 02") and ratios ("06 biên chế/phòng")
   are no staff.
3. In a plan, "hiện có", "đang", "được giao" tell of today's unit, "sau khi", "còn" of the proposed.
"""

import re
from functools import cache

import regex
from msgspec.structs import replace

from ..knowledge import table
from ..model import Staff, Status, Unit
from ..names.bodies import unit_type
from ..outline.layout import to_source
from ..outline.tree import OUTSIDE, Item, Outline
from .register import same_unit
from .scopes import Scopes
from .structure import STAFFED

WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
NO_STAFF = re.compile(
    r"(?:giảm|tăng|thêm|bổ sung|từ|đến|đủ|tối thiểu|ít nhất|trên|dưới|mỗi[^,;]{0,40}|/)\s*$", re.IGNORECASE
)
CURRENT = re.compile(r"[Hh]iện\b|\bđang\b|được giao\b|được bố trí\b")
PROPOSED = re.compile(r"[Ss]au (?:khi )?\w+|đề xuất|sẽ\b")
DIGIT = re.compile(r"\d")
# A number in words counts behind these; else "một" is only an article.
COUNTS = re.compile(r"(?:có|gồm|là|và|với|thêm|:) $")
EACH = re.compile(r"\b[Mm]ỗi\b")
CLASS = re.compile(r"(?:^|[ ,])(?:\d{1,2}) (?:phòng|đơn vị|tổ chức|cơ quan)\b")
OF_CLASS = re.compile(r" (?:ở|tại|của|cho) \d{1,2} (?:phòng|đơn vị|tổ chức|cơ quan)\b")
SENTENCE_END = regex.compile(r"[.!?] (?=\p{Lu})|;")
LONGEST_SENTENCE = 900  # characters before a number in which its owner is looked for
BRACKETS = re.compile(r"\([^()]*\)")


def staffed(outline: Outline, scopes: Scopes) -> list[Unit]:
    """The units of `scopes` with their numbers of staff."""
    if not scopes.units:
        return []
    counts: dict[int, list[Staff]] = {}
    finder = _Owners(scopes)
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        role = scopes.of[segment.id].role
        if role in ("duties", "functions") or not (role or DIGIT.search(segment.text)):
            continue
        for match in _counted().finditer(segment.text):
            owner = finder.owner(item, match)
            if owner is None:
                continue
            number = match["number"] or match["after"]
            counts.setdefault(owner, []).append(
                Staff(
                    count=WORDS.get(number.lower()) or int(number),
                    of=match["noun"] or match["before"],
                    segment=segment.id,
                    span=to_source(item.runs, match.start(), match.end()),
                )
            )
    return [replace(unit, staff=counts[i]) if i in counts else unit for i, unit in enumerate(scopes.units)]


class _Owners:
    """Who a number of staff belongs to."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        names = {unit.name for unit in scopes.units}
        aliases = {"Ban Giám đốc Sở", "Ban Giám đốc", "Lãnh đạo Sở", "lãnh đạo"}
        if sum(unit.type == "thanh_tra" for unit in scopes.units):
            aliases.add("Thanh tra")
        heads = {unit.name.split(" ", 1)[0] for unit in scopes.units if unit.type in ("so", "bo", "cuc", "chi_cuc")}
        words = "|".join(sorted(map(re.escape, names | aliases | heads), key=len, reverse=True))
        self.mention = re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)")

    def owner(self, item: Item, match: re.Match[str]) -> int | None:
        """The index of the unit that a counted number belongs to; None where it is no staff."""
        text = item.segment.text
        start = match.start("number") if match["number"] else match.start("after")
        near = max(0, start - LONGEST_SENTENCE)
        sentence = max((m.end() for m in SENTENCE_END.finditer(text, near, start)), default=near)
        before = text[sentence:start]
        if NO_STAFF.search(before) or text[match.end() : match.end() + 1] == "/" or EACH.search(before):
            return None
        if match["number"] and not match["number"].isdigit() and not COUNTS.search(before):
            return None
        scope = self.scopes.of[item.segment.id]
        units = self.scopes.units
        if scope.unit is not None and units[scope.unit].type != "post":
            return scope.unit
        status = self._status(item, before)
        subject = self.scopes.subject_of(status)
        if subject is None:
            return None
        if status == "proposed" and units[subject].status == "current":
            proposed = same_unit(units, units[subject].name, "proposed")
            subject = subject if proposed is None else proposed
        lead = STAFFED.match(text)
        if lead and (listed := same_unit(units, lead["name"].strip(), status)) is not None:
            return listed
        if OF_CLASS.match(text, match.end()):
            return subject
        behind = self.mention.match(text, match.end() + 1)
        name = behind[0] if behind else self._named(before)
        noun = match["noun"] or match["before"]
        if name is None and unit_type(noun) == "post" and "Giám đốc" in noun:
            name = "Lãnh đạo Sở"
        if name is None:
            return subject
        return self._resolve(name, status, subject, noun)

    def _status(self, item: Item, before: str) -> Status:
        """Of today or proposed, by the nearest word that tells; what brackets hold tells inside only."""
        outside = before
        while BRACKETS.search(outside):
            outside = BRACKETS.sub("", outside)
        clause = outside.rsplit("(", 1)[-1] if "(" in outside else outside
        if item.segment.id not in self.scopes.proposed:
            return "current"
        today = [m.end() for m in CURRENT.finditer(clause)]
        later = [m.end() for m in PROPOSED.finditer(clause)]
        return "current" if today and max(today) > max(later, default=-1) else "proposed"

    def _named(self, before: str) -> str | None:
        """The unit named last before the number; "" where a class of units was."""
        listed = CLASS.search(before)
        if listed and before.rstrip().endswith("("):
            return "đơn vị" if "đơn vị" in listed[0] else ""
        found = list(self.mention.finditer(before))
        if listed and (not found or listed.start() > found[-1].start()):
            return ""
        return found[-1][0] if found else None

    def _resolve(self, name: str, status: Status, subject: int, noun: str) -> int | None:
        units = self.scopes.units
        if name == "":
            return subject
        if name == "đơn vị":  # "01 đơn vị sự nghiệp (…)": the only one there is
            centres = [i for i, unit in enumerate(units) if unit.type == "trung_tam" and unit.status == status]
            return centres[0] if len(centres) == 1 else subject
        if name.casefold() in ("thanh tra", "lãnh đạo", "lãnh đạo sở", "ban giám đốc", "ban giám đốc sở"):
            wanted = "thanh_tra" if name.casefold() == "thanh tra" else "ban_giam_doc"
            return next((i for i, u in enumerate(units) if u.type == wanted and u.status == status), subject)
        head = units[subject].name.split(" ", 1)[0]
        found = subject if name.casefold() == head.casefold() else same_unit(units, name, status)
        if found is not None and units[found].type == units[subject].type and "Giám đốc" in noun:
            leaders = same_unit(units, "Lãnh đạo Sở", status)  # deputies of a department are its leaders
            return leaders if leaders is not None else found
        return found if found is not None else subject


@cache
def _counted() -> re.Pattern[str]:
    nouns = [row["noun"] for row in table("staff")]
    posts = [f"{row['post']}{body}" for row in table("posts") for body in (" Sở", "")]
    noun, plain = _longest_first(nouns + posts), _longest_first(nouns)
    number = rf"\d{{1,3}}|{'|'.join(WORDS)}"
    return re.compile(
        rf"\b(?P<number>{number})(?<![/.,]\d)(?<![/.,]\d\d) (?P<noun>{noun})(?!\w)"
        rf"|\b(?P<before>{plain})(?: (?:hành chính|của [^,;:.]{{2,60}}?))?(?:: | còn | là )"
        r"(?P<after>\d{1,3})(?![\w/.,]\w)"
    )


def _longest_first(words: list[str]) -> str:
    """An alternation of the words, in lower case and with a capital."""
    both = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    return "|".join(sorted(map(re.escape, both), key=len, reverse=True))
