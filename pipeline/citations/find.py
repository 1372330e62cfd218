"""References to legal and administrative acts in one plain string.

Guaranteed for every string: nothing is raised, the same text gives the same references, they are sorted by place,
and two of them overlap only where the inner one stands in the outer one's title. Every pattern is bounded or
possessive: the work grows with the length of the text and no faster. Number shapes: NĐ 30/2020/NĐ-CP, Phụ lục I,
the law on normative acts (a year group), the National Assembly's own (QH, UBTVQH), the Party's (18-NQ/TW). Names
come from the tables doc_types, laws, signs and posts.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ..knowledge import table
from ..language.letters import fold
from ..language.levels import one_of
from ..language.patterns import alternation
from ..names.types import counting


class Reference(NamedTuple):
    """One cited act; ``text[start:end]`` is what was printed, from its first word to its last."""

    start: int
    end: int
    code: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    article: str | None = None
    clause: str | None = None
    points: tuple[str, ...] = ()
    role: str = "cites"


_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))


def _names(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names in folded text, the longest first; a comma of a name may be missing."""
    folded = sorted({fold(name) for name in names}, key=lambda name: (-len(name), name))
    return re.compile(f"(?:{'|'.join(map(re.escape, folded)).replace(',', ',?')})(?!\\w)")


# 55/QĐ-STTTT, 2662/BTTTT-CTS, 41/2023/QĐ-UBND, 80/2015/QH13, 18-NQ/TW. A group is capitals, digits and "&" with
# single small letters between: BNN&PTNT, TTg, NHNN7.
_GROUP = r"[A-ZĐÐƠƯÔÂ](?>(?:[A-ZĐÐƠƯÔÂ0-9&]|(?<=[A-ZĐÐ])[a-zđ](?![a-zđ]))*)"
_NUMBER = re.compile(
    rf"""(?:(?<=[ốỐ])|(?<![\w/.,]))(\d{{1,6}}(?>(?:\.\d{{1,2}}|[a-zA-Z])?))
    (?:\s?/\s?(?P<year>(?:19|20)\d\d\s?/?\s?)?{_GROUP}
        (?>(?:\s?[-–‑/]\s?{_GROUP}(?>(?:(?:\s?[-–‑]|[-–‑]\s?){_GROUP})*))?)
      |\s?(?P<party>[-–‑])\s?{_GROUP}(?>(?:\s?/\s?{_GROUP}(?>(?:[-–‑]{_GROUP})*))?))
    (?!\w|/\w)""",
    re.VERBOSE,
)
_CODE_GROUP = re.compile(rf"[{_UPPER}Ð][\w&]*")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d{1,2}")
_SAYS_NUMBER = re.compile(r"(?i:(?<!\w)(?:số hiệu|ký hiệu|số/ký hiệu)|số)\s?:?\s?$|:\s?$")
# "ngày 04/4/2008", ", Ngày 01/6/2020", "ngày 25 tháng 10 năm 2017"
_DATE = re.compile(
    r"\s?,?\s?\(?(?i:ngày)\s?(\d{1,2})(?:\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})"
    r"|\s(?i:tháng)\s(\d{1,2})\s?,?\s(?i:năm)\s(\d{4}))(?!\d)"
)
_KINDS, _AGENCIES = table("doc_types"), table("signs")
_TYPES = {fold(kind["name"]): kind["name"].lower() for kind in _KINDS}
_TYPE_WORDS = max(name.count(" ") for name in _TYPES) + 1
_TYPE_OF_CODE = {kind["abbreviation"].upper(): kind["name"].lower() for kind in _KINDS if kind["abbreviation"]}
_NORMATIVE = {kind["name"].lower() for kind in _KINDS if "normative" in kind["class"]}
_AGENCY_OF_CODE = {row["abbreviation"].upper(): row["agency"] for row in _AGENCIES if row["level"] == "central"}
_CODES = {*_TYPE_OF_CODE, *(row["abbreviation"].upper() for row in _AGENCIES)}
_CENTRAL = _names(_AGENCY_OF_CODE.values())
_LOCAL = _names(["UBND", "HĐND", *(row["agency"] for row in _AGENCIES if row["level"] in ("local", "party"))])
_POST = re.compile(_names(["Bộ trưởng, Chủ nhiệm", *(row["post"] for row in table("posts"))]).pattern + r"\s(?=\w)")
# Words that begin a title, or go on with the sentence: an issuer or a law's name ends before them.
_STOP = (
    r"(?:(?i:về|v/v|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|thành lập|phê duyệt|công bố|giao|phân công|phân bổ"
    r"|phân cấp|triển khai|thực hiện|thay thế|bãi bỏ|đã|được|và|hoặc|để|cho|tại|trên|trong|theo|là|có|do|bởi|khi|thì"
    r"|với|đến|nếu|phải|này|nêu|còn|kèm theo|kể|thông qua|quyết định|đề nghị|kiện toàn|điều chỉnh|chấp thuận|xác nhận"
    r"|bổ nhiệm|hợp nhất|sáp nhập|chuyển|đổi|sắp xếp|tiếp tục|đẩy mạnh|tăng cường|nâng cao|phát động|xử lý|xử phạt"
    r"|hết hiệu lực|hiện hành|đối với|ngày|năm|số|như|nhằm|không|các|của|từ|trừ|trước|sau|gồm|bao gồm|yêu cầu|chỉ đạo"
    r"|trả lời|công nhận|cấp|nghị định|nghị quyết|thông tư|thông báo|chỉ thị|công văn|công điện|kế hoạch|kết luận"
    r"|báo cáo|tờ trình|văn bản|căn cứ|pháp lệnh|hiến pháp|bộ luật)|Luật|LUẬT)(?!\w)"
)
_WORD = r"[^\W\d_]++(?:&[^\W\d_]++)?(?!\w)"
_BODY = rf"{alternation(counting('issuer'))}\s"
# "của Chính phủ", "của liên Bộ ..."; a meeting of the Party stands without "của"
_OF = re.compile(r"\s?,?\s(?i:của)\s((?i:các|liên)\s)?|\s(?=Hội nghị lần thứ )")
_LEVEL = rf"(?i:{one_of('act')}|cấp (?:tỉnh|huyện|xã))"
_PLACE = re.compile(rf"(?>(?:\s{_LEVEL}(?!\w))*)(?>(?:\s(?!{_STOP})[{_UPPER}]\w*+){{0,4}})")
_NEXT = rf"\s(?!{_STOP}){_WORD}|\s(?:và|-|–)\s(?!{_BODY}|{_STOP})(?=[{_UPPER}]){_WORD}"
_NAME = re.compile(rf"(?!{_STOP})[{_UPPER}]\w*+(?>(?:{_NEXT}){{0,11}})")
_TERM = re.compile(r"(?:\s(?i:khóa|khoá)\s(?:[IVX]+|\d+)(?!\w))?")
_AND_BODY = re.compile(rf"(?:,| và| -)\s(?={_BODY})")


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where ``pattern`` ends if it stands at ``at``, else ``at``."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _body_end(text: str, folded: str, at: int) -> int:
    """Where the name of the agency or office at ``at`` ends; ``at`` itself where none begins."""
    post = at if _CENTRAL.match(folded, at) else _after(_POST, folded, at)
    end = _after(_CENTRAL, folded, post)
    if end == post and (named := _LOCAL.match(folded, post) or _NAME.match(text, post)):
        end = _after(_PLACE, text, named.end())
    return _after(_TERM, text, end) if end > post else at


