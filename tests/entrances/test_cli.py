"""The command line as people and programs use it, with the real model on the real briefing."""

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from parts import ROOT, Runner

from assistant.answers.as_text import POINTS_TO, RELATED
from index.settings import DEFAULT_RELATED, DEFAULT_THRESHOLD

pytestmark = pytest.mark.model


def test_the_five_barriers_are_quoted_with_their_section(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that the specification's example question finds its passage and section."""
    result = run("ask", "what stops children from telling someone about abuse?", "--json", *at)
    assert (result.code, len(result.lines)) == (0, 1)
    answer = result.lines[0]
    assert answer["outcome"] == "answered"
    assert answer["confidence"] >= answer["threshold"] == DEFAULT_THRESHOLD
    assert (answer["related_threshold"], answer["reason"]) == (DEFAULT_RELATED, None)
    quote = next(q for q in answer["quotes"] if "five main barriers" in q["text"])
    assert quote["section"] == [
        "3 Emotional Wellbeing and Self Harm",
        "Key learning for professionals includes",
    ]
    assert quote["context"] == ["Key learning for professionals includes"]
    assert quote["source"]["id"] == "learning-from-case-reviews"


def test_annual_leave_is_answered_by_silence(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that a question that the briefing does not cover is declined, with places to look."""
    result = run("ask", "how do I book annual leave?", "--json", *at)
    answer = result.lines[0]
    assert (result.code, answer["outcome"], answer["quotes"]) == (0, "no_passage", [])
    assert answer["nearest"]
    assert answer["confidence"] < answer["related_threshold"]


def test_what_is_on_the_subject_is_said_to_be_no_answer(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that between the two thresholds a passage is shown, but not as an answer."""
    question = (
        "what stops children from telling someone about abuse?",
        "--threshold",
        "1",
        "--related",
        "0.1",
    )
    answer = run("ask", *question, "--json", *at).lines[0]
    assert (answer["outcome"], answer["threshold"], answer["related_threshold"]) == ("related", 1.0, 0.1)
    assert any("five main barriers" in quote["text"] for quote in answer["quotes"])
    assert answer["nearest"] == []
    assert run("ask", *question, *at).out.startswith(RELATED)


def test_a_missing_fact_is_named_with_where_to_look(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that a missing number of days is reported, and that the procedure is pointed to."""
    question = "how many days do I have to put the referral in writing after I phone social care?"
    answer = run("ask", question, "--json", *at).lines[0]
    message = "No passage gives a number of days for this."
    assert answer["outcome"] in {"related", "no_passage"}
    assert answer["reason"] == {"kind": "number of days", "message": message}
    pointer = next(
        entry for entry in answer["points_to"] if entry["source_id"] == "making-a-referral-to-social-care"
    )
    assert pointer["held"] is False
    assert pointer["url"]
    told = run("ask", question, *at).out
    assert message in told
    assert POINTS_TO in told


def test_the_same_in_plain_text(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that the text shows the quote and its section, or says that there is none."""
    result = run("ask", "what stops children from telling someone about abuse?", *at)
    assert "five main barriers" in result.out
    assert "3 Emotional Wellbeing and Self Harm › Key learning" in result.out
    silence = run("ask", "how do I book annual leave?", *at)
    assert silence.out.startswith("No passage found")
    assert "not an answer" in silence.out


def test_a_question_comes_from_standard_input(
    run: Runner,
    at: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that a question need not be on the command line, where others may see it."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("who looks after young carers?\n"))
    assert run("ask", "-", "--json", *at).lines[0]["searched"] == "who looks after young carers?"


def test_a_file_of_questions_is_answered_in_order(run: Runner, at: tuple[str, ...], tmp_path: Path) -> None:
    """This test ensures that each line gets one answer with its id, and that other fields are ignored."""
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "b", "question": "young carers", "answerable": true}\n\n'
        '{"id": 7, "question": "zyxw", "history": ["young carers"]}\n'
    )
    result = run("ask", "--questions", str(file), "--json", "--threshold", "0", "--top", "2", *at)
    assert [answer["id"] for answer in result.lines] == ["b", 7]
    assert 1 <= len(result.lines[0]["quotes"]) <= 2
    assert {answer["outcome"] for answer in result.lines} == {"answered"}


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": 1}', '{"question": "x"}', '{"id": 1, "question": ""}', '{"id": 1, "question": 3}',
     '{"id": 1, "question": "x", "history": "y"}'],
)  # fmt: skip
def test_a_bad_line_is_named_before_anything_is_asked(
    run: Runner,
    at: tuple[str, ...],
    tmp_path: Path,
    line: str,
) -> None:
    """This test ensures that the message has the number of the bad line, and that no answer is printed."""
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"id": 1, "question": "young carers"}}\n{line}\n')
    result = run("ask", "--questions", str(file), "--json", *at)
    assert (result.code, result.out) == (1, "")
    assert "line 2" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", ""),
        ("ask", " "),
        ("ask", "x", "--questions", "y"),
        ("ask", "x", "--threshold", "2"),
        ("ask", "x", "--related", "2"),
        ("ask", "x", "--top", "0"),
        ("where", ""),
        ("where",),
        ("evaluate",),
        ("evaluate", "x", "--threshold", "2"),
        ("evaluate", "x", "--related", "-1"),
        ("fly",),
        ("ask", "x", "--fly"),
        ("ingest", "README.md"),
    ],
)
def test_wrong_usage_ends_with_2(run: Runner, arguments: tuple[str, ...]) -> None:
    """This test ensures that wrong usage has another exit code than an error."""
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "x"),
        ("where", "x"),
        ("sources",),
        ("verify",),
        ("evaluate", str(ROOT / "corpus/questions.jsonl")),
        ("serve",),
    ],
)
def test_a_missing_index_is_an_error_and_no_silence(
    run: Runner, command: tuple[str, ...], tmp_path: Path
) -> None:
    """This test ensures that every command names the missing index and the remedy."""
    result = run(*command, "--index", str(tmp_path), "--corpus", str(ROOT / "corpus"), "--json")
    assert (result.code, "no index in" in result.err) == (1, True)
    assert "signpost ingest" in result.err
    assert "no_passage" not in result.out


