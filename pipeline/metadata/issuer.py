"""Who issued a document: printed in the left column or a portal's table, told by the number, or named most often.

Reads: the title block, and the segments where it names nobody. Guarantees:
1. A body of a province bears its locality, a central one has none.
2. What was inferred has a note that says from what.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..knowledge import table
from ..language.letters import for_matching, for_spelling
from ..language.levels import one_of
from ..language.patterns import alternation, any_of, lazy, words
from ..language.places import Province, localities, province_in
from ..model import Diagnostic, Span
from ..outline.lines import to_source
from ..outline.marks import POSTS
from ..outline.tree import Item
from .cells import printed
from .header import LONGEST_NAME, Header, begins_agency
from .province import below_province, beside_date, in_letterhead, is_central, styled, told

RULE_BELOW = lazy(r"\s*[-_–]{2,}$")  # the rule below a name, on its line
SIGN = lazy(r"[-/]")  # what stands before the sign of a body in a number
# Who prepares a plan without a header, most often named in full with its locality.
NAMED_BODY = lazy(lambda: rf"\b{alternation(form for word in words('authors') for form in (word, word.upper()))} ")
CROSSES = lazy(r"[;.:()]| về | của | trên |[Nn]hân dân|NHÂN DÂN|, (?!Thể thao|THỂ THAO)")
KIND_LAST = lazy(r" (?:tỉnh|thành phố)$", re.IGNORECASE)
SHORT = lazy(lambda: rf"\b{alternation(row['short'] for row in table('short_names'))}(?=\s|$)")
SESSION = lazy(r"[\s,]+(?:kh[oó][áa]|nhiệm kỳ)\s+(?:[IVX]+|\d+)\b.*$", re.IGNORECASE)  # of a council, behind its name
# A title before the body whose head issues; that of a minister alone stands for the ministry.
HEAD = lazy(
    lambda: rf"(?:(?P<minister>{any_of('ministers')})|(?P<title>{any_of('issuing_titles')}))\s+(?=\w)", re.IGNORECASE
)
CHIEF = lazy(lambda: rf"Tổng (?={any_of('chief_of')})", re.IGNORECASE)  # "Tổng Kiểm toán nhà nước" is its head
BELOW = lazy(lambda: rf"\b(?P<level>{one_of('named')}) (?P<place>[^\d,;()]{{2,30}})$")
# Votes of a body that is named in a title; one that is named in the text has one. Fewer make the body that a plan
# speaks of most its author. At 1 and at 6 none of 597 documents changes.
TITLED = 3
# Syllables from which a name in capitals may end in its province without "TỈNH" before it, which is cut off then: fewer
# leave only a word of names that are short ("SỞ HÀ NỘI"). At 2 and at 8 none of 597 documents changes.
SHORTEST_WITH_PLACE = 4


class Issuer(NamedTuple):
    """The body, its province, where it is printed or what it was inferred from, and how."""

    name: str | None
    province: Province | None
    span: Span | None
    notes: list[Diagnostic]


NOBODY = Issuer(None, None, None, [])  # of a text that is no decision


def issuer(header: Header, items: list[Item]) -> Issuer:
    """The issuing agency with its locality."""
    day = header.issued_on
    cells = _whole([for_spelling(RULE_BELOW.sub("", cell.text)).replace("–", "-") for cell in header.agency])
    starts = [i for i, text in enumerate(cells) if begins_agency(text.upper())]
    if starts:
        province = in_letterhead(cells, day) or beside_date(header.place, cells, day)
        name = _full_name(cells, starts[-1], items, province)
        if is_central(name, cells[0]) and not (styled(cells) and not is_central(name)):
            return Issuer(name, None, printed(header.agency[0], header.agency[-1]), [])
        province = province or told(items, day, local=True)
        return Issuer(_with_locality(name, province), province, printed(header.agency[0], header.agency[-1]), [])
    if named := header.fields.get("issuer"):
        province = province_in(named.text, day)
        name = _with_locality(proper(named.text.strip(" ."), items, province), province)
        return Issuer(name, None if is_central(name) else province, None, [])
    level = ""
    if header.code:
        sign = SIGN.split(header.code)[-1].rstrip("0123456789")  # the digits are the term: UBTVQH15
        name, level = _signs().get(sign, ("", ""))
        province = province_in(" ".join([*cells, header.place or ""]), day) if level == "local" else None
        if level == "central" or province:
            name = _with_locality(name, province)
            return _inferred(name, province, f" from the sign of {header.code}", header.spans["code"])
    for decides in header.authority:
        text = RULE_BELOW.sub("", for_spelling(decides)).replace("–", "-").strip(" .,")
        province = in_letterhead([text], day) or (told(items, day, local=True) if not is_central(text) else None)
        name = proper(text, items, province)
        if is_central(name):
            return _inferred(name, None, f" from “{decides}”: no letterhead", None)
        return _inferred(_with_locality(name, province), province, f" from “{decides}”: no letterhead", None)
    named_most = _named_most(items, day)
    if named_most.name is None and level != "central":
        return named_most._replace(province=told(items, day))
    return named_most


def _whole(cells: list[str]) -> list[str]:
    """The lines of a left column, where a narrow one broke a name put together: "ỦY" / "BAN NHÂN DÂN".

    No name of a body has one syllable, and the Government stands below nobody: "VĂN PHÒNG" / "CHÍNH PHỦ".
    """
    whole: list[str] = []
    for cell in cells:
        joined = f"{whole[-1]} {cell}" if whole else ""
        broken = whole and " " not in whole[-1] and begins_agency(joined.upper())
        if broken or for_matching(joined) in _agencies():
            whole[-1] = joined
        else:
            whole.append(cell)
    return whole


def _full_name(cells: list[str], last: int, items: list[Item], province: Province | None) -> str:
    """The name of the lowest body of a left column, which begins in cell `last`, its lines joined."""
    title = cells[last - 1] if last and POSTS.fullmatch(cells[last - 1]) else ""  # "CHỦ TỊCH" above "ỦY BAN …"
    name = proper(" ".join(cells[last:]), items, province)
    above = cells[0].split(" ")
    if last and above[:2] in (["TỈNH", "ỦY"], ["THÀNH", "ỦY"]):  # a board of the Party: "Ban Tổ chức Tỉnh ủy …"
        name = proper(" ".join([*cells[last:], *above[:2]]), items, None)
    elif last and for_matching(" ".join(cells[:last])) == words("party_center")[0]:
        names = (for_matching(" ".join([*cells[last:], center])) for center in words("party_center")[1:])
        name = next((_agencies()[known] for known in names if known in _agencies()), name)
    return f"{title.capitalize()} {name}" if title else name


def _named_most(items: list[Item], day: str | None) -> Issuer:
    """Without a header: the body with its locality that the text's titles and text name most often."""
    votes: Counter[tuple[str, Province]] = Counter()
    first: dict[tuple[str, Province], Span] = {}
    for item in items:
        text = item.segment.text
        for start, end, province in localities(text, day):
            names = list(NAMED_BODY.finditer(text, max(0, start - LONGEST_NAME), start))
            # The committee is the authority addressed, not the author of a draft.
            if not names or CROSSES.search(text, names[-1].end(), start):
                continue
            at = names[-1].start()
            key = (proper(text[at:start].strip(), items, province), province)
            titled = item.segment.heading is not None or item.segment.kind in ("header", "part")
            votes[key] += TITLED if titled else 1
            first.setdefault(key, to_source(item.runs, at, end))
    if not votes:
        return Issuer(None, None, None, [])
    (name, province), _ = max(votes.items(), key=lambda vote: (vote[1], -first[vote[0]][0]))
    name, span = _with_locality(name, province), first[name, province]
    return _inferred(name, province, ": the text has no header; it names this body most", span)


