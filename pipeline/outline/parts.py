"""The parts of a decision: header, căn cứ, body, nơi nhận, signature, and what it adopts.

Reads: a layout. Guarantees:
1. Every line comes out in exactly one part, in order; furniture stays in the part it stands in.
2. A text without any header mark has no header but a title in capitals, if it begins with one.
3. A second title block (Quy định, Quy chế, Phụ lục …) opens an annex with a body of its own.

Components and their order: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from ..knowledge import table
from .labels import Label, readings
from .layout import Layout, Line, join, to_source

PartKind = Literal["header", "basis", "body", "recipients", "signature", "annex"]

TYPES = {row["name"].casefold() for row in table("doc_types")}
ADOPTED = {
    "quy định", "quy chế", "điều lệ", "đề án", "nội quy", "kế hoạch", "chương trình", "danh mục", "phương án",
    "quy trình", "hướng dẫn", "dự án", "chiến lược", "quy ước",
}  # fmt: skip
# The name of the state or the Party and the motto, and their pieces where a narrow column breaks them.
NATION = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|ĐỘC LẬP\s*[-–]\s*TỰ DO|CHỦ NGHĨA VIỆT NAM"
    r"|^(?:CỘNG H(?:ÒA|OÀ)(?: XÃ)?|XÃ HỘI|(?:(?:XÃ )?HỘI )?CHỦ NGHĨA|(?:NGHĨA )?VIỆT NAM)$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"Số\s*:|SỐ\s*:|Luật số\s*:", re.IGNORECASE)
BASIS = re.compile(r"(?:Căn cứ|CĂN CỨ|Theo đề nghị|Xét đề nghị|Xét [Tt]ờ trình|Xét [Bb]áo cáo|Xét)\b")
ENACTS = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|NGHỊ ĐỊNH|LUẬT|CHỈ THỊ|THÔNG TƯ)\s*:?$"
    r"|.{0,160}\bban hành (?:Quyết định|Nghị định|Thông tư|Nghị quyết|Luật|Quy chế|Quy định|Lệnh)\b"
)
# Or, its heading lost, a list on one line that ends with the copy for the files.
RECIPIENTS = re.compile(r"N[ơƠ][iI] (?i:nhận)|- [^;]{3,160}; .*- Lưu\s*:? ")
SIGNS_FOR = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)(?: ?\.| ) ?\w|Q\. ?\w")
_TITLES = sorted((row["post"].upper() for row in table("posts")), key=len, reverse=True)
POSTS = re.compile(rf"(?:Q\. ?|QUYỀN )?(?:{'|'.join(_TITLES)})\b")
ADOPTED_BY = re.compile(r"\(\s*(?:[Bb]an hành )?[Kk]èm theo")
HEADER_LINES = 120  # a header block with its summary never fills more than two pages
SENTENCE = 90  # characters from which a line that ends in a stop is text, no title
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
        if (annex := _second_header(lines, at)) > at:
            found.append(Part("header", lines[at:annex]))
            at = annex
        if _opens_annex(lines, at, adopted=True):
            title = _title_end(lines, at)
            found.append(Part("annex", lines[at:title]))
            at = title
        elif at == start:  # nothing recognised: never stand still
            found.append(Part("body", lines[at : at + 1]))
            at += 1
    return found


def adopted(text: str) -> str:
    """The word that the title of an annex begins with; the whole text where none is known."""
    title = text.casefold()
    return next(
        (text[: len(word)] for word in ADOPTED if title == word or title.startswith(f"{word} ")), text.strip(" :")
    )


def is_capitals(text: str) -> bool:
    """Whether `text` is set in capitals, as titles and signatures are."""
    return text.isupper()


def is_name(text: str) -> bool:
    """Whether `text` can be a person's name under a signature: two to six words with capitals."""
    return text.istitle() and 1 <= text.count(" ") <= 5 and text.replace(" ", "").isalpha()


def columns(layout: Layout, line: Line) -> list[Line]:
    """The columns of a line that was two or more columns in print (wide gaps between them)."""
    return cut(layout, line, [then for then, _ in _gaps(line)])


