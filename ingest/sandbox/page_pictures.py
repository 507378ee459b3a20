"""Draws the pages of a PDF in a separate process, because the file comes from a stranger."""

import base64
import binascii
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from index.errors import NoPicture
from index.serialization import restored
from ingest.limits import MEBIBYTE, MOST_DOTS, Limits
from ingest.sandbox.process import BrokenPromise, Isolated, Refused

# Dots per inch: a page of A4 is 909 by 1286 dots, as wide as the text in a window and sharp enough to read.
DENSITY = 110
# In dots: more than `ingest.sandbox.page_drawing` ever draws.
LARGEST_PICTURE = MOST_DOTS * 6 // 5
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Drawing a page of words takes a fifth of a second, with the start of the process, while somebody waits.
PICTURE_LIMITS = Limits(
    wall_seconds=30, cpu_seconds=15, memory_bytes=1024 * MEBIBYTE, answer_bytes=24 * MEBIBYTE
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole page as a viewer shows it. width, height: of the page, in points."""

    png: bytes = field(repr=False)
    width: float
    height: float


# Draws a page, numbered from 1, of a PDF's bytes. Raises NoPicture if it cannot be drawn.
Draw = Callable[[bytes, int], Picture]


def picture(data: bytes, number: int, limits: Limits = PICTURE_LIMITS, *, density: int = DENSITY) -> Picture:
    """Draws one page, numbered from 1, of a PDF, at this many dots per inch.

    Raises NoPicture if it cannot be drawn within the limits.
    """
    with drawing(density, limits) as draw:
        return draw(data, number)


@contextmanager
def drawing(density: int, limits: Limits = PICTURE_LIMITS) -> Iterator[Draw]:
    """Yields a function that draws pages as `picture` does, in a process that starts only once."""
    with Isolated("picture", limits) as process:

        def draw(data: bytes, number: int) -> Picture:
            try:
                return process.done([number, density], data, _checked)
            except Refused as refused:
                raise NoPicture(f"page {number} cannot be drawn: {refused.reason}") from refused

        yield draw


def _checked(value: Any) -> Picture:  # noqa: ANN401
    encoded, width, height = restored(tuple[str, float, float], value)
    try:
        png = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise BrokenPromise("its picture is not base64") from error
    if not png.startswith(SIGNATURE) or min(width, height) <= 0:
        raise BrokenPromise("its picture is not a PNG")
    try:
        # Only the header is read: a few bytes can claim any number of dots.
        with Image.open(io.BytesIO(png), formats=["PNG"]) as head:
            dots = head.width * head.height
    except (OSError, Image.DecompressionBombError) as error:
        raise BrokenPromise("its picture is not a PNG") from error
    if dots > LARGEST_PICTURE:
        raise BrokenPromise("its picture is too large")
    return Picture(png, width, height)
