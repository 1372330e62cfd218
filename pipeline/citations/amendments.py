"""Amending acts: which provision of which act a segment amends, and how.

Reads: the outline, the references of each segment and the metadata. Guarantees:
1. An amendment is an order: a verb that amends at the start of a segment or of a part behind a
   semicolon, with a provision, a phrase or an act of its own as its object.
2. What an order does not name it has from the segments above it, nearest first, and then from the
   act that the document says it amends; what nobody names is None.
3. `quoted` are the segments with the new words; nothing is read inside them.

How citations of provisions run, from small to large, is laid down by Nghị định 30/2020/NĐ-CP,
Phụ lục II.V.7.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..language.patterns import any_of, lazy
from ..model import Amendment, AmendmentAction, Metadata
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Item, Outline
from .find import Reference

# Each has its verbs in the table `words`.
ACTIONS: tuple[AmendmentAction, ...] = ("amend", "add", "repeal", "replace", "rename")
VERB = lazy(lambda: rf"(?:{'|'.join(map(_ordered, ACTIONS))})\b", re.IGNORECASE)
PARTS = lazy(lambda: rf"; ?(?=(?i:{'|'.join(map(_ordered, ACTIONS))})\b)")
_LETTER, _NUMBER = r"[a-zđ]\d{0,2}(?![^\W_])", r"\d{1,3}[a-zđ]?(?![^\W_])"


def _ordered(action: AmendmentAction) -> str:
    """A verb that orders the action, in a group of its name."""
    return rf"(?P<{action}>{any_of(f'orders_{action}')})"


def _several(one: str) -> str:
    return rf"{one}(?:(?:, ?| và | hoặc ){one})*"


# "điểm a, b khoản 1 Điều 3", "khoản 2 và khoản 3 Điều 5", "Điều 4", "Phụ lục II"
CHAIN = lazy(
    rf"(?:(?:các )?(?i:điểm) (?P<points>{_several(_LETTER)})"
    rf"(?:,? (?:tại |của )?(?:các )?khoản (?P<clause>{_several(_NUMBER)}))?"
    rf"|(?:các )?(?i:khoản) (?P<clauses>{_several(_NUMBER)}))"
    rf"(?:,? (?:tại |của )?(?:các )?Điều (?P<article>{_NUMBER}))?"
    rf"|(?:các )?Điều (?P<articles>{_several(_NUMBER)})"
    r"|Phụ lục (?P<annex>[IVXLC]+|\d+[A-Z]?)(?!\w)"
)
# "vào sau điểm l": where it goes, not what is amended
PLACE = lazy(
    r",? (?:vào )?(?:ngay )?(?:sau|trước) "
    rf"(?:(?:điểm {_LETTER}|khoản {_NUMBER})(?= khoản| Điều|,| như|:|$)|Điều {_NUMBER})"
)
QUOTED_REACH = 300  # characters of a phrase that is replaced; a longer quotation is new text, not a phrase
_QUOTED = rf"[“\"](?P<words>[^“”\"]{{1,{QUOTED_REACH}}})[”\"]"
PHRASE = lazy(rf"(?:cụm từ|từ ngữ|các từ|từ|chữ) {_QUOTED}")
BY = lazy(rf"(?:bằng|thành) (?:cụm từ |các từ |từ |chữ )?{_QUOTED}")
QUOTED = lazy(_QUOTED)
ITEM = lazy(rf"{_LETTER}|{_NUMBER}")


class Provision(NamedTuple):
    """A provision as it is named."""

    article: str | None = None
    clause: str | None = None
    points: tuple[str, ...] = ()
    annex: str | None = None


class Context(NamedTuple):
    """What the segments above an order name."""

    document: str | None
    article: str | None = None
    clause: str | None = None


def amendments(outline: Outline, references: Mapping[str, Sequence[Reference]], metadata: Metadata) -> list[Amendment]:
    """The amendments that the document orders, in text order."""
    found: list[Amendment] = []
    contexts: dict[str | None, Context] = {None: Context(_amended(outline, references, metadata))}
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE or segment.quoted:
            continue
        above = contexts.get(segment.parent, contexts[None])
        contexts[segment.id] = above
        if not VERB.match(segment.text):
            continue
        cited = references.get(segment.id, ())
        contexts[segment.id] = _context(segment.text, cited, above)
        below = outline.children.get(segment.id, ())
        if any(child.segment.label for child in below):  # "Sửa đổi một số điều …:", its items are the orders
            continue
        quoted = [child.segment.id for child in below if child.segment.quoted]
        for start, end in _orders(segment.text):
            for amendment in _order(item, start, end, cited, above, quoted):
                found.append(replace(amendment, id=f"a{len(found) + 1}"))
    return found


def _amended(outline: Outline, references: Mapping[str, Sequence[Reference]], metadata: Metadata) -> str | None:
    """The one act that the title or the enacting words say the document amends."""
    heads = [item.segment.id for item in outline.items if item.segment.kind in ("header", "basis")]
    enacting = (act.code for id_ in heads for act in references.get(id_, ()) if act.role == "amends" and act.code)
    named = metadata.amends or list(dict.fromkeys(enacting))
    return named[0] if len(named) == 1 else None


def _orders(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the orders in a text."""
    start = 0
    for match in PARTS.finditer(text):
        if text.count("“", start, match.start()) == text.count("”", start, match.start()):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _order(
    item: Item, start: int, end: int, cited: Sequence[Reference], above: Context, quoted: list[str]
) -> Iterator[Amendment]:
    """The amendments of one order, ids left open."""
    text = item.segment.text
    verb = VERB.match(text, start, end)
    if verb is None:
        return
    phrase = PHRASE.search(text, start, end)
    by = BY.search(text, phrase.end(), end) if phrase else None
    named = _document(cited, start, end)
    provisions = _provisions(text, start, end)
    if not (provisions or phrase or named):
        return
    action: AmendmentAction = verb.lastgroup  # type: ignore[assignment]
    for provision in provisions or [Provision()]:
        annexed = provision.annex is not None
        whole = provision.article is not None or annexed
        yield Amendment(
            id="",
            action=action,
            document=named or above.document,
            article=provision.article if whole else above.article,
            clause=provision.clause or (None if whole or not provision.points else above.clause),
            points=list(provision.points),
            annex=provision.annex,
            phrase=phrase["words"] if phrase else None,
            by=by["words"] if by else None,
            segment=item.segment.id,
            quoted=quoted,
            span=to_source(item.runs, start, end),
        )


