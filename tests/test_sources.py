"""Reading bytes: whatever the encoding and the line ends, the same text gives the same segments."""

import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

import nhiemvu
from nhiemvu import NhiemvuError
from nhiemvu.model import Document
from nhiemvu.sources.text import decode

TEXT = """\
SỞ DU LỊCH
QUYẾT ĐỊNH
Về nhiệm vụ của Văn phòng Sở
Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017;
QUYẾT ĐỊNH:
Điều 1. Nhiệm vụ
Văn phòng Sở có các nhiệm vụ sau đây:
1. Tổng hợp kế hoạch của những đơn vị thuộc Sở.
2. Quản lý:
a) con dấu, sổ sách;
b) xe cộ, kho tàng, đồ dùng.
Điều 2. Quyết định này có hiệu lực từ ngày ký./.
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Thị Mẫu
"""

# Marks that Windows-1258 holds as characters of their own, behind the letter.
COMBINING = {"\u0300": 0xCC, "\u0301": 0xEC, "\u0303": 0xDE, "\u0309": 0xD2, "\u0323": 0xF2}


def windows_1258(text: str) -> bytes:
    """`text` as Vietnamese Windows wrote it: â, ê, ô, ă, ơ, ư, đ as letters, the tone behind them."""
    data = bytearray()
    for letter in text:
        try:
            data += letter.encode("cp1258")
            continue
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in COMBINING)
        base = unicodedata.normalize("NFC", marks.replace(tone, ""))
        data += base.encode("cp1258")
        data.append(COMBINING[tone])
    return bytes(data)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def half_nfd(text: str) -> str:
    """Every other line decomposed, as in a text put together from two files."""
    return "".join(nfd(line) if number % 2 else line for number, line in enumerate(text.splitlines(keepends=True)))


def words(document: Document) -> list[tuple[str, str, str]]:
    return [(segment.path, segment.label, segment.text) for segment in document.segments]


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def sliced(document: Document) -> list[list[str]]:
    return [[document.source.text[a:b] for a, b in segment.spans] for segment in document.segments]


@pytest.fixture(scope="module")
def clean() -> Document:
    return nhiemvu.extract_bytes(TEXT.encode(), "t.txt")


