"""Stacks what stands one below the other on a page."""

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something with a place on the page; its sides in points.

    order: the places of its first and its last word in the file.
    """

    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102
    @property
    def order(self) -> tuple[int, int]: ...  # noqa: D102


P = TypeVar("P", bound=Placed)
# In points: neighbours may overlap by less, because boxes are drawn generously.
SLACK = 2.0
# Two items are neighbours if at least this share of the narrower one is visible past what lies between them.
VISIBLE = 0.3


def level(one: "Placed | Around", other: "Placed | Around") -> bool:
    """Returns whether two items, or what is around stacks, overlap vertically."""
    return one.top < other.bottom - SLACK and other.top < one.bottom - SLACK


class Around:
    """The rectangle around a stack, and where the file has its first and its last word.

    later: it is a later part of a stack that was parted. alone: it begins with a heading, beside nothing.
    """

    def __init__(self, stack: Sequence[Placed], *, later: bool = False, alone: bool = False) -> None:
        self.left = min(p.left for p in stack)
        self.top = min(p.top for p in stack)
        self.right = max(p.right for p in stack)
        self.bottom = max(p.bottom for p in stack)
        self.first = min(p.order[0] for p in stack)
        self.last = max(p.order[1] for p in stack)
        self.later = later
        self.alone = alone

    def beside(self, other: "Around") -> bool:
        """Returns whether they do not overlap horizontally."""
        return self.right <= other.left + SLACK or other.right <= self.left + SLACK


def stacks_of(placed: Sequence[P]) -> list[list[P]]:
    """Returns the stacks of items that are sorted by height.

    A stack continues while exactly one item is below its last one and that item has no other above it.
    What is also above another item between does not count.
    """
    above: list[list[int]] = []
    below: list[list[int]] = [[] for _ in placed]
    # All that is above an item, directly or not, a bit for each.
    higher: list[int] = []

    def sides(i: int) -> tuple[float, float]:
        """Returns how far the stack of an item reaches to the left and to the right."""
        left, right = placed[i].left, placed[i].right
        while len(above[i]) == 1 and len(below[above[i][0]]) == 1:
            i = above[i][0]
            left, right = min(left, placed[i].left), max(right, placed[i].right)
        return left, right

    for i, item in enumerate(placed):
        seen: list[int] = []
        reached = 0
        hidden: list[tuple[float, float]] = []
        for j in range(i - 1, -1, -1):
            other = placed[j]
            left, right = max(item.left, other.left), min(item.right, other.right)
            if (other.top + other.bottom) / 2 >= item.top + SLACK or left >= right:
                continue
            for start, end in hidden:
                left = max(left, end) if start <= left else left
                right = min(right, start) if end >= right else right
            if not seen or right - left > VISIBLE * min(other.right - other.left, item.right - item.left):
                if not reached >> j & 1:
                    seen.append(j)
                    below[j].append(i)
                    reached |= higher[j] | 1 << j
                start, end = sides(j)
                if start <= item.left and item.right <= end:
                    break
                hidden.append((start, end))
        above.append(seen)
        higher.append(reached)
    stacks: list[list[P]] = []
    stack_of: dict[int, list[P]] = {}
    for i, item in enumerate(placed):
        if len(above[i]) == 1 and len(below[above[i][0]]) == 1:
            stack = stack_of[above[i][0]]
        else:
            stack = []
            stacks.append(stack)
        stack.append(item)
        stack_of[i] = stack
    return stacks


def merged(stacks: Sequence[list[P]], floats: Callable[[P], bool]) -> list[list[P]]:
    """Joins pairs of stacks that take turns, if no third one stands beside either."""
    done: list[tuple[list[P], Around]] = []
    waiting = [(stack, Around(stack)) for stack in stacks]
    while waiting:
        stack, own = waiting.pop(0)
        for i, (other, around) in enumerate(waiting):
            if not (own.beside(around) and level(own, around) and _take_turns(stack, other, floats)):
                continue
            joined = sorted([*stack, *other], key=lambda p: (p.top, p.left))
            both = Around(joined)
            thirds = (c for _, c in (*done, *waiting[:i], *waiting[i + 1 :]))
            if not any(level(c, both) and (c.beside(own) or c.beside(around)) for c in thirds):
                waiting[i] = joined, both
                break
        else:
            done.append((stack, own))
    return [stack for stack, _ in done]


def _take_turns(one: Sequence[P], other: Sequence[P], floats: Callable[[P], bool]) -> bool:
    """Returns whether two stacks stand beside each other only because one is indented, as below headings.

    Where one goes on, the other pauses, down the page as in the file: at least twice, or, where an item of
    one floats beside the other, once.
    """
    turns = 0
    was: int | None = None
    bottom, last = [-math.inf, -math.inf], [-1, -1]
    items = [(item, which) for which, stack in enumerate((one, other)) for item in stack if not floats(item)]
    for item, which in sorted(items, key=lambda placed: (placed[0].top, placed[0].left)):
        if item.top < bottom[1 - which] - SLACK or item.order[0] < last[1 - which]:
            return False
        turns += was is not None and was != which
        was = which
        bottom[which], last[which] = max(bottom[which], item.bottom), max(last[which], item.order[1])
    aside = [item for item in (*one, *other) if floats(item)]
    beside = any(level(floating, item) for floating in aside for item, _ in items)
    return turns > (0 if beside else 1)
