"""Puts into a web page the words that its style sheets show before and after elements."""

import re

import tinycss2
from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import is_inline_tag
from ingest.readers.web.visibility.counters import KINDS, counted
from ingest.readers.web.visibility.style_sheets import Styles
from ingest.text.symbol_fonts import speaking

# Two letters, or a figure: what is shorter is a sign, a bullet or an icon.
WORDS = re.compile(r"[^\W\d_]{2}|\d")
# Signs that belong to the words beside them.
SIGNS = re.compile(r"\s*[,;:/£$€%]\s*")
# What opens and closes something on a screen.
CONTROL = re.compile(
    r"\W*((show|hide|open|close|expand|collapse)( (all|section|panel|details|more|less))?|"
    r"(read|see|show|view|learn|find out) (more|less)|menu|back to top|top)\W*",
    re.IGNORECASE,
)
# The names by which fonts draw icons.
ICON = re.compile(r"icon|glyph|symbol|(?<![\w-])fa[bsrl]?(?![\w])", re.IGNORECASE)
# What stands right before a word.
OPENING = {" ", "\u00a0", "(", "[", "“", "‘", '"', "'", "«", "/", "-", "£", "$", "€"}
# What has no room for words of its own.
NO_ROOM = {
    "area", "br", "col", "colgroup", "embed", "head", "hr", "html", "iframe", "img", "input", "link", "meta",
    "object", "option", "script", "select", "source", "style", "svg", "table", "tbody", "template",
    "textarea", "tfoot", "thead", "title", "tr", "video", "wbr",
}  # fmt: skip


def write_generated(element: HtmlElement, place: str, styles: Styles) -> None:
    """Writes the words shown before or after what an element contains, as an element of their own.

    place: "before" or "after". styles: of those words. Icons, signs that say neither yes nor no, and
    counters other than of a list's items, are left alone.
    """
    content = styles.get("content", "")
    words = generated_words(element, content)
    counts = "counter(" in content and bool(words.strip())
    parts = words.isspace() and is_inline_tag(element.tag)
    says = counts or parts or WORDS.search(words) or SIGNS.fullmatch(words)
    if CONTROL.fullmatch(words):
        return
    is_icon = not says or ICON.search(f"{element.get('class') or ''} {styles.get('font-family', '')}")
    if element.tag in NO_ROOM or (is_icon and not speaking(words.strip())):
        return
    # What is written without a space is set apart by its look.
    said = str(element.text_content()).strip()
    words += " " * (place == "before" and words[-1:] not in OPENING and said[:1].isalnum())
    words = " " * (place == "after" and (words[:1].isalnum() or words[:1] == "(") and bool(said)) + words
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
        elif part.type == "function" and part.lower_name == "counter" and place_in_list(element):
            kind = tinycss2.serialize(part.arguments).lower().partition(",")[2].strip()
            words += f"{counted(place_in_list(element), KINDS.get(kind, '1'))}\u200b"
        elif part == "/":  # what only screen readers say
            break
        elif part.type != "whitespace":
            return ""
    # A number that only its look sets apart joins no word.
    return words.replace("\u200b", "") + " " * words.endswith("\u200b")


def place_in_list(element: HtmlElement) -> int:
    """Returns the number of an item in its list; 0 if it is in none."""
    around = element.getparent()
    if element.tag != "li" or around is None or around.tag != "ol":
        return 0
    start = around.get("start") or "1"
    before = sum(1 for _ in element.itersiblings("li", preceding=True))
    return before + (int(start) if re.fullmatch(r"\d{1,4}", start, re.ASCII) else 1)
