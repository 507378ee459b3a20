"""What was published when, in words for readers."""

from pathlib import Path

from parts import edit, go_back, publish, take_out

from index.storage.builds import open_current
from publishing.builds.history import history
from publishing.builds.news import WENT_BACK, WITHDRAWN, News, news


def news_of(index: Path) -> list[News]:
    return news(history(index, 5), open_current(index).sources)


def test_each_publication_names_the_documents_that_changed(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a reader learns by title what is new, and can compare both kept builds."""
    index = tmp_path / "index"
    publish(corpus, index)
    (first,) = news_of(index)
    assert first.words == "New: Lending rules; Opening hours."
    assert (first.before, first.after) == (None, None)
    builds = [open_current(index).meta.build]
    edit(corpus / "documents/lending-rules.md", "six books", "seven books")
    publish(corpus, index)
    builds.append(open_current(index).meta.build)
    newest = news_of(index)[0]
    assert newest.words == "Updated: Lending rules."
    assert (newest.before, newest.after) == tuple(builds)
    go_back(index, builds[0])
    assert news_of(index)[0].words == f"{WENT_BACK} Updated: Lending rules."


def test_a_run_that_changes_no_document_is_no_news(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a new date in the register is not told as a change of the guidance."""
    index = tmp_path / "index"
    publish(corpus, index)
    edit(corpus / "sources.toml", "published = 2025-03-01", "published = 2025-03-02")
    publish(corpus, index)
    assert len(history(index, 5)) == 2
    assert len(news_of(index)) == 1


def test_a_withdrawn_document_is_not_named(index: Path, corpus: Path) -> None:
    """This test ensures that the list of changes does not tell of what had to be forgotten."""
    take_out(index, corpus, "opening-hours")
    told = [one.words for one in news_of(index)]
    assert told == [WITHDRAWN, "New: Lending rules."]
