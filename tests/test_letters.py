"""The foldings of letters, by their use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhiemvu.language.letters import for_fields, for_matching, for_search, for_spelling, slug
from nhiemvu.language.numbers import HIGHEST, from_roman, in_roman, number_words

FOLDED = {
    "Uỷ ban – Hoà Bình": ("Ủy ban – Hòa Bình", "ủy ban - hòa bình", "uy ban – hoa binh"),
    "QUÝ, HOÀN, KĨ": ("QUÝ, HOÀN, KỸ", "quý, hoàn, kỹ", "quy, hoan, ki"),
    "ĐỀ ÁN": ("ĐỀ ÁN", "đề án", "de an"),
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_each_use_has_its_folding(text: str, folded: tuple[str, str, str]) -> None:
    assert (for_spelling(text), for_matching(text), for_search(text)) == folded


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_every_offset_stays(text: str) -> None:
    for fold in (for_spelling, for_matching, for_fields, for_search):
        assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "id_"), [("Sở Y tế tỉnh Đắk Lắk", "so-y-te-tinh-dak-lak"), ("11/QĐ-UBND", "11-qd-ubnd"), (" – ", "")]
)
def test_an_id_is_ascii(name: str, id_: str) -> None:
    assert slug(name) == id_


def test_roman_numerals_are_read_as_they_are_printed() -> None:
    assert [from_roman(in_roman(number).upper()) for number in range(1, HIGHEST + 1)] == [*range(1, HIGHEST + 1)]
    assert [from_roman(text) for text in ("IIII", "VX", "IC", "xiv", "", "CD", "M")] == [0] * 7


def test_numbers_in_words_by_use() -> None:
    assert number_words("count")["bốn"] == number_words("ordinal")["tư"] == 4
    assert "tư" not in number_words("count")
    assert [*number_words("digit").values()] == [*range(10)]
