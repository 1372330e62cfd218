"""Duties: what is one and what is none, whose it is, and what it says.

One row of a table is one phenomenon: a few lines of text, and the duties a user gets.
"""

from textwrap import dedent

import pytest
from decision import EXAMPLE, HEADER, Data, extract

# A passage of duties of one room, for rows that are about its items.
ROOM = """\
Điều 1. Phòng Năng lượng
1. Chức năng: lo việc điện và xăng dầu.
2. Nhiệm vụ và quyền hạn:
"""


def of_room(items: str) -> list[Data]:
    """The duties of a room whose passage of duties holds these items."""
    document = extract(HEADER + ROOM + dedent(items))
    assert {unit["name"] for unit in document["units"]} == {"Phòng Năng lượng"}
    return document["duties"]


def paths(duties: list[Data]) -> list[str]:
    """Where the duties stand, below the passage of the room."""
    return [duty["path"].removeprefix("Điều 1/2/") for duty in duties]


# ---- what is a duty

LEAVES = {
    "each point is one": ("a) Đọc công tơ.\nb) Thay cột gỗ.\n", ["a", "b"]),
    "semicolons do not divide a duty": ("a) Đọc công tơ; thay cột gỗ; báo cáo số liệu; giữ kho.\n", ["a"]),
    "nor does a second sentence": ("a) Đọc công tơ. Thay cột gỗ khi có mối mọt.\n", ["a"]),
    "a point above bullets leads in": ("a) Việc điện gồm có:\n- Đọc công tơ;\n- Thay cột gỗ;\n", ["a/-1", "a/-2"]),
    "a group heading with a colon": ("a) Về điện:\n- Đọc công tơ;\n- Thay cột gỗ;\n", ["a/-1", "a/-2"]),
    "a group heading without a colon": ("a) Về điện\n- Đọc công tơ;\n- Thay cột gỗ;\n", ["a/-1", "a/-2"]),
    "a point that is a task itself, with details below": (
        "a) Xây dựng kho dữ liệu về lưới điện\n- Đọc công tơ.\n- Vẽ sơ đồ.\nb) Giữ kho.\n",
        ["a/-1", "a/-2", "b"],
    ),
    "heading and duty on one line": ("a) Về pháp chế: Góp ý dự thảo văn bản.\nb) Giữ kho.\n", ["a", "b"]),
    "bullets below bullets": (
        "a) Về điện:\n- Ở huyện:\n+ Đọc công tơ;\n+ Thay cột gỗ;\n- Ở xã: treo biển báo.\n",
        ["a/-1/+1", "a/-1/+2", "a/-2"],
    ),
    "an item that has lost its dash": (
        "a) Về điện:\n- Đọc công tơ.\nThay cột gỗ khi có mối mọt.\n- Vẽ sơ đồ.\n",
        ["a/-1", "a/¶1", "a/-2"],
    ),
    "unlabelled paragraphs below a colon": (
        "a) Quản lý điện nông thôn:\nVới xã đảo: lắp pin mặt trời;\nVới xã bờ: kéo dây;\nb) Giữ kho.\n",
        ["a/¶1", "a/¶2", "b"],
    ),
    "a paragraph after the last point": (
        "a) Đọc công tơ.\nb) Giữ kho.\nPhòng còn trực điện trong ba ngày Tết.\n",
        ["a", "b", "¶1"],
    ),
    "a label alone on its line": ("a)\nĐọc công tơ.\nb)\nThay cột gỗ.\n", ["a", "b"]),
    "letters over the whole alphabet": (
        "".join(f"{letter}) Đọc công tơ số {letter}.\n" for letter in "abcdđeghiklmnopqrstuvxy"),
        list("abcdđeghiklmnopqrstuvxy"),
    ),
}


@pytest.mark.parametrize(("items", "expected"), LEAVES.values(), ids=LEAVES)
def test_each_leaf_of_a_passage_is_one_duty(items: str, expected: list[str]) -> None:
    assert paths(of_room(items)) == expected


