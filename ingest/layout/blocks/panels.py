"""Finds boxes that are read on their own: with a heading, which ends with the box, or inside the text."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from ingest.layout.blocks.breaks import SENTENCE_END
from ingest.layout.blocks.reading_order import columns_of
from ingest.layout.tables.flow_charts import Station
from ingest.layout.tables.table import Table
from ingest.layout.words.lines import Line, order_of
from ingest.text.reading import Rectangle

Item = Line | Table | Station
# In points: no smaller shape is such a box. Lines may reach so far over its side.
LEAST_WIDTH, LEAST_HEIGHT = 50.0, 14.0
SLACK = 2.0
# A box that holds a larger share of what is on its page is a frame around the page.
MOST = 0.7
# A sentence goes on below a box, or below the white under it, within this step, in type sizes.
BELOW = 2.0


@dataclass(frozen=True)
class Panel:
    """A box with what stands in it, in columns. beside: other text stands beside the box."""

    stacks: tuple[tuple[Item, ...], ...]
    left: float
    top: float
    right: float
    bottom: float
    beside: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """Returns what stands in it, in reading order."""
        return tuple(item for stack in self.stacks for item in stack)

    @property
    def order(self) -> tuple[int, int]:
        """Returns the places of its first and its last word in the file."""
        lines = [line for item in self.items for line in ((item,) if isinstance(item, Line) else item.lines)]
        return order_of(lines)


def panels_of(
    items: Sequence[Item], boxes: Iterable[Rectangle], is_heading: Callable[[Item], bool]
) -> list[Panel]:
    """Returns the boxes of a page that have a heading and text, or cut a sentence, no two with the same.

    Only text ends in a full stop, unlike the second line of a heading on a coloured bar.
    """
    large = [box for box in boxes if box[2] - box[0] >= LEAST_WIDTH and box[3] - box[1] >= LEAST_HEIGHT]
    boxed = {id(item) for box in large for item in items if _holds(box, item)}
    panels: list[Panel] = []
    taken: set[int] = set()
    for box in sorted(large, key=_area, reverse=True):
        held = sorted((item for item in items if _holds(box, item)), key=lambda item: (item.top, item.left))
        if not held or len(held) > MOST * len(items) or not taken.isdisjoint(map(id, held)):
            continue
        others = [item for item in items if not _holds(box, item)]
        headed = is_heading(held[0]) and not _goes_on(held[-1])
        if not (headed or (not any(map(is_heading, held)) and _cuts_a_sentence(box, others, boxed))):
            continue
        if any(map(_says, held)) and not any(_crosses(box, item) for item in others):
            beside = any(item.top < box[3] - SLACK and box[1] + SLACK < item.bottom for item in others)
            # Headings side by side above a table belong together, as "Do" and "Do not" do.
            tables = any(isinstance(item, Table) for item in held)
            stacks = [held] if tables else columns_of(held, is_heading)
            panels.append(Panel(tuple(map(tuple, stacks)), *box, beside=beside))
            taken |= set(map(id, held))
    return panels


def _cuts_a_sentence(box: Rectangle, others: Sequence[Item], boxed: Set[int]) -> bool:
    """Returns whether a sentence, in no box itself, goes on from beside a box to the line below it."""
    lines = [item for item in others if isinstance(item, Line) and id(item) not in boxed]
    beside = [
        line
        for line in lines
        if line.top < box[3] + BELOW * line.size
        and box[1] + SLACK < line.bottom
        and (line.right < box[0] + SLACK or box[2] - SLACK < line.left)
    ]
    return any(
        0 < line.baseline - last.baseline < BELOW * line.size
        and abs(line.size - last.size) < 1
        and line.left < min(last.right, box[2] - SLACK)
        and max(last.left, box[0] + SLACK) < line.right
        and line.text[0].islower()
        and not SENTENCE_END.search(last.text)
        for last in beside
        for line in lines
    )


def placed_beside(stacks: Sequence[Sequence[Item | Panel]]) -> Iterator[list[Item | Panel]]:
    """Yields stacks with each panel that stands alone beside others moved to where it begins there.

    A box across the page that nothing follows may go on on the next page, so it is no panel.
    """
    lone = {i for i, stack in enumerate(stacks) if all(isinstance(item, Panel) for item in stack)}
    after: dict[int, list[Panel]] = {}
    moved: set[int] = set()
    for i in lone:
        for panel in stacks[i]:
            beside = [
                item
                for k, stack in enumerate(stacks)
                if k not in lone
                for item in stack
                if item.top < panel.bottom - SLACK and panel.top + SLACK < item.bottom
            ]
            if beside and isinstance(panel, Panel):
                after.setdefault(id(min(beside, key=lambda item: (item.top, item.left))), []).append(panel)
                moved.add(id(panel))
    kept = [
        [one for item in stack if id(item) not in moved for one in (item, *after.get(id(item), ()))]
        for stack in stacks
    ]
    kept = [stack for stack in kept if stack]
    if kept and isinstance(last := kept[-1][-1], Panel) and not last.beside:
        kept[-1][-1:] = last.stacks[0]
        kept += map(list, last.stacks[1:])
    yield from kept


def _holds(box: Rectangle, item: Item) -> bool:
    left, top, right, bottom = box
    return (
        left - SLACK <= item.left
        and item.right <= right + SLACK
        and top - SLACK <= (item.top + item.bottom) / 2 <= bottom + SLACK
    )


def _crosses(box: Rectangle, item: Item) -> bool:
    """Returns whether an item stands on a side of a box."""
    across = item.left < box[2] - SLACK and box[0] + SLACK < item.right
    return across and box[1] < (item.top + item.bottom) / 2 < box[3]


def _says(item: Item) -> bool:
    return not isinstance(item, Line) or item.text.rstrip("”’\"')").endswith((".", "!", "?"))


def _goes_on(item: Item) -> bool:
    """Returns whether the last line in a box clearly goes on below it."""
    return isinstance(item, Line) and item.text.endswith((",", ":"))


def _area(box: Rectangle) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
