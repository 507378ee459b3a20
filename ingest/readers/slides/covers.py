"""Finds the words on a slide that something drawn over them hides."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image

from ingest.readers.office.drawings import A
from ingest.readers.office.package import R
from ingest.readers.slides.shapes import FILLS, P, Place, Shape, overlap

# Words keep at least so far from the upper and lower edge of their shape, in EMU.
MARGIN = 45_720
# Outlines that fill their place, but for the corners.
FULL = {None, "rect", "roundRect"}
# What lets the ground through a fill or a picture.
CLEAR = [A + name for name in ("alpha", "alphaMod", "alphaOff", "alphaModFix")]

PICTURES = ("PNG", "JPEG", "BMP", "GIF", "TIFF")
MOST_PIXELS = 2**24  # of a picture that is searched for clear places

Element = Any
# Returns the bytes of a picture by its id among a slide's relations.
Opened = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Covered:
    """The shapes with words under another one. whole: all their words are hidden. partly: some may be."""

    whole: tuple[Shape, ...]
    partly: tuple[Shape, ...]


def covered(slide: Element, drawn: Sequence[Shape], opened: Opened) -> Covered:
    """Returns which shapes with words lie under an opaque one. drawn: all shapes of the slide.

    What comes and goes while the slide is shown hides nothing for good, and a turned shape counts as unknown.
    """
    order = {element: i for i, element in enumerate(slide.iter())}
    moving = moving_on(slide)
    over = [(order[s.element], s.element, s.place) for s in drawn if s.place and is_full(s.element, moving)]
    is_solid = cache(lambda key: _is_solid(opened(key)))
    whole, partly = [], []
    for shape in drawn:
        if shape.place is None or not any((t.text or "").strip() for t in shape.element.iter(A + "t")):
            continue
        core, at = core_of(shape.place), order[shape.element]
        above = [
            place
            for later, element, place in over
            if later > at and overlap(place, core) and _is_opaque(element, is_solid)
        ]
        if any(contains(place, core) for place in above):
            whole.append(shape)
        elif above:
            partly.append(shape)
    return Covered(tuple(whole), tuple(partly))


def moving_on(slide: Element) -> set[str | None]:
    """Returns the ids of the shapes that come, go or move while a slide is shown."""
    return {target.get("spid") for target in slide.iter(P + "spTgt")}


def core_of(place: Place) -> Place:
    """Returns where the words of a shape can stand."""
    left, top, width, height = place
    return left + MARGIN, top + MARGIN, max(1, width - 2 * MARGIN), max(1, height - 2 * MARGIN)


def contains(outer: Place, inner: Place) -> bool:
    """Returns whether one place has all of another in it."""
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2] and inner[1] + inner[3] <= outer[1] + outer[3]
    )  # fmt: skip


def is_full(element: Element, moving: set[str | None]) -> bool:
    """Returns whether a shape stays on the slide and takes up its whole place."""
    names = (about.get("id") for about in _with_groups(element) if about is not None)
    look = element.find(P + "spPr")
    if look is None or any(name in moving for name in names):
        return False
    outline = look.find(A + "prstGeom")
    return look.find(A + "custGeom") is None and (outline is None or outline.get("prst") in FULL)


def _is_opaque(element: Element, is_solid: Callable[[str], bool]) -> bool:
    """Returns whether the fill of a shape, or a picture, lets nothing through."""
    if element.tag == P + "pic":
        fills = element.findall(P + "blipFill")
    else:
        fills = list(element.find(P + "spPr").iterchildren(*FILLS)) or element.findall(f"{P}style/{A}fillRef")
    return any(_fills(fill, is_solid) for fill in fills)


def _with_groups(element: Element) -> Iterator[Element | None]:
    """Yields what a shape and the groups around it say about themselves."""
    yield next(element.iter(P + "cNvPr"), None)
    for group in element.iterancestors(P + "grpSp"):
        yield group.find(f"{P}nvGrpSpPr/{P}cNvPr")


def _fills(fill: Element, is_solid: Callable[[str], bool]) -> bool:
    if fill.tag in {A + "noFill", A + "grpFill"} or fill.get("idx") == "0":
        return False
    if next(fill.iter(*CLEAR), None) is not None:
        return False
    pictured = fill.tag in {P + "blipFill", A + "blipFill"}
    return not pictured or any(is_solid(b.get(R + "embed") or "") for b in fill.iter(A + "blip"))


def _is_solid(data: bytes) -> bool:
    """Returns whether a picture has no clear places; one that cannot be read may have some."""
    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
            if not picture.has_transparency_data:
                return True
            if picture.width * picture.height > MOST_PIXELS:
                return False
            return picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