NONE = {
    "functions": "Điều 2. Vị trí và chức năng\nPhòng giúp Giám đốc Sở quản lý xăng dầu.\n",
    "functions on the line of their heading": "Điều 2. Chức năng: thực hiện quản lý xăng dầu.\n",
    "structure": "Điều 2. Cơ cấu tổ chức\n1. Trưởng phòng quản lý chung.\n2. Phó Trưởng phòng giúp Trưởng phòng.\n",
    "staff": "Điều 2. Biên chế\n1. Giám đốc Sở giao số công chức hàng năm.\n",
    "working rules": "Điều 2. Chế độ làm việc\n1. Phòng báo cáo Giám đốc Sở mỗi tuần.\n",
    "relations": "Điều 2. Mối quan hệ công tác\n1. Phối hợp với phòng khác khi có việc chung.\n",
    "entry into force": "Điều 2. Hiệu lực thi hành\n1. Quyết định này có hiệu lực kể từ ngày ký.\n",
    "execution": "Điều 2. Tổ chức thực hiện\n1. Chánh Văn phòng theo dõi việc thi hành.\n",
    "a sentence of its own article": "Điều 2. Chánh Văn phòng Sở và các phòng thi hành Quyết định này.\n",
}


@pytest.mark.parametrize("passage", NONE.values(), ids=NONE)
def test_other_passages_hold_no_duties(passage: str) -> None:
    document = extract(HEADER + ROOM + "a) Đọc công tơ.\n" + passage)
    assert [duty["path"] for duty in document["duties"]] == ["Điều 1/2/a"]


def test_a_sentence_that_leads_in_a_list_is_no_duty() -> None:
    text = "Điều 1. Chức năng\nSở Công Thương là cơ quan của tỉnh.\nĐiều 2. Nhiệm vụ\n"
    text += "Sở Công Thương có các nhiệm vụ sau đây:\n1. Đọc công tơ.\n2. Giữ kho.\n"
    assert [duty["path"] for duty in extract(HEADER + text)["duties"]] == ["Điều 2/1", "Điều 2/2"]


def test_functions_structure_and_staff_of_one_unit_stay_apart() -> None:
    text = """\
Điều 1. Phòng Năng lượng
1. Chức năng:
a) Giúp Giám đốc Sở về xăng dầu.
b) Tham mưu về điện gió.
2. Nhiệm vụ:
a) Đọc công tơ.
3. Cơ cấu tổ chức và biên chế:
a) Trưởng phòng quản lý chung.
b) Tổng số biên chế: 05.
"""
    assert [duty["path"] for duty in extract(HEADER + text)["duties"]] == ["Điều 1/2/a"]


# ---- lead-ins

LEAD_INS = {
    "none under the title of the passage": ("a) Đọc công tơ.\n", [[]]),
    "a sentence that carries on": ("a) Việc điện gồm có:\n- Đọc công tơ;\n", [["Việc điện gồm có:"]]),
    "a group heading": ("a) Về điện:\n- Đọc công tơ;\n", [["Về điện:"]]),
    "outermost first": (
        "a) Về điện:\n- Ở huyện:\n+ Đọc công tơ;\n",
        [["Về điện:", "Ở huyện:"]],
    ),
}


@pytest.mark.parametrize(("items", "expected"), LEAD_INS.values(), ids=LEAD_INS)
def test_a_duty_names_the_segments_that_lead_in(items: str, expected: list[list[str]]) -> None:
    document = extract(HEADER + ROOM + items)
    texts = {segment["id"]: segment["text"] for segment in document["segments"]}
    assert [[texts[id_] for id_ in duty["lead_in"]] for duty in document["duties"]] == expected


def test_a_duty_on_the_line_of_its_heading_has_no_lead_in() -> None:
    text = "Điều 1. Các phòng\n1. Phòng Năng lượng\n1.1. Chức năng: lo việc điện.\n1.2. Nhiệm vụ: giữ kho.\n"
    (duty,) = extract(HEADER + text)["duties"]
    assert (duty["path"], duty["lead_in"]) == ("Điều 1/1/1.2", [])


