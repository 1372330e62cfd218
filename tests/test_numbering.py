"""Labels of Word's automatic numbering: counted as Word does, against a model and against LibreOffice."""

import random
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import converted, definition, level, numbered, package, paragraph, soffice

from nhiemvu.sources import read_bytes
from nhiemvu.sources.glyphs import bullet, glyph
from nhiemvu.sources.numerals import printed


def lines(body: str, **parts: str) -> list[str]:
    """The lines read from a body."""
    return read_bytes(package(body, **parts), "t.docx").source.text.split("\n")


def labels(places: list[tuple[int, int]], *parts: str, styles: str = "") -> list[str]:
    """The labels of paragraphs at (list, level)."""
    body = "".join(paragraph("x", list=which, level=at) for which, at in places)
    return [line.removesuffix("x").rstrip() for line in lines(body, numbering="".join(parts), styles=styles)]


# ---- lists

DECIMALS = definition(1, *(level(at, "decimal", "".join(f"%{i + 1}." for i in range(at + 1))) for at in range(4)))
POINTS = definition(1, level(0, "lowerLetter", "%1)"))
MIXED = definition(
    1,
    level(0, "decimal", "Điều %1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "-"),
)

COUNTED = {
    # what it is: the lists, (list, level) of each paragraph, the labels printed
    "one list counts on": ([POINTS, numbered(1, 1)], [(1, 0)] * 4, ["a)", "b)", "c)", "d)"]),
    "points after đ, which is typed, and without f": (
        [POINTS, numbered(1, 1), numbered(2, 1, {0: 7})],
        [(1, 0), (1, 0), (1, 0), (1, 0), (1, 0), (2, 0), (2, 0)],
        ["a)", "b)", "c)", "d)", "e)", "g)", "h)"],
    ),
    "points begin anew in each clause": (
        [POINTS, numbered(1, 1), numbered(2, 1, {0: 1}), numbered(3, 1, {0: 1})],
        [(1, 0), (1, 0), (2, 0), (2, 0), (3, 0)],
        ["a)", "b)", "a)", "b)", "a)"],
    ),
    "an override is spent once met": (
        [POINTS, numbered(1, 1), numbered(2, 1, {0: 5})],
        [(1, 0), (2, 0), (1, 0), (2, 0)],
        ["a)", "e)", "f)", "g)"],
    ),
    "lists of one definition count on together": (
        [POINTS, numbered(1, 1), numbered(2, 1)],
        [(1, 0), (2, 0), (1, 0)],
        ["a)", "b)", "c)"],
    ),
    "lists of two definitions do not": (
        [POINTS, POINTS.replace('Id="1"', 'Id="2"'), numbered(1, 1), numbered(2, 2)],
        [(1, 0), (2, 0), (1, 0), (2, 0)],
        ["a)", "a)", "b)", "b)"],
    ),
    "levels within levels": (
        [DECIMALS, numbered(1, 1)],
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 1), (1, 0), (1, 1)],
        ["1.", "1.1.", "1.2.", "1.2.1.", "1.2.1.1.", "1.3.", "2.", "2.1."],
    ),
    "Điều, khoản, điểm, gạch đầu dòng": (
        [MIXED, numbered(1, 1)],
        [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)],
        ["Điều 1.", "1.", "a)", "b)", "-", "2.", "a)", "Điều 2.", "1."],
    ),
    "a level left out counts as one": (
        [DECIMALS, numbered(1, 1)],
        [(1, 0), (1, 2), (1, 1), (1, 0), (1, 1)],
        ["1.", "1.1.1.", "1.2.", "2.", "2.1."],
    ),
    "clauses that count through all Điều": (
        [
            definition(
                1, level(0, "decimal", "Điều %1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
            ),
            numbered(1, 1),
        ],
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["Điều 1.", "1.", "2.", "Điều 2.", "3."],
    ),
    "Điều that count through all chapters": (
        [
            definition(
                1,
                level(0, "upperRoman", "Chương %1"),
                level(1, "upperRoman", "Mục %2"),
                level(2, "decimal", "Điều %3.", more='<w:lvlRestart w:val="1"/>'),
            ),
            numbered(1, 1),
        ],
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["Chương I", "Mục I", "Điều 1.", "Mục II", "Điều 2.", "Chương II", "Mục I", "Điều 1."],
    ),
    "a legal level prints Roman numbers as decimal": (
        [
            definition(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", more="<w:isLgl/>")),
            numbered(1, 1),
        ],
        [(1, 0), (1, 0), (1, 1)],
        ["I.", "II.", "2.1."],
    ),
    "an override that spells a level out": (
        [
            POINTS,
            numbered(1, 1, more=f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "(%1)", start=4)}</w:lvlOverride>'),
        ],
        [(1, 0), (1, 0)],
        ["(4)", "(5)"],
    ),
    "no list": ([POINTS, numbered(1, 1)], [(1, 0), (0, 0), (1, 0)], ["a)", "", "b)"]),
    "a list that begins at four": (
        [definition(1, level(0, "decimal", "%1.", start=4)), numbered(1, 1)],
        [(1, 0)],
        ["4."],
    ),
    "a level without number": (
        [definition(1, level(0, "none", ""), level(1, "decimal", "%1%2.")), numbered(1, 1)],
        [(1, 0), (1, 1), (1, 1)],
        ["", "1.", "2."],
    ),
    "a hidden label counts": (
        [
            definition(
                1,
                level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"),
                level(1, "decimal", "%1.%2."),
            ),
            numbered(1, 1),
        ],
        [(1, 0), (1, 0), (1, 1)],
        ["", "", "2.1."],
    ),
    "a custom format": (
        [
            definition(
                1,
                level(0, "decimal", "%1.").replace(
                    '<w:numFmt w:val="decimal"/>',
                    '<mc:AlternateContent><mc:Choice Requires="w14">'
                    '<w:numFmt w:val="custom" w:format="001, 002, ..."/></mc:Choice>'
                    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>',
                ),
            ),
            numbered(1, 1),
        ],
        [(1, 0)] * 2,
        ["001.", "002."],
    ),
}


