"""Rows of tables as lines, alike in all Word files.

Guarantees: tables come row by row; a cell of one line shares its line with the next cell, and no cell
stands inside the sentence of another; empty cells leave nothing.
"""

from collections.abc import Iterable

GAP = "   "  # between columns: the layout takes one space for a space, more for a gap
# RTF and old Word files mark the ends of a line in a cell, of a cell, and of a row within the text.
LINE, CELL, ROW = "\x0b", "\x1c", "\x1d"  # all three are spaces to a pattern
LEFT_OVER = str.maketrans({LINE: "\n", CELL: "\n", ROW: "\n"})
# What no reader may find in a text, so that the marks are its own.
CONTROLS = dict.fromkeys([*range(9), *range(11, 32)])


def shared(cells: Iterable[list[str]]) -> list[str]:
    """The lines of a row, from the lines of its cells.

    >>> shared([["1"], ["Phòng A", "Phòng B"], ["5"]])
    ['1   Phòng A', 'Phòng B', '5']
    """
    lines: list[list[str]] = []  # each of the pieces that share it
    shares = False  # whether the next cell goes on with the last line
    for inside in filter(None, cells):
        if shares:
            lines[-1].append(inside[0])
        lines += ([line] for line in inside[shares:])
        shares = len(inside) == 1
    return [GAP.join(pieces) for pieces in lines]


def laid_out(text: str) -> str:
    """The text with its marked rows as lines. A row without its end, in a damaged file, is a line a cell."""
    lines: list[str] = []
    for line in text.split("\n"):
        *rows, rest = line.split(ROW)
        for row in rows:
            lines += shared([[bare for part in cell.split(LINE) if (bare := part.strip())] for cell in row.split(CELL)])
        lines.append(rest)
    return "\n".join(lines).translate(LEFT_OVER)
