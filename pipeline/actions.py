"""The acts of a duty: its verbs with their spans, and the power each stands for.

Reads: the words of a duty. Guarantees of this first reading:
1. A part between semicolons or full stops begins with its act; verbs joined to it by a comma, "và",
   "hoặc" are acts as well, and so is the verb that a light verb or a carrier governs.
2. After "trình" and "đề nghị" the acts are those of others and do not count.
3. The lexicon is the table `verbs`; a word that is no verb there ends the series.
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import table
from pipeline.model import Power


class Act(NamedTuple):
    """A verb in a text: where it stands and what power it is, None for a verb without one."""

    start: int
    end: int
    power: Power | None


class Verb(NamedTuple):
    power: Power | None
    kind: str


PART = re.compile(r"[^;.]++(?:\.(?!\s|$)[^;.]*+)*+")
ABOUT = re.compile(r"\s*(?:Về|Đối với|Trong lĩnh vực|Khi|Định kỳ|Trường hợp)\b[^:,]{0,160}[:,]\s*")
JOINED = re.compile(r"(?:,| và| hoặc|, đồng thời| đồng thời|,? để|/) ?(?:các |việc )?")
GOVERNED = re.compile(
    r" (?:(?:các |những |một số )?(?:nhiệm vụ|công tác|hoạt động|việc|chế độ|quản lý nhà nước về)\s)?(?:của )?"
)
HELPED = re.compile(r"(?:,? ?(?:giúp|cho|với))? ?(?:[^;:]{0,90}? )??(?:trong |về )?(?:công tác |việc |nhiệm vụ )?")
WITH = re.compile(r" với [^;:]{2,120}?(?= )")


def acts(text: str) -> list[Act]:
    """The acts of a duty, in order."""
    found: list[Act] = []
    for part in PART.finditer(text):
        _read(text, part.start(), part.end(), found)
    return found


def _read(text: str, start: int, end: int, found: list[Act]) -> None:
    """Add the acts of text[start:end] to `found`."""
    about = ABOUT.match(text, start, end)
    at = about.end() if about else start
    while at < end and not text[at].isalnum():
        at += 1
    match = _pattern().match(text, at, end)
    while match:
        verb = _verbs()[match[0].lower()]
        found.append(Act(match.start(), match.end(), verb.power))
        match = _next(text, match.end(), end, verb.kind)


def _next(text: str, at: int, end: int, kind: str) -> re.Match[str] | None:
    """The verb that goes on with the series after one of `kind` that ends at `at`."""
    if kind in ("submits", "proposes"):
        return None
    pattern = _pattern()
    joined = JOINED.match(text, at, end)
    if joined and (match := pattern.match(text, joined.end(), end)):
        return match
    if kind == "light":
        governed = GOVERNED.match(text, at, end)
        if governed and (match := pattern.match(text, governed.end(), end)):
            return match
        partner = WITH.match(text, at, end)
        while partner and partner.end() < end:
            if match := pattern.match(text, partner.end() + 1, end):
                return match
            space = text.find(" ", partner.end() + 1, end)
            if space < 0 or space - at > 160:
                return None
            partner = re.compile("").match(text, space)
        return None
    if kind == "carrier":
        # The principal is a name: its length is bounded, and the next verb is the content.
        match = pattern.search(text, at, min(end, at + 140))
        return match
    return None


@cache
def _verbs() -> dict[str, Verb]:
    return {
        row["verb"]: Verb(None if row["power"] == "-" else row["power"], row["kind"])  # type: ignore[arg-type]
        for row in table("verbs")
    }


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _verbs()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
