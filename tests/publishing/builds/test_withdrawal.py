"""Withdrawal: removes a document from every kept build and the originals at once, for good."""

import json
from pathlib import Path

import pytest
from parts import Runner, assistant_of, edit, go_back, publish, take_out

from index.embedding.embedder import SentenceTransformerEmbedder
from index.errors import UnknownBuild, UnknownSource, UnreadableIndex
from index.storage.builds import current_folder, current_name, kept_publications, open_current, original
from index.storage.passage_index import PassageIndex
from index.storage.publications import publications
from publishing.builds.history import history, history_text
from publishing.builds.verification import verify

REVIEW = "documents/review.md"
# A made-up word that only the withdrawn document contains.
CANARY = "Zanzibarquux"
TEXT = f"# Review\n\nThe reader {CANARY} lost six atlases. Books come back within three weeks. Ask.\n"


def add_review(corpus: Path, text: str = TEXT) -> None:
    (corpus / REVIEW).write_text(text, encoding="utf-8")
    register = corpus / "sources.toml"
    if 'id = "review"' not in register.read_text(encoding="utf-8"):
        entry = f'\n[[source]]\nid = "review"\ntitle = "Review"\nfile = "{REVIEW}"\n'
        register.write_text(register.read_text(encoding="utf-8") + entry, encoding="utf-8")


def opened(index: Path, folder: str) -> PassageIndex:
    return PassageIndex.load(index / "builds" / folder)


def files_with(folder: Path, words: str) -> list[str]:
    """Returns the files below a folder that contain these words, in any case."""
    sought = words.lower().encode()
    return [str(path) for path in folder.rglob("*") if path.is_file() and sought in path.read_bytes().lower()]


@pytest.fixture
def builds(corpus: Path, index: Path) -> list[str]:
    """Four builds; all but the first contain the review, in two versions."""
    first = str(current_name(index))
    add_review(corpus)
    second = publish(corpus, index).build
    add_review(corpus, TEXT.replace("six", "seven"))
    third = publish(corpus, index).build
    edit(corpus / "documents/lending-rules.md", "six books", "seven books")
    return [first, second, third, publish(corpus, index).build]


