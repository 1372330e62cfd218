"""Duties: the leaves of the passages that list them, each with its holder.

Reads: the outline, the scopes and the citations. Guarantees:
1. One leaf is one duty, whatever semicolons it holds; what introduces other segments is none.
2. The holder is the unit of the section, else the subject of the text; a passage without either
   makes no duty and is reported.
"""

import re
from collections.abc import Iterable

from pipeline.actions import is_verb, read, unknown_opening
from pipeline.layout import to_source
from pipeline.model import Action, Citation, Diagnostic, Duty, Unit
from pipeline.tree import OUTSIDE, Item, Outline
from pipeline.units import Scope, Scopes

CATCH_ALL = re.compile(r"(?:[Nn]hiệm vụ|[Cc]ông việc|[Vv]ụ việc)[^;.]{0,40}? khác\b")
CONDITIONS = re.compile(
    r"theo thẩm quyền|theo (?:đúng )?quy định(?: của pháp luật| hiện hành)?|theo phân công, phân cấp|theo phân cấp|"
    r"theo ủy quyền|theo phân công|trong phạm vi (?:nhiệm vụ|thẩm quyền|quản lý)[^,;.]{0,30}|trong lĩnh vực được giao|"
    r"trên địa bàn(?: tỉnh| thành phố)?|sau khi (?:được )?(?:phê duyệt|ban hành)|định kỳ và đột xuất|\(nếu có\)"
)


def duties(
    outline: Outline, scopes: Scopes, units: list[Unit], citations: Iterable[Citation], *, tagged: bool = False
) -> tuple[list[Duty], list[Diagnostic]]:
    """The duties of all units, in text order; the passages whose holder is not told, and the openings that no verb is.

    With `tagged`, underthesea says of such an opening whether it takes it for a verb.
    """
    cited: dict[str, list[str]] = {}
    for citation in citations:
        cited.setdefault(citation.segment, []).append(citation.id)
    found: list[Duty] = []
    led: dict[str | None, Item] = {}  # the lead-in beside its items ("Trình Ủy ban nhân dân tỉnh:"), by their parent
    openings: dict[str, Diagnostic] = {}
    lost: dict[str, Diagnostic] = {}
    for item in outline.items:
        segment = item.segment
        if segment.lead_in and segment.id not in outline.children:
            led[segment.parent] = item
        if segment.kind in OUTSIDE or segment.lead_in or not segment.text:
            continue
        scope = scopes.of[segment.id]
        if scope.role != "duties" or (scope.passage == segment.id and segment.heading):
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
        duty = _duty(len(found) + 1, item, _lead_in(item, scope, outline, led), units[holder], cited)
        found.append(duty)
        opening = None if duty.lead_in and duty.powers != ["other"] else unknown_opening(segment.text)
        if opening and opening not in openings:
            openings[opening] = _unknown(opening, duty, tagged)
    return found, [*lost.values(), *openings.values()]


def _unknown(opening: str, duty: Duty, tagged: bool) -> Diagnostic:
    verb = is_verb(opening, duty.text) if tagged else None
    note = "" if verb is None else ", a verb for underthesea" if verb else ", no verb for underthesea"
    return Diagnostic(
        code="verb-unknown",
        severity="info",
        message=f"the lexicon has no verb for the opening “{opening}” of {duty.path}{note}",
        span=duty.span,
    )


def _holder(scope: Scope, segment: str, scopes: Scopes) -> int | None:
    if scope.unit is not None:
        return scope.unit
    status = "proposed" if segment in scopes.proposed else "current"
    return scopes.subject.get(status, scopes.subject.get("current"))  # type: ignore[call-overload, no-any-return]


def _lead_in(item: Item, scope: Scope, outline: Outline, led: dict[str | None, Item]) -> list[Item]:
    """The segments between the passage's heading and the duty, outermost first."""
    leads: list[Item] = []
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


def _duty(number: int, item: Item, leads: list[Item], unit: Unit, cited: dict[str, list[str]]) -> Duty:
    segment = item.segment
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
        domains=[],
        recipients=[],
        partners=[],
        principal=[],
        conditions=list(dict.fromkeys(CONDITIONS.findall(segment.text))),
        citations=cited.get(segment.id, []),
        catch_all=CATCH_ALL.search(segment.text) is not None,
        span=(segment.spans[0][0], segment.spans[-1][1]),
    )
