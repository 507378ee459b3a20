"""Tests a made PDF laid out the way partnerships do it: boxes, tables, clauses, turned pages."""

from functools import cache

import pytest
from made.fidelity import differences, folded, misplaced, words_in_order
from made.made import Made, Row, Table
from made.partnership import made_partnership
from made.partnership_text import COVER, EDGE

from index.documents import Box
from ingest.corpus.read_documents import ReadDocument, read_document
from ingest.text.passages import cut_passages
from ingest.text.reading import Block

LEAST_WORDS = 0.995
TABLES = ("versions", "levels of help", "checks over two pages", "opening hours", "branches on a turned page")
CELL_GAP = " | "


@cache
def made() -> Made:
    return made_partnership()


@cache
def read_back() -> ReadDocument:
    return read_document("lending", made().file, made().data)


def block_of(row: Row) -> Block:
    """Returns the one block with a row's words."""
    found = [block for block in read_back().blocks if folded(read_back(), block) == row.text]
    assert len(found) == 1, row.text
    return found[0]


def test_the_words_come_back_in_their_order() -> None:
    """This test ensures that at most one word in two hundred is lost, added or moved."""
    share = words_in_order(made(), read_back())
    assert share >= LEAST_WORDS, differences(made(), read_back())[:10]


def test_every_sentence_is_on_its_page() -> None:
    """This test ensures that words on a page, even a turned one, name that page."""
    assert misplaced(made(), read_back()) == []


def test_the_sections_come_back() -> None:
    """This test ensures that headings are found, and contents, boxes and cells do not become headings."""
    document = read_back().document
    cover = next(page for page in document.pages if page.number > 1).start
    paths = [section.path for section in document.sections if section.start >= cover]
    assert paths == list(made().headings)
    assert read_back().title == made().title


def test_the_cover_says_that_the_document_is_made() -> None:
    """This test ensures that the notes on the document itself are not taken for guidance."""
    assert COVER[0] in " ".join(read_back().document.text.split())


def test_running_lines_are_left_out_and_named() -> None:
    """This test ensures that date and page number reach no text, but the date on the cover does."""
    text = read_back().document.text
    assert "of 10" not in text
    assert text.count("April 2020") == sum(word.text == "2020" for word in made().words)
    assert any(line.startswith("April 2020 Page") for line in read_back().running)


@pytest.mark.parametrize("stretch", made().blocks, ids=lambda stretch: stretch.text[:20])
def test_clauses_and_boxes_are_blocks_of_their_own(stretch: object) -> None:
    """This test ensures that a clause keeps its number and its words, and no box runs into another."""
    blocks = [folded(read_back(), block) for block in read_back().blocks if block.kind != "heading"]
    assert blocks.count(stretch.text) == 1  # type: ignore[attr-defined]


def test_bullets_of_a_symbol_font_make_items() -> None:
    """This test ensures that the bullets are not words."""
    items = [(b.depth, folded(read_back(), b)) for b in read_back().blocks if b.kind == "item"]
    assert [item for item in items if item[1] in {words for _, words in made().items}] == list(made().items)


def test_words_at_the_edge_of_a_page_run_into_nothing() -> None:
    """This test ensures that turned words join no other block: they have their own, or are left out."""
    blocks = [folded(read_back(), block) for block in read_back().blocks]
    torn = [block for block in blocks if "Made for" in block or "edge of" in block]
    assert [block for block in torn if block != EDGE] == []


@pytest.mark.parametrize("table", made().tables, ids=TABLES)
def test_a_table_is_rows_under_the_headings_of_its_columns(table: Table) -> None:
    """This test ensures that each row is one block, its cells in order, and the page header is not a row."""
    assert block_of_columns(table).kind == "columns"
    assert [block_of(row).kind for row in table.rows] == ["row"] * len(table.rows)
    starts = [block_of(row).start for row in table.rows]
    assert starts == sorted(starts)


def block_of_columns(table: Table) -> Block:
    """Returns the first block of column headings, which may be repeated on a further page."""
    return next(b for b in read_back().blocks if folded(read_back(), b) == table.columns.text)


@pytest.mark.parametrize("table", made().tables, ids=TABLES)
def test_a_passage_of_a_row_comes_with_the_headings_of_its_columns(table: Table) -> None:
    """This test ensures that a figure never stands without what it counts, even on a further page."""
    document = read_back().document
    passages = list(cut_passages(document, read_back().blocks))
    for row in table.rows:
        block = block_of(row)
        parts = [p for p in passages if block.start <= p.start < block.end]
        assert parts
        for part in parts:
            context = [" ".join(document.text[start:end].split()) for start, end in part.context]
            assert table.columns.text in context or (
                len(parts) > 1 and set(context) & set(table.columns.text.split(CELL_GAP))
            )


@pytest.mark.parametrize("table", made().tables, ids=TABLES)
def test_the_boxes_of_a_row_lie_where_it_is_drawn(table: Table) -> None:
    """This test ensures that a page picture can be marked, even if the page is shown turned."""
    for row in table.rows:
        block = block_of(row)
        boxes = [box for box in read_back().boxes if box.start < block.end and block.start < box.end]
        assert boxes
        assert [box for box in boxes if not inside(box, row)] == []


def inside(box: Box, row: Row) -> bool:
    """Returns whether a box lies within a row, apart from the overhang of a letter."""
    left, top, right, bottom = row.place
    return (
        box.page == row.page
        and left - 2 <= box.left < box.right <= right + 2
        and top - 2 <= box.top < box.bottom <= bottom + 2
    )
