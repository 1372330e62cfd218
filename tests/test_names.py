"""Names of agencies and posts in a sentence: what is one, where it begins and where it ends.

One row of a table is one phenomenon: a sentence with its names in square brackets, and in braces the type
words and titles that stand alone, of which only linking can say whom they mean.
"""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhiemvu.knowledge import table
from nhiemvu.language.letters import for_spelling
from nhiemvu.names import types
from nhiemvu.names.gazetteer import known
from nhiemvu.names.grammar import Name, find


def marked(text: str) -> str:
    """The text with the names in it in square brackets, bare words in braces."""
    for name in reversed(find(text)):
        left, right = "{}" if name.bare else "[]"
        text = f"{text[: name.start]}{left}{text[name.start : name.end]}{right}{text[name.end :]}"
    return text


def plain(row: str) -> str:
    return re.sub(r"[\[\]{}]", "", row)


def printed(text: str) -> list[str]:
    """The names in a text as they stand there."""
    return [text[name.start : name.end] for name in find(text)]


# ---- what is a name

NAMES = [
    # A type word with words of its own, of which one has a capital.
    "Phối hợp với [Sở Nội vụ] và [Công an tỉnh] lập sổ trực đêm.",
    "Mời [Bộ Xây dựng], [Tổng cục Muối biển] và [Cục Bản đồ] cùng xem cầu phao.",
    "Gửi [Kho bạc Nhà nước tỉnh], [Bảo hiểm xã hội tỉnh] hai bản kê muối.",
    "Mời [Toà án nhân dân tỉnh], [Viện kiểm sát nhân dân các cấp] dự lễ.",
    "Mời [Học viện Nghề Biển], [Trường Cao đẳng Nghề Muối], [Tạp chí Muối biển] cùng viết bài.",
    "Giao [Bệnh viện Đa khoa tỉnh], [Trạm Kiểm lâm số 5] một cái cân.",
    "Nộp [phòng Văn hóa và Thông tin cấp huyện] một cái trống.",
    "Nhờ [Bộ phận Tiếp nhận và Trả kết quả] của {Sở} phát phiếu.",
    "Nhờ [Bộ phận Tiếp nhận và giao trả kết quả], [Bộ phận Một cửa] để phát phiếu.",
    "[Hội đồng quản lý] trong đơn vị sự nghiệp công lập họp mỗi quý.",
    "Mời [Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn] để đo mực nước.",
    "Mời [Đội Quản lý thị trường số 2], [Đội Kiểm tra liên ngành 814] đến chợ.",
    # A short form.
    "Gửi [UBND tỉnh], [HĐND huyện] và [Ủy ban MTTQ Việt Nam tỉnh] bản kê muối.",
    "Mời [Sở KH&CN], [Sở TT&TT] và [Bộ NN&PTNT] xem ruộng muối.",
    "Gửi [UBND TP. Hải Phòng], [UBND TP Hải Phòng] một con tem.",
    "Báo cho [VNCERT/CC] khi trang tin bị sửa.",
    # Misread letters and case stand for the name.
    "Gửi [Uy ban nhân dân tỉnh] và [ủy ban nhân dân Thành pho] một con tem.",
    "Gửi [Ủy Ban Nhân Dân tỉnh], [Hội đồng Nhân dân tỉnh] một con tem.",
    "Gửi [Uỷ ban nhân dân tỉnh], [Sở Văn hoá và Thể thao] một con tem.",
    "Mời [Sở Lao động – Thương binh và Xã hội], [Sở LĐ–TB&XH] xem kho gạo.",
    # A task in small letters; a task that is told by the way is no name.
    "Mời [Hội đồng thẩm định tỉnh], hội đồng thẩm định hồ sơ chợ đêm họp.",
    "Tham gia [Tổ công tác liên ngành] về muối.",
    "Tham gia [Đội phòng cháy, chữa cháy và cứu nạn, cứu hộ] của {Sở}.",
    "Tham gia [Ban Chỉ đạo phòng, chống lụt bão tỉnh], [Ban Chỉ đạo 389 tỉnh].",
    "Nhờ [Tổ Quản lý dữ liệu], [Tổ phục vụ] để dọn kho.",
    "Hội đồng quyết định số muối được thưởng.",
    # A type word alone is left to linking; none but the closed list is.
    "Cơ cấu tổ chức của {Ban}; con dấu của {Chi cục}; ý kiến của {bộ}.",
    "{Sở} là cơ quan giữ kho; {Trung tâm} được giao cân muối; {Phòng} có sổ riêng.",
    "Cơ quan, đơn vị, ngành, tổ chức giữ kho.",
    # Classes.
    "Bàn với [các bộ], [cơ quan ngang bộ], [cơ quan thuộc Chính phủ] về muối.",
    "Bàn với {bộ}, [cơ quan ngang bộ] về muối.",
    "Bàn với [các bộ, ngành], địa phương về muối.",
    "Bàn với [bộ, ngành]; [các sở]; [các sở, ngành]; [các sở, ban, ngành] về muối.",
    "Gửi [các Bộ], [các Sở, ngành] và [cơ quan đại diện Việt Nam ở nước ngoài] một con tem.",
    "[Các sở] giữ kho riêng.",
    # "các" before a name is not part of it.
    "Các [Phòng Văn hóa và Thông tin] có trống; các [Ủy viên Ủy ban nhân dân tỉnh] xem trống.",
    # Unnamed parts of an agency, descriptions, sectors and forces.
    "Các phòng, ban, thanh tra, đơn vị sự nghiệp thuộc {Sở} giữ sổ riêng.",
    "Phòng chuyên môn thuộc [Ủy ban nhân dân cấp xã] giữ sổ.",
    "Cơ quan chuyên môn, cơ quan báo chí và tổ chức nước ngoài xem kho.",
    "Các ngành Quốc phòng, Công an, kiểm lâm và ngành y tế xem kho.",
    # The state and the political system, and nothing else.
    "Mời [Ban Tuyên giáo Tỉnh ủy], [Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh] và [Bộ Chính trị] dự lễ.",
    "Mời [Ban Thường vụ Tỉnh ủy], [Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh] dự lễ.",
    "Mời [Liên đoàn Lao động tỉnh], [Hội Nông dân tỉnh], [Đài Phát thanh và Truyền hình tỉnh] dự lễ.",
    "Hiệp hội Muối biển Việt Nam, Quỹ Bảo trợ trẻ em và Cổng thông tin điện tử không giữ kho.",
    "Đảng, Nhà nước, Trung ương, địa phương, chính quyền cấp xã chăm lo diêm dân.",
    "Học theo Chủ tịch Hồ Chí Minh.",
    # None in a code; a field of work is none.
    "Căn cứ Quyết định số 12/2024/QĐ-UBND và văn bản 15/UBND-NC về muối.",
    "Xây dựng Chính phủ điện tử, Chính phủ số bằng muối.",
    # The description of a draft is not a title.
    "Dự thảo Quyết định quy định chức năng của [Sở Du lịch].",
    "Theo quy định của [Chính phủ] và nghị quyết của [Hội đồng nhân dân tỉnh].",
]

