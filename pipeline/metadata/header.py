"""The title block of a document: agency, number, place, date, type and title, line by line.

Reads: the header lines. Guarantees: a field is None where the lines do not print it; `spans` has the
range of the source that each field was read from; what was inferred is in `notes`.
"""

import re
from functools import cache

import regex

from ..knowledge import table
from ..language.letters import bare
from ..language.places import province_in
from ..model import Diagnostic, Span
from ..names.types import counting, type_words
from ..outline.layout import Layout, Line, to_source
from ..outline.parts import ENACTS, NATION, NUMBER, POSTS, Part, columns, cut, is_capitals, type_of
from .portal import fields

DATED = re.compile(
    r"^(?P<place>[^\W\d][^\d\n/:]{1,40}?),?\s+ngày\s*(?P<day>\d{1,2}|…|\.+)\s+tháng\s*"
    r"(?P<month>\d{1,2}|…|\.+)\s+năm\s*(?P<year>\d{4})",
    re.MULTILINE,
)
# The gazette has no header, but the number and day in the title: "CỦA CHÍNH PHỦ SỐ 9/1998/NĐ-CP NGÀY 1 THÁNG 5 …".
IN_TITLE = re.compile(
    r"(?:CỦA\s[^\d]{3,80}?\s)?SỐ\s*:?\s*(?P<code>\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][\w&]*(?:-[A-ZĐ][\w&]*)*),?"
    r"(?:\s+NGÀY\s+(?P<day>\d{1,2})\s+THÁNG\s+(?P<month>\d{1,2})\s+NĂM\s+(?P<year>\d{4}))?\s*",
    re.IGNORECASE,
)
DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
CODE = re.compile(
    r"(?m)^(?:Luật )?(?:Số|SỐ|số)\s*:?\s*"
    r"(\d{1,5}[a-z]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐ][\w&]*(?:\s*[-/]\s*[A-ZĐ][\w&.]*)*)"
)
# The words that begin an agency in capitals: in the left column of a header the lowest body comes last.
_BODIES = {word.upper() for word in (*type_words(), *counting("header"))} | {"UỶ BAN NHÂN DÂN", "UỶ BAN"}
# The bodies in whose name a decision is taken stand in capitals below its title.
AUTHORITY = re.compile(r"(?:[ỦU][YỶ] BAN|HỘI ĐỒNG|CHÍNH PHỦ|QUỐC HỘI|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)\b")
AGENCY_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(_BODIES, key=len, reverse=True))})\b")
WHOLE_BODIES = counting("whole")
LONGEST_NAME = 80  # characters of an agency's name


