"""References to legal and administrative acts in one plain string.

Guaranteed for every string: nothing is raised, the same text gives the same references, they are
sorted by place, and two of them overlap only where the inner one stands in the outer one's title.
The work grows with the length of the text and no faster: every pattern is bounded or possessive.

Number shapes: NĐ 30/2020/NĐ-CP, Phụ lục I (administrative signs and công văn), the law on
normative acts (a year group), the National Assembly's own (QH, UBTVQH) and the Party's (18-NQ/TW).
Names of types, laws and agencies come from ``knowledge/`` (doc_types, laws, signs).
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pipeline.knowledge import table


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


# ---- letters: case and the two ways to place a tone ("hoà", "hòa") do not count

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_OLD_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|kĩ|lí")
_NEW_TONE = dict(zip(["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "kĩ", "lí"],
                     ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "kỹ", "lý"], strict=True))  # fmt: skip


def _fold(text: str) -> str:
    """Lower case, new tone placement, one dash; every character keeps its offset."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _OLD_TONE.sub(lambda m: _NEW_TONE[m[0]], low).replace("–", "-").replace("—", "-")


def _any_of(names: Iterable[str]) -> str:
    """An alternation, longest name first, in which a comma of a name may be missing."""
    folded = sorted({_fold(name) for name in names}, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(",", ",?") for name in folded)


# ---- numbers: 55/QĐ-STTTT, 2662/BTTTT-CTS, 41/2023/QĐ-UBND, 80/2015/QH13, 18-NQ/TW

