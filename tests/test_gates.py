"""Gates: a publication that a person should look at first is refused, and says what overrides it."""

import json
from pathlib import Path

import pytest
from conftest import Runner, WordEmbedder, edit, publish
from lxml import html

from index.builds import current_folder, current_name, open_current
from index.embedder import SentenceTransformerEmbedder
from index.errors import InvalidQuestion
from index.models import model_fingerprint
from index.publications import Accepted, publications
from publishing.answers import ON_THE_SUBJECT
from publishing.change_page import changes_page
from publishing.gates import GATES
from publishing.ingestion import IngestReport
from publishing.report import refusal, report_record, report_text

LENDING = "documents/lending-rules.md"
HOURS = "documents/opening-hours.html"
SIX = "A reader may borrow six books at a time."


def ask_before_publishing(corpus: Path, *questions: dict[str, object]) -> None:
    lines = [json.dumps(question) + "\n" for question in questions]
    (corpus / "questions.jsonl").write_text("".join(lines), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def found(report: IngestReport) -> dict[str, list[str]]:
    """Of each gate that is closed, for what."""
    return {gate.name: [finding.subject for finding in gate.findings] for gate in report.gates}


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
    """This test ensures that what is lost is named, nothing is changed, and the option publishes it."""
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
    """This test ensures that a file that is another source's now, with the same words, is no loss."""
    (corpus / LENDING).rename(corpus / "documents/rules.md")
    edit(corpus / "sources.toml", f'file = "{LENDING}"\n', "")
    assert found(publish(corpus, index)) == {}


def test_a_text_may_shrink_by_so_much(corpus: Path, index: Path) -> None:
    """This test ensures that the limit is a share of the text as it was."""
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


def test_a_question_that_loses_its_answer_is_named_with_what_was_and_is(corpus: Path, index: Path) -> None:
    """This test ensures that the lead reads the question, the words that answered it and what comes now."""
    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "How many books may a reader borrow?", "answerable": True, "quotes": [SIX]},
        {"id": "q2", "question": "Which books are read in the building?", "answerable": True,
         "quotes": ["Atlases are read in the building."]},
        {"id": "q3", "question": "Is there cake?", "answerable": True, "quotes": ["There is cake."]},
    )  # fmt: skip
    edit(corpus / LENDING, SIX, "A reader may borrow books.")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["q1"]}
    finding = report.gates[0].findings[0]
    assert finding.what == "“How many books may a reader borrow?”"
    assert finding.before == f"answered: “{SIX}” (Lending rules, 1 Borrowing)"
    assert finding.now is not None
    assert "none of the first 5 passages holds the words that answer it" in finding.now
    assert "“A reader may borrow books." in finding.now
    assert found(publish(corpus, index, dry_run=True)) == found(report)
    assert report.changes is not None
    page = html.fromstring(changes_page(report.changes, report.gates))
    assert page.findtext(".//h2").startswith("Not published: questions have lost their answer")
    assert [part.text for part in page.iterfind(".//dl/*")] == [
        "q1", finding.what, f"Before: {finding.before}", f"Now: {finding.now}",
    ]  # fmt: skip
    record = report_record(report, 1.0)["gates"][0]
    assert (record["name"], record["accepted"], record["findings"][0]["subject"]) == (
        "questions",
        False,
        "q1",
    )
    assert publish(corpus, index, accept=["questions"], why="the number is open now").published
    history = (index / "history/000002.json").read_text(encoding="utf-8")
    assert "q1" in history
    assert "How many books" not in history


def test_a_question_that_gains_an_answer_it_should_not_have_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that what was rightly declined and is answered now does not pass unseen."""
    ask_before_publishing(corpus, {"id": "n1", "question": "zebras", "answerable": False})
    edit(corpus / LENDING, "Atlases are read", "Atlases of zebras are read")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["n1"]}
    finding = report.gates[0].findings[0]
    assert (finding.before or "").startswith("declined: ")
    assert (finding.now or "").startswith("answered, and it should not be: “A reader may borrow six books")


def test_a_question_that_is_only_shown_its_words_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that right words that are no answer any more, for a fact is gone, close the gate."""
    words = "Ask the keeper for the key of the tower"
    edit(corpus / LENDING, "Ask [the list](#)", f"{words}, phone number 01632 960123. Ask [the list](#)")
    publish(corpus, index)
    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "What is the phone number of the keeper of the tower?", "answerable": True,
         "quotes": [words]},
        {"id": "q2", "question": "What is the phone number of the binder?", "answerable": False},
    )  # fmt: skip
    assert found(publish(corpus, index, dry_run=True)) == {}
    edit(corpus / LENDING, ", phone number 01632 960123.", ".")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["q1"]}
    finding = report.gates[0].findings[0]
    assert (finding.before or "").startswith(f"answered: “{words}")
    assert (finding.now or "").startswith(f"{ON_THE_SUBJECT}: “{words}")
    assert publish(corpus, index, accept=["questions"], why="a test").published
    edit(corpus / LENDING, "six books", "seven books")
    assert publish(corpus, index).gates == ()


def test_an_answer_that_is_worded_anew_is_lost_until_a_lead_writes_it_down(corpus: Path, index: Path) -> None:
    """This test ensures that the lead's file, once it holds the new words, opens the gate."""
    question = {"id": "q1", "question": "How many books may a reader borrow?", "answerable": True}
    ask_before_publishing(corpus, {**question, "quotes": [SIX]})
    edit(corpus / LENDING, "six books", "seven books")
    assert found(publish(corpus, index)) == {"questions": ["q1"]}
    ask_before_publishing(corpus, {**question, "quotes": [SIX.replace("six", "seven")]})
    report = publish(corpus, index)
    assert (report.published, report.gates) == (True, ())


def test_a_mistake_among_the_questions_is_named_before_anything_is_read(corpus: Path, index: Path) -> None:
    """This test ensures that a broken line of the lead's file changes nothing and names itself."""
    before = snapshot(index)
    (corpus / "questions.jsonl").write_text('{"id": "q1"}\n', encoding="utf-8")
    edit(corpus / LENDING, "six books", "seven books")
    with pytest.raises(InvalidQuestion, match=r"questions\.jsonl, line 1"):
        publish(corpus, index)
    assert snapshot(index) == before


def test_a_damaged_build_opens_no_gate(corpus: Path, index: Path) -> None:
    """This test ensures that what is lost is seen against the newest build that can be opened."""
    edit(corpus / LENDING, "six books", "seven books")
    publish(corpus, index)
    (current_folder(index) / "vectors.faiss").write_bytes(b"")
    remove_hours(corpus)
    assert found(publish(corpus, index)) == {"vanished": ["opening-hours"]}
    assert found(publish(corpus, index, dry_run=True)) == {"vanished": ["opening-hours"]}


def test_the_command_refuses_with_1_and_tells_a_program_too(
    tmp_path: Path, corpus: Path, run: Runner, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that the gate and its option stand in the message, and the report in the JSON."""
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
    """This test ensures that, where nobody can ask the build before, what is wrong now counts as lost."""

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
    assert report.gates[0].findings[0].before == (
        "not known, for the model that was asked is not there any more"
    )
