"""Names of organisational units: what is one, and which of them a list of structure gives.

Reads: strings. A name begins with a type word of the table `body_types` or a title of `posts`; what
makes a sentence of it ("Phòng A giúp …") is no name.
"""

import re
from typing import NamedTuple

import regex

from ..language.letters import for_spelling
from ..language.levels import MAKES_NAME
from ..language.patterns import any_of, lazy
from ..model import UnitType
from .posts import PERSON, POST, titles
from .types import TYPE_WORD, unit_types

# "Sở Nội vụ là cơ quan chuyên môn …": the subject and the copula of a function statement.
IS = lazy(lambda: rf"(?P<name>[^()]{{2,90}}?)(?: \([^()]{{1,80}}\))? {any_of('copula')}\b")
# What may stand behind a unit's name in the heading that names it.
BEHIND = lazy(r"(?: trực)? thuộc .{3,120}|\s*\(.{3,120}\)|\s*[:.;]?$")
# Words that make a sentence of a name ("Phòng Người có công" is a name all the same).
ACTS = lazy(lambda: rf" {any_of('sentence_verb')} | có (?:\d|\p{{Lu}}|tư|trách|các)", compiler=regex.compile)
# "Trung tâm có 05 phòng, gồm: A; B", "Gồm A, B", "Sở có 02 phòng: A; B": the list begins behind it.
CONSISTS = lazy(r"(?:^|[ ,])(?:bao )?[Gg]ồm(?: có)?:? ")
HAS = lazy(r"[^:;,.]{3,80}? có ")
COUNTED = lazy(r"\s*(?:và )?(?:không quá )?(?:(?:\d{1,2}|một|hai|ba|các) )?")
# "A, B và C": the pieces of a list, cut at "và" only before a capital.
PIECES = lazy(r"[^,]+?(?= và \p{Lu}|,|$)|(?<= và )\p{Lu}[^,]+", compiler=regex.compile)
OWNED = lazy(r" (?:trực )?thuộc ")
SENTENCE_END = lazy(r"\. (?=\w)")
# "Ban Chỉ đạo A của Bộ B": of whom it is
OWNED_BY = lazy(r" (?:(?:trực )?thuộc|của) (?=[^\W\d_])")
CLAUSE = lazy(r"[^;]+")
# A body that is told by what it does: "cơ quan có chức năng quản lý đất đai", "đơn vị, tổ chức được giao …"
DESCRIBED = lazy(
    lambda: rf"{any_of('described')}(?:(?:,| và|/) ?{any_of('described')})* {any_of('describes')}\b(?! trách nhiệm)",
    re.IGNORECASE,
)
NO_BODY = lazy(lambda: rf"{any_of('no_body')}\b", re.IGNORECASE)  # begins like a type word and is none
# Measured on 597 texts with 404 units and 2,126 duties.
# Spaces in a name in a list or heading. With 12, 5 units are lost, with 24 3 are gained, in 2 texts each; whether these
# are names or sentences that begin with a type word is not judged.
LONGEST_NAME = 16
# Spaces in the holder of a heading that shows by its form that it names one. With 20, 2 units and 2 duties are lost, in
# 2 texts; with 45 one of each is gained.
LONGEST_HOLDER = 30
# Characters of a heading that consists of a unit with whose it is and its note; a longer one is read as a sentence.
LONGEST_SECTION = 260  # 180: the same
LONGEST_PERSON = 90  # characters of a person with the post; longer, the heading names nobody


class Listed(NamedTuple):
    """A unit or post in a list of structure: its name, where it begins, and the unit it is "thuộc"."""

    name: str
    start: int
    owner: str | None = None


def unit_type(name: str) -> UnitType | None:
    """The type of a unit or post by the word its name begins with; None where it is no such name."""
    if POST.match(name) or PERSON.match(name):
        return "post"
    match = TYPE_WORD.match(for_spelling(name))
    if not match:
        return None
    behind = name[match.end() :].lstrip()
    # "Thanh tra việc …", "Ban hành …" are acts: a name goes on with a capital, or ends.
    if behind and not (behind[0].isupper() or behind[0].isdigit() or MAKES_NAME.match(behind)):
        return None
    return unit_types()[match["word"].casefold()]


