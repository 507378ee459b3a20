"""A page with a name on it, open or under a black bar that somebody drew over it."""

import io

from reportlab.pdfgen.canvas import Canvas

NAME = "Peregrine Example"


def page_with_a_name(*, covered: bool) -> bytes:
    """A PDF about a rowing club. covered: the bar is drawn; the name is in the file all the same."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 400), invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(30, 350, "The boat house is locked at night.")
    canvas.drawString(30, 300, "Keys are kept by ")
    left = 30 + canvas.stringWidth("Keys are kept by ")
    canvas.drawString(left, 300, NAME)
    if covered:
        canvas.rect(left - 1, 296, canvas.stringWidth(NAME) + 2, 14, fill=1)
    canvas.save()
    return data.getvalue()
