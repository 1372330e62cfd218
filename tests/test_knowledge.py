"""The tables of knowledge: well formed, and every row of use to a text."""

import json
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from itertools import groupby
from typing import get_args

import msgspec
import pytest
from written import zipped

import nhiemvu
from nhiemvu.citations.find import find
from nhiemvu.knowledge import table
from nhiemvu.language.places import localities, province_in
from nhiemvu.names import grammar as names
from nhiemvu.names import types
from nhiemvu.names.bodies import named_unit, unit_type
from nhiemvu.outline.labels import readings
from nhiemvu.passages.heads import head
from nhiemvu.passages.scores import ROLES
from nhiemvu.quality.published import schema
from nhiemvu.sources.charset import convert
from nhiemvu.sources.glyphs import glyph
from nhiemvu.sources.kinds import OLE, refusal

NAMES = sorted(path.name.removesuffix(".tsv") for path in files("nhiemvu.knowledge").iterdir() if ".tsv" in path.name)
# Columns that together tell rows apart, where that is not the first one alone.
KEYS = {"laws": ("name", "number"), "signs": ("abbreviation", "agency"), "verbs": ("verb", "object"),
        "phrases": ("phrase", "kind"), "neutral": ("phrase", "kind"), "domains": ("id", "departments", "forms"),
        "misreadings": ("kind", "printed", "stands_for"), "glyphs": ("font", "code"),
        "unread_kinds": ("container", "sign"), "words": ("list", "word"),
        "charsets": ("charset", "codes"), "columns": ("relation", "column"), "values": ("column", "value"),
        "misread_labels": ("letter", "misread"),
        "canonical_forms": ("kind", "level", "document", "regime")}  # fmt: skip
# Columns that may be blank, as the comments of the tables say.
BLANK = {
    "bodies": {"canonical"},
    "columns": {"column", "description"},
    "doc_types": {"abbreviation"},
    "laws": {"number", "in_force"},
    "domains": {"parent", "forms", "hints"},
    "misread_words": {"not_after"},
    "optional_parts": {"pip", "apt", "dnf", "brew", "winget"},
    "provinces": {"aliases"},
    "verbs": {"object"},
}
# Tables whose comments give one source for all rows.
SOURCED_AS_A_WHOLE = {"provinces", "verbs", "phrases", "columns", "values", "powers", "lookalikes"}


def raw(name: str) -> str:
    return (files("nhiemvu.knowledge") / f"{name}.tsv").read_text("utf-8")


def rows(name: str, column: str) -> list[str]:
    return [row[column] for row in table(name)]


# ---- form


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_every_column(name: str) -> None:
    lines = [line for line in raw(name).split("\n") if line.strip() and not line.startswith("#")]
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert len(table(name)) == len(lines) - 1 > 0


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_nfc_trimmed_and_filled(name: str) -> None:
    text = raw(name)
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    for row in table(name):
        for column, cell in row.items():
            assert cell == " ".join(cell.split()), row
            assert cell or column in BLANK.get(name, ()), row


