"""Units and their staff: who a text regulates, what it consists of, how many people it has.

One row of a table is one phenomenon: a few lines of text, and what a user reads off the units.
"""

from textwrap import dedent

import pytest
from decision import extract

HEADER = """\
UBND TỈNH LAI CHÂU          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG              Độc lập - Tự do - Hạnh phúc
Số: 41/QĐ-SCT               Lai Châu, ngày 06 tháng 5 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của các phòng thuộc Sở Công Thương
GIÁM ĐỐC SỞ CÔNG THƯƠNG
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
"""
# The subject of a text whose later passages have no heading of a unit.
SUBJECT = """\
Điều 1. Vị trí và chức năng
Sở Công Thương là cơ quan chuyên môn của tỉnh, lo việc chợ và việc điện.
Điều 2. Cơ cấu tổ chức
"""
# A plan: what is today, then what is proposed; without a header, as such plans go round.
PLAN = """\
ĐỀ ÁN
SẮP XẾP CÁC PHÒNG CỦA SỞ DU LỊCH TỈNH LÀO CAI
PHẦN I
HIỆN TRẠNG
I. {body}
1. Chức năng
Sở Du lịch là cơ quan chuyên môn của tỉnh, chăm lo khách đến và cảnh quan.
2. Cơ cấu tổ chức
- 02 phòng: Văn phòng Sở; Phòng Lữ hành.
PHẦN II
PHƯƠNG ÁN
I. Phương án sắp xếp các phòng
{then}
"""


def units(text: str) -> list[str]:
    """The units of a text, a line each: name | type | parent | status, and whether only listed."""
    return [
        f"{u['name']} | {u['type']} | {u['parent']} | {u['status']}" + " | listed" * u["listed"]
        for u in extract(text)["units"]
    ]


def structure(text: str) -> dict[str, list[str]]:
    """What each unit consists of, where the text says so."""
    return {u["name"]: u["structure"] for u in extract(text)["units"] if u["structure"]}


def staff(text: str) -> list[str]:
    """The staff of a text, a line each: unit (status): number and what is counted."""
    document = extract(text)
    printed = document["source"]["text"]
    lines = []
    for unit in document["units"]:
        for number in unit["staff"]:
            lines.append(f"{unit['name']} ({unit['status']}): {number['count']} {number['of']}")
            assert number["of"] in printed[slice(*number["span"])]
    return lines


