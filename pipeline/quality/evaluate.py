"""Measuring the extractor against annotations, and one run against an earlier one."""

from pathlib import Path

from ..document import extract
from ..errors import NhiemvuError
from .alignment import align
from .gold import alignments, load
from .measures import Scores, measure


def evaluate(folder: str | Path, corpus: str | Path | None = None) -> dict[str, Scores]:
    """The measures of each document annotated in `folder`, and of each alignment, by the name of its file.

    `corpus` is the folder of their texts; without it they lie beside the gold files or in a folder
    `corpus` beside theirs. Raises NhiemvuError where a gold file or its text cannot be read.
    """
    annotated = {one.name: one for one in load(Path(folder), Path(corpus) if corpus else None)}
    documents = {name: extract(one.document) for name, one in annotated.items()}
    scores = {name: measure(one.gold, one.lines, documents[name]) for name, one in annotated.items()}
    for name, gold in alignments(Path(folder)).items():
        from ..comparison.compare import compare

        if missing := {gold.left, gold.right} - documents.keys():
            raise NhiemvuError(f"{name}: no annotated document {' and '.join(sorted(missing))} in {folder}")
        left, right = ([holder] if holder else [] for holder in (gold.left_holder, gold.right_holder))
        made = compare(documents[gold.left], documents[gold.right], left_holders=left, right_holders=right)
        scores[name] = align(gold, made)
    return scores