def _issuer(text: str, folded: str, at: int, joint: bool) -> tuple[str | None, int]:
    """The agency printed after "của", or several of a joint act, and where the last one ends."""
    of = _OF.match(text, at)
    end = _body_end(text, folded, of.end()) if of else at
    if not of or end == of.end():
        return None, at
    for _ in range(6 if joint or of[1] else 0):
        more = _after(_AND_BODY, text, end)
        further = _body_end(text, folded, more)
        end = further if further > more > end else end
    return text[of.end() - len(of[1] or "") : end], end


def _type_before(text: str, at: int) -> tuple[str | None, int, bool]:
    """The type word before ``at``, where it (or "số") starts, and whether "số" was printed."""
    head = text[max(0, at - 48) : at]
    says = _SAYS_NUMBER.search(head, max(0, len(head) - 14))
    words = (head[: says.start()] if says else head).rstrip(" ,(").split(" ")
    for count in range(min(_TYPE_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:]).lstrip("(“\"'[")
        if kind := _TYPES.get(fold(name)):
            return kind, at - len(head) + len(" ".join(words)) - len(name), says is not None
    return None, at - len(head) + says.start() if says and says[0][0] in "sSkK" else at, says is not None


def _sign(found: re.Match[str], start: int, kind: str | None, says_number: bool) -> Reference | None:
    """The act of a number: QĐ makes a quyết định, an agency a công văn; a loose "26/CP" needs its type and "số"."""
    groups = [group.upper().replace("Ð", "Đ") for group in _CODE_GROUP.findall(found[0], len(found[1]))]
    assembly = _ASSEMBLY.fullmatch(groups[0]) is not None
    known = groups[0] in _CODES or kind is not None or (len(groups[0]) > 2 and not found["party"])
    whole = "/" in found[0] and len(groups) > 1 < len(groups[-1])
    if not (known and whole) and not (assembly and found["year"]) and not (kind and says_number):
        return None
    typed = _TYPE_OF_CODE.get(groups[0])
    own = typed or ("công văn" if len(groups) > 1 and not assembly else None)
    names = [_AGENCY_OF_CODE.get(g.rstrip("0123456789")) for g in (groups[1:] if typed else groups[:1])]
    issuer = "; ".join(filter(None, names)) if all(names) else ""
    return Reference(start, found.end(), "".join(found[0].split()), kind or own, None, issuer or None)


