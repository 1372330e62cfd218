"""What holds for every text: nothing raised, nothing lost, nothing different from run to run."""

import unicodedata

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import nhiemvu
from nhiemvu import NhiemvuError
from nhiemvu.model import Document

# The same examples in every run: what one reader sees fail, the next sees fail too.
settings.register_profile("fast", max_examples=200, deadline=None, derandomize=True)
settings.load_profile("fast")

LABELS = (
    "", "", "", "PHẦN THỨ NHẤT", "Phần II. ", "Chương I", "CHƯƠNG II ", "Mục 1. ", "Tiểu mục 2: ", "Điều 1. ",
    "Điều 2. ", "Điều 5a. ", "ĐIỀU 3. ", "A. ", "B. ", "C. ", "I. ", "II. ", "V. ", "X/ ", "1. ", "2. ",
    "3) ", "7. ", "1.1. ", "1.2 ", "2.1. ", "1.2.1. ", "1.2.3.4. ", "(1) ", "(2) ", "(i) ", "(ii) ", "i) ",
    "iv) ", "a) ", "b) ", "c. ", "d) ", "đ) ", "a1) ", "(a) ", "ư) ", "- ", "– ", "+ ", "* ", "• ", "-",
    "25.", "a)", "1.1.", "06 ", "2,1 ", "233/QĐ-SDL ", "PHỤ LỤC", "Phụ lục I ", "“1. ", "“a) ",
)  # fmt: skip
PHRASES = (
    "", "Văn phòng", "Thanh tra Sở", "Phòng Quy hoạch thuộc Sở Du lịch:", "Chức năng",
    "Nhiệm vụ và quyền hạn", "Nhiệm vụ và quyền hạn:", "Cơ cấu tổ chức: gồm Văn phòng; Thanh tra; các phòng.",
    "Biên chế: 05 người.", "Lập kế hoạch năm;", "Trình Ủy ban nhân dân tỉnh:",
    "Chủ trì, phối hợp với các sở kiểm tra xe công;", "Thực hiện nhiệm vụ khác do Giám đốc giao.",
    "theo điểm a, b khoản 1 Điều 25 Luật Du lịch", "và báo cáo Giám đốc Sở.", "có hiệu lực kể từ ngày ký.",
    "Quyết định số 30/2023/QĐ-UBND ngày 10/8/2023 của UBND tỉnh", "NHIỆM VỤ", "như sau:",
    "Sửa đổi khoản 2 Điều 1 như sau:", "giữ xe.”;", "“", "”.",
    "Văn phòng là tổ chức giúp việc của Giám đốc Sở (sau đây gọi",
    "Kiểm tra thể thức của mọi văn bản trước khi trình lãnh đạo Sở ký và trả", "**Điều 3.** Phạm vi",
    "| a | b |",
)  # fmt: skip
FURNITURE = (
    "", "", "2", "- 3 -", "Trang 4/9", "15", "-----", "* * *", "\f", "\f\f", "Quy chế làm việc của Sở",
    "|---|---|",
)  # fmt: skip
TITLE_BLOCK = (
    "UBND TỈNH NINH BÌNH      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "SỞ DU LỊCH      Độc lập - Tự do - Hạnh phúc", "Số: 12/QĐ-SDL    Ninh Bình, ngày 05 tháng 02 năm 2024",
    "ngày 31 tháng 02 năm 2024", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "GIÁM ĐỐC SỞ DU LỊCH",
    "Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017;", "Theo đề nghị của Chánh Văn phòng Sở.",
    "Nơi nhận:      GIÁM ĐỐC", "Nơi nhận:", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Mẫu",
    "QUY ĐỊNH", "QUY CHẾ", "(Ban hành kèm theo Quyết định số 12/QĐ-SDL", "của Giám đốc Sở)", "ĐỀ ÁN",
    "Chính phủ ban hành Nghị định về xe công.",
)  # fmt: skip

numbered = st.builds(str.__add__, st.sampled_from(LABELS), st.sampled_from(PHRASES))
line = st.one_of(numbered, numbered, numbered, st.sampled_from(FURNITURE), st.sampled_from(TITLE_BLOCK))
# What text files may hold: all but the control characters that make a file binary.
anything = st.characters(codec="utf-8", exclude_characters=[*map(chr, range(9)), *map(chr, range(14, 27)), "\x7f"])
soup = st.lists(line, max_size=40).map("\n".join)


