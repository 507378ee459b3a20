"""Finds headings in the margin, each beside the first line of its text."""

from collections.abc import Sequence

from ingest.layout.blocks.headings import Headings
from ingest.layout.words.lines import Line

LEAST = 2  # this many on a page make a layout
SAME_PLACE = 3.0  # in points
# As multiples of the type size.
LEVEL = 0.35
APART = 0.5
LINE_STEP = 1.7


def side_headings(lines: Sequence[Line], headings: Headings) -> dict[int, tuple[Line, ...]]:
    """Returns the lines of each heading in a page's margin, by `id` of the line they are read before.

    The headings share a left edge, their texts share another, and nothing else stands in the margin beside
    them.
    """
    found: list[tuple[tuple[Line, ...], Line]] = []
    for group in _groups([line for line in lines if headings.may_be(line)]):
        right = max(line.right for line in group)
        beside = [
            line
            for line in lines
            if abs(line.baseline - group[0].baseline) < LEVEL * line.size
            and line.left > right + APART * line.size
        ]
        first = min(beside, key=lambda line: line.left, default=None)
        if first is not None and not headings.may_be(first):
            found.append((group, first))
    if not found:
        return {}
    margin, text = found[0][0][0].left, found[0][1].left
    kept = [
        (group, first)
        for group, first in found
        if abs(group[0].left - margin) < SAME_PLACE and abs(first.left - text) < SAME_PLACE
    ]
    members = {id(line) for group, _ in kept for line in group}
    top, bottom = min(group[0].top for group, _ in kept), max(first.bottom for _, first in kept)
    others = [
        line
        for line in lines
        if id(line) not in members
        and line.left < text - SAME_PLACE
        and top < line.bottom
        and line.top < bottom
    ]
    if len(kept) < LEAST or others:
        return {}
    return {id(first): group for group, first in kept}


def _groups(candidates: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Returns the lines of each heading, from top to bottom."""
    groups: list[list[Line]] = []
    for line in sorted(candidates, key=lambda line: (line.baseline, line.left)):
        for group in groups:
            step = line.baseline - group[-1].baseline
            same = abs(line.left - group[0].left) < SAME_PLACE and line.bold == group[0].bold
            if same and 0 < step < LINE_STEP * line.size:
                group.append(line)
                break
        else:
            groups.append([line])
    return [tuple(group) for group in groups]
