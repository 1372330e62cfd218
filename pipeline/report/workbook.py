"""One Excel workbook of a comparison: the numbers, the pairs, and what only each side has.

Reads a Comparison and guarantees:

1. Every text is written as text: nothing of a document becomes a formula, a link or a number.
2. What differs inside a pair is coloured and underlined in both texts, and stands in words beside them.
3. The same comparison gives the same workbook, byte for byte.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..comparison.model import Comparison, Difference, Entry
from ..errors import NhiemvuError
from .names import citation, names
from .rows import RELATIONS, Duty, Group, groups
from .words import Language, named, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Ink and fill of each relation; the inks are those of the page.
_COLOURS = {
    "same": ("#2C6A49", "#E4F1E9"),
    "changed": ("#885000", "#FBEBD3"),
    "part": ("#2B569C", "#E3ECF9"),
    "left_only": ("#82306A", "#F6E3EF"),
    "right_only": ("#0B6470", "#D9EEF0"),
}
_FONT: dict[str, Any] = {"font_name": "Calibri", "font_size": 11}
_CELL: dict[str, Any] = _FONT | {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D9D4C7"}
_LONGEST = 32_767  # characters in a cell, by the file format
_LONGEST_NAME = 31  # characters in the name of a sheet, by the file format
_NO_NAME = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))  # not allowed in the name of a sheet
_A3, _A4 = 8, 9
_LINE, _TALLEST = 15.0, 409.0  # points

_WIDTHS = 18.0, 20.0, 52.0, 18.0, 11.0  # of the columns of a duty, in characters

Column = tuple[str, float]  # heading and width in characters


def xlsx(comparison: Comparison, lang: Language = "vi") -> bytes:
    """The workbook, with headings in Vietnamese or English. Raises NhiemvuError without xlsxwriter."""
    try:
        import xlsxwriter
    except ImportError:
        raise NhiemvuError("xlsxwriter is missing: pip install xlsxwriter") from None

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # the hour of the run would tell two runs apart
        _Sheets(workbook, comparison, lang).write()
    return file.getvalue()


class _Sheets:
    """The sheets of one comparison, and the formats they share."""

    def __init__(self, workbook: "Workbook", comparison: Comparison, lang: Language) -> None:
        self.workbook, self.comparison, self.lang = workbook, comparison, lang
        self.groups = groups(comparison)
        self.left, self.right = (named(lang, name) for name in names(comparison))
        self.cell = workbook.add_format(_CELL)
        self.bold = workbook.add_format(_CELL | {"bold": True})
        self.percent = workbook.add_format(_CELL | {"num_format": "0%"})
        self.head = workbook.add_format(
            _CELL | {"bold": True, "bg_color": "#1D2126", "font_color": "#FFFFFF", "valign": "vcenter"}
        )
        self.title = workbook.add_format(_FONT | {"font_size": 16, "bold": True})
        self.note = workbook.add_format(_FONT | {"font_color": "#555C65"})
        self.plain = workbook.add_format(_FONT)
        self.lead_in = workbook.add_format(_FONT | {"font_color": "#555C65", "italic": True})
        self.relation = {
            relation: workbook.add_format(_CELL | {"bold": True, "font_color": ink, "bg_color": fill})
            for relation, (ink, fill) in _COLOURS.items()
        }
        self.mark = {
            side: workbook.add_format(_FONT | {"font_color": _COLOURS[f"{side}_only"][0], "underline": 1})
            for side in ("left", "right")
        }

    def write(self) -> None:
        """All sheets, the numbers first."""
        self._summary()
        self._pairs()
        self._alone("left", self.left, self.right)
        self._alone("right", self.right, self.left)

    def _say(self, key: str, *values: object) -> str:
        return say(self.lang, key, *values)

    def _relation(self, relation: str) -> str:
        side = {"left_only": (self.left,), "right_only": (self.right,)}.get(relation, ())
        return self._say(f"relation.{relation}", *side)

    def _domain(self, group: Group) -> str:
        return group.name or self._say("domain.none")

    # ---- sheets

    def _summary(self) -> None:
        sheet = self.workbook.add_worksheet(self._say("sheet.summary"))
        sheet.set_column(0, 0, 50)
        sheet.set_column(1, len(RELATIONS) + 1, 16)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, self._say("tab", self.left, self.right), self.title)
        at = 2
        for name, side in ((self.left, self.comparison.left), (self.right, self.comparison.right)):
            about = citation(side, lambda day: say("vi", "dated", day))
            sheet.merge_range(at, 0, at, len(RELATIONS) + 1, "", self.head)
            sheet.write_string(at, 0, name, self.head)
            lines = [
                ("document", ": ".join(filter(None, (about, side.title)))),
                ("holders", "; ".join(side.holders)),
                ("source", side.source),
                ("duties", str(len(side.duties))),
            ]
            for key, text in lines:
                at += 1
                sheet.merge_range(at, 1, at, len(RELATIONS) + 1, "", self.cell)
                sheet.write_string(at, 0, self._say(key), self.bold)
                sheet.write_string(at, 1, _short(text), self.cell)
                sheet.set_row(at, _height((text, 90)))
            at += 2
        self._counts(sheet, at)
        _printed(sheet, _A4)

    def _counts(self, sheet: "Worksheet", at: int) -> None:
        """The table of numbers, with its chart below."""
        sheet.write_string(at, 0, self._say("domain"), self.head)
        sheet.set_row(at, 2 * _LINE + 4)
        for column, relation in enumerate(RELATIONS, 1):
            sheet.write_string(at, column, self._relation(relation), self.relation[relation])
        sheet.write_string(at, len(RELATIONS) + 1, self._say("total"), self.head)
        first = at + 1
        for group in self.groups:
            at += 1
            sheet.write_string(at, 0, self._domain(group), self.cell)
            sheet.set_row(at, _height((self._domain(group), 50)))
            self._numbers(sheet, at, [group.counts[relation] for relation in RELATIONS], self.cell)
        last = at
        total = self.comparison.summary.by_relation
        sheet.write_string(at + 1, 0, self._say("total"), self.bold)
        self._numbers(sheet, at + 1, [getattr(total, relation) for relation in RELATIONS], self.bold)
        if not self.groups:
            return
        chart = self.workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for column, relation in enumerate(RELATIONS, 1):
            chart.add_series(
                {
                    "name": [sheet.name, first - 1, column],
                    "categories": [sheet.name, first, 0, last, 0],
                    "values": [sheet.name, first, column, last, column],
                    "fill": {"color": _COLOURS[relation][0]},
                    "gap": 40,
                }
            )
        chart.set_title({"name": self._say("chart"), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D4C7"}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 1000, "height": 140 + 26 * len(self.groups)})
        sheet.set_h_pagebreaks([at + 2])  # a chart is not cut by the end of a page
        sheet.insert_chart(at + 3, 0, chart, {"description": self._say("chart")})

    def _numbers(self, sheet: "Worksheet", at: int, counts: list[int], look: "Format") -> None:
        for column, count in enumerate([*counts, sum(counts)], 1):
            sheet.write_number(at, column, count, look)

    def _pairs(self) -> None:
        columns = [
            (self._say("number"), 6),
            (self._say("domain"), 18),
            (self._say("relation"), 14),
            (self._say("column.similarity"), 11),
            *self._columns(self.left),
            *self._columns(self.right),
            (self._say("differences"), 46),
        ]
        rows = [(group, row) for group in self.groups for row in group.rows if row.left and row.right]
        sheet = self._table(self._say("sheet.pairs"), columns, len(rows), frozen=3)
        for at, (group, row) in enumerate(rows, 1):
            sheet.write_number(at, 0, at, self.cell)
            sheet.write_string(at, 1, self._domain(group), self.cell)
            sheet.write_string(at, 2, self._relation(row.relation), self.relation[row.relation])
            sheet.write_number(at, 3, row.similarity or 0, self.percent)
            for side, duty, column in (("left", row.left, 4), ("right", row.right, 9)):
                if duty:
                    self._duty(sheet, at, column, duty, self.mark[side])
            told = [self._difference(difference) for difference in row.differences]
            if row.broader:
                broader = {"left": self.left, "right": self.right}.get(row.broader)
                told.insert(0, self._say("broader", broader) if broader else self._say("broader.both"))
            sheet.write_string(at, 14, _short("\n".join(told)), self.cell)
            sheet.set_row(
                at,
                _height(
                    ("\n".join(told), 46), *_cells(row.left and row.left.entry), *_cells(row.right and row.right.entry)
                ),
            )

    def _alone(self, side: str, name: str, other: str) -> None:
        columns = [
            (self._say("number"), 6),
            (self._say("domain"), 18),
            *self._columns(name),
            (self._say("column.similarity"), 11),
            *((f"{self._say('nearest')}: {heading}", width) for heading, width in self._columns(other)),
        ]
        rows = [(group, row) for group in self.groups for row in group.rows if row.relation == f"{side}_only"]
        sheet = self._table(self._relation(f"{side}_only"), columns, len(rows), frozen=2)
        for at, (group, row) in enumerate(rows, 1):
            sheet.write_number(at, 0, at, self.cell)
            sheet.write_string(at, 1, self._domain(group), self.relation[row.relation])
            duty = row.left or row.right
            if duty:
                self._duty(sheet, at, 2, duty, self.plain)
            if row.nearest and row.similarity is not None:
                sheet.write_number(at, 7, row.similarity, self.percent)
                self._entry(sheet, at, 8, row.nearest)
                sheet.write_string(at, 10, _short(row.nearest.text), self.cell)
            sheet.set_row(at, _height(*_cells(duty and duty.entry), *_cells(row.nearest)))

    # ---- parts of a sheet

    def _columns(self, name: str) -> list[Column]:
        """The five columns of a duty; `_duty` fills them."""
        keys = "column.unit", "column.path", "column.text", "power", "column.place"
        return [(f"{name}: {self._say(key)}", width) for key, width in zip(keys, _WIDTHS, strict=True)]

    def _table(self, name: str, columns: Sequence[Column], rows: int, frozen: int) -> "Worksheet":
        taken = {sheet.name for sheet in self.workbook.worksheets()}
        sheet = self.workbook.add_worksheet(_sheet_name(name, taken))
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self.head)
        sheet.set_row(0, 34)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(1, rows), len(columns) - 1)
        sheet.repeat_rows(0)
        _printed(sheet, _A3)
        return sheet

    def _duty(self, sheet: "Worksheet", at: int, column: int, duty: Duty, mark: "Format") -> None:
        self._entry(sheet, at, column, duty.entry)
        pieces: list[tuple[Format, str]] = [(self.lead_in, f"{text} ") for text in duty.entry.lead_in if text]
        pieces += [(mark if run.kind == "counts" else self.plain, run.text) for run in duty.runs]
        if len(pieces) == 1 or sum(len(text) for _, text in pieces) > _LONGEST:
            sheet.write_string(at, column + 2, _short("".join(text for _, text in pieces)), self.cell)
        else:
            sheet.write_rich_string(at, column + 2, *(part for piece in pieces for part in piece), self.cell)

    def _entry(self, sheet: "Worksheet", at: int, column: int, entry: Entry) -> None:
        """All columns of a duty but its text."""
        page = [self._say("page", entry.page)] if entry.page else []
        sheet.write_string(at, column, entry.holder, self.cell)
        sheet.write_string(at, column + 1, entry.path, self.cell)
        sheet.write_string(at, column + 3, self._powers(entry.powers), self.cell)
        sheet.write_string(at, column + 4, ", ".join([*page, self._say("line", entry.line)]), self.cell)

    def _powers(self, powers: Sequence[str]) -> str:
        return "; ".join(self._say(f"power.{power}") for power in powers)

    def _difference(self, difference: Difference) -> str:
        """“Kind: left → right”."""
        sides = (
            self._powers(words) if difference.kind == "powers" else "; ".join(words)
            for words in (difference.left, difference.right)
        )
        left, right = (text or self._say("nothing") for text in sides)
        return f"{self._say(f'difference.{difference.kind}')}: {left} → {right}"


def _printed(sheet: "Worksheet", paper: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)


def _height(*cells: tuple[str, float]) -> float:
    """Points that hold the texts, each in a column of that width; not every program finds it by itself."""
    lines = max(sum(1 + int(len(line) / width) for line in text.split("\n")) for text, width in cells)
    return min(_TALLEST, _LINE * lines + 3)


def _cells(entry: Entry | None) -> list[tuple[str, float]]:
    """The texts of a duty that may take several lines, each with the width of its column."""
    if not entry:
        return []
    return list(zip((entry.holder, entry.path, " ".join([*entry.lead_in, entry.text])), _WIDTHS, strict=False))


def _short(text: str) -> str:
    """What a cell holds of a text; of a text longer than the format allows, its beginning."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that the format allows and no other sheet has."""
    short = " ".join(name.translate(_NO_NAME).split())[:_LONGEST_NAME].strip()
    if short.casefold() in {other.casefold() for other in taken}:
        short = f"{short[: _LONGEST_NAME - 2]} 2"
    return short
