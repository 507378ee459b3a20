"""Builds over time: the history, how many are kept, and rollback."""

from pathlib import Path

import pytest
from parts import Runner, answers, go_back, publish

from index.embedding.embedder import SentenceTransformerEmbedder
from index.errors import InvalidSetting, UnknownBuild, UnreadableIndex
from index.settings import Settings
from index.storage.builds import current_folder, current_name, open_current
from index.storage.checked_files import sha256
from index.storage.publications import DocumentChange, publications
from publishing.builds.history import history
from publishing.builds.verification import verify
from views.current_build import current_index

LENDING = "documents/lending-rules.md"
WORDS = ("six", "seven", "eight", "nine", "ten")


def edit(corpus: Path, number: int) -> str:
    """Publishes another number of books, and returns the build."""
    path = corpus / LENDING
    text = path.read_text(encoding="utf-8")
    old = next(word for word in WORDS if f"{word} books" in text)
    path.write_text(text.replace(f"{old} books", f"{WORDS[number]} books"), encoding="utf-8")
    return publish(corpus, corpus.parent / "index", keep=3).build


def test_each_publication_is_a_line_with_what_changed(corpus: Path, index: Path) -> None:
    """This test ensures that the history gives builds, hashes before and after, and the person."""
    before = open_current(index)
    first = before.meta.build
    second = edit(corpus, 1)
    newest, oldest = publications(index)
    assert (newest.number, newest.kind, newest.build, newest.before) == (2, "ingest", second, first)
    assert (oldest.number, oldest.before) == (1, None)
    assert newest.documents == (
        DocumentChange(
            "lending-rules",
            before.documents["lending-rules"].sha256,
            sha256((corpus / LENDING).read_bytes()),
        ),
    )
    assert {change.source_id for change in oldest.documents} == {"lending-rules", "opening-hours"}
    assert newest.who
    assert dict(newest.settings)["model"] == "words"


def test_a_rollback_is_a_publication_that_can_be_undone(corpus: Path, index: Path) -> None:
    """This test ensures that after a rollback only that build's words are quoted."""
    first = open_current(index).meta.build
    second = edit(corpus, 1)
    publication = go_back(index, first, 3)
    assert (publication.kind, publication.before, publication.number) == ("rollback", second, 3)
    assert [change.source_id for change in publication.documents] == ["lending-rules"]
    assert (answers(index, "six books"), answers(index, "seven books")) == (True, False)
    assert verify(index, corpus).proven
    go_back(index, second[:8], 3)
    assert current_name(index) == second
    assert answers(index, "seven books")


def test_an_ingest_after_a_rollback_brings_the_corpus_back(corpus: Path, index: Path) -> None:
    """This test ensures that a rollback lasts until the next ingest."""
    first = open_current(index).meta.build
    second = edit(corpus, 1)
    go_back(index, first, 3)
    report = publish(corpus, index)
    assert (report.build, report.published, current_name(index)) == (second, True, second)
    assert [entry.publication.kind for entry in history(index, 5)] == [
        "ingest",
        "rollback",
        "ingest",
        "ingest",
    ]


def test_so_many_builds_are_kept_with_their_originals(corpus: Path, index: Path) -> None:
    """This test ensures that older builds are removed, with the originals that only they used."""
    first = open_current(index)
    builds = [first.meta.build, *(edit(corpus, number) for number in (1, 2, 3))]
    assert sorted(path.name for path in (index / "builds").iterdir()) == sorted(builds[1:])
    originals = {path.name for path in (index / "originals").iterdir()}
    assert first.documents["lending-rules"].sha256 not in originals
    assert len(originals) == 4
    entries = history(index, 3)
    assert [(entry.publication.build, entry.current, bool(entry.kept)) for entry in entries] == [
        (builds[3], True, True),
        (builds[2], False, True),
        (builds[1], False, True),
        (builds[0], False, False),
    ]
    with pytest.raises(
        UnknownBuild, match=f"no kept build is named '{builds[0]}': choose one of {builds[3]}, "
    ):
        go_back(index, builds[0], 3)


def test_more_builds_are_kept_from_now_on(corpus: Path, index: Path) -> None:
    """This test ensures that raising the number of kept builds is fine, but restores no removed build."""
    builds = [str(current_name(index)), *(edit(corpus, number) for number in (1, 2, 3))]
    path = corpus / LENDING
    path.write_text(path.read_text().replace("nine books", "ten books"))
    report = publish(corpus, index, keep=9)
    assert report.warnings == ()
    assert len(list((index / "originals").iterdir())) == 5
    kept = [entry.publication.build for entry in history(index, 9) if entry.kept]
    assert kept == [report.build, *reversed(builds[1:])]
    with pytest.raises(UnknownBuild, match="no kept build is named"):
        go_back(index, builds[0], 9)


