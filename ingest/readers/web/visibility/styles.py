"""Works out how a web page styles its elements: style sheets, old attributes, inline styles."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import is_inline_tag
from ingest.readers.web.visibility.custom_properties import Values, filled_in, values_within
from ingest.readers.web.visibility.generated_words import write_generated
from ingest.readers.web.visibility.style_sheets import (
    Rule,
    Styles,
    declared,
    has_unknown_sheets,
    is_custom,
    rules_of,
)

STRUCK_TAGS = {"s", "strike", "del"}
# Letters are moved less to stand better in their line.
UPWARDS = re.compile(
    r"super\b|\+?(([3-9]|[1-9]\d+)(\.\d+)?(px|pt)|[1-9]\d+(\.\d+)?%|0?\.[2-9]\d*r?em|[1-9](\.\d+)?r?em)"
)
# How an element is displayed that lays out its children itself, and one on a line of its own.
PARTS_ITS_CHILDREN = re.compile(r"(inline-)?(flex|grid)\b")
IN_ONE_WORD = {"sub", "sup", "br"}
FEWEST_LAID_OUT, MOST_LAID_OUT = 2, 50  # children that tell how the others are
ON_ITS_OWN_LINE = re.compile(r"(block|flex|grid|list-item|table|flow-root)\b")


def styles_of(element: HtmlElement) -> Styles:
    """Returns an element's own `style` by property, in small letters; the last declaration counts."""
    style = element.get("style")
    return _stated(style) if style else {}


def write_styles(page: HtmlElement, sheets: Sequence[HtmlElement] = ()) -> None:
    """Writes what the page's rules and attributes say into each element's `style`; its own style wins.

    sheets: as in `rules_of`.
    """
    found: dict[HtmlElement, list[Rule]] = defaultdict(list)
    generated: dict[tuple[HtmlElement, str], list[Rule]] = defaultdict(list)
    for rule in rules_of(page, sheets):
        for element in rule.matches(page):
            (generated[element, rule.place] if rule.place else found[element]).append(rule)
    values: dict[HtmlElement, Values] = {}
    guess = not has_unknown_sheets(page)
    for element in page.iter(etree.Element):
        rules = found.get(element, [])
        values[element] = around = values.get(element.getparent(), {})
        merged = _hints(element)
        style = element.get("style") or ""
        if not rules and not merged and "--" not in style:
            continue
        plain, important = declared(style)
        merged |= _merged(rules, plain, important)
        values[element] = own = values_within(merged, around, guess=guess)
        shown = {name: filled_in(v, own, guess=guess) for name, v in merged.items() if not is_custom(name)}
        element.set("style", "; ".join(f"{name}: {value}" for name, value in shown.items()))
    for (element, place), rules in generated.items():
        write_generated(element, place, _merged(rules))
    _part_laid_out_words(page)


def _merged(rules: Sequence[Rule], plain: Styles | None = None, important: Styles | None = None) -> Styles:
    """Returns what rules state together, and an element's own style, which wins over rules as important."""
    merged: Styles = {}
    for styles in (*(r.plain for r in rules), plain, *(r.important for r in rules), important):
        merged |= styles or {}
    return merged


def is_struck(element: HtmlElement) -> bool:
    """Returns whether an element shows its words struck through, by its tag or by its style."""
    if element.tag in STRUCK_TAGS:
        return True
    styles = styles_of(element)
    lines = f"{styles.get('text-decoration', '')} {styles.get('text-decoration-line', '')}"
    return "line-through" in lines


def is_raised(element: HtmlElement) -> bool:
    """Returns whether an element stands above its line, by its tag or by its style."""
    styles = styles_of(element)
    raised = styles.get("vertical-align", ""), styles.get("mso-text-raise", "")
    return element.tag == "sup" or any(map(UPWARDS.match, raised))


def stands_in_a_line(element: HtmlElement) -> bool:
    """Returns whether an element stands among the words of a line, by its tag and by its style."""
    if element.tag == "br" or not is_inline_tag(element.tag):
        return bool(element.tag == "br")
    styles, around = styles_of(element), element.getparent()
    # Words flow around what floats, such as a large first letter.
    if styles.get("float", "none") != "none":
        return True
    laid_out = around is not None and _lays_out(around)
    return not laid_out and not ON_ITS_OWN_LINE.match(styles.get("display", ""))


def _parts_its_children(element: HtmlElement) -> bool:
    """Returns whether an element lays out the elements in it as lines: each begins like one.

    Beside words of its own, and in the midst of a sentence, they stay in their row.
    """
    if not _lays_out(element) or (element.text or "").strip():
        return False
    if is_inline_tag(element.tag) and styles_of(element)["display"].startswith("inline"):
        return False
    children = list(islice(element, MOST_LAID_OUT))
    firsts = (next((t for text in c.itertext() if (t := text.strip())), "") for c in children)
    said = [first for first in firsts if first]
    alone = any((c.tail or "").strip() for c in children) or len(said) < FEWEST_LAID_OUT
    return not alone and all(first[0].isupper() for first in said)


def _lays_out(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    laid_out = ("flex" in style or "grid" in style) and styles_of(element).get("display", "")
    return bool(laid_out and PARTS_ITS_CHILDREN.match(laid_out))


def _part_laid_out_words(page: HtmlElement) -> None:
    """Puts a space between words that touch only because an element lays out its children in a row.

    A single letter is a large first one, or the like. From then on, the element counts as one with a line.
    """
    for element in page.iter(etree.Element):
        if not _lays_out(element) or _parts_its_children(element):
            continue
        shown = "inline" if styles_of(element)["display"].startswith("inline") else "block"
        element.set("style", f"{element.get('style')}; display: {shown} !important")
        for child in element:
            if not isinstance(child.tag, str) or not is_inline_tag(child.tag) or child.tag in IN_ONE_WORD:
                continue
            before, words = child.getprevious(), str(child.text_content())
            said = (element.text or "") if before is None else before.tail or str(before.text_content())
            is_letter = before is not None and not before.tail and len(said) == 1 and said.isalpha()
            if said[-1:].isalnum() and words[:1].isalnum() and not is_letter:
                child.text = f" {child.text or ''}"
            is_first = len(words) == 1 and words.isalpha()
            if words[-1:].isalnum() and (child.tail or "")[:1].isalnum() and not is_first:
                child.tail = f" {child.tail}"


def is_struck_within(element: HtmlElement, outer: HtmlElement) -> bool:
    """Returns whether an element, or an ancestor up to `outer`, shows its words struck through."""
    while not is_struck(element):
        if element is outer or element.getparent() is None:
            return False
        element = element.getparent()
    return True


@lru_cache(4096)
def _stated(style: str) -> Styles:
    """Parses a `style`, which many elements share."""
    plain, important = declared(style)
    return plain | important


def _hints(element: HtmlElement) -> Styles:
    """Returns what old attributes say about colours and background pictures."""
    hints = {
        "color": element.get("text" if element.tag == "body" else "color") or "",
        "background-color": element.get("bgcolor") or "",
        "background-image": "url()" if element.get("background") else "",
    }
    stated = ";".join(f"{name}:{value.replace(';', ' ')}" for name, value in hints.items() if value)
    return declared(stated)[0] if stated else {}
