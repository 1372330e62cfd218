"""Organisational units: who the document regulates, from headings, function statements and lists.

Reads: the outline and the metadata. Guarantees:
1. A unit comes from one of four kinds of evidence: a heading that is its name, a sentence that says
   what it is ("X là cơ quan …"), a heading that names the holder of a post, a list of structure.
2. `Scopes` tells for every segment the unit it speaks of and the role of the passage it stands in.
3. The same unit, in force and proposed, makes two records; otherwise a name makes one.
"""

import re
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.knowledge import table
from pipeline.layout import to_source
from pipeline.model import Diagnostic, Metadata, Status, Unit, UnitType
from pipeline.tree import OUTSIDE, Item, Outline

PROPOSING = {"đề án", "phương án", "tờ trình", "dự thảo", "dự án"}
PROPOSES = re.compile(r"phương án|đề xuất|sau (?:khi )?(?:sắp xếp|kiện toàn|sáp nhập)", re.IGNORECASE)
TODAY = re.compile(r"Hiện\b|Đến nay\b|Tính đến\b|Năm \d{4}\b")
# "Sở Nội vụ là cơ quan chuyên môn …": the subject and the copula of a function statement.
IS = re.compile(r"(?P<name>[^()]{2,90}?)(?: \([^()]{1,80}\))? (?:là|có chức năng|thực hiện chức năng|có nhiệm vụ)\b")
# What may stand behind a unit's name in the heading that names it.
BEHIND = re.compile(r"(?: trực)? thuộc .{3,120}|\s*\(.{3,120}\)|\s*[:.;]?$")
PERSON = re.compile(r"(?:Đồng chí|Ông|Bà|đ/c|Đ/c) [^,:;]{5,40}[,–-] ?(?P<post>.+)")
# "06 phòng: A; B", "Trung tâm có 05 phòng, gồm: A; B", "Gồm A, B": the list begins behind it.
LISTS = re.compile(r"(?:^|[ ,])(?:bao )?[Gg]ồm(?: có)?:? |^(?:\d{1,2}|[Cc]ác) [^:;.]{3,60}: ?")
HAS = re.compile(r"[^:;,.]{3,80}? có ")
COUNTED = re.compile(r"\s*(?:và )?(?:không quá )?(?:(?:\d{1,2}|một|hai|ba|các) )?")
# Words that make a sentence of a name ("Phòng Người có công" is a name all the same).
ACTS = re.compile(r" (?:là|giúp|do|được|chịu|quyết định|thực hiện|bổ nhiệm) | có (?:\d|[A-ZĐ]|tư|trách|các)")
# "(2) Văn phòng Sở: 05 biên chế …": an item of a list of staff names a unit as well.
STAFFED = re.compile(r"(?P<name>[^:;(\d]{3,80}?)\s*[:(]\s*\d{1,3} (?:biên chế|công chức|viên chức|người)")
SAME_NAME = 0.92  # likeness from which a name is a misprint of a known one


class Scope(NamedTuple):
    """What a segment speaks of."""

    unit: int | None  # index into the units
    role: str | None  # functions, duties, structure, staff, other; None outside such a passage
    passage: str | None  # id of the segment that opened the passage


class Scopes(NamedTuple):
    """The units, and the scope of every segment of the body by its id."""

    units: list[Unit]
    of: dict[str, Scope]
    subject: dict[Status, int]  # index of the unit that passages without a heading speak of
    proposed: set[str]  # ids of the segments that only propose
    diagnostics: list[Diagnostic]


def same_unit(units: list[Unit], name: str, status: Status) -> int | None:
    """The index of the unit that `name` means: by name, as its leadership, or as a misprint of it."""
    among = [(i, unit) for i, unit in enumerate(units) if unit.status == status]
    folded = name.casefold()
    for i, unit in among:
        if unit.name.casefold() == folded:
            return i
    if unit_type(name) == "ban_giam_doc":  # "Ban Giám đốc", "Lãnh đạo Sở": one body, many names
        return next((i for i, unit in among if unit.type == "ban_giam_doc"), None)
    close = get_close_matches(folded, [unit.name.casefold() for _, unit in among], n=1, cutoff=SAME_NAME)
    return next((i for i, unit in among if close and unit.name.casefold() == close[0]), None)


