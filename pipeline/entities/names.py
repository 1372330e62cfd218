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
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import regex

from pipeline.knowledge import table
from pipeline.letters import modern


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


_PLACE = r"(?:tỉnh|thành phố|thị xã|thị trấn|quận|huyện|xã|phường|đặc khu|Thành phố|Tỉnh|TP\.?|[Tt]hành pho)"
_SMALL_PLACE = r"(?:tỉnh|thành phố|thị xã|thị trấn|quận|huyện|xã|phường|đặc khu)"
_PROPER = r"(?: \p{Lu}[\w-]*){1,4}"
_UNDER = rf"(?: (?:trực )?thuộc (?:{_PLACE}|[Tt]rung ương)(?:(?:,| và) {_PLACE})*)"
LEVEL = regex.compile(
    rf" (?:(?:cấp (?:tỉnh|huyện|xã|cơ sở|trên|dưới)|các cấp|cùng cấp)(?: và cấp (?:huyện|xã))?"
    rf"|(?:các )?{_PLACE}(?:(?:,| và|, và) (?:các )?{_SMALL_PLACE}(?!{_PROPER})(?:{_UNDER})*)+(?:{_UNDER})*"
    rf"|(?:các )?{_PLACE}(?:{_UNDER}|{_PROPER})?)(?!\w)".replace(" ", r"\s+")
)
# Councils and committees of the people; misread capitals ("Uy ban") stand for the name.
_COUNCILS = {
    "Hội đồng nhân dân": ("Hội đồng nhân dân", "hội đồng nhân dân", "Hội đồng Nhân dân", "Hội Đồng Nhân Dân", "HĐND"),
    "Ủy ban nhân dân": ("Ủy ban nhân dân", "ủy ban nhân dân", "Uy ban nhân dân", "uy ban nhân dân", "Úy ban nhân dân",
                        "Ủy ban Nhân dân", "Ủy Ban Nhân Dân", "UBND"),
}  # fmt: skip
# Classes that are written small, a closed list.
_CLASSES = (
    "các sở, ban, ngành", "các sở, ngành", "các sở", "các bộ, ngành", "các bộ", "bộ, ngành", "cơ quan ngang bộ",
    "cơ quan thuộc Chính phủ", "cơ quan đại diện Việt Nam ở nước ngoài",
)  # fmt: skip
# Type words whose own name begins with a capital.
_CAPITAL = (
    "Tổng cục", "Chi cục", "Cục", "Sở", "Bộ", "Vụ", "Phòng", "phòng", "Ban Quản lý", "Ban", "Trung tâm",
    "Học viện", "Viện", "Hạt", "Trạm", "Ủy ban", "Kho bạc", "Bệnh viện", "Tạp chí", "Trường Đại học", "Trường Cao đẳng",
    "Trường Chính trị", "Trường Trung cấp",
)  # fmt: skip
# Bodies named by their task: small letters may follow at once.
_TASK = (
    "Ban Chỉ đạo", "Ban chỉ đạo", "Ban Chỉ huy", "Ban Biên tập", "Ban biên tập", "Tổ công tác", "Tổ", "Đội", "Hội đồng",
    "Bộ phận", "Đoàn kiểm tra",
)  # fmt: skip
# Offices of another body: that body, or its level, follows.
_OFFICE = ("Văn phòng", "Thanh tra", "Ban Thường trực", "Ban Thường vụ", "Ban Chấp hành")
_SMALL = ("bộ", "sở", "chi cục")
# Seats and leaders: only with the body behind them.
_SEATS = ("đại biểu", "thành viên", "Ủy viên", "ủy viên", "lãnh đạo", "Lãnh đạo")
_WHOLE = ("Chủ tịch nước", "Phó Chủ tịch nước", "Thủ trưởng cơ quan ngang bộ", "Tổng Bí thư")

_CAPITALISED, _BY_TASK = ("names", "both"), ("tasks", "both")  # rows of name_ends that end such names
_TOKEN = re.compile(r"\s+([^\s,;.:/()“”\"]+)")
_PAIR = re.compile(r",\s+(?:khen thưởng|chống|kiểm tra|chữa cháy|trừ)\b")  # fixed pairs with a comma
_LIST = regex.compile(r",\s+\p{Lu}\w*(?:\s+\p{Ll}\w*){0,4}\s+và\s+\p{Lu}")
NUMERAL = re.compile(r"[IVX]+|\d+")
# A council that decides is no council named by its deciding.
DECIDES = re.compile(r"(?:quyết định|quy định|thực hiện|tiến hành|xem xét|phê duyệt|ban hành)(?!\w)")
_OWNED = re.compile(r"[^.;:()]{0,110}?\s+của\s")
_JOINED = re.compile(r"\s+([^\W\d_A-ZĐ]+)(?:\s+[^\W\d_A-ZĐ]+)?")  # one word of two syllables behind "và"
# A type word alone is a body where one of these, or a stop, goes on: "của Chi cục theo quy định".
ALONE = re.compile(
    r"\s*(?:[,;.:)]|$|\s(?:và|hoặc|theo|có|được|đã|để|trong|tại|trên|là|do|với|thực|quản|phối|chủ|trình|tổ|báo|giao|phân|khi|ký)\b)"
)
# "cán bộ", "nội bộ", "cơ sở": a small type word behind these is none.
COMPOUND = re.compile(r"\b(?:cán|nội|toàn|đồng|đội|tiến|cơ|trụ|hồ|trung|cục|bán|liên|dự|quốc|văn|đề)\s$", re.IGNORECASE)
_DIGITAL = re.compile(r"\s+(?:điện tử|số)\b")  # "Chính phủ điện tử" is a field of work


