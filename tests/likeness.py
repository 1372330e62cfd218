"""How far a text that was read lies from the one that is printed."""

import re
from difflib import SequenceMatcher

LABEL = re.compile(r"[-+•▪]|\d+(?:\.\d+)*[.)]?|[a-zđ][.)]")


def character_error(found: str, truth: str, *, labels: bool = True) -> float:
    """Characters that differ per character of the truth, spaces and case folded: at least the edit distance.

    Case is folded as the transcripts give what is typed, small letters where a font prints capitals.
    Without `labels`, those that stand only in `found` do not count: the transcripts lack automatic ones.
    """
    a, b = (text.lower().replace("|", " ").split() for text in (found, truth))
    wrong = 0
    for kind, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        extra = a[i:j] if labels else [word for word in a[i:j] if not LABEL.fullmatch(word)]
        if kind != "equal":
            wrong += max(len(" ".join(extra)), len(" ".join(b[k:n])))
    return wrong / len(" ".join(b))
