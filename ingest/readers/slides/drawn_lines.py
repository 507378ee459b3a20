"""Finds the lines drawn across a slide, and tells whether one strikes the words of a text box."""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.readers.office.drawings import A
from ingest.readers.slides.backdrop import is_drawn
from ingest.readers.slides.shapes import P, Place, Shape, is_hidden, place_of

STRAIGHT = {"line", "straightConnector1"}
ARROWS = [A + "headEnd", A + "tailEnd"]
LEVEL = 25_400  # how much lower one end of a level line may be, in EMU
POINT = 12_700  # in EMU
# What a text box leaves free at its sides and above its words, if it does not say.
SIDE, EDGE = 91_440, 45_720
USUAL_SIZE = 1800  # of letters, in hundredths of a point
SPACING = 1.2  # the height of a line of words, for each size of its letters
WIDEST = 0.6  # of letters on average, for each size
# What makes it unknown where a line of words stands.
UNSURE = [A + name for name in ("br", "lnSpc", "spcBef", "spcAft", "normAutofit", "tab")]

Element = Any


def level_lines(slide: Element) -> dict[Element, Place]:
    """Returns the straight level lines drawn on the slide itself, without arrows, and where they lie."""
    tree = slide.find(f"{P}cSld/{P}spTree")
    return {} if tree is None else dict(_lines(tree))


def _lines(tree: Element) -> Iterator[tuple[Element, Place]]:
    for element in tree.iterchildren(P + "cxnSp", P + "sp"):
        look = element.find(P + "spPr")
        outline = None if look is None else look.find(A + "prstGeom")
        if outline is None or outline.get("prst") not in STRAIGHT or is_hidden(element):
            continue
        transform, ink = look.find(A + "xfrm"), look.find(A + "ln")
        of_style = element.find(f"{P}style/{A}lnRef")
        inked = ink is not None and ink.find(A + "solidFill") is not None
        inked = inked or (of_style is not None and of_style.get("idx") != "0")
        if not inked or (ink is not None and _is_no_rule(ink)):
            continue
        place = place_of(transform)
        if place is not None and not transform.get("rot") and place[3] <= LEVEL:
            yield element, place


def _is_no_rule(ink: Element) -> bool:
    """Returns whether a line is not drawn after all, or is an arrow."""
    arrows = any(end.get("type") not in {None, "none"} for end in ink.iterchildren(*ARROWS))
    return arrows or ink.find(A + "noFill") is not None


def is_crossed(shape: Shape, lines: Mapping[Element, Place]) -> bool:
    """Returns whether a line strikes a text box of one line, wherever in the box its words stand.

    The line must run from side to side of the box, at the height of the middle of its words. A filled box
    hides the lines drawn before it.
    """
    middle = _middle(shape) if lines else None
    if shape.place is None or middle is None:
        return False
    left, right = shape.place[0] + SIDE, shape.place[0] + shape.place[2] - SIDE
    seen = set(lines) & set(shape.element.itersiblings()) if is_drawn(shape.element) else set(lines)
    return any(
        at[0] <= left and at[0] + at[2] >= right and middle[0] <= at[1] + at[3] / 2 <= middle[1]
        for at in map(lines.__getitem__, seen)
    )


def _middle(shape: Shape) -> tuple[float, float] | None:
    """Returns between which heights the words of a text box have their middle; None if it is unknown."""
    body = shape.element.find(P + "txBody")
    if (
        body is None
        or shape.place is None
        or shape.placeholder is not None
        or len(body.findall(A + "p")) != 1
    ):
        return None
    about = body.find(A + "bodyPr")
    if next(body.iter(*UNSURE), None) is not None or (
        about is not None and about.get("vert", "horz") != "horz"
    ):
        return None
    usual = body.find(f"{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    looks = [(run.find(A + "rPr"), usual) for run in body.iter(A + "r")]
    sizes = {next((s for e in pair if e is not None and (s := e.get("sz"))), USUAL_SIZE) for pair in looks}
    if len(sizes) != 1:
        return None
    size = int(sizes.pop()) / 100 * POINT
    words = "".join(t.text or "" for t in body.iter(A + "t"))
    upper, lower = (int((about.get(n) if about is not None else None) or EDGE) for n in ("tIns", "bIns"))
    _, top, width, height = shape.place
    line, room = size * SPACING, height - upper - lower
    if room >= 2 * line or len(words) * size * WIDEST > width - 2 * SIDE:
        return None
    first, last = sorted((top + upper, top + height - lower - line))
    return last + line / 4, first + 3 * line / 4
