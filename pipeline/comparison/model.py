"""The records of a comparison: all that a report of it needs, and nothing about how it is made.

Like those of a document: frozen, closed JSON objects, whose descriptions are the schema's. A duty stands
once in its side's list; pairs and the lists of one side refer to it by its id.
"""

from typing import Annotated, Literal

from msgspec import Meta

from .. import card
from ..model import Date, Id, Power, Record, Span, Status

Relation = Annotated[
    Literal["same", "changed", "part"],
    Meta(
        description="same: the same task with the same powers; changed: the same task with another power, object, "
        "scope, partner or condition; part: one covers only a part of the other."
    ),
]
DifferenceKind = Annotated[
    Literal["powers", "verbs", "objects", "scope", "partners", "conditions", "citations"],
    Meta(description="What differs."),
]
Similarity = Annotated[float, Meta(ge=0, le=1, description="0 nothing in common, 1 the same words and powers.")]
Count = Annotated[int, Meta(ge=0)]
Mark = Annotated[
    tuple[Annotated[int, Meta(ge=0)], Annotated[int, Meta(ge=0)]],
    Meta(description="Range [start, end) in code points of the duty's text.", examples=[[9, 17]]),
]


class Field(Record, frozen=True, gc=False):
    """A field of work (lĩnh vực)."""

    id: Annotated[str, Meta(description="Of the taxonomy, two levels.", examples=["attt.tre_em"])]
    name: Annotated[str, Meta(description="In Vietnamese.", examples=["An toàn thông tin mạng"])]


class Entry(Record, frozen=True, gc=False):
    """A duty in the list of one side, with what leads a reader to its printed line."""

    id: Annotated[Id, Meta(description="Of the duty in its document.")]
    path: Annotated[str, Meta(description="Of its segment.", examples=["Điều 1/3/3.3/3.3.6/đ"])]
    holder: Annotated[str, Meta(description="Name of its unit.")]
    status: Status
    lead_in: Annotated[list[str], Meta(description="Texts that lead in to it, outermost first.")]
    text: Annotated[str, Meta(description="Own words, as printed, on one line.")]
    powers: Annotated[list[Power], Meta(description="Of its verbs and of the lead-in that carries the verb.")]
    domain: Annotated[str | None, Meta(description="id of its first field of work, at the first level.")]
    domains: Annotated[list[Field], Meta(description="All its fields of work.")]
    citations: Annotated[list[str], Meta(description="Legal documents cited in it, as printed.")]
    catch_all: Annotated[bool, Meta(description="The residual duty (nhiệm vụ khác).")]
    page: Annotated[
        Annotated[int, Meta(ge=1)] | None, Meta(description="Page it begins on, where the source has pages.")
    ]
    line: Annotated[int, Meta(ge=1, description="Line of the source's text it begins on, from 1.")]
    span: Span


class Side(Record, frozen=True, gc=False):
    """One document of the two, and the duties of it that are compared."""

    id: Annotated[str, Meta(description="Of the document.")]
    source: Annotated[str, Meta(description="File name of the source, without folders.", examples=["qd-55.txt"])]
    type: Annotated[str | None, Meta(description="Lower case.", examples=["quyết định"])]
    code: Annotated[str | None, Meta(description="Number and sign.", examples=["55/QĐ-STTTT"])]
    title: Annotated[str | None, Meta(description="The trích yếu, without the type word.")]
    issuer: Annotated[str | None, Meta(description="Issuing agency with its locality.")]
    province: Annotated[str | None, Meta(description="Plain name; null for a central body.")]
    issued_on: Annotated[Date | None, Meta(description="Date of issue.")]
    holders: Annotated[list[str], Meta(description="Names of the units whose duties are compared, in text order.")]
    duties: Annotated[list[Entry], Meta(description="In text order.")]


class Difference(Record, frozen=True, gc=False):
    """What one side has and the other has not."""

    kind: DifferenceKind
    left: Annotated[list[str], Meta(description="Only on the left: powers as their ids, all else in words.")]
    right: Annotated[list[str], Meta(description="Only on the right.")]


