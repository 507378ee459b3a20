"""Made scans: pages of words drawn as pictures, like a copier's."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SIZE = (400, 400)
DENSITY = 200
INCH = 72


def written(*pages: Sequence[str], size: float = 11) -> bytes:
    """Returns a PDF with the lines of each page as text; the first line is a heading of twice the size."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=SIZE, invariant=1)
    for lines in pages:
        for i, line in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if i == 0 else "Helvetica", size if i else 2 * size)
            canvas.drawString(30, 350 - 15 * i - (15 if i else 0), line)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def scanned(data: bytes, numbers: Sequence[int], *, skew: float = 0.0, blot: bool = False) -> bytes:
    """Returns the PDF with these pages, from 1, as pictures, turned by some degrees.

    blot: adds a grey smear that makes some words hard to read.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    source = pypdfium2.PdfDocument(data)
    for number in range(1, len(source) + 1):
        page = source[number - 1]
        if number in numbers:
            picture = page.render(scale=DENSITY / INCH).to_pil().convert("L")
            if blot:
                place = (90, 170, 900, 250)
                coarse = picture.crop(place).resize((150, 15))
                picture.paste(coarse.resize((810, 80), Image.Resampling.NEAREST), place[:2])
            picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
            canvas.drawImage(ImageReader(picture), 0, 0, *SIZE)
        else:
            text = page.get_textpage().get_text_range().splitlines()
            for i, line in enumerate(text):
                canvas.drawString(30, 350 - 15 * i, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
