"""The words of a page before their visibility is checked, and those of them that are redacted."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.pages.marks import Marks
from ingest.layout.pages.tags import heading_levels
from ingest.layout.visibility.actual_text import prefer_drawn
from ingest.layout.visibility.legibility import Sight
from ingest.layout.visibility.raster import Judged, overlapping
from ingest.layout.words.segmentation import words_of
from ingest.layout.words.whites import LEVEL
from ingest.layout.words.words import Links, Word
from ingest.text.bars import BAR
from ingest.text.reading import Rectangle

QUOTED = {Sight.SEEN, Sight.UNKNOWN}
# A mark that covers no larger share of a word's width is meant for the word beside it.
EDGE = 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a page before their visibility is checked.

    left_out: see `words_of`. replaced: see `prefer_drawn`.
    """

    words: Sequence[Word]
    judged: Judged
    left_out: Mapping[str, int]
    replaced: int | None
    marks: Marks


def text_of(page: Any, links: Links, marks: Marks) -> Text:  # noqa: ANN401
    """Reads the words of a pypdfium2 page. links: see `words_of`."""
    frame = Frame.of(page)
    replaced = prefer_drawn(page)
    words, drawn, left_out = words_of(page, frame, heading_levels(page), links)
    return Text(words, Judged.of(frame, words, drawn), left_out, replaced, marks)


def to_redact(text: Text, sights: Sequence[Sight], frame: Frame) -> set[int]:
    """Returns which of the words that can be seen are marked to be redacted, also in part."""
    places = [(word.style.turn, word) for word in text.words] if text.marks.redactions else ()
    return {
        i
        for i, (turn, word) in enumerate(places)
        if sights[i] in QUOTED
        and any(_is_under(word, frame.turned(turn, mark)) for mark in text.marks.redactions)
    }


def _is_under(word: Word, mark: Rectangle) -> bool:
    """Returns whether a mark covers the middle of a word's height and more than its edge."""
    across = min(mark[2], word.right) - max(mark[0], word.left)
    return across > EDGE * (word.right - word.left) and mark[1] < (word.top + word.bottom) / 2 < mark[3]


def redacted(text: Text, sights: Sequence[Sight]) -> list[Word]:
    """Returns the hidden words, so that the words around them are laid out as before the redaction.

    Without those that another word was written on, which takes their place, and without lines of which
    nothing is seen, which may be of an older page under this one.
    """
    if all(sight in QUOTED for sight in sights):
        return []
    sizes = np.array([word.style.size for word in text.words])
    pairs = overlapping(text.judged.around(), sizes)
    retyped = {i for pair in pairs if any(sights[k] in QUOTED for k in pair) for i in pair}
    levels: dict[int, list[float]] = {}
    for word, sight in zip(text.words, sights, strict=True):
        if sight in QUOTED:
            levels.setdefault(word.style.turn, []).append(word.baseline)
    found = {turn: sorted(levels[turn]) for turn in levels}
    words = (
        replace(word, covered=True, text=BAR if sights[i] is Sight.COVERED else word.text)
        for i, word in enumerate(text.words)
        if sights[i] not in QUOTED and i not in retyped
    )
    return [word for word in words if _is_at(found.get(word.style.turn, ()), word)]


def _is_at(levels: Sequence[float], word: Word) -> bool:
    """Returns whether a word stands at one of these heights, in ascending order."""
    reach = LEVEL * word.style.size
    return bisect_left(levels, word.baseline - reach) < bisect_left(levels, word.baseline + reach)
