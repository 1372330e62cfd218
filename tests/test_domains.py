"""Fields of work: what a duty is about, and how that was found.

One row of a table is one phenomenon: the department, the lead-ins, the words, and the fields a user gets,
each with the first letter of its `via` ("bao_chi h": by the heading, t: by its words, f: by the unit's function).
"""

import json
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhiemvu
from nhiemvu.duties.domains import Found, departments_of, domains, find
from nhiemvu.knowledge import table

ICT = "Sở Thông tin và Truyền thông"
FUNCTION = ["Phòng giúp Giám đốc về bưu chính; viễn thông; tần số vô tuyến điện."]
WIDE = [
    "Giúp quản lý về báo chí; xuất bản; thông tin cơ sở; thông tin đối ngoại; thông tin điện tử; bưu chính; "
    "viễn thông; tần số; chuyển đổi số."
]


def said(department: str | None, leads: list[str], text: str, functions: list[str] | None = None) -> str:
    """The fields of a duty in the notation of the tables."""
    found = domains(text, leads, functions or [], departments_of(department))
    return ", ".join(f"{domain.id} {domain.via[0]}" for domain in found)


# ---- the heading of the group

HEADINGS = {
    "a heading gives its field to a duty that names none": (ICT, ["Về báo chí:"], "Giữ sổ.", "bao_chi h"),
    "and to one that names it": (ICT, ["Về tem bưu chính:"], "Trưng bày tem bưu chính.", "buu_chinh.tem h"),
    "the words go into a part of it": (ICT, ["Về báo chí:"], "Trả lời về họp báo.", "bao_chi h, bao_chi.hop_bao t"),
    "the title of a smaller group tells more": (
        "Sở Tư pháp",
        [
            "Về tổ chức thi hành pháp luật",
            "Về hòa giải ở cơ sở, chuẩn tiếp cận pháp luật và phổ biến, giáo dục pháp luật",
        ],
        "Giữ sổ hòa giải viên.",
        "hoa_giai_o_co_so h",
    ),
    "without a colon": (ICT, ["Về bưu chính"], "Giữ sổ.", "buu_chinh h"),
    "in other words": (ICT, ["Trong lĩnh vực viễn thông"], "Giữ sổ.", "vien_thong h"),
    "a title on the line of the duty": (ICT, [], "Về xuất bản: Giữ sổ.", "xuat_ban h"),
    "what is in brackets explains": (ICT, ["Về báo chí (gồm cả bản tin):"], "Giữ sổ.", "bao_chi h"),
    "a heading of verbs gives none": (ICT, ["Trình Chủ tịch:"], "Dự thảo quy chế họp báo.", "bao_chi.hop_bao t"),
    "the outermost heading that names a field": (ICT, ["Về bưu chính:", "Giúp Sở:"], "Giữ sổ.", "buu_chinh h"),
    "a body in the heading is no field": (ICT, ["Giúp Cục Báo chí:"], "Giữ sổ.", ""),
    "one of two fields": ("Sở Nội vụ", ["Về thanh niên và bình đẳng giới:"], "Mở trại thanh niên.", "thanh_nien h"),
    "both of two": (
        "Sở Nội vụ",
        ["Về thanh niên và bình đẳng giới:"],
        "Mở lớp về bình đẳng giới cho thanh niên.",
        "thanh_nien h, binh_dang_gioi h",
    ),
    "all of them where it names none": (
        "Sở Tư pháp",
        ["Về hộ tịch, quốc tịch và chứng thực:"],
        "Giữ sổ.",
        "ho_tich h, quoc_tich h, chung_thuc h",
    ),
    "by a word of one of them": ("Sở Tư pháp", ["Về hộ tịch, quốc tịch:"], "Cấp lại bản sao khai sinh.", "ho_tich h"),
    "whom it is for is not its field": (
        "Sở Nội vụ",
        ["Về tiền lương đối với cán bộ, công chức, viên chức:"],
        "Giữ sổ.",
        "tien_luong h",
    ),
    "a field named by the way stays out": (ICT, ["Về tần số:"], "Dò sóng ở đài phát thanh.", "tan_so h"),
    "a condition stays out": (
        "Sở Tư pháp",
        ["Về công chứng:"],
        "Giữ sổ theo pháp luật về đấu giá tài sản.",
        "cong_chung h",
    ),
    "a further field as the object is added": (
        ICT,
        ["Về viễn thông:"],
        "Nhắc nhà mạng làm công tác bảo đảm an toàn thông tin.",
        "vien_thong h, attt t",
    ),
    "administration in the heading, a field in the words": (
        ICT,
        ["Trong lĩnh vực thanh tra:"],
        "Theo dõi đội phòng, chống in lậu.",
        "thanh_tra h, xuat_ban.in t",
    ),
    "administration of a field is the field's": (
        ICT,
        ["Quản lý dịch vụ công trong lĩnh vực viễn thông:"],
        "Trình danh mục.",
        "vien_thong h",
    ),
    "one of two of administration": ("Sở Y tế", ["Về tài chính, tài sản:"], "Mua sắm bàn ghế.", "tai_san h"),
    "a hint is enough for a title": ("Sở Y tế", ["Về kế hoạch:"], "Giữ sổ.", "ke_hoach h"),
    "a title that lists the whole sector tells nothing": (ICT, WIDE, "Trưng bày tem bưu chính.", "buu_chinh.tem t"),
}

