"""The parts of a decision: header, căn cứ, body, recipients, signature, and what it adopts."""

import re

import pytest
from decision import EXAMPLE
from tree import block, case, read, tree

from nhiemvu.model import Document

PARTS = [
    case(
        "title block, basis, enacting words, articles, recipients, signature",
        """
        SỞ DU LỊCH
        Số: 7/QĐ-SDL
        QUYẾT ĐỊNH
        Về việc lập Phòng Quy hoạch
        GIÁM ĐỐC SỞ DU LỊCH
        Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017;
        Theo đề nghị của Chánh Văn phòng Sở.
        QUYẾT ĐỊNH:
        Điều 1. Lập Phòng Quy hoạch.
        Điều 2. Chánh Văn phòng Sở thi hành./.
        Nơi nhận:
        - Như Điều 2;
        - Lưu: VT.
        KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
        Lê Thị Mẫu
        """,
        """
        header | SỞ DU LỊCH Số: 7/QĐ-SDL QUYẾT ĐỊNH Về việc lập Phòng Quy hoạch GIÁM ĐỐC SỞ DU LỊCH
        basis | Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017;
        basis | Theo đề nghị của Chánh Văn phòng Sở.
        header | QUYẾT ĐỊNH:
        Điều 1 | Lập Phòng Quy hoạch.
        Điều 2 | Chánh Văn phòng Sở thi hành./.
        recipients | Nơi nhận:
        recipients | Như Điều 2;
        recipients | Lưu: VT.
        signature | KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Thị Mẫu
        """,
    ),
    case(
        "columns of recipients and signature that were merged into lines",
        """
        QUYẾT ĐỊNH:
        Điều 1. Lập Phòng Quy hoạch./.
        Nơi nhận:                       TM. ỦY BAN NHÂN DÂN
        - Như Điều 1;                     KT. CHỦ TỊCH
        - Lưu: VT, VP4.                   PHÓ CHỦ TỊCH

                                          Trần Văn Mẫu
        """,
        """
        header | QUYẾT ĐỊNH:
        Điều 1 | Lập Phòng Quy hoạch./.
        recipients | Nơi nhận:
        signature | TM. ỦY BAN NHÂN DÂN
        recipients | Như Điều 1;
        signature | KT. CHỦ TỊCH
        recipients | Lưu: VT, VP4.
        signature | PHÓ CHỦ TỊCH Trần Văn Mẫu
        """,
    ),
    case(
        "a name below the list of recipients signs",
        """
        QUYẾT ĐỊNH:
        Điều 1. Lập Phòng Quy hoạch./.
        Nơi nhận:                       GIÁM ĐỐC
        - Như Điều 1;
        - Lưu: VT.

                                        Trần Văn Mẫu
        """,
        """
        header | QUYẾT ĐỊNH:
        Điều 1 | Lập Phòng Quy hoạch./.
        recipients | Nơi nhận:
        signature | GIÁM ĐỐC
        recipients | Như Điều 1;
        recipients | Lưu: VT.
        signature | Trần Văn Mẫu
        """,
    ),
    case(
        "recipients may wrap, and hold wide gaps",
        """
        QUYẾT ĐỊNH:
        Điều 1. Lập Phòng Quy hoạch./.
        Nơi nhận:
        - Các sở, ban, ngành và
        đoàn thể tỉnh;
        - Lưu:  VT, NC.
        GIÁM ĐỐC
        """,
        """
        header | QUYẾT ĐỊNH:
        Điều 1 | Lập Phòng Quy hoạch./.
        recipients | Nơi nhận:
        recipients | Các sở, ban, ngành và đoàn thể tỉnh;
        recipients | Lưu: VT, NC.
        signature | GIÁM ĐỐC
        """,
    ),
    case(
        "basis lines of several lines each",
        """
        NGHỊ ĐỊNH
        Về nhà công vụ
        Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;
        Căn cứ Nghị quyết số 12/2024/QH15 ngày 01 tháng 02 năm 2024 của Quốc hội
        về một số chính sách nhà ở;
        Theo đề nghị của Bộ trưởng Bộ Xây dựng;
        Chính phủ ban hành Nghị định về nhà công vụ.
        Điều 1. Phạm vi
        """,
        """
        header | NGHỊ ĐỊNH Về nhà công vụ
        basis | Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;
        basis | Căn cứ Nghị quyết số 12/2024/QH15 ngày 01 tháng 02 năm 2024 của Quốc hội về một số chính sách \
nhà ở;
        basis | Theo đề nghị của Bộ trưởng Bộ Xây dựng;
        header | Chính phủ ban hành Nghị định về nhà công vụ.
        Điều 1 | Phạm vi
        """,
    ),
    case(
        "an adopted regulation and its appendices are roots with a numbering of their own",
        """
        QUYẾT ĐỊNH
        Ban hành Quy định về nhà công vụ
        Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;
        QUYẾT ĐỊNH:
        Điều 1. Ban hành Quy định về nhà công vụ.
        Điều 2. Quyết định này có hiệu lực từ ngày ký./.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        Trần Văn Mẫu
        QUY ĐỊNH
        VỀ NHÀ CÔNG VỤ
        (Ban hành kèm theo Quyết định số 8/QĐ-UBND
        của Ủy ban nhân dân tỉnh)
        Chương I
        CHUNG
        Điều 1. Phạm vi
        Quy định này áp dụng trong tỉnh.
        Chương II
        RIÊNG
        Điều 2. Giao nhà
        1. Sở giao nhà.
        PHỤ LỤC I
        DANH MỤC NHÀ
        (Kèm theo Quy định về nhà công vụ)
        1. Nhà số một.
        Phụ lục II
        MẪU ĐƠN
        I. Người đề nghị
        """,
        """
        header | QUYẾT ĐỊNH Ban hành Quy định về nhà công vụ
        basis | Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;
        header | QUYẾT ĐỊNH:
        Điều 1 | Ban hành Quy định về nhà công vụ.
        Điều 2 | Quyết định này có hiệu lực từ ngày ký./.
        signature | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Mẫu
        Quy định | VỀ NHÀ CÔNG VỤ (Ban hành kèm theo Quyết định số 8/QĐ-UBND của Ủy ban nhân dân tỉnh)
          Chương I | CHUNG
            Điều 1 | Phạm vi
              ¶1 | Quy định này áp dụng trong tỉnh.
          Chương II | RIÊNG
            Điều 2 | Giao nhà
              1 | Sở giao nhà.
        Phụ lục I | DANH MỤC NHÀ (Kèm theo Quy định về nhà công vụ)
          1 | Nhà số một.
        Phụ lục II | MẪU ĐƠN
          I | Người đề nghị
        """,
    ),
    case(
        "an adopted regulation may repeat the title block of its agency",
        """
        QUYẾT ĐỊNH:
        Điều 1. Ban hành Quy chế làm việc./.
        GIÁM ĐỐC
        Lê Thị Mẫu
        SỞ DU LỊCH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                            Độc lập - Tự do - Hạnh phúc
        QUY CHẾ
        LÀM VIỆC CỦA SỞ
        Điều 1. Phạm vi
        """,
        """
        header | QUYẾT ĐỊNH:
        Điều 1 | Ban hành Quy chế làm việc./.
        signature | GIÁM ĐỐC Lê Thị Mẫu
        header | SỞ DU LỊCH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
        Quy chế | LÀM VIỆC CỦA SỞ
          Điều 1 | Phạm vi
        """,
    ),
    case(
        "a text without a title block is body from its first line",
        """
        PHẦN I
        HIỆN TRẠNG
        I. Tổ chức
        Sở có năm phòng.
        """,
        """
        Phần I | HIỆN TRẠNG
          I | Tổ chức
            ¶1 | Sở có năm phòng.
        """,
    ),
    case(
        "capital lines and lines on documents inside the body are no title block",
        """
        1. Các văn bản sau hết hiệu lực:
        Quyết định số 12/QĐ-SDL của Giám đốc Sở Du lịch.
        Kế hoạch số 3/KH-SDL của Sở Du lịch.
        2. BỘ PHẬN MỘT CỬA
        Tiếp nhận hồ sơ.
        """,
        """
        1 | Các văn bản sau hết hiệu lực:
          ¶1 | Quyết định số 12/QĐ-SDL của Giám đốc Sở Du lịch.
          ¶2 | Kế hoạch số 3/KH-SDL của Sở Du lịch.
        2 | BỘ PHẬN MỘT CỬA
          ¶1 | Tiếp nhận hồ sơ.
        """,
    ),
    case(
        "an appendix without a number",
        """
        1. Danh sách ở Phụ lục kèm theo.
        PHỤ LỤC
        DANH SÁCH XE
        1. Xe con.
        """,
        """
        1 | Danh sách ở Phụ lục kèm theo.
        Phụ lục | DANH SÁCH XE
          1 | Xe con.
        """,
    ),
]