# ---- where it ends

ENDS = [
    # thuộc, của, tại, a comma or "và" with the next body.
    "[Phòng Văn hóa và Thông tin] thuộc [UBND cấp huyện] giữ trống.",
    "Mời [Hội đồng thi đua, khen thưởng] của {Sở} họp.",
    "[Bộ phận Tiếp nhận và Trả kết quả] tại [Ủy ban nhân dân xã] phát phiếu.",
    "[Trung tâm Y tế dự phòng] trực thuộc {Sở}.",
    "[Phòng Đo đạc] được giao một cái cân; [Phòng Bản đồ] chủ trì vẽ.",
    "[Phòng Đo đạc], [Phòng Bản đồ] và [Trung tâm Khuyến nông] cùng vẽ.",
    "[Sở Tư pháp] chủ trì, phối hợp với [Công an tỉnh] giữ sổ.",
    "[Phòng Đo đạc] quản lý kho; [Phòng Bản đồ] hướng dẫn cân muối.",
    "Mời [Hội đồng nhân dân] và [Ủy ban nhân dân tỉnh] dự lễ.",
    'Mời "[Sở Nội vụ]" và ([Sở Du lịch]) dự lễ.',
    # Commas, "và" and dashes of its own.
    "Giúp [Sở Văn hóa, Thể thao và Du lịch] treo cờ.",
    "Giúp [Sở Lao động - Thương binh và Xã hội], [Sở Y tế] treo cờ.",
    "[Trung tâm Văn hóa, Thể thao và Truyền thông], [Phòng Kinh tế - Hạ tầng] cùng treo cờ.",
    "[Phòng Nông nghiệp, Môi trường và Kinh tế] được treo cờ.",
    "[Cục Quản lý, giám sát bảo hiểm], [Cục Phòng, chống thiên tai] treo cờ.",
    "[Phòng Quản lý đô thị], [Trung tâm Dịch vụ việc làm] cùng treo cờ.",
    "[Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh] treo cờ.",
    # Level and place stay.
    "Gửi [Ủy ban nhân dân các quận, huyện] bản đồ chợ.",
    "Mời [Ủy ban nhân dân xã, phường, thị trấn] họp.",
    "Mời [Ủy ban nhân dân các huyện, thị xã, thành phố thuộc tỉnh] dự.",
    "Báo [Hội đồng nhân dân cùng cấp], [Hội đồng nhân dân các cấp] về muối.",
    "Gửi [Ủy ban nhân dân tỉnh Sơn La], [Ủy ban nhân dân huyện Mai Sơn], [UBND phường Bến Nghé] một con tem.",
    "Gửi [Ủy ban nhân dân cấp tỉnh], cấp huyện, cấp xã một con tem.",
    "[Chi cục Kiểm lâm tỉnh Sơn La], các [Hạt Kiểm lâm huyện], [Hạt Kiểm lâm các huyện, thành phố] giữ rừng.",
    "[Trung tâm Tần số vô tuyến điện khu vực VII] đo sóng.",
    # Ellipsis: each part with a word of its own.
    "Theo ý kiến [Thành ủy], [HĐND], [UBND thành phố] về cầu phao.",
    "Giúp {Chủ tịch}, [Phó Chủ tịch Ủy ban nhân dân tỉnh] giữ sổ.",
    "Mời [Thường trực Hội đồng nhân dân], [Ủy ban nhân dân tỉnh] dự lễ.",
    "[Trung tâm ứng cứu khẩn cấp không gian mạng Việt Nam] ([VNCERT/CC]) báo tin.",
    # "thường trực" elsewhere is a role.
    "Là cơ quan thường trực [Ban Biên tập Cổng thông tin điện tử tỉnh].",
    "Giữ nhiệm vụ Thường trực [Hội đồng thi đua, khen thưởng].",
    "Làm thường trực [Ban chỉ đạo về chuyển đổi số].",
    # Offices, and the verb that looks like one.
    "Mời [Thanh tra tỉnh], [Thanh tra Chính phủ], [Thanh tra Bộ Xây dựng] và [Thanh tra Sở] xem kho.",
    "Thanh tra, kiểm tra việc cân muối.",
    "Thanh tra việc cân muối.",
    "Nhờ [Văn phòng Ủy ban nhân dân tỉnh], [Văn phòng Sở] in phiếu.",
    # Words that only look like type words.
    "Tổ chức hội chợ muối; giữ bằng Tổ quốc ghi công; họp Tổ dân phố.",
    "Theo Bộ luật Dân sự về muối.",
    "Cán bộ nội bộ ở cơ sở giữ sổ đồng bộ.",
    "Phòng ngừa mối mọt; Ban hành nội quy kho; Viện trợ gạo; Bộ máy gọn.",
]

