"""Texts written as the files people really have: Word with automatic numbering, web page, RTF, DOC, PDF.

What a test reads must not be made by what it tests, so Word files are put together here from XML.
"""

import re
import shutil
import subprocess
import unicodedata
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from nhiemvu.model import Document

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
{}</Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def package(body: str, **parts: str) -> bytes:
    """A Word file: the XML inside w:body, and inside the roots of "numbering", "styles", "footnotes" …"""
    trees = {"document": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    trees |= {kind: f"<w:{kind} {NAMES}>{inside}</w:{kind}>" for kind, inside in parts.items()}
    content = {"document": "document.main"}
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{content.get(kind, kind)}+xml"/>\n'
        for kind in trees
    )
    members = {
        "[Content_Types].xml": TYPES.format(types),
        "_rels/.rels": related({"officeDocument": "word/document.xml"}),
    }
    members["word/_rels/document.xml.rels"] = related({kind: f"{kind}.xml" for kind in parts})
    members |= {f"word/{kind}.xml": tree for kind, tree in trees.items()}
    return zipped(members)


def related(targets: dict[str, str]) -> str:
    """The XML of relationships, by kind."""
    inside = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of these members."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def paragraph(text: str, properties: str = "", *, list: int | None = None, level: int = 0, style: str = "") -> str:
    """The XML of a paragraph; `list` is its numId."""
    if list is not None:
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>{properties}'
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """The XML of a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def level(at: int, style: str, text: str, *, start: int = 1, more: str = "") -> str:
    """The XML of a level of a list: its number format and text."""
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{escape(text)}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def definition(name: int, *levels: str, more: str = "") -> str:
    """The XML of an abstract list."""
    inside = f'{more}<w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
    return f'<w:abstractNum w:abstractNumId="{name}">{inside}</w:abstractNum>'


def numbered(name: int, abstract: int, starts: dict[int, int] | None = None, more: str = "") -> str:
    """The XML of a list as paragraphs name it; `starts` are the overrides by level."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{overrides}{more}</w:num>'


