"""Orders of an amending act in one string: what is done with which provisions, phrase or act.

Reads: the text of a segment; the table `words`. Guarantees:
1. An order is a verb that amends, at the start of the text or of a part behind a semicolon, a comma or "và"
   ("Bổ sung khoản 3b … và sửa đổi khoản 4 Điều 6"), or behind its subject in the passive, as the acts before 2015 have
   it ("Khoản 2 Điều 5 được sửa đổi như sau"). What was amended elsewhere ("đã được sửa đổi", "được bổ sung theo …") is
   none.
2. Nothing is read behind the words that open the new text: "như sau: “2. …".
3. Where something goes ("vào sau khoản 3") is not what is amended; the provision that holds it is.

How citations of provisions run, from small to large, is laid down by Nghị định 30/2020/NĐ-CP, Phụ lục II.V.7.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..language.patterns import any_of, lazy, words
from ..model import AmendmentAction
from .articles import ROW, provisions

# Each has its verbs in the table `words`.
ACTIONS: tuple[AmendmentAction, ...] = ("amend", "add", "repeal", "replace", "rename")
QUOTED_REACH = 300  # characters of a phrase that is replaced; a longer quotation is new text, not a phrase
SUBJECT_REACH = 300  # characters before a verb in the passive: a provision, and an act with its date, issuer and title
OBJECT_REACH = 160  # characters between a verb and the provision that it changes: "một số nội dung của …"

_OPEN, _CLOSE = r"(?:[“\"«]|‘‘|'')", r"(?:[”\"»]|’’|'')"
_QUOTED = rf"{_OPEN}(?P<words>[^“”\"«»]{{1,{QUOTED_REACH}}}?){_CLOSE}"
QUOTED = lazy(_QUOTED)
PHRASE = lazy(lambda: rf"(?<!\w)(?i:{any_of('order_phrase')})\s?:?\s?{_QUOTED}")
BY = lazy(lambda: rf"(?:bằng|thành|bởi)\s(?:(?i:{any_of('order_phrase')})\s)?:?\s?{_QUOTED}")
VERB = lazy(lambda: rf"(?<!\w)(?:{'|'.join(map(_ordered, ACTIONS))})(?!\w)", re.IGNORECASE)

# "Mục 3", "Mục 1 và Mục 2 Chương II", "Chương IIa"
_NUMBER = r"(?:[IVXLC]{1,6}|\d{1,2})[a-zđA-D]?(?!\w)"
_NUMBERS = rf"(?:thứ\s\w+|{_NUMBER}(?:(?:,\s|\svà\s){_NUMBER})*|[A-E](?!\w))"
_GROUP = rf"(?:[Cc]ác\s)?(?:[Mm]ục|[Cc]hương|[Pp]hần)\s{_NUMBERS}"
_ANNEX_NUMBER = r"(?:[IVXLC]+|\d+)[A-Za-z]?(?!\w)"
_ANNEX = rf"(?:[Cc]ác\s)?[Pp]hụ lục(?:\ssố)?\s{_ANNEX_NUMBER}(?:(?:,\s|\svà\s){_ANNEX_NUMBER})*"
_PLACES = lazy(
    rf"(?P<row>{ROW})(?P<within>(?:,?\s(?:thuộc\s|của\s)?{_GROUP})*)|(?P<group>{_GROUP})|(?P<annex>{_ANNEX})"
)
_GROUP_PART = lazy(rf"(?P<word>[Mm]ục|[Cc]hương|[Pp]hần)\s(?P<items>{_NUMBERS})")
_ANNEX_ITEM = lazy(_ANNEX_NUMBER)
_GROUP_ITEM = lazy(rf"thứ\s\w+|{_NUMBER}|[A-E](?!\w)")
# "tại Điều 5, bổ sung …", "Sau khoản 3 Điều 5 bổ sung …": the place stands first
_PLACE_FIRST = lazy(rf"(?i:nay)\s|(?i:tại|trong|vào|sau|ngay sau)\s{ROW}\s?[,:]?\s")
_SUBJECT = lazy(
    lambda: (
        rf"(?:(?i:{any_of('order_subject')})\s)?(?:(?:{ROW}|{_GROUP}|{_ANNEX})(?!\snày)"
        rf"|(?i:{any_of('order_phrase')})\s?{_OPEN})"
    )
)
_BREAK = lazy(r"(?:;|,|\svà|;\svà|,\svà)\s$")
_FIRST_BREAK = lazy(r";\s?|,\s(?:và\s)?|\svà\s")
_OBJECT = lazy(lambda: rf"\s(?:(?i:{any_of('order_object')})(?!\w)|{_OPEN})")
_PASSIVE = lazy(r"(?:^|(?P<was>(?i:đã))?\s)(?:nay\s|sẽ\s)?(?:được|bị|nay)\s$")
_PAST = lazy(lambda: rf"\s{any_of('order_past')}\s")
_BARE = lazy(r"\s(?:lại\s)?(?:như sau|là:)")
_NEW_WORDS = lazy(
    lambda: rf"như sau\s?:?(?=\s|$)|:\s?{_OPEN}\s?(?:\d{{1,3}}[a-zđ]?[.)]|[a-zđ]\d?\)|(?i:{any_of('provision')})\s)"
)
_PLACE = lazy(
    lambda: (
        rf"(?:^|(?:\s?,)?\s)(?:vào\s)?(?:ngay\s|liền\s)?(?:phía\s)?(?:sau|trước|dưới)\s"
        rf"{any_of('provision')}\s(?:\w+)(?!\w)"
    ),
    re.IGNORECASE,
)
_INTO = lazy(lambda: rf"\svào(?=\s(?:các\s)?{any_of('provision')}\s)", re.IGNORECASE)
_ELSE = lazy(lambda: rf"(?<!\w)(?<!kèm ){any_of('order_else')}(?!\w)")
# "thay thế Phụ lục I bằng Phụ lục I kèm theo …": the new one
_BY_WHAT = lazy(
    lambda: rf"\s(?:bằng|thành|bởi)\s(?=(?:các\s)?(?:mẫu|{any_of('provision')})\s)",
    re.IGNORECASE,
)


class Provision(NamedTuple):
    """A provision as it is named."""

    article: str | None = None
    clause: str | None = None
    points: tuple[str, ...] = ()
    annex: str | None = None
    chapter: str | None = None
    section: str | None = None


class Order(NamedTuple):
    """One order: `text[start:end]` are its words, without the new text."""

    start: int
    end: int
    action: AmendmentAction
    provisions: list[Provision]
    phrase: str | None
    by: str | None


class _Mark(NamedTuple):
    """A verb that orders, and where the words of its order begin."""

    start: int
    verb: re.Match[str]
    passive: bool


def orders(text: str) -> list[Order]:
    """The orders in a text, in text order; those of a row that lack an article have that of the next, or the last."""
    masked = QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text)
    end = _end(text, masked)
    marks = list(_marks(text, masked, end))
    if not marks:
        return []
    ends = [*(mark.start for mark in marks[1:]), end]
    found = (_order(text, masked, mark, until) for mark, until in zip(marks, ends, strict=True))
    return [order for order in found if order]


def listed(text: str, action: AmendmentAction) -> Order | None:
    """The order of an item below "Bãi bỏ các quy định sau đây:", which only names what the action is done with."""
    if not _SUBJECT.match(text):
        return None
    phrase = PHRASE.match(text)
    by = BY.search(text, phrase.end()) if phrase else None
    return Order(0, len(text), action, named(text), phrase["words"] if phrase else None, by["words"] if by else None)


def named(text: str) -> list[Provision]:
    """The provisions that a text names outside quotations."""
    text = _INTO.sub("", _PLACE.sub("", QUOTED.sub(" ", text)))
    found: list[Provision] = []
    for match in _PLACES.finditer(text):
        if match["annex"]:
            found += (Provision(annex=item) for item in _ANNEX_ITEM.findall(match["annex"]))
        elif match["group"]:
            found += _groups(match["group"])
        else:
            within = _joined(list(_groups(match["within"])))[:1]
            for one in _articles(text, *match.span("row")):  # an article needs no chapter to be found
                found.append(
                    within[0]._replace(clause=one.clause, points=one.points) if within and not one.article else one
                )
    return _joined(found)


def _articles(text: str, start: int, end: int) -> Iterator[Provision]:
    for row in provisions(text, start, end):
        for article in row.article.split(", ") if row.article else [None]:
            for clause in row.clause.split(", ") if row.clause else [None]:
                yield Provision(article, clause, row.points)


def _groups(text: str) -> Iterator[Provision]:
    """Chapters and sections; a part of an act is left out, for it is named only to find these."""
    for part in _GROUP_PART.finditer(text):
        for item in _GROUP_ITEM.findall(part["items"]):
            if part["word"].lower() == "chương":
                yield Provision(chapter=item)
            elif part["word"].lower() == "mục":
                yield Provision(section=item)


def _joined(found: list[Provision]) -> list[Provision]:
    """What lacks its article has that of the next; a section has the chapter or the annex behind it."""
    joined: list[Provision] = []
    for one in reversed(found):
        behind = joined[-1] if joined else Provision()
        if one.section and not one.chapter and (behind.chapter or behind.annex):
            whole = not behind.section
            one = one._replace(chapter=behind.chapter, annex=behind.annex)
            if whole:
                joined.pop()
        elif not (one.article or one.annex or one.chapter or one.section) and behind.article:
            one = one._replace(article=behind.article, clause=one.clause or (behind.clause if one.points else None))
        joined.append(one)
    return joined[::-1]


def _end(text: str, masked: str) -> int:
    """Where the new text opens; what is said before must be an order already."""
    new = _NEW_WORDS.search(text)
    while new and not (_PLACES.search(masked, 0, new.start()) or "·" in masked[: new.start()]):
        new = _NEW_WORDS.search(text, new.end())
    if not new:
        return len(text)
    return new.end() if new[0][0] == "n" else new.start() + 1


def _marks(text: str, masked: str, end: int) -> Iterator[_Mark]:
    """The verbs that order, from the first on; none where the text begins neither with one nor with its subject."""
    place = _PLACE_FIRST.match(masked)
    first = place.end() if place else 0
    active = VERB.match(masked, first, end) is not None
    if not active and not _SUBJECT.match(text, first):
        return
    last: _Mark | None = None
    done = 0  # where the last of the verbs that stand together ends
    for verb in VERB.finditer(masked, 0, end):
        before, after = masked[max(0, verb.start() - 12) : verb.start()], masked[verb.end() : verb.end() + 16]
        passive = _PASSIVE.search(before)
        since = last.verb.end() if last else 0
        if last and not masked[done : verb.start()].strip(" ,và"):  # "thay thế, bãi bỏ một số điều": one order
            done = verb.end()
            continue
        if passive and (passive["was"] or _PAST.match(after)):
            continue
        if passive or (not active and not last and _BARE.match(after)):
            if verb.start() - since > SUBJECT_REACH or (active and not last):
                continue
            semicolon = masked.rfind(";", since, verb.start())
            broken = _FIRST_BREAK.search(masked, since, verb.start()) if last else None
            start = semicolon + 1 if semicolon >= 0 and last else broken.end() if broken else since
            start += text[start : start + 1].isspace()
            if last and not _SUBJECT.match(text, start):
                continue
            last = _Mark(start, verb, True)
        elif active and not last and verb.start() == first:
            last = _Mark(0, verb, False)
        elif last and _BREAK.search(before) and (before.rstrip().endswith(";") or _OBJECT.match(masked, verb.end())):
            last = _Mark(verb.start(), verb, False)
        else:
            continue
        done = verb.end()
        yield last


def _order(text: str, masked: str, mark: _Mark, end: int) -> Order | None:
    """The order of a verb whose words end at `end`; None where the verb is about something else than provisions."""
    start, verb = mark.start, mark.verb
    if end < len(text):
        end = start + len(text[start:end].rstrip(" ,").removesuffix(" và").rstrip(" ,;"))
    phrase = PHRASE.search(text, start, end)
    by = BY.search(text, phrase.end(), end) if phrase else None
    if not mark.passive and not phrase:
        target = _PLACES.search(masked, verb.end(), end)
        gap = masked[verb.end() : target.start()] if target else ""
        if len(gap) > OBJECT_REACH or _ELSE.search(gap) or not (target or verb[0].lower() not in words("order_weak")):
            return None
    action: AmendmentAction = verb.lastgroup  # type: ignore[assignment]
    until = _BY_WHAT.search(masked, verb.end(), end) if action == "replace" and not phrase else None
    before, behind = named(text[start : verb.start()]), named(text[verb.end() : until.start() if until else end])
    return Order(
        start,
        end,
        action,
        [_within(one, before[0]) for one in behind] if before and behind else before or behind,
        phrase["words"] if phrase else None,
        by["words"] if by else None,
    )


def _within(one: Provision, other: Provision) -> Provision:
    """A provision of what stands before the verb: "Khoản 1 Điều 3 được bổ sung điểm e"."""
    if one.article or one.annex or one.chapter or one.section:
        return one
    return other._replace(clause=one.clause or other.clause, points=one.points)


def _ordered(action: AmendmentAction) -> str:
    """A verb that orders the action, in a group of its name."""
    return rf"(?P<{action}>{any_of(f'orders_{action}')})"
