"""Full names that need the whole document: its province, its issuer, its units, what it says of names.

One row of a table is one phenomenon: a head, the text below it, and the full forms of some names in it.
"""

import pytest
from decision import extract

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def head(upper: str, lower: str, code: str, place: str, year: int = 2024) -> str:
    """A letterhead of two agencies, and the title of a decision."""
    dated = f"{place}, ngày 09 tháng 7 năm {year}"
    return f"{upper}      {NATION}\n{lower}      {MOTTO}\nSố: {code}      {dated}\n\nQUYẾT ĐỊNH\nVề việc trồng rau\n\n"


SO = head("UBND TỈNH LÂM ĐỒNG", "SỞ CÔNG THƯƠNG", "15/QĐ-SCT", "Lâm Đồng")
UBND = head("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG", "15/QĐ-UBND", "Lâm Đồng")
CENTRE = head("BỘ Y TẾ", "-------", "15/QĐ-BYT", "Hà Nội")


def full(text: str) -> dict[str, str]:
    """The full form of each name in a document; the last where a name has several."""
    return {mention["text"]: mention["canonical"] for mention in extract(text)["mentions"]}


# ---- the province

PROVINCES = {
    "the letterhead": (UBND, "Lâm Đồng"),
    "in small letters": (
        "Quyết định về trồng rau sạch\nỦy ban nhân dân tỉnh lâm đồng\nCăn cứ Luật Trồng trọt;\n",
        "Lâm Đồng",
    ),
    "a city in small letters": (
        "Quyết định về trồng rau sạch\nỦy ban nhân dân thành phố hồ chí minh\nCăn cứ Luật Trồng trọt;\n",
        "Hồ Chí Minh",
    ),
    "an act that it rests on": (
        "Quyết định về trồng rau sạch\nỦy ban nhân dân tỉnh\n"
        "Căn cứ Quyết định số 8/2004/QĐ-UB của Ủy ban nhân dân tỉnh Lâm Đồng;\n",
        "Lâm Đồng",
    ),
    "the place beside the date": (head("SỞ Y TẾ", "CHI CỤC DÂN SỐ", "15/QĐ-CCDS", "Lâm Đồng"), "Lâm Đồng"),
    "the text, where nobody is named above it": (
        "GIỚI THIỆU\nSở Y tế là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh Lâm Đồng.\n",
        "Lâm Đồng",
    ),
    "a command of a ministry in a province": (
        head("BỘ QUỐC PHÒNG", "BỘ CHỈ HUY QUÂN SỰ TỈNH LÂM ĐỒNG", "15/QĐ-BCH", "Lâm Đồng"),
        "Lâm Đồng",
    ),
    "none: a ministry in Hà Nội": (CENTRE, None),
    "none: an office of the Government": (head("VĂN PHÒNG CHÍNH PHỦ", "-------", "15/QĐ-VPCP", "Hà Nội"), None),
    "none: a bureau of a ministry": (head("BỘ TÀI CHÍNH", "CỤC THUẾ", "15/QĐ-CT", "Hà Nội"), None),
    "none: a university": (head("BỘ XÂY DỰNG", "TRƯỜNG ĐẠI HỌC XÂY DỰNG", "15/QĐ-ĐHXD", "Hà Nội"), None),
    "none: a commune of a former province's name": (
        head("ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH", "15/2025/QĐ-UBND", "Hòa Bình", 2025),
        None,
    ),
    "none: a text about all provinces": (
        "HỎI ĐÁP\nCác tỉnh trồng rau thế nào?\nỦy ban nhân dân cấp tỉnh trồng rau trên cả nước, "
        "như Ủy ban nhân dân tỉnh Lâm Đồng.\n",
        None,
    ),
    "none: a text about two": (
        "HỎI ĐÁP\nỦy ban nhân dân tỉnh Lâm Đồng và Ủy ban nhân dân tỉnh Sơn La trồng rau thế nào?\n",
        None,
    ),
}


@pytest.mark.parametrize(("text", "province"), PROVINCES.values(), ids=PROVINCES)
def test_the_province_of_a_document(text: str, province: str | None) -> None:
    assert extract(f"{text}Điều 1. Trồng rau\n1. Trồng rau sạch trong vườn.\n")["metadata"]["province"] == province