# ---- posts

POSTS = [
    "Mời [Chánh Thanh tra Sở], [Bộ trưởng Bộ Nội vụ], [lãnh đạo Sở] dự lễ.",
    "Mời [Chi cục trưởng Chi cục Kiểm lâm], [Bí thư Tỉnh ủy], [Phó Thủ tướng Chính phủ] dự lễ.",
    "Giúp [Chủ tịch UBND các xã, phường, đặc khu] cân muối.",
    "Mời [Hiệu trưởng Trường Cao đẳng Nghề Muối], [Giám đốc Trung tâm Dịch vụ việc làm] đến dự lễ.",
    "Mời [đại biểu Quốc hội], [đại biểu Hội đồng nhân dân các cấp], [thành viên Chính phủ] dự lễ.",
    "Bầu Ủy viên mới; mời lãnh đạo, đại biểu và thành viên dự lễ.",
    "Trình {Giám đốc}, {Chi cục trưởng}, {Bộ trưởng} một con tem.",
    "Mời {Bộ trưởng}, [Thủ trưởng cơ quan ngang bộ] dự lễ.",
    "Mời [Chủ tịch nước], [Phó Chủ tịch nước], [Tổng Bí thư] và {Thủ tướng} dự lễ.",
    "Người đứng đầu, thủ trưởng cơ quan, Trưởng, Phó các tổ chức giữ khóa kho.",
    "Kế toán trưởng, Thanh tra viên, công chức giữ khóa kho.",
    "Công chức [Phòng Văn hóa và Thông tin], thành viên của [Hội đồng thi đua, khen thưởng] giữ khóa kho.",
    "Thủ trưởng [các sở, ban, ngành] giữ khóa kho.",
    "{Trưởng phòng}, [Phó Trưởng phòng Phòng Văn hóa và Thông tin] được giao khóa kho.",
]

