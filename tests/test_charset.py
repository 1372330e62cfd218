"""Fonts of before Unicode: TCVN3, VNI and VISCII text becomes Unicode, Unicode stays as it is."""

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import p, package, run

import nhiemvu
from nhiemvu.knowledge import table
from nhiemvu.sources import read_bytes
from nhiemvu.sources.charset import Run, convert, convert_runs, of_font
from nhiemvu.sources.syllables import is_syllable

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
LETTERS = [*VOWELS, *"bcdđghklmnpqrstvx"]
SENTENCE = """cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh thực hiện chức năng tham mưu giúp quản lý nhà nước về nội
    vụ tổ chức bộ máy vị trí việc làm biên chế công chức cải cách hành chính chính quyền địa phương thanh niên
    thi đua khen thưởng và các dịch vụ công trong lĩnh vực đó theo sự phân cấp ủy quyền của pháp luật"""
WORDS = SENTENCE.split()


@cache
def codes(charset: str) -> dict[str, str]:
    """The first sequence of each letter in a charset."""
    rows = [row for row in reversed(table("charsets")) if row["charset"] == charset]
    return {row["letter"]: "".join(chr(int(code, 16)) for code in row["codes"].split()) for row in rows}


def typed(text: str, charset: str) -> str:
    """`text` as it comes out of a file in a charset; TCVN3 has the small code where it has no capital."""
    letters = codes(charset)
    return "".join(letters.get(c) or letters.get(c.lower() if c.lower() != c else "") or c for c in text)


PHENOMENA = {
    # what it is: text, font, what is printed, charset
    "TCVN3": ("NghÞ ®Þnh cña ChÝnh phñ", None, "Nghị định của Chính phủ", "tcvn3"),
    "VNI": ("Coäng hoøa xaõ hoäi chuû nghóa", None, "Cộng hòa xã hội chủ nghĩa", "vni"),
    "VISCII": ("quän lý nhà nß¾c v« nµi vø", None, "quản lý nhà nước về nội vụ", "viscii"),
    "VPS by its font": ("qu\xe4n l\x9a", "VPS Times", "quản lý", "vps"),
    "spaces stay": ("  NghÞ   ®Þnh\tcña \xa0ChÝnh phñ ", None, "  Nghị   định\tcủa \xa0Chính phủ ", "tcvn3"),
    "the letter ư as a minus sign": ("nhµ n−íc, −¬ng", None, "nhà nước, ương", "tcvn3"),
    "a minus sign among digits": ("nhiÖt ®é 5−7", None, "nhiệt độ 5−7", "tcvn3"),
    "codes in the private range": ("Ngh\uf0de \uf0ae\uf0denh", ".VnTime", "Nghị định", "tcvn3"),
    "one word by its font": ("Bé", ".VnTime", "Bộ", "tcvn3"),
    "one word without": ("Bé", None, "Bé", None),
    "VNI by its font": ("Oâng Ba", "VNI-Times", "Ông Ba", "vni"),
    "VNI with the tone behind the circumflex": ("coâng vieâïc", "VNI-Helve", "công việc", "vni"),
    "the letters that tables often lack": ("ñaúng caáp, kî", "VNI-Times", "đẳng cấp, kỵ", "vni"),
    "the part of a font in a PDF": ("QuyÕt ®Þnh", "ABCDEF+.VnTime,Bold", "Quyết định", "tcvn3"),
    "Unicode in an old font": ("Điều kiện về biên chế", ".VnTime", "Điều kiện về biên chế", None),
    "Unicode": ("Điều 1. Sở có con dấu; không quá 5 µm", None, "Điều 1. Sở có con dấu; không quá 5 µm", None),
    "French": ("Le décret relatif à l’hôtel, déjà signé", None, "Le décret relatif à l’hôtel, déjà signé", None),
    "German": ("für die Prüfung der Größe", None, "für die Prüfung der Größe", None),
    "Spanish": ("el señor Muñoz y la niña", None, "el señor Muñoz y la niña", None),
}


@pytest.mark.parametrize("what", PHENOMENA)
def test_a_text_and_its_font(what: str) -> None:
    text, font, printed, charset = PHENOMENA[what]
    assert convert(text, font) == (printed, (charset,) if charset else ())


CAPITALS = {
    # what it is: runs, what is printed
    "mixed within words": ([Run("NGHÞ ®ÞNH")], "NGHỊ ĐỊNH"),
    "small letters follow": ([Run("NGHÞ ®ÞNH vÒ ®é Èm")], "NGHỊ ĐỊNH về độ ẩm"),
    "a short word between capitals": ([Run("Së NéI Vô")], "SỞ NỘI VỤ"),
    "a small letter leads its word": ([Run("§Ò ¸N S¾P XÕP")], "ĐỀ ÁN SẮP XẾP"),
    "an abbreviation is no heading": ([Run("ý kiÕn cña UBND x·")], "ý kiến của UBND xã"),
    "sentence case": ([Run("Bé tr­ëng Bé Tµi chÝnh")], "Bộ trưởng Bộ Tài chính"),
    "a font of capitals": ([Run("céng hoµ x· héi", ".VnTimeH")], "CỘNG HOÀ XÃ HỘI"),
    "a font of capitals, for letters only": (
        [Run("Ngh", ".VnTime"), Run("Þ", ".VnTimeH"), Run(" ®Þnh", ".VnTime")],
        "NghỊ định",
    ),
    "all capitals, by the run": ([Run("Së Néi vô", ".VnTime", True)], "SỞ NỘI VỤ"),
    "ASCII in a font of capitals": ([Run("ban", ".VnArialH"), Run(" hµnh", ".VnTime")], "BAN hành"),
}


