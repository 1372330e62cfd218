"""References to legal and administrative acts in one plain string.

Guaranteed for every string: nothing is raised, the same text gives the same references, they are
sorted by place, and two of them overlap only where the inner one stands in the outer one's title.
The work grows with the length of the text and no faster: every pattern is bounded or possessive.

Number shapes: NĐ 30/2020/NĐ-CP, Phụ lục I (administrative signs and công văn), the law on
normative acts (a year group), the National Assembly's own (QH, UBTVQH) and the Party's (18-NQ/TW).
Names of types, laws and agencies come from ``knowledge/`` (doc_types, laws, signs).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import table


class Reference(NamedTuple):
    """One cited act; ``text[start:end]`` is what was printed, from its first word to its last."""

    start: int
    end: int
    code: str | None
    type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    article: str | None
    clause: str | None
    points: tuple[str, ...]
    role: str


class _Act(NamedTuple):
    """An act before its articles and its role are known."""

    start: int
    end: int
    code: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    inner: bool = False


# ---- letters: case and the two ways to place a tone ("hoà", "hòa") do not count

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_OLD_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|kĩ|lí")
_NEW_TONE = dict(zip(("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ kĩ lí").split(),
                     ("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy kỹ lý").split(), strict=True))  # fmt: skip


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
    rf"""(?:(?<=[ốỐ])|(?<![\w/.,]))(?P<number>\d{{1,6}}[a-zA-Z]?)
    (?:\s?/\s?(?P<year>(?:19|20)\d\d\s?/\s?)?{_GROUP}
        (?:\s?[-–‑]\s?{_GROUP}(?:(?:\s?[-–‑]|[-–‑]\s?){_GROUP})*+)?+
      |\s?(?P<party>[-–‑])\s?{_GROUP}(?:\s?/\s?{_GROUP}(?:[-–‑]{_GROUP})*+)?+)
    (?!\w|/\d|/[A-ZĐ])""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_CODE_GROUPS = re.compile(rf"[{_UPPER}Ð][\w&]*")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d{1,2}")
_SAYS_NUMBER = re.compile(r"(?i:(?<!\w)(?:số hiệu|ký hiệu|số/ký hiệu)|số)\s?:?\s?(?:/\s?)?$|:\s?$")

# "ngày 04/4/2008", ", Ngày 01/6/2020", "ngày 25 tháng 10 năm 2017"
_DATE = re.compile(
    r"\s?,?\s?\(?(?i:ngày)\s?(\d{1,2})(?:\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})"
    r"|\s(?i:tháng)\s(\d{1,2})\s?,?\s(?i:năm)\s(\d{4}))(?!\d)"
)


def _iso(found: re.Match[str] | None) -> str | None:
    """The date as YYYY-MM-DD; None where the calendar has no such day."""
    if not found:
        return None
    try:
        return date(int(found[4] or found[6]), int(found[3] or found[5]), int(found[1])).isoformat()
    except ValueError:
        return None


# ---- types and agencies

_TYPES = {_fold(row["name"]): row["name"].lower() for row in table("doc_types")}
_TYPE_WORDS = max(name.count(" ") for name in _TYPES) + 1
_TYPE_OF_CODE = {r["abbreviation"].upper(): r["name"].lower() for r in table("doc_types") if r["abbreviation"]}
_SIGNS = {row["abbreviation"].upper(): row for row in table("signs")}
_CENTRAL = re.compile(f"(?:{_any_of(r['agency'] for r in table('signs') if r['level'] == 'central')})(?!\\w)")
_LOCAL_NAMES = [r["agency"] for r in table("signs") if r["level"] in ("local", "party")] + ["UBND", "HĐND"]
_LOCAL = re.compile(f"(?:{_any_of(_LOCAL_NAMES)})(?!\\w)")

