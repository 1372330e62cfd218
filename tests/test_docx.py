"""Word files: paragraphs and what is in them, tables, notes, pages; a real decree."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from written import definition, level, numbered, p, package, paragraph, run, table

import nhiemvu
from nhiemvu.sources import Reading, read_bytes

POINTS = definition(1, level(0, "lowerLetter", "%1)")) + numbered(1, 1)


def reading(body: str, **parts: str) -> Reading:
    return read_bytes(package(body, **parts), "t.docx")


def lines(body: str, **parts: str) -> list[str]:
    """The lines read from a body."""
    return reading(body, **parts).source.text.split("\n")


# ---- paragraphs and what is in them

CHOICE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(words: str) -> str:
    """The XML of a field up to its result."""
    return f"{BEGIN}<w:r><w:instrText>{words}</w:instrText></w:r>{SEPARATE}"


def field(words: str, result: str) -> str:
    """The XML of a field in runs."""
    return code(words) + result + END


WORDS = {
    # what it is: the body, the lines, the codes of the diagnostics
    "runs": (p(run("Trồng "), run("cây xanh")), ["Trồng cây xanh"], []),
    "an empty paragraph is a blank line": (p(run("a")) + p() + p(run("b")), ["a", "", "b"], []),
    "a soft line break": (p(run("Trồng"), "<w:r><w:br/></w:r>", run("cây")), ["Trồng", "cây"], []),
    "a tab": (p(run("Trồng"), "<w:r><w:tab/></w:r>", run("cây")), ["Trồng   cây"], []),
    "hyphens that hold or hide": (
        p("<w:r><w:t>kinh tế</w:t><w:noBreakHyphen/><w:t>xã</w:t><w:softHyphen/><w:t>hội</w:t></w:r>"),
        ["kinh tế-xãhội"],
        [],
    ),
    "a hyperlink, a smart tag, a content control": (
        p(
            f"<w:hyperlink>{run('một ')}</w:hyperlink><w:smartTag>{run('hai ')}</w:smartTag>"
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ba')}</w:sdtContent></w:sdt>"
        ),
        ["một hai ba"],
        [],
    ),
    "a content control around paragraphs": (
        f"<w:sdt><w:sdtContent>{p(run('một'))}</w:sdtContent></w:sdt>",
        ["một"],
        [],
    ),
    "a prompt to fill in": (
        p(
            run("một"),
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Nhập tên')}</w:sdtContent></w:sdt>",
        ),
        ["một"],
        ["prompts-left-out"],
    ),
    "insertions and deletions": (
        p(
            run("Trồng "),
            f"<w:ins>{run('nhiều ')}</w:ins>",
            "<w:del><w:r><w:delText>ít </w:delText></w:r></w:del>",
            run("cây"),
        ),
        ["Trồng nhiều cây"],
        ["tracked-changes"],
    ),
    "words that were moved": (
        p(f"<w:moveFrom>{run('cũ')}</w:moveFrom>", run("giữa ")) + p(f"<w:moveTo>{run('mới')}</w:moveTo>"),
        ["giữa ", "mới"],
        ["tracked-changes"],
    ),
    "a paragraph end that was deleted": (
        p(run("Trồng "), properties="<w:rPr><w:del/></w:rPr>") + p(run("cây")),
        ["Trồng cây"],
        [],
    ),
    "a row that was deleted": (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>cũ</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>mới</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ["mới"],
        ["tracked-changes"],
    ),
    "hidden words": (
        p(run("một"), run(" hai", "<w:vanish/>"), run(" ba", '<w:vanish w:val="0"/>')),
        ["một ba"],
        ["hidden-text"],
    ),
    "capitals of a run": (p(run("Điều 1", "<w:caps/>"), run(" nhỏ", "<w:smallCaps/>")), ["ĐIỀU 1 nhỏ"], []),
    "the result of a field": (p(run("xem "), field(" REF muc1 ", run("Điều 5"))), ["xem Điều 5"], []),
    "a simple field": (p(run("trang "), f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'), ["trang 3"], []),
    "a field within the code of a field": (p(field(f" IF {field('PAGE', run('9'))} = 1 ", run("đúng"))), ["đúng"], []),
    "a field that never ends": (p(BEGIN, run("không mất")) + p(run("còn")), ["không mất", "còn"], []),
    "a table of contents over paragraphs": (
        p(run("MỤC LỤC"))
        + p(
            code(" TOC 1-3 "),
            run("Điều 1 … 2"),
        )
        + p(run("Điều 2 … 3"))
        + p(END)
        + p(run("Điều 1")),
        ["MỤC LỤC", "", "Điều 1"],
        ["contents-left-out"],
    ),
    "a table of contents that never ends is kept": (
        p(
            code(" TOC 1-3 "),
            run("Điều 1"),
        )
        + p(run("Điều 2")),
        ["Điều 1", "Điều 2"],
        [],
    ),
    "a text box, once, behind its paragraph": (
        p(run("trước "), CHOICE.format(p(run("trong hộp"))), run("sau")) + p(run("tiếp")),
        ["trước sau", "trong hộp", "tiếp"],
        [],
    ),
    "a sign of a symbol font": (
        p(run("Độ tuổi "), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run(" 18")),
        ["Độ tuổi ≥ 18"],
        [],
    ),
    "a letter of a symbol font": (p(run("\uf0fe có", '<w:rFonts w:ascii="Wingdings"/>')), ["☑ có"], []),
    "an unknown sign stays": (p(run("\uf001 có", '<w:rFonts w:ascii="Webdings"/>')), ["\uf001 có"], ["glyphs-unknown"]),
    "a formula": (
        p(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
        ),
        ["x+1"],
        [],
    ),
    "a picture is told": (
        p(run("ảnh"), "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"),
        ["ảnh"],
        ["pictures-unread"],
    ),
    "an embedded file is told": (p(run("một")) + "<w:altChunk/>", ["một"], ["parts-unread"]),
    "old properties of a changed paragraph": (
        p(run("một"), properties='<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'),
        ["một"],
        [],
    ),
}


@pytest.mark.parametrize(("body", "wanted", "codes"), WORDS.values(), ids=WORDS)
def test_the_words_of_paragraphs(body: str, wanted: list[str], codes: list[str]) -> None:
    told = reading(body, numbering=POINTS)
    assert told.source.text.split("\n") == wanted
    assert [note.code for note in told.diagnostics] == codes


def test_footnotes_and_endnotes_stand_at_the_end_and_not_in_the_sentence() -> None:
    body = p(
        run("Trồng"),
        '<w:r><w:footnoteReference w:id="4"/></w:r>',
        run(" cây"),
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
    )
    notes = {
        "footnotes": f'<w:footnote w:id="0">{p(run("vạch"))}</w:footnote>'
        f'<w:footnote w:id="4">{p(run(" Ở đồi."))}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{p(run("Mùa xuân."))}{p(run("Mùa hạ."))}</w:endnote>',
    }
    told = reading(body + p(run("Hết")), **notes)
    assert told.source.text.split("\n") == ["Trồng cây", "Hết", "[1] Ở đồi.", "[i] Mùa xuân.", "Mùa hạ."]
    assert [note.code for note in told.diagnostics] == ["notes-moved"]


def test_pages_are_those_that_word_laid_out() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p(run("một")) + p(broken, run("hai")) + p(run("ba"), broken, run(" bốn")) + p(run("năm"))
    source = reading(body).source
    assert (source.text, source.pages) == ("một\n\fhai\nba bốn\n\fnăm", 3)
    assert reading(p(run("một"), '<w:r><w:br w:type="page"/></w:r>') + p(run("hai"))).source.pages is None


# ---- tables

TABLES = {
    "a row of short cells is a line": (
        table([["STT"], ["Tên"], ["Số"]], [["1"], ["Văn phòng"], ["5"]]),
        ["STT   Tên   Số", "1   Văn phòng   5"],
    ),
    "the left column, then the right": (
        table([["UBND TỈNH", "SỞ DU LỊCH"], ["CỘNG HÒA", "Độc lập"]]),
        ["UBND TỈNH", "SỞ DU LỊCH", "CỘNG HÒA", "Độc lập"],
    ),
    "a number beside a cell of several lines": (
        table([["1"], ["Văn phòng", "- Trồng cây"], ["5"]]),
        ["1   Văn phòng", "- Trồng cây", "5"],
    ),
    "soft line breaks in a cell are lines of it": (
        f"<w:tbl><w:tr><w:tc>{p(run('UBND TỈNH'), '<w:r><w:br/></w:r>', run('SỞ DU LỊCH'))}</w:tc>"
        f"<w:tc>{p(run('CỘNG HÒA'))}</w:tc></w:tr></w:tbl>",
        ["UBND TỈNH", "SỞ DU LỊCH", "CỘNG HÒA"],
    ),
    "empty cells": (table([[], ["Văn phòng"], []], [[], [], []]), ["Văn phòng"]),
    "a table in a cell": (
        "<w:tbl><w:tr><w:tc>" + table([["a"], ["b"]], [["c"], ["d"]]) + "<w:p/></w:tc></w:tr></w:tbl>",
        ["a   b", "c   d"],
    ),
    "rows and cells in content controls": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{p(run('a'))}</w:tc></w:sdtContent></w:sdt></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>",
        ["a"],
    ),
}


@pytest.mark.parametrize(("body", "wanted"), TABLES.values(), ids=TABLES)
def test_tables_come_row_by_row(body: str, wanted: list[str]) -> None:
    assert lines(p(run("đầu")) + body + p(run("cuối"))) == ["đầu", *wanted, "cuối"]


MIDDLE = (
    "QUYẾT ĐỊNH",
    "Quy định nhiệm vụ của Văn phòng",
    "GIÁM ĐỐC SỞ CÔNG THƯƠNG",
    "Căn cứ Luật Điện lực;",
    "QUYẾT ĐỊNH:",
    "Điều 1. Văn phòng có nhiệm vụ lưu hồ sơ.",
    "Điều 2. Quyết định này có hiệu lực từ ngày ký./.",
)
HEADER = table(
    [["UBND TỈNH CÀ MAU", "SỞ CÔNG THƯƠNG"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]],
    [["Số: 27/QĐ-SCT"], ["Cà Mau, ngày 09 tháng 7 năm 2024"]],
)
FLAT_HEADER = table(
    [["UBND TỈNH CÀ MAU"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
    [["SỞ CÔNG THƯƠNG"], ["Độc lập - Tự do - Hạnh phúc"]],
    [["Số: 27/QĐ-SCT"], ["Cà Mau, ngày 09 tháng 7 năm 2024"]],
)
SIGNED = table([["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Nguyễn Văn Mẫu"]])
SIGNED_FLAT = table(
    [["Nơi nhận:"], ["KT. GIÁM ĐỐC"]],
    [["- Như Điều 2;", "- Lưu: VT."], ["PHÓ GIÁM ĐỐC", "", "Nguyễn Văn Mẫu"]],
)


@pytest.mark.parametrize("signed", [SIGNED, SIGNED_FLAT], ids=["signature in one row", "signature in rows"])
@pytest.mark.parametrize("header", [HEADER, FLAT_HEADER], ids=["header in cells", "header in rows"])
def test_header_and_signature_in_tables_give_the_metadata(header: str, signed: str) -> None:
    middle = "".join(map(paragraph, MIDDLE))
    document = nhiemvu.extract_bytes(package(header + middle + signed), "t.docx")
    about = document.metadata
    assert nhiemvu.check(json.loads(msgspec.json.encode(document))) == []
    assert (about.issuer, about.code, about.issued_on) == ("Sở Công Thương tỉnh Cà Mau", "27/QĐ-SCT", "2024-07-09")
    assert about.title == "Quy định nhiệm vụ của Văn phòng"
    assert about.signer and (about.signer.role, about.signer.name) == ("KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu")
    assert about.recipients == ["Như Điều 2;", "Lưu: VT."]


# ---- a real file


def test_every_article_of_a_real_decree_is_found(shared: Path) -> None:
    file = shared / "corpus/formats/nd-30-2020.docx"
    transcript = (shared / "corpus/formats/nd-30-2020.md").read_text("utf-8")
    wanted = re.findall(r"(?m)^#+ (Điều \d+)\.", transcript)
    document = nhiemvu.extract(file)
    articles = [segment.label.rstrip(".") for segment in document.segments if segment.kind == "article"]
    assert articles == wanted
    assert len(wanted) == 38
    assert (document.metadata.code, document.metadata.issuer) == ("30/2020/NĐ-CP", "Chính phủ")
    assert document.metadata.signer and document.metadata.signer.role == "TM. CHÍNH PHỦ / THỦ TƯỚNG"
    assert nhiemvu.check(json.loads(msgspec.json.encode(document))) == []
