"""The records of the output: what a document is made of, and nothing about how it is found.

Every class is one closed JSON object of the published schema (``schemas/``); the descriptions
below are the schema's. Spans are half-open ranges ``[start, end)`` of code points of
``source.text``.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from . import card

SCHEMA_VERSION = "1.0"

Span = Annotated[
    tuple[Annotated[int, Meta(ge=0)], Annotated[int, Meta(ge=0)]],
    Meta(description="Range [start, end) in code points of source.text.", examples=[[120, 164]]),
]
Id = Annotated[str, Meta(min_length=1, description="Unique within the document.")]
Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD.")]

SegmentKind = Annotated[
    Literal[
        "part",
        "chapter",
        "section",
        "subsection",
        "article",
        "heading",
        "clause",
        "point",
        "bullet",
        "paragraph",
        "annex",
        "furniture",
        "note",
        "header",
        "basis",
        "recipients",
        "signature",
    ],
    Meta(description="What kind of segment it is; the last six are no part of the numbered text."),
]
UnitType = Annotated[
    Literal[
        "so",
        "phong",
        "van_phong",
        "thanh_tra",
        "chi_cuc",
        "cuc",
        "vu",
        "trung_tam",
        "ban",
        "bo",
        "uy_ban",
        "hoi_dong",
        "doi",
        "ban_giam_doc",
        "post",
        "other",
    ],
    Meta(description="By the word the name begins with."),
]
Status = Annotated[
    Literal["current", "proposed"],
    Meta(description="In force, or only proposed by a plan."),
]
Power = Annotated[
    Literal[
        "advise",
        "submit",
        "issue",
        "guide",
        "inspect",
        "license",
        "appraise",
        "manage",
        "implement",
        "build",
        "lead",
        "coordinate",
        "sanction",
        "report",
        "support",
        "other",
    ],
    Meta(description="What a unit may do, from the verbs of a duty."),
]
CitationRole = Annotated[
    Literal["basis", "replaces", "amends", "cites", "attached_to"],
    Meta(description="What the document does with the act it cites."),
]

PassageRole = Annotated[
    Literal["functions", "duties", "structure", "staff", "other"],
    Meta(description="What the list holds."),
]

AmendmentAction = Annotated[
    Literal["amend", "add", "repeal", "replace", "rename"],
    Meta(description="Sửa đổi, bổ sung; bổ sung; bãi bỏ; thay thế; đổi tên."),
]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A frozen record; unknown properties are refused. Records hold no cycles, so none is searched for."""


class Source(Record, frozen=True, gc=False):
    """The file that was read, and its text as the spans index it."""

    name: Annotated[str, Meta(description="File name without folders.", examples=["qd-55.txt"])]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="Of the file's bytes.")]
    media_type: Annotated[str, Meta(description="Of the file.", examples=["text/plain", "text/markdown"])]
    encoding: Annotated[str | None, Meta(description="Character encoding of a text file.")]
    pages: Annotated[int | None, Meta(description="Number of pages, where the file has pages.")]
    characters: Annotated[int, Meta(ge=0, description="Length of text in code points.")]
    text: Annotated[
        str,
        Meta(
            description="The whole text, NFC, lines ended by \\n, invisible characters "
            "(byte order mark, zero-width, soft hyphen) left out."
        ),
    ]


class Signer(Record, frozen=True, gc=False):
    """Who signed, as printed."""

    role: Annotated[str | None, Meta(description="Lines joined by slashes.", examples=["KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"])]
    name: Annotated[str | None, Meta(description="null where the text bears no name.")]


