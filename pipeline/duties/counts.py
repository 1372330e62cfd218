"""What counts: whether a verb met in a part is an act of the holder.

Reads: the verb, and what the words of its part so far mean for it (`Now`). Guarantees:
1. Each rule is a function of these alone, with an example of what it is for; `counts` asks them in turn, and the
   first that knows the case decides.
2. Verbs inside names and noun phrases, and those that a plain verb governs, are no acts.
"""

import re
from functools import cache

from msgspec import Struct

from ..language.patterns import any_of, lazy, words
from ..language.verbs import lexicon
from .met import Part, Verb

# Characters behind a verb of others in which "theo thẩm quyền" makes it the holder's again. 2,035 duties read the same
# from 50 to 400; it bounds the work.
AGAIN_REACH = 200

AGAIN = lazy(rf".{{0,{AGAIN_REACH}}}?theo thẩm quyền")
ABOUT = lazy(r"\bvề\b")
FIELD = lazy(r"\b(?:về|trong|để)\b")
PASSIVE = lazy(r"\b(?:do|được|bị)\b")
OBJECT = lazy(lambda: rf" (?!{any_of('verb_no_object')}\b)\w")
GOVERNS = {"light", "head", "organises", "carrier", "with"}  # the verb they lead to counts
SEEKS = {"carrier", "with"}  # the first verb after the person helped, or the partner, counts
ASKS = {"proposes", "directs"}  # the verb they lead to is the act of others
FREE = {"submits", "reports", "carrier", "builds"}  # may be acts without a joint
# What is done for people is named among fields of work as often as it is done.
AS_NOUNS = {"support", "guide", "license"}
CHARGES = {"nhiệm vụ", "trách nhiệm"}
DECISIONS = {"issue", "license"}  # powers of who decides on what is submitted


class Last(Struct, frozen=True, gc=False):
    """The last verb of a part, act or not."""

    end: int
    kind: str = ""
    counted: bool = False  # it is an act
    governed: bool = False  # an act, or a verb that one governs, governs it
    named: bool = False  # it is part of a name
    powered: bool = False  # it has a power
    word: str = ""


class Now(Struct, frozen=True, gc=False):
    """What the words of a part so far mean for its next verb."""

    last: Last
    kind: str = ""  # of the last act
    lists: bool = False  # the last act, or one that leads to it, may govern a list
    owned: bool = False  # a noun or preposition since the last act may own the next verb …
    of_field: bool = False  # and so may one of those behind which fields of work and purposes stand
    scanned: int = 0  # … as far as was looked
    reported: tuple[int, int] | None = None  # the act "báo cáo" that waits for a decision
    theirs: bool = False  # the verbs that follow are acts of others
    others: frozenset[str] = frozenset()  # these verbs
    labelled: bool = False  # an act with a power was found
    helped: bool = False  # somebody who decides has been named
    decided: bool = False  # and what they decide
    left: str = ""  # what the part before left open


def counts(part: Part, now: Now, verb: Verb) -> bool | None:
    """Whether a verb is an act of the holder; None where only the nouns since the last act can tell."""
    if now.theirs or now.kind == "charge":
        return now.theirs and _own_again(part, now, verb)
    if verb.kind == "submits":
        return _submits(part, now, verb)
    if verb.owner:
        return _purpose(now, verb) or _charged(now, verb)
    if verb.begins:
        return _opens_part(part, now, verb)
    if verb.joint:
        return _joined(part, now, verb)
    return _led_to(part, now, verb)


# ---- verbs that are none


def weak_alone(now: Now, verb: Verb) -> bool:
    """ "cấp", "thi" are verbs only where an act or a light verb leads to them: "kiểm tra, cấp phát …"."""
    return not (verb.near and now.last.counted) and not _lists(now, verb)


def in_object(now: Now, verb: Verb) -> bool:
    """ "lập báo cáo đánh giá": in the middle of an object, where nothing lets a verb begin."""
    if verb.near or verb.joint or verb.owner or verb.kind in FREE:
        return False
    return not (now.kind in SEEKS or now.theirs or now.reported or now.last.kind in ASKS)


# ---- the rules, one a case


def they_decide(verb: Verb) -> bool:
    """ "Trình Ủy ban nhân dân tỉnh …; ban hành …": the part goes on with what others decide."""
    return verb.begins and (not verb.powers or not DECISIONS.isdisjoint(verb.powers))


def _own_again(part: Part, now: Now, verb: Verb) -> bool:
    """ "trình … ban hành và tổ chức thực hiện", "trình … ban hành hoặc ban hành theo thẩm quyền"."""
    if verb.joint == "hoặc" and (verb.word in now.others or AGAIN.match(part.low, verb.end, part.stop)):
        return True
    return verb.joint != "" and verb.kind == "head"


def _submits(part: Part, now: Now, verb: Verb) -> bool:
    """ "lập kế hoạch trình Giám đốc"; not "theo trình …", "kế hoạch được trình"."""
    return verb.owner not in lexicon().relations and (verb.joint != "" or not _between(PASSIVE, part, now, verb))


def _purpose(now: Now, verb: Verb) -> bool:
    """ "giúp Giám đốc để quản lý", "phối hợp trong kiểm tra": the noun or preposition that owns it is what for."""
    seeks = now.kind in SEEKS
    return (verb.owner in lexicon().purposes and (seeks or not now.labelled)) or (verb.owner == "trong" and seeks)


