"""Gates: a doubtful publication is refused, with a message that says how to override that."""

from pathlib import Path

import pytest
from closed_gates import LENDING, SIX, ask_before_publishing, found, snapshot
from parts import Runner, WordEmbedder, edit, publish

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import model_fingerprint
from index.storage.builds import current_folder, current_name, open_current
from index.storage.publications import Accepted, publications
from publishing.builds.report import refusal, report_text
from publishing.gates.gates import GATES

HOURS = "documents/opening-hours.html"


def remove_hours(corpus: Path) -> None:
    (corpus / HOURS).unlink()
    edit(corpus / "sources.toml", f'file = "{HOURS}"\n', "")


def break_hours(corpus: Path) -> None:
    (corpus / HOURS).write_bytes(b"")


def cut_lending(corpus: Path) -> None:
    path = corpus / LENDING
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("Before lending")], encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "gate", "source_id", "said"),
    [
        (
            remove_hours,
            "vanished",
            "opening-hours",
            "(documents/opening-hours.html, 3 passages) is gone",
        ),
        (
            break_hours,
            "unreadable",
            "opening-hours",
            "opening-hours.html cannot be read: it is empty",
        ),
        (cut_lending, "shrunk", "lending-rules", "70% of its text is gone, more than 25%"),
    ],
)
def test_a_loss_is_refused_until_it_is_accepted(
    corpus: Path, index: Path, change: object, gate: str, source_id: str, said: str
) -> None:
    """This test ensures that a gate names the loss and changes nothing, and `--accept` publishes."""
    before = snapshot(index)
    change(corpus)  # type: ignore[operator]
    rehearsed = publish(corpus, index, dry_run=True)
    report = publish(corpus, index)
    assert found(report) == found(rehearsed) == {gate: [source_id]}
    assert (report.published, [one.name for one in report.refused]) == (False, [gate])
    assert said in report.gates[0].findings[0].what
    assert f"`signpost ingest --accept {gate} --why REASON`" in refusal(report)
    assert f"gate {gate} is closed" in report_text(report, 1.0, dry_run=False)
    assert {name: data for name, data in snapshot(index).items() if name != "lock"} == {
        name: data for name, data in before.items() if name != "lock"
    }
    others = [name for name in GATES if name != gate]
    assert not publish(corpus, index, accept=others).published
    accepted = publish(corpus, index, accept=[gate], why="as agreed")
    assert (accepted.published, accepted.refused) == (True, ())
    newest = publications(index)[0]
    assert (newest.accepted, newest.why) == ((Accepted(gate, (source_id,)),), "as agreed")
    assert publish(corpus, index).published is False


def test_what_has_only_another_name_has_not_vanished(corpus: Path, index: Path) -> None:
    """This test ensures that a file moved to another source does not count as lost."""
    (corpus / LENDING).rename(corpus / "documents/rules.md")
    edit(corpus / "sources.toml", f'file = "{LENDING}"\n', "")
    assert found(publish(corpus, index)) == {}


def test_a_text_may_shrink_by_so_much(corpus: Path, index: Path) -> None:
    """This test ensures that the limit is a share of the former text."""
    document = open_current(index).documents["lending-rules"]
    edit(corpus / LENDING, "A torn book goes to the binder, as the [repair manual](#) says.", "")
    edit(
        corpus / "sources.toml",
        'in = "lending-rules"\ntext = "repair manual"',
        'in = "opening-hours"\ntext = "m"',
    )
    report = publish(corpus, index)
    assert report.published
    lost = 1 - len(open_current(index).documents["lending-rules"].text) / len(document.text)
    assert 0.05 < lost < 0.25


def test_a_damaged_build_opens_no_gate(corpus: Path, index: Path) -> None:
    """This test ensures that the gates compare with the newest build that opens."""
    edit(corpus / LENDING, "six books", "seven books")
    publish(corpus, index)
    (current_folder(index) / "vectors.faiss").write_bytes(b"")
    remove_hours(corpus)
    assert found(publish(corpus, index)) == {"vanished": ["opening-hours"]}
    assert found(publish(corpus, index, dry_run=True)) == {"vanished": ["opening-hours"]}


def test_the_command_refuses_with_1_and_tells_a_program_too(
    tmp_path: Path, corpus: Path, run: Runner, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that the message names the gate and its option, and the JSON has the report."""
    index = tmp_path / "index"
    first = publish(corpus, index, model).build
    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "how many books may I borrow", "answerable": True, "quotes": [SIX]},
    )
    edit(corpus / LENDING, SIX, "")
    at = ("--index", str(index), "--corpus", str(corpus))
    assert run("ingest", "--dry-run", *at).code == 0
    refused = run("ingest", *at, "--json")
    assert (refused.code, current_name(index)) == (1, first)
    assert "questions" in refused.err
    assert "--accept questions" in refused.err
    record = refused.lines[0]
    assert (record["published"], [gate["name"] for gate in record["gates"]]) == (False, ["questions"])
    assert run("ingest", *at, "--accept", "nonsense").code == 2
    accepted = run("ingest", *at, "--accept", "questions", "--why", "no limit any more", "--json")
    assert (accepted.code, accepted.lines[0]["published"]) == (0, True)
    told = run("history", *at).out
    assert "overridden: questions, for q1" in told
    assert "why: no limit any more" in told


def test_a_build_whose_model_is_gone_opens_no_gate(corpus: Path, index: Path) -> None:
    """This test ensures that wrong answers count as lost if the previous build cannot be asked."""

    class OtherWords(WordEmbedder):
        name = "other words"
        fingerprint = model_fingerprint(name)

    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "Is there cake?", "answerable": True, "quotes": ["There is cake."]},
        {"id": "q2", "question": "How many books may a reader borrow?", "answerable": True, "quotes": [SIX]},
    )
    report = publish(corpus, index, OtherWords())
    assert found(report) == {"questions": ["q1"]}
    assert report.gates[0].findings[0].before == ("not known: the model of that build is no longer available")
