"""The grammar of one label: what `1.2.4.`, `đ)` or `Điều 5a.` at the start of a line can be.

Reads: the words of a line. Guarantees:
1. `readings` returns every way to read the line's start as a label, the likelier first, and an
   empty tuple where it is none: a date, a decimal, a count ("06 phòng"), a document number
   ("233/QĐ-…"), a citation ("Điều 25 Luật …", "điểm a khoản 1 …").
2. Whether a reading fits the labels around it is not asked here; that is the outline's question.

Levels and their order are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6; everything below a
point is unregulated and follows practice.
"""

import re
from typing import Literal, NamedTuple

from ..knowledge import table
from ..language.numbers import from_roman, number_words
from ..language.patterns import alternation, lazy, words

LabelKind = Literal[
    "part", "chapter", "section", "subsection", "article", "annex", "heading", "clause", "point", "bullet", "note"
]  # fmt: skip


class Label(NamedTuple):
    """One reading of the start of a line."""

    kind: LabelKind
    style: str  # labels of one list share it: "I.", "A.", "1.", "1)", "(1)", "1.1", "a)", "-" …
    value: tuple[float, ...]  # ordinal; one number a component for decimals; () for bullets
    name: str  # component of the path
    end: int  # where the label ends in the line

    @property
    def opens_body(self) -> bool:
        """Whether a text may begin with it: Phần, Chương, Mục, Điều, or the first number of a list."""
        return self.kind in ("part", "chapter", "section", "article") or (
            self.kind in ("heading", "clause") and self.value[-1] == 1
        )


# Rank of a style: a list opens under an item of a lower rank, whatever the item says.
RANKS = {
    "annex": 0, "part": 1, "chapter": 2, "section": 3, "subsection": 4, "article": 5,
    "A.": 6, "I.": 7, "1-": 8, "1/": 8, "1.": 8, "1.1": 9, "1)": 10, "(1)": 11, "a)": 12, "a.": 12, "(a)": 13, "i)": 14,
    "-": 15, "+": 16, "*": 17, "•": 15,
}  # fmt: skip
# Styles that one list may mix: "1)" followed by "2.", "a)" by "b."; of two open lists the style tells.
FAMILIES = {"1)": "1.", "1-": "1.", "1/": "1.", "a.": "a)"}

LETTERS = {row["letter"]: float(row["rank"]) for row in table("letters")}

KEYWORDS: dict[str, tuple[LabelKind, str]] = {
    "phần": ("part", "Phần"),
    "chương": ("chapter", "Chương"),
    "mục": ("section", "Mục"),
    "tiểu mục": ("subsection", "Tiểu mục"),
    "điều": ("article", "Điều"),
    "phụ lục": ("annex", "Phụ lục"),
}
KEYWORD = lazy(
    rf"(?P<word>(?i:{alternation(KEYWORDS)}))"
    r"(?: (?:(?i:số )?(?P<number>\d{1,3}[a-zđ]?|[IVXLC]{1,7})|(?i:thứ) (?P<ordinal>\w++)))?"
    r"(?P<stop> ?[.:/](?=\D|$)(?:[-–](?=\s|$))?|(?=[ )\"]|$))"
)
ROMAN = r"[IVXLC]{1,7}"
NUMBERED = lazy(
    rf"""(?:
      (?P<decimal>[1-9]\d?(?:\.[1-9]\d?){{1,4}})(?:\.(?=\D|$)|(?=\ [^\W\d_]|$))   # 1.2.4.   2.2.3 Cơ cấu
    | \((?P<paren>\d{{1,3}}|[a-zđ]|[ivx]{{1,5}})\)                               # (1)  (a)  (iv)
    | (?P<number>\d{{1,3}}[a-zđ]?)(?P<mark>\.(?=\D|$)|\)|/(?=\ )|-(?=\ ))        # 1.  1a.  1)  1/  1-
    | (?P<upper>[A-ZĐ]|{ROMAN})(?P<umark>\.(?=\D|$)|\)|/(?=\ )|-(?=\ ))          # A.  I.  IV/  I-
    | (?P<letter>[a-zđưăâêôơ])(?P<index>\.?\d{{1,2}})?(?P<lmark>\)|\.(?=\ |$)|/(?=\ ))  # đ)  a1)  a.1)  a.  a/
    | (?P<roman>[ivx]{{2,5}})\)                                                  # ii)
    | (?P<bullet>[-–—−+*•·▪●○◦§])(?=\ |$|[^\W\d_])                               # - text  -text
    )(?:(?<=[.)])[-–](?=\ |$))?\ ?                                               # 1.-  a)-
    """,
    re.VERBOSE,
)
DASHES = "-–—−"


