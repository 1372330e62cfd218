"""What stands in each table for one document: a pure function from record to rows.

Reads: a Document. Guarantees:
1. Every row is a dictionary with exactly the columns of its table (`tables`), in their order.
2. Rows come from the document alone, so the same document gives the same rows wherever and whenever it is stored.
3. `position` counts from 0 in the order of the document's lists; `line` is the line of `source.text`, from 1, on
   which a record begins.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from ..duties.domains import field_names
from ..model import Document, Span
from .terms import indexed

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows(document: Document) -> Rows:
    """The rows of a document by table, parents before children."""
    lines = _Lines(document.source.text)
    of = {"document": document.id}
    records = {name: [of | row for row in make(document, lines)] for name, make in RECORDS.items()}
    return {"documents": [_document(document)], **records}


class _Lines:
    """The columns that tell where a record stands in the source text."""

    def __init__(self, text: str) -> None:
        self.ends = [at for at, letter in enumerate(text) if letter == "\n"]

    def __call__(self, span: Span | None) -> Row:
        if span is None:
            return {"span_start": None, "span_end": None, "line": None}
        return {"span_start": span[0], "span_end": span[1], "line": bisect_left(self.ends, span[0]) + 1}


def _document(document: Document) -> Row:
    about, source = document.metadata, document.source
    return {
        "id": document.id,
        "type": about.type,
        "code": about.code,
        "issuer": about.issuer,
        "issuer_id": about.issuer_id,
        "province": about.province,
        "place": about.place,
        "issued_on": _day(about.issued_on),
        "effective_on": _day(about.effective_on),
        "title": about.title,
        "signer_role": about.signer and about.signer.role,
        "signer_name": about.signer and about.signer.name,
        "source_name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "pages": source.pages,
        "characters": source.characters,
        "schema_version": document.schema_version,
    }


def _day(iso: str | None) -> date | None:
    """The day; None where the calendar has none such, for tables hold no other (the JSON keeps what is printed)."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _references(document: Document, lines: _Lines) -> Iterator[Row]:
    about = document.metadata
    for role, codes in (("basis", about.legal_basis), ("replaces", about.replaces), ("amends", about.amends)):
        for position, code in enumerate(codes):
            yield {"role": role, "position": position, "code": code}


