"""References to legal and administrative acts in one plain string.

Guaranteed for every string: nothing is raised, the same text gives the same references, they are sorted by place,
and two of them overlap only where the inner one stands in the outer one's title. Every pattern is bounded or
possessive: the work grows with the length of the text and no faster.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from ..knowledge import table
from ..language.letters import for_matching
from .articles import Provisions, behind, chains, provisions
from .laws import holds_law, laws
from .numbers import holds_number, numbered
from .reference import Reference
from .roles import LISTED, TAIL, role

__all__ = ["Reference", "find"]

# Of 5,372 segments of real documents that cite an act, those that read otherwise when one of the two moves.
LEAD = 200  # characters of the sentence in front of an act that are read. 100: 23 segments, 150: 6, 400: none
JOINT = 6  # fewer characters lie between two acts of one list: ", số ", " và ". 3: 10 segments, 5 to 12: none


def find(text: str) -> list[Reference]:
    """Every act cited in ``text``, in order; offsets are into ``text``.

    Articles are joined in printed order ("5, 6"). To abolish some of them is ``amends``, not ``replaces``; ``basis``
    is never a role here: only the caller knows which lines are căn cứ lines.
    """
    law, number = holds_law(text), holds_number(text)
    folded = for_matching(text) if law or number else ""
    by_name = list(laws(text, folded)) if law else []
    by_number = list(numbered(text, folded, by_name)) if number else []
    return _in_context(text, by_name + by_number) if by_name or by_number else []


def _in_context(text: str, acts: Iterable[Reference]) -> list[Reference]:
    """The acts with the provisions beside them and their roles; what is said of one holds for its list."""
    begins = chains(text)
    found, previous = [act for act in acts if act.role == "amends"], Reference(0, 0)
    for act in sorted((act for act in acts if act.role != "amends"), key=lambda act: act.start):
        start = max(begins.get(act.start, act.start), previous.end)
        if start >= act.end:
            continue
        named, act = _named(text, start, act)
        lead = text[max(previous.end, start - LEAD) : start]
        does = role(lead, text[act.end : act.end + TAIL], bool(named))
        listed = LISTED.search(lead) and ". " not in lead and act.type in _normative()
        if does == "cites" and listed and (previous.role == "replaces" or len(lead) < JOINT):
            does = "cites" if previous.role == "attached_to" else previous.role
        previous = act._replace(start=start, role=does)
        found += _each(previous, named)
    return sorted(found, key=lambda act: (act.start, -act.end))


def _named(text: str, start: int, act: Reference) -> tuple[list[Provisions], Reference]:
    """The provisions named between `start` and the act, or else behind it, and the act with these."""
    if start < act.start:
        return provisions(text, start, act.start), act
    if after := behind(text, act.end):
        return provisions(text, *after[:2]), act._replace(end=after[2])
    return [], act


def _each(act: Reference, named: list[Provisions]) -> Iterator[Reference]:
    """One reference for each of the provisions in a row; the act's own words go with the provision beside them."""
    if not named:
        yield act
    for number, (start, end, article, clause, points) in enumerate(named, 1):
        yield act._replace(
            start=act.start if number == 1 else start,
            end=act.end if number == len(named) else end,
            article=article,
            clause=clause,
            points=points,
        )


@cache
def _normative() -> set[str]:
    """The types of normative acts."""
    return {kind["name"].lower() for kind in table("doc_types") if "normative" in kind["class"]}