# Words that begin a title, or go on with the sentence: an issuer or a law's name ends before them.
_STOP = (
    r"(?i:về|v/v|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|thành lập|phê duyệt|công bố|giao|phân (?:bổ|công|cấp)"
    r"|triển khai|thực hiện|thay thế|bãi bỏ|đã|được|và|hoặc|để|cho|tại|trên|trong|theo|là|có|do|bởi|khi|thì|với|đến"
    r"|nếu|phải|này|nêu|còn|kèm theo|thông qua|quyết định|đề nghị|kiện toàn|điều chỉnh|chấp thuận|xác nhận"
    r"|bổ nhiệm|hợp nhất|sáp nhập|chuyển|đổi|sắp xếp|tiếp tục|đẩy mạnh|tăng cường|nâng cao|phát động|xử (?:lý|phạt)"
    r"|hết hiệu lực|hiện hành|đối với|ngày|năm|số|việc|như|nhằm|không|các|của|từ|trừ|trước|sau|gồm|bao gồm"
    r"|yêu cầu|chỉ đạo|trả lời|công nhận|cấp|kiểm tra|luật|nghị (?:định|quyết)|thông tư|chỉ thị|căn cứ)(?!\w)"
)
_WORD = r"[^\W\d_]++(?!\w)"
_OF = re.compile(r"\s?,?\s(?i:của)\s")
_JOINT = re.compile(r"(?i:các\s|liên\s)++")
_POST = re.compile(
    r"(?i:(?:bộ trưởng|(?:phó )?(?:tổng )?giám đốc|(?:phó )?chủ tịch(?! nước)|chủ nhiệm|tổng thanh tra(?= )|thống đốc"
    r"|chánh (?:án|thanh tra|văn phòng)|viện trưởng|(?:tổng )?cục trưởng|hiệu trưởng|trưởng ban|bí thư"
    r"|ban (?:thường vụ|chấp hành)|thường trực|đảng ủy)\s)(?=\w)"
)
_PLACE = re.compile(
    rf"(?:\s(?i:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|cấp (?:tỉnh|huyện|xã))(?!\w))*+"
    rf"(?:\s(?!{_STOP})[{_UPPER}]\w*+){{0,4}}+"
)
_NAME = re.compile(rf"(?!{_STOP})[{_UPPER}]\w*+(?:\s(?!{_STOP}){_WORD}){{0,11}}+")
_TERM = re.compile(r"(?:\s(?i:khóa|khoá)\s(?:[IVX]+|\d+)(?!\w))?")
_AND_BODY = re.compile(r"(?:,| và| -)\s(?=(?:Bộ|Ủy ban|Ban|Tòa|Viện|Ngân hàng|Thanh tra|Văn phòng|Hội|Tổng|Sở)\s)")
_PARTY_MEETING = re.compile(
    r"\s(?:của\s)?(?P<who>Hội nghị(?: lần thứ \w+(?: \w+)?)?,? (?i:ban chấp hành trung ương)(?: Đảng)?)"
)


def _body_end(text: str, folded: str, at: int) -> int:
    """Where the name of the agency or office at ``at`` ends; ``at`` itself where none begins."""
    if central := _CENTRAL.match(folded, at):
        return _TERM.match(text, central.end()).end()  # type: ignore[union-attr]
    if post := _POST.match(text, at):
        end = _body_end(text, folded, post.end())
        return end if end > post.end() else at
    named = _LOCAL.match(folded, at) or _NAME.match(text, at)
    if not named:
        return at
    end = _PLACE.match(text, named.end()).end()  # type: ignore[union-attr]
    return _TERM.match(text, end).end()  # type: ignore[union-attr]


def _issuer(text: str, folded: str, at: int, joint: bool) -> tuple[str | None, int]:
    """The agency printed after "của" (or a meeting of the Party), and where it ends."""
    if meeting := _PARTY_MEETING.match(text, at):
        end = _TERM.match(text, meeting.end()).end()  # type: ignore[union-attr]
        return text[meeting.start("who") : end], end
    if not (of := _OF.match(text, at)):
        return None, at
    group = _JOINT.match(text, of.end())
    start = group.end() if group else of.end()
    end = _body_end(text, folded, start)
    if end == start:
        return None, at
    for _ in range(6 if joint or group else 0):
        more = _AND_BODY.match(text, end)
        if not more or (further := _body_end(text, folded, more.end())) == more.end():
            break
        end = further
    return text[of.end() : end], end


def _groups(code: str) -> list[str]:
    return [group.upper().replace("Ð", "Đ") for group in _CODE_GROUPS.findall(code)]


