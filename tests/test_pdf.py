"""PDF files: fallback fonts, decomposed letters, old fonts, what is filled in later; damaged and hostile ones."""

import json
import re
import unicodedata
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import paper
import pypdfium2
import pytest
import written
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from test_real_documents import SCORED, scorer

import nhiemvu
from nhiemvu import Limits, NhiemvuError
from nhiemvu.model import Document

needs_office = pytest.mark.skipif(not written.soffice(), reason="LibreOffice is not installed")
needs_font = pytest.mark.skipif(not paper.FONT.is_file(), reason="the font DejaVu Serif is not installed")

DECISION = """\
SỞ DU LỊCH
QUYẾT ĐỊNH
Về nhiệm vụ của Văn phòng Sở
Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017;
QUYẾT ĐỊNH:
Điều 1. Nhiệm vụ
Văn phòng Sở có các nhiệm vụ sau đây:
1. Tổng hợp kế hoạch công tác hằng năm của những đơn vị thuộc Sở, theo dõi việc thực hiện và báo cáo Giám đốc Sở.
2. Quản lý con dấu, sổ sách, xe cộ, kho tàng, đồ dùng của Sở.
Điều 2. Quyết định này có hiệu lực từ ngày ký./.
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Thị Mẫu
"""


def extract(data: bytes) -> Document:
    """The document in a PDF, after every promise was checked."""
    document = nhiemvu.extract_bytes(data, "t.pdf")
    assert nhiemvu.check(json.loads(msgspec.json.encode(document))) == []
    return document


def words(document: Document) -> list[tuple[str, str, str]]:
    return [(segment.path, segment.label, segment.text) for segment in document.segments if segment.kind != "furniture"]


def character_errors(found: str, truth: str) -> float:
    """Characters to change for each character of the truth; spaces do not count, they differ between transcripts."""
    read, meant = "".join(found.split()), "".join(truth.split())
    return Levenshtein.distance(read, meant) / len(meant)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class Page:
    """A page drawn piece by piece: where a text stands, and in which order it is drawn."""

    def __init__(self, **options: object) -> None:
        paper.registered()
        self.target = BytesIO()
        self.canvas = Canvas(self.target, pagesize=(595, 842), **options)

    def line(self, x: float, y: float, text: str, size: float = 13) -> "Page":
        self.canvas.setFont("Serif", size)
        self.canvas.drawString(x, y, text)
        return self

    def turned(self, x: float, y: float, text: str) -> "Page":
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(90)
        self.line(0, 0, text)
        self.canvas.restoreState()
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self.target.getvalue()

    def text(self) -> str:
        """What is read of the page, without blank lines."""
        return re.sub(r"\n+", "\n", extract(self.data()).source.text).strip("\n")


# ---- what offices write


@cache
def printed(source: Path, how: str) -> bytes:
    paragraphs = written.lines(nhiemvu.extract(source))
    if how in ("ragged", "decomposed"):
        return paper.by_reportlab(paragraphs, decomposed=how == "decomposed")
    with TemporaryDirectory() as folder:
        return paper.by_office(paragraphs, how, Path(folder))


PRINTED = [
    pytest.param("Noto Serif", marks=needs_office),
    pytest.param("Liberation Serif", marks=needs_office),  # lacks letters of Vietnamese: a second font has them
    pytest.param("ragged", marks=needs_font),
    pytest.param("decomposed", marks=needs_font),
]
LEAST = {"duties": 0.995, "duty_holder": 0.995, "units": 1.0, "segments": 0.99, "segment_path": 0.99, "metadata": 1.0}


@pytest.mark.parametrize("how", PRINTED)
@pytest.mark.parametrize("name", SCORED)
def test_a_real_decision_printed_as_pdf_reads_as_its_text(name: str, how: str, shared: Path) -> None:
    source = shared / f"corpus/{name}.txt"
    document = extract(printed(source, how))
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    lines = source.read_text("utf-8").split("\n")
    found, misses = scorer(shared).score(gold, lines, json.loads(msgspec.json.encode(document)))
    for measure, least in LEAST.items():
        value = found[measure]
        assert (value[2] if len(value) == 6 else value[0] / value[1]) >= least, "\n".join(misses[measure][:20])
    errors = character_errors(body(document), body(nhiemvu.extract(source)))
    print(f"{name}, {how}: {errors:.3%} of the characters of the body differ")
    assert errors <= 0.001


