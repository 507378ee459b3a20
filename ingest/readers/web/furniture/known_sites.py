"""Finds what the software of well-known sites puts around a page's own words, by name and content."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import words_of

# On GOV.UK: what a form lets one do to an answer, and the offer of e-mails.
ACTIONS_NAME = "summary-list__actions"
ALERTS_NAME = "notification-button"
ALERTS = re.compile(r"(get|sign up for) e-?mails?( alerts?)?( about| for| on) this page\W*", re.IGNORECASE)

# In a text from Google: the marks of comments, and each comment, which leads back to its mark.
GOOGLE_COMMENT_MARKS = ".//a[starts-with(@id, 'cmnt_ref')]"
GOOGLE_COMMENTS = ".//a[starts-with(@href, '#cmnt_ref')]"

# On a wiki: where its article stands, and what stands around it.
ARTICLE = "descendant-or-self::*[@id='mw-content-text']"
IN_OR_AROUND = "ancestor::*[@id='mw-content-text'] | .//*[@id='mw-content-text']"
AROUND_ARTICLE = {
    "siteNotice", "siteSub", "contentSub", "contentSub2", "mw-content-subtitle", "jump-to-nav", "catlinks",
    "mw-navigation", "mw-head", "mw-panel", "mw-data-after-content", "column-one", "footer",
}  # fmt: skip
BOXES_OF_LINKS = ".//*[contains(concat(' ', @class, ' '), ' navbox ')]"
PRINT_FOOTERS = ".//*[contains(concat(' ', @class, ' '), ' printfooter ')]"
RETRIEVED = re.compile(r"retrieved from\b", re.IGNORECASE)


def named_parts(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements that are furniture by the name that a well-known site gives it, and their words."""
    for element in part.xpath(f".//*[contains(@class, '{ACTIONS_NAME}')]"):
        if _is_only_links(element):
            yield element
    for element in part.xpath(f".//*[contains(@class, '{ALERTS_NAME}')]"):
        if ALERTS.fullmatch(words_of(element)):
            yield element
    for mark in part.xpath(GOOGLE_COMMENT_MARKS):
        yield mark.getparent() if mark.getparent().tag == "sup" else mark
    for lead in part.xpath(GOOGLE_COMMENTS):
        yield from lead.xpath("ancestor::div[1]")
    if part.xpath(ARTICLE):
        yield from _around_article(part)


def _around_article(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields what a wiki puts around its article, and below it."""
    for element in part.xpath(".//*[@id]"):
        if element.get("id") in AROUND_ARTICLE and not element.xpath(IN_OR_AROUND):
            yield element
    for box in part.xpath(BOXES_OF_LINKS):
        cells = box.xpath("descendant-or-self::td") or [box]
        linked = sum(len(words_of(link)) for cell in cells for link in cell.iter("a"))
        if linked > sum(len(words_of(cell)) for cell in cells) / 2:
            yield box
    for line in part.xpath(PRINT_FOOTERS):
        if RETRIEVED.match(words_of(line)):
            yield line


def _is_only_links(element: HtmlElement) -> bool:
    linked = "".join(words_of(link) for link in element.iter("a", "button"))
    return "".join(linked.split()) == "".join(words_of(element).split())
