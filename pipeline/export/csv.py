"""Comma-separated values: one guarded file for spreadsheets, one exact file for programs.

Reads: a relation, a batch of rows at a time. Guarantees:
1. RFC 4180, UTF-8, `\\r\\n`, a header; null and an empty text are both an empty field.
2. For spreadsheets (`guarded`): a byte order mark, without which Excel takes UTF-8 for a Western code page, and
   an apostrophe before a text that begins like a formula.
3. For programs: no mark, no apostrophe; every text as the database has it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .relations import FORMULA, Relation, Rows


def write(path: Path, relation: Relation, rows: Rows, *, guarded: bool = True) -> None:
    """Write one relation to a file."""
    with path.open("w", encoding="utf-8-sig" if guarded else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in relation.fields])
        for batch in rows:
            writer.writerows(_row(row, guarded) for row in batch)


def _row(row: Any, guarded: bool) -> Iterator[Any]:
    for value in row:
        if isinstance(value, bool):
            yield "true" if value else "false"
        elif guarded and isinstance(value, str) and value.startswith(FORMULA):
            yield "'" + value
        else:
            yield value