def test_the_words_of_a_list_stand_together() -> None:
    runs = [name for name, _ in groupby(row["list"] for row in table("words"))]
    assert [name for name, count in Counter(runs).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_row_stands_twice(name: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS.get(name, list(row)[:1])) for row in table(name))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_table_tells_its_sources(name: str) -> None:
    if name in SOURCED_AS_A_WHOLE:
        assert re.search(r"^# Source: .{20}", raw(name), re.MULTILINE)
    else:
        assert all(row["source"] for row in table(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_begins_with_what_it_is(name: str) -> None:
    assert re.match(r"# .{20}", raw(name))


WORDS = {
    ("heading_words", "kind"): {
        *(
            "task",
            "answer",
            "function",
            "structure",
            "staff",
            "order",
            "carry",
            "plan",
            "case",
            "form",
            "more",
            "given",
        ),
    },
    ("heading_words", "closed"): {"yes", "no"},
    ("letters", "status"): {"standard", "optional", "foreign"},
    ("levels", "rank"): {"tỉnh", "tỉnh, huyện", "huyện", "xã"},
    ("posts", "level"): {"head", "deputy", "staff"},
    ("provinces", "kind"): {"tỉnh", "thành phố"},
    ("provinces", "kind_2025"): {"tỉnh", "thành phố"},
    ("signs", "level"): {"central", "local", "party", "unit"},
    ("name_ends", "of"): {"names", "tasks", "both"},
    ("body_types", "type"): set(schema("unit")["properties"]["type"]["enum"]) - {"post"} | {"-"},
    ("body_types", "name"): {"council", "class", "typed", "task", "office", "seat", "whole", "-"},
    ("body_types", "small"): {"named", "bare", "-"},
    ("body_types", "scope"): {"province", "own", "nation", "agency", "council", "team", "-"},
}


@pytest.mark.parametrize(("place", "words"), WORDS.items(), ids=map(".".join, WORDS))
def test_enumerated_columns_hold_their_words(place: tuple[str, str], words: set[str]) -> None:
    assert set(rows(*place)) <= words


def test_dates_and_numbers_of_laws_have_their_shape() -> None:
    for row in table("laws"):
        assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", row["in_force"]), row
        assert re.fullmatch(r"(\d[\w/.-]*/[\w-]+)?", row["number"]), row


# ---- use: every row does what it is for


@pytest.mark.parametrize("row", table("levels"), ids=lambda row: row["word"])
def test_a_level_places_a_committee(row: dict[str, str]) -> None:
    assert set(row["counts"].split(", ")) <= {"place", "list", "type", "joint", "act", "named"}
    name = f"Ủy ban nhân dân {row['word']}"
    assert [(found.start, found.end, found.level) for found in names.find(f"Gửi {name} xem xét.")] == [
        (4, 4 + len(name), row["word"])
    ]


@pytest.mark.parametrize(
    "row", [row for row in table("heading_words") if row["kind"] != "more"], ids=lambda row: row["phrase"]
)
def test_heading_word_gives_its_kind(row: dict[str, str]) -> None:
    phrase = row["phrase"].capitalize()
    for text in (phrase, f"{phrase}:", f"Về {row['phrase']}:", phrase.upper(), f"{phrase} của Phòng Tổng hợp:"):
        assert head(text).kinds[:1] == (row["kind"],), text


@pytest.mark.parametrize("row", table("passage_points"), ids=lambda row: row["evidence"])
def test_points_are_small_whole_numbers_and_each_row_moves_a_role(row: dict[str, str]) -> None:
    points = [int(row[role]) for role in ROLES]
    assert any(points)
    assert all(abs(one) < 10 for one in points)


@pytest.mark.parametrize("row", [row for row in table("body_types") if row["type"] != "-"], ids=lambda row: row["word"])
def test_unit_word_begins_a_unit_s_name(row: dict[str, str]) -> None:
    for name in (f"{row['word']} An Bình", f"{row['word']} An Bình – Tân Lập"):
        assert unit_type(name) == row["type"]
        assert named_unit(f"{name}:") == name
        assert named_unit(f"{name} thuộc Sở Y tế:") == name


def test_each_type_word_counts_somewhere() -> None:
    lists = set(get_args(types.List))
    for row in table("body_types"):
        counts = set(row["lists"].split(", ")) - {"-"}
        assert counts <= lists, row
        assert counts or (row["type"], row["name"]) != ("-", "-"), row
    for name in lists:
        assert types.counting(name)


@pytest.mark.parametrize("row", table("posts"), ids=lambda row: row["post"])
def test_post_is_a_post(row: dict[str, str]) -> None:
    assert unit_type(row["post"]) == "post"
    assert unit_type(f"{row['post']} An Bình") == "post"
    assert named_unit(f"Đồng chí Kim Thị Sa Ry, {row['post']}") == f"Đồng chí Kim Thị Sa Ry, {row['post']}"


def of_one_room(last: str) -> dict:
    """The only unit of a text whose last item is `last`."""
    text = f"Điều 1. Phòng An Bình\n1. Nhiệm vụ:\na) Trồng cây.\n2. Cơ cấu tổ chức và biên chế:\n- {last}\n"
    (unit,) = json.loads(msgspec.json.encode(nhiemvu.extract_bytes(text.encode()).units))
    return unit


@pytest.mark.parametrize("noun", rows("staff", "noun") + rows("posts", "post"))
def test_staff_noun_counts(noun: str) -> None:
    (number,) = of_one_room(f"Cả thảy 07 {noun}.")["staff"]
    assert (number["count"], number["of"]) == (7, noun)


@pytest.mark.parametrize("row", table("provinces"), ids=lambda row: row["name"])
def test_province_is_found_as_styled_on_the_day(row: dict[str, str]) -> None:
    name, kind = row["name"], row["kind"]
    for text in (name, name.upper(), f"UBND {kind} {name}", *filter(None, row["aliases"].split("; "))):
        found = province_in(text, "2020-01-01")
        assert found is not None, text
        assert (found.name, found.kind) == (name, kind), text
    ((start, end, province),) = localities(f"Ở {kind} {name} có cây.", "2020-01-01")
    assert (start, end, province.styled) == (2, 2 + len(f"{kind} {name}"), f"{kind} {name}")
    late = province_in(row["name_2025"], "2025-08-01")
    assert late is not None
    assert (late.name, late.kind) == (row["name_2025"], row["kind_2025"])


def test_63_provinces_became_34() -> None:
    assert len(table("provinces")) == 63
    assert len({(row["name_2025"], row["kind_2025"]) for row in table("provinces")}) == 34
    assert sum(row["kind"] == "thành phố" for row in table("provinces")) == 5
    assert len({row["name_2025"] for row in table("provinces") if row["kind_2025"] == "thành phố"}) == 6


@pytest.mark.parametrize("row", table("letters"), ids=lambda row: row["letter"])
def test_letter_labels_a_point(row: dict[str, str]) -> None:
    assert row["letter"] in [label.name for label in readings(f"{row['letter']}) Trồng cây.") if label.kind == "point"]


def test_letters_are_in_the_order_of_their_ranks() -> None:
    ranks = [float(rank) for rank in rows("letters", "rank")]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("row", table("doc_types"), ids=lambda row: row["name"])
def test_document_type_stands_before_a_number(row: dict[str, str]) -> None:
    text = f"theo {row['name']} số 12/XY-UBND ngày 05/6/2020"
    (found,) = find(text)
    assert (found.code, found.type, found.date) == ("12/XY-UBND", row["name"].lower(), "2020-06-05")


@pytest.mark.parametrize("row", [row for row in table("doc_types") if row["abbreviation"]], ids=lambda row: row["name"])
def test_type_code_of_a_sign_tells_the_type(row: dict[str, str]) -> None:
    (found,) = find(f"số 12/{row['abbreviation']}-UBND")
    assert found.type == row["name"].lower()


@pytest.mark.parametrize("name", sorted(set(rows("laws", "name"))))
def test_law_is_cited_by_its_name(name: str) -> None:
    (found,) = find(f"theo quy định của {name}.")
    assert found.title == name


@pytest.mark.parametrize(
    "row", [row for row in table("signs") if row["level"] == "central"], ids=lambda row: row["abbreviation"]
)
def test_central_sign_names_its_agency(row: dict[str, str]) -> None:
    sign = row["abbreviation"]
    number = f"12/2020/{sign}14" if sign in ("QH", "UBTVQH") else f"12/2020/QĐ-{sign}"
    (found,) = find(f"số {number}")
    assert found.issuer == row["agency"]


@pytest.mark.parametrize("name", rows("agencies", "name"))
def test_agency_of_a_header_gets_its_proper_letters(name: str) -> None:
    text = f"{name.upper()}\n\nQUYẾT ĐỊNH\nTrồng cây\n\nĐiều 1. Trồng cây.\n"
    assert nhiemvu.extract_bytes(text.encode()).metadata.issuer == name


@pytest.mark.parametrize("row", table("glyphs"), ids=lambda row: f"{row['font']} {row['code']}")
def test_glyph_is_found_where_word_stores_it(row: dict[str, str]) -> None:
    assert glyph(0xF000 + int(row["code"], 16), row["font"]) == row["character"]
    assert len(row["character"]) == 1


FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times", "viscii": "VISCII", "vps": "VPS"}


@pytest.mark.parametrize("row", table("charsets"), ids=lambda row: f"{row['charset']} {row['codes']}")
def test_codes_of_a_charset_are_its_letter(row: dict[str, str]) -> None:
    codes = "".join(chr(int(code, 16)) for code in row["codes"].split())
    assert convert(f"{codes}\xdf", FONTS[row["charset"]]).text[0] == row["letter"]


@pytest.mark.parametrize("row", table("unread_kinds"), ids=lambda row: f"{row['container']} {row['sign']}")
def test_unread_kind_is_named_with_what_to_do(row: dict[str, str]) -> None:
    name = "x" if row["sign"] == "*" else row["sign"]
    place, _, first = name.rpartition(":")
    make = {
        "zip": lambda: zipped({f"{name}": ""}),
        "ole": lambda: OLE + bytes(504) + name.encode("utf-16-le"),
        "none": lambda: bytes(int(place or 0)) + bytes.fromhex(first) + bytes(64),
    }
    assert refusal(make[row["container"]]()) == f"is {row['kind']}; {row['advice']}"