# ---- the duty's own words

WORDS = {
    "after về": (ICT, [], "Hướng dẫn quy định về bưu chính.", "buu_chinh t"),
    "after trong lĩnh vực": (ICT, [], "Hòa giải trong lĩnh vực viễn thông.", "vien_thong t"),
    "several": (ICT, [], "Mở hội thảo về bưu chính và tần số.", "buu_chinh t, tan_so t"),
    "joined by dashes": (ICT, [], "Giúp doanh nghiệp bưu chính – viễn thông.", "buu_chinh t, vien_thong t"),
    "administration of a field, before it": (
        ICT,
        [],
        "Thanh tra, kiểm tra trong lĩnh vực viễn thông.",
        "thanh_tra t, vien_thong t",
    ),
    "administration behind the field is detail": (ICT, [], "Mở chợ tem bưu chính bằng ngân sách.", "buu_chinh.tem t"),
    "administration alone": (ICT, [], "Tổ chức tiếp công dân hằng tuần.", "khieu_nai t"),
    "several at once": (
        "Sở Y tế",
        [],
        "Lo biên chế, ngân sách và mua sắm.",
        "to_chuc_bo_may t, tai_chinh t, tai_san t",
    ),
    "the whole sector has no id": (ICT, [], "Dự thảo quyết định về thông tin và truyền thông.", ""),
    "administration of the sector": (ICT, [], "Hợp tác quốc tế về thông tin và truyền thông.", "htqt t"),
    "a residual duty has none": (ICT, [], "Làm các nhiệm vụ khác theo kế hoạch.", ""),
    "a residue behind a task": (ICT, [], "Lo thi đua, khen thưởng và nhiệm vụ khác.", "thi_dua t"),
    "a hint, where nothing else tells": (ICT, [], "Lập kế hoạch hằng quý.", "ke_hoach t"),
    "not beside a name": (ICT, [], "Lập kế hoạch cải cách hành chính.", "cchc t"),
    "the department's own id": (
        "Sở Nội vụ",
        [],
        "Chấm điểm cải cách hành chính.",
        "cai_cach_hanh_chinh_che_do_cong_vu t",
    ),
    "its own house: administration": ("Sở Nội vụ", [], "Tuyển dụng công chức, viên chức thuộc Sở.", "can_bo t"),
    "money it was given": ("Sở Tài chính", [], "Giữ gìn tài sản được giao.", "tai_san t"),
    "the field of money": (
        "Sở Tài chính",
        [],
        "Hướng dẫn cấp xã kiểm kê tài sản công.",
        "tai_san t, tai_san_nha_nuoc t",
    ),
    "all departments where none is known": (None, [], "Quản lý chợ và đất đai.", "luu_thong_hang_hoa t, dat_dai t"),
    "not those of another": ("Sở Y tế", [], "Khám bệnh, chữa bệnh ở chợ.", "kham_benh_chua_benh t"),
    "names in capitals": (ICT, [], "QUẢN LÝ BƯU CHÍNH", "buu_chinh t"),
    "the tone on the other vowel": ("Sở Công Thương", [], "Cấp phép hoá chất.", "hoa_chat t"),
    "i for y": ("Sở Tư pháp", [], "Trợ giúp pháp lí.", "tro_giup_phap_ly t"),
    "words joined otherwise": ("Sở Nội vụ", [], "Quỹ thi đua-khen thưởng.", "thi_dua_khen_thuong t"),
    "a comma left out": (ICT, [], "Hoạt động xuất bản in và phát hành.", "xuat_ban t"),
}

