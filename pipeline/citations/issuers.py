"""Who issued an act and when: "ngày 04/4/2014 của Chính phủ", in either order.

Reads: one string from behind the number or name of an act; the tables `signs` and `posts`. Guarantees:
1. An issuer is an agency or office that is named behind "của", up to a word that goes on with the sentence.
2. A day that the calendar does not have is none.
"""

from contextlib import suppress
from datetime import date

from ..knowledge import table
from ..language.patterns import any_of, lazy, words
from .names import UPPER, WORD, after, any_name, stop

# The bounds, with how many of 5,372 segments of real documents that cite an act read otherwise when one moves.
BODIES = 6  # further bodies of a joint act. 2: 1 segment, 12: none
NAME_WORDS = 11  # further words of a name that no table has. 8: 6, 16: 3; with more, names run into the sentence
PLACE_WORDS = 4  # words of the place behind a body. 2: 20 ("Thừa Thiên Huế" is cut), 3 and 6: 1


# "ngày 04/4/2008", ", Ngày 01/6/2020", "ngày 25 tháng 10 năm 2017", "ngày …25..tháng 01 năm 2006": a blank was filled
_BLANK = r"[\s….]{0,20}+"
_DATE = lazy(
    rf"\s?,?\s?\(?(?i:ngày){_BLANK}(\d{{1,2}})(?:\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}})"
    rf"|{_BLANK}(?i:tháng){_BLANK}(\d{{1,2}}){_BLANK},?\s?(?i:năm){_BLANK}(\d{{4}}))(?!\d)"
)
_CENTRAL = lazy(lambda: any_name(_agencies("central")))
_LOCAL = lazy(lambda: any_name(["UBND", "HĐND", *_agencies("local", "party")]))
_POST = lazy(lambda: any_name([*words("issuer_posts"), *(row["post"] for row in table("posts"))]) + r"\s(?=\w)")
# "của Chính phủ", "của liên Bộ ..."; a meeting of the Party stands without "của"
_OF = lazy(r"\s?,?\s(?i:của)\s((?i:các|liên)\s)?|\s(?=Hội nghị lần thứ )")
_PLACE = lazy(
    lambda: rf"(?>(?:\s(?i:{any_of('place_level')})(?!\w))*)(?>(?:\s(?!{stop()})[{UPPER}]\w*+){{0,{PLACE_WORDS}}})"
)
_NAME = lazy(lambda: rf"(?!{stop()})[{UPPER}]\w*+(?>(?:{_next()}){{0,{NAME_WORDS}}})")
_TERM = lazy(r"(?:\s(?i:khóa|khoá)\s(?:[IVX]+|\d+)(?!\w))?")
_AND_BODY = lazy(lambda: rf"(?:,| và| -)\s(?={_body()})")


def _agencies(*levels: str) -> list[str]:
    return [row["agency"] for row in table("signs") if row["level"] in levels]


def _body() -> str:
    return rf"{any_of('issuer_body')}\s"


def _next() -> str:
    """The next word of a name: "Thông tin", "và Truyền thông"; not "và Bộ Tài chính", which is another body."""
    return rf"\s(?!{stop()}){WORD}|\s(?:và|-|–)\s(?!{_body()}|{stop()})(?=[{UPPER}]){WORD}"


def tail(text: str, folded: str, at: int, joint: bool = False) -> tuple[str | None, str | None, int]:
    """The date (None where the calendar has no such day) and the issuer at ``at``, in either order, and their end."""
    day, iso = _DATE.match(text, at), None
    issuer, end = _issuer(text, folded, day.end() if day else at, joint)
    if not day and issuer and (day := _DATE.match(text, end)):
        end = day.end()
    if day:
        with suppress(ValueError):
            iso = date(int(day[4] or day[6]), int(day[3] or day[5]), int(day[1])).isoformat()
    return iso, issuer, end


def _issuer(text: str, folded: str, at: int, joint: bool) -> tuple[str | None, int]:
    """The agency printed after "của", or several of a joint act, and where the last one ends."""
    of = _OF.match(text, at)
    end = _body_end(text, folded, of.end()) if of else at
    if not of or end == of.end():
        return None, at
    for _ in range(BODIES if joint or of[1] else 0):
        more = after(_AND_BODY, text, end)
        further = _body_end(text, folded, more)
        end = further if further > more > end else end
    return text[of.end() - len(of[1] or "") : end], end


def _body_end(text: str, folded: str, at: int) -> int:
    """Where the name of the agency or office at ``at`` ends; ``at`` itself where none begins."""
    post = at if _CENTRAL.match(folded, at) else after(_POST, folded, at)
    end = after(_CENTRAL, folded, post)
    if end == post and (named := _LOCAL.match(folded, post) or _NAME.match(text, post)):
        end = after(_PLACE, text, named.end())
    return after(_TERM, text, end) if end > post else at