# A group is capitals, digits and "&" with single small letters between: BNN&PTNT, TTg, NHNN7.
_GROUP = r"[A-ZĐÐƠƯÔÂ](?:[A-ZĐÐƠƯÔÂ0-9&]|(?<=[A-ZĐÐ])[a-zđ](?![a-zđ]))*+"
_NUMBER = re.compile(
    rf"""(?:(?<=[ốỐ])|(?<![\w/.,]))\d{{1,6}}(?:\.\d{{1,2}}|[a-zA-Z])?+
    (?:\s?/\s?(?P<year>(?:19|20)\d\d\s?/?\s?)?{_GROUP}
        (?:\s?[-–‑/]\s?{_GROUP}(?:(?:\s?[-–‑]|[-–‑]\s?){_GROUP})*+)?+
      |\s?(?P<party>[-–‑])\s?{_GROUP}(?:\s?/\s?{_GROUP}(?:[-–‑]{_GROUP})*+)?+)
    (?!\w|/\w)""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_CODE_GROUP = re.compile(rf"[{_UPPER}Ð][\w&]*")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d{1,2}")
_SAYS_NUMBER = re.compile(r"(?i:(?<!\w)(?:số hiệu|ký hiệu|số/ký hiệu)|số)\s?:?\s?$|:\s?$")

# "ngày 04/4/2008", ", Ngày 01/6/2020", "ngày 25 tháng 10 năm 2017"
_DATE = re.compile(
    r"\s?,?\s?\(?(?i:ngày)\s?(\d{1,2})(?:\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})"
    r"|\s(?i:tháng)\s(\d{1,2})\s?,?\s(?i:năm)\s(\d{4}))(?!\d)"
)


def _iso(found: re.Match[str] | None) -> str | None:
    """The date as YYYY-MM-DD; None where the calendar has no such day."""
    try:
        return date(int(found[4] or found[6]), int(found[3] or found[5]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None


# ---- types and agencies

_TYPES = {_fold(row["name"]): row["name"].lower() for row in table("doc_types")}
_TYPE_WORDS = max(name.count(" ") for name in _TYPES) + 1
_TYPE_OF_CODE = {r["abbreviation"].upper(): r["name"].lower() for r in table("doc_types") if r["abbreviation"]}
_NORMATIVE = {row["name"].lower() for row in table("doc_types") if "normative" in row["class"]}
_SIGNS = {row["abbreviation"].upper(): row for row in table("signs")}
_CENTRAL = re.compile(f"(?:{_any_of(r['agency'] for r in table('signs') if r['level'] == 'central')})(?!\\w)")
_LOCAL_NAMES = [r["agency"] for r in table("signs") if r["level"] in ("local", "party")] + ["UBND", "HĐND"]
_LOCAL = re.compile(f"(?:{_any_of(_LOCAL_NAMES)})(?!\\w)")

# Words that begin a title, or go on with the sentence: an issuer or a law's name ends before them.
_STOP = (
    r"(?:(?i:về|v/v|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|thành lập|phê duyệt|công bố|giao|phân (?:bổ|công|cấp)"
    r"|triển khai|thực hiện|thay thế|bãi bỏ|đã|được|và|hoặc|để|cho|tại|trên|trong|theo|là|có|do|bởi|khi|thì|với|đến"
    r"|nếu|phải|này|nêu|còn|kèm theo|thông qua|quyết định|đề nghị|kiện toàn|điều chỉnh|chấp thuận|xác nhận"
    r"|bổ nhiệm|hợp nhất|sáp nhập|chuyển|đổi|sắp xếp|tiếp tục|đẩy mạnh|tăng cường|nâng cao|phát động|xử (?:lý|phạt)"
    r"|hết hiệu lực|hiện hành|đối với|ngày|năm|số|như|nhằm|không|các|của|từ|trừ|trước|sau|gồm|bao gồm|yêu cầu"
    r"|chỉ đạo|trả lời|công nhận|cấp|nghị (?:định|quyết)|thông (?:tư|báo)|chỉ thị|công (?:văn|điện)|kế hoạch"
    r"|kết luận|báo cáo|tờ trình|văn bản|căn cứ|pháp lệnh|hiến pháp|bộ luật)|Luật|LUẬT)(?!\w)"
)
_WORD = r"[^\W\d_]++(?:&[^\W\d_]++)?(?!\w)"
_BODY = r"(?:Bộ|Ủy ban|Ban|Tòa|Viện|Ngân hàng|Thanh tra|Văn phòng|Hội|Tổng|Sở|UBND|HĐND|Chủ tịch|Giám đốc|Thủ tướng)\s"
# "của Chính phủ"; a meeting of the Party stands without "của"
_OF = re.compile(r"\s?,?\s(?i:của)\s|\s(?=Hội nghị lần thứ )")
_JOINT = re.compile(r"(?i:các\s|liên\s)++")
_POST = re.compile(
    r"(?i:(?:bộ trưởng(?:, chủ nhiệm)?|(?:phó )?(?:tổng )?giám đốc|(?:phó )?chủ tịch(?! nước)|chủ nhiệm|thống đốc"
    r"|tổng thanh tra|chánh (?:án|thanh tra|văn phòng)|viện trưởng|(?:tổng )?cục trưởng|hiệu trưởng|trưởng ban"
    r"|bí thư|ban (?:thường vụ|chấp hành)|thường trực|đảng ủy)\s)(?=\w)"
)
_PLACE = re.compile(
    r"(?:\s(?i:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|cấp (?:tỉnh|huyện|xã))(?!\w))*+"
    rf"(?:\s(?!{_STOP})[{_UPPER}]\w*+){{0,4}}+"
)
_NAME = re.compile(
    rf"(?!{_STOP})[{_UPPER}]\w*+(?:\s(?!{_STOP}){_WORD}|\s(?:và|-|–)\s(?!{_BODY}|{_STOP})(?=[{_UPPER}]){_WORD}){{0,11}}+"
)
_TERM = re.compile(r"(?:\s(?i:khóa|khoá)\s(?:[IVX]+|\d+)(?!\w))?")
_AND_BODY = re.compile(rf"(?:,| và| -)\s(?={_BODY})")


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where ``pattern`` ends if it stands at ``at``, else ``at``."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _body_end(text: str, folded: str, at: int) -> int:
    """Where the name of the agency or office at ``at`` ends; ``at`` itself where none begins."""
    post = _after(_POST, text, at)
    end = _after(_CENTRAL, folded, post)
    if end == post:
        named = _LOCAL.match(folded, post) or _NAME.match(text, post)
        end = _after(_PLACE, text, named.end()) if named else post
    return _after(_TERM, text, end) if end > post else at


def _issuer(text: str, folded: str, at: int, joint: bool) -> tuple[str | None, int]:
    """The agency printed after "của" and where it ends."""
    first = _after(_OF, text, at)
    start = _after(_JOINT, text, first)
    end = _body_end(text, folded, start)
    if first == at or end == start:
        return None, at
    for _ in range(6 if joint or start > first else 0):
        more = _after(_AND_BODY, text, end)
        further = _body_end(text, folded, more)
        end = further if further > more > end else end
    return text[first:end], end


def _groups(code: str) -> list[str]:
    return [group.upper().replace("Ð", "Đ") for group in _CODE_GROUP.findall(code)]


def _sign_type(groups: list[str]) -> str | None:
    """QĐ -> quyết định; an agency in the first place makes a công văn; QH13 alone decides nothing."""
    if groups[0] in _TYPE_OF_CODE or _ASSEMBLY.fullmatch(groups[0]):
        return _TYPE_OF_CODE.get(groups[0])
    return "công văn" if len(groups) > 1 else None


def _sign_issuer(groups: list[str]) -> str | None:
    """The agencies of the sign, where every one of them is named by its code alone."""
    rows = [_SIGNS.get(group.rstrip("0123456789")) for group in groups[groups[0] in _TYPE_OF_CODE :]]
    rows = rows if groups[0] in _TYPE_OF_CODE else rows[:1]
    names = [row["agency"] for row in rows if row and row["level"] == "central"]
    return "; ".join(names) if rows and len(names) == len(rows) else None


def _type_before(text: str, at: int) -> tuple[str | None, int, bool]:
    """The type word before ``at``, where it (or "số") starts, and whether "số" was printed."""
    head = text[max(0, at - 48) : at]
    says = _SAYS_NUMBER.search(head, max(0, len(head) - 14))
    words = (head[: says.start()] if says else head).rstrip(" ,(").split(" ")
    for count in range(min(_TYPE_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:]).lstrip("(“\"'[")
        if kind := _TYPES.get(_fold(name)):
            return kind, at - len(head) + len(" ".join(words)) - len(name), says is not None
    return None, at - len(head) + says.start() if says and says[0][0] in "sSkK" else at, says is not None


def _is_sign(found: re.Match[str], kind: str | None, says_number: bool) -> bool:
    """Whether the shape is a sign: a loose one ("26/CP", "A5-TT3") needs a type and "số" before it."""
    groups = _groups(found[0])
    assembly = bool(_ASSEMBLY.fullmatch(groups[0]))
    known = groups[0] in _TYPE_OF_CODE or groups[0] in _SIGNS or assembly
    if found["party"]:
        whole = "/" in found[0] and (known or kind is not None)
    else:
        whole = (len(groups) > 1 and len(groups[-1]) > 1) or (bool(found["year"]) and assembly)
    return (whole and (known or kind is not None or len(groups[0]) > 2)) or (kind is not None and says_number)


def _numbered(text: str, folded: str, laws: list[Reference]) -> Iterator[Reference]:
    """ "Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ"; a list of numbers shares its type word."""
    named = [law for law in laws if law.role != "amends"]
    last_end, last_type, starts = -1, None, [law.start for law in named]
    for found in _NUMBER.finditer(text):
        if before := bisect(starts, found.start()):
            law_end = named[before - 1].end
            last_end, last_type = (law_end, "luật") if law_end > last_end else (last_end, last_type)
        kind, start, says_number = _type_before(text, found.start())
        if last_end > found.start() or not _is_sign(found, kind, says_number):
            continue
        groups = _groups(found[0])
        if kind is None and 0 <= last_end <= start and text[last_end:start].strip() in ("", ",", "và", ";"):
            kind = _sign_type(groups) or last_type
        last_type = kind or _sign_type(groups)
        day, issuer, last_end = _tail(text, folded, found.end(), len(groups) > 2)
        code = _SPACE.sub("", found[0])
        yield Reference(start, last_end, code, last_type, day, issuer or _sign_issuer(groups))


def _tail(text: str, folded: str, at: int, joint: bool = False) -> tuple[str | None, str | None, int]:
    """Date and issuer after a number or a name, in either order, and where they end."""
    day = _DATE.match(text, at)
    issuer, end = _issuer(text, folded, day.end() if day else at, joint)
    if not day and issuer and (day := _DATE.match(text, end)):
        end = day.end()
    return _iso(day), issuer, end


# ---- laws by name

_LAW_WORD = re.compile(
    r"(?<!\w)(?:(?:[Bb]ộ |BỘ )?(?:[Ll]uật|LUẬT)|[Pp]háp lệnh|PHÁP LỆNH|[Hh]iến pháp|HIẾN PHÁP)(?!\w)"
)
_LAW_LETTERS = ("UẬT", "áp lệnh", "ÁP LỆNH", "iến pháp", "IẾN PHÁP")
# "pháp luật", "kỷ luật lao động", "Trường Đại học Luật", "Công ty Luật ...": no law is named
_NOT_A_LAW = re.compile(r"(?i:pháp|kỷ|kỉ|quy|đạo|đại học|khoa|ngành|trường|viện|hội|công ty|cử nhân|văn phòng)\s$")
_LAW_NAME = re.compile(f"(?:{_any_of(row['name'] for row in table('laws'))})(?!\\w)")
_LAW_OF_NUMBER = {row["number"]: _fold(row["name"]) for row in table("laws") if row["number"]}
# A law that the table lacks: from its capital to the first word that goes on with the sentence
_OPEN_NAME = re.compile(rf"\s(?!{_STOP})[{_UPPER}]\w*+(?:&\w++)?(?:\s(?!{_STOP}){_WORD}){{0,9}}+")
_AMENDING = re.compile(
    r"(?:luật|pháp lệnh)\ssửa đổi(?:,| và)?(?:\sbổ sung)?(?:(?:\s(?:một số|các|số))?\s(?:điều|khoản|nội dung|quy định)"
    r"(?:\s\d+)?)?(?:\s(?:của|tại)\s(?:các\s)?)?"
)
_NEXT_LAW = re.compile(r"(?:,| và|, và|;)\s(?=(?:bộ luật|luật|pháp lệnh)\s(?!số))")
_OWN_NUMBER = re.compile(r"(?:,?\s(?i:của quốc hội))?,?\s?\(?(?i:(?:luật )?số)\s?:?\s?(?=\d)|\s(?=\d)")
_OWN_YEAR = re.compile(r"\s?(?:\((?i:sửa đổi|hợp nhất)\)\s?)?(?:,?\s?(?i:năm)\s|\s)\(?(?:19|20)\d\d(?![\w/.])")
_SELF = re.compile(r"\s(?i:này)(?!\w)")


def _law_end(text: str, folded: str, start: int, word_end: int) -> int:
    """Where the name of the law that starts at ``start`` ends; ``start`` itself where no law is named."""
    if (end := _after(_LAW_NAME, folded, start)) > start:
        return end
    spoken = not text[start].isupper() or text[start:word_end].isupper() or folded.startswith("hiến pháp", start)
    end = word_end if spoken else _after(_OPEN_NAME, text, word_end)
    return end if end > word_end else start


def _law(text: str, folded: str, start: int, name_end: int, alone: bool = True) -> Reference:
    """The law named in ``text[start:name_end]`` with its number and, if ``alone``, year, date and issuer."""
    end, code, day, issuer = name_end, None, None, None
    says = _OWN_NUMBER.match(text, end)
    if says and (found := _NUMBER.match(text, says.end())) and _is_sign(found, "luật", True):
        end, code = found.end(), _SPACE.sub("", found[0])
    elif alone:
        end = _after(_OWN_YEAR, text, end)
    if alone:
        day, issuer, end = _tail(text, folded, end)
    issuer = issuer or (_sign_issuer(_groups(code)) if code else None)
    kind = _LAW_WORD.match(folded, start)
    return Reference(start, end, code, kind[0] if kind else "luật", day, issuer, text[start:name_end])


def _amended(text: str, folded: str, at: int) -> list[Reference]:
    """The laws named in the title of an amending law, up to the first thing that is no law."""
    laws: list[Reference] = []
    while word := _LAW_WORD.match(text, at):
        if (name_end := _law_end(text, folded, at, word.end())) == at:
            break
        laws.append(_law(text, folded, at, name_end, alone=False)._replace(role="amends"))
        at = _after(_NEXT_LAW, folded, laws[-1].end)
        if at == laws[-1].end:
            break
    return laws


def _amending(text: str, folded: str, head: re.Match[str]) -> list[Reference]:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số ...": the law, then those it amends.

    The number after the last name is the amending law's own, unless the table knows it as the
    last law's or the laws before it carry numbers too.
    """
    start, inner = head.start(), _amended(text, folded, head.end())
    if not inner:
        return [_law(text, folded, start, start + len(head[0].rstrip()))]
    last, title = inner[-1], inner[-1].title or ""
    if last.code and (any(law.code for law in inner[:-1]) or _LAW_OF_NUMBER.get(last.code) == _fold(title)):
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
        else:
            name_end = _law_end(text, folded, start, word.end())
            if name_end == start or _SELF.match(text, name_end):
                continue
            acts = [_law(text, folded, start, name_end)]
        yield from acts
        done = acts[0].end


# ---- articles: "điểm a, b, c khoản 1 Điều 25 Luật Bưu chính"

_LETTERS = r"[a-zđ]\d?(?!\w)(?:(?:,\s?|\svà\s|;\s|\shoặc\s)[a-zđ]\d?(?!\w))*+"
_NUMBERS = r"\d{1,3}[a-zđ]?(?!\w)(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s)\d{1,3}[a-zđ]?(?![\w/]))*+"
_UNIT = rf"(?:[Cc]ác\s)?(?:[Đđ]iểm\s{_LETTERS}|(?:[Kk]hoản|[Đđ]iều)\s{_NUMBERS})"
_CHAIN = re.compile(
    rf"(?<!\w){_UNIT}(?:(?:,|;)?\s(?:và\s|của\s|tại\s|hoặc\s|đến\s)?{_UNIT}){{0,11}}+"
    r"(?:\s(?:của|tại|trong|thuộc))?(?:\s(?:Quy chế|Quy định|Điều lệ|Phụ lục|Danh mục)(?:\s[\w,-]+){0,20}?\skèm theo)?\s"
)
_PART = re.compile(rf"([Đđ]iểm|[Kk]hoản|[Đđ]iều)\s({_LETTERS}|{_NUMBERS})")
_ITEM = re.compile(r"(?<!\w)(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)(?!\w)")


def _articles(chain: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Article, clause and points of a chain; lists keep the printed order ("5, 6")."""
    items: dict[str, dict[str, None]] = {"điểm": {}, "khoản": {}, "điều": {}}
    for word, numbers in _PART.findall(chain):
        items[word.lower()].update(dict.fromkeys(_ITEM.findall(numbers)))
    return ", ".join(items["điều"]) or None, ", ".join(items["khoản"]) or None, tuple(items["điểm"])


# ---- roles, from the words around an act in the same sentence

# "thay thế Quyết định số ...", "bãi bỏ các quy định tại Nghị định số ...", but not "... theo quy định tại Luật ..."
_ELSE = r"(?![^.;]*(?i:theo|giấy phép|hồ sơ|đối với|thi hành|hướng dẫn|chi tiết|\sthì\s|(?<!các )(?<!số )quy định (?:tại|của)))"
_REPLACES = re.compile(
    rf"(?i:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực)(?![^.;]*(?i:cụm từ|một số)){_ELSE}[^.;]{{0,60}}$"
)
_EXPIRES = re.compile(r"(?![^(]*\))[^.;]{0,300}?hết hiệu lực")
# "sửa đổi, bổ sung một số điều của Nghị định số ..."; to abolish a part is to amend
_AMENDS = re.compile(rf"(?:(?i:sửa đổi|đính chính|thay thế|bãi bỏ)|(?:^|\W\s)Bổ sung){_ELSE}[^.;]{{0,140}}$")
# "được sửa đổi, bổ sung bởi Luật số ...": the act cited is the one that amends
_PASSIVE = re.compile(r"(?i:được|bị)\s(?i:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính)[^.;:]*$")
_ATTACHED = re.compile(
    r"(?:(?:^|[(\[“]\s?)(?i:ban hành )?(?i:kèm theo)|(?:Ban hành|BAN HÀNH) (?i:kèm theo)|Kèm theo)\s$"
)
_AND_THEN = re.compile(r"(?:^|[;,]|\svà|\shoặc)\s?$")


def _role(lead: str, tail: str, part: bool) -> str:
    """What the sentence does with the act, or a ``part`` of it, between ``lead`` and ``tail``."""
    lead = lead[lead.rfind(". ") + 1 :]
    if _PASSIVE.search(lead):
        return "cites"
    if _REPLACES.search(lead) or _EXPIRES.match(tail):
        return "amends" if part else "replaces"
    if _AMENDS.search(lead):
        return "amends"
    return "attached_to" if _ATTACHED.search(lead) else "cites"


def _with_context(text: str, acts: list[Reference]) -> list[Reference]:
    """The acts with the articles before them and their roles; what is said of one holds for its list."""
    chains = {chain.end(): chain.start() for chain in _CHAIN.finditer(text)}
    outer = sorted(act for act in acts if act.role != "amends")
    found = [act for act in acts if act.role == "amends"]
    previous = Reference(0, 0)
    for act, following in zip(outer, [*(act.start for act in outer[1:]), len(text)], strict=True):
        start = max(chains.get(act.start, act.start), previous.end)
        article, clause, points = _articles(text[start : act.start])
        lead = text[max(previous.end, start - 200) : start]
        role = _role(lead, text[act.end : min(act.end + 400, following)], article is not None)
        if role == "cites" and _AND_THEN.search(lead) and ". " not in lead and act.type in _NORMATIVE:
            if previous.role == "replaces" or (previous.role == "amends" and len(lead) < 6):
                role = previous.role
        previous = act._replace(start=start, article=article, clause=clause, points=points, role=role)
        found.append(previous)
    found.sort(key=lambda act: (act.start, -act.end))
    for i in range(len(found) - 2, -1, -1):  # "A và B hết hiệu lực"
        gap = text[found[i].end : found[i + 1].start]
        if found[i].role == "cites" and found[i + 1].role == "replaces" and gap in (" và ", ", ", "; "):
            found[i] = found[i]._replace(role="replaces")
    return found


# ---- the whole

_HOLDS_NUMBER = re.compile(r"\d[a-zA-Z]?\s?[/–‑-]\s?(?:\d{4}\s?/?\s?)?[A-ZĐÐ]")


def find(text: str) -> list[Reference]:
    """Every act cited in ``text``, in order; offsets are into ``text``.

    A list of articles is joined in printed order ("5, 6"). ``basis`` is never a role here: only
    the caller knows which lines are căn cứ lines.
    """
    has_law = text.count("uật") > text.count("háp luật") or any(name in text for name in _LAW_LETTERS)
    has_number = ("/" in text or "-" in text) and _HOLDS_NUMBER.search(text) is not None
    if not has_law and not has_number:
        return []
    folded = _fold(text)
    acts = list(_laws(text, folded)) if has_law else []
    acts += list(_numbered(text, folded, acts)) if has_number else []
    return _with_context(text, acts) if acts else []
