"""Finds headings in the type of the text: a line in capitals, or underlined, over the text it heads."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ingest.layout.drawn.rules import Edge, Rules
from ingest.layout.words.lines import Line
from ingest.layout.words.list_marks import LIST_MARK
from ingest.layout.words.words import says

LONGEST = 8  # words
FEWEST = 5  # letters
PROSE = 5  # words of the line below
# In points: the text below begins where the heading does; an underline begins and ends with it.
SAME_PLACE = 2.0
# As multiples of the type size: how far below is the text, at most; how far below the baseline an underline.
STEP = 2.6
UNDER = 0.35
ENDS = (".", ",", ";", ":")
# A line no farther above is of the same paragraph, unless it ends one.
CLOSE = 1.45
STOPS = (".", "!", "?")
# An underlined address is a link.
ADDRESS = re.compile(r"\w[.@]\w|://")
# What is forbidden or demanded so, or a number to call, is said, and heads nothing.
DEMAND = re.compile(
    r"not|never|no|always|must|don['’]?t|cannot|can['’]t|only|\D{0,2}(\d{3}|\d{5,})\D{0,2}", re.IGNORECASE
)


def plain_headings(pages: Iterable[tuple[Sequence[Line], Rules]], body_size: float) -> frozenset[int]:
    """Returns the `id` of each such line. Where the file's tags name headings, there are none.

    A heading is one line. The line below begins at the same place, is in small letters and no list item. It
    begins a sentence, and the line above ends one or stands apart.
    """
    pages = list(pages)
    if any(line.level for lines, _ in pages for line in lines):
        return frozenset()
    return frozenset(id(line) for lines, rules in pages for line in _of_page(lines, rules, body_size))


def _of_page(lines: Sequence[Line], rules: Rules, body_size: float) -> Iterable[Line]:
    underlined = _underlined(lines, rules.horizontal) if rules.horizontal else set()
    candidates = [
        line
        for line in lines
        if (id(line) in underlined or line.text.isupper()) and _may_head(line, body_size)
    ]
    loud = underlined | {id(line) for line in lines if line.text.isupper()} if candidates else set()
    for line in candidates:
        near = [o for o in lines if o is not line and o.left < line.right and line.left < o.right]
        below = min((o for o in near if o.baseline > line.baseline), key=lambda o: o.baseline, default=None)
        above = max((o for o in near if o.baseline < line.baseline), key=lambda o: o.baseline, default=None)
        alone = above is None or id(above) not in loud or line.baseline - above.baseline > STEP * line.size
        ended = (
            above is None
            or line.baseline - above.baseline > CLOSE * line.size
            or above.text.rstrip("”’\"')").endswith(STOPS)
        )
        if alone and ended and below is not None and id(below) not in loud and _is_headed(below, line):
            yield line


def _may_head(line: Line, body_size: float) -> bool:
    letters = sum(map(str.isalpha, line.text))
    return (
        len(line.words) <= LONGEST
        and letters >= max(FEWEST, len(line.text.replace(" ", "")) / 2)
        and line.size >= 0.99 * body_size
        and not line.text.endswith(ENDS)
        and not any(
            word.link or ADDRESS.search(word.text) or DEMAND.fullmatch(word.text) for word in line.words
        )
    )


def _is_headed(text: Line, heading: Line) -> bool:
    """Returns whether a line is the first of a text under a heading."""
    return (
        abs(text.left - heading.left) < SAME_PLACE
        and text.baseline - heading.baseline < STEP * heading.size
        and abs(text.size - heading.size) < 1
        and sum(map(says, text.words)) >= PROSE
        and not text.text[0].islower()
        and not LIST_MARK.fullmatch(text.words[0].text)
    )


def _underlined(lines: Sequence[Line], edges: Sequence[Edge]) -> set[int]:
    """Returns the `id` of each line that is underlined from end to end."""
    ordered = sorted(edges, key=lambda edge: edge.at)
    heights = [edge.at for edge in ordered]
    found: set[int] = set()
    for line in lines:
        start = bisect_left(heights, line.baseline)
        end = bisect_left(heights, line.baseline + UNDER * line.size)
        if any(
            abs(edge.start - line.left) < SAME_PLACE and abs(edge.end - line.right) < SAME_PLACE
            for edge in ordered[start:end]
        ):
            found.add(id(line))
    return found
