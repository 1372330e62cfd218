"""The title block of a document: agency, number, place, date, type and title, line by line.

Reads: the header lines. Guarantees: a field is None where the lines do not print it; `spans` has the
range of the source that each field was read from; what was inferred is in `notes`.
"""

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ..knowledge import table
from ..language.letters import for_search
from ..language.patterns import alternation, any_of, lazy, words
from ..language.places import province_in
from ..model import Diagnostic, Span
from ..names.types import counting, type_words
from ..outline.columns import cut
from ..outline.layout import Layout
from ..outline.lines import Line
from ..outline.marks import ADOPTED_BY, ENACTS, TYPED, type_of
from ..outline.parts import Part
from .cells import cells, printed, span
from .dates import DATED, DAY, iso
from .portal import fields

# The gazette has no header, but the number and day in the title: "CỦA CHÍNH PHỦ SỐ 9/1998/NĐ-CP NGÀY 1 THÁNG 5 …".
IN_TITLE = lazy(
    r"(?:CỦA\s[^\d]{3,80}?\s)?SỐ\s*:?\s*(?P<code>\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][\w&]*(?:-[A-ZĐ][\w&]*)*),?"
    r"(?:\s+NGÀY\s+(?P<day>\d{1,2})\s+THÁNG\s+(?P<month>\d{1,2})\s+NĂM\s+(?P<year>\d{4}))?\s*",
    re.IGNORECASE,
)
CODE = lazy(
    lambda: (
        rf"(?m)^(?:(?i:{TYPED.pattern}) số\s*:|(?:Luật )?(?:Số|SỐ|số)\s*:?)\s*"
        r"(\d{1,5}(?:\.\d{1,3})?[a-z]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐ][\w&]*(?:\s*[-/]\s*[A-ZĐ][\w&.]*)*)"
    )
)
# The bodies in whose name a decision is taken stand in capitals below its title.
AUTHORITY = lazy(lambda: rf"{any_of('authorities')}\b")
# The words that begin an agency in capitals: in the left column of a header the lowest body comes last.
AGENCY_HEAD = lazy(
    lambda: rf"\b{alternation([*words('agency_heads'), *map(str.upper, [*type_words(), *counting('header')])])}\b"
)
# What a letter is about, below its number: "V/v trồng cây". No title ends so; the body that decides is not of it.
SUBJECT = lazy(lambda: rf"{any_of('subjects')}\b", re.IGNORECASE)
LEFT_OPEN = lazy(lambda: rf"(?:^| ){any_of('left_open')}$")
# Characters from which a title in capitals is whole, so that small letters below it are text. Less cuts "VỀ VIỆC" above
# its title in small letters, more takes the text of a short dispatch into the title.
WHOLE_TITLE = 30
RULE = lazy(r"[\W_]*")  # a line of signs between the lines of a title
TYPED_TITLE = lazy(lambda: rf"{TYPED.pattern} (?=[^\W\d_])(?!số\b)")
SESSION = lazy(r"kh[oó][áa]\s+[ivx\d]+", re.IGNORECASE)  # of a council, below its name
LETTER = "công văn"  # the type that is never printed
WEB_PAGE = "trang thông tin"  # the type of a page that prints neither type nor number nor nation
# Characters of an agency's name. Less loses long names in small letters, and of bodies named with their locality the
# beginning; more takes sentences of a page for the left column. Of 597 documents 15 change at 40, 192 at 160.
LONGEST_NAME = 80


class Header(NamedTuple):
    """The fields of the title block."""

    agency: list[Line]  # the cells of the left column
    authority: list[str]  # who decides, by the lines below the title and the words that enact
    fields: dict[str, Line]  # what a portal's table tells
    type: str | None
    code: str | None
    place: str | None
    issued_on: str | None
    title: str | None
    spans: dict[str, Span]
    notes: list[Diagnostic]


# What was read of a field, by its name, and where; a place is known also where the value is blank or no value.
Read = dict[str, tuple[str | None, Span]]


def header(layout: Layout, parts: list[Part]) -> Header:
    """The fields of the title block that `parts` begin with; all None where they begin with none."""
    block = parts[0].lines if parts and parts[0].kind == "header" else []
    found = cells(layout.source.text, [line for line in block if not line.furniture])
    at = next((i for i, cell in enumerate(found) if _type(cell.text)), len(found))
    told = fields(layout.source.text, found)
    read = _completed({**_dated(found), **_numbered(found[:at])}, _portal(told))
    inferred: str | None = None
    notes: list[Diagnostic] = []
    if at < len(found):
        read["type"] = (_type(found[at].text), printed(found[at], found[at]))
        read |= _title(found[at + 1 :], read)
    elif found and (titled := _typed_title(layout.source.text, found, parts)):
        read |= titled
    elif found:
        subject = _subject(found, read) if "code" in read else {}
        read |= subject
        letter = bool(subject) or any(part.lines[0].greets for part in parts[1:2])
        inferred, notes = _inferred_type(read, found, layout.source.media_type, letter=letter)
        if not (_value(read, "title") or told or letter):
            last = max((i for i, cell in enumerate(found) if _above_title(cell)), default=-1)
            read |= _title(found[last + 1 :], read)
    return Header(
        agency=_agency(found[:at]),
        authority=_authority(found, read),
        fields=told,
        type=_consolidated(_value(read, "code")) or _value(read, "type") or inferred,
        code=_value(read, "code"),
        place=_value(read, "place"),
        issued_on=_value(read, "issued_on"),
        title=_value(read, "title"),
        spans={field: span for field, (_, span) in read.items()},
        notes=notes,
    )


