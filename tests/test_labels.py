"""The grammar of one label: one row a form or a trap."""

import pytest

from nhiemvu.outline.labels import readings

FORMS = [
    # the line, what it is read as (kind and name in the path), what is left of the line
    ("Phần I", "part Phần I", ""),
    ("PHẦN I", "part Phần I", ""),
    ("PHẦN THỨ NHẤT", "part Phần thứ nhất", ""),
    ("Phần thứ hai: Quy định riêng", "part Phần thứ hai", "Quy định riêng"),
    ("Chương I", "chapter Chương I", ""),
    ("CHƯƠNG IV", "chapter Chương IV", ""),
    ("Chương II. NHIỆM VỤ", "chapter Chương II", "NHIỆM VỤ"),
    ("Chương III QUYỀN HẠN", "chapter Chương III", "QUYỀN HẠN"),
    ("Chương 2", "chapter Chương 2", ""),
    ("Mục 1", "section Mục 1", ""),
    ("MỤC 2. XE CÔNG", "section Mục 2", "XE CÔNG"),
    ("Tiểu mục 3", "subsection Tiểu mục 3", ""),
    ("Điều 1.", "article Điều 1", ""),
    ("Điều 12. Hiệu lực", "article Điều 12", "Hiệu lực"),
    ("ĐIỀU 3. Thi hành", "article Điều 3", "Thi hành"),
    ("Điều 4: Thi hành", "article Điều 4", "Thi hành"),
    ("Điều 5a. Thêm", "article Điều 5a", "Thêm"),
    ("Điều 5đ. Thêm", "article Điều 5đ", "Thêm"),
    ("Điều 7.Thi hành", "article Điều 7", "Thi hành"),
    ("Phụ lục", "annex Phụ lục", ""),
    ("PHỤ LỤC II", "annex Phụ lục II", ""),
    ("Phụ lục số 3", "annex Phụ lục 3", ""),
    ("A. TÌNH HÌNH", "heading A", "TÌNH HÌNH"),
    ("Đ. PHƯƠNG ÁN", "heading Đ", "PHƯƠNG ÁN"),
    ("C. KẾT QUẢ", "heading C", "KẾT QUẢ"),
    ("I. TÌNH HÌNH", "heading I", "TÌNH HÌNH"),
    ("VIII. Kết luận", "heading VIII", "Kết luận"),
    ("IV/ Kết luận", "heading IV", "Kết luận"),
    ("II- Kết luận", "heading II", "Kết luận"),
    ("1. Lập sổ", "clause 1", "Lập sổ"),
    ("1.Lập sổ", "clause 1", "Lập sổ"),
    ("1) Lập sổ", "clause 1", "Lập sổ"),
    ("1/ Lập sổ", "clause 1", "Lập sổ"),
    ("1- Lập sổ", "clause 1", "Lập sổ"),
    ("01. Lập sổ", "clause 1", "Lập sổ"),
    ("25.", "clause 25", ""),
    ("5a. Lập sổ", "clause 5a", "Lập sổ"),
    ("(1) máy tính", "clause 1", "máy tính"),
    ("(27) máy in", "clause 27", "máy in"),
    ("1.1. Lập sổ", "clause 1.1", "Lập sổ"),
    ("1.1 Lập sổ", "clause 1.1", "Lập sổ"),
    ("2.2.3 Cơ cấu", "clause 2.2.3", "Cơ cấu"),
    ("1.2.4.", "clause 1.2.4", ""),
    ("1.2.4", "clause 1.2.4", ""),
    ("2.10. Việc mười", "clause 2.10", "Việc mười"),
    ("a) Lập sổ", "point a", "Lập sổ"),
    ("a)Lập sổ", "point a", "Lập sổ"),
    ("a. Lập sổ", "point a", "Lập sổ"),
    ("a/ Lập sổ", "point a", "Lập sổ"),
    ("(a) Lập sổ", "point a", "Lập sổ"),
    ("d) Lập sổ", "point d", "Lập sổ"),
    ("đ) Lập sổ", "point đ", "Lập sổ"),
    ("đ)", "point đ", ""),
    ("ư) Lập sổ", "point ư", "Lập sổ"),
    ("a1) Lập sổ", "point a1", "Lập sổ"),
    ("a.1) Lập sổ", "point a1", "Lập sổ"),
    ("(i) in kim", "point i", "in kim"),
    ("(iv) in kim", "point iv", "in kim"),
    ("iii) in kim", "point iii", "in kim"),
    ("- Lập sổ", "bullet -", "Lập sổ"),
    ("-Lập sổ", "bullet -", "Lập sổ"),
    ("– Lập sổ", "bullet -", "Lập sổ"),
    ("+ Lập sổ", "bullet +", "Lập sổ"),
    ("* Lập sổ", "bullet *", "Lập sổ"),
    ("• Lập sổ", "bullet •", "Lập sổ"),
    ("-", "bullet -", ""),
]