def body(document: Document) -> str:
    """Labels and words of the text itself; header and signature are set in columns."""
    outside = ("furniture", "header", "basis", "recipients", "signature")
    return "".join(segment.label + segment.text for segment in document.segments if segment.kind not in outside)


@needs_font
@pytest.mark.parametrize("decomposed", [False, True])
def test_a_decision_drawn_line_by_line(decomposed: bool) -> None:
    clean = nhiemvu.extract_bytes(DECISION.encode(), "t.txt")
    lines = [written.Line("", line) for line in DECISION.splitlines()]
    document = extract(paper.by_reportlab(lines, decomposed=decomposed))
    assert words(document) == words(clean)
    assert document.source.media_type == "application/pdf"
    assert document.source.pages == 1
    assert unicodedata.is_normalized("NFC", document.source.text)
    assert {segment.page for segment in document.segments} == {1}


# ---- where words stand on the page


@needs_font
def test_fallback_letters_drawn_after_their_line_are_put_into_it() -> None:
    page = Page().line(72, 700, "Quy")
    width = page.canvas.stringWidth
    begin = 72 + width("Quy", "Serif", 13)
    page.line(begin + width("ế", "Serif", 13), 700, "t đ")
    page.line(begin + width("ết đị", "Serif", 13), 700, "nh này")
    page.line(begin, 700, "ế").line(begin + width("ết đ", "Serif", 13), 700, "ị")
    assert page.text() == "Quyết định này"


