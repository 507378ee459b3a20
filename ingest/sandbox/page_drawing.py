"""Draws a page of a PDF, in this process (`ingest/sandbox/page_pictures.py` uses another)."""

import base64
import io
import math

import pypdfium2

from index.errors import UnreadableDocument
from ingest.layout.drawn.frame import Frame
from ingest.limits import MOST_DOTS

POINTS_AN_INCH = 72
# How far, in points, the size of a page may differ between who tells where words stand and who draws it.
TOLERANCE = 1.0


def draw(number: int, density: int, data: bytes) -> tuple[str, float, float]:
    """The page of this number, from 1, as PNG in base64, and its width and height in points as it is shown.

    density: dots an inch, fewer where the page is large. Its crop box and its rotation are applied.
    UnreadableDocument: it is no PDF, has no such page, or the page has no size.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        if not 1 <= number <= len(document):
            raise UnreadableDocument("", f"it has no page {number}")
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("", f"it is damaged, or no PDF ({error})") from error
    frame = Frame.of(page)
    width, height = frame.size(frame.rotation)
    shown = page.get_size()
    if min(width, height) <= 0 or max(abs(width - shown[0]), abs(height - shown[1])) > TOLERANCE:
        # A box would be laid over other words than those that are meant.
        raise UnreadableDocument("", f"the size of its page {number} is unclear")
    scale = min(density / POINTS_AN_INCH, math.sqrt(MOST_DOTS / (width * height)))
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().save(picture, "PNG")
    return base64.b64encode(picture.getvalue()).decode(), width, height
