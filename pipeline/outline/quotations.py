"""Quotations that fill lines: the new words that an amending act gives to another.

Reads: the lines of a body. Guarantees: a quotation begins with the mark that begins its first line and
ends with the mark that ends its last one; marks inside a sentence make none.
"""

from collections.abc import Sequence

from .lines import Line


def quotations(lines: Sequence[Line]) -> tuple[set[int], list[Line]]:
    """The numbers of the lines that only quote, and the first lines of quotations that are never closed."""
    quoted: set[int] = set()
    unclosed: list[Line] = []
    pending: list[int] = []  # lines of a quotation that is still open
    mark, depth, above = "", 0, ""
    for i, line in enumerate(lines):
        if line.furniture:
            continue
        text = line.text
        # A straight mark may as well close: it opens where the line above announces what follows.
        begins = text.startswith("“") or (text.startswith('"') and not depth and above.endswith(":"))
        above = text
        if begins and depth:  # the one before was never closed: its lines are text
            unclosed.append(lines[pending[0]])
            depth, pending = 0, []
        if begins:
            mark = text[0]
        if not (begins or depth):
            continue
        pending.append(i)
        ends = text.rstrip(" .;,:/")[-1:] in ("”", '"')
        if mark == '"':
            depth = int(not ends or (begins and text.count('"') == 1))
        else:
            depth = max(0, depth + text.count("“") - text.count("”"))
        if not depth:
            quoted.update(pending if ends else ())  # "“Quỹ” là …" is a sentence of this document
            pending = []
    if pending:
        unclosed.append(lines[pending[0]])
    return quoted, unclosed