def _charged(now: Now, verb: Verb) -> bool:
    """ "Quỹ bảo trợ có nhiệm vụ hỗ trợ …": the first verb of the part is what the subject is charged with."""
    return not now.last.kind and verb.owner == "có" and verb.filler.strip() in CHARGES


def _opens_part(part: Part, now: Now, verb: Verb) -> bool:
    """ "Kiểm tra …; giám sát …"; but "…; công tác kiểm tra" goes on with a list only behind a light verb."""
    if part.start == 0:
        return True
    if lexicon().nominal.match(verb.filler):
        return now.left == "light" and verb.kind not in ("opens", "drafts")
    return verb.kind != "drafts"


def _led_to(part: Part, now: Now, verb: Verb) -> bool:
    """Without a joint: what a light verb governs, or waits for behind a person: "giúp Giám đốc Sở kiểm tra"."""
    if verb.near and now.last.counted and now.last.kind in GOVERNS:
        noun = verb.kind in ("opens", "drafts") and now.last.kind not in SEEKS  # "thực hiện các quy định"
        return not noun or _has_task(part, verb)
    if verb.near and now.last.counted and now.last.kind == "opens" and not verb.filler:
        return bool(verb.powers)  # "quyết định tạm đình chỉ"
    if now.kind in SEEKS:
        return not _between(ABOUT, part, now, verb)
    if verb.kind == "reports":
        return addressed(part, verb) and not _between(PASSIVE, part, now, verb)
    return (verb.kind == "carrier" and not now.last.kind) or (verb.kind == "builds" and now.kind == "gathers")


def _joined(part: Part, now: Now, verb: Verb) -> bool | None:
    """Behind a comma, "và", "hoặc": "kiểm tra, giám sát", "bao gồm: lập", "và định kỳ kiểm tra"."""
    if now.last.governed and verb.word == now.last.word and verb.joint == "," and not verb.near and not verb.filler:
        return False  # "kiểm tra việc thực hiện A, thực hiện B"
    if verb.near:
        return _goes_on(part, now, verb) or _strong(part, verb)
    if verb.joint == ":" or (verb.filler and not lexicon().nominal.match(verb.filler)) or _strong(part, verb):
        return True
    if verb.kind in ("opens", "drafts"):
        return _has_task(part, verb)
    return None


def _goes_on(part: Part, now: Now, verb: Verb) -> bool:
    """ "kiểm tra, giám sát": the last verb is an act, or a light one that an act governs and shares its object."""
    last = now.last
    return last.counted or (last.governed and last.kind == "light" and OBJECT.match(part.low, verb.end) is not None)


def _strong(part: Part, verb: Verb) -> bool:
    """Whether a verb is one even where nouns are listed: "…, phối hợp với …", "…, xây dựng, trình …"."""
    return (
        verb.kind in ("head", "carrier", "submits")
        or (verb.kind == "reports" and addressed(part, verb))
        or (verb.kind in ("with", "proposes") and part.low.startswith(" với ", verb.end))
        or (verb.kind == "organises" and lexicon().governs(part.low, verb.end))
        or part.low.startswith((" trình ", ", trình "), verb.end)
    )


def among_nouns(part: Part, now: Now, verb: Verb) -> bool:
    """Whether a joined verb goes on with the acts where nouns may be listed.

    "lĩnh vực xây dựng X và quản lý Y"; but "kế hoạch cải cách X, kiểm tra Y".
    """
    if verb.filler:
        return _lists(now, verb)
    last = now.last
    bare = not OBJECT.match(part.low, verb.end) and lexicon().series_end(part.low, verb.end) == verb.end
    inside = not last.counted and not last.governed and (last.named or last.powered)
    if verb.kind == "proposes" or (bare and (now.owned or inside)):
        return not bare
    listed = now.of_field or (now.kind == "opens" and "license" not in verb.powers)
    if listed and verb.joint == "," and not AS_NOUNS.isdisjoint(verb.powers):
        return verb.kind != "plain"  # "kế hoạch về việc làm, hỗ trợ người nghèo", "quyết định mức vay, hỗ trợ …"
    return not inside or verb.kind == "firm" or _of_another(now, verb) or _has_task(part, verb)


def _of_another(now: Now, verb: Verb) -> bool:
    """ "… xây dựng và quản lý …": behind "và" a verb that no noun owns; light ones and "xây dựng" stay inside."""
    return verb.joint != "," and not now.last.named and {"implement", "build"}.isdisjoint(verb.powers)


def _has_task(part: Part, verb: Verb) -> bool:
    """ "và quy định việc …": the object makes it a verb."""
    return part.low.startswith(" việc", verb.end)


def _lists(now: Now, verb: Verb) -> bool:
    """ "… và công tác", "… và các hoạt động" goes on with what a light verb governs."""
    return bool(verb.filler) and not now.owned and (now.lists or not now.kind)


# ---- what stands around a verb


def addressed(part: Part, verb: Verb) -> bool:
    """ "báo cáo Giám đốc", "báo cáo cấp trên": somebody gets it."""
    return part.text[verb.end + 1 : verb.end + 2].isupper() or part.low.startswith(addressees(), verb.end + 1)


@cache
def addressees() -> tuple[str, ...]:
    """How somebody is named without a capital: "cho …", "cấp …", "lãnh đạo"."""
    return (*words("duty_addressee"), *(f"{word} " for word in words("duty_addressee_named")))


def _between(pattern: re.Pattern[str], part: Part, now: Now, verb: Verb) -> bool:
    """Whether a pattern stands between the last verb and this one."""
    return pattern.search(part.low, now.last.end, verb.start) is not None
