"""The list of passages: everything that a build can quote, and its place."""

from pathlib import Path

from made.partnership import made_partnership
from parts import Runner, publish

from index.storage.builds import open_current

FIELDS = ["id", "source_id", "file", "title", "section", "pages", "page_labels", "start", "end", "kind",
          "context", "text"]  # fmt: skip


def test_every_passage_is_listed_in_order(run: Runner, index: Path) -> None:
    """This test ensures that programs get each passage of the build, one per line."""
    result = run("passages", "--json", "--index", str(index))
    build = open_current(index)
    assert (result.code, [record["id"] for record in result.lines]) == (0, [p.id for p in build.passages])
    for record, passage in zip(result.lines, build.passages, strict=True):
        document = build.documents[passage.source_id]
        assert list(record) == FIELDS
        assert record["text"] == document.text[record["start"] : record["end"]]
        assert record["context"] == [document.text[start:end] for start, end in passage.context]
        assert record["section"] == list(document.section_at(passage.start).path)
        assert (record["file"], record["kind"]) == (document.file, passage.kind)
        assert record["title"] == build.sources[passage.source_id].title


def test_the_passages_of_named_sources_alone(run: Runner, index: Path) -> None:
    """This test ensures that one document can be listed by itself, and that a wrong id is an error."""
    wanted = open_current(index).passages[0].source_id
    result = run("passages", wanted, "--json", "--index", str(index))
    assert {record["source_id"] for record in result.lines} == {wanted}
    unknown = run("passages", wanted, "no-such-source", "--json", "--index", str(index))
    assert (unknown.code, unknown.out) == (1, "")
    assert "no-such-source" in unknown.err


def test_passages_in_words(run: Runner, index: Path) -> None:
    """This test ensures that the text shows each passage's place, what introduces it, and its words."""
    build = open_current(index)
    told = run("passages", "--index", str(index)).out
    for passage in build.passages:
        document = build.documents[passage.source_id]
        assert f"{passage.id}: {build.sources[passage.source_id].title}" in told
        assert f"  “{document.text[passage.start : passage.end]}”" in told
    item = next(passage for passage in build.passages if passage.context)
    start, end = item.context[0]
    assert f"  introduced by: “{build.documents[item.source_id].text[start:end]}”" in told


def test_the_pages_and_the_own_title_of_a_file_without_an_entry_are_listed(
    run: Runner, corpus: Path, tmp_path: Path
) -> None:
    """This test ensures that a PDF passage names its pages, and an unregistered file has its own title."""
    made = made_partnership()
    (corpus / "documents" / made.file).write_bytes(made.data)
    publish(corpus, tmp_path / "index")
    listed = run("passages", "--json", "--index", str(tmp_path / "index")).lines
    found = [record for record in listed if record["file"] == f"documents/{made.file}"]
    assert {record["title"] for record in found} == {made.title}
    assert all(record["pages"] for record in found)
    labels = {
        number: label
        for record in found
        for number, label in zip(record["pages"], record["page_labels"], strict=False)
    }
    assert all(made.labels[number - 1] == label for number, label in labels.items())
