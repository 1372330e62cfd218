"""Organisational units: who the document regulates, from headings, function statements and lists.

Reads: the outline and the metadata. Guarantees:
1. A unit comes from one of four kinds of evidence: a heading that is its name, a sentence that says
   what it is ("X là cơ quan …"), a heading that names the holder of a post, a list of structure.
2. `Scopes` tells for every segment the unit it speaks of and the role of the passage it stands in.
3. The same unit, in force and proposed, makes two records; otherwise a name makes one.
"""

import re
from difflib import get_close_matches
from typing import NamedTuple

from msgspec.structs import replace

from ..metadata.metadata import proper
from ..model import Diagnostic, Metadata, Status, Unit
from ..names.bodies import IS, holder, holder_type, listed, named_unit, posts, unit_type
from ..names.posts import PERSON
from ..outline.layout import to_source
from ..outline.tree import OUTSIDE, Item, Outline
from ..passages.headings import Passage, passage, role_of

PROPOSING = {"đề án", "phương án", "tờ trình", "dự thảo", "dự án"}
PROPOSES = re.compile(r"phương án|đề xuất|sau (?:khi )?(?:sắp xếp|kiện toàn|sáp nhập)", re.IGNORECASE)
TODAY = re.compile(r"Hiện\b|Đến nay\b|Tính đến\b|Năm \d{4}\b")
# "(2) Văn phòng Sở: 05 biên chế …": an item of a list of staff names a unit as well.
STAFFED = re.compile(r"(?P<name>[^:;(\d]{3,80}?)\s*[:(]\s*\d{1,3} (?:biên chế|công chức|viên chức|người)")
SAME_NAME = 0.92  # likeness from which a name is a misprint of a known one


# "Chi cục A là tổ chức hành chính trực thuộc Sở B, …"
OWNER = re.compile(
    r"(?:trực )?thuộc (?P<name>(?:Sở|Bộ) [^,;.:()]{2,80}?)(?= (?:có|thực hiện|giúp|quản lý)\b| ?[,;.:(]|$)"
)
# "Giám đốc Sở là người đứng đầu …", "Phó Giám đốc do … bổ nhiệm"
LEADS = re.compile(
    r"(?P<name>[^\W\d_][^,;.:()]{2,60}?) "
    r"(?:là (?:người (?:đứng đầu|giúp)|cấp phó|thủ trưởng)|do [^,;.]{3,80} bổ nhiệm\b)"
)


# "… chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở A"
TITLED = re.compile(
    r"(?:chức năng|nhiệm vụ)[^.;()]*? của (?P<name>[^.;()]{3,160}?)(?=\s*(?:[.;(]|$| [ỦU][YỶ] BAN NHÂN DÂN| GIÁM ĐỐC))",
    re.IGNORECASE,
)


