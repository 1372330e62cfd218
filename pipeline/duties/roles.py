"""What part the bodies named in a duty play: helped, reported to, worked with.

Reads: a text and the mentions in it. Guarantees:
1. A mention has at most one role, told by the words in front of it or by the mention it is listed with.
2. Mentions without such words have none: the body whose rules apply, or whose staff is meant, has no
   part in the duty.
"""

import re
from collections.abc import Sequence
from typing import Literal

from ..mentions.mentions import Named
from ..names.gazetteer import acts

Role = Literal["principal", "recipient", "partner"]

# Words with which a cue begins; "chương trình", "quy trình" submit nothing. (The set of first letters lets the
# search skip.)
WORD = re.compile(
    r"[tTgGbBđĐkKxXpPcC](?<!\w.)(?:ham mưu|iúp|ư vấn|ố vấn|rình|áo cáo|ửi|ề nghị|iến nghị|ề xuất|in ý kiến|hông báo|"
    r"hối hợp|ết hợp|ùng với)(?!\w)(?<!chương trình)(?<!công trình)(?<!quá trình)(?<!quy trình)(?<!lộ trình)"
    r"(?<!tiến trình)(?<!giáo trình)"
)
# A cue, which ends directly in front of the body, by the part it gives it.
CUE = re.compile(
    r"""
    (?: (?P<principal> (?:tham\ mưu|giúp)(?:,\ (?:giúp|tham\ mưu))?(?:\ việc)?(?:\ cho)?
            | (?:tham\ mưu|giúp\ việc|tư\ vấn|cố\ vấn)\b[^,;.:()]{0,80}?\ (?:cho|với) )
      | (?P<recipient> (?:trình|báo\ cáo|gửi|đề\ nghị|kiến\ nghị|đề\ xuất|xin\ ý\ kiến|thông\ báo)
                (?:\ (?:với|lên|cho|đến|tới|để))?
            | (?:trình|báo\ cáo|gửi|đề\ xuất|kiến\ nghị|thông\ báo)\b[^,;.:()]{0,80}?\ (?:với|lên|cho|đến|tới|trình) )
      | (?P<partner> (?:phối|kết)\ hợp(?:\ chặt\ chẽ)?\ (?:với|cùng)\ [^;.:()]{1,80}?(?:,|\ và)(?:\ với)?
            | (?:phối|kết)\ hợp(?:\ chặt\ chẽ)?(?:\ (?:với|cùng|giữa))?(?:\ cùng)? | cùng\ với ) )
    (?:\ (?:các|cả|lãnh\ đạo))?\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
NEAR = 18  # characters within which "tham mưu, giúp việc cho" is one cue
REACH = 130  # characters in front of a body in which its cue may begin
# What joins the bodies of one list: a comma, "và", a body that is only described.
LISTED = re.compile(r"[^;.:]{0,90}$")
APART = re.compile(r"\b(?:của|thuộc|để|do|về|trong|tại|theo|cho|đối với|thực hiện|khi|trên|được)\b")


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