@pytest.mark.parametrize("what", CAPITALS)
def test_capitals_with_tones(what: str) -> None:
    runs, printed = CAPITALS[what]
    assert convert_runs(runs).text == printed


def test_each_line_by_itself() -> None:
    text = "Coäng hoøa xaõ hoäi\nsoá 5\nNghị định số 5\nTô\n5 µm\nNghÞ ®Þnh sè 6\nBé"
    assert convert(text).text == "Cộng hòa xã hội\nsố 5\nNghị định số 5\nTô\n5 µm\nNghị định số 6\nBộ"


def test_a_line_in_three_fonts() -> None:
    runs = [
        Run("C¨n cø ", ".VnTime"),
        Run("Luaät ", "VNI-Times"),
        Run("Tổ chức ", "Times New Roman"),
        Run("Tô", "Arial"),
    ]
    assert convert_runs(runs) == ("Căn cứ Luật Tổ chức Tô", ("tcvn3", "vni"))


def test_a_letter_and_its_mark_in_two_runs() -> None:
    assert convert_runs([Run("Vuõng Ta", "VNI-Times"), Run("øu", "VNI-Helve")]).text == "Vũng Tàu"


@pytest.mark.parametrize(
    ("font", "charset"),
    [
        (".VnTime", "tcvn3"),
        (".VnCentury SchoolbookH", "tcvn3"),
        ("vntimeh", "tcvn3"),
        (".VnTimeH Tur", "tcvn3"),
        ("VNI-Helve-Condense", "vni"),
        ("VPS Times", "vps"),
        ("Times New Roman", None),
        ("Vivaldi", None),
        (" ", None),
        (None, None),
    ],
)
def test_fonts_by_name(font: str | None, charset: str | None) -> None:
    assert of_font(font) == charset


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        ("nghiêng quyết Ủy giường khuỷu yếu ngoằn uyên gì quốc Huế thuở QUYỀN hoà hòa xoong", True),
        ("coäng nghþ strõ fá quỷt cát1 bộc lộtt cacnh càt", False),
    ],
)
def test_syllables(words: str, syllables: bool) -> None:
    assert {word: is_syllable(word) for word in words.split()} == dict.fromkeys(words.split(), syllables) | (
        {"bộc": True} if not syllables else {}
    )


@given(st.text(st.sampled_from([*LETTERS, " ", "\n", ".", "1"])))
def test_tcvn3_there_and_back(text: str) -> None:
    assert convert(typed(text, "tcvn3"), ".VnTime").text == text


@given(st.text(st.sampled_from([*LETTERS, *map(str.upper, LETTERS), " ", "\n", ".", "1"])))
def test_vni_there_and_back(text: str) -> None:
    assert convert(typed(text, "vni"), "VNI-Times").text == text


@given(st.lists(st.sampled_from(WORDS), min_size=20, unique=True), st.sampled_from(["tcvn3", "vni"]))
def test_told_from_the_words(words: list[str], charset: str) -> None:
    text = " ".join(words)
    found = convert(typed(text, charset))
    assert found.text.lower() == text.lower()


@given(st.lists(st.sampled_from(WORDS)))
def test_unicode_stays(words: list[str]) -> None:
    text = " ".join(words)
    assert convert(text) == convert(text, "Times New Roman") == (text, ())


@given(st.lists(st.tuples(st.text(), st.sampled_from([None, ".VnTime", ".VnTimeH", "VNI-Times", "VPS", "Arial"]))))
def test_any_text_keeps_its_lines(runs: list[tuple[str, str | None]]) -> None:
    text = "".join(text for text, _ in runs)
    assert convert_runs([Run(*run) for run in runs]).text.count("\n") == text.count("\n")


DECISION = """ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA
Số: 07/2002/QĐ-UB
Khánh Hòa, ngày 07 tháng 3 năm 2002
QUYẾT ĐỊNH
Về nhiệm vụ của Sở Nội vụ
Điều 1. Nhiệm vụ
1. Trình Chủ tịch tỉnh kế hoạch hằng năm về biên chế.
2. Hướng dẫn các huyện lập hồ sơ thi đua.
"""


@pytest.mark.parametrize("charset", ["tcvn3", "vni", "viscii"])
def test_a_text_file_in_an_old_charset(charset: str) -> None:
    data = typed(DECISION, charset).encode("latin-1")
    reading = read_bytes(data, "quyet-dinh.txt")
    assert reading.source.text == DECISION
    assert reading.source.encoding == charset
    assert [note.code for note in reading.diagnostics] == ["charset-assumed"]
    assert nhiemvu.extract_bytes(data, "quyet-dinh.txt").metadata.code == "07/2002/QĐ-UB"


def test_old_letters_saved_as_utf8() -> None:
    reading = read_bytes(typed(DECISION, "tcvn3").encode(), "quyet-dinh.txt")
    assert reading.source.text == DECISION
    assert [note.code for note in reading.diagnostics] == ["charset-assumed"]


def test_a_word_file_of_now_in_an_old_font() -> None:
    def in_font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'

    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{in_font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:styleId="head"><w:rPr>{in_font(".VnTimeH")}</w:rPr></w:style>'
    )
    body = (
        p(run("quyÕt ®Þnh"), properties='<w:pStyle w:val="head"/>')
        + p(run("nhµ n"), "<w:r><w:softHyphen/><w:t>íc</w:t></w:r>", run(" cả nước", in_font("Arial")))
        + p(run("Vuõng Ta", in_font("VNI-Times")), run("øu", in_font("VNI-Helve")), run("së", "<w:caps/>"))
    )
    reading = read_bytes(package(body, styles=styles), "t.docx")
    assert reading.source.text == "QUYẾT ĐỊNH\nnhà nước cả nước\nVũng TàuSỞ"
    assert [note.code for note in reading.diagnostics] == ["charset-assumed"]
