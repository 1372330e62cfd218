"""Duties: the leaves of the passages that list them, each with its holder.

Reads: the outline, the scopes and the citations. Guarantees:
1. One leaf is one duty, whatever semicolons it holds; what introduces other segments is none.
2. The holder is the unit of the section, else the subject of the text; a passage without either
   makes no duty and is reported.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from ..knowledge import table
from ..language.patterns import alternation, lazy
from ..language.verbs import unknown_opening
from ..mentions.mentions import Named
from ..model import Action, Citation, Diagnostic, Domain, Duty, Metadata, Segment, Unit
from ..names.types import TYPE_WORD
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Item, Outline, leads_without_children
from ..passages.opening import opens
from ..passages.passages import Passages
from ..units.scopes import Scope, Scopes
from .conditions import catches_all, conditions
from .domains import departments_of, domains
from .powers import read
from .roles import Role, roles

# "Thông tư 7/2025/TT-BCT có hiệu lực …", "Quyết định này thay thế …"
SPEAKS_OF_ACT = lazy(
    lambda: rf"{alternation(row['name'] for row in table('doc_types'))} (?:số |này\b|\d)", re.IGNORECASE
)


def duties(
    outline: Outline,
    passages: Passages,
    scopes: Scopes,
    units: list[Unit],
    metadata: Metadata,
    citations: Iterable[Citation],
    named: Mapping[str, Sequence[Named]],
) -> tuple[list[Duty], list[Diagnostic]]:
    """The duties of all units, in text order; passages whose holder is not told and openings of no verb."""
    cited: dict[str, list[str]] = {}
    for citation in citations:
        cited.setdefault(citation.segment, []).append(citation.id)
    found: list[Duty] = []
    led: dict[str | None, Item] = {}  # the lead-in beside its items ("Trình Ủy ban nhân dân tỉnh:"), by their parent
    openings: dict[str, Diagnostic] = {}
    lost: dict[str, Diagnostic] = {}
    about = [_about(unit, units, scopes, outline, metadata) for unit in units]
    for item in outline.items:
        segment = item.segment
        if leads_without_children(segment, outline):
            led[segment.parent] = item
        if segment.kind in OUTSIDE or segment.lead_in or segment.quoted or not segment.text:
            continue
        scope = scopes.of[segment.id]
        beside = segment.id in passages.led and segment.id not in outline.children
        if scope.role != "duties" or beside or _closing(segment, outline):
            continue
        holder = _holder(scope, segment.id, scopes)
        if holder is None:
            passage = outline.by_id[scope.passage or segment.id].segment
            lost[passage.id] = Diagnostic(
                code="holder-unknown",
                severity="warning",
                message=f"no unit is named for the duties under {passage.path}",
                span=passage.spans[0],
            )
            continue
        leads = _lead_in(item, scope, outline, led)
        fields = domains(segment.text, [lead.segment.text for lead in leads], *about[holder])
        duty = _duty(len(found) + 1, item, leads, units[holder], fields, cited, named)
        found.append(duty)
        opening = None if duty.lead_in and duty.powers != ["other"] else unknown_opening(segment.text)
        if opening and opening not in openings:
            openings[opening] = _unknown(opening, duty)
    return found, [*lost.values(), *openings.values()]


def _closing(segment: Segment, outline: Outline) -> bool:
    """Whether an unlabelled block behind labelled items is no duty.

    It says a word on an act; or it stands behind the last of them and opens with neither verb nor body.
    """
    siblings = outline.children[segment.parent]
    labelled = [i for i, item in enumerate(siblings) if item.segment.kind != "paragraph"]
    if segment.kind != "paragraph" or not labelled or siblings[0].segment.id == segment.id:
        return False
    last = any(item.segment.id == segment.id for item in siblings[labelled[-1] :])
    says = opens(segment.text) or TYPE_WORD.match(segment.text) is not None
    return SPEAKS_OF_ACT.match(segment.text) is not None or (last and not says)


def _unknown(opening: str, duty: Duty) -> Diagnostic:
    return Diagnostic(
        code="verb-unknown",
        severity="info",
        message=f"the lexicon has no verb for the opening “{opening}” of {duty.path}",
        span=duty.span,
    )


def _holder(scope: Scope, segment: str, scopes: Scopes) -> int | None:
    if scope.unit is not None:
        return scope.unit
    return scopes.subject_of("proposed" if segment in scopes.proposed else "current")


def _about(
    unit: Unit, units: list[Unit], scopes: Scopes, outline: Outline, metadata: Metadata
) -> tuple[list[str], frozenset[str]]:
    """What tells the fields of a unit's duties: statements of its function, or its body's, and its department.

    The fields of a whole department are no hint at one of them.
    """
    subject = scopes.subject_of(unit.status)
    stated = unit.functions or (units[subject].functions if subject is not None else [])
    whole = unit.type in ("so", "bo", "uy_ban")
    functions = [] if whole else [outline.by_id[id_].segment.text for id_ in stated]
    return functions, departments_of(unit.name, unit.parent, metadata.issuer)


def _lead_in(item: Item, scope: Scope, outline: Outline, led: dict[str | None, Item]) -> list[Item]:
    """The segments between the passage's heading and the duty, outermost first."""
    leads: list[Item] = []
    if scope.passage == item.segment.id:
        return leads
    parent = item.segment.parent
    while parent and parent in outline.by_id:
        if parent in led:
            leads.append(led[parent])
        above = outline.by_id[parent]
        if parent != scope.passage or above.segment.heading is None:
            leads.append(above)
        if parent == scope.passage:
            break
        parent = above.segment.parent
    return leads[::-1]


def _duty(
    number: int,
    item: Item,
    leads: list[Item],
    unit: Unit,
    fields: list[Domain],
    cited: dict[str, list[str]],
    named: Mapping[str, Sequence[Named]],
) -> Duty:
    segment = item.segment
    parts: dict[Role, list[str]] = {"principal": [], "recipient": [], "partner": []}
    for source in (*(lead.segment for lead in leads), segment):
        for role, ids in roles(source.text, named.get(source.id, ())).items():
            parts[role] += ids
    own, powers = read(segment.text, [lead.segment.text for lead in leads])
    return Duty(
        id=f"d{number}",
        holder=unit.id,
        status=unit.status,
        path=segment.path,
        segment=segment.id,
        text=segment.text,
        lead_in=[lead.segment.id for lead in leads],
        actions=[
            Action(
                verb=segment.text[act.start : act.end].lower(),
                power=act.power or "other",
                span=to_source(item.runs, act.start, act.end),
            )
            for act in own
        ],
        powers=powers,
        domains=fields,
        recipients=parts["recipient"],
        partners=parts["partner"],
        principal=parts["principal"],
        conditions=conditions(segment.text),
        citations=cited.get(segment.id, []),
        catch_all=catches_all(segment.text),
        span=(segment.spans[0][0], segment.spans[-1][1]),
    )
