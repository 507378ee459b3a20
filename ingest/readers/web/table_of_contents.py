"""Removes the list of contents inside a page, links to its own headings: navigation, not guidance."""

import re
from collections.abc import Collection, Iterator

from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import drop, is_inline_tag, words_of

LABEL = re.compile(
    r"^(table of )?contents( of this (chapter|page))?:?$|^(on|in) this (page|chapter|section):?$",
    re.IGNORECASE,
)
LONE_LABEL = re.compile(r"table of contents:?|(on|in) this (page|chapter|section):?", re.IGNORECASE)
JUMP = re.compile(r"\s*\(?jump to\)?\s*$", re.IGNORECASE)
NUMBER = re.compile(r"^(appendix )?(\d+(\.\d+)*[.):]?|[a-z][.):])\s+", re.IGNORECASE)
UNDER_REVIEW = re.compile(r"\bunder review\)?$", re.IGNORECASE)
HEADING_LIKE = (
    ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//*[@role='heading'] | .//summary | .//button | "
    ".//*[@role='button'] | .//*[@role='tab']"
)
LINKS = (
    ".//a[starts-with(@href, '#') and string-length(@href) > 1 and "
    "not(@role='tab' or @aria-controls or @data-toggle or @data-bs-toggle)]"
)
# Lines of a list of contents as Word marks them.
WORD_CONTENTS = ".//p[starts-with(@class, 'MsoToc') and not(starts-with(@class, 'MsoTocHeading'))]"
LISTED = "descendant-or-self::*[self::ul or self::ol or self::dl or self::table]"
DEPTH = "count(ancestor::ul | ancestor::ol)"
MOST = 0.8
WORD = re.compile(r"[^\W\d_]{3,}")
# The words that may stand beside the links of a list of contents.
BESIDE = {"updated", "new", "under", "review", "appendix"}


def drop_contents(part: HtmlElement) -> tuple[dict[HtmlElement, int], set[HtmlElement]]:
    """Removes every list of contents with its label.

    A list of contents consists of links into this page: at least two whose words are headings here, or which
    stand under a label such as "Contents", or one for which both are so. Returns the headings that it
    reveals, with their depth, and the entries that stay because they say that a section is under review.
    """
    for line in part.xpath(WORD_CONTENTS):
        drop(line)
    headings = {_folded(words_of(element)) for element in part.xpath(HEADING_LIKE)}
    found: dict[HtmlElement, int] = {}
    stated: set[HtmlElement] = set()
    for element in list(part.iter("ul", "ol", "dl", "table", "div", "p")):
        if not _attached(element, part) or not (entries := _entries(element)):
            continue
        label = _label_before(element, part)
        if label is None and element.tag == "ol" and _introduced(element):
            continue
        known = sum(_folded(words) in headings for words, _, _ in entries) >= MOST * len(entries)
        if not (known and label is not None if len(entries) == 1 else known or label is not None):
            continue
        for words, target, depth in entries:
            found |= dict.fromkeys(_headings_meant(part, words, target), depth)
        for item in list(element.iter("li")):
            if UNDER_REVIEW.search(words_of(item)) and not item.xpath(".//li"):
                element.addprevious(item)
                stated.add(item)
        for gone in (label, element):
            if gone is not None:
                drop(gone)
    for line in list(part.iter("p", "div", "span", "strong")):
        if LONE_LABEL.fullmatch(words_of(line)) and _stands_alone(line, part):
            drop(line)  # its list is drawn by a script, or was navigation
    return found, stated


def _stands_alone(label: HtmlElement, part: HtmlElement) -> bool:
    """Returns whether a label is all of its block, and introduces no list of what is meant or to be done."""
    words, block = words_of(label), label
    while is_inline_tag(block.tag) and block is not part:
        block = block.getparent()
    if words_of(block) != words or block.xpath("ancestor-or-self::li | ancestor-or-self::td"):
        return False
    if words.casefold().startswith("table"):
        return True
    while block is not part and (following := _next_said(block)) is None:
        block = block.getparent()
    return block is part or (following is not None and not following.xpath(LISTED))


def _next_said(element: HtmlElement) -> HtmlElement | None:
    return next((e for e in element.itersiblings() if isinstance(e.tag, str) and words_of(e)), None)


def _attached(element: HtmlElement, part: HtmlElement) -> bool:
    return any(parent is part for parent in element.iterancestors())


def _entries(element: HtmlElement) -> list[tuple[str, str, int]]:
    """Returns the words, target and depth (from 1) of each link; none if the element says anything else.

    Links that open a fold-out are not entries.
    """
    links = {link: words_of(link) for link in element.xpath(LINKS)}
    lines = {link: link.getparent() for link, words in links.items() if JUMP.fullmatch(words)}
    rest = ""
    for said in _said_without(element, {lines.get(link, link) for link in links}) if links else ():
        if any(word.lower() not in BESIDE for word in WORD.findall(said)):
            return []
        rest += f" {said}"
    rest = re.sub(r"\b(updated|new|under review)\b", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\b(appendix )?\d+(\.\d+)*\b", " ", rest, flags=re.IGNORECASE)
    if re.search(r"\w", rest):
        return []
    above = int(element.xpath(DEPTH))
    entries = []
    for link, words in links.items():
        named = JUMP.sub("", words_of(lines[link])) if link in lines else words
        entries.append((named, str(link.get("href"))[1:], max(1, int(link.xpath(DEPTH)) - above)))
    return entries


def _said_without(element: HtmlElement, gone: Collection[HtmlElement]) -> Iterator[str]:
    """Yields the texts in an element, without those of some elements in it."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            yield (inner.tail or "") if inner is not element else ""
        elif inner in gone:
            walk.skip_subtree()
        else:
            yield inner.text or ""


def _label_before(element: HtmlElement, part: HtmlElement) -> HtmlElement | None:
    """Returns the label of a list if it comes right before it as a line or heading of its own."""
    node = element
    while node is not part:
        before = node.getprevious()
        while before is not None and not words_of(before) and not (before.tail or "").strip():
            before = before.getprevious()
        if before is not None:
            return before if LABEL.match(words_of(before)) and not (before.tail or "").strip() else None
        node = node.getparent()
        if (node.text or "").strip():
            return None
    return None


def _introduced(element: HtmlElement) -> bool:
    """Returns whether a sentence right before a list of steps introduces it: "Do this in order:"."""
    before = element.getprevious()
    return before is not None and before.tag == "p" and words_of(before).endswith(":")


def _headings_meant(part: HtmlElement, words: str, target: str) -> list[HtmlElement]:
    """Returns the line that an entry leads to, if it has the entry's words but no heading tag."""
    for anchor in part.iter():
        if target in {anchor.get("id"), anchor.get("name") if anchor.tag == "a" else None}:
            lines = [
                *anchor.iterancestors("p", "div", "td"),
                *anchor.xpath("following::p"),
                *anchor.iter("p", "div"),
            ]
            own = [line for line in lines if line is not part and _folded(words_of(line)) == _folded(words)]
            return own[:1]
    return []


def _folded(words: str) -> str:
    return NUMBER.sub("", JUMP.sub("", words)).strip(" .:").casefold()
