"""Tests the canonical text: white space, invisible marks, offsets of links and pages."""

import pytest

from index.documents import Document, Struck
from ingest.text.canonical import CanonicalText
from ingest.text.note_marks import superscript
from ingest.text.reading import LINE_BREAK, Reading, Run


def written(*blocks: list[Run], labels: tuple[str, ...] = ()) -> Reading:
    canonical = CanonicalText()
    for block in blocks:
        canonical.add("paragraph", block)
    return canonical.reading(page_labels=labels)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["  two \n\t words  "], "two words"),
        (["one", "word"], "oneword"),
        (["two ", " words"], "two words"),
        (["two\u00a0words"], "two words"),
        ([f"one{LINE_BREAK}  two"], "one\ntwo"),
        ([f"{LINE_BREAK}one{LINE_BREAK}{LINE_BREAK}two{LINE_BREAK}"], "one\ntwo"),
        (["so\u00adft hy\u200bphen\ufeff"], "soft hyphen"),
        (["a\x00b\x07"], "ab"),
        (["cafe\u0301"], "caf\u00e9"),
    ],
)
def test_white_space_is_folded_and_invisible_marks_are_gone(runs: list[str], text: str) -> None:
    """This test ensures that the text is what would be read aloud."""
    assert written([Run(run) for run in runs]).text == text


def test_blocks_without_words_are_none_and_others_are_parted() -> None:
    """This test ensures that blocks are slices of the text, in order, and an empty one leaves no trace."""
    reading = written([Run("one")], [Run(" \u200b ")], [Run("two")])
    assert reading.text == "one\n\ntwo"
    assert [reading.text[b.start : b.end] for b in reading.blocks] == ["one", "two"]


def test_links_are_slices_and_stay_apart() -> None:
    """This test ensures that a link's offsets cover its words, and two lost links side by side stay two."""
    runs = [Run("see "), Run(" the  rules ", link=""), Run("and"), Run(" ", link="x"), Run("more", link="y")]
    reading = written([*runs, Run(" "), Run("here", link="")])
    assert reading.text == "see the rules and more here"
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("the rules", None),
        ("more", "y"),
        ("here", None),
    ]


def test_pages_tile_the_text_and_an_empty_one_is_never_named() -> None:
    """This test ensures that pages come from the words on them, across blocks and inside them."""
    reading = written(
        [Run("first page", page=2)],
        [Run("ends here ", page=2), Run("goes on", page=4)],
        labels=("i", "ii", "iii", "1", "2"),
    )
    assert [(p.number, p.label, reading.text[p.start : p.end]) for p in reading.pages] == [
        (1, "i", ""),
        (2, "ii", "first page\n\nends here "),
        (3, "iii", ""),
        (4, "1", "goes on"),
        (5, "2", ""),
    ]
    document = Document("a", "a.pdf", "0", reading.text, reading.pages)
    assert [p.number for p in document.pages_of(0, len(reading.text))] == [2, 4]


def test_moved_words_keep_their_page() -> None:
    """This test ensures that a footnote written after the next page's words is named with its own page."""
    reading = written([Run("a ", page=1), Run("b", page=2)], [Run("¹ note", page=1)], labels=("1", "2"))
    document = Document("a", "a.pdf", "0", reading.text, reading.pages)
    assert [p.number for p in document.pages_of(0, len("a b"))] == [1, 2]
    assert [p.number for p in document.pages_of(len("a b\n\n"), len(reading.text))] == [1]
    assert [p.number for p in document.pages_of(0, len(reading.text))] == [1, 2]


def test_boxes_and_links_cover_the_words_of_their_runs() -> None:
    """This test ensures that a box is a slice on a page, and a link in several runs is one link."""
    boxed = [Run(f"{word} ", "x", 3, (i, 0, i + 1, 1)) for i, word in enumerate(("a", "b"))]
    reading = written([*boxed, Run("c", "y", 3), Run(" d", "y")], labels=("", "", "iii"))
    assert [(reading.text[b.start : b.end], b.page, b.left, b.right) for b in reading.boxes] == [
        ("a", 3, 0, 1),
        ("b", 3, 1, 2),
    ]
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [("a b", "x"), ("c d", "y")]


@pytest.mark.parametrize(("mark", "shown"), [("1", "¹"), ("12", "¹²"), ("note", "[note]"), ("٣", "[٣]")])
def test_a_footnote_mark_is_shown_raised(mark: str, shown: str) -> None:
    """This test ensures that a footnote mark cannot be read as a figure of the text."""
    assert superscript(mark) == shown


def test_struck_words_are_kept_beside_the_text() -> None:
    """This test ensures that withdrawn words are not part of the text, and their place is recorded."""
    reading = written(
        [
            Run("Fires may "),
            Run("be lit ", struck=True),
            Run("at any time ", struck=True),
            Run("not be lit."),
        ],
        [Run("A whole paragraph.", struck=True)],
        [Run("First ", struck=True), Run("Ask the warden.")],
    )
    assert reading.text == "Fires may not be lit.\n\nAsk the warden."
    assert reading.struck == (
        Struck(9, "be lit at any time"),
        Struck(21, "A whole paragraph."),
        Struck(23, "First"),
    )
    assert reading.oddities == (
        '9 words are struck through and not quoted, beginning with "be lit at any time"',
    )


def test_a_move_stands_before_what_is_inserted_in_it() -> None:
    """This test ensures that edits are in the order of the text, even if one lies in another."""
    canonical = CanonicalText()
    canonical.add("paragraph", [Run("One.")])
    canonical.add("footnote", [Run("see "), Run("(a)", inserted=True), Run(" below")], moved=True)
    assert [(e.kind, e.start, e.end) for e in canonical.reading().edits] == [
        ("move", 6, 19),
        ("insertion", 10, 13),
    ]