def _recipients(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, text in enumerate(document.metadata.recipients):
        yield {"position": position, "text": text}


def _segments(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, segment in enumerate(document.segments):
        yield {
            "id": segment.id,
            "position": position,
            "parent": segment.parent,
            "path": segment.path,
            "kind": segment.kind,
            "label": segment.label,
            "heading": segment.heading,
            "text": segment.text,
            "lead_in": segment.lead_in,
            "quoted": segment.quoted,
            "page": segment.page,
            **lines((segment.spans[0][0], segment.spans[-1][1]) if segment.spans else None),
        }


def _units(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, unit in enumerate(document.units):
        yield {
            "id": unit.id,
            "position": position,
            "name": unit.name,
            "type": unit.type,
            "parent": unit.parent,
            "status": unit.status,
            "segment": unit.segment,
            "listed": unit.listed,
            **lines(unit.span),
        }


def _unit_functions(document: Document, lines: _Lines) -> Iterator[Row]:
    for unit in document.units:
        for position, segment in enumerate(unit.functions):
            yield {"unit": unit.id, "position": position, "segment": segment}


def _unit_parts(document: Document, lines: _Lines) -> Iterator[Row]:
    for unit in document.units:
        for position, name in enumerate(unit.structure):
            yield {"unit": unit.id, "position": position, "name": name}


def _unit_staff(document: Document, lines: _Lines) -> Iterator[Row]:
    for unit in document.units:
        for position, staff in enumerate(unit.staff):
            place = {"segment": staff.segment, **lines(staff.span)}
            yield {"unit": unit.id, "position": position, "count": staff.count, "counted": staff.of, **place}


def _agencies(document: Document, lines: _Lines) -> Iterator[Row]:
    """Each agency the document names, and its issuer: the first full name that an id has in it."""
    about = document.metadata
    names: dict[str, str] = {}
    if about.issuer_id and about.issuer:
        names[about.issuer_id] = about.issuer
    for mention in document.mentions:
        if mention.agency_id:
            names.setdefault(mention.agency_id, mention.canonical or mention.text)
    for position, (id_, name) in enumerate(names.items()):
        yield {"id": id_, "position": position, "name": name, "issuer": id_ == about.issuer_id}


def _mentions(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, mention in enumerate(document.mentions):
        yield {
            "id": mention.id,
            "position": position,
            "type": mention.type,
            "text": mention.text,
            "canonical": mention.canonical,
            "agency": mention.agency_id,
            "segment": mention.segment,
            **lines(mention.span),
        }


def _citations(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, citation in enumerate(document.citations):
        yield {
            "id": citation.id,
            "position": position,
            "text": citation.text,
            "code": citation.code,
            "type": citation.type,
            "date": _day(citation.date),
            "issuer": citation.issuer,
            "title": citation.title,
            "article": citation.article,
            "clause": citation.clause,
            "points": ", ".join(citation.points) or None,
            "role": citation.role,
            "segment": citation.segment,
            **lines(citation.span),
        }


def _amendments(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, amendment in enumerate(document.amendments):
        yield {
            "id": amendment.id,
            "position": position,
            "action": amendment.action,
            "code": amendment.document,
            "article": amendment.article,
            "clause": amendment.clause,
            "points": ", ".join(amendment.points) or None,
            "annex": amendment.annex,
            "chapter": amendment.chapter,
            "section": amendment.section,
            "phrase": amendment.phrase,
            "by": amendment.by,
            "segment": amendment.segment,
            **lines(amendment.span),
        }


def _duties(document: Document, lines: _Lines) -> Iterator[Row]:
    texts = {segment.id: segment.text for segment in document.segments}
    for position, duty in enumerate(document.duties):
        introduced = " ".join(texts[id_] for id_ in duty.lead_in)
        yield {
            "id": duty.id,
            "position": position,
            "holder": duty.holder,
            "status": duty.status,
            "path": duty.path,
            "segment": duty.segment,
            "lead_in": introduced or None,
            "text": duty.text,
            "catch_all": duty.catch_all,
            **lines(duty.span),
        }


def _duty_lead_ins(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, segment in enumerate(duty.lead_in):
            yield {"duty": duty.id, "position": position, "segment": segment}


def _actions(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, action in enumerate(duty.actions):
            place = lines(action.span)
            yield {"duty": duty.id, "position": position, "verb": action.verb, "power": action.power, **place}


def _powers(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, power in enumerate(duty.powers):
            yield {"duty": duty.id, "position": position, "power": power}


def _domains(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, domain in enumerate(duty.domains):
            name = field_names().get(domain.id, domain.id)
            yield {"duty": duty.id, "position": position, "domain": domain.id, "name": name, "via": domain.via}


def _conditions(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, text in enumerate(duty.conditions):
            yield {"duty": duty.id, "position": position, "text": text}


def _duty_mentions(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for role, ids in (("recipient", duty.recipients), ("partner", duty.partners), ("principal", duty.principal)):
            for position, mention in enumerate(ids):
                yield {"duty": duty.id, "role": role, "position": position, "mention": mention}


def _duty_citations(document: Document, lines: _Lines) -> Iterator[Row]:
    for duty in document.duties:
        for position, citation in enumerate(duty.citations):
            yield {"duty": duty.id, "position": position, "citation": citation}


def _duty_words(document: Document, lines: _Lines) -> Iterator[Row]:
    texts = {segment.id: segment.text for segment in document.segments}
    for duty in document.duties:
        spelled, bare = indexed([*(texts[id_] for id_ in duty.lead_in), duty.text])
        yield {"duty": duty.id, "number": _number(document.id, duty.id), "spelled": spelled, "bare": bare}


def _number(*ids: str) -> int:
    """63 bits of the hash of some ids: the full-text index of SQLite knows rows by number, and no number runs on."""
    return int.from_bytes(sha256("\0".join(ids).encode()).digest()[:8]) >> 1


def _diagnostics(document: Document, lines: _Lines) -> Iterator[Row]:
    for position, note in enumerate(document.diagnostics):
        text = {"code": note.code, "severity": note.severity, "message": note.message}
        yield {"position": position, **text, **lines(note.span)}


RECORDS: dict[str, Callable[[Document, _Lines], Iterator[Row]]] = {
    "document_references": _references,
    "document_recipients": _recipients,
    "segments": _segments,
    "units": _units,
    "unit_functions": _unit_functions,
    "unit_parts": _unit_parts,
    "unit_staff": _unit_staff,
    "agencies": _agencies,
    "mentions": _mentions,
    "citations": _citations,
    "amendments": _amendments,
    "duties": _duties,
    "duty_lead_ins": _duty_lead_ins,
    "actions": _actions,
    "powers": _powers,
    "domains": _domains,
    "conditions": _conditions,
    "duty_mentions": _duty_mentions,
    "duty_citations": _duty_citations,
    "duty_words": _duty_words,
    "diagnostics": _diagnostics,
}