def _context(text: str, cited: Sequence[Reference], above: Context) -> Context:
    """What orders below a text may leave unsaid."""
    provisions = _provisions(text, 0, len(text))
    articles = {provision.article for provision in provisions if provision.article}
    clauses = {provision.clause for provision in provisions if provision.clause}
    return Context(
        _document(cited, 0, len(text)) or above.document,
        articles.pop() if len(articles) == 1 else above.article,
        clauses.pop() if len(clauses) == 1 else above.clause,
    )


def _document(cited: Sequence[Reference], start: int, end: int) -> str | None:
    """The first act that a range of a text cites: what amended it before stands behind it."""
    names = (act.code or act.title for act in cited if start <= act.start < end)
    return next((name for name in names if name), None)


def _provisions(text: str, start: int, end: int) -> list[Provision]:
    """The provisions that a range of a text names, those that lack an article with that of the next."""
    found: list[Provision] = []
    for match in CHAIN.finditer(PLACE.sub("", QUOTED.sub(" ", text[start:end]))):
        points = tuple(ITEM.findall(match["points"] or ""))
        clauses = ITEM.findall(match["clause"] or match["clauses"] or "")
        articles = ITEM.findall(match["article"] or match["articles"] or "")
        for article in articles or [None]:
            for clause in clauses or [None]:
                found.append(Provision(article, clause, points, match["annex"]))
    article = clause = None
    for i in range(len(found) - 1, -1, -1):
        if found[i].annex is None and found[i].article is None:
            found[i] = found[i]._replace(article=article, clause=found[i].clause or (clause if article else None))
        article, clause = found[i].article, found[i].clause
    return found
