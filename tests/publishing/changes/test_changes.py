"""The change report that a lead reads before and after a publication."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from parts import Runner, publish

from index.errors import UnknownBuild
from index.read_corpus import Unreadable
from index.storage.builds import open_current
from publishing.builds.history import differences
from publishing.builds.publication import IngestReport
from publishing.changes.as_page import changes_page
from publishing.changes.as_text import changes_record, changes_text
from publishing.changes.changes import Changes, Edition, SourceChange, compare

LENDING, HOURS = "documents/lending-rules.md", "documents/opening-hours.html"


@pytest.fixture
def change(corpus: Path, index: Path) -> Callable[[Callable[[str], str]], Changes]:
    """Edits the lending rules, publishes, and returns the changes."""

    def changed(edit: Callable[[str], str]) -> Changes:
        path = corpus / LENDING
        text = path.read_text(encoding="utf-8")
        assert edit(text) != text
        path.write_text(edit(text), encoding="utf-8")
        report = publish(corpus, index)
        assert report.changes is not None
        return report.changes

    return changed


def only(changes: Changes) -> SourceChange:
    (source,) = changes.sources
    return source


Change = Callable[[Callable[[str], str]], Changes]


def test_a_changed_word_is_marked_in_both_wordings(change: Change) -> None:
    """This test ensures that "should" changed to "must" is shown in the old and new wording."""
    changes = change(lambda text: text.replace("Books come back within three", "Books must come back in two"))
    source = only(changes)
    (passage,) = source.changed
    assert (source.source_id, source.standing, passage.kind) == ("lending-rules", "updated", "changed")
    assert passage.before is not None
    assert passage.now is not None
    assert passage.before.section == ("2 Returning",)
    marked = [
        (passage.before.text[slice(*c.here)], passage.now.text[slice(*c.there)]) for c in passage.changes
    ]
    assert marked == [("", "must"), ("within three", "in two")]
    text = changes_text(changes)
    assert "before: Books come back [-within three-] weeks." in text
    assert "now:    Books [+must+] come back [+in two+] weeks." in text


def test_what_is_added_and_what_is_gone_is_told(change: Change) -> None:
    """This test ensures that new and removed passages and sections are named."""
    changes = change(
        lambda text: text.replace("- no fine is open\n", "").replace(
            "## 2 Returning", "## Maps\n\nMaps are lent for a day.\n\n## 2 Returning"
        )
    )
    source = only(changes)
    assert source.new_sections == (("Maps",),)
    assert source.removed_sections == ()
    kinds = {
        (change.kind, (change.now or change.before).text)  # type: ignore[union-attr]
        for change in source.changed
    }
    assert kinds == {("removed", "no fine is open"), ("added", "Maps are lent for a day.")}
    assert "    new section: Maps" in changes_text(changes)


def test_what_only_moved_is_said_to_be_unchanged(change: Change) -> None:
    """This test ensures that reordered sections do not count as reworded."""
    changes = change(lambda text: "\n## ".join([(parts := text.split("\n## "))[0], *reversed(parts[1:])]))
    source = only(changes)
    assert source.changed
    assert {passage.kind for passage in source.changed} == {"moved"}
    assert "moved, their words unchanged: within" in changes_text(changes)


def test_a_renamed_heading_moves_its_passages(change: Change) -> None:
    """This test ensures that a new heading is reported once, and the words below it as unchanged."""
    changes = change(lambda text: text.replace("## 2 Returning", "## 2 Bringing back"))
    source = only(changes)
    assert source.new_sections == (("2 Bringing back",),)
    assert source.removed_sections == (("2 Returning",),)
    moves = [line for line in changes_text(changes).splitlines() if "moved," in line]
    assert len(moves) == 1
    assert moves[0].endswith("from 2 Returning to 2 Bringing back")


def test_new_and_removed_documents_are_told(corpus: Path, index: Path) -> None:
    """This test ensures that new and removed documents are in their own parts of the report."""
    (corpus / "documents/maps.md").write_text("# Maps\n\n## Lending\n\nMaps are lent for a day.\n")
    (corpus / HOURS).unlink()
    register = corpus / "sources.toml"
    register.write_text(register.read_text().replace(f'file = "{HOURS}"\n', ""))
    before = open_current(index)
    publish(corpus, index, accept=["vanished"])
    changes = compare(Edition.of_index(before), Edition.of_index(open_current(index)))
    assert [(source.source_id, source.standing) for source in changes.sources] == [
        ("opening-hours", "removed"),
        ("maps", "new"),
    ]
    text = changes_text(changes)
    assert text.index("New documents\n  Maps (maps): 1 passage") < text.index(
        "Removed documents\n  Opening hours"
    )
    assert "    section: Lending\n" in text


def test_a_change_of_the_register_and_a_new_name_of_a_file_are_told(corpus: Path, index: Path) -> None:
    """This test ensures that a changed status and date are reported though no word changed."""
    (corpus / LENDING).rename(corpus / "documents/lending.md")
    register = corpus / "sources.toml"
    text = register.read_text().replace(LENDING, "documents/lending.md")
    register.write_text(text.replace('status = "current"', 'status = "under review"'))
    report = publish(corpus, index)
    assert report.changes is not None
    source = only(report.changes)
    assert (source.standing, source.renamed, source.changed) == ("unchanged", True, ())
    lines = changes_text(report.changes).splitlines()
    assert lines[2:] == [
        "Details changed, text unchanged",
        "  Lending rules (lending-rules)",
        "    file: documents/lending-rules.md, now documents/lending.md",
        "    status: current, now under review",
    ]


def test_a_dry_run_tells_what_the_publication_tells(corpus: Path, index: Path) -> None:
    """This test ensures that a dry run gives the same report as the publication."""
    path = corpus / LENDING
    path.write_text(path.read_text().replace("six books", "seven books"))

    def changes(report: IngestReport) -> Changes | None:
        return report.changes

    before = changes(publish(corpus, index, dry_run=True))
    assert before == changes(publish(corpus, index)) == differences(index, 5)


def test_the_first_ingest_has_everything_new(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that without a previous build every document is new."""
    report = publish(corpus, tmp_path / "index")
    assert report.changes is not None
    assert report.changes.before is None
    assert {source.standing for source in report.changes.sources} == {"new"}
    with pytest.raises(UnknownBuild, match="keeps 1 build: a comparison needs two"):
        differences(tmp_path / "index", 5)


