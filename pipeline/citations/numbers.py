"""Acts by number: "Nghị định số 24/2014/NĐ-CP", "Công văn 2662/BTTTT-CTS".

Reads: one string; the tables `doc_types` and `signs`. Number shapes: NĐ 30/2020/NĐ-CP, Phụ lục I, the law on normative
acts (a year group), the National Assembly's own (QH, UBTVQH), the Party's (18-NQ/TW). Guarantees:
1. A number is an act where its sign is known, or where a type word and "số" stand before it.
2. Numbers of a list share the type word before the first, and the sign behind the last ("Nghị định 87, 88/CP").
3. A code is written as the rules have it where the print leaves out its slash or fills a blank: "số 381 QĐ-BTC" is
   381/QĐ-BTC, "số …05…/2006/QĐ-UBND" 05/2006/QĐ-UBND; a blank that nobody filled is no number.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache

from ..knowledge import table
from ..language.letters import for_matching
from ..language.patterns import lazy
from .issuers import tail
from .names import UPPER
from .reference import Reference

# Of 5,372 segments of real documents that cite an act, those that read otherwise when one of the two moves.
HEAD = 48  # characters in front of a number in which its type word stands, with "số". 24: 5 segments, 36 and 80: none
SAYS = 14  # characters in front of a number in which "số/ký hiệu: " stands. 8: 186, 10 and 24: none


# 55/QĐ-STTTT, 2662/BTTTT-CTS, 41/2023/QĐ-UBND, 80/2015/QH13, 18-NQ/TW. A group is capitals, digits and "&" with
# single small letters between: BNN&PTNT, TTg, NHNN7. A blank that was filled keeps its dots: "…05…./2006/QĐ-UBND".
_GROUP = r"[A-ZĐÐƠƯÔÂ](?>(?:[A-ZĐÐƠƯÔÂ0-9&]|(?<=[A-ZĐÐ])[a-zđ](?![a-zđ]))*)"
NUMBER = lazy(
    rf"""(?:(?<=[ốỐ…])|(?<=\.\.)|(?<![\w/.])(?<!\D,))(\d{{1,6}}(?>(?:\.\d{{1,2}}|[a-zA-Z](?![A-ZĐ]))?))
    (?:(?>\s?[….]*+)\s?/\s?(?P<year>(?:19|20)\d\d\s?/?\s?)?{_GROUP}
        (?>(?:\s?[-–‑/]\s?{_GROUP}(?>(?:(?:\s?[-–‑]|[-–‑]\s?){_GROUP})*))?)
      |(?P<bare>\s|(?=[A-ZĐ])){_GROUP}(?>(?:[-–‑/]{_GROUP})*)
      |\s?(?P<party>[-–‑])\s?{_GROUP}(?>(?:\s?/\s?{_GROUP}(?>(?:[-–‑]{_GROUP})*))?))
    (?!\w|/\w)""",
    re.VERBOSE,
)
_CODE_GROUP = lazy(rf"[{UPPER}Ð][\w&]*")
_ASSEMBLY = lazy(r"(?:QH|UBTVQH)\d{1,2}")
_SAYS_NUMBER = lazy(r"(?i:(?<!\w)(?:số hiệu|ký hiệu|số/ký hiệu)|số)\s?:?\s?[….]*$|:\s?$")
# The numbers before the last of a list, of which only the last has the sign: "Nghị định 87, 88 và 31/CP"
_SHARED = lazy(r"(?<![\w/.,])(?:\d{1,4}(?:\s?,\s?|\svà\s))+$")
_NUMERAL = lazy(r"\d+")
_HOLDS_NUMBER = lazy(r"\d[a-zA-Z]?(?:[\s….]*[/–‑-]\s?(?:\d{4}\s?/?\s?)?[A-ZĐÐ]|\s?[A-ZĐÐ]{2})")


def holds_number(text: str) -> bool:
    """Whether there may be a number in a text: a quick look."""
    return _HOLDS_NUMBER.search(text) is not None


def numbered(text: str, folded: str, laws: list[Reference]) -> Iterator[Reference]:
    """ "Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ"; a list of numbers shares its type word."""
    named = [law for law in laws if law.role != "amends"]
    starts, last = [law.start for law in named], Reference(-1, -1)
    for found in NUMBER.finditer(text):
        if (before := bisect(starts, found.start())) and named[before - 1].end > last.end:
            last = named[before - 1]
        first = _SHARED.search(text, max(last.end, found.start() - HEAD), found.start())
        kind, start, says_number = _type_before(text, (first or found).start())
        if first and kind is None:  # a count, or the number of a provision, before an act of its own
            first = None
            kind, start, says_number = _type_before(text, found.start())
        if last.end > found.start() or not (act := sign(found, start, kind, says_number)):
            continue
        if first:
            yield from _shared(act, first)
            act = act._replace(start=found.start())
        if kind is None and last.type and text[last.end : start].strip() in ("", ",", "và", ";"):
            act = act._replace(type=act.type or last.type)
        day, issuer, end = tail(text, folded, act.end, act.type is not None and "liên" in act.type)
        last = act._replace(end=end, date=day, issuer=issuer or act.issuer)
        yield last


def _shared(act: Reference, numbers: re.Match[str]) -> Iterator[Reference]:
    """The acts whose numbers stand before that of `act`, which has the sign of all; the first has the type word."""
    code = act.code or ""
    for number in _NUMERAL.finditer(numbers.string, *numbers.span()):
        start = act.start if number.start() == numbers.start() else number.start()
        yield act._replace(start=start, end=number.end(), code=number[0] + code.lstrip("0123456789"))


def _type_before(text: str, at: int) -> tuple[str | None, int, bool]:
    """The type word before ``at``, where it (or "số") starts, and whether "số" was printed."""
    head = text[max(0, at - HEAD) : at]
    says = _SAYS_NUMBER.search(head, max(0, len(head) - SAYS))
    words = (head[: says.start()] if says else head).rstrip(" ,(").split(" ")
    for count in range(min(_type_words(), len(words)), 0, -1):
        name = " ".join(words[-count:]).lstrip("(“\"'[")
        if kind := _types().get(for_matching(name)):
            return kind, at - len(head) + len(" ".join(words)) - len(name), says is not None
    return None, at - len(head) + says.start() if says and says[0][0] in "sSkK" else at, says is not None


def sign(found: re.Match[str], start: int, kind: str | None, says_number: bool) -> Reference | None:
    """The act of a number: QĐ makes a quyết định, an agency a công văn; a loose "26/CP" needs its type.

    So does a loose number of an agency that the tables lack, and "số"; one without a slash needs its type in the sign.
    """
    groups = [group.upper().replace("Ð", "Đ") for group in _CODE_GROUP.findall(found[0], len(found[1]))]
    assembly = _ASSEMBLY.fullmatch(groups[0]) is not None
    typed, agency = _type_of_code().get(groups[0]), groups[0] in _agency_of_code()
    bare = found["bare"] is not None
    if bare:
        if not (typed and len(groups) > 1 and (says_number or kind)) and not (kind and agency and says_number):
            return None
    else:
        known = groups[0] in _codes() or kind is not None or (len(groups[0]) > 2 and not found["party"])
        whole = "/" in found[0] and len(groups) > 1 < len(groups[-1])
        loose = kind and (says_number or agency)
        if not (known and whole) and not (assembly and found["year"]) and not loose:
            return None
    own = typed or ("công văn" if len(groups) > 1 and not assembly else None)
    names = [_agency_of_code().get(g.rstrip("0123456789")) for g in (groups[1:] if typed else groups[:1])]
    issuer = "; ".join(filter(None, names)) if all(names) else ""
    slash = "/" if bare else ""
    code = found[1] + slash + "".join(found[0][len(found[1]) :].lstrip(" .…").split())
    return Reference(start, found.end(), code, kind or own, None, issuer or None)


# ---- the tables


@cache
def _types() -> dict[str, str]:
    return {for_matching(kind["name"]): kind["name"].lower() for kind in table("doc_types")}


@cache
def _type_words() -> int:
    """Words of the longest name of a type."""
    return max(name.count(" ") for name in _types()) + 1


@cache
def _type_of_code() -> dict[str, str]:
    return {kind["abbreviation"].upper(): kind["name"].lower() for kind in table("doc_types") if kind["abbreviation"]}


@cache
def _agency_of_code() -> dict[str, str]:
    return {row["abbreviation"].upper(): row["agency"] for row in table("signs") if row["level"] == "central"}


@cache
def _codes() -> set[str]:
    return {*_type_of_code(), *(row["abbreviation"].upper() for row in table("signs"))}
