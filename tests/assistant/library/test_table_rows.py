"""A table row as its reader sees it: which words are under which heading."""

from pathlib import Path

import pytest
from parts import publish

from assistant.library.table_rows import row_cells, told_with_cells
from index.documents import Document, Passage
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.elements.passage_blocks import passage_block

LONG = " ".join(["The shelf by the door holds the atlases of the reading room."] * 9)
TABLES = f"""<html><body><h1>Shelves</h1>
<table><tr><th></th><th>Summer</th><th>Winter &amp; spring</th></tr>
<tr><td>Monday</td><td></td><td>nine to <b>six</b></td></tr></table>
<p>Between the tables.</p>
<table><tr><th rowspan="2">Shelf</th><th colspan="2">Books</th></tr><tr><th>old</th><th>new</th></tr>
<tr><td>A</td><td>one</td><td>two</td></tr></table>
<p>Between the tables.</p>
<table><tr><th>Name</th><th>Rule</th></tr><tr><td>Atlases</td><td>{LONG}</td></tr>
<tr><td>Maps</td><td>{LONG} {LONG} Maps too.</td></tr></table>
<p>Between the tables.</p>
<table><tr><th>Sign</th><th>Means</th></tr><tr><td>a | b</td><td>either</td></tr></table>
</body></html>"""


@pytest.fixture
def shelves(corpus: Path, tmp_path: Path) -> PassageIndex:
    """Returns a build with tables of several kinds."""
    (corpus / "documents/shelves.html").write_text(TABLES)
    publish(corpus, tmp_path / "shelves")
    return open_current(tmp_path / "shelves")


def rows_of(index: PassageIndex, source_id: str) -> list[tuple[Document, Passage]]:
    found = [index.passages[row] for row in index.passages_by_source[source_id]]
    return [(index.documents[source_id], passage) for passage in found if passage.kind == "row"]


def told(document: Document, passage: Passage) -> list[tuple[list[str], str]]:
    return [
        ([document.text[start:end] for start, end in cell.headings], document.text[cell.start : cell.end])
        for cell in row_cells(document, passage)
    ]


def test_each_cell_has_the_headings_of_its_column(shelves: PassageIndex) -> None:
    """This test ensures that empty cells, two rows of headings and long cells keep their columns."""
    found = [told(*row) for row in rows_of(shelves, "shelves")]
    assert found[0] == [([], "Monday"), (["Winter & spring"], "nine to six")]
    # "Books" spans two columns up to the end of its row, which has one cell less, so it is not shown here.
    assert found[1] == [([], "A"), (["old"], "one"), (["new"], "two")]
    assert found[2] == [(["Name"], "Atlases"), (["Rule"], LONG)]
    assert found[3] == [(["Name"], "Maps")]
    assert all(headings == ["Rule", "Maps"] for cells in found[4:-1] for headings, _ in cells)
    assert [len(cells) for cells in found[4:-1]] == [1] * len(found[4:-1])


def test_where_the_columns_are_not_sure_nothing_is_told(shelves: PassageIndex) -> None:
    """This test ensures that a separator among a cell's words never puts a cell under a wrong heading."""
    document, passage = rows_of(shelves, "shelves")[-1]
    assert document.text[passage.start : passage.end] == "a | b | either"
    assert row_cells(document, passage) == ()
    assert passage_block(document, passage).startswith('<p class="paragraph')


def test_headings_over_several_columns_are_shown_as_a_whole_too(shelves: PassageIndex) -> None:
    """This test ensures that headings over several columns or over empty cells are not lost."""
    rows = rows_of(shelves, "shelves")
    shown = [[d.text[s:e] for s, e in told_with_cells(d, p)] for d, p in rows[:2]]
    assert shown == [[], ["| old | new"]]


def test_no_paragraph_or_item_has_cells(shelves: PassageIndex) -> None:
    """This test ensures that only rows are shown cell by cell, in their own words."""
    for passage in shelves.passages:
        document = shelves.documents[passage.source_id]
        cells = row_cells(document, passage)
        assert passage.kind == "row" or not cells
        assert all(passage.start <= cell.start < cell.end <= passage.end for cell in cells)


def test_a_row_as_a_block(index: Path) -> None:
    """This test ensures that a row is shown cell by cell, with its highlights."""
    build = open_current(index)
    document, passage = rows_of(build, "lending-rules")[0]
    assert passage_block(document, passage, [(passage.start, passage.end)]) == (
        '<div class="row"><p class="cell"><b class="column">Day</b> <span><mark>first week</mark></span></p>'
        '<p class="cell"><b class="column">Fine</b> <span><mark>one penny</mark></span></p></div>'
    )
