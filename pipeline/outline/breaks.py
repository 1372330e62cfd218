"""Sentences that a break has cut where a capital follows: "… ý kiến trình" / "Hội đồng quản lý xem xét."

Reads: the lines of a text. Guarantees: a line goes on with the one above only where that one ends with a word that ends
no sentence, or where the words around the break stand together elsewhere in the text ("của Kiểm toán" / "Nhà nước …").
"""

import re
from collections.abc import Iterable

from ..language.patterns import any_of, lazy
from .lines import Line

# Characters of a line that may be cut: shorter ones are cells and titles. Less joins the rows of forms, more leaves
# sentences in two that wrap at a narrow width.
SHORTEST = 30
OPEN = lazy(
    lambda: rf"[ ,;]{any_of('sentence_open')}$|(?<!hiện) tại$|[ ,;](?!{any_of('trinh_in_noun')} )\w+ trình$",
    re.IGNORECASE,
)


FEW = 40  # phrases that are looked for in the text as it stands; more cost as much as gathering all of them


class Phrases:
    """The phrases of three words of a text, gathered when they are first asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._asked = 0
        self._text = ""
        self._known: set[str] | None = None

    def cut(self, above: Line, line: Line) -> bool:
        """Whether the sentence of `above` goes on in `line`, though the layout does not say so."""
        if above.finished or line.labels or not line.text[0].isalnum() or len(above.text) < SHORTEST:
            return False
        if above.capitals or line.capitals:
            return False
        return OPEN.search(above.text) is not None or self._joined(above.text.split(), line.text.split())

    def _joined(self, above: list[str], words: list[str]) -> bool:
        if len(above) < 2 or len(words) < 2:
            return False
        return self._stands(*above[-2:], words[0]) and self._stands(above[-1], *words[:2])

    def _stands(self, *phrase: str) -> bool:
        """Whether a line of the text holds a phrase; all phrases are gathered where many are asked for."""
        self._asked += 1
        if self._known is not None:
            return " ".join(phrase) in self._known
        if self._asked > FEW:
            texts = (line.text.split() for line in self._lines)
            self._known = {" ".join(three) for text in texts for three in zip(text, text[1:], text[2:], strict=False)}
            return " ".join(phrase) in self._known
        if not self._text:
            lines = (" ".join(line.text.split()) for line in self._lines)
            self._text = " " + " \n ".join(lines) + " "
        return f" {' '.join(phrase)} " in self._text
