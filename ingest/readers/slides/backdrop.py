"""Works out what lies behind the words of a slide: its paper, if nothing is drawn in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.office.colours import WHITE, Colour, are_one
from ingest.readers.office.drawings import A
from ingest.readers.slides.covers import contains, core_of, is_full, moving_on
from ingest.readers.slides.palette import Palette
from ingest.readers.slides.shapes import FILLS, P, Place, Shape, is_hidden, overlap, place_of

# Children of a slide's tree that draw nothing.
ABOUT = {P + "nvGrpSpPr", P + "grpSpPr", P + "extLst"}
PLAIN = "1001"  # the first background of a theme, which is one colour

Element = Any


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something drawn. place: None if it is unknown. colour: None if it is not all of one colour."""

    element: Element
    place: Place | None
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The paper of a slide, None if its colour is unknown, and what is drawn on it, the lowest first."""

    paper: Colour | None
    drawn: tuple["Drawn", ...]

    @classmethod
    def of(cls, parts: Sequence[Element], palette: Palette) -> "Backdrop":
        """Reads a slide and what it is based on. parts: the slide, its layout, its master."""
        trees = [tree for part in reversed(parts) if (tree := part.find(f"{P}cSld/{P}spTree")) is not None]
        drawn = [e for tree in trees for e in tree if e.tag not in ABOUT and is_drawn(e) and not is_hidden(e)]
        moving = moving_on(parts[0])
        return cls(
            _paper(parts, palette),
            tuple(Drawn(e, _where(e), palette.ground(e) if is_full(e, moving) else None) for e in drawn),
        )

    def behind(self, shape: Shape) -> Colour | None:
        """Returns the colour behind a shape that has no fill of its own; None if unknown.

        It is that of the uppermost shape below, if that is plain and reaches under all its words.
        """
        if shape.place is None or is_drawn(shape.element):
            return None
        near = [d for d in self.drawn if d.place is None or overlap(d.place, shape.place)]
        if not near:
            return self.paper
        over = set(shape.element.itersiblings())
        if shape.element.getparent().tag == P + "grpSp" or any(
            d.place is None or d.element in over for d in near
        ):
            return None
        last = near[-1]
        return last.colour if last.place and contains(last.place, core_of(shape.place)) else None


def is_drawn(element: Element) -> bool:
    """Returns whether an element of a slide is, or contains, more than words."""
    if element.tag != P + "sp":
        return True
    look = element.find(P + "spPr")
    fill = next(look.iterchildren(*FILLS), None) if look is not None else None
    return element.find(P + "style") is not None if fill is None else bool(fill.tag != A + "noFill")


def _where(element: Element) -> Place | None:
    """Returns the place of something drawn; None if it is not stated, or turned."""
    own = f"{P}grpSpPr/{A}xfrm" if element.tag == P + "grpSp" else f".//{A}xfrm"
    frame = element.find(P + "xfrm")
    transform = element.find(own) if frame is None else frame
    return None if transform is None or transform.get("rot") else place_of(transform)


def _paper(parts: Sequence[Element], palette: Palette) -> Colour | None:
    """Returns the colour of the nearest background; None if it is unclear, or a dark theme states none."""
    stated = next((bg for part in parts if (bg := part.find(f"{P}cSld/{P}bg")) is not None), None)
    if stated is None:
        usual = palette.named("bg1")
        return WHITE if usual is not None and are_one(usual, WHITE) else None
    fill, reference = stated.find(f"{P}bgPr/{A}solidFill"), stated.find(P + "bgRef")
    if reference is not None and reference.get("idx") == PLAIN:
        fill = reference
    return None if fill is None else palette.colour(fill)
