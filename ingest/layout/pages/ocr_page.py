"""Lays out a page that was read from its picture."""

from collections.abc import Sequence
from itertools import compress, pairwise
from statistics import median
from typing import Any

import numpy as np

from index.scans import ScannedPage, ScannedWord
from ingest.layout.pages.page_layout import Sheet
from ingest.layout.visibility.raster import contrast, drawn, first_look, in_dots
from ingest.layout.words.glyphs import Style
from ingest.layout.words.lines import Line
from ingest.layout.words.words import Word

# A picture gives the type size by line height, which depends on the letters.
LARGER = 1.3
# Lines of at least this many words show how far the page was turned on the scanner.
LONG = 5
# Words of at least this confidence count as right. Two less certain words this close together make a block
# too doubtful to quote.
SURE = 60.0
NEAR = 5
# The least difference, of 255, between the darkest dot of a word and the lightest around it.
INK = 40


def sheet_of_scan(shown: Any, page: ScannedPage) -> Sheet:  # noqa: ANN401
    """Returns the page's lines, straightened; each word's box stays as in the picture.

    shown: the pypdfium2 page. A word counts only if there is ink in its place. Raises PdfiumError if the
    page cannot be drawn.
    """
    scale = first_look(*shown.get_size())
    dots = drawn(shown, scale, gray=True)
    boxes = np.array([(word.left, word.top, word.right, word.bottom) for word in page.words]).reshape(-1, 4)
    places = in_dots(boxes, scale, (0, 0), dots.shape)
    inked = [contrast(dots[top:bottom, left:right]) >= INK for left, top, right, bottom in places]
    lines: dict[int, list[ScannedWord]] = {}
    for word in compress(page.words, inked):
        lines.setdefault(word.line, []).append(word)
    slope = _slope(list(lines.values()))
    usual = median(word.size for word in page.words) if page.words else 0.0
    order = 0
    laid: list[Line] = []
    for words in lines.values():
        baseline = median(word.bottom - slope * word.left for word in words)
        size = words[0].size if words[0].size >= LARGER * usual else usual
        style = Style(size=round(size, 1), turn=0, bold=False, symbol=False, level=0)
        set_words = []
        for word in sorted(words, key=lambda w: w.left):
            moved = slope * word.left
            box = (round(word.left, 1), round(word.top, 1), round(word.right, 1), round(word.bottom, 1))
            place = (word.left, word.top - moved, word.right, word.bottom - moved)
            sure = word.confidence >= SURE
            set_words.append(Word(word.text, *place, baseline, style, box, True, order, sure=sure))
            order += 1
        laid.append(Line(tuple(set_words), page.number))
    unseen = tuple(word.text for word, seen in zip(page.words, inked, strict=True) if not seen)
    return Sheet(page.number, tuple(laid), unseen=unseen)


def is_doubtful(lines: Sequence[Line]) -> bool:
    """Returns whether two doubtful words stand close together in these lines."""
    unsure = [i for i, word in enumerate(w for line in lines for w in line.words) if not word.sure]
    return any(second - first <= NEAR for first, second in pairwise(unsure))


def _slope(lines: Sequence[Sequence[ScannedWord]]) -> float:
    """Returns how much the lines fall per unit of length from left to right."""
    slopes = [
        (words[-1].bottom - words[0].bottom) / (words[-1].left - words[0].left)
        for words in (sorted(line, key=lambda w: w.left) for line in lines)
        if len(words) >= LONG
    ]
    return median(slopes) if slopes else 0.0
