"""Rows of tables in RTF and old Word files, which mark ends of cells and rows within the text.

Guarantees: as in `docx`, tables come row by row; a cell of one line shares its line with the next cell,
and no cell stands inside the sentence of another; empty cells leave nothing.
"""

import re

LINE, CELL, ROW = "\x0b", "\x1c", "\x1d"  # ends of a line in a cell, of a cell, of a row; spaces for a pattern
ROW_OF_CELLS = re.compile(f"[^\n{ROW}]*{ROW}")
LEFT_OVER = str.maketrans({LINE: "\n", CELL: "\n", ROW: "\n"})
# What no reader may find in a text, so that the marks are its own.
CONTROLS = dict.fromkeys([*range(9), *range(11, 32)])


def laid_out(text: str) -> str:
    """The text with its rows as lines. A row without its end, in a damaged file, is a line a cell."""
    return ROW_OF_CELLS.sub(_row, text).translate(LEFT_OVER)


def _row(match: re.Match[str]) -> str:
    lines: list[str] = []
    shares = False  # whether the next cell goes on with the last line
    for cell in match[0][:-1].split(CELL):
        inside = [bare for line in cell.split(LINE) if (bare := line.strip())]
        if inside:
            first = f"{lines.pop()}\t{inside[0]}" if shares else inside[0]
            shares = len(inside) == 1
            lines += [first, *inside[1:]]
    return "".join(f"{line}\n" for line in lines)