ISSUERS = {
    "a name in small letters": ("Ủy ban nhân dân tỉnh lâm đồng", "Ủy ban nhân dân tỉnh Lâm Đồng"),
    "a session behind a council": ("Hội đồng nhân dân tỉnh lâm đồng khóa vii", "Hội đồng nhân dân tỉnh Lâm Đồng"),
    "a minister is his ministry": ("Bộ trưởng bộ công thương", "Bộ Công Thương"),
    "the auditor general": ("Tổng kiểm toán nhà nước", "Kiểm toán nhà nước"),
    "a district": ("Ủy ban nhân dân quận 3", "Ủy ban nhân dân quận 3"),
    "the bank, in short": ("Thống đốc ngân hàng nhà nước", "Ngân hàng Nhà nước Việt Nam"),
}


@pytest.mark.parametrize(("authority", "issuer"), ISSUERS.values(), ids=ISSUERS)
def test_an_authority_in_small_letters(authority: str, issuer: str) -> None:
    text = f"Quyết định về trồng rau sạch\n{authority}\nCăn cứ Luật Trồng trọt;\nĐiều 1. Trồng rau\n1. Trồng rau.\n"
    assert extract(text)["metadata"]["issuer"] == issuer


# ---- names in a document

DUTIES = "Điều 1. {unit}\n1. Chức năng: lo việc rau.\n2. Nhiệm vụ và quyền hạn:\n"
FUND = """\
Điều 1. Quỹ Rau sạch tỉnh Lâm Đồng
Quỹ Rau sạch tỉnh Lâm Đồng là tổ chức tài chính nhà nước thuộc Sở Y tế.
Điều 2. Hội đồng Quản lý Quỹ
1. Hội đồng Quản lý Quỹ có nhiệm vụ, quyền hạn:
a) Sổ của Ban Kiểm soát.
b) Sổ của Hội đồng.
Điều 3. Ban Kiểm soát Quỹ
1. Ban Kiểm soát Quỹ có nhiệm vụ, quyền hạn:
a) Sổ của Hội đồng Quản lý.
"""