class Pair(Record, frozen=True, gc=False):
    """A duty of the left and one of the right that are, in whole or in part, the same task.

    A duty stands in at most one pair that is `changed`, in several that are `same` only where the other side says it
    several times or where all are residual duties, and in any number that are `part`.
    """

    left: Annotated[str, Meta(description="id of the duty on the left.")]
    left_path: Annotated[str, Meta(description="Its path.")]
    right: Annotated[str, Meta(description="id of the duty on the right.")]
    right_path: Annotated[str, Meta(description="Its path.")]
    relation: Relation
    broader: Annotated[
        Literal["left", "right", "both"] | None,
        Meta(description="Of a part: which side covers more; both where each has a task of its own beside it."),
    ]
    similarity: Similarity
    domain: Annotated[str | None, Meta(description="Field of work it is listed under: the left's, else the right's.")]
    differences: Annotated[list[Difference], Meta(description="At most one of a kind; empty where nothing counts.")]
    left_marks: Annotated[list[Mark], Meta(description="Words of the left that count as different, in order.")]
    right_marks: Annotated[list[Mark], Meta(description="Words of the right that count as different, in order.")]


class Candidate(Record, frozen=True, gc=False):
    """The duty of the other side that comes nearest; no pair."""

    duty: Annotated[str, Meta(description="id of the duty.")]
    path: Annotated[str, Meta(description="Its path.")]
    similarity: Similarity


class Alone(Record, frozen=True, gc=False):
    """A duty that only one side has."""

    duty: Annotated[str, Meta(description="id of the duty.")]
    path: Annotated[str, Meta(description="Its path.")]
    nearest: Annotated[Candidate | None, Meta(description="null where the other side has nothing like it.")]


class Counts(Record, frozen=True, gc=False):
    """How many pairs of each relation, and how many duties of one side only."""

    same: Annotated[Count, Meta(description="Pairs.")]
    changed: Annotated[Count, Meta(description="Pairs.")]
    part: Annotated[Count, Meta(description="Pairs.")]
    left_only: Annotated[Count, Meta(description="Duties.")]
    right_only: Annotated[Count, Meta(description="Duties.")]


class DomainCounts(Counts, frozen=True, gc=False):
    """The counts of one field of work."""

    id: Annotated[str | None, Meta(description="Of the field, at the first level; null for duties of no known field.")]
    name: Annotated[str | None, Meta(description="In Vietnamese.")]


class Summary(Record, frozen=True, gc=False):
    """The comparison in numbers."""

    by_relation: Annotated[Counts, Meta(description="Over all fields of work.")]
    by_domain: Annotated[list[DomainCounts], Meta(description="In the order of the taxonomy, unknown last.")]


class Comparison(Record, frozen=True, gc=False):
    """Two lists of duties side by side."""

    schema_version: Annotated[str, Meta(description="Of this schema.", examples=["1.0"])]
    left: Annotated[Side, Meta(description="The first document.")]
    right: Annotated[Side, Meta(description="The second document.")]
    pairs: Annotated[list[Pair], Meta(description="In the order of the left, then of the right.")]
    left_only: Annotated[list[Alone], Meta(description="In text order.")]
    right_only: Annotated[list[Alone], Meta(description="In text order.")]
    summary: Annotated[Summary, Meta(description="In numbers.")]

    def __repr__(self) -> str:
        """One line: what is compared, and how many of each relation."""
        counts = self.summary.by_relation
        numbers = (f"{getattr(counts, field)} {field}" for field in Counts.__struct_fields__)
        return card.line("Comparison", f"{self.left.id} with {self.right.id}", *numbers)

    def _repr_html_(self) -> str:
        """A card for notebooks."""
        counts = self.summary.by_relation
        rows: list[card.Row] = [
            ("Bên trái", _cited(self.left)),
            ("Bên phải", _cited(self.right)),
            ("Giống nhau", counts.same),
            ("Khác nhau", counts.changed),
            ("Trùng một phần", counts.part),
            ("Chỉ có bên trái", counts.left_only),
            ("Chỉ có bên phải", counts.right_only),
        ]
        return card.html("Đối chiếu nhiệm vụ", rows)


def _cited(side: Side) -> str:
    """Type, number and issuer as far as they are printed, else the file, and how many duties are compared."""
    kind = " ".join(filter(None, ((side.type or "").capitalize(), side.code)))
    told = ", ".join(filter(None, (kind, side.issuer))) or side.source
    return f"{told}: {len(side.duties)} nhiệm vụ"