def _gaps(line: Line) -> Iterator[tuple[int, int]]:
    """Where the source has more between two words than the line."""
    for (text, source), (then, at) in pairwise(line.runs):
        if at - source > then - text and line.text[then - 1] == " ":
            yield then, at


def cut(layout: Layout, line: Line, offsets: Iterable[int]) -> list[Line]:
    """The pieces of a line that begin at its start and at `offsets` of its text."""
    starts = sorted({0, *offsets})
    if len(starts) == 1:
        return [line]
    sources = [line.start, *(to_source(line.runs, start, start + 1)[0] for start in starts[1:]), line.end]
    pieces: list[Line] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(line.text)])):
        text = line.text[start:end].rstrip()
        at = bisect_right(line.runs, (start, line.end)) - 1
        first = (0, line.runs[at][1] + start - line.runs[at][0])
        runs = (first, *((t - start, s) for t, s in line.runs[at + 1 :] if t < start + len(text)))
        # What lies between two pieces belongs to the left one.
        ends = sources[number] + len(layout.source.text[sources[number] : sources[number + 1]].rstrip())
        pieces.append(line._replace(start=sources[number], end=ends, text=text, runs=runs))
    return pieces


def _whole_types(lines: list[Line]) -> Iterator[Line]:
    """The lines, a type that a break parts in one ("QUYẾT" / "ĐỊNH")."""
    above: Line | None = None
    for line in lines:
        if above and is_capitals(above.text) and not line.blank_above and type_of(f"{above.text} {line.text}"):
            text, runs = join([above, line])
            line = above._replace(end=line.end, text=text, runs=runs)
        elif above:
            yield above
        above = line
    if above:
        yield above


def _head(layout: Layout, found: list[Part]) -> int:
    """Add the header and the căn cứ to `found`; the index at which the body begins."""
    lines = layout.lines
    marked = typed = False
    runs: list[Part] = []
    kind: PartKind = "header"
    at = 0
    for group in _paragraphs(layout):
        words = [line.text for line in group if not line.furniture]
        text = " ".join(words)
        basis = BASIS.match(text) is not None
        if not words:
            here = kind
        elif basis:
            here = "basis"
        elif at > HEADER_LINES or any(map(_opens, readings(text))):
            break
        elif NATION.search(text) or NUMBER.match(text) or type_of(text) or ENACTS.match(text) or is_capitals(text):
            here = "header"
        elif kind == "basis" and not runs[-1].lines[-1].text.endswith("."):
            here = "basis"
        elif kind == "basis" or (typed and len(text) > SENTENCE and text.endswith((".", ":", ";"))):
            break
        else:
            here = "header"
        marked = marked or basis or bool(NATION.search(text) or NUMBER.match(text) or type_of(text))
        typed = typed or type_of(text) is not None
        if runs and here == kind and not basis:
            runs[-1].lines.extend(group)
        else:
            runs.append(Part(here, list(group)))
        kind = here
        at += len(group)
    if not marked:
        return _title(lines, found)
    found += runs
    return at


def _title(lines: list[Line], found: list[Part]) -> int:
    """Add the capitals above a text without any header mark: its title, as pages of portals have it."""
    at = 0
    for i, line in enumerate(lines):
        if not line.furniture:
            if _opens_body(line):
                break
            if not is_capitals(line.text) or readings(line.text):
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
        if RECIPIENTS.match(line.text) or _signs(lines, i):
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
    text = lines[i].text
    if RECIPIENTS.match(text):
        return False
    if not tail:
        return not _signs(lines, i)
    labels = readings(text)
    if _opens_annex(lines, i, adopted=True) or (labels and labels[0].kind not in ("bullet", "heading")):
        return True
    if _second_header(lines, i) > i:
        return True
    return tail[-1].kind == "signature" and len(text) > SENTENCE and not is_capitals(text)


def _signed_columns(layout: Layout, line: Line) -> list[Line]:
    """The columns of a line, where the right one belongs to a signature."""
    pieces = columns(layout, line)
    return pieces if any(_signed(piece.text) for piece in pieces[1:]) else [line]


