"""Powers: what a name, a noun phrase, a condition or a heading does to the verbs of a duty."""

import pytest

from nhiemvu.duties.powers import read

TEXTS = [
    # Bodies and things whose names hold a verb.
    ("Phối hợp với Đội kiểm tra liên xã để thực hiện việc chung.", "coordinate implement"),
    ("Tham gia cùng Quản lý thị trường.", "other"),
    ("Giữ bí mật lịch trình đưa thư.", "other"),
    ("Mời người của các đơn vị và tổ chức liên quan.", "other"),
    ("Kiểm tra cơ quan chủ trì, tổ chức chủ trì đề tài.", "inspect"),
    ("Xây dựng phong trào giúp đỡ hộ nghèo.", "build"),
    ("Thực hiện các việc quy định tại Quy chế chợ.", "implement"),
    # Whom somebody assists.
    ("Giúp việc Tổ trưởng khi lên rừng.", "advise"),
    ("Lập danh sách bộ phận giúp việc.", "build"),
    ("Là Trưởng ban Chống lụt của xã.", "lead"),
    ("Phụ trách các bến: bến trên; bến dưới; đồng thời là Chủ tịch Hội đồng giá.", "manage lead"),
    ("Thực hiện nhiệm vụ của cơ quan thường trực Hội đồng giá.", "implement lead"),
    # Decisions, and what is decided.
    ("Quyết định tạm đình chỉ bến đò.", "issue sanction"),
    ("Ra quyết định đóng chợ.", "issue"),
    ("Quyết định mức vay, hỗ trợ thuyền, tài trợ lưới.", "issue"),
    ("Thực hiện các quy định về giờ mở chợ.", "implement"),
    ("Tổ chức thực thi quy định, nội quy chợ.", "implement"),
    ("Giúp Chủ tịch xã quy định giờ mở chợ.", "advise"),
    ("Quỹ chợ có nhiệm vụ hỗ trợ người bán.", "support"),
    # Fields of work are named by verbs.
    ("Tổ chức thẩm định hồ sơ về mở chợ, đóng chợ, cấp giấy phép bán lẻ.", "appraise"),
    ("Thẩm định hồ sơ, cấp, thu hồi giấy phép bán lẻ.", "appraise license"),
    ("Tổ chức thực hiện kế hoạch về chợ đêm, hỗ trợ người bán, đào tạo thợ.", "implement"),
    ("Tổ chức thực hiện kế hoạch về chợ đêm, kiểm tra người bán.", "implement inspect"),
    # What is measured by the same verb is no act, either.
    ("Kiểm tra việc thực hiện quy ước, thực hiện giờ mở chợ của các hộ.", "inspect"),
    # A verb without power leads to the next one; a measure is taken.
    ("Nghiên cứu đề xuất giá đò.", "advise"),
    ("Có biện pháp ngăn chặn, đình chỉ bến đò.", "sanction"),
    ("Bàn các biện pháp ngăn chặn, đình chỉ bến đò.", "other"),
    ("Lập biên bản, giữ lại lưới, đề xuất với Hội đồng giá.", "build advise"),
    # Behind a condition stands the object.
    ("Giải quyết theo thẩm quyền và quy định của pháp luật các thủ tục mở bến đò ngang.", "license"),
    # Misprints of scans.
    ("Quần lý bến đò.", "manage"),
    ("Xúc tiền bán muối.", "support"),
]

LEADS = [
    # A title of verbs leaves the items their own; a lead-in passes its verbs on.
    (["Theo dõi, kiểm tra"], "Lập kế hoạch năm.", "build"),
    (["Theo dõi, kiểm tra:"], "Sổ đò năm.", "inspect"),
    (["Theo dõi, kiểm tra"], "Sổ đò năm.", "inspect"),
    (["Đào tạo thợ và nghiên cứu"], "Đề xuất giá đò.", "advise"),
    (["Trình Ủy ban nhân dân xã"], "Dự thảo bảng giá.", "submit"),
    # Nobody submits an inspection.
    (["Trình Ủy ban nhân dân xã:"], "Hướng dẫn, kiểm tra bến đò.", "guide inspect"),
    (["Tham mưu, trình Ủy ban nhân dân xã:"], "Kiểm tra bến đò.", "advise submit"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_the_powers_of_a_text(text: str, expected: str) -> None:
    _, powers = read(text, [])
    assert sorted(powers) == sorted(expected.split())


@pytest.mark.parametrize(("leads", "text", "expected"), LEADS)
def test_the_powers_below_a_heading(leads: list[str], text: str, expected: str) -> None:
    _, powers = read(text, leads)
    assert sorted(powers) == sorted(expected.split())
