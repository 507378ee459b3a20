"""How the words of a web page look: their colour, what is behind them, their size.

The looks come from each element's `style`, which `write_styles` fills in. If the background is unknown, as
over a picture or where an external style sheet may set it, the words count as visible.
"""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement
from PIL import ImageColor

from ingest.readers.web.visibility.style_sheets import Styles, has_unknown_sheets
from ingest.readers.web.visibility.styles import styles_of
from ingest.text.bars import is_dark

Colour = tuple[int, int, int]
# Two colours look the same if no channel differs by more, of 255.
SAME = 12
USUAL_SIZE = 16.0  # pixels
SMALLEST = 8 / 3  # pixels: letters below two points cannot be read
FARTHEST = -900.0  # pixels; text moved further to the left, or up, is off any page
LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|vw|vh|%|)(?![\w%])")
# Computed from what is unknown here, such as the width of the window.
COMPUTED = re.compile(r"\b(calc|clamp|min|max|var)\(")
# Of a window that is small for a computer.
PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "rem": 16.0, "vw": 10.0, "vh": 10.0}
# A share of a colour that cannot be seen; a ground that lets no more through hides what is behind it.
FAINT = SAME / 255
# A colour by its channels, and how much of it there is.
CHANNELS = re.compile(
    r"(rgb|hsl)a?\(\s*([^\s,/)]+)[\s,]+([^\s,/)]+)[\s,]+([^\s,/)]+)(?:\s*[,/]\s*(\d*\.?\d+)(%?))?\s*\)"
)
COLOURS = re.compile(r"[a-z-]+\([^)]*\)|[^\s/]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How an element's own words look. colour, ground: None if unknown.

    opaque: how much of their colour the words have, from 0 to 1. size, indent: in pixels.
    """

    colour: Colour | None
    ground: Colour | None
    opaque: float = 1.0
    size: float = USUAL_SIZE
    indent: float = 0.0

    @property
    def is_seen(self) -> bool:
        """Returns whether words that look like this can be read on the page."""
        if self.opaque <= FAINT or self.size < SMALLEST or self.indent < FARTHEST:
            return False
        if self.colour is None or self.ground is None:
            return True
        return any(self.opaque * abs(a - b) > SAME for a, b in zip(self.colour, self.ground, strict=True))

    @property
    def leaves_bar(self) -> bool:
        """Returns whether words that look like this cannot be read, but leave a dark bar on the page."""
        return not self.is_seen and is_dark(self.ground) and self.opaque > FAINT and self.size >= SMALLEST


PAPER = Look((0, 0, 0), (255, 255, 255))


def looks_of(page: HtmlElement, around: Look) -> dict[HtmlElement, Look]:
    """Returns how the own words of each element look."""
    first = replace(around, ground=None) if has_unknown_sheets(page) else around
    looks: dict[HtmlElement, Look] = {}
    for element in page.iter():
        if isinstance(element.tag, str):
            looks[element] = look_within(element, looks.get(element.getparent(), first))
    return looks


def look_within(element: HtmlElement, around: Look) -> Look:
    """Returns an element's look, given the look around it."""
    styles = styles_of(element)
    look = around
    if element.tag == "a" and element.get("href"):
        look = replace(look, colour=None, opaque=1.0)
    if element.tag in {"mark", "button"}:
        look = replace(look, colour=None, ground=None)
    if not styles:
        return look
    colour = styles.get("-webkit-text-fill-color") or styles.get("color")
    if colour and colour not in {"inherit", "currentcolor"}:
        found, opaque = _paint(colour)
        look = replace(look, colour=found, opaque=opaque)
    if "text" in {styles.get("background-clip"), styles.get("-webkit-background-clip")}:
        # The background shows through the letters.
        look = replace(look, colour=None, opaque=1.0)
    stated = styles.get("font-size") or styles.get("font") or "inherit"
    size = look.size if stated == "inherit" else length_of(stated, look.size)
    indent = length_of(styles.get("text-indent") or "", look.size)
    return replace(
        look,
        ground=_ground(styles, look.ground),
        size=USUAL_SIZE if size is None else size,
        indent=look.indent if indent is None else indent,
    )


def _ground(styles: Styles, around: Colour | None) -> Colour | None:
    """Returns the colour behind the words; None if it is a picture or cannot be determined."""
    ground = around
    for name in ("background", "background-color", "background-image"):
        value = styles.get(name)
        if value is None:
            continue
        if "url(" in value or "gradient" in value or "var(" in value:
            return None
        paints = list(map(_paint, COLOURS.findall(value)))
        if name == "background-image" or any(opaque <= FAINT for _, opaque in paints):
            continue
        found = [colour for colour, opaque in paints if colour and opaque >= 1 - FAINT]
        if not found and ("(" in value or any(opaque < 1 for _, opaque in paints)):
            return None
        ground = found[0] if found else ground
    return ground


def _paint(value: str) -> tuple[Colour | None, float]:
    """Returns a colour as three channels from 0 to 255, None if it is invalid, and how opaque it is."""
    channels = CHANNELS.fullmatch(value)
    try:
        found = ImageColor.getrgb("{}({},{},{})".format(*channels.groups()) if channels else value)
    except ValueError:
        return None, float(value != "transparent")
    opaque = found[3] / 255 if len(found) == 4 else 1.0
    if channels and channels[5]:
        opaque = share_of(channels[5], channels[6])
    return found[:3], opaque


def share_of(number: str, percent: str) -> float:
    """Returns a share of 1 that is stated as a number, or in per cent."""
    return float(number) / (100 if percent else 1)


def length_of(value: str, size: float) -> float | None:
    """Returns a length in pixels, relative lengths based on `size`; None if none is stated plainly."""
    if COMPUTED.search(value):
        return None
    for number, unit in LENGTH.findall(value):
        if unit in PIXELS and (unit or not float(number)):
            return float(number) * PIXELS[unit]
        if unit:
            return float(number) * size / (100 if unit == "%" else 1)
    return None
