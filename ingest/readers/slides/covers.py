"""Finds the words on a slide that something drawn over them hides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.office.drawings import A
from ingest.readers.slides.shapes import FILLS, P, Place, Shape, overlap

# Words keep at least so far from the upper and lower edge of their shape, in EMU.
MARGIN = 45_720
# Outlines that fill their place, but for the corners.
FULL = {None, "rect", "roundRect"}
# What lets the ground through a fill or a picture.
CLEAR = [A + name for name in ("alpha", "alphaMod", "alphaOff", "alphaModFix")]

Element = Any


@dataclass(frozen=True, slots=True)
class Covered:
    """The shapes with words under another one. whole: all their words are hidden. partly: some may be."""

    whole: tuple[Shape, ...]
    partly: tuple[Shape, ...]


def covered(slide: Element, drawn: Sequence[Shape]) -> Covered:
    """Returns which shapes lie under an opaque one. drawn: all shapes of the slide.

    What comes and goes while the slide is shown hides nothing for good, and a turned shape counts as unknown.
    """
    order = {element: i for i, element in enumerate(slide.iter())}
    moving = {target.get("spid") for target in slide.iter(P + "spTgt")}
    over = [(order[s.element], s.place) for s in drawn if s.place and _is_opaque(s.element, moving)]
    whole, partly = [], []
    for shape in drawn:
        if shape.place is None or not any((t.text or "").strip() for t in shape.element.iter(A + "t")):
            continue
        core = _core(shape.place)
        above = [place for at, place in over if at > order[shape.element] and overlap(place, core)]
        if any(_contains(place, core) for place in above):
            whole.append(shape)
        elif above:
            partly.append(shape)
    return Covered(tuple(whole), tuple(partly))


def _core(place: Place) -> Place:
    """Returns where the words of a shape can stand."""
    left, top, width, height = place
    return left + MARGIN, top + MARGIN, max(1, width - 2 * MARGIN), max(1, height - 2 * MARGIN)


def _contains(outer: Place, inner: Place) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2] and inner[1] + inner[3] <= outer[1] + outer[3]
    )  # fmt: skip


def _is_opaque(element: Element, moving: set[str | None]) -> bool:
    """Returns whether a shape hides what lies under its place."""
    names = (about.get("id") for about in _with_groups(element) if about is not None)
    if any(name in moving for name in names):
        return False
    if element.tag == P + "pic":
        fills = element.findall(P + "blipFill")
    else:
        look, outline = element.find(P + "spPr"), element.find(f"{P}spPr/{A}prstGeom")
        if look is None or look.find(A + "custGeom") is not None:
            return False
        if outline is not None and outline.get("prst") not in FULL:
            return False
        fills = list(look.iterchildren(*FILLS)) or element.findall(f"{P}style/{A}fillRef")
    return any(_fills(fill) for fill in fills)


def _with_groups(element: Element) -> Iterator[Element | None]:
    """Yields what a shape and the groups around it say about themselves."""
    yield next(element.iter(P + "cNvPr"), None)
    for group in element.iterancestors(P + "grpSp"):
        yield group.find(f"{P}nvGrpSpPr/{P}cNvPr")


def _fills(fill: Element) -> bool:
    """Returns whether a fill, a picture or a theme's fill lets nothing through."""
    empty = fill.tag in {A + "noFill", A + "grpFill"} or fill.get("idx") == "0"
    return not empty and next(fill.iter(*CLEAR), None) is None
