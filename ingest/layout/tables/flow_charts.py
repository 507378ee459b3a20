"""Finds flow charts: boxes with words, connected by lines."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.layout.drawn.rules import Edge, Rules
from ingest.layout.drawn.shapes import Point, Stroke
from ingest.layout.words.lines import Line, lines_of, order_of
from ingest.layout.words.words import Word, stands_in
from ingest.text.reading import Rectangle

# In points. A smaller shape is a mark; boxes closer together are cells of a table.
LEAST_WIDTH, LEAST_HEIGHT = 20.0, 10.0
APART = 6.0
# How far from a box its connecting line may end: the arrowhead stands between.
ARROW = 14.0
# Lines whose ends are this close form one path.
JOINED = 3.0
# The widest space between an arrow and a word of one sentence, in type sizes.
SPACE = 0.5
# How far from its path a "Yes" or "No" may stand.
LABEL = 30.0
# A box with more words is page text with a frame around it.
MOST_WORDS = 60
# A page with more shapes is a drawing.
MOST_SHAPES = 300
SAYING = re.compile(r"[^\W\d_]{3}")  # real words, unlike the labels of a drawing
DOWN, ACROSS = set("↓↑⬇⬆⇩⇧⇓⇑"), set("→←➡⬅⇨⇦⇒⇐")
BRANCH = re.compile(r"(yes|no)[.:,]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Station:
    """A box of a flow chart. lines: its words, after the "Yes" or "If no" that leads to it."""

    lines: tuple[Line, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def asks(self) -> bool:
        """Returns whether it contains a question."""
        return self.lines[-1].text.endswith("?")

    @property
    def order(self) -> tuple[int, int]:
        """Returns the places of its first and its last word in the file."""
        return order_of(self.lines)


def stations_of(words: Sequence[Word], rules: Rules, page: int) -> tuple[list[Station], list[Word]]:
    """Returns the boxes of a page's flow charts, and the words outside them.

    A box counts if a line, a chain of lines, or an arrow among the words leads from it to another.
    """
    found = ((_arrow(word), word) for word in words)
    arrows = {stroke: word for stroke, word in found if stroke and not _is_in_text(word, words)}
    strokes = [*rules.strokes, *arrows]
    if not 0 < len(strokes) <= MOST_SHAPES or not 1 < len(rules.boxes) <= MOST_SHAPES:
        return [], list(words)
    stations = [_station(box, held, page) for box, held in _boxes(words, rules)]
    ways = _ways(strokes)
    reached = [[i for i, s in enumerate(stations) if _touches(way, s)] for way in ways]
    led_to = {i for ends in reached if len(ends) > 1 for i in ends}
    if not led_to:
        return [], list(words)
    rest = [w for w in words if not any(stands_in(w, _around(stations[i])) for i in led_to)]
    labels = [(*_before(word, rest), word) for word in rest if BRANCH.fullmatch(word.text)]
    named: dict[int, tuple[Word, ...]] = {}
    for label in labels:
        target = _target(label, stations, ways, reached)
        if target is not None:
            named.setdefault(target, label)
    used = [way for way, ends in zip(ways, reached, strict=True) if ends]
    taken = {id(word) for label in named.values() for word in label}
    taken |= {id(arrows[stroke]) for way in used for stroke in way if stroke in arrows}
    charted = []
    for i in sorted(led_to):
        line = (Line(named[i], page),) if i in named else ()
        charted.append(replace(stations[i], lines=(*line, *stations[i].lines)))
    return charted, [word for word in rest if id(word) not in taken]


def _arrow(word: Word) -> Stroke | None:
    """Returns an arrow among the words as a line; None for another word."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    if word.text in DOWN:
        return (x, word.top), (x, word.bottom)
    return ((word.left, y), (word.right, y)) if word.text in ACROSS else None


def _is_in_text(arrow: Word, words: Iterable[Word]) -> bool:
    """Returns whether another word than "Yes" or "No" stands beside an arrow, a space away."""
    y, gap = (arrow.top + arrow.bottom) / 2, SPACE * arrow.style.size
    return any(
        word.top < y < word.bottom
        and (0 <= word.left - arrow.right < gap or 0 <= arrow.left - word.right < gap)
        and not BRANCH.fullmatch(word.text)
        for word in words
    )


