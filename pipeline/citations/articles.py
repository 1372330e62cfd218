"""Articles, clauses and points in front of an act: "điểm a, b khoản 1 Điều 25 Luật Bưu chính"."""

from ..language.patterns import any_of, lazy

# Of 5,372 segments of real documents that cite an act, those that read otherwise when one of the two moves.
MORE = 29  # further provisions of a chain. 3: 48 segments, 9: 6, 60: 2
QUALIFIED = 20  # words between "Quy chế" and "kèm theo". 5: 9 segments, 10: 1, 40: 3

# "điểm a, b, c khoản 1 Điều 25 Luật Bưu chính", "Điều 5 Quy chế kèm theo Quyết định số ..."
_LETTERS = r"[a-zđ]\d?(?!\w)(?>(?:(?:,\s?|\svà\s|;\s|\shoặc\s)[a-zđ]\d?(?!\w))*)"
_NUMBERS = r"\d{1,3}[a-zđ]?(?!\w)(?>(?:(?:,\s?|\svà\s|\shoặc\s|\sđến\s)\d{1,3}[a-zđ]?(?![\w/]))*)"
_UNIT = rf"(?:[Cc]ác\s)?(?:[Đđ]iểm\s{_LETTERS}|(?:[Kk]hoản|[Đđ]iều)\s{_NUMBERS})"
_CHAIN = lazy(
    lambda: (
        rf"(?<!\w){_UNIT}(?>(?:(?:,|;)?\s(?:và\s|của\s|tại\s|hoặc\s|đến\s)?{_UNIT}){{0,{MORE}}})"
        r"(?:\s(?:của|tại|trong|thuộc))?"
        rf"(?:\s{any_of('cited_attachment')}(?:\s[\w,-]++){{0,{QUALIFIED}}}?\skèm theo)?\s"
    )
)
_PART = lazy(rf"([Đđ]iểm|[Kk]hoản|[Đđ]iều)\s({_LETTERS}|{_NUMBERS})")
_ITEM = lazy(r"(?<!\w)(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)(?!\w)")


def chains(text: str) -> dict[int, int]:
    """Where each chain of provisions begins, by where it ends: an act begins there."""
    return {chain.end(): chain.start() for chain in _CHAIN.finditer(text)}


def articles(chain: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Article, clause and points of a chain; lists keep the printed order ("5, 6")."""
    items: dict[str, dict[str, None]] = {"điểm": {}, "khoản": {}, "điều": {}}
    for word, numbers in _PART.findall(chain):
        items[word.lower()].update(dict.fromkeys(_ITEM.findall(numbers)))
    return ", ".join(items["điều"]) or None, ", ".join(items["khoản"]) or None, tuple(items["điểm"])
