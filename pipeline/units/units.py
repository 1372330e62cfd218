"""Organisational units: who the document regulates, from headings, function statements and lists.

Reads: the outline and the metadata. Guarantees:
1. A unit comes from one of four kinds of evidence: a heading that is its name, a sentence that says
   what it is ("X là cơ quan …"), a heading that names the holder of a post, a list of structure.
2. `Scopes` tells for every segment the unit it speaks of and the role of the passage it stands in.
3. The same unit, in force and proposed, makes two records; otherwise a name makes one.

The way: in force or proposed → scope → what the segment states → what a plan proposes anew.
"""

from msgspec.structs import replace

from ..model import Metadata
from ..names.bodies import IS
from ..outline.layout import Layout
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Outline
from ..passages.passages import Passages
from ..passages.proposals import proposed
from .holders import names
from .leaders import Office, add_offices, leader, leadership, without_leaders
from .register import Register
from .scopes import NOTHING, Reading, Scope, Scopes, scope_of
from .structure import consists, described, staff_item, stated


def scopes(layout: Layout, outline: Outline, passages: Passages, metadata: Metadata) -> Scopes:
    """The units of the document and what each of its segments speaks of."""
    register = Register(metadata, proposed(outline, metadata.type))
    reading = Reading(outline, passages, names(layout, outline, metadata), register, {})
    leader_of = {item.segment.id: id_ for id_, items in passages.led.items() for item in items}
    of: dict[str, Scope] = {}
    functions: dict[int, list[str]] = {}  # of the units, by their index
    structure: dict[int, dict[str, None]] = {}
    offices: list[Office] = []
    diagnostics = []
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        above = of.get(leader_of.get(segment.id) or segment.parent or "", NOTHING)
        scope = of[segment.id] = scope_of(item, above, reading)
        if scope.role == "functions" and (not segment.lead_in or IS.match(segment.text)):
            if (unit := stated(item, scope, reading)) is not None:
                functions.setdefault(unit, []).append(segment.id)
        elif scope.role == "structure" and (unit := described(item, scope, reading)) is not None:
            functions.setdefault(unit, []).append(segment.id)
        elif scope.role == "structure":
            for over, name in consists(item, scope, reading) if not segment.lead_in else ():
                structure.setdefault(over, {})[name] = None
            leader(item, scope, reading)
            offices += leadership(item, scope, reading)
        elif scope.role != "duties" and (misprint := staff_item(item, register)):
            diagnostics.append(misprint)
    for office in offices:
        structure.setdefault(office.body, {})[office.name] = None
    add_offices(offices, register)
    structure |= _twin(outline, register)
    fullest = register.renamed
    units = [
        replace(
            unit,
            parent=fullest.get(unit.parent or "", unit.parent),
            functions=functions.get(i, []),
            structure=[
                fullest.get(name, name) for name in without_leaders([*structure.get(i, ())], unit, register.units)
            ],
        )
        for i, unit in enumerate(register.units)
    ]
    return Scopes(units, of, register.subject, register.proposed, diagnostics)


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
