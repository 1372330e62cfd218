"""What a document says of itself: type, number, issuer, dates, title, signer, what it replaces.

Reads: the outline, the header lines and the references found. Guarantees:
1. A field is null where the text does not give it; where it is inferred, a diagnostic says from what.
2. Each field has the span it was read from, in `spans`.
"""

import re
from typing import NamedTuple

from ..citations.find import Reference
from ..language.letters import slug
from ..language.patterns import any_of, lazy
from ..model import Diagnostic, Metadata, Span
from ..outline.layout import Layout
from ..outline.lines import to_source
from ..outline.parts import Part
from ..outline.tree import Item, Outline
from .dates import EFFECTIVE, iso
from .elsewhere import completed
from .header import header
from .issuer import NOBODY, issuer
from .signer import signer
from .sorts import sort

AMENDS = lazy(lambda: rf"(?:về việc )?{any_of('amending_title')}", re.IGNORECASE)
NEXT_RECIPIENT = lazy(r"(?<=;) - ")  # of a list that stands on one line


class Found(NamedTuple):
    """The metadata, and what had to be inferred."""

    metadata: Metadata
    diagnostics: list[Diagnostic]


def metadata(layout: Layout, parts: list[Part], outline: Outline, references: dict[str, list[Reference]]) -> Found:
    """The metadata of a document; `references` are those of each segment, by its id."""
    items = outline.items
    block, sorted_out = sort(layout, parts, items, references, header(layout, parts))
    act = sorted_out is None or sorted_out.code == "no-text"
    if act:
        block = completed(block, items, references)
    author = issuer(block, items) if act else NOBODY
    spans = dict(block.spans)
    if author.span and not author.notes:
        spans["issuer"] = author.span
    effective, where = _effective(items, block.issued_on) if act else (None, None)
    if where:
        spans["effective_on"] = where
    if author.span:  # what it was inferred from
        spans.setdefault("issuer", author.span)
    acts = _acts(items, references, amending=AMENDS.match(block.title or "") is not None)
    found = Metadata(
        type=block.type,
        code=block.code,
        issuer=author.name,
        issuer_id=slug(author.name) if author.name else None,
        province=author.province.name if author.province else None,
        place=block.place,
        issued_on=block.issued_on,
        effective_on=effective,
        title=block.title,
        signer=signer(layout, parts) if act else None,
        legal_basis=acts["basis"],
        replaces=acts["replaces"],
        amends=acts["amends"],
        recipients=[
            line
            for item in items
            if item.segment.kind == "recipients" and item.segment.label
            for line in NEXT_RECIPIENT.split(item.segment.text)
        ],
        spans=spans,
    )
    return Found(found, [*([sorted_out] if sorted_out else []), *block.notes, *author.notes])


def _effective(items: list[Item], issued_on: str | None) -> tuple[str | None, Span | None]:
    """The day from which the document is in force, and where it says so."""
    for item in items:
        if item.segment.kind in ("article", "clause", "paragraph") and (match := EFFECTIVE.search(item.segment.text)):
            return issued_on if match["same"] else iso(match), to_source(item.runs, *match.span("words"))
    return None, None


def _acts(items: list[Item], references: dict[str, list[Reference]], *, amending: bool) -> dict[str, list[str]]:
    """The acts that the document rests on, replaces and, if it is an `amending` one, amends."""
    acts: dict[str, list[str]] = {"basis": [], "replaces": [], "amends": []}
    for item in items:
        kind, text = item.segment.kind, item.segment.text
        for reference in references.get(item.segment.id, ()):
            role: str = "basis" if kind == "basis" and text.startswith("Căn") else reference.role
            name = reference.code or reference.title
            wanted = role == "basis" if kind == "basis" else role == "replaces" or (amending and role == "amends")
            if name and wanted and name not in acts[role]:
                acts[role].append(name)
    return acts
