"""Pictures of the pages of a PDF, drawn in a process of its own: the file is somebody else's."""

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

# Dots an inch: a page of A4 is 909 by 1286 dots, as wide as a window's text and as sharp as the words need.
DENSITY = 110
# In dots: more than `ingest.sandbox.page_drawing` ever draws.
LARGEST_PICTURE = MOST_DOTS * 6 // 5
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# A page of words is drawn in a fifth of a second, with the start of the process; somebody waits for it.
PICTURE_LIMITS = Limits(
    wall_seconds=30, cpu_seconds=15, memory_bytes=1024 * MEBIBYTE, answer_bytes=24 * MEBIBYTE
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a viewer shows it, whole. width, height: of the page, in points, as its boxes have them."""

    png: bytes = field(repr=False)
    width: float
    height: float


# A PDF's bytes and the number of a page, from 1, into its picture. NoPicture: it cannot be drawn.
Draw = Callable[[bytes, int], Picture]


def picture(data: bytes, number: int, limits: Limits = PICTURE_LIMITS, *, density: int = DENSITY) -> Picture:
    """A page, from 1, of the PDF with these bytes, in so many dots an inch.

    NoPicture: it cannot be drawn within the limits.
    """
    with drawing(density, limits) as draw:
        return draw(data, number)


@contextmanager
def drawing(density: int, limits: Limits = PICTURE_LIMITS) -> Iterator[Draw]:
    """What draws one page after the other, as `picture` does one, in a process that starts once."""
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
        raise BrokenPromise("its picture is no base64") from error
    if not png.startswith(SIGNATURE) or min(width, height) <= 0:
        raise BrokenPromise("its picture is none")
    try:
        # The head alone is read: a few bytes can promise any number of dots.
        with Image.open(io.BytesIO(png), formats=["PNG"]) as head:
            dots = head.width * head.height
    except (OSError, Image.DecompressionBombError) as error:
        raise BrokenPromise("its picture is none") from error
    if dots > LARGEST_PICTURE:
        raise BrokenPromise("its picture is larger than it may be")
    return Picture(png, width, height)
