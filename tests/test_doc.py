"""Word 97-2003: the streams of real files and of written ones; refusals; LibreOffice where these do not tell."""

import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from likeness import character_error
from olefile import OleFileIO
from test_real_documents import scorer
from written import converted, definition, docx, level, numbered, p, package, paragraph, run, soffice, table
from written import lines as printed_lines

import nhiemvu
from nhiemvu.errors import NhiemvuError
from nhiemvu.sources import doc, libreoffice, read_bytes, rtf, word97
from nhiemvu.sources.counting import Counting
from nhiemvu.sources.limits import DEFAULT
from nhiemvu.sources.word97_tables import lists

needs_office = pytest.mark.skipif(not soffice(), reason="LibreOffice is not installed")
REAL = ("an-giang_quy-dinh_tcvn3", "ba-ria-vung-tau_chi-tieu_vni", "nd-29-1998_tcvn3")


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)


def real(shared: Path, name: str) -> tuple[bytes, str]:
    folder = shared / "corpus/formats"
    return (folder / f"{name}.doc").read_bytes(), (folder / f"{name}.truth.txt").read_text("utf-8")


# ---- real files


@pytest.mark.parametrize("name", REAL)
def test_real_files_without_libreoffice(name: str, shared: Path, no_office: None) -> None:
    data, truth = real(shared, name)
    reading = read_bytes(data, "t.doc")
    assert character_error(reading.source.text, truth, labels=False) <= 0.005
    assert reading.source.media_type == "application/msword"
    assert [note.code for note in reading.diagnostics] == ["charset-assumed"]


@needs_office
@pytest.mark.parametrize("name", REAL)
def test_real_files_by_libreoffice(name: str, shared: Path) -> None:
    data, truth = real(shared, name)
    found = rtf.read(libreoffice.convert(data, "MS Word 97", "rtf", DEFAULT), DEFAULT).text
    assert character_error(found, truth, labels=False) <= 0.005
    own = doc.read(data, DEFAULT).text
    # Both count the same labels, but for two that LibreOffice cuts short: "1" for "1.2.1".
    assert character_error(found, own) <= 0.001


ARTICLES = {
    "an-giang_quy-dinh_tcvn3": [*range(1, 16), *range(18, 43)],  # its list goes on as 16., 17.
    "ba-ria-vung-tau_chi-tieu_vni": [1, 2, *range(1, 24), *range(23, 29)],  # two articles are numbered 23
    "nd-29-1998_tcvn3": [*range(1, 5), *range(1, 26)],
}


@pytest.mark.parametrize("name", REAL)
def test_the_articles_of_real_files(name: str, shared: Path) -> None:
    document = nhiemvu.extract(shared / f"corpus/formats/{name}.doc")
    labels = [segment.label for segment in document.segments if segment.kind == "article"]
    assert [int(label.split(" ")[1].strip(".: ")) for label in labels] == ARTICLES[name]


# ---- files written from Word files


def written(tmp_path: Path, *files: bytes) -> list[bytes]:
    """The Word files (.docx) as LibreOffice writes them in the old format."""
    paths = []
    for number, data in enumerate(files):
        paths.append(tmp_path / f"{number}.docx")
        paths[-1].write_bytes(data)
    return [path.read_bytes() for path in converted(paths, "doc", tmp_path)]


@needs_office
@pytest.mark.parametrize("name", ["khanh-hoa_qd-55", "hai-phong_de-an"])
def test_the_same_duties_as_from_the_text(name: str, shared: Path, tmp_path: Path, no_office: None) -> None:
    word = docx(printed_lines(nhiemvu.extract(shared / f"corpus/{name}.txt")), old=True)
    (data,) = written(tmp_path, word)
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    source = (shared / f"corpus/{name}.txt").read_text("utf-8").split("\n")
    document: Any = msgspec.to_builtins(nhiemvu.extract_bytes(data, "t.doc"))
    found, misses = scorer(shared).score(gold, source, document)
    assert found["duties"][2] >= 0.995, misses.get("duties")


