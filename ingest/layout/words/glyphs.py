"""The characters of a PDF page as pdfium gives them: place and style."""

import ctypes
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.layout.drawn.page_marks import is_running
from ingest.text.symbol_fonts import font_named, sign_of

SYMBOL_FONT = re.compile("symbol|dingbat|wingding|webding|typographic|bullet", re.IGNORECASE)
BOLD_FONT = re.compile("bold|black|heavy|demi", re.IGNORECASE)
FORCE_BOLD = 1 << 18
LINE_END_HYPHEN = 2  # pdfium's code for a hyphen at the end of a line
SLANTED = -1
# Where the first and the second halves of UTF-16's pairs begin, and what follows them.
HIGH, LOW, AFTER = 0xD800, 0xDC00, 0xE000


def _by_address(function: Any, answer: Any, *arguments: Any) -> Any:  # noqa: ANN401
    """Returns a function of pdfium that takes addresses: to make pointers takes longer than what it does."""
    return ctypes.CFUNCTYPE(answer, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


# What is asked about every character.
_text_object = _by_address(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_loose_box = _by_address(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)


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


UNSTYLED = Style(size=0, turn=SLANTED, bold=False, symbol=False, level=0)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page, each at its position on pdfium's page.

    characters: empty for the first half of a pair that makes one character.
    rectangles: in the file's coordinates (left, bottom, right, top), one a row.
    parts: the address of the text object that contains each; 0 for white space that pdfium inserted.
    kinds: the position of each one's style in styles. styles: no two alike; the first is for white space that
    pdfium inserted.
    """

    characters: Sequence[str]
    rectangles: NDArray[np.float64]
    parts: Sequence[int]
    kinds: NDArray[np.int64]
    styles: Sequence[Style]


def origin(raw: Any, position: int) -> tuple[float, float]:  # noqa: ANN401
    """Returns a character's origin on its baseline, in the file's coordinates."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, position, x, y)
    return x.value, y.value


def glyphs_of(raw: Any, levels: Mapping[int, int]) -> Glyphs:  # noqa: ANN401
    """Returns the characters of pdfium's text page. levels: see `words_of`."""
    count = pdfium.FPDFText_CountChars(raw)
    text = ctypes.cast(raw, ctypes.c_void_p)
    codes = [*map(pdfium.FPDFText_GetUnicode, repeat(raw), range(count))]
    parts = [part or 0 for part in map(_text_object, repeat(text), range(count))]
    boxes = np.zeros((count, 4), np.float32)
    first, size = boxes.ctypes.data, boxes.strides[0]
    for i in range(count):
        _loose_box(text, i, first + i * size)
    kind_of_part = {0: 0}
    known = {UNSTYLED: 0}
    for i, part in enumerate(parts):
        if part not in kind_of_part:
            kind_of_part[part] = known.setdefault(_style(raw, i, levels), len(known))
    kinds = [kind_of_part[part] for part in parts]
    styles = list(known)
    characters = [
        _character(code, codes[i - 1] if i else 0, styles[kind])
        for i, (code, kind) in enumerate(zip(codes, kinds, strict=True))
    ]
    left, top, right, bottom = boxes.astype(np.float64).T
    rectangles = np.stack((left, bottom, right, top), axis=1)
    return Glyphs(characters, rectangles, parts, np.array(kinds, np.int64), styles)


def _character(code: int, before: int, style: Style) -> str:
    """Returns what a code of UTF-16 reads, after another."""
    if code == LINE_END_HYPHEN:
        return "-"
    if HIGH <= code < LOW:
        return ""
    if LOW <= code < AFTER:
        return chr(0x10000 + ((before - HIGH) << 10) + code - LOW) if HIGH <= before < LOW else "\ufffd"
    if style.signs and 0xF000 <= code < 0xF100:
        return sign_of(style.signs, code) or chr(code)
    return chr(code)


def _style(raw: Any, i: int, levels: Mapping[int, int]) -> Style:  # noqa: ANN401
    part = pdfium.FPDFText_GetTextObject(raw, i)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, i, matrix)
    size = round(pdfium.FPDFText_GetFontSize(raw, i) * math.hypot(matrix.c, matrix.d), 1)
    degrees = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    if not (math.isfinite(size) and math.isfinite(degrees)):
        return UNSTYLED
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
