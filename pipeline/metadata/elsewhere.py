"""What a text says of itself outside its title block: who enacts it, when it was passed, its number above an annex.

Reads: the title block, the segments, the references found. Guarantees:
1. A field that the title block prints, or leaves blank, stays as it is.
2. What is taken has the span where it stands and a note that says from which words.
"""

import re

from ..citations.find import Reference
from ..language.patterns import any_of, lazy
from ..model import Diagnostic
from ..outline.lines import to_source
from ..outline.tree import Item
from .dates import WRITTEN_DAY, iso
from .header import LONGEST_NAME, Header, begins_agency

# "Nghị quyết này được Quốc hội khóa XV thông qua ngày 18 tháng 02 năm 2025", of councils too.
PASSED = lazy(
    lambda: rf"\bnày (?:đã )?được (?P<body>[^.;()]{{3,150}}?),? {any_of('passed')}\b[^.;]{{0,80}}? ?{WRITTEN_DAY}"
)
BODY_ENDS = lazy(lambda: rf",? {any_of('behind_assembly')}\b.*$")
# "Bộ Tư pháp hướng dẫn thi hành Luật Luật sư như sau:", "Bộ trưởng Bộ Y tế ban hành Thông tư …".
ENACTING = lazy(
    lambda: (
        rf"(?:^|[,;] )(?P<body>[^\W\d_][^,;.:()]{{2,{LONGEST_NAME}}}?(?:, Th[^,;.:()]{{2,40}}?)?) "
        rf"{any_of('enacting')} (?=.*(?:như sau:$|(?<=ban hành ){any_of('enacted')}|[^;]*[.:]$))"
    )
)
NO_BODY = lazy(lambda: rf" {any_of('no_enacting_body', 'enacting')}(?: |$)|…|\.\.|\d")
ISSUED_WITH = lazy(r"kèm theo\s*$", re.IGNORECASE)  # before the number of the act that an annex belongs to
JUST_ISSUED = lazy(r"ban hành\s*$", re.IGNORECASE)  # in the lead sentence of a page, before the number of the act


def completed(block: Header, items: list[Item], references: dict[str, list[Reference]]) -> Header:
    """The title block, its gaps filled with what the text says elsewhere."""
    spans, notes, authority = dict(block.spans), list(block.notes), list(block.authority)
    code, day = block.code, block.issued_on
    wants_day = day is None and "issued_on" not in spans
    wants_code = code is None and "code" not in spans
    for item in items:
        segment = item.segment
        for reference in references.get(segment.id, ()):
            if not ((wants_code or wants_day) and _own(segment.kind, segment.text, reference, block.type)):
                continue
            where = to_source(item.runs, reference.start, reference.end)
            words = segment.text[reference.start : reference.end]
            if wants_code:
                code, spans["code"], wants_code = reference.code, where, False
                notes.append(_note("code", code, words, where))
            if wants_day and reference.date and reference.code == code:
                day, spans["issued_on"], wants_day = reference.date, where, False
                notes.append(_note("issued_on", day, words, where))
        if block.type and segment.kind != "basis" and (passed := PASSED.search(segment.text)):
            where = to_source(item.runs, passed.start("day"), passed.end())
            if wants_day and (day := iso(passed)):
                spans["issued_on"], wants_day = where, False
                notes.append(_note("issued_on", day, passed[0], where))
            authority.append(BODY_ENDS.sub("", passed["body"]))
    if block.type:
        authority[len(block.authority) : len(block.authority)] = _enacting(items)
    return block._replace(code=code, issued_on=day, spans=spans, notes=notes, authority=authority)


def _own(kind: str, text: str, reference: Reference, own_type: str | None) -> bool:
    """Whether a reference names the document itself: above its annex, or in the lead sentence above its title."""
    if not reference.code or reference.type != own_type:
        return False
    before = text[: reference.start]
    if kind == "annex" or before.startswith("("):
        return ISSUED_WITH.search(before) is not None
    return kind == "header" and JUST_ISSUED.search(before) is not None


def _enacting(items: list[Item]) -> list[str]:
    """Who enacts a text by the sentence above its first article."""
    for item in items:
        if item.segment.kind in ("article", "chapter", "part"):
            break
        found = [match["body"] for match in ENACTING.finditer(item.segment.text)]
        if bodies := [body for body in found if begins_agency(body.upper()) and not NO_BODY.search(body)]:
            return bodies[-1:]
    return []


def _note(field: str, value: str | None, words: str, where: tuple[int, int]) -> Diagnostic:
    message = f"{field} {value} from “{' '.join(words.split())}”: the title block prints none"
    return Diagnostic(code="field-inferred", severity="info", message=message, span=where)
