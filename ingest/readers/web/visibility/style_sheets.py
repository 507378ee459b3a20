"""Reads the style sheets of a web page: its rules, and the elements that each applies to.

Rules that depend on the pointer or a script apply to nothing. Of rules for wide screens or newer browsers,
what shows words or strikes them through counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selector
from lxml import etree
from lxml.html import HtmlElement
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from ingest.readers.web.boilerplate import NOT_IN_XML
from ingest.readers.web.visibility.shorthands import by_sides

Styles = dict[str, str]
Tokens = Sequence[Node]
# A selector, and the classes and ids that it needs.
Selected = tuple[str, frozenset[str]]

# Properties that strike words through, hide them, move them away, or make them bold, too small or too pale.
PROPERTIES = {
    "display", "visibility", "opacity", "font", "font-family", "font-size", "font-weight", "text-indent",
    "color", "background", "background-color", "background-image", "background-clip",
    "-webkit-background-clip", "-webkit-text-fill-color", "text-decoration", "text-decoration-line",
    "position", "left", "top", "right", "bottom", "float", "margin-left", "margin-top", "padding-left",
    "padding-top", "padding-right", "padding-bottom", "transform", "translate", "scale", "clip",
    "clip-path", "filter", "content-visibility", "overflow", "width", "height", "max-width", "max-height",
    "min-width", "min-height", "flex", "flex-grow", "animation", "animation-name", "vertical-align",
    "mso-text-raise", "margin", "padding", "inset", "content", "list-style", "list-style-type", "mso-hide",
    "mso-list", "mso-element",
}  # fmt: skip
# Properties whose strings are shown, and so keep their letters.
SHOWN = {"content", "list-style", "list-style-type"}
ON_SCREEN = re.compile(r"\s*((only\s+)?(all|screen))?\s*", re.IGNORECASE)
ON_WIDE_SCREENS = re.compile(
    r"\s*((only\s+)?(all|screen)\s+and\s*)?\(\s*(min-width|width\s*>)(?!.*(max-|<)).*",
    re.IGNORECASE | re.DOTALL,
)
# Declarations that hide nothing, or leave the words to be seen, as withdrawn.
SHOWS = {
    "display": re.compile(r"(?!none)"),
    "visibility": re.compile(r"visible"),
    "text-decoration": re.compile(r""),
    "text-decoration-line": re.compile(r""),
}
MOST_SELECTORS, LONGEST_SELECTOR = 1000, 1000  # of a rule in a rule
PRINTABLE = re.compile(r"[^\x20-\x7e]+")
SELECTORS = HTMLTranslator()


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector of a style rule, and what it states. weight: its specificity; the higher wins.

    place: "before" or "after" if it is about words that the style sheet itself puts there; else empty.
    """

    selector: etree.XPath
    weight: tuple[int, int, int]
    plain: Styles
    important: Styles
    place: str

    def matches(self, page: HtmlElement) -> list[HtmlElement]:
        """Returns the elements of the page that it applies to."""
        found = self.selector(page)
        return found if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as it is written. names: the classes and ids that its selector needs."""

    selector: str
    names: frozenset[str]
    plain: Styles
    important: Styles


def has_unknown_sheets(page: HtmlElement) -> bool:
    """Returns whether a page also uses style sheets of which it only gives the address."""
    linked = page.xpath("//link[contains(@rel, 'stylesheet')]")
    return bool(linked) or any("@import" in (sheet.text or "") for sheet in page.iter("style"))


def rules_of(page: HtmlElement, sheets: Sequence[HtmlElement] = ()) -> list[Rule]:
    """Returns the rules about how words are seen, in the order of the page, then of their weight.

    sheets: those that a part of a page stands under, instead of its own.
    Left out: rules whose selector is invalid, or names a class or an id that nothing on the page has.
    """
    sheets = sheets or list(page.iter("style"))
    names = {name for element in page.iter(etree.Element) for name in _names(element)} if sheets else set()
    rules = [
        Rule(selector, weight, written.plain, written.important, place)
        for sheet in sheets
        if (reach := _reach_of_media(sheet.get("media") or ""))
        for written in _written(str(sheet.text or ""), reach)
        if names.issuperset(written.names)
        for selector, weight, place in _selectors(written.selector)
    ]
    return sorted(rules, key=lambda rule: rule.weight)


@lru_cache(16)
def _written(sheet: str, reach: int) -> list[Written]:
    """Parses a style sheet, which many parts of a text may stand under."""
    return list(_rules(tinycss2.parse_stylesheet(sheet), reach))


def declared(style: str) -> tuple[Styles, Styles]:
    """Returns the declarations that matter here, and those of them marked as important, in small letters.

    The last declaration of a property counts. Custom properties matter, as others may be stated by them.
    """
    return _declared(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True))


def _declared(nodes: Tokens) -> tuple[Styles, Styles]:
    plain: Styles = {}
    important: Styles = {}
    for stated in nodes:
        if not isinstance(stated, Declaration):
            continue
        if stated.lower_name not in PROPERTIES and not is_custom(stated.lower_name):
            continue
        written = tinycss2.serialize([token for token in stated.value if token.type != "comment"])
        is_words = stated.lower_name in SHOWN
        written = NOT_IN_XML.sub("", written) if is_words else PRINTABLE.sub(" ", written).lower()
        if value := " ".join(written.split()):
            (important if stated.important else plain).update(by_sides(stated.lower_name, value))
    return plain, important


def _names(element: HtmlElement) -> Iterator[str]:
    """Yields an element's classes and its id."""
    yield from (element.get("class") or "").split()
    yield element.get("id") or ""


