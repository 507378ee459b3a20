"""What the evidence of a question is, and what confidence is made of it."""

import json
import math
from pathlib import Path

import pytest
from conftest import WordEmbedder, assistant_of

from assistant.evidence import CALIBRATION, Calibration
from assistant.retriever import Evidence
from index.errors import UnreadableIndex

MODELS = ("embedder", "reader")
CALIBRATED = Calibration(MODELS, -1.0, {"sentence": 2.0, "size": -0.5})


def test_the_confidence_is_the_regression_on_the_evidence() -> None:
    """This test ensures that the probability is the logistic function of the weighted evidence."""
    evidence = Evidence(passage=0.9, sentence=0.8, tokens=0.7, size=2.0, known=True, answer=-3.0)
    expected = 1 / (1 + math.exp(-(-1.0 + 2.0 * 0.8 - 0.5 * 2.0)))
    assert CALIBRATED.confidence(evidence, MODELS) == pytest.approx(expected)


def test_other_models_have_no_confidence() -> None:
    """This test ensures that numbers of another embedder or reader are not taken for these."""
    evidence = Evidence(0.9, 0.9, 0.9, 1.0, known=True)
    assert CALIBRATED.confidence(evidence, ("embedder", None)) is None
    assert CALIBRATED.confidence(evidence, ("other", "reader")) is None


def test_what_holds_no_known_word_has_no_confidence_at_all() -> None:
    """This test ensures that chance similarity of signs or another language is never an answer."""
    assert CALIBRATED.confidence(Evidence(1.0, 1.0, 1.0, 0.0, known=False), MODELS) == 0.0


def test_the_size_is_that_of_what_was_searched(index: Path) -> None:
    """This test ensures that a search in one source counts that source's passages only."""
    assistant = assistant_of(index)
    rows = assistant.index.passages_by_source
    everywhere = assistant.find("books").ranking.evidence
    narrowed = assistant.find("books", sources=["opening-hours"]).ranking.evidence
    assert everywhere.size == pytest.approx(math.log(sum(map(len, rows.values()))))
    assert narrowed.size == pytest.approx(math.log(len(rows["opening-hours"])))
    assert narrowed.size < everywhere.size


def test_a_word_counts_as_known_in_the_sources_that_were_searched(index: Path) -> None:
    """This test ensures that a word of another source makes nothing known in this one."""
    assistant = assistant_of(index)
    assert assistant.find("lamp", sources=["opening-hours"]).ranking.evidence.known
    assert not assistant.find("lamp", sources=["lending-rules"]).ranking.evidence.known


def test_the_calibration_of_this_version_is_of_evidence(index: Path) -> None:
    """This test ensures that each weight belongs to a piece of evidence that the product gathers."""
    evidence = assistant_of(index).find("books").ranking.evidence
    calibration = Calibration.load()
    assert calibration.confidence(evidence, calibration.models) is not None
    assert calibration.confidence(evidence, (WordEmbedder.fingerprint, None)) is None


@pytest.mark.parametrize("text", ["{", "{}", json.dumps({"embedder": "x", "reader": None})])
def test_a_damaged_calibration_is_named(tmp_path: Path, text: str) -> None:
    """This test ensures that without its weights nothing is answered as if it were sure."""
    file = tmp_path / CALIBRATION.name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableIndex, match=file.name):
        Calibration.load(file)