TRAPS = [
    # dates, years
    "04/4/2008 là ngày ban hành",
    "31/12/2023",
    "25 tháng 10 năm 2017 của Chính phủ",
    "2024",
    "1/2022",
    # numbers with a unit, counts, thousands
    "2,1 triệu người",
    "1.5 triệu đồng",
    "5.000 người",
    "12.500.000 đồng",
    "1.500 cơ sở",
    "06 phòng:",
    "01 đơn vị sự nghiệp",
    "3 năm",
    "24/7",
    "I",
    "C",
    "1",
    "80% công việc",
    "40 giờ/tuần",
    # numbers of documents
    "233/QĐ-STTTT ngày 31/12/2023 của Giám đốc Sở",
    "107/2020/NĐ-CP",
    "18-NQ/TW",
    # citations
    "Điều 25 Luật Bưu chính",
    "Điều 25 của Luật này",
    "Điều này không áp dụng cho xe công",
    "Chương II của Quy chế này",
    "Mục 1 của Chương này",
    "Phần này quy định việc chung",
    "Phụ lục I của Quy định này",
    "Phụ lục kèm theo Quyết định này",
    "điểm a khoản 1 Điều 25",
    "khoản 2 Điều 3",
    "mục tiêu của đề án",
    # words that begin as a label does
    "Chương trình công tác",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "Điều phối công việc",
    "Điều hành chung",
    "Điều tra thống kê",
    "Mục tiêu",
    "Mục đích, yêu cầu",
    "Phần mềm dùng chung",
    "Phần lớn hồ sơ",
    "Các phòng",
    "Ủy ban nhân dân",
    "TP. Hải Phòng",
    "VI PHẠM HÀNH CHÍNH",
    "vi phạm hành chính",
    "a lô",
    "(sau đây gọi tắt là Sở)",
    "(Ban hành kèm theo Quyết định này)",
    "-5 độ",
    "",
]


def read(line: str) -> tuple[str, str]:
    """The likeliest reading of a line: its kind and name, and the rest of the line."""
    label = readings(line)[0]
    return f"{label.kind} {label.name}", line[label.end :].strip()


@pytest.mark.parametrize("line, label, rest", FORMS)
def test_a_label_is_read_and_cut_off(line: str, label: str, rest: str) -> None:
    assert read(line) == (label, rest)


@pytest.mark.parametrize("line", TRAPS)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert readings(line) == ()


@pytest.mark.parametrize(
    "line, names",
    [
        ("I. Một", ["I. I", "A. I"]),  # first of a Roman list, or ninth letter
        ("C. Ba", ["A. C", "I. C"]),
        ("II. Hai", ["I. II"]),
        ("B. Hai", ["A. B"]),
        ("(i) một", ["i) i", "(a) i"]),
        ("(c) ba", ["(a) c", "i) c"]),
        ("i) chín", ["a) i", "i) i"]),
        ("b) hai", ["a) b"]),
    ],
)
def test_letters_that_are_roman_digits_have_two_readings(line: str, names: list[str]) -> None:
    assert [f"{label.style} {label.name}" for label in readings(line)] == names


@pytest.mark.parametrize("first, second", [("d) x", "đ) x"), ("u) x", "ư) x"), ("D. X", "Đ. X"), ("5d. x", "5đ. x")])
def test_marks_of_letters_count(first: str, second: str) -> None:
    one, other = readings(first)[0], readings(second)[0]
    assert one.name != other.name
    assert one.value < other.value
