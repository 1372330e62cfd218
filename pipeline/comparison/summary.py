"""A comparison in plain text, as an official reads it in a terminal: in Vietnamese, a table and the main lists.

Reads: a comparison. Guarantees: every number is one of the comparison's; lists are cut at `SHOWN` lines, and say so.
"""

from collections.abc import Iterable, Iterator, Sequence

from .model import Alone, Comparison, Counts, Difference, Entry, Pair, Side

SHOWN = 15  # lines of a list
WIDTH = 96  # characters of a duty
NAME = 48  # characters of a field of work
HEADS = ("giống", "khác", "một phần", "chỉ trái", "chỉ phải")
KINDS = {
    "verbs": "động từ",
    "objects": "đối tượng",
    "scope": "phạm vi",
    "partners": "phối hợp với",
    "conditions": "điều kiện",
    "citations": "căn cứ",
}


def text(comparison: Comparison) -> str:
    """The summary, lines ended by line feeds."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    yield f"Bên trái:  {_about(left)}"
    yield f"Bên phải:  {_about(right)}"
    yield ""
    names = [_cut(row.name or "(chưa rõ lĩnh vực)", NAME) for row in comparison.summary.by_domain]
    width = max(map(len, ("Lĩnh vực", *names)))
    yield _row("Lĩnh vực", HEADS, width)
    for name, row in zip(names, comparison.summary.by_domain, strict=True):
        yield _row(name, _numbers(row), width)
    yield _row("Tổng", _numbers(comparison.summary.by_relation), width)
    ours, theirs = ({entry.id: entry for entry in side.duties} for side in (left, right))
    changed = [pair for pair in comparison.pairs if pair.relation == "changed"]
    yield from _list("Cùng việc, nhưng khác nhau", (_pair(pair, ours, theirs) for pair in changed), len(changed))
    for title, alone, entries in (
        ("Chỉ có ở bên trái", comparison.left_only, ours),
        ("Chỉ có ở bên phải", comparison.right_only, theirs),
    ):
        yield from _list(title, (_alone(one, entries) for one in alone), len(alone))


def _about(side: Side) -> str:
    what = " ".join(filter(None, (side.type, side.code))) or side.source
    holders = "; ".join(side.holders[:4]) + (" …" if len(side.holders) > 4 else "")
    where = f", {side.province}" if side.province else ""
    return f"{what}{where}: {holders or 'không có đơn vị'} ({len(side.duties)} nhiệm vụ)"


def _numbers(counts: Counts) -> tuple[str, ...]:
    return tuple(map(str, (counts.same, counts.changed, counts.part, counts.left_only, counts.right_only)))


def _row(name: str, cells: Sequence[str], width: int) -> str:
    return f"{name:<{width}}" + "".join(f"{cell:>10}" for cell in cells)


def _list(title: str, lines: Iterable[list[str]], count: int) -> Iterator[str]:
    if not count:
        return
    yield ""
    yield f"{title} ({count}):"
    for number, entry in enumerate(lines):
        if number == SHOWN:
            yield f"  … và {count - SHOWN} nhiệm vụ nữa; dùng --html để xem đủ"
            return
        yield from entry


def _pair(pair: Pair, ours: dict[str, Entry], theirs: dict[str, Entry]) -> list[str]:
    lines = [f"  {pair.left_path} ↔ {pair.right_path}: {_cut(ours[pair.left].text)}"]
    return lines + [line for one in pair.differences if (line := _difference(one))]


def _difference(one: Difference) -> str:
    if one.kind not in KINDS:
        return ""  # powers: the verbs tell them
    sides = ("; ".join(values) or "–" for values in (one.left, one.right))
    return _cut(f"      {KINDS[one.kind]}: " + " → ".join(sides))


def _alone(one: Alone, entries: dict[str, Entry]) -> list[str]:
    return [f"  {one.path}: {_cut(entries[one.duty].text)}"]


def _cut(words: str, width: int = WIDTH) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