SO = "Sở Công Thương tỉnh Lai Châu"
NAMED = {
    "headings over Chức năng and Nhiệm vụ": (
        """\
        Điều 1. Các đơn vị thuộc Sở làm những việc sau:
        1. Văn phòng
        1.1. Chức năng
        Lo công việc chung của cơ quan.
        1.2. Nhiệm vụ
        a) Lập lịch công tác tuần.
        b) Giữ con dấu của cơ quan.
        2. Phòng Quản lý năng lượng
        2.1. Chức năng: lo việc điện và xăng dầu.
        2.2. Nhiệm vụ:
        a) Thẩm định đề cương điện nông thôn.
        """,
        [f"Văn phòng | van_phong | {SO} | current", f"Phòng Quản lý năng lượng | phong | {SO} | current"],
    ),
    "articles as headings": (
        """\
        Điều 1. Thanh tra Sở
        1. Chức năng: giúp Giám đốc Sở về kiểm tra chợ.
        2. Nhiệm vụ:
        a) Lập biên bản.
        Điều 2. Trung tâm Khuyến công
        1. Nhiệm vụ:
        a) Mở lớp dạy nghề.
        """,
        [f"Thanh tra Sở | thanh_tra | {SO} | current", f"Trung tâm Khuyến công | trung_tam | {SO} | current"],
    ),
    "a sentence that says what the department is": (
        """\
        Điều 1. Vị trí và chức năng
        1. Sở Công Thương là cơ quan chuyên môn của tỉnh, lo việc chợ và việc điện.
        2. Sở Công Thương có con dấu và tài khoản riêng.
        """,
        ["Sở Công Thương | so | Ủy ban nhân dân tỉnh Lai Châu | current"],
    ),
    "a sentence with an alias in brackets": (
        """\
        Điều 1. Vị trí và chức năng
        Phòng Quản lý thương mại (sau đây gọi tắt là Phòng) là tổ chức của Sở, lo việc chợ.
        """,
        [f"Phòng Quản lý thương mại | phong | {SO} | current"],
    ),
    "a sentence that calls the department only Sở": (
        """\
        Điều 1. Vị trí và chức năng
        Sở là cơ quan chuyên môn của tỉnh, lo việc chợ và việc điện.
        Điều 2. Nhiệm vụ
        1. Kiểm tra các chợ hạng hai.
        """,
        ["Sở Công Thương | so | Ủy ban nhân dân tỉnh Lai Châu | current"],
    ),
    "a lead-in that defines a short name": (
        """\
        Điều 1. Phòng Quản lý thương mại thuộc Sở Công Thương (sau đây gọi tắt là Phòng):
        1. Chức năng: giúp Giám đốc Sở về chợ và siêu thị.
        2. Nhiệm vụ và quyền hạn:
        a) Cấp giấy phép bán lẻ rượu;
        b) Kiểm tra giá xăng dầu.
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        """,
        [f"Phòng Quản lý thương mại | phong | {SO} | current"],
    ),
    "holders of a post by name": (
        """\
        Điều 1. Nhiệm vụ của từng đồng chí trong Ban Giám đốc
        1. Đồng chí Lò Văn Inh, Giám đốc Sở
        - Chỉ đạo chung mọi mặt công tác.
        2. Ông Vàng A Khua, Phó Giám đốc Sở
        - Phụ trách việc điện.
        """,
        [
            f"Đồng chí Lò Văn Inh, Giám đốc Sở | post | {SO} | current",
            f"Ông Vàng A Khua, Phó Giám đốc Sở | post | {SO} | current",
        ],
    ),
    "posts without a name": (
        """\
        Điều 1. Nhiệm vụ của lãnh đạo phòng
        1. Trưởng phòng:
        a) Phân việc cho từng người;
        2. Phó Trưởng phòng:
        a) Thay Trưởng phòng khi vắng;
        """,
        [f"Trưởng phòng | post | {SO} | current", f"Phó Trưởng phòng | post | {SO} | current"],
    ),
    "every type by the first word of the name": (
        """\
        Điều 1. Nhiệm vụ của các đơn vị
        1. Chi cục Quản lý thị trường:
        a) Tuần tra các tuyến đường;
        2. Ban Quản lý chợ đầu mối:
        a) Thu phí chỗ ngồi;
        3. Hội đồng Sáng kiến:
        a) Chấm sáng kiến;
        4. Đội Kiểm tra lưu động:
        a) Đi chợ phiên;
        5. Tổ Xe:
        a) Rửa xe;
        6. Lãnh đạo Sở:
        a) Họp giao ban;
        """,
        [
            f"Chi cục Quản lý thị trường | chi_cuc | {SO} | current",
            f"Ban Quản lý chợ đầu mối | ban | {SO} | current",
            f"Hội đồng Sáng kiến | hoi_dong | {SO} | current",
            f"Đội Kiểm tra lưu động | doi | {SO} | current",
            f"Tổ Xe | other | {SO} | current",
            f"Lãnh đạo Sở | ban_giam_doc | {SO} | current",
        ],
    ),
    "acts that begin like a name are no units": (
        """\
        Điều 1. Nhiệm vụ của cơ quan
        1. Ban hành:
        a) Nội quy ra vào;
        2. Thanh tra, kiểm tra việc:
        a) Niêm yết giá;
        3. Phòng chống:
        a) Hàng giả;
        4. Phòng, chống:
        a) Cháy nổ ở chợ;
        5. Báo cáo:
        a) Kết quả tháng;
        6. Bộ máy giúp việc:
        a) Người giữ sổ;
        7. Tổ chức thực hiện:
        a) Hội chợ xuân;
        Điều 2. Tổ chức thực hiện
        1. Văn phòng theo dõi việc thi hành.
        """,
        [],
    ),
    "a unit that is only addressed is none": (
        """\
        Điều 1. Giao chỉ tiêu đào tạo thợ điện cho các lớp.
        Điều 2. Sở Tài chính, Kho bạc Nhà nước và các đơn vị có liên quan thi hành Quyết định này.
        """,
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_units_come_from_headings_and_sentences(text: str, expected: list[str]) -> None:
    assert units(HEADER + dedent(text)) == expected


def listed(name: str, kind: str, parent: str = "Sở Công Thương") -> str:
    return f"{name} | {kind} | {parent} | current | listed"


LISTED = {
    "a count, a colon, names between semicolons": (
        "1. 03 phòng: Văn phòng; Phòng Điện; Phòng Chợ.",
        [listed("Văn phòng", "van_phong"), listed("Phòng Điện", "phong"), listed("Phòng Chợ", "phong")],
    ),
    "a sentence with gồm": (
        "1. Sở có 02 phòng, gồm: Phòng Điện; Phòng Chợ.",
        [listed("Phòng Điện", "phong"), listed("Phòng Chợ", "phong")],
    ),
    "a sentence with có and a colon": (
        "1. Sở có 02 phòng: Phòng Điện; Phòng Chợ.",
        [listed("Phòng Điện", "phong"), listed("Phòng Chợ", "phong")],
    ),
    "bao gồm, with commas between the names": (
        "1. Các phòng chuyên môn bao gồm Phòng Điện, Phòng Chợ và Phòng Than.",
        [listed("Phòng Điện", "phong"), listed("Phòng Chợ", "phong"), listed("Phòng Than", "phong")],
    ),
    "one unit an item": (
        "1. Các phòng:\na) Văn phòng;\nb) Thanh tra;\nc) Phòng Điện.",
        [listed("Văn phòng", "van_phong"), listed("Thanh tra", "thanh_tra"), listed("Phòng Điện", "phong")],
    ),
    "one unit an item, by bullets": (
        "1. Các tổ chức của Sở gồm:\n- Văn phòng;\n- Phòng Điện;",
        [listed("Văn phòng", "van_phong"), listed("Phòng Điện", "phong")],
    ),
    "a name with commas and và is one unit": (
        "1. Các phòng:\na) Phòng Kế hoạch, Tài chính và Tổng hợp;\nb) Phòng Điện.",
        [listed("Phòng Kế hoạch, Tài chính và Tổng hợp", "phong"), listed("Phòng Điện", "phong")],
    ),
    "names with commas between semicolons": (
        "1. 02 phòng: Phòng Tổ chức, Hành chính; Phòng Chợ, Siêu thị và Hội chợ.",
        [listed("Phòng Tổ chức, Hành chính", "phong"), listed("Phòng Chợ, Siêu thị và Hội chợ", "phong")],
    ),
    "a single unit of another kind": (
        "1. 01 đơn vị sự nghiệp: Trung tâm Khuyến công.",
        [listed("Trung tâm Khuyến công", "trung_tam")],
    ),
    "a class without a count": (
        "1. Đơn vị trực thuộc: Trung tâm Khuyến công.",
        [listed("Trung tâm Khuyến công", "trung_tam")],
    ),
    "several units an item, within another unit": (
        "1. Hạt Kiểm lâm Sìn Hồ.\n2. Trạm Kiểm lâm Nậm Mạ, Trạm Kiểm lâm Pa Tần thuộc Hạt Kiểm lâm Sìn Hồ.",
        [
            listed("Hạt Kiểm lâm Sìn Hồ", "other"),
            listed("Trạm Kiểm lâm Nậm Mạ", "other", "Hạt Kiểm lâm Sìn Hồ"),
            listed("Trạm Kiểm lâm Pa Tần", "other", "Hạt Kiểm lâm Sìn Hồ"),
        ],
    ),
    "a name that ends like an act": (
        "1. Đội Kiểm lâm cơ động và Phòng cháy, chữa cháy rừng.\n2. Phòng Người có công.",
        [
            listed("Đội Kiểm lâm cơ động và Phòng cháy, chữa cháy rừng", "doi"),
            listed("Phòng Người có công", "phong"),
        ],
    ),
    "what the sentence goes on to say is no unit": (
        "1. 02 phòng: Phòng Điện; Phòng Chợ. Giám đốc Sở phân việc cho từng phòng.",
        [listed("Phòng Điện", "phong"), listed("Phòng Chợ", "phong")],
    ),
    "one of two names": (
        "1. Các đơn vị gồm có: Văn phòng hoặc Phòng Hành chính; Phòng Điện.",
        [listed("Văn phòng", "van_phong"), listed("Phòng Hành chính", "phong"), listed("Phòng Điện", "phong")],
    ),
    "lines that the print ran together": (
        "1. Các phòng gồm:\n- Phòng Hành chính Phòng Lưới điện Phòng Chợ\n- Phòng Than;",
        [
            listed("Phòng Hành chính", "phong"),
            listed("Phòng Lưới điện", "phong"),
            listed("Phòng Chợ", "phong"),
            listed("Phòng Than", "phong"),
        ],
    ),
    "one of several goes on in small letters": (
        "1. Bộ máy gồm có: Hội đồng Tư vấn, Tổ trực lưới điện và Phòng Chợ.",
        [listed("Hội đồng Tư vấn", "hoi_dong"), listed("Tổ trực lưới điện", "other"), listed("Phòng Chợ", "phong")],
    ),
    "a class and what is like it": ("1. Các tổ chức gồm:\na) Phòng và tương đương.", [listed("Phòng", "phong")]),
    "a verb inside a noun": (
        "1. Đơn vị trực thuộc:\na) Trung tâm Trợ giúp người bán hàng;\nb) Phòng Điện,",
        [listed("Trung tâm Trợ giúp người bán hàng", "trung_tam"), listed("Phòng Điện", "phong")],
    ),
    "one unit an item, in small letters": (
        "1. Các tổ của Sở gồm:\n- Tổ trực lưới điện;\n- Bộ phận nhận và trả thư;",
        [listed("Tổ trực lưới điện", "other"), listed("Bộ phận nhận và trả thư", "other")],
    ),
    "a class without a name is no unit": ("1. Các tổ chức gồm:\n- Phòng chuyên môn, nghiệp vụ.", []),
    "a sentence about a unit lists nothing": ("1. Văn phòng do Giám đốc Sở quyết định thành lập.", []),
}


@pytest.mark.parametrize(("text", "expected"), LISTED.values(), ids=LISTED)
def test_lists_of_structure_name_their_units(text: str, expected: list[str]) -> None:
    department, *found = units(HEADER + SUBJECT + text + "\n")
    assert department == "Sở Công Thương | so | Ủy ban nhân dân tỉnh Lai Châu | current"
    assert found == expected


def test_structure_names_what_a_unit_consists_of() -> None:
    text = "1. Lãnh đạo Sở: Giám đốc và 02 Phó Giám đốc.\n2. 02 phòng: Phòng Điện; Phòng Chợ.\n"
    assert structure(HEADER + SUBJECT + text) == {
        "Sở Công Thương": ["Lãnh đạo Sở", "Phòng Điện", "Phòng Chợ"],
        "Lãnh đạo Sở": ["Giám đốc", "Phó Giám đốc"],
    }


def test_a_sentence_and_its_items_tell_what_a_body_consists_of() -> None:
    text = (
        "Điều 1. Hệ thống\n1. Đội trật tự chợ gồm có 2 cấp.\n- Đội trật tự chợ cấp tỉnh.\n- Đội trật tự chợ cấp xã.\n"
    )
    assert structure(HEADER + text) == {"Đội trật tự chợ": ["Đội trật tự chợ cấp tỉnh", "Đội trật tự chợ cấp xã"]}


POSTS = {
    "a list that begins with a post": (
        "- Trưởng phòng, 02 Phó Trưởng phòng và chuyên viên.",
        ["Trưởng phòng", "Phó Trưởng phòng"],
    ),
    "a sentence with có, and a sentence after it": (
        "Phòng có Trưởng phòng, Phó Trưởng phòng và công chức. Giám đốc Sở phân bổ biên chế hàng năm.",
        ["Trưởng phòng", "Phó Trưởng phòng"],
    ),
    "a sentence with gồm that ends in a clause": (
        "Phòng gồm Trưởng phòng, các Phó Trưởng phòng và công chức giúp việc, do Giám đốc Sở bố trí.",
        ["Trưởng phòng", "Phó Trưởng phòng"],
    ),
    "a post is named once": (
        "Phòng có Trưởng phòng, người giúp việc cho Trưởng phòng và chuyên viên.",
        ["Trưởng phòng"],
    ),
    "rooms with their posts": (
        "- Phòng có 02 tổ: Tổ Điện; Tổ Chợ.",
        ["Tổ Điện", "Tổ Chợ"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), POSTS.values(), ids=POSTS)
def test_structure_of_a_room_names_its_posts(text: str, expected: list[str]) -> None:
    room = "Điều 1. Phòng Năng lượng\n1. Nhiệm vụ:\na) Đọc công tơ.\n2. Cơ cấu tổ chức:\n"
    assert structure(HEADER + room + text + "\n") == {"Phòng Năng lượng": expected}


def test_the_leaders_that_the_text_regulates_are_posts_of_their_own() -> None:
    text = (
        HEADER
        + SUBJECT
        + dedent("""\
        1. Lãnh đạo Sở: Sở có Giám đốc và 02 Phó Giám đốc.
        a) Giám đốc Sở là người đứng đầu, trông cả nhà.
        b) Phó Giám đốc Sở do Chủ tịch Ủy ban nhân dân tỉnh bổ nhiệm, trông từng kho.
        2. Các phòng: Văn phòng; Phòng Điện.
        """)
    )
    found = [(unit["name"], unit["parent"]) for unit in extract(text)["units"] if unit["type"] == "post"]
    assert found == [("Giám đốc Sở", "Sở Công Thương"), ("Phó Giám đốc Sở", "Sở Công Thương")]
    assert structure(text)["Sở Công Thương"] == ["Văn phòng", "Phòng Điện"]


LEADERS = {
    "a list of the leadership": (
        "1. Lãnh đạo Sở gồm: Giám đốc và các Phó Giám đốc.",
        ["Giám đốc", "Phó Giám đốc"],
    ),
    "with the accountant, behind a clause": (
        "1. Theo quy chế, Ban Giám đốc có Giám đốc, Phó Giám đốc và Kế toán trưởng.",
        ["Giám đốc", "Phó Giám đốc", "Kế toán trưởng"],
    ),
    "a heading with sentences below it": (
        """\
        1. Lãnh đạo Sở:
        a) Sở có Giám đốc và các Phó Giám đốc.
        b) Giám đốc Sở là người đứng đầu, trông cả nhà.
        c) Phó Giám đốc Sở do Chủ tịch Ủy ban nhân dân tỉnh bổ nhiệm, trông từng kho.
        """,
        ["Giám đốc Sở", "Phó Giám đốc Sở"],
    ),
    "a post with items of its own": (
        """\
        1. Giám đốc Sở là người đứng đầu, có các việc:
        a) giữ chìa khóa;
        b) trông kho.
        """,
        ["Giám đốc Sở"],
    ),
    "the leadership with numbers is a unit with staff": ("1. Lãnh đạo Sở: Giám đốc và 02 Phó Giám đốc.", []),
    "several people in one sentence are no post": (
        "1. Trưởng ban và các thành viên của tổ do Giám đốc Sở bổ nhiệm.",
        [],
    ),
    "what a room consists of": ("1. Phòng có Trưởng phòng, Phó Trưởng phòng và chuyên viên.", []),
}


@pytest.mark.parametrize(("text", "expected"), LEADERS.values(), ids=LEADERS)
def test_leaders_named_in_a_structure_are_posts(text: str, expected: list[str]) -> None:
    found = extract(HEADER + SUBJECT + dedent(text) + "\n")["units"]
    assert [unit["name"] for unit in found if unit["type"] == "post"] == expected
    assert {unit["parent"] for unit in found if unit["type"] == "post"} <= {"Sở Công Thương"}


CLASSES = {
    "a class of bodies and its kinds": (
        """\
        1. Các tổ chức gồm: Phòng và tương đương (sau đây gọi chung là phòng).
        2. Phòng là tổ chức thuộc Sở, lo việc chợ.
        a) Phòng loại 1 là tổ chức lo chợ lớn.
        """,
        ["Phòng | current", "Phòng loại 1 | current"],
    ),
    "of bodies with names of their own": (
        """\
        1. Các phòng: Phòng Điện; Phòng Chợ.
        2. Tổ Chợ là đơn vị ở xã, mỗi xã một tổ.
        """,
        ["Phòng Điện | current | listed", "Phòng Chợ | current | listed"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLASSES.values(), ids=CLASSES)
def test_what_a_structure_says_of_its_parts(text: str, expected: list[str]) -> None:
    found = [line.split(" | ") for line in units(HEADER + SUBJECT + dedent(text))[1:]]
    assert [" | ".join([name, *rest]) for name, _, _, *rest in found] == expected


SECTIONS = {
    "posts and parts below the heading of a unit are its own": (
        """\
        1. Cơ quan Điều hành
        a) Giám đốc Quỹ do Chủ tịch tỉnh bổ nhiệm.
        b) Các bộ phận:
        - Bộ phận Thu chi;
        - Bộ phận Thẩm định.
        """,
        ["Cơ quan Điều hành", "Giám đốc Quỹ", "Bộ phận Thu chi", "Bộ phận Thẩm định"],
    ),
    "a sentence about the unit names no other": (
        """\
        1. Hội đồng Tư vấn
        a) Hội đồng Tư vấn làm việc theo tuần, họp mỗi tháng một lần.
        b) Hội đồng họp khi cần.
        """,
        ["Hội đồng Tư vấn"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections_of_a_structure_stay_structure(text: str, expected: list[str]) -> None:
    found = units(HEADER + SUBJECT + dedent(text))[1:]
    assert [line.split(" | ")[0] for line in found] == expected


def test_a_branch_belongs_to_the_department_that_its_sentence_names() -> None:
    text = "Điều 1. Vị trí và chức năng\nChi cục Muối là tổ chức hành chính thuộc Sở Y tế, giữ kho.\n"
    (unit,) = extract(HEADER.replace("SỞ CÔNG THƯƠNG", "") + text)["units"]
    assert (unit["name"], unit["parent"].split(" tỉnh ")[0]) == ("Chi cục Muối", "Sở Y tế")


def test_a_unit_listed_first_and_regulated_later_is_one_unit() -> None:
    text = "1. 02 phòng: Phòng Điện; Phòng Chợ.\nĐiều 3. Phòng Điện\n1. Nhiệm vụ:\na) Thay cột gỗ.\n"
    assert units(HEADER + SUBJECT + text)[1:] == [
        "Phòng Điện | phong | Sở Công Thương | current",
        "Phòng Chợ | phong | Sở Công Thương | current | listed",
    ]


NAMES_OF_ONE = {
    "listed short, regulated with whose it is": ("Văn phòng", "Văn phòng Sở"),
    "listed with whose it is, regulated short": ("Văn phòng Sở", "Văn phòng"),
    "regulated with the whole name of the owner": ("Thanh tra", "Thanh tra Sở Công Thương"),
}


@pytest.mark.parametrize(("listed", "headed"), NAMES_OF_ONE.values(), ids=NAMES_OF_ONE)
def test_the_short_and_the_full_name_are_one_unit_with_the_full_name(listed: str, headed: str) -> None:
    text = f"1. 02 phòng: {listed}; Phòng Chợ.\nĐiều 3. {headed}\n1. Nhiệm vụ:\na) Giữ chìa khóa.\n"
    full = max(listed, headed, key=len)
    document = extract(HEADER + SUBJECT + text)
    assert [unit["name"] for unit in document["units"]] == ["Sở Công Thương", full, "Phòng Chợ"]
    assert structure(HEADER + SUBJECT + text)["Sở Công Thương"] == [full, "Phòng Chợ"]
    assert [duty["holder"] for duty in document["duties"]] == [document["units"][1]["id"]]


def test_function_statements_are_linked_to_their_unit() -> None:
    document = extract(HEADER + dedent(NAMED["headings over Chức năng and Nhiệm vụ"][0]))
    paths = {segment["id"]: segment["path"] for segment in document["segments"]}
    assert {unit["name"]: [paths[id_] for id_ in unit["functions"]] for unit in document["units"]} == {
        "Văn phòng": ["Điều 1/1/1.1/¶1"],
        "Phòng Quản lý năng lượng": ["Điều 1/2/2.1"],
    }


def test_a_unit_s_span_is_its_printed_name() -> None:
    document = extract(HEADER + SUBJECT + "1. 02 phòng: Phòng Kế hoạch,  Tài chính; Phòng Chợ.\n")
    printed = document["source"]["text"]
    assert [printed[slice(*unit["span"])] for unit in document["units"]] == [
        "Sở Công Thương",
        "Phòng Kế hoạch,  Tài chính",
        "Phòng Chợ",
    ]


# ---- plans: in force, and proposed


def plan(then: str, body: str = "Tình hình chung") -> str:
    """A plan whose second part is `then`, and whose first tells of today under the heading `body`."""
    return PLAN.format(body=body, then=then)


def test_a_plan_proposes_the_units_of_its_second_part() -> None:
    then = "1. Văn phòng Sở\n1.1. Chức năng:\nLo công việc chung.\n1.2. Nhiệm vụ:\na) Giữ con dấu.\n"
    assert units(plan(then)) == [
        "Sở Du lịch | so | Ủy ban nhân dân tỉnh Lào Cai | current",
        "Văn phòng Sở | van_phong | Sở Du lịch | current | listed",
        "Phòng Lữ hành | phong | Sở Du lịch | current | listed",
        "Văn phòng Sở | van_phong | Sở Du lịch | proposed",
        "Sở Du lịch | so | Ủy ban nhân dân tỉnh Lào Cai | proposed",
    ]


def test_a_heading_that_names_the_department_is_its_subject() -> None:
    then = "1. Văn phòng Sở\n1.1. Nhiệm vụ:\na) Giữ con dấu.\n"
    found = units(plan(then, body="Sở Du lịch tỉnh Lào Cai"))
    assert found[0].endswith(" | so | Ủy ban nhân dân tỉnh Lào Cai | current")
    assert found[-1].endswith(" | so | Ủy ban nhân dân tỉnh Lào Cai | proposed")


def test_a_decision_with_the_same_words_is_in_force() -> None:
    text = "Điều 1. Phương án sắp xếp các phòng\n1. Văn phòng Sở\n1.1. Nhiệm vụ:\na) Giữ con dấu.\n"
    assert units(HEADER + text) == [f"Văn phòng Sở | van_phong | {SO} | current"]


def test_a_plan_keeps_what_it_says_of_today_apart() -> None:
    then = """\
1. Về biên chế
Hiện nay số công chức được chia như sau:
- Văn phòng Sở: 09 biên chế.
2. Sau sắp xếp có các phòng sau:
2.1. Văn phòng Sở
a) Nhiệm vụ: giữ con dấu.
b) Phòng có 06 biên chế.
"""
    assert staff(plan(then)) == [
        "Văn phòng Sở (current): 9 biên chế",
        "Văn phòng Sở (proposed): 6 biên chế",
    ]


def test_a_misprinted_name_is_read_as_the_known_unit_and_reported() -> None:
    text = HEADER + SUBJECT + "- 02 phòng: Phòng Thông tin - Báo chí; Phòng Chợ.\n"
    text += "Điều 3. Biên chế\n- Phòng Thông in - Báo chí: 05 biên chế.\n"
    assert staff(text) == ["Phòng Thông tin - Báo chí (current): 5 biên chế"]
    notes = [note for note in extract(text)["diagnostics"] if note["code"] == "unit-misprint"]
    assert [text[slice(*note["span"])] for note in notes] == ["Phòng Thông in - Báo chí"]


# ---- staff

STAFFED = {
    "a figure behind a colon": ("- Tổng số biên chế công chức: 06.", ["6 biên chế công chức"]),
    "a figure without a full stop": ("- Số lượng người làm việc: 12", ["12 Số lượng người làm việc"]),
    "a figure before the noun": ("- Phòng có 07 công chức.", ["7 công chức"]),
    "a number in words": ("- Phòng có hai Phó Trưởng phòng.", ["2 Phó Trưởng phòng"]),
    "an article is no number": ("- Việc này do một công chức của Sở theo dõi.", []),
    "in brackets": ("- Trưởng phòng và các chuyên viên (05 biên chế).", ["5 biên chế"]),
    "a sum and its parts": (
        "- Biên chế được giao là 10 biên chế, gồm 08 công chức và 02 lao động hợp đồng.",
        ["10 biên chế", "8 công chức", "2 lao động hợp đồng"],
    ),
    "posts count as well": (
        "- Trưởng phòng, 01 Phó Trưởng phòng và chuyên viên.",
        ["1 Phó Trưởng phòng"],
    ),
    "the noun may go on": ("- Biên chế còn 04.", ["4 Biên chế"]),
    "a change is no number of staff": ("- Giảm 02 biên chế, sau đó tăng thêm 01 viên chức.", []),
    "a range is none": ("- Xin thêm từ 2 đến 3 biên chế công chức.", []),
    "a condition is none": ("- Phòng được lập khi có đủ 06 biên chế trở lên, tối thiểu 05 công chức.", []),
    "a ratio is none": ("- Mỗi phòng bố trí 06 biên chế; định mức 06 biên chế/phòng.", []),
    "a date is none": ("- Theo Quyết định ngày 01/02/2024 công chức được điều động.", []),
    "a decimal is none": ("- Bình quân 2,5 công chức một xã.", []),
    "members of a body": ("- Phòng gồm 03 người, trong đó có một thủ kho.", ["3 người"]),
    "a ceiling": ("- Phòng có không quá 04 thành viên thường trực.", ["4 thành viên"]),
    "people of another kind are none": ("- Phòng lo việc cho 30 người cao tuổi.", []),
    "a second number in words": (
        "- Phòng có một Trưởng phòng, hai Phó Trưởng phòng.",
        ["1 Trưởng phòng", "2 Phó Trưởng phòng"],
    ),
    "an article behind a comma is no number": ("- Khi đi vắng, một Phó Trưởng phòng trực thay.", []),
    "a norm by the size": ("- Phòng có từ 07 đến 09 biên chế được bố trí 01 cấp phó.", []),
    "a norm from a size on": ("- Nơi có 20 biên chế trở lên được thêm việc.", []),
    "an average is none": ("- Bố trí bình quân không quá 03 cấp phó.", []),
    "a step of a procedure is none": ("- Bước 3 Chuyên viên nhận thư.", []),
    "an age is none": ("- Công chức từ 18 tuổi, làm 40 giờ/tuần.", []),
}


@pytest.mark.parametrize(("text", "expected"), STAFFED.values(), ids=STAFFED)
def test_numbers_of_staff_of_a_room(text: str, expected: list[str]) -> None:
    room = "Điều 1. Phòng Năng lượng\n1. Nhiệm vụ:\na) Đọc 12 công tơ.\n2. Cơ cấu tổ chức và biên chế:\n"
    assert staff(HEADER + room + text + "\n") == [f"Phòng Năng lượng (current): {line}" for line in expected]


OWNED = {
    "the subject of the text": ("1. Sở có 25 biên chế.", ["Sở Công Thương: 25 biên chế"]),
    "the unit before the number": (
        "1. Văn phòng có 05 biên chế, Phòng Điện 04 biên chế.",
        ["Văn phòng: 5 biên chế", "Phòng Điện: 4 biên chế"],
    ),
    "the unit behind the number": ("1. Trong đó có 04 biên chế Phòng Điện.", ["Phòng Điện: 4 biên chế"]),
    "an item each": (
        "(1) Văn phòng: 05 biên chế, trong đó có 01 cấp trưởng.\n(2) Phòng Điện: 04 biên chế.",
        ["Văn phòng: 5 biên chế", "Văn phòng: 1 cấp trưởng", "Phòng Điện: 4 biên chế"],
    ),
    "the next sentence speaks of the subject again": (
        "1. Văn phòng có 05 biên chế. Cơ quan còn dùng 02 lao động hợp đồng.",
        ["Sở Công Thương: 2 lao động hợp đồng", "Văn phòng: 5 biên chế"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OWNED.values(), ids=OWNED)
def test_numbers_of_staff_go_to_the_unit_of_their_sentence(text: str, expected: list[str]) -> None:
    text = HEADER + SUBJECT + "1. 02 phòng: Văn phòng; Phòng Điện.\nĐiều 3. Biên chế\n" + text + "\n"
    assert [line.replace(" (current)", "") for line in staff(text)] == expected


def test_a_number_in_an_item_of_a_structure_is_of_the_unit_that_it_names() -> None:
    text = "Điều 2. Cơ cấu tổ chức của Sở Công Thương\n1. Văn phòng: 05 biên chế;\n2. Phòng Điện: 04 biên chế;\n"
    lines = staff(HEADER + SUBJECT.replace("Điều 2. Cơ cấu tổ chức\n", "") + text)
    assert lines == ["Văn phòng (current): 5 biên chế", "Phòng Điện (current): 4 biên chế"]


def test_a_norm_for_a_class_of_bodies_is_no_staff() -> None:
    text = "Điều 1. Cơ cấu tổ chức của chi cục\n1. Chi cục được bố trí không quá 02 cấp phó.\n"
    assert staff(HEADER + text) == []


def test_numbers_in_duties_are_no_staff() -> None:
    text = "Điều 1. Phòng Điện\n1. Nhiệm vụ:\na) Cử 02 công chức trực đêm.\nb) Thi tuyển 10 viên chức.\n"
    assert staff(HEADER + text) == []


def test_staff_without_any_unit_is_dropped_not_invented() -> None:
    document = extract(HEADER + "Điều 1. Giao 05 biên chế công chức cho kỳ thi tuyển sắp tới.\n")
    assert document["units"] == []
