"""Type words of bodies: which words begin the name of one, and what each room asks about them.

Reads: the table `body_types`. Guarantees: a new type word is one row there; no room keeps a list of its own.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from ..knowledge import table
from ..language.letters import for_spelling
from ..language.patterns import alternation, lazy, words
from ..model import UnitType

List = Literal["central", "authority", "issuer", "field", "small field", "special", "header", "signed", "whole"]

# ---- types of units

WHOLE: frozenset[UnitType] = frozenset({"so", "bo", "cuc", "chi_cuc", "trung_tam", "ban"})  # agencies, no parts of one
ROOMS: frozenset[UnitType] = frozenset({"phong", "van_phong", "thanh_tra"})  # never without the agency they are of
# What is told with the agency of the document, where the text regulates it.
PARTS: frozenset[UnitType] = ROOMS | {"ban", "doi", "hoi_dong", "other", "vu"}
DEPARTMENTS: frozenset[UnitType] = frozenset({"so", "bo"})


@cache
def unit_types() -> dict[str, UnitType]:
    """The type of a unit by its type word, in small letters."""
    return {row["word"].casefold(): row["type"] for row in table("body_types") if row["type"] != "-"}  # type: ignore[misc]


@cache
def type_words() -> tuple[str, ...]:
    """The words that begin a unit's name, as they are written."""
    return tuple(row["word"] for row in table("body_types") if row["type"] != "-")


def is_type_word(name: str) -> bool:
    """Whether `name` is a type word alone: "Sở", "Trung tâm"."""
    return for_spelling(name).casefold() in unit_types()


def wants_name(name: str) -> bool:
    """Whether `name` is a type word that names nobody without further words: "Sở", but not "Chính phủ"."""
    return is_type_word(name) and name.casefold() not in words("bare_names")


# A type word at the start of a name; the longest wins.
TYPE_WORD = lazy(lambda: rf"(?P<word>{alternation(type_words())})(?![^\W\d_])")


@cache
def seats() -> tuple[str, ...]:
    """The words of a seat in a body; "Lãnh đạo", which is a body itself, is none."""
    return tuple(row["word"] for row in table("body_types") if row["name"] == "seat" and row["type"] == "-")


# "Ủy viên Ban Chỉ đạo", "đại biểu Hội đồng nhân dân": a seat in a body is a post.
SEAT = lazy(lambda: rf"{alternation(seats())}(?![^\W\d_])", re.IGNORECASE)

# ---- names in a sentence


@cache
def heads() -> dict[str, str]:
    """How a name goes on behind each way to write its first word, but for councils."""
    return dict(_heads())


def _heads() -> Iterator[tuple[str, str]]:
    for row in table("body_types"):
        if row["name"] not in ("-", "council"):
            yield from ((written, row["name"]) for written in _written(row))
        if row["small"] == "bare":
            yield _small(row["word"]), "small"


@cache
def councils() -> dict[str, str]:
    """Every way to write a council or committee of the people, and its full name."""
    rows = [row for row in table("body_types") if row["name"] == "council"]
    return {written: row["word"] if row["full"] == "-" else row["full"] for row in rows for written in _written(row)}


def _written(row: dict[str, str]) -> list[str]:
    small = [_small(row["word"])] if row["small"] == "named" else []
    return [row["word"], *small, *(row["also"].split("; ") if row["also"] != "-" else [])]


def _small(word: str) -> str:
    return word[0].lower() + word[1:]


@cache
def scopes() -> dict[str, str]:
    """Whose a body without level is, by its type word in small letters; without a row of its own: nobody's."""
    return {row["word"].lower(): row["scope"] for row in table("body_types") if row["scope"] != "-"}


# ---- other lists


@cache
def counting(name: List) -> tuple[str, ...]:
    """The words that count in one of the lists, in file order."""
    return tuple(row["word"] for row in table("body_types") if name in row["lists"].split(", "))
