"""Type words that stand alone: "Sở", "Chi cục", "bộ".

Reads: a name, its place and the context of its document. Guarantees: a word that means nobody known gives None.
"""

from ..names.grammar import Name
from .context import Context, Place
from .owners import chain, of_unit

# "Sở", "bộ" mean the one that the text is about, never one just named.
DEPARTMENTS = ("sở", "bộ")
# Of a type of which a document may form one: "Ban" means it where there is no other.
ONLY_ONE = ("ban", "trung tâm", "chi cục", "hội đồng", "quỹ", "tổ", "đội")


def bare(about: Context, name: Name, place: Place) -> str | None:
    """The body that a type word alone means: of the holder up to the issuer, one just named, or the only one."""
    head = f"{name.head} "
    for body in chain(about, place.holder):
        if f"{body.name.lower()} ".startswith(head):
            return body.full
    if name.head not in DEPARTMENTS:
        for said in reversed(place.said):
            if said.lower().startswith(head):
                return said
    if name.head in ONLY_ONE and name.name[0].isupper():
        same = [unit for unit in about.units.values() if unit.name.lower().startswith(head)]
        return of_unit(about, same[0]) if len(same) == 1 else None
    return None
