"""Web pages: the words a reader of the page sees, and what of them is the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhiemvu
from nhiemvu.sources import read_bytes
from nhiemvu.sources.kinds import is_html

PAGE = """\
<!DOCTYPE html><html><head><title>Cổng của xã</title><style>p {{ color: red }}</style></head><body>
<div id="top"><ul><li><a href="a">Trang chủ</a></li><li><a href="b">Giới thiệu</a></li><li><a href="c">Liên hệ</a></li>
</ul></div>
<div class="main"><div>{body}</div></div>
<div class="foot"><p>Địa chỉ: nhà văn hóa xã, mở cửa từ thứ hai đến thứ sáu hằng tuần</p></div>
<script>var Điều = 1;</script></body></html>
"""
BODY = """\
<p><b>QUY ĐỊNH VỀ TRẠM Y TẾ</b></p>
<p>1.&nbsp;&nbsp;Trạm Y tế xã lo việc khám bệnh ban đầu cho người dân trong xã và báo cáo hằng tháng.</p>
<p>2. Trạm Y tế xã có nhiệm vụ:</p>
<p>a) khám bệnh;<br>b) tiêm chủng cho trẻ em trong xã theo lịch của tỉnh và ghi vào sổ của từng nhà;</p>
"""


def lines(html: str, *, aside: bool = False) -> list[str]:
    """The lines of a page: of its main text, or of what frames it."""
    reading = read_bytes(html.encode(), "t.html")
    return [line for i, line in enumerate(reading.source.text.split("\n")) if (i in reading.asides) is aside]


ROWS = {
    "blocks are lines, line breaks too": ("<p>a</p><div>b<br>c</div>", ["a", "b", "c"]),
    "spaces fold, entities and joined spaces too": ("<p>Sở&nbsp;&nbsp;Y   tế &amp;\n Ban</p>", ["Sở Y tế & Ban"]),
    "marks inside a word do not part it": ("<p>nhi<b>ệm</b> vụ</p>", ["nhiệm vụ"]),
    "what is hidden is not read": (
        '<p>a</p><p hidden>b</p><p style="display: none">c</p><script>d</script><style>e</style><!-- f -->',
        ["a"],
    ),
    "numbers of lists": ("<ol><li>một</li><li>hai</li></ol>", ["1. một", "2. hai"]),
    "letters of lists": ('<ol type="a" start="3"><li>ba</li><li>bốn</li></ol>', ["c) ba", "d) bốn"]),
    "Roman numbers of lists": ('<ol type="I"><li>một</li><li>hai</li></ol>', ["I. một", "II. hai"]),
    "bullets, but none where a label is written": ("<ul><li>một</li><li>b) hai</li></ul>", ["- một", "b) hai"]),
    "a row of short cells is one line": ("<table><tr><td>1</td><td>Sở A</td></tr></table>", ["1\tSở A"]),
    "cells of several lines follow one another": (
        "<table><tr><td>UBND XÃ<br>TRẠM</td><td>CỘNG HÒA</td></tr></table>",
        ["UBND XÃ", "TRẠM", "CỘNG HÒA"],
    ),
    "lines of preformatted text": ("<pre>I. Một\n  1. Hai</pre>", ["I. Một", "1. Hai"]),
    "code of the server is not read": ('<%@ Page Title="x" %><p>a</p><% if (b) { %><p>c</p><% } %>', ["a", "c"]),
    "a part of a page": ("<div>a</div>", ["a"]),
}


@pytest.mark.parametrize(("html", "expected"), ROWS.values(), ids=ROWS)
def test_words_of_a_page(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_menu_and_footer_frame_the_text() -> None:
    page = PAGE.format(body=BODY)
    assert [line[:12] for line in lines(page)] == [
        "QUY ĐỊNH VỀ ",
        "1. Trạm Y tế",
        "2. Trạm Y tế",
        "a) khám bệnh",
        "b) tiêm chủn",
    ]
    assert [line[:12] for line in lines(page, aside=True)] == [
        "- Trang chủ",
        "- Giới thiệu",
        "- Liên hệ",
        "Địa chỉ: nhà",
    ]


def test_what_frames_the_text_becomes_furniture() -> None:
    document = nhiemvu.extract_bytes(PAGE.format(body=BODY).encode(), "t.html")
    kinds = {segment.text[:9]: segment.kind for segment in document.segments}
    assert kinds["- Trang c"] == kinds["Địa chỉ: "] == "furniture"
    assert document.source.media_type == "text/html"
    assert (document.metadata.type, document.metadata.title) == ("trang thông tin", "QUY ĐỊNH VỀ TRẠM Y TẾ")
    assert [duty.text for duty in document.duties][:1] == ["khám bệnh;"]


def test_what_kind_a_file_is_tells_its_content_not_its_name() -> None:
    assert read_bytes(b"<html><p>a</p></html>", "t.txt").source.media_type == "text/html"
    assert read_bytes("Điều 1. <a>".encode(), "t.html").source.media_type == "text/plain"
    assert is_html(b"\xef\xbb\xbf\n<!-- x -->\n<!DOCTYPE HTML PUBLIC>")
    assert not is_html(b"# Markdown <p>")
    assert is_html(b"@extends('x')\n<div>\n<p>a</p>\n</div>")
    assert not is_html("Điều 1. Một\nĐiều 2. Hai <p>\nĐiều 3. Ba".encode())


def test_a_page_without_words_is_one_clear_error() -> None:
    with pytest.raises(nhiemvu.NhiemvuError, match="no text"):
        nhiemvu.extract_bytes(b"<html><body><script>1</script></body></html>", "t.html")


def test_deep_nesting_loses_nothing_or_is_one_clear_error() -> None:
    deep = "<html><body>" + "<div>" * 2000 + "đáy" + "</div>" * 2000 + "<p>cuối</p>"
    assert lines(deep) == ["đáy", "cuối"]
    with pytest.raises(nhiemvu.NhiemvuError, match="deeper"):
        lines(deep.replace("<div>", "<div>" * 10))


TAGS = st.sampled_from(
    ["p", "div", "b", "ul", "li", "table", "tr", "td", "ol", "pre", "a", "br", "/p", "/div", "/table"]
)


@given(st.lists(st.tuples(TAGS, st.text(alphabet="aăâbdđ1) .", max_size=8)), max_size=30))
def test_every_word_is_read_once_whatever_the_tags(pieces: list[tuple[str, str]]) -> None:
    words = [f"w{i}{''.join(text.split())}" for i, (_, text) in enumerate(pieces)]
    html = "<html><body><p>đầu</p>" + "".join(f"<{tag}> {word} " for (tag, _), word in zip(pieces, words, strict=True))
    text = read_bytes(html.encode(), "t.html").source.text
    assert sorted(word for word in text.split() if word.startswith("w")) == sorted(words)


def test_real_page(shared) -> None:  # type: ignore[no-untyped-def]
    path = shared / "corpus/formats/lang-son_chi-cuc-vtlt_part-nfd.aspx"
    document = nhiemvu.extract(path)
    assert [s.path for s in document.segments if s.kind == "heading"][:2] == ["I", "II"]
    assert document.duties


# ---- pages saved as text

MENU = """\
Trang chủ
Giới thiệu
Cơ cấu tổ chức
Tin tức
Văn bản
Liên hệ
CHỨC NĂNG, NHIỆM VỤ CỦA TRẠM Y TẾ
1. Trạm Y tế xã lo việc khám bệnh ban đầu.
2. Trạm Y tế xã có nhiệm vụ:
a) khám bệnh.
Cơ cấu tổ chức
Tin tức
Văn bản
Địa chỉ: nhà văn hóa xã
"""


def test_menus_of_a_page_saved_as_text_are_furniture() -> None:
    document = nhiemvu.extract_bytes(MENU.encode(), "t.txt")
    outside = [(s.kind, s.text.split(" ")[0]) for s in document.segments if s.kind in ("furniture", "header")]
    assert outside == [("furniture", "Trang"), ("header", "CHỨC"), ("furniture", "Cơ")]
    assert document.metadata.title == "CHỨC NĂNG, NHIỆM VỤ CỦA TRẠM Y TẾ"


def test_short_lines_alone_are_text() -> None:
    document = nhiemvu.extract_bytes(b"mot\nhai\nba\nbon\nnam\nsau\nbay\n", "t.txt")
    assert {segment.kind for segment in document.segments} == {"paragraph"}


FRONT = '---\ntitle: "Quyết định"\ntags:\n  - mot\n---\n'


def test_front_matter_of_markdown_is_furniture() -> None:
    document = nhiemvu.extract_bytes((FRONT + "Điều 1. Một\n").encode(), "t.md")
    assert [(s.kind, s.path) for s in document.segments] == [("furniture", "furniture 1"), ("article", "Điều 1")]
    document = nhiemvu.extract_bytes(b"---\nmot\n---\n", "t.md")
    assert [s.kind for s in document.segments] == ["furniture", "paragraph", "furniture"]


def test_the_head_of_a_decision_outside_the_main_text_is_no_frame() -> None:
    duty = "<p>{}. Chủ trì, phối hợp với các cơ quan liên quan trồng và chăm sóc cây xanh của tỉnh.</p>"
    head = "<div><p>SỞ XÂY DỰNG<br>TỈNH AN GIANG</p><p>Số: 12/QĐ-SXD</p><p>An Giang, ngày 9 tháng 5 năm 2024</p></div>"
    title = "<div><p>QUYẾT ĐỊNH</p><p>Về cây xanh</p><p>Căn cứ Luật Xây dựng số 50/2014/QH13;</p></div>"
    body = f"<div><p>Điều 1. Nhiệm vụ của Phòng Cây xanh</p>{''.join(duty.format(i) for i in range(1, 9))}</div>"
    menu = "<div><p>Trang chủ</p><p>Giới thiệu</p></div>"
    page = f"<html><body>{menu}<section>{head}{title}{body}<div>Bài viết khác</div></section></body></html>"
    document = nhiemvu.extract_bytes(page.encode(), "t.html")
    about = document.metadata
    assert (about.type, about.code, about.issued_on) == ("quyết định", "12/QĐ-SXD", "2024-05-09")
    furniture = [segment.text for segment in document.segments if segment.kind == "furniture"]
    assert furniture == ["Trang chủ Giới thiệu", "Bài viết khác"]


def test_inline_elements_side_by_side_are_words_of_their_own() -> None:
    def read(page: str) -> str:
        return nhiemvu.extract_bytes(f"<div>{page}</div>".encode(), "t.html").source.text

    assert read("<span>Số hiệu</span><span>15/2024/QĐ-UBND</span>") == "Số hiệu 15/2024/QĐ-UBND"
    assert read("<b>Loại văn bản</b><span>Quyết định</span>") == "Loại văn bản Quyết định"
    assert read("<b>Đ</b><b>iều 1. Đất 5 </b><b>m</b><b>2</b><b>, QĐ</b><b>A</b>") == "Điều 1. Đất 5 m2, QĐA"
    assert read("<b>Cây</b>xanh, <b>C</b>ây<b>Xanh</b>") == "Câyxanh, CâyXanh"
