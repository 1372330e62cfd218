"""What OCR reads wrongly again and again, and what the page itself shows to be meant.

Reads: the lines of scanned pages as Tesseract reads them. Only this is changed:
1. The letter eth (Ð), which Vietnamese has not, is Đ; a low line (_) at a word's edge, and the first of
   the two in "¡in", are stains; the Roman number behind "Phần" stands apart.
2. The label of a point is restored where the labels around it leave one letter only, and what was read
   is a known misreading of that letter (misread_labels.tsv): "k)", "D", "m)" has "l)" in the middle.
3. A heading's Roman number gets back its dot, or a stroke, where the number before it asks for that.
4. Three dots are one character, as Word sets them: Tesseract has no such character, and of the
   ellipses in published decisions 96 in 100 are one.
5. A word that is read as a more frequent one, beside a word that only the right one stands by
   (misread_words.tsv): "tỉnh giản" is "tinh giản".
"""

import re
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from ..knowledge import table

UPPER = f"[{''.join(filter(str.isupper, map(chr, (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA)))))}]"
DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
HEADING = re.compile(rf"([IVX]+)(\.?) (?={UPPER})")
ROMAN = re.compile(rf"(?m)^((?i:phần|chương|mục) [IVX]+)(?={UPPER})(?![IVXLC]+\b)")
STAIN = re.compile(r"¡(?=i)|(?<!\S)_+(?=\S)|(?<=\S)_+(?!\S)")
LONE = re.compile(rf"[^\W\d_] (?={UPPER})")
POINT = re.compile(r"([a-zđ])\)(?= |$)")
# A stain may stand before it.
START = re.compile(r"(?:[_~^`'‘’.,·|] )?(\S{1,3}?)([).,;:]{0,2})(?= |$)")
# Letters and marks that Vietnamese has, decomposed, and digits.
VIETNAMESE = re.compile("[0-9abcdđeghiklmnopqrstuvxyABCDĐEGHIKLMNOPQRSTUVXY](?![\u0304\u0307\u0308\u030a-\u0319])")


def repaired(lines: list[str]) -> list[str]:
    """The lines with these misreadings undone."""
    lines = _words("\n".join(lines)).split("\n")
    _romans(lines)
    points = [match[1] if (match := POINT.match(line)) else None for line in lines]
    following = _following(points)
    last: str | None = None
    for at, line in enumerate(lines):
        if (match := START.match(line)) and (due := _meant(match, last, following[at])) and due != points[at]:
            lines[at] = f"{due}){line[match.end() :]}"
            points[at] = due
        last = points[at] or last
    return lines


def _romans(lines: list[str]) -> None:
    """Headings with Roman numbers: the dot that was lost, the stroke that was (II after II is III)."""
    last = ""
    for at, line in enumerate(lines):
        if not (match := HEADING.match(line)):
            continue
        due = _after(last)
        if match[1] == due or (match[1] == last != "I" and due == f"{last}I"):  # I after I begins a list anew
            lines[at] = f"{due}. {line[match.end() :]}"
            last = due
        elif match[2]:
            last = match[1]


def _after(roman: str) -> str:
    return dict(pairwise(ROMANS)).get(roman, "")


def _meant(match: re.Match[str], last: str | None, following: str | None) -> str | None:
    """The letter that the start of a line stands for, by the labels before and after it; None where it is as read."""
    misread, bracket = match[1], match[2].startswith(")")
    letters = [letter for letter, wrong in _misread().items() if misread in wrong]
    due = _next().get(last) if last else None
    if due in letters and _next().get(due) == following:
        return due
    # Without the next label as a witness, only what can be no label and no word; nor is a capital before a capital.
    lone = LONE.match(match.string)
    if lone and due and (due == misread or (due in letters and misread.isupper())):
        return due
    if VIETNAMESE.search(normalize("NFD", misread)) and (not bracket or misread in _next() or misread.isdigit()):
        return None
    return due if due in letters else letters[0] if not last and len(letters) == 1 else None


def _following(points: list[str | None]) -> list[str | None]:
    """For each line, the label of the next line that has one."""
    found: list[str | None] = []
    after: str | None = None
    for point in reversed(points):
        found.append(after)
        after = point or after
    return found[::-1]


def _words(text: str) -> str:
    text = ROMAN.sub(r"\1 ", text)
    text = STAIN.sub("", DOTS.sub("…", text.replace("Ð", "Đ").replace("ð", "đ")))
    for pattern, reading in _phrases():
        text = pattern.sub(lambda match, reading=reading: _as_set(match[0], reading), text)  # type: ignore[misc]
    return text


def _as_set(misread: str, reading: str) -> str:
    """The right words, as long as the misread ones, with their spaces, line ends and first letter's case."""
    return misread[0] + "".join(old if old.isspace() else new for old, new in zip(misread, reading, strict=True))[1:]


@cache
def _misread() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in table("misread_labels"):
        found.setdefault(row["letter"], set()).add(row["misread"])
    return found


@cache
def _next() -> dict[str, str]:
    """The letter behind each letter of points."""
    letters = [row["letter"] for row in table("letters") if row["status"] == "standard"]
    return dict(pairwise(letters))


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    found = []
    for row in table("misread_words"):
        before = rf"(?<!{row['not_after']} )" if row["not_after"] else ""
        words = f"[{row['misread'][0].upper()}{row['misread'][0]}]{re.escape(row['misread'][1:])}".replace("\\ ", r"\s")
        found.append((re.compile(rf"{before}\b{words}\b"), row["reading"]))
    return found
