"""What tables, columns and coded values are called in Vietnamese, wherever people read them.

Reads: the tables `columns`, `values` and `powers`. A row of relation `*` speaks for every relation that has no row
of its own for the column.
"""

from functools import cache

from ..knowledge import table


def title_of(relation: str, column: str = "") -> str:
    """The title of a column, or of the relation; its name where it has none."""
    return _row(relation, column).get("title") or column or relation


def description_of(relation: str, column: str = "") -> str:
    """What a column, or the relation, holds; empty where the title says it."""
    return _row(relation, column).get("description", "")


def words_of(column: str) -> dict[str, str]:
    """The words for the coded values of a column; empty where it has none."""
    return _words().get(column, {})


def _row(relation: str, column: str) -> dict[str, str]:
    rows = _rows()
    return rows.get((relation, column)) or rows.get(("*", column)) or {}


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["relation"], row["column"]): row for row in table("columns")}


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in table("values"):
        words.setdefault(row["column"], {})[row["value"]] = row["vi"]
    powers = {row["power"]: row["vi"] for row in table("powers")}
    return words | {"power": powers, "powers": powers}
