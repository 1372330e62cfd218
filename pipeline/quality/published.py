"""The schemas that are published: one file a record kind of the output, and of what annotators write.

`python -m nhiemvu.quality.published schemas` writes them; a test keeps files and records in agreement.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec

from ..comparison.model import Comparison
from ..model import Amendment, Citation, Diagnostic, Document, Duty, Mention, Passage, Record, Segment, Unit
from ..schema import json_schema
from .gold import Alignment, Gold

KINDS: dict[str, type[Record]] = {
    "document": Document,
    "segment": Segment,
    "unit": Unit,
    "duty": Duty,
    "mention": Mention,
    "citation": Citation,
    "amendment": Amendment,
    "passage": Passage,
    "diagnostic": Diagnostic,
    "comparison": Comparison,
}
# What goes in besides: annotations, open for keys of the annotators' own.
INPUTS: dict[str, type[msgspec.Struct]] = {"gold": Gold, "alignment": Alignment}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one record kind or input. Raises KeyError for another word."""
    return json_schema(kind, INPUTS[kind] if kind in INPUTS else KINDS[kind])


def write(folder: Path) -> None:
    """Write every schema to `folder`, one KIND.schema.json each."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (*KINDS, *INPUTS):
        data = msgspec.json.format(msgspec.json.encode(schema(kind)), indent=2)
        (folder / f"{kind}.schema.json").write_bytes(data + b"\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
