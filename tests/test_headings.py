"""Passages of duties by what they are: whose they are, whatever the words of their heading.

One row is one phenomenon: the body of a decision, and its duties with their holders.
"""

from textwrap import dedent

import pytest
from decision import HEADER, extract

from nhiemvu.passages.heads import head


def held(body: str, header: str = HEADER) -> list[str]:
    """The duties, a line each: holder | path."""
    document = extract(header + dedent(body).strip("\n"))
    units = {unit["id"]: unit["name"] for unit in document["units"]}
    return [f"{units[duty['holder']]} | {duty['path']}" for duty in document["duties"]]


PASSAGES = {
    "a heading that names the holder": (
        """
        Điều 1. Nhiệm vụ, quyền hạn của Phòng Năng lượng
        1. Kiểm tra cây xăng.
        2. Lập sổ theo dõi.
        """,
        ["Phòng Năng lượng | Điều 1/1", "Phòng Năng lượng | Điều 1/2"],
    ),
    "a sentence that names the holder": (
        """
        Điều 1. Phòng Năng lượng có các nhiệm vụ sau:
        1. Kiểm tra cây xăng;
        2. Lập sổ theo dõi.
        Điều 2. Văn phòng có nhiệm vụ và quyền hạn sau đây:
        1. Quản lý con dấu.
        """,
        ["Phòng Năng lượng | Điều 1/1", "Phòng Năng lượng | Điều 1/2", "Văn phòng | Điều 2/1"],
    ),
    "posts": (
        """
        Điều 1. Nhiệm vụ, quyền hạn của Giám đốc Trung tâm
        1. Điều hành công việc hằng ngày.
        Điều 2. Nhiệm vụ, quyền hạn của Phó Giám đốc
        1. Giúp Giám đốc về kho tàng.
        """,
        ["Giám đốc Trung tâm | Điều 1/1", "Phó Giám đốc | Điều 2/1"],
    ),
    "people among whom the work is divided": (
        """
        Điều 1. Phân công nhiệm vụ của Lãnh đạo Sở như sau:
        1. Đồng chí Nguyễn Văn Mẫu, Giám đốc Sở:
        a) Chỉ đạo chung.
        2. Đồng chí Trần Thị Thử, Phó Giám đốc Sở:
        a) Phụ trách thương mại.
        """,
        [
            "Đồng chí Nguyễn Văn Mẫu, Giám đốc Sở | Điều 1/1/a",
            "Đồng chí Trần Thị Thử, Phó Giám đốc Sở | Điều 1/2/a",
        ],
    ),
    "bodies among whom the work is divided": (
        """
        PHẦN V. PHÂN CÔNG NHIỆM VỤ
        1. Sở Tài chính
        - Cân đối kinh phí hằng năm;
        2. Công an tỉnh
        - Bảo đảm an ninh tại lễ hội.
        """,
        ["Sở Tài chính | Phần V/1/-1", "Công an tỉnh | Phần V/2/-1"],
    ),
    "what a body answers for": (
        """
        Điều 1. Trách nhiệm của Phòng Năng lượng
        1. Lập sổ cây xăng.
        Điều 2. Trách nhiệm, quyền hạn của Ủy ban nhân dân cấp xã
        1. Nhắc chủ cây xăng.
        """,
        ["Phòng Năng lượng | Điều 1/1", "Ủy ban nhân dân cấp xã | Điều 2/1"],
    ),
    "what a head answers for; what is to be carried out is none": (
        """
        Điều 1. Trách nhiệm của Giám đốc Sở
        1. Chịu trách nhiệm trước tỉnh.
        Điều 2. Tổ chức thực hiện
        1. Trách nhiệm của Phòng Năng lượng
        a) Phổ biến quyết định này.
        """,
        ["Giám đốc Sở | Điều 1/1"],
    ),
    "powers handed down": (
        """
        Điều 1. Ủy quyền cho Giám đốc Sở Công Thương thực hiện thủ tục về cây xăng, cụ thể như sau:
        1. Cấp giấy phép cây xăng.
        """,
        ["Giám đốc Sở Công Thương | Điều 1/1"],
    ),
    "the body that is spoken of": (
        """
        Điều 1. Vị trí, chức năng của Trung tâm Khuyến công
        1. Trung tâm lo việc khuyến công.
        Điều 2. Nhiệm vụ, quyền hạn của Trung tâm
        1. Tư vấn cho cơ sở.
        Điều 3. Cơ cấu tổ chức
        1. Phòng Tư vấn.
        """,
        ["Trung tâm Khuyến công | Điều 2/1"],
    ),
    "letters, without a word of powers": (
        """
        A. CHỨC NĂNG
        Trung tâm Khuyến công là đơn vị sự nghiệp trực thuộc Sở Công Thương.
        B. NHIỆM VỤ
        1. Lập kế hoạch khuyến công.
        """,
        ["Trung tâm Khuyến công | B/1"],
    ),
    "a function statement that is a list": (
        """
        Điều 1. Vị trí và chức năng
        1. Trung tâm Khuyến công là đơn vị thuộc Sở Công Thương, có chức năng lo các việc:
        a) Khuyến công;
        b) Hội chợ.
        Điều 2. Nhiệm vụ và quyền hạn
        1. Tư vấn cho cơ sở.
        """,
        ["Trung tâm Khuyến công | Điều 2/1"],
    ),
    "a lead-in beside its items": (
        """
        Điều 1. Phòng Kế hoạch
        Phòng Kế hoạch có các nhiệm vụ sau:
        1. Lập kế hoạch công tác năm.
        Điều 2. Thành lập Nhóm giúp việc.
        Nhóm giúp việc có nhiệm vụ:
        - Ghi biên bản;
        """,
        ["Phòng Kế hoạch | Điều 1/1", "Nhóm giúp việc | Điều 2/-1"],
    ),
    "a holder written small": (
        """
        Điều 1. Nhiệm vụ và quyền hạn của trường nghề
        1. Tuyển sinh.
        Điều 2. Nhiệm vụ của khoa
        1. Quản lý nhà giáo.
        """,
        ["trường nghề | Điều 1/1", "khoa | Điều 2/1"],
    ),
    "a holder in capitals, without của": (
        """
        1. NHIỆM VỤ PHÒNG KẾ HOẠCH
        a) Lập kế hoạch.
        2. PHÂN CÔNG BAN GIÁM ĐỐC
        a) BS. Lê Văn Mẫu – Giám đốc
        - Phụ trách chung.
        """,
        ["PHÒNG KẾ HOẠCH | 1/a", "BS. Lê Văn Mẫu – Giám đốc | 2/a/-1"],
    ),
    "a long name": (
        """
        Điều 1. Nhiệm vụ của Ban Chỉ đạo phòng, chống bão lụt và phòng, chống cháy rừng, cháy chợ của Sở Công Thương:
        1. Xây dựng kế hoạch;
        """,
        ["Ban Chỉ đạo phòng, chống bão lụt và phòng, chống cháy rừng, cháy chợ | Điều 1/1"],
    ),
    "responsibilities with powers, of an office": (
        """
        Điều 1. Trách nhiệm và quyền hạn của Giám đốc
        1. Quản lý tài chính của Trung tâm.
        """,
        ["Giám đốc | Điều 1/1"],
    ),
    "no heading but the unit's name": (
        """
        Điều 1. Nhiệm vụ của các phòng
        1. Văn phòng:
        a) Quản lý con dấu.
        2. Phòng Năng lượng:
        a) Kiểm tra cây xăng.
        """,
        ["Văn phòng | Điều 1/1/a", "Phòng Năng lượng | Điều 1/2/a"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PASSAGES.values(), ids=PASSAGES)
def test_duties_have_the_holder_that_their_heading_names(body: str, expected: list[str]) -> None:
    assert held(body) == expected


# What a heading or lead-in says: kinds of its head words, whose words name the holder, whether it says nothing besides.
HEADS = {
    "Nhiệm vụ và quyền hạn": (("task", "task"), None, True),
    "NHIỆM VỤ SỞ Y TẾ": (("task",), "SỞ Y TẾ", True),
    "Nhiệm vụ cụ thể của Phòng Đất đai như sau:": (("task",), "Phòng Đất đai", True),
    "Nhiệm vụ của Trạm Thú y phường An Bình được quy định ra sao?": (("task",), "Trạm Thú y phường An Bình", True),
    "Điều 4 Thông tư 17/2024/TT-BCT quy định về nhiệm vụ của Trạm Kiểm dịch xã như sau:": (
        ("task",), "Trạm Kiểm dịch xã", True,
    ),
    "Trách nhiệm của Văn phòng đăng ký hộ tịch": (("answer",), "Văn phòng đăng ký hộ tịch", True),
    "Trách nhiệm củaTrung tâm Khuyến công tỉnh": (("answer",), "Trung tâm Khuyến công tỉnh", True),
    "Trách nhiệm của Ban Chỉ đạo phòng, chống lụt bão": (("answer",), "Ban Chỉ đạo phòng, chống lụt bão", True),
    "Quyền hạn, nhiệm vụ của Chi cục": (("task", "task"), "Chi cục", True),
    "Những việc được giao cho Phòng Kế toán": (("task",), "Phòng Kế toán", True),
    "Chi cục Muối có trách nhiệm:": (("answer",), "Chi cục Muối", True),
    "Chủ tịch Ủy ban nhân dân cấp xã được quyền:": (("task",), "Chủ tịch Ủy ban nhân dân cấp xã", True),
    "Phòng Muối giúp Sở quản lý diêm dân, cụ thể gồm các nhiệm vụ sau:": (("task",), "Phòng Muối", False),
    "Phòng A đảm nhiệm các công việc dưới đây:": (("task",), "Phòng A", True),
    "Cụ thể gồm các nhiệm vụ sau:": (("task",), None, True),
    "Ủy quyền cho Giám đốc Sở Muối thực hiện thủ tục sau:": (("task",), "Giám đốc Sở Muối", False),
    "Cơ cấu, tổ chức và biên chế:": (("structure", "structure", "staff"), None, True),
    "Trách nhiệm thi hành": (("carry",), None, True),
    "Nguyên tắc phân công nhiệm vụ": (("order", "task", "task"), None, True),
    "Nhiệm vụ khoa học và công nghệ": ((), None, False),
    "Phân công xử lý phản ánh": ((), None, False),
    "Trình Ủy ban nhân dân tỉnh:": ((), None, False),
    "Tổ chức kiểm tra chợ": ((), None, False),
    "theo quy định của cấp có thẩm quyền.": ((), None, False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS.items(), ids=HEADS)
def test_what_a_heading_says(text: str, expected: tuple[tuple[str, ...], str | None, bool]) -> None:
    said = head(text)
    named = text[said.holder.start : said.holder.end] if said.holder else None
    assert (said.kinds, named, said.pure) == expected


DECISION = """\
Điều 1. {opener}
1. Kiểm tra cánh đồng muối.
2. Hướng dẫn diêm dân.
3. Lập sổ theo dõi kho.
"""


@pytest.mark.parametrize(
    "opener",
    [
        "Nhiệm vụ của Phòng Muối",
        "Quyền hạn và nhiệm vụ của Phòng Muối",
        "Phòng Muối có trách nhiệm:",
        "Trách nhiệm của Phòng Muối",
        "Những công việc chính giao cho Phòng Muối",
        "Phòng Muối được giao những việc sau:",
        "Phòng Muối giúp Giám đốc Sở trông coi đồng muối và chịu trách nhiệm:",
        "Các nhiệm vụ chủ yếu của Phòng Muối như sau:",
        "Phòng Muối có những quyền gì?",
        "Phòng Muối thực hiện các phần việc dưới đây:",
    ],
)
def test_a_list_is_found_in_whatever_words_it_opens(opener: str) -> None:
    assert held(DECISION.format(opener=opener)) == [f"Phòng Muối | Điều 1/{number}" for number in (1, 2, 3)]


WORK = "a) Kiểm tra các sạp;\nb) Lập biên bản;\nc) Hướng dẫn người bán.\n"
# What leads in a list, and whose duties it then holds.
LED_IN = {
    "X has to manage, in these ways": ("Sở Công Thương có trách nhiệm quản lý về chợ, bao gồm:", "Sở Công Thương"),
    "X manages": ("Sở Công Thương quản lý nhà nước về chợ, cụ thể:", "Sở Công Thương"),
    "behind a field": ("Trong lĩnh vực chợ, Sở Công Thương thực hiện:", "Sở Công Thương"),
    "behind a ground": ("Căn cứ Luật Chợ, Sở Công Thương có nhiệm vụ:", "Sở Công Thương"),
    "on the side of X": ("Về phía Sở Công Thương:", "Sở Công Thương"),
    "X needs to": ("Những việc Sở Công Thương cần làm ngay:", "Sở Công Thương"),
    "what a quoted act says X has": (
        "Điều 5 Luật Chợ quy định: Ủy ban nhân dân cấp xã có những nhiệm vụ sau đây:",
        "Ủy ban nhân dân cấp xã",
    ),
    "a title that ends with what X has": ("Sở Công Thương có nhiệm vụ", "Sở Công Thương"),
    "the same of a class": ("Các đơn vị thuộc Sở có nhiệm vụ", "Các đơn vị thuộc Sở"),
    "a council of two fields": ("Hội đồng khen thưởng, kỷ luật có nhiệm vụ sau:", "Hội đồng khen thưởng, kỷ luật"),
    "classes over their commas": (
        "Thủ trưởng các cơ quan, đơn vị, địa phương:",
        "Thủ trưởng các cơ quan, đơn vị, địa phương",
    ),
    "a class with its owner": ("Trách nhiệm của các đơn vị thuộc Sở", "các đơn vị thuộc Sở"),
    "a class without 'của'": ("Trách nhiệm các phòng, ban thuộc Sở", "các phòng, ban thuộc Sở"),
    "of no known kind": ("Trách nhiệm của các cửa hàng trưởng có liên quan", "các cửa hàng trưởng"),
    "a class that is told by its field": (
        "Các sở quản lý ngành, lĩnh vực có trách nhiệm:",
        "sở quản lý ngành, lĩnh vực",
    ),
}


@pytest.mark.parametrize(("lead", "holder"), LED_IN.values(), ids=LED_IN)
def test_a_lead_in_names_the_holder(lead: str, holder: str) -> None:
    assert held(f"Điều 3. Quản lý chợ\n1. {lead}\n{WORK}") == [f"{holder} | Điều 3/1/{letter}" for letter in "abc"]


# What is no list of duties, though it names a body and acts.
NOT_LED_IN = {
    "what the act itself decides": "Trên cơ sở Đề án, Ủy ban nhân dân tỉnh quyết định sắp xếp các chợ như sau:",
    "for whom something holds": "Đối với đơn vị sự nghiệp công lập",
    "steps of a procedure": "Khi nhận hồ sơ, Sở Công Thương xem xét theo các bước sau:",
    "functions": "Sở Công Thương có chức năng sau:",
    "a title of working rules": "Chế độ làm việc",
}


@pytest.mark.parametrize("lead", NOT_LED_IN.values(), ids=NOT_LED_IN)
def test_a_lead_in_of_something_else_opens_no_duties(lead: str) -> None:
    assert held(f"Điều 3. Quản lý chợ\n1. {lead}\n{WORK}") == []


DOERS = {
    "within its powers": ("Sở Tài chính trong phạm vi nhiệm vụ, quyền hạn của mình kiểm tra giá", "Sở Tài chính"),
    "before whom it answers": ("Sở Tài chính chịu trách nhiệm trước Ủy ban nhân dân tỉnh quản lý giá", "Sở Tài chính"),
    "a title alone": ("Bộ trưởng bố trí lịch tiếp dân", "Bộ trưởng"),
    "a body that needs no further words": ("Chính phủ thống nhất quản lý giá", "Chính phủ"),
    "classes": ("Các sở, ban, ngành có trách nhiệm phối hợp", "Các sở, ban, ngành"),
    "a class whose name holds a verb": ("Các đơn vị đào tạo phải nộp báo cáo", "Các đơn vị đào tạo"),
    "one class of an owner": (
        "Đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh quyết định giá vé",
        "Đơn vị sự nghiệp công lập",
    ),
    "the first of two behind a topic": (
        "Đối với chợ, bến xe: Sở Tài chính, Sở Xây dựng quyết định giá",
        "Sở Tài chính",
    ),
    "a body with its grade": ("Ủy ban nhân dân cấp xã quy hoạch, quản lý chợ", "Ủy ban nhân dân cấp xã"),
}


@pytest.mark.parametrize(("item", "doer"), DOERS.values(), ids=DOERS)
def test_an_item_names_its_own_doer(item: str, doer: str) -> None:
    before = "Điều 3. Trách nhiệm quản lý giá\n1. Sở Y tế quản lý giá thuốc.\n2. Sở Công Thương quản lý giá xăng.\n"
    text = f"{before}3. {item}.\n4. Sở Xây dựng quản lý giá cát.\n"
    assert held(text)[2:3] == [f"{doer} | Điều 3/3"]


def test_responsibilities_in_a_chapter_on_execution_are_duties_and_its_articles_of_execution_are_none() -> None:
    text = """
    Chương IV
    TỔ CHỨC THỰC HIỆN
    Điều 8. Trách nhiệm của Sở Tài chính
    1. Kiểm tra giá.
    2. Lập sổ giá.
    Điều 9. Tổ chức thực hiện
    1. Sở Y tế
    a) Kiểm tra quầy thuốc;
    b) Lập danh sách.
    2. Sở Xây dựng
    a) Hướng dẫn dựng sạp;
    b) Kiểm tra sạp.
    """
    assert held(text) == ["Sở Tài chính | Chương IV/Điều 8/1", "Sở Tài chính | Chương IV/Điều 8/2"]


def test_a_body_above_one_paragraph_has_to_do_it() -> None:
    text = """
    Điều 8. Phối hợp giữ chợ
    1. Sở Tài chính
    Kiểm tra giá ở các sạp.
    2. Sở Công Thương
    Lập danh sách người bán.
    """
    assert held(text) == ["Sở Tài chính | Điều 8/1/¶1", "Sở Công Thương | Điều 8/2/¶1"]


def test_blocks_behind_labelled_items_are_duties_only_where_they_open_with_a_verb() -> None:
    text = """
    Điều 8. Trách nhiệm của Sở Tài chính
    1. Kiểm tra giá.
    2. Lập sổ giá.
    Do đó giá được giữ.
    Sở Tài chính báo cáo hằng tháng.
    """
    assert held(text) == [f"Sở Tài chính | Điều 8/{last}" for last in ("1", "2", "¶2")]


def test_a_question_is_no_duty() -> None:
    assert held("Điều 8. Chợ\n1. Sở Tài chính có trách nhiệm kiểm tra giá gì?\n") == []


def test_what_a_text_tells_of_a_body_is_no_duty() -> None:
    text = """
    Điều 8. Bộ máy
    1. Hội đồng nhân dân:
    a) Là cơ quan của địa phương;
    b) Gồm các đại biểu.
    2. Ủy ban nhân dân:
    a) Do hội đồng bầu;
    b) Gồm chủ tịch và các ủy viên.
    """
    assert held(text) == []


def test_a_doubtful_list_is_told_with_what_speaks_for_and_against_it() -> None:
    document = extract(HEADER + "Điều 1. Nhiệm vụ trong năm\n1. Mùa khô ở biển.\n2. Mùa mưa ở núi.\n3. Gió.\n")
    (note,) = [note for note in document["diagnostics"] if note["code"] == "passage-doubtful"]
    assert document["duties"] == []
    assert note["message"].startswith("Điều 1 may open a list of duties: ")
    assert "few open with a verb -3" in note["message"]


def test_duties_of_nobody_are_of_the_body_that_the_title_names() -> None:
    header = HEADER.replace("các phòng thuộc Sở Công Thương", "Trung tâm Khuyến công")
    header = header.replace("Quy định nhiệm vụ", "Quy định chức năng, nhiệm vụ")
    assert held("Điều 1. Nhiệm vụ và quyền hạn\n1. Tư vấn cho cơ sở.\n", header) == ["Trung tâm Khuyến công | Điều 1/1"]


def test_notes_in_brackets_are_no_part_of_a_name() -> None:
    document = extract(HEADER + "Điều 1. Cơ cấu tổ chức\n1. Chi cục Thủy lợi (có các Trạm ở huyện);\n2. Văn phòng.\n")
    assert [unit["name"] for unit in document["units"]] == ["Chi cục Thủy lợi", "Văn phòng"]
