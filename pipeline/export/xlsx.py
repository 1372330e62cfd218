"""One Excel workbook, a sheet a table, for people.

Reads: relations, a batch of rows at a time. Guarantees:
1. Every text is a text cell, never a formula; one that begins like a formula carries Excel's quote mark, so that
   it stays text when the cell is edited.
2. Frozen and filtered header, wrapped text, widths by the first rows.
3. What Excel cannot hold is told, never dropped in silence: rows past 1,048,576 go on in a further sheet, a text
   past 32,767 characters is cut with "…"; a note says so.
4. Memory has a bound whatever the rows, and the same database gives the same bytes.
"""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BufferedWriter, FileIO
from itertools import chain, islice
from pathlib import Path
from traceback import clear_frames
from typing import Any
from warnings import catch_warnings

from ..store.captions import words_of
from .relations import FORMULA, Relation, Rows

ROWS = 1_048_576  # of a sheet, the header included: limits of Excel 2007 and later
CHARACTERS = 32_767  # of a cell
SHEET_NAME = 31  # characters
SAMPLE = 500  # rows that decide the widths
NARROW, MEDIUM, WIDE = 8, 32, 70  # widths of a column, in characters
SENTENCES = 120  # characters from which a column gets the wide one
LINE, TALLEST = 15, 409  # points: of a line of text, and of a row at most
# Rows of a sheet whose height is told. xlsxwriter keeps a height until the end: more rows take more memory (0.33 kB
# each: 33 MB), fewer leave more of a long sheet at one line a row, until somebody asks for its best height.
TOLD = 100_000
FIRST_YEAR = 1900  # that Excel can date
MADE = datetime(2000, 1, 1)  # the workbook's date of creation: a clock would make two exports differ


def write(path: Path, contents: Iterable[tuple[Relation, Rows]]) -> list[str]:
    """Write the workbook; notes on what Excel could not hold. Raises OSError where the disk does not take it."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    notes: list[str] = []
    file = _Target(path, "w")
    with BufferedWriter(file) as target:
        try:
            with xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": str(path.parent)}) as book:
                book.use_zip64()  # sheets may pass 4 GB before they are packed
                book.set_properties({"title": "nhiemvu", "created": MADE})
                styles = _Styles(book)
                for relation, rows in contents:
                    notes += _Sheets(book, styles, relation).fill(rows)
        except (FileCreateError, OSError) as error:
            cause: OSError = error.args[0] if isinstance(error, FileCreateError) else error
            file.given_up = True
            with catch_warnings(action="ignore", category=ResourceWarning):
                # What the failed write left open closes now, while there is something to write to.
                failed: BaseException | None = error
                while failed:  # a row that could not be written, the closing of the book that failed for it
                    clear_frames(failed.__traceback__)
                    failed = failed.__context__
                del book, styles
                gc.collect()
            raise cause from None
    return notes


class _Target(FileIO):
    """The file. Given up, it takes all and keeps nothing: an archive that is still open closes without a complaint."""

    given_up = False

    def write(self, data: Any) -> int:
        """As the file does, or the length of what is forgotten."""
        return len(data) if self.given_up else super().write(data)


class _Styles:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, **top})
        self.text = book.add_format({"text_wrap": True, **top})
        self.quoted = book.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.value = book.add_format(top)
        self.date = book.add_format({"num_format": "dd/mm/yyyy", **top})


class _Sheets:
    """The sheets of one relation."""

    def __init__(self, book: Any, styles: _Styles, relation: Relation) -> None:
        self.book, self.styles, self.relation = book, styles, relation
        self.cut: Counter[str] = Counter()
        # In the views, which are for people, codes are words.
        self.words = [words_of(field.name) if relation.table is None else {} for field in relation.fields]

    def fill(self, rows: Rows) -> list[str]:
        """All rows, on as many sheets as they need; what there is to say of them."""
        flat = map(self._worded, chain.from_iterable(rows))
        first = list(islice(flat, SAMPLE))
        widths = [_width(field.title, [row[at] for row in first]) for at, field in enumerate(self.relation.fields)]
        rest: Iterator[Sequence[Any]] = chain(first, flat)
        count = 0
        for row in rest:
            count += 1
            self._sheet(count, widths, chain([row], islice(rest, ROWS - 2)))
        if not count:
            self._sheet(1, widths, iter(()))
        notes = []
        if count > 1:
            notes.append(
                f"{self.relation.name}: more rows than an Excel sheet holds; they go on, {count} sheets in all"
            )
        for name, times in self.cut.items():
            notes.append(f"{self.relation.name}.{name}: {times} texts longer than an Excel cell holds, cut with …")
        return notes

    def _sheet(self, number: int, widths: list[int], rows: Iterable[Sequence[Any]]) -> None:
        mark = f" ({number})" if number > 1 else ""
        sheet = self.book.add_worksheet(self.relation.title[: SHEET_NAME - len(mark)] + mark)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for at, field in enumerate(self.relation.fields):
            sheet.write_string(0, at, field.title, self.styles.head)
        last = 0
        for last, row in enumerate(rows, 1):
            lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
            if lines > 1 and last <= TOLD:  # left to itself, a program shows one line of a file written by another
                sheet.set_row(last, min(lines * LINE, TALLEST))
            for at, value in enumerate(row):
                self._cell(sheet, last, at, value)
        sheet.autofilter(0, 0, last, len(widths) - 1)

    def _worded(self, row: Sequence[Any]) -> Sequence[Any]:
        if not any(self.words):
            return row
        return [
            "; ".join(words.get(code, code) for code in value.split(", "))
            if words and isinstance(value, str)
            else value
            for words, value in zip(self.words, row, strict=True)
        ]

    def _cell(self, sheet: Any, row: int, at: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, at, value, self.styles.value)
        elif isinstance(value, int | float):
            sheet.write_number(row, at, value, self.styles.value)
        elif isinstance(value, date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(row, at, value, self.styles.date)
        else:
            text = str(value)
            if len(text) > CHARACTERS // 2 and len(text.encode("utf-16-le")) > 2 * CHARACTERS:  # Excel counts in UTF-16
                self.cut[self.relation.fields[at].name] += 1
                text = text.encode("utf-16-le")[: 2 * (CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
            sheet.write_string(row, at, text, self.styles.quoted if text.startswith(FORMULA) else self.styles.text)


def _width(title: str, values: list[Any]) -> int:
    """Room for nine of ten values, and for the arrow of the filter."""
    lengths = sorted(max(map(len, str(value).split("\n"))) for value in values if value not in (None, ""))
    usual = lengths[len(lengths) * 9 // 10 if len(lengths) > 10 else -1] if lengths else 0
    return WIDE if usual > SENTENCES else min(max(usual + 1, len(title) + 3, NARROW), MEDIUM)


def _lines(value: Any, width: int) -> int:
    """How many lines a text takes, by the letter: near enough for a row's height."""
    return (
        1
        if not isinstance(value, str) or len(value) < width
        else sum(1 + len(part) // width for part in value.split("\n"))
    )
