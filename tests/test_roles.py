"""The part that a body plays in a duty: helped, submitted or reported to, worked with, or none.

One row of a table is one phenomenon: a duty of a room, with the first letter of the part behind each body that
plays one ("Sở Y tế=a": a is a partner, p a principal, r a recipient).
"""

import json
import re
from collections.abc import Iterator
from textwrap import dedent

import msgspec
import pytest
from decision import HEADER
from hypothesis import given
from hypothesis import strategies as st

import nhiemvu
from nhiemvu.duties.roles import roles
from nhiemvu.mentions.context import context
from nhiemvu.mentions.linking import link
from nhiemvu.mentions.mentions import Named
from nhiemvu.model import Mention
from nhiemvu.names.grammar import find

ROOM = (
    HEADER
    + """\
Điều 1. Phòng Muối biển
1. Chức năng: lo việc muối.
2. Nhiệm vụ và quyền hạn:
"""
)
CONTEXT = context("Sở Công Thương tỉnh Cà Mau", "2024-07-09", "Cà Mau", [])
LETTERS = {"p": "principal", "r": "recipient", "a": "partner"}


def named(text: str) -> Iterator[Named]:
    """The mentions in a text, each with its place as its id."""
    for name, canonical, body in link(find(text), text, None, CONTEXT):
        span, printed = (name.start, name.end), text[name.start : name.end]
        mention = Mention(
            id=str(name.start),
            type=name.type,
            text=printed,
            canonical=canonical,
            agency_id=body,
            span=span,
            segment="s1",
        )
        yield Named(name.start, name.end, mention)


def told(text: str) -> str:
    """The text with the part of each body behind it."""
    here = list(named(text))
    found = roles(text, here)
    letters = {id_: letter for letter, role in LETTERS.items() for id_ in found[role]}  # type: ignore[index]
    for start, end, mention in reversed(here):
        if mention.id in letters:
            text = f"{text[:start]}{mention.text}={letters[mention.id]}{text[end:]}"
    return text


ROWS = [
    "Phối hợp với cơ quan thuế, Công an tỉnh=a giữ kho.",
    "Phối hợp với các đoàn thể, Sở Y tế=a cân muối.",
    # Helped.
    "Giúp Giám đốc Sở=p cân muối.",
    "Tham mưu, giúp Giám đốc Sở=p giữ kho.",
    "Tham mưu cho Giám đốc Sở=p, Ủy ban nhân dân tỉnh=p về muối.",
    "Tham mưu giá muối cho Ủy ban nhân dân tỉnh=p.",
    "Tham mưu với Tỉnh ủy=p về giá muối.",
    "Giúp lãnh đạo Sở=p cân muối.",
    "Giúp việc cho Ban Chỉ đạo 389 tỉnh=p.",
    "Giúp Chủ tịch=p, Phó Chủ tịch Ủy ban nhân dân tỉnh=p cân muối.",
    # Submitted or reported to.
    "Trình Ủy ban nhân dân tỉnh=r giá muối.",
    "Trình Ủy ban nhân dân tỉnh=r, Hội đồng nhân dân tỉnh=r giá muối.",
    "Báo cáo Bộ Công Thương=r và Ủy ban nhân dân tỉnh=r về giá muối.",
    "Cân muối và báo cáo Giám đốc Sở=r.",
    "Cân muối; báo cáo kết quả với Ủy ban nhân dân tỉnh=r.",
    "Gửi báo cáo cho Sở Tài chính=r.",
    "Đề nghị Công an tỉnh=r giữ kho.",
    "Đề xuất Ủy ban nhân dân tỉnh=r giá muối.",
    "Kiến nghị với Thủ tướng Chính phủ=r về muối.",
    "Xin ý kiến Tỉnh ủy=r về giá muối.",
    "Thông báo cho các sở, ban, ngành=r giá muối.",
    # Worked with.
    "Phối hợp với Sở Nội vụ=a, Sở Y tế=a và Công an tỉnh=a giữ kho.",
    "Phối hợp Sở Y tế=a cân muối.",
    "Chủ trì, phối hợp với các sở, ngành=a và Ủy ban nhân dân cấp xã=a giữ kho.",
    "Phối hợp chặt chẽ với Sở Y tế=a cân muối.",
    "Kết hợp cùng Công an tỉnh=a giữ kho.",
    "Cùng với Sở Y tế=a cân muối.",
    "Phối hợp với các Phòng Văn hóa và Thông tin=a để giữ trống.",
    # Several parts in one duty.
    "Phối hợp với Sở Y tế=a cân muối, trình Ủy ban nhân dân tỉnh=r giá muối.",
    "Giúp Giám đốc Sở=p trình Ủy ban nhân dân tỉnh=r giá muối.",
    "Phối hợp với Sở Y tế=a để báo cáo Bộ Y tế=r.",
    "Tham mưu Giám đốc Sở=p trình Ủy ban nhân dân tỉnh=r, báo cáo Bộ Y tế=r giá muối.",
    # None: the rules of others, their staff and papers, those who are guided, who assigns.
    "Cân muối theo quy định của Bộ Y tế.",
    "Cân muối theo đề nghị của Sở Y tế.",
    "Theo báo cáo của Sở Y tế, cân muối.",
    "Hướng dẫn Ủy ban nhân dân cấp xã cân muối.",
    "Quản lý công chức của Sở.",
    "Làm nhiệm vụ khác do Giám đốc Sở giao.",
    "Phối hợp với Sở Y tế=a trong việc làm theo quy định của Bộ Y tế.",
    "Trình Ủy ban nhân dân tỉnh=r giá muối; cân muối theo quy định của Bộ Y tế.",
    # The submission of others.
    "Cân muối do các bộ trình Chính phủ.",
    "Kiểm tra hồ sơ do Sở Y tế gửi Ủy ban nhân dân tỉnh.",
    "Thẩm định hồ sơ của Ủy ban nhân dân xã trình Ủy ban nhân dân tỉnh.",
]


