"""A physical line: its words, the way back to the source, and what it is, worked out once and asked by all.

Reads: the words of a line. Guarantees:
1. `Line.text` has single spaces; `Line.runs` leads each of its characters back to the source.
2. What costs most to tell, the labels, is worked out once a line; the marks of the parts of a decision, which hardly
   two rooms ask for, when they are asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ..model import Span
from . import marks
from .labels import Label, readings
from .misread import misread

Runs = tuple[tuple[int, int], ...]

FINAL = tuple('.;:!?…”"/')  # what a sentence, or words that lead to something, end with


Value = TypeVar("Value")


class _Fact(Generic[Value]):
    """A property that is worked out when it is first asked for, and then stands in the line.

    `functools.cached_property` without the lock of Python 3.11, which took an eighth of the time of the outline.
    """

    def __init__(self, work: "Callable[[Line], Value]") -> None:
        self.work = work
        self.name = work.__name__

    def __get__(self, line: "Line", owner: "type[Line]") -> Value:
        value = line.__dict__[self.name] = self.work(line)
        return value


class _Words(NamedTuple):
    """Where a line stands, and its words; start and end index the source text."""

    start: int
    end: int
    text: str
    runs: Runs  # (offset in text, offset in source) at the start of each stretch copied as it is
    blank_above: bool
    page: int | None
    furniture: bool  # no part of the text: it frames it, or is a note
    note: bool = False  # it belongs to a footnote


class Line(_Words):
    """One physical line that is not blank."""

    @property
    def capitals(self) -> bool:
        """Whether it is set in capitals, as titles and signatures are."""
        return self.text.isupper()

    @property
    def finished(self) -> bool:
        """Whether a sentence, or words that lead to something, end with it."""
        return self.text.endswith(FINAL)

    @_Fact
    def labels(self) -> tuple[Label, ...]:
        """Every way to read its start as a label, the likelier first."""
        return readings(self.text)

    @_Fact
    def misread(self) -> tuple[Label, ...]:
        """The labels that a scanner may have misread at its start."""
        return misread(self.text)

    @_Fact
    def type(self) -> str | None:
        """The document type that it consists of."""
        return marks.type_of(self.text)

    @property
    def nation(self) -> bool:
        """Whether it holds the name of the state or the Party, or the motto."""
        found = marks.NATION.search(self.text)
        return found is not None and (found[0].isupper() or len(self.text) < marks.LONGEST_NATION)

    @property
    def numbered(self) -> bool:
        """Whether it begins with the number of the document."""
        return marks.NUMBER.match(self.text) is not None

    @property
    def basis(self) -> bool:
        """Whether it begins a căn cứ."""
        return marks.BASIS.match(self.text) is not None

    @property
    def catalogued(self) -> bool:
        """Whether it begins with a label of a portal's table ("Số hiệu")."""
        return marks.CATALOGUE.match(self.text) is not None

    @property
    def greets(self) -> bool:
        """Whether it says to whom a letter goes ("Kính gửi: …")."""
        return marks.GREETS.match(self.text) is not None

    @property
    def recipients(self) -> bool:
        """Whether it begins the list of recipients."""
        return marks.RECIPIENTS.match(self.text) is not None

    @property
    def signs_for(self) -> bool:
        """Whether it begins with for whom somebody signs ("TM.", "KT.")."""
        return marks.SIGNS_FOR.match(self.text) is not None

    @property
    def post(self) -> bool:
        """Whether it begins with a post in capitals ("GIÁM ĐỐC")."""
        return marks.POSTS.match(self.text) is not None

    @property
    def opens_body(self) -> bool:
        """Whether a text may begin with it: Phần, Chương, Mục, Điều, or the first label of a list."""
        return any(label.opens_body for label in self.labels)


def join(lines: Sequence[Line], offset: int = 0) -> tuple[str, Runs]:
    """The words of `lines` on one line, from `offset` of the first on, and the runs back."""
    if len(lines) == 1:
        line = lines[0]
        return (line.text, line.runs) if not offset else _behind(line, offset)
    text, runs = _behind(lines[0], offset)
    parts, joined = [text], list(runs)
    length = len(text)
    for line in lines[1:]:
        # A hyphen without a space before it ends in mid-word ("kinh tế-" + "xã hội").
        if parts[-1] and not (parts[-1][-1] in "-–" and parts[-1][-2:-1].isalnum()):
            parts.append(" ")
            length += 1
        joined += [(length + t, s) for t, s in line.runs]
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), tuple(joined)


def to_source(runs: Runs, start: int, end: int) -> Span:
    """The range of the source that holds characters [start, end) of a joined text."""
    if len(runs) == 1:
        shift = runs[0][1] - runs[0][0]
        return start + shift, end + shift
    at, last = bisect_right(runs, (start, 1 << 62)) - 1, bisect_right(runs, (end - 1, 1 << 62)) - 1
    return start - runs[at][0] + runs[at][1], end - runs[last][0] + runs[last][1]


def _behind(line: Line, offset: int) -> tuple[str, Runs]:
    """What stands behind the label that ends at `offset`."""
    if not offset:
        return line.text, line.runs
    text = line.text[offset:]
    offset += len(text) - len(text.lstrip())
    runs = line.runs
    at = bisect_right(runs, (offset, 1 << 62)) - 1
    first = (0, offset - runs[at][0] + runs[at][1])
    return line.text[offset:], (first, *((t - offset, s) for t, s in runs[at + 1 :]))
