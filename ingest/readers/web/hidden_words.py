"""Finds words of a web page that nobody sees: hidden, too small, off the page, too pale.

The looks of an element come from its `style`, which `write_styles` fills in. If its background is unknown,
as over a picture or where an external style sheet may set it, its words count as visible.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from lxml.html import HtmlElement
from PIL import ImageColor

from ingest.readers.web.boilerplate import drop, is_hidden, words_of
from ingest.readers.web.styles import Styles, styles_of, write_styles

Colour = tuple[int, int, int]

# A line with more words that is hidden only from screen readers is worth reporting.
LONGEST_LINE = 20
# Two colours look the same if no channel differs by more, of 255.
SAME = 12
SMALLEST = 1.0  # pixels
FARTHEST = -900.0  # pixels; text moved further to the left is off any page
LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|%|)(?![\w%])")
PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "rem": 16.0}
CLEAR = re.compile(
    r"rgba\([^)]*[,/]\s*0(\.0*)?%?\s*\)|hsla\([^)]*[,/]\s*0(\.0*)?%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0"
)
THIN = re.compile(r"(rgba|hsla)\(|/|#([0-9a-f]{8}|[0-9a-f]{4})\b")


@dataclass(frozen=True, slots=True)
class Look:
    """How an element's own words look. colour, ground: None if unknown.

    clear: the words are fully transparent. size, indent: in pixels.
    """

    colour: Colour | None
    ground: Colour | None
    clear: bool = False
    size: float = 16.0
    indent: float = 0.0

    @property
    def is_seen(self) -> bool:
        """Returns whether words that look like this can be read on the page."""
        if self.clear or self.size < SMALLEST or self.indent < FARTHEST:
            return False
        if self.colour is None or self.ground is None:
            return True
        return any(abs(a - b) > SAME for a, b in zip(self.colour, self.ground, strict=True))


def drop_unseen(page: HtmlElement, part: HtmlElement, panels: set[HtmlElement]) -> list[str]:
    """Removes what nobody sees on the page, except panels that a reader can open.

    Returns reports on what was removed: how many words, and the first of them.
    """
    silent: list[str] = []
    unseen: list[str] = []
    for element in list(part.iterdescendants()):
        if _attached(element, part) and is_hidden(element) and not panels.intersection(element.iter()):
            muted = element.get("aria-hidden") == "true"
            (silent if muted else unseen).append(words_of(element))
            drop(element)
    unseen += _emptied(part, _looks(page))
    if not any(len(words.split()) > LONGEST_LINE for words in silent):
        silent = []
    return [*left_out(unseen), *left_out(silent, "kept from screen readers")]


def is_unseen(element: HtmlElement) -> bool:
    """Returns whether an element hides its words by itself, on white paper."""
    write_styles(element)
    return is_hidden(element) or not _look(element, Look((0, 0, 0), (255, 255, 255))).is_seen


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


def _emptied(part: HtmlElement, looks: dict[HtmlElement, Look]) -> Iterator[str]:
    """Removes, and yields, the invisible words that stand directly in an element of the part."""
    for element in part.iter():
        look = looks.get(element)
        if look is None or look.is_seen:
            continue
        own = [element.text or "", *(child.tail or "" for child in element)]
        element.text = " "
        for child in element:
            child.tail = " "
        yield from (words for words in own if words.strip())


def _looks(page: HtmlElement) -> dict[HtmlElement, Look]:
    """Returns how the own words of each element look."""
    sheets = page.xpath("//link[contains(@rel, 'stylesheet')]") or any(
        "@import" in (sheet.text or "") for sheet in page.iter("style")
    )
    first = Look((0, 0, 0), None if sheets else (255, 255, 255))
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
    colour = styles.get("color")
    if colour and colour not in {"inherit", "currentcolor"}:
        look = replace(look, colour=_colour(colour), clear=colour == "transparent" or _is_clear(colour))
    size = _length(styles.get("font-size") or styles.get("font") or "", look.size)
    indent = _length(styles.get("text-indent") or "", look.size)
    return replace(
        look,
        ground=_ground(styles, look.ground),
        size=look.size if size is None else size,
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
        ground = found[0] if found else ground
    return ground


def _is_clear(value: str) -> bool:
    return bool(CLEAR.fullmatch(value))


def _colour(value: str) -> Colour | None:
    """Returns a colour as three channels from 0 to 255; None if it is invalid or transparent."""
    try:
        found = ImageColor.getrgb(value)
    except ValueError:
        return None
    return found[:3] if len(found) == 3 or found[3] == 255 else None


def _length(value: str, size: float) -> float | None:
    """Returns a length in pixels, relative lengths based on `size`; None if the value has none."""
    for number, unit in LENGTH.findall(value):
        if unit in PIXELS and (unit or not float(number)):
            return float(number) * PIXELS[unit]
        if unit:
            return float(number) * size / (100 if unit == "%" else 1)
    return None
