"""Fitting the confidence to labelled questions, or refusing with what is missing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from parts import Runner, assistant_of

from assistant.evaluation.fit_report import fit_record, fit_text
from assistant.evaluation.fitting import FEATURES, FEWEST, FEWEST_OF_A_KIND, Labelled, calibrate, fit
from assistant.evaluation.gold import Gold
from assistant.questions.question_file import Asked
from assistant.retrieval.calibration import Calibration, matching, unused_own, write_calibrations
from assistant.retrieval.evidence import Evidence
from index.errors import UnsuitableQuestions
from index.storage.builds import CALIBRATION

KNOWN = Evidence(known=True)
MODELS = ("embedder", "reader")


def pool(count: int) -> list[Labelled]:
    """Returns questions that are answerable if their nearest sentence scores 0.5 or more."""
    return [
        Labelled(replace(KNOWN, sentence=number / count), answerable=2 * number >= count)
        for number in range(count)
    ]


def questions(answerable: int, others: int) -> list[Gold]:
    """Returns made-up questions for the tests' library: about books, and about what it does not cover."""
    asked = [(f"how many books may reader {n} borrow?", True) for n in range(answerable)]
    asked += [(f"when does the moon rise over hill {n}?", False) for n in range(others)]
    return [
        Gold(Asked(n, text), right, ("A reader may borrow six books.",) if right else ())
        for n, (text, right) in enumerate(asked)
    ]


def test_what_tells_the_questions_apart_gets_the_weight() -> None:
    """This test ensures that the confidence follows the feature that separates the two kinds."""
    found = fit([pool(80)], MODELS)
    assert found.auroc > 0.95
    assert max(FEATURES, key=lambda name: found.calibration.weights[name]) == "sentence"
    low, high = (found.calibration.confidence(replace(KNOWN, sentence=s)) for s in (0.1, 0.9))
    assert low < 0.2 < 0.8 < high
    assert found.calibration.confidence(Evidence(sentence=0.9)) == 0.0
    assert fit([pool(80)], MODELS) == found


def test_the_shares_are_of_both_kinds() -> None:
    """This test ensures that at 0 all questions are shown, and that text and JSON report the same."""
    found = fit([pool(80)], MODELS, "build")
    assert found.shares(0.0) == (1.0, 1.0)
    answered, falsely = found.shares(0.5)
    record = fit_record(found, 0.5, 0.0)
    assert (record["answered"], record["false_answers"]) == (round(answered, 4), round(falsely, 4))
    assert (record["wrong_refusals"], record["silent"], record["build"]) == (0.0, 0.0, "build")
    assert f"{answered:.2f} of the answerable" in fit_text(found, 0.5, 0.0)


@pytest.mark.parametrize(
    ("answerable", "others"),
    [(FEWEST_OF_A_KIND, FEWEST_OF_A_KIND), (FEWEST, FEWEST_OF_A_KIND - 1), (FEWEST_OF_A_KIND - 1, FEWEST)],
)
def test_too_few_questions_are_refused(index: Path, answerable: int, others: int) -> None:
    """This test ensures that the message says how many questions there are and how many are needed."""
    with pytest.raises(UnsuitableQuestions, match=f"{answerable + others} questions, {answerable} of them"):
        calibrate(assistant_of(index), questions(answerable, others))


def test_a_fit_is_of_one_build_and_its_models(index: Path) -> None:
    """This test ensures that a lead's calibration is valid for this build only."""
    assistant = assistant_of(index)
    assert assistant.calibration is None
    told: list[int] = []
    found = calibrate(assistant, questions(40, 25), lambda: told.append(1))
    assert (len(told), found.questions, found.answerable) == (65, 65, 40)
    build = assistant.index.meta.build
    assert matching([found.calibration], assistant.models, build) is found.calibration
    assert matching([found.calibration], assistant.models, "another build") is None
    assert matching([found.calibration], MODELS, build) is None
    write_calibrations(index / CALIBRATION, [found.calibration])
    assert unused_own(index, assistant.models, build) is None
    assert f"the build {build}" in (unused_own(index, assistant.models, "another") or "")
    everywhere = Calibration(assistant.models, 0.0, {})
    assert matching([found.calibration, everywhere], assistant.models, "another build") is everywhere


def test_a_bad_line_is_named(run: Runner, index: Path, tmp_path: Path) -> None:
    """This test ensures that nothing is asked or saved if the file has a mistake."""
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"id": 1, "question": "what?", "answerable": "yes"}) + "\n", encoding="utf-8")
    refused = run("calibrate", str(file), "--index", str(index))
    assert refused.code == 1
    assert "line 1" in refused.err
    assert not (index / "calibration.json").exists()
