"""Whose a list of duties is: the unit that its words mean, by any of the names that the document has for it.

One row of a table is one phenomenon: a few lines of text, and the holders that a user reads off its duties.
"""

from textwrap import dedent

import pytest
from decision import extract

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
