"""The check of columns itself, on boxes made by hand."""

import pytest
from made.columns import Region, crossings, filled

from index.documents import Box, Document, Passage

TEXT = "left one left two right one right two"
REGION = Region(page=1, top=50, bottom=500, columns=((50, 200), (220, 370)))
LEFT_ONE, LEFT_TWO, RIGHT_ONE, RIGHT_TWO = (0, 8), (9, 17), (18, 27), (28, 37)


def box(span: tuple[int, int], left: float, top: float, width: float = 140, page: int = 1) -> Box:
    return Box(*span, page, left, top, left + width, top + 10)


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        # Down one column, and on at the head of the next.
        ([box(LEFT_ONE, 50, 480), box(LEFT_TWO, 50, 490), box(RIGHT_ONE, 220, 60)], []),
        # Line by line across both columns.
        (
            [box(LEFT_ONE, 50, 100), box(LEFT_TWO, 220, 100), box(RIGHT_ONE, 50, 112)],
            [("left one", "left two")],
        ),
        # Raised by a little, as a mark of a footnote is.
        ([box(LEFT_ONE, 50, 100), box(LEFT_TWO, 220, 103)], [("left one", "left two")]),
        # Back over the gutter.
        ([box(RIGHT_ONE, 220, 100), box(RIGHT_TWO, 50, 100)], [("right one", "right two")]),
        # Two boxes of one line in one column.
        ([box(LEFT_ONE, 50, 100, 60), box(LEFT_TWO, 120, 100, 60)], []),
        # One box over both columns.
        ([box((0, 17), 50, 100, 320)], [("left one", " left two")]),
        # A line above the columns, and another page.
        ([box((0, 17), 50, 20, 320)], []),
        ([box(LEFT_ONE, 50, 100, page=2), box(LEFT_TWO, 220, 100, page=2)], []),
        # The same heights on two pages.
        ([box(LEFT_ONE, 220, 100, page=1), box(LEFT_TWO, 50, 100, page=2)], []),
    ],
)
def test_a_jump_over_the_gutter_on_one_height_is_found(
    boxes: list[Box], expected: list[tuple[str, str]]
) -> None:
    """This test ensures that mixed columns are told from text that goes on in the next column."""
    document = Document("a", "a.pdf", "0" * 64, TEXT)
    assert crossings(document, boxes, Passage("p", "a", 0, len(TEXT)), [REGION]) == expected


def test_only_the_passages_own_boxes_count() -> None:
    """This test ensures that neighbours of a passage are not held against it."""
    document = Document("a", "a.pdf", "0" * 64, TEXT)
    boxes = [box(LEFT_ONE, 50, 100), box(LEFT_TWO, 220, 100)]
    assert crossings(document, boxes, Passage("p", "a", 0, 8), [REGION]) == []


def test_columns_are_counted() -> None:
    """This test ensures that a page without boxes does not pass for one without crossings."""
    assert filled([box(LEFT_ONE, 50, 100), box(LEFT_TWO, 50, 112)], REGION) == (2, 0)
