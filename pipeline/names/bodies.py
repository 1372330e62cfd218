"""Names of organisational units: what is one.

Reads: strings. A name begins with a type word of the table `body_types` or a title of `posts`; what
makes a sentence of it ("Phòng A giúp …") is no name.
"""

import re

from ..language.letters import for_spelling
from ..language.levels import MAKES_NAME
from ..language.patterns import any_of, lazy
from ..model import UnitType
from .posts import PERSON, POST
from .types import SEAT, TYPE_WORD, unit_types

# "Sở Nội vụ là cơ quan chuyên môn …": the subject and the copula of a function statement.
IS = lazy(lambda: rf"(?P<name>[^()]{{2,90}}?)(?: \([^()]{{1,80}}\))? {any_of('copula')}\b")
# What may stand behind a unit's name in the heading that names it.
BEHIND = lazy(r"(?: trực)? thuộc .{3,120}|\s*\(.{3,120}\)|\s*[:.;]?$")
# "Ban Chỉ đạo A của Bộ B": of whom it is
OWNED_BY = lazy(r" (?:(?:trực )?thuộc|của) (?=[^\W\d_])")
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
        return unit_type(name) or "other"
    none = NO_BODY.match(name)
    if none is None and (found := unit_type(name)):
        return found
    written = for_spelling(name).capitalize()
    if none is None and (POST.match(written) or SEAT.match(written)):
        return "post"
    match = TYPE_WORD.match(written)
    if match is None or (none and none.end() >= match.end()):
        return None  # "Tổ chức bộ máy" is no Tổ; "tổ chức chủ quản" is a body
    found = unit_types()[match["word"].casefold()]
    return None if found == "ban_giam_doc" and not name.isupper() else found  # "lãnh đạo phòng": people, no body