def read(text: str, name: str = "t.txt") -> Document:
    """The document in `text`; a text without words is refused, and tells nothing more."""
    try:
        return nhiemvu.extract_bytes(text.encode(), name)
    except NhiemvuError:
        assert not any(c.isalnum() for c in text)
        assume(False)
        raise


def paths(document: Document) -> list[str]:
    return [segment.path for segment in document.segments]


def words(document: Document) -> list[tuple[str, str, str]]:
    return [(segment.path, segment.label, segment.text) for segment in document.segments]


def keeps_its_promises(document: Document) -> None:
    """Schema, ids, lossless, spans; parents before children; records inside the text, in order."""
    assert nhiemvu.check(msgspec.to_builtins(document)) == []
    before: dict[str | None, str] = {None: ""}
    for segment in document.segments:
        assert segment.path.startswith(before[segment.parent])
        before[segment.id] = f"{segment.path}/"
    starts = [segment.spans[0][0] for segment in document.segments]
    assert starts == sorted(starts)
    told = [diagnostic.span for diagnostic in document.diagnostics if diagnostic.span]
    for start, end in [*told, *document.metadata.spans.values(), *(unit.span for unit in document.units)]:
        assert 0 <= start < end <= len(document.source.text)
    leads = {segment.id for segment in document.segments if segment.lead_in}
    assert not leads & {duty.segment for duty in document.duties}


@given(st.text(anything))
def test_any_text_keeps_every_promise(text: str) -> None:
    keeps_its_promises(read(text))


@given(soup)
def test_any_sequence_of_labels_keeps_every_promise(text: str) -> None:
    keeps_its_promises(read(text))


@given(soup)
def test_any_sequence_of_labels_in_markdown_keeps_every_promise(text: str) -> None:
    keeps_its_promises(read(text, "t.md"))


@given(st.lists(st.one_of(line, st.text(anything, max_size=12)), max_size=12).map(" ".join))
def test_labels_in_the_middle_of_anything_keep_every_promise(text: str) -> None:
    keeps_its_promises(read(text))


@given(st.binary(max_size=200))
def test_bytes_are_a_document_or_an_error_in_one_line(data: bytes) -> None:
    try:
        document = nhiemvu.extract_bytes(data, "t.txt")
    except NhiemvuError as error:
        assert len(str(error).splitlines()) == 1
    else:
        keeps_its_promises(document)


@given(soup)
def test_two_runs_give_the_same_bytes(text: str) -> None:
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


@given(soup)
def test_crlf_and_trailing_spaces_change_no_words(text: str) -> None:
    expected = words(read(text))
    assert words(read(text.replace("\n", "\r\n"))) == expected
    assert words(read(text.replace("\n", " \t\u00a0\n"))) == expected


@given(soup)
def test_decomposed_letters_change_nothing_but_the_report(text: str) -> None:
    document = read(text)
    other = read(unicodedata.normalize("NFD", text))
    assert words(other) == words(document)
    assert other.metadata == document.metadata
    assert other.duties == document.duties


# A paragraph to a line, each with its end: no wraps and no furniture that a line below could change.
sentence = st.builds(
    "{}Văn phòng {}{}".format,
    st.sampled_from([label for label in LABELS if label[:1] not in "“PC" and label[-1:] in " "]),
    st.sampled_from(["giữ sổ", "lập kế hoạch năm, kế hoạch quý", "có nhiệm vụ sau", "báo cáo"]),
    st.sampled_from([".", ";", ":"]),
)


@given(st.lists(sentence, min_size=1, max_size=30).map("\n".join), sentence)
def test_a_paragraph_more_changes_no_label_above_it(text: str, more: str) -> None:
    above, whole = read(text), read(f"{text}\n{more}")
    # What follows a misread label shows what it was.
    assume(all(note.code != "label-misread" for note in (*above.diagnostics, *whole.diagnostics)))
    # A label more shows that the paragraphs before it went on with the item above them.
    labelled = [path for path in paths(above) if "¶" not in path]
    assert [path for path in paths(whole) if "¶" not in path][: len(labelled)] == labelled


@given(st.lists(sentence, min_size=1, max_size=30).map("\n".join))
def test_blank_lines_between_paragraphs_change_no_path(text: str) -> None:
    assert paths(read(text.replace("\n", "\n\n"))) == paths(read(text))


@given(st.text("\n\r\t\f \u00a0\u200b\ufeff\u00ad"))
def test_a_text_without_a_character_to_see_is_refused(text: str) -> None:
    with pytest.raises(NhiemvuError):
        nhiemvu.extract_bytes(text.encode(), "t.txt")
