"""Organisational units: who the document regulates, from headings, function statements and lists.

Reads: the outline and the metadata. Guarantees:
1. A unit comes from one of four kinds of evidence: a heading that is its name, a sentence that says
   what it is ("X là cơ quan …"), a heading that names the holder of a post, a list of structure.
2. `Scopes` tells for every segment the unit it speaks of and the role of the passage it stands in.
3. The same unit, in force and proposed, makes two records; otherwise a name makes one.

The way: in force or proposed → scope → what the segment states → what the title names → what a plan proposes anew.
"""

import re

from msgspec.structs import replace

from ..language.levels import a_province
from ..language.patterns import any_of, lazy
from ..metadata.issuer import proper
from ..model import Metadata
from ..names.bodies import IS, holder
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Outline, leads_beside
from ..passages.proposals import proposed
from .register import Register
from .scopes import NOTHING, Scope, Scopes, scope_of
from .structure import consists, leader, staff_item, stated, without_leaders

# "… chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở A": a name of at most 160 characters, up to who signs.
TITLED = lazy(
    lambda: (
        rf"{any_of('title_word')}[^.;()]*? của (?P<name>[^.;()]{{3,160}}?)"
        r"(?=\s*(?:[.;(]|$| [ỦU][YỶ] BAN NHÂN DÂN| GIÁM ĐỐC))"
    ),
    re.IGNORECASE,
)
LOCALITY = lazy(lambda: rf" {a_province()} [^,;.]+$", re.IGNORECASE)


def scopes(outline: Outline, metadata: Metadata) -> Scopes:
    """The units of the document and what each of its segments speaks of."""
    register = Register(metadata, proposed(outline, metadata.type))
    of: dict[str, Scope] = {}
    beside: dict[str | None, Scope] = {}  # by the parent: the passage that a lead-in beside its items opens
    functions: dict[int, list[str]] = {}  # of the units, by their index
    structure: dict[int, dict[str, None]] = {}
    diagnostics = []
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        above = beside.get(segment.parent) or of.get(segment.parent or "", NOTHING)
        scope = of[segment.id] = scope_of(item, above, outline, register)
        if leads_beside(segment) and scope.passage == segment.id:
            beside[segment.parent] = scope
        if scope.role == "functions" and (not segment.lead_in or IS.match(segment.text)):
            if (unit := stated(item, scope, register)) is not None:
                functions.setdefault(unit, []).append(segment.id)
        elif scope.role == "structure" and not segment.lead_in:
            for over, name in consists(item, scope, register):
                structure.setdefault(over, {})[name] = None
            leader(item, scope, register)
        elif scope.role != "duties" and (misprint := staff_item(item, register)):
            diagnostics.append(misprint)
    if "current" not in register.subject and any(s.role == "duties" and s.unit is None for s in of.values()):
        _titled(outline, register)
    structure |= _twin(outline, register)
    units = [
        replace(
            unit,
            functions=functions.get(i, []),
            structure=without_leaders([*structure.get(i, ())], unit, register.units),
        )
        for i, unit in enumerate(register.units)
    ]
    return Scopes(units, of, register.subject, register.proposed, diagnostics)


def _titled(outline: Outline, register: Register) -> None:
    """Where duties are of nobody that the text names, they are of the body that its title names."""
    for item in outline.items:
        if item.segment.kind != "header" or not (match := TITLED.search(item.segment.text)):
            continue
        name = holder(proper(LOCALITY.sub("", match["name"]), outline.items, None))
        if name:
            start = match.start("name")
            register.subject["current"] = register.add(name, item, match.end("name"), start=start, parent=None)
            return


def _twin(outline: Outline, register: Register) -> dict[int, dict[str, None]]:
    """A plan that proposes units proposes anew the body that they belong to: its index, and its parts."""
    current = register.subject.get("current")
    if current is None or "proposed" in register.subject:
        return {}
    parent = register.units[current]
    own = [u for u in register.units if u.status == "proposed" and u.parent == parent.name and not u.listed]
    if not own:
        return {}
    segment = outline.by_id[own[0].segment].segment.parent or own[0].segment
    item = outline.by_id[segment]
    span = to_source(item.runs, 0, max(1, len(item.segment.text)))
    at = register.append(replace(parent, status="proposed", segment=segment, span=span))
    return {at: dict.fromkeys(unit.name for unit in own)}