def readings(text: str) -> tuple[Label, ...]:
    """Every way to read the start of `text` as a label, the likelier first."""
    first = text[:1]
    if first in "PCMTĐ" and (match := KEYWORD.match(text)):
        return _keyword(match, text)
    second = text[1:2]
    # Most lines begin with a word: two letters that are no Roman number.
    if first.isalpha() and second.isalpha() and second not in "IVXLCivx":
        return ()
    match = NUMBERED.match(text)
    return _numbered(match) if match else ()


def follows(last: tuple[float, ...], value: tuple[float, ...]) -> bool:
    """Whether ordinal `value` comes directly after `last` in one list.

    Insertions (5a, a1) and letters that practice may skip (ư, f) have fractional ordinals, so one
    step is at most one whole number: u-ư-v and u-v are both direct, as are 5-5a-6 and 5-6.
    """
    return last[:-1] == value[:-1] and last[-1] < value[-1] and int(value[-1]) - int(last[-1]) <= 1


def _keyword(match: re.Match[str], text: str) -> tuple[Label, ...]:
    kind, word = KEYWORDS[match["word"].lower()]
    stop, rest = match["stop"], text[match.end() :].lstrip()
    value: float
    if match["ordinal"]:
        value = number_words("ordinal").get(match["ordinal"].lower(), 0)
        if kind != "part" or not value:
            return ()
        name = f"{word} thứ {match['ordinal'].lower()}"
    elif number := match["number"]:
        value = from_roman(number) if number.isupper() else _arabic(number)
        if not value:
            return ()
        name = f"{word} {number}"
    else:
        # Only an appendix may go without a number, and then alone on its line.
        return (Label("annex", "annex", (1,), word, match.end()),) if kind == "annex" and not rest else ()
    # "Điều 25 Luật …" cites; a heading has its stop, or nothing, or a title in capitals behind it, or "(được bãi bỏ)".
    titled = (kind != "article" and rest[:1].isupper()) or rest.startswith(words("repealed"))
    if not stop.strip() and rest and not titled:
        return ()
    return (Label(kind, kind, (float(value),), name, match.end()),)


def _numbered(match: re.Match[str]) -> tuple[Label, ...]:
    end = match.end()
    if decimal := match["decimal"]:
        parts = tuple(float(part) for part in decimal.split("."))
        undotted = match[0].strip() == decimal
        follow = match.string[end : end + 1]
        if undotted and follow and not follow.isupper():
            return ()  # "1.5 triệu" counts; "1.1 Về" is a label without its dot
        return (Label("clause", "1.1", parts, decimal, end),)
    if inner := match["paren"]:
        if inner.isdigit():
            return (Label("clause", "(1)", (float(int(inner)),), str(int(inner)), end),)
        letter = Label("point", "(a)", (LETTERS[inner],), inner, end) if inner in LETTERS else None
        roman = _lower_roman(inner, end)
        if inner == "i":  # "(i)" opens a Roman list far more often than it is a ninth point
            return tuple(filter(None, (roman, letter)))
        return tuple(filter(None, (letter, roman)))
    if number := match["number"]:
        value, style = _arabic(number), f"1{match['mark']}"
        return (Label("clause", style, (value,), number.lstrip("0") or "0", end),) if value else ()
    if upper := match["upper"]:
        found = []
        if value := from_roman(upper):
            found.append(Label("heading", "I.", (float(value),), upper, end))
        if len(upper) == 1 and upper.lower() in LETTERS:
            letter = Label("heading", "A.", (LETTERS[upper.lower()],), upper, end)
            # I, V and X are Roman first; C, D and L are letters first.
            found.insert(0 if upper not in "IVX" else 1, letter)
        return tuple(found)
    if letter_ := match["letter"]:
        rank = LETTERS.get(letter_)
        if rank is None:
            return ()
        index = (match["index"] or "").lstrip(".")
        style = "a." if match["lmark"] == "." else "a)"
        value = round(rank + int(index) / 1000, 3) if index else rank
        point = Label("point", style, (value,), letter_ + index, end)
        roman = _lower_roman(letter_, end) if not index and style == "a)" else None
        return (point, roman) if roman else (point,)
    if roman_ := match["roman"]:
        label = _lower_roman(roman_, end)
        return (label,) if label else ()
    sign = match["bullet"]
    sign = "-" if sign in DASHES else sign if sign in "+*" else "•"
    return (Label("bullet", sign, (), sign, end),)


def _lower_roman(text: str, end: int) -> Label | None:
    value = from_roman(text.upper())
    return Label("point", "i)", (float(value),), text, end) if value else None


def _arabic(text: str) -> float:
    """5 for "5", 5.01 for "5a", 5.05 for "5đ"; 0 for a zero."""
    if text[-1].isdigit():
        return float(int(text))
    return int(text[:-1]) + round(LETTERS.get(text[-1], 0) / 100, 4)
