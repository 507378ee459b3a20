"""A page with words that a line may strike through, and words below them that none does."""

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.pdf import read_pdf
from ingest.text.reading import Reading
from made import drawn_pdf
from made.hidden_words import Draw

OLD = "Visitors may use the side gate."
NEW = "Visitors use the main door."
BASE = 200.0


def drawn(draw: Draw, *, size: float = 11, turned: int = 0) -> bytes:
    """Makes a page with the old words and, on the next line, the new ones."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", size)
        canvas.drawString(30, BASE, OLD)
        canvas.drawString(30, BASE - 40, NEW)
        draw(canvas)

    return drawn_pdf.drawn(page)


def read(data: bytes) -> tuple[str, list[str]]:
    reading: Reading = read_pdf(data, "gate.pdf")
    return reading.text, [found.words for found in reading.struck]


def width(text: str = OLD, size: float = 11) -> float:
    return float(Canvas("").stringWidth(text, "Helvetica", size))


def line(y: float, *, left: float = 30, right: float | None = None, thick: float = 0.7) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(thick)
        canvas.line(left, y, 30 + width() if right is None else right, y)

    return draw


def both(*draws: Draw) -> Draw:
    return lambda canvas: [draw(canvas) for draw in draws]


def bar(y: float, height: float) -> Draw:
    return lambda canvas: canvas.rect(30, y, width(), height, stroke=0, fill=1)


def wave(height: float) -> Draw:
    """Draws a curved wave through the old words."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(30, BASE + 3)
        for x in range(30, round(30 + width()), 4):
            path.curveTo(x + 1, BASE + 3 + height, x + 3, BASE + 3 - height, x + 4, BASE + 3)
        canvas.drawPath(path)

    return draw