def named_unit(text: str) -> str | None:
    """The unit that a heading consists of: "Văn phòng", "Phòng A thuộc Sở B (sau đây …):"."""
    text = text.strip()
    if len(text) > LONGEST_SECTION or unit_type(text.rstrip(" :.;")) is None:
        return None
    if PERSON.match(text):
        return text.rstrip(" :.;") if len(text) < LONGEST_PERSON else None
    cut = BEHIND.search(text)
    name = text[: cut.start()] if cut else text
    if ":" in name or ";" in name or name.count(" ") > LONGEST_NAME or IS.match(text):
        return None
    return name.strip() or None


def holder(text: str) -> str | None:
    """The unit or post that a heading names as the holder, where the heading alone shows that it is one.

    It may be written small or in capitals: "trường trung học nghề", "khoa", "SỞ Y TẾ".
    """
    text = OWNED_BY.split(text.split(" (", 1)[0], maxsplit=1)[0].strip(" .:;")
    if text.count(" ") > LONGEST_HOLDER or ";" in text:
        return None
    return text if holder_type(text) else None


def holder_type(name: str) -> UnitType | None:
    """The type of a unit or post that a heading names as the holder, whatever its letters."""
    if DESCRIBED.match(name):
        return "other"
    none = NO_BODY.match(name)
    if none is None and (found := unit_type(name)):
        return found
    written = for_spelling(name).capitalize()
    if none is None and POST.match(written):
        return "post"
    match = TYPE_WORD.match(written)
    if match is None or (none and none.end() >= match.end()):
        return None  # "Tổ chức bộ máy" is no Tổ; "tổ chức chủ quản" is a body
    found = unit_types()[match["word"].casefold()]
    return None if found == "ban_giam_doc" and not name.isupper() else found  # "lãnh đạo phòng": people, no body


def listed(text: str) -> list[Listed]:
    """The units, or else the posts, that an item of a list of structure gives."""
    head, colon, _ = text.partition(":")
    if colon and named_unit(head) and unit_type(head) != "post":
        return [Listed(head.strip(), 0)]
    stop = SENTENCE_END.search(text)
    sentence = text[: stop.start()] if stop else text
    for start in _starts(sentence):
        found = [unit for piece in CLAUSE.finditer(sentence, start) for unit in _units(piece[0], piece.start())]
        if found:
            return found
    return posts(sentence.split(";", 1)[0])


def posts(clause: str) -> list[Listed]:
    """The posts that a clause lists, each once, up to the words that make a sentence of it."""
    has = HAS.match(clause)
    ends = ACTS.search(clause, has.end() if has and " giúp " not in has[0] else 1)
    leading = titles(staff=False)
    found: dict[str, Listed] = {}
    for match in POST.finditer(clause, 0, ends.start() + 1 if ends else len(clause)):
        if match["post"] in leading:
            found.setdefault(match["post"], Listed(match["post"], match.start("post")))
    return list(found.values())


def _starts(sentence: str) -> list[int]:
    """Where the list of a sentence can begin, the surer first."""
    if ":" in sentence:
        return [sentence.rindex(":") + 1]
    if match := CONSISTS.search(sentence):
        return [match.end()]
    has = HAS.match(sentence)
    return [0, has.end()] if has else [0]


def _units(text: str, at: int) -> list[Listed]:
    """The units that `text` consists of: one, or several separated by commas and "và"."""
    body, *owner = OWNED.split(text, maxsplit=1)
    above = owner[0].strip(" .;:") if owner else None
    pieces = [_unit(m[0], at + m.start(), above) for m in PIECES.finditer(body)]
    if len(pieces) > 1 and all(pieces):
        return [piece for piece in pieces if piece]
    whole = _unit(body, at, above)  # a single name may hold commas: "Sở Văn hóa, Thể thao và Du lịch"
    return [whole] if whole else []


def _unit(text: str, at: int, owner: str | None) -> Listed | None:
    """The name in a piece of a list, a count before it left out."""
    counted = COUNTED.match(text)
    start = counted.end() if counted else 0
    name = text[start:].split(" (", 1)[0].rstrip(" .:")  # "Chi cục A (hạng II)": the note is no part of the name
    if name.count(" ") > LONGEST_NAME or unit_type(name) in (None, "post") or ACTS.search(name):
        return None
    return Listed(name, at + start, owner)
