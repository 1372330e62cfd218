"""Amending acts: what is amended, how, and with which words.

One row of a table is one phenomenon: the orders of an act, and what a user reads off each of them.
"""

from textwrap import dedent

import pytest
from decision import extract
from hypothesis import given
from hypothesis import strategies as st

HEADER = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CÀ MAU              Độc lập - Tự do - Hạnh phúc
Số: 27/2024/QĐ-UBND      Cà Mau, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Sửa đổi, bổ sung một số điều của Quyết định số 5/2021/QĐ-UBND về chợ nổi
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
"""


def orders(body: str, header: str = HEADER) -> list[str]:
    """The amendments of a text, a line each: action, act, provision, phrase → words, number of quoted segments."""
    lines = []
    for record in extract(header + dedent(body).strip("\n"))["amendments"]:
        where = [f"Phụ lục {record['annex']}"] if record["annex"] else []
        where += [f"Chương {record['chapter']}"] if record["chapter"] else []
        where += [f"Mục {record['section']}"] if record["section"] else []
        where += [f"Điều {record['article']}"] if record["article"] else []
        where += [f"khoản {record['clause']}"] if record["clause"] else []
        where += [f"điểm {', '.join(record['points'])}"] if record["points"] else []
        line = f"{record['action']} {record['document']} {' '.join(where)}".rstrip()
        if record["phrase"]:
            line += f" “{record['phrase']}”" + (f" → “{record['by']}”" if record["by"] else "")
        lines.append(line + f" [{len(record['quoted'])}]" * bool(record["quoted"]))
    return lines


ORDERS = {
    "an article anew": (
        """
        Điều 1. Sửa đổi, bổ sung Điều 3 như sau:
        “Điều 3. Giờ họp chợ
        1. Chợ họp từ sáng sớm.
        2. Chợ tan trước trưa.”
        """,
        ["amend 5/2021/QĐ-UBND Điều 3 [3]"],
    ),
    "points and their clause, the article from above": (
        """
        Điều 1. Sửa đổi một số khoản tại Điều 4
        1. Sửa đổi, bổ sung điểm d, đ khoản 1 như sau:
        “d) Ghi sổ ghe;
        đ) Thu phí bến.”.
        2. Bãi bỏ khoản 6.
        """,
        ["amend 5/2021/QĐ-UBND Điều 4 khoản 1 điểm d, đ [2]", "repeal 5/2021/QĐ-UBND Điều 4 khoản 6"],
    ),
    "where a new point goes is not what is amended": (
        """
        Điều 1. Bổ sung điểm m vào sau điểm l khoản 1 Điều 7 như sau:
        “m) Thắp đèn bến.”
        Điều 2. Bổ sung khoản 4 sau khoản 3 Điều 10 như sau:
        “4. Cấm ghe máy vào kênh nhỏ.”
        Điều 3. Bổ sung Điều 5a sau Điều 5 như sau:
        “Điều 5a. Đèn ghe”
        """,
        [
            "add 5/2021/QĐ-UBND Điều 7 khoản 1 điểm m [1]",
            "add 5/2021/QĐ-UBND Điều 10 khoản 4 [1]",
            "add 5/2021/QĐ-UBND Điều 5a [1]",
        ],
    ),
    "several provisions in one order": (
        "Điều 1. Bãi bỏ điểm i khoản 1, điểm h, k khoản 2 Điều 4; bãi bỏ Điều 8 và Phụ lục II.",
        [
            "repeal 5/2021/QĐ-UBND Điều 4 khoản 1 điểm i",
            "repeal 5/2021/QĐ-UBND Điều 4 khoản 2 điểm h, k",
            "repeal 5/2021/QĐ-UBND Điều 8",
            "repeal 5/2021/QĐ-UBND Phụ lục II",
        ],
    ),
    "a phrase and its place": (
        "Điều 1. Thay thế cụm từ “bến đò” bằng cụm từ “bến thủy; bến khách” tại khoản 2 Điều 6.",
        ["replace 5/2021/QĐ-UBND Điều 6 khoản 2 “bến đò” → “bến thủy; bến khách”"],
    ),
    "another act than the title's": (
        "Điều 1. Bãi bỏ khoản 3 Điều 2 Quyết định số 9/2019/QĐ-UBND ngày 01 tháng 3 năm 2019 của UBND tỉnh.",
        ["repeal 9/2019/QĐ-UBND Điều 2 khoản 3"],
    ),
    "straight quotation marks": (
        """
        Điều 1. Sửa đổi khoản 2 Điều 6 như sau:
        "2. Ghe chở khách:
        a) có phao;
        b) có đèn.".
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        """,
        ["amend 5/2021/QĐ-UBND Điều 6 khoản 2 [3]"],
    ),
    "orders in the passive": (
        """
        Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 5/2021/QĐ-UBND
        1. Khoản 2 Điều 5 được sửa đổi như sau:
        “2. Neo ghe.”
        2. Điểm b khoản 1, Điều 7 bị bãi bỏ.
        3. Điều 9 được bổ sung khoản 3a như sau:
        “3a. Cấm neo.”
        4. Cụm từ “bến đò” tại Điều 4 được thay bằng cụm từ “bến khách”.
        5. Khoản 1 Điều 8 được sửa đổi và khoản 3 Điều 8 được bãi bỏ.
        """,
        [
            "amend 5/2021/QĐ-UBND Điều 5 khoản 2 [1]",
            "repeal 5/2021/QĐ-UBND Điều 7 khoản 1 điểm b",
            "add 5/2021/QĐ-UBND Điều 9 khoản 3a [1]",
            "replace 5/2021/QĐ-UBND Điều 4 “bến đò” → “bến khách”",
            "amend 5/2021/QĐ-UBND Điều 8 khoản 1",
            "repeal 5/2021/QĐ-UBND Điều 8 khoản 3",
        ],
    ),
    "several verbs in one order; what they share stands with the last": (
        """
        Điều 1. Bổ sung khoản 3b vào sau khoản 3a và sửa đổi khoản 4 Điều 6 như sau:
        “3b. Neo ghe.
        4. Đậu ghe.”
        Điều 2. Sửa đổi điểm a, bổ sung điểm c và bãi bỏ điểm d khoản 2 Điều 4.
        """,
        [
            "add 5/2021/QĐ-UBND Điều 6 khoản 3b [2]",
            "amend 5/2021/QĐ-UBND Điều 6 khoản 4 [2]",
            "amend 5/2021/QĐ-UBND Điều 4 khoản 2 điểm a",
            "add 5/2021/QĐ-UBND Điều 4 khoản 2 điểm c",
            "repeal 5/2021/QĐ-UBND Điều 4 khoản 2 điểm d",
        ],
    ),
    "insertion with its place in any order": (
        """
        Điều 1. Sau khoản 3 Điều 5 bổ sung khoản 3a như sau:
        “3a. Neo ghe.”
        Điều 2. Bổ sung vào sau khoản 3 Điều 5 khoản 3b như sau:
        “3b. Đậu ghe.”
        Điều 3. Bổ sung khoản 7 vào Điều 5.
        """,
        [
            "add 5/2021/QĐ-UBND Điều 5 khoản 3a [1]",
            "add 5/2021/QĐ-UBND Điều 5 khoản 3b [1]",
            "add 5/2021/QĐ-UBND Điều 5 khoản 7",
        ],
    ),
    "chapters, sections, ranges": (
        """
        Điều 1. Bổ sung Mục 3 vào sau Mục 2 Chương II như sau:
        “Mục 3. ĐÈN GHE”
        Điều 2. Bãi bỏ Chương III, Mục 1 Chương IV và từ Điều 12 đến Điều 14.
        Điều 3. Bãi bỏ Phụ lục I và II.
        """,
        [
            "add 5/2021/QĐ-UBND Chương II Mục 3 [1]",
            "repeal 5/2021/QĐ-UBND Chương III",
            "repeal 5/2021/QĐ-UBND Chương IV Mục 1",
            *(f"repeal 5/2021/QĐ-UBND Điều {number}" for number in (12, 13, 14)),
            "repeal 5/2021/QĐ-UBND Phụ lục I",
            "repeal 5/2021/QĐ-UBND Phụ lục II",
        ],
    ),
    "items that only name what is done away with": (
        """
        Điều 1. Bãi bỏ các quy định sau đây:
        a) Khoản 2 Điều 5;
        b) Điểm a khoản 3 Điều 6.
        """,
        ["repeal 5/2021/QĐ-UBND Điều 5 khoản 2", "repeal 5/2021/QĐ-UBND Điều 6 khoản 3 điểm a"],
    ),
    "new words without marks are still an order": (
        """
        Điều 1. Khoản 2 Điều 5 được sửa đổi như sau:
        a) Ghe to;
        b) Ghe nhỏ.
        """,
        ["amend 5/2021/QĐ-UBND Điều 5 khoản 2"],
    ),
    "what was done elsewhere, or is done with something else, is no order": (
        """
        Điều 1. Quy định cũ
        1. Điều 5 được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 Quyết định số 9/2019/QĐ-UBND.
        2. Khoản 2 Điều này được sửa đổi khi giá tăng.
        3. Hủy bỏ hợp đồng do chậm giao ghe quy định tại Điều 424 Bộ luật Dân sự.
        """,
        [],
    ),
    "a duty that amends licences is no order": (
        """
        Điều 1. Nhiệm vụ của Phòng Bến thủy
        1. Sửa đổi, bổ sung giấy phép bến khách.
        2. Bổ sung sổ sách hằng quý.
        """,
        [],
    ),
}


@pytest.mark.parametrize(("body", "expected"), ORDERS.values(), ids=ORDERS)
def test_orders_are_recorded(body: str, expected: list[str]) -> None:
    assert orders(body) == expected


MARKS = {
    "in the order's own line": ("1. Sửa đổi khoản 2 Điều 5 như sau: “2. Neo ghe:\na) ghe to;\nb) ghe nhỏ.”", 2),
    "all in the order's own line": ("1. Sửa đổi khoản 2 Điều 5 như sau: “2. Neo ghe.”", 0),
    "closed by two apostrophes": ("1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Neo ghe:\na) ghe to;\nb) ghe nhỏ.''", 3),
    "two apostrophes": ("1. Sửa đổi khoản 2 Điều 5 như sau:\n''2. Neo ghe:\na) ghe to;\nb) ghe nhỏ.''", 3),
    "closed by the mark that opens": ("1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Neo ghe:\na) ghe to;\nb) ghe nhỏ.“", 3),
    "closed by a straight mark": ('1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Neo ghe:\na) ghe to;\nb) ghe nhỏ."', 3),
    "never closed": ("1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Neo ghe:\na) ghe to;\nb) ghe nhỏ.", 3),
}


@pytest.mark.parametrize(("order", "quoted"), MARKS.values(), ids=MARKS)
def test_new_words_open_and_close_in_many_ways(order: str, quoted: int) -> None:
    after = "2. Khoản 1 Điều 6 được bãi bỏ.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký."
    document = extract(f"{HEADER}Điều 1. Sửa đổi một số điều\n{order}\n{after}")
    assert [s["path"] for s in document["segments"] if s["label"]] == ["Điều 1", "Điều 1/1", "Điều 1/2", "Điều 2"]
    assert [len(record["quoted"]) for record in document["amendments"]] == [quoted, 0]
    told = [note["message"] for note in document["diagnostics"] if note["code"] == "quote-unclosed"]
    assert len(told) == (order.endswith("nhỏ."))


def test_the_last_quotation_never_closed_ends_before_the_next_article() -> None:
    text = "Điều 1. Sửa đổi Điều 8 như sau:\n“Điều 8. Ghe\n1. Ghe to.\nĐiều 2. Hiệu lực\n1. Kể từ ngày ký."
    document = extract(HEADER + text)
    assert [s["path"] for s in document["segments"] if s["label"]] == ["Điều 1", "Điều 2", "Điều 2/1"]


def test_quoted_labels_open_nothing_and_make_no_units_or_duties() -> None:
    document = extract(
        HEADER
        + dedent(
            """\
            Điều 1. Sửa đổi, bổ sung Điều 4 như sau:
            “Điều 4. Nhiệm vụ của Phòng Bến thủy
            1. Kiểm tra phao cứu sinh.
            2. Lập sổ ghe.”
            Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
            """
        )
    )
    numbered = [s["path"] for s in document["segments"] if s["kind"] == "article" or s["kind"] == "clause"]
    assert numbered == ["Điều 1", "Điều 2"]
    assert [s["text"][:8] for s in document["segments"] if s["quoted"]] == ["“Điều 4.", "1. Kiểm ", "2. Lập s"]
    assert (document["units"], document["duties"]) == ([], [])


def test_a_definition_in_marks_is_no_quotation() -> None:
    document = extract("Điều 1. Giải thích từ ngữ\n“Quỹ” là nơi giữ tiền chung của xã.\nĐiều 2. Phạm vi\n1. Một.\n")
    assert [s["path"] for s in document["segments"]] == ["Điều 1", "Điều 1/¶1", "Điều 2", "Điều 2/1"]
    assert not any(s["quoted"] for s in document["segments"])


@given(st.text(alphabet='Điều khoảnm1234,;. “”"\nSửađổibổsung', max_size=200))
def test_any_text_gives_valid_amendments(text: str) -> None:
    document = extract(f"Điều 1. Sửa đổi Điều 2 như sau:\n{text}\nĐiều 2. Bãi bỏ Điều 3.")
    segments = {segment["id"] for segment in document["segments"]}
    assert all(record["segment"] in segments for record in document["amendments"])


def test_real_amending_acts(shared) -> None:  # type: ignore[no-untyped-def]
    import nhiemvu

    document = nhiemvu.extract(shared / "corpus/formats/tt-45-2026_amending.md")
    assert {record.document for record in document.amendments} == {"15/2025/TT-BGDĐT"}
    assert [s.path for s in document.segments if s.kind == "article"] == ["Điều 1", "Điều 2", "Điều 3", "Điều 4"]
    assert len(document.amendments) == 17
    other = nhiemvu.extract(shared / "corpus/formats/nd-198-2026_amending.md")
    assert [(a.document, a.article, len(a.quoted)) for a in other.amendments] == [("26/2025/NĐ-CP", "3", 26)]
