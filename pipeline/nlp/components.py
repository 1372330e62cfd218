"""The finders as spaCy pipeline components, for anybody's pipeline.

Reads: a spaCy Doc. Guarantees:
1. Each component fills one group of `doc.spans`, named as itself, with what `extract` finds in the
   same words; labels are AGENCY, POST, DOMAIN and LAW.
2. Every span has `span._.canonical` (the full name; of a field of work its id, of an act its number or
   title) and, where it is known, `span._.agency_id`.
3. A span whose ends lie inside tokens takes these tokens whole.

The package's entry points register the factories, so `nlp.add_pipe("vn_agencies")` needs no import.
Agencies and posts are completed by what `config` tells of the document: its issuer and its date.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from ..citations import find as citations
from ..duties.domains import departments_of
from ..duties.domains import find as find_domains
from ..language.letters import slug
from ..mentions.context import context
from ..mentions.linking import defining, link
from ..names.grammar import find

# start, end, label, canonical form and id of an agency
Found = tuple[int, int, str, str | None, str | None]

for _name in ("canonical", "agency_id"):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


@Language.factory("vn_agencies", default_config={"issuer": "", "issued_on": ""}, assigns=["doc.spans"])
def agencies(nlp: Language, name: str, issuer: str, issued_on: str) -> Callable[[Doc], Doc]:
    """Names of agencies. `issuer` and `issued_on` (2024-10-30) complete "Ủy ban nhân dân tỉnh"."""
    return _component(name, lambda text: _named(text, "agency", issuer, issued_on))


@Language.factory("vn_posts", default_config={"issuer": "", "issued_on": ""}, assigns=["doc.spans"])
def posts(nlp: Language, name: str, issuer: str, issued_on: str) -> Callable[[Doc], Doc]:
    """Titles with the body they lead: "Chủ tịch Ủy ban nhân dân tỉnh"."""
    return _component(name, lambda text: _named(text, "post", issuer, issued_on))


@Language.factory("vn_domains", default_config={"department": ""}, assigns=["doc.spans"])
def domains(nlp: Language, name: str, department: str) -> Callable[[Doc], Doc]:
    """Names of fields of work. `department` ("Sở Nội vụ") says whose fields are meant; else those of all."""
    departments = departments_of(department)
    return _component(
        name,
        lambda text: ((field.start, field.end, "DOMAIN", field.id, None) for field in find_domains(text, departments)),
    )


@Language.factory("vn_citations", assigns=["doc.spans"])
def acts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Cited acts: laws, decrees, decisions, with their articles."""
    return _component(
        name,
        lambda text: ((act.start, act.end, "LAW", act.code or act.title, None) for act in citations.find(text)),
    )


def _named(text: str, kind: Literal["agency", "post"], issuer: str, issued_on: str) -> Iterator[Found]:
    names = find(text)
    about = defining(context(issuer, issued_on or None, issuer, []), [(text, names)])
    for name, full, body in link(names, text, None, about):
        if name.type == kind:
            yield name.start, name.end, kind.upper(), full, slug(body) if body else None


def _component(name: str, finder: Callable[[str], Iterable[Found]]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        doc.spans[name] = SpanGroup(doc, name=name, spans=list(spans(doc, finder(doc.text))))
        return doc

    return component


def spans(doc: Doc, found: Iterable[Found]) -> Iterator[Span]:
    """What was found as spans of `doc`."""
    for start, end, label, canonical, agency_id in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        span._.canonical, span._.agency_id = canonical, agency_id
        yield span
