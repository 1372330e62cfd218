"""Letters that look like one of Vietnamese and are another, and tables of HTML in Markdown."""

import pytest

import nhiemvu
from nhiemvu.knowledge import table
from nhiemvu.sources.lookalikes import replaced

READ = {
    # typed: as it is read
    "Ðiều 1. Lâm Ðồng, quyết ðịnh": "Điều 1. Lâm Đồng, quyết định",
    "Thông tư số 30/2024/TT-BTС": "Thông tư số 30/2024/TT-BTC",  # a Cyrillic С
    "Сăn сứ": "Căn cứ",
    "а) Trồng cây": "a) Trồng cây",
    "Η. Ký hiệu Αmax": "H. Ký hiệu Amax",
    "Москва, Петров": "Москва, Петров",
    "hệ số α, Δt, ν": "hệ số α, Δt, ν",
    "": "",
}


@pytest.mark.parametrize("typed", READ)
def test_letters_are_read_as_those_they_look_like(typed: str) -> None:
    text, count = replaced(typed)
    assert text == READ[typed]
    assert count == sum(a != b for a, b in zip(typed, text, strict=True))


def test_every_row_is_one_letter_for_another() -> None:
    rows = list(table("lookalikes"))
    assert len({row["printed"] for row in rows}) == len(rows)
    assert all(len(row["printed"]) == len(row["stands_for"]) == 1 for row in rows)
    assert all(replaced(f"1{row['printed']}")[0] == f"1{row['stands_for']}" for row in rows)


def test_what_was_replaced_is_told() -> None:
    document = nhiemvu.extract_bytes("Ðiều 1. Nhiệm vụ của Văn phòng\n1. Quản lý соn dấu.".encode(), "t.txt")
    assert [(s.path, s.text) for s in document.segments][1] == ("Điều 1/1", "Quản lý con dấu.")
    (note,) = [note for note in document.diagnostics if note.code == "letters-alike"]
    assert (note.severity, note.message) == ("info", "3 letters of other alphabets were read as those they look like")


TABLE = "<table><tr><td>SỞ XÂY DỰNG</td><td>Số: 12/QĐ-SXD</td></tr>\n<tr><td>a<br>b</td></tr></table>"
WORDS = "**Điều 1. Nhiệm vụ của Sở Xây dựng**\n\n1. Trồng cây xanh.\n2. Cấp giấy phép."


@pytest.mark.parametrize("text", [f"{TABLE}\n\n{WORDS}", f"{WORDS}\n\n{TABLE}"])
def test_tables_of_html_in_markdown_are_rows(text: str) -> None:
    document = nhiemvu.extract_bytes(text.encode(), "t.md")
    assert document.source.media_type == "text/markdown"
    assert [duty.text for duty in document.duties][:2] == ["Trồng cây xanh.", "Cấp giấy phép."]
    assert "SỞ XÂY DỰNG\tSố: 12/QĐ-SXD\na\nb" in document.source.text
    assert "<" not in document.source.text


@pytest.mark.parametrize("text", [TABLE, f"{TABLE}<p>1. Trồng cây.</p>", f"<div>{TABLE}</div>1. Trồng cây."])
def test_a_page_is_a_page_whatever_its_name(text: str) -> None:
    assert nhiemvu.extract_bytes(text.encode(), "t.md").source.media_type == "text/html"
