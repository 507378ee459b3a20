"""Trains which everyday terms a sentence means (assistant/questions/meaning.py), for both embedders.

On our own sentences, training/everyday/*.jsonl, written in other words than the glossary's phrases, each with
the official terms of the entries that it calls for, or with none for ordinary speech. Our questions over
GOV.UK pages and rule texts call for none either, so that tax and travel are told from safeguarding. The
probability from which a term is added is the least that reaches a precision of 0.85 on the first half of
tests/data/everyday.jsonl; benchmarks/expansion.py measures on the other half.

Run: .venv/bin/python -m training.everyday
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.questions.meaning import MeaningModel, Meanings, Official, write_meanings
from benchmarks.expansion import figures, glossary_terms, sentences
from benchmarks.material import SEED
from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN
from training.written_questions import QUESTIONS, entries, held_document

SENTENCES = Path(__file__).parent / "everyday"
# Our questions over reports are about safeguarding.
REPORT = ".pdf"
# The strength of the regression's prior: the middle of a flat optimum on the first half.
PRIOR = 10.0
LEAST_PRECISION = 0.85
NONE: Official = ()


def fit(vectors: NDArray[np.float32], called_for: Sequence[Sequence[Official]]) -> MeaningModel:
    """Returns the regression for sentences with these vectors, not yet with a least probability.

    called_for: the entries that each sentence calls for; a sentence with two counts half for each.
    """
    known = sorted({entry for called in called_for for entry in called})
    classes = {entry: number for number, entry in enumerate((NONE, *known))}
    rows, targets, shares = [], [], []
    for row, called in enumerate(called_for):
        for entry in called or [NONE]:
            rows.append(row)
            targets.append(classes[entry])
            shares.append(1 / max(1, len(called)))
    regression = LogisticRegression(C=PRIOR, max_iter=3000, random_state=SEED)
    regression.fit(vectors[rows], targets, sample_weight=shares)
    return MeaningModel(
        tuple(known), regression.coef_.astype(np.float32), regression.intercept_.astype(np.float32), 1.0
    )


def least_probability(model: MeaningModel, embedder: Embedder) -> float:
    """Returns the least probability that gives that precision on the sentences to adjust it on."""
    rows = sentences("tune")
    meanings = Meanings(model, glossary_terms(), embedder)
    likely = [meanings.probabilities(v) for v in embedder.embed_sentences([row["text"] for row in rows])]

    def precision(least: float) -> float:
        return figures(rows, [{name for name in found if found[name] >= least} for found in likely])[0]

    return min(round(least, 2) for least in np.arange(0.05, 1, 0.01) if precision(least) >= LEAST_PRECISION)


def material() -> tuple[list[str], list[list[Official]]]:
    """Returns the sentences, and the entries that each calls for."""
    read = [(row["text"], [tuple(entry) for entry in row["entries"]]) for row in entries(SENTENCES)]
    foreign = [row for row in entries(QUESTIONS) if not row["file"].endswith(REPORT)]
    read += [(row["question"], []) for row in foreign if not held_document(row["document"])]
    texts, called_for = zip(*read, strict=True)
    return list(texts), list(called_for)


def main() -> None:
    """Fits, and writes the weights."""
    texts, called_for = material()
    models = {}
    for name in KNOWN:
        embedder = SentenceTransformerEmbedder.load(name)
        model = fit(embedder.embed_sentences(texts), called_for)
        least = least_probability(model, embedder)
        models[embedder.fingerprint] = replace(model, least=least)
        print(f"{name}: {len(texts)} sentences, {len(model.entries)} entries, added from {least}", flush=True)
    write_meanings(models)


if __name__ == "__main__":
    main()