# ---- holders


def holders(text: str) -> list[str]:
    """The duties of a text, a line each: holder (status) < path."""
    document = extract(text)
    names = {unit["id"]: unit["name"] for unit in document["units"]}
    return [f"{names[d['holder']]} ({d['status']}) < {d['path']}" for d in document["duties"]]


HOLDERS = {
    "the unit whose heading stands above": (
        """\
        Điều 1. Các phòng
        1. Văn phòng
        1.1. Nhiệm vụ:
        a) Giữ con dấu.
        2. Phòng Năng lượng
        2.1. Nhiệm vụ:
        a) Đọc công tơ.
        """,
        ["Văn phòng (current) < Điều 1/1/1.1/a", "Phòng Năng lượng (current) < Điều 1/2/2.1/a"],
    ),
    "the unit of the lead-in": (
        """\
        Điều 1. Phòng Năng lượng thuộc Sở Công Thương (sau đây gọi tắt là Phòng):
        1. Nhiệm vụ và quyền hạn:
        a) Đọc công tơ.
        """,
        ["Phòng Năng lượng (current) < Điều 1/1/a"],
    ),
    "the subject of the function sentence": (
        """\
        Điều 1. Vị trí và chức năng
        Sở Công Thương là cơ quan của tỉnh.
        Điều 2. Nhiệm vụ và quyền hạn
        1. Đọc công tơ.
        """,
        ["Sở Công Thương (current) < Điều 2/1"],
    ),
    "the department that its sentence calls only Sở": (
        """\
        Điều 1. Vị trí và chức năng
        Sở là cơ quan của tỉnh.
        Điều 2. Nhiệm vụ và quyền hạn
        1. Đọc công tơ.
        """,
        ["Sở Công Thương (current) < Điều 2/1"],
    ),
    "units named inside a passage of duties": (
        """\
        Điều 1. Nhiệm vụ của các phòng
        1. Văn phòng:
        a) Giữ con dấu.
        2. Phòng Năng lượng:
        a) Đọc công tơ.
        """,
        ["Văn phòng (current) < Điều 1/1/a", "Phòng Năng lượng (current) < Điều 1/2/a"],
    ),
    "holders of posts": (
        """\
        Điều 1. Nhiệm vụ của từng đồng chí trong Ban Giám đốc
        1. Đồng chí Danh Út, Giám đốc Sở
        - Chỉ đạo chung.
        2. Đồng chí Lâm Thị Cẩm, Phó Giám đốc Sở
        - Phụ trách việc điện.
        """,
        [
            "Đồng chí Danh Út, Giám đốc Sở (current) < Điều 1/1/-1",
            "Đồng chí Lâm Thị Cẩm, Phó Giám đốc Sở (current) < Điều 1/2/-1",
        ],
    ),
    "the department again after its rooms": (
        """\
        Điều 1. Vị trí và chức năng
        Sở Công Thương là cơ quan của tỉnh.
        Điều 2. Phòng Năng lượng
        1. Nhiệm vụ:
        a) Đọc công tơ.
        Điều 3. Nhiệm vụ và quyền hạn
        1. Cấp phép chợ nổi.
        """,
        ["Phòng Năng lượng (current) < Điều 2/1/a", "Sở Công Thương (current) < Điều 3/1"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HOLDERS.values(), ids=HOLDERS)
def test_the_holder_is_the_unit_of_the_section(text: str, expected: list[str]) -> None:
    assert holders(HEADER + dedent(text)) == expected


def test_a_plan_s_duties_are_proposed_from_where_it_proposes() -> None:
    text = """\
ĐỀ ÁN
SẮP XẾP CÁC PHÒNG CỦA SỞ DU LỊCH TỈNH LÀO CAI
PHẦN I
HIỆN TRẠNG
I. Tình hình chung
1. Chức năng
Sở Du lịch là cơ quan chuyên môn của tỉnh.
2. Nhiệm vụ
a) Đón khách.
PHẦN II
PHƯƠNG ÁN
I. Phương án sắp xếp các phòng
1. Văn phòng Sở
1.1. Nhiệm vụ:
a) Giữ con dấu.
"""
    assert holders(text) == [
        "Sở Du lịch (current) < Phần I/I/2/a",
        "Văn phòng Sở (proposed) < Phần II/I/1/1.1/a",
    ]


def test_duties_without_a_known_holder_are_reported_once_a_passage_and_not_made() -> None:
    document = extract(HEADER + "Điều 1. Nhiệm vụ\n1. Đọc công tơ.\n2. Giữ kho.\nĐiều 2. Quyền hạn\n1. Cấp phép.\n")
    notes = [note for note in document["diagnostics"] if note["code"] == "holder-unknown"]
    printed = document["source"]["text"]
    assert document["duties"] == []
    assert {note["severity"] for note in notes} == {"warning"}
    assert [printed[slice(*note["span"])] for note in notes] == ["Điều 1. Nhiệm vụ", "Điều 2. Quyền hạn"]


# ---- what a duty says

CATCH_ALLS = {
    "Thực hiện các nhiệm vụ khác do Giám đốc Sở giao.": True,
    "Thực hiện nhiệm vụ  khác khi được ủy quyền.": True,
    "Thực hiện một số nhiệm vụ đột xuất khác do cấp trên phân công.": True,
    "Làm công việc khác được lãnh đạo giao.": True,
    "Làm các việc khác lãnh đạo Sở phân công.": True,
    "Kiểm tra các vụ việc khác theo chỉ đạo của Giám đốc Sở.": True,
    "Giữ kho; thực hiện nhiệm vụ khác do Giám đốc Sở giao.": True,
    "Thực hiện nhiệm vụ đọc công tơ.": False,
    "Phối hợp với các phòng khác khi có việc chung.": False,
    "Thực hiện nhiệm vụ trực điện cùng các phòng khác.": False,
}


@pytest.mark.parametrize(("text", "expected"), CATCH_ALLS.items())
def test_the_residual_duty_is_marked(text: str, expected: bool) -> None:
    (duty,) = of_room(f"a) {text}\n")
    assert duty["catch_all"] is expected


CONDITIONS = {
    "Cấp phép chợ nổi theo thẩm quyền.": ["theo thẩm quyền"],
    "Cấp phép chợ nổi theo quy định của pháp luật.": ["theo quy định của pháp luật"],
    "Cấp phép chợ nổi theo quy định hiện hành.": ["theo quy định hiện hành"],
    "Giữ kho theo quy định.": ["theo quy định"],
    "Đọc công tơ trên địa bàn tỉnh theo phân công, phân cấp.": [
        "trên địa bàn tỉnh",
        "theo phân công, phân cấp",
    ],
    "Ký biên bản theo ủy quyền; đọc công tơ theo phân cấp.": ["theo ủy quyền", "theo phân cấp"],
    "Kiểm tra cây xăng định kỳ và đột xuất.": ["định kỳ và đột xuất"],
    "Thu phí chợ (nếu có).": ["(nếu có)"],
    "Góp ý trong lĩnh vực được giao, theo thẩm quyền; ký văn bản theo thẩm quyền.": [
        "trong lĩnh vực được giao",
        "theo thẩm quyền",
    ],
    "Triển khai kế hoạch sau khi được phê duyệt.": ["sau khi được phê duyệt"],
    "Quản lý kho trong phạm vi nhiệm vụ được giao.": ["trong phạm vi nhiệm vụ được giao"],
    "Đọc công tơ.": [],
}


@pytest.mark.parametrize(("text", "expected"), CONDITIONS.items())
def test_conditions_are_listed_once_each_in_order(text: str, expected: list[str]) -> None:
    (duty,) = of_room(f"a) {text}\n")
    assert duty["conditions"] == expected


ACTIONS = {
    "one verb": ("Kiểm tra cây xăng.", ["kiểm tra: inspect"]),
    "a series that shares its object": (
        "Tiếp nhận, thẩm định và cấp, thu hồi giấy phép bán rượu.",
        ["tiếp nhận: other", "thẩm định: appraise", "cấp: license", "thu hồi: license"],
    ),
    "each part between semicolons": (
        "Lập sổ; quản lý kho; báo cáo số liệu.",
        ["lập: build", "quản lý: manage", "báo cáo: report"],
    ),
    "the verb behind a group heading": ("Về pháp chế: Góp ý dự thảo văn bản.", ["góp ý: advise"]),
    "the verb that a carrier brings": (
        "Giúp Giám đốc Sở quản lý xăng dầu.",
        ["giúp: advise", "quản lý: manage"],
    ),
    "the verb that a light verb governs": (
        "Thực hiện công tác quản lý chợ.",
        ["thực hiện: implement", "quản lý: manage"],
    ),
    "lead and coordination, then the task": (
        "Chủ trì, phối hợp với UBND cấp huyện kiểm tra, thu hồi biển hiệu theo thẩm quyền.",
        ["chủ trì: lead", "phối hợp: coordinate", "kiểm tra: inspect", "thu hồi: license"],
    ),
    "what others decide is no act of the holder": (
        "Trình Ủy ban nhân dân tỉnh ban hành giá chợ.",
        ["trình: submit"],
    ),
    "a noun that is spelt like a verb": ("Đọc báo cáo của các chợ.", []),
}


@pytest.mark.parametrize(("text", "expected"), ACTIONS.values(), ids=ACTIONS)
def test_actions_are_the_verbs_with_their_powers(text: str, expected: list[str]) -> None:
    (duty,) = of_room(f"a) {text}\n")
    assert [f"{action['verb']}: {action['power']}" for action in duty["actions"]] == expected


def test_spans_of_a_duty_and_its_actions_slice_back_over_wraps_and_double_spaces() -> None:
    items = "a) Tiếp nhận,  kiểm  tra hồ sơ;\nb)\nCấp giấy phép.\n"
    document = extract(HEADER + ROOM + items)
    printed = document["source"]["text"]
    first, second = document["duties"]
    assert first["text"] == "Tiếp nhận, kiểm tra hồ sơ;"
    assert printed[slice(*first["span"])] == "a) Tiếp nhận,  kiểm  tra hồ sơ;"
    assert [printed[slice(*action["span"])] for action in first["actions"]] == ["Tiếp nhận", "kiểm  tra"]
    assert printed[slice(*second["span"])] == "b)\nCấp giấy phép."
    assert [printed[slice(*action["span"])] for action in second["actions"]] == ["Cấp"]


POWERS = {
    "inspect": ("a) Thanh tra, kiểm tra cây xăng.\n", [["inspect"]]),
    "license": ("a) Cấp, gia hạn, thu hồi giấy phép bán rượu.\n", [["license"]]),
    "advise": ("a) Tham mưu Giám đốc Sở về giá điện.\n", [["advise"]]),
    "advise and what is advised": ("a) Tham mưu Giám đốc Sở quản lý chợ.\n", [["advise", "manage"]]),
    "submit from the duty": ("a) Trình Ủy ban nhân dân tỉnh giá chợ.\n", [["submit"]]),
    "submit carried by the lead-in": (
        "a) Trình Ủy ban nhân dân tỉnh:\n- Dự thảo quyết định về giá chợ;\n- Kế hoạch khuyến công.\n",
        [["submit"], ["submit"]],
    ),
    "submit carried by a lead-in without a colon": (
        "a) Trình Ủy ban nhân dân tỉnh\n- Dự thảo quyết định về giá chợ;\n- Kế hoạch khuyến công.\n",
        [["submit"], ["submit"]],
    ),
    "verbs and no object in the lead-in go to every item": (
        "a) Hướng dẫn, kiểm tra:\n- Các chợ;\n- Các cây xăng.\n",
        [["guide", "inspect"], ["guide", "inspect"]],
    ),
    "an object of its own in the lead-in keeps its verb there": (
        "a) Quản lý chợ nổi:\n- Kiểm tra ghe;\n- Cấp phép bến.\n",
        [["inspect"], ["license"]],
    ),
    "a group heading carries nothing": ("a) Về kiểm tra chợ:\n- Đọc công tơ.\n", [["other"]]),
    "guide, coordinate, sanction, support": (
        "a) Hướng dẫn chủ chợ.\nb) Phối hợp với Công an tỉnh.\nc) Xử phạt người bán hàng giả.\nd) Hỗ trợ xã đảo.\n",
        [["guide"], ["coordinate"], ["sanction"], ["support"]],
    ),
    "a power is told once": ("a) Kiểm tra chợ; giám sát cây xăng; theo dõi giá.\n", [["inspect"]]),
    "other where no verb is known": ("a) Đọc công tơ.\n", [["other"]]),
}


@pytest.mark.parametrize(("items", "expected"), POWERS.values(), ids=POWERS)
def test_powers_come_from_the_duty_s_verbs_and_its_lead_in(items: str, expected: list[list[str]]) -> None:
    assert [duty["powers"] for duty in of_room(items)] == expected


def test_a_duty_names_its_citations() -> None:
    items = "a) Cấp phép theo Luật Điện lực và Nghị định số 98/2020/NĐ-CP.\nb) Đọc công tơ.\n"
    document = extract(HEADER + ROOM + items)
    cited = {c["id"]: c["code"] or c["title"] for c in document["citations"]}
    assert [[cited[id_] for id_ in duty["citations"]] for duty in document["duties"]] == [
        ["Luật Điện lực", "98/2020/NĐ-CP"],
        [],
    ]


# ---- the example of the contract, whole


def test_the_example_of_the_contract() -> None:
    document = extract(EXAMPLE)
    segments = {segment["path"]: segment for segment in document["segments"]}
    about = document["metadata"]
    assert {key: about[key] for key in ("type", "code", "issuer", "province", "place")} == {
        "type": "quyết định",
        "code": "12/QĐ-SDL",
        "issuer": "Sở Du lịch tỉnh Khánh Hòa",
        "province": "Khánh Hòa",
        "place": "Khánh Hòa",
    }
    assert (about["issued_on"], about["effective_on"]) == ("2024-02-05", "2024-02-05")
    assert about["title"] == "Quy định nhiệm vụ của Phòng Quy hoạch"
    assert about["signer"] == {"role": "GIÁM ĐỐC", "name": None}
    assert segments["Điều 1"]["lead_in"]
    assert segments["Điều 1/2"]["heading"].rstrip(":") == "Nhiệm vụ và quyền hạn"
    assert segments["Điều 1/2/a"]["text"] == (
        "Trình UBND tỉnh ban hành quy hoạch điểm đến sau khi lấy ý kiến Sở Xây dựng;"
    )
    assert len(segments["Điều 1/2/a"]["spans"]) == 2
    assert [s["text"] for s in document["segments"] if s["kind"] == "furniture"] == ["2"]
    (unit,) = document["units"]
    assert (unit["name"], unit["type"], unit["parent"], unit["status"]) == (
        "Phòng Quy hoạch",
        "phong",
        "Sở Du lịch tỉnh Khánh Hòa",
        "current",
    )
    assert unit["functions"] == [segments["Điều 1/1"]["id"]]
    first, second = document["duties"]
    assert (first["path"], first["powers"]) == ("Điều 1/2/a", ["submit"])
    assert (second["path"], second["powers"]) == ("Điều 1/2/b", ["lead", "coordinate", "inspect", "license"])
    assert second["conditions"] == ["theo thẩm quyền"]
    assert {first["holder"], second["holder"]} == {unit["id"]}
    (citation,) = document["citations"]
    assert {key: citation[key] for key in ("code", "type", "date", "issuer", "role")} == {
        "code": "30/2023/QĐ-UBND",
        "type": "quyết định",
        "date": "2023-08-10",
        "issuer": "Ủy ban nhân dân tỉnh Khánh Hòa",
        "role": "basis",
    }
