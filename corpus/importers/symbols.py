"""Characters that files name by a font (Symbol, Wingdings) rather than by themselves; Roman figures.

The table of Symbol is the one of Adobe (PostScript Language Reference, 3rd edition, appendix E.5), of which the letters
and common signs are kept here.
"""

UNKNOWN = "\ufffd"
_SYMBOL = dict(
    zip(
        range(0x61, 0x7B),
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= {0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±"}
_SYMBOL |= {
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xE5: "∑",
}
_DINGS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻"}
_DINGS |= {0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}


def shown(font: str, code: str) -> str:
    """The character that a hexadecimal code of a font shows; UNKNOWN where no table tells."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    is_private, name = 0xF000 <= number <= 0xF0FF, font.lower()
    table = _SYMBOL if name == "symbol" else _DINGS if name.startswith("wingdings") else {}
    if (number & 0xFF if is_private else number) in table:
        return table[number & 0xFF if is_private else number]
    is_character = 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xF8FF
    return chr(number) if is_character and not table else UNKNOWN


def roman(number: int) -> str:
    """1 → i, 4 → iv, 19 → xix; for numbers from 1 to 3999."""
    out = ""
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _SIGNS, strict=True):
        out += sign * (number // value)
        number %= value
    return out


_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
