"""Inspection is one unit's work for all fields: its list of fields covers the inspections of single fields.

Reads: the items of both sides. Guarantees: only duties whose own verb is "thanh tra" are linked, and only where
one names several fields of departments and the other none but such as the first one names.
"""

from collections.abc import Sequence

from .sides import Item, own_fields

VERB = "thanh tra"  # Luật Thanh tra: the inspectorate of a department inspects in all its fields
SEVERAL = 4  # fields; a group of two or three fields is one unit's own field


def inspections(left: Sequence[Item], right: Sequence[Item]) -> list[tuple[int, int]]:
    """The places of the duties, those of the left first."""
    return sorted({*_within(left, right), *((ours, theirs) for theirs, ours in _within(right, left))})


def _within(narrow: Sequence[Item], wide: Sequence[Item]) -> list[tuple[int, int]]:
    """Which of the narrow lie within which of the wide."""
    inner, outer = _inspecting(narrow), _inspecting(wide)
    return [
        (at, there)
        for there, fields in outer.items()
        if len(fields) >= SEVERAL
        for at, some in inner.items()
        if some and some < fields
    ]


def _inspecting(items: Sequence[Item]) -> dict[int, frozenset[str]]:
    return {at: own_fields(item) for at, item in enumerate(items) if any(act.verb == VERB for act in item.duty.actions)}
