"""Calibrations: how the confidence is computed from the evidence, and which of several is used."""

import json
import math
from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of

from assistant.answers.answer import Assistant
from assistant.retrieval.calibration import (
    CALIBRATIONS,
    Calibration,
    calibrations_for,
    matching,
    read_calibrations,
    write_calibrations,
)
from assistant.retrieval.evidence import Evidence
from index.errors import UnreadableIndex
from index.storage.builds import CALIBRATION, current_name, open_current

MODELS = ("embedder", "reader")
CALIBRATED = Calibration(MODELS, -1.0, {"sentence": 2.0, "size": -0.5})
WORDS = Calibration((WordEmbedder.fingerprint, None), 0.0, {})
ENTRY = {"embedder": "x", "reader": None, "intercept": 0.5, "weights": {"sentence": 1.0}}


def test_the_confidence_is_the_regression_on_the_evidence() -> None:
    """This test ensures that the probability is the logistic function of the weighted evidence."""
    evidence = Evidence(sentence=0.8, terms=0.7, size=2.0, known=True, answers=-3.0)
    expected = 1 / (1 + math.exp(-(-1.0 + 2.0 * 0.8 - 0.5 * 2.0)))
    assert CALIBRATED.confidence(evidence) == pytest.approx(expected)


def test_what_holds_no_known_word_has_no_confidence_at_all() -> None:
    """This test ensures that chance similarity of symbols or another language is never an answer."""
    assert CALIBRATED.confidence(Evidence(sentence=1.0, terms=1.0, known=False)) == 0.0


def test_other_models_have_no_confidence(index: Path) -> None:
    """This test ensures that a calibration is not used with another embedder or reader."""
    others = [
        Calibration(("other", None), 9.0, {}),
        Calibration((WordEmbedder.fingerprint, "a reader"), 9.0, {}),
    ]
    build = open_current(index)
    assert Assistant(build, WordEmbedder(), others).find("books").confidence is None
    assert Assistant(build, WordEmbedder(), [*others, WORDS]).find("books").confidence == 0.5


def test_a_file_holds_several_calibrations(tmp_path: Path) -> None:
    """This test ensures that each calibration in a file is read, in order."""
    written = (
        CALIBRATED,
        Calibration(("embedder", None), 0.25, {"terms": -1.5}, build="a build"),
        WORDS,
    )
    write_calibrations(tmp_path / CALIBRATION, written)
    assert read_calibrations(tmp_path / CALIBRATION) == written


def test_the_first_that_fits_models_and_build_is_used() -> None:
    """This test ensures that a calibration for one build is not used for another."""
    general = Calibration(MODELS, 1.0, {})
    own = Calibration(MODELS, 2.0, {}, build="mine")
    assert matching([own, general], MODELS, "mine") is own
    assert matching([own, general], MODELS, "another") is general
    assert matching([own], MODELS, "another") is None
    assert matching([own, general], ("embedder", None), "mine") is None


def test_a_leads_own_calibration_goes_first_for_its_build_only(index: Path) -> None:
    """This test ensures that a lead's own calibration is used only for the build it was fitted on."""
    build = open_current(index)
    general = Calibration(WORDS.models, -9.0, {})

    def used() -> Calibration | None:
        found = (*calibrations_for(index), general)
        return Assistant(build, WordEmbedder(), found).calibration

    assert calibrations_for(index) == read_calibrations()
    assert used() == general
    own = Calibration(WORDS.models, 9.0, {}, build=current_name(index))
    write_calibrations(index / CALIBRATION, [own])
    assert calibrations_for(index) == (own, *read_calibrations())
    assert used() == own
    write_calibrations(index / CALIBRATION, [Calibration(WORDS.models, 9.0, {}, build="an earlier one")])
    assert used() == general


def test_the_calibrations_of_this_version_are_of_evidence(index: Path) -> None:
    """This test ensures that each weight belongs to a feature that the product computes."""
    evidence = assistant_of(index).find("books").evidence
    shipped = read_calibrations()
    assert shipped
    assert len({calibration.models for calibration in shipped}) == len(shipped)
    for calibration in shipped:
        assert calibration.build is None
        assert 0 < calibration.confidence(evidence) < 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}x",
        "[3]",
        "null",
        json.dumps([{"embedder": "x", "reader": None}]),
        json.dumps([ENTRY | {"intercept": "high"}]),
        json.dumps([ENTRY | {"weights": {"mood": 1.0}}]),
        json.dumps([ENTRY | {"weights": {"sentence": None}}]),
    ],
)
def test_a_damaged_calibration_is_named(tmp_path: Path, text: str) -> None:
    """This test ensures that a damaged file is an error, not an uncalibrated answer."""
    file = tmp_path / CALIBRATION
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableIndex, match=f"{file.name} cannot be read .*signpost calibrate"):
        read_calibrations(file)
    with pytest.raises(UnreadableIndex, match="signpost calibrate"):
        calibrations_for(tmp_path)


def test_a_missing_calibration_of_this_version_is_named(tmp_path: Path) -> None:
    """This test ensures that without a lead's own file the shipped calibrations are used."""
    assert calibrations_for(tmp_path) == read_calibrations(CALIBRATIONS)
    with pytest.raises(UnreadableIndex, match="cannot be read"):
        read_calibrations(tmp_path / CALIBRATION)