def test_where_lists_sections_by_document(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that every section on a topic is counted, in the document's order."""
    result = run("where", "self-harm", "--json", *at)
    (entry,) = result.lines[0]["documents"]
    sections = [tuple(section["section"]) for section in entry["sections"]]
    assert ("3 Emotional Wellbeing and Self Harm",) in sections
    assert sections == sorted(sections, key=lambda path: path[0])
    assert "3 Emotional Wellbeing and Self Harm" in run("where", "self-harm", *at).out
    assert run("where", "zyxw", *at).out == "No section covers this.\n"


def test_sources_tell_their_state_and_links(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that each source shows whether there is a copy and where it is cited."""
    records = {record["id"]: record for record in run("sources", "--json", *at).lines}
    assert records["learning-from-case-reviews"]["state"] == "held"
    assert len(records["learning-from-case-reviews"]["links_to"]) == 16
    thresholds = records["thresholds-document"]
    assert (thresholds["state"], thresholds["url_checked"]) == ("registered only", None)
    assert [link["text"] for link in thresholds["linked_from"]] == [
        "Threshold Document",
        "Thresholds Guidance",
    ]
    assert "(unverified)" in run("sources", *at).out


def test_serving_others_needs_the_areas_numbers(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that others are not served before the local numbers are set."""
    result = run("serve", "--address", "0.0.0.0", *at)  # noqa: S104
    assert result.code == 1
    assert "Children's social care, Derby" in result.err


def test_the_installed_command_works_from_any_folder(briefing_index: Path, tmp_path: Path) -> None:
    """This test ensures that the console script runs, prints JSON alone and ends with 0."""
    command = Path(sys.executable).with_name("signpost")
    done = subprocess.run(
        [command, "ask", "who can I ask for advice?", "--json", "--index", briefing_index],
        cwd=tmp_path,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"
    assert "who can I ask" not in done.stderr


def test_a_port_that_is_taken_is_named(run: Runner, at: tuple[str, ...]) -> None:
    """This test ensures that a second server on one port ends with a message, not a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port, *at)
    assert result.code == 1
    assert port in result.err
    assert "--port" in result.err
