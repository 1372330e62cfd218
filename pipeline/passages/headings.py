"""Headings of the trade: what the passage under "Nhiệm vụ và quyền hạn" or "Cơ cấu tổ chức" holds, and whose it is.

Reads: the text of a heading or lead-in, whatever a scanner made of its diacritics. Knows the phrases of
the table `headings` and how practice goes on from them ("… của Chi cục", "… như sau"), or leads up to
them ("Chi cục có các nhiệm vụ sau:").
"""

import re
from functools import cache
from typing import NamedTuple

from ..knowledge import table
from ..language.letters import for_search
from ..language.patterns import any_of, lazy
from ..names.types import type_words

# Characters of a heading; a longer text opens no passage by its first words. Measured on 597 texts: 160 loses a unit, 2
# duties and 2 mentions, in 6 texts; 400 moves the scopes of 3 and no count.
LONGEST_HEADING = 240


def _tasks(joined: str) -> str:
    """ "nhiệm vụ, quyền hạn cụ thể", what a body bears; `joined`: how often more may be joined."""
    return (
        rf"(?:chức năng, )?{any_of('task')}(?:(?:,| và) {any_of('task', 'task_as_well')}){joined}"
        rf"(?: {any_of('task_kind')})?(?: như)?"
    )


# What may stand between the phrase and its end: "cụ thể của Phòng A như sau:".
OF = lazy(lambda: rf"(?:.{{0,60}}?)\bcủa (?P<holder>[^:;]{{2,160}}?)\s*{any_of('clause_end')}?\s*[:.]?$")
# "Phòng A có các nhiệm vụ, quyền hạn sau đây:", "Quỹ thực hiện nhiệm vụ và quyền hạn sau:"
HAS = lazy(
    lambda: (
        rf"(?P<holder>[^:;,]{{2,160}}?)(?: \([^()]{{1,80}}\))? {any_of('bears')} (?:{any_of('several')} )?"
        rf"{_tasks('?')}(?: {any_of('below')})?\s*:$"
    )
)
# A sentence that ends so leads duties, whatever stands before: "… thực hiện các nhiệm vụ, quyền hạn sau đây:"
SO = lazy(
    lambda: (
        rf" {any_of('bears', 'bears_as_well')} (?:{any_of('several', 'several_as_well')} )?"
        rf"{_tasks('*')} {any_of('below')}\s*:$"
    )
)
SUBJECT = lazy(lambda: rf"(?P<holder>.{{2,120}}?)(?: \(|, | {any_of('predicate')}\b)")
# "Ủy quyền cho Giám đốc Sở A thực hiện thủ tục …, cụ thể như sau:"
DELEGATES = lazy(lambda: rf"{any_of('delegates')}(?: cho)? (?P<holder>[^:;,]{{2,160}}?) {any_of('delegated')}\b.*:$")
# Whose responsibilities a heading tells; that they are duties is for the holder to show.
ANSWERS = lazy(
    lambda: (
        rf"{any_of('answers')}(?P<powers>(?:,| và) {any_of('power_word')})?(?:,? (?:và )?nghĩa vụ)?"
        rf"(?: {any_of('answers_for')})? (?:của )?"
    ),
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """What a heading opens."""

    role: str  # functions, duties, structure, staff, other; responsibility: duties, if a body's
    holder: str | None = None  # as the heading names it
    sentence: bool = False  # a lead-in, no heading


def passage(text: str, *, leads: bool = True) -> Passage | None:
    """What stands under a heading or lead-in (`leads`: something does); None where it is none of the trade."""
    if leads and text.endswith(":") and not HAS.match(text) and SO.search(text):
        subject = SUBJECT.match(text)
        return Passage("duties", subject["holder"] if subject else None, sentence=True)
    if leads and text[:1] in "UỦP" and (match := DELEGATES.match(text)):
        return Passage("duties", match["holder"])
    if len(text) > LONGEST_HEADING:
        return None
    if match := _roles_pattern().match(for_search(text)):
        role = _roles()[match["phrase"]]
        if of := OF.match(text, match.end("phrase")):
            return Passage(role, of["holder"])
        if not match["body"]:
            return Passage(role)
        body = text[match.start("body") :].strip(" :.")
        return Passage(role, body) if body[0].isupper() else None  # "Nhiệm vụ khoa học" is of no faculty
    if leads and (match := HAS.match(text)):
        return Passage("duties", match["holder"], sentence=True)
    if match := ANSWERS.match(text):
        # With powers beside them they are the duties of an office as well: "Trách nhiệm, quyền hạn của Giám đốc".
        role = "duties" if match["powers"] and " của " in match[0] else "responsibility"
        return Passage(role, text[match.end() :].rstrip(" .:"))
    return None


def role_of(text: str) -> str | None:
    """The role of the passage under a heading, or None where it is no heading of the trade."""
    found = passage(text, leads=False)
    return found.role if found and found.role != "responsibility" else None


@cache
def _roles() -> dict[str, str]:
    return {for_search(row["phrase"]): row["role"] for row in table("headings")}


@cache
def _roles_pattern() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    bodies = "|".join(sorted(set(map(for_search, type_words())), key=len, reverse=True))
    return re.compile(
        rf"(?:ve )?(?P<phrase>{phrases})"
        rf"(?=\s*(?:[:.]?$|:)| (?:cua|cu the|chu yeu|trong|nhu sau|cho)\b|(?P<body> (?:{bodies})\b))"
    )