def _tail(text: str, folded: str, at: int, joint: bool = False) -> tuple[str | None, str | None, int]:
    """The date (None where the calendar has no such day) and the issuer at ``at``, in either order, and their end."""
    day, iso = _DATE.match(text, at), None
    issuer, end = _issuer(text, folded, day.end() if day else at, joint)
    if not day and issuer and (day := _DATE.match(text, end)):
        end = day.end()
    if day:
        with suppress(ValueError):
            iso = date(int(day[4] or day[6]), int(day[3] or day[5]), int(day[1])).isoformat()
    return iso, issuer, end


def _numbered(text: str, folded: str, laws: list[Reference]) -> Iterator[Reference]:
    """ "Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ"; a list of numbers shares its type word."""
    named = [law for law in laws if law.role != "amends"]
    starts, last = [law.start for law in named], Reference(-1, -1)
    for found in _NUMBER.finditer(text):
        if (before := bisect(starts, found.start())) and named[before - 1].end > last.end:
            last = named[before - 1]
        kind, start, says_number = _type_before(text, found.start())
        if last.end > found.start() or not (act := _sign(found, start, kind, says_number)):
            continue
        if kind is None and last.type and text[last.end : start].strip() in ("", ",", "và", ";"):
            act = act._replace(type=act.type or last.type)
        day, issuer, end = _tail(text, folded, act.end, act.type is not None and "liên" in act.type)
        last = act._replace(end=end, date=day, issuer=issuer or act.issuer)
        yield last


_LAW_WORD = re.compile(r"(?<!\w)(?:(?:[Bb]ộ |BỘ )?(?:[Ll]uật|LUẬT)|[Pp]háp lệnh|PHÁP LỆNH|[Hh]iến pháp)(?!\w)")
# "pháp luật", "kỷ luật lao động", "Trường Đại học Luật", "Công ty Luật ...": no law is named
_NOT_A_LAW = re.compile(r"(?i:pháp|kỷ|kỉ|quy|đạo|học|khoa|ngành|trường|viện|hội|công ty|cử nhân|phòng)\s$")
_LAW_NAME = _names(row["name"] for row in table("laws"))
_LAW_OF_NUMBER = {row["number"]: fold(row["name"]) for row in table("laws") if row["number"]}
# A law that the table lacks: from its capital to the first word that goes on with the sentence
_OPEN_NAME = re.compile(
    rf"(?:Luật|Bộ luật|Pháp lệnh)\s(?!{_STOP})(?=[{_UPPER}]){_WORD}(?>(?:\s(?!{_STOP}){_WORD}){{0,9}})"
)
_AMENDING = re.compile(
    r"(?:luật|pháp lệnh)\ssửa đổi(?:,| và)?(?:\sbổ sung)?"
    r"(?:(?:\s(?:một số|các|số))?\s(?:điều|khoản|nội dung|quy định)(?:\s\d+)?)?(?:\s(?:của|tại)\s(?:các\s)?)?"
)
_NEXT_LAW = re.compile(r"(?:,| và|, và|;)\s(?=(?:bộ luật|luật|pháp lệnh)\s(?!số))")
_OWN_NUMBER = re.compile(r"(?:,?\s(?i:của quốc hội))?,?\s?\(?(?i:(?:luật )?số)\s?:?\s?(?=\d)|\s(?=\d)")
_OWN_YEAR = re.compile(r"\s?(?:\((?i:sửa đổi)\)\s?)?(?:,?\s?(?i:năm)\s|\s)\(?(?:19|20)\d\d(?!\w|[/.]\d)")
_SELF = re.compile(r"\s(?i:này)(?!\w)")


