"""Measuring the pipeline against annotations, and one run against an earlier one."""

from pathlib import Path

from pipeline.document import extract
from pipeline.evaluation.measures import Scores, measure
from pipeline.gold import load


def evaluate(folder: str | Path, corpus: str | Path | None = None) -> dict[str, Scores]:
    """The measures of each document annotated in `folder`, by the name of its gold file.

    `corpus` is the folder of their texts; without it they lie beside the gold files or in a folder
    `corpus` beside theirs. Raises NhiemvuError where a gold file or its text cannot be read.
    """
    annotated = load(Path(folder), Path(corpus) if corpus else None)
    return {one.name: measure(one.gold, one.lines, extract(one.document)) for one in annotated}
