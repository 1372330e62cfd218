"""Articles, clauses and points beside an act: "điểm a, b khoản 1 Điều 25 Luật Bưu chính".

Reads: one string. Guarantees:
1. Provisions run from small to large, or from large to small ("Điều 5, khoản 2"); those of a row that lack an article
   have that of the next.
2. A range ("khoản 5 đến khoản 8", "các điểm từ a đến d", "Điều 41-45") is all that lies in it, up to `RANGE` numbers;
   a longer one, or one that runs backwards, is its two ends.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..language.patterns import any_of, lazy
from ..outline.labels import LETTERS

# Of 5,372 segments of real documents that cite an act, those that read otherwise when one of the two moves.
MORE = 29  # further provisions of a chain. 3: 48 segments, 9: 6, 60: 2
QUALIFIED = 20  # words between "Quy chế" and "kèm theo". 5: 9 segments, 10: 1, 40: 3
RANGE = 60  # numbers of a range that are told one by one: the longest of 537 real documents is "điều 49 đến điều 82"

_TO = r"(?:\sđến\s|\s?[-–]\s?)"  # "5 đến 8", "41-45"
_BREAK = r"(?:\s?,\s?(?:và\s|hoặc\s)?|\svà\s|;\s|\shoặc\s)"
_NUMBER = r"\d{1,3}[a-zđ]?(?![\w/])"
# The acts before 2005 number their points: "điểm 4, Điều 1", "điểm 1.2".
_LETTER = r"(?:[a-zđ]\d{0,2}|\d{1,3}(?:[a-zđ]|\.\d{1,2})?)(?![\w/])"


def _listed(one: str) -> str:
    """One or several, the first after "từ"."""
    return rf"(?:từ\s)?{one}(?>(?:(?:{_BREAK}|{_TO}){one})*)"


_UNIT = rf"(?:[Cc]ác\s)?(?:từ\s)?(?:[Đđ]iểm\s{_listed(_LETTER)}|(?:[Kk]hoản|[Đđ]iều)\s{_listed(_NUMBER)})"
_JOINT = r"(?:\s?[,;]\s?|\s[-–]\s|\s)(?:và\s|của\s|tại\s|hoặc\s|đến\s|thuộc\s)?"
ROW = rf"(?<!\w){_UNIT}(?>(?:{_JOINT}{_UNIT}){{0,{MORE}}})"
_CHAIN = lazy(
    lambda: (
        rf"{ROW}(?:(?:\s?,|\s[-–])?\s(?:(?:của|tại|trong|thuộc)\s)?)"
        rf"(?:{any_of('cited_attachment')}(?:\s[\w,-]++){{0,{QUALIFIED}}}?\skèm theo\s)?"
    )
)
# "Nghị định số 64/2010/NĐ-CP (khoản 2 Điều 5)", "Luật Giá, Điều 5": what stands behind ends the part of the sentence
_BEHIND = lazy(
    rf"(?:\s?\((?:tại\s)?(?P<inner>{ROW})\s?\)|(?:\s?[,:-])?\s(?:(?:ở|tại|quy định tại)\s)?(?P<outer>{ROW})"
    r"(?=\s?(?:[.;:)\]]|$)|\s(?:được|bị|như sau|về)(?!\w)))"
)
_PART = lazy(
    rf"(?P<to>(?<=\s)đến\s)?(?:[Cc]ác\s)?(?:từ\s)?"
    rf"(?P<word>[Đđ]iểm|[Kk]hoản|[Đđ]iều)\s(?P<items>{_listed(_LETTER)})"
)
_ITEM = lazy(rf"(?P<to>{_TO})?(?<![\w.])(?P<item>{_LETTER})")
_LEVELS = ("điểm", "khoản", "điều")


class Provisions(NamedTuple):
    """What is named of an act, and where: article and clause are lists in printed order ("5, 6")."""

    start: int
    end: int
    article: str | None
    clause: str | None
    points: tuple[str, ...]


class _Unit(NamedTuple):
    """One level as it is printed: "khoản 1, 3"."""

    level: int
    items: tuple[str, ...]
    start: int
    end: int


def chains(text: str) -> dict[int, int]:
    """Where each chain of provisions begins, by where it ends: an act begins there."""
    return {chain.end(): chain.start() for chain in _CHAIN.finditer(text)}


def behind(text: str, at: int) -> tuple[int, int, int] | None:
    """The chain of provisions behind an act that ends at `at`: where it begins and ends, and where its bracket does."""
    found = _BEHIND.match(text, at)
    return (*found.span("inner" if found["inner"] else "outer"), found.end()) if found else None


def provisions(text: str, start: int, end: int) -> list[Provisions]:
    """The provisions of a chain, one a row of levels: "khoản 1 Điều 5 và khoản 3 Điều 7" are two."""
    units = list(_units(text, start, end))
    if units and units[-1].level < 2 and any(unit.level == 2 for unit in units):
        units.reverse()
    rows: list[list[_Unit]] = []
    for unit in units:
        if rows and unit.level > rows[-1][-1].level:
            rows[-1].append(unit)
        else:
            rows.append([unit])
    found: list[Provisions] = []
    article = clause = None
    for row in reversed(rows):
        named = {unit.level: unit.items for unit in row}
        if 2 in named:
            article, clause = ", ".join(named[2]), None
        clause = ", ".join(named[1]) if 1 in named else clause if row[-1].level == 0 else None
        found.append(
            Provisions(
                min(unit.start for unit in row), max(unit.end for unit in row), article, clause, named.get(0, ())
            )
        )
    return sorted(found)


def _units(text: str, start: int, end: int) -> Iterator[_Unit]:
    """The levels of a chain in printed order; "khoản 1, khoản 3" is one where no point stands before."""
    last: _Unit | None = None
    lower = False  # whether the row of `last` has a level below it
    for part in _PART.finditer(text, start, end):
        level = _LEVELS.index(part["word"].lower())
        items = tuple(_items(part["items"]))
        if last and last.level == level and part["to"]:
            between = tuple(_between(last.items[-1], items[0]))
            last = last._replace(items=_once(last.items + between + items), end=part.end())
        elif last and last.level == level and not lower:
            last = last._replace(items=_once(last.items + items), end=part.end())
        else:
            if last:
                yield last
            lower = last is not None and last.level < level
            last = _Unit(level, items, part.start() + len(part["to"] or ""), part.end())
    if last:
        yield last


def _items(listed: str) -> Iterator[str]:
    """The numbers or letters of one level, ranges told one by one."""
    named: dict[str, None] = {}
    last = None
    for match in _ITEM.finditer(listed):
        if match["to"] and last:
            named.update(dict.fromkeys(_between(last, match["item"])))
        last = match["item"]
        named[last] = None
    yield from named


def _between(first: str, last: str) -> Iterator[str]:
    """What lies between the ends of a range, where both are plain numbers or letters."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) <= RANGE:
        yield from map(str, range(int(first) + 1, int(last)))
    elif (low := LETTERS.get(first)) and (high := LETTERS.get(last)):
        yield from (letter for letter, rank in LETTERS.items() if low < rank < high and rank.is_integer())


def _once(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
