"""Which duties belong together: one to one first, then what is left beside the duty that covers it.

Reads: the table of similarities and which duties are residual. Guarantees:
1. First pass: a duty has at most one counterpart; all pairs together are the best there are (Hungarian method).
2. Second pass: only a duty without counterpart is put beside the duty of the other side that is most like it.
3. Residual duties ("nhiệm vụ khác") go with residual duties only, each with one at least where the other side
   has any.
4. Exchanging the sides or the order of the duties changes nothing but ties, which the order in the lists decides.
"""

from typing import Any, NamedTuple

from .similarity import library

# Counterparts, on a real pair of documents with 100 annotated links: where each is the other's most like, four in five
# between 0.15 and 0.4 are right; where one has another more like, none below 0.23 is right, and most above it.
MUTUAL = 0.15
COUNTERPART = 0.23
FORCED = 0.8  # of the better of its duties' other chances; what is farther below was forced by the rest
# Without a counterpart of its own a duty lies beside many others by chance. Mean F1 of the pairs over all other
# settings: 0.741 from 0.20 on, 0.756 from 0.25, 0.760 from 0.30.
COVERED = 0.25
# A few strong pairs win over many weak ones.
STRENGTH = 3
# Less than any rounded similarity; earlier goes with earlier where nothing else decides.
TIE = 1e-8


class Link(NamedTuple):
    """Two duties by their places in the lists."""

    left: int
    right: int
    kind: str  # "counterpart", "covered" or "residual"


def links(alike: Any, left_residual: list[bool], right_residual: list[bool]) -> list[Link]:
    """The links, in the order of the left, then of the right. Raises NhiemvuError where scipy is missing."""
    numpy, best = library("numpy"), library("scipy.optimize").linear_sum_assignment
    ours, theirs = numpy.array(left_residual, dtype=bool), numpy.array(right_residual, dtype=bool)
    if not alike.size:
        return []
    order = _order(numpy, alike.shape)
    tasks = numpy.where(ours[:, None] | theirs[None, :], 0.0, alike)
    gain = tasks**STRENGTH + TIE * order
    found = {}
    rows, columns = best(gain, maximize=True)
    value = tasks[rows, columns]
    tops = tasks.max(axis=1)[rows], tasks.max(axis=0)[columns]
    mutual = (value >= MUTUAL) & (value == numpy.maximum(*tops))
    kept = mutual | ((value >= COUNTERPART) & (value >= FORCED * numpy.minimum(*tops)))
    for left, right in zip(rows[kept].tolist(), columns[kept].tolist(), strict=True):
        found[left, right] = "counterpart"
    found |= dict.fromkeys(_beside(numpy, tasks, gain, found, COVERED), "covered")
    found |= dict.fromkeys(_residual(numpy, best, alike + order, ours, theirs), "residual")
    return [Link(left, right, kind) for (left, right), kind in sorted(found.items())]


def _beside(numpy: Any, tasks: Any, gain: Any, found: Any, least: float) -> list[tuple[int, int]]:
    """Each duty without counterpart and its most like of the other side, where that is like enough."""
    pairs = []
    taken = {left for left, _ in found}, {right for _, right in found}
    for left, right in enumerate(gain.argmax(axis=1).tolist()):
        if left not in taken[0] and tasks[left, right] >= least:
            pairs.append((left, right))
    for right, left in enumerate(gain.argmax(axis=0).tolist()):
        if right not in taken[1] and tasks[left, right] >= least:
            pairs.append((left, right))
    return pairs


def _residual(numpy: Any, best: Any, alike: Any, ours: Any, theirs: Any) -> list[tuple[int, int]]:
    """Residual duties one to one, then those that are left over beside the most like."""
    lefts, rights = numpy.flatnonzero(ours), numpy.flatnonzero(theirs)
    if not lefts.size or not rights.size:
        return []
    table = alike[numpy.ix_(lefts, rights)]
    rows, columns = best(table, maximize=True)
    pairs = set(zip(rows.tolist(), columns.tolist(), strict=True))
    taken = set(rows.tolist()), set(columns.tolist())
    pairs |= {(row, int(table[row].argmax())) for row in range(len(lefts)) if row not in taken[0]}
    pairs |= {(int(table[:, column].argmax()), column) for column in range(len(rights)) if column not in taken[1]}
    return [(int(lefts[row]), int(rights[column])) for row, column in pairs]


def _order(numpy: Any, shape: tuple[int, int]) -> Any:
    """From 0 to 1: how near the places of two duties in their lists are."""
    ours, theirs = (numpy.linspace(0, 1, count) for count in shape)
    return 1 - numpy.abs(ours[:, None] - theirs[None, :])
