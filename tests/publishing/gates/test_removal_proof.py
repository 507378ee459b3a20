"""The proof that removed passages are gone, by searching for their own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of, edit, go_back, no_bar, publish

from index.errors import NotForgotten
from index.storage.builds import build_folder, current_name, open_current
from index.storage.passage_index import PassageIndex
from publishing.gates.removal_proof import prove_forgotten, removed_passages
from publishing.progress import ProgressBar

LENDING = "documents/lending-rules.md"


def edited(corpus: Path, index: Path) -> tuple[PassageIndex, PassageIndex]:
    """The builds before and after editing two passages and removing a third."""
    before = open_current(index)
    edit(corpus / LENDING, "six books", "seven books")
    edit(corpus / LENDING, "three weeks", "two weeks")
    edit(corpus / LENDING, "The desk writes the date into the book[^1].", "")
    edit(corpus / LENDING, "[^1]: The date is that of the last working day.", "")
    report = publish(corpus, index)
    # Three, not four: the sentence on weeks is also in the opening hours.
    assert report.forgotten == 3
    return before, open_current(index)


def test_every_removed_passage_is_asked_for(corpus: Path, index: Path) -> None:
    """This test ensures that exactly the passages whose words are gone are found."""
    before, now = edited(corpus, index)
    removed = removed_passages(before, now)
    assert len(removed) == 3
    assert removed[0].startswith("A reader may borrow six books at a time.")
    assert removed[2].endswith("The date is that of the last working day.")
    assert removed_passages(None, now) == ()
    assert removed_passages(now, now) == ()


def test_no_quote_carries_a_removed_version(corpus: Path, index: Path) -> None:
    """This test ensures that the removed words find only current documents."""
    before, now = edited(corpus, index)
    versions = {document.sha256 for document in now.corpus.documents}
    for words in removed_passages(before, now):
        answer = assistant_of(index).answer(words, threshold=0, top=99)
        assert answer.quotes
        for quote in answer.quotes:
            assert quote.place.document.sha256 in versions
            assert words not in " ".join(quote.text.split())


def test_a_build_that_would_quote_a_removed_version_is_not_published(corpus: Path, index: Path) -> None:
    """This test ensures that the proof fails if the old words would still be quoted."""
    before, now = edited(corpus, index)
    with pytest.raises(NotForgotten, match=r"would quote an old version .* of documents/lending-rules\.md"):
        prove_forgotten(now, before, now.corpus.documents, lambda _name: WordEmbedder(), no_bar)
    assert prove_forgotten(before, now, now.corpus.documents, lambda _name: WordEmbedder(), no_bar) == 3


def test_words_that_are_not_those_of_the_document_are_not_published(corpus: Path, index: Path) -> None:
    """This test ensures that quotes are compared with the documents as read, not with the build itself."""
    before, now = edited(corpus, index)
    read = [document for document in now.corpus.documents if document.source_id != "lending-rules"]
    with pytest.raises(NotForgotten):
        prove_forgotten(before, now, read, lambda _name: WordEmbedder(), no_bar)


def test_a_rollback_is_proven_too(corpus: Path, index: Path) -> None:
    """This test ensures that a rollback also searches for the words that it removes."""
    first = str(current_name(index))
    before, _ = edited(corpus, index)
    asked: list[str] = []

    @contextmanager
    def bars(label: str, length: int) -> Iterator[ProgressBar]:
        asked.append(f"{label}: {length}")
        with no_bar(label, length) as bar:
            yield bar

    go_back(index, first, bars=bars)
    assert asked == ["Searching for removed passages: 2"]
    assert PassageIndex.load(build_folder(index, first)).corpus == before.corpus


def test_what_only_moved_is_not_removed(corpus: Path, index: Path) -> None:
    """This test ensures that moved words do not count as removed."""
    edit(corpus / LENDING, "## 2 Returning", "## 2 Bringing back")
    assert publish(corpus, index).forgotten == 0
