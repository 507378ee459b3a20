"""Numbers list items that do not start at 1, and finds items that the file or the parser wrote otherwise."""

import re
from itertools import islice

from lxml.html import HtmlElement

from ingest.readers.list_numbers import TYPED
from ingest.readers.web.boilerplate import drop, words_of
from ingest.readers.web.visibility.counters import KINDS, counted
from ingest.readers.web.visibility.styles import styles_of
from ingest.text.symbol_fonts import speaking

QUOTED = re.compile(r"""["'](.*?)["']""")
NUMBER = re.compile(r"[+-]?\d{1,6}")
MOST_TERMS = 20  # with one explanation
LEVEL = re.compile(r"\blevel([1-9])\b")
# The character of a symbol font's bullet, taken alone, is a letter: "o", "§", "ü".
BULLET = re.compile(r"\W*\w?")


def ordinals(items: HtmlElement) -> dict[HtmlElement, str]:
    """Returns what is shown before each item of a numbered list; nothing if it simply counts from 1.

    Other parts of a page may refer to letters and Roman figures, which are therefore always returned. So are
    bullets that say yes or no, of any list.
    """
    own = [item for item in items if item.tag == "li"]
    signs = {item: f"{sign} " for item in own if (sign := _sign(item) or _sign(items))}
    kind = _kind(items) if items.tag == "ol" else ""
    if signs or not kind:
        return signs
    backwards = items.get("reversed") is not None
    first = _number(items.get("start"))
    values = [_number(item.get("value")) for item in own]
    if (
        kind == "1"
        and first in {None, 1}
        and not backwards
        and not any(value is not None for value in values)
    ):
        return {}
    number = (len(own) if backwards else 1) if first is None else first
    found = {}
    for item, value in zip(own, values, strict=True):
        number = number if value is None else value
        if _is_marked(item):
            found[item] = f"{counted(number, kind)}. "
        number += -1 if backwards else 1
    return found


def _kind(items: HtmlElement) -> str:
    """Returns how a list is counted, as `type` says it; empty if its style shows no numbers."""
    for word in _stated(items).lower().split():
        if word in KINDS:
            return KINDS[word]
    kind = items.get("type") or "1"
    return kind if kind in TYPED else "1"


def _sign(element: HtmlElement) -> str:
    """Returns the bullet that an element states in quotation marks, if it says yes or no."""
    quoted = QUOTED.search(_stated(element))
    return speaking(quoted[1].strip()) if quoted else ""


def _stated(element: HtmlElement) -> str:
    styles = styles_of(element)
    return styles.get("list-style-type") or styles.get("list-style") or ""


def _is_marked(item: HtmlElement) -> bool:
    """Returns whether an item shows its number, which it does not as a line, a row or a part of a grid."""
    shown = styles_of(item).get("display", "list-item")
    return "none" not in _stated(item).split() and shown.startswith("list-item")


def _number(value: str | None) -> int | None:
    return int(value) if value and NUMBER.fullmatch(value.strip()) else None


def word_item_depth(element: HtmlElement) -> int | None:
    """Returns the depth of a paragraph that Word shows as a list item; None for other elements."""
    level = LEVEL.search(styles_of(element).get("mso-list", "")) if element.tag == "p" else None
    return int(level[1]) if level else None


def part_terms(page: HtmlElement) -> None:
    """Puts terms and explanations behind each other where the parser put the next one into the last."""
    for inner in page.xpath("//dt/dt | //dd/dd"):
        inner.getparent().addnext(inner)


def shares_explanation(term: HtmlElement | None) -> bool:
    """Returns whether an element is a term that is explained together with the term after it."""
    if term is None or term.tag != "dt":
        return False
    following = [element.tag for element in islice(term.itersiblings(), MOST_TERMS)]
    return following[:1] == ["dt"] and next((tag for tag in following if tag != "dt"), None) == "dd"


def drop_bullets(part: HtmlElement) -> None:
    """Removes the bullets that Word wrote as words before its items; numbers stay."""
    for mark in list(part.iter("span")):
        if styles_of(mark).get("mso-list") == "ignore" and BULLET.fullmatch(words_of(mark)):
            drop(mark)
