"""How names run in a citation: what a name of a table looks like there, and the words before which a name ends."""

import re
from collections.abc import Iterable
from functools import cache

from ..language.letters import for_matching
from ..language.patterns import alternation, any_of

UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
WORD = r"[^\W\d_]++(?:&[^\W\d_]++)?(?!\w)"


@cache
def stop() -> str:
    """The words that begin a title or go on with the sentence: an issuer or a law's name ends before them."""
    return rf"(?:(?i:{any_of('name_before_title', 'name_before_sentence', 'name_before_act')})|Luật|LUẬT)(?!\w)"


def any_name(names: Iterable[str]) -> str:
    """A pattern for any of the names in folded text, the longest first; a comma of a name may be missing."""
    return rf"{alternation(map(for_matching, names)).replace(',', ',?')}(?!\w)"


def after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where ``pattern`` ends if it stands at ``at``, else ``at``."""
    found = pattern.match(text, at)
    return found.end() if found else at