class Header:
    """The fields of the title block."""

    def __init__(self, layout: Layout, parts: list[Part]) -> None:
        self.spans: dict[str, Span] = {}
        self.type: str | None = None
        self.code: str | None = None
        self.place: str | None = None
        self.issued_on: str | None = None
        self.title: str | None = None
        block = parts[0].lines if parts and parts[0].kind == "header" else []
        cells = _cells(layout, [line for line in block if not line.furniture])
        at = next((i for i, cell in enumerate(cells) if _type(cell.text)), len(cells))
        self.agency = self._agency(cells[:at])
        self.notes: list[Diagnostic] = []
        self._dated(cells)
        self._numbered(cells[:at])
        self.fields = fields(cells)
        if self.fields:
            self._portal()
        if at < len(cells):
            self._titled(cells, at)
        elif cells:
            self._untitled(cells, layout.source.media_type)

    def _agency(self, cells: list[Line]) -> list[Line]:
        """The cells of the left column: what stands above the number and is no national motto."""
        agency = []
        for cell in cells:
            if NUMBER.match(cell.text):
                break
            text = cell.text
            named = is_capitals(text) or (len(text) < LONGEST_NAME and begins_agency(text.upper()))
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
            self.issued_on = iso(match["year"], match["month"], match["day"])
            self.spans["place"] = _span(cells, start, match.end("place"))
            self.spans["issued_on"] = _span(cells, text.index("ngày", match.end("place")), match.end())

    def _numbered(self, cells: list[Line]) -> None:
        text = "\n".join(cell.text for cell in cells)
        if match := CODE.search(text):
            self.code = "".join(match[1].split())
            self.spans["code"] = _span(cells, match.start(1), match.end(1))

    def _titled(self, cells: list[Line], at: int) -> None:
        self.type = _type(cells[at].text)
        self.spans["type"] = printed(cells[at], cells[at])
        self._summary(cells[at + 1 :])

    def _untitled(self, cells: list[Line], media_type: str) -> None:
        """A header that prints no type: the number tells it; a page of a portal is of no type of decisions."""
        if self.code and not self.type:
            self.type = _types().get(self.code.rsplit("/", 1)[-1].split("-")[0])
            if self.type:
                message = f"type {self.type} from the number {self.code}: the header prints none"
                self.notes.append(inferred(message, self.spans["code"], code="type-inferred"))
        elif not self.type and media_type == "text/html" and not any(NATION.search(cell.text) for cell in cells):
            self.type = "trang thông tin"
        if not (self.title or self.fields):
            last = max((i for i, cell in enumerate(cells) if _above_title(cell.text)), default=-1)
            self._summary(cells[last + 1 :])

    def _portal(self) -> None:
        """What a portal's table tells, where the header does not print it."""
        for field, cell in self.fields.items():
            if field == "code":
                match = CODE.match(f"Số {cell.text}")
                self.code = self.code or ("".join(match[1].split()) if match else None)
            elif field == "type":
                self.type = self.type or _names().get(bare(cell.text))
            elif field == "issued_on":
                day = DAY.search(cell.text)
                self.issued_on = self.issued_on or (iso(day[3], day[2], day[1]) if day else None)
            elif field == "title":
                self.title = self.title or cell.text
            self.spans.setdefault(field, printed(cell, cell))

    def _summary(self, cells: list[Line]) -> None:
        """The title: what stands below the type, up to the authority, a note in brackets or căn cứ."""
        title: list[Line] = []
        for number, cell in enumerate(cells, 1):
            other_letters = title and is_capitals(cell.text) and not is_capitals(title[-1].text)
            starts_new = cell.blank_above or not title or other_letters or number == len(cells)
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
            self.spans["title"] = _span(title, start, len(text)) if start else printed(title[0], title[-1])

    def _numbered_in_title(self, title: list[Line], text: str) -> int:
        """Read the number and day that a title begins with; where the rest of it begins."""
        match = IN_TITLE.match(text)
        if match is None:
            return 0
        self.code = match["code"]
        self.spans["code"] = _span(title, *match.span("code"))
        if match["day"] and not self.issued_on:
            self.issued_on = iso(match["year"], match["month"], match["day"])
            self.spans["issued_on"] = _span(title, match.start("day"), match.end("year"))
        return match.end()


RULED = re.compile(r"[\W_]*")
# Where lines that a converter ran together begin anew: behind a rule, at the number, the nation, the motto.
RUN_ON = re.compile(r"(?<=[-_]{3})(?=[^-_\s])|(?<=[^\s(])\s*(?=S[ốỐ]\s*:|CỘNG H(?:ÒA|OÀ) XÃ|Độc lập\s*[-–])")
CAPITALS_END = regex.compile(r"(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})")  # "NGHỊ ĐỊNHQuy định …"


def _type(text: str) -> str | None:
    """The type that a line of a header names: "NGHỊ ĐỊNH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"."""
    kind, _, agency = text.removeprefix("BẢN ").partition(" CỦA ")
    return type_of(text.removeprefix("BẢN ")) or (
        type_of(kind) if agency and is_capitals(text) and AUTHORITY.match(agency) else None
    )


def _cells(layout: Layout, lines: list[Line]) -> list[Line]:
    """The cells of the header: columns, and lines that were run together, apart."""
    return [
        cell for line in lines for column in columns(layout, line) for cell in cut(layout, column, _starts(column.text))
    ]


def _starts(text: str) -> list[int]:
    """Where a line of a header begins anew though the converter ran it on."""
    return [match.end() for pattern in (RUN_ON, CAPITALS_END) for match in pattern.finditer(text)]


def printed(first: Line, last: Line) -> Span:
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


def _above_title(text: str) -> bool:
    """Whether a line of a header stands above its title: nation, motto, number, place and date."""
    return bool(NATION.search(text) or NUMBER.match(text) or DATED.search(text))


@cache
def _names() -> dict[str, str]:
    return {bare(row["name"]): row["name"].casefold() for row in table("doc_types")}


@cache
def _types() -> dict[str, str]:
    return {row["abbreviation"]: row["name"].casefold() for row in table("doc_types") if row["abbreviation"]}


def iso(year: str, month: str, day: str) -> str | None:
    """The date as YYYY-MM-DD; None where it is left blank in print or no day of the calendar."""
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def begins_agency(text: str) -> bool:
    """Whether a line of the left column begins a body: a type word and more ("TRƯỜNG" alone goes on a name)."""
    match = AGENCY_HEAD.match(text)
    return match is not None and (match.end() < len(text) or " " in match[0] or match[0] in WHOLE_BODIES)


def inferred(message: str, span: Span | None, *, code: str = "issuer-inferred") -> Diagnostic:
    return Diagnostic(code=code, severity="info", message=message, span=span)