def role_of(text: str) -> str | None:
    """The role of the passage under a heading, or None where it is no heading of the trade."""
    if len(text) > 240:
        return None
    match = _roles_pattern().match(text.casefold())
    return _roles()[match["phrase"]] if match else None


def unit_type(name: str) -> UnitType | None:
    """The type of a unit or post by the word its name begins with; None where it is no such name."""
    if _posts_pattern().match(name) or PERSON.match(name):
        return "post"
    match = _types_pattern().match(name)
    if not match:
        return None
    behind = name[match.end() :].lstrip()
    # "Thanh tra việc …", "Ban hành …" are acts: a name goes on with a capital, or ends.
    if behind and not (behind[0].isupper() or behind[0].isdigit() or behind.startswith("nhân dân")):
        return None
    return _types()[match["word"].casefold()]


def named_unit(text: str) -> str | None:
    """The unit that a heading consists of: "Văn phòng", "Phòng A thuộc Sở B (sau đây …):"."""
    text = text.strip()
    if len(text) > 260 or unit_type(text) is None:
        return None
    if PERSON.match(text):
        return text.rstrip(" :.;") if len(text) < 90 else None
    cut = BEHIND.search(text)
    name = text[: cut.start()] if cut else text
    if ":" in name or ";" in name or name.count(" ") > 16 or IS.match(text):
        return None
    return name.strip() or None


def scopes(outline: Outline, metadata: Metadata) -> Scopes:
    """The units of the document and what each of its segments speaks of."""
    return _Finder(outline, metadata).find()


