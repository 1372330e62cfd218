"""Footnotes of a printed page: told by a rule and small print, set apart from the text, never in a sentence of it."""

import json

import msgspec
import pytest
from test_pdf import Page, needs_font

import nhiemvu
from nhiemvu.model import Document

pytestmark = needs_font


class Sheet(Page):
    """A page on which notes stand below a rule."""

    def mark(self, x: float, y: float, number: str) -> "Sheet":
        self.line(x, y + 5, number, 8)
        return self

    def foot(self, y: float, *notes: str, width: float = 144, size: float = 10) -> "Sheet":
        """Notes from `y` down, below a rule; a number in front of a bar is raised."""
        self.canvas.rect(72, y + 15, width, 0.7, stroke=0, fill=1)
        for note in notes:
            number, bar, words = note.rpartition("|")
            if bar:
                self.line(72, y + 4, number, 7)
            self.line(80, y, words, size)
            y -= 13
        return self

    def turn(self) -> "Sheet":
        self.canvas.showPage()
        return self


def read(page: Page) -> Document:
    document = nhiemvu.extract_bytes(page.data(), "t.pdf")
    assert nhiemvu.check(json.loads(msgspec.json.encode(document))) == []
    return document


def shown(document: Document) -> list[str]:
    return [f"{s.kind} {s.label}|{s.text}" for s in document.segments]


def end(text: str) -> float:
    """Where a line of the text that begins at the margin ends."""
    return 72 + Page().canvas.stringWidth(text, "Serif", 13)


def test_notes_are_set_apart_and_their_numbers_are_no_words() -> None:
    first, second = "1. Trồng cây", "2. Phòng phối hợp với các xã kiểm tra công"
    sheet = Sheet()
    sheet.line(72, 700, "Điều 2. Nhiệm vụ của Phòng Cây xanh")
    sheet.line(72, 680, first).mark(end(first), 680, "1").line(end(first) + 9, 680, "xanh.")
    sheet.line(72, 660, second)
    sheet.foot(200, "1|Khoản này sửa đổi theo Quyết định số 20/2025/QĐ-UBND, quy định như sau:", "“1. Tưới cây")
    sheet.line(290, 40, "1").turn()
    sheet.line(72, 760, "viên và cây xanh.").line(72, 740, "3. Chăm cây.").mark(end("3. Chăm cây."), 740, "2")
    sheet.line(72, 720, "4. Đào hố sâu 2 m").mark(end("4. Đào hố sâu 2 m"), 720, "3").line(72, 700, "5. Tưới nước.")
    sheet.foot(200, "mỗi ngày”.", "2|Khoản này được bổ sung.", "3|Đơn vị đo.", width=450)
    sheet.line(290, 40, "2").turn().line(72, 760, "6. Tỉa cây.").line(290, 40, "3")
    document = read(sheet)
    assert shown(document) == [
        "article Điều 2.|Nhiệm vụ của Phòng Cây xanh",
        "clause 1.|Trồng cây xanh.",
        "clause 2.|Phòng phối hợp với các xã kiểm tra công viên và cây xanh.",
        "note ¹|Khoản này sửa đổi theo Quyết định số 20/2025/QĐ-UBND, quy định như sau: “1. Tưới cây mỗi ngày”.",
        "furniture |1",
        "clause 3.|Chăm cây.",
        "clause 4.|Đào hố sâu 2 m³",
        "clause 5.|Tưới nước.",
        "note ²|Khoản này được bổ sung.",
        "note ³|Đơn vị đo.",
        "furniture |2",
        "clause 6.|Tỉa cây.",
        "furniture |3",
    ]
    assert [duty.path for duty in document.duties] == [f"Điều 2/{number}" for number in range(1, 7)]
    assert [(citation.code, citation.role) for citation in document.citations] == [("20/2025/QĐ-UBND", "cites")]
    assert "quote-unclosed" not in {diagnostic.code for diagnostic in document.diagnostics}


@pytest.mark.parametrize("width", [144, 450])
def test_a_note_may_go_on_over_a_whole_page_of_text(width: float) -> None:
    sheet = Sheet()
    sheet.line(72, 700, "Điều 1. Tên gọi").foot(200, "1|Điều này được sửa đổi:").turn()
    sheet.line(72, 700, "Điều 2. Hiệu lực").foot(200, "“Điều 9. Tên cũ”.", width=width)
    assert shown(read(sheet)) == [
        "article Điều 1.|Tên gọi",
        "note ¹|Điều này được sửa đổi: “Điều 9. Tên cũ”.",
        "article Điều 2.|Hiệu lực",
    ]


def test_small_print_without_a_number_or_beside_the_text_is_no_note() -> None:
    def kinds(sheet: Sheet) -> set[str]:
        return {segment.kind for segment in read(sheet).segments}

    plain = Sheet()
    plain.line(72, 700, "Điều 1. Tên gọi").line(72, 680, "Quyết định này quy định về cây.")
    assert "note" not in kinds(plain.foot(200, "Lưu hành nội bộ"))
    table = Sheet()
    table.line(72, 700, "Điều 1. Danh mục các loại cây trồng ở công viên")
    table.foot(600, "1 Cây bàng").canvas.rect(72, 590, 144, 0.7, stroke=0, fill=1)
    assert "note" not in kinds(table)
    below = Sheet()
    below.canvas.rect(72, 790, 450, 0.7, stroke=0, fill=1)
    below.line(72, 800, "CÔNG BÁO/Số 12", 15)
    for at in range(20):
        below.line(72, 760 - 18 * at, f"{at + 1}. Phòng trồng cây và chăm sóc cây.")
    assert "note" not in kinds(below)


def test_numbers_are_raised_where_the_page_raises_them() -> None:
    sheet = Sheet()
    sheet.line(72, 700, "1. Trồng 5 m").mark(end("1. Trồng 5 m"), 700, "2").line(end("1. Trồng 5 m") + 9, 700, "cỏ.")
    assert read(sheet).source.text.strip() == "1. Trồng 5 m² cỏ."


def test_parts_that_were_repealed_stay_in_the_outline() -> None:
    text = (
        "Mục 1 (được bãi bỏ)\n\nMục 2. TRỒNG CÂY\n\nĐiều 5 (được bãi bỏ)\n\nĐiều 6. Trồng cây\n\nĐiều 7 (của Luật này)"
    )
    document = nhiemvu.extract_bytes(text.encode(), "t.txt")
    assert [s.path for s in document.segments] == [
        "Mục 1", "Mục 2", "Mục 2/Điều 5", "Mục 2/Điều 6", "Mục 2/Điều 6/¶1"
    ]  # fmt: skip
