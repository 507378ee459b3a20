"""Measures the step from one line of a paragraph to the next, in a column and in a whole document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.layout.blocks.breaks import APART, SENTENCE_END, had_room
from ingest.layout.words.lines import Line

# As multiples of the type size: the least and the largest step, and the usual one where nothing tells.
LEAST, LARGEST = 0.8, 2.2
USUAL = 1.25


def common_step(lines: Sequence[Line], usual: float) -> float:
    """Returns the commonest step between the lines of a column, in points; 0 if no two steps are the same.

    One much larger than usual (see `usual_step`) counts only if a line clearly continues another so.
    """
    right = max((line.right for line in lines), default=0.0)
    pairs = list(_steps(lines))
    steps = Counter(round(step, 1) for _, _, step in pairs)
    common, count = steps.most_common(1)[0] if steps else (0.0, 0)
    told = any(
        step <= APART * usual * line.size or _continues(above, line, right)
        for above, line, step in pairs
        if round(step, 1) == common
    )
    return common if count > 1 and told else 0.0


def usual_step(columns: Iterable[Sequence[Line]]) -> float:
    """Returns the commonest step between lines of which one clearly continues the other, in type sizes.

    So pages with few lines are read as the others are, however far apart the lines stand.
    """
    steps = Counter(
        round(step / line.size, 1)
        for lines in columns
        for above, line, step in _steps(lines)
        if _continues(above, line, max(line.right for line in lines))
    )
    return max(USUAL, steps.most_common(1)[0][0]) if steps else USUAL


def _steps(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, float]]:
    for above, line in pairwise(lines):
        step = line.baseline - above.baseline
        if LEAST * line.size < step < LARGEST * line.size:
            yield above, line, step


def _continues(above: Line, line: Line, right: float) -> bool:
    """Returns whether a line begins with a small letter, and its first word had no room on the line above."""
    same = abs(above.size - line.size) < 1 and not SENTENCE_END.search(above.text)
    return same and line.text[0].islower() and not had_room(above, line, right)
