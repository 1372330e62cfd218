"""Whose a list of duties is: the unit that its words mean, by any of the names that the document has for it.

One row of a table is one phenomenon: a few lines of text, and the holders that a user reads off its duties.
"""

from textwrap import dedent

import pytest
from decision import extract

from nhiemvu.names.frames import before_verb

HEADER = """\
ỦY BAN NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAI CHÂU               Độc lập - Tự do - Hạnh phúc
Số: 41/QĐ-UBND              Lai Châu, ngày 06 tháng 5 năm 2024
QUYẾT ĐỊNH
{title}
ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
"""


def holders(title: str, text: str) -> list[str]:
    """The holders of the duties, in text order, each once."""
    document = extract(HEADER.format(title=title) + dedent(text))
    names = {unit["id"]: unit["name"] for unit in document["units"]}
    return list(dict.fromkeys(names[duty["holder"]] for duty in document["duties"]))


TEAM = "Quy định chức năng, nhiệm vụ của Đội trật tự chợ 27"
DEFINED = {
    "a short form with words of its own is the name that the document uses": (
        TEAM,
        """\
        Điều 1. Quyết định này quy định chức năng, nhiệm vụ của Đội Trật tự về việc chợ (sau đây gọi tắt là Đội chợ 27).
        Điều 2. Nhiệm vụ
        1. Kiểm tra các sạp.
        2. Lập biên bản.
        Điều 3. Đội chợ 27 có các quyền hạn sau:
        1. Đề nghị đóng sạp.
        2. Kiểm tra ban đêm.
        """,
        ["Đội chợ 27"],
    ),
    "a short form that is the beginning of the name": (
        "Quy định chức năng, nhiệm vụ của Ban Quản lý Chợ đêm Sìn Hồ",
        """\
        Điều 1. Ban Quản lý Chợ đêm Sìn Hồ (sau đây gọi tắt là Ban Quản lý) là đơn vị sự nghiệp thuộc tỉnh.
        Điều 2. Nhiệm vụ của Ban Quản lý
        1. Kiểm tra các sạp.
        2. Lập biên bản.
        """,
        ["Ban Quản lý Chợ đêm Sìn Hồ"],
    ),
    "a short form made of first letters": (
        "Quy định về việc chợ đêm",
        """\
        Điều 1. Quyết định này nói về người coi chợ (NCC) và công tác trợ giúp bán hàng (TGBH).
        Điều 2. Trách nhiệm của TGBH
        TGBH có trách nhiệm:
        1. Kiểm tra các sạp.
        2. Lập biên bản.
        """,
        ["Trợ giúp bán hàng"],
    ),
    "the name with the document's own province": (
        "Quy định chức năng, nhiệm vụ của Quỹ Chợ đêm",
        """\
        Điều 1. Nhiệm vụ của Quỹ Chợ đêm
        1. Cho vay vốn.
        2. Lập sổ thu chi.
        Điều 2. Quyền hạn của Quỹ Chợ đêm tỉnh Lai Châu
        1. Kiểm tra người vay.
        2. Đề nghị trả nợ.
        """,
        ["Quỹ Chợ đêm"],
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), DEFINED.values(), ids=DEFINED)
def test_one_body_is_one_holder(title: str, text: str, expected: list[str]) -> None:
    assert holders(title, text) == expected


SEATS = {
    "a seat": "Ủy viên Ban Chỉ đạo",
    "a member": "Thành viên Hội đồng",
    "the head of a group": "Tổ trưởng",
    "a clerk": "Thư ký Hội đồng",
    "in other letters": "Phó trưởng phòng",
    "with a second capital": "Chi cục Trưởng",
}


@pytest.mark.parametrize("holder", SEATS.values(), ids=SEATS)
def test_posts_and_seats_hold_duties(holder: str) -> None:
    text = f"Điều 1. {holder} có nhiệm vụ sau:\n1. Kiểm tra các sạp.\n2. Lập biên bản.\n"
    document = extract(HEADER.format(title="Về việc giữ chợ") + text)
    assert [(unit["name"], unit["type"]) for unit in document["units"]] == [(holder, "post")]
    assert {duty["holder"] for duty in document["duties"]} == {document["units"][0]["id"]}


def test_a_bare_title_is_the_one_post_of_that_body() -> None:
    text = """\
    Điều 1. Cơ cấu tổ chức
    1. Giám đốc Quỹ là người đứng đầu Quỹ.
    Điều 2. Nhiệm vụ của Giám đốc
    1. Kiểm tra sổ.
    2. Lập kế hoạch.
    """
    assert holders("Quy định chức năng, nhiệm vụ của Quỹ Chợ đêm", text) == ["Giám đốc Quỹ"]


BEFORE_VERBS = {
    "behind a level": ("Ủy ban nhân dân tỉnh triển khai các việc sau:", "Ủy ban nhân dân tỉnh"),
    "behind a body that is known": ("Bộ Tài chính chỉ đạo các việc sau:", "Bộ Tài chính"),
    "behind a post and its body": ("Giám đốc Sở Tài chính chỉ đạo các việc sau:", "Giám đốc Sở Tài chính"),
    "a verb of the name": ("Trung tâm Phục vụ đăng ký chợ", "Trung tâm Phục vụ đăng ký chợ"),
    "a task of the name": ("Ban Chỉ đạo thực hiện Đề án chợ", "Ban Chỉ đạo thực hiện Đề án chợ"),
}


@pytest.mark.parametrize(("words", "name"), BEFORE_VERBS.values(), ids=BEFORE_VERBS)
def test_a_name_ends_before_the_verb_of_its_sentence(words: str, name: str) -> None:
    assert before_verb(words) == name


def test_a_pure_heading_is_of_those_whom_the_sentence_before_it_speaks_of() -> None:
    text = """\
    Điều 1. Nơi bán hàng
    Các đơn vị đào tạo phải có thủ kho.
    Trách nhiệm:
    a) Kiểm tra các sạp;
    b) Lập biên bản.
    """
    assert holders("Quy định về việc chợ đêm", text) == ["Các đơn vị đào tạo"]


LEVELS = {
    "committees of two levels are two": (
        """\
        Điều 1. Trách nhiệm của Ủy ban nhân dân cấp xã
        1. Kiểm tra các sạp.
        2. Lập biên bản.
        Điều 2. Trách nhiệm của Ủy ban nhân dân tỉnh Lai Châu
        1. Kiểm tra chợ lớn.
        2. Lập kế hoạch.
        """,
        ["Ủy ban nhân dân cấp xã", "Ủy ban nhân dân tỉnh Lai Châu"],
    ),
    "a station of one level is one": (
        """\
        Điều 1. Trách nhiệm của Trạm Y tế xã, phường
        1. Kiểm tra các sạp.
        2. Lập biên bản.
        Điều 2. Trách nhiệm của Trạm Y tế cấp xã
        1. Kiểm tra chợ lớn.
        2. Lập kế hoạch.
        """,
        ["Trạm Y tế xã, phường"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LEVELS.values(), ids=LEVELS)
def test_levels_tell_bodies_apart(text: str, expected: list[str]) -> None:
    assert holders("Quy định về chợ", text) == expected
