"""The figures of an evaluation: what they count, and that the benchmark's script gives the same."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from parts import ROOT, WordEmbedder, assistant_of

import cli
from assistant.answers.answer import Assistant
from assistant.answers.as_json import answer_record
from assistant.evaluation.evaluation import Evaluation, Failure, auroc, evaluate
from assistant.evaluation.gold import Gold, read_gold
from assistant.evaluation.report import evaluation_record, evaluation_text
from assistant.retrieval.calibration import Calibration
from index.storage.builds import open_current

FIGURES = ["questions", "answerable", "right_first", "right_in_3", "right_in_5", "complete"]
FIGURES += ["answered_right", "shown_right", "wrong_refusals", "false_answers", "silent", "auroc", "failures"]
SIX_BOOKS = "A reader may borrow six books at a time."
# About the made-up library rules. "zyxw" shares no word with them and is declined above threshold 0.
ENTRIES: list[dict[str, Any]] = [
    {"id": "books", "question": "how many books may a reader borrow at a time?", "answerable": True,
     "quotes": ["a **reader** may [borrow](#)\nsix books"], "source": "lending-rules"},
    {"id": "elsewhere", "question": "how many books may a reader borrow at a time?", "answerable": True,
     "quotes": [SIX_BOOKS], "source": "opening-hours"},
    {"id": "short", "question": "is the card valid, see the list?", "answerable": True,
     "quotes": ["the card is valid, see the list", "the", "no fine is open and the moon is made of cheese"]},
    {"id": "only short", "question": "when do books come back?", "answerable": True,
     "quotes": ["three weeks"]},
    {"id": "unknown", "question": "zyxw vutsr qponm", "answerable": True, "quotes": ["cheese"]},
    {"id": "near", "question": "who pays the fine of a reader's child?", "answerable": False, "near": True},
    {"id": 7, "question": "zyxw vutsr", "answerable": False, "quotes": [], "near": False, "history": ["x"]},
]  # fmt: skip


def written(folder: Path, entries: list[dict[str, Any]]) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("\n\n".join(json.dumps(entry) for entry in entries) + "\n", encoding="utf-8")
    return file


def scored(shared: Path, questions: Path, answers: Path) -> dict[str, Any]:
    """Returns the benchmark script's own scores of the answers."""
    command = [sys.executable, shared / "bench/score.py", questions, answers, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def expected(ranking: dict[str, Any], declining: dict[str, Any]) -> dict[str, Any]:
    """Returns the script's figures: ranking at threshold 0, the rest at the threshold in force."""
    in_force = {"answered_right", "shown_right", "wrong_refusals", "false_answers", "silent", "failures"}
    return {name: (declining if name in in_force else ranking)[name] for name in FIGURES}


def test_the_area_under_the_curve_counts_ties_by_half() -> None:
    """This test ensures that the formula gives the values worked out by hand."""
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.2, 0.3]) == 0.0
    assert auroc([0.5, 0.5], [0.5, 0.5]) == 0.5
    assert auroc([0.3, 0.6, 0.9], [0.3, 0.7]) == round((0.5 + 1 + 2) / 6, 4)
    assert auroc([], [0.1]) is auroc([0.1], []) is auroc([0.1, None], [0.1]) is auroc([0.1], [None]) is None


def test_ranking_is_judged_without_refusals_and_refusals_at_the_threshold(
    index: Path, tmp_path: Path
) -> None:
    """This test ensures that each figure is right on a set small enough to count by hand."""
    questions = read_gold(written(tmp_path, ENTRIES))
    elsewhere, unknown = Failure("elsewhere", refused=False), Failure("unknown", refused=True)
    # Six gold quotes count; found are those of "books" and "only short", and one of the two of "short".
    assert evaluate(assistant_of(index), questions, 0.5) == Evaluation(
        7, 5, 0.6, 0.6, 0.6, 0.5, 0.6, 0.6, 0.2, 0.5, 0.5, None, (elsewhere, unknown)
    )
    half = Calibration((WordEmbedder.fingerprint, None), 0.0, {})
    # Half sure of every question except the two that share no word with the corpus, which get 0.
    half_sure = Assistant(open_current(index), WordEmbedder(), [half])
    at_zero = evaluate(half_sure, questions, 0)
    assert (at_zero.wrong_refusals, at_zero.false_answers, at_zero.auroc) == (0.0, 1.0, 0.65)
    assert (at_zero.answered_right, at_zero.shown_right, at_zero.silent) == (0.6, 0.6, 0.0)
    refused = evaluate(half_sure, questions, 0.6, related=0.6)
    assert (refused.wrong_refusals, refused.false_answers, refused.auroc) == (1.0, 0.0, 0.65)
    assert (refused.answered_right, refused.shown_right, refused.silent) == (0.0, 0.0, 1.0)
    assert (refused.right_first, refused.complete) == (at_zero.right_first, at_zero.complete) == (0.6, 0.5)
    assert [failure.refused for failure in refused.failures] == [True] * 5


