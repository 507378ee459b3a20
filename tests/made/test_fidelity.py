"""The measures of a reading themselves: what is lost, added or misplaced is told."""

from dataclasses import replace
from functools import cache

from made.fidelity import cells, differences, found_whole, misplaced, words_in_order
from made.made import Made, PlacedWord, Stretch
from made.web_page import made_html

from ingest.corpus.read_documents import ReadDocument, read_document


@cache
def made() -> Made:
    return made_html()


@cache
def read_back() -> ReadDocument:
    return read_document("briefing", made().file, made().data)


def test_a_lost_word_counts() -> None:
    """This test ensures that one word that is not read is one word less, and is named."""
    longer = replace(made(), words=(*made().words, PlacedWord("shelf")))
    count = len(longer.words)
    assert words_in_order(longer, read_back()) == (count - 1) / count
    assert differences(longer, read_back()) == ["'shelf' is read as ''"]


def test_a_moved_word_counts() -> None:
    """This test ensures that words in another order are not the same words."""
    words = made().words
    assert words_in_order(replace(made(), words=(*words[1:], words[0])), read_back()) < 1


def test_a_wrong_page_counts() -> None:
    """This test ensures that a sentence on another page than it was drawn on is named, and only that one."""
    first, *rest = made().sentences
    moved = replace(made(), sentences=(Stretch(first.text, (7,)), *rest))
    assert misplaced(made(), read_back()) == []
    assert misplaced(moved, read_back()) == [f"{first.text!r} stands on (7,) and is read on ()"]


def test_words_are_whole_inside_one_block_only() -> None:
    """This test ensures that a heading and the paragraph behind it are no sentence."""
    assert found_whole(read_back(), "Introduction Approximately 120,000 children") == []
    assert found_whole(read_back(), "Approximately 120,000 children") == [()]
    assert found_whole(read_back(), "Approximately 120,000 children", "footnote") == []


def test_cells_that_hold_something() -> None:
    """This test ensures that empty cells are passed over and full ones are not joined."""
    assert cells("a b | | | c |  | d") == ["a b", "c", "d"]
