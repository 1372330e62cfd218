"""The notation of the outline tests: a text in, an indented tree out.

One line a segment: the last component of its path, a bar, its text. What stands outside the
numbering goes by its kind; a label that the outline reports has the report's name behind it:

    header | QUYẾT ĐỊNH
    Điều 1 | Phạm vi
      1 | Văn phòng lập kế hoạch:
        a | kế hoạch năm;
        c | kế hoạch tuần. !gap
"""

from textwrap import dedent

import msgspec
import pytest

import nhiemvu
from nhiemvu.model import Document, Segment


def read(text: str, name: str = "t.txt") -> Document:
    """The document in `text`; each one that a test reads must keep every promise of the schema."""
    document = nhiemvu.extract_bytes(text.encode(), name)
    broken = nhiemvu.check(msgspec.to_builtins(document))
    if broken:
        raise AssertionError("\n".join(broken))
    return document


def tree(document: Document) -> str:
    """The segments in the notation above."""
    reported = {
        diagnostic.span[0]: diagnostic.code.removeprefix("label-")
        for diagnostic in document.diagnostics
        if diagnostic.span and diagnostic.code.startswith("label-")
    }
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for segment in document.segments:
        depth[segment.id] = depth[segment.parent] + 1
        line = f"{'  ' * depth[segment.id]}{name(segment)} | {segment.text}".rstrip()
        report = reported.get(segment.spans[0][0])
        lines.append(f"{line} !{report}" if report else line)
    return "\n".join(lines)


def name(segment: Segment) -> str:
    """The last component of the path, or the kind of what is numbered only to be unique."""
    outside = segment.kind in ("header", "basis", "recipients", "signature", "furniture")
    return segment.kind if outside else segment.path.rsplit("/", 1)[-1]


def block(text: str) -> str:
    """A text written between triple quotes: without the indent, the first and the last line end."""
    return dedent(text).strip("\n")


def case(phenomenon: str, text: str, expected: str, *marks: pytest.MarkDecorator) -> object:
    """A row of a table: what it shows, the text, its tree; `marks` where it cannot pass yet."""
    return pytest.param(block(text), block(expected), id=phenomenon, marks=marks)
