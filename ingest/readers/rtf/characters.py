"""Decodes the characters of a rich text file by the encodings of its fonts."""

from dataclasses import dataclass

from ingest.readers.left_out import Told
from ingest.readers.rtf.tables import Tables
from ingest.text.symbol_fonts import sign_of, speaking

# The Windows encoding of each font character set.
CHARACTER_SETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
SYMBOL_SET = 2
CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "tab": " ", "zwj": "\u200d",
    "zwnj": "\u200c", "zwbo": "", "zwnbo": "", "ltrmark": "", "rtlmark": "",
}  # fmt: skip


@dataclass
class Characters:
    """Turns bytes and numbers into characters. encoding: for fonts that name no character set."""

    tables: Tables
    told: Told
    encoding: str = "cp1252"
    _half: str = ""

    def decoded(self, data: bytes, font: int) -> str:
        """Decodes bytes; what its encoding cannot decode becomes U+FFFD."""
        charset = self.tables.fonts.get(font, (0, ""))[0]
        if self.has_signs(font):
            return "".join(self._sign(byte, font) for byte in data)
        try:
            return data.decode(
                CHARACTER_SETS.get(charset, self.encoding) if charset else self.encoding, "replace"
            )
        except LookupError:
            return data.decode("cp1252", "replace")

    def of_number(self, number: int, font: int) -> str:
        """Returns the character of a number, joined to a surrogate before it; empty for a first surrogate."""
        code = number % 0x10000
        if is_private(code):
            return self._sign(code, font)
        if 0xD800 <= code < 0xDC00:
            self._half = chr(code)
            return ""
        pair, self._half = self._half + chr(code), ""
        return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def has_signs(self, font: int) -> bool:
        """Returns whether a font has signs in place of letters."""
        return self.tables.fonts.get(font, (0, ""))[0] == SYMBOL_SET

    def bullet(self, code: int, font: int) -> str:
        """Returns the sign before an item if it says yes or no; nothing for any other."""
        return speaking(chr(code % 0x10000), self.tables.fonts.get(font, (0, ""))[1])

    def _sign(self, code: int, font: int) -> str:
        name = self.tables.fonts.get(font, (SYMBOL_SET, ""))[1] or "symbol"
        written = sign_of(name, code)
        if written is None:
            self.told.oddities.append(f"a sign of the font {name} is left out: {code:04X}")
        return written or ""


def is_private(number: int) -> bool:
    """Returns whether a character's number stands for a sign of a symbol font."""
    return 0xF000 <= number % 0x10000 <= 0xF0FF
