"""Finds the shapes of a slide in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.office.drawings import DECORATIVE, A

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
SHAPES = {P + tag for tag in ("sp", "graphicFrame", "pic")}
# Shapes whose upper edges differ by less stand side by side: a quarter of an inch, in EMU.
SIDE_BY_SIDE = 228_600

# How DrawingML writes that something is so.
ON = {"1", "true"}
# How a shape, or letters, can be filled.
FILLS = [A + name for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")]

Element = Any
# Left, top, width and height.
Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape. placeholder: its role on the slide, "" for the body, None for none.

    description: of a picture. place: on the slide, None if it is unknown, as of a turned shape.
    in_column: it belongs to a column of a heading over text. heads_column: it is that heading.
    """

    element: Element
    placeholder: str | None
    description: str | None
    place: Place | None
    in_column: bool = False
    heads_column: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The shapes of a slide. outside: how many with words are hidden or lie beside the slide.

    decorations: pictures that only adorn it.
    """

    shapes: tuple[Shape, ...]
    outside: int
    decorations: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    shape: Shape
    left: int
    top: int


def shapes_of(slide: Element, layout: Element | None, room: tuple[int, int] | None) -> Found:
    """Returns the shapes from top to bottom, side by side ones from left to right, groups together.

    layout: the slide layout, for places that the slide itself omits. room: the slide's width and height.
    """
    places = {} if layout is None else dict(_places(layout))
    outside: list[Element] = []
    tree = slide.find(f"{P}cSld/{P}spTree")
    placed = [] if tree is None else list(_placed(tree, places, room, outside))
    shapes = [one.shape for one in _in_order(placed)]
    decorations = [shape for shape in shapes if _is_decoration(shape.element)]
    return Found(tuple(s for s in shapes if s not in decorations), len(outside), tuple(decorations))


def _placed(
    tree: Element,
    places: dict[tuple[str, str], Element],
    room: tuple[int, int] | None,
    outside: list[Element],
) -> Iterator[_Placed]:
    for element in tree:
        if element.tag == ALTERNATE:
            for choice in list(element)[:1]:
                yield from _placed(choice, places, room, outside)
        elif element.tag == P + "grpSp":
            transform = element.find(f"{P}grpSpPr/{A}xfrm")
            where = place_of(transform)
            if _is_left_out(element, where, room, outside):
                continue
            for one in _in_order(list(_placed(element, places, None, outside))):
                place = one.shape.place and _outside(one.shape.place, transform)
                if _is_left_out(one.shape.element, place, room, outside):
                    continue
                yield _Placed(replace(one.shape, place=place), *(where[:2] if where else (0, 0)))
        elif element.tag in SHAPES:
            mark = next(element.iter(P + "ph"), None)
            key = None if mark is None else (mark.get("type") or "", mark.get("idx") or "0")
            own = next(element.iter(A + "xfrm", P + "xfrm"), None)
            place = place_of(own if own is not None else places.get(key) if key else None)
            if _is_left_out(element, place, room, outside):
                continue
            about = _about(element)
            said = about.get("descr") if about is not None else None
            turned = own is not None and own.get("rot")
            shape = Shape(element, key[0] if key else None, said, None if turned else place)
            yield _Placed(shape, *(place[:2] if place else (0, 0)))


def _is_decoration(element: Element) -> bool:
    return element.tag == P + "pic" and next(element.iter(DECORATIVE), None) is not None


def _outside(place: Place, transform: Element | None) -> Place | None:
    """Returns a place on the slide of a shape placed in a group; None if the group's own is unclear."""
    where, inner = place_of(transform), place_of(transform, "ch")
    turned = transform is not None and transform.get("rot")
    if where is None or inner is None or not inner[2] or not inner[3] or turned:
        return None
    wide, high = where[2] / inner[2], where[3] / inner[3]
    left, top = where[0] + (place[0] - inner[0]) * wide, where[1] + (place[1] - inner[1]) * high
    return round(left), round(top), round(place[2] * wide), round(place[3] * high)


def overlap(one: Place, other: Place) -> bool:
    """Returns whether two places have more than an edge in common."""
    return (
        one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
    )  # fmt: skip


def _places(layout: Element) -> Iterator[tuple[tuple[str, str], Element]]:
    """Yields where the layout puts each placeholder, by its type and number."""
    for element in layout.iter(P + "sp"):
        mark, place = next(element.iter(P + "ph"), None), next(element.iter(A + "xfrm"), None)
        if mark is not None and place is not None:
            yield (mark.get("type") or "", mark.get("idx") or "0"), place


def place_of(transform: Element | None, prefix: str = "") -> Place | None:
    """Returns left, top, width and height; None if they are not stated.

    prefix: "ch" for the room that a group gives the shapes in it.
    """
    if transform is None:
        return None
    names = ("chOff", "chExt") if prefix else ("off", "ext")
    offset, extent = (transform.find(A + name) for name in names)
    if offset is None or extent is None:
        return None
    stated = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    left, top, width, height = (int(number or 0) for number in stated)
    return left, top, width, height


def _about(element: Element) -> Element | None:
    """Returns what a shape or group says about itself."""
    return next(element.iter(P + "cNvPr"), None)


def is_hidden(element: Element) -> bool:
    """Returns whether a shape or group is switched off."""
    about = _about(element)
    return about is not None and about.get("hidden") in ON


def _is_left_out(
    element: Element,
    place: Place | None,
    room: tuple[int, int] | None,
    outside: list[Element],
) -> bool:
    """Returns whether a shape or group is hidden or beside the slide; if it has words, adds it to outside."""
    if not is_hidden(element) and not (place and room and _is_outside(place, room)):
        return False
    if any((t.text or "").strip() for t in element.iter(A + "t")):
        outside.append(element)
    return True


def _is_outside(place: Place, room: tuple[int, int]) -> bool:
    left, top, width, height = place
    return left >= room[0] or top >= room[1] or left + width <= 0 or top + height <= 0


def _in_order(placed: Sequence[_Placed]) -> list[_Placed]:
    """Sorts from top to bottom, and shapes of about the same height from left to right."""
    rows: list[list[_Placed]] = []
    for one in sorted(placed, key=lambda one: one.top):
        if rows and one.top - rows[-1][0].top < SIDE_BY_SIDE:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda one: one.left)]
