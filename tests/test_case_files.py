"""Small files of kinds that were read badly: what is read of each."""

from pathlib import Path

import pytest

import nhiemvu

CODE = "15/2024/QĐ-UBND"
TWO = ["Điều 1/1", "Điều 1/2"]
EXPECTED: dict[str, tuple[str | None, list[str]]] = {
    # the number of the document, the paths of its duties
    "00_nghi-dinh-so-200-202_p79.pdf": (None, []),  # letters beyond U+FFFF: it is read at all
    "01_two_bodies.txt": (CODE, ["Điều 2/1", "Điều 4/1"]),
    "02_table_first.md": (CODE, TWO),
    "03_trach_nhiem.txt": (CODE, ["Điều 1/1/a", "Điều 1/1/b", "Điều 1/2/a"]),
    "05_footnote.pdf": (CODE, ["Điều 2/1", "Điều 2/2", "Điều 2/3"]),
    "06_header_outside.html": (CODE, [f"Điều 1/{number}" for number in range(1, 9)]),
    "11_eth.txt": (CODE, ["Điều 1/1", "Điều 2/1"]),
    "12_cyr.txt": (CODE, ["Điều 1/1"]),
    "13_dash.txt": (CODE, [*TWO, "Điều 2/1"]),
    "17_runon.txt": (CODE, ["Điều 2/1", "Điều 2/2"]),
    "19_late_header.pdf": (CODE, TWO),
    "22_toc.txt": (CODE, ["Điều 1/1", "Điều 2/1"]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_read_of_a_file(name: str, shared: Path) -> None:
    document = nhiemvu.extract(shared / "cases" / name)
    assert (document.metadata.code, [duty.path for duty in document.duties]) == EXPECTED[name]


def test_numbers_of_acts_in_letters_that_look_alike(shared: Path) -> None:
    document = nhiemvu.extract(shared / "cases/12_cyr.txt")
    assert [citation.code for citation in document.citations] == ["30/2024/TT-BTC"]


def test_footnotes_are_no_part_of_the_text(shared: Path) -> None:
    document = nhiemvu.extract(shared / "cases/05_footnote.pdf")
    assert [segment.label for segment in document.segments if segment.kind == "note"] == ["¹", "²"]
    assert [segment.path for segment in document.segments if segment.kind == "article"] == [
        "Điều 1",
        "Điều 2",
        "Điều 3",
    ]
