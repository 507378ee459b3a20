"""Maps the signs of symbol fonts to characters that look like them."""

import re
from functools import lru_cache

# Symbol fonts place their signs at F000 and above; these are the ones that documents use.
SIGNS = {
    "wingdings": {
        0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
        0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "☐"},
    "symbol": {
        **{ord(c): c for c in "0123456789()+,./:;<=>?%&#![]{}|_"},
        **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
        **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
        0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
        0xA0: "€", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
        0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷",
        0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒",
    },
}  # fmt: skip


# LibreOffice's font has the signs of both.
SIGNS["opensymbol"] = SIGNS["symbol"] | SIGNS["wingdings"]
NAMES = {
    "opensymbol": "opensymbol",
    "wingdings2": "wingdings 2",
    "wingdings": "wingdings",
    "symbol": "symbol",
}


# Bullets that say whether their item is to be done, as in a list of what to do and what not.
SPEAKING = "✓✔☑✗✘☒"


@lru_cache(256)
def font_named(name: str) -> str:
    """Returns which of these fonts a PDF's name for one means, such as ABCDEF+Wingdings-Regular; else ""."""
    plain = re.sub(r"[\W_]", "", name.rpartition("+")[2].lower())
    return next((font for start, font in NAMES.items() if plain.startswith(start)), "")


def is_sign(character: str) -> bool:
    """Returns whether a symbol font shows a sign of its own for a character."""
    return not character.isspace() and (ord(character) < 0x100 or 0xF000 <= ord(character) < 0xF100)


def sign_of(font: str, code: int) -> str | None:
    """Returns the character for a sign of a font; None if unknown."""
    signs = SIGNS.get(font.lower(), {})
    if code & 0xFF in signs and (code >= 0xF000 or code < 0x100):
        return signs[code & 0xFF]
    return chr(code) if font.lower() not in SIGNS and code < 0xD800 else None


def speaking(bullet: str, font: str = "") -> str:
    """Returns a bullet that says yes or no, as it looks in its font; nothing for any other bullet."""
    sign = (sign_of(font, ord(bullet)) or bullet) if len(bullet) == 1 else ""
    return sign if sign and sign in SPEAKING else ""
