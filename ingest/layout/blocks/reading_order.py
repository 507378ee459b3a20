"""Sorts what stands on a page into reading order."""

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import accumulate, pairwise

from ingest.layout.blocks.stacks import SLACK, Around, P, Placed, level, merged, stacks_of

# Two lines of a paragraph are closer together than this share of a line's height.
GAP = 0.4


def columns_of(
    placed: Sequence[P], is_heading: Callable[[P], bool], floats: Callable[[P], bool] = lambda _: False
) -> list[list[P]]:
    """Returns stacks of items one below the other, in reading order.

    A stack continues while exactly one item is below its last one and that item has no other above it. The
    stacks are sorted by two rules of Breuel ("High Performance Document Layout Analysis", 2003): of two that
    overlap horizontally, the upper one comes first; of two that do not, the left one comes first, unless
    something between them in height overlaps both. Two rules are added: a lower item on the left comes first
    only if its column reaches up beside the other; and not if it begins with a heading, or follows one that
    stands alone, the columns above end there, and the file has it after the other. Stacks that take turns are
    one (see `merged`).
    floats: whether other text stands beside an item, such as a box, without being a column.
    """
    stacks = merged(stacks_of(sorted(placed, key=lambda p: (p.top, p.left))), floats)
    heads = {id(item) for item in placed if is_heading(item)}
    around = [Around(stack) for stack in stacks]
    parts = [
        _parted(stack, own, zip(stacks, around, strict=True), heads)
        for stack, own in zip(stacks, around, strict=True)
    ]
    later = {id(part) for of_one in parts for part in of_one[1:]}
    parted = [part for of_one in parts for part in of_one]
    alone = {id(part) for part in parted if id(part[0]) in heads and _is_alone(part[0], placed)}
    return _sorted(
        [Around(part, later=id(part) in later, alone=id(part) in alone) for part in parted], parted
    )


def _parted(
    stack: list[P],
    own: "Around",
    stacks: Iterable[tuple[Sequence[P], "Around"]],
    heads: Set[int],
) -> list[list[P]]:
    """Parts a stack where a heading begins a new part of the page, below the columns above it."""
    beside = [other for other, around in stacks if around.beside(own) and level(around, own)]
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


def _is_alone(item: Placed, placed: Iterable[Placed]) -> bool:
    """Returns whether nothing else stands at the height of an item."""
    return not any(other is not item and level(other, item) for other in placed)


def _sorted(around: Sequence[Around], stacks: Sequence[list[P]]) -> list[list[P]]:
    """Returns stacks in reading order. around: what is around each."""
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


def _precedes(a: Around, b: Around, around: Sequence[Around], *, by_place: bool) -> bool:
    """Returns whether a must be read before b."""
    if not a.beside(b):
        return by_place
    if a.left > b.left:
        return False
    reaches_up = any(c.beside(b) and level(c, b) and not c.beside(a) for c in around)
    if a.top >= b.bottom - SLACK and (not reaches_up or _is_later(a, b, around)):
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


def _is_later(a: Around, b: Around, around: Iterable[Around]) -> bool:
    """Returns whether b ends above a, and the file has a, or a heading alone above it, after b."""
    return (a.later and a.first > b.last) or any(
        head.alone and b.bottom - SLACK <= head.top <= a.top and b.last < head.first <= a.first
        for head in around
    )
