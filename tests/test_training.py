"""The training of the evidence reader, on a small part of its material."""

import gzip
import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from pypdf import PdfWriter

from assistant.network import Network, Pairs
from assistant.reader import EvidenceReader, Readable
from benchmarks.material import SEED
from index.embedder import SentenceTransformerEmbedder, default_model_folder
from index.passage_index import PassageIndex
from training import material, reader
from training.candidates import Sampler
from training.material import held_scenes
from training.mining import Mined, mine, passage_text

pytestmark = pytest.mark.model

Material = tuple[PassageIndex, list[Mined]]
TRAINED, HELD = "Black_Death", "Amazon_rainforest"
PARAGRAPHS = 2
SNIPPETS = 6
PAGES = 3


def rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def bench(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the benchmark material's: a little of each set that is trained on."""
    whole, folder = shared / "bench", tmp_path_factory.mktemp("bench")

    def write(name: str, entries: list[dict[str, Any]]) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(entry) + "\n" for entry in entries)

    articles = [a for a in rows(whole / "squad2/documents.jsonl.gz") if a["doc_id"] in {TRAINED, HELD}]
    for article in articles:
        del article["paragraphs"][PARAGRAPHS:]
    write("squad2/documents.jsonl.gz", articles)
    asked = rows(whole / "squad2/questions.jsonl.gz")
    kept = [q for q in asked if q["doc_id"] in {TRAINED, HELD} and q["paragraph"] < PARAGRAPHS]
    write("squad2/questions.jsonl.gz", kept)
    asked = rows(whole / "orsharc/questions.jsonl.gz")[:SNIPPETS]
    rules = {question["gold_snippet_id"] for question in asked}
    snippets = [s for s in rows(whole / "orsharc/snippets.jsonl.gz") if s["id"] in rules]
    write("orsharc/snippets.jsonl.gz", snippets)
    write("orsharc/questions.jsonl.gz", asked)
    tasks = rows(whole / "mtrag/tasks.jsonl.gz")[:SNIPPETS]
    gold = {passage for task in tasks for passage in task["gold"]}
    passages = [p for p in rows(whole / "mtrag/passages.jsonl.gz") if p["id"] in gold]
    write("mtrag/passages.jsonl.gz", passages)
    write("mtrag/tasks.jsonl.gz", tasks)
    (folder / "ofsted").mkdir()
    report = PdfWriter()
    report.append(whole / "ofsted/staffordshire-11-march-2019.pdf", pages=(0, PAGES), import_outline=False)
    report.write(folder / "ofsted/staffordshire.pdf")
    return folder


@pytest.fixture(scope="module")
def mined(
    bench: Path, model: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Material:
    """Its questions with their candidates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(material, "BENCH", bench)
        return mine(tmp_path_factory.mktemp("mined"), model)


@pytest.mark.shared
def test_every_set_is_mined_and_what_is_held_out_is_not(mined: Material, bench: Path) -> None:
    """This test ensures that no held-out article or rule tree is trained on, and each set gives questions."""
    index, questions = mined
    assert {entry.labelled.kind for entry in questions} == {"squad", "orsharc", "mtrag", "ofsted"}
    assert "sq-black-death" in index.documents
    assert "sq-amazon-rainforest" not in index.documents
    asked = {entry.labelled.text for entry in questions}
    held = [q for q in rows(bench / "squad2/questions.jsonl.gz") if q["doc_id"] == HELD]
    assert held
    assert asked.isdisjoint(q["question"] for q in held)


@pytest.mark.shared
def test_a_scene_is_trained_on_or_held_out(
    mined: Material, bench: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that scenes to calibrate on are of other rule trees, with the pages that answer."""
    monkeypatch.setattr(material, "BENCH", bench)
    held = held_scenes(tmp_path)
    trained = {entry.labelled.text for entry in mined[1] if entry.labelled.kind == "orsharc"}
    texts = {scene.text for scene in held}
    asked = rows(bench / "orsharc/questions.jsonl.gz")
    assert texts.isdisjoint(trained)
    assert texts < {" ".join(f"{q['scenario']} {q['question']}".split()) for q in asked} <= texts | trained
    written = {path.stem for path in (tmp_path / "documents").iterdir()}
    assert all(scene.page and set(scene.page) <= written for scene in held)


@pytest.mark.shared
def test_the_right_passage_holds_the_answer_and_its_subject_does_not(mined: Material) -> None:
    """This test ensures that candidates are labelled by where SQuAD's answers stand."""
    index, questions = mined
    for entry in questions:
        labelled = entry.labelled
        assert (entry.right is not None) == labelled.answerable
        scores = [score for _, score in entry.candidates]
        assert scores == sorted(scores, reverse=True)
        if labelled.kind != "squad":
            continue
        if entry.right is not None:
            assert any(answer in passage_text(index, entry.right) for answer in labelled.answers)
        for row in entry.subject:
            words = passage_text(index, row)
            assert words in labelled.paragraph
            assert not any(answer in words for answer in labelled.answers)


@pytest.mark.shared
def test_a_few_steps_lower_the_loss(mined: Material) -> None:
    """This test ensures that a few steps of training bring the sum of the losses down."""
    index, questions = mined
    # From all over the list, for every kind. The rate of the first step is still 0.
    some = questions[:: -(-len(questions) // 3)]
    base = default_model_folder()
    torch.manual_seed(SEED)
    untrained = Network(base).eval()
    batches = Sampler(index, some, Pairs(base)).batches()
    trained = reader.train(index, some, epochs=2)
    with torch.inference_mode():
        before, after = (
            sum(float(reader.loss_of(network, batch)) for batch in batches)
            for network in (untrained, trained)
        )
    assert after < before


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
