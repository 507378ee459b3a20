"""A page with a name on it, visible or under a black bar drawn over it."""

from reportlab.pdfgen.canvas import Canvas

from .drawn_pdf import drawn

NAME = "Peregrine Example"


def page_with_a_name(*, covered: bool) -> bytes:
    """Returns a PDF about a rowing club. covered: a bar hides the name, which is still in the file."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, 350, "The boat house is locked at night.")
        canvas.drawString(30, 300, "Keys are kept by ")
        left = 30 + canvas.stringWidth("Keys are kept by ")
        canvas.drawString(left, 300, NAME)
        if covered:
            canvas.rect(left - 1, 296, canvas.stringWidth(NAME) + 2, 14, fill=1)

    return drawn(page)