def test_the_record_has_offsets_into_each_wording(change: Change) -> None:
    """This test ensures that a program can mark the words itself."""
    record = changes_record(change(lambda text: text.replace("six books", "seven books")))
    (source,) = record["sources"]
    (passage,) = source["changed"]
    start, end = passage["changes"][0]["before"]
    assert passage["before"]["text"][start:end] == "six"
    start, end = passage["changes"][0]["now"]
    assert passage["now"]["text"][start:end] == "seven"
    assert (source["files"], source["renamed"]) == ({"before": LENDING, "now": LENDING}, False)


def test_the_page_needs_nothing_and_runs_nothing(change: Change) -> None:
    """This test ensures that a document's words are escaped, and the page loads nothing from outside."""
    page = changes_page(change(lambda text: text.replace("six books", "`<script>` & seven books")))
    assert "<del>six</del>" in page
    assert "<ins>&lt;script&gt; &amp; seven</ins>" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page


def test_the_page_names_every_document_that_could_not_be_read(change: Change) -> None:
    """This test ensures that whoever is sent the page sees what it says nothing about, and why."""
    found = change(lambda text: text.replace("six books", "seven books"))
    page = changes_page(
        found, unreadable=[Unreadable("plan", "documents/plan.pdf", "0" * 64, "it is <a scan>")]
    )
    assert "<h2>Not read, so not quoted</h2>" in page
    assert "<dt>documents/plan.pdf</dt><dd>it is &lt;a scan&gt;</dd>" in page
    assert "Not read" not in changes_page(found)


def test_the_page_of_the_first_build_names_no_other(change: Change) -> None:
    """This test ensures that the first build is called so."""
    found = change(lambda text: text.replace("six books", "seven books"))
    assert f"Build {found.now} is the first." in changes_page(replace(found, before=None))


def test_diff_on_the_command_line(corpus: Path, index: Path, run: Runner, tmp_path: Path) -> None:
    """This test ensures that the beginning of a name is enough to name a build, and a page is written."""
    first = open_current(index).meta.build
    path = corpus / LENDING
    path.write_text(path.read_text().replace("six books", "seven books"))
    second = publish(corpus, index).build
    at = ("--index", str(index), "--corpus", str(corpus))
    told = run("diff", *at, "--html", str(tmp_path / "changes.html"))
    assert (told.code, told.out.splitlines()[0]) == (0, f"From {first} to {second}:")
    assert "<ins>seven</ins>" in (tmp_path / "changes.html").read_text(encoding="utf-8")
    back = run("diff", second[:8], first[:8], *at, "--json")
    assert [record["now"] for record in back.lines] == [first]
    assert run("diff", first, *at).code == 2
    unknown = run("diff", first, "zzz", *at)
    assert (unknown.code, "no kept build is named 'zzz'" in unknown.err) == (1, True)
    assert run("diff", *at, "--html", str(tmp_path / "none/changes.html")).code == 2
