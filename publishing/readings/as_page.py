"""How documents were read, as HTML: a picture of each page beside its passages."""

import base64
import io
from collections.abc import Iterator, Sequence
from html import escape

from PIL import Image

from assistant.library.descriptions import counted
from index.documents import Box
from index.errors import NoPicture
from ingest.sandbox.page_pictures import Draw, Picture, drawing
from publishing.readings.readings import DocumentReading, Piece

STYLE = """
.read-page { display: grid; gap: 1.5rem; border-top: 1px solid #505a5f; padding: 1rem 0; }
.boxed { position: relative; border: 1px solid #505a5f; }
.boxed img { display: block; width: 100%; height: auto; }
.box { position: absolute; outline: 1px solid #1d70b8; outline-offset: 1px; }
.box b { position: absolute; right: 100%; top: 0; padding-right: 4px; font: bold 10px sans-serif;
  color: #1d70b8; background: #fff; }
.read-page ol, .read-outline { list-style: none; padding: 0; margin: 0; }
.read-page li, .read-outline li { margin: 0 0 .75rem; overflow-wrap: anywhere; white-space: pre-line; }
.read-page small, .read-outline small { color: #505a5f; display: block; }
.no-passage { border-left: 4px solid #b1b4b6; padding-left: .5rem; }
@media (min-width: 60rem) { .read-page { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
@media print { .read-page { break-inside: avoid; } }
"""
# In dots per inch: an A4 page is then as wide as half a window.
DENSITY = 70
QUALITY = 60
HOW = (
    "Each passage has a number and a box on its page. Text without a number is a heading, or is not quoted. "
    "Check that no words are missing, joined together or under the wrong heading."
)


def readings_body(readings: Sequence[DocumentReading]) -> str:
    """Returns all readings, as the last part of a page."""
    body = [f"<h2>How the documents were read</h2><p>{HOW}</p>"]
    with drawing(DENSITY) as draw:
        for reading in readings:
            body.append(f"<h3>{escape(reading.title)}</h3>{reading_head(reading)}")
            body += [_page(reading, number, draw) for number in reading.pages] or [outline(reading)]
    return "\n".join(body)


def reading_head(reading: DocumentReading) -> str:
    """Returns the head of a reading: file, number of passages, and what was left out."""
    counts = f"{reading.document.file}: {counted(len(reading.passages), 'passage')}"
    lines = "".join(f"<li>{escape(line)}</li>" for line in reading.left_out)
    return f"<p>{escape(counts)}</p>" + (f"<p>Left out or unusual:</p><ul>{lines}</ul>" if lines else "")


def page_reading(reading: DocumentReading, number: int) -> str:
    """Returns a picture of a page with its passages boxed and numbered, beside their words."""
    with drawing(DENSITY) as draw:
        return _page(reading, number, draw)


def _page(reading: DocumentReading, number: int, draw: Draw) -> str:
    pieces = reading.pieces(number)
    try:
        shown = _boxed(draw(reading.data, number), pieces, number)
    except NoPicture as error:
        shown = f"<p>{escape(str(error))}</p>"
    words = "".join(_items(pieces)) or "<li>No text was read on this page.</li>"
    return (
        f'<section class="read-page" aria-label="Page {number}"><div>{shown}</div><ol>{words}</ol></section>'
    )


def outline(reading: DocumentReading) -> str:
    """Returns the text of a document without pages, in order, with its headings."""
    return f'<ol class="read-outline">{"".join(_items(reading.pieces()))}</ol>'


def _items(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.number is None:
            yield f'<li class="no-passage">{escape(piece.text)}</li>'
            continue
        about = ", ".join(filter(None, [piece.kind, " › ".join(piece.section)]))
        context = "".join(f"<small>introduced by: {escape(words)}</small>" for words in piece.context)
        yield f"<li><small>{piece.number}. {escape(about)}</small>{context}{escape(piece.text)}</li>"


def _boxed(shown: Picture, pieces: Sequence[Piece], number: int) -> str:
    """Returns the picture of a page with numbered boxes around its passages."""
    with Image.open(io.BytesIO(shown.png), formats=["PNG"]) as image:
        packed = io.BytesIO()
        image.convert("RGB").save(packed, "JPEG", quality=QUALITY)
    data = base64.b64encode(packed.getvalue()).decode()
    boxes = "".join(_box(shown, piece, box) for piece in pieces for box in piece.places)
    alt = f"Picture of page {number}. Its words are beside it."
    return f'<div class="boxed"><img src="data:image/jpeg;base64,{data}" alt="{alt}">{boxes}</div>'


def _box(shown: Picture, piece: Piece, box: Box) -> str:
    """Returns a box, positioned in percent of the page."""
    left, width = 100 * box.left / shown.width, 100 * (box.right - box.left) / shown.width
    top, height = 100 * box.top / shown.height, 100 * (box.bottom - box.top) / shown.height
    place = f"left: {left:.2f}%; top: {top:.2f}%; width: {width:.2f}%; height: {height:.2f}%"
    return f'<span class="box" style="{place}" aria-hidden="true"><b>{piece.number}</b></span>'