# ---- own words in small letters, Party bodies, titles with the own words of their body

SMALL = [
    "Gửi [Văn phòng đăng ký muối biển]; báo [Chi nhánh Văn phòng đăng ký muối biển].",
    "Nhờ ý kiến của [Trung tâm trợ giúp diêm dân], [Phòng công chứng] và [Bệnh viện mắt tỉnh].",
    "Các đơn vị: [Trung tâm phòng chống mặn]; [Trung tâm chăm sóc diêm dân]; [Trạm đo mặn].",
    "Con dấu của [Ban tiếp công dân tỉnh] và [Ủy ban bầu cử]; nước của Trạm bơm thuộc {Sở}.",
    # A sentence is no name: a verb behind the type word, or words that name nobody.
    "Kế hoạch do {Trung tâm} tổ chức; {Trung tâm} thực hiện; Phòng chuyên môn lập sổ.",
    "Sổ của {Trung tâm} quản lý; phiếu của Phòng liên quan; Ban giám đốc họp.",
    "{Trưởng phòng} phân công, {Trưởng ban} dự lễ.",
    # Nor are bodies outside the state, nor other words with the same beginning.
    "Văn phòng luật sư, Văn phòng công chứng, Văn phòng Thừa phát lại và Trung tâm trọng tài.",
    "Mời [Cục Sở hữu trí tuệ] và Văn phòng luật sư Muối Mặn.",
    "Các bộ phận khác, các bộ luật, bộ tiêu chí.",
]

PARTY = [
    "[Đảng ủy Sở Tư pháp] và [Quân uỷ Trung ương] báo tin; trình [Ban Chấp hành Trung ương Đảng].",
    "[Đảng uỷ xã], [Đảng ủy UBND tỉnh], [Ban Thường vụ Đảng ủy Bộ Y tế], [Đảng bộ Sở Y tế].",
    "[Đảng ủy Ủy ban Muối biển], [Đảng ủy Tòa án nhân dân tối cao]; Đảng ủy chỉ đạo.",
]

# "về" goes on behind the scope of a name; what a steering committee does is no part of its name.
SCOPED = [
    "Tham gia [Ban Chỉ đạo Quốc gia về Đê điều], [Ủy ban Quốc gia về Muối biển].",
    "Trình [lãnh đạo Ban Chỉ đạo] phê duyệt; [Ban Chỉ đạo thực hiện Nghị quyết 57] họp.",
    "[Bộ Y tế] về việc muối; [Tổ công tác liên ngành] về muối.",
]

LED = [
    "[Trưởng phòng công chứng], [Trưởng ban Vì sự nghiệp muối], {Trưởng phòng}.",
    "Mời [Phó trưởng Phòng Lao động - Thương binh và Xã hội] thuộc [Ủy ban nhân dân huyện].",
    "{Trưởng phòng}, [Phó Trưởng phòng Kinh tế] được giao khóa kho.",
    "Mời trưởng và [phó trưởng Phòng Y tế], [giám đốc Sở Y tế]; giám đốc dự lễ.",
    "Trình [Giám đốc Quỹ Muối biển], [Giám đốc Quỹ] và [Hiệu trưởng Trường Muối biển].",
]

