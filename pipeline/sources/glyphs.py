"""The symbol fonts of Word: letters that only such a font shows, as characters anybody can read."""

from functools import cache

from ..knowledge import table

PRIVATE = range(0xF000, 0xF100)  # where Word keeps the codes of a symbol font
BULLETS = "-–—+*•·▪●○◦"  # marks that an outline tells apart; any other becomes "•"
PLAIN = frozenset(" \xa0\t0123456789.,:;()[]+/%")  # where ASCII has them, if the font has them at all
ALIKE = {"−": "-", "\xad": "-", "∗": "*", "■": "▪", "□": "▪", "◻": "▪", "": "•"}


def glyph(code: int, font: str) -> str | None:
    """The character that `font` shows for `code`; None where that is not known.

    >>> glyph(0xF0B3, "Symbol")
    '≥'
    """
    if code in PRIVATE and not symbolic(font):
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
    if ord(sign) in PRIVATE or symbolic(font):
        sign = glyph(ord(sign), font) or ""
    elif sign.isalnum():
        return sign
    sign = ALIKE.get(sign, sign)
    return sign if sign in BULLETS else "•"


def signs(text: str, font: str) -> str:
    """The words of a symbol font as anybody can read them; spaces, digits and points stay.

    >>> signs("\\xb3 5", "Symbol")
    '≥ 5'
    """
    return "".join(glyph(ord(char), font) or (char if char in PLAIN else "•") for char in text)


@cache
def _glyphs() -> dict[tuple[str, int], str]:
    return {(row["font"], int(row["code"], 16)): row["character"] for row in table("glyphs")}


def symbolic(font: str) -> bool:
    """Whether a font of this name has signs where others have letters."""
    return font == "Symbol" or font.startswith(("Wingdings", "Webdings"))
