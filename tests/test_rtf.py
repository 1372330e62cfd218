r"""Rich Text Format: control words and groups, labels, tables, notes; broken and hostile files; real ones."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from likeness import character_error
from test_real_documents import scorer
from written import converted, docx, lines, soffice

import nhiemvu
from nhiemvu.errors import NhiemvuError
from nhiemvu.sources import Reading, read, read_bytes
from nhiemvu.sources.limits import DEFAULT

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset0 .VnTimeH{\*\falt Arial};}"
    r"{\f3\fcharset0 VNI-Times;}{\f4\fcharset2 Symbol;}{\f5\fcharset163 Times New Roman;}{\f6\fcharset2 Wingdings;}}"
)


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    """An RTF file with the fonts above."""
    return rf"{{\rtf1{head}{FONTS}\pard {body}}}".encode("latin-1")


def text(body: str) -> str:
    return read_bytes(rtf(body), "t.rtf").source.text


def escaped(words: str) -> str:
    """`words` as an RTF writer escapes them."""
    units = words.encode("utf-16-le", "surrogatepass")
    pairs = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    return "".join(
        rf"\u{unit - 0x10000 * (unit > 0x7FFF)}?"
        if unit > 0x7F
        else "\\par " if unit == 10 else f"\\{chr(unit)}" if chr(unit) in "\\{}" else chr(unit)
        for unit in pairs
    )  # fmt: skip


PHENOMENA = {
    # what it is: the body, the text
    "paragraphs and lines": (r"Mot\par Hai\line Ba", "Mot\nHai\nBa"),
    "line ends of the file are nothing": ("M\r\not", "Mot"),
    "letters by their numbers": (r"S\u7903?  N\u7897?i v\u7909?", "Sở  Nội vụ"),
    "no characters to skip": (r"\uc0 S\u7903  N\u7897i", "Sở Nội"),
    "two characters to skip": (r"{\uc2 \u7903\'3f\'3f}i", "ởi"),
    "a letter beyond the basic plane": (r"\u-10179?\u-8704?", "\U0001f600"),
    "bytes of the code page": (r"\'a7 5 \'96 caf\'e9", "§ 5 – café"),
    "Windows-1258 by its font": (r"{\f5 Qua\'d2n ly\'ec \'f0\'ea\'ec}", "Quản lý đế"),
    "TCVN3 by its font": (r"{\f1 Ngh\'de \'ae\'denh}", "Nghị định"),
    "TCVN3 capitals by their font": (r"{\f2 chÝnh phñ}", "CHÍNH PHỦ"),
    "the letter ư as an optional hyphen": (r"{\f1 nh\'b5 n\-\'edc}", "nhà nước"),
    "an optional hyphen": (r"\f0 kinh\-te", "kinhte"),
    "VNI by its font": (r"{\f3 Coäng hoøa}", "Cộng hòa"),
    "signs of a symbol font": (r"{\f4 \'b3} 5", "≥ 5"),
    "typographic signs": (r"\ldblquote A\rdblquote\emdash B\~C\_D\bullet", "“A”—B\xa0C-D•"),
    "braces and backslashes": (r"\{a\}\\", "{a}\\"),
    "formatting does not leave its group": (r"{\v an}Hien{\deleted bo}{\caps hoa}", "HienHOA"),
    "hidden until it is not": (r"\v an\v0 Hien", "Hien"),
    "unknown groups with a star": (r"{\*\unknown{\b la}}Hien", "Hien"),
    "pictures, comments, index entries": (r"{\pict\wmetafile8 0102ab}{\*\annotation xem}{\xe muc}Hien", "Hien"),
    "headers and footers": (r"{\header tren}{\footerr duoi}Hien", "Hien"),
    "the result of a field": (r"{\field{\*\fldinst PAGE}{\fldrslt 5}}", "5"),
    "raw bytes": (r"A{\pict\bin4 }}}}}B", "AB"),
    "labels of automatic numbering": (
        r"{\listtext\pard\plain a)\tab}\ls1 Trinh\par{\pntext\f0 b)\tab}Lap",
        "a) Trinh\nb) Lap",
    ),
    "bullets of a symbol font": (r"{\listtext\f4\'b7\tab}Mot\par{\listtext\f6\'d8\tab}Hai", "• Mot\n• Hai"),
    "a label that is empty": (r"Mot\par{\listtext\tab}Hai", "Mot\nHai"),
    "a table": (
        r"Tren\par\trowd\intbl UBND\par TINH\cell CONG HOA\par Doc lap\cell\row"
        r"\trowd\intbl So\cell Ngay\cell\row\pard Duoi",
        "Tren\nUBND\nTINH\nCONG HOA\nDoc lap\nSo   Ngay\nDuoi",
    ),
    "footnotes at the end": (
        r"Mot{\super\chftn{\footnote\pard\chftn Xem A.}} hai\par Ba{\footnote Xem B.}\par",
        "Mot hai\nBa\n\n[1] Xem A.\n[2] Xem B.",
    ),
    "endnotes by Roman numbers": (r"Mot{\footnote\ftnalt Xem A.}\par", "Mot\n\n[i] Xem A."),
    "text boxes behind their paragraph": (
        r"Mot {\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard Hop\par}}{\shprslt Hop}}hai\par Ba",
        "Mot hai\nHop\n\nBa",
    ),
}


@pytest.mark.parametrize("what", PHENOMENA)
def test_what_is_printed(what: str) -> None:
    body, printed = PHENOMENA[what]
    assert text(body) == printed


BROKEN = {
    # what it is: the file, its text, whether a diagnostic tells
    "cut off": (rtf(r"Mot\par Hai")[:-5], "Mot\n", True),
    "cut off in a footnote": (rtf(r"Mot{\footnote Xem A")[:-1], "Mot\n[1] Xem A", True),
    "a brace too many": (rtf(r"Mot}\par Hai"), "Mot", True),
    "no fonts": (rb"{\rtf1 Mot\f9 hai}", "Mothai", False),
    "an unknown code page": (rb"{\rtf1\ansicpg9 M\'e9t}", "Mét", False),
    "raw bytes beyond the end": (rb"{\rtf1 Mot\bin999999999 Hai}", "Mot", True),
    "a skip beyond the end": (rb"{\rtf1\uc100 M\u7897?t}", "Mộ", False),
    "zeros behind the end": (rb"{\rtf1 Mot}" + b"\0" * 9, "Mot", False),
    "a byte order mark": (b"\xef\xbb\xbf" + rb"{\rtf1 Mot}", "Mot", False),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_files_give_what_they_hold(what: str) -> None:
    data, printed, told = BROKEN[what]
    reading = read_bytes(data, "t.rtf")
    assert reading.source.text == printed
    assert ("file-damaged" in [note.code for note in reading.diagnostics]) == told


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(NhiemvuError, match="groups within groups"):
        read_bytes(b"{\\rtf1" + b"{" * 1_000_000, "t.rtf")


def test_more_pieces_of_text_than_a_document_has_are_refused() -> None:
    with pytest.raises(NhiemvuError, match="--max-unpacked-bytes"):
        read_bytes(rtf(r"\f1 a\f0 b" * 50), "t.rtf", DEFAULT._replace(unpacked_bytes=4_000))


def test_it_is_told_by_its_content() -> None:
    reading = read_bytes(rtf("Mot"), "quyet-dinh.doc")
    assert reading.source.media_type == "application/rtf"
    assert reading.source.text == "Mot"


@given(st.text(st.characters(codec="utf-16", exclude_categories=["Cc", "Cs", "Co"]), min_size=1))
def test_escapes_there_and_back(words: str) -> None:
    wanted = read_bytes(f"a{words}b".encode(), "t.txt").source.text
    assert text("a" + escaped(words) + "b") == wanted


@given(st.lists(st.sampled_from([*r"\{}*' a1;", "\\par", "\\u999", "\\'e9", "\\f1", "\\cell", "\\row", "\\intbl",
    "{\\footnote", "{\\shptxt", "\\bin3", "\\v", "{\\fonttbl", "\\listtext", "\\tab", "\\uc3"])))  # fmt: skip
def test_any_tokens_are_read_or_refused(tokens: list[str]) -> None:
    try:
        reading = read_bytes(rtf("x" + "".join(tokens)), "t.rtf")
    except NhiemvuError as error:
        assert "\n" not in str(error)
    else:
        assert "\x1c" not in reading.source.text


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_bytes(b"{\\rtf1 x" + data, "t.rtf")
    except NhiemvuError as error:
        assert "\n" not in str(error)


# ---- real files


def real(shared: Path, name: str) -> tuple[Reading, str]:
    folder = shared / "corpus/formats"
    return read(folder / name), (folder / name).with_suffix(".truth.txt").read_text("utf-8")


def test_a_real_decree_in_tcvn3(shared: Path) -> None:
    reading, truth = real(shared, "nd-26-2001_tcvn3.rtf")
    assert character_error(reading.source.text, truth) <= 0.005
    assert [note.code for note in reading.diagnostics] == ["charset-assumed"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in reading.source.text
    document = nhiemvu.extract(shared / "corpus/formats/nd-26-2001_tcvn3.rtf")
    assert [s.label for s in document.segments if s.kind == "article"] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert document.metadata.code == "26/2001/NĐ-CP"
    assert document.metadata.issued_on == "2001-06-04"


def duties(shared: Path, name: str, path: Path) -> tuple[float, Any]:
    """F1 of the duties read from `path`, against the gold of a real document, and what was missed."""
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    source = (shared / f"corpus/{name}.txt").read_text("utf-8").split("\n")
    found, misses = scorer(shared).score(gold, source, msgspec.to_builtins(nhiemvu.extract(path)))
    return found["duties"][2], misses.get("duties")


@pytest.mark.skipif(not soffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["khanh-hoa_qd-55", "hai-phong_de-an"])
def test_the_same_duties_as_from_the_text(name: str, shared: Path, tmp_path: Path) -> None:
    word = tmp_path / "in.docx"
    word.write_bytes(docx(lines(nhiemvu.extract(shared / f"corpus/{name}.txt"))))
    (path,) = converted([word], "rtf", tmp_path)
    score, missed = duties(shared, name, path)
    assert score >= 0.995, missed
