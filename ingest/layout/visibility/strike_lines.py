"""The lines drawn on a page that may strike words through, and the words that they are level with."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.rules import MEET
from ingest.layout.drawn.shapes import THIN, WHITE, Shape
from ingest.layout.words.words import Word

# How far above the baseline a strike-out line runs, and its greatest thickness, as multiples of the type
# size.
LOWEST, HIGHEST = 0.1, 0.5
THICKEST = 0.25
# A band, such as the room of a wave, may be thicker if all of it is above the baseline, as few markers are,
# and its ink is no lighter than this share of white, as none of a marker is.
BAND = 0.4
LIGHT = 0.5
LUMINANCE = (0.299, 0.587, 0.114)
# In points: the thickest band. A dot may be this much higher than it is wide.
THICKEST_BAND = 8.0
DOT = 2.0
# How far a line drawn by hand may rise or fall, as a share of its length.
SLANT = 0.06
# In points: dashes of one line lie within this height of each other.
LEVEL = 0.5


@dataclass(frozen=True, slots=True)
class StrikeLine:
    """A line in the direction of some words, with its sides in their frame.

    shapes: its dashes. fall: how much lower it ends than it begins.
    """

    left: float
    top: float
    right: float
    bottom: float
    shapes: tuple[Shape, ...]
    fall: float = 0.0

    @property
    def at(self) -> float:
        """Returns the height of its middle."""
        return (self.top + self.bottom) / 2

    def height(self, word: Word) -> float:
        """Returns its height at the middle of a word."""
        share = ((word.left + word.right) / 2 - self.left) / (self.right - self.left)
        return self.at + (min(max(share, 0.0), 1.0) - 0.5) * self.fall

    @property
    def thickness(self) -> float:
        """Returns that of its thickest dash."""
        return max(shape.thickness for shape in self.shapes)

    @property
    def is_dark(self) -> bool:
        """Returns whether none of its ink is as light as a marker's."""
        return all(
            sum(share * part for share, part in zip(LUMINANCE, shape.ink, strict=True)) <= LIGHT * 255
            for shape in self.shapes
        )

    def joined(self, dash: "StrikeLine") -> "StrikeLine":
        """Returns it with a further dash."""
        right, bottom = max(self.right, dash.right), max(self.bottom, dash.bottom)
        return StrikeLine(self.left, min(self.top, dash.top), right, bottom, (*self.shapes, *dash.shapes))


@dataclass(frozen=True, slots=True)
class Level:
    """The words of one direction, sorted by baseline, and how far below a line through them that may lie."""

    words: list[Word]
    reach: float

    def words_at(self, line: StrikeLine) -> list[Word]:
        """Returns the words that a line is level with and thin enough for, wherever it begins and ends."""
        start = bisect_left(self.words, line.top, key=lambda word: word.baseline)
        end = bisect_right(self.words, line.bottom + self.reach, key=lambda word: word.baseline)
        level = [
            word
            for word in self.words[start:end]
            if LOWEST * word.style.size <= word.baseline - line.height(word) <= HIGHEST * word.style.size
        ]
        if not level:
            return []
        thickness, dark = line.thickness, line.is_dark
        return [
            word
            for word in level
            if thickness <= (BAND if dark and _is_above(line, word) else THICKEST) * word.style.size
        ]


def _is_above(line: StrikeLine, word: Word) -> bool:
    """Returns whether all of a line is well above a word's baseline."""
    return word.baseline - line.bottom >= LOWEST * word.style.size


def levels_of(words: Iterable[Word]) -> dict[int, Level]:
    """Returns the words of each direction."""
    directions: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda word: word.baseline):
        directions.setdefault(word.style.turn, []).append(word)
    return {
        turn: Level(found, HIGHEST * max(word.style.size for word in found))
        for turn, found in directions.items()
    }


def lines_of_shapes(shapes: Iterable[Shape], turn: int, frame: Frame) -> list[StrikeLine]:
    """Returns the lines in one direction, those in dashes or pieces joined."""
    found = (
        StrikeLine(*frame.turned(turn, shape.around), (shape,), _fall(shape, turn, frame))
        for shape in shapes
        if min(shape.ink) < WHITE
    )
    rows: list[list[StrikeLine]] = []
    for one in sorted(filter(_is_level, found), key=lambda one: one.at):
        if rows and one.at - rows[-1][0].at < LEVEL:
            rows[-1].append(one)
        else:
            rows.append([one])
    lines: list[StrikeLine] = []
    for row in rows:
        first, *others = sorted(row, key=lambda one: one.left)
        lines.append(first)
        for one in others:
            if one.left <= lines[-1].right + MEET:
                lines[-1] = lines[-1].joined(one)
            else:
                lines.append(one)
    return lines


def _is_level(line: StrikeLine) -> bool:
    """Returns whether something drawn can be a line, a dot of one, a band or a wave."""
    height, width = line.bottom - line.top, line.right - line.left
    if line.shapes[0].ends is not None and height < SLANT * width:
        return True
    if height < THIN:
        return width > 0 and height <= DOT * width
    filled = line.shapes[0].colour is not None
    return filled and 2 * height < width and height < THICKEST_BAND


def _fall(shape: Shape, turn: int, frame: Frame) -> float:
    """Returns how much lower an open line ends than it begins, for words of this direction."""
    if shape.ends is None:
        return 0.0
    first, last = sorted(frame.turned(turn, (x, y, x, y))[:2] for x, y in shape.ends)
    return last[1] - first[1]
