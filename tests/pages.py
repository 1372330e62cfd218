"""A decision's text printed anew: its paragraphs, and PDF files of them as offices make them."""

import re
import subprocess
from html import escape
from pathlib import Path

import pipeline

Row = tuple[str, ...]  # one paragraph, or the cells of a row without borders


def rows(path: Path) -> list[Row]:
    """The paragraphs of a plain text; lines of the header and the signature keep their columns."""
    document = pipeline.extract(path)
    text = document.source.text
    found: list[Row] = []
    for segment in document.segments:
        if segment.kind == "furniture":
            continue
        if segment.kind in ("header", "basis", "recipients", "signature"):
            lines = "\n".join(text[start:end] for start, end in segment.spans).splitlines()
            found += [tuple(re.split(r"\s{2,}|\t", line.strip())) for line in lines if line.strip()]
        else:
            found.append((f"{segment.label} {segment.text}".strip(),))
    return found


def html(found: list[Row], font: str) -> str:
    """The paragraphs as a page for LibreOffice, A4, justified, 13 points, rows as borderless tables."""
    body = []
    for row in found:
        if len(row) == 1:
            body.append(f'<p style="margin:0 0 4pt 0;text-align:justify;text-indent:1cm">{escape(row[0])}</p>')
        else:
            cells = "".join(f'<td align="center">{escape(cell)}</td>' for cell in row)
            body.append(f'<table width="100%" border="0"><tr>{cells}</tr></table>')
    style = f'@page{{size:21cm 29.7cm;margin:2cm}} body,p,td{{font-family:"{font}";font-size:13pt}}'
    return f'<html><head><meta charset="utf-8"><style>{style}</style></head><body>{"".join(body)}</body></html>'


def office(source: Path, suffix: str) -> Path:
    """`source` converted by LibreOffice, beside it."""
    profile = (source.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
        + ["--outdir", str(source.parent), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return source.with_suffix("." + suffix.split(":")[0])
