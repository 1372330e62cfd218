"""What a notebook shows of a record: one line, or a short card, never all that is in it.

Reads: texts and numbers. Guarantees: the line has no line end; in the card, which is Vietnamese, every text is escaped,
and no colour is told but greys that read on white and on black.
"""

from collections.abc import Iterable
from html import escape

Row = tuple[str, str | int | None]  # label and value

LONGEST = 160  # characters of a value: the trích yếu of most decisions; a longer one makes the card tall
STYLE = "display:inline-block;max-width:48em;padding:.5em .8em;border:1px solid rgba(128,128,128,.5);border-radius:6px"
LABEL = "text-align:left;font-weight:normal;opacity:.7;padding:.1em 1em .1em 0;vertical-align:top"
VALUE = "text-align:left;padding:.1em 0;vertical-align:top"


def line(kind: str, name: str, *about: str | None) -> str:
    """Such as ``<Document xyz: quyết định 55/QĐ-STTTT, 12 units>``; what is None or empty is left out."""
    return f"<{kind} {_short(name)}: {', '.join(_short(text) for text in about if text)}>"


def html(title: str, rows: Iterable[Row]) -> str:
    """A card with a title and rows of label and value; rows without a value are left out."""
    cells = "".join(
        f'<tr style="background:none"><th style="{LABEL}">{escape(label)}</th>'
        f'<td style="{VALUE}">{escape(_short(str(value)))}</td></tr>'
        for label, value in rows
        if value not in (None, "")
    )
    return f'<div style="{STYLE}"><strong>{escape(_short(title))}</strong><table style="border:0">{cells}</table></div>'


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