@pytest.mark.parametrize("name", ["", "zzz"])
def test_a_build_that_is_not_kept_is_named(index: Path, name: str) -> None:
    """This test ensures that a mistyped name changes nothing, and the message lists the kept builds."""
    with pytest.raises(UnknownBuild, match="no kept build is named"):
        go_back(index, name, 3)
    assert len(publications(index)) == 1


def test_there_is_no_way_back_to_where_one_is(index: Path) -> None:
    """This test ensures that a rollback to the current build is refused."""
    with pytest.raises(UnknownBuild, match="is already the current build"):
        go_back(index, str(current_name(index)), 3)


def test_a_damaged_build_is_not_gone_back_to(corpus: Path, index: Path) -> None:
    """This test ensures that a rollback to a damaged build is refused."""
    folder = current_folder(index)
    second = edit(corpus, 1)
    (folder / "vectors.faiss").write_bytes(b"")
    with pytest.raises(UnreadableIndex, match=r"vectors\.faiss"):
        go_back(index, folder.name, 3)
    assert current_name(index) == second


def test_one_can_go_back_from_a_damaged_build(corpus: Path, index: Path) -> None:
    """This test ensures that rollback works when the current build is damaged."""
    first = str(current_name(index))
    edit(corpus, 1)
    (current_folder(index) / "passages.sqlite").write_bytes(b"")
    go_back(index, first, 3)
    assert answers(index, "six books")


def test_a_damaged_line_of_the_history_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that a damaged history is an error, and nothing is guessed."""
    (index / "history/000001.json").write_text("{}")
    with pytest.raises(UnreadableIndex, match=r"000001\.json is damaged"):
        open_current(index)
    with pytest.raises(UnreadableIndex, match=r"000001\.json is damaged"):
        publish(corpus, index)


def test_what_a_crash_left_is_cleared_away(corpus: Path, index: Path) -> None:
    """This test ensures that the next publication removes half-written builds and files."""
    (index / "builds/.0123456789abcdef.1.partial").mkdir()
    (index / "builds/.0123456789abcdef.1.partial/meta.json").write_text("{")
    for name in ("originals/.abc.1.partial", "history/.000002.json.1.partial", ".lock-holder.json.1.partial"):
        (index / name).write_text("half")
    edit(corpus, 1)
    left = [path for path in index.rglob("*") if "partial" in path.name]
    assert left == []


def test_a_page_takes_a_build_that_was_made_anew(corpus: Path, index: Path) -> None:
    """This test ensures that an open page finds a build that was made again in another folder."""
    settings = Settings(corpus=corpus, index=index)
    before = current_index(settings)
    publish(corpus, index, full=True)
    after = current_index(settings)
    assert (after.meta.build, after.folder) == (before.meta.build, current_folder(index))
    assert after.lexical(["books"], 5)


def test_a_folder_without_an_index_has_no_empty_history(run: Runner, tmp_path: Path) -> None:
    """This test ensures that a mistyped folder is an error, not a list without entries."""
    told = run("history", "--index", str(tmp_path / "indx"))
    assert (told.code, told.out) == (1, "")
    assert "indx: run `signpost ingest`" in told.err


def test_the_commands_tell_and_go_back(
    tmp_path: Path, corpus: Path, run: Runner, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that `history` lists the builds and `rollback` takes the beginning of a name."""
    index = tmp_path / "index"
    first = publish(corpus, index, model).build
    path = corpus / LENDING
    path.write_text(path.read_text().replace("six books", "seven books"))
    second = publish(corpus, index, model).build
    at = ("--index", str(index), "--corpus", str(corpus))
    lines = run("history", *at).out.splitlines()
    assert lines[0].startswith("2. ")
    assert lines[0].endswith(f": build {second} (current)")
    assert lines[1] == "  updated: lending-rules"
    newest, oldest = run("history", *at, "--json").lines
    assert (newest["build"], newest["current"], newest["kept"]) == (second, True, True)
    assert (oldest["build"], oldest["current"], oldest["kept"]) == (first, False, True)
    back = run("rollback", first[:6], *at, "--json")
    assert (back.code, back.lines) == (0, [{"build": first, "before": second, "number": 3}])
    refused = run("rollback", first, *at)
    assert refused.code == 1
    assert "is already the current build" in refused.err


@pytest.mark.parametrize("value", ["1", "0", "-2", "many", "2.5"])
def test_a_number_of_builds_that_is_none_is_named(value: str) -> None:
    """This test ensures that at least the previous build is kept, since a question may still use it."""
    assert Settings.from_env({"SIGNPOST_KEEP": "3"}).keep == 3
    with pytest.raises(InvalidSetting, match="SIGNPOST_KEEP is"):
        Settings.from_env({"SIGNPOST_KEEP": value})