@pytest.mark.parametrize("text, expected", PARTS)
def test_every_line_stands_in_the_part_it_belongs_to(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


def signer(document: Document) -> tuple[str | None, str | None]:
    signed = document.metadata.signer
    return (signed.role, signed.name) if signed else (None, None)


@pytest.mark.parametrize(
    "lines, role, name",
    [
        ("GIÁM ĐỐC\nLê Thị Mẫu", "GIÁM ĐỐC", "Lê Thị Mẫu"),
        ("GIÁM ĐỐC", "GIÁM ĐỐC", None),  # signed with a digital signature
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Mẫu", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Lê Thị Mẫu"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mẫu", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "Lê Thị Mẫu"),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nLê Thị Mẫu", "TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG", "Lê Thị Mẫu"),
        ("Q. GIÁM ĐỐC\nLê Thị Mẫu", "Q. GIÁM ĐỐC", "Lê Thị Mẫu"),
        pytest.param(
            "Nơi nhận:            TM. ỦY BAN NHÂN DÂN\n- Như Điều 1;         KT. CHỦ TỊCH\n"
            "- Lưu: VT.           PHÓ CHỦ TỊCH\n\n                     Lê Thị Mẫu",
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
            "Lê Thị Mẫu",
        ),
    ],
)
def test_who_signed(lines: str, role: str, name: str | None) -> None:
    text = f"SỞ DU LỊCH\nQUYẾT ĐỊNH\nVề xe công\nĐiều 1. Văn phòng giữ xe./.\n{lines}"
    assert signer(read(text)) == (role, name)


