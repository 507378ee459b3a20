"""Draws a page of a PDF in this process (`ingest/sandbox/page_pictures.py` uses another)."""

import base64
import io

import pypdfium2

from index.errors import UnreadableDocument
from ingest.layout.drawn.page_frame import Frame
from ingest.limits import drawing_scale

POINTS_AN_INCH = 72
# In points: how far the page size may differ between reading the words and drawing them.
TOLERANCE = 1.0


def draw(number: int, density: int, data: bytes) -> tuple[str, float, float]:
    """Returns a page, numbered from 1, as PNG in base64, with its width and height in points as shown.

    density: dots per inch, lowered if the page is large. The page's crop box and rotation are applied.
    Raises UnreadableDocument if it is not a PDF, or if the page does not exist or has no size.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        if not 1 <= number <= len(document):
            raise UnreadableDocument("", f"it has no page {number}")
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("", f"it is damaged, or not a PDF ({error})") from error
    frame = Frame.of(page)
    width, height = frame.size(frame.rotation)
    shown = page.get_size()
    if min(width, height) <= 0 or max(abs(width - shown[0]), abs(height - shown[1])) > TOLERANCE:
        # Boxes would be drawn over the wrong words.
        raise UnreadableDocument("", f"the size of page {number} is unclear")
    scale = drawing_scale(width, height, density / POINTS_AN_INCH)
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().save(picture, "PNG")
    return base64.b64encode(picture.getvalue()).decode(), width, height
