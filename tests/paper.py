"""Decisions as PDF: written by LibreOffice, drawn by reportlab, scanned."""

import unicodedata
from io import BytesIO
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from PIL import Image
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as Columns
from written import Line, converted

# One with all Vietnamese letters, in which reportlab can draw them.
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def by_office(paragraphs: list[Line], font: str, folder: Path) -> bytes:
    """A PDF as LibreOffice makes it: A4, 13 points, justified, first lines set in, blocks in two columns."""
    body: list[str] = []
    for columns, block in groupby(paragraphs, key=lambda line: line.column > 0):
        rows = list(block)
        if columns:
            cells = ("<br>".join(escape(line.typed) for line in rows if line.column == side) for side in (1, 2))
            cells = "".join(f'<td width="50%" align="center" valign="top">{cell}</td>' for cell in cells)
            body.append(f'<table width="100%" border="0"><tr>{cells}</tr></table>')
        else:
            style = "margin:0 0 4pt 0; text-align:justify; text-indent:1cm"
            body += [f'<p style="{style}">{escape(line.typed)}</p>' for line in rows]
    style = f'@page {{ size:21cm 29.7cm; margin:2cm }} body, p, td {{ font-family:"{font}"; font-size:13pt }}'
    page = folder / f"{font.replace(' ', '-')}.html"
    page.write_text(f'<html><head><meta charset="utf-8"><style>{style}</style></head>{"".join(body)}</html>', "utf-8")
    return converted([page], "pdf:writer_web_pdf_Export", folder)[0].read_bytes()


def registered() -> None:
    """Make the font known to reportlab as "Serif"."""
    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", str(FONT)))


def by_reportlab(paragraphs: list[Line], *, decomposed: bool = False) -> bytes:
    """A PDF drawn line by line: ragged, nothing set in, a number on each page; letters and marks apart if asked for."""
    registered()
    style = ParagraphStyle("text", fontName="Serif", fontSize=12, leading=16, spaceAfter=5)

    def set_(text: str) -> Paragraph:
        return Paragraph(escape(unicodedata.normalize("NFD", text) if decomposed else text), style)

    story: list[object] = []
    for columns, block in groupby(paragraphs, key=lambda line: line.column > 0):
        rows = list(block)
        if columns:
            cells = [[set_(line.typed) for line in rows if line.column == side] for side in (1, 2)]
            story.append(Columns([cells], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]))
        else:
            story += [set_(line.typed) for line in rows]

    def number(canvas: object, document: object) -> None:
        if canvas.getPageNumber() > 1:  # type: ignore[attr-defined]
            canvas.setFont("Serif", 12)  # type: ignore[attr-defined]
            canvas.drawCentredString(297, 810, str(canvas.getPageNumber()))  # type: ignore[attr-defined]

    target = BytesIO()
    SimpleDocTemplate(target, pagesize=(595, 842)).build(story, onFirstPage=number, onLaterPages=number)
    return target.getvalue()


def scanned(data: bytes, resolution: int) -> bytes:
    """A PDF of the pictures of another one's pages."""
    document = pypdfium2.PdfDocument(data)
    return pictures([page.render(scale=resolution / 72, grayscale=True).to_pil() for page in document], resolution)


def pictures(pages: list[Image.Image], resolution: int) -> bytes:
    """A PDF of pictures only."""
    target = BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=resolution)
    return target.getvalue()