@pytest.mark.parametrize(("parts", "places", "wanted"), COUNTED.values(), ids=COUNTED)
def test_labels_are_those_that_word_prints(parts: list[str], places: list[tuple[int, int]], wanted: list[str]) -> None:
    assert labels(places, *parts) == wanted


def linked(name: str, inside: str = "", *, based: str = "", kind: str = "paragraph") -> str:
    """The XML of a style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}{inside}</w:style>'


IN_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
OUTLINE = definition(
    1,
    level(0, "decimal", "Điều %1.", more='<w:pStyle w:val="Dieu"/>'),
    level(1, "decimal", "%2.", more='<w:pStyle w:val="Khoan"/>'),
    level(2, "lowerLetter", "%3)", more='<w:pStyle w:val="Diem"/>'),
) + numbered(1, 1)
STYLED = {
    # what it is: styles, numbering, the style of each paragraph, what is printed
    "levels by their styles": (
        linked("Dieu", IN_LIST) + linked("Khoan", IN_LIST) + linked("Diem", IN_LIST),
        OUTLINE,
        ["Dieu", "Khoan", "Diem", "Diem", "Khoan", "Dieu"],
        ["Điều 1.", "1.", "a)", "b)", "2.", "Điều 2."],
    ),
    "a style based on a numbered one": (
        linked("Khoan", IN_LIST) + linked("Khoan2", based="Khoan") + linked("Khoan3", based="Khoan2"),
        OUTLINE,
        ["Khoan", "Khoan2", "Khoan3"],
        ["1.", "2.", "3."],
    ),
    "a style that takes the number away": (
        linked("Khoan", IN_LIST)
        + linked("Tron", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="Khoan"),
        OUTLINE,
        ["Khoan", "Tron", "Khoan"],
        ["1.", "", "2."],
    ),
    "a style that names its level": (
        linked("Muc", '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr>'),
        OUTLINE,
        ["Muc", "Muc"],
        ["a)", "b)"],
    ),
    "styles that are based on each other": (
        linked("A", based="B") + linked("B", IN_LIST, based="A"),
        OUTLINE,
        ["A", "B"],
        ["Điều 1.", "Điều 2."],
    ),
    "a list linked to a list style": (
        linked("Muc", IN_LIST)
        + linked("DanhSach", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering"),
        definition(1, more='<w:numStyleLink w:val="DanhSach"/>')
        + definition(2, level(0, "decimal", "%1/"), more='<w:styleLink w:val="DanhSach"/>')
        + numbered(1, 1)
        + numbered(2, 2),
        ["Muc", "Muc"],
        ["1/", "2/"],
    ),
    "a list style found by its list": (
        linked("Muc", IN_LIST)
        + linked("DanhSach", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering"),
        definition(1, more='<w:numStyleLink w:val="DanhSach"/>')
        + definition(2, level(0, "decimal", "%1/"))
        + numbered(1, 1)
        + numbered(2, 2),
        ["Muc", "Muc"],
        ["1/", "2/"],
    ),
    "capitals of a style": (
        linked("Dieu", f"{IN_LIST}<w:rPr><w:caps/></w:rPr>"),
        OUTLINE,
        ["Dieu"],
        ["ĐIỀU 1."],
    ),
}


@pytest.mark.parametrize(("styles", "numbering", "used", "wanted"), STYLED.values(), ids=STYLED)
def test_styles_lead_to_their_lists(styles: str, numbering: str, used: list[str], wanted: list[str]) -> None:
    body = "".join(paragraph("x", style=name) for name in used)
    assert [line[:-1].rstrip() for line in map(str.lower, lines(body, styles=styles, numbering=numbering))] == [
        label.lower() for label in wanted
    ]


def test_capitals_of_a_style_reach_label_and_words() -> None:
    styles = linked("Dieu", f"{IN_LIST}<w:rPr><w:caps/></w:rPr>")
    assert lines(paragraph("Hiệu lực", style="Dieu"), styles=styles, numbering=OUTLINE) == ["ĐIỀU 1. HIỆU LỰC"]


NUMERALS = {
    "decimal": {1: "1", 10: "10"},
    "decimalZero": {1: "01", 10: "10", 100: "100"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 52: "zz", 53: "aaa"},
    "upperLetter": {2: "B", 28: "BB"},
    "lowerRoman": {4: "iv", 9: "ix", 40: "xl", 1994: "mcmxciv"},
    "upperRoman": {14: "XIV", 2026: "MMXXVI"},
    "ordinal": {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th"},
    "numberInDash": {3: "- 3 -"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedParen": {2: "(2)"},
    "vietnameseCounting": {
        1: "một",
        5: "năm",
        10: "mười",
        15: "mười lăm",
        21: "hai mươi mốt",
        34: "ba mươi bốn",
        40: "bốn mươi",
    },
    "none": {7: ""},
    "0001, 0002, ...": {12: "0012"},
}


@pytest.mark.parametrize("style", NUMERALS)
def test_numbers_in_the_formats_of_word(style: str) -> None:
    assert {number: printed(number, style) for number in NUMERALS[style]} == NUMERALS[style]


@pytest.mark.parametrize("number", [0, 10**8])
@pytest.mark.parametrize("style", sorted(set(NUMERALS) - {"none"}))
def test_a_number_beyond_its_format_stays_short(style: str, number: int) -> None:
    assert len(printed(number, style) or "") <= 13


SUFFIXES = {"tab": "a) x", "space": "a) x", "nothing": "a)x"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_stands_behind_a_label(suffix: str) -> None:
    points = definition(1, level(0, "lowerLetter", "%1)", more=f'<w:suff w:val="{suffix}"/>')) + numbered(1, 1)
    assert lines(paragraph("x", list=1), numbering=points) == [SUFFIXES[suffix]]


def test_signs_of_symbol_fonts_are_bullets_that_the_outline_knows() -> None:
    shown = {
        ("-", "Times New Roman"): "-", ("\uf0b7", "Symbol"): "•", ("\uf0a7", "Wingdings"): "▪", ("§", "Wingdings"): "▪",
        ("\uf0d8", "Wingdings"): "•", ("Ø", "Wingdings"): "•", ("o", "Courier New"): "○", ("\uf02d", "Symbol"): "-",
        ("+", ""): "+", ("➢", "Arial"): "•", ("Điều", ""): "Điều", ("", ""): "",
    }  # fmt: skip
    assert {key: bullet(*key) for key in shown} == shown
    assert (glyph(0xF0B3, "Symbol"), glyph(0xF0B3, "Times New Roman"), glyph(0xF001, "Webdings")) == ("≥", "≥", None)


def test_a_list_that_is_not_there_is_told() -> None:
    told = read_bytes(package(paragraph("Trồng cây", list=9), numbering=POINTS + numbered(1, 1)), "t.docx")
    assert told.source.text == "Trồng cây"
    assert [(note.code, note.severity) for note in told.diagnostics] == [("numbering-unknown", "warning")]


# ---- numbering against an independent model, and against LibreOffice


@st.composite
def outlines(draw: st.DrawFn) -> tuple[list[list[str]], list[int], list[int], list[tuple[int, int]]]:
    """Lists of up to four levels: look of each level, its start, the restarts, and the paragraphs."""
    styles = draw(st.lists(st.sampled_from(["decimal", "lowerLetter", "upperRoman"]), min_size=1, max_size=4))
    starts = [draw(st.sampled_from([1, 1, 3])) for _ in styles]
    restarts = draw(st.lists(st.integers(1, 9), max_size=3))
    places = st.tuples(st.integers(0, len(restarts)), st.integers(0, len(styles) - 1))
    return [styles], starts, restarts, draw(st.lists(places, min_size=1, max_size=30))


def model(styles: list[str], starts: list[int], restarts: list[int], places: list[tuple[int, int]]) -> list[str]:
    """The labels by the history of the list alone: each is found anew by looking back."""
    history: list[list[int]] = []
    found = []
    for here, (which, at) in enumerate(places):
        begins = restarts[which - 1] if which and at == 0 else starts[at]
        fresh = which > 0 and at == 0 and (which, 0) not in places[:here]
        path = []
        for upper in range(at):
            first = restarts[which - 1] if which and upper == 0 else starts[upper]
            path.append(history[-1][upper] if history and len(history[-1]) > upper else first)
        # The last number on this level, with nothing on a higher level since.
        last = None
        for (_, above), numbers in zip(reversed(places[:here]), reversed(history), strict=True):
            if len(numbers) > at:
                last = numbers[at]
                break
            if above < at:
                break
        path.append(begins if last is None or fresh else last + 1)
        history.append(path)
        looks = []
        for style, number in zip(styles, path, strict=False):
            if style == "decimal":
                looks.append(str(number))
            elif style == "lowerLetter":
                looks.append((string.ascii_lowercase[(number - 1) % 26]) * (1 + (number - 1) // 26))
            else:
                looks.append(
                    "X" * (number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]
                )
        found.append(".".join(looks) + ")")
    return found


def outline_xml(styles: list[str], starts: list[int], restarts: list[int]) -> str:
    levels = [
        level(at, style, ".".join(f"%{i + 1}" for i in range(at + 1)) + ")", start=starts[at])
        for at, style in enumerate(styles)
    ]
    nums = [numbered(1, 1), *(numbered(i, 1, {0: start}) for i, start in enumerate(restarts, 2))]
    return definition(1, *levels) + "".join(nums)


@settings(max_examples=150, deadline=None)
@given(outlines())
def test_numbering_agrees_with_a_model_that_looks_back(outline: tuple) -> None:
    (styles,), starts, restarts, places = outline
    counted = labels([(which + 1, at) for which, at in places], outline_xml(styles, starts, restarts))
    assert counted == model(styles, starts, restarts, places)


@pytest.mark.skipif(not soffice(), reason="LibreOffice is not installed")
def test_numbering_agrees_with_libreoffice(tmp_path: Path) -> None:
    files, ours = [], []
    for seed in range(8):
        chosen = random.Random(seed)
        depth = chosen.randint(1, 4)
        styles = chosen.choices(["decimal", "lowerLetter", "upperRoman", "decimalZero", "lowerRoman"], k=depth)
        starts = chosen.choices([1, 1, 4], k=depth)
        numbering = outline_xml(styles, starts, [7, 1])
        body = "".join(
            paragraph(f"đoạn {i}", list=chosen.choice([1, 1, 2, 3]), level=chosen.randrange(depth)) for i in range(40)
        )
        data = package(body, numbering=numbering)
        files.append(tmp_path / f"{seed}.docx")
        files[-1].write_bytes(data)
        ours.append(read_bytes(data, "t.docx").source.text.split("\n"))
    theirs = converted(files, "txt:Text (encoded):UTF8", tmp_path)
    printed = [[line.strip() for line in file.read_text("utf-8-sig").splitlines()] for file in theirs]
    assert printed == ours