KINDS = """
SỞ DU LỊCH
QUYẾT ĐỊNH
Về mọi loại đoạn
Căn cứ Luật Du lịch;
PHẦN THỨ NHẤT
CHUNG
Chương I
CHUNG
Mục 1
CHUNG
Tiểu mục 1
CHUNG
Điều 1. Các việc
Các việc gồm:
1. Văn thư:
1.1. Công văn đến:
a) vào sổ:
- sổ giấy;
+ quyển một;
(1) trang đầu.
----------
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
PHỤ LỤC I
DANH MỤC
A. VĂN THƯ
I. Sổ
"""


def test_every_kind_of_segment() -> None:
    assert [(segment.kind, segment.label) for segment in read(KINDS).segments] == [
        ("header", ""),
        ("basis", ""),
        ("part", "PHẦN THỨ NHẤT"),
        ("chapter", "Chương I"),
        ("section", "Mục 1"),
        ("subsection", "Tiểu mục 1"),
        ("article", "Điều 1."),
        ("paragraph", ""),
        ("clause", "1."),
        ("clause", "1.1."),
        ("point", "a)"),
        ("bullet", "-"),
        ("bullet", "+"),
        ("clause", "(1)"),
        ("furniture", ""),
        ("recipients", ""),
        ("recipients", "-"),
        ("signature", ""),
        ("annex", "PHỤ LỤC I"),
        ("heading", "A."),
        ("heading", "I."),
    ]


