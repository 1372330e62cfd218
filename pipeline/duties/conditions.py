"""What limits a duty ("theo thẩm quyền", "trên địa bàn tỉnh"), and whether it is the rest of what may come.

Reads: the words of a duty; the table `conditions`. Guarantees:
1. A condition is printed as it stands in the table, the longest that fits, each once, in text order.
"""

import re

from ..knowledge import table
from ..language.patterns import any_of, lazy
from ..language.trie import trie

# Characters of a condition that goes on ("trong phạm vi quản lý của Sở", "…" in the table), up to the next sign. With
# more, conditions take in what follows them: of 1,992 duties of real decisions 4 differ at 15,
# 1 at 60.
REST = 30
# Words between a task and "khác": "nhiệm vụ, quyền hạn khác". Of 1,992 duties 8 differ at 0 and 1, 1 at 4.
DESCRIBED = 2


def conditions(text: str) -> list[str]:
    """The conditions of a duty."""
    return list(dict.fromkeys(CONDITION.findall(text)))


def catches_all(text: str) -> bool:
    """Whether a duty is the rest: "nhiệm vụ khác do … giao", "các nhiệm vụ, quyền hạn khác", "việc khác"."""
    return " khác" in text and CATCH_ALL.search(text) is not None


def _phrases() -> str:
    """A pattern for any phrase of the table; "…" at its end stands for what follows up to the next sign."""
    phrases = (row["phrase"].replace(" …", "…") for row in table("conditions"))
    return trie(phrases, lambda _, letter: rf"[^,;.]{{0,{REST}}}" if letter == "…" else re.escape(letter))


CONDITION = lazy(_phrases)
CATCH_ALL = lazy(
    lambda: rf"{any_of('catch_all')}(?:,? (?!{any_of('catch_all_not')})[^\W\d_]+){{0,{DESCRIBED}}} khác\b",
    re.IGNORECASE,
)
