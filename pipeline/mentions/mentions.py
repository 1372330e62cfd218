"""Mentions as records: who is named in each segment of a document, in full, with an id.

Reads: the outline, the scopes, the metadata and the references. Guarantees:
1. One record an occurrence, in text order; mentions do not overlap.
2. Names inside the title, number or issuer of a cited act are no mentions: the citation tells them.
3. Header, căn cứ lines, addressees, signature and page furniture make none: metadata tells them.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..citations.find import Reference
from ..language import levels
from ..language.letters import for_spelling, slug
from ..language.patterns import alternation, lazy, words
from ..model import Mention, Metadata, Unit
from ..names.gazetteer import ends, head_of, heads
from ..names.grammar import Name, find
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Item, Outline
from ..units.scopes import Scope, Scopes
from .context import context
from .linking import defining, link

# Behind a name: a word in small letters that does not join ("và", "của") or place it ("tỉnh", "cấp").
GOES_ON = lazy(lambda: rf" (?!{alternation([*words('joint'), *levels.words('joint')])}\b)(?P<word>[^\W\d_]+)")
CELL = lazy(r"[|\t]\s*$")  # the border of a cell, and the spaces before its words
CELL_REACH = 8  # characters before the words of a cell in which its border stands
ENDED = lazy(lambda: rf"\s+(?!và\b){ends(('names', 'both')).pattern}")
TITLE = lazy(r"\s+về\s+việc\s[^;.,()]*")  # of a cited act, behind its number, date and issuer


class Named(NamedTuple):
    """A mention with its place in the text of its segment."""

    start: int
    end: int
    mention: Mention


def mentions(
    source: str, outline: Outline, scopes: Scopes, metadata: Metadata, cited: dict[str, list[Reference]]
) -> dict[str, list[Named]]:
    """The mentions of the document by the id of their segment, both in text order; `source` is its whole text."""
    own = _own(scopes.units)
    names = {
        item.segment.id: _uncited(item.segment.text, _in_cells(source, item, own), cited.get(item.segment.id))
        for item in outline.items
        if item.segment.kind not in OUTSIDE and item.segment.text
    }
    about = defining(
        context(metadata.issuer, metadata.issued_on, metadata.province, scopes.units),
        ((outline.by_id[segment].segment.text, here) for segment, here in names.items()),
    )
    found: dict[str, list[Named]] = {}
    count = 0
    for item in outline.items:
        segment = item.segment
        here = names.get(segment.id)
        if not here:
            continue
        holder = _holder(scopes.of.get(segment.id), scopes)
        for name, full, body in link(here, segment.text, holder, about):
            count += 1
            found.setdefault(segment.id, []).append(
                Named(
                    name.start,
                    name.end,
                    Mention(
                        id=f"m{count}",
                        type=name.type,
                        text=segment.text[name.start : name.end],
                        canonical=full,
                        agency_id=slug(body) if body else None,
                        span=to_source(item.runs, name.start, name.end),
                        segment=segment.id,
                    ),
                )
            )
    return found


def _in_cells(source: str, item: Item, find: Callable[[str], list[Name]]) -> list[Name]:
    """The names in a segment, none over the border of two cells of a table."""
    text, names, begin = item.segment.text, [], 0
    first, last = item.runs[0][1], item.runs[-1][1]
    if source.find("|", first, last) < 0 and source.find("\t", first, last) < 0:  # most segments stand in no table
        return find(text)
    for end in (*_borders(source, item), len(text)):
        names += [_moved(name, begin) for name in find(text[begin:end])]
        begin = end
    return names


def _borders(source: str, item: Item) -> Iterator[int]:
    """Where in the text of a segment a cell begins behind another."""
    for (_, _), (at, begin) in pairwise(item.runs):
        if CELL.search(source, max(0, begin - CELL_REACH), begin):
            yield at


def _moved(name: Name, by: int) -> Name:
    body = _moved(name.body, by) if name.body and by else name.body
    return name._replace(start=name.start + by, end=name.end + by, body=body) if by else name


def _own(units: list[Unit]) -> Callable[[str], list[Name]]:
    """A finder of names that knows those of the document's own units.

    Such a name ends where the document ends it: "Phòng Kế hoạch lập dự toán" names Phòng Kế hoạch
    where the text regulates a room of that name.
    """
    known = sorted({unit.name for unit in units if " " in unit.name and unit.type != "post"}, key=len, reverse=True)
    if not known:
        return find
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, known))})(?![^\W_])")

    def found(text: str) -> list[Name]:
        names = find(text)
        for i, name in enumerate(names):
            match = pattern.match(text, name.start) if name.type == "agency" else None
            if match is None or match.end() == name.end:
                continue
            after = names[i + 1].start if i + 1 < len(names) else len(text)
            goes_on = GOES_ON.match(text, match.end())
            # With small letters it may go on with a verb; with a capital or a joint it is another name.
            if match.end() < name.end and not (goes_on and goes_on["word"].islower()):
                continue
            if match.end() > name.end and ENDED.match(match[0], name.end - name.start):
                continue  # the words behind the name are of a sentence
            if match.end() <= after:
                names[i] = name._replace(end=match.end(), name=for_spelling(match[0]), level="")
        return _with_terms(pattern, text, names)

    return found


def _with_terms(pattern: re.Pattern[str], text: str, names: list[Name]) -> list[Name]:
    """The names and, where none of them stands, the units' own: their headings say what the grammar cannot see."""
    added = []
    at = 0
    for match in pattern.finditer(text):
        while at < len(names) and names[at].end <= match.start():
            at += 1
        free = at == len(names) or names[at].start >= match.end()
        head = heads().match(text, match.start()) if free else None  # a fund or an association is a unit, no mention
        if head and match[0][0].isupper():
            words = head_of(head).lower()
            added.append(Name(match.start(), match.end(), "agency", words, for_spelling(match[0])))
    return sorted([*names, *added]) if added else names


def _holder(scope: Scope | None, scopes: Scopes) -> Unit | None:
    return scopes.units[scope.unit] if scope is not None and scope.unit is not None else None


def _uncited(text: str, names: list[Name], cited: list[Reference] | None) -> list[Name]:
    """The names outside the cited acts, their titles ("Quyết định số … về việc …") included."""
    if not cited:
        return names
    acts = []
    for act in cited:
        title = TITLE.match(text, act.end) if act.code else None
        acts.append((act.start, title.end() if title else act.end))
    return [name for name in names if not any(name.start < end and start < name.end for start, end in acts)]
