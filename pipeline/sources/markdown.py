"""Markdown with tables of HTML in it: each as the lines that its rows are.

Reads: bytes that begin as an element of HTML. Guarantees:
1. Only what holds no element of a page outside its tables is Markdown; a web page is none, whatever its name.
2. All but the tables stays as it is, and each table becomes lines of its own.
"""

import re

from ..language.patterns import lazy
from . import html
from .kinds import ELEMENT

TABLE = lazy(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)


def is_markdown(data: bytes) -> bool:
    """Whether `data`, of a file that is called Markdown, is a web page no more when its tables are taken out."""
    rest = TABLE.sub("", data.decode("utf-8", "replace"))
    return bool(rest.strip()) and not ELEMENT.search(rest.encode())


def with_rows(words: str) -> str:
    """The words of a Markdown text, its tables as lines."""
    return TABLE.sub(lambda table: "\n" + html.lines(table[0]) + "\n", words)
