"""Whom a name means: its full form in a document of a province, of a city, of the centre, before and after the merger.

One row of a table is one phenomenon: a sentence, and the full forms of the names in it, as a user gets them.
"""

from itertools import pairwise
from textwrap import dedent

import pytest
from decision import HEADER, Data, extract
from hypothesis import example, given
from hypothesis import strategies as st

from nhiemvu.document import extract_bytes
from nhiemvu.language.letters import slug
from nhiemvu.mentions.context import Context, context
from nhiemvu.mentions.linking import link
from nhiemvu.names.grammar import find

PROVINCE = context("Sở Công Thương tỉnh Cà Mau", "2024-07-09", "Cà Mau", [])
AFTER = context("Sở Công Thương tỉnh Khánh Hòa", "2025-08-05", "Khánh Hòa", [])
CITY = context("Ủy ban nhân dân thành phố Hải Phòng", "2024-07-09", "Hải Phòng", [])
CENTRE = context("Chính phủ", "2024-07-09", None, [])


def full(about: Context, text: str) -> list[str]:
    """The full forms of the names in a sentence."""
    return [canonical for _, canonical, _ in link(find(text), text, None, about)]


# ---- a department of a province, before 1 July 2025

IN_A_PROVINCE = {
    "a department": ("Gửi Sở Nội vụ.", ["Sở Nội vụ tỉnh Cà Mau"]),
    "with a short form": ("Gửi Sở KH&CN.", ["Sở Khoa học và Công nghệ tỉnh Cà Mau"]),
    "the old place of the tone": ("Gửi Sở Văn hoá và Thể thao.", ["Sở Văn hóa và Thể thao tỉnh Cà Mau"]),
    "the committee of the province": ("Gửi UBND tỉnh.", ["Ủy ban nhân dân tỉnh Cà Mau"]),
    "the council without level": ("Gửi HĐND.", ["Hội đồng nhân dân tỉnh Cà Mau"]),
    "a level by rank": ("Gửi UBND cấp tỉnh.", ["Ủy ban nhân dân tỉnh Cà Mau"]),
    "misread": ("Gửi Uy ban nhân dân tỉnh.", ["Ủy ban nhân dân tỉnh Cà Mau"]),
    "another province": ("Gửi UBND tỉnh Sơn La.", ["Ủy ban nhân dân tỉnh Sơn La"]),
    "districts": ("Gửi UBND các huyện, thị xã.", ["Ủy ban nhân dân cấp huyện thuộc tỉnh Cà Mau"]),
    "communes": ("Gửi UBND xã, phường.", ["Ủy ban nhân dân cấp xã thuộc tỉnh Cà Mau"]),
    "one district": ("Gửi UBND huyện Năm Căn.", ["Ủy ban nhân dân huyện Năm Căn thuộc tỉnh Cà Mau"]),
    "a level that the text does not tell": ("Gửi Hội đồng nhân dân cấp trên.", ["Hội đồng nhân dân cấp trên"]),
    "its standing board": ("Gửi Thường trực HĐND tỉnh.", ["Thường trực Hội đồng nhân dân tỉnh Cà Mau"]),
    "a post of the committee": ("Giúp Chủ tịch UBND tỉnh.", ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"]),
    "a post of a class": ("Giúp Chủ tịch UBND cấp xã.", ["Chủ tịch Ủy ban nhân dân cấp xã thuộc tỉnh Cà Mau"]),
    "seats": (
        "Mời đại biểu Hội đồng nhân dân xã, đại biểu Quốc hội.",
        ["đại biểu Hội đồng nhân dân cấp xã thuộc tỉnh Cà Mau", "đại biểu Quốc hội"],
    ),
    "one body behind two titles": (
        "Giúp Chủ tịch, Phó Chủ tịch Ủy ban nhân dân tỉnh.",
        ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau", "Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"],
    ),
    "one body behind three titles": (
        "Giúp Chủ tịch, Phó Chủ tịch và các Ủy viên Ủy ban nhân dân tỉnh.",
        [
            "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",
            "Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",
            "Ủy viên Ủy ban nhân dân tỉnh Cà Mau",
        ],
    ),
    "one level behind two councils": (
        "Giúp HĐND, UBND tỉnh.",
        ["Hội đồng nhân dân tỉnh Cà Mau", "Ủy ban nhân dân tỉnh Cà Mau"],
    ),
    "bodies of a province": (
        "Mời Công an tỉnh, Kho bạc Nhà nước, Cục Thống kê, Ban Dân tộc.",
        [
            "Công an tỉnh Cà Mau",
            "Kho bạc nhà nước tỉnh Cà Mau",
            "Cục Thống kê tỉnh Cà Mau",
            "Ban Dân tộc tỉnh Cà Mau",
        ],
    ),
    "the Party": (
        "Xin ý kiến Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy.",
        ["Tỉnh ủy Cà Mau", "Ban Tuyên giáo Tỉnh ủy Cà Mau"],
    ),
    "ministries and national bodies have no tail": (
        "Trình Bộ Y tế, Chính phủ, Bảo hiểm xã hội Việt Nam.",
        ["Bộ Y tế", "Chính phủ", "Bảo hiểm xã hội Việt Nam"],
    ),
    "a name with its own number": (
        "Mời Trung tâm Tần số vô tuyến điện khu vực VII.",
        ["Trung tâm Tần số vô tuyến điện khu vực VII"],
    ),
    "branches, centres and hospitals": (
        "Mời Chi cục Kiểm lâm, Trung tâm Dịch vụ việc làm, Bệnh viện Đa khoa tỉnh.",
        ["Chi cục Kiểm lâm tỉnh Cà Mau", "Trung tâm Dịch vụ việc làm tỉnh Cà Mau", "Bệnh viện Đa khoa tỉnh Cà Mau"],
    ),
    "the office of the committee": (
        "Mời Văn phòng UBND tỉnh.",
        ["Văn phòng Ủy ban nhân dân tỉnh Cà Mau"],
    ),
    "the inspectorate of the province": ("Mời Thanh tra tỉnh.", ["Thanh tra tỉnh Cà Mau"]),
    "a part of the department": ("Mời Thanh tra Sở.", ["Thanh tra Sở Công Thương tỉnh Cà Mau"]),
    "a council of the department": (
        "Mời Hội đồng thi đua, khen thưởng của Sở.",
        ["Hội đồng thi đua, khen thưởng Sở Công Thương tỉnh Cà Mau", "Sở Công Thương tỉnh Cà Mau"],
    ),
    "a desk of the department": (
        "Nộp tại Bộ phận Tiếp nhận và Trả kết quả.",
        ["Bộ phận Tiếp nhận và Trả kết quả Sở Công Thương tỉnh Cà Mau"],
    ),
    "a committee of the province": ("Mời Ban Chỉ đạo 389 tỉnh.", ["Ban Chỉ đạo 389 tỉnh Cà Mau"]),
    "an editorial board of the province": (
        "Mời Ban Biên tập Cổng thông tin điện tử tỉnh.",
        ["Ban Biên tập Cổng thông tin điện tử tỉnh Cà Mau"],
    ),
    "a type word alone is the issuer": ("Con dấu của Sở.", ["Sở Công Thương tỉnh Cà Mau"]),
    "in small letters too": ("Con dấu của sở.", ["Sở Công Thương tỉnh Cà Mau"]),
    "a type word that means nobody known": ("Con dấu của Chi cục, của Trung tâm, của bộ.", []),
    "leaders of the issuer": ("Theo ý lãnh đạo Sở.", ["Lãnh đạo Sở Công Thương tỉnh Cà Mau"]),
    "a title alone is the issuer's": ("Trình Giám đốc.", ["Giám đốc Sở Công Thương tỉnh Cà Mau"]),
    "a title with the bare body": ("Trình Phó Giám đốc Sở.", ["Phó Giám đốc Sở Công Thương tỉnh Cà Mau"]),
    "a room of a district": (
        "Mời Phòng Văn hóa và Thông tin thuộc UBND cấp huyện.",
        ["Phòng Văn hóa và Thông tin (cấp huyện)", "Ủy ban nhân dân cấp huyện thuộc tỉnh Cà Mau"],
    ),
    "with its level": ("Mời phòng Văn hóa và Thông tin cấp xã.", ["Phòng Văn hóa và Thông tin (cấp xã)"]),
    "a post in such a room": (
        "Mời Trưởng phòng, Phó Trưởng phòng Phòng Văn hóa và Thông tin cấp huyện.",
        [
            "Trưởng phòng Phòng Văn hóa và Thông tin (cấp huyện)",
            "Phó Trưởng phòng Phòng Văn hóa và Thông tin (cấp huyện)",
        ],
    ),
    "classes": (
        "Mời các sở, ngành; các sở, ban, ngành; các bộ, ngành; cơ quan ngang bộ.",
        [
            "các sở, ngành thuộc tỉnh Cà Mau",
            "các sở, ban, ngành thuộc tỉnh Cà Mau",
            "các bộ, ngành",
            "cơ quan ngang bộ",
        ],
    ),
    "a class of ministries in the singular": (
        "Mời bộ, cơ quan ngang bộ; các Bộ.",
        ["các bộ", "cơ quan ngang bộ", "các bộ"],
    ),
    "a short form in brackets": (
        "Trung tâm Ứng cứu khẩn cấp không gian mạng Việt Nam (VNCERT/CC).",
        ["Trung tâm Ứng cứu khẩn cấp không gian mạng Việt Nam"] * 2,
    ),
}


@pytest.mark.parametrize(("text", "expected"), IN_A_PROVINCE.values(), ids=IN_A_PROVINCE)
def test_in_a_document_of_a_province(text: str, expected: list[str]) -> None:
    assert full(PROVINCE, text) == expected


# ---- after it, of a city, of the centre

ELSEWHERE = {
    "after the merger: the province": (AFTER, "Gửi UBND tỉnh.", ["Ủy ban nhân dân tỉnh Khánh Hòa"]),
    "after the merger: communes": (
        AFTER,
        "Gửi UBND các xã, phường, đặc khu.",
        ["Ủy ban nhân dân cấp xã thuộc tỉnh Khánh Hòa"],
    ),
    "after the merger: a room is a commune's": (
        AFTER,
        "Mời Phòng Văn hóa - Xã hội.",
        ["Phòng Văn hóa - Xã hội (cấp xã)"],
    ),
    "after the merger: a department": (
        AFTER,
        "Mời Sở Dân tộc và Tôn giáo.",
        ["Sở Dân tộc và Tôn giáo tỉnh Khánh Hòa"],
    ),
    "a province that has become a city": (
        context("Sở Y tế thành phố Huế", "2025-03-03", "Huế", []),
        "Gửi UBND thành phố, Sở Nội vụ.",
        ["Ủy ban nhân dân thành phố Huế", "Sở Nội vụ thành phố Huế"],
    ),
    "and before": (
        context("Sở Y tế tỉnh Thừa Thiên Huế", "2024-03-03", "Thừa Thiên Huế", []),
        "Gửi Ủy ban nhân dân tỉnh.",
        ["Ủy ban nhân dân tỉnh Thừa Thiên Huế"],
    ),
    "a city: its committee": (CITY, "Gửi UBND thành phố.", ["Ủy ban nhân dân thành phố Hải Phòng"]),
    "a city: misread": (CITY, "Gửi ủy ban nhân dân Thành pho.", ["Ủy ban nhân dân thành phố Hải Phòng"]),
    "a city: in short": (CITY, "Gửi UBND TP, UBND TP. Hải Phòng.", ["Ủy ban nhân dân thành phố Hải Phòng"] * 2),
    "a city: without level": (CITY, "Gửi Ủy ban nhân dân.", ["Ủy ban nhân dân thành phố Hải Phòng"]),
    "a city: its districts": (
        CITY,
        "Gửi Ủy ban nhân dân các quận, huyện.",
        ["Ủy ban nhân dân cấp huyện thuộc thành phố Hải Phòng"],
    ),
    "a city: the Party": (CITY, "Trình Thành ủy.", ["Thành ủy Hải Phòng"]),
    "a city: ellipsis of three": (
        CITY,
        "Trình Thành ủy, HĐND, UBND thành phố.",
        ["Thành ủy Hải Phòng", "Hội đồng nhân dân thành phố Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"],
    ),
    "a city: the treasury": (CITY, "Mời Kho bạc nhà nước.", ["Kho bạc nhà nước thành phố Hải Phòng"]),
    "a city: a department": (CITY, "Mời Sở Du lịch.", ["Sở Du lịch thành phố Hải Phòng"]),
    "a city: departments": (CITY, "Mời các sở, ngành.", ["các sở, ngành thuộc thành phố Hải Phòng"]),
    "the centre: a committee as printed": (CENTRE, "Gửi UBND, HĐND.", ["Ủy ban nhân dân", "Hội đồng nhân dân"]),
    "the centre: by rank": (
        CENTRE,
        "Gửi UBND tỉnh; UBND cấp huyện; UBND xã.",
        ["Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"],
    ),
    "the centre: all provinces": (
        CENTRE,
        "Gửi UBND các tỉnh, thành phố trực thuộc trung ương.",
        ["Ủy ban nhân dân cấp tỉnh"],
    ),
    "the centre: all levels": (CENTRE, "Gửi Hội đồng nhân dân các cấp.", ["Hội đồng nhân dân các cấp"]),
    "the centre: departments": (CENTRE, "Gửi Sở Nội vụ, các sở.", ["Sở Nội vụ", "các sở"]),
    "the centre: a post": (CENTRE, "Gửi Chủ tịch UBND cấp xã.", ["Chủ tịch Ủy ban nhân dân cấp xã"]),
    "the centre: a team": (CENTRE, "Gửi Đội phòng cháy chữa cháy.", ["Đội phòng cháy chữa cháy"]),
    "the centre: one province": (CENTRE, "Gửi UBND tỉnh Sơn La.", ["Ủy ban nhân dân tỉnh Sơn La"]),
    "nothing known of the document": (
        context(None, None, None, []),
        "Gửi Sở Nội vụ, UBND cấp xã; con dấu của Sở.",
        ["Sở Nội vụ", "Ủy ban nhân dân cấp xã"],
    ),
}


@pytest.mark.parametrize(("about", "text", "expected"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_in_other_documents(about: Context, text: str, expected: list[str]) -> None:
    assert full(about, text) == expected


HARD = {
    "a body just named": (
        PROVINCE,
        "Mời Hội đồng thẩm định tỉnh; ý kiến của Hội đồng.",
        ["Hội đồng thẩm định tỉnh Cà Mau"] * 2,
    ),
    "a seat in a national body, for a province": (
        PROVINCE,
        "Mời đại biểu Quốc hội tỉnh.",
        ["đại biểu Quốc hội tỉnh Cà Mau"],
    ),
    "a room of a district by its usual name": (PROVINCE, "Mời Phòng Y tế.", ["Phòng Y tế (cấp huyện)"]),
    "a room that districts have not is the department's": (
        PROVINCE,
        "Mời Phòng Muối biển.",
        ["Phòng Muối biển Sở Công Thương tỉnh Cà Mau"],
    ),
    "a national inspectorate": (PROVINCE, "Gửi Thanh tra Chính phủ.", ["Thanh tra Chính phủ"]),
    "a national committee": (PROVINCE, "Gửi Ủy ban Dân tộc.", ["Ủy ban Dân tộc"]),
    "a command is no ministry": (PROVINCE, "Mời Bộ Chỉ huy Quân sự tỉnh.", ["Bộ Chỉ huy Quân sự tỉnh Cà Mau"]),
    "all levels of a body of a province": (PROVINCE, "Mời Công an các cấp.", ["Công an các cấp"]),
    "and of a court": (PROVINCE, "Mời Tòa án nhân dân các cấp.", ["Tòa án nhân dân các cấp"]),
    "a post with the level of its office": (PROVINCE, "Mời Chánh Thanh tra tỉnh.", ["Chánh Thanh tra tỉnh Cà Mau"]),
    "whitespace in a level is one space": (
        PROVINCE,
        "Mời Hạt Kiểm lâm huyện  Năm\nCăn.",
        ["Hạt Kiểm lâm huyện Năm Căn"],
    ),
    "the centre: a level is not left out": (CENTRE, "Gửi Công an tỉnh.", ["Công an tỉnh"]),
}


@pytest.mark.parametrize(("about", "text", "expected"), HARD.values(), ids=HARD)
def test_bodies_that_are_hard_to_tell(about: Context, text: str, expected: list[str]) -> None:
    assert full(about, text) == expected


def test_a_city_below_a_province_of_its_name_is_not_the_province() -> None:
    assert full(PROVINCE, "Gửi UBND thành phố Cà Mau.") != ["Ủy ban nhân dân tỉnh Cà Mau"]


# ---- the body of a name

BODIES = {
    "an agency is its own": ("Gửi Sở Nội vụ.", "Sở Nội vụ tỉnh Cà Mau"),
    "a post is the agency's that it leads": ("Gửi Phó Chủ tịch UBND tỉnh.", "Ủy ban nhân dân tỉnh Cà Mau"),
    "a title that is understood": ("Gửi Giám đốc.", "Sở Công Thương tỉnh Cà Mau"),
    "leaders": ("Gửi lãnh đạo Sở.", "Sở Công Thương tỉnh Cà Mau"),
    "a whole title has none": ("Gửi Chủ tịch nước.", None),
    "a title whose body nobody tells": ("Gửi Chủ tịch.", None),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_the_body_of_a_name(text: str, expected: str | None) -> None:
    assert [body for *_, body in link(find(text), text, None, PROVINCE)] == [expected]


# ---- whole documents

SO = "Sở Công Thương tỉnh Cà Mau"
MUOI = "Phòng Muối biển"


def unit(name: str, items: str, number: int = 1) -> str:
    """An article about a unit, with these items as its duties."""
    return f"Điều {number}. {name}\n1. Chức năng: lo việc muối.\n2. Nhiệm vụ và quyền hạn:\n{dedent(items)}"


def mentioned(document: Data, article: int = 1) -> list[tuple[str, str]]:
    """The names in the duties of an article as printed, each with its full form; what every record promises."""
    text, segments = document["source"]["text"], {segment["id"]: segment for segment in document["segments"]}
    for mention in document["mentions"]:
        start, end = mention["span"]
        assert " ".join(text[start:end].split()) == " ".join(mention["text"].split())
        assert mention["text"] in segments[mention["segment"]]["text"]
        assert mention["type"] == "post" or mention["agency_id"] == slug(mention["canonical"])
    spans = [mention["span"] for mention in document["mentions"]]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    return [
        (mention["text"], mention["canonical"])
        for mention in document["mentions"]
        if segments[mention["segment"]]["path"].startswith(f"Điều {article}/2/")
    ]


IN_A_ROOM = {
    "the room by its type word": ("a) Con dấu của Phòng.\n", [("Phòng", f"{MUOI} {SO}")]),
    "the room by its name": ("a) Sổ của Phòng Muối biển.\n", [(MUOI, f"{MUOI} {SO}")]),
    "the department": ("a) Giúp Giám đốc Sở.\n", [("Giám đốc Sở", f"Giám đốc {SO}")]),
    "the director": ("a) Trình Giám đốc sổ muối.\n", [("Giám đốc", f"Giám đốc {SO}")]),
    "no name in the title of a law": ("a) Giữ kho theo Luật Tổ chức Chính phủ, Luật Kiểm toán nhà nước.\n", []),
    "none in a number": ("a) Giữ kho theo Quyết định số 12/2024/QĐ-UBND.\n", []),
    "the issuer of rules without number": (
        "a) Giữ kho theo quy định của Chính phủ, nghị quyết của Hội đồng nhân dân tỉnh.\n",
        [("Chính phủ", "Chính phủ"), ("Hội đồng nhân dân tỉnh", "Hội đồng nhân dân tỉnh Cà Mau")],
    ),
    "the description of a draft": (
        "a) Soạn dự thảo Quyết định quy định chức năng của Sở Du lịch.\n",
        [("Sở Du lịch", "Sở Du lịch tỉnh Cà Mau")],
    ),
    "a name over a line break": (
        "a) Gửi Ủy ban\nnhân dân tỉnh một con tem.\n",
        [("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Cà Mau")],
    ),
    "the same name twice": (
        "a) Gửi Sở Y tế; nhắc Sở Y tế.\n",
        [("Sở Y tế", "Sở Y tế tỉnh Cà Mau")] * 2,
    ),
    "a short name that the text gives": (
        "a) Mời Trung tâm Dịch vụ việc làm (sau đây gọi tắt là Trung tâm).\nb) Con dấu của Trung tâm.\n",
        [
            ("Trung tâm Dịch vụ việc làm", "Trung tâm Dịch vụ việc làm tỉnh Cà Mau"),
            ("Trung tâm", "Trung tâm Dịch vụ việc làm tỉnh Cà Mau"),
            ("Trung tâm", "Trung tâm Dịch vụ việc làm tỉnh Cà Mau"),
        ],
    ),
    "in quotation marks": (
        "a) Mời Ban Chỉ đạo phòng bão tỉnh (sau đây gọi chung là “Ban Chỉ đạo”).\nb) Sổ của Ban Chỉ đạo.\n",
        [
            ("Ban Chỉ đạo phòng bão tỉnh", "Ban Chỉ đạo phòng bão tỉnh Cà Mau"),
            ("Ban Chỉ đạo", "Ban Chỉ đạo phòng bão tỉnh Cà Mau"),
        ],
    ),
}


@pytest.mark.parametrize(("items", "expected"), IN_A_ROOM.values(), ids=IN_A_ROOM)
def test_names_in_the_duties_of_a_room(items: str, expected: list[tuple[str, str]]) -> None:
    assert mentioned(extract(HEADER + unit(MUOI, items))) == expected


NONE_IN_A_ROOM = {
    "a body in the title of a decision": (
        "a) Theo Quyết định số 12/QĐ-UBND ngày 3 tháng 4 năm 2024 về việc giao kho cho Sở Nội vụ.\n"
    ),
    "a verb at the start": "a) Phòng, chống mối mọt trong kho.\n",
}


@pytest.mark.parametrize("items", NONE_IN_A_ROOM.values(), ids=NONE_IN_A_ROOM)
def test_what_is_no_mention(items: str) -> None:
    assert mentioned(extract(HEADER + unit(MUOI, items))) == []


def test_a_definition_at_the_beginning_holds_for_the_whole_text() -> None:
    text = f"Điều 1. Vị trí\n{SO} (sau đây gọi tắt là Sở) trông kho.\nĐiều 2. Nhiệm vụ và quyền hạn\n"
    document = extract(f"{HEADER}{text}1. Sổ của Sở.\n2. Sổ của Thanh tra Sở.\n")
    forms = {mention["text"]: mention["canonical"] for mention in document["mentions"]}
    assert forms["Sở"] == SO
    assert forms["Thanh tra Sở"] == f"Thanh tra {SO}"


CENTRE_TEXT = "a) Con dấu của Trung tâm; sổ của Sở.\nb) Trình Giám đốc một con tem.\n"


def test_a_type_word_and_a_title_in_a_centre_are_its_own() -> None:
    found = mentioned(extract(HEADER + unit("Trung tâm Khuyến công", CENTRE_TEXT)))
    assert ("Trung tâm", "Trung tâm Khuyến công tỉnh Cà Mau") in found
    assert ("Giám đốc", "Giám đốc Trung tâm Khuyến công tỉnh Cà Mau") in found


def test_a_branch_is_named_with_its_province() -> None:
    found = mentioned(extract(HEADER + unit("Chi cục Thủy lợi", "a) Con dấu của Chi cục.\n")))
    assert found == [("Chi cục", "Chi cục Thủy lợi tỉnh Cà Mau")]


def test_rooms_beside_a_centre_belong_to_the_department() -> None:
    rooms = unit(MUOI, "a) Con dấu của Phòng; Giám đốc Sở.\n")
    document = extract(HEADER + rooms + unit("Trung tâm Khuyến công", CENTRE_TEXT, 2))
    assert mentioned(document) == [("Phòng", f"{MUOI} {SO}"), ("Giám đốc Sở", f"Giám đốc {SO}")]
    assert ("Sở", SO) in mentioned(document, 2)


def test_a_team_by_its_type_word_in_small_letters() -> None:
    found = mentioned(extract(HEADER + unit("Đội Cân muối", "a) Sổ của đội.\n")))
    assert found == [("đội", f"Đội Cân muối {SO}")]


def test_a_name_that_a_heading_gives_is_found_in_every_sentence() -> None:
    text = "Điều 2. Đội giữ muối đêm\nĐội giữ muối đêm có nhiệm vụ:\n1. Giữ kho; Đội giữ muối đêm lập sổ.\n"
    found = extract_bytes((HEADER + text).encode(), "muoi.txt")
    assert [mention.text for mention in found.mentions] == ["Đội giữ muối đêm"] * 3


def test_no_name_goes_on_into_the_next_cell_of_a_table() -> None:
    table = "1. Lập bảng:\n| Công an tỉnh | Các xã |\n| Phòng Đo đạc | Bản đồ |\n"
    found = extract_bytes(f"Điều 1. Nhiệm vụ của Sở Y tế\n{table}".encode(), "bang.md")
    assert [mention.text for mention in found.mentions] == ["Sở Y tế", "Công an tỉnh", "Phòng Đo đạc"]


DECREE = """\
CHÍNH PHỦ            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                     Độc lập - Tự do - Hạnh phúc
Số: 27/2024/NĐ-CP               Hà Nội, ngày 09 tháng 7 năm 2024
NGHỊ ĐỊNH
Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Công Thương
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Chính phủ ban hành Nghị định.
Điều 1. Vị trí và chức năng
Bộ Công Thương là cơ quan của Chính phủ.
Điều 2. Nhiệm vụ và quyền hạn
Bộ Công Thương có nhiệm vụ sau:
1. Trình Bộ trưởng sổ của bộ.
2. Hướng dẫn các bộ, cơ quan ngang bộ, Ủy ban nhân dân cấp tỉnh.
3. Gửi Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương một con tem.
"""


def test_a_ministry_in_a_decree() -> None:
    forms = [(mention["text"], mention["canonical"]) for mention in extract(DECREE)["mentions"]]
    assert forms[:3] == [(name, name) for name in ("Bộ Công Thương", "Chính phủ", "Bộ Công Thương")]
    assert forms[3:] == [
        ("Bộ trưởng", "Bộ trưởng Bộ Công Thương"),
        ("bộ", "Bộ Công Thương"),
        ("các bộ", "các bộ"),
        ("cơ quan ngang bộ", "cơ quan ngang bộ"),
        ("Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp tỉnh"),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", "Ủy ban nhân dân cấp tỉnh"),
    ]


# ---- whatever the names are

PIECES = [
    "Sở Nội vụ", "Sở", "sở", "bộ", "Phòng", "phòng Muối biển", "UBND", "HĐND", "Công an", "Tỉnh ủy", "Chủ tịch",
    "Giám đốc", "Phó Chủ tịch", "Thanh tra", "Văn phòng", "Ban Chỉ đạo phòng bão", "Trung tâm", "các sở, ngành",
    " tỉnh", " cấp xã", " các quận, huyện", " thành phố Hà Nội", ", ", " và ", " của ",
    " (sau đây gọi tắt là Sở)", ".", " ",
]  # fmt: skip
anything = st.text(max_size=40) | st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=15).map("".join)


@given(anything, st.sampled_from([PROVINCE, AFTER, CITY, CENTRE]))
@example("Chủ tịch, Phó Chủ tịch", PROVINCE)
def test_a_name_has_one_full_form_wherever_it_is_asked(text: str, about: Context) -> None:
    names = find(text)
    found = link(names, text, None, about)
    assert found == link(names, text, None, about)
    assert [name for name, *_ in found] == [name for name in names if name in {name for name, *_ in found}]
    for name, canonical, body in found:
        assert canonical and canonical == canonical.strip()
        assert (body == canonical) if name.type == "agency" else (body is None or canonical.endswith(body))