def _rules(nodes: Tokens, reach: int, outer: Sequence[Selected] = ()) -> Iterator[Written]:
    """Yields the rules of a style sheet, or of a part of one that reaches so far (see `_reach`).

    outer: the selectors of the rule that the part stands in.
    """
    stated = _declared(nodes)
    plain, important = map(_showing, stated) if reach == 1 else stated
    for selector, names in outer if plain or important else ():
        yield Written(selector, names, plain, important)
    for node in nodes:
        if isinstance(node, AtRule) and node.content is not None:
            if inner := min(reach, _reach(node)):
                yield from _rules(tinycss2.parse_blocks_contents(node.content), inner, outer)
        elif isinstance(node, QualifiedRule):
            parts = [(tinycss2.serialize(p).strip(), frozenset(_named(p))) for p in _parted(node.prelude)]
            if own := _nested(parts, outer):
                yield from _rules(tinycss2.parse_blocks_contents(node.content), reach, own)


def _nested(selectors: Sequence[Selected], outer: Sequence[Selected]) -> Sequence[Selected]:
    """Returns selectors as they are meant inside a rule: of what stands in the elements that it selects.

    A page that multiplies them without end gets none.
    """
    if not outer:
        return selectors
    if len(selectors) * len(outer) > MOST_SELECTORS or max(len(o) for o, _ in outer) > LONGEST_SELECTOR:
        return []
    return [
        (written, names | around)
        for o, around in outer
        for s, names in selectors
        if len(written := s.replace("&", o) if "&" in s else f"{o} {s}") <= LONGEST_SELECTOR
    ]


def is_custom(name: str) -> bool:
    """Returns whether a property has its name from the page."""
    return name.startswith("--")


@lru_cache(4096)
def _selectors(written: str) -> list[tuple[etree.XPath, tuple[int, int, int], str]]:
    """Returns a selector with its weight and place (see `Rule`).

    Nothing if it is invalid, has a control character, or selects a part of an element, as `::first-line`.
    """
    try:
        return [
            (etree.XPath(SELECTORS.selector_to_xpath(parsed)), parsed.specificity(), str(place))
            for parsed in parse_selector(written)
            if (place := parsed.pseudo_element or "") in {"", "before", "after"}
        ]
    except (SelectorError, etree.XPathError, ValueError):  # lxml refuses control characters
        return []


def _parted(tokens: Tokens) -> list[list[Node]]:
    """Returns the selectors between commas."""
    parts: list[list[Node]] = [[]]
    for part in tokens:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return parts


def _named(selector: Tokens) -> Iterator[str]:
    """Yields the classes and ids that must be on the page; those in brackets, as of `:not()`, need not be."""
    for before, token in pairwise([None, *selector]):
        if token.type == "hash" or (token.type == "ident" and before == "."):
            yield token.value


def _reach(rule: AtRule) -> int:
    """Returns 2 if the rules in a condition apply on every screen, 1 on wide or modern ones, else 0."""
    match rule.lower_at_keyword:
        case "media":
            return _reach_of_media(tinycss2.serialize(rule.prelude))
        case "supports" | "container":
            return 1
        case "layer":
            return 2
        case _:
            return 0


def _reach_of_media(queries: str) -> int:
    media = queries.split(",")
    if any(map(ON_SCREEN.fullmatch, media)):
        return 2
    return int(any(map(ON_WIDE_SCREENS.fullmatch, media)))


def _showing(styles: Styles) -> Styles:
    """Returns the declarations by which words are shown, and those that other declarations may refer to."""
    return {
        name: value
        for name, value in styles.items()
        if is_custom(name) or (name in SHOWS and SHOWS[name].match(value))
    }
