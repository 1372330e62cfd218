"""Many names at once: looked up in a dictionary at first, found by one compiled pattern once that pays.

Reads: names. Guarantees:
1. `match`, `search` and `finditer` find the longest name at each place, as `re.Match` objects; both ways find the same.
2. A process that reads one document compiles no pattern of these names: `re` takes some 2 µs a letter and keeps
   nothing for the next process; for a few lists that was more time than the document itself.
3. A process that reads many is as fast as a pattern that branches letter by letter. The work is linear in the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from .patterns import lazy

WORD = lazy(r"\w+")
# Characters looked up before the pattern is compiled. For the fields of work (1,600 names) looking up 230,000 has cost
# what compiling costs, so at worst the two together cost twice the cheaper one. Fewer: an early document of a process
# waits for the compiler; more: a run over many documents is slow for longer.
ENOUGH = 200_000
_SPAN = lazy(r".*", re.DOTALL)  # what was found becomes a match of its own


class WordList:
    """A list of names that is searched as a compiled pattern is.

    `pattern` writes the regular expression that finds `names`; the other arguments say the same of a dictionary in
    small letters. `not_behind`: letters (as in a set of a pattern) that no name follows; `joint`: a pattern of what
    may stand between two words; `spelled(before, step)`: the words `before` and a further one, in small letters,
    that is joined by more than one space, as the names write them; `fits`: whether what was found is a name there.
    """

    def __init__(
        self,
        names: Iterable[str],
        pattern: Callable[[], re.Pattern[str]],
        spelled: Callable[[str, str], str],
        not_behind: str = r"\w",
        joint: str = r"\W+",
        fits: Callable[[re.Match[str]], bool] | None = None,
    ) -> None:
        self._begun: dict[str, bool] = {}  # names and their beginnings of whole words; True for a whole name
        letters = set()
        for name in names:
            letters.add(name[0])
            small = name.lower()
            for word in WORD.finditer(small):
                self._begun.setdefault(small[: word.end()], False)
            self._begun[small] = True
        # What stands before is asked behind the first letter: so the search can skip to such letters.
        self._first = re.compile(rf"[{re.escape(''.join(sorted(letters)))}](?<![{not_behind}].)\w*")
        self._step = re.compile(rf"(?:{joint})\w+")
        self._spelled, self._fits, self._pattern = spelled, fits, pattern
        self._read = 0  # characters looked up

    def match(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """The longest name at `pos`."""
        first = self._first.match(text, pos)
        return self._longest(text, first) if first else None

    def search(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """The first name from `pos` on."""
        begun = self._begun
        for first in self._first.finditer(text, pos):
            if first[0].lower() in begun and (found := self._longest(text, first)):
                self._count(found.end() - pos)
                return found
        self._count(len(text) - pos)
        return None

    def finditer(self, text: str, pos: int = 0) -> Iterator[re.Match[str]]:
        """All names from `pos` on, none inside another."""
        self._count(len(text) - pos)
        begun = self._begun
        for first in self._first.finditer(text, pos):
            if first[0].lower() in begun and first.start() >= pos and (found := self._longest(text, first)):
                pos = found.end()
                yield found

    def _count(self, characters: int) -> None:
        """From `ENOUGH` on the methods are those of the compiled pattern."""
        self._read += characters
        if self._read > ENOUGH:
            compiled = self._pattern()
            for method in ("match", "search", "finditer"):
                setattr(self, method, getattr(compiled, method))

    def _longest(self, text: str, first: re.Match[str]) -> re.Match[str] | None:
        begun, further, fits = self._begun, self._step.match, self._fits
        written, end = first[0].lower(), first.end()
        found = None
        while (whole := begun.get(written)) is not None:
            if whole and (match := _SPAN.match(text, first.start(), end)) and (fits is None or fits(match)):
                found = match
            step = further(text, end)
            if step is None:
                break
            small, end = step[0].lower(), step.end()
            one_space = small[0] == " " and small[1:].isalnum()
            written = written + small if one_space else self._spelled(written, small)
        return found