def _law_end(text: str, folded: str, at: int) -> int:
    """Where the name of the law at ``at`` ends; ``at`` itself where no law is named."""
    named = _LAW_NAME.match(folded, at) or _OPEN_NAME.match(text, at)
    return named.end() if named and not _SELF.match(text, named.end()) else at


def _law(text: str, folded: str, start: int, name_end: int, alone: bool = True) -> Reference:
    """The law named in ``text[start:name_end]`` with its number and, if ``alone``, year, date and issuer."""
    word, says = _LAW_WORD.match(text, start), _OWN_NUMBER.match(text, name_end)
    kind = word[0].lower() if word else "luật"
    found = _NUMBER.match(text, says.end()) if says else None
    law = (_sign(found, start, kind, True) if found else None) or Reference(start, name_end, type=kind)
    law = law._replace(title=text[start:name_end])
    if not alone:
        return law
    end = law.end if law.code else _after(_OWN_YEAR, text, name_end)
    day, issuer, end = _tail(text, folded, end)
    return law._replace(end=end, date=day, issuer=issuer or law.issuer)


def _amended(text: str, folded: str, at: int) -> Iterator[Reference]:
    """The laws named in the title of an amending law, up to the first thing that is no law."""
    while (name_end := _law_end(text, folded, at)) > at:
        law = _law(text, folded, at, name_end, alone=False)
        yield law._replace(role="amends")
        more = _NEXT_LAW.match(folded, law.end)
        at = more.end() if more else len(text)


def _amending(text: str, folded: str, head: re.Match[str]) -> list[Reference]:
    """The law of "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số ...", then those that it amends."""
    # The last number is the amending law's own, unless it is known as B's or the laws before B carry numbers too.
    start, inner = head.start(), list(_amended(text, folded, head.end()))
    if not inner:
        return [_law(text, folded, start, start + len(head[0].rstrip()))]
    last, title = inner[-1], inner[-1].title or ""
    if last.code and (any(law.code for law in inner[:-1]) or _LAW_OF_NUMBER.get(last.code) == fold(title)):
        return [Reference(start, last.end, type="luật", title=text[start : last.end]), *inner]
    inner[-1] = last._replace(end=last.start + len(title), code=None, issuer=None)
    return [_law(text, folded, start, inner[-1].end), *inner]


def _laws(text: str, folded: str) -> Iterator[Reference]:
    """Laws by name: "Luật Bưu chính", "Luật Lâm nghiệp số 16/2017/QH14", "Luật Lưu trữ năm 2024"."""
    done = 0
    for word in _LAW_WORD.finditer(text):
        start = word.start()
        if start < done or _NOT_A_LAW.search(text, max(0, start - 10), start):
            continue
        if head := _AMENDING.match(folded, start):
            acts = _amending(text, folded, head)
            done = acts[0].end
            yield from acts
        elif (name_end := _law_end(text, folded, start)) > start:
            yield _law(text, folded, start, name_end)


# "điểm a, b, c khoản 1 Điều 25 Luật Bưu chính", "Điều 5 Quy chế kèm theo Quyết định số ..."
_LETTERS = r"[a-zđ]\d?(?!\w)(?>(?:(?:,\s?|\svà\s|;\s|\shoặc\s)[a-zđ]\d?(?!\w))*)"
_NUMBERS = r"\d{1,3}[a-zđ]?(?!\w)(?>(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s)\d{1,3}[a-zđ]?(?![\w/]))*)"
_UNIT = rf"(?:[Cc]ác\s)?(?:[Đđ]iểm\s{_LETTERS}|(?:[Kk]hoản|[Đđ]iều)\s{_NUMBERS})"
_CHAIN = re.compile(
    rf"(?<!\w){_UNIT}(?>(?:(?:,|;)?\s(?:và\s|của\s|tại\s|hoặc\s|đến\s)?{_UNIT}){{0,29}})"
    r"(?:\s(?:của|tại|trong|thuộc))?(?:\s(?:Quy chế|Quy định|Điều lệ|Phụ lục)(?:\s[\w,-]++){0,20}?\skèm theo)?\s"
)
_PART = re.compile(rf"([Đđ]iểm|[Kk]hoản|[Đđ]iều)\s({_LETTERS}|{_NUMBERS})")
_ITEM = re.compile(r"(?<!\w)(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)(?!\w)")


