"""What the styles of a Word document make of a paragraph: heading, list item, hidden."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.office.headings_by_look import BODY_LEVEL, TITLE_LEVEL
from ingest.readers.word.numbering import Numbering, W

# Each of Word's own list styles is a list of one level; the depth is in the name (List Bullet 2).
LIST_STYLE = re.compile(r"^list\b.* ([2-9])$", re.IGNORECASE)
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)

Element = Any


# How words end that introduce a list.
INTRODUCES = re.compile(r"(:|[—–]|\b(that|if|not|must|shall|should|may|unless|to|by|when))\W*$")


@dataclass(frozen=True, slots=True)
class Styles:
    """Facts about styles, by style id.

    levels: of headings, from 1; the title is 0.
    lists: the num of a style's paragraphs, the level that it names, from 0, and the nearest style in the
    chain that defines it.
    depths: of Word's own list styles, from 2.
    hidden: styles that are not shown.
    contents: lines of a table of contents.
    header_rows: table styles that set the first row apart.
    default: the style of a paragraph that names none.
    """

    levels: dict[str, int]
    lists: dict[str, tuple[str, int, str]]
    depths: dict[str, int]
    hidden: frozenset[str]
    contents: frozenset[str]
    header_rows: frozenset[str]
    default: str

    @classmethod
    def of(cls, document: Any) -> "Styles":  # noqa: ANN401
        """Reads the styles part of an opened document."""
        styles = {style.style_id: style.element for style in document.styles}
        levels: dict[str, int] = {}
        lists: dict[str, tuple[str, int, str]] = {}
        depths: dict[str, int] = {}
        hidden, contents, header_rows = set(), set(), set()
        for style_id, element in styles.items():
            chain = list(chain_of(styles, element))
            name = next((n for e in chain if (n := value(e, "name"))), "")
            outline = _outline(chain)
            if name.lower() == "title":
                levels[style_id] = TITLE_LEVEL
            elif outline is not None and outline < BODY_LEVEL:
                levels[style_id] = outline + 1
            number = _first(chain, "pPr/numPr/numId")
            if number not in {None, "0"}:
                named = int(_first(chain, "pPr/numPr/ilvl") or 0)
                owner = next(e for e in chain if e.find(f"{W}pPr/{W}numPr") is not None)
                lists[style_id] = str(number), named, owner.get(W + "styleId")
                if found := LIST_STYLE.match(name):
                    depths[style_id] = int(found[1])
            vanish = (e.find(f"{W}rPr/{W}vanish") for e in chain)
            if is_on(next((stated for stated in vanish if stated is not None), None)):
                hidden.add(style_id)
            if name.lower().startswith("toc "):
                contents.add(style_id)
            if any(
                p.get(W + "type") == "firstRow" and len(p) for e in chain for p in e.iter(W + "tblStylePr")
            ):
                header_rows.add(style_id)
        default = next(
            (i for i, e in styles.items() if e.get(W + "type") == "paragraph" and _is_default(e)), ""
        )
        return cls(
            levels, lists, depths, frozenset(hidden), frozenset(contents), frozenset(header_rows), default
        )


def value(element: Element, path: str) -> str | None:
    """Returns the w:val at a path below an element, as in "pPr/pStyle"."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


def is_on(element: Element | None) -> bool:
    """Returns whether a switch such as w:vanish is present and not off (17.17.4)."""
    return element is not None and element.get(W + "val") not in {"0", "false", "off"}


def is_on_attribute(written: str | None) -> bool:
    """Returns whether a switch written as an attribute is on."""
    return written is not None and written not in {"0", "false", "off"}


def level_of(paragraph: Element, styles: Styles) -> int | None:
    """Returns a heading's level, from its outline level or style: 0 for the title, None if no heading."""
    outline = value(paragraph, "pPr/outlineLvl")
    if outline is None:
        return styles.levels.get(value(paragraph, "pPr/pStyle") or styles.default)
    return int(outline) + 1 if int(outline) < BODY_LEVEL else None


def listed(paragraph: Element, style: str, styles: Styles, numbering: Numbering) -> tuple[str, int] | None:
    """Returns the list of a paragraph and its level, from 0, by its own properties or its style's."""
    of_style, named, owner = styles.lists.get(style, (None, 0, ""))
    num = value(paragraph, "pPr/numPr/numId") or of_style
    if num is None or num == "0":
        return None
    depth = value(paragraph, "pPr/numPr/ilvl")
    if depth is not None:
        return num, int(depth)
    kept = numbering.level_of_style(num, owner)
    return num, named if kept is None else kept


def continued(elements: Iterable[Element], styles: Styles, numbering: Numbering) -> dict[Element, int]:
    """Returns the indented paragraphs between items of one list, which go on with the item before them.

    Each has the depth of that item, from 1. They stand farther in than the words before the list; none of
    them introduces the next items, which may use the same bullets. elements: of a body, in order.
    """
    found: dict[Element, int] = {}
    waiting: list[Element] = []
    last: tuple[str, int] | None = None
    usual = 0  # the indent of the words before the list
    for element in elements:
        style = value(element, "pPr/pStyle") or styles.default
        place = listed(element, style, styles, numbering) if element.tag == W + "p" else None
        if place is not None:
            if last is not None and last[0] == place[0]:
                found |= dict.fromkeys(waiting, last[1])
            waiting, last = [], (place[0], place[1] + 1)
        elif element.tag != W + "p":
            waiting, last = [], None
        elif last and level_of(element, styles) is None and _indent(element) > usual and _may_go_on(element):
            waiting.append(element)
        elif next(element.iter(W + "t"), None) is not None:
            waiting, last, usual = [], None, _indent(element)
    return found


def _indent(paragraph: Element) -> int:
    indent = paragraph.find(f"{W}pPr/{W}ind")
    stated = "" if indent is None else indent.get(W + "left") or indent.get(W + "start") or ""
    return int(stated) if stated.isdecimal() else 0


def _may_go_on(paragraph: Element) -> bool:
    """Returns whether a paragraph does not introduce what follows it."""
    return not INTRODUCES.search("".join(text.text or "" for text in paragraph.iter(W + "t")))


def _first(chain: list[Element], path: str) -> str | None:
    return next((found for e in chain if (found := value(e, path)) is not None), None)


def _outline(chain: list[Element]) -> int | None:
    """Returns the outline level of a style, from 0: what it states, or Word's own for its heading styles."""
    for element in chain:
        stated, named = value(element, "pPr/outlineLvl"), HEADING.fullmatch(value(element, "name") or "")
        if stated is not None or named:
            return int(stated) if stated is not None else int(named[1]) - 1 if named else None
    return None


def _is_default(element: Element) -> bool:
    return element.get(W + "default") in {"1", "true", "on"}


def chain_of(styles: dict[str, Element], element: Element | None) -> Iterator[Element]:
    """Yields a style, then those that it is based on."""
    seen: set[str] = set()
    while element is not None:
        yield element
        based_on = value(element, "basedOn")
        if not based_on or based_on in seen:
            return
        seen.add(based_on)
        element = styles.get(based_on)
