"""Puts into a web page the words that its style sheets show before and after elements."""

import re

import tinycss2
from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.web.visibility.style_sheets import Styles

# Two letters: what is shorter is a sign, a bullet or an icon.
WORDS = re.compile(r"[^\W\d_]{2}")
# The names by which fonts draw icons.
ICON = re.compile(r"icon|glyph|symbol|(?<![\w-])fa[bsrl]?(?![\w])", re.IGNORECASE)
# What has no room for words of its own.
NO_ROOM = {
    "area", "br", "col", "colgroup", "embed", "head", "hr", "html", "iframe", "img", "input", "link", "meta",
    "object", "option", "script", "select", "source", "style", "svg", "table", "tbody", "template",
    "textarea", "tfoot", "thead", "title", "tr", "video", "wbr",
}  # fmt: skip


def write_generated(element: HtmlElement, place: str, styles: Styles) -> None:
    """Writes the words shown before or after what an element contains, as an element of their own.

    place: "before" or "after". styles: of those words. Counters, icons and signs are left alone.
    """
    words = generated_words(element, styles.get("content", ""))
    if element.tag in NO_ROOM or not WORDS.search(words) or ICON.search(element.get("class") or ""):
        return
    shown = etree.SubElement(element, "span")
    shown.text = words
    shown.set("style", "; ".join(f"{name}: {v}" for name, v in styles.items() if name != "content"))
    if place == "before":
        shown.tail, element.text = element.text, None
        element.insert(0, shown)


def generated_words(element: HtmlElement, content: str) -> str:
    """Returns the words that a `content` stands for; none if it is more than strings and attributes."""
    words = ""
    for part in tinycss2.parse_component_value_list(content, skip_comments=True):
        if part.type == "string":
            words += part.value
        elif part.type == "function" and part.lower_name == "attr":
            words += element.get(tinycss2.serialize(part.arguments).strip().lower()) or ""
        elif part == "/":  # what only screen readers say
            break
        elif part.type != "whitespace":
            return ""
    return words
