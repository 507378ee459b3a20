"""Proves that words can be seen, by what a page loses when it is drawn without its text."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.page_objects import TEXT, Parts, address, bounds
from ingest.layout.visibility.legibility import CLEAR, SMALL, Look, Sight
from ingest.layout.visibility.raster import (
    Judged,
    any_within,
    differences,
    drawn,
    first_look,
    in_dots,
    overlapping,
)
from ingest.layout.words.words import Word
from ingest.limits import drawing_scale
from ingest.text.reading import Rectangle

# Dots per point for a second look at whatever remains in doubt.
SECOND_LOOK = 4.0
# Words share a look if the area around them has no more dots than this, or is at most twice the words' own
# area.
TOGETHER = 500_000
# In points: how far two printings of the same words differ in width or height. How far one lies from the
# other, as a multiple of their height.
ALIKE, NEAR = 0.01, 0.5
# In points: how far the page size may differ between reading the words and drawing them.
TOLERANCE = 1.0


def sights_of(
    page: Any,  # noqa: ANN401
    frame: Frame,
    words: Sequence[Word],
    judged: Judged,
    *,
    scanned: bool,
) -> list[Sight]:
    """Returns, for each word of a page, whether it can be seen.

    A word is seen if the page loses it when drawn without text, so not under a bar or picture, not in the
    colour of its background, not in a layer that is switched off. scanned: the page is a picture with
    recognised words; such a word is seen if the picture has ink in its place. Raises PdfiumError if the page
    cannot be drawn.

    Where pdfium places letters depends on what it has drawn in their font, so read first, then draw.
    """
    if not words:
        return []
    proof = _Proof(page, frame, words, judged)
    found = [Sight.SEEN] * len(words)
    pictured: set[int] = set()
    # Words read from a picture are not drawn, so they stand on one another without harm.
    crowded = {} if scanned else proof.crowded()
    for i, verdict, inked in proof.second_look(proof.doubtful(), crowded):
        found[i] = verdict
        if inked:
            pictured.add(i)
    if scanned:
        # Words under a page-wide picture were read from it; a name under a photo was not.
        most = len(pictured) * 2 > len(words)
        for i in pictured:
            if most or found[i] is Sight.UNSEEN:
                found[i] = Sight.SEEN
    return found


class _Proof:
    """A page, its words and the boxes by which they are judged."""

    def __init__(self, page: Any, frame: Frame, words: Sequence[Word], judged: Judged) -> None:  # noqa: ANN401
        self.page, self.words, self.judged = page, words, judged
        self.width, self.height = frame.size(frame.rotation)
        shown = page.get_size()
        misses = max(abs(self.width - shown[0]), abs(self.height - shown[1]))
        if not (min(shown) > 0 and misses <= TOLERANCE):
            raise pypdfium2.PdfiumError("its size is unclear")
        self.parts = Parts(page)
        limits = self.width, self.height, self.width, self.height
        self.around = np.clip(judged.around(), 0, limits)

    def doubtful(self) -> list[int]:
        """Returns the words that a first look does not prove because some letter leaves no clear trace."""
        scale = first_look(self.width, self.height)
        whole = drawn(self.page, scale, gray=True)
        self.parts.show_without(TEXT)
        lost = differences(whole, drawn(self.page, scale, gray=True)) >= CLEAR
        self.parts.show()
        inked = any_within(lost, in_dots(self.judged.boxes, scale, (0, 0), lost.shape))
        in_doubt = np.bincount(self.judged.owners, ~inked, len(self.words)) > 0
        return [
            i
            for i, word in enumerate(self.words)
            if (in_doubt[i] or word.style.size < SMALL) and not all(map(_says_nothing, word.text))
        ]

    def crowded(self) -> dict[int, list[int]]:
        """Returns the words that other words stand on, so that the ink in their place may not be theirs.

        A word printed twice is seen if either is, so each comes with those that repeat it.
        """
        sizes = np.array([word.style.size for word in self.words])
        found = set[int]()
        repeats: dict[int, list[int]] = {}
        for pair in overlapping(self.around, sizes):
            if len({self.words[i].text for i in pair}) > 1:
                found.update(pair)
            else:
                for i, other in permutations(pair):
                    repeats.setdefault(i, []).append(other)
        return {i: repeats.get(i, []) for i in found}

    def second_look(
        self, doubtful: Sequence[int], crowded: Mapping[int, Sequence[int]]
    ) -> Iterator[tuple[int, Sight, bool]]:
        """Yields words with their verdicts, and whether a picture has ink where an unseen word stands.

        crowded: those to judge by what draws them alone, and their repeats.
        """
        if not doubtful and not crowded:
            return
        textpage = self.page.get_textpage()
        drawing = {i: self._drawing(i, textpage.raw) for i in {*doubtful, *crowded}}
        unread = self._unread(textpage) if crowded else []
        alone: dict[tuple[int, ...], tuple[list[int], list[Any]]] = {}
        for i, others in sorted(crowded.items()):
            own = [*drawing[i], *(part for other in others for part in self._drawing(other, textpage.raw))]
            own += [again for again, place in unread if any(_repeats(place, bounds(part)) for part in own)]
            alone.setdefault(tuple(map(address, own)), ([], own))[0].append(i)
        looks = [
            *((group, list[Any]()) for group in self._groups([i for i in doubtful if i not in crowded])),
            *alone.values(),
        ]
        for group, own in looks:
            look = self._look_at(group, own)
            for i in group:
                boxes = in_dots(self.judged.of_word(i), look.scale, look.origin, look.shape)
                verdict = look.verdict(self.words[i], boxes, drawing[i][0])
                inked = verdict in {Sight.UNSEEN, Sight.COVERED} and look.is_inked(boxes)
                yield i, verdict, inked
        textpage.close()

    def _drawing(self, i: int, raw: Any) -> list[Any]:  # noqa: ANN401
        """Returns the text objects that draw a word."""
        first, last = self.judged.positions[i]
        found = (pdfium.FPDFText_GetTextObject(raw, position) for position in range(first, last + 1))
        return list({address(part): part for part in found if part}.values())

    def _unread(self, textpage: Any) -> list[tuple[Any, Rectangle]]:  # noqa: ANN401
        """Returns the text objects that pdfium draws but does not read, such as repeats, and their bounds."""
        positions = range(textpage.count_chars())
        read = (pdfium.FPDFText_GetTextObject(textpage.raw, position) for position in positions)
        return [(part, bounds(part)) for part in self.parts.texts(besides=filter(None, read))]

    def _groups(self, doubtful: Sequence[int]) -> Iterator[list[int]]:
        """Groups words to look at together: same direction, close to each other."""
        group: list[int] = []
        place: Rectangle = (0, 0, 0, 0)
        for i in sorted(doubtful, key=lambda i: (self.words[i].style.turn, self.around[i, 1])):
            left, top, right, bottom = self.around[i]
            wider = min(place[0], left), min(place[1], top), max(place[2], right), max(place[3], bottom)
            apart = _area(wider) > max(TOGETHER, 2 * (_area(place) + _area(self.around[i])))
            if group and apart:
                yield group
                group = []
            place = wider if group else self.around[i]
            group.append(i)
        if group:
            yield group

    def _place(self, group: Sequence[int]) -> Rectangle:
        """Returns the area of a group of words, with two points around it."""
        left, top = self.around[group, :2].min(axis=0) - 2
        right, bottom = self.around[group, 2:].max(axis=0) + 2
        return max(0.0, left), max(0.0, top), min(self.width, right), min(self.height, bottom)

    def _look_at(self, group: Sequence[int], own: Sequence[Any]) -> Look:
        left, top, right, bottom = self._place(group)
        scale = drawing_scale(right - left, bottom - top, SECOND_LOOK)
        crop = (left, self.height - bottom, self.width - right, top)
        return Look(self.page, self.parts, crop, scale, own)


def _area(place: Rectangle) -> float:
    """Returns how many dots a part of the page has."""
    left, top, right, bottom = place
    return (right - left) * (bottom - top) * SECOND_LOOK**2


def _repeats(place: Rectangle, other: Rectangle) -> bool:
    """Returns whether what is drawn at one place is as wide and high as at another, almost the same place."""
    left, bottom, right, top = (a - b for a, b in zip(place, other, strict=True))
    alike = abs(right - left) < ALIKE and abs(top - bottom) < ALIKE
    return alike and max(abs(left), abs(bottom)) < NEAR * (other[3] - other[1])


def _says_nothing(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf"}
