"""NUL bytes: what is UTF-16 or UTF-32, and what only holds some; they cost nothing but themselves, and are told."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

import msgspec
import pytest
from batch import decision
from hypothesis import given
from hypothesis import strategies as st
from test_charset import typed
from test_sources import windows_1258

import nhiemvu
from nhiemvu import NhiemvuError
from nhiemvu.model import Document
from nhiemvu.sources.text import decode

TEXT = decision(1)
NFD = unicodedata.normalize("NFD", TEXT)
PAGE = "<html><head><title>x</title></head><body><p>" + TEXT.replace("\n", "</p>\n<p>") + "</p></body></html>"
RTF = "{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in TEXT).replace("\n", "\\par\n") + "}"


def read(data: bytes, name: str = "t.txt") -> Document:
    """The document, after every promise was checked: spans index its text."""
    document = nhiemvu.extract_bytes(data, name)
    assert nhiemvu.check(msgspec.to_builtins(document)) == []
    assert "\0" not in document.source.text
    return document


def words(document: Document) -> list[tuple[str, str, str]]:
    return [(segment.path, segment.label, segment.text) for segment in document.segments]


def told(document: Document) -> list[str]:
    return [note.message for note in document.diagnostics if note.code == "nul-removed"]


def put(data: bytes, *places: int) -> bytes:
    """A NUL byte before each of these bytes."""
    for place in sorted(places, reverse=True):
        data = data[:place] + b"\0" + data[place:]
    return data


def at(data: bytes, word: str) -> int:
    return data.index(word.encode())


BYTES = TEXT.encode()
WIDE = {
    # what it is: the bytes, the encoding told
    "UTF-16 LE": (TEXT.encode("utf-16-le"), "utf-16-le"),
    "UTF-16 BE": (TEXT.encode("utf-16-be"), "utf-16-be"),
    "UTF-16 with its mark": (BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
    "UTF-16 BE with its mark": (BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    "UTF-16 LE of decomposed letters": (NFD.encode("utf-16-le"), "utf-16-le"),
    "UTF-16 BE of decomposed letters": (NFD.encode("utf-16-be"), "utf-16-be"),
    "UTF-32 LE": (TEXT.encode("utf-32-le"), "utf-32-le"),
    "UTF-32 BE": (TEXT.encode("utf-32-be"), "utf-32-be"),
    "UTF-32 with its mark": (BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
    "UTF-32 BE with its mark": (BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
}


@pytest.mark.parametrize("what", WIDE)
def test_text_in_wide_units_is_read_and_nothing_is_told(what: str) -> None:
    data, encoding = WIDE[what]
    document = read(data)
    assert (document.source.text, document.source.encoding, told(document)) == (TEXT, encoding, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("text", ["Điều 1.", "ỦY BAN NHÂN DÂN", "a", "Nghị định"])
def test_so_is_a_short_one(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


HOLED = {
    # what it is: the bytes, what is told
    "one in a word": (put(BYTES, at(BYTES, "lý năng")), "1 NUL byte was dropped, in line 5;"),
    "one in a letter": (put(BYTES, at(BYTES, "Điều 1") + 1), "1 NUL byte was dropped, in line 9;"),
    "one at the start": (put(BYTES, 0), "1 NUL byte was dropped, in line 1;"),
    "two at the end": (BYTES + b"\0\0", f"2 NUL bytes were dropped, the first in line {TEXT.count(chr(10)) + 1};"),
    "one after the mark": (BOM_UTF8 + put(BYTES, 0), "1 NUL byte was dropped, in line 1;"),
    "one before each line end": (BYTES.replace(b"\n", b"\0\n"), "the first in line 1;"),
    "one behind each line end": (BYTES.replace(b"\n", b"\n\0"), "the first in line 2;"),
    "a block of a disk": (put(BYTES, *[at(BYTES, "Điều 2")] * 4096), "4,096 NUL bytes were dropped, the first in line"),
    "more of them than text": (BYTES + bytes(9 * len(BYTES)), "NUL bytes were dropped"),
    "CRLF": (put(BYTES.replace(b"\n", b"\r\n"), 200), "in line 4;"),
    "UTF-16": ((TEXT[:100] + "\0\0" + TEXT[100:]).encode("utf-16-le"), "2 NUL bytes were dropped, the first in line"),
    "UTF-16, the end full of them": (TEXT.encode("utf-16-be") + bytes(8192), "4,096 NUL bytes were dropped"),
    "UTF-16 with its mark": ((chr(0xFEFF) + TEXT + "\0").encode("utf-16-le"), "1 NUL byte was dropped, in line"),
}


@pytest.mark.parametrize("what", HOLED)
def test_nul_bytes_cost_nothing_but_themselves_and_are_told(what: str) -> None:
    data, message = HOLED[what]
    document = read(data)
    assert document.source.text == TEXT
    assert words(document) == words(read(BYTES))
    (said,) = told(document)
    assert message in said
    assert len(said.splitlines()) == 1


@given(st.sets(st.integers(0, len(BYTES)), min_size=1, max_size=40))
def test_wherever_they_are(places: set[int]) -> None:
    found = decode(put(BYTES, *places))
    assert (found.text, found.encoding) == (TEXT, "utf-8")
    (note,) = found.diagnostics
    assert re.match(rf"{len(places)} NUL bytes? w", note.message)


OLD = {"windows-1258": windows_1258, "tcvn3": lambda text: typed(text, "tcvn3").encode("cp1252")}


@pytest.mark.parametrize("charset", OLD)
def test_in_text_of_old_charsets_too(charset: str) -> None:
    data = OLD[charset](TEXT)
    whole = read(data)
    assert whole.source.encoding == charset
    for place in (0, 3, 10, len(data) // 2, len(data)):
        document = read(put(data, place))
        assert (document.source.text, document.source.encoding) == (whole.source.text, charset)
        assert words(document) == words(whole)
        assert len(told(document)) == 1


PAGES = {
    # what it is: the bytes, whether NULs are told
    "a page": (put(PAGE.encode(), PAGE.encode().index("Chức".encode())), True),
    "a page, before its first element": (put(PAGE.encode(), 0, 3), True),
    "a page in UTF-16 LE": (PAGE.encode("utf-16-le"), False),
    "a page in UTF-16 BE with its mark": (BOM_UTF16_BE + PAGE.encode("utf-16-be"), False),
    "a page in UTF-32 with its mark": (BOM_UTF32_LE + PAGE.encode("utf-32-le"), False),
    "RTF": (put(RTF.encode(), 0, 3, RTF.index("ph") + 1, RTF.index("\\par") + 2), True),
    "RTF in UTF-16": (RTF.encode("utf-16-le"), True),
    "RTF with a NUL written as a code": (RTF.replace("QUY", "Q\\'00UY\\u0?").encode(), False),
    "RTF, behind its end": (RTF.encode() + bytes(512), False),
}


@pytest.mark.parametrize("what", PAGES)
def test_in_pages_and_rtf_too(what: str) -> None:
    data, tells = PAGES[what]
    whole = read(RTF.encode() if "RTF" in what else PAGE.encode())
    document = read(data)
    assert document.source.media_type == whole.source.media_type
    assert document.source.text == whole.source.text
    assert words(document) == words(whole)
    assert len(told(document)) == tells


REFUSED = {
    # what it is: the bytes, what is told
    "nothing but NUL": (bytes(999), "binary"),
    "numbers": (bytes(range(256)) * 9, "binary"),
    "sound": (b"".join(n.to_bytes(2, "little") for n in range(1, 400)), "binary"),
    "UTF-16 cut in a letter": (TEXT.encode("utf-16-le")[:-1], "UTF-16"),
    "UTF-16 with half a pair": (TEXT.encode("utf-16-be") + b"\xd8\x00", "UTF-16"),
    "UTF-8 with UTF-16 behind": (TEXT.encode() + TEXT.encode("utf-16-le"), "binary"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_text_is_refused_in_one_line(what: str) -> None:
    data, message = REFUSED[what]
    with pytest.raises(NhiemvuError) as caught:
        nhiemvu.extract_bytes(data, "t.txt")
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
