"""Tests undoing page layout: running lines at page edges, hyphens at line ends."""

import pytest

from ingest.text.repair import LineEnds, running_lines


def test_running_lines_are_found_at_the_edges_only() -> None:
    """This test ensures that headers and footers go, even with varying figures, and other text stays."""
    pages = [
        ["Library rules", f"March 2025 Page {n} of 9", *own, "Library rules", *reversed(own), f"{n}"]
        for n, own in enumerate([f"{word} one", f"{word} two"] for word in ("red", "blue", "grey", "pink"))
    ]
    assert running_lines(pages) == [{0, 1, 7}] * 4


def test_a_line_on_few_pages_is_text() -> None:
    """This test ensures that two pages that begin alike lose nothing."""
    pages = [["Fines", "a"], ["Fines", "b"], ["Cards", "c"], ["Hours", "d"]]
    assert running_lines(pages) == [set(), set(), set(), set()]


def test_pages_that_repeat_themselves_keep_everything() -> None:
    """This test ensures that a document of equal pages is not emptied."""
    assert running_lines([["the same", "two lines"]] * 5) == [set()] * 5


@pytest.mark.parametrize(
    ("pages", "places", "found"),
    [
        # At the same place on two pages, apart from its figures.
        ([["Pool", "a", "Page 1"], ["Pool", "b", "Page 2"]], [[9, 20, 90]] * 2, [{0, 2}] * 2),
        ([["", "a"], ["Pool", "b"], ["Pool", "c"]], [[9, 20]] * 3, [set(), {0}, {0}]),
        # At another place, or in larger type, it is the page's own.
        ([["Fines", "a"], ["Fines", "b"]], [[9, 20], [12, 20]], [set(), set()]),
        ([["Fines", "a"], ["Fines", "b"]], [[None, 20]] * 2, [set(), set()]),
        # A form that is printed twice keeps its fields.
        ([["Name", "Age", "Road", "a"], ["Name", "Age", "Road", "b"]], [[1, 2, 3, 4]] * 2, [set(), set()]),
        # A line that counts pages, on one of them.
        ([["Fines", "a", "Page 1 of 1"]], [[9, 20, 90]], [{2}]),
        ([["Page 3 of 10", "Fines", "see page 7"]], [[9, 20, 90]], [{0}]),
        ([["Fines", "a", "Page 1 of 1  Printed in May"]], [[9, 20, 90]], [{2}]),
        ([["Fines", "a", "Late returns  Page 7"]], [[9, 20, 90]], [set()]),
        ([["Fines", "a", "Ring the clerk.  Page 1 of 1"]], [[9, 20, 90]], [set()]),
        # Left and right pages in mirror image.
        ([["a", "2  Version 4"], ["b", "Version 4  3"]], [[20, 90]] * 2, [{1}, {1}]),
    ],
)
def test_running_lines_of_few_pages_keep_their_place(
    pages: list[list[str]], places: list[list[int | None]], found: list[set[int]]
) -> None:
    """This test ensures that a short document's headers are removed, and its own lines are not."""
    assert running_lines(pages, (), places) == found


PLAIN = ["a book about well-known gardens", "the gardener reads information"] * 20
HYPHENATING = [*PLAIN, *["some broken li-", "nes of ty-", "pe are se-", "t here"] * 4]


@pytest.mark.parametrize(
    ("others", "line", "following", "joined"),
    [
        # The document writes the word whole elsewhere.
        (PLAIN, "all the infor-", "mation here", "all the information here"),
        # It writes it with its hyphen elsewhere.
        (PLAIN, "a well-", "known tree", "a well-known tree"),
        (HYPHENATING, "a well-", "known tree", "a well-known tree"),
        # Unknown, in a document that does not hyphenate: the hyphen is the author's.
        (PLAIN, "a locality-", "based team", "a locality-based team"),
        # Unknown, in a document that hyphenates.
        (HYPHENATING, "a para-", "graph", "a paragraph"),
        # Not split: an abbreviation, a single letter, a compound that goes on after another word.
        (HYPHENATING, "a DfE-", "led talk", "a DfE-led talk"),
        (HYPHENATING, "for e-", "safety", "for e-safety"),
        (HYPHENATING, "for short-", "and long-term", "for short- and long-term"),
        (PLAIN, "the hus-", "band and err-", "the husband and err-"),
        (PLAIN, "an err-", "or here", "an error here"),
        # Not hyphenation: a dash, a name, a range of figures.
        (PLAIN, "the gate -", "red", "the gate - red"),
        (PLAIN, "north-", "East", "north-East"),
        (PLAIN, "pages 10-", "12", "pages 10- 12"),
        (PLAIN, "no hyphen", "at all", "no hyphen at all"),
    ],
)
def test_a_hyphen_at_a_line_end_is_what_the_document_says(
    others: list[str], line: str, following: str, joined: str
) -> None:
    """This test ensures that a split word is rejoined and a compound keeps its hyphen."""
    text, gap = LineEnds([*others, line, following]).joined(line, following)
    assert text + gap + following == joined
