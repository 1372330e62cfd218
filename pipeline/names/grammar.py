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
from typing import Literal, NamedTuple

import regex

from ..language.letters import modern
from ..language.levels import BEHIND
from .gazetteer import acts, compounds, councils, ends, head_of, heads, kinds, known


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
_CAPITALISED, _BY_TASK = ("names", "both"), ("tasks", "both")  # rows of name_ends that end such names
_LETTERS = re.compile(r"\w+")
_GAP = re.compile(r"\s+")
_TOKEN = re.compile(r"\s+([^\s,;.:/()“”\"]+)")
_PAIR = re.compile(
    r",\s+(?:khen thưởng|chống|kiểm tra|chữa cháy|cứu hộ|trừ|công nghệ|đổi mới sáng tạo)\b"
)  # fixed pairs with a comma
_LIST = regex.compile(r",\s+\p{Lu}\w*(?:\s+\p{Ll}\w*){0,4}\s+và\s+\p{Lu}")
_PERSON = regex.compile(r"(?:\s+\p{Lu}\p{Ll}+){2}")  # "Chủ tịch Hồ Chí Minh" is a person
NUMERAL = re.compile(r"[IVX]+|\d+")
# A council that decides is no council named by its deciding.
DECIDES = re.compile(r"(?:quyết định|quy định|thực hiện|tiến hành|xem xét|phê duyệt|ban hành)(?!\w)")
_OWNED = re.compile(r"[^.;:()]{0,110}?\s+của\s")
_JOINED = regex.compile(r"\s+(\w+)(?:\s+\p{Ll}+)?+")  # one word of two syllables behind "và"
# A type word alone is a body where one of these, or a stop, goes on: "của Chi cục theo quy định".
ALONE = re.compile(
    r"\s*(?:[,;.:)]|$|\s(?:và|hoặc|theo|có|được|đã|để|trong|tại|trên|là|do|với|thực|quản|phối|chủ|trình|tổ|báo|giao|phân|khi|ký)\b)"
)
# "cán bộ", "nội bộ", "cơ sở": a small type word behind these is none.
COMPOUND = re.compile(r"\b(?:cán|nội|toàn|đồng|đội|tiến|cơ|trụ|hồ|trung|cục|bán|liên|dự|quốc|văn|đề)\s$", re.IGNORECASE)
_REGION = re.compile(r"\s+khu\s+vực\s+(?:[IVX]+|\d+)(?!\w)")
# "Trung tâm Xúc tiến đầu tư": behind a task in a name these words go on with it.
_TASKED = re.compile(
    r"(?:Xúc tiến|Hỗ trợ|Tư vấn|Dự án|[Đđ]ầu tư|[Xx]ây dựng|Ứng dụng|Kiểm định|Chuyển giao|Nghiên cứu|Phát triển)"
    r"(?: và (?:Tư vấn|Hỗ trợ|Phát triển))?$"
)
_WORKS = re.compile(r"(?:đầu tư|xây dựng|phát triển|chuyển giao|sản xuất|ứng dụng|tiêu thụ|kinh doanh)(?!\w)")
_FIGHTS = re.compile(r"Phòng,\s+chống\b")  # the verb
_DIGITAL = re.compile(r"\s+(?:điện tử|số)\b")  # "Chính phủ điện tử" is a field of work


def find(text: str) -> list[Name]:
    """The names of agencies and posts in `text`."""
    return list(_names(modern(text)))


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


def _post(text: str, match: re.Match[str], title: str) -> Name | None:
    if kinds()[title] == "whole":
        return Name(match.start(), match.end(), "post", title.lower(), title)
    behind = _follows(text, match.end())
    owner = _agency(text, *behind) if behind else None
    if owner and (not owner.bare or owner.name[0].isupper() or owner.head in ("sở", "bộ")):
        return Name(match.start(), owner.end, "post", title.lower(), title, body=owner)
    level = BEHIND.match(text, match.end()) if title.endswith(("Thanh tra", "Văn phòng")) else None
    if level:  # "Chánh Thanh tra tỉnh"
        return Name(match.start(), level.end(), "post", title.lower(), title, level[0].strip())
    if kinds()[title] == "seat" or not title[0].isupper() or _PERSON.match(text, match.end()):
        return None
    return Name(match.start(), match.end(), "post", title.lower(), title, bare=True)


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
    if kind == "class":
        return Name(start, end, "agency", "class", words)
    if kind == "office":
        return _office(text, start, end, words)
    if kind == "task":
        return _named(text, start, _task_end(text, end), end, words)
    if kind == "small":
        alone = ALONE.match(text, end) and not COMPOUND.search(text, max(0, start - 8), start)
        return Name(start, end, "agency", words, words, bare=True) if alone else None
    return _named(text, start, _own_end(text, end), end, words)


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
    owner = _agency(text, *behind) if behind and kinds()[behind[1]] != "office" else None
    if owner and owner.name[0].isupper() and owner.head != "class":
        return Name(start, owner.end, "agency", words.lower(), words, body=owner)
    own = _own_end(text, end)
    if own > end and words == "Văn phòng":
        return _named(text, start, own, end, words)
    return Name(start, end, "agency", words.lower(), words, bare=True) if words == "Văn phòng" else None