def _articles(chain: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Article, clause and points of a chain; lists keep the printed order ("5, 6")."""
    items: dict[str, dict[str, None]] = {"điểm": {}, "khoản": {}, "điều": {}}
    for word, numbers in _PART.findall(chain):
        items[word.lower()].update(dict.fromkeys(_ITEM.findall(numbers)))
    return ", ".join(items["điều"]) or None, ", ".join(items["khoản"]) or None, tuple(items["điểm"])


# "thay thế Quyết định số ...", "bãi bỏ các quy định tại ..."; not "thay thế giấy phép theo Luật ..."
_FREE = r"(?<!các )(?<!số )quy định (?:tại|của)"
_ELSE = rf"(?![^.;]*(?i:theo|giấy phép|hồ sơ|đối với|thi hành|thực hiện|hướng dẫn|chi tiết|\sthì\s|{_FREE}))[^.;]"
_REPLACES = re.compile(rf"(?i:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực)(?![^.;]*(?:cụm từ|một số)){_ELSE}{{0,60}}$")
# "Các Quyết định số ... và số ... hết hiệu lực": said of the subject of the sentence, and of each in a list
_EXPIRES = re.compile(r"[^.]{0,400}?hết hiệu lực")
_LISTED = re.compile(r"(?:^|[.;:,]|\svà|\shoặc|\sthì|[Cc]ác)\s?$")
# "sửa đổi, bổ sung một số điều của Nghị định số ..."; to abolish a part is to amend
_AMENDS = re.compile(rf"(?:(?i:sửa đổi|đính chính|thay thế|bãi bỏ)|(?:^|\W\s)Bổ sung){_ELSE}{{0,140}}$")
# "được sửa đổi, bổ sung bởi Luật số ...": the act cited is the one that amends
_PASSIVE = re.compile(r"(?i:được|bị)\s(?i:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính)[^.;:]*$")
_ATTACHED = re.compile(r"(?:(?:^|[(\[“]\s?)(?i:ban hành )?(?i:kèm)|B(?i:an hành kèm)|Kèm)(?i: theo)\s$")


def _role(lead: str, tail: str, part: bool) -> str:
    """What the sentence does with the act, or a ``part`` of it, between ``lead`` and ``tail``."""
    lead = lead[lead.rfind(". ") + 1 :]
    if _PASSIVE.search(lead):
        return "cites"
    if _REPLACES.search(lead) or (_LISTED.search(lead) and _EXPIRES.match(tail)):
        return "amends" if part else "replaces"
    if _AMENDS.search(lead):
        return "amends"
    return "attached_to" if _ATTACHED.search(lead) else "cites"


def _with_context(text: str, acts: list[Reference]) -> list[Reference]:
    """The acts with the articles before them and their roles; what is said of one holds for its list."""
    chains = {chain.end(): chain.start() for chain in _CHAIN.finditer(text)}
    found, previous = [act for act in acts if act.role == "amends"], Reference(0, 0)
    for act in sorted((act for act in acts if act.role != "amends"), key=lambda act: act.start):
        start = max(chains.get(act.start, act.start), previous.end)
        if start >= act.end:
            continue
        article, clause, points = _articles(text[start : act.start])
        lead = text[max(previous.end, start - 200) : start]
        role = _role(lead, text[act.end : act.end + 420], article is not None)
        listed = _LISTED.search(lead) and ". " not in lead and act.type in _NORMATIVE
        if role == "cites" and listed and (previous.role == "replaces" or len(lead) < 6):
            role = "cites" if previous.role == "attached_to" else previous.role
        previous = act._replace(start=start, article=article, clause=clause, points=points, role=role)
        found.append(previous)
    return sorted(found, key=lambda act: (act.start, -act.end))


_RARE = ("UẬT", "áp lệnh", "ÁP LỆNH", "iến pháp")
_HOLDS_NUMBER = re.compile(r"\d[a-zA-Z]?\s?[/–‑-]\s?(?:\d{4}\s?/?\s?)?[A-ZĐÐ]")


def find(text: str) -> list[Reference]:
    """Every act cited in ``text``, in order; offsets are into ``text``.

    Articles are joined in printed order ("5, 6"). To abolish some of them is ``amends``, not ``replaces``; ``basis``
    is never a role here: only the caller knows which lines are căn cứ lines.
    """
    has_law = text.count("uật") > text.count("háp luật") or any(word in text for word in _RARE)
    has_number = ("/" in text or "-" in text) and _HOLDS_NUMBER.search(text) is not None
    if not has_law and not has_number:
        return []
    folded = fold(text)
    acts = list(_laws(text, folded)) if has_law else []
    acts += list(_numbered(text, folded, acts)) if has_number else []
    return _with_context(text, acts) if acts else []
