"""What makes Datasette speak Vietnamese and search as `nhiemvu search` does; one plugin, no copy of its templates.

Reads: `metadata.yaml` (titles, facets, questions), `page.tsv` (the words of Datasette's own pages), and the
captions of tables, columns and values. Guarantees:
1. A word of the page that another version of Datasette has changed stays English; nothing breaks.
2. The search box and the function `cau_tim` turn whatever is typed into a valid query of the index.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import yaml
from datasette import hookimpl
from datasette.plugins import pm
from markupsafe import Markup, escape

from ..store.captions import description_of, title_of, words_of
from ..store.search import expression
from ..store.terms import Phrase, phrases, plain, together
from .facets import ListFacet

FOLDER = Path(str(files(__package__)))


def install() -> None:
    """Make this module a plugin of Datasette, once."""
    module = sys.modules[__name__]
    if not pm.is_registered(module):
        pm.register(module, "nhiemvu")


def metadata(database: str, columns: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Datasette's metadata for relations with these columns: the template, and what they are called."""
    made = deepcopy(_template())
    tables = made["databases"][database]["tables"]
    for relation, names in columns.items():
        if title_of(relation) != relation:
            about = tables.setdefault(relation, {})
            about["title"], about["description"] = title_of(relation), description_of(relation)
            about["columns"] = {name: description_of(relation, name) or title_of(relation, name) for name in names}
    return made


@cache
def _template() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((FOLDER / "metadata.yaml").read_text("utf-8"))
    return made


@hookimpl(trylast=True)  # after Datasette's own, whose escape_fts this replaces
def prepare_connection(conn: Any) -> None:
    """The functions of SQL that make a query of what is typed."""
    functions = {
        "cau_tim": cau_tim,
        "escape_fts": cau_tim,
        "ca_cum": ca_cum,
        "dung_dau": dung_dau,
        "khong_dau": khong_dau,
    }
    for name, function in functions.items():
        conn.create_function(name, 1, function, deterministic=True)


def cau_tim(typed: object) -> str:
    """What is typed as a query of the index; one that finds nothing where nothing is sought."""
    return _query(phrases(str(typed or "")))


def ca_cum(typed: object) -> str:
    """The same for all words side by side."""
    sought = phrases(str(typed or ""))
    return _query([together(sought)] if sought else [])


def dung_dau(typed: object) -> str:
    """The same for the words as spelled."""
    return _query(phrases(str(typed or "")), spelled=True)


def _query(sought: list[Phrase], spelled: bool = False) -> str:
    return expression(sought, spelled=spelled) if sought else '""'


def khong_dau(text: object) -> str | None:
    """The terms of a text without diacritics, to compare names by; null stays null."""
    return None if text is None else plain(str(text))


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Datasette's templates in Vietnamese."""
    env.loader = Translated(env.loader)
    env.globals |= {"title_of": title, "description_of": description_of, "said": said}


class Translated(jinja2.BaseLoader):
    """Templates with the words of `page.tsv` in place of Datasette's."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's text, each phrase replaced."""
        source, name, fresh = self.loader.get_source(environment, template)
        for theirs, ours in page().get(template, ()):
            source = source.replace(theirs, ours)
        return source, name, fresh

    def list_templates(self) -> list[str]:
        """All names, as of the loader within."""
        names: list[str] = self.loader.list_templates()
        return names


@cache
def page() -> dict[str, list[tuple[str, str]]]:
    """By template, Datasette's words and ours; the longer first, so that none spoils another."""
    words: dict[str, list[tuple[str, str]]] = {}
    for line in (FOLDER / "page.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            template, theirs, ours = line.split("\t")
            words.setdefault(template, []).append((theirs, ours))
    return {template: sorted(pairs, key=lambda pair: -len(pair[0])) for template, pairs in words.items()}


def title(column: str, relation: str = "*") -> str:
    """The title of a column or relation, or of what a question asks and answers."""
    asked: dict[str, str] = _template()["parameters"]
    return asked.get(column) or words_of("power").get(column) or title_of(relation, column)


def said(column: str, value: object) -> object:
    """The words for a value of a column, or for one of Datasette's own; a value that has none as it is."""
    words = words_of(column) or _template()["page"].get(column, {})
    return words.get(str(value), value)


@hookimpl
def register_facet_classes() -> list[type]:
    """The facets that count lists."""
    return [ListFacet]


@hookimpl
def render_cell(value: Any, column: str) -> Markup | None:
    """Lists and codes in words."""
    if column in LISTS and isinstance(value, str) and value.startswith("["):
        items = [str(said(column, each)) for each in json.loads(value)]
        return Markup("<br>").join(map(escape, items))
    if isinstance(value, str) and value in words_of(column):
        return escape(said(column, value))
    return None


LISTS = {"powers", "domains", "agencies"}
