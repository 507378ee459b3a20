"""Tests whose file it is: fetched for a source, put in place by hand, or nobody's any more."""

from pathlib import Path

import pytest
from loopback import TEXT, Host, asking, fetched, one, page, pdf, register, send
from parts import publish

from index.errors import InvalidCorpus, UnknownSource
from index.storage.builds import open_current
from ingest.fetching.fetch import fetch


def test_a_file_that_a_person_put_in_place_is_left_to_them(tmp_path: Path, host: Host) -> None:
    """This test ensures that fetch neither duplicates nor replaces a file that the register names."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page())), 'file = "documents/shed.md"'))
    (corpus / "documents/shed.md").write_text("# Shed\n\nBy hand.\n")
    outcome = one(corpus)
    assert outcome.outcome == "refused"
    assert "documents/shed.md was put in place by hand" in (outcome.reason or "")
    assert host.paths == []


def test_an_entry_may_name_the_file_that_will_be_fetched(tmp_path: Path, host: Host) -> None:
    """This test ensures that such a source has no copy until it is fetched, and has one from then on."""
    address = host.at("/shed", send(pdf(TEXT)))
    by_hand = 'file = "documents/by-hand.md"'
    corpus = register(
        tmp_path / "corpus",
        ("shed", address, 'file = "documents/fetched/shed.pdf"'),
        ("hand", address, by_hand),
    )
    (corpus / "documents/by-hand.md").write_text("# Made up\n\nBy hand.\n")
    assert publish(corpus, tmp_path / "index").documents.added == ("hand",)
    assert fetched(corpus, "shed")[0].outcome == "fetched"
    assert publish(corpus, tmp_path / "index").documents.added == ("shed",)
    host.at("/shed", send(page(text=TEXT * 2)))
    assert "would be saved as documents/fetched/shed.html" in (fetched(corpus, "shed")[0].reason or "")


@pytest.mark.parametrize(
    ("ids", "error", "reason"),
    [
        (["pool"], UnknownSource, "no source 'pool'"),
        (["shed", "pool"], UnknownSource, "no source 'pool'"),
        (["bench"], InvalidCorpus, "'bench' has no download address"),
    ],
)
def test_a_wrong_id_is_an_error_before_anything_is_asked(
    tmp_path: Path, host: Host, ids: list[str], error: type[Exception], reason: str
) -> None:
    """This test ensures that a mistyped id is reported, not skipped, and nothing else is started."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    with (corpus / "sources.toml").open("a") as file:
        file.write('\n[[source]]\nid = "bench"\ntitle = "Bench"\n')
    with pytest.raises(error, match=reason):
        fetch(corpus, ids, web=asking())
    assert host.paths == []


@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "[]",
        '{"shed": 3}',
        '{"shed": {}}',
        '{"shed": {"file": "documents/fetched/shed.html", "colour": 1}}',
    ],
)
def test_a_damaged_record_is_named(tmp_path: Path, host: Host, damage: str) -> None:
    """This test ensures that neither fetch nor ingest guesses what a damaged fetched.json said."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/fetched/fetched.json").write_text(damage)
    for run in (lambda: fetched(corpus), lambda: publish(corpus, tmp_path / "index")):
        with pytest.raises(InvalidCorpus, match=r"fetched\.json cannot be read"):
            run()


def test_a_record_that_names_a_file_elsewhere_is_damaged(tmp_path: Path, host: Host) -> None:
    """This test ensures that fetched.json cannot point outside its folder."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    one(corpus)
    path = corpus / "documents/fetched/fetched.json"
    path.write_text(path.read_text().replace("documents/fetched/shed.html", "documents/fetched/../../x.html"))
    with pytest.raises(InvalidCorpus, match=r"fetched\.json"):
        fetched(corpus)


def entry_removed(corpus: Path) -> None:
    register(corpus, ("other", "https://shed.example/"))


def download_removed(corpus: Path) -> None:
    path = corpus / "sources.toml"
    path.write_text(path.read_text().replace("download", "url"))


def other_format_left_over(corpus: Path) -> None:
    (corpus / "documents/fetched/shed.html").rename(corpus / "documents/fetched/shed.htm")
    (corpus / "documents/fetched/shed.html").write_bytes(page("Another shed"))


@pytest.mark.parametrize("change", [entry_removed, download_removed, other_format_left_over])
def test_what_was_fetched_for_no_one_is_quoted_no_more(tmp_path: Path, host: Host, change: object) -> None:
    """This test ensures that a fetched file is removed with its entry and never ingested without one."""
    corpus = register(tmp_path / "corpus", ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/by-hand.md").write_text("# Made up\n\nBy hand.\n")
    change(corpus)  # type: ignore[operator]
    report = publish(corpus, tmp_path / "index")
    (warning,) = [w for w in report.warnings if "is left out" in w]
    assert warning.startswith("documents/fetched/shed.htm")
    build = open_current(tmp_path / "index")
    assert "Another" in str(build.documents["shed"].text) if "shed" in build.documents else True
    assert not any("locked at noon" in d.text for d in build.documents.values() if d.source_id != "shed")


def test_a_file_that_someone_puts_beside_is_unregistered(tmp_path: Path, host: Host) -> None:
    """This test ensures that a file unknown to fetch is ingested and reported like any other."""
    corpus = register(tmp_path / "corpus", ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/fetched/pool.md").write_text("# Pool\n\nThe pool opens at nine.\n")
    report = publish(corpus, tmp_path / "index")
    assert report.documents.added == ("shed", "fetched-pool")
    assert "documents/fetched/pool.md has no entry" in report.warnings[0]