class Metadata(Record, frozen=True, gc=False):
    """What the document says of itself; null or empty where it does not say."""

    type: Annotated[str | None, Meta(description="Lower case.", examples=["quyết định", "đề án"])]
    code: Annotated[str | None, Meta(description="Number and sign.", examples=["55/QĐ-STTTT"])]
    issuer: Annotated[
        str | None,
        Meta(
            description="Issuing agency with its locality.",
            examples=["Sở Thông tin và Truyền thông tỉnh Khánh Hòa"],
        ),
    ]
    issuer_id: Annotated[str | None, Meta(description="Stable id of the issuer, from its name.")]
    province: Annotated[str | None, Meta(description="Plain name; null for a central body.", examples=["Khánh Hòa"])]
    place: Annotated[str | None, Meta(description="Place of issue, as printed.")]
    issued_on: Annotated[Date | None, Meta(description="Date of issue.")]
    effective_on: Annotated[Date | None, Meta(description="Date of entry into force.")]
    title: Annotated[str | None, Meta(description="The trích yếu, without the type word.")]
    signer: Annotated[Signer | None, Meta(description="Who signed, as printed.")]
    legal_basis: Annotated[list[str], Meta(description="Codes, or names of laws, of the Căn cứ lines.")]
    replaces: Annotated[list[str], Meta(description="Codes of documents it replaces or repeals.")]
    amends: Annotated[list[str], Meta(description="Codes of documents it amends.")]
    recipients: Annotated[list[str], Meta(description="The lines of Nơi nhận.")]
    spans: Annotated[dict[str, Span], Meta(description="Where each field above was printed, by field name.")]


class Segment(Record, frozen=True, gc=False):
    """One numbered item, block or piece of page furniture of the text."""

    id: Id
    parent: Annotated[str | None, Meta(description="id of the segment it stands under.")]
    path: Annotated[
        str,
        Meta(
            description="Normalised labels from the root, unique in the document.",
            examples=["Phần I/A/I/1/1.2/1.2.4/đ", "Điều 2/¶1", "Điều 1/2/a/-3"],
        ),
    ]
    kind: SegmentKind
    label: Annotated[str, Meta(description="As printed; empty for a block without.", examples=["1.2.4.", "đ)"])]
    heading: Annotated[str | None, Meta(description="The text where it is only a title.", examples=["Chức năng"])]
    text: Annotated[str, Meta(description="Own words on one line, without the label.")]
    lead_in: Annotated[bool, Meta(description="Its text only introduces its children.")]
    quoted: Annotated[bool, Meta(description="Text of another act, quoted to amend it.")]
    spans: Annotated[
        list[Span],
        Meta(description="Own text, label included; cut where page furniture interrupts it."),
    ]
    page: Annotated[int | None, Meta(description="Page it begins on, from 1.")]


class Staff(Record, frozen=True, gc=False):
    """A number of posts or people that the text gives a unit."""

    count: Annotated[int, Meta(ge=0, description="How many.")]
    of: Annotated[str, Meta(description="What is counted.", examples=["biên chế công chức"])]
    segment: Id
    span: Span


class Unit(Record, frozen=True, gc=False):
    """An organisational unit, or a post, that the document regulates."""

    id: Id
    name: Annotated[str, Meta(description="As printed in its heading or first naming sentence.")]
    type: UnitType
    parent: Annotated[str | None, Meta(description="Name of the unit or agency it belongs to.")]
    status: Status
    segment: Annotated[str, Meta(description="id of the segment that names it.")]
    functions: Annotated[list[str], Meta(description="ids of its function statements.")]
    structure: Annotated[list[str], Meta(description="Names of what it consists of.")]
    staff: Annotated[list[Staff], Meta(description="Numbers of posts or people that the text gives it.")]
    listed: Annotated[bool, Meta(description="Known only from a list of units, without a section of its own.")]
    span: Span


class Action(Record, frozen=True, gc=False):
    """One verb of a duty, with the power it stands for."""

    verb: Annotated[str, Meta(description="Lower case, as printed.", examples=["thẩm định"])]
    power: Power
    span: Span


class Domain(Record, frozen=True, gc=False):
    """A field of work of a duty."""

    id: Annotated[str, Meta(description="Of the taxonomy, two levels.", examples=["bao_chi", "cntt.chuyen_doi_so"])]
    via: Annotated[Literal["heading", "text", "function"], Meta(description="How it was found.")]


