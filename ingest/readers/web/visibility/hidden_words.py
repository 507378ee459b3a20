"""Takes out of a web page the words that nobody sees on it, and reports them."""

from collections.abc import Collection

from lxml.html import HtmlElement

from ingest.readers.left_out import Told, left_out
from ingest.readers.web.boilerplate import drop, part_words_at, words_of
from ingest.readers.web.visibility.hidden_elements import is_gone, is_hidden, is_icon, is_muted, is_spoken
from ingest.readers.web.visibility.looks import PAPER, Look, look_within, looks_of
from ingest.readers.web.visibility.styles import styles_of
from ingest.text.bars import BAR

# Words only for screen readers are worth reporting if one line has more of them.
LONGEST_LINE = 20


def drop_unseen(
    page: HtmlElement,
    part: HtmlElement,
    panels: set[HtmlElement],
    told: Told,
    linked: Collection[HtmlElement] = (),
    around: Look = PAPER,
) -> None:
    """Removes what nobody sees on the page, except panels that a reader can open, and what links lead to.

    told: collects what was removed. around: the look of words around the page.
    """
    muted: list[str] = []
    spoken: list[str] = []
    for element in list(part.iterdescendants()):
        if (
            not _attached(element, part)
            or not is_hidden(element)
            or element in linked
            or panels.intersection(element.iter())
        ):
            continue
        if _shows_a_part(element):
            told.dropped += _emptied(element)
            for child in element:
                child.set("style", f"visibility: hidden; {child.get('style') or ''}")
            continue
        if not is_icon(element):
            kept = muted if is_muted(element) else spoken if is_spoken(element) else told.dropped
            kept.append(words_of(element))
        part_words_at(element)
        drop(element)
    looks = looks_of(page, around)
    for element in part.iter():
        if element in looks and not looks[element].is_seen:
            bar = looks[element].leaves_bar
            (told.covered if bar else told.dropped).extend(_emptied(element, bar=bar))
    if not any(len(words.split()) > LONGEST_LINE for words in spoken):
        spoken = []
    told.oddities += left_out(muted, "kept from screen readers")
    told.oddities += left_out(spoken, "only for screen readers")


def _shows_a_part(element: HtmlElement) -> bool:
    """Returns whether an element is only invisible, and something in it is visible again."""
    return not is_gone(element) and any(
        styles_of(inner).get("visibility") == "visible" for inner in element.iterdescendants()
    )


def look_of(element: HtmlElement, around: Look) -> tuple[bool, Look]:
    """Returns whether an element hides its words, and how they look, given the look around it."""
    look = look_within(element, around)
    return is_hidden(element) or not look.is_seen, look


def _attached(element: HtmlElement, part: HtmlElement) -> bool:
    return any(around is part for around in element.iterancestors())


def _emptied(element: HtmlElement, *, bar: bool = False) -> list[str]:
    """Removes, and returns, the words that stand directly in an element. bar: they leave one on the page."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    words = [each for each in own if each.strip()]
    gap = "" if bar else " "
    element.text = BAR if bar and words else gap
    for child in element:
        child.tail = gap
    return words
