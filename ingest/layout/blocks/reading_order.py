"""Sorts what stands on a page into reading order."""

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import accumulate, pairwise
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
# Two lines of a paragraph are closer together than this share of a line's height.
GAP = 0.4


def columns_of(placed: Sequence[P], is_heading: Callable[[P], bool]) -> list[list[P]]:
    """Returns stacks of items one below the other, in reading order.

    A stack continues while exactly one item is below its last one and that item has no other above it. The
    stacks are sorted by two rules of Breuel ("High Performance Document Layout Analysis", 2003): of two that
    overlap horizontally, the upper one comes first; of two that do not, the left one comes first, unless
    something between them in height overlaps both. Two rules are added: a lower item on the left comes first
    only if its column reaches up beside the other; and not if it begins with a heading, the columns above
    end there, and the file has it after the other.
    """
    stacks = _stacks(sorted(placed, key=lambda p: (p.top, p.left)))
    heads = {id(item) for item in placed if is_heading(item)}
    around = [_Around(stack) for stack in stacks]
    parts = [
        _parted(stack, own, zip(stacks, around, strict=True), heads)
        for stack, own in zip(stacks, around, strict=True)
    ]
    later = {id(part) for of_one in parts for part in of_one[1:]}
    return _sorted([part for of_one in parts for part in of_one], later)


def _parted(
    stack: list[P],
    own: "_Around",
    stacks: Iterable[tuple[Sequence[P], "_Around"]],
    heads: Set[int],
) -> list[list[P]]:
    """Parts a stack where a heading begins a new part of the page, below the columns above it."""
    beside = [other for other, around in stacks if around.beside(own) and around.level(own)]
    cuts = sorted({cut for other in beside for cut in _cuts(stack, other, heads)})
    return [stack[start:end] for start, end in pairwise([0, *cuts, len(stack)])]


def _cuts(stack: Sequence[P], other: Sequence[P], heads: Set[int]) -> list[int]:
    """Returns before which items of a stack a new part begins, as the file's order tells.

    There the file goes on with another stack beside this one: with what stands above the heading, or with
    the heading, if it is in the other stack. If the file mixes the two elsewhere, its order tells nothing.
    heads: the `id` of each heading.
    """
    if heads.isdisjoint(map(id, stack[1:])) and heads.isdisjoint(map(id, other)):
        return []
    last = list(accumulate((item.order[1] for item in stack), max))
    first = list(accumulate((item.order[0] for item in reversed(stack)), min))[::-1]
    cuts = []
    for i, (before, after) in enumerate(pairwise(stack), start=1):
        between = [item for item in other if last[i - 1] < item.order[1] and item.order[0] < first[i]]
        if not between:
            continue
        above = id(after) in heads and max(item.bottom for item in between) <= after.top + SLACK
        below = id(between[0]) in heads and between[0].top >= before.bottom - SLACK
        apart = after.top - before.bottom > GAP * (before.bottom - before.top) and id(before) not in heads
        if not apart or not (above or below):
            return []
        cuts.append(i)
    return cuts


def _stacks(placed: Sequence[P]) -> list[list[P]]:
    above: list[list[int]] = []
    below: list[list[int]] = [[] for _ in placed]

    def sides(i: int) -> tuple[float, float]:
        """Returns how far the stack of an item reaches to the left and to the right."""
        left, right = placed[i].left, placed[i].right
        while len(above[i]) == 1 and len(below[above[i][0]]) == 1:
            i = above[i][0]
            left, right = min(left, placed[i].left), max(right, placed[i].right)
        return left, right

    for i, item in enumerate(placed):
        seen: list[int] = []
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
                seen.append(j)
                below[j].append(i)
                start, end = sides(j)
                if start <= item.left and item.right <= end:
                    break
                hidden.append((start, end))
        above.append(seen)
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


class _Around:
    """The rectangle around a stack, and where the file has its first and its last word.

    later: it is a later part of a stack that was parted.
    """

    def __init__(self, stack: Sequence[Placed], *, later: bool = False) -> None:
        self.left = min(p.left for p in stack)
        self.top = min(p.top for p in stack)
        self.right = max(p.right for p in stack)
        self.bottom = max(p.bottom for p in stack)
        self.first = min(p.order[0] for p in stack)
        self.last = max(p.order[1] for p in stack)
        self.later = later

    def beside(self, other: "_Around") -> bool:
        """Returns whether they do not overlap horizontally."""
        return self.right <= other.left + SLACK or other.right <= self.left + SLACK

    def level(self, other: "_Around") -> bool:
        """Returns whether they overlap vertically."""
        return self.top < other.bottom - SLACK and other.top < self.bottom - SLACK


def _sorted(stacks: Sequence[list[P]], later: Set[int]) -> list[list[P]]:
    """Returns stacks in reading order. later: the `id` of each later part of a stack that was parted."""
    around = [_Around(stack, later=id(stack) in later) for stack in stacks]
    waits: list[set[int]] = [set() for _ in stacks]
    for i, a in enumerate(around):
        for j, b in enumerate(around):
            if i != j and _precedes(a, b, around, by_place=(a.top, a.left, i) < (b.top, b.left, j)):
                waits[j].add(i)
    left = set(range(len(stacks)))
    order: list[list[P]] = []
    while left:
        free = [i for i in left if not waits[i] & left]
        # Contradictory rules (overlapping boxes) are settled by height.
        first = min(free or left, key=lambda i: (around[i].top, around[i].left))
        left.remove(first)
        order.append(stacks[first])
    return order


def _precedes(a: _Around, b: _Around, around: Sequence[_Around], *, by_place: bool) -> bool:
    """Returns whether a must be read before b."""
    if not a.beside(b):
        return by_place
    if a.left > b.left:
        return False
    reaches_up = any(c.beside(b) and c.level(b) and not c.beside(a) for c in around)
    if a.top >= b.bottom - SLACK and (not reaches_up or (a.later and a.first > b.last)):
        return False
    upper, lower = min(a.bottom, b.bottom) - SLACK, max(a.top, b.top) + SLACK
    return not any(
        c is not a
        and c is not b
        and upper <= (c.top + c.bottom) / 2 <= lower
        and not c.beside(a)
        and not c.beside(b)
        for c in around
    )
