"""Judges white space between words: a gutter between columns ends a line, a gap within it does not."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.layout.drawn.rules import Rules
from ingest.layout.words.list_marks import is_figure, is_mark
from ingest.layout.words.words import Word, says

# All widths are multiples of the type size.
CLOSE = 0.45  # words this close are read one after the other
PADDED = 1.0  # so far from a box within a line
FAR = 3.0  # words farther apart are not
BESIDE = 2.5  # most lines of a column begin, or end, within this distance of each other
EVEN = 0.3  # lines within this distance begin at the same place
GUTTER = 0.5  # the least width of a gutter between two columns
LINE_STEP = 2.0  # from one line of a column to the next
LEVEL = 0.25  # how far apart the baselines of two words on one line may lie
SMALLER = 0.84  # the largest size of a raised mark, as a share of the words beside it
SMALLER_APART = 0.82  # the same for a mark that does not stand close to them
LARGEST = 2.5  # how many times larger the words beside a small one may be
DROPPED = 2.0  # how many times larger the capital is that begins several lines
# A gutter has this many lines on both sides; a narrow gutter has more.
GUTTER_LINES = 3
NARROW_GUTTER_LINES = 4
# Beside a column of so many lines, fewer lines stand on their own behind so wide a gap.
COLUMN_LINES = 4
LONE_GUTTER = 1.5
WALL = 2.2  # the least height of a box of several lines
ENCLOSED_LINES = 7  # for a gutter with lines across it directly above and below
REACH = 14  # how far up and down, in lines, to look for the gutter
MOSTLY = 0.75


@dataclass(frozen=True, slots=True)
class _White:
    """A gap that no word crosses from upper to lower: between columns, or inside the lines of a list."""

    at: float
    upper: float
    lower: float
    parts_columns: bool

    def parts(self, word: Word, following: Word, middle: float) -> bool:
        """Returns whether it lies between two words at this height."""
        return word.right <= self.at <= following.left and self.upper < middle < self.lower


class Field:
    """The words of a page, with fast access to their neighbours."""

    def __init__(self, words: Sequence[Word], rules: Rules) -> None:
        self.words = words
        self.rules = rules
        self.left = np.array([word.left for word in words])
        self.right = np.array([word.right for word in words])
        self.top = np.array([word.top for word in words])
        self.bottom = np.array([word.bottom for word in words])
        self.baseline = np.array([word.baseline for word in words])
        self.whites: list[_White] = []
        self._by_height = sorted(range(len(words)), key=lambda i: words[i].baseline)
        self._heights = [words[i].baseline for i in self._by_height]

    def following(self, i: int) -> int | None:
        """Returns the position of the next word on the same line; None at the line's end."""
        nearest = self._right_of(i)
        if nearest is None or not self._reads_on(self.words[i], self.words[nearest]):
            return None
        return None if self._goes_on_below(i, nearest) else nearest

    def _goes_on_below(self, i: int, beside: int) -> bool:
        """Returns whether the file has the next line below a word before the one beside it, as columns do.

        A label has its value beside it, even if a template has all labels first.
        """
        word, following, below = (self.words[j] for j in (i, beside, min(i + 1, len(self.words) - 1)))
        size = max(word.style.size, following.style.size)
        return (
            below.order < following.order
            and 2 * CLOSE * size <= following.left - word.right < FAR * size
            and 0.5 * size < below.baseline - word.baseline < LINE_STEP * size
            and below.left < word.right
            and says(word)
            and not word.text.endswith(":")
            and says(following)
        )

    def _right_of(self, i: int) -> int | None:
        """Returns the nearest word to the right on the same line."""
        word = self.words[i]
        size = word.style.size
        if i + 1 < len(self.words):
            following = self.words[i + 1]
            level = following.baseline == word.baseline and size < DROPPED * following.style.size
            if level and -0.1 < (following.left - word.right) / size < CLOSE:
                return i + 1
        start = bisect_left(self._heights, word.baseline - LARGEST * size)
        end = bisect_left(self._heights, word.baseline + LARGEST * size)
        beyond = max(word.left, word.right - 0.3 * size)
        beside = [
            j
            for j in self._by_height[start:end]
            if self.words[j].left > beyond and _on_one_line(word, self.words[j])
        ]
        nearest = min(beside, key=lambda j: self.words[j].left, default=None)
        if nearest is None or size < DROPPED * self.words[nearest].style.size:
            return nearest
        # A capital as high as several lines begins the first of them.
        edge = self.words[nearest].left + EVEN * self.words[nearest].style.size
        return next(j for j in beside if self.words[j].left < edge)

    def _reads_on(self, word: Word, following: Word) -> bool:
        """Returns whether a reader goes on from a word to the one on its right."""
        size = max(word.style.size, following.style.size)
        gap = following.left - word.right
        # Within a sentence, the edge of a highlight or of a redaction ends nothing.
        next_in_file = following.order == word.order + 1
        middle = (word.top + word.bottom) / 2
        if gap < (CLOSE if next_in_file and following.spaced else CLOSE / 2) * size:
            return next_in_file or not self._is_walled(word.right, following.left, middle, size)
        sides = [
            edge
            for edge in self.rules.vertical
            if word.right - 1 < edge.at < following.left + 1 and edge.start < middle < edge.end
        ]
        # One side as high as a line is that of a highlight or of a box around words of a line, where the file
        # has one word after the other.
        marked = len(sides) == 1 and next_in_file and gap < PADDED * size
        if sides and not (marked and sides[0].end - sides[0].start <= WALL * size):
            return False
        if gap < CLOSE * size or (gap < FAR * size and self._is_list_mark(word)):
            return True
        known = next((w for w in self.whites if w.parts(word, following, middle)), None)
        if known is None:
            quarter = min(0.25 * size, gap / 2)
            for at in (following.left - quarter, (word.right + following.left) / 2, word.right + quarter):
                known = self._white_at(word, following, size, at)
                if known is not None:
                    self.whites.append(known)
                    break
        if known is not None:
            return not known.parts_columns
        return gap < FAR * size

    def _is_walled(self, left: float, right: float, middle: float, size: float) -> bool:
        """Returns whether the side of a box several lines high is drawn between two words."""
        return any(
            left - 1 < edge.at < right + 1
            and edge.start < middle < edge.end
            and edge.end - edge.start > WALL * size
            for edge in self.rules.vertical
        )

    def _is_list_mark(self, word: Word) -> bool:
        """Returns whether a word is a bullet or a number that begins a line."""
        start, end = (bisect_left(self._heights, word.baseline + side) for side in (-1, 1))
        beside = (self.words[j] for j in self._by_height[start:end])
        return is_mark(word) and not any(
            word.left - word.style.size < other.right <= word.left for other in beside
        )

    def _white_at(self, word: Word, following: Word, size: float, at: float) -> "_White | None":
        """Returns the gap at this place if no word crosses it for several lines."""
        before, after, upper, lower = self._beside(word, following, size, at)
        if len(after) >= GUTTER_LINES and sum(map(is_figure, after)) >= MOSTLY * len(after):
            return _White(at, upper, lower, parts_columns=False)
        lines = min(len(before), len(after))
        gap = following.left - word.right
        lone = len(after) < GUTTER_LINES and gap > LONE_GUTTER * size
        if lone and sum(map(says, before)) >= max(COLUMN_LINES, MOSTLY * len(before)) and says(following):
            return _White(at, upper, lower, parts_columns=True)
        wide = gap >= 2 * CLOSE * size
        if lines < (GUTTER_LINES if wide else NARROW_GUTTER_LINES):
            return None
        # In a few justified lines, gaps can lie one below the other by chance.
        rows = [*before, *after]
        within = min(w.top for w in rows) - upper < size and lower - max(w.bottom for w in rows) < size
        if within and lines < ENCLOSED_LINES:
            return None
        if sum(map(is_mark, before)) >= MOSTLY * len(before):
            return _White(at, upper, lower, parts_columns=False)
        # One line in ten may reach into the gutter, such as a page number below two columns.
        starts, ends = sorted(w.left for w in after), sorted((w.right for w in before), reverse=True)
        white = starts[len(starts) // 10] - ends[len(ends) // 10]
        if white < GUTTER * size or not (_aligned(starts, size) or _aligned(ends, size)):
            return None
        return _White(at, upper, lower, parts_columns=True)

    def _beside(
        self, word: Word, following: Word, size: float, at: float
    ) -> tuple[list[Word], list[Word], float, float]:
        """Returns the nearest words left and right of a place, one per line, and its upper and lower limits.

        The limits are where a word crosses it.
        """
        reach = REACH * 1.2 * size
        crossing = (self.left < at) & (self.right > at)
        top, bottom = min(word.top, following.top), max(word.bottom, following.bottom)
        above = self.bottom[crossing & (self.bottom <= top + 0.3 * size)]
        below = self.top[crossing & (self.top >= bottom - 0.3 * size)]
        upper = max(float(above.max(initial=-np.inf)), top - reach) - 0.3 * size
        lower = min(float(below.min(initial=np.inf)), bottom + reach) + 0.3 * size
        inside = (self.top > upper) & (self.bottom < lower)
        ends = inside & (self.right <= at) & (self.right > word.right - BESIDE * size)
        starts = inside & (self.left >= at) & (self.left < following.left + BESIDE * size)
        before = self._nearest(np.flatnonzero(ends), -self.right)
        after = self._nearest(np.flatnonzero(starts), self.left)
        return before, after, upper, lower

    def _nearest(self, chosen: NDArray[np.int64], distance: NDArray[np.float64]) -> list[Word]:
        """Returns, from the chosen words, the nearest one of each line."""
        rows: dict[float, int] = {}
        for i in chosen:
            row = round(float(self.baseline[i]))
            if row not in rows or distance[i] < distance[rows[row]]:
                rows[row] = int(i)
        return [self.words[i] for i in rows.values()]


def _on_one_line(word: Word, other: Word) -> bool:
    """Returns whether two words share a line: same baseline, or the smaller within the larger's height.

    What stands below the foot of a capital as high as several lines is the next line.
    """
    if abs(word.baseline - other.baseline) < LEVEL * min(word.style.size, other.style.size):
        return True
    small, large = (word, other) if word.style.size < other.style.size else (other, word)
    middle = (small.top + small.bottom) / 2
    dropped = large.style.size >= DROPPED * small.style.size
    lowest = large.baseline if dropped else large.bottom
    # Words of a size between, as in a browser's raised marks, are more often those of another column.
    close = -CLOSE < (other.left - word.right) / large.style.size < CLOSE
    smaller = small.style.size <= (SMALLER if close else SMALLER_APART) * large.style.size
    return smaller and large.top < middle < lowest


def _aligned(sides: Sequence[float], size: float) -> bool:
    """Returns whether most lines begin, or end, at one place, as in columns but not in justified gaps."""
    near = max(sum(abs(side - other) < EVEN * size for other in sides) for side in sides)
    return near > len(sides) / 2
