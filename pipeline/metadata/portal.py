"""The table of fields that a portal puts above a decision: "Số ký hiệu | 55/QĐ-STTTT" and the like.

Reads: the cells of the header. Guarantees: a value is taken only where its cell stands behind, or
below, a cell that is nothing but a known label, or on its line, and only where at least two such fields are there.
"""

from functools import cache
from itertools import pairwise

from ..knowledge import table
from ..language.letters import for_search
from ..outline.columns import cut
from ..outline.lines import Line
from ..outline.marks import CATALOGUE

# Fields that make a table. With one alone, a label above any line of a header would give it a value; more lose short
# tables. At 1 and at 4 none of 597 documents changes.
FEWEST = 2


def fields(source: str, cells: list[Line]) -> dict[str, Line]:
    """The cells with the values, by the field of the metadata; empty where the header has no such table."""
    found: dict[str, Line] = {}
    for label, value in pairwise([*cells, *cells[:1]]):
        field = _field(label.text)
        if field and not _field(value.text):
            found.setdefault(field, value)
        elif (run_on := CATALOGUE.match(label.text)) and run_on.end() < len(label.text):
            name = _field(label.text[: run_on.end()].rstrip("| "))
            if name:
                found.setdefault(name, cut(source, label, [run_on.end()])[1])
    return found if len(found) >= FEWEST else {}


def _field(text: str) -> str | None:
    return _labels().get(for_search(text.strip(" :")))


@cache
def _labels() -> dict[str, str]:
    return {for_search(row["label"]): row["field"] for row in table("portal_fields")}
