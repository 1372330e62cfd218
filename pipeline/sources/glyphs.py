"""The symbol fonts of Word: letters that only such a font shows, as characters anybody can read."""

from functools import cache

from pipeline.knowledge import table

PRIVATE = range(0xF000, 0xF100)  # where Word keeps the codes of a symbol font
BULLETS = "-–—+*•·▪●○◦"  # marks that an outline tells apart; any other becomes "•"
ALIKE = {"−": "-", "∗": "*", "■": "▪", "□": "▪", "◻": "▪", "": "•"}


def glyph(code: int, font: str) -> str | None:
    """The character that `font` shows for `code`; None where that is not known.

    >>> glyph(0xF0B3, "Symbol")
    '≥'
    """
    if code in PRIVATE and not _symbolic(font):
        font = "Symbol"  # such a code has no letter in any other font
    return _glyphs().get((font, code & 0xFF))


def bullet(text: str, font: str) -> str:
    """The text of a bulleted label as the outline reads it: the words as they are, a sign as a known one.

    >>> [bullet(text, font) for text, font in (("-", "Arial"), ("\\uf0d8", "Wingdings"), ("o", "Courier New"))]
    ['-', '•', '○']
    """
    sign = text.strip()
    if len(sign) != 1:
        return sign
    if sign == "o" and font.startswith("Courier"):
        return "○"
    if ord(sign) in PRIVATE or _symbolic(font):
        sign = glyph(ord(sign), font) or ""
    elif sign.isalnum():
        return sign
    sign = ALIKE.get(sign, sign)
    return sign if sign in BULLETS else "•"


@cache
def _glyphs() -> dict[tuple[str, int], str]:
    return {(row["font"], int(row["code"], 16)): row["character"] for row in table("glyphs")}


def _symbolic(font: str) -> bool:
    return font == "Symbol" or font.startswith(("Wingdings", "Webdings"))
