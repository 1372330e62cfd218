"""Which unit the words of a heading mean as the holder of a passage.

Reads: the words, the segment and the units found so far. Guarantees: a unit that is named for the first time is added;
words that only point back ("của Sở") add none.
"""

from ..names.bodies import holder
from ..outline.tree import Item
from .authority import in_full
from .register import Register, same_unit


def held_by(words: str, item: Item, register: Register) -> int | None:
    """The unit that a heading names as the holder; None where it only points to the one that is open."""
    name = holder(words)
    if name is None:
        return None
    status = register.status(item)
    subject = register.subject.get(status)
    if subject is not None and register.units[subject].name.casefold().startswith(name.casefold()):
        return subject  # "của Sở": the body that is spoken of
    if " " not in name and name[:1].isupper() and subject is not None:
        return None
    full = in_full(name, register.about)
    known = same_unit(register.units, full, status)
    if known is not None:
        return known
    start = max(item.segment.text.find(name), 0)
    return register.add(full, item, start + len(name), start=start, parent=None)
