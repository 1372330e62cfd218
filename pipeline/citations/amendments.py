"""Amending acts: which provision of which act a segment amends, and how.

Reads: the outline, the references of each segment and the metadata. Guarantees:
1. What an order (`orders`) does not name it has from the orders of its sentence, then from the segments above it,
   nearest first, and then from the act that the document says it amends; what nobody names is None.
2. Items below an order that names no provision ("Bãi bỏ các quy định sau đây:") are ordered by its verb.
3. `quoted` are the segments with the new words; nothing is read inside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..model import Amendment, AmendmentAction, Metadata
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Item, Outline
from .find import Reference
from .orders import Order, Provision, listed, named, orders


class Context(NamedTuple):
    """What the segments above an order name, and what they order of the items below them."""

    document: str | None
    article: str | None = None
    clause: str | None = None
    action: AmendmentAction | None = None


def amendments(outline: Outline, references: Mapping[str, Sequence[Reference]], metadata: Metadata) -> list[Amendment]:
    """The amendments that the document orders, in text order."""
    found: list[Amendment] = []
    contexts: dict[str | None, Context] = {None: Context(_amended(outline, references, metadata))}
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE or segment.quoted:
            continue
        above = contexts.get(segment.parent, contexts[None])
        contexts[segment.id] = above._replace(action=None)
        ordered = orders(segment.text)
        item_of = listed(segment.text, above.action) if above.action and not ordered else None
        if not (ordered or item_of):
            continue
        cited = references.get(segment.id, ())
        below = outline.children.get(segment.id, ())
        labelled = [child.segment for child in below if child.segment.label]
        contexts[segment.id] = _context(segment.text, cited, above)
        if item_of:
            ordered = [item_of]
        elif labelled and not (ordered[0].provisions and not any(orders(child.text) for child in labelled)):
            if not ordered[0].provisions and ordered[0].action != "add":
                contexts[segment.id] = contexts[segment.id]._replace(action=ordered[0].action)
            continue  # "Sửa đổi một số điều …:", its items are the orders
        quoted = [child.segment.id for child in below if child.segment.quoted]
        for amendment in _records(item, ordered, cited, above, quoted):
            found.append(replace(amendment, id=f"a{len(found) + 1}"))
    return found


def _amended(outline: Outline, references: Mapping[str, Sequence[Reference]], metadata: Metadata) -> str | None:
    """The one act that the title or the enacting words say the document amends."""
    heads = [item.segment.id for item in outline.items if item.segment.kind in ("header", "basis")]
    enacting = [act.code for id_ in heads for act in references.get(id_, ()) if act.role == "amends" and act.code]
    for acts in (metadata.amends, enacting):
        if len(set(acts)) == 1:
            return acts[0]
    return None


def _records(
    item: Item, ordered: Sequence[Order], cited: Sequence[Reference], above: Context, quoted: list[str]
) -> Iterator[Amendment]:
    """The amendments of the orders of one segment, ids left open."""
    if not above.article:
        ordered = _beside(_beside(ordered[::-1])[::-1])
    sentence = [_document(cited, order.start, order.end) for order in ordered]
    for number, order in enumerate(ordered):
        act = sentence[number]
        if not (order.provisions or order.phrase or _changed(cited, order)):
            continue
        document = act or next(filter(None, sentence[number:]), None) or above.document
        for provision in order.provisions or [Provision()]:
            elsewhere = provision.annex or provision.chapter or provision.section
            whole = provision.article is not None or elsewhere is not None
            yield Amendment(
                id="",
                action=order.action,
                document=document,
                article=provision.article if whole else above.article,
                clause=provision.clause or (None if whole or not provision.points else above.clause),
                points=list(provision.points),
                annex=provision.annex,
                chapter=provision.chapter,
                section=provision.section,
                phrase=order.phrase,
                by=order.by,
                segment=item.segment.id,
                quoted=quoted,
                span=to_source(item.runs, order.start, order.end),
            )


def _changed(cited: Sequence[Reference], order: Order) -> bool:
    """Whether an order changes an act as a whole."""
    return any(act.role in ("amends", "replaces") for act in cited if order.start <= act.start < order.end)


def _beside(ordered: Sequence[Order]) -> list[Order]:
    """The orders, each with the article, and a point with the clause, that only the one before it names."""
    found: list[Order] = []
    last = Provision()
    for order in ordered:
        provisions = [_filled(provision, last) for provision in order.provisions]
        last = provisions[0] if provisions else last
        found.append(order._replace(provisions=provisions))
    return found


def _filled(provision: Provision, other: Provision) -> Provision:
    if provision.article or provision.annex or provision.chapter or provision.section:
        return provision
    if not (other.clause or other.points):  # a whole article is no place of a clause beside it
        return provision
    clause = provision.clause or (other.clause if provision.points else None)
    return provision._replace(article=other.article, clause=clause)


def _context(text: str, cited: Sequence[Reference], above: Context) -> Context:
    """What orders below a text may leave unsaid."""
    provisions = named(text)
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
