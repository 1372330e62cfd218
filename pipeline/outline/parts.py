"""The parts of a decision: header, căn cứ, body, nơi nhận, signature, and what it adopts.

Reads: a layout. Guarantees:
1. Every line comes out in exactly one part, in order; furniture stays in the part it stands in.
2. A text without any header mark has no header but its title, in capitals or a heading of Markdown, if it has one.
3. A second title block (Quy định, Quy chế, Phụ lục …) opens an annex with a body of its own.

Components and their order: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from .columns import columns
from .layout import Layout
from .lines import Line, join
from .marks import ADOPTED, ADOPTED_BY, ENACTS, is_name, type_of

PartKind = Literal["header", "basis", "body", "recipients", "signature", "annex"]

# Below the last mark of a header: with its summary a title block never fills more than two pages. Less ends it in a
# long summary, more lets a text without any label be all header. Of 597 documents 119 change at 60, 20 at 240.
HEADER_LINES = 120
# Characters from which a line that ends in a stop is text, no title. Less ends the header at its summary and the
# signature at a long post in small letters, more takes the first paragraph of a letter into the header. Of 597
# documents 59 change at 45, 74 at 180.
SENTENCE = 90
# Characters of a line of capitals that may be a signer's post. More takes titles that begin with a post for signatures.
# Of 597 documents 2 change at 30, none at 120.
LONGEST_POST = 60
# How many lines above a post the last line of text is looked for, which must end in a stop. Fewer lose signatures below
# page numbers and rules. At 2 and at 8 none of 597 documents changes.
STOP_ABOVE = 4
# Rows from which a portal's table is one. One alone may be a sentence that begins with such a word.
ROWS = 2
# Of a second title block: how far below its first line its title and its note ("Kèm theo …") may stand. Fewer lose
# annexes below long headings, more join two of them. Of 597 documents 12 change at 5, 1 at 20.
TITLE_LINES = 10


class Part(NamedTuple):
    """A run of lines of one kind. `lines` of an annex are its title block; its body follows."""

    kind: PartKind
    lines: list[Line]


def parts(layout: Layout) -> list[Part]:
    """The parts of the text in order; bodies and annexes alternate as the text has them."""
    layout = layout._replace(lines=list(_whole_types(layout.lines)))
    lines = layout.lines
    found: list[Part] = []
    at = _head(layout, found) if lines else 0
    while at < len(lines):
        end = _body_end(lines, at)
        if end > at:
            found.append(Part("body", lines[at:end]))
        start, at = at, _tail(layout, end, found)
        headed = (annex := _second_header(lines, at)) > at
        if headed:
            found.append(Part("header", lines[at:annex]))
            at = annex
        if headed or _opens_annex(lines, at, adopted=True):
            title = _title_end(lines, at)
            found.append(Part("annex", lines[at:title]))
            at = title
        elif at == start:  # nothing recognised: never stand still
            found.append(Part("body", lines[at : at + 1]))
            at += 1
    return found


def adopted_alone(parts: list[Part]) -> int:
    """The index, in the header, of the title of a text that stands without the decision that adopts it; else -1.

    "QUY ĐỊNH / Về … / (Ban hành kèm theo Quyết định số …)", and the text begins below it.
    """
    if len(parts) < 2 or parts[0].kind != "header" or parts[1].kind != "body":
        return -1
    lines = parts[0].lines
    titles = (i for i in range(len(lines)) if _opens_annex(lines, i, adopted=False))
    return next((i for i in titles if any(ADOPTED_BY.match(line.text) for line in lines[i + 1 :])), -1)


def _whole_types(lines: list[Line]) -> Iterator[Line]:
    """The lines, a type that a break parts in one ("QUYẾT" / "ĐỊNH")."""
    above: Line | None = None
    for line in lines:
        if above and above.capitals and not line.blank_above and type_of(f"{above.text} {line.text}"):
            text, runs = join([above, line])
            line = above._replace(end=line.end, text=text, runs=runs)
        elif above:
            yield above
        above = line
    if above:
        yield above


def _head(layout: Layout, found: list[Part]) -> int:
    """Add the header and the căn cứ to `found`; the index at which the body begins."""
    marked = typed = False
    rows = 0  # of a portal's table
    mark = 0  # where the header was last told by a mark
    runs: list[Part] = []
    at = 0
    for group in _paragraphs(layout):
        whole = _whole([line for line in group if not line.furniture])
        kind = runs[-1].kind if runs else "header"
        if whole is not None:
            if marked and (whole.greets or whole.recipients):
                break
            if (here := _head_kind(whole, runs, typed=typed, late=at - mark > HEADER_LINES)) is None:
                break
            kind = here
            rows += sum(line.catalogued for line in group)
            if whole.basis or _marks_header(whole) or rows >= ROWS:
                marked, mark = True, at
            typed = typed or whole.type is not None
        if runs and kind == runs[-1].kind and not (whole and whole.basis):
            runs[-1].lines.extend(group)
        else:
            runs.append(Part(kind, list(group)))
        at += len(group)
    if not marked:
        return _title(layout, found)
    found += runs
    return at


def _head_kind(whole: Line, runs: list[Part], *, typed: bool, late: bool) -> PartKind | None:
    """What a paragraph above the body is, after `runs`; None where it begins the body."""
    if whole.basis:
        return "basis"
    if late or whole.opens_body:
        return None
    behind_basis = runs and runs[-1].kind == "basis"
    if ENACTS.match(whole.text) or whole.capitals or (_marks_header(whole) and not behind_basis):
        return "header"
    if behind_basis:
        return None if runs[-1].lines[-1].text.endswith(".") else "basis"
    sentence = len(whole.text) > SENTENCE and whole.text.endswith((".", ":", ";"))
    return None if typed and sentence else "header"


def _marks_header(whole: Line) -> bool:
    return whole.nation or whole.numbered or whole.type is not None


def _title(layout: Layout, found: list[Part]) -> int:
    """Add the title above a text without any header mark: capitals, or the first heading of Markdown."""
    lines, source = layout.lines, layout.source
    at = 0
    top = next((i for i, line in enumerate(lines) if not line.furniture), 0)
    marked = source.media_type == "text/markdown" and source.text.startswith("#", lines[top].start)
    if marked and top + 1 < len(lines) and not lines[top].labels:
        found.append(Part("header", lines[: top + 1]))
        return top + 1
    for i, line in enumerate(lines):
        if not line.furniture:
            if line.opens_body:
                break
            if not line.capitals or line.labels:
                return 0
            at = i + 1
    else:
        return 0  # nothing but capitals: a text, no title
    if not at:
        return 0
    found.append(Part("header", lines[:at]))
    return at


def _body_end(lines: list[Line], start: int) -> int:
    """The index of the first line after `start` that opens nơi nhận, a signature or an annex."""
    for i in range(start, len(lines)):
        line = lines[i]
        if line.furniture:
            continue
        if line.recipients or _signs(lines, i):
            return i
        if i > start and _opens_annex(lines, i, adopted=False):
            return i
    return len(lines)


def _tail(layout: Layout, start: int, found: list[Part]) -> int:
    """Add recipients and signature to `found`; the index of the first line after them."""
    lines = layout.lines
    tail: list[Part] = []
    i = start
    for i in range(start, len(lines) + 1):
        if i == len(lines):
            break
        line = lines[i]
        if line.furniture:
            pieces = [line]
        elif _ends_tail(lines, i, tail):
            break
        else:
            pieces = _signed_columns(layout, line)
        for piece in pieces:
            kind = tail[-1].kind if piece.furniture and tail else _tail_kind(piece, tail)
            if tail and tail[-1].kind == kind:
                tail[-1].lines.append(piece)
            else:
                tail.append(Part(kind, [piece]))
    found += tail
    return i


def _ends_tail(lines: list[Line], i: int, tail: list[Part]) -> bool:
    """Whether line `i` is text again, or a second title block, after the tail read so far."""
    line = lines[i]
    if line.recipients:
        return False
    if not tail:
        return not _signs(lines, i)
    labels = line.labels
    if _opens_annex(lines, i, adopted=True) or (labels and labels[0].kind not in ("bullet", "heading")):
        return True
    if _second_header(lines, i) > i:
        return True
    return tail[-1].kind == "signature" and len(line.text) > SENTENCE and not line.capitals


def _signed_columns(layout: Layout, line: Line) -> list[Line]:
    """The columns of a line, where the right one belongs to a signature."""
    pieces = columns(layout.source.text, line)
    return pieces if any(_signed(piece) for piece in pieces[1:]) else [line]


def _signed(piece: Line) -> bool:
    """Whether the right column of a line is a title or a name, not an abbreviation ("VT.")."""
    return is_name(piece.text) or (piece.capitals and (piece.post or piece.signs_for))


def _tail_kind(line: Line, tail: list[Part]) -> PartKind:
    """Recipients are the words "Nơi nhận" and bullets; all else beside them is the signature."""
    if line.recipients or any(label.kind == "bullet" for label in line.labels):
        return "recipients"
    signed = any(part.kind == "signature" for part in tail)
    if line.signs_for or line.capitals or (signed and is_name(line.text)):
        return "signature"
    # A long recipient wraps.
    return "recipients" if tail and tail[-1].kind == "recipients" else "signature"


def _second_header(lines: list[Line], start: int) -> int:
    """The index of the adopted text's title, where agency and motto stand above it anew; else `start`."""
    marked = False
    for i in range(start, min(len(lines), start + TITLE_LINES)):
        line = lines[i]
        if line.furniture:
            continue
        if _opens_annex(lines, i, adopted=True) or (marked and line.capitals and ADOPTED.match(line.text)):
            return i if marked else start
        if not (line.capitals or line.nation or line.numbered):
            return start
        marked = marked or line.nation
    return start


