"""Measures how many words of a scanned page are misread, on PDF pages degraded as by a copier.

Each page is drawn at three densities, straight and turned by one degree, blurred and with grain, and read by
Tesseract. The word error rate is the edit distance between the words read and the page's own words, divided
by the number of the latter.

Run: .venv/bin/python -m benchmarks.scans [FILE.pdf] (without it, the briefing)
"""

import io
import sys
import time
from pathlib import Path

import numpy as np
import pypdfium2
import pytesseract
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from ingest.sandbox.recognition import LANGUAGE, recogniser
from tests.helpers.made.pdf import made_pdf

BRIEFING = "one-column.pdf"
DENSITIES = (150, 200, 300)
SKEWS = (0.0, 1.0)
PAGES = 4
POINTS_AN_INCH = 72
GRAIN = 12.0
SEED = 20261128


def copied(page: pypdfium2.PdfPage, density: int, skew: float, noise: np.random.Generator) -> Image.Image:
    """Returns the page as a scan. skew: in degrees."""
    drawn = page.render(scale=density / POINTS_AN_INCH).to_pil().convert("L")
    turned = drawn.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    blurred = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.8 * density / 300)), dtype=float)
    grained = blurred + noise.normal(0, GRAIN, blurred.shape)
    return Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))


def main() -> None:
    """Prints a row for each density and skew."""
    data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else made_pdf(BRIEFING).data
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    numbers = range(1, min(1 + PAGES, len(document)))
    print(f"{recogniser()}, pages {[n + 1 for n in numbers]}\n")
    print("| dots per inch | turned by | word error rate | seconds per page |\n|---|---|---|---|")
    for density in DENSITIES:
        for skew in SKEWS:
            noise = np.random.default_rng(SEED)
            wrong = words = 0
            started = time.perf_counter()
            for number in numbers:
                page = document[number]
                truth = page.get_textpage().get_text_range().replace("\ufffe", "-").split()
                image = copied(page, density, skew, noise)
                config = f"--dpi {density}"
                read = pytesseract.image_to_string(image, lang=LANGUAGE, config=config).split()
                wrong += Levenshtein.distance(truth, read)
                words += len(truth)
            seconds = (time.perf_counter() - started) / len(numbers)
            print(f"| {density} | {skew:g}° | {wrong / words:.3f} | {seconds:.1f} |")


if __name__ == "__main__":
    main()
