"""Whether a document keeps its promises: schema, ids, spans that slice back, nothing lost.

Reads: a document as plain JSON data, from this program or any other. Guarantees: never raises on
data of any shape; every broken promise is one line that names the record.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ..schema import load, violations

# Marks of Markdown, raised numbers of notes and spaces are not words: text is compared without them.
_RAISED = r"[⁰¹²³⁴-⁹]+(?:, ?[⁰¹²³⁴-⁹]+)*"
UNPRINTED = re.compile(rf"(?:[\s*>|\\#_]|\({_RAISED}\)|\[{_RAISED}\]|{_RAISED})+")
SHOWN = 20  # broken promises of one kind that are told one by one
Data = dict[str, Any]


def check(document: str | Path | Data) -> list[str]:
    """What is wrong with a document (a JSON file or its data), one line each; empty if nothing is.

    Raises NhiemvuError where the file cannot be read or is no JSON.
    """
    data = document if isinstance(document, dict) else load(Path(document))
    wrong = violations(data)
    if wrong:
        return wrong[:SHOWN]
    found: list[str] = []
    for promise in (_unique, _references, _sums, _lossless):
        found += islice(promise(data), SHOWN)
    # Where a record refers to nothing there is no text to compare its span with.
    return found or list(islice(_spans(data), SHOWN))


def _unique(data: Data) -> Iterator[str]:
    """Ids are unique in the document, paths among the segments."""
    for kind in ("segments", "units", "duties", "mentions", "citations", "amendments"):
        yield from (f"{kind}: id {id_} stands twice" for id_ in _repeated(record["id"] for record in data[kind]))
    yield from (f"segments: path {path} stands twice" for path in _repeated(s["path"] for s in data["segments"]))


def _repeated(values: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


def _references(data: Data) -> Iterator[str]:
    """What a record refers to exists."""
    segments = {segment["id"] for segment in data["segments"]}
    units = {unit["id"] for unit in data["units"]}
    citations = {citation["id"] for citation in data["citations"]}
    mentions = {mention["id"] for mention in data["mentions"]}
    paths = {segment["id"]: segment["path"] for segment in data["segments"]}
    for segment in data["segments"]:
        if segment["parent"] is not None and segment["parent"] not in segments:
            yield f"segment {segment['id']}: no parent {segment['parent']}"
    for unit in data["units"]:
        named = [unit["segment"], *unit["functions"], *(staff["segment"] for staff in unit["staff"])]
        yield from (f"unit {unit['id']}: no segment {id_}" for id_ in named if id_ not in segments)
    for duty in data["duties"]:
        if duty["holder"] not in units:
            yield f"duty {duty['id']}: no unit {duty['holder']}"
        if paths.get(duty["segment"], duty["path"]) != duty["path"]:
            yield f"duty {duty['id']}: its segment has another path than {duty['path']}"
        named = [duty["segment"], *duty["lead_in"]]
        yield from (f"duty {duty['id']}: no segment {id_}" for id_ in named if id_ not in segments)
        yield from (f"duty {duty['id']}: no citation {id_}" for id_ in duty["citations"] if id_ not in citations)
        for role in ("recipients", "partners", "principal"):
            yield from (f"duty {duty['id']}: no mention {id_}" for id_ in duty[role] if id_ not in mentions)
    for kind in ("mentions", "citations", "amendments"):
        for record in data[kind]:
            named = [record["segment"], *record.get("quoted", ())]
            yield from (f"{kind}: {record['id']} has no segment {id_}" for id_ in named if id_ not in segments)
    for passage in data["passages"]:
        if passage["segment"] not in segments:
            yield f"passages: no segment {passage['segment']}"


def _sums(data: Data) -> Iterator[str]:
    """What speaks for a passage adds up to its points."""
    for passage in data["passages"]:
        if sum(evidence["points"] for evidence in passage["why"]) != passage["points"]:
            yield f"passage {passage['segment']}: its why does not add up to {passage['points']} points"


def _lossless(data: Data) -> Iterator[str]:
    """Every non-space character of the text lies in the spans of exactly one segment."""
    text = data["source"]["text"]
    if data["source"]["characters"] != len(text):
        yield f"source: {data['source']['characters']} characters are told, {len(text)} are there"
    spans = sorted((start, end, s["id"]) for s in data["segments"] for start, end in s["spans"])
    at = 0
    for start, end, id_ in spans:
        if start < at or end > len(text) or end < start:
            yield f"segment {id_}: span [{start}, {end}) overlaps another or leaves the text"
            continue
        if text[at:start].strip():
            yield f"characters {at} to {start} are in no segment: {text[at:start].strip()[:60]!r}"
        at = end
    if text[at:].strip():
        yield f"characters {at} to {len(text)} are in no segment: {text[at:].strip()[:60]!r}"


def _spans(data: Data) -> Iterator[str]:
    """Every record with a text slices back to it."""
    text = data["source"]["text"]
    own = {segment["id"]: segment["spans"] for segment in data["segments"]}

    for name, span in _named_spans(data):
        if not span[0] <= span[1] <= len(text):
            yield f"{name}: span {span} leaves the text"

    def printed(span: list[int], segment: str) -> str:
        """The words in a span, without page furniture that stands between a segment's ranges."""
        pieces = [text[max(a, span[0]) : min(b, span[1])] for a, b in own[segment]]
        return UNPRINTED.sub("", "".join(pieces))

    for segment in data["segments"]:
        whole = [segment["spans"][0][0], segment["spans"][-1][1]]
        if printed(whole, segment["id"]) != UNPRINTED.sub("", segment["label"] + segment["text"]):
            yield f"segment {segment['id']}: its spans do not slice back to its text"
    for duty in data["duties"]:
        if not printed(duty["span"], duty["segment"]).endswith(UNPRINTED.sub("", duty["text"])):
            yield f"duty {duty['id']}: its span does not slice back to its text"
        for action in duty["actions"]:
            if printed(action["span"], duty["segment"]).lower() != UNPRINTED.sub("", action["verb"]).lower():
                yield f"duty {duty['id']}: the span of {action['verb']!r} does not slice back to it"
    for kind in ("mentions", "citations"):
        for record in data[kind]:
            if printed(record["span"], record["segment"]) != UNPRINTED.sub("", record["text"]):
                yield f"{kind}: the span of {record['id']} does not slice back to its text"


def _named_spans(data: Data) -> Iterator[tuple[str, list[int]]]:
    """The spans that only have to lie in the text, with the names of their records."""
    for field, span in data["metadata"]["spans"].items():
        yield f"metadata {field}", span
    for unit in data["units"]:
        yield f"unit {unit['id']}", unit["span"]
        yield from ((f"staff of unit {unit['id']}", staff["span"]) for staff in unit["staff"])
    yield from ((f"amendment {amendment['id']}", amendment["span"]) for amendment in data["amendments"])
    yield from ((f"passage {p['segment']}", p["holder"]) for p in data["passages"] if p["holder"] is not None)
    for number, diagnostic in enumerate(data["diagnostics"], 1):
        if diagnostic["span"] is not None:
            yield f"diagnostic {number}", diagnostic["span"]
