"""Finds words of a Word document that nobody sees: in the colour of their background, or too small."""

from typing import Any

from ingest.readers.office.colours import BLACK, NEAR, SMALLEST, WHITE, Colour, are_one, hexadecimal, named
from ingest.readers.office.drawings import A, plain_colour
from ingest.readers.word.backdrop import GROUPS, SHAPE, VML, is_filled
from ingest.readers.word.looks import Looks, paragraph_of
from ingest.readers.word.numbering import W
from ingest.readers.word.styles import is_on
from ingest.readers.word.table_styles import parts_of_style
from ingest.text.bars import is_dark

HIGHLIGHTS = {
    "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "darkBlue": (0, 0, 139),
    "darkCyan": (0, 139, 139), "darkGray": (169, 169, 169), "darkGreen": (0, 100, 0),
    "darkMagenta": (128, 0, 128), "darkRed": (139, 0, 0), "darkYellow": (128, 128, 0), "green": (0, 255, 0),
    "lightGray": (211, 211, 211), "magenta": (255, 0, 255), "red": (255, 0, 0), "white": WHITE,
    "yellow": (255, 255, 0),
}  # fmt: skip
# Theme colours that stand for white and black; for any other, the value that Word writes beside it is used.
THEMES = {"background1": WHITE, "light1": WHITE, "text1": BLACK, "dark1": BLACK}
EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WHOLE = 100_000  # what the format writes for 100 %

Element = Any


def is_unseen(run: Element, looks: Looks, page: Colour) -> bool:
    """Returns whether a run's letters have the colour of their background, or hardly any height.

    page: the colour of the paper. Text in a drawn shape without a stated colour counts as visible.
    """
    if looks.size(run) < SMALLEST or (
        _is_empty(run, looks, "textFill") and _is_empty(run, looks, "textOutline")
    ):
        return True
    marker = _marker(run, looks)
    colour = _of_letters(run, looks)
    if marker is not None:
        # Letters without a stated colour are black under a highlighter, and white only on a dark background.
        return are_one(colour or BLACK, marker)
    if colour is None:
        return False
    ground = ground_of(run, looks, page)
    return ground is not None and are_one(colour, ground)


def is_barred(run: Element, looks: Looks) -> bool:
    """Returns whether a run's letters, which nobody sees, leave a dark bar in their line."""
    return is_dark(_marker(run, looks) or shading(_own_shade(run, looks)))


def ground_of(run: Element, looks: Looks, page: Colour) -> Colour | None:
    """Returns a run's background: own shading, paragraph's, cell's, page's; None if unknown."""
    paragraph = paragraph_of(run)
    style = looks.styles_of(run)[1]
    around = [] if paragraph is None else [e.find(f"{W}pPr/{W}shd") for e in (paragraph, *style)]
    for shade in (_own_shade(run, looks), next((e for e in around if e is not None), None)):
        if (colour := shading(shade)) is not None:
            return colour
    for parent in run.iterancestors():
        if parent.tag == W + "txbxContent":
            return _of_shape(parent, page if looks.only_paper else None)
        if parent.tag == W + "tc" and (colour := _of_cell(parent, looks)) is not None:
            return colour
    return page


def _marker(run: Element, looks: Looks) -> Colour | None:
    """Returns the colour of the highlighter on a run; None if there is none."""
    marked = looks.nearest(run, "highlight")
    return HIGHLIGHTS.get(marked.get(W + "val") or "") if marked is not None else None


def _own_shade(run: Element, looks: Looks) -> Element | None:
    """Returns the shading of a run, by its own properties or a style's."""
    found = (shade for stated in looks.properties(run) if (shade := stated.find(W + "shd")) is not None)
    return next(found, None)


