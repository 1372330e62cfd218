"""Real documents, where they lie beside the checkout: quality by the gold data, promises on all of them."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from conftest import SHARED

import nhiemvu

SCORED = ("hai-phong_de-an", "khanh-hoa_qd-55")
# The least that each measure may reach: F1, or accuracy where each record is right or wrong.
LEAST = {
    "duties": 1.0,
    "duty_holder": 1.0,
    "segments": 0.995,
    "segment_path": 0.99,
    "units": 0.93,
    "staff": 0.90,
    "citation_codes": 1.0,
    "metadata": 1.0,
}
CORPUS = sorted(
    str(path.relative_to(SHARED))
    for pattern in ("*.txt", "*.md", "bulk/*.md")
    for path in (SHARED / "corpus").glob(pattern)
)


@cache
def scorer(shared: Path) -> ModuleType:
    """The scoring script of the gold data."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extract(path: Path) -> dict[str, Any]:
    return json.loads(msgspec.json.encode(nhiemvu.extract(path)))


@cache
def scores(shared: Path, name: str) -> tuple[dict[str, tuple], dict[str, list[str]]]:
    """The measures of a document, and what was missed of each."""
    source = shared / f"corpus/{name}.txt"
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    return scorer(shared).score(gold, source.read_text("utf-8").split("\n"), extract(source))


@pytest.mark.parametrize("measure", LEAST)
@pytest.mark.parametrize("name", SCORED)
def test_quality_by_the_gold_data(name: str, measure: str, shared: Path) -> None:
    found, misses = scores(shared, name)
    value = found[measure]
    reached = value[2] if len(value) == 6 else value[0] / value[1]  # precision, recall, F1 … | right, all
    assert reached >= LEAST[measure], "\n".join(misses[measure][:20])


def test_the_corpus_is_the_one_the_scores_are_for(shared: Path) -> None:
    assert {f"corpus/{name}.txt" for name in SCORED} <= set(CORPUS)


@pytest.mark.parametrize("name", CORPUS or [""], ids=lambda name: Path(name).stem)
def test_every_real_document_keeps_every_promise(name: str, shared: Path) -> None:
    document = extract(shared / name)
    assert nhiemvu.check(document) == []
    assert document["segments"]