class _Finder:
    def __init__(self, outline: Outline, metadata: Metadata) -> None:
        self.outline = outline
        self.metadata = metadata
        self.units: list[Unit] = []
        self.index: dict[tuple[str, Status], int] = {}
        self.functions: dict[int, list[str]] = {}  # of the units, by their index
        self.structure: dict[int, dict[str, None]] = {}
        self.of: dict[str, Scope] = {}
        self.subject: dict[Status, int] = {}  # the unit that passages without a heading speak of
        self.proposed: set[str] = set()
        self.today: str | None = None  # id of the segment whose children tell of today
        self.diagnostics: list[Diagnostic] = []

    def find(self) -> Scopes:
        for item in self.outline.items:
            segment = item.segment
            if segment.kind in OUTSIDE:
                continue
            above = self.of.get(segment.parent or "", Scope(None, None, None))
            self._mark_proposal(item)
            scope = self._scope(item, above)
            self.of[segment.id] = scope
            if scope.role == "functions" and not segment.lead_in:
                self._function(item, scope)
            elif scope.role == "structure" and not segment.lead_in:
                self._structure(item, scope)
            elif scope.role != "duties" and (match := STAFFED.match(segment.text)):
                self._staffed(item, match["name"].strip())
        self._twin()
        units = [
            replace(unit, functions=self.functions.get(i, []), structure=list(self.structure.get(i, ())))
            for i, unit in enumerate(self.units)
        ]
        return Scopes(units, self.of, self.subject, self.proposed, self.diagnostics)

    # ---- scopes --------------------------------------------------------

    def _mark_proposal(self, item: Item) -> None:
        """What stands under a heading that proposes is proposed, but for what it says of today."""
        segment = item.segment
        if segment.kind == "paragraph":
            self.today = segment.parent if TODAY.match(segment.text) else None
        if self.today is not None and segment.parent == self.today:
            return
        if segment.parent in self.proposed or (
            self.metadata.type in PROPOSING and segment.heading and PROPOSES.search(segment.heading)
        ):
            self.proposed.add(segment.id)

    def status(self, item: Item) -> Status:
        return "proposed" if item.segment.id in self.proposed else "current"

    def _scope(self, item: Item, above: Scope) -> Scope:
        segment = item.segment
        title = segment.heading or (segment.text if segment.lead_in else segment.text.split(":", 1)[0])
        unit = above.unit
        name = named_unit(segment.text) if segment.lead_in and segment.kind != "paragraph" else None
        if name and (above.role in ("duties", "structure") or self._regulates(item)):
            unit = self._add(name, item, len(segment.text), parent=above.unit)
            listing = above.role == "duties"  # "Nhiệm vụ cụ thể của Ban Giám đốc": each child holds its own
            return Scope(unit, "duties" if listing else None, segment.id if listing else None)
        role = role_of(title)
        if role and not (above.role == "duties" and (role == "other" or title[:3].casefold() == "về ")):
            return Scope(unit, role, segment.id)
        return Scope(unit, above.role, above.passage)

    def _regulates(self, item: Item) -> bool:
        """Whether the passages below a heading say what a unit does or consists of."""
        below = self.outline.children.get(item.segment.id, ())
        return any(role_of(child.segment.heading or child.segment.text.split(":", 1)[0]) for child in below)

    # ---- evidence ------------------------------------------------------

    def _function(self, item: Item, scope: Scope) -> None:
        """A statement of position and function; without a heading above, its subject is a unit."""
        unit = scope.unit
        if unit is None:
            match = IS.match(item.segment.text)
            name = self._named(match["name"].strip()) if match else None
            if match and name and unit_type(name) and unit_type(name) != "post":
                unit = self._add(name, item, len(match["name"]), parent=None)
                self.subject[self.status(item)] = unit
            else:
                unit = self.subject.get(self.status(item))
        if unit is not None:
            self.functions.setdefault(unit, []).append(item.segment.id)

    def _named(self, name: str) -> str:
        """The name in full: "Sở là cơ quan …" speaks of the department that issues or prepares the text."""
        issuer = self.metadata.issuer or ""
        if " " in name or not issuer.startswith(f"{name} "):
            return name
        return re.sub(rf" (?:tỉnh|thành phố) {re.escape(self.metadata.province or '')}$", "", issuer)

    def _structure(self, item: Item, scope: Scope) -> None:
        """An item of a list of structure: the units it names, and what the unit consists of."""
        owner = scope.unit if scope.unit is not None else self.subject.get(self.status(item))
        parts = _listed(item.segment.text)
        for name, start in parts:
            kind = unit_type(name)
            if kind and kind != "post":
                self._add(name, item, start + len(name), start=start, parent=owner, listed=True)
        if owner is not None:
            self.structure.setdefault(owner, {}).update(dict.fromkeys(name for name, _ in parts))

    def _staffed(self, item: Item, name: str) -> None:
        """An item of a list of staff: its unit, unless that is known by this or another name."""
        if unit_type(name) in (None, "post") or self.subject.get("current") is None:
            return
        known = same_unit(self.units, name, self.status(item))
        if known is None:
            self._add(name, item, len(name), parent=None)
        elif self.units[known].type != "ban_giam_doc" and self.units[known].name.casefold() != name.casefold():
            self.diagnostics.append(
                Diagnostic(
                    code="unit-misprint",
                    severity="info",
                    message=f"{name} was read as {self.units[known].name}",
                    span=to_source(item.runs, 0, len(name)),
                )
            )

    def _twin(self) -> None:
        """A plan that proposes units proposes anew the body that they belong to."""
        top = [i for i, unit in enumerate(self.units) if unit.status == "proposed" and unit.parent is not None]
        current = self.subject.get("current")
        if not top or current is None or "proposed" in self.subject:
            return
        parent = self.units[current]
        own = [u for u in self.units if u.status == "proposed" and u.parent == parent.name and not u.listed]
        if own:
            segment = self.outline.by_id[own[0].segment].segment.parent or own[0].segment
            item = self.outline.by_id[segment]
            span = to_source(item.runs, 0, max(1, len(item.segment.text)))
            at = self._register(replace(parent, status="proposed", segment=segment, span=span))
            self.structure[at] = dict.fromkeys(unit.name for unit in own)

    # ---- records -------------------------------------------------------

    def _add(self, name: str, item: Item, end: int, *, parent: int | None, start: int = 0, listed: bool = False) -> int:
        status = self.status(item)
        known = self.index.get((name.casefold(), status))
        if known is not None:
            if not listed:
                self.units[known] = replace(self.units[known], listed=False)
            return known
        if parent is None:
            parent = self.subject.get(status, self.subject.get("current"))
        above = self.units[parent].name if parent is not None else self._authority(name)
        return self._register(
            Unit(
                id="",
                name=name,
                type=unit_type(name) or "other",
                parent=above,
                status=status,
                segment=item.segment.id,
                functions=[],
                structure=[],
                staff=[],
                listed=listed,
                span=to_source(item.runs, start, max(start + 1, end)),
            )
        )

    def _register(self, unit: Unit) -> int:
        self.units.append(replace(unit, id=f"u{len(self.units) + 1}"))
        self.index[unit.name.casefold(), unit.status] = len(self.units) - 1
        return len(self.units) - 1

    def _authority(self, name: str) -> str | None:
        """What a unit without a parent in the text belongs to: the issuer, or the province."""
        issuer = self.metadata.issuer
        if issuer and not issuer.casefold().startswith(name.casefold()):
            return issuer
        if self.metadata.province and issuer and name.startswith("Sở "):
            return f"Ủy ban nhân dân {issuer[issuer.casefold().find(name.casefold()) + len(name) + 1 :]}".strip()
        return None


