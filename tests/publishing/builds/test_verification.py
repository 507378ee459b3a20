"""`verify` proves what it can and names what it cannot."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from parts import publish

from index.errors import UnreadableIndex
from index.storage.builds import current_folder, open_current, original
from publishing.builds.verification import verify


def change_build(index: Path, sql: str) -> None:
    path = current_folder(index) / "passages.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute(sql).rowcount > 0


def test_a_sound_build_is_proven(corpus: Path, index: Path) -> None:
    """This test ensures that every passage of an untouched build is proven and nothing is stale."""
    result = verify(index, corpus)
    assert result.proven
    assert (result.documents, result.passages) == (2, len(open_current(index).passages))
    assert (result.problems, result.stale) == ((), ())


@pytest.mark.parametrize("position", [0, 200, -1])
def test_one_changed_byte_of_an_original_is_found(corpus: Path, index: Path, position: int) -> None:
    """This test ensures that a changed original fails the proof and its document is named."""
    path = original(index, open_current(index).documents["lending-rules"].sha256)
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(bytes(data))
    result = verify(index, corpus)
    assert not result.proven
    assert [(p.source_id, p.file) for p in result.problems] == [
        ("lending-rules", "documents/lending-rules.md")
    ]
    assert "SHA-256" in result.problems[0].problem


def test_a_missing_original_is_found(corpus: Path, index: Path) -> None:
    """This test ensures that a missing original fails the proof."""
    original(index, open_current(index).documents["opening-hours"].sha256).unlink()
    result = verify(index, corpus)
    assert [p.source_id for p in result.problems] == ["opening-hours"]


def test_one_changed_byte_of_the_stored_text_is_found(corpus: Path, index: Path) -> None:
    """This test ensures that a changed stored text fails and its document is named."""
    change_build(index, "UPDATE documents SET text = replace(text, 'nine to six', 'nine to ten')")
    with pytest.raises(UnreadableIndex, match="opening-hours"):
        verify(index, corpus)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE passages SET start = start + 1 WHERE source_id = 'opening-hours'",
        "UPDATE passages SET kind = 'row' WHERE source_id = 'opening-hours'",
        "UPDATE passages SET context = '[[0, 3]]' WHERE source_id = 'opening-hours'",
        "UPDATE documents SET sections = replace(sections, 'Winter', 'Autumn')",
        "UPDATE documents SET links = '[]' WHERE source_id = 'opening-hours'",
    ],
)
def test_changed_offsets_sections_and_links_are_found(corpus: Path, index: Path, sql: str) -> None:
    """This test ensures that everything stored for a document is compared, not only its text."""
    change_build(index, sql)
    result = verify(index, corpus)
    assert {p.source_id for p in result.problems} == {"opening-hours"}


def test_a_changed_lexical_index_is_found(corpus: Path, index: Path) -> None:
    """This test ensures that a build with a damaged search index fails, even if every text is intact."""
    change_build(index, "DELETE FROM lexicon_data WHERE id = (SELECT max(id) FROM lexicon_data)")
    result = verify(index, corpus)
    assert [(p.source_id, Path(p.file).name) for p in result.problems] == [(None, "passages.sqlite")]


def test_files_that_differ_are_stale_and_no_failure(corpus: Path, index: Path) -> None:
    """This test ensures that changed, new and missing files are listed while the build stays proven."""
    with (corpus / "documents/opening-hours.html").open("a") as file:
        file.write("<!-- changed -->")
    (corpus / "documents/new.md").write_text("New.\n")
    result = verify(index, corpus)
    assert result.proven
    assert result.stale == ("documents/new.md", "documents/opening-hours.html")


def test_a_changed_register_is_stale(corpus: Path, index: Path) -> None:
    """This test ensures that a changed register is listed as stale."""
    path = corpus / "sources.toml"
    path.write_text(path.read_text().replace('"Staff list"', '"List of staff"'))
    assert verify(index, corpus).stale == ("sources.toml",)


def test_an_unreadable_file_that_was_replaced_is_stale(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that changed unreadable files are listed as stale too."""
    path = corpus / "documents/broken.pdf"
    path.write_bytes(b"%PDF-1.7 made up")
    publish(corpus, tmp_path / "index")
    assert verify(tmp_path / "index", corpus).stale == ()
    path.write_bytes(b"%PDF-1.7 made up again")
    assert verify(tmp_path / "index", corpus).stale == ("documents/broken.pdf",)