# Rows that do not hold yet, with what goes wrong.
@pytest.mark.parametrize("row", ROWS, ids=ROWS)
def test_the_parts_in_one_sentence(row: str) -> None:
    assert told(re.sub("=[pra]", "", row)) == row


# ---- in a document

FIELDS = ("principal", "recipients", "partners")


def of_room(items: str) -> list[list[list[str]]]:
    """For each duty of a room: whom it helps, reports to and works with, as printed."""
    document = json.loads(msgspec.json.encode(nhiemvu.extract_bytes((ROOM + dedent(items)).encode(), "t.txt")))
    assert nhiemvu.check(document) == []
    texts = {mention["id"]: mention["text"] for mention in document["mentions"]}
    return [[[texts[id_] for id_ in duty[field]] for field in FIELDS] for duty in document["duties"]]


LEAD_INS = {
    "one duty": ("a) Trình Giám đốc Sở sổ muối.\n", [[[], ["Giám đốc Sở"], []]]),
    "whom the lead-in submits to": (
        "a) Trình Ủy ban nhân dân tỉnh:\n- Giá muối.\n- Sổ muối.\n",
        [[[], ["Ủy ban nhân dân tỉnh"], []]] * 2,
    ),
    "whom it helps": ("a) Giúp Giám đốc Sở:\n- Cân muối.\n", [[["Giám đốc Sở"], [], []]]),
    "whom it works with": ("a) Phối hợp với Sở Y tế:\n- Cân muối.\n", [[[], [], ["Sở Y tế"]]]),
    "the item adds to it": (
        "a) Giúp Giám đốc Sở:\n- Trình Ủy ban nhân dân tỉnh giá muối.\n- Cùng với Sở Y tế cân muối.\n",
        [[["Giám đốc Sở"], ["Ủy ban nhân dân tỉnh"], []], [["Giám đốc Sở"], [], ["Sở Y tế"]]],
    ),
    "it ends with its items": (
        "a) Trình Ủy ban nhân dân tỉnh:\n- Giá muối.\nb) Cân muối.\n",
        [[[], ["Ủy ban nhân dân tỉnh"], []], [[], [], []]],
    ),
    "a body in the lead-in without such words": ("a) Theo quy định của Bộ Y tế:\n- Cân muối.\n", [[[], [], []]]),
    "a heading of a field": ("a) Về muối:\n- Báo cáo Bộ Y tế giá muối.\n", [[[], ["Bộ Y tế"], []]]),
    "the submission of others": ("a) Xem giá muối do các bộ trình Chính phủ.\n", [[[], [], []]]),
}


@pytest.mark.parametrize(("items", "expected"), LEAD_INS.values(), ids=LEAD_INS)
def test_the_parts_in_a_duty(items: str, expected: list[list[list[str]]]) -> None:
    assert of_room(items) == expected


# ---- whatever the text holds

PIECES = [
    "Giúp ", "Tham mưu ", "trình ", "báo cáo ", "phối hợp với ", "cùng với ", "cho ", "do ", "của ", "theo ", "các ",
    ", ", " và ", "; ", ". ", "Sở Y tế", "Ủy ban nhân dân tỉnh", "Giám đốc Sở", "Công an tỉnh", "các bộ", "giá muối ",
]  # fmt: skip
anything = st.text(max_size=40) | st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=25).map("".join)


@given(anything)
def test_each_body_plays_one_part_at_most_and_in_text_order(text: str) -> None:
    here = list(named(text))
    found = roles(text, here)
    assert set(found) == set(LETTERS.values())
    ids = [mention.id for *_, mention in here]
    given_parts = [id_ for part in found.values() for id_ in part]
    assert len(given_parts) == len(set(given_parts)) and set(given_parts) <= set(ids)
    for part in found.values():
        assert part == [id_ for id_ in ids if id_ in part]


def test_a_text_without_bodies_has_no_parts() -> None:
    assert roles("Trình giá muối.", []) == {"principal": [], "recipient": [], "partner": []}
