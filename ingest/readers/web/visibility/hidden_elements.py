"""Tells which elements of a web page are hidden: switched off, cut away, moved off the page, only spoken."""

import re

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import is_inline_tag, words_of
from ingest.readers.web.visibility.looks import FAINT, FARTHEST, USUAL_SIZE, length_of, share_of
from ingest.readers.web.visibility.style_sheets import Styles
from ingest.readers.web.visibility.styles import stands_in_a_line, styles_of

NO_ROOM = 1.0  # pixels; a box that is no wider or higher and cuts off the rest shows nothing
OPACITY = re.compile(r"(\d*\.?\d+)(%?)")
CUT_AWAY = re.compile(r"rect\((\s*[01](px)?[\s,]*){4}\)")
CUT_TO_NOTHING = re.compile(
    r"inset\(([5-9]\d|100)%\)|circle\(0|scale([xy]|3d)?\(\s*0*\.?0*\s*[,)]|"
    r"rotate[xy]\(\s*-?(90|270)deg\s*\)|"  # turned so that only its edge is seen
    r"polygon\(\s*(?P<at>[^,()]+?)\s*(,\s*(?P=at)\s*)*\)"  # all corners at one point
)
FADED = re.compile(r"opacity\(\s*(\d*\.?\d+)(%?)\s*\)")
SHRUNK = re.compile(r"0*\.?0*%?( .*)?")
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
FAR_RIGHT = 5000.0  # pixels
SIDES = ("left", "top", "right", "bottom")
# Classes by which sites mark what only screen readers say.
SPOKEN = re.compile(
    r"(?!not-)(\w+-)*(visually-?hidden|hidden-visually|sr-only|screen-?reader-(text|only)|element-invisible)"
    r"(-focusable)?"
)
ICON = re.compile(r"icon|glyph|symbol", re.IGNORECASE)
# The name of an icon is one word. A figure, a currency, a tick or a cross is seen as it is written.
MORE_THAN_ICON = re.compile(r"[\d\s£$€✓✔✗✘☑☒]")


def is_hidden(element: HtmlElement) -> bool:
    """Returns whether an element itself states that it is not shown."""
    unseen = styles_of(element).get("visibility") in UNSEEN and not _appears(element)
    return unseen or is_gone(element)


def is_gone(element: HtmlElement) -> bool:
    """Returns whether an element states that neither it nor anything in it is shown."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if is_muted(element) or is_icon(element) or is_spoken(element):
        return True
    styles = styles_of(element)
    return bool(styles) and (
        styles.get("display") == "none"
        or styles.get("mso-hide") == "all"
        or (_is_faded(styles) and not _appears(element))
        or (styles.get("content-visibility") == "hidden" and not stands_in_a_line(element))
        or _has_no_room(element, styles)
        or _is_moved_away(element, styles)
    )


def is_muted(element: HtmlElement) -> bool:
    """Returns whether a box of its own is kept from screen readers.

    That alone says nothing about what is seen: in a line or a table it may be the very value.
    """
    in_text = is_inline_tag(element.tag) or element.tag in {"tr", "td", "th"}
    return element.get("aria-hidden") == "true" and not in_text


def is_icon(element: HtmlElement) -> bool:
    """Returns whether an element draws an icon, whose name nobody sees, or the mark of a link to itself."""
    if element.get("aria-hidden") != "true":
        return False
    here = element.tag == "a" and (element.get("href") or "").startswith("#")
    return here or bool(
        ICON.search(element.get("class") or "") and not MORE_THAN_ICON.search(words_of(element))
    )


def is_spoken(element: HtmlElement) -> bool:
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


def _is_faded(styles: Styles) -> bool:
    stated = OPACITY.fullmatch(styles.get("opacity", "")), FADED.search(styles.get("filter", ""))
    return any(s and share_of(s[1], s[2]) <= FAINT for s in stated)


def _has_no_room(element: HtmlElement, styles: Styles) -> bool:
    """Returns whether a box is cut down to nothing. In a line or a table, words take the room they need."""
    if styles.get("position") in OFF_SCREEN and CUT_AWAY.fullmatch(styles.get("clip", "")):
        return True
    if any(CUT_TO_NOTHING.search(styles.get(name, "")) for name in ("clip-path", "transform")):
        return True
    if styles.get("scale") and SHRUNK.fullmatch(styles["scale"]):
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


def _is_moved_away(element: HtmlElement, styles: Styles) -> bool:
    """Returns whether a box is moved off the page, to a side or up. Padding may move its words back.

    To the right of most pages lies what slides into them, so that only the farthest counts as away.
    """
    moved: list[float] = []
    if styles.get("position") in OFF_SCREEN and _is_placed_in_the_window(element, styles):
        styles = styles | {side: styles.get(side, "").replace("%", "vw") for side in SIDES}
    if styles.get("position") in {*OFF_SCREEN, "relative"}:
        moved += [_distance(styles, name) or 0 for name in ("left", "top")]
        moved += [-(_distance(styles, name) or 0) for name in ("right", "bottom")]
    for side in ("left", "top"):
        moved.append((_distance(styles, f"margin-{side}") or 0) + (_distance(styles, f"padding-{side}") or 0))
    moved.append(_distance(styles, "translate") or 0)
    if "translate" in styles.get("transform", ""):
        moved.append(_distance(styles, "transform") or 0)
    aside = [_distance(styles, "left") or 0, -(_distance(styles, "right") or 0)]
    return min(moved) < FARTHEST or (styles.get("position") in OFF_SCREEN and max(aside) > FAR_RIGHT)


def _is_placed_in_the_window(element: HtmlElement, styles: Styles) -> bool:
    """Returns whether a box is placed in shares of the window, and not of another box."""
    return any("%" in styles.get(side, "") for side in SIDES) and (
        styles["position"] == "fixed"
        or not any(styles_of(outer).keys() & {"position", "transform"} for outer in element.iterancestors())
    )


def _distance(styles: Styles, name: str) -> float | None:
    """Returns a distance in pixels; None if it is not stated, or a share of something unknown."""
    value = styles.get(name, "")
    return None if "%" in value else length_of(value, USUAL_SIZE)