def _agency_heads() -> list[str]:
    return [*words("agency_heads"), *map(str.upper, (*type_words(), *counting("header")))]


def begins_agency(text: str) -> bool:
    """Whether a line of the left column begins a body: a type word and more ("TRƯỜNG" alone goes on a name)."""
    match = AGENCY_HEAD.match(text)
    return match is not None and (match.end() < len(text) or " " in match[0] or match[0] in counting("whole"))


def _value(read: Read, field: str) -> str | None:
    return read[field][0] if field in read else None


def _completed(read: Read, other: Read) -> Read:
    """What was read, its gaps filled with what was read elsewhere."""
    filled = {field: (value or _value(other, field), span) for field, (value, span) in read.items()}
    return {**filled, **{field: there for field, there in other.items() if field not in filled}}


def _consolidated(code: str | None) -> str | None:
    """The type of a consolidated text, which prints that of the act it consolidates: "94/VBHN-BQP"."""
    sign = code.rsplit("/", 1)[-1].split("-")[0] if code else None
    return next((row["name"].casefold() for row in table("doc_types") if _consolidates(row, sign)), None)


def _consolidates(row: dict[str, str], sign: str | None) -> bool:
    return row["class"] == "consolidated" and row["abbreviation"] == sign


def _agency(cells: list[Line]) -> list[Line]:
    """The cells of the left column: what stands above the number and is no national motto."""
    agency: list[Line] = []
    last = next((i for i, cell in enumerate(cells) if cell.numbered), len(cells))
    nation = next((i for i, cell in enumerate(cells[:last]) if cell.nation), last)
    for i, cell in enumerate(cells[:last]):
        named = cell.capitals or (len(cell.text) < LONGEST_NAME and begins_agency(cell.text.upper()))
        if named and not (cell.nation or cell.catalogued):
            agency.append(cell)
        elif i < nation < len(cells) and not RULE.fullmatch(cell.text):
            agency = []  # what a site says above the letterhead
    return agency


def _authority(cells: list[Line], read: Read) -> list[str]:
    """Who decides, in capitals below the title; empty where the block names nobody there."""
    if "title" not in read:
        return []
    below = [cell for cell in cells if printed(cell, cell)[0] >= read["title"][1][1] and not RULE.fullmatch(cell.text)]
    named = takewhile(lambda cell: cell.capitals and not (cell.nation or ENACTS.fullmatch(cell.text)), below)
    words = " ".join(cell.text for cell in named)
    return [words] if begins_agency(words) and len(words) < 2 * LONGEST_NAME else []


def _dated(cells: list[Line]) -> Read:
    """The place and the day, where they are printed."""
    text = "\n".join(cell.text for cell in cells)
    match = DATED.search(text)
    if match is None:
        return {}
    place, start = match["place"], match.start()
    above = text[:start].rstrip("\n").rsplit("\n", 1)[-1]
    if not province_in(place) and province_in(f"{above} {place}"):  # "Thành phố Hồ" + "Chí Minh"
        place, start = f"{above} {place}", start - len(above) - 1
    return {
        "place": (place, span(cells, start, match.end("place"))),
        "issued_on": (iso(match), span(cells, text.index("ngày", match.end("place")), match.end())),
    }


def _numbered(cells: list[Line]) -> Read:
    """The number of the document, where it is printed."""
    match = CODE.search("\n".join(cell.text for cell in cells))
    return {"code": (_plain(match[1]), span(cells, *match.span(1)))} if match else {}


def _plain(code: str) -> str:
    """A number without blanks, and with the one Đ that Vietnamese has."""
    return "".join(code.split()).replace("Ð", "Đ")


def _portal(told: dict[str, Line]) -> Read:
    """What a portal's table tells."""
    return {field: (_told(field, cell.text), printed(cell, cell)) for field, cell in told.items()}


def _told(field: str, text: str) -> str | None:
    """The value of a field in a portal's table; None where it is none, or is read elsewhere."""
    if field == "code":
        code = CODE.match(f"Số {text}")
        return _plain(code[1]) if code else None
    if field == "type":
        return _names().get(for_search(text))
    if field == "issued_on":
        day = DAY.search(text)
        return iso(day) if day else None
    return text if field == "title" else None


