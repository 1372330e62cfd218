"""Two files of one decision: the same text in another format, or another version of it.

Reads: two documents of one number, issuer and date. Guarantees:
1. A page, a PDF and a Word file of one text are the same: layout, marks, letters without their diacritics, what stands
   outside the body, and a part that one of them lacks make no version.
2. Words or numbers that stand in the place of others do: the text was corrected.
"""

from collections import Counter
from difflib import SequenceMatcher

from ..language.letters import NO_WORD, for_search
from ..model import Document
from ..outline.tree import OUTSIDE

# Words of what differs that are compared one by one, on each side. Two texts of which more differs were read in two
# ways, a scan and a page, and no correction is told; the work grows with its square: a second at 4,000.
COMPARED = 4_000


def differences(left: Document, right: Document) -> int:
    """In how many places the body of one says other words than that of the other."""
    one, other = _segments(left), _segments(right)
    words = [word for text in _only(one, other) for word in text.split()]
    others = [word for text in _only(other, one) for word in text.split()]
    if max(len(words), len(others)) > COMPARED:
        return 0
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return sum(
        tag == "replace" and "".join(words[a:b]) != "".join(others[c:d]) for tag, a, b, c, d in matcher.get_opcodes()
    )


def _segments(document: Document) -> list[str]:
    """The words of each segment of the body, in text order."""
    body = (segment.text for segment in document.segments if segment.kind not in OUTSIDE)
    return [NO_WORD.sub(" ", for_search(text)).strip() for text in body]


def _only(texts: list[str], others: list[str]) -> list[str]:
    """The texts that the others lack."""
    left = Counter(others)
    found = []
    for text in texts:
        if left[text]:
            left[text] -= 1
        else:
            found.append(text)
    return found
