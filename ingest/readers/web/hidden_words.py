"""Finds words of a web page that nobody sees: hidden, too small, off the page, too pale.

The looks of an element come from its `style`, which `write_styles` fills in. If its background is unknown,
as over a picture or where an external style sheet may set it, its words count as visible.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from lxml.html import HtmlElement
from PIL import ImageColor

from ingest.readers.web.boilerplate import drop, is_inline_tag, words_of
from ingest.readers.web.styles import Styles, styles_of, write_styles

Colour = tuple[int, int, int]

# Words only for screen readers are worth reporting if one line has more of them.
LONGEST_LINE = 20
# Two colours look the same if no channel differs by more, of 255.
SAME = 12
USUAL_SIZE = 16.0  # pixels
SMALLEST = 8 / 3  # pixels: letters below two points cannot be read
FARTHEST = -900.0  # pixels; text moved further to the left, or up, is off any page
NO_ROOM = 1.0  # pixels; a box that is no wider or higher and cuts off the rest shows nothing
LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%|)(?![\w%])")
# Computed from what is unknown here, such as the width of the window.
COMPUTED = re.compile(r"\b(calc|clamp|min|max|var)\(")
PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "rem": 16.0}
CLEAR = re.compile(r"(rgb|hsl)a?\([^)]*[,/]\s*0(\.0*)?%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0|transparent")
THIN = re.compile(r"(rgba|hsla)\(|/|#([0-9a-f]{8}|[0-9a-f]{4})\b")
# The new way to write a colour: channels between spaces, and a full opacity.
CHANNELS = re.compile(
    r"(rgb|hsl)a?\(\s*([^\s,/)]+)[\s,]+([^\s,/)]+)[\s,]+([^\s,/)]+)(?:\s*[,/]\s*1(?:\.0*|00%)?)?\s*\)"
)
NOTHING = re.compile(r"0+(\.0*)?%?|\.0+%?")
CUT_AWAY = re.compile(r"rect\((\s*[01](px)?[\s,]*){4}\)")
CUT_TO_NOTHING = re.compile(r"inset\(([5-9]\d|100)%\)|circle\(0|scale[xy]?\(\s*0*\.?0*\s*[,)]")
UNSEEN = {"hidden", "collapse"}
# Classes of what a script shows when a reader comes to it.
APPEARS = re.compile(
    r"wow|aos-(init|animate)|elementor-invisible|(animate__)?animated|(scroll-?)?reveal|animate-on-scroll|"
    r"(animate__)?fade-?in(-?(up|down|left|right))?",
    re.IGNORECASE,
)
# What gives a box room besides its width or height, in each direction.
MORE_ROOM = {
    "width": ("min-width", "padding-left", "padding-right", "flex", "flex-grow"),
    "height": ("min-height", "padding-top", "padding-bottom", "flex", "flex-grow"),
}
CELLS = {"table", "tr", "td", "th"}
OFF_SCREEN = {"absolute", "fixed"}
# Classes by which sites mark what only screen readers say.
SPOKEN = re.compile(
    r"(?!not-)(\w+-)*(visually-?hidden|hidden-visually|sr-only|screen-?reader-(text|only)|element-invisible)"
    r"(-focusable)?"
)
ICON = re.compile(r"icon|glyph|symbol", re.IGNORECASE)
# The name of an icon is one word. A figure, a currency, a tick or a cross is seen as it is written.
MORE_THAN_ICON = re.compile(r"[\d\s£$€✓✔✗✘☑☒]")


@dataclass(frozen=True, slots=True)
class Look:
    """How an element's own words look. colour, ground: None if unknown.

    clear: the words are fully transparent. size, indent: in pixels.
    """

    colour: Colour | None
    ground: Colour | None
    clear: bool = False
    size: float = USUAL_SIZE
    indent: float = 0.0

    @property
    def is_seen(self) -> bool:
        """Returns whether words that look like this can be read on the page."""
        if self.clear or self.size < SMALLEST or self.indent < FARTHEST:
            return False
        if self.colour is None or self.ground is None:
            return True
        return any(abs(a - b) > SAME for a, b in zip(self.colour, self.ground, strict=True))


PAPER = Look((0, 0, 0), (255, 255, 255))


def drop_unseen(
    page: HtmlElement,
    part: HtmlElement,
    panels: set[HtmlElement],
    linked: Collection[HtmlElement] = (),
    around: Look = PAPER,
) -> list[str]:
    """Removes what nobody sees on the page, except panels that a reader can open, and what links lead to.

    around: the look of words around the page.
    Returns reports on what was removed: how many words, and the first of them.
    """
    muted: list[str] = []
    spoken: list[str] = []
    unseen: list[str] = []
    for element in list(part.iterdescendants()):
        if (
            not _attached(element, part)
            or not is_hidden(element)
            or element in linked
            or panels.intersection(element.iter())
        ):
            continue
        if _shows_a_part(element):
            unseen += _emptied(element)
            for child in element:
                child.set("style", f"visibility: hidden; {child.get('style') or ''}")
            continue
        if not _is_icon(element):
            kept = muted if _is_muted(element) else spoken if _is_spoken(element) else unseen
            kept.append(words_of(element))
        _cut(element)
    looks = _looks(page, around)
    for element in part.iter():
        if element in looks and not looks[element].is_seen:
            unseen += _emptied(element)
    if not any(len(words.split()) > LONGEST_LINE for words in spoken):
        spoken = []
    return [
        *left_out(unseen),
        *left_out(muted, "kept from screen readers"),
        *left_out(spoken, "only for screen readers"),
    ]


def is_hidden(element: HtmlElement) -> bool:
    """Returns whether an element itself states that it is not shown."""
    unseen = styles_of(element).get("visibility") in UNSEEN and not _appears(element)
    return unseen or _is_gone(element)


def _is_gone(element: HtmlElement) -> bool:
    """Returns whether an element states that neither it nor anything in it is shown."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if _is_muted(element) or _is_icon(element) or _is_spoken(element):
        return True
    styles = styles_of(element)
    return bool(styles) and (
        styles.get("display") == "none"
        or styles.get("mso-hide") == "all"
        or (bool(NOTHING.fullmatch(styles.get("opacity", "1"))) and not _appears(element))
        or _has_no_room(element, styles)
        or _is_moved_away(styles)
    )


