"""Texts written as the files people really have: Word with automatic numbering, web page, RTF, DOC, PDF.

What a test reads must not be made by what it tests, so Word files are put together here from XML.
"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

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
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{escape(text)}"/></w:lvl>'


def definition(name: int, *levels: str, more: str = "") -> str:
    """The XML of an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{name}">{more}<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'


def numbered(name: int, abstract: int, starts: dict[int, int] | None = None, more: str = "") -> str:
    """The XML of a list as paragraphs name it; `starts` are the overrides by level."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{overrides}{more}</w:num>'


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
