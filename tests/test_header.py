"""Title blocks as converters leave them: lines run together or broken, a type that is not printed, portals' tables."""

import pytest

import nhiemvu
from nhiemvu.model import Metadata


def about(text: str, name: str = "t.md") -> Metadata:
    return nhiemvu.extract_bytes(text.encode(), name).metadata


BASIS = "\n\n*Căn cứ Luật Tổ chức Chính phủ;*\n\n**Điều 1.** Một.\n"
ROWS = {
    "agency, number and nation on one line": (
        "CHÍNH PHỦ_______ Số: 72/2025/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập – Tự do – Hạnh phúc_____"
        " Hà Nội, ngày 30 tháng 6 năm 2025 |\n\n**NGHỊ ĐỊNH**\n\n**Về đèn đường**" + BASIS,
        ("nghị định", "72/2025/NĐ-CP", "Chính phủ", "2025-06-30", "Về đèn đường"),
    ),
    "type and title run together": (
        "|\nSố: 09/2025/NĐ-CP |\nĐộc lập - Tự do - Hạnh phúc\n|\n\n**NGHỊ ĐỊNH**Quy định về đèn đường" + BASIS,
        ("nghị định", "09/2025/NĐ-CP", "Chính phủ", None, "Quy định về đèn đường"),
    ),
    "type on two lines": (
        "|\n**BỘ CÔNG THƯƠNG**\n|\nSố: 33/QĐ-BCT\n|\n*Hà Nội, ngày 18 tháng 11 năm 2025*\n|\n\n"
        "**QUYẾT\nĐỊNH**\n\nVỀ ĐÈN" + BASIS,
        ("quyết định", "33/QĐ-BCT", "Bộ Công Thương", "2025-11-18", "VỀ ĐÈN"),
    ),
    "type not printed": (
        "| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 21/2025/TT-BCT |\n|\n\n**Quy định về đèn đường**" + BASIS,
        ("thông tư", "21/2025/TT-BCT", "Bộ Công Thương", None, "Quy định về đèn đường"),
    ),
    "table of a portal": (
        "| Thông tin | Chi tiết |\n|---|---|\n| Số ký hiệu | 45/2026/TT-BCT |\n| Ngày ban hành | 10/06/2026 |\n"
        "| Cơ quan ban hành | Bộ Công Thương |\n| Trích yếu | Quy định về đèn |\n\n## Căn cứ\n\n- Luật Điện lực;\n\n"
        "### Điều 1. Một\n",
        ("thông tư", "45/2026/TT-BCT", "Bộ Công Thương", "2026-06-10", "Quy định về đèn"),
    ),
    "table of a portal without diacritics": (
        "| So hieu | 45/2026/TT-BCT |\n| Loai van ban | Thong tu |\n| Ngay ban hanh | 10/06/2026 |\n\n**CĂN CỨ**\n\n"
        "### Điều 1. Một\n",
        ("thông tư", "45/2026/TT-BCT", "Bộ Công Thương", "2026-06-10", None),
    ),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_fields_of_a_header(text: str, expected: tuple[str | None, ...]) -> None:
    found = about(text)
    assert (found.type, found.code, found.issuer, found.issued_on, found.title) == expected


def test_an_inferred_type_is_told() -> None:
    document = nhiemvu.extract_bytes(ROWS["type not printed"][0].encode(), "t.md")
    assert [note.message for note in document.diagnostics if note.code == "type-inferred"] == [
        "type thông tư from the number 21/2025/TT-BCT: the header prints none"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Chương\nI**\n\n**CHUNG**\n\n**Điều\n1. Một**\n\nGiữ đèn.\n",
        "Chương I\nCHUNG\nĐiều 1. Một\nGiữ đèn.\n",
    ],
)
def test_labels_that_a_break_parts_are_whole(text: str) -> None:
    document = nhiemvu.extract_bytes(text.encode(), "t.md")
    assert [s.path for s in document.segments] == ["Chương I", "Chương I/Điều 1", "Chương I/Điều 1/¶1"]


def test_an_annex_whose_word_a_break_parts() -> None:
    text = "Điều 1. Một./.\n\nPhụ\nlục II\n\nDANH SÁCH\n\n1. Một.\n"
    document = nhiemvu.extract_bytes(text.encode(), "t.md")
    assert [s.path for s in document.segments] == ["Điều 1", "Phụ lục II", "Phụ lục II/1"]
