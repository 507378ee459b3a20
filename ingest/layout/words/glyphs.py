"""The characters of a PDF page as pdfium gives them: place and style."""

import ctypes
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

from ingest.layout.drawn.page_marks import is_running
from ingest.text.reading import Rectangle
from ingest.text.symbol_fonts import font_named, sign_of

SYMBOL_FONT = re.compile("symbol|dingbat|wingding|webding|typographic|bullet", re.IGNORECASE)
BOLD_FONT = re.compile("bold|black|heavy|demi", re.IGNORECASE)
FORCE_BOLD = 1 << 18
LINE_END_HYPHEN = 2  # pdfium's code for a hyphen at the end of a line
SLANTED = -1


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are set.

    size: in points; 0 if it is below a twentieth or not finite.
    turn: the direction of the line, in degrees anticlockwise; SLANTED if it is none of the four.
    symbol: in a symbol font. signs: which one, if its signs are known (see `font_named`).
    level: of the heading that the file's tags put them in; else 0.
    running: the file says that they are a header, footer or watermark.
    """

    size: float
    turn: int
    bold: bool
    symbol: bool
    level: int
    signs: str = ""
    running: bool = False


def origin(raw: Any, position: int) -> tuple[float, float]:  # noqa: ANN401
    """Returns a character's origin on its baseline, in the file's coordinates."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, position, x, y)
    return x.value, y.value


Glyph = tuple[int, str, Rectangle, Style | None, int]


def glyphs(raw: Any, levels: Mapping[int, int]) -> Iterator[Glyph]:  # noqa: ANN401
    """Yields each character with its position, its rectangle in the file, its style and its text object.

    A character without a style is white space that pdfium inserted.
    """
    box = pdfium.FS_RECTF()
    styles: dict[int, Style] = {}
    known: dict[Style, Style] = {}
    high = 0
    for i in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if 0xD800 <= code < 0xE000:
            # A surrogate: the first half waits for the second.
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        part = pdfium.FPDFText_GetTextObject(raw, i)
        style, key = None, 0
        if part:
            key = ctypes.addressof(part.contents)
            style = styles.get(key)
            if style is None:
                style = _style(raw, i, part, levels)
                style = styles[key] = known.setdefault(style, style)
            pdfium.FPDFText_GetLooseCharBox(raw, i, box)
        character = "-" if code == LINE_END_HYPHEN else chr(code)
        if style is not None and style.signs and 0xF000 <= code < 0xF100:
            character = sign_of(style.signs, code) or character
        yield i, character, (box.left, box.bottom, box.right, box.top), style, key


def _style(raw: Any, i: int, part: Any, levels: Mapping[int, int]) -> Style:  # noqa: ANN401
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, i, matrix)
    size = round(pdfium.FPDFText_GetFontSize(raw, i) * math.hypot(matrix.c, matrix.d), 1)
    degrees = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    if not (math.isfinite(size) and math.isfinite(degrees)):
        return Style(size=0, turn=SLANTED, bold=False, symbol=False, level=0)
    turn = round(degrees / 90) * 90
    slanted = abs(degrees - turn) > 5
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, i, buffer, 256, flags)
    bold, symbol, signs = _font(buffer.raw[: max(0, min(length, 256) - 1)])
    content = pdfium.FPDFPageObj_GetMarkedContentID(part)
    return Style(
        size=size,
        turn=SLANTED if slanted else turn % 360,
        bold=bold or bool(flags.value & FORCE_BOLD),
        symbol=symbol,
        level=levels.get(content, 0),
        signs=signs,
        running=content < 0 and is_running(part),
    )


@lru_cache(maxsize=256)
def _font(name: bytes) -> tuple[bool, bool, str]:
    """Returns what a font's name tells: bold, symbol and signs, as in `Style`."""
    read = name.decode("utf-8", "replace")
    return bool(BOLD_FONT.search(read)), bool(SYMBOL_FONT.search(read)), font_named(read)
