"""Scores for people and programs: a table, JSON, and what changed since an earlier run."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from ..errors import NhiemvuError
from .measures import Score, Scores

FORMAT = 1
Data = dict[str, Any]


def data(results: dict[str, Scores]) -> Data:
    """The scores as plain JSON data: a record a document and measure, with what was missed, and the mean."""
    return {
        "format": FORMAT,
        "documents": {
            name: {
                measure: {
                    "precision": _rounded(score.precision),
                    "recall": _rounded(score.recall),
                    "value": _rounded(score.value),
                    "hit": score.hit,
                    "found": score.found,
                    "gold": score.gold,
                    "missed": score.missed,
                }
                for measure, score in scores.items()
            }
            for name, scores in results.items()
        },
        "mean": {measure: _rounded(value) for measure, value in mean(results).items()},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def mean(results: dict[str, Scores]) -> dict[str, float]:
    """The mean of each measure over the documents that have it."""
    values = {measure: [] for scores in results.values() for measure in scores}  # type: dict[str, list[float]]
    for scores in results.values():
        for measure, score in scores.items():
            values[measure].append(score.value)
    return {measure: sum(found) / len(found) for measure, found in values.items()}


def table(results: dict[str, Scores]) -> str:
    """Markdown tables: a row a document and the mean, a column a measure; then the same of the alignments."""
    compared = {name: scores for name, scores in results.items() if "pairs" in scores}
    documents = {name: scores for name, scores in results.items() if name not in compared}
    return "\n\n".join(_table(part) for part in (documents, compared) if part)


def _table(results: dict[str, Scores]) -> str:
    average = mean(results)
    rows = [["document", *average]]
    for name, scores in results.items():
        rows.append([name, *(f"{scores[m].value:.3f}" if m in scores else "–" for m in average)])
    rows.append(["mean", *(f"{value:.3f}" for value in average.values())])
    return _markdown(rows)


def details(results: dict[str, Scores]) -> str:
    """A Markdown table: a row a document and measure, with precision, recall and counts."""
    rows = [["document", "measure", "precision", "recall", "F1", "right", "found", "gold"]]
    rows += [[name, measure, *_row(score)] for name, scores in results.items() for measure, score in scores.items()]
    return _markdown(rows)


def _row(score: Score) -> list[str]:
    if score.precision is None:
        return ["–", "–", f"{score.value:.3f}", str(score.hit), "–", str(score.gold)]
    values = (score.precision, score.recall, score.value)
    return [*(f"{value:.3f}" for value in values), str(score.hit), str(score.found), str(score.gold)]


def _markdown(rows: list[list[str]]) -> str:
    """The rows as a table whose columns line up, the first row its head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" if i != 1 else f"|-{line}-|" for i, line in enumerate(lines))


def load(text: bytes) -> Data:
    """The data of an earlier run. Raises NhiemvuError for anything else."""
    try:
        earlier = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NhiemvuError(f"is no JSON: {error}") from None
    if not isinstance(earlier, dict) or earlier.get("format") != FORMAT:
        raise NhiemvuError("is no result of `nhiemvu evaluate --json`; make one with the earlier version")
    return earlier


def changes(earlier: Data, results: dict[str, Scores]) -> Iterator[str]:
    """What was gained and lost since an earlier run: a line a document and row, never only totals."""
    now = data(results)["documents"]
    for name in sorted({*earlier["documents"], *now}):
        if name not in now or name not in earlier["documents"]:
            yield f"{name}: {'only now' if name in now else 'no longer there'}"
            continue
        before = earlier["documents"][name]
        for measure, score in now[name].items():
            if measure not in before:
                yield f"{name} {measure}: only now"
                continue
            old, new = Counter(before[measure]["missed"]), Counter(score["missed"])
            if old != new or before[measure]["value"] != score["value"]:
                yield f"{name} {measure}: {before[measure]['value']:.3f} → {score['value']:.3f}"
            yield from (f"  gained  {row}" for row in (old - new).elements())
            yield from (f"  lost    {row}" for row in (new - old).elements())
