"""References in one string: a table of phenomena, every row of the tables, invariants on any text.

The sentences are written for these tests; numbers and names are those of real acts.
"""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhiemvu.citations.find import Reference, find
from nhiemvu.knowledge import table


def only(text: str) -> Reference:
    """The one reference that a text must hold."""
    found = find(text)
    assert len(found) == 1, found
    return found[0]


def printed(text: str) -> list[str]:
    return [text[reference.start : reference.end] for reference in find(text)]


def codes(text: str) -> list[str | None]:
    return [reference.code for reference in find(text)]


SHAPES = [
    # (text, printed citation, code, type)
    ("theo Quyết định số 12/QĐ-STTTT đã ký", "Quyết định số 12/QĐ-STTTT", "12/QĐ-STTTT", "quyết định"),
    ("theo Công văn số 31/BTTTT-CTS gửi sở", "Công văn số 31/BTTTT-CTS", "31/BTTTT-CTS", "công văn"),
    ("trả lời 31/BTTTT-CTS về tần số", "31/BTTTT-CTS", "31/BTTTT-CTS", "công văn"),
    ("nêu tại Văn bản số 71/SNV-VP", "Văn bản số 71/SNV-VP", "71/SNV-VP", "văn bản"),
    ("Tờ trình số 633/TTr-SNNMT", "Tờ trình số 633/TTr-SNNMT", "633/TTr-SNNMT", "tờ trình"),
    ("áp dụng 79/2010/QĐ-TTg", "79/2010/QĐ-TTg", "79/2010/QĐ-TTg", "quyết định"),
    ("Thông tư số 04/2016/TT-BNN&PTNT", "Thông tư số 04/2016/TT-BNN&PTNT", "04/2016/TT-BNN&PTNT", "thông tư"),
    ("Luật số 16/2023/QH15", "Luật số 16/2023/QH15", "16/2023/QH15", "luật"),
    ("Nghị quyết số 351/2017/UBTVQH14", "Nghị quyết số 351/2017/UBTVQH14", "351/2017/UBTVQH14", "nghị quyết"),
    ("Pháp lệnh số 06/2003/PL-UBTVQH11", "Pháp lệnh số 06/2003/PL-UBTVQH11", "06/2003/PL-UBTVQH11", "pháp lệnh"),
    ("quán triệt Nghị quyết số 18-NQ/TW", "Nghị quyết số 18-NQ/TW", "18-NQ/TW", "nghị quyết"),
    ("Quy định số 66-QĐ/TW", "Quy định số 66-QĐ/TW", "66-QĐ/TW", "quy định"),
    ("Nghị quyết số 66.7/2025/NQ-CP", "Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "nghị quyết"),
    ("Quyết định số 17A/2015/QĐ-UBND", "Quyết định số 17A/2015/QĐ-UBND", "17A/2015/QĐ-UBND", "quyết định"),
    ("Quyết định số 06/1998/QĐ-NHNN7", "Quyết định số 06/1998/QĐ-NHNN7", "06/1998/QĐ-NHNN7", "quyết định"),
    # agencies fix their own codes: any of them counts
    ("Thông báo 9/TB-XYZPQ", "Thông báo 9/TB-XYZPQ", "9/TB-XYZPQ", "thông báo"),
    # old loose numbers need the type and "số"
    ("Nghị định số 26/CP", "Nghị định số 26/CP", "26/CP", "nghị định"),
    ("Chỉ thị số 34-CT", "Chỉ thị số 34-CT", "34-CT", "chỉ thị"),
    # blanks of a wrap or of OCR
    ("Quyết định số 14 /2020/ QĐ - BTC", "Quyết định số 14 /2020/ QĐ - BTC", "14/2020/QĐ-BTC", "quyết định"),
    ("Nghị quyết số 66/NQ- CP", "Nghị quyết số 66/NQ- CP", "66/NQ-CP", "nghị quyết"),
    ("Thông tư số 49/2025TT-BCT", "Thông tư số 49/2025TT-BCT", "49/2025TT-BCT", "thông tư"),
    ("Nghị địnhsố 24/2014/NĐ-CP", "Nghị địnhsố 24/2014/NĐ-CP", "24/2014/NĐ-CP", "nghị định"),
    # the slash missing: the sign must be of a type, or the type and "số" be printed
    ("theo số 381 QĐ-BTC", "số 381 QĐ-BTC", "381/QĐ-BTC", "quyết định"),
    ("Chỉ thị 16CT-TTg", "Chỉ thị 16CT-TTg", "16/CT-TTg", "chỉ thị"),
    ("Nghị định số 197 CP", "Nghị định số 197 CP", "197/CP", "nghị định"),
    # numbers of the old regime need no "số" where the agency is known
    ("Nghị định 31/CP", "Nghị định 31/CP", "31/CP", "nghị định"),
    ("Chỉ thị 814/TTg", "Chỉ thị 814/TTg", "814/TTg", "chỉ thị"),
    ("Nghị định 64-CP", "Nghị định 64-CP", "64-CP", "nghị định"),
    # blanks that were filled
    ("Quyết định số …05…./2006/ QĐ-UBND", "Quyết định số …05…./2006/ QĐ-UBND", "05/2006/QĐ-UBND", "quyết định"),
    ("Quyết định số ....12..../QĐ-UBND", "Quyết định số ....12..../QĐ-UBND", "12/QĐ-UBND", "quyết định"),
    # "số" missing, with a colon, alone
    ("thực hiện Nghị định 24/2014/NĐ-CP", "Nghị định 24/2014/NĐ-CP", "24/2014/NĐ-CP", "nghị định"),
    ("Quyết định số: 2/QĐ-UBND", "Quyết định số: 2/QĐ-UBND", "2/QĐ-UBND", "quyết định"),
    ("văn bản này và số 2/QĐ-UBND", "số 2/QĐ-UBND", "2/QĐ-UBND", "quyết định"),
    ("NGHỊ ĐỊNH SỐ 107/2020/NĐ-CP", "NGHỊ ĐỊNH SỐ 107/2020/NĐ-CP", "107/2020/NĐ-CP", "nghị định"),
]


@pytest.mark.parametrize(("text", "cited", "code", "kind"), SHAPES)
def test_number_shapes(text: str, cited: str, code: str, kind: str) -> None:
    reference = only(text)
    assert (text[reference.start : reference.end], reference.code, reference.type) == (cited, code, kind)


@pytest.mark.parametrize(
    "text",
    [
        "họp ngày 04/4/2008, từ 10/2020 - 12/2021",
        "40 giờ/tuần, 06 biên chế/01 phòng, 60 km/h, trực 24/7",
        "đánh giá kỳ 1/2022 theo VNCERT/CC",
        "áp dụng ISO 9001:2015, TCVN ISO 9001 và QCVN 01:2020/BTTTT",
        "nhà số 12/A5-TT3, lô B2",
        "Quyết định này và Điều này, khoản 1 Điều này, Luật này",
        "theo quy định của pháp luật về đất đai và kỷ luật lao động",
        "luật sư của Hội Luật gia, Trường Đại học Luật Hà Nội, theo luật định",
        "Phòng phải tuân thủ pháp luật Việt Nam",
        "Điều 5, khoản 2 và điểm a",
        "Quyết định số …/QĐ-UBND ngày … tháng … năm 2020",
        "có 12 UBND xã, 14 TT văn hóa, 3 CT điện tử và 16 QL",
        "",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert find(text) == []


TAILS = [
    # (text, printed citation, date, issuer)
    ("Kế hoạch số 5/KH-SNV ngày 04/4/2008.", "Kế hoạch số 5/KH-SNV ngày 04/4/2008", "2008-04-04", None),
    ("Kế hoạch số 5/KH-SNV, Ngày 4 tháng 10 năm 2017", None, "2017-10-04", None),
    ("Kế hoạch số 5/KH-SNV ngày 31/02/2020", None, None, None),
    ("Kế hoạch số 5/KH-SNV, ngày …25..tháng 01 năm 2006", None, "2006-01-25", None),
    ("Kế hoạch số 5/KH-SNV ngày 09tháng 5 năm 2025", None, "2025-05-09", None),
    ("Kế hoạch số 5/KH-SNV ngày 5/6/2020 của Sở Nội vụ về việc tập huấn", None, "2020-06-05", "Sở Nội vụ"),
    ("Quyết định số 9/QĐ-BNV của Bộ Nội vụ ngày 5/6/2020 ban hành", None, "2020-06-05", "Bộ Nội vụ"),
    ("Nghị định số 9/2020/NĐ-CP ngày 5/6/2020 quy định", None, "2020-06-05", "Chính phủ"),
    ("QUYẾT ĐỊNH SỐ 9/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ NHÀ Ở", None, None, "THỦ TƯỚNG CHÍNH PHỦ"),
    ("Thông tư số 9/2020/TT-BTC hướng dẫn", None, None, "Bộ Tài chính"),
    ("Thông tư số 9/2020/TT-BTC của Bộ trưởng Bộ Tài chính quy định phí", None, None, "Bộ trưởng Bộ Tài chính"),
    ("Nghị quyết số 9/2020/QH14 về dự toán", None, None, "Quốc hội"),
    (
        "Quyết định số 9/QĐ-UBND của Ủy ban nhân dân thành phố Đà Nẵng giao chỉ tiêu",
        None,
        None,
        "Ủy ban nhân dân thành phố Đà Nẵng",
    ),
    ("Quyết định số 9/QĐ-UBND của Chủ tịch UBND huyện Cát Hải", None, None, "Chủ tịch UBND huyện Cát Hải"),
    ("Quyết định số 9/QĐ-SYT của Giám đốc Sở Y tế Quy định việc", None, None, "Giám đốc Sở Y tế"),
    ("Nghị quyết số 3-NQ/TU của Ban Thường vụ Thành ủy về cảng", None, None, "Ban Thường vụ Thành ủy"),
    (
        "Thông tư liên tịch số 9/2015/TTLT-BYT-BNV của Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ quy định",
        None,
        None,
        "Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ",
    ),
    ("Thông tư liên tịch số 9/2015/TTLT-BYT-BNV", None, None, "Bộ Y tế; Bộ Nội vụ"),
    (
        "Nghị quyết 19-NQ/TW ngày 25/10/2017 Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII về đơn vị",
        None,
        "2017-10-25",
        "Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII",
    ),
    # an agency that no table knows ends where the title begins
    ("Quyết định số 9/QĐ-CVT của Cục Vũ trụ và Đại dương ban hành", None, None, "Cục Vũ trụ và Đại dương"),
]


@pytest.mark.parametrize(("text", "cited", "day", "issuer"), TAILS)
def test_date_and_issuer(text: str, cited: str | None, day: str | None, issuer: str | None) -> None:
    reference = only(text)
    assert (reference.date, reference.issuer) == (day, issuer)
    assert cited is None or text[reference.start : reference.end] == cited


LAWS = [
    # (text, printed citation, title, code)
    ("theo Luật Xuất bản của cơ sở", "Luật Xuất bản", "Luật Xuất bản", None),
    ("Luật Xuất bản, Nghị định hướng dẫn", "Luật Xuất bản", "Luật Xuất bản", None),
    ("Luật Giáo dục và các luật khác", "Luật Giáo dục", "Luật Giáo dục", None),
    ("Luật Giáo dục đại học", "Luật Giáo dục đại học", "Luật Giáo dục đại học", None),
    ("Luật Thi đua khen thưởng", "Luật Thi đua khen thưởng", "Luật Thi đua khen thưởng", None),
    ("Luật Hoá chất", "Luật Hoá chất", "Luật Hoá chất", None),
    ("theo luật đất đai", "luật đất đai", "luật đất đai", None),
    ("Bộ luật Lao động", "Bộ luật Lao động", "Bộ luật Lao động", None),
    ("Luật Lưu trữ năm 2024 được", "Luật Lưu trữ năm 2024", "Luật Lưu trữ", None),
    ("theo Luật Viễn thông (sửa đổi) năm 2023.", "Luật Viễn thông (sửa đổi) năm 2023", "Luật Viễn thông", None),
    ("Luật Viễn thông ngày 24/11/2023", "Luật Viễn thông ngày 24/11/2023", "Luật Viễn thông", None),
    (
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
        "Luật Tổ chức chính quyền địa phương",
        "72/2025/QH15",
    ),
    (
        "LUẬT THỦ ĐÔ SỐ 39/2024/QH15",
        "LUẬT THỦ ĐÔ SỐ 39/2024/QH15",
        "LUẬT THỦ ĐÔ",
        "39/2024/QH15",
    ),
    ("Hiến pháp năm 2013", "Hiến pháp năm 2013", "Hiến pháp", None),
    # laws that no table knows
    ("Luật Vũ trụ được Quốc hội thông qua", "Luật Vũ trụ", "Luật Vũ trụ", None),
    ("Luật Vũ trụ và các văn bản", "Luật Vũ trụ", "Luật Vũ trụ", None),
    ("Luật Vũ trụ số 1/2031/QH17", "Luật Vũ trụ số 1/2031/QH17", "Luật Vũ trụ", "1/2031/QH17"),
]


@pytest.mark.parametrize(("text", "cited", "title", "code"), LAWS)
def test_laws_by_name(text: str, cited: str, title: str, code: str | None) -> None:
    reference = only(text)
    assert (text[reference.start : reference.end], reference.title, reference.code) == (cited, title, code)


ARTICLES = [
    # (citation, article, clause, points)
    ("điểm a, c, đ khoản 2 Điều 9 Luật Viễn thông", "9", "2", ("a", "c", "đ")),
    ("điểm a và điểm đ khoản 3 Điều 12 Luật Giá", "12", "3", ("a", "đ")),
    ("Điều 5 Nghị định số 24/2014/NĐ-CP", "5", None, ()),
    ("khoản 2a Điều 5a của Nghị định số 24/2014/NĐ-CP", "5a", "2a", ()),
    ("các Điều 4, 5 và 6 của Luật Giá", "4, 5, 6", None, ()),
    ("khoản 1, khoản 3 Điều 4 Luật Giá", "4", "1, 3", ()),
    ("Điều 5 Quy chế làm việc ban hành kèm theo Quyết định số 9/QĐ-UBND", "5", None, ()),
    # commas and dashes between the levels
    ("khoản 2, Điều 5, Nghị định số 24/2014/NĐ-CP", "5", "2", ()),
    ("điểm a,b khoản 2, Điều 5 - Luật Giá", "5", "2", ("a", "b")),
    ("điểm 4, Điều 1, Quyết định số 9/2004/QĐ-UB", "1", None, ("4",)),
    # ranges
    ("khoản 5 đến khoản 8 Điều 9 Luật Giá", "9", "5, 6, 7, 8", ()),
    ("từ khoản 1 đến khoản 3 và khoản 7 Điều 2 Luật Giá", "2", "1, 2, 3, 7", ()),
    ("khoản 2 đến 4 Điều 9 Luật Giá", "9", "2, 3, 4", ()),
    ("các điểm từ a đến d khoản 2 Điều 4 Luật Giá", "4", "2", ("a", "b", "c", "d")),
    ("từ điểm c đến điểm g khoản 2 Điều 4 Luật Giá", "4", "2", ("c", "d", "đ", "e", "g")),
    ("các Điều từ 41 đến 43 Luật Giá", "41, 42, 43", None, ()),
    ("Điều 41-43, 50 của Luật Giá", "41, 42, 43, 50", None, ()),
    ("Điều 8 đến Điều 5 Luật Giá", "8, 5", None, ()),
    ("Điều 1 đến Điều 400 Luật Giá", "1, 400", None, ()),
    # the act before its provisions
    ("Nghị định số 24/2014/NĐ-CP (khoản 2 Điều 5)", "5", "2", ()),
    ("Luật Giá (Điều 5, khoản 2, điểm a)", "5", "2", ("a",)),
]


@pytest.mark.parametrize(("cited", "article", "clause", "points"), ARTICLES)
def test_articles_belong_to_the_act_after_them(
    cited: str, article: str | None, clause: str | None, points: tuple[str, ...]
) -> None:
    text = f"hồ sơ quy định tại {cited} và giấy tờ kèm theo"
    reference = only(text)
    assert text[reference.start : reference.end] == cited
    assert (reference.article, reference.clause, reference.points) == (article, clause, points)


def test_an_act_stands_before_its_provisions() -> None:
    def read(text: str) -> list[tuple[str | None, str | None]]:
        return [(reference.article, reference.clause) for reference in find(text)]

    assert read("theo Luật Giá ngày 20/6/2012, Điều 5, khoản 2.") == [("5", "2")]
    assert read("Luật Giá tại khoản 2 Điều 5 được sửa đổi") == [("5", "2")]
    # what belongs to another act, or to this one
    assert read("Luật Giá, Điều 5 Luật Điện lực") == [(None, None), ("5", None)]
    assert read("Luật Giá, khoản 2 Điều này.") == [(None, None)]
    assert read("Luật Giá và Điều 5 Quyết định này.") == [(None, None)]


ROWS = [
    ("khoản 7 Điều 3 và khoản 6 Điều 11 Luật Giá", ["3|7|", "11|6|"]),
    ("điểm b khoản 1, điểm a, c khoản 2 Điều 9 Luật Giá", ["9|1|b", "9|2|a c"]),
    ("điểm a khoản 1 và khoản 2 Điều 9 Luật Giá", ["9|1|a", "9|2|"]),
    ("khoản 1 Điều 40 và Điều 41 Luật Giá", ["40|1|", "41||"]),
    ("Luật Giá (khoản 1 Điều 40; khoản 3 Điều 41)", ["40|1|", "41|3|"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_provisions_in_a_row_are_each_a_reference(text: str, expected: list[str]) -> None:
    found = find(text)
    assert [f"{r.article}|{r.clause or ''}|{' '.join(r.points)}" for r in found] == expected
    assert {r.title for r in found} == {"Luật Giá"}
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert (found[0].start, found[-1].end) == (0, len(text))


def test_several_acts_in_a_row() -> None:
    assert printed("Luật số 16/2023/QH15, Luật số 31/2024/QH15") == ["Luật số 16/2023/QH15", "Luật số 31/2024/QH15"]
    listed = find("các Nghị định số 10/2020/NĐ-CP, số 11/2021/NĐ-CP và 12/2022/NĐ-CP")
    assert [(r.code, r.type) for r in listed] == [
        ("10/2020/NĐ-CP", "nghị định"),
        ("11/2021/NĐ-CP", "nghị định"),
        ("12/2022/NĐ-CP", "nghị định"),
    ]
    assert [r.type for r in find("Luật số 16/2023/QH15 và số 31/2024/QH15")] == ["luật", "luật"]
    joined = "Công văn số 31/BTTTT-CTS của Bộ Thông tin và Truyền thông và Công văn số 8/UBND-TH của UBND tỉnh"
    assert [r.issuer for r in find(joined)] == ["Bộ Thông tin và Truyền thông", "UBND tỉnh"]


def test_numbers_of_a_list_share_the_sign_of_the_last() -> None:
    text = "thực hiện các Nghị định 87,88,31/CP và Chỉ thị 814/TTg"
    assert codes(text) == ["87/CP", "88/CP", "31/CP", "814/TTg"]
    assert printed(text) == ["Nghị định 87", "88", "31/CP", "Chỉ thị 814/TTg"]
    assert codes("Quyết định số 12, 13 và 14/2005/QĐ-UB") == ["12/2005/QĐ-UB", "13/2005/QĐ-UB", "14/2005/QĐ-UB"]
    assert codes("giao 5, 6 và 7/QĐ-UBND") == ["7/QĐ-UBND"]


def test_an_act_in_the_title_of_another_is_reported_too() -> None:
    text = "Nghị định số 107/2020/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP"
    assert [(r.code, r.role) for r in find(text)] == [("107/2020/NĐ-CP", "cites"), ("24/2014/NĐ-CP", "amends")]

    text = "Luật Sửa đổi, bổ sung một số điều của Luật Giá và Luật Đấu thầu ngày 25/11/2019;"
    outer, price, tender = find(text)
    assert (text[outer.start : outer.end], outer.date) == (text[:-1], "2019-11-25")
    assert [(r.title, r.role, r.date) for r in (price, tender)] == [
        ("Luật Giá", "amends", None),
        ("Luật Đấu thầu", "amends", None),
    ]
    assert outer.start < price.start < tender.end < outer.end


def test_the_last_number_of_an_amending_law_is_its_own_unless_known_otherwise() -> None:
    head = "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số "
    assert codes(head + "62/2020/QH14") == ["62/2020/QH14", None]
    assert codes(head + "50/2014/QH13") == [None, "50/2014/QH13"]
    listed = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Vũ trụ số 1/2031/QH17"
    assert codes(listed) == [None, "31/2024/QH15", "1/2031/QH17"]


ROLES = [
    ("Quyết định này thay thế {}.", "replaces"),
    ("Bãi bỏ {} kể từ ngày ký.", "replaces"),
    ("{} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "replaces"),
    ("Các văn bản sau đây hết hiệu lực: {};", "replaces"),
    ("Thay thế Nghị quyết số 1/2019/NQ-HĐND quy định mức phí; {} quy định mức thu.", "replaces"),
    ("Sửa đổi, bổ sung một số điều của {} như sau:", "amends"),
    ("Bổ sung khoản 3 vào sau khoản 2 Điều 4 {} như sau:", "amends"),
    ("Bãi bỏ điểm b khoản 1 Điều 2 {}.", "amends"),
    ("Bãi bỏ một số điều của {}.", "amends"),
    ("Thay thế cụm từ “sở” bằng cụm từ “Sở” tại {}.", "amends"),
    ("(Ban hành kèm theo {})", "attached_to"),
    ("Kèm theo {}", "attached_to"),
    ("theo Quy chế ban hành kèm theo {}", "cites"),
    ("Luật Giá được sửa đổi, bổ sung bởi {};", "cites"),
    ("đã được thay thế bằng {}", "cites"),
    ("cấp, sửa đổi, bổ sung giấy phép theo quy định tại {}", "cites"),
    ("bổ sung vào danh mục quy định tại {}", "cites"),
    ("thực hiện {}", "cites"),
]


@pytest.mark.parametrize(("sentence", "role"), ROLES)
@pytest.mark.parametrize("act", ["Nghị quyết số 9/2020/NQ-HĐND", "Luật Vũ trụ"])
def test_roles(sentence: str, role: str, act: str) -> None:
    text = sentence.format(act)
    found = [reference for reference in find(text) if text[reference.start : reference.end].endswith(act)]
    assert [reference.role for reference in found] == [role]


@pytest.mark.parametrize("row", table("doc_types"), ids=lambda row: row["name"])
def test_every_document_type_is_recognised(row: dict[str, str]) -> None:
    name, code = row["name"], row["abbreviation"]
    if name == "Hiến pháp":
        assert only("theo Hiến pháp năm 2013").type == "hiến pháp"
        return
    reference = only(f"theo {name} số 12/UBND-VX ngày 01/02/2024")
    assert (reference.type, reference.start) == (name.lower(), 5)
    if code:
        assert only(f"theo 12/{code}-UBND ngày 01/02/2024").type == name.lower()


@pytest.mark.parametrize("row", table("laws"), ids=lambda row: f"{row['name']} {row['number']}")
def test_every_law_is_recognised(row: dict[str, str]) -> None:
    name, number = row["name"], row["number"]
    assert printed(f"hướng dẫn {name} quy định về cấp phép") == [name]
    assert printed(f"hướng dẫn {name.lower()} và văn bản khác") == [name.lower()]
    if number:
        reference = only(f"Căn cứ {name} số {number};")
        assert (reference.title, reference.code) == (name, number)


@pytest.mark.parametrize("row", table("signs"), ids=lambda row: row["abbreviation"])
def test_every_agency_code_is_recognised(row: dict[str, str]) -> None:
    code, agency, level = row["abbreviation"], row["agency"], row["level"]
    assert only(f"theo 12/QĐ-{code} ngày 01/02/2024").issuer == (agency if level == "central" else None)
    if level != "unit":
        assert only(f"Quyết định số 12/QĐ-X9 của {agency} về việc họp").issuer == agency


def test_tables_have_no_empty_or_double_keys() -> None:
    types, signs, laws = table("doc_types"), table("signs"), table("laws")
    abbreviations = [row["abbreviation"].upper() for row in types if row["abbreviation"]]
    assert len(set(abbreviations)) == len(abbreviations)
    assert len({row["abbreviation"] for row in signs}) == len(signs)
    numbers = [row["number"] for row in laws if row["number"]]
    assert len(set(numbers)) == len(numbers)
    assert all(row["name"] and row["source"] for row in [*types, *laws])
    assert len({row["name"] for row in laws}) >= 150


WORDS = (
    "Luật|Luật |luật đất đai|Bộ luật Lao động|Luật sửa đổi, bổ sung một số điều của |pháp | số |Số: "
    "|12/QĐ-UBND|1/|2020/|QĐ-|TTg|18-NQ/TW|80/2015/QH13| ngày 31/02/2020| ngày 4 tháng 4 năm 2014| của "
    "|Chính phủ|Sở Nội vụ|Bộ trưởng |Ủy ban nhân dân| tỉnh|Đề án |Nghị định|điểm a |khoản 1 |Điều 5 |các "
    "| và |, |; |. |(|)|thay thế |bãi bỏ |sửa đổi, bổ sung |hết hiệu lực|kèm theo |này|İ|ẞ|hoà|\u0300"
    "|Hội nghị lần thứ "
)
FRAGMENTS = WORDS.split("|")
anything = st.text() | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)


@given(anything)
@example("Quyết định số 1/QĐ-UBND của UBND tỉnh Đề án số 2/ĐA-UBND")
@example("Quyết định số 1/QĐ-UBND của Ủy ban luật đất đai")
def test_any_text_gives_sorted_references_that_do_not_cross(text: str) -> None:
    found = find(text)
    assert found == find(text)
    assert [(r.start, -r.end) for r in found] == sorted((r.start, -r.end) for r in found)
    for reference in found:
        assert 0 <= reference.start < reference.end <= len(text)
        assert reference.code is None or reference.code in "".join(text.split())
        assert reference.role in ("replaces", "amends", "cites", "attached_to")
    for i, inner in enumerate(found):
        for outer in found[:i]:
            nested = outer.start <= inner.start and inner.end <= outer.end and outer.title is not None
            assert outer.end <= inner.start or nested, text