# Type words alone in small letters, but no plural; a level that ends; classes in any letters; compounds.
ALONE = [
    "Sổ của {phòng} và {đội}; các phòng khác, các phòng, ban; phòng, chống mối.",
    "Cấp bộ, chi bộ, cán bộ giữ sổ; [các Bộ, Ngành] và [các Sở, Ban, Ngành] giữ kho.",
    "[Ủy ban nhân dân xã, phường] trực thuộc tỉnh, [Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương].",
    "[Cục Đăng ký và Dữ liệu muối]; [Hội đồng Quản lý Quỹ] và một số việc khác.",
    "Gửi [Phòng Công chứng số 1], [Bệnh viện Đa khoa Muối Biển], [Trung tâm Pháp y tâm thần].",
    "Gửi [Bộ phận tiếp nhận và trả kết quả] của {Sở}; tệ nạn xã hội.",
]

# ---- whitespace of any kind

SPACES = [
    "Gửi [Sở  Nội\n vụ] và [Ủy ban nhân dân\ttỉnh] một con tem.",
    "Gửi [Ủy\u00a0ban nhân  dân các quận,\n huyện] một con tem.",
    "Gửi [Sở Văn hóa,\nThể thao  và\u00a0Du lịch] một con tem.",
    "Gửi [các  sở,\nban, ngành] một con tem.",
    "Gửi [Phòng Đo\nđạc  và  Bản đồ], một con tem.",
    "Gửi [Chủ tịch\nỦy ban nhân dân\u00a0 tỉnh] một con tem.",
    "Gửi {Sở}\nmột con tem.",
]

# Rows that do not hold yet, with what goes wrong.
# Names that a first reading cuts, swallows or invents.
HARD = [
    "Gửi [Sở nội vụ], [Sở Thông tin và truyền thông], [SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH].",
    "Trình [Chủ Tịch Ủy Ban Nhân dân tỉnh]; [Giám đốc Sở] xây dựng kế hoạch muối; [BỘ NỘI VỤ] xem.",
    "[Phòng Đo đạc] vào kho; mỗi phòng 06 biên chế; [Phòng Bản đồ] gồm 02 người.",
    "Mời [UBND Thành phố] Lê Văn Muối dự lễ.",
    "Tham gia [Ban Chỉ đạo thực hiện Nghị quyết 57] về muối.",
    "Tham gia [Ban Chỉ đạo phòng, chống tham nhũng tỉnh].",
    "Mời [Ban Chỉ huy Phòng thủ dân sự tỉnh] dự lễ.",
    "Mời [Ban Quản lý Dự án đầu tư xây dựng] cùng dự lễ.",
    "Mời [Trường Chính trị tỉnh] dự lễ.",
    "Mời [Đoàn đại biểu Quốc hội tỉnh] dự lễ.",
    "Mời [Cục Tần số vô tuyến điện khu vực VII] đo sóng.",
    "[Kho bạc Nhà nước khu vực VII] giữ tiền.",
    "Đội ngũ diêm dân cân muối.",
    "Phòng, chống mối mọt trong kho.",
    "[Trung tâm Khuyến nông] ở huyện cân muối.",
    "[Phòng Đo đạc] phải giữ kho; [Phòng Bản đồ] không giữ kho.",
    "Mời [Tổ bầu cử số 1] dự lễ.",
    "Mời [Ủy ban bầu cử tỉnh] dự lễ.",
    "[Phòng Đo đạc] lập sổ; [Phòng Bản đồ] ký sổ.",
    "Gửi [UBND Thành phố Hồ Chí Minh], [Công an Quận 3] một con tem.",
    "Mời [Ban Quản lý dự án tỉnh] dự lễ.",
    "Gửi [Chủ tịch  Ủy ban nhân dân tỉnh] một con tem.",
]

KNOWN = [
    ("Mời [Trung tâm Xúc tiến đầu tư, thương mại và du lịch] cùng dự lễ.", "'đầu tư' in a name is read as a duty"),
    ("Mời [Phòng Thanh tra], [Đội Thanh tra số 1] cùng dự lễ.", "a type word before an office is no name"),
]