def find(text: str) -> list[Name]:
    """The names of agencies and posts in `text`."""
    return list(_names(modern(text)))


def _names(text: str) -> Iterator[Name]:
    search = _heads().search
    match = search(text)
    while match:
        found = _read(text, match)
        if found:
            yield found
        match = search(text, found.end if found else match.end())


def _read(text: str, match: re.Match[str]) -> Name | None:
    """The name that begins at a head, or None where the word is none."""
    words = " ".join(match[0].split()).replace("–", "-")
    return _post(text, match, words) if _kinds()[words] == "title" else _agency(text, match, words)


def _follows(text: str, end: int) -> tuple[re.Match[str], str] | None:
    """The head of an agency that stands directly behind `end`, with its words; None for a title."""
    match = _heads().match(text, end + 1) if text[end : end + 1].isspace() else None
    if match is None:
        return None
    words = " ".join(match[0].split()).replace("–", "-")
    return None if _kinds()[words] == "title" else (match, words)


def _post(text: str, match: re.Match[str], title: str) -> Name | None:
    if title in _WHOLE:
        return Name(match.start(), match.end(), "post", title.lower(), title)
    behind = _follows(text, match.end())
    owner = _agency(text, *behind) if behind else None
    if owner and (not owner.bare or owner.name[0].isupper() or owner.head in ("sở", "bộ")):
        return Name(match.start(), owner.end, "post", title.lower(), title, body=owner)
    if title in _SEATS or not title[0].isupper():
        return None
    return Name(match.start(), match.end(), "post", title.lower(), title, bare=True)


def _agency(text: str, match: re.Match[str], words: str) -> Name | None:
    start, end = match.span()
    kind = _kinds()[words]
    if kind == "council":
        name = _full_councils()[words]
        return _levelled(text, start, end, name.lower(), name)
    if kind == "known":
        if words == "Chính phủ" and _DIGITAL.match(text, end):
            return None
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
    level = LEVEL.match(text, end)
    return Name(start, level.end() if level else end, "agency", head, name, level[0].strip() if level else "")


def _office(text: str, start: int, end: int, words: str) -> Name | None:
    """ "Thanh tra Bộ …", "Văn phòng Ủy ban nhân dân tỉnh", "Thanh tra thành phố"; alone it may be a verb."""
    found = _levelled(text, start, end, words.lower(), words)
    if found.level:
        return found
    behind = _follows(text, end)
    owner = _agency(text, *behind) if behind else None
    if owner and owner.name[0].isupper() and owner.head != "class":
        return Name(start, owner.end, "agency", words.lower(), words, body=owner)
    own = _own_end(text, end)
    if own > end and words == "Văn phòng":
        return _named(text, start, own, end, words)
    return Name(start, end, "agency", words.lower(), words, bare=True) if words == "Văn phòng" else None


def _named(text: str, start: int, own: int, end: int, words: str) -> Name | None:
    """A type word with its own words up to `own`, or bare where it has none."""
    if own == end:
        alone = words[0].isupper() and (words == "Sở" or ALONE.match(text, end))
        return Name(start, end, "agency", words.lower(), words, bare=True) if alone else None
    if words == "phòng" and COMPOUND.search(text, max(0, start - 8), start):
        return None
    name = " ".join(text[start:own].split())
    return _levelled(text, start, own, words.lower(), name[:1].upper() + name[1:])


