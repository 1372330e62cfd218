"""The notation of the outline tests: a text in, an indented tree out.

One line a segment: the last component of its path, a bar, its text. What stands outside the
numbering is named by its kind:

    header | QUYẾT ĐỊNH
    Điều 1 | Phạm vi
      1 | Văn phòng Sở lập kế hoạch;
        a | kế hoạch năm;
"""

from textwrap import dedent

import msgspec
import pytest

import pipeline
from pipeline.model import Document


def read(text: str, name: str = "t.txt") -> Document:
    """The document in `text`; each one that a test reads must keep every promise of the schema."""
    document = pipeline.extract_bytes(text.encode(), name)
    assert pipeline.check(msgspec.to_builtins(document)) == []
    return document


def tree(document: Document) -> str:
    """The segments in the notation above."""
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for segment in document.segments:
        depth[segment.id] = depth[segment.parent] + 1
        outside = segment.path == segment.path.split("/")[-1] and segment.path.split(" ")[0] == segment.kind
        name = segment.kind if outside else segment.path.split("/")[-1]
        lines.append(f"{'  ' * depth[segment.id]}{name} | {segment.text}".rstrip())
    return "\n".join(lines)


def codes(document: Document) -> list[str]:
    """The codes of the diagnostics, in order."""
    return [diagnostic.code for diagnostic in document.diagnostics]


def block(text: str) -> str:
    """A text written indented between triple quotes, without the indent and the first line end."""
    return dedent(text).strip("\n")


def case(phenomenon: str, text: str, expected: str, *diagnostics: str) -> object:
    """A row of a table: the text, its tree and the diagnostics it must carry, no others."""
    return pytest.param(block(text), block(expected), list(diagnostics), id=phenomenon)