def test_what_is_shown_as_related_is_neither_answered_nor_refused(index: Path, tmp_path: Path) -> None:
    """This test ensures that each figure counts the outcome "related" correctly."""
    questions = read_gold(written(tmp_path, ENTRIES))
    half = Calibration((WordEmbedder.fingerprint, None), 0.0, {})
    shown = evaluate(Assistant(open_current(index), WordEmbedder(), [half]), questions, 0.6, related=0.4)
    assert (shown.answered_right, shown.shown_right, shown.wrong_refusals) == (0.0, 0.6, 0.2)
    assert (shown.false_answers, shown.silent) == (0.0, 0.5)
    assert [(failure.id, failure.refused) for failure in shown.failures] == [
        ("elsewhere", False),
        ("unknown", True),
    ]


def test_a_figure_of_nothing_is_null(index: Path) -> None:
    """This test ensures that a rate is given only if there is something to divide by."""
    nothing = evaluation_record(evaluate(assistant_of(index), (), 0.5))
    assert list(nothing) == FIGURES
    assert {name: value for name, value in nothing.items() if value is not None} == {
        "questions": 0, "answerable": 0, "failures": (),
    }  # fmt: skip


def test_the_figures_in_plain_text() -> None:
    """This test ensures that each figure has a label, and a dash if it is missing."""
    evaluation = Evaluation(
        3, 2, 0.5, 1.0, 1.0, 0.75, 0.25, 0.5, 0.5, None, None, None, (Failure("a", refused=True),)
    )
    assert evaluation_text(evaluation).splitlines() == [
        "3 questions, 2 of them answerable",
        "  right quote first               0.50",
        "  right quote in the first 3      1.00",
        "  right quote in the first 5      1.00",
        "  gold quotes in the first 5      0.75",
        "  answered, right in the first 3  0.25",
        "  shown, right in the first 3     0.50",
        "  wrong refusals                  0.50",
        "  false answers                   –",
        "  silent on the unanswerable      –",
        "  AUROC of the confidence         –",
        "  failures                        1, 1 of them refused",
    ]


def answers(folder: Path, assistant: Assistant, questions: tuple[Gold, ...], threshold: float) -> Path:
    """Returns the answers as `ask --questions FILE --json` prints them."""
    file = folder / f"answers-{threshold}.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for entry in questions:
            answer = assistant.answer(entry.asked.question, threshold=threshold)
            out.write(json.dumps(answer_record(answer, entry.asked.id)) + "\n")
    return file


@pytest.mark.shared
def test_the_benchmarks_script_agrees(index: Path, tmp_path: Path, shared: Path) -> None:
    """This test ensures that the benchmark's script gives the same figures, including failures."""
    file = written(tmp_path, ENTRIES)
    questions, assistant = read_gold(file), assistant_of(index)
    ranking, declining = (
        scored(shared, file, answers(tmp_path, assistant, questions, threshold)) for threshold in (0, 0.5)
    )
    result = json.loads(json.dumps(evaluation_record(evaluate(assistant, questions, 0.5))))
    assert result == expected(ranking, declining)
    assert [failure["id"] for failure in result["failures"]] == ["elsewhere", "unknown"]


@pytest.mark.model
@pytest.mark.shared
def test_the_command_agrees_with_the_benchmarks_script(
    capsys: pytest.CaptureFixture[str], briefing_index: Path, tmp_path: Path, shared: Path
) -> None:
    """This test ensures that the command gives the script's figures on real questions with confidences."""
    lines = (ROOT / "benchmarks/briefing-held-out.jsonl").read_text(encoding="utf-8").splitlines()
    file = written(tmp_path, [json.loads(line) for line in lines[::33]])

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as stopped:
            cli.main([*arguments, "--index", str(briefing_index)])
        assert stopped.value.code == 0
        return capsys.readouterr().out

    def score_of(threshold: str) -> dict[str, Any]:
        answered = tmp_path / "answers.jsonl"
        answered.write_text(run("ask", "--questions", str(file), "--json", "--threshold", threshold))
        return scored(shared, file, answered)

    result = json.loads(run("evaluate", str(file), "--json", "--threshold", "0.6"))
    assert list(result) == FIGURES
    assert result == expected(score_of("0"), score_of("0.6"))
    assert result["auroc"] is not None
    one = written(tmp_path, [json.loads(lines[0])])
    assert run("evaluate", str(one)).startswith("1 question, 1 of them answerable\n")


@pytest.mark.model
def test_a_bad_line_ends_the_command_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str], briefing_index: Path, tmp_path: Path
) -> None:
    """This test ensures that the command ends with 1, prints no figure and names the line."""
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "young carers", "answerable": false}\n{"id": 2}\n')
    with pytest.raises(SystemExit) as stopped:
        cli.main(["evaluate", str(file), "--json", "--index", str(briefing_index)])
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (1, "")
    assert f"{file}, line 2" in err
