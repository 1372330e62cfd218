"""What part the bodies named in a duty play: helped, reported to, worked with.

Reads: a text and the mentions in it. Guarantees:
1. A mention has at most one role, told by the words in front of it or by the mention it is listed with.
2. Mentions without such words have none: the body whose rules apply, or whose staff is meant, has no
   part in the duty.
"""

import re
from collections.abc import Sequence
from typing import Literal

from ..language.patterns import alternation, any_of, lazy, words
from ..mentions.mentions import Named
from ..names.gazetteer import acts

Role = Literal["principal", "recipient", "partner"]

# The bounds; how many of 1,127 texts of duties and lead-ins of real decisions get other roles when one moves.
NEAR = 18  # characters within which "tham mưu, giúp việc cho" is one cue. 10 and 24: 1, 14: none, 40: 5
REACH = 130  # characters in front of a body in which its cue may begin. 60 to 260: none
ACROSS = 80  # characters of the object between a cue and its body: "trình đề án lên …". 40: 1, 60 and 120: none
LISTED_REACH = 90  # characters between two bodies of one list. 40 to 180: none

# What joins the bodies of one list: a comma, "và", a body that is only described.
LISTED = lazy(lambda: rf"[^;.:]{{0,{LISTED_REACH}}}$")
APART = lazy(lambda: rf"\b{any_of('cue_not_listed')}\b")


def _words() -> str:
    """A word with which a cue begins; "chương trình", "quy trình" submit nothing.

    The set of first letters lets the search skip.
    """
    cues = [
        cue
        for name in ("cue_helps", "cue_helps_across", "cue_turns_to", "cue_with", "cue_together")
        for cue in words(name)
    ]
    first = "".join(sorted({letter for cue in cues for letter in (cue[0], cue[0].upper())}))
    traps = "".join(f"(?<!{trap})" for trap in words("cue_not"))
    return rf"[{first}](?<!\w.){alternation(cue[1:] for cue in cues)}(?!\w){traps}"


def _cues() -> str:
    """A cue, which ends directly in front of the body, by the part that it gives it."""
    helps, turns_to, to, along = (
        any_of("cue_helps"),
        any_of("cue_turns_to"),
        any_of("cue_to"),
        rf"{any_of('cue_with')}(?: chặt chẽ)?",
    )
    across = rf"\b[^,;.:()]{{0,{ACROSS}}}?"
    principal = (
        rf"{helps}(?:, {helps})?(?: việc)?(?: cho)?|(?:{any_of('cue_helps_across')}|giúp việc){across} (?:cho|với)"
    )
    recipient = rf"{turns_to}(?: (?:{to}|để))?|{any_of('cue_turns_to_across')}{across} (?:{to}|trình)"
    partner = (
        rf"{along} (?:với|cùng) [^;.:()]{{1,{ACROSS}}}?(?:,| và)(?: với)?|"
        rf"{along}(?: (?:với|cùng|giữa))?(?: cùng)?|{any_of('cue_together')}"
    )
    parts = rf"(?P<principal>{principal})|(?P<recipient>{recipient})|(?P<partner>{partner})"
    return rf"(?:{parts})(?: (?:các|cả|lãnh đạo))?\s*$"


WORD = lazy(_words)
CUE = lazy(_cues, re.IGNORECASE)


def roles(text: str, named: Sequence[Named]) -> dict[Role, list[str]]:
    """The ids of the mentions in `text` by the part they play, in text order."""
    found: dict[Role, list[str]] = {"principal": [], "recipient": [], "partner": []}
    last: Role | None = None
    end = 0
    for here in named:
        between = text[end : here.start]
        cue = _cue(between)
        role: Role | None = None
        if cue and (cue.start() > 1 or last or not end):  # "do các bộ trình Chính phủ": the submission of others
            role = cue.lastgroup  # type: ignore[assignment]
        elif last and LISTED.match(between) and not APART.search(between) and not acts().search(between):
            role = last
        if role:
            found[role].append(here.mention.id)
        last, end = role, here.end
    return found


def _cue(before: str) -> re.Match[str] | None:
    """The first cue that ends with `before`; what is done for somebody else in between gives it no part."""
    for word in WORD.finditer(before, max(0, len(before) - REACH)):
        cue = CUE.match(before, word.start())
        if cue and (len(before) - word.end() < NEAR or not acts().search(before, word.end())):
            return cue
    return None
