"""The acts of a duty: its verbs with their spans, and the power each stands for.

Reads: the words of a duty and of its lead-ins, part by part, between semicolons and full stops. Guarantees:
1. The verb that opens a part is an act of the holder; so are the verbs joined to an act, and those that a light verb
   ("thực hiện công tác …"), a carrier ("giúp Giám đốc Sở …") or a partner ("phối hợp với …") leads to.
2. No act is a verb inside a name or a noun phrase ("kế hoạch thanh tra"), a verb that a plain verb governs ("hướng dẫn
   thực hiện"), a purpose, or what others do with a thing submitted, proposed or ordered.
3. The lexicon is in the tables `verbs` and `phrases`. The work is linear in the length of the text.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ..knowledge import table
from ..model import Power


class Act(NamedTuple):
    """A verb in a text: where it stands and what power it is, None for a verb without one."""

    start: int
    end: int
    power: Power | None


Senses = list[tuple[re.Pattern[str] | None, tuple[Power, ...]]]  # by the object; the first that fits holds


class Found(NamedTuple):
    """A verb met in a part, with what joins it to the words before it."""

    word: str
    kind: str
    powers: tuple[Power, ...]
    start: int  # of its owner and filler
    at: int
    end: int
    joint: str  # ",", "và", ":" …
    owner: str  # the noun or preposition that the verb belongs to
    filler: str  # "công tác", "việc", "định kỳ" …
    begins: bool  # it opens the part
    near: bool  # only the joint stands between the last verb and this one


PART = re.compile(r"(?>(?:[^;.]++|\.(?!\s|$))+)")
# "Về bưu chính: ", "Trong lĩnh vực thanh tra, "
TOPIC = re.compile(r"\s*(?:Về|Đối với|Trong|Khi|Trường hợp)\b[^:,]{0,160}[:,]\s*")
TITLE = re.compile(r"\s*(?:Về|Đối với|Trong|Trách nhiệm|Nhiệm vụ|Quyền hạn|Chức năng|Nội dung|Công tác)\b")
FOLLOWING = re.compile(r"\bsau(?: đây)?\s*:?\s*$")  # "có nhiệm vụ, quyền hạn sau đây:"
ADDRESSED = ("đối với", "lãnh đạo", "cho ", "cấp ", "các cấp ", "cơ quan ")
LIST = re.compile(r"(?:lĩnh vực|hệ thống|giải pháp|nội dung|về|quy định|hình thức)\b[^:;.,]{0,20}:(?! đối với)")
WORD = re.compile(r"[^\W_]\w*(?: \w+)?")
SERIES = re.compile(r"(?:,(?: và)?| và| hoặc) ")
AGAIN = re.compile(r".{0,200}?theo thẩm quyền")
ABOUT = re.compile(r"\bvề\b")
PASSIVE = re.compile(r"\b(?:do|được|bị)\b")
NO_OBJECT = "của|theo|về|trong|cho|tại|và|hoặc|đối với|thuộc|do|được|nhằm|để|phục vụ|khi|định kỳ|sau|từ|với"
OBJECT = re.compile(rf" (?!(?:{NO_OBJECT})\b)\w")
MARKS = (",", ":", "/", "(")
JOINTS = {*MARKS, "và", "hoặc", "hay"}
NEAR = {mark + space + word for mark in ("", *MARKS) for space in ("", " ") for word in ("", "và ", "hoặc ", "hay ")}
GOVERNS = {"light", "head", "organises", "carrier", "with"}  # the verb they lead to counts
ASKS = {"proposes", "directs"}  # the verb they lead to is the act of others
FREE = {"submits", "reports", "carrier", "builds"}  # may be acts without a joint


def read(text: str, leads: Sequence[str]) -> tuple[list[Act], list[Power]]:
    """The acts of a duty, in order, and its powers; `leads` are the texts that lead in to it, outermost first."""
    passed = [_passed_on(lead) for lead in leads]
    own = acts(text, helped=any(last == "carrier" for _, last, _ in passed))
    if any(powers and last and last not in GOVERNS for powers, last, _ in passed):
        # The item is what is submitted or appraised; what is carried out after it is the holder's act again.
        own = [act for act in own[1:] if _kind(text, act) == "head"]
    powers = [power for powers, *_ in passed for power in powers] + _powers(own)
    if not powers and not own:
        powers = next((powers for *_, powers in reversed(passed) if powers), [])
    return own, list(dict.fromkeys(powers)) or ["other"]


def unknown_opening(text: str) -> str | None:
    """The first two words of a duty that begins with none of the lexicon."""
    part = Part(text, _lower(text), 0, len(text), False, "")
    words = WORD.match(part.low, part.at)
    return words[0] if words and not part.lexicon.verb.match(part.low, part.at) else None


@lru_cache(maxsize=64)
def _passed_on(lead: str) -> tuple[list[Power], str, list[Power]]:
    """The powers that a lead-in hands to its items, the kind of its last verb if it has no object, all its powers."""
    found = [] if lead.isupper() or TITLE.match(lead) or FOLLOWING.search(lead) else acts(lead)
    powers = _powers(found)
    rest = lead[found[-1].end :].strip(" :") if found else ""
    if found and (not rest or rest[0].isupper() or rest.startswith(ADDRESSED)):
        return powers, _kind(lead, found[-1]), powers
    return [power for power in powers if power in ("advise", "submit")], "", powers


def _powers(found: Iterable[Act]) -> list[Power]:
    return [act.power for act in found if act.power]


def _kind(text: str, act: Act) -> str:
    return _lexicon().verbs[_lower(text)[act.start : act.end]][0]


def _lower(text: str) -> str:
    """The text in small letters, of the same length (only "İ" has a longer small letter)."""
    return text.replace("İ", "I").lower()


def acts(text: str, helped: bool = False) -> list[Act]:
    """The acts of a text by itself; `helped` if its lead-in names somebody whom the holder helps."""
    low = _lower(text)
    found: list[Act] = []
    left = ""  # what the part before leaves open
    for part in PART.finditer(text):
        if text[part.start() - 1] == ".":
            left = ""
        if left != "list":
            left = Part(text, low, part.start(), part.end(), helped, left).read(found)
    return found


class Part:
    """The reading of one part, verb by verb, with what its words so far mean for the next verb."""

    theirs = False  # the verbs that follow are acts of others
    seeks = False  # the verb after a person helped or a partner
    labelled = False  # an act with a power was found
    lists = False  # the last act, or one that leads to it, may govern a list
    kind = ""  # of the last act
    last = ""  # kind of the last verb, act or not
    counted = governed = named = inner = False  # that verb is an act; governed by one; part of a name; has a power
    zone = False  # a noun or preposition since the last act may own the next verb
    organised = -1  # index of the act "tổ chức" that waits for its verb
    reported: tuple[int, int] | None = None  # the act "báo cáo" that waits for a decision

    def __init__(self, text: str, low: str, start: int, stop: int, helped: bool, left: str) -> None:
        self.text, self.low, self.start, self.stop = text, low, start, stop
        topic = TOPIC.match(text, start, stop)
        word = WORD.search(text, topic.end() if topic else start, stop)
        self.at = self.end = self.scanned = word.start() if word else stop
        self.helped = helped  # a carrier has named somebody who decides
        self.left = left  # open by the part before
        self.decided = left == "decision"  # it was theirs
        self.others: set[str] = set()  # the verbs of others
        self.lexicon = _lexicon()

    def read(self, found: list[Act]) -> str:
        """Add the acts to `found`; tell what is left open."""
        text, low, first, stop = self.text, self.low, self.at, self.stop
        subject = self.lexicon.subject.match(low, first, stop)
        ready = subject.end() if subject else first
        listed = LIST.search(low, first, stop) if low.find(":", first, stop) >= 0 else None
        for match in self.lexicon.verb.finditer(low, first, stop):
            owner, filler, word = match.groups("")
            kind, senses = self.lexicon.verbs[word]
            if kind == "name":
                continue
            start, (at, end) = match.start(), match.span(3)
            if listed and start >= listed.end():
                if self.kind and self.kind != "light":
                    return "list"
                listed = None
            gap = low[max(self.end, start - 14) : start]  # longer than any joint
            begins = start in (first, ready)
            near = not begins and gap in NEAR
            tail = gap.rstrip()
            joint = tail[-1] if tail.endswith(MARKS) else tail.rpartition(" ")[2]
            joint = joint if joint in JOINTS else "và" if filler.startswith("đồng thời") else ""
            if not begins:
                if low.startswith(" của", end) or (text[at].isupper() and not filler and joint != ":"):
                    continue  # "hướng dẫn của Bộ", "Thanh tra tỉnh"
                if kind == "weak" and not (near and self.counted) and not self._lists(filler):
                    continue
                waits = self.seeks or self.theirs or self.reported or self.last in ASKS
                if kind not in FREE and not (near or joint or owner or waits):
                    self.counted = self.governed = self.named = False
                    self.end, self.last, self.inner = end, kind, senses[0][1] != ()
                    continue  # in the middle of an object
            powers = senses[0][1] if senses[0][0] is None else self._sense(senses, end)
            verb = Found(word, kind, powers, start, at, end, joint, owner, filler, begins, near)
            self._note(verb, self._counts(verb), found)
        if self.kind == "charge" or (listed and self.kind and self.kind != "light"):
            return "list"
        lists = self.lists or (not self.kind and self.left == "light")
        return "decision" if self.theirs or self.decided else "light" if lists else ""

    def _sense(self, senses: Senses, end: int) -> tuple[Power, ...]:
        """The powers of a verb, by what follows it and the verbs joined to it."""
        stop = min(self.stop, self.lexicon.series_end(self.low, end, self.stop) + 45)
        return next((powers for what, powers in senses if what is None or what.search(self.low, end, stop)), ())

    def _counts(self, verb: Found) -> bool:
        """Whether a verb is an act of the holder."""
        if self.decided and verb.begins and (not verb.powers or {"issue", "license"} & {*verb.powers}):
            self.theirs = True
        if self.theirs or self.kind == "charge":  # but "và tổ chức thực hiện", "hoặc ban hành theo thẩm quyền"
            again = verb.joint == "hoặc" and (verb.word in self.others or AGAIN.match(self.low, verb.end, self.stop))
            return self.theirs and bool(again or (verb.joint and verb.kind == "head"))
        if verb.kind == "submits":
            return verb.owner not in self.lexicon.relations and bool(verb.joint or not self._met(PASSIVE, verb))
        if verb.owner:
            purpose = verb.owner in self.lexicon.purposes and (self.seeks or not self.labelled)
            return purpose or (verb.owner == "trong" and self.seeks)
        if verb.begins:
            if not self.lexicon.nominal.match(verb.filler) or self.start == 0:
                return self.start == 0 or verb.kind != "drafts"
            return self.left == "light" and verb.kind not in ("opens", "drafts")
        if verb.joint:
            return self._joined(verb)
        if verb.near and self.counted and self.last in GOVERNS:
            return True
        if self.seeks:
            return not self._met(ABOUT, verb)
        if verb.kind == "reports":
            return self._addressed(verb) and not self._met(PASSIVE, verb)
        return (verb.kind == "carrier" and not self.last) or (verb.kind == "builds" and self.kind == "gathers")

    def _joined(self, verb: Found) -> bool:
        """Whether a verb after a comma, "và", "hoặc" goes on with the acts."""
        goes_on = self.counted or (self.governed and self.last == "light" and OBJECT.match(self.low, verb.end))
        if (verb.near and goes_on) or self._strong(verb):
            return True
        if verb.near or verb.joint == ":" or (verb.filler and not self.lexicon.nominal.match(verb.filler)):
            return not verb.near  # "bao gồm: lập", "và định kỳ kiểm tra"
        if verb.kind in ("opens", "drafts"):
            return self.low.startswith(" việc", verb.end)
        self.zone = self.zone or self.lexicon.owner.search(self.low, self.scanned, verb.start) is not None
        self.scanned = verb.start
        if verb.filler:
            return self._lists(verb.filler)
        bare = not OBJECT.match(self.low, verb.end) and self.lexicon.series_end(self.low, verb.end) == verb.end
        inside = not self.counted and not self.governed and (self.named or self.inner)
        if verb.kind == "proposes" or (bare and (self.zone or inside)):
            return not bare
        # "lĩnh vực xây dựng X và quản lý Y"; but "kế hoạch cải cách X, kiểm tra Y"
        own = not ({"implement", "build"} & {*verb.powers} or verb.joint == "," or self.named)
        return own or not inside or verb.kind == "firm" or self.low.startswith(" việc", verb.end)

    def _strong(self, verb: Found) -> bool:
        """Whether a verb is one even where nouns are listed."""
        return (
            verb.kind in ("head", "carrier", "submits")
            or (verb.kind == "reports" and self._addressed(verb))
            or (verb.kind == "with" and self.low.startswith(" với ", verb.end))
            or (verb.kind == "organises" and self.lexicon.governs(self.low, verb.end))
            or self.low.startswith((" trình ", ", trình "), verb.end)
        )

    def _met(self, pattern: re.Pattern[str], verb: Found) -> bool:
        return pattern.search(self.low, self.end, verb.start) is not None

    def _addressed(self, verb: Found) -> bool:
        return self.text[verb.end + 1 : verb.end + 2].isupper() or self.low.startswith(ADDRESSED, verb.end + 1)

    def _lists(self, filler: str) -> bool:
        """Whether "… và công tác", "… và các hoạt động" goes on with what a light verb governs."""
        return bool(filler) and not self.zone and (self.lists or not self.kind)

    def _note(self, verb: Found, counted: bool, found: list[Act]) -> None:
        """Keep what the verb means for those after it; an act goes to `found`."""
        self.governed = verb.near and not verb.joint and not verb.owner and (self.counted or self.governed)
        self.named, self.inner = bool(verb.owner) or (verb.near and self.named), bool(verb.powers)
        if counted:
            self._add(verb, found)
        elif self.reported and not verb.owner and "issue" in verb.powers:
            found.append(Act(*self.reported, "submit"))
            self.reported, self.theirs = None, True
        elif self.counted and not verb.joint and self.last in ASKS:
            self.theirs = True
        if self.theirs:
            self.others.add(verb.word)
        self.end, self.last, self.counted = verb.end, self.kind if counted else verb.kind, counted

    def _add(self, verb: Found, found: list[Act]) -> None:
        """Add an act."""
        kind = verb.kind
        if not verb.near or (verb.joint and self.last == "organises"):
            self.organised = -1
        elif self.organised >= 0 and verb.powers and verb.powers != ("implement",):
            del found[self.organised]
            self.organised = -1
        if kind == "proposes" and verb.near and self.last == "carrier":
            kind = "carrier"  # "tham mưu, đề xuất xây dựng"
        if self.helped and "issue" in verb.powers:
            self.decided = True
        else:
            for power in verb.powers or (None,):
                found.append(Act(verb.at, verb.end, power))
            self.labelled = self.labelled or bool(verb.powers)
            if kind == "organises":
                self.organised = len(found) - 1
        self.reported = (verb.at, verb.end) if kind == "reports" and self._addressed(verb) else None
        self.helped = self.helped or kind == "carrier"
        self.seeks = kind in ("carrier", "with")
        self.theirs = kind == "submits"
        self.lists = kind in GOVERNS or (self.lists and verb.near and not verb.joint)
        self.kind, self.zone, self.scanned = kind, False, verb.end


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
        self.nominal = re.compile(filler)
        self.fillers = re.compile(rf"(?:{filler} ){{0,2}}")
        self.subject = re.compile(rf"(?:{_any(words['subject'])} ){{0,3}}")

    def series_end(self, low: str, at: int, stop: int = sys.maxsize) -> int:
        """Where the verbs end that are joined to the one before `at`; `at` itself where none is."""
        for _ in range(12):
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


_lexicon = cache(Lexicon)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits, which reads each common beginning once."""
    tails = {first: [word[1:] for word in group] for first, group in groupby(sorted(words), itemgetter(slice(1)))}
    ends = "" in tails
    branches: list[str] = [re.escape(first) + _any(tail) for first, tail in tails.items() if first]
    if not ends and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""
