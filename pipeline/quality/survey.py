"""What many documents lack: where the outline has gaps, what could not be placed, what is missing.

Reads: documents. Guarantees: says only what the output itself shows, so that it works on any corpus
without annotations; a finding is a hint where to look, no proof of an error.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Document, Segment
from ..outline.labels import readings
from ..outline.tree import OUTSIDE
from ..passages.heads import head

# What is counted, in the order in which it is told.
KINDS = {
    "article-gap": "Điều numbers that do not follow one another in their block",
    "article-gap-silent": "of these, gaps that no diagnostic names",
    "quote-unclosed": "quotations that are not closed",
    "label-unplaced": "lines that begin like a label but are read as text",
    "label-doubtful": "labels out of sequence: gaps, repeats, swapped or missing first ones",
    "passage-without-duties": "headings of duties with no duty below",
    "list-without-duties": "lists of verbs of duty below the name of a body that give no duty",
    "passage-doubtful": "lists that may hold duties, too doubtful to count",
    "duties-nowhere": "documents that speak of duties and have none",
    "type-missing": "documents with a header, but without a type",
    "code-missing": "documents that print a number, but without a code",
    "date-missing": "documents that print a date, but without one",
    "issuer-missing": "documents without an issuer",
}
WORST = 10
# The kinds that are told one by one, with what spoke for and against: what may be lost.
ALARMS = ("list-without-duties", "passage-doubtful")
TOLD = 20  # of each of them


class Finding(NamedTuple):
    """Something to look at in a document."""

    kind: str
    where: str  # path of a segment, or the words


def survey(document: Document) -> Iterator[Finding]:
    """What to look at in one document."""
    yield from _articles(document)
    for note in document.diagnostics:
        if note.code == "quote-unclosed" and note.span:
            yield Finding("quote-unclosed", document.source.text[slice(*note.span)][:60])
        elif note.code in ALARMS:
            yield Finding(note.code, note.message)
        elif note.code.startswith("label-") and note.span:
            yield Finding("label-doubtful", f"{note.message}: {document.source.text[slice(*note.span)][:40]!r}")
    for segment in document.segments:
        if segment.kind == "paragraph" and not segment.quoted and (labels := readings(segment.text)):
            yield Finding("label-unplaced", f"{segment.path}: {segment.text[: labels[0].end + 30]!r}")
    yield from _passages(document)
    yield from _header(document)


def _articles(document: Document) -> Iterator[Finding]:
    """Điều count on by one through a block, whatever Chương they stand in; insertions (5a) aside."""
    noted = {note.span[0] for note in document.diagnostics if note.code.startswith("label-") and note.span}
    last: dict[str | None, int] = {}
    annex: dict[str, str | None] = {}
    for segment in document.segments:
        above = annex.get(segment.parent) if segment.parent else None
        annex[segment.id] = segment.id if segment.kind == "annex" else above
        if segment.kind != "article":
            continue
        number = int("".join(filter(str.isdecimal, segment.path.rsplit("Điều ", 1)[-1].split("~")[0])) or 0)
        before = last.get(above, 0)
        last[above] = number
        if before and not 0 <= number - before <= 1:
            yield Finding("article-gap", f"{segment.path} after Điều {before}")
            if segment.spans[0][0] not in noted:
                yield Finding("article-gap-silent", f"{segment.path} after Điều {before}")


def _passages(document: Document) -> Iterator[Finding]:
    """Headings of duties, and texts that speak of duties, without any."""
    parents = {segment.id: segment.parent for segment in document.segments}
    holding: set[str] = set()
    for duty in document.duties:
        at: str | None = duty.segment
        while at and at not in holding:
            holding.add(at)
            at = parents[at]
    for segment in document.segments:
        if segment.kind in OUTSIDE or segment.quoted or segment.id in holding:
            continue
        said = head(segment.heading or segment.text) if segment.lead_in else None
        if said and said.duties and said.kinds[0] != "order":
            yield Finding("passage-without-duties", f"{segment.path}: {segment.text[:60]}")
    spoken = (document.metadata.title or "").casefold()
    if not document.duties and ("chức năng" in spoken or "nhiệm vụ" in spoken):
        yield Finding("duties-nowhere", document.metadata.title or "")


def _header(document: Document) -> Iterator[Finding]:
    """Header fields that are printed but were not read."""
    header = [segment for segment in document.segments if segment.kind == "header"]
    words = "\n".join(document.source.text[a:b] for segment in header for a, b in segment.spans)
    about = document.metadata
    if header and not about.type:
        yield Finding("type-missing", _first(header))
    if "Số:" in words and not about.code:
        yield Finding("code-missing", words[words.index("Số:") :][:60])
    if "ngày" in words and "năm 20" in words and not about.issued_on:
        yield Finding("date-missing", words[words.index("ngày") :][:60])
    if not about.issuer:
        yield Finding("issuer-missing", _first(header))


def _first(header: list[Segment]) -> str:
    return header[0].text[:60] if header else "no header"


def table(found: dict[str, list[Finding]]) -> str:
    """What was found in many documents, by document name: counts of each kind, then the worst ten."""
    documents = Counter(kind for findings in found.values() for kind in {finding.kind for finding in findings})
    total = Counter(finding.kind for findings in found.values() for finding in findings)
    lines = [f"{len(found)} documents", f"{'documents':>9} {'found':>6}"]
    lines += [f"{documents[kind]:>9} {total[kind]:>6}  {kind}: {words}" for kind, words in KINDS.items()]
    for kind in ALARMS:
        told = [(name, one.where) for name, findings in found.items() for one in findings if one.kind == kind]
        lines += [f"{kind}, the first {min(TOLD, len(told))} of {len(told)}:"] if told else []
        lines += [f"  {name}: {' '.join(where.split())}" for name, where in told[:TOLD]]
    worst = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:WORST]
    if worst and worst[0][1]:
        lines.append(f"the {len(worst)} with most to look at:")
    for name, findings in worst:
        counts = Counter(finding.kind for finding in findings)
        if counts:
            lines.append(f"  {name}: " + ", ".join(f"{count} {kind}" for kind, count in counts.most_common()))
            first = {finding.kind: finding for finding in reversed(findings)}
            lines += [f"    {kind}: {' '.join(first[kind].where.split())}" for kind in counts]
    return "\n".join(lines)