def _signed(text: str) -> bool:
    """Whether the right column of a line is a title or a name, not an abbreviation ("VT.")."""
    return is_name(text) or (is_capitals(text) and (POSTS.match(text) or SIGNS_FOR.match(text)) is not None)


def _tail_kind(line: Line, tail: list[Part]) -> PartKind:
    """Recipients are the words "Nơi nhận" and bullets; all else beside them is the signature."""
    text = line.text
    if RECIPIENTS.match(text) or any(label.kind == "bullet" for label in readings(text)):
        return "recipients"
    signed = any(part.kind == "signature" for part in tail)
    if SIGNS_FOR.match(text) or is_capitals(text) or (signed and is_name(text)):
        return "signature"
    # A long recipient wraps.
    return "recipients" if tail and tail[-1].kind == "recipients" else "signature"


def _second_header(lines: list[Line], start: int) -> int:
    """The index of the adopted text's title, where agency and motto stand above it anew; else `start`."""
    marked = False
    for i in range(start, min(len(lines), start + TITLE_LINES)):
        if lines[i].furniture:
            continue
        if _opens_annex(lines, i, adopted=True):
            return i if marked else start
        if not is_capitals(lines[i].text) and not NATION.search(lines[i].text) and not NUMBER.match(lines[i].text):
            return start
        marked = marked or NATION.search(lines[i].text) is not None
    return start


def _signs(lines: list[Line], i: int) -> bool:
    """Whether line `i` opens a signature: in capitals, a title, after the last full stop."""
    text = lines[i].text
    if not is_capitals(text):
        return False
    if SIGNS_FOR.match(text):
        return True
    if not POSTS.match(text) or len(text) > 60:
        return False
    above = next((line.text for line in reversed(lines[:i][-4:]) if not line.furniture), "")
    return above.endswith(("./.", "/.", "."))


def _opens_annex(lines: list[Line], i: int, *, adopted: bool) -> bool:
    """Whether line `i` begins a second title block; `adopted`: the text before it is signed."""
    if i >= len(lines) or lines[i].furniture:
        return False
    text = lines[i].text
    if text[:1] in "Pp" and any(label.kind == "annex" for label in readings(text)):
        return True
    title = text.strip(" :").casefold()
    if is_capitals(text) and title.startswith(tuple(f"{word} " for word in ADOPTED)):
        # Word and title on one line ("QUY CHẾ TRƯỜNG NGHỀ"): the note below tells that it is adopted.
        return any(ADOPTED_BY.match(line.text) for line in lines[i + 1 : i + TITLE_LINES // 2])
    if not is_capitals(text) or title not in ADOPTED:
        return False
    return adopted or any(ADOPTED_BY.search(line.text) for line in lines[i + 1 : i + TITLE_LINES])


def _title_end(lines: list[Line], start: int) -> int:
    """The index of the first line after the title block that begins at `start`."""
    end = start + 1
    for i in range(start + 1, min(len(lines), start + 2 * TITLE_LINES)):
        line = lines[i]
        if line.furniture:
            continue
        if _opens_body(line):
            break
        bracketed = ADOPTED_BY.match(line.text) or (
            "(" in (opened := " ".join(x.text for x in lines[start:i])) and opened.count("(") > opened.count(")")
        )
        if not is_capitals(line.text) and not bracketed:
            break
        end = i + 1
    return end


def _opens_body(line: Line) -> bool:
    return any(_opens(label) for label in readings(line.text))


def _opens(label: Label) -> bool:
    return label.kind in ("part", "chapter", "section", "article") or (
        label.kind in ("heading", "clause") and label.value[-1] == 1
    )


def type_of(text: str) -> str | None:
    """The document type that a line in capitals, or a title of Markdown, consists of."""
    bare = text.strip(" :").casefold()
    return bare if bare in TYPES and text[:2].isupper() and bare != "văn bản" else None


def _paragraphs(layout: Layout) -> Iterator[list[Line]]:
    """The lines grouped where each goes on with the one above; furniture joins its group."""
    group: list[Line] = []
    above: Line | None = None
    for line in layout.lines:
        if not line.furniture:
            if above is not None and (_opens_body(line) or not layout.continues(above, line, line.text)):
                yield group
                group = []
            above = line
        group.append(line)
    yield group
