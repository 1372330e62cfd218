"""The units and posts that an item of a list of structure gives.

Reads: the words of an item. Guarantees: names are printed as they stand there, a count and a note left out; what makes
a sentence of a name ("Phòng A giúp …") is no name; a single name may hold commas and "và".
"""

from typing import NamedTuple

import regex

from ..language.patterns import any_of, lazy, words
from ..names.bodies import LONGEST_NAME, holder_type, named_unit, unit_type
from ..names.frames import subject
from ..names.posts import POST, titles

# Words that make a sentence of a name ("Phòng Người có công", "Trung tâm Trợ giúp pháp lý" are names all the same).
ACTS = lazy(
    lambda: rf"(?<!\b[Tt]rợ) {any_of('sentence_verb')} | có (?:\d|\p{{Lu}}|tư|trách|các)", compiler=regex.compile
)
# "Trung tâm có 05 phòng, gồm: A; B", "Gồm A, B", "Sở có 02 phòng: A; B": the list begins behind it.
CONSISTS = lazy(r"(?:^|[ ,])(?:bao )?[Gg]ồm(?: có)?:? ")
HAS = lazy(r"[^:;,.]{3,80}? có ")
COUNTED = lazy(r"\s*(?:(?:và|hoặc) )?(?:không quá )?(?:(?:\d{1,2}|một|hai|ba|các) )?")
# "A, B và C", "A hoặc B": the pieces of a list, cut at "và" only before a capital.
PIECES = lazy(r"[^,]+?(?= (?:và|hoặc) \p{Lu}|,|$)|(?<= (?:và|hoặc) )\p{Lu}[^,]+", compiler=regex.compile)
# "Phòng A Phòng B": lines of a list that the print ran together, each with the type word of the first.
RUN_ON = lazy(r"(?P<word>\p{Lu}\p{L}+) \p{Lu}[^,;:.()]{2,80}?(?= (?P=word) \p{Lu})", compiler=regex.compile)
OWNED = lazy(r" (?:trực )?thuộc ")
SENTENCE_END = lazy(r"\. (?=\w)")
CLAUSE = lazy(r"[^;]+")
EQUIVALENT = lazy(r" và tương đương\b.*")  # "Vụ và tương đương": the class has the name of its first
UNNAMED = lazy(lambda: rf" {any_of('unnamed')}\b")  # "Phòng chuyên môn, nghiệp vụ": a class
STOPS = " .:,"


class Listed(NamedTuple):
    """A unit or post in a list of structure: its name, where it begins, and the unit it is "thuộc"."""

    name: str
    start: int
    owner: str | None = None


def listed(text: str) -> list[Listed]:
    """The units, or else the posts, that an item of a list of structure gives."""
    head, colon, _ = text.partition(":")
    if colon and named_unit(head) and unit_type(head) != "post" and not UNNAMED.search(head):
        return [Listed(head.strip(), 0)]
    stop = SENTENCE_END.search(text)
    sentence = text[: stop.start()] if stop else text
    for start in _starts(sentence):
        found = [unit for piece in CLAUSE.finditer(sentence, start) for unit in _units(piece[0], piece.start(), start)]
        if found:
            return found
    if name := named_whole(text):
        return [Listed(name, 0)]
    return posts(sentence.split(";", 1)[0])


def named_whole(text: str) -> str | None:
    """The body that an item consists of, its own words in any letters ("Tổ trực lưới điện"); no unnamed class."""
    frame = subject(text)
    name = text[: frame.end] if frame and not frame.start else ""
    if not name[:1].isupper() or text[len(name) :].split(" (", 1)[0].strip(STOPS + ";"):
        return None
    if name.count(" ") > LONGEST_NAME or holder_type(name) in (None, "post") or UNNAMED.search(name):
        return None
    return EQUIVALENT.sub("", name)


def posts(clause: str) -> list[Listed]:
    """The posts that a clause lists, each once, up to the words that make a sentence of it."""
    has = HAS.match(clause)
    ends = ACTS.search(clause, has.end() if has and " giúp " not in has[0] else 1)
    leading = {title.casefold() for title in (*titles(staff=False), *words("with_leaders"))}
    found: dict[str, Listed] = {}
    for match in POST.finditer(clause, 0, ends.start() + 1 if ends else len(clause)):
        if match["post"].casefold() in leading:
            found.setdefault(match["post"].casefold(), Listed(match["post"], match.start("post")))
    return list(found.values())


def _starts(sentence: str) -> list[int]:
    """Where the list of a sentence can begin, the surer first."""
    if ":" in sentence:
        return [sentence.rindex(":") + 1]
    if match := CONSISTS.search(sentence):
        return [match.end()]
    has = HAS.match(sentence)
    return [0, has.end()] if has else [0]


def _units(text: str, at: int, told: int) -> list[Listed]:
    """The units that `text` consists of: one, or several; `told`: where the sentence says that its list begins."""
    body, *owner = OWNED.split(text, maxsplit=1)
    above = owner[0].strip(" .:;") if owner else None
    cuts = list(PIECES.finditer(body))
    pieces = [_unit(m[0], at + m.start(), above) for m in cuts]
    if len(pieces) > 1 and told and any(pieces):  # in a list with a lead-in a name may go on in small letters
        pieces = [_unit(m[0], at + m.start(), above, small=True) for m in cuts]
    if len(pieces) > 1 and all(pieces):
        return [piece for piece in pieces if piece]
    if runs := list(RUN_ON.finditer(body)):
        starts = [run.start() for run in runs] + [runs[-1].end() + 1]
        ends = [*starts[1:], len(body)]
        several = [_unit(body[a:b], at + a, above) for a, b in zip(starts, ends, strict=True)]
        if not body[: starts[0]].strip() and all(several):
            return [unit for unit in several if unit]
    whole = _unit(body, at, above)  # a single name may hold commas: "Sở Văn hóa, Thể thao và Du lịch"
    return [whole] if whole else []


def _unit(text: str, at: int, owner: str | None, *, small: bool = False) -> Listed | None:
    """The name in a piece of a list, a count before it left out; `small`: its own words may be in small letters."""
    counted = COUNTED.match(text)
    start = counted.end() if counted else 0
    name = text[start:].split(" (", 1)[0].rstrip(STOPS)  # "Chi cục A (hạng II)": the note is no part of the name
    name = EQUIVALENT.sub("", name)
    kind = holder_type(name) if small and name[:1].isupper() else unit_type(name)
    if name.count(" ") > LONGEST_NAME or kind in (None, "post") or ACTS.search(name):
        return None
    return Listed(name, at + start, owner)
