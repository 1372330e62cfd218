"""Notes: the number that one begins with, and the numbers in the text that refer to them.

Reads: a text and the numbers of the lines that its reader told as notes. Guarantees:
1. A number refers to a note only where it is printed raised and a note of this number stands in the text.
2. A power of a unit of length ("m²") refers to none.
"""

import re
from collections.abc import Set as AbstractSet

from ..language.patterns import lazy
from .labels import Label

FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = "⁰¹²³⁴-⁹"
# The number that a note begins with, raised or in brackets.
NUMBER = lazy(rf"[\[(]?(?P<raised>[{RAISED}]+)[\])]? ?|[\[(](?P<level>\d{{1,3}}|\*{{1,3}})[\])] ?")
UNITS = r"(?<!(?<![^\W\d_])[mM])(?<!(?<![^\W\d_])[cdkm]m)"


def note_label(text: str) -> Label | None:
    """The number that a note begins with; None for a line that goes on with a note."""
    match = NUMBER.match(text)
    if match is None:
        return None
    return Label("note", "note", (), (match["raised"] or match["level"]).translate(FIGURES), match.end())


def references(text: str, notes: AbstractSet[int]) -> re.Pattern[str] | None:
    """What finds the numbers that refer to the notes on the lines `notes` of `text`; None where none are raised."""
    if not notes:
        return None
    lines = text.splitlines()
    begins = (NUMBER.match(lines[number].strip()) for number in notes)
    numbers = {match["raised"] for match in begins if match and match["raised"]}
    if not numbers:
        return None
    one = f"(?:{'|'.join(sorted(numbers))})(?![{RAISED}])"
    some = f"{one}(?:, ?{one})*"
    return re.compile(rf"(?<![{RAISED}]){UNITS}(?:\({some}\)|\[{some}\]|{some})")
