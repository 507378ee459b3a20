"""Reads scans with Tesseract, a separate program."""

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from PIL import Image

from index.errors import NoPicture, UnreadableDocument, UnsuitableProgram
from index.scans import ScannedPage, ScannedWord
from index.serialization import restored
from ingest.limits import Limits
from ingest.sandbox.page_pictures import Picture, drawing
from ingest.sandbox.process import Isolated, Refused

# Dots per inch. More do not lower the share of misread words (see docs/evaluation.md).
DENSITY = 200
POINTS_AN_INCH = 72
LANGUAGE = "eng"
# A full page takes some seconds.
SECONDS_A_PAGE = 120
WORD, LINE = 5, 4  # Tesseract's numbers for these levels


def recogniser() -> str:
    """Returns the name and version of Tesseract. Raises UnsuitableProgram if it is not installed."""
    try:
        import pytesseract

        return f"tesseract {pytesseract.get_tesseract_version()}"
    except ImportError as error:
        raise UnsuitableProgram(
            "scans cannot be read because pytesseract is not installed: run `pip install 'signpost[ocr]'`"
        ) from error
    except (OSError, SystemExit) as error:
        raise UnsuitableProgram(
            "scans cannot be read because Tesseract is not installed: install it (on Debian, "
            "`apt-get install tesseract-ocr`)"
        ) from error


def scans_of(file: str, data: bytes) -> tuple[ScannedPage, ...]:
    """Reads the pages of a PDF that have a picture and no text; returns nothing for other files.

    Also returns nothing for a file that does not open; the reader reports why. Raises UnreadableDocument if
    a picture cannot be drawn or read.
    """
    if PurePath(file).suffix.lower() != ".pdf":
        return ()
    with Isolated("scans", Limits()) as process:
        try:
            numbers = process.done([], data, lambda value: restored(tuple[int, ...], value))
        except Refused:
            return ()
    pages = []
    with drawing(DENSITY) as draw:
        for number in numbers:
            try:
                pages.append(ScannedPage(number, tuple(_words(draw(data, number)))))
            except NoPicture as error:
                raise UnreadableDocument(file, f"its scans cannot be read: {error}") from error
            except RuntimeError as error:
                raise UnreadableDocument(
                    file, f"Tesseract cannot read the scan of page {number} ({error}): get a better copy"
                ) from error
    return tuple(page for page in pages if page.words)


def _words(shown: Picture) -> Iterator[ScannedWord]:
    import pytesseract

    with Image.open(io.BytesIO(shown.png), formats=["PNG"]) as image:
        scale = shown.width / image.width
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            image,
            lang=LANGUAGE,
            config=f"--dpi {DENSITY}",
            output_type=pytesseract.Output.DICT,
            timeout=SECONDS_A_PAGE,
        )
    line, size = -1, 0.0
    for i, level in enumerate(found["level"]):
        left, top = found["left"][i] * scale, found["top"][i] * scale
        width, height = found["width"][i] * scale, found["height"][i] * scale
        if level == LINE:
            line, size = line + 1, height
        text = str(found["text"][i]).strip()
        if level == WORD and text:
            yield ScannedWord(
                text=text,
                left=round(left, 1),
                top=round(top, 1),
                right=round(left + width, 1),
                bottom=round(top + height, 1),
                line=line,
                size=round(size, 1),
                confidence=round(float(found["conf"][i]), 1),
            )
