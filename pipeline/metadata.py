"""What a document says of itself: type, number, issuer, dates, title, signer, what it replaces.

Reads: the outline, the header lines and the references found. Guarantees:
1. A field is null where the text does not give it; where it is inferred, a diagnostic says from what.
2. Each field has the span it was read from, in `spans`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from pipeline.citations import Reference
from pipeline.knowledge import table
from pipeline.layout import Layout, Line, to_source
from pipeline.letters import modern
from pipeline.model import Diagnostic, Metadata, Signer, Span
from pipeline.parts import ENACTS, NATION, NUMBER, POSTS, SIGNS_FOR, Part, columns, is_capitals, is_name, type_of
from pipeline.places import Province, localities, province_in
from pipeline.tree import Item, Outline

DATED = re.compile(
    r"^(?P<place>[^\W\d][^\d\n/:]{1,40}?),?\s+ngày\s*(?P<day>\d{1,2}|…|\.+)\s+tháng\s*"
    r"(?P<month>\d{1,2}|…|\.+)\s+năm\s*(?P<year>\d{4})",
    re.MULTILINE,
)
CODE = re.compile(
    r"(?m)^(?:Luật )?(?:Số|SỐ|số)\s*:?\s*"
    r"(\d{1,5}[a-z]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐ][\w&]*(?:\s*[-/]\s*[A-ZĐ][\w&.]*)*)"
)
# The gazette has no header, but the number and day in the title: "CỦA CHÍNH PHỦ SỐ 9/1998/NĐ-CP NGÀY 1 THÁNG 5 …".
IN_TITLE = re.compile(
    r"(?:CỦA\s[^\d]{3,80}?\s)?SỐ\s*:?\s*(?P<code>\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][\w&]*(?:-[A-ZĐ][\w&]*)*),?"
    r"(?:\s+NGÀY\s+(?P<day>\d{1,2})\s+THÁNG\s+(?P<month>\d{1,2})\s+NĂM\s+(?P<year>\d{4}))?\s*",
    re.IGNORECASE,
)
# Only what speaks of "this" document tells when it enters into force.
EFFECTIVE = re.compile(
    r"\bnày\b[^.;]{0,60}? (?P<words>(?:có )?hiệu lực (?:thi hành )?(?:kể )?từ ngày "
    r"(?:(?P<same>ký|ban hành|ký ban hành|công bố)|"
    r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})))"
)
AMENDS = re.compile(r"(?:về việc )?(?:sửa đổi|bổ sung|bãi bỏ|thay thế)", re.IGNORECASE)
# The words that begin an agency in capitals: in the left column of a header the lowest body comes last.
_BODIES = {row["word"].upper() for row in table("unit_types")} | {
    "UỶ BAN NHÂN DÂN",
    "UỶ BAN",
    "CHỦ TỊCH",
    "THỦ TƯỚNG",
    "BQL",
}
# The bodies in whose name a decision is taken stand in capitals below its title.
AUTHORITY = re.compile(r"(?:[ỦU][YỶ] BAN|HỘI ĐỒNG|CHÍNH PHỦ|QUỐC HỘI|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)\b")
AGENCY_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(_BODIES, key=len, reverse=True))})\b")
WHOLE_BODIES = {"UBND", "HĐND"}
SHORT = {
    "UBND": "Ủy ban nhân dân",
    "BQL": "Ban quản lý",
    "HĐND": "Hội đồng nhân dân",
    "TP.": "thành phố",
    "TP": "thành phố",
}
CENTRAL = ("Bộ ", "Chính phủ", "Thủ tướng", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Tổng cục")
# Who prepares a plan without a header, most often named in full with its locality.
NAMED_BODY = re.compile(r"\b(?:Sở|Ban|Chi cục|Trung tâm|SỞ|BAN|CHI CỤC|TRUNG TÂM) ")
CROSSES = re.compile(r"[;.:()]| về | của | trên |[Nn]hân dân|NHÂN DÂN|, (?!Thể thao|THỂ THAO)")
LONGEST_NAME = 80  # characters of an agency's name


class Found(NamedTuple):
    """The metadata, and what had to be inferred."""

    metadata: Metadata
    diagnostics: list[Diagnostic]


def metadata(layout: Layout, parts: list[Part], outline: Outline, references: dict[str, list[Reference]]) -> Found:
    """The metadata of a document; `references` are those of each segment, by its id."""
    header = _Header(layout, parts)
    items = outline.items
    issuer, province, notes = _issuer(header, items, references, header.issued_on)
    spans = header.spans
    issued = header.issued_on
    effective = None
    for item in items:
        if item.segment.kind in ("article", "clause", "paragraph") and (match := EFFECTIVE.search(item.segment.text)):
            effective = issued if match["same"] else _iso(match["year"], match["month"], match["day"])
            spans["effective_on"] = to_source(item.runs, *match.span("words"))
            break
    if issuer and "issuer" not in spans and notes and notes[0].span:
        spans["issuer"] = notes[0].span
    roles: dict[str, list[str]] = {"basis": [], "replaces": [], "amends": []}
    amending = AMENDS.match(header.title or "") is not None
    for item in items:
        kind, text = item.segment.kind, item.segment.text
        for reference in references.get(item.segment.id, ()):
            role: str = "basis" if kind == "basis" and text.startswith("Căn") else reference.role
            name = reference.code or reference.title
            wanted = role == "basis" if kind == "basis" else role == "replaces" or (amending and role == "amends")
            if name and wanted and name not in roles[role]:
                roles[role].append(name)
    signer = _signer(layout, parts)
    result = Metadata(
        type=header.type,
        code=header.code,
        issuer=issuer,
        issuer_id=slug(issuer) if issuer else None,
        province=province.name if province else None,
        place=header.place,
        issued_on=issued,
        effective_on=effective,
        title=header.title,
        signer=signer,
        legal_basis=roles["basis"],
        replaces=roles["replaces"],
        amends=roles["amends"],
        recipients=[
            line
            for item in items
            if item.segment.kind == "recipients" and item.segment.label
            for line in re.split(r"(?<=;) - ", item.segment.text)  # a list on one line
        ],
        spans=spans,
    )
    return Found(result, notes)


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """An id from a name: lower case ASCII words joined by hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")