LOCALITY = re.compile(r" (?:tỉnh|thành phố) [^,;.]+$", re.IGNORECASE)


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

    def subject_of(self, status: Status) -> int | None:
        """The unit that passages without a heading speak of; of what is proposed that may be today's."""
        return self.subject.get(status, self.subject.get("current"))


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
        self.led: dict[str | None, Scope] = {}  # by the parent: the passage that a lead-in beside its items opens
        self.subject: dict[Status, int] = {}  # the unit that passages without a heading speak of
        self.proposed: set[str] = set()
        self.today: str | None = None  # id of the segment whose children tell of today
        self.diagnostics: list[Diagnostic] = []

    def find(self) -> Scopes:
        for item in self.outline.items:
            segment = item.segment
            if segment.kind in OUTSIDE:
                continue
            above = self.led.get(segment.parent) or self.of.get(segment.parent or "", Scope(None, None, None))
            self._mark_proposal(item)
            scope = self._scope(item, above)
            self.of[segment.id] = scope
            if segment.lead_in and segment.kind == "paragraph" and scope.passage == segment.id:
                self.led[segment.parent] = scope  # "Phòng A có các nhiệm vụ sau:" leads what stands beside it
            if scope.role == "functions" and (not segment.lead_in or IS.match(segment.text)):
                self._function(item, scope)
            elif scope.role == "structure" and not segment.lead_in:
                self._structure(item, scope)
                self._leader(item, scope)
            elif scope.role != "duties" and (match := STAFFED.match(segment.text)):
                self._staffed(item, match["name"].strip())
        self._titled()
        self._twin()
        units = [
            replace(unit, functions=self.functions.get(i, []), structure=self._parts(i))
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
            if above.unit is None and self.metadata.issuer and self.metadata.issuer.startswith(name):
                self.subject.setdefault("current", unit)  # the body itself, not a part of it
            listing = above.role == "duties"  # "Nhiệm vụ cụ thể của Ban Giám đốc": each child holds its own
            return Scope(unit, "duties" if listing else None, segment.id if listing else None)
        opened = passage(title, leads=segment.lead_in)
        within = opened and above.role == "duties" and self._within(opened, title, above)
        if opened and not within:
            return self._open(opened, item, above)
        return Scope(unit, above.role, above.passage)

    def _within(self, opened: Passage, title: str, above: Scope) -> bool:
        """Whether a heading inside a passage of duties only goes on with it."""
        if opened.role == "other" or title[:3].casefold() == "về ":
            return True
        name = holder(opened.holder or "")
        same = above.unit is not None and name is not None and self.units[above.unit].name.startswith(name)
        return opened.sentence and (name is None or same)

    def _open(self, opened: Passage, item: Item, above: Scope) -> Scope:
        """The scope of a heading of the trade: the passage's own holder, else the unit it stands under."""
        role, unit = opened.role, above.unit
        if role == "responsibility":
            # What a body answers for is its duty; of heads and posts, and where all is to be carried out, it is not.
            body = unit_type(opened.holder or "")
            if above.role in ("structure", "other") or body in (None, "post"):
                return Scope(unit, above.role, above.passage)
            role = "duties"
        if (
            opened.holder
            and role in ("duties", "functions")
            and (named := self._holder(opened.holder, item)) is not None
        ):
            unit = named
            title = (self.metadata.title or "").casefold()
            if above.unit is None and (role == "functions" or self.units[named].name.casefold() in title):
                self.subject.setdefault(self.status(item), named)  # the text is about this body
        return Scope(unit, role, item.segment.id)

    def _holder(self, words: str, item: Item) -> int | None:
        """The unit that a heading names as the holder; None where it only points to the one that is open."""
        name = holder(words)
        status = self.status(item)
        subject = self.subject.get(status)
        if name is None:
            return None
        if subject is not None and self.units[subject].name.casefold().startswith(name.casefold()):
            return subject  # "của Sở": the body that is spoken of
        if " " not in name and name[:1].isupper() and subject is not None:
            return None
        known = same_unit(self.units, self._named(name), status)
        if known is not None:
            return known
        start = max(item.segment.text.find(name), 0)
        return self._add(self._named(name), item, start + len(name), start=start, parent=None)

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
                if owner := OWNER.search(item.segment.text, match.end("name")):
                    self.units[unit] = replace(self.units[unit], parent=self._located(owner["name"]))
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

    def _parts(self, index: int) -> list[str]:
        """What a unit consists of; its leaders are no part of it where the text regulates their posts."""
        names, unit = list(self.structure.get(index, ())), self.units[index]
        offices = [post for post in self.units if post.type == "post" and not PERSON.match(post.name)]
        led = any(post.parent == unit.name for post in offices)
        return [name for name in names if unit_type(name) != "post"] if led else names

    def _located(self, name: str) -> str:
        """A department of the document's own province, with its locality."""
        locality = re.search(r" (?:tỉnh|thành phố) (?!.* (?:tỉnh|thành phố) ).+$", self.metadata.issuer or "")
        own = name.startswith("Sở ") and locality is not None and f" {self.metadata.province}" not in name
        return f"{re.sub(' (?:tỉnh|thành phố)$', '', name)}{locality[0]}" if own and locality else name

    def _structure(self, item: Item, scope: Scope) -> None:
        """An item of a list of structure: the units it names, and what the unit consists of."""
        owner = scope.unit if scope.unit is not None else self.subject.get(self.status(item))
        for name, start, above in listed(item.segment.text):
            over = self.index.get((above.casefold(), self.status(item)), owner) if above else owner
            if unit_type(name) != "post":
                unit = self._add(name, item, start + len(name), start=start, parent=over, listed=True)
                within = posts(item.segment.text[len(name) :]) if item.segment.text[len(name) :][:1] == ":" else []
                if within:  # "Lãnh đạo Sở: Giám đốc và 03 Phó Giám đốc"
                    self.structure.setdefault(unit, {}).update(dict.fromkeys(post.name for post in within))
            if over is not None:
                self.structure.setdefault(over, {})[name] = None

    def _leader(self, item: Item, scope: Scope) -> None:
        """What the text says of the head or a deputy of its body: "Giám đốc Sở là người đứng đầu …"."""
        match = LEADS.match(item.segment.text)
        subject = self.subject.get(self.status(item))
        if match and subject is not None and scope.unit in (None, subject) and unit_type(match["name"]) == "post":
            self._add(match["name"], item, len(match["name"]), parent=subject)

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

    def _titled(self) -> None:
        """Where duties are of nobody that the text names, they are of the body that its title names."""
        lost = any(scope.role == "duties" and scope.unit is None for scope in self.of.values())
        if "current" in self.subject or not lost:
            return
        for item in self.outline.items:
            if item.segment.kind != "header" or not (match := TITLED.search(item.segment.text)):
                continue
            name = holder(proper(LOCALITY.sub("", match["name"]), self.outline.items, None))
            if name:
                start = match.start("name")
                self.subject["current"] = self._add(name, item, match.end("name"), start=start, parent=None)
                return

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
        if PERSON.match(name):  # a leader belongs to the leadership, where the text names one
            above = next((u.name for u in self.units if u.type == "ban_giam_doc" and u.status == status), above)
        return self._register(
            Unit(
                id="",
                name=name,
                type=holder_type(name) or "other",
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
        """What a unit without a parent in the text belongs to: the issuer, or the province's committee."""
        issuer, province = self.metadata.issuer or "", self.metadata.province
        if issuer and not issuer.casefold().startswith(name.casefold()):
            return issuer
        locality = re.search(rf"(?:tỉnh|thành phố) {re.escape(province)}$", issuer) if province else None
        return f"Ủy ban nhân dân {locality[0]}" if locality and name.startswith("Sở ") else None
