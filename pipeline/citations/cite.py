"""Citations as records: what each segment cites, with roles and issuers of this document.

Reads: the outline; later the metadata. `find` finds references in one string, here
they get their place in the document: ids, spans, the role of căn cứ lines, and the province of an
issuer that the text names without it.
"""

from ..language.patterns import words
from ..language.places import province_in
from ..model import Citation, CitationRole, Metadata
from ..outline.lines import to_source
from ..outline.tree import Outline
from .find import Reference, find

SILENT = ("furniture", "recipients", "signature")


def references(outline: Outline) -> dict[str, list[Reference]]:
    """The references in each segment's text, by the segment's id."""
    found = {}
    for item in outline.items:
        if item.segment.kind not in SILENT and (here := find(item.segment.text)):
            found[item.segment.id] = here
    return found


def cite(outline: Outline, found: dict[str, list[Reference]], metadata: Metadata) -> list[Citation]:
    """The citations of the document in text order, its own number in the header left out."""
    citations: list[Citation] = []
    for item in outline.items:
        segment = item.segment
        for reference in found.get(segment.id, ()):
            if segment.kind == "header" and reference.code == metadata.code:
                continue
            role: CitationRole = reference.role  # type: ignore[assignment]
            if segment.kind == "basis" and role == "cites":
                role = "basis"
            citations.append(
                Citation(
                    id=f"c{len(citations) + 1}",
                    text=segment.text[reference.start : reference.end],
                    code=reference.code,
                    type=reference.type,
                    date=reference.date,
                    issuer=_issuer(reference.issuer, metadata),
                    title=_title(reference, segment.text),
                    article=reference.article,
                    clause=reference.clause,
                    points=list(reference.points),
                    role=role,
                    span=to_source(item.runs, reference.start, reference.end),
                    segment=segment.id,
                )
            )
    return citations


def _title(reference: Reference, text: str) -> str | None:
    """The name of a law, with its date where no number tells which law of that name is meant."""
    if not reference.title or reference.code or not reference.date or reference.article:
        return reference.title
    at = text.find(reference.title, reference.start, reference.end)
    return text[at : reference.end] if at >= 0 else reference.title


def _issuer(name: str | None, metadata: Metadata) -> str | None:
    """A local body without its locality is the one of the document's own province."""
    if not name or not metadata.province:
        return name
    if name.endswith(" Sở") and metadata.issuer and metadata.issuer.startswith("Sở "):
        return f"{name.removesuffix(' Sở')} {metadata.issuer}"
    name = name.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
    if not name.startswith((*words("issuer_local"), "Sở ")) or province_in(name):
        return name
    kind = "tỉnh"
    if metadata.issuer and f"thành phố {metadata.province}" in metadata.issuer:
        kind = "thành phố"
    for word in ("tỉnh", "thành phố", "Thành phố"):
        name = name.removesuffix(f" {word}")
    return f"{name} {kind} {metadata.province}"