def test_not_a_word_of_it_is_left(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that no build, original or history record contains any of its words."""
    assert len(files_with(index, CANARY)) >= 5
    done = take_out(index, corpus, "review")
    assert files_with(index, CANARY) == []
    assert (done.left, done.emptied) == ((), False)
    assert done.files == (REVIEW,)
    assert len(done.withdrawal.documents) == 2
    assert [one.before for one in done.withdrawal.rewritten] == builds[:0:-1]
    for digest in done.withdrawal.documents:
        assert not original(index, digest).exists()


def test_the_rest_of_each_build_is_as_it_was(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that every other passage of every kept build is unchanged and proven."""
    before = {one.build: opened(index, one.folder) for one in kept_publications(index)}
    done = take_out(index, corpus, "review")
    after = {one.build: opened(index, one.folder) for one in kept_publications(index)}
    named = {one.before: str(one.after) for one in done.withdrawal.rewritten}
    assert set(after) == {named.get(build, build) for build in builds}
    for build in builds:
        kept, now = before[build], after[named.get(build, build)]
        assert [p for p in kept.passages if p.source_id != "review"] == list(now.passages)
        assert [d for d in kept.corpus.documents if d.source_id != "review"] == list(now.corpus.documents)
        assert now.meta.passages == len(now.passages)
    assert verify(index, corpus).proven
    answer = assistant_of(index).answer("seven books at a time", threshold=0)
    assert answer.quotes[0].text.startswith("A reader may borrow seven books")


def test_vectors_stay_those_of_their_passages(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that the rewritten index equals a first ingest without the document."""
    take_out(index, corpus, "review")
    (corpus / REVIEW).unlink()
    edit(corpus / "sources.toml", f'file = "{REVIEW}"\n', "")
    scratch = index.parent / "scratch"
    publish(corpus, scratch)
    for name in ("vectors.faiss", "sentences.faiss", "tokens.bin"):
        assert (current_folder(index) / name).read_bytes() == (current_folder(scratch) / name).read_bytes()
    assert open_current(index).passages == open_current(scratch).passages
    assert builds


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_rollback_revives_it(corpus: Path, index: Path, builds: list[str], number: int) -> None:
    """This test ensures that a rollback to a build that contained it gives the build without it."""
    take_out(index, corpus, "review")
    with pytest.raises(UnknownBuild, match="no kept build is named"):
        go_back(index, builds[number])
    entry = next(e for e in history(index, 5) if e.publication.build == builds[number])
    assert f"kept as {entry.kept}, without documents withdrawn since" in history_text(entry)
    if entry.kept != current_name(index):
        go_back(index, str(entry.kept))
    for quote in assistant_of(index).answer(CANARY, threshold=0, top=99).quotes:
        assert quote.place.source.id != "review"
    assert files_with(index, CANARY) == []


def test_the_same_file_is_not_read_again(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that an ingest skips every version of it, and says why and what to do."""
    take_out(index, corpus, "review")
    for text in (TEXT, TEXT.replace("six", "seven")):
        add_review(corpus, text)
        report = publish(corpus, index, accept=["withdrawn"])
        (refused,) = report.documents.unreadable
        assert "it was withdrawn on 20" in refused.reason
        assert "(a test): remove the file from the corpus" in refused.reason
        assert files_with(index, CANARY) == []
    assert verify(index, corpus).stale == ()
    (corpus / "documents/copy.md").write_text(TEXT, encoding="utf-8")
    assert "copy" not in publish(corpus, index).documents.added
    assert files_with(index, CANARY) == []
    assert builds


def test_another_version_comes_back_only_by_a_persons_word(
    corpus: Path, index: Path, builds: list[str]
) -> None:
    """This test ensures that a redacted version must be accepted once, and is then an ordinary document."""
    take_out(index, corpus, "review")
    add_review(corpus, "# Review\n\nA reader lost six atlases.\n")
    report = publish(corpus, index)
    assert (report.published, [gate.name for gate in report.refused]) == (False, ["withdrawn"])
    what = report.gates[0].findings[0].what
    assert what.startswith("documents/review.md is another version of a source withdrawn on 20")
    assert publish(corpus, index, accept=["withdrawn"], why="read by two of us").published
    add_review(corpus, "# Review\n\nA reader lost seven atlases.\n")
    assert publish(corpus, index).published
    assert builds


def test_the_same_file_of_another_source_goes_too(corpus: Path, index: Path) -> None:
    """This test ensures that the same file is withdrawn whatever its name or source."""
    add_review(corpus)
    (corpus / "documents/copy.md").write_text(TEXT, encoding="utf-8")
    publish(corpus, index)
    done = take_out(index, corpus, "review")
    assert files_with(index, CANARY) == []
    assert set(done.files) == {REVIEW, "documents/copy.md"}
    assert {change.source_id for change in done.publication.documents} == {"review", "copy"}


def test_a_second_time_changes_no_build(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that a second withdrawal is recorded and rewrites nothing."""
    take_out(index, corpus, "review")
    publish(corpus, index)
    kept = [one.build for one in kept_publications(index)]
    done = take_out(index, corpus, "review")
    assert done.withdrawal.rewritten == ()
    assert [one.build for one in kept_publications(index)] == kept
    assert publications(index)[0].kind == "withdrawal"
    assert builds


def test_where_else_its_words_stand_is_told(corpus: Path, index: Path) -> None:
    """This test ensures that other documents with the same words are named."""
    add_review(corpus, TEXT + "\nBooks come back within three weeks. Ask the list for the person on duty.\n")
    publish(corpus, index)
    assert take_out(index, corpus, "review").elsewhere == ("lending-rules", "opening-hours")


def test_nothing_else_in_a_build_leaves_none(tmp_path: Path) -> None:
    """This test ensures that a build left without passages is an error, not a silence."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text("")
    add_review(corpus)
    publish(corpus, index)
    done = take_out(index, corpus, "review")
    assert done.emptied
    assert files_with(index, CANARY) == []
    with pytest.raises(UnreadableIndex, match="run `signpost ingest`"):
        open_current(index)
    assert "current, its build is missing" in history_text(history(index, 5)[0])
    (corpus / "documents/other.md").write_text("# Other\n\nThe gate is green.\n")
    assert publish(corpus, index).published


def test_a_damaged_build_is_removed(corpus: Path, index: Path, builds: list[str]) -> None:
    """This test ensures that a build is removed if it cannot be opened, since it may contain the document."""
    (index / "builds" / builds[1] / "vectors.faiss").write_bytes(b"")
    done = take_out(index, corpus, "review")
    assert [one.after for one in done.withdrawal.rewritten if one.before == builds[1]] == [None]
    assert files_with(index, CANARY) == []
    assert len(kept_publications(index)) == 3


def test_an_older_version_is_withdrawn_from_the_builds_that_hold_it(corpus: Path, index: Path) -> None:
    """This test ensures that a document that is no longer current is removed from older builds."""
    add_review(corpus)
    held = publish(corpus, index).build
    (corpus / REVIEW).unlink()
    edit(corpus / "sources.toml", f'\n[[source]]\nid = "review"\ntitle = "Review"\nfile = "{REVIEW}"\n', "")
    current = publish(corpus, index, accept=["vanished"]).build
    done = take_out(index, corpus, "review")
    assert [one.before for one in done.withdrawal.rewritten] == [held]
    assert (current_name(index), publications(index)[0].documents) == (current, ())
    assert files_with(index, CANARY) == []


def test_a_source_that_was_never_held_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that a mistyped id withdraws nothing and says so."""
    with pytest.raises(UnknownSource, match="never had a document of 'revue'"):
        take_out(index, corpus, "revue")
    with pytest.raises(UnknownSource, match="never had a document of 'staff-list'"):
        take_out(index, corpus, "staff-list")
    assert len(publications(index)) == 1


def test_the_command_says_what_it_did_and_what_is_left_to_do(
    tmp_path: Path, corpus: Path, run: Runner, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that a reason is required, and that text and JSON report the withdrawal."""
    index = tmp_path / "index"
    add_review(corpus)
    publish(corpus, index, model)
    at = ("--index", str(index), "--corpus", str(corpus))
    assert run("withdraw", "review", *at).code == 2
    assert run("withdraw", "review", "--why", " ", *at).code == 2
    done = run("withdraw", "review", "--why", "a test", *at, "--json")
    assert done.code == 0
    record = done.lines[0]
    assert (record["source"], record["files"], record["left"]) == ("review", [REVIEW], [])
    assert record["build"] == current_name(index)
    assert files_with(index, CANARY) == []
    told = run("history", *at)
    assert "withdrawal by" in told.out
    assert "  why: a test" in told.out
    again = run("ingest", *at)
    assert again.code == 3
    assert "it was withdrawn on" in again.err
    review = json.loads(run("sources", *at, "--json").out.splitlines()[-1])
    assert review["reason"].startswith("it was withdrawn on")
    assert "Remove documents/review.md from" in run("withdraw", "review", "--why", "again", *at).out
