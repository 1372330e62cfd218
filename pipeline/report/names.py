"""What a report calls the two sides: by the first thing in which they differ."""

from collections.abc import Callable

from ..comparison.model import Comparison, Side


def names(comparison: Comparison) -> tuple[str, str]:
    """A short name of the left and one of the right; one that begins with @ is a key of words.json.

    The provinces; before and after where one list is in force and the other proposed; else codes, units or files.
    """
    for name in (_province, _status, _code, _holder, _source):
        left, right = name(comparison.left), name(comparison.right)
        if left and right and left != right:
            return left, right
    return "@side.left", "@side.right"


def citation(side: Side, dated: Callable[[str], str]) -> str:
    """Type, number and date of a document as far as they are printed; `dated` puts a date in words."""
    kind = side.type.capitalize() if side.type else None
    day = dated("/".join(reversed(side.issued_on.split("-")))) if side.issued_on else None
    return " ".join(filter(None, (kind, side.code, day)))


def _province(side: Side) -> str | None:
    return side.province


def _status(side: Side) -> str | None:
    found = {duty.status for duty in side.duties}
    return f"@side.{found.pop()}" if len(found) == 1 else None


def _code(side: Side) -> str | None:
    return side.code


def _holder(side: Side) -> str | None:
    return side.holders[0] if len(side.holders) == 1 else None


def _source(side: Side) -> str | None:
    return side.source
