"""Word positions on pages, as a build stores them: one row for each page, with all its boxes."""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from index.documents import Box
from index.serialization import from_json, restored, to_json

# A page number, and the boxes on that page as JSON.
PageBoxes = tuple[int, str]
_page = attrgetter("page")
# The largest gap between two lines of a run, in word heights.
LINE_SPACING = 1.5


def stored_boxes(boxes: Iterable[Box]) -> tuple[PageBoxes, ...]:
    """Groups boxes by page, in their stored form."""
    return tuple(
        (page, to_json(list(places)).decode()) for page, places in groupby(sorted(boxes, key=_page), _page)
    )


def read_boxes(database: sqlite3.Connection, source_id: str, pages: Iterable[int]) -> tuple[Box, ...]:
    """Returns the boxes of a document on these pages, in text order."""
    query = "SELECT places FROM boxes WHERE source_id = ? AND page = ?"
    return boxes_of(places for page in pages for (places,) in database.execute(query, (source_id, page)))


def boxes_of(stored: Iterable[str]) -> tuple[Box, ...]:
    """Returns the boxes of these stored pages, in text order."""
    found = [box for places in stored for box in restored(tuple[Box, ...], from_json(places))]
    return tuple(sorted(found, key=lambda box: box.start))


def read_stored_boxes(database: sqlite3.Connection, source_id: str) -> tuple[PageBoxes, ...]:
    """Returns a document's boxes as `stored_boxes` made them."""
    return tuple(
        database.execute("SELECT page, places FROM boxes WHERE source_id = ? ORDER BY page", (source_id,))
    )


def outlines(boxes: Iterable[Box]) -> list[Box]:
    """Returns one rectangle around each run of words that continues down its page.

    boxes: in text order. A run ends where the text continues higher up (in another column), on another page,
    or more than LINE_SPACING word heights below.
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