@needs_font
def test_two_columns_are_read_cell_by_cell_as_they_are_drawn() -> None:
    page = Page()
    for y, text in ((780, "UBND TỈNH KHÁNH HÒA"), (762, "SỞ DU LỊCH"), (744, "Số: 12/QĐ-SDL")):
        page.line(60, y, text)
    for y, text in ((780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (762, "Độc lập - Tự do - Hạnh phúc")):
        page.line(270, y, text)
    page.line(300, 744, "Khánh Hòa, ngày 02 tháng 5 năm 2024")
    page.line(270, 700, "QUYẾT ĐỊNH").line(200, 680, "Về nhiệm vụ của Văn phòng Sở")
    page.line(72, 640, "Điều 1. Nhiệm vụ")
    about = extract(page.data()).metadata
    assert (about.code, about.issuer, about.issued_on) == ("12/QĐ-SDL", "Sở Du lịch tỉnh Khánh Hòa", "2024-05-02")
    assert (about.place, about.title) == ("Khánh Hòa", "Về nhiệm vụ của Văn phòng Sở")


@needs_font
def test_columns_drawn_line_by_line_stay_apart() -> None:
    page = Page()
    for y, left, right in ((780, "SỞ DU LỊCH", "CỘNG HÒA XÃ HỘI"), (762, "Số: 12/QĐ-SDL", "Độc lập - Tự do")):
        page.line(60, y, left).line(320, y, right)
    assert page.text() == "SỞ DU LỊCH   CỘNG HÒA XÃ HỘI\nSố: 12/QĐ-SDL   Độc lập - Tự do"


@needs_font
@pytest.mark.parametrize("wide", [False, True])
def test_a_head_that_is_drawn_last_is_read_first(wide: bool) -> None:
    page = Page()
    for y, text in ((700, "QUYẾT ĐỊNH"), (680, "Về cây xanh"), (650, "Điều 1. Tên gọi")):
        page.line(72, y, text)
    page.line(72, 780, "SỞ XÂY DỰNG")
    if wide:
        page.line(320, 780, "CỘNG HÒA XÃ HỘI")
    page.line(72, 760, "Số: 12/QĐ-SXD")
    head = "SỞ XÂY DỰNG   CỘNG HÒA XÃ HỘI" if wide else "SỞ XÂY DỰNG"
    assert page.text() == f"{head}\nSố: 12/QĐ-SXD\nQUYẾT ĐỊNH\nVề cây xanh\nĐiều 1. Tên gọi"


@needs_font
def test_hyphens_at_the_end_of_a_line_stay() -> None:
    page = (
        Page()
        .line(72, 700, "1. Theo dõi phát triển kinh tế-")
        .line(72, 682, "xã hội của tỉnh theo Quyết định số 12/QĐ-")
    )
    page.line(72, 664, "UBND.")
    (clause,) = extract(page.data()).segments
    assert clause.text == "Theo dõi phát triển kinh tế-xã hội của tỉnh theo Quyết định số 12/QĐ-UBND."


@needs_font
def test_turned_text_and_small_print_over_a_line_do_not_come_between_its_words() -> None:
    page = Page().line(72, 700, "1. Văn phòng lập kế hoạch công tác năm.").turned(40, 600, "Bản sao y")
    page.line(100, 702, "Đã ký số tại cổng", 6)
    first, *others = page.text().split("\n")
    assert first == "1. Văn phòng lập kế hoạch công tác năm."
    assert set(others) == {"Bản sao y", "Đã ký số tại cổng"}


@needs_font
def test_a_page_laid_on_its_side_reads_as_any_other() -> None:
    page = Page(pageCompression=0)
    page.canvas.setPageRotation(90)
    page.turned(100, 72, "1. Văn phòng giữ sổ.").turned(118, 72, "2. Văn phòng giữ xe.")
    assert page.text() == "1. Văn phòng giữ sổ.\n2. Văn phòng giữ xe."


@needs_font
def test_a_sentence_goes_on_over_page_numbers_headers_and_stamps() -> None:
    page = Page()
    sentence = "Văn phòng Sở tổng hợp, theo dõi, đôn đốc các đơn vị trong việc"
    for number in range(1, 5):
        page.line(290, 800, str(number)) if number > 1 else None
        page.line(200, 782, "CÔNG BÁO/Số 12/Ngày 02-5-2024", 10)
        page.line(72, 740, "thực hiện kế hoạch.") if number > 1 else None
        for at in range(20):
            page.line(72, 722 - 18 * at, f"{20 * number + at - 19}. {sentence}".replace(" trong việc", "."))
        page.line(72, 722 - 18 * 20, f"- {sentence}")
        if number == 1:
            page.line(400, 40, "Người ký: Sở Du lịch", 6).line(400, 33, "Thời gian ký: 02.05.2024 10:20", 6)
        page.canvas.showPage()
    document = extract(page.data())
    bullets = [segment.text for segment in document.segments if segment.kind == "bullet"]
    assert bullets[:3] == [f"{sentence} thực hiện kế hoạch."] * 3
    assert document.source.pages == 4
    furniture = " ".join(segment.text for segment in document.segments if segment.kind == "furniture")
    assert all(words in furniture for words in ("Người ký", "Thời gian ký", "CÔNG BÁO"))


# ---- real files


def test_a_decree_in_old_fonts(shared: Path) -> None:
    document = extract((shared / "corpus/formats/nd-109-2004_tcvn3.pdf").read_bytes())
    truth = (shared / "corpus/formats/nd-109-2004_tcvn3.truth.txt").read_text("utf-8")
    assert character_errors(document.source.text, truth) <= 0.005
    assert document.metadata.code == "109/2004/NĐ-CP"
    assert document.metadata.issued_on == "2004-04-02"
    assert re.findall(r"(?m)^Điều (\d+)[.-] ", document.source.text) == [str(number) for number in range(1, 32)]
    assert "charset-assumed" in [note.code for note in document.diagnostics]


def test_a_plan_whose_number_and_date_were_filled_in(shared: Path) -> None:
    document = extract((shared / "corpus/formats/ha-noi_kh-173-2026.pdf").read_bytes())
    transcript = (shared / "corpus/formats/ha-noi_kh-173-2026.pdftotext.txt").read_text("utf-8")
    assert character_errors(document.source.text, transcript) <= 0.01  # it reads the columns line by line
    assert (document.metadata.code, document.metadata.issued_on) == ("173/KH-UBND", "2026-04-28")
    numbered = re.findall(r"(?m)^\s+([IVX]+\.|\d+(?:\.\d+)*\.) ", transcript)
    assert [s.label for s in document.segments if s.kind in ("heading", "clause")] == numbered


# ---- files that are locked, damaged or hostile


def built(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is its root."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(out))
    return bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + end)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(data), data)


