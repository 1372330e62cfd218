"""The units found so far: adding one, finding one by name, and the one that the text is about.

Reads: names with the segments that name them. Guarantees: a name and a status make one unit, in the order in which
the text names them; what is known only from a list is told as that until a section of its own comes.
"""

from difflib import get_close_matches

from msgspec.structs import replace

from ..model import Metadata, Status, Unit
from ..names.bodies import holder_type, unit_type
from ..names.posts import PERSON
from ..names.types import TYPE_WORD
from ..outline.lines import to_source
from ..outline.tree import Item
from ..passages.proposals import status_of
from .authority import authority

# Likeness (difflib's ratio) from which a name is a misprint of a known one: one wrong letter in a name of 13. Measured
# on 597 texts with 404 units: 0.97 changes nothing, 0.85 joins 5 units with others, in 3 texts.
SAME_NAME = 0.92


class Register:
    """The units of one document while its segments are read in text order."""

    def __init__(self, about: Metadata, proposed: frozenset[str]) -> None:
        self.about = about
        self.proposed = proposed  # ids of the segments that only propose
        self.units: list[Unit] = []
        self.subject: dict[Status, int] = {}  # the unit that passages without a heading speak of
        self.renamed: dict[str, str] = {}  # names that fuller ones took the place of
        self._index: dict[tuple[str, Status], int] = {}
        self._bare: dict[tuple[str, str | None, Status], int] = {}  # by the name without its owner's, and the owner

    def status(self, item: Item) -> Status:
        """Of what a segment speaks: what is in force, or what is proposed."""
        return status_of(item, self.proposed)

    def get(self, name: str, status: Status) -> int | None:
        """The index of the unit of exactly this name, whatever its letters."""
        return self._index.get((name.casefold(), status))

    def add(self, name: str, item: Item, end: int, *, parent: int | None, start: int = 0, listed: bool = False) -> int:
        """The index of the unit that `item` names in `[start, end)` of its text, added where it is new."""
        status = self.status(item)
        above = self._parent(name, parent, status)
        known = self.get(name, status)
        if known is None:
            known = self._bare.get((bare(name, above), above, status))
            if known is not None and len(name) > len(self.units[known].name):
                self._rename(known, name)
        if known is not None:
            if not listed:
                self.units[known] = replace(self.units[known], listed=False)
            return known
        return self.append(
            Unit(
                id="",
                name=name,
                type=holder_type(name) or "other",
                parent=above,
                status=status,
                segment=item.segment.id,
                functions=[],
                structure=[],
                staff=[],
                listed=listed,
                span=to_source(item.runs, start, max(start + 1, end)),
            )
        )

    def append(self, unit: Unit) -> int:
        """The index of the unit, which is new; its id is its number."""
        self.units.append(replace(unit, id=f"u{len(self.units) + 1}"))
        at = len(self.units) - 1
        self._index[unit.name.casefold(), unit.status] = at
        self._bare.setdefault((bare(unit.name, unit.parent), unit.parent, unit.status), at)
        return at

    def _rename(self, index: int, name: str) -> None:
        """Give a unit its full name: "Văn phòng" of a list is the "Văn phòng Sở" of a heading."""
        unit = self.units[index]
        self.renamed[unit.name] = name
        self.units[index] = replace(unit, name=name)
        self._index[name.casefold(), unit.status] = index

    def own(self, index: int, parent: str) -> None:
        """Take in of whom a unit is, as its function statement says."""
        self.units[index] = replace(self.units[index], parent=parent)

    def _parent(self, name: str, parent: int | None, status: Status) -> str | None:
        """The name of what a unit belongs to: a person to the leadership, where the text names one."""
        if parent is None:
            parent = self.subject.get(status, self.subject.get("current"))
            if parent is not None and self.units[parent].type == "post":
                parent = None  # nothing belongs to a post
        above = self.units[parent].name if parent is not None else authority(name, self.about)
        if not PERSON.match(name):
            return above
        return next((u.name for u in self.units if u.type == "ban_giam_doc" and u.status == status), above)


def bare(name: str, owner: str | None) -> str:
    """A name, folded, without whose it is: "Văn phòng Sở" and "Văn phòng Sở A" of the Sở A are its "văn phòng"."""
    folded = name.casefold()
    head = TYPE_WORD.match(owner) if owner else None
    if owner is None or head is None:
        return folded
    for tail in (owner, head["word"]):
        if (short := folded.removesuffix(f" {tail.casefold()}")) != folded:
            return short
    return folded


def same_unit(units: list[Unit], name: str, status: Status) -> int | None:
    """The index of the unit that `name` means: by name, as its leadership, or as a misprint of it."""
    among = [(i, unit) for i, unit in enumerate(units) if unit.status == status]
    folded = name.casefold()
    for i, unit in among:
        if unit.name.casefold() == folded:
            return i
    if unit_type(name) == "ban_giam_doc":  # "Ban Giám đốc", "Lãnh đạo Sở": one body, many names
        return next((i for i, unit in among if unit.type == "ban_giam_doc"), None)
    kind = holder_type(name)  # "Bộ Tài chính" is no misprint of "Sở Tài chính"
    alike = {unit.name.casefold(): i for i, unit in reversed(among) if unit.type == kind}
    close = get_close_matches(folded, alike, n=1, cutoff=SAME_NAME)
    return alike[close[0]] if close else None
