"""Finds what a layout and a master say about the looks of words that a slide puts in their places."""

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.readers.office.drawings import A
from ingest.readers.slides.shapes import P

TITLES = {"title", "ctrTitle"}
# Places that take the looks of a master's body.
BODIES = {"", "body", "obj", "subTitle"}

Element = Any


def usual_looks(shape: Element, based_on: Sequence[Element]) -> Iterator[Element]:
    """Yields the lists of looks, one for each level, that a shape of a slide inherits; the strongest first.

    based_on: the slide's layout and master. A shape that fills no place of the layout inherits nothing.
    """
    mark = next(shape.iter(P + "ph"), None)
    if mark is None:
        return
    for part in based_on:
        places = [(ph, e) for e in part.iter(P + "sp") if (ph := next(e.iter(P + "ph"), None)) is not None]
        found = next((e for ph, e in places if _is_place(ph, mark, part.tag == P + "sldMaster")), None)
        if found is not None and (looks := found.find(f"{P}txBody/{A}lstStyle")) is not None:
            yield looks
    kind = _kind(mark)
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(kind, "otherStyle")
    for part in based_on:
        if (looks := part.find(f"{P}txStyles/{P}{style}")) is not None:
            yield looks


def _is_place(place: Element, mark: Element, of_master: bool) -> bool:
    """Returns whether a shape takes this place: the one with its number on a layout, else of its kind."""
    number = mark.get("idx")
    if of_master or number is None:
        return _kind(place) == _kind(mark)
    return bool(place.get("idx") == number)


def _kind(mark: Element) -> str:
    kind: str = mark.get("type") or ""
    return "title" if kind in TITLES else "body" if kind in BODIES else kind
