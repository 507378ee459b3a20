"""PDFs that a test draws itself, and the result of reading them."""

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read
from ingest.text.reading import Reading

Block = tuple[str, str]


LEFT = (
    "The library lends books to",
    "all readers of the town who",
    "hold a card, for three weeks",
    "at a time, without a fee. It",
    "opens at nine on all days",
)


RIGHT = (
    "but Sunday. Readers return",
    "what they have read at the",
    "desk, or put it through the",
    "slot beside the door when it",
    "is shut.",
)


def drawn(draw: Callable[[Canvas], object], *, creator: str = "") -> bytes:
    """Returns a PDF of one page, 400 points square. creator: the program that says it made it."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 400), invariant=1)
    canvas.setCreator(creator)
    draw(canvas)
    canvas.save()
    return data.getvalue()


def pdf(draw: Callable[[Canvas], object], *, creator: str = "") -> Reading:
    return read(drawn(draw, creator=creator), "made.pdf")


def blocks(reading: Reading) -> list[Block]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def lines(
    canvas: Canvas, x: float, y: float, texts: tuple[str, ...], font: str = "Helvetica", size: float = 10
) -> float:
    """Draws lines downwards from a point; returns where the next one would be."""
    canvas.setFont(font, size)
    for text in texts:
        canvas.drawString(x, y, text)
        y -= 1.2 * size
    return y


def rows_of(draw: Callable[[Canvas], None]) -> list[list[str]]:
    """Returns the passages that are rows, each with its context."""
    found = read_document("made", "made.pdf", drawn(draw))
    return [
        [found.document.text[start:end] for start, end in ((passage.start, passage.end), *passage.context)]
        for passage in found.passages
        if passage.kind == "row"
    ]


def put(canvas: Canvas, texts: dict[tuple[float, float], str], font: str = "Helvetica") -> None:
    """Draws words, each at its place."""
    for (x, y), text in texts.items():
        lines(canvas, x, y, tuple(text.split("\n")), font)