# ---- traps

TRAPS = {
    "in is Latin too": (ICT, [], "Gửi thư in memoriam.", ""),
    "in within words": (ICT, [], "Tin in đậm.", ""),
    "in as a trade": (ICT, [], "Đăng ký hoạt động in.", "xuat_ban.in t"),
    "điện tử of thông tin điện tử": (ICT, [], "Quản lý thông tin điện tử.", "ttdt t"),
    "điện tử of games": (ICT, [], "Đếm điểm trò chơi điện tử.", "ttdt.tro_choi t"),
    "điện tử of transactions": (ICT, [], "Phổ cập giao dịch điện tử.", "cds.giao_dich_dien_tu t"),
    "điện tử of commerce": ("Sở Công Thương", [], "Mở lớp thương mại điện tử.", "thuong_mai_dien_tu t"),
    "thông tin alone": (ICT, [], "Cung cấp thông tin cho dân.", ""),
    "a portal is a system": (ICT, [], "Vận hành Cổng thông tin điện tử.", "cntt.he_thong t"),
    "a site of news is not": (ICT, [], "Cấp phép trang thông tin điện tử tổng hợp.", "ttdt.trang_tonghop t"),
    "advertising on media": (ICT, [], "Xem quảng cáo trên báo chí, xuất bản phẩm, mạng viễn thông.", "quang_cao t"),
    "advertising in a list": (ICT, [], "Quản lý báo chí, quảng cáo, bưu chính.", "bao_chi t, quang_cao t, buu_chinh t"),
    "rights in works": (ICT, [], "Bảo hộ sở hữu trí tuệ đối với tác phẩm báo chí.", "shtt t"),
    "after a semicolon the works are over": (
        ICT,
        [],
        "Bảo hộ bản quyền trong xuất bản; cấp phép bưu chính.",
        "shtt t, buu_chinh t",
    ),
    "security as a condition of the post": (ICT, ["Về bưu chính:"], "Giữ an toàn thông tin khi phát.", "buu_chinh h"),
    "an environment that is none": ("Sở Nông nghiệp và Môi trường", [], "Cải thiện môi trường đầu tư.", ""),
    "the environment": ("Sở Nông nghiệp và Môi trường", [], "Bảo vệ môi trường.", "moi_truong t"),
    "workers are people": ("Sở Nội vụ", [], "Họp với người lao động.", ""),
    "a department's name is no field": (ICT, [], "Gửi Sở Tài chính, Sở Khoa học và Công nghệ.", ""),
    "a body's name is no field": (ICT, [], "Phối hợp với Trung tâm Tần số vô tuyến điện.", ""),
    "a law's name is no field": (ICT, [], "Giữ sổ theo Luật Viễn thông.", ""),
    "architecture of systems": ("Sở Xây dựng", [], "Cập nhật Kiến trúc Chính quyền điện tử.", "cds.chinh_quyen_so t"),
    "keeping data is no archive": ("Sở Nội vụ", [], "Thu thập, lưu trữ số liệu bầu cử.", "chinh_quyen_dia_phuong t"),
    "a post's field is the post": ("Sở Nội vụ", [], "Định vị trí việc làm.", "vi_tri_viec_lam_bien_che t"),
    "a forest fire is no office fire": (
        "Sở Nông nghiệp và Môi trường",
        [],
        "Phòng cháy, chữa cháy rừng.",
        "lam_nghiep t",
    ),
}

# ---- the unit's function

FUNCTIONS = {
    "the field assigned": ("Soạn tài liệu về lĩnh vực được giao.", FUNCTION, "buu_chinh f, vien_thong f, tan_so f"),
    "with its administration": (
        "Đào tạo, bồi dưỡng công chức trong lĩnh vực phụ trách.",
        FUNCTION,
        "buu_chinh f, vien_thong f, tan_so f, can_bo t",
    ),
    "the words come first": ("Giữ sổ bưu chính trong lĩnh vực được giao.", FUNCTION, "buu_chinh t"),
    "without such words": ("Giữ sổ.", FUNCTION, ""),
    "without a statement": ("Soạn tài liệu về lĩnh vực được giao.", [], ""),
    "a residual duty": ("Làm nhiệm vụ khác trong lĩnh vực được giao.", FUNCTION, ""),
    "a function as wide as the sector": ("Soạn tài liệu về lĩnh vực được giao.", WIDE, ""),
}


