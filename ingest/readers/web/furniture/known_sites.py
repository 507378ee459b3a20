"""Finds what the software of well-known sites puts around a page's own words, by name and content."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import words_of

# On GOV.UK: what a form lets one do to an answer, and the offer of e-mails.
ACTIONS_NAME = "summary-list__actions"
ALERTS_NAME = "notification-button"
ALERTS = re.compile(r"(get|sign up for) e-?mails?( alerts?)?( about| for| on) this page\W*", re.IGNORECASE)


def named_parts(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements that are furniture by the name that a well-known site gives it, and their words."""
    for element in part.xpath(f".//*[contains(@class, '{ACTIONS_NAME}')]"):
        if _is_only_links(element):
            yield element
    for element in part.xpath(f".//*[contains(@class, '{ALERTS_NAME}')]"):
        if ALERTS.fullmatch(words_of(element)):
            yield element


def _is_only_links(element: HtmlElement) -> bool:
    linked = "".join(words_of(link) for link in element.iter("a", "button"))
    return "".join(linked.split()) == "".join(words_of(element).split())