def _inferred(name: str, province: Province | None, why: str, span: Span | None) -> Issuer:
    note = Diagnostic(code="issuer-inferred", severity="info", message=f"issuer {name}{why}", span=span)
    return Issuer(name, province, span, [note])


def _with_locality(name: str, province: Province | None) -> str:
    if province is None or province.name in name or below_province(name):
        return name
    name = KIND_LAST.sub("", name)
    return f"{name} {province.name}" if name.endswith(" ủy") else f"{name} {province.styled}"


def proper(name: str, items: Iterable[Item], province: Province | None) -> str:
    """A name in capitals with its proper letters, from the table, the text itself, or by rule."""
    name = CHIEF.sub("", SESSION.sub("", name))
    capitals = name.isupper() or name[1:].islower()  # small letters tell no capitals either: "Bộ trưởng bộ y tế"
    head = HEAD.match(name) if for_matching(name) not in _agencies() else None
    if head and head["minister"] and not capitals:
        return name[head.end() :]
    if head and capitals:
        body = proper(name[head.end() :].upper(), items, province)
        return body if head["minister"] else f"{head['title'].capitalize()} {body}"
    name = SHORT.sub(lambda match: _short()[match[0]].upper() if capitals else _short()[match[0]], name)
    if not capitals:
        return name
    if province:
        name = re.sub(rf"(?i)\b(?:tỉnh|thành phố) {province.name}$", "", name).strip()
        if name.count(" ") >= SHORTEST_WITH_PLACE - 1:
            name = re.sub(rf"(?i)\b{province.name}$", "", name).strip()
    known = _agencies().get(for_matching(name)) or _agencies().get(f"{for_matching(name)} việt nam")
    if known:
        return known
    folded = name.casefold()
    for item in items:
        at = item.segment.text.casefold().find(folded)
        if at >= 0 and not (printed := item.segment.text[at : at + len(name)]).isupper():
            return printed[0].upper() + printed[1:]
    # No table and no sentence tells its capitals; the name of a place has them.
    return BELOW.sub(lambda match: f"{match['level']} {match['place'].title()}", name.capitalize())


@cache
def _short() -> dict[str, str]:
    """Short forms in the names of agencies, and what they stand for."""
    return {row["short"]: row["full"] for row in table("short_names")}


@cache
def _signs() -> dict[str, tuple[str, str]]:
    """What the last part of a number stands for, and whether it is a central body or one of each province."""
    return {row["abbreviation"]: (row["agency"], row["level"]) for row in reversed(table("signs"))}


@cache
def _agencies() -> dict[str, str]:
    rows = table("agencies") + table("bodies")
    return {for_matching(row["name"]): row["name"] for row in reversed(rows)}
