"""Describes how the lines of a Word document look, to find headings by look alone."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.office.headings_by_look import Seen, headings_by_look
from ingest.readers.word.looks import Looks
from ingest.readers.word.numbering import Numbering, W
from ingest.readers.word.styles import Styles, is_on, level_of, listed, value
from ingest.readers.word.tables import children

Element = Any


def word_headings(body: Element, styles: Styles, looks: Looks, numbering: Numbering) -> dict[Element, int]:
    """Returns the level of each paragraph that is a heading by look alone; the title's is 0."""
    elements = list(children(body))
    lines = [_seen(element, styles, looks, numbering) for element in elements]
    return {elements[i]: level for i, level in headings_by_look(lines).items()}


def _seen(element: Element, styles: Styles, looks: Looks, numbering: Numbering) -> Seen:
    if element.tag != W + "p":
        return Seen(other=element.tag == W + "tbl")
    style = value(element, "pPr/pStyle") or styles.default
    if style in styles.contents or drop_cap(element):
        return Seen()
    runs = list(_runs(element, looks))
    if not runs:
        return Seen()
    text = " ".join("".join(words for _, words in runs).split())
    # A number that Word computes says as little about a heading as a typed one: the looks must decide.
    place = listed(element, style, styles, numbering)
    instance = numbering.instances.get(place[0]) if place else None
    level = instance.levels.get(place[1]) if instance and place else None
    counted = level is not None and level.format not in {"bullet", "none"}
    own = [run for run, words in runs if words.strip()]
    linked = next(element.iter(W + "hyperlink"), None) is not None
    return Seen(
        text=text,
        size=min((looks.size(run) for run in own), default=0),
        bold=bool(own) and all(looks.is_set(run, "b") for run in own),
        underlined=bool(own) and not linked and all(_underlined(run, looks) for run in own),
        capitals=bool(own) and (text.isupper() or all(looks.is_set(run, "caps") for run in own)),
        level=level_of(element, styles),
        item=place is not None,
        depth=place[1] + 1 if place is not None and counted else 0,
    )


def drop_cap(paragraph: Element) -> bool:
    """Returns whether a paragraph is the large first letter of the next one (17.3.1.11)."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(W + "dropCap") in {"drop", "margin"}


def _runs(paragraph: Element, looks: Looks) -> Iterator[tuple[Element, str]]:
    """Yields the visible runs of a paragraph itself, with their words."""
    for run in paragraph.iter(W + "r"):
        words = "".join(t.text or "" for t in run.findall(W + "t"))
        if words and next(run.iterancestors(W + "p")) is paragraph and not looks.is_set(run, "vanish"):
            yield run, words


def _underlined(run: Element, looks: Looks) -> bool:
    found = looks.nearest(run, "u")
    return found is not None and is_on(found) and found.get(W + "val") != "none"
