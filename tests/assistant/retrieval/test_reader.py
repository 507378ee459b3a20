"""The readers: Signpost's own, and any cross-encoder."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from parts import UNCALIBRATED, WordEmbedder

from assistant.answers.answer import Assistant
from assistant.questions.question import Expansion, Question
from assistant.retrieval.evidence import ANSWERS, UNDECIDED, evidence_of
from assistant.retrieval.ranking import READ, Ranker
from assistant.retrieval.reader import WEIGHTS, CrossEncoderReader, EvidenceReader, Readable, load_reader
from index.embedding.embedding_models import KNOWN, SMALL
from index.embedding.precision import number_type
from index.errors import UnsuitableModel
from index.settings import Settings
from index.storage.builds import open_current

pytestmark = pytest.mark.model

QUESTION = "How long may a reader keep a book?"
ANSWER = "The desk opens at nine. A reader may keep a book for three weeks. The lamp is green."
BESIDE = "Readers find books, maps and music on the first floor."
FAR = "The northern wall was painted in spring."


@pytest.fixture(scope="module")
def reader() -> EvidenceReader:
    """Returns the reader with its shipped weights."""
    return EvidenceReader.load()


def test_the_answer_scores_above_its_subject_and_that_above_the_rest(reader: EvidenceReader) -> None:
    """This test ensures that the shipped weights are trained: they tell an answer from its subject."""
    answer, beside, far = reader.read(
        QUESTION, [Readable("Lending", words) for words in (ANSWER, BESIDE, FAR)]
    )
    assert answer.answer > beside.answer > far.answer
    assert answer.relevance > far.relevance


def test_a_passage_is_read_alike_alone_and_among_others(reader: EvidenceReader) -> None:
    """This test ensures that other passages in a batch do not change a passage's reading."""
    (alone,) = reader.read(QUESTION, [Readable("", BESIDE)])
    among = reader.read(QUESTION, [Readable("", ANSWER * 3), Readable("", BESIDE)])[1]
    # A bfloat16 number has eight significant binary digits; these logits lie between -5 and 5.
    nearly = 0.1 if number_type() is torch.bfloat16 else 1e-4
    assert among.answer == pytest.approx(alone.answer, abs=nearly)
    assert among.relevance == pytest.approx(alone.relevance, abs=nearly)


@pytest.mark.parametrize("question", ["x" * 2000, "why " * 500, "🙂", "'\"*- NEAR("])
def test_any_question_and_passage_can_be_read(reader: EvidenceReader, question: str) -> None:
    """This test ensures that long input is cut for reading, and that nothing raises."""
    (reading,) = reader.read(question, [Readable("above " * 300, "words " * 900)])
    assert math.isfinite(reading.answer)
    assert reader.read(question, []) == ()


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    """This test ensures that a truncated or missing weights file is an error that names it."""
    short = tmp_path / "short.safetensors"
    short.write_bytes(WEIGHTS.read_bytes()[:100_000])
    for path in (short, tmp_path / "none.safetensors"):
        with pytest.raises(UnsuitableModel, match=path.name):
            EvidenceReader.load(path)


def test_hits_that_are_not_read_do_not_overtake_those_that_are(index: Path, reader: EvidenceReader) -> None:
    """This test ensures that eight hits are read, the order is right, and the rest follow."""
    question = Question.of("how many books")
    ranking = Ranker(open_current(index), WordEmbedder(), reader).rank(question)
    scores = [entry.score for entry in ranking.ranked]
    assert scores == sorted(scores, reverse=True)
    assert [entry.reading is not None for entry in ranking.ranked[: READ + 1]] == [True] * READ + [False]
    best = sorted(e.reading.answer for e in ranking.ranked if e.reading)[-ANSWERS:]
    evidence = evidence_of(question, ranking, missing=False)
    assert evidence.answers == pytest.approx(sum(best) / ANSWERS)


def test_the_reader_reads_the_question_without_what_was_added(index: Path, reader: EvidenceReader) -> None:
    """This test ensures that an added term does not make a passage about it an answer."""
    ranker = Ranker(open_current(index), WordEmbedder(), reader)
    question = Question.of("how many books")
    added = replace(question, also_searched=(Expansion("books", "opening hours"),))

    def answers(asked: Question) -> dict[str, float]:
        read = [(entry.hit.passage, entry.reading) for entry in ranker.rank(asked).ranked if entry.reading]
        return {passage.id: reading.answer for passage, reading in read}

    plain, widened = answers(question), answers(added)
    both = plain.keys() & widened.keys()
    assert both
    assert [widened[name] for name in both] == pytest.approx([plain[name] for name in both], abs=0.1)


def test_the_answer_of_a_long_question_says_less(index: Path, reader: EvidenceReader) -> None:
    """This test ensures that the answer logit counts half for a question of thirty words."""
    question = Question.of("how many books " * 10)
    ranking = Ranker(open_current(index), WordEmbedder(), reader).rank(question)
    best = sorted(e.reading.answer for e in ranking.ranked if e.reading)[-ANSWERS:]
    evidence = evidence_of(question, ranking, missing=False)
    assert evidence.answers == pytest.approx((sum(best) / ANSWERS + UNDECIDED) / 2)


def test_a_cross_encoder_of_the_user_reads_instead(index: Path, tmp_path: Path) -> None:
    """This test ensures that any cross-encoder can be set, and that there is then no confidence."""
    from sentence_transformers import CrossEncoder

    folder = tmp_path / "encoder"
    CrossEncoder(str(KNOWN[SMALL].folder()), num_labels=1, device="cpu").save_pretrained(str(folder))
    settings = Settings.from_env({"SIGNPOST_READER": str(folder)})
    reader = load_reader(settings.reader)
    assert isinstance(reader, CrossEncoderReader)
    assert len(reader.read(QUESTION, [Readable("", ANSWER), Readable("", FAR)])) == 2
    answer = Assistant(open_current(index), WordEmbedder(), UNCALIBRATED, reader).answer("books", threshold=0)
    assert answer.quotes
    assert answer.confidence is None


def test_a_reader_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    """This test ensures that a wrong setting is an error that says what can be set."""
    with pytest.raises(UnsuitableModel, match=r"nowhere.*SIGNPOST_READER"):
        load_reader(str(tmp_path / "nowhere"))
    assert load_reader("none") is None
