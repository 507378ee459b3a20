"""Where words stand on their pages, as a build stores it: a row for each page, with all boxes on it."""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from index.documents import Box
from index.serialization import from_json, restored, to_json

# A page, and the boxes on it as they are stored.
PageBoxes = tuple[int, str]
_page = attrgetter("page")
# How far below a line the next one of the same run may begin, in heights of a word.
LINE_SPACING = 1.5


def stored_boxes(boxes: Iterable[Box]) -> tuple[PageBoxes, ...]:
    """Boxes page by page, as they are stored."""
    return tuple(
        (page, to_json(list(places)).decode()) for page, places in groupby(sorted(boxes, key=_page), _page)
    )


def read_boxes(database: sqlite3.Connection, source_id: str, pages: Iterable[int]) -> tuple[Box, ...]:
    """Where the words of a document stand on these pages, in the order of the text."""
    found = [
        box
        for page in pages
        for (places,) in database.execute(
            "SELECT places FROM boxes WHERE source_id = ? AND page = ?", (source_id, page)
        )
        for box in restored(tuple[Box, ...], from_json(places))
    ]
    return tuple(sorted(found, key=lambda box: box.start))


def read_stored_boxes(database: sqlite3.Connection, source_id: str) -> tuple[PageBoxes, ...]:
    """What `stored_boxes` gave of a document."""
    return tuple(
        database.execute("SELECT page, places FROM boxes WHERE source_id = ? ORDER BY page", (source_id,))
    )


def outlines(boxes: Iterable[Box]) -> list[Box]:
    """One rectangle around each run of words that goes on down its page.

    boxes: in the order of the text. A run ends where the text goes on higher up, as in another column, on
    another page, or more than half a line further down.
    """
    found: list[Box] = []
    for box in boxes:
        if found and _goes_on(found[-1], box):
            run = found[-1]
            found[-1] = Box(
                run.start,
                box.end,
                run.page,
                min(run.left, box.left),
                min(run.top, box.top),
                max(run.right, box.right),
                max(run.bottom, box.bottom),
            )
        else:
            found.append(box)
    return found


def _goes_on(run: Box, box: Box) -> bool:
    height = box.bottom - box.top
    return box.page == run.page and run.top - height / 2 <= box.top <= run.bottom + LINE_SPACING * height