def _is_muted(element: HtmlElement) -> bool:
    """Returns whether a box of its own is kept from screen readers.

    That alone says nothing about what is seen: in a line or a table it may be the very value.
    """
    in_text = is_inline_tag(element.tag) or element.tag in {"tr", "td", "th"}
    return element.get("aria-hidden") == "true" and not in_text


def _is_icon(element: HtmlElement) -> bool:
    """Returns whether an element draws an icon, whose name nobody sees, or the mark of a link to itself."""
    if element.get("aria-hidden") != "true":
        return False
    here = element.tag == "a" and (element.get("href") or "").startswith("#")
    return here or bool(
        ICON.search(element.get("class") or "") and not MORE_THAN_ICON.search(words_of(element))
    )


def _is_spoken(element: HtmlElement) -> bool:
    """Returns whether only screen readers say an element's words, and others see them or do without them.

    Words alone in a cell of a table say what its picture shows, such as a tick.
    """
    named = any(SPOKEN.fullmatch(name) for name in (element.get("class") or "").lower().split())
    return named and not any(words_of(cell) == words_of(element) for cell in element.iterancestors("td"))


def _appears(element: HtmlElement) -> bool:
    """Returns whether an element that is invisible at first is then shown without a click."""
    styles = styles_of(element)
    moves = styles.get("animation", styles.get("animation-name", "none")) != "none"
    named = any(APPEARS.fullmatch(name) for name in (element.get("class") or "").split())
    return moves or named or element.get("data-aos") is not None


def _has_no_room(element: HtmlElement, styles: Styles) -> bool:
    """Returns whether a box is cut down to nothing. In a line or a table, words take the room they need."""
    if styles.get("position") in OFF_SCREEN and CUT_AWAY.fullmatch(styles.get("clip", "")):
        return True
    if any(CUT_TO_NOTHING.search(styles.get(name, "")) for name in ("clip-path", "transform")):
        return True
    if styles.get("overflow") not in {"hidden", "clip"} or element.tag in CELLS:
        return False
    if is_inline_tag(element.tag) and not styles.keys() & {"display", "position", "float"}:
        return False
    return any(
        size is not None and size <= NO_ROOM and not (most == "" and _has_more_room(styles, name))
        for name in MORE_ROOM
        for most in ("", "max-")
        if (size := _distance(styles, most + name)) is not None
    )


def _has_more_room(styles: Styles, name: str) -> bool:
    return any(not re.match(r"(0|none|auto)(?![.\d])", styles.get(more, "0")) for more in MORE_ROOM[name])


def _is_moved_away(styles: Styles) -> bool:
    """Returns whether a box is moved off the page, to the left or up. Padding may move its words back."""
    moved: list[float] = []
    if styles.get("position") in {*OFF_SCREEN, "relative"}:
        moved += [_distance(styles, name) or 0 for name in ("left", "top")]
        moved += [-(_distance(styles, name) or 0) for name in ("right", "bottom")]
    for side in ("left", "top"):
        moved.append((_distance(styles, f"margin-{side}") or 0) + (_distance(styles, f"padding-{side}") or 0))
    if "translate" in styles.get("transform", ""):
        moved.append(_distance(styles, "transform") or 0)
    return min(moved) < FARTHEST


