"""The headings of a web page: their levels, their words, and which of them is its title."""

import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
TITLE = 1
# What assistive technology takes for the level of a role=heading that names none (WAI-ARIA 1.2).
UNNAMED_LEVEL = 2
# What stands behind the last dash or bar of a page's <title>: the name of the manual.
NAME = re.compile(r"\s+[-–—|»]\s+([^–—|»]+?)$")


def level_of(element: HtmlElement) -> int | None:
    """The level that an element has as a heading; None for what is none by its tag or role."""
    if element.tag in LEVELS:
        return LEVELS[element.tag]
    if element.get("role") != "heading":
        return None
    level = element.get("aria-level") or ""
    return int(level) if level.isdecimal() and int(level) else UNNAMED_LEVEL


def line_of_words(element: HtmlElement, without: Collection[HtmlElement] = ()) -> str:
    """The words of an element in one line, but for those of the elements `without`."""
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child not in without:
            words.append(" " if child.tag == "br" else line_of_words(child, without))
        words.append(child.tail or "")
    return "".join(words)


def page_title(title: str, headings: Sequence[str], shown: str) -> str:
    """The main heading; of several, the one that the <title> begins with; else the <title>.

    Its end is cut off where it names what the page shows elsewhere. headings: of the first level. shown:
    the words of the page.
    """
    if len(headings) == 1:
        return headings[0]
    title = " ".join(title.split())
    begun = [heading for heading in headings if heading and title.casefold().startswith(heading.casefold())]
    if begun:
        return max(begun, key=len)
    name = NAME.search(title)
    return title[: name.start()] if name and name[1].casefold() in shown.casefold() else title
