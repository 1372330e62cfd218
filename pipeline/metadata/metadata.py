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

from ..citations.find import Reference
from ..knowledge import table
from ..language.letters import modern
from ..language.patterns import alternation, lazy
from ..language.places import Province, localities, province_in
from ..model import Diagnostic, Metadata, Signer, Span
from ..names.types import counting
from ..outline.layout import Layout, to_source
from ..outline.parts import POSTS, SIGNS_FOR, Part, columns, is_capitals, is_name
from ..outline.tree import Item, Outline
from .header import LONGEST_NAME, Header, begins_agency, inferred, iso, printed

# Only what speaks of "this" document tells when it enters into force.
EFFECTIVE = re.compile(
    r"\bnày\b[^.;]{0,60}? (?P<words>(?:có )?hiệu lực (?:thi hành )?(?:kể )?từ ngày "
    r"(?:(?P<same>ký|ban hành|ký ban hành|công bố)|"
    r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})))"
)
AMENDS = re.compile(r"(?:về việc )?(?:sửa đổi|bổ sung|bãi bỏ|thay thế)", re.IGNORECASE)
SHORT = {
    "UBND": "Ủy ban nhân dân",
    "BQL": "Ban quản lý",
    "HĐND": "Hội đồng nhân dân",
    "TP.": "thành phố",
    "TP": "thành phố",
}
CENTRAL = ("Bộ ", "Chính phủ", "Thủ tướng", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Tổng cục")
# Who prepares a plan without a header, most often named in full with its locality.
NAMED_BODY = lazy(lambda: rf"\b{alternation([*counting('signed'), *map(str.upper, counting('signed'))])} ")
CROSSES = re.compile(r"[;.:()]| về | của | trên |[Nn]hân dân|NHÂN DÂN|, (?!Thể thao|THỂ THAO)")


class Found(NamedTuple):
    """The metadata, and what had to be inferred."""

    metadata: Metadata
    diagnostics: list[Diagnostic]


def metadata(layout: Layout, parts: list[Part], outline: Outline, references: dict[str, list[Reference]]) -> Found:
    """The metadata of a document; `references` are those of each segment, by its id."""
    header = Header(layout, parts)
    items = outline.items
    issuer, province, notes = _issuer(header, items, references, header.issued_on)
    spans = header.spans
    issued = header.issued_on
    effective = None
    for item in items:
        if item.segment.kind in ("article", "clause", "paragraph") and (match := EFFECTIVE.search(item.segment.text)):
            effective = issued if match["same"] else iso(match["year"], match["month"], match["day"])
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
    return Found(result, [*header.notes, *notes])


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """An id from a name: lower case ASCII words joined by hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")


def _issuer(
    header: Header, items: list[Item], references: dict[str, list[Reference]], day: str | None
) -> tuple[str | None, Province | None, list[Diagnostic]]:
    """The issuing agency with its locality, its province, and how it was inferred if it was."""
    cells = [modern(RULED.sub("", cell.text)).replace("–", "-") for cell in header.agency]
    starts = [i for i, text in enumerate(cells) if begins_agency(text.upper())]
    if starts:
        header.spans["issuer"] = printed(header.agency[0], header.agency[-1])
        province = province_in(" ".join(cells), day) or province_in(header.place or "", day)
        name = _full_name(cells, starts, items, province)
        central = cells[0].upper().startswith("BỘ ") or name.startswith(CENTRAL)
        return (name, None, []) if central else (_with_locality(name, province), province, [])
    if named := header.fields.get("issuer"):
        province = province_in(named.text, day)
        name = _with_locality(proper(named.text.strip(" ."), items, province), province)
        return name, (None if name.startswith(CENTRAL) else province), []
    if header.code:
        sign = re.split(r"[-/]", header.code)[-1].rstrip("0123456789")  # the digits are the term: UBTVQH15
        name, level = _signs().get(sign, ("", ""))
        province = province_in(" ".join([*cells, header.place or ""]), day) if level == "local" else None
        if level == "central" or province:
            issuer = _with_locality(name, province)
            note = inferred(f"issuer {issuer} from the sign of {header.code}", header.spans.get("code"))
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
        [inferred(f"issuer {issuer}: the text has no header; it names this body most", span)],
    )


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
