"""Gold annotations: what a careful reader found in a document, line by line.

A gold file names a document and tells, by the numbers of its lines, its segments, units, duties,
mentions and citations. Texts are never retyped; they are rebuilt from the lines. Unknown keys are
allowed, so that annotators can keep notes of their own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Meta, Struct

from ..errors import NhiemvuError
from ..model import Power, SegmentKind, Status, UnitType

SUFFIX = ".gold.json"
ALIGNMENT = "align_"
Relation = Annotated[
    Literal["same", "changed", "part"], Meta(description="The same task; changed; or one a part of the other.")
]
LineNumber = Annotated[int, Meta(ge=1, description="Number of a line of the text, from 1.")]
Lines = Annotated[tuple[LineNumber, LineNumber], Meta(description="First and last line.")]


class GoldSegment(Struct, frozen=True, kw_only=True):
    """A segment of the body; header, căn cứ, nơi nhận and signature are left out."""

    path: Annotated[str, Meta(description="Normalised labels from the root.", examples=["Điều 2/1/a"])]
    kind: SegmentKind
    label: Annotated[str, Meta(description="As printed; empty for a paragraph.")]
    start: LineNumber
    end: LineNumber
    heading: Annotated[str | None, Meta(description="The text, where it is only a title.")] = None


class GoldStaff(Struct, frozen=True, kw_only=True):
    """A number of posts or people."""

    count: int
    of: str | None = None
    line: LineNumber | None = None


class GoldUnit(Struct, frozen=True, kw_only=True):
    """A unit or post that the document regulates."""

    name: str
    type: UnitType
    status: Status
    line: LineNumber | None = None
    parent: str | None = None
    staff: list[GoldStaff] = []
    structure: list[str] = []
    listed: bool = False


class GoldDuty(Struct, frozen=True, kw_only=True):
    """A leaf of a passage that lists duties."""

    holder: Annotated[str, Meta(description="Name of its unit.")]
    status: Status
    path: str
    start: LineNumber
    end: LineNumber
    powers: list[Power]
    powers_doubtful: Annotated[list[Power], Meta(description="Neither asked for nor held against.")] = []
    lead_in: Annotated[list[str], Meta(description="Paths of the segments that lead in.")] = []
    lead_in_paragraph: str | None = None
    domains: Annotated[
        list[str] | None, Meta(description='Of the first level; "sector": the whole sector, "none": no field of work.')
    ] = None
    also: Annotated[list[str], Meta(description="Domains that it may carry besides.")] = []


class GoldMention(Struct, frozen=True, kw_only=True):
    """An agency or post named in a duty or its lead-in."""

    line: LineNumber
    text: str
    type: str
    canonical: str
    doubt: Annotated[bool, Meta(description="Neither asked for nor held against.")] = False


class GoldCitation(Struct, frozen=True, kw_only=True):
    """A legal document cited."""

    line: LineNumber
    text: str
    code: str | None = None
    title: str | None = None


class Gold(Struct, frozen=True, kw_only=True):
    """The annotations of one document."""

    document: Annotated[str, Meta(description="Name of the source file.")]
    metadata: Annotated[dict[str, Any], Meta(description="The fields of the output's metadata; null: not printed.")]
    segments: list[GoldSegment]
    units: list[GoldUnit]
    duties: list[GoldDuty]
    lines_of: Annotated[str | None, Meta(description="Name of the text whose lines are counted.")] = None
    mentions: list[GoldMention] = []
    mentions_cover: Annotated[list[Lines] | None, Meta(description="Lines whose mentions are annotated.")] = None
    citations: list[GoldCitation] = []
    ignore: Annotated[list[Lines], Meta(description="Lines whose duties are not asked for.")] = []


class Link(Struct, frozen=True, kw_only=True):
    """Two duties that a reader takes for the same, or for parts of one another."""

    left: Annotated[str, Meta(description="Path of the duty in the left document.")]
    right: Annotated[str, Meta(description="Path of the duty in the right document.")]
    relation: Relation
    note: Annotated[str | None, Meta(description='What differs; "minor: …" where same and changed are both right.')] = (
        None
    )


class Alignment(Struct, frozen=True, kw_only=True):
    """The links between the duties of two annotated documents."""

    left: Annotated[str, Meta(description="Name of the left gold file, without its suffix.")]
    right: Annotated[str, Meta(description="Name of the right gold file, without its suffix.")]
    pairs: list[Link]
    left_only: Annotated[list[str], Meta(description="Paths of duties without a counterpart.")] = []
    right_only: Annotated[list[str], Meta(description="Paths of duties without a counterpart.")] = []
    left_holder: Annotated[str | None, Meta(description="The unit whose duties are meant; else all.")] = None
    right_holder: Annotated[str | None, Meta(description="The unit whose duties are meant; else all.")] = None


class AnnotatedDocument(NamedTuple):
    """A gold file with the texts it speaks of."""

    name: str  # the gold file's, without its suffix
    gold: Gold
    lines: list[str]  # those that the annotations count
    document: Path


def load(folder: Path, corpus: Path | None = None) -> list[AnnotatedDocument]:
    """The gold files of a folder, by name.

    Their texts lie in `corpus`, beside them, or in a folder `corpus` beside theirs. Raises
    NhiemvuError for a folder without gold files, a file that is no gold file, or a text that is missing.
    """
    files = sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise NhiemvuError(f"{folder} holds no files *{SUFFIX}; name the folder of the annotations")
    places = [corpus] if corpus else [folder, folder.parent / "corpus"]
    return [_load(file, places) for file in files]


def alignments(folders: Iterable[Path]) -> dict[str, Alignment]:
    """The alignments (align_NAME.json) in folders or their folder `align`, by name; NhiemvuError for what is none."""
    places = [place for folder in folders for place in (folder, folder / "align")]
    files = [file for place in places for file in sorted(place.glob(f"{ALIGNMENT}*.json"))]
    return {file.stem: _decode(file, Alignment) for file in files}


Made = TypeVar("Made", Gold, Alignment)


def _decode(file: Path, kind: type[Made]) -> Made:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except OSError as error:
        raise NhiemvuError(f"{file} cannot be opened: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NhiemvuError(f"{file} is no gold file: {error}") from None


def _load(file: Path, places: list[Path]) -> AnnotatedDocument:
    gold = _decode(file, Gold)
    document = _find(gold.document, file, places)
    text = _find(gold.lines_of, file, [file.parent, *places]) if gold.lines_of else document
    try:
        lines = text.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise NhiemvuError(
            f"{file}: its lines cannot be counted, {text} is no UTF-8 text; name one in lines_of"
        ) from None
    return AnnotatedDocument(file.name.removesuffix(SUFFIX), gold, lines, document)


def _find(name: str, file: Path, places: list[Path]) -> Path:
    found = next((place / name for place in places if (place / name).is_file()), None)
    if found is None:
        raise NhiemvuError(f"{file}: no {name} in {' or '.join(map(str, places))}; name its folder with --corpus")
    return found
