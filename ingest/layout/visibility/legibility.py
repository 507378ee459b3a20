"""Looks closely at words of a page, to see whether they stand out from their background."""

import ctypes
import math
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from ingest.layout.drawn.page_objects import PICTURE, TEXT, Parts, hidden
from ingest.layout.visibility.raster import Dots, Numbers, contrast, differences, drawn, extent
from ingest.layout.words.words import Word
from ingest.text.reading import Rectangle

# Of 255 shades: a difference that leaves no doubt, and the least that an eye can see.
CLEAR = 64
FAINT = 8
# The contrast of ink in a picture, whose background varies as paper does; the darkest shade of white paper.
INK = 32
WHITE = 240
# A letter is hidden if a smaller share of it is visible; a word, if a larger share of its letters is hidden,
# or any figure.
SEEN_SHARE = 0.2
HIDDEN_SHARE = 0.2
# In points: smaller type may be too small to read; it is if no letter is larger than the second value.
SMALL = 2.5
TINY = 1.2
# A ground colour not used under text, so that anything drawn over it differs from it.
GROUND = (255, 0, 255, 255)
GROUND_DOT = np.array(GROUND[:3], np.uint8)


class Sight(Enum):
    """The visibility of a word on its page.

    UNSEEN: it is not drawn, or drawn in the colour of paper or too small to read.
    COVERED: it is drawn, but something over or behind it hides it.
    UNKNOWN: neither the file nor this machine has its font, so nobody can tell.
    """

    SEEN = "seen"
    UNSEEN = "unseen"
    COVERED = "covered"
    UNKNOWN = "unknown"


class Look:
    """A part of a page drawn whole, without text, as text alone and, if asked for, as pictures alone.

    crop: how many points of the page lie beside it (left, bottom, right, top). scale: dots per point. own:
    pdfium's text objects that stand for all text, where other words stand on them.
    """

    def __init__(
        self,
        page: Any,  # noqa: ANN401
        parts: Parts,
        crop: Rectangle,
        scale: float,
        own: Sequence[Any] = (),
    ) -> None:
        self._page, self._parts, self._crop, self.scale = page, parts, crop, scale
        self.origin = math.ceil(crop[0] * scale), math.ceil(crop[3] * scale)
        self._whole = drawn(page, scale, crop)
        with hidden(own or parts.texts()):
            self._bare = drawn(page, scale, crop)
        self._parts.show({TEXT})
        with hidden(parts.texts(besides=own) if own else ()):
            self._alone = drawn(page, scale, crop, ground=GROUND)
        self._parts.show()

    @cached_property
    def _pictures(self) -> Dots:
        self._parts.show({PICTURE})
        pictures = drawn(self._page, self.scale, self._crop, gray=True)
        self._parts.show()
        return pictures

    @property
    def shape(self) -> tuple[int, ...]:
        """Returns its height and width in dots."""
        return self._whole.shape[:2]

    def verdict(self, word: Word, boxes: Numbers, part: Any) -> Sight:  # noqa: ANN401
        """Returns whether a word can be seen. boxes: those it is judged by. part: pdfium's text object."""
        places = _places(boxes)
        inks = [differences(self._alone[place], GROUND_DOT) for place in places]
        peak = max(int(ink.max()) for ink in inks)
        if peak < FAINT:
            return self._undrawn(word, places, part)
        strokes = [ink >= max(FAINT, peak // 2) for ink in inks]
        seen = [
            stroke & (differences(self._whole[place], self._bare[place]) >= FAINT)
            for stroke, place in zip(strokes, places, strict=True)
        ]
        letters = [c for c in word.text if c.isalnum()] or word.text
        hidden = [
            letter
            for letter, stroke, ink in zip(letters, strokes, seen, strict=True)
            if ink.sum() < SEEN_SHARE * stroke.sum()
        ]
        if any(map(str.isdecimal, hidden)) or len(hidden) > HIDDEN_SHARE * len(letters):
            return Sight.UNSEEN if self._is_paper(places, inks) else Sight.COVERED
        if word.style.size < SMALL and max(map(extent, seen)) < TINY * self.scale:
            return Sight.UNSEEN
        return Sight.SEEN

    def is_inked(self, boxes: Numbers) -> bool:
        """Returns whether a picture has ink at a word's place."""
        return any(contrast(self._pictures[place]) >= INK for place in _places(boxes))

    def _undrawn(self, word: Word, places: Sequence[Any], part: Any) -> Sight:  # noqa: ANN401
        """Returns the verdict on a word that leaves no ink by itself."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(part)
        if mode >= pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP:
            # The word is a clipping outline for what is painted after it.
            painted = all(contrast(self._whole[place]) >= CLEAR for place in places)
            return Sight.SEEN if painted else Sight.UNSEEN
        invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        return Sight.UNSEEN if invisible or not _lacks_its_font(part, word.text) else Sight.UNKNOWN

    def _is_paper(self, places: Sequence[Any], inks: Sequence[Dots]) -> bool:
        """Returns whether both a word and its background have the colour of paper."""
        place, ink = max(zip(places, inks, strict=True), key=lambda found: int(found[1].max()))
        colour = self._alone[place][np.unravel_index(ink.argmax(), ink.shape)]
        return bool(min(colour) >= WHITE and np.median(self._whole[place], axis=(0, 1)).min() >= WHITE)


def _places(boxes: Numbers) -> list[Any]:
    return [np.s_[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]


def _lacks_its_font(part: Any, text: str) -> bool:  # noqa: ANN401
    """Returns whether a visible word's glyphs are missing from both the file and this machine."""
    font = pdfium.FPDFTextObj_GetFont(part)
    alpha = ctypes.c_uint()
    pdfium.FPDFPageObj_GetFillColor(part, *(ctypes.c_uint() for _ in range(3)), alpha)
    if alpha.value == 0 or pdfium.FPDFFont_GetIsEmbedded(font) != 0:
        return False
    shapes = (pdfium.FPDFFont_GetGlyphPath(font, ord(character), 1.0) for character in text)
    return not any(shape and pdfium.FPDFGlyphPath_CountGlyphSegments(shape) > 0 for shape in shapes)