HEADINGS = """
Điều 1. Nhiệm vụ
1. Về văn thư:
a) Vào sổ công văn.
2. Trình Giám đốc:
a) Kế hoạch năm.
3. Lập báo cáo.
Điều 2. Hiệu lực
Các phòng thực hiện như sau:
1. Văn phòng giữ sổ.
"""


def test_titles_are_headings_and_whatever_has_children_leads_in() -> None:
    assert [(segment.path, segment.heading, segment.lead_in) for segment in read(HEADINGS).segments] == [
        ("Điều 1", "Nhiệm vụ", True),
        ("Điều 1/1", "Về văn thư", True),
        ("Điều 1/1/a", None, False),
        ("Điều 1/2", None, True),
        ("Điều 1/2/a", None, False),
        ("Điều 1/3", None, False),
        ("Điều 2", "Hiệu lực", True),
        ("Điều 2/¶1", None, True),
        ("Điều 2/1", None, False),
    ]


@pytest.fixture(scope="module")
def example() -> Document:
    """A whole small decision, with a page number in the middle of a point."""
    return read(EXAMPLE)


def test_example_outline(example: Document) -> None:
    assert tree(example) == block("""
        header | UBND TỈNH KHÁNH HÒA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ DU LỊCH \
Độc lập - Tự do - Hạnh phúc Số: 12/QĐ-SDL Khánh Hòa, ngày 05 tháng 02 năm 2024 QUYẾT ĐỊNH \
Quy định nhiệm vụ của Phòng Quy hoạch GIÁM ĐỐC SỞ DU LỊCH
        basis | Căn cứ Quyết định số 30/2023/QĐ-UBND ngày 10/8/2023 của UBND tỉnh;
        header | QUYẾT ĐỊNH:
        Điều 1 | Phòng Quy hoạch thuộc Sở Du lịch (sau đây gọi tắt là Sở):
          1 | Chức năng: giúp Giám đốc Sở quản lý nhà nước về quy hoạch du lịch.
          2 | Nhiệm vụ và quyền hạn:
            a | Trình UBND tỉnh ban hành quy hoạch điểm đến sau khi lấy ý kiến Sở Xây dựng;
        furniture | 2
            b | Chủ trì, phối hợp với UBND cấp huyện kiểm tra, thu hồi biển hiệu theo thẩm quyền.
        Điều 2 | Quyết định này có hiệu lực kể từ ngày ký.
        recipients | Nơi nhận:
        signature | GIÁM ĐỐC
        recipients | Lưu: VT.
    """)
    assert example.diagnostics == []


def test_example_headings_and_lead_ins(example: Document) -> None:
    assert {s.path: (s.label, s.heading) for s in example.segments if s.lead_in} == {
        "Điều 1": ("Điều 1.", None),
        "Điều 1/2": ("2.", "Nhiệm vụ và quyền hạn"),
    }


def test_example_point_is_cut_by_the_page_number(example: Document) -> None:
    (point,) = (segment for segment in example.segments if segment.path == "Điều 1/2/a")
    assert [example.source.text[start:end] for start, end in point.spans] == [
        "a) Trình UBND tỉnh ban hành quy hoạch điểm đến sau khi",
        "lấy ý kiến Sở Xây dựng;",
    ]


def test_example_metadata(example: Document) -> None:
    about = example.metadata
    assert about.type == "quyết định"
    assert about.code == "12/QĐ-SDL"
    assert about.issuer == "Sở Du lịch tỉnh Khánh Hòa"
    assert (about.province, about.place) == ("Khánh Hòa", "Khánh Hòa")
    assert (about.issued_on, about.effective_on) == ("2024-02-05", "2024-02-05")
    assert signer(example) == ("GIÁM ĐỐC", None)
    assert about.legal_basis == ["30/2023/QĐ-UBND"]
    assert (about.replaces, about.amends) == ([], [])
    assert about.recipients == ["Lưu: VT."]