def _signs(lines: list[Line], i: int) -> bool:
    """Whether line `i` opens a signature: in capitals, a title, after the last full stop."""
    line = lines[i]
    if not line.capitals:
        return False
    if line.signs_for:
        return True
    if not line.post or len(line.text) > LONGEST_POST:
        return False
    above = next((line.text for line in reversed(lines[max(i - STOP_ABOVE, 0) : i]) if not line.furniture), "")
    return above.endswith(("./.", "/.", "."))


def _opens_annex(lines: list[Line], i: int, *, adopted: bool) -> bool:
    """Whether line `i` begins a second title block; `adopted`: the text before it is signed."""
    if i >= len(lines) or lines[i].furniture:
        return False
    line = lines[i]
    if line.text[:1] in "Pp" and any(label.kind == "annex" for label in line.labels):
        return True
    if not line.capitals:
        return False
    title = line.text.strip(" :")
    if not (match := ADOPTED.match(title)):
        return False
    if match.end() < len(title):
        # Word and title on one line ("QUY CHẾ TRƯỜNG NGHỀ"): the note below tells that it is adopted.
        return any(ADOPTED_BY.match(below.text) for below in lines[i + 1 : i + TITLE_LINES // 2])
    return adopted or any(ADOPTED_BY.search(below.text) for below in lines[i + 1 : i + TITLE_LINES])


def _title_end(lines: list[Line], start: int) -> int:
    """The index of the first line after the title block that begins at `start`."""
    end = start + 1
    for i in range(start + 1, min(len(lines), start + 2 * TITLE_LINES)):
        line = lines[i]
        if line.furniture:
            continue
        if line.opens_body:
            break
        bracketed = ADOPTED_BY.match(line.text) or (
            "(" in (opened := " ".join(x.text for x in lines[start:i])) and opened.count("(") > opened.count(")")
        )
        if not line.capitals and not bracketed:
            break
        end = i + 1
    return end


def _whole(lines: list[Line]) -> Line | None:
    """The lines of a paragraph as one, to ask what it is."""
    if len(lines) < 2:
        return lines[0] if lines else None
    return lines[0]._replace(text=" ".join(line.text for line in lines))


def _begins(line: Line) -> bool:
    """Whether a line above the body begins a paragraph, whatever the habits of the text: many wrap without blanks."""
    capitals = line.capitals and (line.nation or line.type is not None or ENACTS.fullmatch(line.text) is not None)
    return capitals or line.numbered or line.basis or line.greets


def _ends(above: Line, line: Line) -> bool:
    """Whether a paragraph above the body ends: behind a type, or a title in capitals above small letters."""
    return above.type is not None or (above.capitals and line.text != line.text.upper())


def _paragraphs(layout: Layout) -> Iterator[list[Line]]:
    """The lines grouped where each goes on with the one above; furniture joins its group."""
    group: list[Line] = []
    above: Line | None = None
    for line in layout.lines:
        if not line.furniture:
            begins = line.opens_body or _begins(line) or (above is not None and _ends(above, line))
            if above is not None and (begins or not layout.continues(above, line, line.text)):
                yield group
                group = []
            above = line
        group.append(line)
    yield group
