"""Measures which glossary terms are added to everyday sentences: matched by form, and by meaning as a trial.

By meaning, an everyday entry is added if its phrases and official terms are similar enough to a clause of
the sentence. The margin is chosen on one half of tests/data/everyday.jsonl and measured on the other. Half
of the sentences are traps: ordinary speech that must add nothing. The product matches by form only.

Run: .venv/bin/python -m benchmarks.expansion. SIGNPOST_MODEL sets the model.
"""

import json
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.questions.glossary import Glossary
from benchmarks.material import ROOT
from index.documents import Term
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import Settings
from ingest.corpus.glossary_file import read_glossary

SENTENCES = ROOT / "tests/data/everyday.jsonl"
CLAUSE = re.compile(r"[.!?;,:–—]+\s+|\s+(?:and|but|because|so|when|who|which|then|after|since)\s+", re.I)
# An entry's similarity: the mean of its three most similar phrases, plus half that of its nearest official
# term.
NEAREST_PHRASES = 3
OFFICIAL_WEIGHT = 0.5
LEAST_PRECISIONS = (0.5, 0.7, 0.95)

Near = NDArray[np.float64]
Added = list[set[str]]


def by_form(rows: Sequence[dict[str, str]], terms: Sequence[Term]) -> Added:
    """Returns what the product adds to each sentence."""
    glossary = Glossary(terms)
    return [{e.expansion for e in glossary.expansions(row["text"])} for row in rows]


def nearness(
    rows: Sequence[dict[str, str]], entries: Sequence[Term], embedder: SentenceTransformerEmbedder
) -> Near:
    """Returns each entry's similarity to each sentence: shape (sentences, entries)."""
    near = np.zeros((len(rows), len(entries)))
    phrases = [embedder.embed_sentences(entry.words) for entry in entries]
    official = [embedder.embed_sentences(entry.official) for entry in entries]
    for row, entry in enumerate(rows):
        text = entry["text"]
        parts = [part for part in CLAUSE.split(text) if len(part.split()) > 1]
        clauses = embedder.embed_sentences([text, *parts])
        for column in range(len(entries)):
            best = np.sort((clauses @ phrases[column].T).max(axis=0))[-NEAREST_PHRASES:]
            near[row, column] = best.mean() + OFFICIAL_WEIGHT * (clauses @ official[column].T).max()
    return near


def by_meaning(near: Near, entries: Sequence[Term], least: float) -> Added:
    """Returns the official terms of the nearest entry, if it is similar enough."""
    return [set(entries[int(np.argmax(row))].official) if row.max() >= least else set() for row in near]


def figures(rows: Sequence[dict[str, object]], added: Added) -> tuple[float, float, float]:
    """Returns precision, recall over the sentences that need a term, and the share of traps sprung."""
    wanted = [set(row["official"]) for row in rows]  # type: ignore[call-overload]
    hits = [bool(found & right) for found, right in zip(added, wanted, strict=True)]
    fired = [bool(found) for found in added]
    positive = [bool(right) for right in wanted]
    traps = [f for f, p in zip(fired, positive, strict=True) if not p]
    precision = sum(hits) / sum(fired) if any(fired) else float("nan")
    return precision, sum(hits) / sum(positive), sum(traps) / len(traps)


def main() -> None:
    """Prints a row by form, and one by meaning for each precision to reach on the first half."""
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    tune, check = ([row for row in rows if row["split"] == split] for split in ("tune", "check"))
    terms = read_glossary(ROOT / "corpus/glossary.toml")
    entries = [term for term in terms if term.everyday]
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    print("| matched | precision | recall | traps sprung |\n|---|---|---|---|")

    def show(name: str, added: Added) -> None:
        print(f"| {name} | {' | '.join(f'{figure:.2f}' for figure in figures(check, added))} |", flush=True)

    show("by form", by_form(check, terms))
    on_tune, on_check = nearness(tune, entries, embedder), nearness(check, entries, embedder)

    def precision(least: float) -> float:
        return figures(tune, by_meaning(on_tune, entries, least))[0]

    margins = sorted({round(float(value), 3) for value in on_tune.max(axis=1)})
    for wanted in LEAST_PRECISIONS:
        least = next((margin for margin in margins if precision(margin) >= wanted), None)
        name = f"by meaning ({embedder.name}), precision {wanted} on the first half"
        if least is None:
            print(f"| {name} | not reached at any margin | | |")
        else:
            show(name, by_meaning(on_check, entries, least))


if __name__ == "__main__":
    main()
