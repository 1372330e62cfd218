"""The acts and powers of a duty: a table of phenomena, every row of the lexicon, invariants on any text.

The sentences are written for these tests. Acts are marked with brackets; powers stand in the order found.
"""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhiemvu.duties.acts import acts
from nhiemvu.duties.powers import read
from nhiemvu.knowledge import table
from nhiemvu.language.verbs import lexicon, opens, unknown_opening
from nhiemvu.quality.published import schema

VERBS = table("verbs")


def marked(text: str) -> str:
    """The text with its acts in brackets."""
    for start, end in sorted({(act.start, act.end) for act in acts(text)}, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def powers(text: str, *leads: str) -> str:
    return " ".join(read(text, leads)[1])


ACTS = [
    # (text with its acts in brackets, powers)
    # What opens a part, and what is joined to it.
    ("[Kiểm tra] cột điện.", "inspect"),
    ("[Kiểm tra], [giám sát] và [đánh giá] cột điện.", "inspect appraise"),
    ("[Quản lý] kho muối, [lập] sổ muối hoặc [công bố] giá muối.", "manage build report"),
    ("[Lập] sổ; [quản lý] kho. [Báo cáo] số muối.", "build manage report"),
    ("Về đèn đường: [Quản lý] cột đèn.", "manage"),
    ("Đối với chợ đêm: [hướng dẫn] người bán.", "guide"),
    ("Định kỳ [rà soát] biển báo, đồng thời [cập nhật] sơ đồ.", "inspect manage"),
    ("Phòng [chủ trì], [phối hợp] với các xã [kiểm tra] đê.", "lead coordinate inspect"),
    ("[Sửa chữa] mái kho.", "other"),
    ("Hằng năm, [lập] sổ mái kho.", "build"),
    ("Khi có bão, [kiểm tra] mái kho.", "inspect"),
    ("Người gác đền.", "other"),
    ("[Bố trí] ghế và [lập] sơ đồ chỗ ngồi.", "build"),
    ("[Kiêm tra] bến đò.", "inspect"),
    # A word that looks like a verb and is none.
    ("[Kiểm tra] cơ cấu tổ chức của hợp tác xã.", "inspect"),
    ("Quy trình và giáo trình.", "other"),
    ("[Gửi] giấy mời cho Thanh tra tỉnh, Thanh tra huyện.", "other"),
    ("[Phân loại] tờ trình cấp huyện.", "other"),
    ("[Gửi] kết luận, kiến nghị và hướng dẫn của tỉnh.", "other"),
    ("[Thống kê] các cơ quan, tổ chức, cá nhân nuôi ong.", "report"),
    # Light verbs.
    ("[Thực hiện] công tác [quản lý] bến xe.", "implement manage"),
    ("[Thực hiện] chế độ [báo cáo] hằng tháng.", "implement report"),
    ("[Thực hiện] nhiệm vụ [Thường trực] Hội đồng làng nghề.", "implement lead"),
    ("[Thực hiện] các nhiệm vụ khác do Giám đốc giao.", "implement"),
    ("[Tham gia] [xây dựng] cổng làng.", "build"),
    ("[Tham gia] Ban tổ chức hội xuân.", "other"),
    ("[Triển khai] các hoạt động [đào tạo] thợ gốm.", "implement guide"),
    ("[Là đầu mối] [tổng hợp] giá cá.", "lead report"),
    ("[Chủ trì] việc [kiểm tra] ao cá và [xử lý] vi phạm về xả thải.", "lead inspect sanction"),
    ("[Thực hiện] công tác trồng cây, bao gồm: [lập] sổ cây, [giám sát] thợ.", "implement build inspect"),
    ("[Tổ chức thực hiện] công tác [kiểm tra] đê và công tác [tuyên truyền] phòng lũ.", "implement inspect guide"),
    ("[Thực hiện] việc ươm cây; công tác [quản lý] vườn ươm.", "implement manage"),
    ("Tổ chức [kiểm tra] lò gạch.", "inspect"),
    ("Tổ chức các hoạt động [đào tạo] thợ rèn.", "guide"),
    ("[Tổ chức] các cuộc họp thôn.", "implement"),
    ("[Tổ chức] [nghiên cứu], [ứng dụng] giống lúa.", "implement"),
    ("[Tổ chức], [hướng dẫn] thực hiện hương ước.", "implement guide"),
    ("[Phối hợp] với Đồn biên phòng ven biển.", "coordinate"),
    ("[Phối hợp] với Đoàn Thanh niên trong [tổ chức triển khai] hội trại.", "coordinate implement"),
    ("[Hợp tác] với làng bên để [đào tạo] thợ mộc.", "coordinate guide"),
    # Helping and advising.
    ("[Giúp] Giám đốc Sở [quản lý] kho lạnh.", "advise manage"),
    ("[Tham mưu] cho Giám đốc trong việc [xây dựng] nhà kho.", "advise build"),
    ("[Tham mưu] về giá nước.", "advise"),
    ("[Tham mưu] ban hành giá vé phà.", "advise"),
    ("[Giúp] Ủy ban nhân dân xã quyết định, [quản lý] chợ cóc.", "advise manage"),
    ("[Tham mưu], [đề xuất] [xây dựng] bến cá.", "advise build"),
    ("[Tham mưu] Giám đốc Sở [trình] Ủy ban nhân dân tỉnh giá nước.", "advise submit"),
    ("Chánh Văn phòng [giúp] Giám đốc Sở [theo dõi] kho.", "advise inspect"),
    # Submitting.
    ("[Trình] Ủy ban nhân dân tỉnh phê duyệt giá muối.", "submit"),
    ("[Xây dựng] giá muối [trình] Giám đốc ban hành.", "build submit"),
    ("[Thẩm định], [trình] Chủ tịch huyện công nhận làng nghề.", "appraise submit"),
    ("[Trình] Chủ tịch huyện phê duyệt đề án chợ và [tổ chức thực hiện].", "submit implement"),
    ("[Trình] Chính phủ ban hành hoặc [ban hành] theo thẩm quyền giá điện.", "submit issue"),
    ("[Báo cáo] Giám đốc Sở xem xét, quyết định giá thuê.", "report submit"),
    ("[Báo cáo] Giám đốc Sở xử lý đò hỏng.", "report"),
    ("[Dự thảo] bảng giá bến bãi.", "submit"),
    ("[Xây dựng] dự thảo bảng giá.", "build"),
    ("[Góp ý] bảng giá; dự thảo nội quy chợ.", "advise"),
    ("[Kiểm tra] hồ sơ do các xã trình Chủ tịch huyện.", "inspect"),
    ("[Rà soát] bảng giá trước khi trình Chủ tịch.", "inspect"),
    # Proposing and directing.
    ("[Đề nghị] cấp có thẩm quyền cấp thẻ thuyền viên.", "advise"),
    ("[Kiến nghị] xử lý, thu hồi giấy phép đò.", "advise"),
    ("[Đề xuất], [xây dựng] mẫu bảng giá.", "advise build"),
    ("[Thẩm định] hồ sơ và [đề nghị] tỉnh công nhận cây di sản.", "appraise advise"),
    ("[Kiểm tra] hồ sơ đề nghị mua thóc.", "inspect"),
    ("[Chỉ đạo] các đội thanh tra, kiểm tra bến và xử lý vi phạm.", "other"),
    ("[Chỉ đạo], [hướng dẫn] các thôn thực hiện hương ước.", "guide"),
    # Noun phrases.
    ("[Xây dựng] kế hoạch đào tạo, bồi dưỡng thợ và [tổ chức thực hiện].", "build implement"),
    ("Kế hoạch thanh tra.", "other"),
    ("[Thực hiện] chế độ tiền lương và chính sách đãi ngộ, đào tạo, khen thưởng.", "implement"),
    ("[Phụ trách] các lĩnh vực: giáo dục; đào tạo; quản lý chợ.", "manage"),
    ("[Quản lý] các hệ thống: tưới tiêu; giám sát mực nước.", "manage"),
    ("[Lập] danh sách đò đã được cấp và bị thu hồi giấy phép.", "build"),
    ("[Thống kê] tàu theo quy định của tỉnh và hướng dẫn của Cục.", "report"),
    ("[Xây dựng] chương trình trồng rừng; các quy định về hái măng.", "build"),
    ("[Lập] kế hoạch phát triển cây giống và [hướng dẫn] các hộ ươm cây.", "build guide"),
    ("[Xây dựng] kế hoạch quản lý đê, [kiểm tra] các kè.", "build inspect"),
    ("[Thống kê] các lĩnh vực xây dựng nhà và quản lý chợ.", "report"),
    ("[Kiểm tra] hộ kinh doanh pháo và [xử lý] vi phạm.", "inspect sanction"),
    ("[Hướng dẫn] các thôn lập sổ và thực hiện hương ước.", "guide"),
    # What plain verbs govern.
    ("[Hướng dẫn] việc thực hiện quy ước.", "guide"),
    ("[Kiểm tra] việc thực hiện quy ước, [báo cáo] kết quả cho xã.", "inspect report"),
    ("[Hướng dẫn] nhà vườn xây dựng lịch tưới.", "guide"),
    ("[Hướng dẫn], [tổ chức thực hiện] quy ước.", "guide implement"),
    ("[Hỗ trợ] ngư dân lập nhật ký đánh cá.", "support"),
    # Purposes.
    ("[Xây dựng] sổ bạ phục vụ công tác báo cáo.", "build"),
    ("[Hướng dẫn] các thôn để lập dự toán.", "guide"),
    ("[Khảo sát] bãi bồi để [quản lý] ngao giống.", "manage"),
    ("[Thu thập] dữ liệu [xây dựng] bản đồ lúa.", "report build"),
    # After a semicolon.
    ("[Trình] Chủ tịch huyện quyết định giá đò; [theo dõi] bến đò.", "submit inspect"),
    ("[Trình] Chủ tịch huyện quyết định giá đò; phê duyệt bến đò; công nhận làng chài.", "submit"),
    ("[Trình] Chủ tịch huyện quyết định giá đò. [Phê duyệt] bến đò.", "submit issue"),
    # Powers by the object.
    ("[Cấp], [thu hồi], [gia hạn] giấy phép mở chợ.", "license"),
    ("[Thu hồi] đất bãi.", "other"),
    ("[Cấp phát] áo phao.", "other"),
    ("[Giải quyết] khiếu nại, tố cáo về bến bãi.", "sanction"),
    ("[Giải quyết] thủ tục hành chính về đò ngang.", "license"),
    ("[Giải quyết] vướng mắc về bến bãi.", "other"),
    ("[Xử lý] các hành vi vi phạm ở chợ.", "sanction"),
    ("[Điều tra] vụ việc cháy chợ.", "inspect"),
    ("[Điều tra], [thống kê] đàn trâu.", "report"),
    ("[Cung cấp] số liệu về đàn trâu.", "report"),
    ("[Cung cấp] dịch vụ cày thuê.", "support"),
    ("[Lập] báo cáo về đàn trâu.", "report build"),
    ("[Quy định] giờ mở chợ.", "issue"),
    ("[Dịch vụ] cày thuê, [tư vấn] chọn giống.", "support"),
]


@pytest.mark.parametrize(("text", "expected"), ACTS, ids=[text for text, _ in ACTS])
def test_the_acts_of_a_text_and_their_powers(text: str, expected: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert marked(plain) == text
    assert powers(plain) == expected


LEADS = [
    # (lead-ins, item, powers)
    (["Trình Ủy ban nhân dân tỉnh:"], "Dự thảo bảng giá nước;", "submit"),
    (["Trình Ủy ban nhân dân tỉnh:"], "Quyết định giá nước;", "submit"),
    (["Trình Chủ tịch xã:"], "Đề án chợ và tổ chức thực hiện sau khi được duyệt;", "submit"),
    (["Trình Chủ tịch xã:"], "Dự thảo đề án chợ và tổ chức thực hiện sau khi được duyệt;", "submit implement"),
    (["Tham mưu Sở Công Thương trình Ủy ban nhân dân tỉnh:"], "Bảng giá điện;", "advise submit"),
    (["Tham mưu, giúp Ủy ban nhân dân tỉnh:"], "Hướng dẫn, kiểm tra các chợ;", "advise guide inspect"),
    (["Tham mưu, giúp Ủy ban nhân dân tỉnh:"], "Quyết định giá vé phà;", "advise"),
    (["Giúp lãnh đạo Sở:"], "Quản lý kho;", "advise manage"),
    (["Hướng dẫn, kiểm tra:"], "Việc cân đong ở chợ;", "guide inspect"),
    (["Thẩm định đối với các bản vẽ:"], "Quy định chiều cao nhà;", "appraise"),
    (["Tham mưu giúp Giám đốc Sở quản lý kho bãi:"], "Lập sổ kho;", "advise build"),
    (["Quản lý dịch vụ công ích:"], "Lập sổ đèn đường;", "build"),
    (["Quản lý dịch vụ công ích:"], "Đèn đường và vườn hoa;", "manage"),
    (["Thanh tra Sở giúp Giám đốc Sở và có nhiệm vụ, quyền hạn sau đây:"], "Lập sổ;", "build"),
    (["Về quản lý chợ:"], "Đèn đường và vườn hoa;", "other"),
    (["Về bến bãi:", "Trình Ủy ban nhân dân tỉnh:"], "Giá thuê bến;", "submit"),
    (["PHÂN CÔNG NHIỆM VỤ"], "Lập sổ;", "build"),
    (["Trách nhiệm thực hiện"], "Lập sổ;", "build"),
]


@pytest.mark.parametrize(("leads", "text", "expected"), LEADS)
def test_what_lead_ins_pass_on(leads: list[str], text: str, expected: str) -> None:
    assert powers(text, *leads) == expected


@pytest.mark.parametrize("row", VERBS, ids=[f"{row['verb']} {row['object'].split('|')[0]}" for row in VERBS])
def test_every_row_of_the_lexicon_is_found(row: dict[str, str]) -> None:
    text = f"{row['verb']} {row['object'].split('|')[0] or 'ở chợ'}".capitalize()
    expected = [None if power == "-" else power for power in row["power"].split()]
    assert [act.power for act in acts(text)[: len(expected)]] == expected
    assert acts(text)[0][:2] == (0, len(row["verb"]))


@pytest.mark.parametrize("row", table("phrases"), ids=lambda row: f"{row['kind']} {row['phrase']}")
def test_every_row_of_the_phrases_plays_its_part(row: dict[str, str]) -> None:
    phrase, known = row["phrase"], lexicon()
    if row["kind"] == "name":  # no verb in it is an act
        start, end = len("Giữ "), len(f"Giữ {phrase}")
        assert [act for act in acts(f"Giữ {phrase} ở chợ.") if start <= act.start < end] == []
    elif row["kind"] in ("noun", "relation", "purpose"):  # owns the verb behind it
        assert known.owner.search(f"giữ {phrase} kiểm tra chợ").span() == (4, 4 + len(phrase))
    elif row["kind"] == "subject":
        assert known.subject.match(f"{phrase} kiểm tra chợ").end() == len(phrase) + 1
    else:  # stands before a verb
        match = known.verb.search(f"{phrase} kiểm tra chợ")
        assert match and match.start() == 0


def test_the_powers_of_the_lexicon_are_those_of_the_schema() -> None:
    powers = set(schema("duty")["properties"]["powers"]["items"]["enum"])
    assert {power for row in VERBS for power in row["power"].split()} <= powers | {"-"}


def test_the_kinds_of_the_tables_are_those_of_their_headers() -> None:
    assert {row["kind"] for row in table("phrases")} == {
        "name", "noun", "relation", "purpose", "filler", "adverb", "subject",
    }  # fmt: skip
    assert {row["kind"] for row in VERBS} == {
        "plain", "firm", "light", "head", "organises", "carrier", "with", "submits", "drafts", "proposes", "directs",
        "reports", "opens", "weak", "charge", "gathers", "builds",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thả diều ở bãi sông.", "thả diều"),
        ("Về hội xuân: Thả diều.", "thả diều"),
        ("Múa.", "múa"),
        ("Kiểm tra diều.", None),
        ("Định kỳ kiểm tra diều.", None),
        ("Chương trình thả diều.", None),
        ("", None),
        ("…", None),
    ],
)
def test_the_opening_that_no_verb_of_the_lexicon_is(text: str, expected: str | None) -> None:
    assert unknown_opening(text) == expected


OPENINGS = {
    "Kiểm tra cột điện.": True,
    "Về bưu chính: Quản lý tem cũ.": True,
    "Phòng có trách nhiệm lập sổ muối.": True,
    "Định kỳ rà soát biển báo.": True,
    "Công tác quản lý bến xe.": True,
    "KIỂM TRA BẾN ĐÒ": True,
    "Tổ chức cán bộ": False,  # a name
    "Kế hoạch thanh tra bến đò": False,  # a noun that owns the verb
    "Theo trình tự kiểm tra": False,
    "Trưởng phòng và hai Phó Trưởng phòng": False,
    "Gác cổng đền.": False,
    "": False,
}


@pytest.mark.parametrize(("text", "expected"), OPENINGS.items())
def test_a_text_opens_with_a_verb_of_duty(text: str, expected: bool) -> None:
    assert opens(text) is expected


MARKS = ("giấy phép", "Ủy ban nhân dân tỉnh", "theo thẩm quyền", ",", ";", ".", ":", "hoặc", "chợ", "Về", "İ")
WORDS = st.sampled_from(sorted({row["verb"] for row in VERBS} | {row["phrase"] for row in table("phrases")} | {*MARKS}))


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
@example("İ kiểm tra", [])
@example("Trình hoặc", [""])
def test_no_text_fails_and_spans_stand_in_it(text: str, leads: list[str]) -> None:
    found, held = read(text, leads)
    assert all(0 <= act.start < act.end <= len(text) for act in found)
    assert [act[:2] for act in found] == sorted(act[:2] for act in found)
    assert all(text[act.start : act.end].replace("İ", "I").lower() in {row["verb"] for row in VERBS} for act in found)
    assert held and len(held) == len(set(held)) and ("other" not in held or held == ["other"])
    unknown_opening(text)
    opens(text)


def test_joints_of_all_kinds_go_on_with_the_acts() -> None:
    for joint, second in product((", ", " và ", " hoặc ", ", đồng thời ", "/"), ("giám sát", "hướng dẫn")):
        assert marked(f"Kiểm tra{joint}{second} chợ") == f"[Kiểm tra]{joint}[{second}] chợ"


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("Chịu trách nhiệm thẩm định quy hoạch chợ.", ["appraise"]),
        ("Chịu trách nhiệm tổ chức thực hiện phương án.", ["implement"]),
        ("Chịu trách nhiệm trước Giám đốc về kết quả kiểm tra.", ["other"]),
    ],
)
def test_answering_for_a_task_is_the_task(text: str, powers: list[str]) -> None:
    assert read(text, [])[1] == powers