ENCODINGS = {
    # what it is: the bytes, the encoding told, the codes of the diagnostics
    "UTF-8": (TEXT.encode(), "utf-8", []),
    "UTF-8 with a byte order mark": (BOM_UTF8 + TEXT.encode(), "utf-8-sig", []),
    "UTF-16 LE with a byte order mark": (BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", []),
    "UTF-16 BE with a byte order mark": (BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", []),
    "UTF-16 LE": (TEXT.encode("utf-16-le"), "utf-16-le", []),
    "UTF-16 BE": (TEXT.encode("utf-16-be"), "utf-16-be", []),
    "Windows-1258": (windows_1258(TEXT), "windows-1258", ["normalised-nfc"]),
    "decomposed letters": (nfd(TEXT).encode(), "utf-8", ["normalised-nfc"]),
    "letters composed and decomposed": (half_nfd(TEXT).encode(), "utf-8", ["normalised-nfc"]),
    "decomposed letters in UTF-16": (BOM_UTF16_LE + nfd(TEXT).encode("utf-16-le"), "utf-16", ["normalised-nfc"]),
    "CRLF": (TEXT.replace("\n", "\r\n").encode(), "utf-8", []),
    "CR": (TEXT.replace("\n", "\r").encode(), "utf-8", []),
    "line separators": (TEXT.replace("\n", "\u2028").encode(), "utf-8", []),
    "CRLF in UTF-16": (BOM_UTF16_LE + TEXT.replace("\n", "\r\n").encode("utf-16-le"), "utf-16", []),
    "CRLF in Windows-1258": (
        windows_1258(TEXT.replace("\n", "\r\n")),
        "windows-1258",
        ["normalised-nfc"],
    ),
    "zero-width spaces between words": (TEXT.replace(" ", " \u200b").encode(), "utf-8", ["invisible-removed"]),
    "zero-width joiners in words": (
        TEXT.replace("hoạch", "ho\u200dạch").encode(),
        "utf-8",
        ["invisible-removed"],
    ),
    "soft hyphens": (TEXT.replace("hoạch", "ho\u00adạch").encode(), "utf-8", ["invisible-removed"]),
    "direction marks before labels": (TEXT.replace("Điều", "\u200eĐiều").encode(), "utf-8", ["invisible-removed"]),
    "a byte order mark in the middle": (
        TEXT.replace("Điều 2", "\ufeffĐiều 2").encode(),
        "utf-8",
        ["invisible-removed"],
    ),
    "an invisible character between a letter and its mark": (
        nfd(TEXT).replace("o\u0323a", "o\u0323\u200ba").replace("a\u0323", "a\u200b\u0323").encode(),
        "utf-8",
        ["normalised-nfc", "invisible-removed"],
    ),
}


@pytest.mark.parametrize("what", ENCODINGS)
def test_the_same_text_in_any_encoding_gives_the_same_document(what: str, clean: Document) -> None:
    data, encoding, diagnostics = ENCODINGS[what]
    document = nhiemvu.extract_bytes(data, "t.txt")
    assert document.source.text == TEXT
    assert document.source.encoding == encoding
    assert document.source.characters == len(TEXT)
    assert codes(document) == [*diagnostics, *codes(clean)]
    assert words(document) == words(clean)
    assert sliced(document) == sliced(clean)


SPACES = {
    # Characters that show as space stay in the text; the segments read as if they were spaces.
    "no-break spaces": TEXT.replace(" ", "\u00a0"),
    "tabs": TEXT.replace(" ", "\t"),
    "thin spaces": TEXT.replace(" ", "\u2009"),
    "ideographic spaces": TEXT.replace(" ", "\u3000"),
    "two spaces between words of the body": TEXT.replace("có các nhiệm", "có  các  nhiệm"),
    "indented lines": TEXT.replace("\n", "\n\t   "),
    "trailing spaces": TEXT.replace("\n", "   \n"),
    "blank lines": TEXT.replace("\n", "\n\n"),
    "blank lines with spaces": TEXT.replace("\n", "\n \u00a0\n"),
    "no line end at the end": TEXT.rstrip(),
}


def test_two_spaces_between_words_of_the_recipients_are_no_columns(clean: Document) -> None:
    text = TEXT.replace("Nơi nhận", "Nơi  nhận").replace("Lưu: VT", "Lưu:  VT")
    assert words(nhiemvu.extract_bytes(text.encode(), "t.txt")) == words(clean)


@pytest.mark.parametrize("what", SPACES)
def test_any_kind_of_space_reads_as_a_space(what: str, clean: Document) -> None:
    document = nhiemvu.extract_bytes(SPACES[what].encode(), "t.txt")
    assert document.source.text == SPACES[what]
    assert words(document) == words(clean)
    assert nhiemvu.check(msgspec.to_builtins(document)) == []


def test_form_feeds_number_the_pages(clean: Document) -> None:
    text = TEXT.replace("Điều 2", "\fĐiều 2").replace("Nơi nhận", "\fNơi nhận")
    document = nhiemvu.extract_bytes(text.encode(), "t.txt")
    assert document.source.pages == 3
    assert words(document) == words(clean)
    pages = {segment.path: segment.page for segment in document.segments}
    assert [pages[path] for path in ("header 1", "Điều 1/2/b", "Điều 2", "signature 1")] == [1, 1, 2, 3]
    assert clean.source.pages is None
    assert {segment.page for segment in clean.segments} == {None}


def test_a_sentence_goes_on_over_a_form_feed() -> None:
    text = "1. Văn phòng lập kế hoạch và\n\fbáo cáo.\n2. Văn phòng giữ sổ.\n"
    document = nhiemvu.extract_bytes(text.encode(), "t.txt")
    assert words(document) == [
        ("1", "1.", "Văn phòng lập kế hoạch và báo cáo."),
        ("2", "2.", "Văn phòng giữ sổ."),
    ]


def test_the_source_tells_what_was_read(clean: Document) -> None:
    assert clean.source.name == "t.txt"
    assert clean.source.media_type == "text/plain"
    assert clean.source.sha256 == sha256(TEXT.encode()).hexdigest()
    assert nhiemvu.extract_bytes(TEXT.encode(), "a.MD").source.media_type == "text/markdown"


def test_a_file_is_read_as_its_bytes(tmp_path: Path, clean: Document) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(TEXT.encode())
    assert nhiemvu.extract(path) == clean
    assert nhiemvu.extract(str(path)) == clean


def test_markdown_marks_are_no_words() -> None:
    text = "# QUYẾT ĐỊNH\n\n**Điều 1.** Phạm vi\n\n1\\. Việc *một*;\n\n\\- việc __nhỏ__;\n"
    document = nhiemvu.extract_bytes(text.encode(), "t.md")
    assert words(document) == [
        ("header 1", "", "QUYẾT ĐỊNH"),
        ("Điều 1", "Điều 1.", "Phạm vi"),
        ("Điều 1/1", "1.", "Việc một;"),
        ("Điều 1/1/-1", "-", "việc nhỏ;"),
    ]
    assert nhiemvu.check(msgspec.to_builtins(document)) == []


def test_a_bold_title_behind_a_sentence_begins_a_line() -> None:
    text = "Điều 1. Việc\n\nTrông kho. **Điều 2. Trách nhiệm**\n\nSửa xe theo **Điều 7**.\n"
    document = nhiemvu.extract_bytes(text.encode(), "t.md")
    assert [segment.path for segment in document.segments if segment.kind == "article"] == ["Điều 1", "Điều 2"]


ERRORS = {
    # what it is: the bytes, what the message says
    "empty": (b"", "empty"),
    "a byte order mark alone": (BOM_UTF8, "no text"),
    "blank": (b" \n\t\r\n \f", "no text"),
    "invisible": ("\u200b\u00ad\n\ufeff".encode(), "no text"),
    "NUL bytes": (b"\0" * 4096, "binary"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f" * 20, "PNG"),
    "ZIP": (b"PK\3\4\x14\0\6\0\x08\0\0\0!\0\xdf\xa4\xd2l" * 20, "damaged"),
    "PDF-like control characters in UTF-8": (b"%PDF-1.7\n" + b"\1\2\3\4stream\5\6" * 50, "damaged PDF"),
    "KOI8-R": ("Министерство культуры и туризма области".encode("koi8-r"), "UTF-8"),
    "Shift JIS": ("観光局の組織に関する規程を次のように定める".encode("shift_jis"), "UTF-8"),
    "damaged UTF-16": (BOM_UTF16_LE + "Điều 1".encode("utf-16-le") + b"\x00\xd8", "UTF-8"),
}


@pytest.mark.parametrize("what", ERRORS)
def test_what_cannot_be_read_is_refused_in_one_line_that_helps(what: str) -> None:
    data, told = ERRORS[what]
    with pytest.raises(NhiemvuError) as caught:
        nhiemvu.extract_bytes(data, "t.txt")
    message = str(caught.value)
    assert told in message
    assert len(message.splitlines()) == 1
    assert ";" in message  # what is wrong; what to do


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NhiemvuError, match="no such file"):
        nhiemvu.extract(tmp_path / "none.txt")
    with pytest.raises(NhiemvuError, match="folder"):
        nhiemvu.extract(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. Phạm vi",
        "ĐIỀU KHOẢN THI HÀNH",
        "Uỷ ban, Ủy ban; hoà, hòa",
        "ƯỚC TÍNH 5.000 NGƯỜI",
        pytest.param(
            "– Sở: “Văn phòng”; “Thanh tra” …",
        ),
    ],
)
def test_windows_1258_is_told_from_few_words(text: str) -> None:
    assert unicodedata.normalize("NFC", decode(windows_1258(text))[0]) == text


def test_one_stray_control_character_does_not_make_a_text_binary() -> None:
    text = TEXT * 5 + "\x07"
    assert decode(text.encode())[0] == text


def test_a_rule_of_stars_is_no_bullet() -> None:
    document = nhiemvu.extract_bytes("Điều 1. Giữ kho.\n\n* *\n\nĐiều 2. Cân muối.\n".encode(), "t.md")
    assert [segment.kind for segment in document.segments] == ["article", "furniture", "article"]
    assert nhiemvu.check(msgspec.to_builtins(document)) == []
