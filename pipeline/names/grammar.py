"""Names of agencies and posts in one string: a gazetteer first, then the grammar of such names.

Reads: a string. Guarantees:
1. `find` returns names in text order that do not overlap; the same string gives the same names.
2. A name ends where the rules of Vietnamese administration end it: before "thuộc", "của", "tại", a
   comma or "và" with the next body; it keeps its level and place ("Ủy ban nhân dân các quận, huyện").
3. A post is its title and the body directly behind it, as one name.
4. A type word alone ("Sở", "bộ") comes out as `bare`: whether it means a body is for linking to say.
5. Whitespace in a name may be of any kind and number, so that a name cut by a wrap is found; so are
   names with old tone placement (Uỷ) or another dash.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import regex

from ..language.letters import for_spelling
from ..language.levels import BEHIND
from ..language.patterns import any_of, lazy
from . import types
from .extent import further_end, own_end, task_end
from .gazetteer import councils, head_of, heads, kinds, known, small_titles
from .small import small_end


class Name(NamedTuple):
    """A name as found, before anybody knows whom it means."""

    start: int
    end: int
    type: Literal["agency", "post"]
    head: str  # the type word or title, lower case: "ủy ban nhân dân", "sở", "phó chủ tịch"
    name: str  # its words without level, in modern tone placement; of the gazetteer where it is there
    level: str = ""  # level and place as printed: "tỉnh", "cấp huyện", "các quận, huyện"
    body: "Name | None" = None  # of a post, or the owner of an office ("Thanh tra" of "Bộ …")
    bare: bool = False  # a type word or title alone


POSTS = ("title", "seat", "whole")
_LED = lazy(r"(?:[Pp]hòng|[Bb]an)$")  # the type word of the body with which a title ends
_NUMBER = lazy(r"\s+\d")  # "Trưởng ban 2 người"
_NUMBERED = lazy(r"\s+(?:số|khu\s+vực)\s+(?:\d+|[IVX]+)(?!\w)")
# Spaces in a term with which longer names begin ("Trung tâm Y tế dự phòng"): there the grammar may find a later end.
SHORT_TERM = 3
_TWO_CAPITALS = lazy(r"\w+ [A-ZĐ]")
_PLURAL = lazy(r"(?i)\b(?:các|những|mọi)\s$")
_ROOMS = lazy(r",?\s+ban\b|,\s+chống\b")  # "phòng, ban", "phòng, chống"
_HEADED = lazy(lambda: rf"\s+(?P<word>{any_of('led_body')})(?!\w)")
LONGEST_LED = 80  # characters of a name of the gazetteer behind a title
_NEVER_SMALL = ("Sở", "Bộ", "Báo", "Tạp chí")  # their names are capital, or in the gazetteer
_GAP = lazy(r"\s+")
_PERSON = lazy(r"(?:\s+\p{Lu}\p{Ll}+){2}", compiler=regex.compile)  # "Chủ tịch Hồ Chí Minh" is a person
# A type word alone is a body where one of these, or a stop, goes on: "của Chi cục theo quy định".
ALONE = lazy(lambda: rf"\s*(?:[,;.:)]|$|\s{any_of('behind_a_body')}\b)")
# "cán bộ", "nội bộ", "cơ sở": a small type word behind these is none.
COMPOUND = lazy(lambda: rf"(?i)\b{any_of('before_a_type_word')}\s$")
COMPOUND_REACH = 8  # characters before a type word: one syllable and its spaces
_REGION = lazy(r"\s+khu\s+vực\s+(?:[IVX]+|\d+)(?!\w)")
_FIGHTS = lazy(r"Phòng,\s+chống\b")  # the verb
_DIGITAL = lazy(r"\s+(?:điện tử|số)\b")  # "Chính phủ điện tử" is a field of work


def find(text: str) -> list[Name]:
    """The names of agencies and posts in `text`."""
    return list(_names(for_spelling(text)))


def _names(text: str) -> Iterator[Name]:
    search = heads().search
    match = search(text)
    while match:
        found = _read(text, match)
        if found:
            yield found
        match = search(text, found.end if found else match.end())


def _read(text: str, match: re.Match[str]) -> Name | None:
    """The name that begins at a head, or None where the word is none."""
    words = head_of(match)
    return _post(text, match, words) if kinds()[words] in POSTS else _agency(text, match, words)


def _follows(text: str, end: int) -> tuple[re.Match[str], str] | None:
    """The head of an agency that stands directly behind `end`, with its words; None for a title."""
    gap = _GAP.match(text, end)
    match = heads().match(text, gap.end()) if gap else None
    if match is None:
        return None
    words = head_of(match)
    return None if kinds()[words] in POSTS else (match, words)


def _post(text: str, match: re.Match[str], words: str) -> Name | None:
    title = small_titles().get(words, words)
    if kinds()[words] == "whole":
        return Name(match.start(), match.end(), "post", title.lower(), title)
    behind = _follows(text, match.end())
    owner = _agency(text, *behind) if behind else None
    if owner and (not owner.bare or owner.name[0].isupper() or owner.head in ("sở", "bộ")):
        return Name(match.start(), owner.end, "post", title.lower(), title, body=owner)
    if own := _led(text, match, title) or _headed(text, match.end()):
        return Name(match.start(), own.end, "post", title.lower(), title, body=own)
    level = BEHIND.match(text, match.end()) if title.endswith(("Thanh tra", "Văn phòng")) else None
    if level:  # "Chánh Thanh tra tỉnh"
        return Name(match.start(), level.end(), "post", title.lower(), title, level[0].strip())
    if kinds()[words] == "seat" or not title[0].isupper() or _PERSON.match(text, match.end()):
        return None
    return Name(match.start(), match.end(), "post", title.lower(), title, bare=True)


def _led(text: str, match: re.Match[str], title: str) -> Name | None:
    """The body that a title ends with the type word of: "Phó Trưởng phòng Kinh tế", "Trưởng ban Tổ chức"."""
    word = _LED.search(text, match.start(), match.end())
    if word is None:
        return None
    own = word.end() if _NUMBER.match(text, word.end()) else own_end(text, word.end())
    if own == word.end():  # small words behind a title are mostly what its holder does: only names of the gazetteer
        start = word.start()
        whole = heads().match(f"{text[start].upper()}{text[start + 1 : start + LONGEST_LED]}")
        own = start + whole.end() if whole and kinds()[head_of(whole)] in ("known", "term") else own
    return _named(text, word.start(), own, word.end(), word[0]) if own > word.end() else None


def _headed(text: str, end: int) -> Name | None:
    """A body that is named only behind the title of its head: "Giám đốc Quỹ Bảo vệ môi trường"."""
    word = _HEADED.match(text, end)
    if word is None:
        return None
    start, end = word.span("word")
    own, words = own_end(text, end), word["word"]
    if own > end:
        return _levelled(text, start, own, words.lower(), " ".join(text[start:own].split()))
    return Name(start, end, "agency", words.lower(), words, bare=True)


def _agency(text: str, match: re.Match[str], words: str) -> Name | None:
    start, end = match.span()
    kind = kinds()[words]
    if kind == "council":
        name = councils()[words]
        return _levelled(text, start, end, name.lower(), name)
    if kind == "known":
        if words == "Chính phủ" and _DIGITAL.match(text, end):
            return None
        region = _REGION.match(text, end)
        if region:
            return Name(start, region.end(), "agency", "", f"{words} {' '.join(region[0].split())}")
        found = _levelled(text, start, end, "", words)
        # "các ngành Quốc phòng, Công an" names no body; "Công an tỉnh" does.
        return None if not found.level and known()[words]["scope"] == "levelled" else found
    if kind == "term":
        return _term(text, start, end, words)
    if kind == "class":
        return Name(start, end, "agency", "class", words)
    if kind == "office":
        return _office(text, start, end, words)
    if kind == "task":
        return _named(text, start, task_end(text, end), end, words)
    if kind == "small":
        return Name(start, end, "agency", words, words, bare=True) if _small_alone(text, start, end) else None
    own = own_end(text, end)
    if own == end and words[0].isupper() and words not in _NEVER_SMALL:
        own = small_end(text, start, end)
    return _named(text, start, own, end, words)


def _small_alone(text: str, start: int, end: int) -> bool:
    """Whether a type word in small letters stands alone: no part of a word, no plural."""
    if not ALONE.match(text, end) or COMPOUND.search(text, max(0, start - COMPOUND_REACH), start):
        return False
    return _PLURAL.search(text, max(0, start - COMPOUND_REACH), start) is None


def _term(text: str, start: int, end: int, words: str) -> Name:
    """A name of the table `terms`, with a number or capitals that go on: "Phòng Công chứng số 1"."""
    head = _type_of(words)
    numbered = _NUMBERED.match(text, end)
    own = numbered.end() if numbered else further_end(text, end, joined=" và " in words)
    if words.count(" ") <= SHORT_TERM:
        begin = start + len(head)
        own = max(own, own_end(text, begin), small_end(text, start, begin))
    name = words if own == end else " ".join(text[start:own].split())
    return _levelled(text, start, own, head, name)


@cache
def _type_of(term: str) -> str:
    """The longest type word with which a term begins, in small letters."""
    return max((head for head in types.heads() if term.startswith(f"{head} ")), key=len, default="").lower()


def _levelled(text: str, start: int, end: int, head: str, name: str) -> Name:
    """A name that ends at `end`, with the level and place behind it."""
    level = BEHIND.match(text, end)
    return Name(start, level.end() if level else end, "agency", head, name, " ".join(level[0].split()) if level else "")


def _office(text: str, start: int, end: int, words: str) -> Name | None:
    """ "Thanh tra Bộ …", "Văn phòng Ủy ban nhân dân tỉnh", "Thanh tra thành phố"; alone it may be a verb."""
    found = _levelled(text, start, end, words.lower(), words)
    if found.level:
        return found
    behind = _follows(text, end)
    owner = _agency(text, *behind) if behind and behind[1] != words else None
    bare = owner is not None and owner.bare and owner.head in ("văn phòng", "thanh tra")  # "Chi nhánh Văn phòng …"
    if owner and not bare and owner.name[0].isupper() and owner.head != "class":
        return Name(start, owner.end, "agency", words.lower(), words, body=owner)
    if words == "Văn phòng":
        own = own_end(text, end)
        own = own if own > end else small_end(text, start, end)
        if own > end:
            return _named(text, start, own, end, words)
    return Name(start, end, "agency", words.lower(), words, bare=True) if words == "Văn phòng" else None


def _named(text: str, start: int, own: int, end: int, words: str) -> Name | None:
    """A type word with its own words up to `own`, or bare where it has none."""
    if own == end:
        level = BEHIND.match(text, end) if " " in words and words.startswith("Trường") else None
        if level:  # "Trường Chính trị tỉnh"
            return _levelled(text, start, end, words.lower(), words)
        # "Ban Chỉ đạo" is no verb, whatever verb follows; in quotation marks it is defined.
        sure = words == "Sở" or (_TWO_CAPITALS.match(words) and text[end : end + 2].startswith(" "))
        alone = words[0].isupper() and (sure or ALONE.match(text, end)) and not _FIGHTS.match(text, start)
        if words == "phòng":
            alone = _small_alone(text, start, end) and not _ROOMS.match(text, end)
        return Name(start, end, "agency", words.lower(), words, bare=True) if alone else None
    if words == "phòng" and COMPOUND.search(text, max(0, start - COMPOUND_REACH), start):
        return None
    name = " ".join(text[start:own].split())
    return _levelled(text, start, own, words.lower(), name[:1].upper() + name[1:])