class Duty(Record, frozen=True, gc=False):
    """One leaf item of a passage that lists the duties and powers of a unit."""

    id: Id
    holder: Annotated[str, Meta(description="id of the unit.")]
    status: Status
    path: Annotated[str, Meta(description="Path of its segment.")]
    segment: Id
    text: Annotated[str, Meta(description="Own words of the leaf, without its label.")]
    lead_in: Annotated[list[str], Meta(description="ids of the segments that lead in, outermost first.")]
    actions: Annotated[list[Action], Meta(description="Its verbs, in order.")]
    powers: Annotated[list[Power], Meta(description="Of its verbs and of the lead-in that carries the verb.")]
    domains: Annotated[list[Domain], Meta(description="Its fields of work.")]
    recipients: Annotated[list[str], Meta(description="Mentions it submits or reports to.")]
    partners: Annotated[list[str], Meta(description="Mentions it coordinates with.")]
    principal: Annotated[list[str], Meta(description="Mentions it advises or helps.")]
    conditions: Annotated[
        list[str], Meta(description="Phrases that limit it, as printed.", examples=[["theo thẩm quyền"]])
    ]
    citations: Annotated[list[str], Meta(description="ids of the citations in it.")]
    catch_all: Annotated[bool, Meta(description="The residual duty (nhiệm vụ khác).")]
    span: Span


class Mention(Record, frozen=True, gc=False):
    """An agency, post, person or place named in the text."""

    id: Id
    type: Annotated[Literal["agency", "post", "person", "place"], Meta(description="What is named.")]
    text: Annotated[str, Meta(description="As printed, on one line.")]
    canonical: Annotated[str | None, Meta(description="Full name.", examples=["Ủy ban nhân dân thành phố Hải Phòng"])]
    agency_id: Annotated[str | None, Meta(description="Stable id of the agency, from its canonical name.")]
    span: Span
    segment: Id


class Citation(Record, frozen=True, gc=False):
    """A legal document cited in the text, one record an occurrence."""

    id: Id
    text: Annotated[str, Meta(description="As printed, on one line.")]
    code: Annotated[str | None, Meta(description="Number and sign.", examples=["41/2023/QĐ-UBND"])]
    type: Annotated[str | None, Meta(description="Lower case.", examples=["quyết định", "luật"])]
    date: Annotated[Date | None, Meta(description="Of the act cited.")]
    issuer: Annotated[str | None, Meta(description="Issuing agency, with its locality where known.")]
    title: Annotated[
        str | None,
        Meta(
            description="Name of a law, with its date where no number tells which law of that name is meant.",
            examples=["Luật Bưu chính"],
        ),
    ]
    article: Annotated[str | None, Meta(description="Number of the Điều cited.", examples=["25"])]
    clause: Annotated[str | None, Meta(description="Number of the khoản cited.", examples=["1"])]
    points: Annotated[list[str], Meta(description="Letters of the điểm cited.", examples=[["a", "đ"]])]
    role: CitationRole
    span: Span
    segment: Id


class Amendment(Record, frozen=True, gc=False):
    """An order of an amending act: which provision of which act it changes, and how."""

    id: Id
    action: AmendmentAction
    document: Annotated[
        str | None,
        Meta(description="Number, or name of a law, of the act that is amended.", examples=["26/2025/NĐ-CP"]),
    ]
    article: Annotated[str | None, Meta(description="Number of its Điều.", examples=["3"])]
    clause: Annotated[str | None, Meta(description="Number of its khoản.", examples=["1"])]
    points: Annotated[list[str], Meta(description="Letters of its điểm.", examples=[["d", "đ"]])]
    annex: Annotated[str | None, Meta(description="Number of its Phụ lục.", examples=["II"])]
    chapter: Annotated[str | None, Meta(description="Number of its Chương.", examples=["IIa"])]
    section: Annotated[str | None, Meta(description="Number of its Mục.", examples=["3"])]
    phrase: Annotated[str | None, Meta(description="The words of it that are changed, where it is a phrase.")]
    by: Annotated[str | None, Meta(description="What stands in their place.")]
    segment: Annotated[str, Meta(description="id of the segment that orders it.")]
    quoted: Annotated[list[str], Meta(description="ids of the segments with the new words.")]
    span: Span


