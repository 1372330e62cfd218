"""The acts of a text: its verbs that count, with their spans, and the power each stands for.

Reads: one text, part by part. Guarantees:
1. The verb that opens a part is an act of the holder; so are the verbs joined to an act, and those that a light verb
   ("thực hiện công tác …"), a carrier ("giúp Giám đốc Sở …") or a partner ("phối hợp với …") leads to.
2. No act is a verb inside a name or a noun phrase ("kế hoạch thanh tra"), a verb that a plain verb governs ("hướng dẫn
   thực hiện"), a purpose, or what others do with a thing submitted, proposed or ordered.
3. A part is read verb by verb: what the words so far mean goes in, and what they mean behind the verb comes out. The
   work is linear in the length of the text.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from ..language.verbs import lexicon, lower
from ..model import Power
from .counts import (
    ASKS,
    FIELD,
    GOVERNS,
    Last,
    Now,
    addressed,
    among_nouns,
    counts,
    in_object,
    they_decide,
    weak_alone,
)
from .met import Part, Verb, candidates, met, parts, with_sense


class Act(NamedTuple):
    """A verb in a text: where it stands and what power it is, None for a verb without one."""

    start: int
    end: int
    power: Power | None


Step = tuple[Now, Verb, Now]  # a verb, with what the words mean before and behind it


def acts(text: str, helped: bool = False) -> list[Act]:
    """The acts of a text by itself; `helped` if its lead-in names somebody whom the holder helps."""
    found: list[Act] = []
    left = ""  # what the part before leaves open
    for part in parts(text, lower(text)):
        if text[part.start - 1] == "." or part.low.startswith("đồng thời", part.first):
            left = ""
        if left != "list":
            steps, left = _read(part, helped, left)
            found += _acts(steps)
    return found


def _read(part: Part, helped: bool, left: str) -> tuple[list[Step], str]:
    """The steps through a part, and what it leaves open for the next one."""
    now = Now(Last(part.first), scanned=part.first, helped=helped, decided=left == "decision", left=left)
    steps: list[Step] = []
    if part.listed is not None:
        now = _through(part, now, part.first, part.listed, steps)
        if now.kind not in ("", "light"):  # "Quản lý các lĩnh vực: …"
            return steps, "list"
    now = _through(part, now, part.listed or part.first, part.stop, steps)
    if now.kind == "charge":
        return steps, "list"
    if now.theirs or now.decided:
        return steps, "decision"
    return steps, "light" if now.lists or (not now.kind and left == "light") else ""


def _through(part: Part, now: Now, start: int, stop: int, steps: list[Step]) -> Now:
    """What the words mean behind a range of a part; its verbs are added to `steps`."""
    for match in candidates(part, start, stop):
        verb = met(part, match, now.last.end)
        if verb is None or (verb.kind == "weak" and not verb.begins and weak_alone(now, verb)):
            continue
        if not verb.begins and in_object(now, verb):
            now = replace(now, last=Last(verb.end, verb.kind, powered=bool(verb.powers)))
            continue
        if verb.senses[0][0]:
            verb = with_sense(part, verb)
        after = _step(part, now, verb)
        steps.append((now, verb, after))
        now = after
    return now


def _step(part: Part, now: Now, verb: Verb) -> Now:
    """What the words mean behind a verb."""
    if now.decided and they_decide(verb):
        now = replace(now, theirs=True)
    counted = counts(part, now, verb)
    if counted is None:
        owned = now.owned or lexicon().owner.search(part.low, now.scanned, verb.start) is not None
        of_field = now.of_field or FIELD.search(part.low, now.scanned, verb.start) is not None
        now = replace(now, owned=owned, of_field=of_field, scanned=verb.start)
        counted = among_nouns(part, now, verb)
    return _behind_act(part, now, verb) if counted else _behind_verb(now, verb)


def _behind_act(part: Part, now: Now, verb: Verb) -> Now:
    """What the words mean behind an act."""
    # "tham mưu, đề xuất xây dựng": what is proposed is an act as well
    kind = "carrier" if verb.kind == "proposes" and verb.near and now.last.kind == "carrier" else verb.kind
    theirs, decides = kind == "submits", _decides(now, verb)
    return Now(
        last=_last(now, verb, kind, counted=True),
        kind=kind,
        lists=kind in GOVERNS or (now.lists and verb.near and not verb.joint),
        scanned=verb.end,
        reported=(verb.at, verb.end) if kind == "reports" and addressed(part, verb) else None,
        theirs=theirs,
        others=now.others | {verb.word} if theirs else now.others,
        labelled=now.labelled or (bool(verb.powers) and not decides),
        helped=now.helped or kind == "carrier",
        decided=now.decided or decides,
        left=now.left,
    )


def _behind_verb(now: Now, verb: Verb) -> Now:
    """What the words mean behind a verb that is no act."""
    decided = _decision_on_report(now, verb)
    ordered = now.last.counted and not verb.joint and now.last.kind in ASKS  # "đề nghị các xã rà soát"
    theirs = now.theirs or decided or ordered
    return replace(
        now,
        last=_last(now, verb, verb.kind, counted=False),
        reported=None if decided else now.reported,
        theirs=theirs,
        others=now.others | {verb.word} if theirs else now.others,
    )


def _last(now: Now, verb: Verb, kind: str, counted: bool) -> Last:
    governed = verb.near and not verb.joint and not verb.owner and (now.last.counted or now.last.governed)
    named = verb.owner != "" or (verb.near and now.last.named)
    return Last(verb.end, kind, counted, governed, named, bool(verb.powers), verb.word)


def _decides(now: Now, verb: Verb) -> bool:
    """ "giúp Ủy ban nhân dân tỉnh ban hành …": the act of who is helped."""
    return now.helped and "issue" in verb.powers


def _decision_on_report(now: Now, verb: Verb) -> bool:
    """ "báo cáo Giám đốc Sở phê duyệt": they decide on it, so that it is submitted."""
    return now.reported is not None and not verb.owner and "issue" in verb.powers


def _acts(steps: Iterable[Step]) -> list[Act]:
    """The acts among the verbs of a part."""
    found: list[Act] = []
    organised = -1  # the act "tổ chức" that gives way to the verb with a power that it governs
    for before, verb, after in steps:
        if after.last.counted:
            if not verb.near or (verb.joint and before.last.kind == "organises"):
                organised = -1
            elif organised >= 0 and verb.powers and verb.powers != ("implement",):
                del found[organised]
                organised = -1
            if not _decides(before, verb):
                found += [Act(verb.at, verb.end, power) for power in verb.powers or (None,)]
                organised = len(found) - 1 if verb.kind == "organises" else organised
        elif before.reported and _decision_on_report(before, verb):
            found.append(Act(*before.reported, "submit"))
    return found