class _Header:
    """The fields of the title block."""

    def __init__(self, layout: Layout, parts: list[Part]) -> None:
        self.spans: dict[str, Span] = {}
        self.type: str | None = None
        self.code: str | None = None
        self.place: str | None = None
        self.issued_on: str | None = None
        self.title: str | None = None
        block = parts[0].lines if parts and parts[0].kind == "header" else []
        cells = [cell for line in block if not line.furniture for cell in columns(layout, line)]
        at = next((i for i, cell in enumerate(cells) if _type(cell.text)), len(cells))
        self.agency = self._agency(cells[:at])
        self._dated(cells)
        self._numbered(cells[:at])
        self._titled(cells, at)

    def _agency(self, cells: list[Line]) -> list[Line]:
        """The cells of the left column: what stands above the number and is no national motto."""
        agency = []
        for cell in cells:
            if NUMBER.match(cell.text):
                break
            text = cell.text
            named = is_capitals(text) or (len(text) < LONGEST_NAME and _begins_agency(text.upper()))
            if named and not NATION.search(text):
                agency.append(cell)
        return agency

    def _dated(self, cells: list[Line]) -> None:
        text = "\n".join(cell.text for cell in cells)
        if match := DATED.search(text):
            place, start = match["place"], match.start()
            above = text[:start].rstrip("\n").rsplit("\n", 1)[-1]
            if not province_in(place) and province_in(f"{above} {place}"):  # "Thành phố Hồ" + "Chí Minh"
                place, start = f"{above} {place}", start - len(above) - 1
            self.place = place
            self.issued_on = _iso(match["year"], match["month"], match["day"])
            self.spans["place"] = _span(cells, start, match.end("place"))
            self.spans["issued_on"] = _span(cells, text.index("ngày", match.end("place")), match.end())

    def _numbered(self, cells: list[Line]) -> None:
        text = "\n".join(cell.text for cell in cells)
        if match := CODE.search(text):
            self.code = "".join(match[1].split())
            self.spans["code"] = _span(cells, match.start(1), match.end(1))

    def _titled(self, cells: list[Line], at: int) -> None:
        if at == len(cells):
            return
        self.type = _type(cells[at].text)
        self.spans["type"] = _printed(cells[at], cells[at])
        title: list[Line] = []
        for cell in cells[at + 1 :]:
            other_letters = title and is_capitals(cell.text) and not is_capitals(title[-1].text)
            starts_new = cell.blank_above or not title or other_letters
            if (
                starts_new
                and (POSTS.match(cell.text) or AUTHORITY.match(cell.text))
                and (title or not cell.text.endswith(":"))
            ):
                break
            if cell.text.startswith("(") or ENACTS.fullmatch(cell.text) or NATION.search(cell.text):
                break
            if not RULED.fullmatch(cell.text):
                title.append(cell)
        text = "\n".join(cell.text for cell in title)
        start = self._numbered_in_title(title, text) if title and not self.code else 0
        if text[start:].strip():
            self.title = text[start:].replace("\n", " ").strip()
            self.spans["title"] = _span(title, start, len(text)) if start else _printed(title[0], title[-1])

    def _numbered_in_title(self, title: list[Line], text: str) -> int:
        """Read the number and day that a title begins with; where the rest of it begins."""
        match = IN_TITLE.match(text)
        if match is None:
            return 0
        self.code = match["code"]
        self.spans["code"] = _span(title, *match.span("code"))
        if match["day"] and not self.issued_on:
            self.issued_on = _iso(match["year"], match["month"], match["day"])
            self.spans["issued_on"] = _span(title, match.start("day"), match.end("year"))
        return match.end()


