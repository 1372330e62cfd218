"""Type words that stand alone: "Sở", "Chi cục", "bộ".

Reads: a name, its place and the context of its document. Guarantees: a word that means nobody known gives None.
"""

from collections.abc import Iterator

from ..model import Unit
from ..names.grammar import Name
from ..names.types import DEPARTMENTS
from .context import Context, Place, of_unit, own

# Of a type of which a document may form one: "Ban" means it where there is no other.
ONLY_ONE = ("ban", "trung tâm", "chi cục")


def bare(about: Context, name: Name, place: Place) -> str | None:
    """The body that a type word alone means: the subject, the holder, what that is part of, or the only one."""
    head = name.head
    if about.subject.lower().startswith(f"{head} "):
        return about.subject
    for unit in _upward(about, place.holder):
        if unit.name.lower().startswith(head):
            return own(about, unit.name) if unit.type in DEPARTMENTS else of_unit(about, unit)
    if head in ONLY_ONE and name.name[0].isupper():
        same = [unit for unit in about.units.values() if unit.name.lower().startswith(f"{head} ")]
        return of_unit(about, same[0]) if len(same) == 1 else None
    return None


def _upward(about: Context, unit: Unit | None) -> Iterator[Unit]:
    """A unit and what it is part of, as far as the document tells."""
    while unit is not None:
        yield unit
        parent = about.units.get((unit.parent or "").casefold())
        unit = parent if parent is not unit else None