IN_DOCUMENTS = {
    "the owner of an inner body is not its sibling": (
        UBND + FUND,
        {
            "Ban Kiểm soát": "Ban Kiểm soát Quỹ Rau sạch tỉnh Lâm Đồng",
            "Hội đồng Quản lý": "Hội đồng Quản lý Quỹ Rau sạch tỉnh Lâm Đồng",
            "Hội đồng": "Hội đồng Quản lý Quỹ Rau sạch tỉnh Lâm Đồng",
        },
    ),
    "a part that the text says to be of another": (
        CENTRE + DUTIES.format(unit="Phòng Rau sạch") + "a) Sổ của Phòng Tem thư thuộc Vụ Vườn rau.\n"
        "b) Gửi Phòng Tem thư.\n",
        {"Phòng Tem thư": "Phòng Tem thư Vụ Vườn rau Bộ Y tế", "Vụ Vườn rau": "Vụ Vườn rau Bộ Y tế"},
    ),
    "a bare title is of the nearest body that it may lead": (
        SO + DUTIES.format(unit="Phòng Rau sạch") + "a) Giúp Trưởng phòng; trình Giám đốc.\n",
        {
            "Trưởng phòng": "Trưởng phòng Phòng Rau sạch Sở Công Thương tỉnh Lâm Đồng",
            "Giám đốc": "Giám đốc Sở Công Thương tỉnh Lâm Đồng",
        },
    ),
    "two titles, two bodies": (
        CENTRE + DUTIES.format(unit="Vụ Vườn rau") + "a) Trình Vụ trưởng, lãnh đạo Bộ, Bộ trưởng.\n",
        {
            "Vụ trưởng": "Vụ trưởng Vụ Vườn rau Bộ Y tế",
            "lãnh đạo Bộ": "Lãnh đạo Bộ Y tế",
            "Bộ trưởng": "Bộ trưởng Bộ Y tế",
        },
    ),
    "all ministers": (
        CENTRE + DUTIES.format(unit="Vụ Vườn rau") + "a) Gửi Bộ trưởng, Thủ trưởng cơ quan ngang bộ.\n",
        {"Bộ trưởng": "Bộ trưởng"},
    ),
    "bodies of another level": (
        UBND + DUTIES.format(unit="Sở Y tế") + "a) Gửi Trạm Y tế cấp xã; Trung tâm Y tế các huyện, thị xã.\n"
        "b) Gửi Bệnh viện Mắt huyện Di Linh.\n",
        {
            "Trạm Y tế cấp xã": "Trạm Y tế (cấp xã)",
            "Trung tâm Y tế các huyện, thị xã": "Trung tâm Y tế (cấp huyện)",
            "Bệnh viện Mắt huyện Di Linh": "Bệnh viện Mắt huyện Di Linh",
        },
    ),
    "a level behind a list of councils": (
        CENTRE
        + DUTIES.format(unit="Vụ Vườn rau")
        + "a) Dự họp của Hội đồng nhân dân và của Ủy ban nhân dân cấp tỉnh.\n",
        {"Hội đồng nhân dân": "Hội đồng nhân dân cấp tỉnh"},
    ),
    "a short form with more of the name before it": (
        CENTRE + "Điều 1. Ban Chỉ đạo Quốc gia về Rau sạch (gọi tắt là Ban Chỉ đạo) do Thủ tướng lập.\n"
        "Điều 2. Nhiệm vụ của Vụ Vườn rau\n1. Sổ của Ban Chỉ đạo.\n2. Giúp Trưởng Ban Chỉ đạo.\n",
        {"Ban Chỉ đạo": "Ban Chỉ đạo Quốc gia về Rau sạch"},
    ),
    "a short form that is a name stays": (
        UBND + "Điều 1. Đội kiểm tra liên ngành về rau sạch (sau đây gọi tắt là Đội kiểm tra 12) do tỉnh lập.\n"
        "Điều 2. Nhiệm vụ của Sở Y tế\n1. Giúp Đội kiểm tra 12.\n",
        {"Đội kiểm tra 12": "Đội kiểm tra 12 tỉnh Lâm Đồng"},
    ),
    "a class by a short form": (
        CENTRE + "Điều 1. Nghị định này nói về bộ, cơ quan ngang bộ (sau đây gọi chung là bộ).\n"
        "Điều 2. Nhiệm vụ của Vụ Vườn rau\n1. Gửi sổ của bộ.\n",
        {"bộ": "các bộ"},
    ),
    "a name with a place of its own that the text tells": (
        UBND + DUTIES.format(unit="Sở Y tế") + "a) Gửi Trung tâm Bảo tồn rau Di Linh; phường Di Linh.\n",
        {"Trung tâm Bảo tồn rau Di Linh": "Trung tâm Bảo tồn rau Di Linh"},
    ),
    "a room of a district however its fields are joined": (
        SO + DUTIES.format(unit="Phòng Rau sạch") + "a) Gửi phòng Văn hóa thông tin.\n",
        {"phòng Văn hóa thông tin": "phòng Văn hóa thông tin (cấp huyện)"},
    ),
    "words in short": (
        UBND + DUTIES.format(unit="Sở Y tế") + "a) Gửi Chi cục Dân số - KHHGĐ.\n",
        {"Chi cục Dân số - KHHGĐ": "Chi cục Dân số - Kế hoạch hóa gia đình tỉnh Lâm Đồng"},
    ),
    "a centre of a university": (
        head("BỘ XÂY DỰNG", "TRƯỜNG ĐẠI HỌC XÂY DỰNG", "15/QĐ-ĐHXD", "Hà Nội")
        + DUTIES.format(unit="Phòng Rau sạch")
        + "a) Gửi Trung tâm Ngoại ngữ; trình Hiệu trưởng.\n",
        {
            "Trung tâm Ngoại ngữ": "Trung tâm Ngoại ngữ Trường đại học xây dựng",
            "Hiệu trưởng": "Hiệu trưởng Trường đại học xây dựng",
        },
    ),
    "in a commune's own text": (
        head("ỦY BAN NHÂN DÂN", "XÃ MÔN SƠN", "15/2025/QĐ-UBND", "Môn Sơn", 2025)
        + DUTIES.format(unit="Phòng Kinh tế")
        + "a) Trình Ủy ban nhân dân xã; giúp Chủ tịch Ủy ban nhân dân.\nb) Gửi Ủy ban nhân dân phường Nam Định.\n"
        "c) Sổ của Phòng.\n",
        {
            "Ủy ban nhân dân xã": "Ủy ban nhân dân xã Môn Sơn",
            "Chủ tịch Ủy ban nhân dân": "Chủ tịch Ủy ban nhân dân xã Môn Sơn",
            "Ủy ban nhân dân phường Nam Định": "Ủy ban nhân dân phường Nam Định",
            "Phòng": "Phòng Kinh tế xã Môn Sơn",
        },
    ),
    "a council of the commune in a passage of its committee": (
        UBND + "Điều 1. Nhiệm vụ của Ủy ban nhân dân cấp xã\n1. Trình Hội đồng nhân dân cùng cấp một con tem.\n",
        {"Hội đồng nhân dân cùng cấp": "Hội đồng nhân dân cấp xã thuộc tỉnh Lâm Đồng"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), IN_DOCUMENTS.values(), ids=IN_DOCUMENTS)
def test_names_in_a_document(text: str, expected: dict[str, str]) -> None:
    found = full(text)
    assert {name: (found.get(name) or "").casefold() for name in expected} == {
        name: canonical.casefold() for name, canonical in expected.items()
    }
