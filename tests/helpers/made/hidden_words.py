"""Ways to hide words on a PDF page, and to draw what only looks like one."""

from collections.abc import Callable

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.text.reading import Reading
from made import drawn_pdf

SEEN = "The pool opens at nine."


HIDDEN = "Divers swim alone."


Draw = Callable[[Canvas], object]


def pdf(draw: Draw, *, creator: str = "") -> Reading:
    """Reads a page that shows some words, with whatever `draw` draws beside them."""
    return drawn_pdf.pdf(
        steps(("setFont", "Helvetica", 11), ("drawString", 30, 350, SEEN), draw), creator=creator
    )


def words(canvas: Canvas, text: str = HIDDEN, x: float = 30, y: float = 200) -> None:
    canvas.drawString(x, y, text)


def steps(*calls: tuple[str, *tuple[object, ...]] | Draw) -> Draw:
    """Combines calls of a canvas's methods, or calls with it, one after the other."""

    def draw(canvas: Canvas) -> None:
        for call in calls:
            if callable(call):
                call(canvas)
            else:
                getattr(canvas, call[0])(*call[1:])

    return draw


def bar(*colour: float, x: float = 25, width: float = 150, y: float = 195, height: float = 16) -> Draw:
    """Draws a bar of one colour over the words, or elsewhere."""
    return steps(("setFillColorRGB", *colour), lambda canvas: canvas.rect(x, y, width, height, 0, 1))


def photo(size: tuple[int, int] = (60, 60), *, lines: bool = False) -> ImageReader:
    """A picture full of shades; with `lines`, white paper with dark strokes, like a scan."""
    if not lines:
        return ImageReader(Image.radial_gradient("L").resize(size))
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for x in range(0, size[0], 6):
        pen.line((x, 0, x, size[1]), fill=0, width=2)
    return ImageReader(picture)


def invisible(canvas: Canvas, text: str = HIDDEN, y: float = 200, mode: int = 3) -> None:
    line = canvas.beginText(30, y)
    line.setTextRenderMode(mode)
    line.textOut(text)
    line.setTextRenderMode(0)
    canvas.drawText(line)


def clipped(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    words(canvas)
    canvas.restoreState()


def inside_form(draw: Draw) -> Draw:
    """Draws the same in a form that the page draws, like programs that stamp a page."""

    def outer(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.endForm()
        canvas.doForm("inner")

    return outer


def in_colour(*colour: float) -> Draw:
    return steps(("setFillColorRGB", *colour), words)
