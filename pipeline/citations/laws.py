"""Laws by name: "Luật Bưu chính", "Luật Lâm nghiệp số 16/2017/QH14", "Luật Lưu trữ năm 2024".

Reads: one string; the table `laws`. Guarantees:
1. A law is named in the table, or begins with a capital behind "Luật", "Bộ luật", "Pháp lệnh"; "luật này" is none.
2. The laws in the title of an amending law are references of their own, and overlap with it.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..knowledge import table
from ..language.letters import for_matching
from ..language.patterns import any_of, lazy
from .issuers import tail
from .names import UPPER, WORD, after, any_name, stop
from .numbers import NUMBER, sign
from .reference import Reference

# Of 5,372 segments of real documents that cite an act, those that read otherwise when one of the two moves.
NOT_A_LAW_REACH = 10  # characters in front of "luật" that hold any word of `law_not`. 8 and 20: none
NAME_WORDS = 9  # further words of a law that the table lacks. 5: 2 segments, 7 and 14: none


_LAW_WORD = lazy(r"(?<!\w)(?:(?:[Bb]ộ |BỘ )?(?:[Ll]uật|LUẬT)|[Pp]háp lệnh|PHÁP LỆNH|[Hh]iến pháp)(?!\w)")
# "pháp luật", "kỷ luật lao động", "Trường Đại học Luật", "Công ty Luật ...": no law is named
_NOT_A_LAW = lazy(lambda: rf"(?i:{any_of('law_not')})\s$")
_TWO_WORDS = lazy(r"\w+ \w+")
# A law that the table lacks: from its capital to the first word that goes on with the sentence
_OPEN_NAME = lazy(
    lambda: (
        rf"(?:Luật|Bộ luật|Pháp lệnh)\s(?!{stop()})(?=[{UPPER}]){WORD}(?>(?:\s(?!{stop()}){WORD}){{0,{NAME_WORDS}}})"
    )
)
# "Luật sửa đổi, bổ sung một số điều của các "
_AMENDING = lazy(
    lambda: (
        rf"{any_of('law_word')}\ssửa đổi(?:,| và)?(?:\sbổ sung)?"
        rf"(?:(?:\s{any_of('amended_some')})?\s{any_of('amended_part')}(?:\s\d+)?)?(?:\s(?:của|tại)\s(?:các\s)?)?"
    )
)
_NEXT_LAW = lazy(lambda: rf"(?:,| và|, và|;)\s(?={any_of('law_word', 'law_code')}\s(?!số))")
_OWN_NUMBER = lazy(r"(?:,?\s(?i:của quốc hội))?,?\s?\(?(?i:(?:luật )?số)\s?:?\s?(?=\d)|\s(?=\d)")
_OWN_YEAR = lazy(r"\s?(?:\((?i:sửa đổi)\)\s?)?(?:,?\s?(?i:năm)\s|\s)\(?(?:19|20)\d\d(?!\w|[/.]\d)")
_SELF = lazy(r"\s(?i:này)(?!\w)")
_RARE = ("UẬT", "áp lệnh", "ÁP LỆNH", "iến pháp")


def holds_law(text: str) -> bool:
    """Whether there may be the name of a law in a text: a quick look."""
    return text.count("uật") > text.count("háp luật") or any(word in text for word in _RARE)


def laws(text: str, folded: str) -> Iterator[Reference]:
    """Laws by name: "Luật Bưu chính", "Luật Lâm nghiệp số 16/2017/QH14", "Luật Lưu trữ năm 2024"."""
    done = 0
    for word in _LAW_WORD.finditer(text):
        start = word.start()
        if start < done or _NOT_A_LAW.search(text, max(0, start - NOT_A_LAW_REACH), start):
            continue
        if head := _AMENDING.match(folded, start):
            acts = _amending(text, folded, head)
            done = acts[0].end
            yield from acts
        elif (name_end := _law_end(text, folded, start)) > start:
            yield _law(text, folded, start, name_end)


def _law_end(text: str, folded: str, at: int) -> int:
    """Where the name of the law at ``at`` ends; ``at`` itself where no law is named."""
    first = _TWO_WORDS.match(folded, at)
    known = _names().get(first[0]) if first else None
    named = (known and _pattern(known).match(folded, at)) or _OPEN_NAME.match(text, at)
    return named.end() if named and not _SELF.match(text, named.end()) else at


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The names of the table by their first two words, folded: "luật đất" has one, "luật phòng" six."""
    names: dict[str, tuple[str, ...]] = {}
    for row in table("laws"):
        first = _TWO_WORDS.match(for_matching(row["name"]))
        if first:
            names[first[0]] = (*names.get(first[0], ()), row["name"])
    return names


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Of a few names: a document cites few of the laws, and those of all take ten milliseconds to compile."""
    return re.compile(any_name(names))


def _law(text: str, folded: str, start: int, name_end: int, alone: bool = True) -> Reference:
    """The law named in ``text[start:name_end]`` with its number and, if ``alone``, year, date and issuer."""
    word, says = _LAW_WORD.match(text, start), _OWN_NUMBER.match(text, name_end)
    kind = word[0].lower() if word else "luật"
    found = NUMBER.match(text, says.end()) if says else None
    law = (sign(found, start, kind, True) if found else None) or Reference(start, name_end, type=kind)
    law = law._replace(title=text[start:name_end])
    if not alone:
        return law
    end = law.end if law.code else after(_OWN_YEAR, text, name_end)
    day, issuer, end = tail(text, folded, end)
    return law._replace(end=end, date=day, issuer=issuer or law.issuer)


def _amending(text: str, folded: str, head: re.Match[str]) -> list[Reference]:
    """The law of "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số ...", then those that it amends."""
    # The last number is the amending law's own, unless it is known as B's or the laws before B carry numbers too.
    start, inner = head.start(), list(_amended(text, folded, head.end()))
    if not inner:
        return [_law(text, folded, start, start + len(head[0].rstrip()))]
    last, title = inner[-1], inner[-1].title or ""
    if last.code and (any(law.code for law in inner[:-1]) or _law_of_number().get(last.code) == for_matching(title)):
        return [Reference(start, last.end, type="luật", title=text[start : last.end]), *inner]
    inner[-1] = last._replace(end=last.start + len(title), code=None, issuer=None)
    return [_law(text, folded, start, inner[-1].end), *inner]


def _amended(text: str, folded: str, at: int) -> Iterator[Reference]:
    """The laws named in the title of an amending law, up to the first thing that is no law."""
    while (name_end := _law_end(text, folded, at)) > at:
        law = _law(text, folded, at, name_end, alone=False)
        yield law._replace(role="amends")
        more = _NEXT_LAW.match(folded, law.end)
        at = more.end() if more else len(text)


@cache
def _law_of_number() -> dict[str, str]:
    return {row["number"]: for_matching(row["name"]) for row in table("laws") if row["number"]}