def _boxes(words: Sequence[Word], rules: Rules) -> list[tuple[Rectangle, list[Word]]]:
    """Returns the shapes that contain words and stand alone, also not as a shaded part of a table."""
    boxes: list[Rectangle] = []
    for box in rules.boxes:
        large = box[2] - box[0] >= LEAST_WIDTH and box[3] - box[1] >= LEAST_HEIGHT
        # A shape is often drawn twice: fill and outline.
        if large and not any(max(map(abs, _differences(box, other))) < JOINED for other in boxes):
            boxes.append(box)
    held = [(box, [word for word in words if stands_in(word, box)]) for box in boxes]
    filled = [
        (box, inside)
        for box, inside in held
        if any(map(SAYING.search, (word.text for word in inside)))
        and not any(_inside(other, box) for other, words_there in held if words_there)
    ]
    near = {
        id(box)
        for (one, _), (other, _) in combinations(filled, 2)
        if _gap(one, other) < APART
        for box in (one, other)
    }
    return [
        (box, inside)
        for box, inside in filled
        if id(box) not in near and len(inside) <= MOST_WORDS and not _is_ruled(box, rules)
    ]


def _is_ruled(box: Rectangle, rules: Rules) -> bool:
    """Returns whether the lines along two opposite sides of a box go on beyond it, as those of a table do."""
    left, top, right, bottom = box
    return all(_goes_on(rules.vertical, x, top, bottom) for x in (left, right)) or all(
        _goes_on(rules.horizontal, y, left, right) for y in (top, bottom)
    )


def _goes_on(edges: Iterable[Edge], at: float, start: float, end: float) -> bool:
    return any(
        abs(edge.at - at) < JOINED
        and edge.start < end
        and start < edge.end
        and (edge.start < start - APART or edge.end > end + APART)
        for edge in edges
    )


def _station(box: Rectangle, words: Sequence[Word], page: int) -> Station:
    lines = sorted(lines_of(words, Rules(), page), key=lambda line: (line.top, line.left))
    return Station(tuple(lines), *box)


def _ways(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Chains the lines that continue each other into paths."""
    ways: list[list[Stroke]] = []
    for stroke in strokes:
        joined = [way for way in ways if any(_meet(stroke, other) for other in way)]
        ways = [way for way in ways if way not in joined]
        ways.append([stroke, *(other for way in joined for other in way)])
    return ways


def _meet(one: Stroke, other: Stroke) -> bool:
    return any(_distance(end, other) < JOINED for end in one) or any(
        _distance(end, one) < JOINED for end in other
    )


def _touches(way: Iterable[Stroke], station: Station) -> bool:
    around = _around(station)
    return any(_outside(around, end) < ARROW for stroke in way for end in stroke)


def _before(word: Word, words: Sequence[Word]) -> tuple[Word, ...]:
    """Returns the "If" directly before a "yes" or "no"."""
    near = (w for w in words if w.baseline == word.baseline and 0 < word.left - w.right < word.style.size)
    return tuple(w for w in near if w.text.lower() == "if")


def _target(
    label: Sequence[Word],
    stations: Sequence[Station],
    ways: Sequence[Sequence[Stroke]],
    reached: Sequence[Sequence[int]],
) -> int | None:
    """Returns the box that the path beside a label leads to, rather than the box with the question."""
    word = label[-1]
    at = ((word.left + word.right) / 2, (word.top + word.bottom) / 2)
    sides = [at, (label[0].left, at[1]), (word.right, at[1])]
    near = [
        (min(_distance(side, stroke) for stroke in way for side in sides), ends)
        for way, ends in zip(ways, reached, strict=True)
        if len(ends) > 1
    ]
    distance, ends = min(near, key=lambda found: found[0], default=(math.inf, ()))
    if distance > LABEL:
        return None
    answers = [i for i in ends if not stations[i].asks]
    if answers:
        return min(answers, key=lambda i: _outside(_around(stations[i]), at))
    return max(ends, key=lambda i: (stations[i].top, stations[i].left))


def _around(station: Station) -> Rectangle:
    return station.left, station.top, station.right, station.bottom


def _differences(one: Rectangle, other: Rectangle) -> Iterable[float]:
    return (a - b for a, b in zip(one, other, strict=True))


def _inside(one: Rectangle, other: Rectangle) -> bool:
    """Returns whether a box stands inside another, which frames it."""
    return one is not other and (
        other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]
    )


def _gap(one: Rectangle, other: Rectangle) -> float:
    """Returns the white space between two boxes; 0 if they overlap."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return math.hypot(across, down)


def _outside(box: Rectangle, point: Point) -> float:
    """Returns how far a point is from a box; 0 inside."""
    return _gap(box, (*point, *point))


def _distance(point: Point, stroke: Stroke) -> float:
    """Returns how far a point is from a line."""
    (x0, y0), (x1, y1) = stroke
    length = math.hypot(x1 - x0, y1 - y0)
    along = ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / length**2 if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.dist(point, (x0 + along * (x1 - x0), y0 + along * (y1 - y0)))