def p(*inside: str, properties: str = "") -> str:
    """The XML of a paragraph with this inside."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def table(*rows: list[list[str]], properties: str = "") -> str:
    """The XML of a table: rows of cells of lines."""

    def cell(lines: list[str]) -> str:
        return f"<w:tc><w:tcPr/>{''.join(map(paragraph, lines or ['']))}</w:tc>"

    inside = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{inside}</w:tbl>"


# ---- whole decisions


class Line(NamedTuple):
    """A paragraph of a decision: its label and its words; in a block with two columns its side."""

    label: str
    text: str
    column: int = 0  # 0: across the page, 1: left, 2: right

    @property
    def typed(self) -> str:
        """Label and words as they are printed."""
        return f"{self.label} {self.text}".strip()


def lines(document: Document) -> list[Line]:
    """The paragraphs of a decision as a typist would set them: wraps joined, header and signature in columns."""
    found: list[Line] = []
    for segment in document.segments:
        if segment.kind == "header":
            for start, end in segment.spans:
                for printed in document.source.text[start:end].split("\n"):
                    cells = re.split(r"\s{2,}", printed.strip())
                    found += [Line("", cell, i if len(cells) > 1 else 0) for i, cell in enumerate(cells, 1) if cell]
        elif segment.kind in ("part", "chapter", "section"):
            found += [Line("", segment.label), Line("", segment.text)]
        elif segment.kind != "furniture":
            side = {"recipients": 1, "signature": 2}.get(segment.kind, 0)
            found.append(Line(segment.label, segment.text, side))
    return found


class _Family(NamedTuple):
    """The lists of one look ("%1)" in letters): what is counted on."""

    abstract: int
    begins: tuple[int, ...]  # where each level of the definition starts
    num: int
    starts: tuple[int, ...]  # the same with the override of `num`
    counts: tuple[int, ...]


# Letters and paragraphs as Nghị định 30/2020/NĐ-CP, Phụ lục I, sets them: 14 point, first line indented, justified.
PAGE = """\
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>
<w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>
</w:pPr></w:style>"""


class Lists:
    """Numbering as Word makes it while a decision is typed: lists go on, or begin anew with an override.

    For `old` formats lists begin anew as lists of their own and "Điều" is typed: LibreOffice loses overrides
    in a .doc and letters beyond ASCII in a label of an .rtf.
    """

    KINDS = (
        (re.compile(r"([a-z])\)"), "lowerLetter", "%1)"),
        (re.compile(r"(\d+)\)"), "decimal", "%1)"),
        (re.compile(r"\((\d+)\)"), "decimal", "(%1)"),
        (re.compile(r"Điều (\d+)\."), "decimal", "Điều %1."),
        (re.compile(r"([A-H])\."), "upperLetter", "%1."),
        (re.compile(r"(\d+(?:\.\d+)*)\."), "decimal", "."),
        (re.compile(r"(\d+(?:\.\d+)+)"), "decimal", ""),
    )

    def __init__(self, old: bool = False) -> None:
        self._old = old
        self._definitions: list[str] = []
        self._nums: list[str] = []
        self._families: dict[tuple[str, str], _Family] = {}
        self._bullets: dict[str, int] = {}

    def place(self, label: str) -> tuple[int, int] | None:
        """The list and level that print `label` here; None for a label that is typed ("đ)", "Phần I")."""
        if label in ("-", "+", "*"):
            if label not in self._bullets:
                self._bullets[label] = self._num(self._define("bullet", label, (1,)), {})
            return self._bullets[label], 0
        for pattern, style, text in self.KINDS:
            if (match := pattern.fullmatch(label)) and not (self._old and not text.isascii()):
                letters = not match[1][0].isdecimal()
                values = (ord(match[1].lower()) - 96,) if letters else tuple(map(int, match[1].split(".")))
                return self._next(style, text, values), len(values) - 1
        return None

    def xml(self) -> str:
        """The inside of numbering.xml."""
        return "".join(self._definitions + self._nums)

    def _next(self, style: str, text: str, values: tuple[int, ...]) -> int:
        at = len(values) - 1
        family = self._families.get((style, text))
        fits = family is not None and family.counts[:at] == values[:at]
        if family and fits:
            fits = values[at] == (family.counts[at] + 1 if len(family.counts) > at else family.starts[at])
            if not fits and not self._old:
                starts = (*family.begins[:at], values[at], *family.begins[at + 1 :])
                family = family._replace(num=self._num(family.abstract, {at: values[at]}), starts=starts)
                fits = True
        if family is None or not fits:
            starts = values + (1,) * (9 - len(values))
            abstract = self._define(style, text, starts)
            family = _Family(abstract, starts, self._num(abstract, {}), starts, ())
        self._families[style, text] = family._replace(counts=values)
        return family.num

    def _define(self, style: str, text: str, starts: tuple[int, ...]) -> int:
        name = len(self._definitions)
        texts = [text] if "%" in text or style == "bullet" else [
            ".".join(f"%{i + 1}" for i in range(at + 1)) + text for at in range(9)
        ]  # fmt: skip
        self._definitions.append(
            definition(name, *(level(at, style, text, start=starts[at]) for at, text in enumerate(texts)))
        )
        return name

    def _num(self, abstract: int, starts: dict[int, int]) -> int:
        self._nums.append(numbered(len(self._nums) + 1, abstract, starts))
        return len(self._nums)


def docx(paragraphs: list[Line], old: bool = False) -> bytes:
    """A Word file whose labels are automatic numbering, as far as Word can count so."""
    lists = Lists(old)
    body: list[str] = []
    for columns, block in groupby(paragraphs, key=lambda line: line.column > 0):
        if columns:
            block = list(block)
            body.append(table([[line.typed for line in block if line.column == side] for side in (1, 2)]))
            continue
        for line in block:
            place = lists.place(line.label)
            if place:
                body.append(paragraph(line.text, list=place[0], level=place[1]))
            else:
                body.append(paragraph(line.typed))
    return package("".join(body), numbering=lists.xml(), styles=PAGE)


def html(paragraphs: list[Line]) -> bytes:
    """A web page of an office: menu, script and foot around the text."""
    inside = "\n".join(f"<p>{escape(line.typed)}</p>" for line in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title><style>p {{ margin: 0 }}</style></head>
<body><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></nav>
<main><article>
{inside}
</article></main><script>var visits = 1;</script><footer>Bản quyền thuộc về cổng thông tin</footer></body></html>
""".encode()


def nfd(paragraphs: list[Line]) -> bytes:
    """A text file with letters and marks apart, as some systems write them."""
    return unicodedata.normalize("NFD", "\n".join(line.typed for line in paragraphs)).encode()


# ---- LibreOffice


def soffice() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them in another format ("txt:Text (encoded):UTF8", "pdf", "doc", "rtf")."""
    program = soffice()
    assert program, "LibreOffice is not installed"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [folder / f"{file.stem}.{kind.split(':')[0]}" for file in files]
