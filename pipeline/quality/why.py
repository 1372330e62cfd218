"""Why lists were taken for what they were: the passages of a document for people, a line each.

Reads: a document. Guarantees: in text order; place, role, the words that name the holder, points and what they are
made of; a list of duties with too few points is marked as doubtful.
"""

from collections.abc import Iterator

from ..model import Document, Passage
from ..passages.scores import HOLDS

SHOWN = 60  # characters of the words that open a passage


def lines(document: Document) -> Iterator[str]:
    """A line a passage: "Điều 2 “Nhiệm vụ của Sở A”: duties of “Sở A”, 11 = task words 4, holder 3, …"."""
    segments = {segment.id: segment for segment in document.segments}
    for passage in document.passages:
        segment = segments[passage.segment]
        said = segment.text if len(segment.text) <= SHOWN else segment.text[: SHOWN - 1] + "…"
        holder = " ".join(document.source.text[slice(*passage.holder)].split()) if passage.holder else ""
        of = f" of “{holder}”" if holder else ""
        why = ", ".join(f"{evidence.name} {evidence.points}" for evidence in passage.why)
        mark = "doubtful, no duties taken: " if doubtful(passage) else ""
        yield f"{segment.path} “{said}”: {mark}{passage.role}{of}, {passage.points} = {why}"


def doubtful(passage: Passage) -> bool:
    """Whether a list may hold duties, with too few points for any to be taken."""
    return passage.role == "duties" and passage.points < HOLDS
