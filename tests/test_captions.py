"""What tables, columns and codes are called in Vietnamese: all of them, and nothing else."""

from collections.abc import Iterator
from typing import get_args

import pytest

from nhiemvu import model
from nhiemvu.knowledge import table
from nhiemvu.store.captions import description_of, title_of, words_of
from nhiemvu.store.connection import open_database, reading
from nhiemvu.store.tables import METADATA
from nhiemvu.store.views import VIEWS

UNSEEN = {"schema_version", "duty_words", "extracts"}  # what nobody is shown


@pytest.fixture(scope="module")
def relations() -> dict[str, list[str]]:
    """The columns of every table and view that people see."""
    database = open_database("sqlite://", create=True)
    with reading(database) as connection:
        views = {name: list(connection.exec_driver_sql(f"SELECT * FROM {name}").keys()) for name in VIEWS}
    database.dispose()
    return views | {name: each.columns.keys() for name, each in METADATA.tables.items() if name not in UNSEEN}


def test_every_table_and_column_has_a_title(relations: dict[str, list[str]]):
    assert [name for name in relations if title_of(name) == name or not description_of(name)] == []
    untitled = [(name, column) for name, columns in relations.items() for column in columns]
    assert [pair for pair in untitled if title_of(*pair) == pair[1]] == []


def test_every_title_is_used(relations: dict[str, list[str]]):
    def used(relation: str, column: str) -> bool:
        own = {row["relation"] for row in table("columns") if row["column"] == column}
        if relation == "*":
            return any(column in columns for name, columns in relations.items() if name not in own)
        return relation in relations and (not column or column in relations[relation])

    rows = [(row["relation"], row["column"]) for row in table("columns")]
    assert [row for row in rows if not used(*row)] == []


def test_titles_name_sheets():
    titles = [title_of(name) for name in [*METADATA.tables, *VIEWS] if name != "v_browse"]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(len(title) <= 26 and not set(title) & set("[]:*?/\\'") for title in titles)


def codes() -> Iterator[tuple[str, set[str]]]:
    """The columns of coded values, with their codes."""
    for column, kind in (("power", model.Power), ("unit_type", model.UnitType), ("status", model.Status)):
        yield column, set(get_args(get_args(kind)[0]))
    yield "severity", {"info", "warning", "error"}
    yield "state", {"done", "failed", "skipped"}


@pytest.mark.parametrize(("column", "values"), list(codes()))
def test_every_code_has_a_word(column: str, values: set[str]):
    assert set(words_of(column)) == values


def test_what_has_no_word_stays():
    assert words_of("title") == {}
    assert title_of("nothing", "unknown") == "unknown"
