"""How far a comparison agrees with the links that a careful reader drew between two lists of duties.

Reads: links by the paths of their duties, and a comparison. Guarantees:
1. A link counts as found where the pair is reported at all, a pair that is no link as wrong.
2. The relation is judged on the links found; where the note says "minor", same and changed are both right.
"""

from collections.abc import Iterable

from ..comparison.model import Comparison
from .gold import Alignment, Link
from .measures import Score, Scores

CLOSE = {"same", "changed"}


def align(gold: Alignment, comparison: Comparison) -> Scores:
    """The measures of a comparison, by their names."""
    wanted = {(link.left, link.right): link for link in gold.pairs}
    reported = {(pair.left_path, pair.right_path): pair.relation for pair in comparison.pairs}
    found = wanted.keys() & reported.keys()
    whole = {pair for pair, link in wanted.items() if link.relation != "part"}
    wrong = [pair for pair in found if not _right(wanted[pair], reported[pair])]
    missed = [f"- {_told(pair)}" for pair in sorted(wanted.keys() - found)]
    missed += [f"+ {_told(pair)}" for pair in sorted(reported.keys() - found)]
    relations = [f"{_told(pair)}: {reported[pair]} for {wanted[pair].relation}" for pair in sorted(wrong)]
    return {
        "pairs": Score(len(found), len(wanted), len(reported), missed),
        "whole_pairs": Score(
            len(whole & found), len(whole), None, [f"- {_told(pair)}" for pair in sorted(whole - found)]
        ),
        "relation": Score(len(found) - len(wrong), len(found), None, relations),
        "left_only": _alone(gold.left_only, (one.path for one in comparison.left_only)),
        "right_only": _alone(gold.right_only, (one.path for one in comparison.right_only)),
    }


def _told(pair: tuple[str, str]) -> str:
    return " ~ ".join(pair)


def _right(link: Link, relation: str) -> bool:
    return relation == link.relation or ("minor" in (link.note or "") and {relation, link.relation} <= CLOSE)


def _alone(gold: Iterable[str], found: Iterable[str]) -> Score:
    """Duties without a counterpart: what both name, of all that either names."""
    want, got = set(gold), set(found)
    missed = [f"- {path}" for path in sorted(want - got)] + [f"+ {path}" for path in sorted(got - want)]
    return Score(len(want & got), len(want | got), None, missed)
