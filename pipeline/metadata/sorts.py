"""What is no decision: an article or question about acts, a biography, a page in another language, or without a text.

Reads: the title block, the lines, the references in the segments. Guarantees:
1. A text with the head of an act is none of these, unless a question or several sentences stand above that head.
2. What is none has one diagnostic that says what it is, and no field but its heading: none is read off a quotation.
"""

from ..citations.find import Reference
from ..language.patterns import any_of, lazy, words
from ..model import Diagnostic
from ..outline.layout import Layout
from ..outline.lines import Line
from ..outline.marks import ENACTS
from ..outline.parts import SENTENCE, Part
from ..outline.tree import Item
from .cells import cells, printed
from .elsewhere import JUST_ISSUED
from .header import WEB_PAGE, Header

ARTICLE = "bài viết"
ASKS = lazy(r"\?(?=\W*$|\s)")
ABOUT_ITSELF = lazy(lambda: rf"{any_of('article_marks')}")
# Sentences above the first mark of a head, from which the head is one that an article quotes. One is the lead of a page
# that prints the act; more than three would take news with a whole act below for the act.
LEADS = 3
# Share of the sentences of a text without a label, in letters, from which it is prose. Less takes the tasks of
# a unit with a long introduction for an article, more lets biographies with lists pass.
PROSE = 0.5
# Words of a text that tell its language, and the share of them that English has in its commonest words, at the least.
ENOUGH_WORDS = 50
LANGUAGE = 20_000  # characters from the start that tell it; more only costs time
ENGLISH = 0.08


def sort(
    layout: Layout, parts: list[Part], items: list[Item], references: dict[str, list[Reference]], block: Header
) -> tuple[Header, Diagnostic | None]:
    """The title block, emptied where the text is no decision, and what it is then."""
    lines = [line for line in layout.lines if not line.furniture]
    text = " ".join(line.text for line in lines)
    if not any(map(str.isalpha, text)) or (block.fields and all(item.segment.kind == "header" for item in items)):
        return block, _note("no-text", "the text of an act is not there")
    if _english(text):
        return _emptied(None, None), _note("not-vietnamese", "the text is not Vietnamese")
    head = cells(layout.source.text, [line for line in parts[0].lines if not line.furniture])[:1]
    first = head[0] if head else lines[0]
    asks = ASKS.search(first.text) is not None and not block.fields
    if not asks and (_has_head(lines, parts, block) or block.type == WEB_PAGE or first.labels or first.capitals):
        return block, None
    prose = _prose(lines)
    named = references.get(items[0].segment.id, []) if items else []
    headed = items[:1] and items[0].segment.kind == "header"
    news = any(JUST_ISSUED.search(items[0].segment.text[: reference.start]) for reference in named)
    about = bool(named and (prose or headed or news)) or any(
        ABOUT_ITSELF.fullmatch(line.text) for line in lines[: LEADS * LEADS]
    )
    if not (asks or about or prose):
        return block, None
    kind = ARTICLE if asks or about else None
    what = "an article about acts" if kind else "neither an act nor about one"
    return _emptied(kind, first), _note("not-a-decision", f"the text is no decision but {what}")


def _has_head(lines: list[Line], parts: list[Part], block: Header) -> bool:
    """Whether the text has the head of an act, which no article quotes."""
    marks = (i for i, line in enumerate(lines) if line.nation or line.numbered or line.type or line.basis)
    at = next(marks, len(lines))
    if block.fields:
        return True
    if at == len(lines):
        return any(ENACTS.fullmatch(line.text) for line in lines)
    above = sum(len(line.text) > SENTENCE and line.text.endswith(".") for line in lines[:at])
    headed = parts[0].kind in ("header", "basis") and (
        block.type is not None or block.code is not None or any(part.kind == "basis" for part in parts[:3])
    )
    return above < LEADS and headed


def _prose(lines: list[Line]) -> bool:
    """Whether most of a text stands in sentences without a label, its tables and headings aside."""
    labelled = sum(len(line.text) for line in lines if line.labels)
    sentences = sum(len(line.text) for line in lines if not line.labels and line.text.endswith("."))
    return sentences > PROSE * (labelled + sentences)


def _english(text: str) -> bool:
    tokens = text[:LANGUAGE].casefold().split()
    common = frozenset(words("english"))
    return len(tokens) >= ENOUGH_WORDS and sum(map(common.__contains__, tokens)) > ENGLISH * len(tokens)


def _emptied(kind: str | None, heading: Line | None) -> Header:
    spans = {"title": printed(heading, heading)} if heading else {}
    title = heading.text if heading else None
    return Header(
        agency=[], authority=[], fields={}, type=kind, code=None, place=None, issued_on=None, title=title, spans=spans,
        notes=[],
    )  # fmt: skip


def _note(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, severity="info", message=message, span=None)