BOX = (
    '<w:r><w:pict><v:shape style="width:90pt;height:30pt" type="#_x0000_t202"><v:textbox><w:txbxContent>'
    "{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
LISTS = "".join(
    [
        definition(1, level(0, "decimal", "Điều %1."), level(1, "lowerLetter", "%2)"), level(2, "decimal", "%1.%3.")),
        definition(2, level(0, "bullet", "-")),
        definition(3, level(0, "upperRoman", "%1.", start=3)),
        numbered(1, 1),
        numbered(2, 2),
        numbered(3, 3),
        numbered(4, 1, {1: 5}),
    ]
)
PHENOMENA = {
    # what it is: the body of the Word file
    "runs and letters": p(run("Sở Nội vụ "), run("tham mưu", "<w:b/>"), run(" – “giúp” Ủy ban")),
    "all capitals": p(run("Sở Nội vụ", "<w:caps/>")),
    "hidden text": p(run("Sở"), run(" ẩn", "<w:vanish/>")),
    "tabs and line breaks": p(run("Sở"), "<w:r><w:tab/></w:r>", run("Nội"), "<w:r><w:br/></w:r>", run("vụ")),
    "a field": p('<w:fldSimple w:instr="HYPERLINK &quot;https://example.org/&quot;">' + run("Cổng") + "</w:fldSimple>"),
    "labels": "".join(
        [
            paragraph("Vị trí", list=1),
            paragraph("tham mưu", list=1, level=1),
            paragraph("trình", list=1, level=1),
            paragraph("một", list=1, level=2),
            paragraph("Nhiệm vụ", list=1),
            paragraph("quản lý", list=1, level=1),
            paragraph("đề xuất", list=4, level=1),
            paragraph("gạch đầu dòng", list=2),
            paragraph("phần", list=3),
            paragraph("phần", list=3),
        ]
    ),
    "a table": paragraph("Trên")
    + table([["UBND", "TỈNH"], ["CỘNG HÒA", "Độc lập"]], [["Số: 5"], ["ngày 7"]])
    + paragraph("Dưới"),
    "a list in a table": "<w:tbl><w:tblPr/><w:tr>"
    + "".join(f"<w:tc><w:tcPr/>{paragraph(word, list=2)}</w:tc>" for word in ("Một", "Hai"))
    + "</w:tr></w:tbl>"
    + paragraph("Dưới"),
    "many paragraphs": "".join(paragraph(f"Đoạn {number} về biên chế", list=1 + number % 3) for number in range(300)),
}


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each phenomenon as a Word file of now, and in the old format."""
    if not soffice():
        pytest.skip("LibreOffice is not installed")
    new = {what: package(body, numbering=LISTS) for what, body in PHENOMENA.items()}
    old = written(tmp_path_factory.mktemp("doc"), *new.values())
    return {what: (data, legacy) for (what, data), legacy in zip(new.items(), old, strict=True)}


@pytest.mark.parametrize("what", PHENOMENA)
def test_the_text_is_that_of_the_new_format(what: str, pairs: dict[str, tuple[bytes, bytes]], no_office: None) -> None:
    new, old = (read_bytes(data, "t.doc").source.text for data in pairs[what])
    assert old.rstrip("\n").split("\n") == new.rstrip("\n").split("\n")


@needs_office
def test_notes_and_text_boxes(tmp_path: Path, no_office: None) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(run("Một"), note, run(" hai"), BOX.format(paragraph("Hộp"))) + paragraph("Ba")
    notes = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", run(" Xem Phụ lục"))}</w:footnote>'
    (data,) = written(tmp_path, package(body, footnotes=notes))
    text = read_bytes(data, "t.doc").source.text
    assert text.split() == ["Một", "hai", "Hộp", "Ba", "[1]", "Xem", "Phụ", "lục"]


# ---- the tables of lists, byte by byte as [MS-DOC] lays them out


def binary_level(
    text: str, places: list[int], *, start: int = 1, kind: int = 0, flags: int = 0, limit: int = 0
) -> bytes:
    """An LVL: `places` are those of the numbers in `text`, from one; `kind` its number format."""
    head = struct.pack("<iBB9sBiiBBBB", start, kind, 0, bytes(places).ljust(9, b"\0"), 0, 0, 0, 0, 0, 0, 0)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def binary_lists(*levels: list[bytes]) -> tuple[bytes, tuple[int, int]]:
    """A PlfLst with the levels behind it, and the place of its headers; the lists are numbered from 1."""
    heads = b"".join(struct.pack("<ii18sBB", i, 0, b"", len(own) == 1, 0) for i, own in enumerate(levels, 1))
    header = struct.pack("<H", len(levels)) + heads
    return header + b"".join(map(b"".join, levels)), (0, len(header))


def binary_overrides(*own: tuple[int, list[bytes]]) -> bytes:
    """A PlfLfo: for each list in use its number and the LFOLVLs of its own."""
    heads = b"".join(struct.pack("<iiiBBBB", name, 0, 0, len(levels), 0, 0, 0) for name, levels in own)
    data = b"".join(struct.pack("<I", 0xFFFFFFFF) + b"".join(levels) for _, levels in own)
    return struct.pack("<I", len(own)) + heads + data


def test_lists_and_their_overrides() -> None:
    table, place = binary_lists(
        [binary_level("Điều \0.", [6]), binary_level("\0.\1)", [1, 3], kind=4), *[binary_level("", [])] * 7],
        [binary_level("\uf0b7", [], kind=23)],
    )
    overrides = binary_overrides(
        (1, []),
        (1, [struct.pack("<II", 7, 0x10 | 0)]),  # begins at 7
        (1, [struct.pack("<II", 0, 0x20 | 1) + binary_level("(\1)", [2], start=3)]),  # another look of level 2
        (2, []),
    )
    found = lists(table, place, overrides, [])
    counting = Counting()
    steps = [(1, 0), (1, 1), (1, 1), (1, 0), (2, 0), (2, 0), (1, 0), (3, 1), (3, 1), (4, 0)]
    assert [counting.label(str(name), found[name], at) for name, at in steps] == [
        "Điều 1. ", "1.a) ", "1.b) ", "Điều 2. ", "Điều 7. ", "Điều 8. ", "Điều 9. ", "(3) ", "(4) ", "• ",
    ]  # fmt: skip


# ---- refusals


def patched(data: bytes, offset: int, value: bytes) -> bytes:
    """A Word file with bytes of the header of its text changed."""
    with OleFileIO(BytesIO(data)) as file:
        start = data.index(file.openstream("WordDocument").read(64))
    return data[: start + offset] + value + data[start + offset + len(value) :]


def test_a_password_is_refused(shared: Path) -> None:
    data, _ = real(shared, REAL[2])
    with pytest.raises(NhiemvuError, match="protected by a password"):
        read_bytes(patched(data, 11, b"\x13"), "t.doc")


def test_word_95_needs_libreoffice(shared: Path, no_office: None) -> None:
    data, _ = real(shared, REAL[2])
    with pytest.raises(NhiemvuError, match="Word 6 or 95; install LibreOffice"):
        read_bytes(patched(data, 2, struct.pack("<H", 104)), "t.doc")


def test_unknown_numbering_is_told_or_left_to_libreoffice(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, truth = real(shared, REAL[1])
    broken = patched(data, 154 + 8 * 74 + 4, struct.pack("<I", 0))  # without the table of lists in use
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    reading = read_bytes(broken, "t.doc")
    assert "numbering-unknown" in [note.code for note in reading.diagnostics]
    assert character_error(reading.source.text, truth) <= 0.005
    if soffice():
        monkeypatch.undo()
        assert "numbering-unknown" not in [note.code for note in read_bytes(broken, "t.doc").diagnostics]


@needs_office
def test_other_programs_are_named(tmp_path: Path) -> None:
    sheet = tmp_path / "t.csv"
    sheet.write_text("a,b\n1,2\n")
    (path,) = converted([sheet], "xls", tmp_path)
    with pytest.raises(NhiemvuError, match="Excel"):
        read_bytes(path.read_bytes(), "t.doc")


def test_too_much_text_is_refused(shared: Path) -> None:
    data, _ = real(shared, REAL[0])
    with pytest.raises(NhiemvuError, match="--max-unpacked-bytes"):
        read_bytes(data, "t.doc", DEFAULT._replace(unpacked_bytes=1000))


def test_a_word_file_of_now_under_the_old_name() -> None:
    assert read_bytes(package(paragraph("Sở Nội vụ")), "t.doc").source.text == "Sở Nội vụ"


@needs_office
def test_libreoffice_is_stopped_in_time(shared: Path) -> None:
    data, _ = real(shared, REAL[0])
    with pytest.raises(NhiemvuError, match="--max-seconds"):
        libreoffice.convert(data, "MS Word 97", "rtf", DEFAULT._replace(seconds=0.01))


@needs_office
def test_libreoffice_names_what_it_cannot_read() -> None:
    with pytest.raises(NhiemvuError, match="cannot be read by LibreOffice"):
        libreoffice.convert(b"\xd0\xcf\x11\xe0" * 99, "MS Word 97", "rtf", DEFAULT)


def read_or_refused(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "program", lambda: None)
        try:
            read_bytes(data, "t.doc")
        except NhiemvuError as error:
            assert "\n" not in str(error)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(shared: Path, data: st.DataObject) -> None:
    damaged = bytearray(real(shared, REAL[2])[0])
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(damaged))
    read_or_refused(bytes(damaged[: data.draw(st.integers(9, len(damaged)))]))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_streams_are_read_or_told(shared: Path, changes: list[tuple[bool, int, int]]) -> None:
    with OleFileIO(BytesIO(real(shared, REAL[1])[0])) as file:
        document = bytearray(file.openstream("WordDocument").read())
        table = bytearray(file.openstream("1Table").read())
    for header, place, value in changes:  # in the header, or anywhere in the tables
        if header:
            document[2 + place % 896] = value
        else:
            table[place % len(table)] = value
    try:
        found = word97.read(bytes(document), bytes(table))
    except (ValueError, IndexError, struct.error):
        return
    assert all(isinstance(run.text, str) for run in found.runs)