def _sign_type(groups: list[str]) -> str | None:
    """QĐ -> quyết định; an agency in the first place makes a công văn; QH13 alone decides nothing."""
    if groups[0] in _TYPE_OF_CODE or _ASSEMBLY.fullmatch(groups[0]):
        return _TYPE_OF_CODE.get(groups[0])
    return "công văn" if len(groups) > 1 else None


def _sign_issuer(groups: list[str]) -> str | None:
    """The agencies of the sign, where every one of them is named by its code alone."""
    typed = groups[0] in _TYPE_OF_CODE
    rows = [_SIGNS.get(group.rstrip("0123456789")) for group in (groups[1:] if typed else groups[:1])]
    names = [row["agency"] for row in rows if row and row["level"] == "central"]
    return "; ".join(names) if rows and len(names) == len(rows) else None


def _tail(text: str, folded: str, at: int, joint: bool) -> tuple[str | None, str | None, int]:
    """Date and issuer after a number or a name, in either order, and where they end."""
    day = _DATE.match(text, at)
    issuer, end = _issuer(text, folded, day.end() if day else at, joint)
    if not day and issuer and (day := _DATE.match(text, end)):
        end = day.end()
    return _iso(day), issuer, end


def _type_before(text: str, at: int) -> tuple[str | None, int, bool]:
    """The type word before ``at``, where it (or "số") starts, and whether "số" was printed."""
    head = text[max(0, at - 48) : at]
    says = _SAYS_NUMBER.search(head)
    words = (head[: says.start()] if says else head).rstrip(" ,(").split(" ")
    base = at - len(head)
    for count in range(min(_TYPE_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:])
        if (kind := _TYPES.get(_fold(name).lstrip("(“\"'"))) is not None:
            return kind, base + len(" ".join(words)) - len(name.lstrip("(“\"'")), bool(says)
    bare = base + says.start() if says and "ố" in _fold(says[0]) else at
    return None, bare, bool(says)


def _is_sign(found: re.Match[str], kind: str | None, says_number: bool) -> bool:
    """Whether the shape is a sign: a loose one ("26/CP", "A5-TT3") needs a type and "số" before it."""
    groups = _groups(found[0])
    if found["party"]:
        whole = "/" in found[0] and groups[0] in _TYPE_OF_CODE
    else:
        whole = len(groups) > 1 and len(groups[-1]) > 1 or bool(found["year"] and _ASSEMBLY.fullmatch(groups[0]))
    known = groups[0] in _TYPE_OF_CODE or groups[0] in _SIGNS or bool(_ASSEMBLY.fullmatch(groups[0]))
    return whole and (known or kind is not None or len(groups[0]) > 2) or kind is not None and says_number


def _numbered(text: str, folded: str, taken: list[_Act]) -> Iterator[_Act]:
    """"Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ"; the type carries over a list of numbers."""
    spans = iter([(act.start, act.end) for act in taken if not act.inner])
    inner = {act.end for act in taken if act.inner and act.code}
    low, high = next(spans, (len(text), len(text)))
    last_end, last_type = -1, None
    for found in _NUMBER.finditer(text):
        while found.start() >= high:
            last_end, last_type = high, "luật"
            low, high = next(spans, (len(text), len(text)))
        if low <= found.start() or found.end() in inner:
            continue
        kind, start, says_number = _type_before(text, found.start())
        if not _is_sign(found, kind, says_number):
            continue
        groups = _groups(found[0])
        if kind is None and 0 <= last_end <= start and text[last_end:start].strip() in ("", ",", "và", ";"):
            kind = _sign_type(groups) or last_type
        day, issuer, end = _tail(text, folded, found.end(), len(groups) > 2)
        kind = kind or _sign_type(groups)
        last_end, last_type = end, kind
        code = _SPACE.sub("", found[0])
        yield _Act(start, end, code, kind, day, issuer or _sign_issuer(groups))


def _dated(text: str, folded: str, taken: list[_Act]) -> Iterator[_Act]:
    """"Quyết định ngày 04/4/2008 của Ủy ban nhân dân thành phố": an act without a number."""
    ends = {act.start: act.end for act in taken}
    covered = 0
    starts = iter(sorted(ends))
    following = next(starts, len(text))
    for day in _DATE.finditer(text):
        while following <= day.start():
            covered = max(covered, ends[following])
            following = next(starts, len(text))
        kind, start, says_number = _type_before(text, day.start())
        if day.start() < covered or kind is None or says_number or start < covered:
            continue
        issuer, end = _issuer(text, folded, day.end(), False)
        if issuer and end <= following:
            yield _Act(start, end, None, kind, _iso(day), issuer)


