"""Letters that are printed in two ways: tone placement, dashes, case, and none of their marks at all.

Reads: a string. Guarantees: three foldings, each named by its use, and every offset stays in each of them:
1. `for_spelling`: one spelling of each syllable, as names are printed: Uỷ is Ủy.
2. `for_matching`: small letters and one kind of dash besides: whether two texts say the same.
3. `for_search`: no marks at all, as words are typed in a hurry: "Đề án" is "de an".
What needs another result stands beside them under its own use.
"""

import re
import unicodedata
from functools import lru_cache

from .patterns import lazy

# Old placement of the tone on oa, oe, uy, and i for y: left side; the modern spelling: right side.
_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
    "kĩ": "kỹ", "lí": "lý",
}  # fmt: skip
_ALL = _PAIRS | {old.capitalize(): new.capitalize() for old, new in _PAIRS.items()}
_ALL |= {old.upper(): new.upper() for old, new in _PAIRS.items()}
# After q the u is part of the consonant (quý, quà); before a further letter the tone stands right (hoàn).
# That the pattern begins with a set of letters lets the search skip: a fifth of the time.
OLD = lazy(rf"[oukl{'oukl'.upper()}][{''.join(sorted({pair[1] for pair in _ALL}))}](?![^\W\d_])(?<![qQ]..)")

NO_WORD = lazy(r"[^a-z0-9]+")


def _modern(match: re.Match[str]) -> str:
    return _ALL.get(match[0], match[0])


def for_spelling(text: str) -> str:
    """The text with modern tone placement: Uỷ becomes Ủy, hoà becomes hòa; every offset stays."""
    return OLD.sub(_modern, text)


def for_matching(text: str) -> str:
    """Lower case, modern tone placement, one kind of dash; every offset stays."""
    low = text.lower()
    if len(low) != len(text):  # a capital whose small form is two code points
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return for_spelling(low).replace("–", "-").replace("—", "-")


def for_fields(text: str) -> str:
    """As `for_matching`, with one letter for i and y and plain spaces: as names of fields of work are looked for.

    Names of bodies are looked for without it; whether `for_matching` itself should do it is to be measured.
    """
    folded = for_matching(text)
    for written, plain in zip("ỳýỷỹỵ\n\t\xa0", "ìíỉĩị   ", strict=True):  # str.translate takes ten times as long
        folded = folded.replace(written, plain)
    return folded


class _Bare(dict[int, str]):
    """What a letter is without its marks, looked up once a letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        first, *marks = list(unicodedata.normalize("NFD", letter))
        small = first.lower() if all(map(unicodedata.combining, marks)) else letter
        self[code] = small if len(small) == 1 else letter
        return self[code]


_BARE = _Bare({ord(stroked): "d" for stroked in "đĐðÐ"})  # đ is a letter of its own; ð is what some fonts made of it


def for_search(text: str) -> str:
    """Lower case without diacritics, as it is typed in a hurry: "Đề án" is "de an"; every offset stays.

    The text is NFC, as the text of every document is.
    """
    return text.translate(_BARE)


@lru_cache(maxsize=4096)  # of names, which come again
def slug(name: str) -> str:
    """An id from a name: lower case ASCII words joined by hyphens."""
    return NO_WORD.sub("-", for_search(name)).strip("-")
