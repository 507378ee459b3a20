import pytest

from index.documents import Box
from index.storage.word_boxes import outlines


def box(start: int, left: float, top: float, page: int = 1) -> Box:
    """Returns the box of a word, thirty points wide and ten high."""
    return Box(start, start + 5, page, left, top, left + 30, top + 10)


@pytest.mark.parametrize(
    ("boxes", "runs"),
    [
        ([], []),
        # Two lines of one paragraph, the second of them shorter.
        ([box(0, 50, 100), box(6, 90, 100), box(12, 50, 114)], [Box(0, 17, 1, 50, 100, 120, 124)]),
        # Continues at the top of the next column.
        ([box(0, 50, 700), box(6, 300, 100)], [box(0, 50, 700), box(6, 300, 100)]),
        # Continues on the next page.
        ([box(0, 50, 700), box(6, 50, 710, page=2)], [box(0, 50, 700), box(6, 50, 710, page=2)]),
        # A picture between.
        ([box(0, 50, 100), box(6, 50, 400)], [box(0, 50, 100), box(6, 50, 400)]),
    ],
)
def test_words_that_follow_one_another_have_one_outline(boxes: list[Box], runs: list[Box]) -> None:
    """This test ensures that an outline includes its own words, and nothing from another column or page."""
    assert outlines(boxes) == runs
