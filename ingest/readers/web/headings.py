"""The headings of a web page: their levels and words, and which of them is the title."""

import re
from collections.abc import Collection, Iterator, Sequence

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import HEADINGS, drop, words_of
from ingest.readers.web.visibility.styles import is_raised, is_struck, stands_in_a_line
from ingest.text.note_marks import superscript
from ingest.text.reading import Run

LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
TITLE = 1
# The level that assistive technology assumes for a role=heading without one (WAI-ARIA 1.2).
UNNAMED_LEVEL = 2
# Classes of the link that a site puts into a heading, to the heading itself.
TO_ITSELF = re.compile(
    r"(?<![\w-])(header-?link|header(ing)?-?anchor|anchor(-?(link|js-link))?|perma-?link|hash-?link)(?![\w-])",
    re.IGNORECASE,
)
SIGN = re.compile(r"\W+")
EDIT_LINKS = ".//*[contains(concat(' ', @class, ' '), ' mw-editsection ')]"
# What follows the last dash or bar of a page's <title>: the name of the manual.
NAME = re.compile(r"\s+[-–—|»]\s+([^–—|»]+?)$")


def level_of(element: HtmlElement) -> int | None:
    """Returns an element's level as a heading by its tag or role; None if it is not a heading."""
    if element.tag in LEVELS:
        return LEVELS[element.tag]
    if names_the_document(element):
        return TITLE
    if element.get("role") != "heading":
        return None
    level = element.get("aria-level") or ""
    return int(level) if level.isdecimal() and int(level) else UNNAMED_LEVEL


def names_the_document(element: HtmlElement) -> bool:
    """Returns whether Word, or Google in a text of its own, marked an element as its document's title."""
    if element.tag != "p":
        return False
    classes = (element.get("class") or "").split()
    return "MsoTitle" in classes or (
        "title" in classes
        and any("doc-content" in (e.get("class") or "").split() for e in element.iterancestors("body"))
    )


def drop_signs(page: HtmlElement) -> None:
    """Removes from a page's headings the signs that only link to them, as "¶", and MediaWiki's "[edit]"."""
    for edit in page.xpath(EDIT_LINKS):
        drop(edit)
    for heading in page.xpath(HEADINGS):
        for link in heading.iter("a"):
            if SIGN.fullmatch(words_of(link)) and _leads_to(link, heading):
                # The link itself stays: its id may be the heading's address.
                del link[:]
                link.text = None


def _leads_to(link: HtmlElement, heading: HtmlElement) -> bool:
    """Returns whether a link in a heading leads to it, or to its section, by its address or its class."""
    target = link.get("href") or ""
    own = (e.get("id") or e.get("name") for e in (*heading.iter(), *heading.iterancestors()))
    return target[:1] == "#" and bool(target[1:] in own or TO_ITSELF.search(link.get("class") or ""))


def line_of_runs(
    element: HtmlElement,
    link: str | None = None,
    without: Collection[HtmlElement] = (),
    *,
    struck: bool = False,
) -> Iterator[Run]:
    """Yields the words of an element as one line, leaving out the elements in `without`.

    struck: the text around the element is struck through.
    """
    struck = struck or is_struck(element)
    yield Run(element.text or "", link, struck=struck)
    for child in element:
        if child.tag == "br":
            yield Run(" ", link, struck=struck)
        elif isinstance(child.tag, str) and child not in without:
            apart = Run("" if stands_in_a_line(child) else " ", link, struck=struck)
            yield apart
            if number := raised_number(child):
                yield Run(number, link, struck=struck or is_struck(child))
            else:
                yield from line_of_runs(child, link, without, struck=struck)
            yield apart
        yield Run(child.tail or "", link, struck=struck)


def raised_number(element: HtmlElement) -> str:
    """Returns the figures of an element above its line, raised so that they join no word; else nothing."""
    words = words_of(element)
    return superscript(words) if words.isdecimal() and is_raised(element) else ""


def anchor_of(
    heading: HtmlElement, panel: HtmlElement | None, passed: Sequence[str], linked: Collection[str]
) -> str | None:
    """Returns an address for a heading: its own, else that of what it begins or opens, linked ones first.

    panel: what it opens. passed: the anchors since the last words. linked: those that the page links to.
    """
    own = [str(name) for name in heading.xpath("./@id | .//@id | .//a/@name")]
    around = list(passed[::-1])
    around += [str(panel.get("id"))] if panel is not None and panel.get("id") else []
    return next(iter([*own, *(name for name in around if name in linked), *around]), None)


def page_title(title: str, headings: Sequence[str], shown: str) -> str:
    """Returns the main heading; of several, the one that the <title> begins with; else the <title>.

    Cuts off the end of the <title> if the page shows the same words elsewhere. headings: of the first level.
    shown: the words of the page.
    """
    if len(headings) == 1:
        return headings[0]
    title = " ".join(title.split())
    begun = [heading for heading in headings if heading and title.casefold().startswith(heading.casefold())]
    if begun:
        return max(begun, key=len)
    name = NAME.search(title)
    return title[: name.start()] if name and name[1].casefold() in shown.casefold() else title
