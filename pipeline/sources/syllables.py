"""Vietnamese syllables: which strings of letters can be one.

Vietnamese writes each syllable as a word of its own, from a closed set of onsets and rhymes, so
that a word with marks that is no syllable was read in the wrong charset, or is foreign.
"""

import unicodedata
from functools import lru_cache

from ..language.patterns import lazy

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below
STOP_TONES = frozenset("\u0301\u0323")  # a syllable that ends in a stop has one of these two
STOP = ("c", "ch", "p", "t")
ONSETS = "ngh?|nh?|kh?|gh?|gi|ch?|ph?|th?|tr?|[bdđhlmrsvx]"
RHYMES = """
    a(?:ch?|i|m|n[gh]?|o|p|t|u|y)? ă(?:c|m|ng?|p|t) â(?:c|m|ng?|p|t|u|y)
    e(?:c|m|ng?|o|p|t)? ê(?:ch|m|nh?|p|t|u)? i(?:a|ch|m|nh?|p|t|u)? iê(?:c|m|ng?|p|t|u)
    o(?:c|i|m|ng?|p|t)? oo(?:c|ng) ô(?:c|i|m|ng?|p|t)? ơ(?:i|m|n|p|t)?
    u(?:a|c|i|m|ng?|p|t)? uô(?:c|i|m|ng?|t) ư(?:a|c|i|m|ng?|t|u)? ươ(?:c|i|m|ng?|p|t|u)
    oa(?:ch?|i|m|n[gh]?|o|p|t|y)? oă(?:c|m|ng?|t) oe(?:m|n|o|t)?
    uâ(?:ng?|t|y) uê(?:ch|nh?)? uơ uy(?:a|ch|nh?|p|t|u)? uyê(?:n|t) y
"""
AFTER_QU = "ă(?:c|m|ng?|p|t) y(?:ch|nh|t)? yê(?:n|t)"
AFTER_NOTHING = "yê(?:m|ng?|t|u)"
SYLLABLE = lazy(
    rf"(?:{ONSETS})?(?:{'|'.join(RHYMES.split())})"
    rf"|qu(?:{'|'.join((RHYMES + AFTER_QU).split())})"
    rf"|{AFTER_NOTHING}"
)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and with its marks composed or not, can be one Vietnamese syllable."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    if len(tones) > 1 or not SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(STOP) or not STOP_TONES.isdisjoint(tones)
