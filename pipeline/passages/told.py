"""The passages as the output tells them: what each list was taken for, whose words name its holder, and why.

Reads: the passages and the outline. Guarantees: in text order, doubtful lists among them; the evidence of each adds up
to its points; the span of the holder slices back to the words that name it.
"""

from ..model import Evidence, Passage
from ..outline.lines import to_source
from ..outline.tree import Outline
from .passages import Passages


def told(passages: Passages, outline: Outline) -> list[Passage]:
    """The records of all passages."""
    records = []
    for passage in passages.told:
        frame, score = passage.head.holder, passage.score
        runs = outline.by_id[passage.segment].runs
        records.append(
            Passage(
                segment=passage.segment,
                role=score.role,
                holder=to_source(runs, frame.start, frame.end) if frame else None,
                points=score.points,
                why=[Evidence(name=name, points=points) for name, points in score.why],
            )
        )
    return records
