"""Points: what each evidence adds for each role, and which role has most.

Reads: the table `passage_points`.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..knowledge import table
from ..model import PassageRole

ROLES: tuple[PassageRole, ...] = ("duties", "functions", "structure", "staff", "other")
HOLDS = 6  # points from which a list is of a role; lower finds more lists that are none
DOUBTFUL = 3  # points from which a list is told as doubtful


class Score(NamedTuple):
    """The likeliest role of a list, its points, its lead over the next, and what was added."""

    role: PassageRole
    points: int
    margin: int
    why: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """Its points and what they are made of: "6 = task words 4, holder 2"."""
        return f"{self.points} = {', '.join(f'{name} {points}' for name, points in self.why) or 'nothing'}"


def score(evidence: Iterable[str]) -> Score:
    """The role with the most points; of equals the first of ROLES."""
    names = list(evidence)
    sums = {role: [(name, _points()[name][role]) for name in names if _points()[name][role]] for role in ROLES}
    totals = {role: sum(points for _, points in added) for role, added in sums.items()}
    ranked = sorted(ROLES, key=lambda role: -totals[role])
    best = ranked[0]
    return Score(best, totals[best], totals[best] - totals[ranked[1]], tuple(sums[best]))


def for_duties(evidence: Iterable[str]) -> Score:
    """What speaks for and against duties alone, whichever role has most points."""
    added = tuple((name, _points()[name]["duties"]) for name in evidence if _points()[name]["duties"])
    points = sum(points for _, points in added)
    return Score("duties", points, 0, added)


@cache
def _points() -> dict[str, dict[str, int]]:
    return {row["evidence"]: {role: int(row[role] or 0) for role in ROLES} for row in table("passage_points")}
