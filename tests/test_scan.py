"""Scanned pages: read by Tesseract, beside pages that have text; what is misread again and again; what is missing."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import paper
import pypdfium2
import pytest
import test_pdf
import written
from PIL import ImageFilter
from reportlab.lib.utils import ImageReader
from test_real_documents import scorer

import nhiemvu
from nhiemvu import NhiemvuError
from nhiemvu.knowledge import table
from nhiemvu.model import Document
from nhiemvu.sources import scan, tesseract
from nhiemvu.sources.agreement import agreed
from nhiemvu.sources.ocr_errors import repaired
from nhiemvu.sources.tesseract import Word

pytestmark = pytest.mark.slow
needs_tesseract = pytest.mark.skipif(tesseract.missing() is not None, reason="Tesseract or its model vie is missing")
needs_font = test_pdf.needs_font
LINES = [written.Line("", line) for line in test_pdf.DECISION.splitlines()]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.diagnostics]


def kinds(document: Document, kind: str) -> list[str]:
    return [segment.text for segment in document.segments if segment.kind == kind]


@pytest.fixture(scope="module")
def decision() -> bytes:
    return paper.by_reportlab(LINES)


# ---- pictures of pages


@needs_tesseract
@needs_font
def test_a_scanned_decision_reads_as_its_text(decision: bytes) -> None:
    document = test_pdf.extract(paper.scanned(decision, 300))
    assert test_pdf.words(document) == test_pdf.words(nhiemvu.extract_bytes(test_pdf.DECISION.encode(), "t.txt"))
    assert [note.severity for note in document.diagnostics if note.code == "read-by-ocr"] == ["info"]
    assert document.source.pages == 1


@needs_tesseract
@test_pdf.needs_office
def test_duties_of_a_real_decision_from_its_scan(shared: Path) -> None:
    name = "khanh-hoa_qd-55"
    source = shared / f"corpus/{name}.txt"
    document = test_pdf.extract(paper.scanned(test_pdf.printed(source, "Noto Serif"), 300))
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    lines = source.read_text("utf-8").split("\n")
    found, misses = scorer(shared).score(gold, lines, json.loads(msgspec.json.encode(document)))
    errors = test_pdf.character_errors(test_pdf.body(document), test_pdf.body(nhiemvu.extract(source)))
    print(f"{name} scanned at 300 dpi: duties F1 {found['duties'][2]:.3f}, {errors:.3%} of the characters differ")
    assert found["duties"][2] >= 0.98, "\n".join(misses["duties"])
    assert found["units"][2] == 1.0
    assert errors <= 0.002


@needs_tesseract
def test_a_real_scan_gives_its_articles(shared: Path) -> None:
    whole = pypdfium2.PdfDocument(shared / "corpus/formats/qd-707-2026_scan.pdf")
    first = pypdfium2.PdfDocument.new()
    first.import_pages(whole, [0, 1])
    data = test_pdf.saved(first)
    document = test_pdf.extract(data)
    assert document.metadata.type == "quyết định"
    assert [segment.label for segment in document.segments if segment.kind == "article"] == [
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
    ]
    assert codes(document)[:2] == ["read-by-ocr"] * 2
    recipients = [segment.text for segment in document.segments if segment.kind == "recipients"]
    assert "Ban Bí thư Trung ương Đảng;" in recipients


@needs_tesseract
@needs_font
def test_scanned_pages_stand_between_pages_with_text(decision: bytes) -> None:
    mixed = pypdfium2.PdfDocument.new()
    for data in (decision, paper.scanned(decision, 200), test_pdf.pages(1, test_pdf.stream(b"")), decision):
        mixed.import_pages(pypdfium2.PdfDocument(data))
    document = test_pdf.extract(test_pdf.saved(mixed))
    told = [note.message for note in document.diagnostics if note.code == "read-by-ocr"]
    assert len(told) == 1 and told[0].startswith("page 2 ")
    assert document.source.pages == 4
    texts = [" ".join(text.split()) for text in document.source.text.split("\f")]
    assert texts[0] == texts[1] == texts[3] != texts[2] == ""


@needs_tesseract
@needs_font
def test_a_poor_scan_is_told(decision: bytes) -> None:
    page = pypdfium2.PdfDocument(decision)[0].render(scale=300 / 72, grayscale=True).to_pil()
    document = nhiemvu.extract_bytes(paper.pictures([page.filter(ImageFilter.GaussianBlur(6))], 300), "t.pdf")
    (note,) = [note for note in document.diagnostics if note.code == "read-by-ocr"]
    assert note.severity == "warning"
    assert "compare it with the print" in note.message


@needs_tesseract
@needs_font
def test_a_text_layer_in_another_language_is_read_anew(decision: bytes) -> None:
    """Scanners lay English readings of Vietnamese pages under their pictures."""
    page = test_pdf.Page()
    for number in range(30):
        page.line(72, 800 - number * 10, "Can cu Luat Du lich ngay 19 thang 6 nam", 6)
    picture = pypdfium2.PdfDocument(decision)[0].render(scale=300 / 72, grayscale=True).to_pil()
    page.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    document = test_pdf.extract(page.data())
    assert document.metadata.title == "Về nhiệm vụ của Văn phòng Sở"
    assert "Can cu" not in document.source.text


# ---- without Tesseract


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine on which no program is found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract.missing.cache_clear()
    yield
    tesseract.missing.cache_clear()


@needs_font
def test_a_scan_without_tesseract_says_what_to_install(decision: bytes, no_tesseract: None) -> None:
    with pytest.raises(NhiemvuError, match="apt install tesseract-ocr-vie"):
        nhiemvu.extract_bytes(paper.scanned(decision, 100), "t.pdf")


@needs_font
def test_pages_with_text_are_read_without_tesseract(decision: bytes, no_tesseract: None) -> None:
    mixed = pypdfium2.PdfDocument.new()
    for data in (decision, paper.scanned(decision, 100)):
        mixed.import_pages(pypdfium2.PdfDocument(data))
    document = test_pdf.extract(test_pdf.saved(mixed))
    (note,) = [note for note in document.diagnostics if note.code == "page-unread"]
    assert note.severity == "error"
    assert note.message.startswith("page 2 is a scan") and "tesseract-ocr-vie" in note.message
    assert kinds(document, "article")


@needs_tesseract
@needs_font
def test_a_page_that_takes_too_long_is_given_up(decision: bytes) -> None:
    picture = b"P5 400 400 255\n" + bytes(160_000)
    with pytest.raises(NhiemvuError, match="--max-seconds"):
        scan.recognise([picture], 0.001)


# ---- two readings, and what both misread


def line(*words: tuple[str, float]) -> list[Word]:
    return [Word(text, sure, 100 * at, 0, 90, 20) for at, (text, sure) in enumerate(words)]


AGREED = {
    # what it is: the first reading, the second, what is taken
    "a word that can be Vietnamese": ([("thônq", 97), ("tin", 96)], [("thông", 80), ("tin", 96)], "thông tin"),
    "the surer word": ([("chia", 96), ("sể", 33)], [("chia", 96), ("sẻ", 95)], "chia sẻ"),
    "no full stop inside a sentence": ([("ban.", 96), ("nhân", 96)], [("ban", 90), ("nhân", 96)], "ban nhân"),
    "a label that one reading lost": ([("Giúp", 96), ("Sở", 96)], [("l)", 40), ("Giúp", 96), ("Sở", 96)], "l) Giúp Sở"),
    "no stain that one reading has": ([("Giúp", 96), ("Sở", 96)], [("Giúp", 96), ("~~", 40), ("Sở", 96)], "Giúp Sở"),
    "words that were cut apart": ([("Th", 50), ("ông", 60), ("tin", 96)], [("Thông", 96), ("tin", 96)], "Thông tin"),
    "nothing, where both have nothing": ([], [], ""),
}  # fmt: skip


@pytest.mark.parametrize("what", AGREED)
def test_of_two_readings_is_taken(what: str) -> None:
    first, second, taken = AGREED[what]
    found = agreed([line(*first)], [line(*second)])
    assert " ".join(word.text for words in found for word in words) == taken


REPAIRED = {
    # what it is: the lines as read, as meant
    "a label between two others": (["k) Việc", "D Tham mưu", "m) Việc"], ["k) Việc", "l) Tham mưu", "m) Việc"]),
    "a label that can be nothing else": (["e) Việc", "ø) Việc"], ["e) Việc", "g) Việc"]),
    "a list that begins on the page before": (["ø) Việc", "h) Việc"], ["g) Việc", "h) Việc"]),
    "a label read as another one": (["c) Việc", "đ) Việc", "đ) Việc"], ["c) Việc", "d) Việc", "đ) Việc"]),
    "a number is no label": (["h) Chủ trì", "1) Việc", "2) Việc"], ["h) Chủ trì", "1) Việc", "2) Việc"]),
    "a wrapped line is no label": (["x) Chăm lo", "y tế, giáo dục"], ["x) Chăm lo", "y tế, giáo dục"]),
    "a Roman number without its dot": (["I. Một", "II Hai"], ["I. Một", "II. Hai"]),
    "a Roman number that lost a stroke": (["II. Hai", "II. Ba"], ["II. Hai", "III. Ba"]),
    "a list that begins anew": (["I. Một", "I. Một"], ["I. Một", "I. Một"]),
    "a title run into its number": (["PHẦN IĐỔI MỚI"], ["PHẦN I ĐỔI MỚI"]),
    "eth": (["Ðiều 1. Ðảng ủy"], ["Điều 1. Đảng ủy"]),
    "three dots": (["báo, đài...; v.v."], ["báo, đài…; v.v."]),
    "a dotted line": (["Số: ........"], ["Số: ........"]),
    "words over a line end": (["các khoản thu, chỉ", "và dự toán"], ["các khoản thu, chi", "và dự toán"]),
    "words that are right": (["bảo vệ tỉnh; chỉ tiêu"], ["bảo vệ tỉnh; chỉ tiêu"]),
}


@pytest.mark.parametrize("what", REPAIRED)
def test_what_is_misread_again_and_again_is_put_right(what: str) -> None:
    read, meant = REPAIRED[what]
    assert repaired(read) == meant
    assert repaired(meant) == meant


@pytest.mark.parametrize("row", table("misread_words"), ids=lambda row: row["misread"])
def test_every_row_of_misread_words_plays_its_part(row: dict[str, str]) -> None:
    assert repaired([f"Về {row['misread']}."]) == [f"Về {row['reading']}."]
    assert repaired([f"Về {row['reading']}."]) == [f"Về {row['reading']}."]


@pytest.mark.parametrize("row", table("misread_labels"), ids=lambda row: f"{row['letter']}-{row['misread']}")
def test_every_row_of_misread_labels_plays_its_part(row: dict[str, str]) -> None:
    letters = [row["letter"] for row in table("letters") if row["status"] == "standard"]
    at = letters.index(row["letter"])
    before, after = f"{letters[at - 1]}) Việc", f"{letters[at + 1]}) Việc"
    assert repaired([before, f"{row['misread']}) Giúp Sở", after]) == [before, f"{row['letter']}) Giúp Sở", after]