class Evidence(Record, frozen=True, gc=False):
    """What spoke for or against the role of a list."""

    name: Annotated[str, Meta(description="What was seen.", examples=["task words", "most open with a verb"])]
    points: Annotated[int, Meta(description="What it adds; below 0 it speaks against the role.")]


class Passage(Record, frozen=True, gc=False):
    """A list, what it was taken for, and why."""

    segment: Annotated[str, Meta(description="id of the segment whose words open it.")]
    role: PassageRole
    holder: Annotated[
        Span | None,
        Meta(description="The words of it that name the holder; null where the holder is named elsewhere, or nowhere."),
    ]
    points: Annotated[
        int,
        Meta(
            description="Sum of the evidence. A list of duties with fewer than 6 is doubtful: none of its items was "
            "taken for a duty, and the diagnostic passage-doubtful tells it."
        ),
    ]
    why: Annotated[list[Evidence], Meta(description="What its points are made of.")]


class Diagnostic(Record, frozen=True, gc=False):
    """Something that was assumed, repaired or not understood."""

    code: Annotated[str, Meta(description="What kind of finding.", examples=["label-gap"])]
    severity: Annotated[Literal["info", "warning", "error"], Meta(description="How much it matters.")]
    message: Annotated[str, Meta(description="One line for a person.")]
    span: Annotated[Span | None, Meta(description="What it is about; null for the whole document.")]


class Document(Record, frozen=True, gc=False):
    """One decision text as structured data."""

    schema_version: Annotated[str, Meta(description="Of this schema.", examples=[SCHEMA_VERSION])]
    id: Annotated[str, Meta(description="From issuer, code and date where printed, else from the hash.")]
    source: Annotated[Source, Meta(description="The file, and its text as the spans index it.")]
    metadata: Annotated[Metadata, Meta(description="What the document says of itself.")]
    segments: Annotated[list[Segment], Meta(description="In text order.")]
    units: Annotated[list[Unit], Meta(description="In the order in which the text names them.")]
    duties: Annotated[list[Duty], Meta(description="In text order.")]
    mentions: Annotated[list[Mention], Meta(description="In text order.")]
    citations: Annotated[list[Citation], Meta(description="In text order.")]
    amendments: Annotated[list[Amendment], Meta(description="What an amending act changes, in text order.")]
    passages: Annotated[list[Passage], Meta(description="What lists were taken for, and why, in text order.")]
    diagnostics: Annotated[list[Diagnostic], Meta(description="What was assumed or repaired.")]

    def __repr__(self) -> str:
        """One line: what it is, and how much is in it."""
        kind = " ".join(filter(None, (self.metadata.type, self.metadata.code)))
        counts = f"{len(self.segments)} segments", f"{len(self.units)} units", f"{len(self.duties)} duties"
        return card.line("Document", self.id, kind, *counts)

    def _repr_html_(self) -> str:
        """A card for notebooks."""
        about = self.metadata
        title = " ".join(filter(None, ((about.type or "").capitalize(), about.code)))
        counts = dict.fromkeys(("error", "warning", "info"), 0)
        for note in self.diagnostics:
            counts[note.severity] += 1
        rows: list[card.Row] = [
            ("Trích yếu", about.title),
            ("Cơ quan ban hành", about.issuer),
            ("Ngày ban hành", "/".join(reversed(about.issued_on.split("-"))) if about.issued_on else None),
            ("Tệp nguồn", self.source.name),
            ("Đơn vị", len(self.units)),
            ("Nhiệm vụ", len(self.duties)),
            ("Mục trong văn bản", len(self.segments)),
            ("Viện dẫn", len(self.citations)),
            ("Ghi chú", "{error} lỗi, {warning} cảnh báo, {info} thông tin".format_map(counts)),
        ]
        return card.html(title or self.id, rows)
