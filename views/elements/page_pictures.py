"""The pictures of the pages of the held PDFs, drawn when they are first looked at."""

import io
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from index.documents import Document
from index.settings import Settings
from index.storage.boxes import outlines
from index.storage.builds import original
from index.storage.checked_files import read_file
from index.storage.passage_index import PassageIndex
from ingest.sandbox.page_pictures import Picture, picture
from views.current_build import current_index

# Of a few hundred kilobytes each, at most 24 MiB: what a handful of people leaf through.
KEPT = 32
# A page takes a processor for a moment, and some memory: visitors wait for one another, and not the answers.
# Dark red, and thick enough to be seen on a picture that is shown at a third of its size.
LINE, LINE_DOTS, GAP_POINTS = (176, 0, 32), 5, 3
_DRAWING = threading.BoundedSemaphore(2)


def picture_address(sha256: str, number: int, start: int, end: int) -> str:
    """The address, from the page Ask, of a page's picture with the words from start to end boxed."""
    return f"pages/{sha256}/{number}.png?from={start}&to={end}"


def boxed_page(settings: Settings, sha256: str, number: int, start: int, end: int) -> bytes | None:
    """The picture of a page, a PNG, with a line around the words from start to end that stand on it.

    None, errors: see `page_picture`. Where it is not known where the words stand there is no line.
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
    """A page, from 1, of the document of the current build that has this SHA-256.

    None: the current build has no such document, or it is no PDF, or has no such page. UnreadableIndex:
    see `current_index`, or the file is not the one that was read. NoPicture: the page cannot be drawn.
    """
    found = _drawn(settings, current_index(settings), sha256, number)
    return found[1] if found else None


def document_of(build: PassageIndex, sha256: str) -> Document | None:
    """The document of a build that was read from the file with this SHA-256."""
    return next((found for found in build.documents.values() if found.sha256 == sha256), None)


def _drawn(
    settings: Settings, build: PassageIndex, sha256: str, number: int
) -> tuple[Document, Picture] | None:
    document = document_of(build, sha256)
    if document is None or not _has_page(document, number):
        return None
    return document, _drawer(settings.index, build.meta.build)(sha256, number)


def _has_page(document: Document, number: int) -> bool:
    is_pdf = Path(document.file).suffix.lower() == ".pdf"
    return is_pdf and any(page.number == number for page in document.pages)


@lru_cache(maxsize=1)
def _drawer(index: Path, _build: str) -> Callable[[str, int], Picture]:
    """What draws each page once. For another build it begins anew: what was withdrawn is gone then."""

    @lru_cache(maxsize=KEPT)
    def drawn(sha256: str, number: int) -> Picture:
        with _DRAWING:
            return picture(read_file(original(index, sha256), sha256), number)

    return drawn
