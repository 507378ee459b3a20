"""Finds the boxes in which a site offers its letters and presents its authors, by name and content."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import FIELDS, words_of

LONGEST_OFFER, LONGEST_PRESENTATION = 80, 120  # words
LETTERS_NAME = re.compile(
    r"(?<![a-z])(newsletter|mailing-?list|subscri(be|ption)|mc_embed_signup|email-?sign-?up)", re.IGNORECASE
)
AUTHOR_NAME = re.compile(
    r"(?<![\w-])((post-|entry-|article-)?author-?(bio|box|info|card|profile)|about-(the-)?author)(?![\w-])",
    re.IGNORECASE,
)
# Who wrote a page and when, as Confluence says it.
METADATA_NAME = re.compile(r"(?<![\w-])page-metadata(?![\w-])")
WRITTEN = re.compile(r"(created|added|last (modified|updated|changed)) by\b", re.IGNORECASE)
LETTERS = re.compile(
    r"\b(news|newsletters?|letters?|mailing|subscri\w+|updates?|e-?mails?|inbox)\b", re.IGNORECASE
)
# A box that says what is to be done, or speaks of children, is guidance.
DUTY = re.compile(
    r"\b(must|should|shall|do not|don[’']t|never|always|have to|need to|child(ren)?|risk|harm|hurt|concerns?|"
    r"safeguard\w*|999)\b|(?:^|[.!?:]\s+)(?:Ring|Call|Phone|Tell|Report|Write|Keep|Ask|Give|Use)\b",
    re.IGNORECASE,
)
BOXES = ("div", "section", "aside", "form", "article")


def offers(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields boxes named for a newsletter in which one can write, for an author, or for who wrote a page."""
    for box in part.iter(*BOXES):
        name = f"{box.get('class') or ''} {box.get('id') or ''}"
        if (
            (LETTERS_NAME.search(name) and _offers_letters(box))
            or (AUTHOR_NAME.search(name) and _is_short(box, LONGEST_PRESENTATION) and not box.xpath(".//h1"))
            or (METADATA_NAME.search(name) and WRITTEN.match(words_of(box)))
        ):
            yield box


def _offers_letters(box: HtmlElement) -> bool:
    return bool(_is_short(box, LONGEST_OFFER) and LETTERS.search(_apart(box)) and box.xpath(FIELDS))


def _is_short(box: HtmlElement, most: int) -> bool:
    """Returns whether a box has so few words, none of which asks for anything."""
    words = _apart(box)
    return len(words.split()) <= most and not DUTY.search(words)


def _apart(box: HtmlElement) -> str:
    """Returns the words of a box, those of a heading apart from what follows it."""
    return " ".join(text.strip() for text in box.itertext() if text.strip())