@pytest.mark.parametrize("row", NAMES, ids=NAMES)
def test_what_is_a_name(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", ENDS, ids=ENDS)
def test_where_a_name_begins_and_ends(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", POSTS, ids=POSTS)
def test_posts(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", [*SMALL, *PARTY, *SCOPED, *LED, *ALONE])
def test_small_own_words_party_bodies_and_titles_with_own_words(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", HARD, ids=HARD)
def test_names_that_are_hard_to_tell(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", SPACES)
def test_whitespace_in_names(row: str) -> None:
    assert marked(plain(row)) == row


@pytest.mark.parametrize("row", [pytest.param(row, id=row, marks=pytest.mark.xfail(reason=why)) for row, why in KNOWN])
def test_what_does_not_hold_yet(row: str) -> None:
    assert marked(plain(row)) == row


# ---- what a name is made of


def only(text: str) -> Name:
    """The one name in a text."""
    (name,) = find(text)
    return name


def test_an_agency_tells_its_type_word_its_name_and_its_level() -> None:
    assert only("Gửi Uỷ ban  nhân dân các quận, huyện.")[2:6] == (
        "agency", "ủy ban nhân dân", "Ủy ban nhân dân", "các quận, huyện",
    )  # fmt: skip
    assert only("Gửi phòng Đo  đạc cấp xã.")[2:6] == ("agency", "phòng", "Phòng Đo đạc", "cấp xã")
    assert only("Gửi Sở TT&TT.").name == "Sở TT&TT"
    assert only("Gửi HĐND xã.").name == "Hội đồng nhân dân"
    assert only("Gửi thường trực HĐND xã.").name == "Thường trực Hội đồng nhân dân"


def test_a_post_tells_its_title_and_its_body() -> None:
    post = only("Gửi Phó Chủ tịch UBND tỉnh.")
    assert (post.type, post.head, post.name, post.bare) == ("post", "phó chủ tịch", "Phó Chủ tịch", False)
    assert post.body and (post.body.name, post.body.level) == ("Ủy ban nhân dân", "tỉnh")
    assert only("Gửi Giám đốc.").bare and only("Gửi Giám đốc.").body is None
    office = only("Gửi Thanh tra Bộ Y tế.")
    assert office.type == "agency" and office.body and office.body.name == "Bộ Y tế"


# ---- the tables

KNOWN_NAMES = sorted({row["name"] for kind in ("agencies", "bodies") for row in table(kind)})
HEADS = [{"head": head, "kind": kind} for head, kind in types.heads().items()]
HEADS += [{"head": head, "kind": "council", "full": full} for head, full in types.councils().items()]
# A council or office with a level, a body with a name of its own, a seat in a body: what a head needs to be a name.
NEEDS = {"council": " tỉnh", "office": " tỉnh", "typed": " Muối biển", "task": " Muối biển", "seat": " Sở Y tế"}


@pytest.mark.parametrize("name", KNOWN_NAMES)
def test_every_known_name_is_found_whole(name: str) -> None:
    level = " tỉnh" if known().get(name, {}).get("scope") == "levelled" else ""
    assert printed(f"Nộp sổ cho {name}{level} trước Tết.") == [f"{name}{level}"]


@pytest.mark.parametrize("row", table("abbreviations"), ids=lambda row: row["short"])
def test_every_short_form_is_found(row: dict[str, str]) -> None:
    names = [name for name in KNOWN_NAMES if row["full"] in name and " " in name]
    assert names
    for name in names:
        short = name.replace(row["full"], row["short"])
        level = " tỉnh" if short == row["short"] else ""
        assert printed(f"Nộp sổ cho {short}{level} trước Tết.") == [f"{short}{level}"]


@pytest.mark.parametrize("row", HEADS, ids=lambda row: row["head"])
def test_every_head_begins_a_name(row: dict[str, str]) -> None:
    name = row["head"] + NEEDS.get(row["kind"], "")
    (found,) = find(f"Nộp sổ theo ý kiến của {name}.")
    assert (found.start, found.end) == (23, 23 + len(name))
    assert found.bare == (row["kind"] == "small")
    assert found.type == ("post" if row["kind"] in ("seat", "whole") else "agency")


@pytest.mark.parametrize("row", table("posts"), ids=lambda row: row["post"])
def test_every_post_is_found_with_its_body(row: dict[str, str]) -> None:
    staff = row["level"] == "staff"
    assert printed(f"Mời {row['post']} Sở Y tế dự lễ.") == ["Sở Y tế" if staff else f"{row['post']} Sở Y tế"]
    assert printed(f"Mời {row['post']} dự lễ.") == ([] if staff else [row["post"]])


@pytest.mark.parametrize("row", table("name_ends"), ids=lambda row: row["word"])
def test_every_end_ends_a_name(row: dict[str, str]) -> None:
    word = row["word"]
    names = {"names": ["Phòng Muối biển"], "tasks": ["Hội đồng muối"], "both": ["Phòng Muối biển", "Hội đồng muối"]}
    for name in names[row["of"]]:
        assert printed(f"Mời {name} {word} các xã.") == [name]


def exceptions() -> Iterator[object]:
    """The words with which a name goes on, though their first syllable would end it; verbs end it in turn."""
    verbs = {row["verb"] for row in table("verbs")}
    for row in table("name_ends"):
        for other in filter(lambda word: word != "-", row["except_before"].split(", ")):
            words = f"{row['word']} {other}"
            if words not in verbs:
                yield pytest.param("Hội đồng muối" if row["of"] == "tasks" else "Phòng Muối", words, id=words)


@pytest.mark.parametrize(("name", "words"), list(exceptions()))
def test_every_exception_goes_on_with_the_name(name: str, words: str) -> None:
    assert printed(f"Mời {name} {words}.") == [f"{name} {words}"]


def test_the_kinds_and_scopes_of_the_tables_are_those_of_their_headers() -> None:
    assert {row["kind"] for row in HEADS} == {"class", "small", "whole", *NEEDS}
    assert {row["of"] for row in table("name_ends")} == {"names", "tasks", "both"}
    assert {row["scope"] for row in table("bodies")} == {
        "central", "province", "levelled", "internal", "party", "room",
    }  # fmt: skip
    assert all(row["full"] != "-" for row in HEADS if row["kind"] == "council")


# ---- whatever the text holds

PIECES = [
    *KNOWN_NAMES, *(row["head"] for row in HEADS), *(row["post"] for row in table("posts")),
    *(row["word"] for row in table("name_ends")), *(row["short"] for row in table("abbreviations")),
    "tỉnh", "các quận, huyện", "cấp xã", "thành phố Hà Nội", "thuộc tỉnh", "Muối biển", "số 1", "theo dõi", "và", ",",
    ", ", ";", "(", "-", "–", "/", "\n", "\u00a0", "İ", "ẞ", "\u0300", "Uỷ ban nhân dân", "khen thưởng", "Hồ Chí Minh",
    "điện tử",
]  # fmt: skip
mixed = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20)
anything = st.text(max_size=80) | mixed.map(" ".join) | mixed.map("".join)


def parts(name: Name) -> Iterator[Name]:
    """A name and the bodies in it."""
    yield name
    if name.body:
        yield from parts(name.body)


@given(anything)
@example("Tổ theo dõi, của")
@example("Chủ tịch ")
@example("Đội\u00a0")
def test_names_stand_in_the_text_one_after_the_other(text: str) -> None:
    found = find(text)
    assert found == find(text)
    at = 0
    for name in found:
        assert at <= name.start < name.end <= len(text)
        at = name.end
        for part in parts(name):
            assert name.start <= part.start < part.end == name.end
            assert part.type in ("agency", "post") and part.name
            assert not text[part.start].isspace() and not text[part.end - 1].isspace()
        assert name.body is None or not name.bare


@given(anything)
def test_the_place_of_a_tone_makes_no_other_names(text: str) -> None:
    assert find(for_spelling(text)) == find(text)


# A title and its body fall apart at two spaces, see KNOWN.
NAMES_ALONE = [
    name for name in KNOWN_NAMES if known().get(name, {}).get("scope") != "levelled" and name != "Thủ tướng Chính phủ"
]
blanks = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " \n  "])


@given(st.data(), st.sampled_from(NAMES_ALONE), st.sampled_from(["", " tỉnh Sơn La", " các cấp"]))
def test_whitespace_makes_no_other_names(data: st.DataObject, name: str, level: str) -> None:
    text = f"Nộp sổ cho {name}{level} trước Tết."
    wide = re.sub(" ", lambda _: data.draw(blanks), text)
    assert [" ".join(words.split()) for words in printed(wide)] == printed(text)
    assert [found.name for found in find(wide)] == [found.name for found in find(text)]


@pytest.mark.parametrize(("words", "names"), [("Văn phòng ", 2_000), ("Thanh tra ", 0)])
def test_a_row_of_offices_is_read(words: str, names: int) -> None:
    assert len(find(words * 2_000)) == names
