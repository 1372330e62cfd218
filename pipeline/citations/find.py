"""References to legal and administrative acts in one plain string.

Guaranteed for every string: nothing is raised, the same text gives the same references, they are sorted by place,
and two of them overlap only where the inner one stands in the outer one's title. Every pattern is bounded or
possessive: the work grows with the length of the text and no faster.
"""

from collections.abc import Iterable
from functools import cache

from ..knowledge import table
from ..language.letters import for_matching
from .articles import articles, chains
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
    """The acts with the articles before them and their roles; what is said of one holds for its list."""
    begins = chains(text)
    found, previous = [act for act in acts if act.role == "amends"], Reference(0, 0)
    for act in sorted((act for act in acts if act.role != "amends"), key=lambda act: act.start):
        start = max(begins.get(act.start, act.start), previous.end)
        if start >= act.end:
            continue
        article, clause, points = articles(text[start : act.start])
        lead = text[max(previous.end, start - LEAD) : start]
        does = role(lead, text[act.end : act.end + TAIL], article is not None)
        listed = LISTED.search(lead) and ". " not in lead and act.type in _normative()
        if does == "cites" and listed and (previous.role == "replaces" or len(lead) < JOINT):
            does = "cites" if previous.role == "attached_to" else previous.role
        previous = act._replace(start=start, article=article, clause=clause, points=points, role=does)
        found.append(previous)
    return sorted(found, key=lambda act: (act.start, -act.end))


@cache
def _normative() -> set[str]:
    """The types of normative acts."""
    return {kind["name"].lower() for kind in table("doc_types") if "normative" in kind["class"]}
