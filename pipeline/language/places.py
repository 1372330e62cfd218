"""Provinces: which one a text names, and how it was styled on a given day.

Sources: the table `provinces` (63 provinces, and the 34 since 1 July 2025). Name and date are the
key; statistical codes are not.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..knowledge import table
from .letters import for_matching
from .levels import a_province, of_rank

MERGED_ON = "2025-07-01"  # Nghị quyết 202/2025/QH15
HUE_CITY_ON = "2025-01-01"  # Nghị quyết 175/2024/QH15


class Province(NamedTuple):
    """A province or centrally-run city by its plain name."""

    name: str  # "Khánh Hòa"
    kind: str  # "tỉnh" or "thành phố"

    @property
    def styled(self) -> str:
        return f"{self.kind} {self.name}"


@lru_cache(maxsize=4096)  # of names, which come again
def province_in(text: str, day: str | None = None) -> Province | None:
    """The first province that `text` names, as it was styled on `day` (ISO; None: before 2025)."""
    match = _pattern("").search(text)
    return _province(match["name"], day) if match else None


def localities(text: str, day: str | None = None) -> Iterator[tuple[int, int, Province]]:
    """Every province named with its kind ("tỉnh Khánh Hòa"): where that stands, and the province."""
    for match in _pattern(a_province(any_letters=True) + " ").finditer(text):
        yield match.start(), match.end(), _province(match["name"], day)


def _province(name: str, day: str | None) -> Province:
    row = _names()[_key(name)]
    late = day is not None and day >= (HUE_CITY_ON if row["name_2025"] == "Huế" else MERGED_ON)
    if late and row["name_2025"] in (row["name"], "Huế"):
        return Province(row["name_2025"], row["kind_2025"])
    return Province(row["name"], row["kind"])


def _key(name: str) -> str:
    """Case, the place of a tone and the spaces around a dash make no other name."""
    return for_matching(name).replace(" - ", "-")


@cache
def _names() -> dict[str, dict[str, str]]:
    rows = table("provinces")
    names = {_key(row["name"]): row for row in rows}  # a name of today wins over what merged into it
    for row in rows:
        for name in (row["name_2025"], *row["aliases"].split("; ")):
            if name:
                names.setdefault(_key(name), row)
    return names


@cache
def _pattern(before: str) -> re.Pattern[str]:
    names: set[str] = set()
    for row in table("provinces"):
        for name in (row["name"], row["name_2025"], *row["aliases"].split("; ")):
            if name:
                names |= {name, name.replace("òa", "oà").replace("óa", "oá")}
    names |= {name.upper() for name in names}
    if before:  # behind its kind a name may be in small letters: "ủy ban nhân dân tỉnh cà mau"
        names |= {name.lower() for name in names}
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    # A commune or district may be named like a province: "xã Hòa Bình".
    behind = before or "".join(f"(?<!{form} )" for word in of_rank("huyện") + of_rank("xã") for form in _letters(word))
    return re.compile(rf"\b{behind}(?P<name>{any_name})\b")


def _letters(word: str) -> tuple[str, str, str]:
    return word, word.capitalize(), word.upper()
