"""The training of the evidence reader, on a small part of its material."""

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from small_bench import ASIDE, HELD, OURS, PUBLIC, rows, write_small_bench

from assistant.retrieval.reader import EvidenceReader, Readable
from assistant.retrieval.reader_network import Network, Pairs
from benchmarks.material import SEED
from benchmarks.written_questions import held_rule_questions
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN, SMALL
from index.storage.passage_index import PassageIndex
from training import losses, material, reader
from training import written_questions as written
from training.candidates import Candidate, Sampler
from training.mining import Mined, mine, passage_text
from training.written_questions import ANSWERED, TWIN, held_document, written_questions

pytestmark = pytest.mark.model

Material = tuple[PassageIndex, list[Mined]]


@pytest.fixture(scope="module")
def bench(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the benchmark material's: a little of each set that is trained on."""
    folder = tmp_path_factory.mktemp("bench")
    write_small_bench(shared / "bench", folder)
    return folder


@pytest.fixture(scope="module")
def mined(bench: Path, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Its questions with their candidates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(material, "BENCH", bench)
        patch.setattr(written, "BENCH", bench)
        patch.setattr(written, "QUESTIONS", bench / "written")
        return mine(tmp_path_factory.mktemp("mined"), SentenceTransformerEmbedder.load(SMALL))


@pytest.mark.shared
def test_every_set_is_mined_and_what_is_held_out_is_not(mined: Material, bench: Path) -> None:
    """This test ensures that no held-out article or rule tree is trained on, and each set gives questions."""
    index, questions = mined
    sets = {"squad", "orsharc", "mtrag", "ofsted", *PUBLIC, *ANSWERED, "near", TWIN}
    assert {entry.labelled.kind for entry in questions} == sets
    assert "sq-black-death" in index.documents
    assert "sq-amazon-rainforest" not in index.documents
    asked = {entry.labelled.text for entry in questions}
    held = [q for q in rows(bench / "squad2/questions.jsonl.gz") if q["doc_id"] == HELD]
    assert held
    assert asked.isdisjoint(q["question"] for q in held)
    aside = [labelled.text for labelled in written_questions(aside=True)]
    assert aside
    assert asked.isdisjoint(aside)


@pytest.mark.shared
def test_no_candidate_is_of_a_document_held_aside_or_may_answer(mined: Material) -> None:
    """This test ensures that lists hold no text held aside, and GOV.UK pages for our own questions only."""
    index, questions = mined
    of_page = {name: set(index.passages_by_source[name]) for name in (OURS, ASIDE)}
    base = KNOWN[SMALL].folder()
    for entry in questions:
        found = [c for b in Sampler(index, [entry], Pairs(base)).batches() for listed in b for c in listed]
        if not found:
            # So small a corpus has no passage left that is surely wrong.
            continue
        assert sum(candidate.answers for candidate in found) == entry.labelled.answerable
        named = set(entry.named)
        assert named.isdisjoint(of_page[ASIDE])
        assert entry.labelled.place or named.isdisjoint(of_page[OURS])
        assert named.isdisjoint(entry.unsure)


@pytest.mark.shared
def test_a_scene_is_trained_on_or_held_out(
    mined: Material, bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that scenes to calibrate on are of other rule trees, with the pages that answer."""
    monkeypatch.setattr(material, "BENCH", bench)
    held = [question for question in held_rule_questions() if question.scene]
    trained = {entry.labelled.text for entry in mined[1] if entry.labelled.kind == "orsharc"}
    texts = {scene.text for scene in held}
    asked = rows(bench / "orsharc/questions.jsonl.gz")
    assert texts.isdisjoint(trained)
    aside = {f"or-{s['id']}" for s in rows(bench / "orsharc/snippets.jsonl.gz")}
    aside = {name for name in aside if held_document(mined[0].documents[name].sha256)}
    told = [q for q in asked if f"or-{q['gold_snippet_id']}" not in aside]
    scenes = {" ".join(f"{q['scenario']} {q['question']}".split()) for q in told}
    assert scenes - texts
    assert scenes <= texts | trained
    snippets = rows(bench / "orsharc/snippets.jsonl.gz")
    written = {f"rule-{number:03}" for number in range(len(snippets))}
    assert all(scene.page and scene.page <= written for scene in held)


@pytest.mark.shared
def test_the_right_passage_holds_the_answer_and_its_subject_does_not(mined: Material) -> None:
    """This test ensures that candidates are labelled by where SQuAD's answers stand."""
    index, questions = mined
    for entry in questions:
        labelled = entry.labelled
        assert (entry.right is not None) == labelled.answerable
        scores = [score for _, score in entry.candidates]
        assert scores == sorted(scores, reverse=True)
        if not labelled.paragraph or not labelled.answers or not labelled.answerable:
            continue
        if entry.right is not None:
            assert any(answer in passage_text(index, entry.right) for answer in labelled.answers)
        for row in entry.subject:
            words = passage_text(index, row)
            assert words in labelled.paragraph
            assert not any(answer in words for answer in labelled.answers)


@pytest.mark.shared
def test_twins_are_in_one_batch(mined: Material) -> None:
    """This test ensures that each pair of twins is compared, over the passage that answers one of them."""
    index, questions = mined
    batches = Sampler(index, questions, Pairs(KNOWN[SMALL].folder())).batches()
    found = [[c for listed in batch for c in listed if c.twin] for batch in batches]
    twins = {c.twin for batch in found for c in batch}
    assert twins == {entry.labelled.twin for entry in questions} - {""}
    assert twins
    for batch in found:
        for name in {c.twin for c in batch}:
            assert {c.answers for c in batch if c.twin == name} == {True, False}


@pytest.mark.shared
def test_the_answered_twin_is_to_have_the_higher_logit(mined: Material) -> None:
    """This test ensures that the loss is next to nothing for the right order, and large for the wrong one."""
    index, questions = mined
    some = [entry for entry in questions if entry.labelled.twin]
    (first, *_) = Sampler(index, some, Pairs(KNOWN[SMALL].folder())).batches()
    candidates = [candidate for listed in first for candidate in listed]
    signs = torch.tensor([1.0 if candidate.answers else -1.0 for candidate in candidates])
    right, wrong = (losses.twin_loss(candidates, 5 * signs * way) for way in (1, -1))
    assert float(right) < 0.001
    assert float(wrong) > 9.9


@pytest.mark.shared
def test_a_few_steps_lower_the_loss(mined: Material) -> None:
    """This test ensures that a few steps of training bring the sum of the losses down."""
    index, questions = mined
    # From all over the list, for every kind. The rate of the first step is still 0.
    some = questions[:: -(-len(questions) // 3)]
    base = KNOWN[SMALL].folder()
    torch.manual_seed(SEED)
    untrained = Network(base).eval()
    batches = Sampler(index, some, Pairs(base)).batches()
    trained = reader.train(index, some, epochs=2)
    with torch.inference_mode():
        before, after = (
            sum(float(losses.loss_of(network, batch)) for batch in batches)
            for network in (untrained, trained)
        )
    assert after < before


@pytest.mark.shared
def test_training_that_was_cut_goes_on_from_its_checkpoint(
    mined: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a run which was cut and started again gives the weights of one that was not."""
    index, questions = mined
    file = tmp_path / "state.pt"
    monkeypatch.setattr(reader, "CHECKPOINT_STEPS", 1)
    whole = reader.train(index, questions[:1], epochs=2).state_dict()
    steps = iter([losses.loss_of])

    def cut(network: Network, batch: Sequence[Sequence[Candidate]]) -> torch.Tensor:
        loss = next(steps, None)
        if loss is None:
            raise InterruptedError
        return loss(network, batch)

    monkeypatch.setattr(reader, "loss_of", cut)
    with pytest.raises(InterruptedError):
        reader.train(index, questions[:1], epochs=2, checkpoint=file)
    monkeypatch.undo()
    resumed = reader.train(index, questions[:1], epochs=2, checkpoint=file).state_dict()
    assert all(torch.equal(resumed[name], value) for name, value in whole.items())


@pytest.mark.shared
def test_the_command_writes_weights_that_load(
    bench: Path, mined: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that `python -m training.reader` writes a file that the product's reader takes."""
    file = tmp_path / "reader.safetensors"
    monkeypatch.setattr(reader, "BENCH", bench)
    monkeypatch.setattr(reader, "mine", lambda _folder, _embedder: mined)
    monkeypatch.setattr(sys, "argv", ["reader", "--epochs", "1", "--limit", "3", "--out", str(file)])
    reader.main()
    loaded = EvidenceReader.load(file)
    assert loaded.fingerprint != EvidenceReader.load().fingerprint
    (reading,) = loaded.read("Who pays?", [Readable("Fines", "The reader pays the fine.")])
    assert math.isfinite(reading.answer)


def test_without_the_material_it_is_skipped_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the command ends with the reason where the benchmark material is absent."""
    monkeypatch.setattr(reader, "BENCH", tmp_path / "none")
    monkeypatch.setattr(sys, "argv", ["reader"])
    with pytest.raises(SystemExit, match="skipped: the training material is not in "):
        reader.main()