@pytest.mark.parametrize(("department", "leads", "text", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_the_heading_of_the_group(department: str, leads: list[str], text: str, expected: str) -> None:
    assert said(department, leads, text) == expected


@pytest.mark.parametrize(("department", "leads", "text", "expected"), WORDS.values(), ids=WORDS)
def test_its_own_words(department: str | None, leads: list[str], text: str, expected: str) -> None:
    assert said(department, leads, text) == expected


@pytest.mark.parametrize(("department", "leads", "text", "expected"), TRAPS.values(), ids=TRAPS)
def test_traps(department: str, leads: list[str], text: str, expected: str) -> None:
    assert said(department, leads, text) == expected


@pytest.mark.parametrize(("text", "functions", "expected"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_function_of_the_unit(text: str, functions: list[str], expected: str) -> None:
    assert said(ICT, [], text, functions) == expected


# ---- which departments

DEPARTMENTS = {
    "a department": (["Sở Nội vụ"], {"so_noi_vu"}),
    "with its province": (["Sở Tài chính tỉnh Sơn La"], {"so_tai_chinh"}),
    "in capitals": (["SỞ Y TẾ"], {"so_y_te"}),
    "a ministry": (["Bộ Tư pháp"], {"so_tu_phap"}),
    "commas in the name": (["Sở Văn hóa, Thể thao và Du lịch"], {"so_van_hoa_the_thao_du_lich"}),
    "the longer name": (["Sở Nông nghiệp và Môi trường"], {"so_nong_nghiep_moi_truong"}),
    "a room by what it belongs to": (["Phòng Việc làm", "Sở Nội vụ", None], {"so_noi_vu"}),
    "a room that is named like a district's": (["Phòng Tài chính - Kế hoạch", "Sở Y tế"], {"so_y_te"}),
    "a room by the issuer": (["Văn phòng", None, "Sở Du lịch"], {"so_du_lich"}),
    "the department before the issuer": (["Sở Xây dựng", None, "Ủy ban nhân dân tỉnh Sơn La"], {"so_xay_dung"}),
    "a body by its field": (["Chi cục Kiểm lâm"], {"so_nong_nghiep_ptnt", "so_nong_nghiep_moi_truong"}),
    "the inspectorate of the province": (["Thanh tra tỉnh"], {"thanh_tra_tinh"}),
    "not that of a department": (["Thanh tra Sở", "Sở Y tế"], {"so_y_te"}),
    "nobody told": (["Phòng Kinh tế", None, "Ủy ban nhân dân xã An Phú"], set()),
    "no names": ([None, None], set()),
}


@pytest.mark.parametrize(("names", "expected"), DEPARTMENTS.values(), ids=DEPARTMENTS)
def test_the_departments_of_names(names: list[str | None], expected: set[str]) -> None:
    assert departments_of(*names) == expected


# ---- names in a text


def test_find_gives_the_longest_names_where_they_stand() -> None:
    text = "Cấp phép trò chơi điện tử công cộng; quản lý THÔNG TIN CƠ SỞ và toà soạn báo chí."
    found = find(text, departments_of(ICT))
    assert [(text[f.start : f.end], f.id) for f in found] == [
        ("trò chơi điện tử công cộng", "ttdt.tro_choi"),
        ("THÔNG TIN CƠ SỞ", "ttcs"),
        ("báo chí", "bao_chi"),
    ]


def test_find_without_departments_knows_all_of_them() -> None:
    assert find("rừng") == [Found(0, 4, "lam_nghiep")]
    assert find("rừng", frozenset({"so_y_te"})) == []


# ---- the table


def forms() -> Iterator[tuple[str, str, str, str]]:
    """Every form and hint of the table with its id and its departments."""
    for row in table("domains"):
        for column in ("forms", "hints"):
            for form in filter(None, row[column].split("; ")):
                yield row["id"], row["departments"], column, form


def test_every_row_is_whole() -> None:
    rows = table("domains")
    ids = {row["id"] for row in rows}
    departments = {row["id"] for row in rows if row["departments"] == "department"}
    assert len(ids - {"-"}) == len([row for row in rows if row["id"] != "-"])
    for row in rows:
        assert row["parent"] == (row["id"].rpartition(".")[0] if "." in row["id"] else "")
        assert row["parent"] in ids | {""}
        assert row["name"] and row["source"] and row["forms"]
        assert set(row["departments"].split()) <= departments | {"cross", "department", "trap"}


def test_every_form_can_fire() -> None:
    """In the list of one of its departments, or in a duty about a department's own house."""
    silent = []
    for id_, departments, column, form in forms():
        if departments == "department":
            fires = departments_of(form) == {id_}
        elif departments == "trap":
            fires = not [f for f in find(form) if f.end - f.start == len(form)]
        elif column == "hints":
            owner = frozenset({"so_y_te"} if "cross" in departments else departments.split())
            fires = id_ in {d.id for d in domains(f"Lo {form}.", [], [], owner)}
        else:
            owner = frozenset(departments.split()) - {"cross"} or frozenset({"so_du_lich"})
            house = {d.id for d in domains(f"Lo {form} của Sở.", [], [], owner)}
            fires = any(f == (0, len(form), id_) for f in find(form, owner)) or id_ in house
        if not fires:
            silent.append((id_, form))
    assert silent == []


# ---- in a document


def test_a_document_tells_the_fields_of_its_duties() -> None:
    text = """\
UBND TỈNH SƠN LA            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ THÔNG TIN VÀ TRUYỀN THÔNG    Độc lập - Tự do - Hạnh phúc
Số: 31/QĐ-STTTT               Sơn La, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của các phòng thuộc Sở Thông tin và Truyền thông
QUYẾT ĐỊNH:
Điều 1. Phòng Bưu chính
1. Chức năng: giúp Giám đốc quản lý bưu chính và viễn thông.
2. Nhiệm vụ và quyền hạn:
a) Về tem bưu chính:
- Giữ bộ mẫu;
- Mở cuộc thi vẽ.
b) Soạn tài liệu về lĩnh vực được giao.
c) Làm nhiệm vụ khác do Giám đốc giao.
"""
    document = json.loads(msgspec.json.encode(nhiemvu.extract_bytes(text.encode(), "t.txt")))
    assert nhiemvu.check(document) == []
    assert [(d["path"], [(f["id"], f["via"]) for f in d["domains"]]) for d in document["duties"]] == [
        ("Điều 1/2/a/-1", [("buu_chinh.tem", "heading")]),
        ("Điều 1/2/a/-2", [("buu_chinh.tem", "heading")]),
        ("Điều 1/2/b", [("buu_chinh", "function"), ("vien_thong", "function")]),
        ("Điều 1/2/c", []),
    ]


# ---- whatever the text holds

FRAGMENTS = [form for *_, form in forms()] + [
    *(
        "Về ",
        ":",
        " của Sở",
        " trên ",
        "; ",
        ", ",
        " và ",
        " - ",
        "lĩnh vực được giao",
        "nhiệm vụ khác",
        " (",
        "İ",
        "ẞ",
    ),
    *("\u0300", "\n", "\xa0", " đối với ", "Cục ", "ngành, lĩnh vực"),
]
anything = st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=20).map("".join)
IDS = sorted({row["id"] for row in table("domains") if row["departments"] == "department"})


@given(anything, st.sets(st.sampled_from(IDS), max_size=2).map(frozenset))
def test_found_names_lie_in_the_text_one_after_the_other(text: str, departments: frozenset[str]) -> None:
    at = 0
    for start, end, id_ in find(text, departments):
        assert at <= start < end <= len(text)
        assert id_ != "-"
        at = end


@given(anything, st.lists(anything, max_size=3), st.lists(anything, max_size=2))
def test_no_text_makes_it_fail(text: str, leads: list[str], functions: list[str]) -> None:
    ids = [row["id"] for row in table("domains")]
    departments = departments_of(text, *leads)
    assert departments <= set(IDS)
    found = domains(text, leads, functions, departments)
    assert {domain.id for domain in found} <= set(ids) - {"-"}
    assert len({domain.id for domain in found}) == len(found)