def test_example_title(example: Document) -> None:
    assert example.metadata.title == "Quy định nhiệm vụ của Phòng Quy hoạch"


@pytest.mark.parametrize(
    "field, printed",
    [
        ("type", "QUYẾT ĐỊNH"),
        ("code", "12/QĐ-SDL"),
        ("place", "Khánh Hòa"),
        ("issued_on", "ngày 05 tháng 02 năm 2024"),
        ("effective_on", "có hiệu lực kể từ ngày ký"),
        pytest.param(
            "title",
            "Quy định nhiệm vụ của Phòng Quy hoạch",
        ),
    ],
)
def test_example_metadata_tells_where_it_was_printed(example: Document, field: str, printed: str) -> None:
    start, end = example.metadata.spans[field]
    assert example.source.text[start:end] == printed


def test_example_metadata_tells_where_the_issuer_was_printed(example: Document) -> None:
    start, end = example.metadata.spans["issuer"]
    assert "SỞ DU LỊCH" in example.source.text[start:end]


def test_example_unit(example: Document) -> None:
    paths = {segment.id: segment.path for segment in example.segments}
    assert [
        (unit.name, unit.type, unit.parent, unit.status, [paths[id_] for id_ in unit.functions], unit.listed)
        for unit in example.units
    ] == [("Phòng Quy hoạch", "phong", "Sở Du lịch tỉnh Khánh Hòa", "current", ["Điều 1/1"], False)]


def test_example_duties(example: Document) -> None:
    names = {unit.id: unit.name for unit in example.units}
    assert [(duty.path, names[duty.holder], duty.conditions) for duty in example.duties] == [
        ("Điều 1/2/a", "Phòng Quy hoạch", []),
        ("Điều 1/2/b", "Phòng Quy hoạch", ["theo thẩm quyền"]),
    ]


@pytest.mark.parametrize(
    "path, powers",
    [
        ("Điều 1/2/a", {"submit"}),
        ("Điều 1/2/b", {"lead", "coordinate", "inspect", "license"}),
    ],
)
def test_example_powers(example: Document, path: str, powers: set[str]) -> None:
    (duty,) = (duty for duty in example.duties if duty.path == path)
    assert set(duty.powers) == powers


def test_example_citation(example: Document) -> None:
    (citation,) = example.citations
    assert citation.code == "30/2023/QĐ-UBND"
    assert citation.type == "quyết định"
    assert citation.date == "2023-08-10"
    assert citation.issuer == "Ủy ban nhân dân tỉnh Khánh Hòa"
    assert citation.role == "basis"


def test_id_comes_from_issuer_code_and_date(example: Document) -> None:
    assert example.id == "so-du-lich-tinh-khanh-hoa.12-qd-sdl.2024-02-05"


def test_id_of_a_text_without_header_comes_from_its_bytes() -> None:
    document = read("1. Văn phòng giữ sổ.")
    assert document.id == f"sha256.{document.source.sha256[:16]}"
    assert re.fullmatch(r"[0-9a-f]{64}", document.source.sha256)


@pytest.mark.parametrize("word", ["QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ"])
def test_a_title_of_an_annex_on_one_line(word: str) -> None:
    note = "(Ban hành kèm theo Quyết định số 4/QĐ-SNV)"
    document = read(f"Điều 1. Một.\nGIÁM ĐỐC\nLê Văn Mẫu\n\n{word} TRẠM BƠM\n{note}\n\nĐiều 1. Hai.\n")
    (annex,) = [segment for segment in document.segments if segment.kind == "annex"]
    assert (annex.path, annex.label, annex.text[:9]) == (word.capitalize(), word, "TRẠM BƠM ")
    assert [s.path for s in document.segments if s.kind == "article"] == ["Điều 1", f"{word.capitalize()}/Điều 1"]