def _distance(styles: Styles, name: str) -> float | None:
    """Returns a distance in pixels; None if it is not stated, or a share of something unknown."""
    value = styles.get(name, "")
    return None if "%" in value else _length(value, USUAL_SIZE)


def _shows_a_part(element: HtmlElement) -> bool:
    """Returns whether an element is only invisible, and something in it is visible again."""
    return not _is_gone(element) and any(
        styles_of(inner).get("visibility") == "visible" for inner in element.iterdescendants()
    )


def _cut(element: HtmlElement) -> None:
    """Removes an element; words on both sides of it stay apart."""
    before, parent, after = element.getprevious(), element.getparent(), element.tail or ""
    said = (parent.text or "") if before is None else before.tail or words_of(before)
    if said[-1:].isalnum() and after[:1].isalnum():
        element.tail = f" {after}"
    drop(element)


def look_of(element: HtmlElement, around: Look) -> tuple[bool, Look]:
    """Returns whether an element hides its words, and how they look, given the look around it."""
    write_styles(element)
    look = _look(element, around)
    return is_hidden(element) or not look.is_seen, look


def left_out(dropped: Sequence[str], why: str = "not visible on the page") -> list[str]:
    """Reports words that were left out; nothing if there are none."""
    words = " ".join(dropped).split()
    if not words:
        return []
    count = "1 word is" if len(words) == 1 else f"{len(words)} words are"
    first = shorten(" ".join(words), 60, placeholder=" …")
    verb = "is" if len(words) == 1 else "are"
    return [f"{count} {why} and {verb} not quoted, beginning with “{first}”"]


def _attached(element: HtmlElement, part: HtmlElement) -> bool:
    return any(around is part for around in element.iterancestors())


def _emptied(element: HtmlElement) -> Iterator[str]:
    """Removes, and yields, the words that stand directly in an element."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    element.text = " "
    for child in element:
        child.tail = " "
    yield from (words for words in own if words.strip())


def _looks(page: HtmlElement, around: Look) -> dict[HtmlElement, Look]:
    """Returns how the own words of each element look."""
    sheets = page.xpath("//link[contains(@rel, 'stylesheet')]") or any(
        "@import" in (sheet.text or "") for sheet in page.iter("style")
    )
    first = replace(around, ground=None) if sheets else around
    looks: dict[HtmlElement, Look] = {}
    for element in page.iter():
        if isinstance(element.tag, str):
            looks[element] = _look(element, looks.get(element.getparent(), first))
    return looks


def _look(element: HtmlElement, around: Look) -> Look:
    """Returns an element's look, given the look around it."""
    styles = styles_of(element)
    look = around
    if element.tag == "a" and element.get("href"):
        look = replace(look, colour=None, clear=False)
    if element.tag in {"mark", "button"}:
        look = replace(look, colour=None, ground=None)
    if not styles:
        return look
    colour = styles.get("-webkit-text-fill-color") or styles.get("color")
    if colour and colour not in {"inherit", "currentcolor"}:
        look = replace(look, colour=_colour(colour), clear=_is_clear(colour))
    if "text" in {styles.get("background-clip"), styles.get("-webkit-background-clip")}:
        # The background shows through the letters.
        look = replace(look, colour=None, clear=False)
    stated = styles.get("font-size") or styles.get("font") or "inherit"
    size = look.size if stated == "inherit" else _length(stated, look.size)
    indent = _length(styles.get("text-indent") or "", look.size)
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
        if name == "background-image" or _is_clear(value):
            continue
        if THIN.search(value):
            return None
        found = [colour for word in re.findall(r"[a-z]+\([^)]*\)|\S+", value) if (colour := _colour(word))]
        if not found and "(" in value:
            return None
        ground = found[0] if found else ground
    return ground


def _is_clear(value: str) -> bool:
    return bool(CLEAR.fullmatch(value))


def _colour(value: str) -> Colour | None:
    """Returns a colour as three channels from 0 to 255; None if it is invalid or transparent."""
    try:
        found = ImageColor.getrgb(CHANNELS.sub(r"\1(\2,\3,\4)", value))
    except ValueError:
        return None
    return found[:3] if len(found) == 3 or found[3] == 255 else None


def _length(value: str, size: float) -> float | None:
    """Returns a length in pixels, relative lengths based on `size`; None if none is stated plainly."""
    if COMPUTED.search(value):
        return None
    for number, unit in LENGTH.findall(value):
        if unit in PIXELS and (unit or not float(number)):
            return float(number) * PIXELS[unit]
        if unit:
            return float(number) * size / (100 if unit == "%" else 1)
    return None
