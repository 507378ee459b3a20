"""Pictures of a page as arrays of dots, and the places of its words in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.words.segmentation import Drawn
from ingest.layout.words.words import Word
from ingest.limits import drawing_scale
from ingest.text.reading import Rectangle

# Dots per point for a look at a whole page.
FIRST_LOOK = 1.5
# The share of a letter's box, at top and bottom, that may contain overhang from neighbouring lines.
EDGE = 0.25
# As multiples of the smaller type: words that share at least this much of a line and of its height stand on
# one another.
ACROSS, DOWN = 0.1, 0.25
# So many words are compared with others at once.
TOGETHER = 128
# In points: farther away than anything on a page.
FAR = 1e6

# A row of the array is a row of the page; in a coloured picture, each dot has three colours.
Dots = NDArray[np.uint8]
Numbers = NDArray[np.int64]
Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """The boxes by which the visibility of a page's words is judged.

    boxes: in points, as a viewer shows them (left, top, right, bottom), one a row: the letters and figures
    of a word, without the edges where neighbouring lines overhang; for a word without any, the whole boxes
    of its characters.
    owners: for each box, the position of its word.
    positions: of each word's first and last character on pdfium's page.
    """

    owners: Numbers
    boxes: Boxes
    positions: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, frame: Frame, words: Sequence[Word], drawn: Drawn) -> "Judged":
        """Collects the boxes. drawn: how the words are drawn."""
        owners = np.repeat(np.arange(len(words)), [len(word.text) for word in words])
        letters = np.array([c.isalnum() for word in words for c in word.text], np.bool_)
        lettered = np.bincount(owners, letters, len(words)) > 0
        judged = letters | ~lettered[owners]
        owners = owners[judged]
        turns = np.where(lettered, [word.style.turn for word in words], -1)[owners]
        left, bottom, right, top = np.clip(drawn.rectangles[judged], -FAR, FAR).T
        upright, sideways = (np.isin(turns, pair) * EDGE for pair in ((0, 180), (90, 270)))
        across, along = (top - bottom) * upright, (right - left) * sideways
        shown = frame.shown((left + along, bottom + across, right - along, top - across))
        return cls(owners, np.stack(shown, axis=1), drawn.positions)

    def of_word(self, i: int) -> Boxes:
        """Returns the boxes of one word."""
        start, end = np.searchsorted(self.owners, (i, i + 1))
        return self.boxes[start:end]

    def around(self) -> Boxes:
        """Returns the box around each word's boxes, one a row."""
        starts = np.searchsorted(self.owners, np.arange(len(self.positions)))
        least, most = (way.reduceat(self.boxes, starts) for way in (np.minimum, np.maximum))
        return np.concatenate((least[:, :2], most[:, 2:]), axis=1)


def overlapping(boxes: Boxes, sizes: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Returns the pairs of words that stand on one another, each pair once.

    boxes: around each word, one a row. sizes: of their type.
    """
    order = np.argsort(boxes[:, 1], kind="stable")
    left, top, right, bottom = boxes[order].T
    size = sizes[order]
    # From the top, the words that begin above the end of one follow it.
    ends = np.searchsorted(top, bottom)
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(order), TOGETHER):
        last = ends[start : start + TOGETHER].max()
        some, others = np.s_[start : start + TOGETHER, None], np.s_[start:last]
        smaller = np.minimum(size[some], size[others])
        across = np.minimum(right[some], right[others]) - np.maximum(left[some], left[others])
        down = np.minimum(bottom[some], bottom[others]) - np.maximum(top[some], top[others])
        shared = np.triu((across >= ACROSS * smaller) & (down >= DOWN * smaller), k=1)
        pairs += ((int(order[start + i]), int(order[start + j])) for i, j in np.argwhere(shared))
    return pairs


def first_look(width: float, height: float) -> float:
    """Returns the scale at which a whole page is drawn."""
    return drawing_scale(width, height, FIRST_LOOK)


def drawn(
    page: Any,  # noqa: ANN401
    scale: float,
    crop: Rectangle = (0, 0, 0, 0),
    *,
    gray: bool = False,
    ground: tuple[int, int, int, int] | None = None,
) -> Dots:
    """Draws a pypdfium2 page as a viewer shows it; on a ground colour, without its annotations.

    crop: how many points to cut off (left, bottom, right, top).
    """
    bitmap = page.render(
        scale=scale,
        crop=crop,
        grayscale=gray,
        fill_color=ground or (255, 255, 255, 255),
        draw_annots=ground is None,
    )
    dots: Dots = bitmap.to_numpy().copy()
    bitmap.close()
    return dots


def in_dots(boxes: Boxes, scale: float, origin: tuple[int, int], shape: tuple[int, ...]) -> Numbers:
    """Converts boxes to dots of a part of the page, each at least one dot. origin: the part's first dot."""
    height, width = shape[:2]
    left, top, right, bottom = boxes.T * scale
    x0 = np.clip(np.floor(left) - origin[0], 0, width - 1)
    y0 = np.clip(np.floor(top) - origin[1], 0, height - 1)
    x1 = np.clip(np.ceil(right) - origin[0], x0 + 1, width)
    y1 = np.clip(np.ceil(bottom) - origin[1], y0 + 1, height)
    return np.stack((x0, y0, x1, y1), axis=1).astype(np.int64)


def differences(first: Dots, second: Dots) -> Dots:
    """Returns how far two pictures differ, dot by dot, in the colour that differs most."""
    differences: Dots = np.maximum(first, second) - np.minimum(first, second)
    return differences if differences.ndim == 2 else differences.max(axis=2)


def any_within(marked: NDArray[np.bool_], boxes: Numbers) -> NDArray[np.bool_]:
    """Returns, for each box of dots (left, top, right, bottom), whether it contains a marked dot."""
    width = marked.shape[1]
    counts = np.zeros(marked.size + 1, np.int32)
    np.cumsum(marked, dtype=np.int32, out=counts[1:])
    left, top, right, bottom = boxes.T
    found = np.zeros(len(boxes), np.bool_)
    for down in range(int((bottom - top).max(initial=0))):
        row = np.minimum(top + down, bottom - 1) * width
        found |= counts[row + right] > counts[row + left]
    return found


def contrast(dots: Dots) -> int:
    """Returns the difference between the lightest and darkest dot, in the colour where it is largest."""
    return int(np.ptp(dots, axis=(0, 1)).max())


def extent(ink: NDArray[np.bool_]) -> int:
    """Returns the height or width of a letter in dots, whichever is larger."""
    return max(int(np.ptp(found)) + 1 for found in np.nonzero(ink)) if ink.any() else 0
