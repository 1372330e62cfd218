"""How well a document was read, by the gold data outside the repository."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec

from pipeline.model import Document

Scores = tuple[dict[str, float], dict[str, list[str]]]


@cache
def _scorer(shared: Path) -> ModuleType:
    """The scoring script of the gold data."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(shared: Path, name: str, document: Document) -> Scores:
    """Each measure of `document` against the gold data of `name` (F1, or accuracy), and what was missed of each."""
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    lines = (shared / f"corpus/{name}.txt").read_text("utf-8").split("\n")
    found, misses = _scorer(shared).score(gold, lines, json.loads(msgspec.json.encode(document)))
    # precision, recall, F1 … | right, all
    return {key: value[2] if len(value) == 6 else value[0] / value[1] for key, value in found.items()}, misses
