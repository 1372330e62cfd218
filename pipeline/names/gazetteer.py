"""The words that begin and end the names of agencies and posts, read once from the tables.

Reads: the knowledge tables. Guarantees:
1. A match of `heads` in a text is the start of every name there may be; `kinds` says how each goes on.
2. A hit costs the same for any number of names; whitespace in them may be of any kind and number.
"""

import re
from functools import cache

from ..knowledge import table
from ..language.letters import for_spelling
from ..language.lexicon import WordList
from ..language.patterns import lazy, words
from ..language.trie import trie
from . import types
from .posts import titles


@cache
def known() -> dict[str, dict[str, str]]:
    """The gazetteer: every name, short forms written in its way, and its row."""
    rows = {row["name"]: {"canonical": "", **row} for row in table("agencies")}
    rows |= {row["name"]: row for row in table("bodies")}
    names = {}
    for name, row in rows.items():
        names[for_spelling(name)] = {**row, "name": name}
        for short in table("abbreviations"):
            if short["full"] in name and " " in name:
                names.setdefault(for_spelling(name.replace(short["full"], short["short"])), {**row, "name": name})
    for name in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Thủ tướng Chính phủ", "Chủ tịch nước"):
        names.pop(name, None)
    return names


@cache
def councils() -> dict[str, str]:
    """Every way to print a council or committee, with its standing board, and the full name."""
    names = types.councils()
    boards = {
        f"{way} {head}": f"Thường trực {full}" for head, full in names.items() for way in ("Thường trực", "thường trực")
    }
    return names | boards


ENDING = ("phòng", "ban")  # type words that may be written large at the end of a title


@cache
def small_titles() -> dict[str, str]:
    """The titles by how they are written in small letters: "giám đốc", "phó trưởng Phòng"."""
    found = {}
    for title in titles(staff=False):
        first, *rest = title.split(" ")
        small = " ".join([first.lower(), *rest])
        low = title.lower()
        for written in (small, low, *(f"{low[: -len(end)]}{end.capitalize()}" for end in ENDING if low.endswith(end))):
            found[written] = title
    return found


@cache
def kinds() -> dict[str, str]:
    """What each head is; where two tables have the same words the later one here wins."""
    of_types = types.heads()
    heads = {head: kind for head, kind in of_types.items() if kind != "class"}
    heads |= dict.fromkeys(small_titles(), "seat")  # a title in small letters is a post with the body behind it
    heads |= dict.fromkeys(titles(staff=False), "title")
    heads |= {for_spelling(row["name"]): "term" for row in table("terms")}
    heads |= dict.fromkeys(known(), "known")
    for head, kind in of_types.items():
        if kind == "class":
            ways = {head, head[0].upper() + head[1:]}
            ways |= {way.replace(" bộ", " Bộ").replace(" sở", " Sở") for way in ways}
            ways |= {re.sub(r"\b(?:bộ|sở|ban|ngành)\b", lambda word: word[0].capitalize(), way) for way in ways}
            heads |= dict.fromkeys(ways, "class")
    return heads | dict.fromkeys(councils(), "council")


def _other() -> str:
    """Behind a head, what makes another word of it: "Tổ chức", "Sở hữu", "Văn phòng luật sư"."""
    found = []
    for row in words("no_head"):
        head = max((head for head in types.heads() if row.startswith(f"{head} ")), key=len)
        found.append(rf"(?<={head})\s+" + row.removeprefix(f"{head} ").replace(" ", r"\s+"))
    return "|".join(found)


_NOT_BEHIND = r"\w/&-"  # a name begins a word, not a part of a code


@cache
def heads() -> WordList:
    """Every head at the start of a word, where it is a head."""
    exact, free = kinds(), {_freely(name) for name in _free().values()}
    other = re.compile(_other())

    def fits(match: re.Match[str]) -> bool:
        words = _words(match)
        return (words in exact or _freely(words) in free) and not other.match(match.string, match.end())

    return WordList(exact, _pattern, _spelled, _NOT_BEHIND, fits=fits)


def _pattern() -> re.Pattern[str]:
    free = (name[0] + FREELY + name[1:].lower() for name in _free().values())
    return re.compile(rf"(?:{trie([*kinds(), *free], _letter)})(?!\w)(?!{_other()})")


@cache
def ends(of: tuple[str, ...]) -> re.Pattern[str]:
    """What ends a name in small letters."""
    words = []
    for row in table("name_ends"):
        if row["of"] in of:
            others = "|".join(_others(row))
            behind = "".join(
                rf"(?<![{other[0].upper()}{other[0]}]{other[1:]}\s)" for other in _others(row, "except_behind")
            )
            words.append(behind + row["word"] + (rf"(?!\s+(?:{others})(?!\w))" if others else ""))
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)")


def _others(row: dict[str, str], column: str = "except_before") -> list[str]:
    """The syllables before which, or behind which, the one that ends a name is part of another word."""
    return [other for other in row[column].split(", ") if other != "-"]


@cache
def compounds() -> re.Pattern[str]:
    """Words of two syllables of which the first alone would end a name."""
    words = (rf"{row['word']}\s+{other}" for row in table("name_ends") for other in _others(row))
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)")


@cache
def acts() -> re.Pattern[str]:
    """Verbs of duties: a name does not go on with one in small letters ("phòng, chống" stands in names)."""
    verbs = (row["verb"] for row in table("verbs") if " " in row["verb"] and "," not in row["verb"])
    words = sorted(set(verbs), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


FREELY = "\0"  # behind it the letters of a name may be large or small
_SPACES = lazy(r"\s+")


@cache
def _free() -> dict[str, str]:
    """Names of two words and more that are found however their capitals are set behind the first letter.

    Not "Sở Xây dựng": in small letters its own words are a verb.
    """
    whole = ("known", "council", "title", "whole", "term")
    verbs = {row["verb"] for row in table("verbs")}
    return {
        name.casefold(): name
        for name, kind in reversed(kinds().items())
        if kind in whole and " " in name and name[0].isupper() and name.split(" ", 1)[1].lower() not in verbs
    }


def head_of(match: re.Match[str]) -> str:
    """The head that was matched, as the tables write it."""
    words = _words(match)
    return words if words in kinds() else _free()[words.casefold()]


def _words(match: re.Match[str]) -> str:
    return " ".join(match[0].split()).replace("–", "-")


def _freely(name: str) -> str:
    return name[0] + name[1:].lower()


def _spelled(before: str, step: str) -> str:
    """A further word of a name in a text as the names write it: whitespace and dashes may be of any kind."""
    return before + _SPACES.sub(" ", step).replace("–", "-")


def _letter(before: str, letter: str) -> str:
    """A letter of a name in the pattern. (What stands behind a name comes after its first letter: see WordList.)"""
    if letter == FREELY:
        return ""
    spelled = r"\s+" if letter == " " else "[-–]" if letter == "-" else re.escape(letter)
    if FREELY in before and letter.upper() != letter:
        spelled = f"[{letter}{letter.upper()}]"
    return spelled + ("" if before else rf"(?<![{_NOT_BEHIND}].)")
