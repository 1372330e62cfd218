"""A document as spaCy Docs: for `spacy train`, and to look at in displaCy.

Reads: a document. Guarantees:
1. One Doc a segment of the body (two where page furniture cuts it), its text as the source prints it.
2. `doc.ents` and `doc.spans` hold the mentions and citations with their canonical forms; `doc.cats` the
   fields of work of a duty; `doc.user_data` the document's id and the segment's path.
3. The same document gives the same bytes.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from ..model import Document
from ..outline.tree import OUTSIDE
from . import components

GROUPS = {"AGENCY": "vn_agencies", "POST": "vn_posts", "LAW": "vn_citations"}


def docs(document: Document) -> Iterator[Doc]:
    """The segments of the body as Docs, in text order."""
    found: list[tuple[int, components.Found]] = [
        (m.span[0], (*m.span, m.type.upper(), m.canonical, m.agency_id)) for m in document.mentions
    ]
    found += [(c.span[0], (*c.span, "LAW", c.code or c.title, None)) for c in document.citations]
    found.sort(key=lambda one: one[0])
    starts = [start for start, _ in found]
    fields = {duty.segment: [domain.id for domain in duty.domains] for duty in document.duties}
    tokenizer = _language().tokenizer
    for segment in document.segments:
        if segment.kind in OUTSIDE or not segment.text:
            continue
        for start, end in segment.spans:
            doc = tokenizer(document.source.text[start:end])
            here = [one for _, one in found[bisect_left(starts, start) : bisect_left(starts, end)] if one[1] <= end]
            spans = list(components.spans(doc, (_shifted(one, start) for one in here)))
            for label, group in GROUPS.items():
                doc.spans[group] = [span for span in spans if span.label_ == label]
            doc.ents = filter_spans(spans)
            doc.cats = dict.fromkeys(fields.get(segment.id, ()), 1.0)
            doc.user_data |= {"document": document.id, "path": segment.path}
            yield doc


def docbin(document: Document) -> bytes:
    """The Docs of a document as one DocBin, the content of a `.spacy` file."""
    data: bytes = DocBin(docs=docs(document), store_user_data=True).to_bytes()
    return data


def _shifted(found: components.Found, by: int) -> components.Found:
    start, end, label, canonical, agency_id = found
    return start - by, end - by, label, canonical, agency_id


@cache
def _language() -> Language:
    return spacy.blank("xx")