# ---- laws by name

_LAW_WORD = re.compile(
    r"(?<!\w)(?:(?:Bộ |BỘ |bộ )?(?:[Ll]uật|LUẬT)|[Pp]háp lệnh|PHÁP LỆNH|[Hh]iến pháp|HIẾN PHÁP)(?!\w)"
)
# "pháp luật", "kỷ luật lao động", "Trường Đại học Luật", "Công ty Luật ...": no law is named
_NOT_A_LAW = re.compile(r"(?i:pháp|kỷ|kỉ|quy|đạo|đại học|khoa|ngành|trường|viện|hội|công ty|cử nhân|văn phòng)\s$")
_LAW_NAME = re.compile(f"(?:{_any_of(row['name'] for row in table('laws'))})(?!\\w)")
_LAW_OF_NUMBER = {row["number"]: _fold(row["name"]) for row in table("laws") if row["number"]}
# A law that the table lacks, from its capital to the first word that goes on with the sentence.
_OPEN_NAME = re.compile(rf"\s(?!{_STOP})[{_UPPER}]\w*+(?:\s(?!{_STOP}){_WORD}){{0,9}}+(?:, (?!{_STOP}){_WORD}(?=\s và ))?")
_AMENDING = re.compile(
    r"(?i:luật|pháp lệnh)\s(?i:sửa đổi)(?:,| và)?(?:\s(?i:bổ sung))?"
    r"(?:(?:\s(?:một số|các|số))?\s(?:Điều|điều|khoản|nội dung|quy định)(?:\s\d+)?)?(?:\s(?:của|tại)\s(?:các\s)?)?", re.I
)  # fmt: skip
_NEXT_LAW = re.compile(r"(?:,| và|, và|;)\s(?=(?:Bộ luật|Luật|Pháp lệnh)\s(?!số))", re.I)
_OWN_NUMBER = re.compile(r"(?:,?\s(?i:của quốc hội))?,?\s?\(?(?i:(?:luật )?số)\s?:?\s?(?=\d)")
_OWN_YEAR = re.compile(r"\s?(?:\((?i:sửa đổi|hợp nhất)\)\s?)?(?:,?\s?(?i:năm)\s|\s)\(?(?:19|20)\d\d(?![\w/.])")
_SELF = re.compile(r"\s(?i:này)(?!\w)")


def _law_end(text: str, folded: str, start: int, word_end: int) -> int | None:
    """Where the name of the law that starts at ``start`` ends; None where no law is named."""
    if known := _LAW_NAME.match(folded, start):
        return known.end()
    if not text[start].isupper() or text[start:word_end].isupper() or folded.startswith("hiến pháp", start):
        return None
    named = _OPEN_NAME.match(text, word_end)
    return named.end() if named else None


def _number_after(text: str, at: int) -> re.Match[str] | None:
    """"số 72/2025/QH15" right after a law's name."""
    says = _OWN_NUMBER.match(text, at) or re.compile(r"\s").match(text, at)
    found = _NUMBER.match(text, says.end()) if says else None
    return found if found and _is_sign(found, "luật", True) else None


def _law(text: str, folded: str, start: int, name_end: int, kind: str, end: int) -> _Act:
    """The act whose name ends at ``name_end``, with the number, year, date and issuer after it."""
    found = _number_after(text, end)
    end = found.end() if found else end
    if not found and (year := _OWN_YEAR.match(text, end)):
        end = year.end()
    day, issuer, end = _tail(text, folded, end, False)
    code = _SPACE.sub("", found[0]) if found else None
    issuer = issuer or (_sign_issuer(_groups(code)) if code else None)
    return _Act(start, end, code, kind, day, issuer, text[start:name_end])