def _named(text: str, start: int, own: int, end: int, words: str) -> Name | None:
    """A type word with its own words up to `own`, or bare where it has none."""
    if own == end:
        level = BEHIND.match(text, end) if " " in words and words.startswith("Trường") else None
        if level:  # "Trường Chính trị tỉnh"
            return _levelled(text, start, end, words.lower(), words)
        alone = words[0].isupper() and (words == "Sở" or ALONE.match(text, end)) and not _FIGHTS.match(text, start)
        return Name(start, end, "agency", words.lower(), words, bare=True) if alone else None
    if words == "phòng" and COMPOUND.search(text, max(0, start - 8), start):
        return None
    name = " ".join(text[start:own].split())
    return _levelled(text, start, own, words.lower(), name[:1].upper() + name[1:])


def _own_end(text: str, at: int) -> int:
    """Where a name's own words end that begin with a capital behind the type word; `at` if none do."""
    token = _TOKEN.match(text, at)
    if not token or not (token[1][0].isupper() or token[1][0].isdigit()):
        return at
    if token[1][0].isdigit() and text.endswith("phòng", 0, at):  # "mỗi phòng 06 biên chế"
        return at
    head = heads().match(text, token.start(1))
    if head and not (head[0] == "Thanh tra" and text.endswith(("Phòng", "phòng", "Đội"), 0, at)):
        return at
    end, small, joined = token.end(), 0, False
    while True:
        token = _TOKEN.match(text, end)
        if token is None:
            listed = None if joined else _LIST.match(text, end)
            if listed and not heads().match(text, end + 2) and not heads().match(text, listed.end() - 1):
                end = listed.end() - 1
                token = _LETTERS.match(text, end)
                end, joined = token.end() if token else end, True
                continue
            pair = _PAIR.match(text, end)
            if not pair:
                return end
            end = pair.end()
            continue
        word = token[1]
        if word in ("và", "-", "–"):
            after = _TOKEN.match(text, token.end())
            if (
                not after
                or not after[1][0].isupper()
                or (word == "và" and joined)
                or heads().match(text, after.start(1))
            ):
                return end
            joined = joined or word == "và"
            end, small = after.end(), 0
            continue
        if word[0].isupper() or word[0].isdigit():
            if heads().match(text, token.start(1)):
                return end
            small = 8 if NUMERAL.fullmatch(word) else 0  # "khu vực VII", "số 1" end a name
        else:
            small += 1
            behind = token.start(1)
            whole = compounds().match(text, behind)
            if whole:
                end, small = whole.end(), small + 1
                continue
            task = _WORKS.match(text, behind) and _TASKED.search(text, at, end)
            if small > 8 or ends(_CAPITALISED).match(text, behind) or (acts().match(text, behind) and not task):
                return end
            if BEHIND.match(text, end):
                return end
        end = token.end()


def _begins(text: str, head: re.Match[str]) -> bool:
    """Whether a head inside a task begins another body: "Phòng thủ dân sự" is none."""
    if kinds()[head_of(head)] == "typed":
        return text[head.end() + 1 : head.end() + 2].isupper()
    return not text[head.start()].islower()


def _task_end(text: str, at: int) -> int:
    """Where the task ends that names a council, a team or a steering committee."""
    # "Tổ theo dõi, xử lý … của tỉnh": what belongs to somebody goes on to "của", commas and verbs included.
    owned = _OWNED.match(text, at) if text.endswith(("Tổ", "Đội"), 0, at) else None
    limit = owned.end() if owned else at
    end = at
    while end - at < 150:
        token = _TOKEN.match(text, end)
        if token is None:
            pair = _PAIR.match(text, end)
            if pair:
                end = pair.end()
                continue
            if end < limit and text[end] == "," and not heads().match(text, end + 2):
                end += 1
                continue
            return end
        first, word = end == at, token[1]
        head = heads().match(text, token.start(1))
        if (head and _begins(text, head)) or BEHIND.match(text, end):
            return end
        whole = compounds().match(text, token.start(1))
        if whole:
            end = whole.end()
            continue
        if word in ("và", "-", "–") and not first:
            joined = _JOINED.match(text, token.end())
            capitals = joined is not None and not joined[1].islower()
            if joined is None or (capitals and text[at + 1].islower()) or (word != "và" and not capitals):
                return end
            behind = joined.start(1)
            if heads().match(text, behind) or (
                not capitals and (ends(_BY_TASK).match(text, behind) or acts().match(text, behind))
            ):
                return end
            end = joined.end()
            continue
        steers = text.endswith(("hỉ đạo", "hỉ huy", "ông tác"), 0, at)  # "Ban Chỉ đạo thực hiện …", "Ban Chỉ đạo về …"
        verbs = (None if steers else DECIDES) if first else None if end < limit else acts()
        rows = _BY_TASK if end < limit else (*_CAPITALISED, *_BY_TASK)
        about = first and word == "về" and steers
        if (not about and ends(rows).match(text, token.start(1))) or (verbs and verbs.match(text, token.start(1))):
            return end
        end = token.end()
    return at