RULED = re.compile(r"[\W_]*")


def _type(text: str) -> str | None:
    """The type that a line of a header names: "NGHỊ ĐỊNH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"."""
    kind, _, agency = text.removeprefix("BẢN ").partition(" CỦA ")
    return type_of(text.removeprefix("BẢN ")) or (
        type_of(kind) if agency and is_capitals(text) and AUTHORITY.match(agency) else None
    )


def _printed(first: Line, last: Line) -> Span:
    """The source range from the first word of one line to the last of another, marks left out."""
    return to_source(first.runs, 0, 1)[0], to_source(last.runs, len(last.text) - 1, len(last.text))[1]


def _span(cells: list[Line], start: int, end: int) -> Span:
    """The source range of characters [start, end) of the cells joined by line ends."""
    at = 0
    begins = ends = 0
    for cell in cells:
        length = len(cell.text)
        if at <= start < at + length + 1:
            begins = to_source(cell.runs, start - at, start - at + 1)[0]
        if at < end <= at + length:
            ends = to_source(cell.runs, end - at - 1, end - at)[1]
        at += length + 1
    return begins, max(begins, ends)


def _issuer(
    header: _Header, items: list[Item], references: dict[str, list[Reference]], day: str | None
) -> tuple[str | None, Province | None, list[Diagnostic]]:
    """The issuing agency with its locality, its province, and how it was inferred if it was."""
    cells = [modern(RULED.sub("", cell.text)).replace("–", "-") for cell in header.agency]
    starts = [i for i, text in enumerate(cells) if _begins_agency(text.upper())]
    if starts:
        header.spans["issuer"] = _printed(header.agency[0], header.agency[-1])
        province = province_in(" ".join(cells), day) or province_in(header.place or "", day)
        name = _full_name(cells, starts, items, province)
        central = cells[0].upper().startswith("BỘ ") or name.startswith(CENTRAL)
        return (name, None, []) if central else (_with_locality(name, province), province, [])
    if header.code:
        sign = re.split(r"[-/]", header.code)[-1].rstrip("0123456789")  # the digits are the term: UBTVQH15
        name, level = _signs().get(sign, ("", ""))
        province = province_in(" ".join([*cells, header.place or ""]), day) if level == "local" else None
        if level == "central" or province:
            issuer = _with_locality(name, province)
            note = _inferred(f"issuer {issuer} from the sign of {header.code}", header.spans.get("code"))
            return issuer, province, [note]
    return _inferred_issuer(items, day)


def _full_name(cells: list[str], starts: list[int], items: list[Item], province: Province | None) -> str:
    """The name of the lowest body of a left column, its lines joined."""
    last = starts[-1]
    title = cells[last - 1] if last and POSTS.fullmatch(cells[last - 1]) else ""  # "CHỦ TỊCH" above "ỦY BAN …"
    name = proper(" ".join(cells[last:]), items, province)
    above = cells[0].split(" ")
    if last and above[:2] in (["TỈNH", "ỦY"], ["THÀNH", "ỦY"]):  # a board of the Party: "Ban Tổ chức Tỉnh ủy …"
        name = proper(" ".join([*cells[last:], *above[:2]]), items, None)
    return f"{title.capitalize()} {name}" if title else name


