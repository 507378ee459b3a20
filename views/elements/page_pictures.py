"""Pictures of PDF pages, drawn when someone first opens them."""

import io
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from index.documents import Document
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from index.storage.published import Published
from index.storage.word_boxes import outlines
from ingest.sandbox.page_pictures import Picture, picture
from views.current_build import current_index, published

# Pages kept in memory, a few hundred kilobytes each, at most 24 MiB: enough for a handful of readers.
KEPT = 32
# Dark red, and thick enough to be seen when the picture is shown at a third of its size.
LINE, LINE_DOTS, GAP_POINTS = (176, 0, 32), 5, 3
# Drawing takes a processor and some memory. Readers of pictures queue here, so that answers need not wait.
_DRAWING = threading.BoundedSemaphore(2)


def picture_address(sha256: str, number: int, start: int, end: int) -> str:
    """Returns the address, relative to the page Ask, of a page picture with a box around these words."""
    return f"pages/{sha256}/{number}.png?from={start}&to={end}"


def boxed_page(settings: Settings, sha256: str, number: int, start: int, end: int) -> bytes | None:
    """Returns a page as a PNG, with a box around those of the words from start to end that are on it.

    Draws no box where the place of the words is unknown. Returns None and raises as `page_picture` does.
    """
    build = current_index(settings)
    found = _drawn(settings, build, sha256, number)
    if found is None:
        return None
    document, picture = found
    boxes = build.boxes(document.source_id, start, end)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    scale, pen = image.width / picture.width, ImageDraw.Draw(image)
    for box in outlines(box for box in boxes if box.page == number):
        sides = (box.left - GAP_POINTS, box.top - GAP_POINTS, box.right + GAP_POINTS, box.bottom + GAP_POINTS)
        pen.rectangle([side * scale for side in sides], outline=LINE, width=LINE_DOTS)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def page_picture(settings: Settings, sha256: str, number: int) -> Picture | None:
    """Returns the picture of a page, counted from 1, of the document with this SHA-256.

    Returns None if the current build has no such document, it is not a PDF, or it has no such page. Raises
    UnreadableIndex as `current_index` does, or if the file is not the one that was read; raises NoPicture if
    the page cannot be drawn.
    """
    found = _drawn(settings, current_index(settings), sha256, number)
    return found[1] if found else None


def document_of(build: PassageIndex, sha256: str) -> Document | None:
    """Returns the document of a build that was read from the file with this SHA-256."""
    return next((found for found in build.documents.values() if found.sha256 == sha256), None)


def _drawn(
    settings: Settings, build: PassageIndex, sha256: str, number: int
) -> tuple[Document, Picture] | None:
    document = document_of(build, sha256)
    if document is None or not _has_page(document, number):
        return None
    return document, _drawer(published(settings), build.meta.build)(sha256, number)


def _has_page(document: Document, number: int) -> bool:
    is_pdf = Path(document.file).suffix.lower() == ".pdf"
    return is_pdf and any(page.number == number for page in document.pages)


@lru_cache(maxsize=1)
def _drawer(where: Published, _build: str) -> Callable[[str, int], Picture]:
    """Returns a function that draws each page once. A new build gets a new one: withdrawn pages are gone."""

    @lru_cache(maxsize=KEPT)
    def drawn(sha256: str, number: int) -> Picture:
        with _DRAWING:
            return picture(where.original(sha256), number)

    return drawn