def _amended_laws(text: str, folded: str, at: int) -> list[_Act]:
    """The laws named in the title of an amending law, up to the first thing that is no law."""
    laws: list[_Act] = []
    while word := _LAW_WORD.match(text, at):
        if (name_end := _law_end(text, folded, at, word.end())) is None:
            break
        found = _number_after(text, name_end)
        end = found.end() if found else name_end
        code = _SPACE.sub("", found[0]) if found else None
        issuer = _sign_issuer(_groups(code)) if code else None
        laws.append(_Act(at, end, code, word[0].lower(), None, issuer, text[at:name_end], True))
        if not (more := _NEXT_LAW.match(text, end)):
            break
        at = more.end()
    return laws


def _amending(text: str, folded: str, head: re.Match[str]) -> list[_Act]:
    """"Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số ...": the law, then those it amends.

    The number after the last name is the amending law's own, unless the table knows it as the
    last law's or the laws before it carry numbers too.
    """
    inner = _amended_laws(text, folded, head.end())
    if not inner:
        return [_law(text, folded, head.start(), len(head[0].rstrip()) + head.start(), "luật", len(head[0].rstrip()) + head.start())]
    last = inner[-1]
    listed = any(act.code for act in inner[:-1])
    if last.code and (listed or _LAW_OF_NUMBER.get(last.code) == _fold(last.title or "")):
        return [_Act(head.start(), last.end, None, "luật", None, None, text[head.start() : last.end]), *inner]
    name_end = last.start + len(last.title or "")
    inner[-1] = last._replace(end=name_end, code=None, issuer=None)
    return [_law(text, folded, head.start(), name_end, "luật", name_end), *inner]


def _laws(text: str, folded: str) -> Iterator[_Act]:
    """Laws by name: "Luật Bưu chính", "Luật Lâm nghiệp số 16/2017/QH14", "Luật Lưu trữ năm 2024"."""
    done = 0
    for word in _LAW_WORD.finditer(text):
        start = word.start()
        if start < done or _NOT_A_LAW.search(text, max(0, start - 10), start):
            continue
        if head := _AMENDING.match(text, start):
            acts = _amending(text, folded, head)
        else:
            name_end = _law_end(text, folded, start, word.end())
            if name_end is None or _SELF.match(text, name_end):
                continue
            acts = [_law(text, folded, start, name_end, word[0].lower(), name_end)]
        yield from acts
        done = acts[0].end


# ---- articles: "điểm a, b, c khoản 1 Điều 25 Luật Bưu chính"

_LETTERS = r"[a-zđ]\d?(?!\w)(?:(?:,\s?|\svà\s|;\s|\shoặc\s)[a-zđ]\d?(?!\w))*+"
_NUMBERS = r"\d{1,3}[a-zđ]?(?!\w)(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s)\d{1,3}[a-zđ]?(?![\w/]))*+"
_UNIT = rf"(?:[Cc]ác\s)?(?:(?:[Đđ]iểm)\s{_LETTERS}|(?:[Kk]hoản|[Đđ]iều)\s{_NUMBERS})"
_CHAIN = re.compile(
    rf"(?<!\w){_UNIT}(?:(?:,|;)?\s(?:và\s|của\s|tại\s|hoặc\s)?{_UNIT}){{0,11}}+"
    r"(?:\s(?:của|tại|trong|thuộc))?(?:\s(?:Quy chế|Quy định|Điều lệ|Phụ lục|Danh mục)(?:\s[\w,-]+){0,20}?\skèm theo)?\s"
)
_PART = re.compile(rf"([Đđ]iểm|[Kk]hoản|[Đđ]iều)\s({_LETTERS}|{_NUMBERS})")
_ITEM = re.compile(r"(?<!\w)(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)(?!\w)")


def _chains(text: str) -> dict[int, int]:
    """Where an act would have to start -> where the articles before it start."""
    return {chain.end(): chain.start() for chain in _CHAIN.finditer(text)}


