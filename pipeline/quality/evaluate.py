"""Measuring the extractor against annotations, and one run against an earlier one."""

from pathlib import Path

from ..document import extract
from ..errors import NhiemvuError
from .alignment import align
from .gold import AnnotatedDocument, alignments, load
from .measures import Scores, measure


def evaluate(*folders: str | Path, corpus: str | Path | None = None) -> dict[str, Scores]:
    """The measures of each document annotated in `folders`, and of each alignment, by the name of its file.

    `corpus` is the folder of their texts; without it they lie beside the gold files or in a folder
    `corpus` beside theirs. The two sides of an alignment may lie in different folders. Raises
    NhiemvuError where a gold file or its text cannot be read, or two gold files have the same name.
    """
    places = [Path(folder) for folder in folders]
    annotated: dict[str, AnnotatedDocument] = {}
    for one in (one for place in places for one in load(place, Path(corpus) if corpus else None)):
        if one.name in annotated:
            raise NhiemvuError(f"two gold files are called {one.name}; rename one")
        annotated[one.name] = one
    documents = {name: extract(one.document) for name, one in annotated.items()}
    scores = {name: measure(one.gold, one.lines, documents[name]) for name, one in annotated.items()}
    for name, gold in alignments(places).items():
        from ..comparison.compare import compare

        if missing := {gold.left, gold.right} - documents.keys():
            raise NhiemvuError(
                f"{name}: no annotated document {' and '.join(sorted(missing))} in {', '.join(map(str, places))}"
            )
        left, right = ([holder] if holder else [] for holder in (gold.left_holder, gold.right_holder))
        made = compare(documents[gold.left], documents[gold.right], left_holders=left, right_holders=right)
        scores[name] = align(gold, made)
    return scores