def _begins_agency(text: str) -> bool:
    """Whether a line of the left column begins a body: a type word and more ("TRƯỜNG" alone goes on a name)."""
    match = AGENCY_HEAD.match(text)
    return match is not None and (match.end() < len(text) or " " in match[0] or match[0] in WHOLE_BODIES)


RULED = re.compile(r"\s*[-_–]{2,}$")  # the rule below a name, on its line


@cache
def _signs() -> dict[str, tuple[str, str]]:
    """What the last part of a number stands for, and whether it is a central body or one of each province."""
    return {row["abbreviation"]: (row["agency"], row["level"]) for row in reversed(table("signs"))}


def _inferred_issuer(items: list[Item], day: str | None) -> tuple[str | None, Province | None, list[Diagnostic]]:
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
            votes[key] += 3 if titled else 1
            first.setdefault(key, to_source(item.runs, at, end))
    if not votes:
        return None, None, []
    (name, province), _ = max(votes.items(), key=lambda vote: (vote[1], -first[vote[0]][0]))
    span = first[name, province]
    issuer = _with_locality(name, province)
    return (
        issuer,
        province,
        [_inferred(f"issuer {issuer}: the text has no header; it names this body most", span)],
    )


def _inferred(message: str, span: Span | None) -> Diagnostic:
    return Diagnostic(code="issuer-inferred", severity="info", message=message, span=span)


def _with_locality(name: str, province: Province | None) -> str:
    if province is None or province.name in name:
        return name
    name = re.sub(r" (?:tỉnh|thành phố)$", "", name, flags=re.IGNORECASE)
    return f"{name} {province.name}" if name.endswith(" ủy") else f"{name} {province.styled}"


def proper(name: str, items: Iterable[Item], province: Province | None) -> str:
    """A name in capitals with its proper letters, from the table, the text itself, or by rule."""
    for short, full in SHORT.items():
        name = re.sub(rf"\b{re.escape(short)}(?=\s|$)", full.upper() if is_capitals(name) else full, name)
    if not is_capitals(name):
        return name
    if province:
        name = re.sub(rf"(?i)\b(?:tỉnh|thành phố) {province.name}$", "", name).strip()
        name = re.sub(rf"(?i)\b{province.name}$", "", name).strip() if name.count(" ") > 2 else name
    known = _agencies().get(name.casefold().replace("uỷ", "ủy"))
    if known:
        return known
    folded = name.casefold()
    for item in items:
        at = item.segment.text.casefold().find(folded)
        if at >= 0 and not is_capitals(printed := item.segment.text[at : at + len(name)]):
            return printed
    return name.capitalize()  # no table and no sentence tells its capitals


@cache
def _agencies() -> dict[str, str]:
    rows = table("agencies") + table("bodies")
    return {row["name"].casefold(): row["name"] for row in reversed(rows)}


def _signer(layout: Layout, parts: list[Part]) -> Signer | None:
    """Role and name in the first signature: that of the decision, above what it adopts."""
    first = next((i for i, part in enumerate(parts) if part.kind == "signature"), len(parts))
    tail = takewhile(lambda part: part.kind in ("signature", "recipients"), parts[first:])
    lines = [line for part in tail if part.kind == "signature" for line in part.lines if not line.furniture]
    cells = [cell for line in lines for cell in columns(layout, line)]
    roles: list[str] = []
    name = None
    for cell in cells:
        text = cell.text.strip()
        if is_capitals(text) and (SIGNS_FOR.match(text) or POSTS.match(text) or roles) and not name:
            joins = roles and not cell.blank_above and not POSTS.match(text) and not SIGNS_FOR.match(text)
            if joins:
                roles[-1] += " " + text
            else:
                roles.append(text)
        elif roles and name is None and is_name(text):
            name = text
    return Signer(role=" / ".join(roles), name=name) if roles else None


def _iso(year: str, month: str, day: str) -> str | None:
    """The date as YYYY-MM-DD; None where it is left blank in print or no day of the calendar."""
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
