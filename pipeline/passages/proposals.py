"""In force or only proposed: what a plan says of the bodies that it would form.

Reads: the outline and the type of the document. Guarantees: one pass, root down; a fact of the tree that every room
asks, whatever units are found.
"""

from ..language.patterns import any_of, lazy, words
from ..model import Status
from ..outline.tree import OUTSIDE, Item, Outline

# A heading of what is proposed: "Phương án …", "… sau khi sắp xếp".
PROPOSES = lazy(lambda: rf"(?i){any_of('proposal')}|sau (?:khi )?{any_of('reorganised')}")
# A paragraph about today, whose siblings tell of today as well until the next paragraph.
TODAY = lazy(lambda: rf"{any_of('of_today')}\b|Năm \d{{4}}\b")


def proposed(outline: Outline, kind: str | None) -> frozenset[str]:
    """The ids of the segments that only propose; `kind`: the type of the document."""
    found: set[str] = set()
    plans = kind in words("plan")
    today: str | None = None  # id of the segment whose children tell of today
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        if segment.kind == "paragraph":
            today = segment.parent if TODAY.match(segment.text) else None
        if today is not None and segment.parent == today:
            continue
        if segment.parent in found or (plans and segment.heading and PROPOSES.search(segment.heading)):
            found.add(segment.id)
    return frozenset(found)


def status_of(item: Item, proposed: frozenset[str]) -> Status:
    """In force, unless the segment only proposes."""
    return "proposed" if item.segment.id in proposed else "current"
