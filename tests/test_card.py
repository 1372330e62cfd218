"""What a notebook shows of a document and of a comparison: one line, a short card, nothing of a text as markup."""

from html.parser import HTMLParser
from pathlib import Path

import harmful
import msgspec
import pytest

import nhiemvu
from nhiemvu.comparison.model import Comparison
from nhiemvu.model import Document

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "corpus").glob("*.txt"))
EVIL = '<script>alert(1)</script>" onmouseover="x\n&lt;'


class Shown(HTMLParser):
    """The texts and tags of a card; that every tag is closed, and none carries more than a style."""

    def __init__(self, card: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.feed(card)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attributes} <= {"style"}
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def document() -> Document:
    return nhiemvu.extract(SAMPLES[1])


@pytest.fixture(scope="module")
def comparison(document: Document) -> Comparison:
    return nhiemvu.compare(nhiemvu.extract(SAMPLES[0]), document)


def test_a_document_is_one_line(document: Document) -> None:
    assert repr(document) == (
        f"<Document {document.id}: quyết định {document.metadata.code}, {len(document.segments)} segments, "
        f"{len(document.units)} units, {len(document.duties)} duties>"
    )


def test_a_comparison_is_one_line(comparison: Comparison) -> None:
    counts = comparison.summary.by_relation
    assert repr(comparison) == (
        f"<Comparison {comparison.left.id} with {comparison.right.id}: {counts.same} same, {counts.changed} changed, "
        f"{counts.part} part, {counts.left_only} left_only, {counts.right_only} right_only>"
    )


def test_the_cards_tell_what_the_records_hold(document: Document, comparison: Comparison) -> None:
    texts = Shown(document._repr_html_()).texts
    assert texts[0] == f"Quyết định {document.metadata.code}"
    told = dict(zip(texts[1::2], texts[2::2], strict=True))
    assert told["Cơ quan ban hành"] == document.metadata.issuer
    assert told["Nhiệm vụ"] == str(len(document.duties))
    assert told["Tệp nguồn"] == SAMPLES[1].name
    texts = Shown(comparison._repr_html_()).texts
    told = dict(zip(texts[1::2], texts[2::2], strict=True))
    assert told["Chỉ có bên trái"] == str(comparison.summary.by_relation.left_only)
    assert told["Bên phải"].endswith(f": {len(comparison.right.duties)} nhiệm vụ")
    assert len(document._repr_html_()) + len(comparison._repr_html_()) < 8_000


@pytest.mark.parametrize("text", [EVIL, harmful.MARKUP, harmful.STATEMENT, *harmful.NAMES])
def test_no_text_is_markup(text: str, document: Document, comparison: Comparison) -> None:
    metadata = msgspec.structs.replace(document.metadata, type=text, code=text, title=text, issuer=text)
    source = msgspec.structs.replace(document.source, name=text)
    evil = msgspec.structs.replace(document, id=text, metadata=metadata, source=source)
    side = msgspec.structs.replace(comparison.left, id=text, type=text, code=text, issuer=text, source=text)
    for record in (evil, msgspec.structs.replace(comparison, left=side, right=side)):
        assert Shown(record._repr_html_()).tags == {"div", "strong", "table", "tr", "th", "td"}
        assert len(repr(record).splitlines()) == 1


def test_what_is_not_known_takes_no_row() -> None:
    document = nhiemvu.extract_bytes(b"1. abc", "a.txt")
    texts = Shown(document._repr_html_()).texts
    assert texts[0] == document.id
    assert "Cơ quan ban hành" not in texts
    assert ": 1 segments, " in repr(document)


def test_cards_are_no_part_of_the_json(document: Document, comparison: Comparison) -> None:
    for record in (document, comparison):
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