def _own_end(text: str, at: int) -> int:
    """Where a name's own words end that begin with a capital behind the type word; `at` if none do."""
    token = _TOKEN.match(text, at)
    if not token or not (token[1][0].isupper() or token[1][0].isdigit()) or _heads().match(text, token.start(1)):
        return at
    end, small, joined = token.end(), 0, False
    while True:
        token = _TOKEN.match(text, end)
        if token is None:
            listed = None if joined else _LIST.match(text, end)
            if listed and not _heads().match(text, end + 2) and not _heads().match(text, listed.end() - 1):
                end = listed.end() - 1
                token = re.compile(r"\w+").match(text, end)
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
                or _heads().match(text, after.start(1))
            ):
                return end
            joined = joined or word == "và"
            end, small = after.end(), 0
            continue
        if word[0].isupper() or word[0].isdigit():
            if _heads().match(text, token.start(1)):
                return end
            small = 8 if NUMERAL.fullmatch(word) else 0  # "khu vực VII", "số 1" end a name
        else:
            small += 1
            if small > 8 or _ends(_CAPITALISED).match(text, token.start(1)) or _acts().match(text, token.start(1)) or LEVEL.match(text, end):
                return end
        end = token.end()


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
            if end < limit and text[end] == "," and not _heads().match(text, end + 2):
                end += 1
                continue
            return end
        first, word = end == at, token[1]
        head = _heads().match(text, token.start(1))
        if (head and not text[head.start()].islower()) or LEVEL.match(text, end):
            return end
        joined = None if first or word != "và" else _JOINED.match(text, token.end())
        if joined and not _ends(_BY_TASK).match(text, joined.start(1)) and not _acts().match(text, joined.start(1)):
            end = joined.end()
            continue
        verbs = DECIDES if first else None if end < limit else _acts()
        rows = _BY_TASK if first or end < limit else (*_CAPITALISED, *_BY_TASK)
        if _ends(rows).match(text, token.start(1)) or (verbs and verbs.match(text, token.start(1))):
            return end
        end = token.end()
    return at


@cache
def known() -> dict[str, dict[str, str]]:
    """The gazetteer: every name, short forms written in its way, and its row."""
    rows = {row["name"]: {"scope": "agency", "canonical": "", **row} for row in table("agencies")}
    rows |= {row["name"]: row for row in table("bodies")}
    names = {}
    for name, row in rows.items():
        names[modern(name)] = {**row, "name": name}
        for short in table("abbreviations"):
            if short["full"] in name and " " in name:
                names.setdefault(modern(name.replace(short["full"], short["short"])), {**row, "name": name})
    for name in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Thủ tướng Chính phủ", "Chủ tịch nước"):
        names.pop(name, None)
    return names


@cache
def _full_councils() -> dict[str, str]:
    """Every way to print a council or committee, with its standing board, and the full name."""
    names = {short: full for full, ways in _COUNCILS.items() for short in ways}
    boards = {
        f"{way} {short}": f"Thường trực {full}"
        for short, full in names.items()
        for way in ("Thường trực", "thường trực")
    }
    return names | boards


@cache
def _kinds() -> dict[str, str]:
    """What each head is; where two agree in letters the later line wins."""
    heads = dict.fromkeys(_SMALL, "small") | dict.fromkeys(_CAPITAL, "typed") | dict.fromkeys(_TASK, "task")
    heads |= dict.fromkeys(_OFFICE, "office")
    heads |= dict.fromkeys((*_SEATS, *_WHOLE), "title")
    heads |= {row["post"]: "title" for row in table("posts") if row["level"] != "staff"}
    heads |= dict.fromkeys(known(), "known")
    for words in _CLASSES:
        ways = {words, words[0].upper() + words[1:]}
        ways |= {way.replace(" bộ", " Bộ").replace(" sở", " Sở") for way in ways}
        heads |= dict.fromkeys(ways, "class")
    return heads | dict.fromkeys(_full_councils(), "council")


@cache
def _heads() -> re.Pattern[str]:
    """Every head at the start of a word; "Tổ chức" and "Tổ quốc" are no teams."""
    return re.compile(rf"\b(?<![-/&])(?:{trie(_kinds())})(?!\w)(?!(?<=Tổ)\s+(?:chức|quốc|hợp|dân))")


@cache
def _ends(of: tuple[str, ...]) -> re.Pattern[str]:
    """What ends a name in small letters."""
    words = []
    for row in table("name_ends"):
        if row["of"] in of:
            others = "|".join(re.escape(word) for word in row["except_before"].split(", ") if word)
            words.append(row["word"] + (rf"(?!\s+(?:{others})(?!\w))" if others else ""))
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)")


@cache
def _acts() -> re.Pattern[str]:
    """Verbs of duties: a name does not go on with one in small letters."""
    words = sorted((row["verb"] for row in table("verbs") if " " in row["verb"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def trie(names: Iterable[str]) -> str:
    """A regular expression that matches any of `names`, longest first, branching letter by letter."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = root
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}

    def pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = []
        for letter, below in sorted(node.items()):
            if letter:
                branches.append(
                    (r"\s+" if letter == " " else "[-–]" if letter == "-" else re.escape(letter)) + pattern(below)
                )
        inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
        if "" not in node or not branches:
            return inner
        return f"(?:{inner})?"

    return pattern(root)
