"""Ingestion as a maintainer sees it: changes, refusals, and what is left alone."""

from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of, edit, publish

from index.errors import InvalidCorpus
from index.storage.builds import current_folder, current_name, open_current, original

LENDING = "documents/lending-rules.md"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_first_run_adds_everything(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that the report counts documents and embedded passages."""
    report = publish(corpus, tmp_path / "index")
    assert report.published
    assert report.documents.added == ("lending-rules", "opening-hours")
    assert report.passages.added == len(open_current(tmp_path / "index").passages)
    assert (report.passages.kept, report.passages.removed) == (0, 0)
    assert current_name(tmp_path / "index") == report.build


def test_a_run_that_changes_nothing_publishes_nothing(corpus: Path, index: Path) -> None:
    """This test ensures that unchanged files are recognised, and the index is not touched."""
    before = snapshot(index)
    report = publish(corpus, index)
    assert not report.published
    assert report.documents.unchanged == ("lending-rules", "opening-hours")
    assert (report.passages.added, report.passages.removed) == (0, 0)
    assert report.passages.kept == len(open_current(index).passages)
    assert snapshot(index) == before


def test_full_makes_the_same_build_anew(corpus: Path, index: Path) -> None:
    """This test ensures that `--full` makes the same build again and replaces the first."""
    before = snapshot(current_folder(index))
    report = publish(corpus, index, full=True)
    assert report.published
    assert snapshot(current_folder(index)) == before
    assert len(list((index / "builds").iterdir())) == 1


def test_an_edit_is_an_update_and_the_old_words_are_gone(corpus: Path, index: Path) -> None:
    """This test ensures that after an update no quote carries the removed words."""
    edit(corpus / LENDING, "six books", "seven volumes")
    report = publish(corpus, index)
    assert report.documents.updated == ("lending-rules",)
    assert report.documents.unchanged == ("opening-hours",)
    assert report.passages.removed == 1
    answer = assistant_of(index).answer("six books at a time", threshold=0)
    assert not any("six books" in quote.text for quote in answer.quotes)


def test_a_removed_document_is_quoted_no_more(corpus: Path, index: Path) -> None:
    """This test ensures that a removed file is no longer quoted."""
    register = corpus / "sources.toml"
    (corpus / "documents/opening-hours.html").unlink()
    text = register.read_text().replace('file = "documents/opening-hours.html"\n', "")
    register.write_text(text)
    report = publish(corpus, index, accept=["vanished"])
    assert report.documents.removed == ("opening-hours",)
    answer = assistant_of(index).answer("lamp stays on until eight", threshold=0)
    assert {quote.place.source.id for quote in answer.quotes} <= {"lending-rules"}


def test_a_dry_run_writes_nothing(corpus: Path, index: Path) -> None:
    """This test ensures that a dry run reports the changes and leaves the index alone."""
    before = snapshot(index)
    edit(corpus / LENDING, "six books", "seven volumes")
    report = publish(corpus, index, dry_run=True)
    assert not report.published
    assert report.documents.updated == ("lending-rules",)
    assert snapshot(index) == before


def test_a_change_of_the_register_alone_is_published(corpus: Path, index: Path) -> None:
    """This test ensures that a new date in the register reaches the quotes."""
    path = corpus / "sources.toml"
    path.write_text(path.read_text().replace("published = 2025-03-01", "published = 2025-04-01"))
    assert publish(corpus, index).published
    assert str(open_current(index).sources["lending-rules"].published) == "2025-04-01"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that an unreadable file is reported with its reason."""
    (corpus / "documents/notes.xyz").write_text("made up")
    (corpus / "documents/broken.pdf").write_bytes(b"%PDF-1.7 made up")
    report = publish(corpus, tmp_path / "index")
    assert report.published
    assert [u.file for u in report.documents.unreadable] == ["documents/broken.pdf", "documents/notes.xyz"]
    assert "damaged" in report.documents.unreadable[0].reason
    assert "'.xyz'" in report.documents.unreadable[1].reason


def test_an_unregistered_file_is_ingested_and_reported(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that a file without an entry is quoted under its own title, with a warning."""
    (corpus / "documents/house rules.md").write_text("# House rules\n\nDogs wait outside.\n")
    report = publish(corpus, tmp_path / "index")
    assert any("documents/house rules.md" in warning for warning in report.warnings)
    source = open_current(tmp_path / "index").sources["house-rules"]
    assert (source.title, source.registered, source.file) == (
        "House rules",
        False,
        "documents/house rules.md",
    )


def test_files_without_a_register_are_a_corpus_of_their_own(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that files and folders can be ingested, with sources named after the files."""
    (tmp_path / "Notice 1.txt").write_text("The door is green.\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "notice-1.md").write_text("The gate is red.\n")
    paths = [tmp_path / "Notice 1.txt", tmp_path / "more"]
    report = publish(corpus, tmp_path / "index", paths=paths)
    assert report.documents.added == ("notice-1", "notice-1-2")
    assert {d.file for d in open_current(tmp_path / "index").documents.values()} == {
        "Notice 1.txt",
        "notice-1.md",
    }


def test_nothing_readable_is_an_error_and_changes_nothing(corpus: Path, index: Path) -> None:
    """This test ensures that an empty index is never published."""
    before = snapshot(index)
    for path in (corpus / "documents").iterdir():
        path.write_bytes(b"")
    with pytest.raises(InvalidCorpus, match=r"opening-hours\.html: it is empty"):
        publish(corpus, index)
    assert snapshot(index) == before


def test_an_empty_corpus_is_an_error(tmp_path: Path) -> None:
    """This test ensures that a folder without documents is named."""
    (tmp_path / "sources.toml").write_text("")
    with pytest.raises(InvalidCorpus, match="contains no file"):
        publish(tmp_path, tmp_path / "index")


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """This test ensures that a mistyped path is named."""
    with pytest.raises(InvalidCorpus, match=r"missing\.pdf does not exist"):
        publish(tmp_path, tmp_path / "index", paths=[tmp_path / "missing.pdf"])


def test_a_damaged_current_build_is_made_anew(corpus: Path, index: Path) -> None:
    """This test ensures that a damaged index is repaired by an ingest, which says so."""
    name = current_name(index)
    (current_folder(index) / "vectors.faiss").write_bytes(b"")
    report = publish(corpus, index)
    assert report.published
    assert any("made again" in warning for warning in report.warnings)
    assert open_current(index).meta.build == name


def test_a_failed_embedding_leaves_the_old_build(corpus: Path, index: Path) -> None:
    """This test ensures that after an error the old build answers and nothing half-written is left."""

    class Failing(WordEmbedder):
        def embed_passages(self, texts: object, progress: object = None) -> object:  # type: ignore[override]
            raise MemoryError

    before = snapshot(index)
    edit(corpus / LENDING, "six books", "seven volumes")
    with pytest.raises(MemoryError):
        publish(corpus, index, Failing())
    after = snapshot(index)
    assert {name: data for name, data in after.items() if "originals" not in name} == {
        name: data for name, data in before.items() if "originals" not in name
    }


def test_originals_are_kept_by_hash(corpus: Path, index: Path) -> None:
    """This test ensures that each document's file is kept whole under its SHA-256."""
    for document in open_current(index).documents.values():
        assert original(index, document.sha256).read_bytes() == (corpus / document.file).read_bytes()