def shading(element: Element | None) -> Colour | None:
    """Returns the colour of a w:shd; None if it has none."""
    if element is None:
        return None
    pattern = element.get(W + "val") or "clear"
    fill = colour_of(element, "fill", "themeFill")
    if pattern in {"clear", "nil"}:
        return fill
    front = colour_of(element, "color", "themeColor") or BLACK
    if pattern == "solid":
        return front
    share = int(pattern[3:]) / 100 if pattern.startswith("pct") and pattern[3:].isdecimal() else 0.5
    back = fill or WHITE
    return (
        _mixed(front[0], back[0], share),
        _mixed(front[1], back[1], share),
        _mixed(front[2], back[2], share),
    )


def colour_of(element: Element, name: str, theme: str) -> Colour | None:
    """Returns the colour in an attribute, else that of the theme; None for an automatic one."""
    return hexadecimal(element.get(W + name)) or THEMES.get(element.get(W + theme) or "")


def page_colour(document: Any) -> Colour:  # noqa: ANN401
    """Returns the paper colour of an opened document: white unless another one is shown."""
    ground = document.element.find(W + "background")
    shown = is_on(document.settings.element.find(W + "displayBackgroundShape"))
    return (colour_of(ground, "color", "themeColor") if shown and ground is not None else None) or WHITE


def _of_letters(run: Element, looks: Looks) -> Colour | None:
    """Returns the colour of a run's letters: of their inside, if it is one plain colour, else as stated.

    In a shape, what states none has the colour that the look of the shape gives to letters.
    """
    for stated in looks.properties(run):
        fill, colour = stated.find(f"{EFFECTS}textFill/{EFFECTS}solidFill"), stated.find(W + "color")
        inside = next(iter(fill), None) if fill is not None else None
        if inside is not None and not len(inside) and (found := named(inside.get(EFFECTS + "val"))):
            return found
        if colour is not None:
            return colour_of(colour, "val", "themeColor")
    usual = next((s.find(f"{SHAPE}style/{A}fontRef") for s in run.iterancestors(SHAPE + "wsp")), None)
    return None if usual is None else plain_colour(usual)


def _is_empty(run: Element, looks: Looks, name: str) -> bool:
    """Returns whether a run's letters are drawn without their inside, or without their outline.

    Letters have no outline unless it is stated.
    """
    stated = (e.find(EFFECTS + name) for e in looks.properties(run))
    found = next((e for e in stated if e is not None), None)
    if found is None:
        return name == "textOutline"
    clear = (int(alpha.get(EFFECTS + "val") or 0) for alpha in found.iter(EFFECTS + "alpha"))
    return found.find(EFFECTS + "noFill") is not None or any((WHOLE - a) * 255 <= NEAR * WHOLE for a in clear)


def _mixed(front: int, back: int, share: float) -> int:
    return round(front * share + back * (1 - share))


def _of_shape(content: Element, behind: Colour | None) -> Colour | None:
    """Returns the fill of the shape around a text box, if it is one plain colour.

    behind: what a shape without a fill lies on, unless it is in a group; None if it is unknown.
    """
    if next(content.iterancestors(*GROUPS), None) is not None:
        behind = None
    for shape in content.iterancestors(SHAPE + "wsp", VML + "*"):
        if shape.tag == SHAPE + "wsp":
            if not is_filled(shape):
                return behind
            fill = shape.find(f"{SHAPE}spPr/{A}solidFill")
            return None if fill is None else plain_colour(fill)
        if not is_filled(shape):
            return behind
        if shape.get("fillcolor"):
            mixed = any(len(fill.attrib) for fill in shape.iter(VML + "fill"))
            return None if mixed else named(shape.get("fillcolor").split()[0])
    return None


def _of_cell(cell: Element, looks: Looks) -> Colour | None:
    own = cell.find(f"{W}tcPr/{W}shd")
    if own is not None:
        return shading(own)
    chain = looks.table_style_of(cell)
    shades = [part.find(W + "shd") for part in parts_of_style(chain, cell, "tcPr")]
    table = next(cell.iterancestors(W + "tbl"), None)
    whole = [table.find(f"{W}tblPr/{W}shd")] if table is not None else []
    whole += [style.find(f"{W}tblPr/{W}shd") for style in chain]
    return next((colour for shade in (*shades, *whole) if (colour := shading(shade)) is not None), None)
