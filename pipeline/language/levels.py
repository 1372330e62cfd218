"""Levels of administration: which word stands for which, and how a level stands behind a name.

Reads: the tables `levels` and `provinces`. Guarantees:
1. Every room asks here for the words of levels; what a word counts for is a cell of its row.
2. No pattern is compiled before its first use.
"""

from functools import cache
from typing import Literal

import regex

from ..knowledge import table
from .patterns import alternation, any_of, lazy
from .patterns import words as words_of

Rank = Literal["tỉnh", "huyện", "xã"]
Use = Literal["place", "list", "type", "joint", "act", "named"]


@cache
def words(*uses: Use) -> tuple[str, ...]:
    """The words that count for one of these uses, in file order."""
    return tuple(row["word"] for row in table("levels") if not {*uses}.isdisjoint(row["counts"].split(", ")))


@cache
def of_rank(rank: Rank) -> tuple[str, ...]:
    """The full words of one level and no other: "thành phố" may be a province's or a district's."""
    return tuple(row["word"] for row in table("levels") if row["rank"] == rank and row["word"] == row["full"])


@cache
def provincial() -> tuple[str, ...]:
    """The full words of what may be a province."""
    rows = table("levels")
    return tuple(row["word"] for row in rows if row["rank"].startswith("tỉnh") and row["word"] == row["full"])


def one_of(*uses: Use) -> str:
    """A pattern of any word that counts for one of these uses."""
    return alternation(words(*uses))


@cache
def a_province(*, any_letters: bool = False) -> str:
    """A pattern of the words before the name of a province: in small letters, or also capitalised and in capitals."""
    others = ((word.capitalize(), word.upper()) for word in provincial() if any_letters)
    return alternation([*provincial(), *(form for pair in others for form in pair)])


# A level anywhere in words that are known to be a level, in small letters.
DISTRICT = lazy(lambda: alternation(of_rank("huyện")))
COMMUNE = lazy(lambda: rf"\b{alternation(of_rank('xã'))}\b")
# "huyện Năm Căn": one place below the province.
NAMED = lazy(lambda: rf"\b{one_of('named')}\s+[\p{{Lu}}\d]", compiler=regex.compile)
# "Công an tỉnh", "Ủy ban nhân dân các xã, phường", "Thanh tra cấp huyện": a level makes a name of a type word.
MAKES_NAME = lazy(lambda: rf"(?!xã hội){alternation([*words('type'), *words_of('level_sign')])}\b")
BEHIND = lazy(lambda: _behind(), compiler=regex.compile)


def _behind() -> str:
    """A level and place behind a name: "tỉnh", "cấp huyện", "các quận, huyện thuộc tỉnh", "huyện Năm Căn"."""
    place, listed = one_of("place"), one_of("list")
    titled = alternation(word[0].upper() + word[1:] for word in provincial())  # written large: alone, or with its name
    proper = r"(?: \p{Lu}[\w-]*){1,4}"
    under = rf"(?: (?:trực )?thuộc (?:{place}|[Tt]rung ương)(?:(?:,| và) {place})*)"
    # Communes end the name: "Ủy ban nhân dân xã, phường" trực thuộc tỉnh.
    whose = rf"(?<!{alternation(of_rank('xã'))}){under}"
    pattern = (
        rf" (?!xã hội)(?:(?:cấp {any_of('grade')}|các cấp|cùng cấp)(?: và cấp (?:huyện|xã))?"
        rf"|(?:các )?{place}(?:(?:,| và|, và) (?:các )?{listed}(?!{proper})(?:{whose})*)+(?:{whose})*"
        rf"|{titled}(?: {_provinces()})?"
        rf"|(?:[Qq]uận|[Pp]hường) \d{{1,2}}"
        rf"|(?:các )?{place}(?:{under}|{proper})?)(?!\w)"
    )
    return pattern.replace("\\ ", " ").replace(" ", r"\s+")


def _provinces() -> str:
    """The provinces that are read behind a level written large: "Thành phố Hồ Chí Minh"."""
    return alternation(sorted({row[key] for row in table("provinces") for key in ("name", "name_2025")}))
