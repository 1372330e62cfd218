"""How far a comparison agrees with one made by hand.

Reads: a comparison, and links annotated by the paths of their duties: `pairs` with left, right, relation and note,
and the paths of `left_only` and `right_only`. Guarantees:
1. A link counts as found where the pair is reported at all, a pair that is no link as wrong.
2. The relation is judged on the links found; where the note says "minor", same and changed are both right.
"""

from typing import Any

from pipeline.comparison.model import Comparison

CLOSE = {"same", "changed"}


def agreement(comparison: Comparison, gold: dict[str, Any]) -> dict[str, float]:
    """Precision, recall and F1 of the pairs, recall of those that are no part, share of right relations, and how far
    the duties of one side only agree (Jaccard), each from 0 to 1; `found`, `reported` and `annotated` count pairs."""
    wanted = {(link["left"], link["right"]): link for link in gold["pairs"]}
    reported = {(pair.left_path, pair.right_path): pair.relation for pair in comparison.pairs}
    found = wanted.keys() & reported.keys()
    whole = {pair for pair, link in wanted.items() if link["relation"] != "part"}
    precision = len(found) / len(reported) if reported else 0.0
    recall = len(found) / len(wanted) if wanted else 1.0
    right = sum(_right(wanted[pair], reported[pair]) for pair in found)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "one_to_one_recall": len(whole & reported.keys()) / len(whole) if whole else 1.0,
        "relation": right / len(found) if found else 0.0,
        "left_only": _jaccard(set(gold["left_only"]), {one.path for one in comparison.left_only}),
        "right_only": _jaccard(set(gold["right_only"]), {one.path for one in comparison.right_only}),
        "found": len(found),
        "reported": len(reported),
        "annotated": len(wanted),
    }


def _right(link: dict[str, Any], relation: str) -> bool:
    close = "minor" in (link.get("note") or "") and {relation, link["relation"]} <= CLOSE
    return bool(relation == link["relation"] or close)


def _jaccard(wanted: set[str], told: set[str]) -> float:
    return len(wanted & told) / max(1, len(wanted | told))
