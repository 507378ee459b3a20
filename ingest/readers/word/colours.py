"""Finds words of a Word document that nobody sees: in the colour of their background, or too small."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.office.colours import BLACK, SMALLEST, WHITE, Colour, are_one, hexadecimal, named
from ingest.readers.office.drawings import A, plain_colour
from ingest.readers.word.looks import Looks, paragraph_of
from ingest.readers.word.numbering import W
from ingest.readers.word.styles import is_on, value

HIGHLIGHTS = {
    "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "darkBlue": (0, 0, 139),
    "darkCyan": (0, 139, 139), "darkGray": (169, 169, 169), "darkGreen": (0, 100, 0),
    "darkMagenta": (128, 0, 128), "darkRed": (139, 0, 0), "darkYellow": (128, 128, 0), "green": (0, 255, 0),
    "lightGray": (211, 211, 211), "magenta": (255, 0, 255), "red": (255, 0, 0), "white": WHITE,
    "yellow": (255, 255, 0),
}  # fmt: skip
# Theme colours that stand for white and black; for any other, the value that Word writes beside it is used.
THEMES = {"background1": WHITE, "light1": WHITE, "text1": BLACK, "dark1": BLACK}
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
VML = "{urn:schemas-microsoft-com:vml}"
EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# The bits of w:tblLook, used if it has no attribute for each (17.4.55).
LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
         "noVBand": 0x400}  # fmt: skip

Element = Any


def is_unseen(run: Element, looks: Looks, page: Colour) -> bool:
    """Returns whether a run's letters have the colour of their background, or hardly any height.

    page: the colour of the paper. Text in a drawn shape without a stated colour counts as visible.
    """
    if looks.size(run) < SMALLEST or (
        _is_empty(run, looks, "textFill") and _is_empty(run, looks, "textOutline")
    ):
        return True
    marked = looks.nearest(run, "highlight")
    marker = HIGHLIGHTS.get(marked.get(W + "val") or "") if marked is not None else None
    stated = looks.nearest(run, "color")
    colour = colour_of(stated, "val", "themeColor") if stated is not None else None
    if marker is not None:
        # Letters without a stated colour are black under a highlighter, and white only on a dark background.
        return are_one(colour or BLACK, marker)
    if colour is None:
        return False
    ground = ground_of(run, looks, page)
    return ground is not None and are_one(colour, ground)


def ground_of(run: Element, looks: Looks, page: Colour) -> Colour | None:
    """Returns a run's background: own shading, paragraph's, cell's, page's; None if unknown."""
    paragraph = paragraph_of(run)
    style = looks.styles_of(run)[1]
    own = [shade for e in looks.properties(run) if (shade := e.find(W + "shd")) is not None]
    around = [] if paragraph is None else [e.find(f"{W}pPr/{W}shd") for e in (paragraph, *style)]
    for shade in [*own[:1], *[e for e in around if e is not None][:1]]:
        if (colour := shading(shade)) is not None:
            return colour
    for parent in run.iterancestors():
        if parent.tag == W + "txbxContent":
            return _of_shape(parent)
        if parent.tag == W + "tc" and (colour := _of_cell(parent, looks)) is not None:
            return colour
    return page


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


def _is_empty(run: Element, looks: Looks, name: str) -> bool:
    """Returns whether a run's letters are drawn without their inside, or without their outline.

    Letters have no outline unless it is stated.
    """
    stated = (e.find(EFFECTS + name) for e in looks.properties(run))
    found = next((e for e in stated if e is not None), None)
    return name == "textOutline" if found is None else found.find(EFFECTS + "noFill") is not None


def _mixed(front: int, back: int, share: float) -> int:
    return round(front * share + back * (1 - share))


def _of_shape(content: Element) -> Colour | None:
    """Returns the fill of the shape around a text box, if it is one plain colour.

    Anything may lie behind a shape that is not filled.
    """
    for shape in content.iterancestors(SHAPE + "wsp", VML + "*"):
        if shape.tag == SHAPE + "wsp":
            fill = shape.find(f"{SHAPE}spPr/{A}solidFill")
            return None if fill is None else plain_colour(fill)
        if shape.get("fillcolor"):
            mixed = any(len(fill.attrib) for fill in shape.iter(VML + "fill"))
            off = shape.get("filled") in {"f", "false"}
            return None if mixed or off else named(shape.get("fillcolor").split()[0])
    return None


def _of_cell(cell: Element, looks: Looks) -> Colour | None:
    own = cell.find(f"{W}tcPr/{W}shd")
    if own is not None:
        return shading(own)
    table = next(cell.iterancestors(W + "tbl"), None)
    if table is None:
        return None
    chain = looks.chains.get(value(table, "tblPr/tblStyle") or "", ())
    for place in _places(cell, table):
        for style in chain:
            for part in style.findall(W + "tblStylePr"):
                if part.get(W + "type") == place:
                    colour = shading(part.find(f"{W}tcPr/{W}shd"))
                    if colour is not None:
                        return colour
    whole = [table.find(f"{W}tblPr/{W}shd")]
    whole += [style.find(f"{W}{part}/{W}shd") for style in chain for part in ("tcPr", "tblPr")]
    return next((colour for shade in whole if (colour := shading(shade)) is not None), None)


def _places(cell: Element, table: Element) -> Iterator[str]:
    """Yields a table style's names for the place of a cell, the strongest first (17.7.6)."""
    row = cell.getparent()
    top, first = table.find(W + "tr"), row.find(W + "tc")
    if row.getparent() is not table or top is None or first is None:
        return
    i, j = table.index(row) - table.index(top), row.index(cell) - row.index(first)
    look = table.find(f"{W}tblPr/{W}tblLook")
    first_column, last_column = (
        j == 0 and _looks(look, "firstColumn"),
        _is_last(cell) and _looks(look, "lastColumn"),
    )
    first_row, last_row = i == 0 and _looks(look, "firstRow"), _is_last(row) and _looks(look, "lastRow")
    yield from (name for name, there in (
        ("nwCell", first_row and first_column), ("neCell", first_row and last_column),
        ("swCell", last_row and first_column), ("seCell", last_row and last_column),
        ("firstCol", first_column), ("lastCol", last_column), ("firstRow", first_row), ("lastRow", last_row),
    ) if there)  # fmt: skip
    if not _looks(look, "noHBand"):
        yield f"band{1 + (i - _looks(look, 'firstRow')) % 2}Horz"
    if not _looks(look, "noVBand"):
        yield f"band{1 + (j - _looks(look, 'firstColumn')) % 2}Vert"


def _is_last(element: Element) -> bool:
    return next(element.itersiblings(element.tag), None) is None


def _looks(look: Element | None, name: str) -> bool:
    """Returns whether a table shows a part of its style."""
    if look is None:
        return False
    written = look.get(W + name)
    if written is not None:
        return written in {"1", "true", "on"}
    return bool(int(look.get(W + "val") or "0", 16) & LOOKS[name])
