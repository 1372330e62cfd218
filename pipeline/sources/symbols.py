"""Signs of fonts that have pictures where others have letters: Symbol, Wingdings, Webdings.

Word keeps such a sign as a code of its font, alone or in the private range from U+F000. Each becomes
the Unicode character that is printed; a sign not listed becomes a bullet, which it nearly always is.
"""

import re

FONT = re.compile(r"symbol\b|wingdings|webdings|marlett|zapfdingbats|monotype sorts", re.IGNORECASE)
PRIVATE = re.compile("[\uf020-\uf0ff]")
BULLET = "•"
# Where they are not bullets. Source: the code charts of the two fonts.
SIGNS = {
    "symbol": {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBE: "—"},
    "wingdings": {0xA8: "☐", 0x6F: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xE0: "→", 0xF0: "⇒"},
}  # fmt: skip


def is_symbol_font(font: str | None) -> bool:
    """Whether a font of this name draws signs in place of letters."""
    return bool(font and FONT.match(font.strip()))


def printed(text: str, font: str | None) -> str:
    """The characters that a font of signs prints for `text`; spaces and ASCII digits and points stay."""
    name = (font or "").strip().lower()
    signs = SIGNS.get(name, {})

    def sign(char: str) -> str:
        code = ord(char) - 0xF000 if PRIVATE.match(char) else ord(char)
        if code in signs:
            return signs[code]
        if code <= 0x20 or (code < 0x80 and name == "symbol"):  # it has digits and points where ASCII has them
            return chr(code)
        return BULLET if code < 0x100 else char

    return "".join(map(sign, text))
