"""The alarm: lists that look like a body's duties and gave none, told so that nothing is lost without a word.

Reads: the outline, what came out of it (duties, units, diagnostics), and how its lists were weighed, only to tell it.
Guarantees:
1. It does not ask the rules that it watches (`passages`, `units`): a list is a run of leaves side by side, most of
   which open with a verb of duty, below or behind a text that names a body, or below a heading that does.
2. Each such list gives a duty, tells a unit, its functions or its staff, or has a diagnostic. The work is linear.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .knowledge import table
from .language.patterns import alternation, any_of, lazy
from .language.verbs import opens
from .model import Diagnostic, Duty, Segment, Unit
from .names.grammar import find
from .names.types import type_words
from .outline.tree import Outline

# Items of a list, and the share that opens with a verb of duty. Fewer and smaller tell more lists that are none.
FEWEST, MOSTLY = 3, 0.5
WIDE = 300  # characters of the text that leads a list in which a body is looked for
TITLE = 160  # characters of a heading above; a longer text is a sentence, which names bodies by the way
# Diagnostics that tell a list already.
TELLS = ("passage-doubtful", "holder-unknown")
# "Ủy ban … quyết định … như sau:" is what the act itself decides; "Hồ sơ gửi Sở A gồm:" are papers.
DECIDES = lazy(lambda: rf"(?i)\b{any_of('act_decides')}\b[^;]*:$")
PAPERS = lazy(lambda: rf"(?i)\b{any_of('asked_papers')}\b[^:;,]{{0,120}} gồm\b")
# "Nguyên tắc …", "Trình tự …", "… theo các bước sau:" lead something else.
NO_WORK = lazy(lambda: rf"(?i)\W*(?:các |những |về )?{any_of('leads_no_work')}\b|.{{0,{WIDE}}}\bcác bước[^:]{{0,40}}:$")
# What opens work and is no verb of the lexicon: "Khẩn trương …", "Cử …".
WORKS = lazy(lambda: rf"(?i)\W*{any_of('opens_work')}\b")
# "Quyết định số 5/QĐ-UBND …" is an act, no verb.
ACT = lazy(lambda: rf"(?i)\W*{alternation(row['name'] for row in table('doc_types'))} (?:số )?\d")
# Who bears no name of a body: "Thủ trưởng các cơ quan", "Người đứng đầu tổ chức".
CALLED = lazy(lambda: rf"(?i)\b(?:{any_of('holder_called')})\b")
# "Trung tâm dữ liệu quốc gia": a type word of two syllables, whatever letters follow.
TYPED = lazy(lambda: rf"\b{alternation(word for word in type_words() if ' ' in word)} [^\W\d_]+")


class Run(NamedTuple):
    """Leaves side by side, and the text that leads them."""

    lead: Segment
    items: list[Segment]


def alarm(
    outline: Outline,
    duties: list[Duty],
    units: list[Unit],
    told: Iterable[Diagnostic],
    weighed: Mapping[str, object],
) -> list[Diagnostic]:
    """What tells the lists that were missed, in text order; `weighed`: why a list was not taken, by its segment."""
    given = {duty.segment for duty in duties}
    for unit in units:  # what was told of a unit: its name in a list, its functions, its staff
        given |= {unit.segment, *unit.functions, *(staff.segment for staff in unit.staff)}
    spans = {note.span for note in told if note.code in TELLS}
    notes = [
        _told(run, name, weighed.get(run.lead.id))
        for run in _runs(outline)
        if not any(item.id in given for item in run.items)
        and not any(item.spans[0] in spans for item in run.items)
        and not any(segment.spans[0] in spans for segment in _above(run, outline))
        and not _leads_else(run.lead, outline)
        and _opening(run) >= MOSTLY * len(run.items)
        and (name := _body(run, outline))
    ]
    return sorted(notes, key=lambda note: note.span or (0, 0))


def _runs(outline: Outline) -> Iterator[Run]:
    """The lists of the document."""
    for id_, siblings in outline.children.items():
        lead = above = outline.by_id[id_].segment if id_ else None
        items: list[Segment] = []
        for item in siblings:
            segment = item.segment
            leads = segment.id in outline.children or _introduces(segment)
            if items and (leads or segment.kind != items[0].kind):
                yield from _run(lead, items)
                items = []
            if leads:
                lead = segment if segment.id not in outline.children else above
            elif segment.text and not segment.quoted:
                items.append(segment)
        yield from _run(lead, items)


def _run(lead: Segment | None, items: list[Segment]) -> Iterator[Run]:
    if lead is not None and lead.kind != "annex" and len(items) >= FEWEST:
        yield Run(lead, items)


def _introduces(segment: Segment) -> bool:
    return segment.kind == "paragraph" and segment.text.endswith(":")


def _leads_else(lead: Segment, outline: Outline) -> bool:
    """Whether the lead, or the heading of a lead-in without a number, says that its list is no work."""
    text = lead.text
    if lead.kind == "paragraph" and lead.parent and NO_WORK.match(outline.by_id[lead.parent].segment.text):
        return True
    return bool(NO_WORK.match(text) or DECIDES.search(text[-WIDE:]) or PAPERS.search(text[:WIDE]))


def _opening(run: Run) -> int:
    return sum((opens(item.text) and not ACT.match(item.text)) or bool(WORKS.match(item.text)) for item in run.items)


def _body(run: Run, outline: Outline) -> str | None:
    """The first body that the lead names, or a heading above it up to its Điều."""
    for above in _above(run, outline):
        if above.kind == "annex":
            break
        leads = above is run.lead or len(above.text) <= TITLE or above.text.endswith(":")
        if leads and (name := _named(above.text[:WIDE])):
            return name
        if above.kind == "article":
            break
    return None


def _named(text: str) -> str | None:
    """The first body in a text, or the words that call one: "Thủ trưởng các cơ quan"."""
    for name in find(text):
        if not name.bare or text[name.start].isupper():  # "đường bộ" is no ministry
            return text[name.start : name.end]
    called = TYPED.search(text) or CALLED.search(text)
    return called[0] if called else None


def _above(run: Run, outline: Outline) -> Iterator[Segment]:
    """What leads a list and what stands above it, up to the root."""
    at: Segment | None = run.lead
    while at is not None:
        yield at
        at = outline.by_id[at.parent].segment if at.parent else None


def _told(run: Run, name: str, why: object) -> Diagnostic:
    count = f"{_opening(run)} of {len(run.items)} items open with a verb of duty under “{name}”"
    message = f"{run.lead.path}: {count}, none was taken for a duty" + (f"; its points: {why}" if why else "")
    return Diagnostic(code="list-without-duties", severity="warning", message=message, span=run.lead.spans[0])