def _articles(chain: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Article, clause and points of a chain; lists keep the printed order ("5, 6")."""
    items: dict[str, dict[str, None]] = {"điểm": {}, "khoản": {}, "điều": {}}
    for word, numbers in _PART.findall(chain):
        items[word.lower()].update(dict.fromkeys(_ITEM.findall(numbers)))
    return ", ".join(items["điều"]) or None, ", ".join(items["khoản"]) or None, tuple(items["điểm"])


# ---- roles, from the words around an act in the same sentence

# "thay thế Quyết định số ...", "bãi bỏ các quy định tại Nghị định số ..."
_REPLACES = re.compile(r"(?i:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực)(?![^.;]*(?i:cụm từ|theo|giấy phép))[^.;]{0,60}$")
_EXPIRES = re.compile(r"[^.;]{0,300}?hết hiệu lực")
# "sửa đổi, bổ sung một số điều của Nghị định số ..."
_AMENDS = re.compile(
    r"(?i:sửa đổi|bổ sung|đính chính|thay thế (?:một số )?cụm từ)"
    r"(?![^.;]*(?i:theo|giấy phép|hồ sơ|đối với))[^.;]{0,140}$"
)
# "được sửa đổi, bổ sung bởi Luật số ...": the act cited is the one that amends
_PASSIVE = re.compile(r"(?i:được|bị)\s(?i:sửa|bổ|thay|bãi|đính)[^.;]*\s(?:bởi|tại|theo|bằng)\s(?:các\s)?$")
_ATTACHED = re.compile(r"(?:(?:^|[(\[“]\s?)(?i:ban hành )?(?i:kèm theo)|(?:Ban hành|BAN HÀNH) (?i:kèm theo)|Kèm theo)\s$")
_SENTENCE = re.compile(r"\.\s(?!.*\.\s)")
_AND_THEN = re.compile(r"(?:^|[;,]|\svà|\shoặc)\s?$")


def _role(lead: str, tail: str, before: str) -> str:
    """What the citing text does with the act between ``lead`` and ``tail``; ``before``: the role of the last one."""
    sentence = _SENTENCE.search(lead)
    lead = lead[sentence.end() :] if sentence else lead
    if _PASSIVE.search(lead):
        return "cites"
    if _REPLACES.search(lead) or _EXPIRES.match(tail):
        return "replaces"
    if _AMENDS.search(lead):
        return "amends"
    if _ATTACHED.search(lead):
        return "attached_to"
    listed = not sentence and _AND_THEN.search(lead)
    if listed and (before == "replaces" or before == "amends" and len(lead) < 6):
        return before
    return "cites"


def _references(text: str, acts: list[_Act]) -> list[Reference]:
    """The acts with the articles before them and their roles."""
    chains = _chains(text)
    found: list[Reference] = []
    previous, before, starts = 0, "", [act.start for act in acts if not act.inner] + [len(text)]
    order = iter(starts[1:])
    for act in acts:
        start = chains.get(act.start, act.start) if not act.inner else act.start
        start = start if start >= previous or act.inner else act.start
        article, clause, points = _articles(text[start : act.start])
        if act.inner:
            role = "amends"
        else:
            lead = text[max(previous, start - 200) : start]
            role = before = _role(lead, text[act.end : min(act.end + 400, next(order))], before)
            previous = act.end
        found.append(
            Reference(start, act.end, act.code, act.type, act.date, act.issuer, act.title, article, clause, points, role)
        )
    for i in range(len(found) - 2, -1, -1):  # "A và B hết hiệu lực": what is said of B holds for A
        gap = text[found[i].end : found[i + 1].start]
        if found[i].role == "cites" and found[i + 1].role == "replaces" and gap in (" và ", ", ", "; "):
            found[i] = found[i]._replace(role="replaces")
    return found


# ---- the whole

_MAY_HOLD = re.compile(rf"\d[a-zA-Z]?\s?[/–‑-]\s?(?:\d{{4}}\s?/\s?)?[A-ZĐÐ]|(?:[{_UPPER}]\w+|định|quyết),? ngày \d")


@cache
def _law_letters() -> tuple[str, ...]:
    return ("uật", "UẬT", "áp lệnh", "ÁP LỆNH", "iến pháp", "IẾN PHÁP")


def find(text: str) -> list[Reference]:
    """Every act cited in ``text``, in order; offsets are into ``text``.

    ``basis`` is never a role here: only the caller knows which lines are căn cứ lines.
    """
    has_law = any(letters in text for letters in _law_letters())
    has_number = _MAY_HOLD.search(text) is not None
    if not has_law and not has_number:
        return []
    folded = _fold(text)
    acts = list(_laws(text, folded)) if has_law else []
    if has_number:
        acts += _numbered(text, folded, acts)
        acts.sort()
        acts += _dated(text, folded, acts)
    acts.sort(key=lambda act: (act.start, -act.end))
    return _references(text, acts)