def pages(count: int, content: bytes, *more: bytes, box: bytes = b"0 0 600 800") -> bytes:
    """A PDF with the same page many times."""
    kids = b" ".join(b"%d 0 R" % (5 + len(more) + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>>"
    return built(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        content,
        *more,
        *[page % box] * count,
    )


def typed(letters: dict[str, str], content: bytes) -> bytes:
    """One page in a font whose letters stand for others, of any plane of Unicode."""
    rows = "".join(f"<{ord(a):02x}> <{b.encode('utf-16-be', 'surrogatepass').hex()}>\n" for a, b in letters.items())
    table = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n{len(letters)} beginbfchar\n{rows}endbfchar"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    root = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>"
    return built(*root, font, stream(content), page, stream(table.encode()))


@pytest.mark.parametrize(
    ("letter", "meant"),
    [
        ("\U0001d465", "\U0001d465"),  # the x of an equation
        ("\U000e01c9", "•"),  # a box of a font of signs, as Word prints it
        ("\U000f0041", "•"),
        ("\udb40", ""),  # half a letter
    ],
)
@pytest.mark.parametrize("wide", ["", "   200 0 Td (end) Tj"])
def test_letters_of_any_plane_are_read(letter: str, meant: str, wide: str) -> None:
    data = typed({"x": letter}, f"BT /F 12 Tf 72 700 Td (1. Van phong giu x so.) Tj {wide} ET".encode())
    text = extract(data).source.text
    assert " ".join(text.split()) == " ".join(f"1. Van phong giu {meant} so. {'end' * bool(wide)}".split())


HELLO = stream(b"BT /F 12 Tf 72 700 Td (1. Van phong giu so.) Tj ET")
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>"
BOMB = zlib.compress(zlib.compress(b"BT /F 12 Tf 10 10 Td (abc) Tj ET\n" * 10_000_000, 9), 9)


def locked() -> bytes:
    target = BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "1. Van phong giu so.")
    canvas.save()
    return target.getvalue()


HOSTILE = {
    # what it is: the file, what the message says
    "a password": (locked(), "password"),
    "only the mark": (b"%PDF-1.7\n", "damaged"),
    "cut short": (pages(1, HELLO)[:150], "damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    "no pages": (built(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "no pages|damaged"),
    "pages that are their own parent": (
        built(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "damaged",
    ),
    "a drawing that draws itself": (
        pages(1, stream(b"/X Do"), stream(b"/X Do /X Do q /X Do Q", FORM)),
        "damaged|no text",
    ),
    "5,000 pages": (pages(5_000, HELLO), "--max-pages"),
    "nothing on it": (pages(1, stream(b"")), "no text"),
    "a bomb": (pages(1, stream(BOMB, b"/Filter[/FlateDecode/FlateDecode]")), "damaged|no text|--max-seconds"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_told_in_one_line(what: str) -> None:
    data, message = HOSTILE[what]
    with pytest.raises(NhiemvuError, match=message) as error:
        # Drawing takes 6 s of a core, a minute on a busy machine: the clock decides only where a row says so.
        nhiemvu.extract_bytes(data, "t.pdf", Limits(seconds=20 if "--max-seconds" in message else 300))
    assert "\n" not in str(error.value)


def test_a_page_that_ends_pdfium_costs_that_page() -> None:
    bomb = stream(BOMB, b"/Filter[/FlateDecode/FlateDecode]")
    kids = b"<</Type/Pages/Kids[6 0 R 7 0 R 8 0 R]/Count 3>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    document = extract(built(root, kids, font, HELLO, bomb, page % 4, page % 5, page % 4))
    assert [page.strip() for page in document.source.text.split("\f")] == [
        "1. Van phong giu so.",
        "",
        "1. Van phong giu so.",
    ]
    assert [note.message for note in document.diagnostics if note.code == "page-unread"] == [
        "page 2 is damaged and was not read"
    ]


def test_a_page_of_absurd_size_is_read() -> None:
    assert extract(pages(1, HELLO, box=b"0 0 2000000 2000000")).source.text.strip() == "1. Van phong giu so."


def test_a_file_that_keeps_pdfium_busy_is_given_up() -> None:
    with pytest.raises(NhiemvuError, match="--max-seconds"):
        nhiemvu.extract_bytes(pages(1, HELLO), "t.pdf", Limits(seconds=0.001))


def test_a_pdf_is_told_by_its_content() -> None:
    data = pages(2, HELLO)
    for name in ("t.txt", "t", "t.docx"):
        document = nhiemvu.extract_bytes(b"\n\n" + data, name)
        assert (document.source.media_type, document.source.pages) == ("application/pdf", 2)