def _typed_title(source: str, cells: list[Line], parts: list[Part]) -> Read:
    """Type and title that stand in one sentence above căn cứ: "Quyết định về việc trồng cây"; empty for others."""
    begins = TYPED_TITLE.match(cells[0].text)
    if begins is None or not any(part.kind == "basis" for part in parts[1:3]):
        return {}
    kind, first = cut(source, cells[0], [begins.end()])
    wrapped = takewhile(lambda cell: not begins_agency(cell.text.upper()) and not SESSION.match(cell.text), cells[1:])
    title = [first, *(cell for cell in wrapped if len(cells) > 1)]
    return {
        "type": (kind.text.casefold(), printed(kind, kind)),
        "title": (" ".join(cell.text for cell in title), printed(title[0], title[-1])),
    }


def _subject(cells: list[Line], read: Read) -> Read:
    """What a letter is about: from "V/v" to its day, the motto or the line to whom it goes."""
    start = next((i for i, cell in enumerate(cells) if i and SUBJECT.match(cell.text)), len(cells))
    day = read["place"][1][0] if "place" in read else None
    below = takewhile(lambda cell: not (cell.nation or cell.numbered or printed(cell, cell)[0] == day), cells[start:])
    lines = [cell for cell in below if not RULE.fullmatch(cell.text)]
    return {"title": (" ".join(cell.text for cell in lines), printed(lines[0], lines[-1]))} if lines else {}


def _inferred_type(
    read: Read, cells: list[Line], media_type: str, *, letter: bool
) -> tuple[str | None, list[Diagnostic]]:
    """A header that prints no type: the number tells it; a page of a portal is of no type of decisions."""
    if _value(read, "type"):
        return None, []
    if letter:
        return LETTER, []
    if code := _value(read, "code"):
        kind = _types().get(code.rsplit("/", 1)[-1].split("-")[0])
        message = f"type {kind} from the number {code}: the header prints none"
        note = Diagnostic(code="type-inferred", severity="info", message=message, span=read["code"][1])
        return kind, [note] if kind else []
    web = media_type == "text/html" and not any(cell.nation for cell in cells)
    return WEB_PAGE if web else None, []


def _title(cells: list[Line], read: Read) -> Read:
    """The title: what stands below the type, up to the authority, a note in brackets or căn cứ."""
    title: list[Line] = []
    for number, cell in enumerate(cells, 1):
        other_letters = title and cell.capitals and not title[-1].capitals
        starts_new = cell.blank_above or not title or other_letters or number == len(cells)
        decides = cell.post or AUTHORITY.match(cell.text) is not None
        if starts_new and decides and (title or not cell.text.endswith(":")):
            break
        if title and decides and _decides(cells[number - 1 :]) and not LEFT_OPEN.search(title[-1].text):
            break
        bracketed = cell.text.startswith("(") and not (title and title[-1].capitals and cell.capitals)
        if bracketed or ADOPTED_BY.match(cell.text) or ENACTS.fullmatch(cell.text) or cell.nation or cell.basis:
            break
        whole = title and title[0].capitals and sum(len(line.text) for line in title) > WHOLE_TITLE
        if whole and cell.text != cell.text.upper():
            break
        if not RULE.fullmatch(cell.text):
            title.append(cell)
    text = "\n".join(cell.text for cell in title)
    numbered = IN_TITLE.match(text) if title and not _value(read, "code") else None
    start = numbered.end() if numbered else 0
    found: Read = {}
    if numbered:
        found["code"] = (numbered["code"], span(title, *numbered.span("code")))
        if numbered["day"] and not _value(read, "issued_on"):
            found["issued_on"] = (iso(numbered), span(title, numbered.start("day"), numbered.end("year")))
    if text[start:].strip():
        words = text[start:].replace("\n", " ").strip()
        found["title"] = (words, span(title, start, len(text)) if start else printed(title[0], title[-1]))
    return found


def _decides(rest: list[Line]) -> bool:
    """Whether what is left of a title block is the name of who decides, in capitals: "CỤC TRƯỞNG CỤC" / "HẢI QUAN"."""
    names = takewhile(lambda cell: cell.capitals and not ENACTS.fullmatch(cell.text), rest)
    return sum(len(cell.text) for cell in names) < LONGEST_NAME


def _type(text: str) -> str | None:
    """The type that a line of a header names: "NGHỊ ĐỊNH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"."""
    text = text.removeprefix("BẢN ")
    kind, _, agency = text.partition(" CỦA ")
    return type_of(text) or (type_of(kind) if agency and text.isupper() and AUTHORITY.match(agency) else None)


def _above_title(cell: Line) -> bool:
    """Whether a line of a header stands above its title: nation, motto, number, place and date."""
    return cell.nation or cell.numbered or DATED.search(cell.text) is not None


@cache
def _names() -> dict[str, str]:
    return {for_search(row["name"]): row["name"].casefold() for row in table("doc_types")}


@cache
def _types() -> dict[str, str]:
    return {row["abbreviation"]: row["name"].casefold() for row in table("doc_types") if row["abbreviation"]}
