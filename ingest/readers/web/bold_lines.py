"""Finds the headings of a web page that are only bold paragraphs, by the rules for office files."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml.html import HtmlElement

from ingest.readers.office.headings_by_look import CALL, FOR_EACH_MARKED, Seen, headings_by_look
from ingest.readers.web.boilerplate import words_of
from ingest.readers.web.foldouts import Foldouts
from ingest.readers.web.headings import TITLE, level_of
from ingest.readers.web.lists import word_item_depth
from ingest.readers.web.procedure_manuals import DATE_LINE, is_label
from ingest.readers.web.tables import is_bold, is_layout
from ingest.readers.web.visibility.styles import stands_in_a_line

PARAGRAPHS = {"p", "div"}
# What stands in one of these never heads what comes after it.
APART = {"li", "dt", "dd", "blockquote", "figure", "figcaption", "address", "aside", "details"}

# What asks for something is quoted, although it ends unlike a sentence.
ORDER = re.compile(r"(do not|don[’']t|never|always|please|you (must|should|may|can|need))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it looks. element: the paragraph that it fills. level: of a heading, else 0."""

    seen: Seen
    element: HtmlElement | None = None
    level: int = 0


def bold_headings(
    part: HtmlElement,
    foldouts: Foldouts,
    shown: Mapping[HtmlElement, int],
    boxes: Collection[HtmlElement] = (),
) -> dict[HtmlElement, int]:
    """Returns the level of each bold paragraph that is a heading because words stand beneath it.

    On a page with other headings, apart from its first, only numbered ones count, unless they are far more.
    shown: the lines that are known as headings. boxes: elements of amendments.
    """
    lines = list(_lines(part, foldouts, shown, {*boxes, *foldouts.panels}))
    first = next((i for i, line in enumerate(lines) if line.level == TITLE), -1)
    by_look = headings_by_look([line.seen for line in lines])
    found = {i: depth for i, depth in by_look.items() if i > first and _may_be_heading(lines[i])}
    marked = sum(line.level > 0 for line in lines)
    if (marked - 1) * FOR_EACH_MARKED > len(found):
        found = {i: depth for i, depth in found.items() if lines[i].seen.number}
    levels = _levels(lines, found)
    below = 0  # the level of the heading that follows; 0 for words
    headings: dict[HtmlElement, int] = {}
    for i in reversed(range(len(lines))):
        level = levels.get(i, 0)
        element = lines[i].element
        if level and element is not None and not 0 < below <= level:
            headings[element] = level
            below = level
        else:
            below = lines[i].level
    return headings


def box_around(line: HtmlElement) -> HtmlElement:
    """Returns the element that a heading stands in together with other words; its section ends there."""
    while line.getparent().getparent() is not None and _is_alone(line):
        line = line.getparent()
    return line.getparent()


def _is_alone(element: HtmlElement) -> bool:
    """Returns whether an element's parent contains no other words."""
    beside = chain(element.itersiblings(), element.itersiblings(preceding=True))
    return not any(words_of(e) for e in beside) and not "".join(element.getparent().xpath("text()")).strip()


def _lines(
    element: HtmlElement,
    foldouts: Foldouts,
    shown: Mapping[HtmlElement, int],
    closed: Collection[HtmlElement],
    *,
    apart: bool = False,
) -> Iterator[Line]:
    """Yields the lines in an element, in order. closed: what never contains such headings."""
    level = level_of(element) or (TITLE + shown[element] if element in shown else 0)
    if level or element in foldouts.heads:
        yield Line(Seen(words_of(element), other=True), level=level)
        return
    if element.tag == "table" and not is_layout(element, foldouts.heads):
        yield Line(Seen(other=True))
        return
    apart = apart or element.tag in APART or element in closed or word_item_depth(element) is not None
    words, whole = element.text or "", True
    for child in element:
        if all(stands_in_a_line(e) for e in child.iter() if isinstance(e.tag, str)):
            words += str(child.text_content())
        else:
            yield from _loose(words)
            yield from _lines(child, foldouts, shown, closed, apart=apart)
            words, whole = "", False
        words += child.tail or ""
    if not whole or element.tag not in PARAGRAPHS:
        yield from _loose(words)
    elif words.strip():
        yield Line(Seen(" ".join(words.split()), 1, bold=is_bold(element), item=apart), element)


def _loose(words: str) -> Iterator[Line]:
    """Yields words that no paragraph contains, which are no heading."""
    if words.strip():
        yield Line(Seen(" ".join(words.split()), 1, item=True))


def _may_be_heading(line: Line) -> bool:
    """Returns whether a line is bold, no warning, order or date, and no label with rules of its own."""
    words = line.seen.text
    call = CALL.match(words)
    called = call is not None and call[0][-1] in ":!"
    warned = called or words.endswith("!") or ORDER.match(words)
    return line.seen.bold and not (warned or is_label(words) or DATE_LINE.match(words))


def _levels(lines: Sequence[Line], found: Mapping[int, int]) -> dict[int, int]:
    """Returns the levels of the headings found, below those around them, or beside those numbered alike."""
    around: list[tuple[int, int]] = []  # the level of each open heading, and the steps of its number
    levels = {}
    for i, line in enumerate(lines):
        if line.level:
            around = [(level, steps) for level, steps in around if level < line.level]
            # A chapter's own number is not the beginning of those of its sections.
            around.append((line.level, line.seen.number if line.level > TITLE else 0))
        elif i in found:
            levels[i] = _level(around, found[i], line.seen.number)
    return levels


def _level(around: Sequence[tuple[int, int]], depth: int, steps: int) -> int:
    numbered = [(level, own) for level, own in around if own] if steps else []
    alike = next((level for level, own in numbered if own >= steps), None)
    if alike is not None:
        return alike
    level, own = numbered[-1] if numbered else (around[-1][0], 0) if around else (TITLE, 0)
    return level + depth - own
