"""Kinds of file that have no reader, damaged files, hostile files: one clear line each, in bounded time and memory."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import NAMES, definition, level, numbered, p, package, paragraph, related, run, table, zipped

import nhiemvu
from nhiemvu import Limits, NhiemvuError
from nhiemvu.sources import FORMATS, read_bytes

GOOD = package(p(run("Điều 1. Trồng cây.")))
LISTED = definition(1, level(0, "decimal", "Điều %1.")) + numbered(1, 1)
TABLE = table([["Nơi nhận:", "- Lưu: VT."], ["GIÁM ĐỐC"]])


def with_part(name: str, content: str | bytes) -> bytes:
    """The good file with one member replaced or added."""
    with ZipFile(BytesIO(GOOD)) as archive:
        members: dict[str, str | bytes] = {member: archive.read(member) for member in archive.namelist()}
    return zipped(members | {name: content})


def without(*names: str) -> bytes:
    """The good file without some members."""
    with ZipFile(BytesIO(GOOD)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name not in names})


def document(inside: str, before: str = "") -> bytes:
    return with_part("word/document.xml", f"{before}<w:document {NAMES}><w:body>{inside}</w:body></w:document>")


LAUGHS = '<!DOCTYPE lol [<!ENTITY a "ha ha ha ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def bomb(compression: int) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(GOOD)) as good, ZipFile(target, "w", compression) as archive:
        for name in good.namelist():
            if name != "word/document.xml":
                archive.writestr(name, good.read(name))
        with archive.open("word/document.xml", "w") as file:
            for _ in range(150):
                file.write(b" " * 1_000_000)
    return target.getvalue()


def damaged(data: bytes) -> bytes:
    """The file with a bit of its packed text turned over."""
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


REFUSED = {
    # what it is: the bytes, a word of what is told
    "a zip bomb": (lambda: bomb(ZIP_DEFLATED), "--max-unpacked-bytes"),
    "a zip bomb of another method": (lambda: bomb(ZIP_BZIP2), "damaged"),
    "millions of elements": (lambda: document("<w:p/>" * 8_000_000), "--max-unpacked-bytes"),
    "billion laughs": (lambda: document(p(run("x").replace("x", "&i;")), LAUGHS), "valid XML"),
    "an entity from outside": (lambda: document(p("<w:r><w:t>&file;</w:t></w:r>"), OUTSIDE), "entities"),
    "an entity in an attribute": (lambda: document('<w:p w:x="&i;"/>', LAUGHS), ""),
    "elements nested 100,000 deep": (lambda: document("<w:ins>" * 100_000 + "</w:ins>" * 100_000), ""),
    "elements nested 1,500 deep": (lambda: document("<w:ins>" * 1500 + "</w:ins>" * 1500), ""),
    "no main part": (lambda: without("word/document.xml"), "zip archive"),
    "a main part that is no XML": (lambda: with_part("word/document.xml", "Điều 1"), "valid XML"),
    "styles that are no XML": (lambda: with_part("word/styles.xml", "<w:styles"), "word/styles.xml"),
    "a file cut short": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "a member that is damaged": (lambda: damaged(GOOD), "damaged"),
    "a list of 10,000 members": (lambda: zipped({f"m{i}": "" for i in range(10_000)}), "damaged"),
    "only a picture": (lambda: package(p("<w:r><w:pict><v:imagedata/></w:pict></w:r>")), "OCR"),
    "nothing": (lambda: package(p()), "no text"),
    "an Excel workbook": (lambda: zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel"),
    "a presentation": (lambda: zipped({"ppt/presentation.xml": ""}), "PowerPoint"),
    "an OpenDocument text": (lambda: zipped({"mimetype": "", "content.xml": ""}), "OpenDocument"),
    "a plain zip": (lambda: zipped({"a.txt": "Điều 1"}), "unpack it"),
    "an empty zip": (lambda: zipped({}), "zip archive"),
    "a Word file with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old workbook": (lambda: OLE + "Workbook".encode("utf-16-le"), "Excel"),
    "a JPEG": (lambda: bytes.fromhex("FFD8FFE000104A464946") + bytes(99), "JPEG"),
    "a gzip": (lambda: bytes.fromhex("1F8B0800") + bytes(99), "gzip"),
    "a RAR": (lambda: b"Rar!\x1a\x07\x00" + bytes(99), "RAR"),
    "a 7z": (lambda: bytes.fromhex("377ABCAF271C0004") + bytes(99), "7z"),
}


@pytest.mark.parametrize(("make", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_told_in_one_line(make, told: str) -> None:
    with pytest.raises(NhiemvuError) as error:
        read_bytes(make(), "t.docx")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


READ = {
    "a wrong suffix": GOOD,
    "no relationships": without("_rels/.rels"),
    "no relationships of the main part": without("word/_rels/document.xml.rels"),
    "no list of types": without("[Content_Types].xml"),
    "a main part of another name": zipped(
        {
            "_rels/.rels": related({"officeDocument": "/word/document2.xml"}),
            "word/document2.xml": f"<w:document {NAMES}><w:body>{p(run('Điều 1. Trồng cây.'))}</w:body></w:document>",
        }
    ),
    "strict names": with_part(
        "word/document.xml",
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{p(run('Điều 1. Trồng cây.'))}</w:body></w:document>",
    ),
    "a style that is not there": package(paragraph("Điều 1. Trồng cây.", style="Mất")),
    "a number that is no number": package(
        paragraph("Điều 1. Trồng cây.", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="-9"/></w:numPr>')
    ),
    "UTF-16": with_part(
        "word/document.xml",
        f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMES}><w:body>{p(run("Điều 1. Trồng cây."))}'
        "</w:body></w:document>".encode("utf-16"),
    ),
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_what_can_be_read_is_read(data: bytes) -> None:
    assert read_bytes(data, "t.pdf").source.text == "Điều 1. Trồng cây."


def test_a_label_cannot_be_made_long() -> None:
    numbering = definition(1, level(0, "upperLetter", "%1" * 5000, start=700)) + numbered(1, 1)
    text = read_bytes(package(paragraph("x", list=1), numbering=numbering), "t.docx").source.text
    assert 200 < len(text) < 300


def test_limits_are_options_of_the_library() -> None:
    with pytest.raises(NhiemvuError, match="--max-bytes"):
        nhiemvu.extract_bytes(GOOD, "t.docx", Limits(file_bytes=100))
    with pytest.raises(NhiemvuError, match="--max-unpacked-bytes"):
        nhiemvu.extract_bytes(GOOD, "t.docx", Limits(unpacked_bytes=200))
    broken = package(p(run("một")) + p("<w:r><w:lastRenderedPageBreak/></w:r>", run("hai")) * 3)
    with pytest.raises(NhiemvuError, match="--max-pages"):
        nhiemvu.extract_bytes(broken, "t.docx", Limits(pages=3))
    assert nhiemvu.extract_bytes(broken, "t.docx", Limits(pages=4)).source.pages == 4


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_told(data: st.DataObject) -> None:
    broken = bytearray(package(paragraph("Điều 1", list=1) + TABLE, numbering=LISTED))
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(4, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_bytes(bytes(broken), "t.docx").source.text
    except NhiemvuError as error:
        assert "\n" not in str(error)


def test_word_files_are_told_by_their_content() -> None:
    assert [kind.name for kind in FORMATS if kind.matches(GOOD)] == ["docx"]
