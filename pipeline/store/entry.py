"""What is known of one input file, as workers send it: no database needed."""

import os
import re
from pathlib import Path
from typing import Literal, NamedTuple

from .rows import Rows

ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")


class Entry(NamedTuple):
    """The columns of the table `files`, but `main`, which follows from the entries."""

    path: str  # absolute, as `key` writes it
    size: int | None
    sha256: str | None  # None: it could not be read
    extractor: str | None  # version of the program that read it; None: nothing was tried
    state: Literal["done", "failed", "skipped"]
    reason: str | None = None
    document: str | None = None
    duties: int = 0
    warnings: int = 0


class Extract(NamedTuple):
    """An entry with what was made of the file: the JSON document and its rows; None where it failed."""

    entry: Entry
    json: str | None = None
    rows: Rows | None = None


def key(path: str) -> str:
    """The path as databases take it: slashes, and bytes that are no UTF-8 written out (`\\xff`)."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def spellings(path: str) -> list[str]:
    """The paths that `key` may have written so: one, or where bytes may have been written out, two."""
    escaped = ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), path.encode())
    return list(dict.fromkeys((path, os.fsdecode(escaped))))