def _listed(text: str) -> list[tuple[str, int]]:
    """The units and posts that an item of a list of structure gives, with their offsets."""
    head, colon, _ = text.partition(":")
    if colon and named_unit(head) and unit_type(head) != "post":
        return [(head.strip(), 0)]
    opened = LISTS.search(text) or HAS.match(text)
    start = opened.end() if opened else 0
    stop = re.compile(r"\. (?=\w)").search(text, start)
    found: list[tuple[str, int]] = []
    for piece in re.compile("[^;]+").finditer(text, start, stop.start() if stop else len(text)):
        found += _names(piece[0], piece.start())
    if not found and not ACTS.search(text[start:].split(";", 1)[0]):
        found = [(m[0], m.start()) for m in _posts_pattern().finditer(text.split(";", 1)[0])]
    return found


def _names(text: str, at: int) -> list[tuple[str, int]]:
    """The units that `text` consists of: one, or several separated by commas and "và"."""
    pieces = [_name(m[0], at + m.start()) for m in re.finditer(r"[^,]+?(?= và [A-ZĐ]|,|$)|(?<= và )[A-ZĐ][^,]+", text)]
    if len(pieces) > 1 and all(pieces):
        return [piece for piece in pieces if piece]
    whole = _name(text, at)  # a single name may hold commas: "Sở Văn hóa, Thể thao và Du lịch"
    return [whole] if whole else []


def _name(text: str, at: int) -> tuple[str, int] | None:
    """The name in a piece of a list, a count before and "thuộc …" behind it left out."""
    counted = COUNTED.match(text)
    start = counted.end() if counted else 0
    name = re.split(r" (?:trực )?thuộc ", text[start:], maxsplit=1)[0].rstrip(" .:")
    if name.count(" ") > 16 or unit_type(name) in (None, "post") or ACTS.search(name):
        return None
    return name, at + start


@cache
def _roles() -> dict[str, str]:
    return {row["phrase"]: row["role"] for row in table("headings")}


@cache
def _roles_pattern() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    return re.compile(rf"(?:về )?(?P<phrase>{phrases})(?=\s*(?::|$)| (?:của|cụ thể|chủ yếu|trong)\b)")


@cache
def _types() -> dict[str, UnitType]:
    return {row["word"].casefold(): row["type"] for row in table("unit_types")}  # type: ignore[misc]


@cache
def _types_pattern() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(row["word"]) for row in table("unit_types")), key=len, reverse=True))
    return re.compile(rf"(?P<word>{words})(?![^\W\d_])")


@cache
def _posts_pattern() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(row["post"]) for row in table("posts")), key=len, reverse=True))
    return re.compile(rf"(?:Các |các )?(?:{words})(?![^\W\d_])")
