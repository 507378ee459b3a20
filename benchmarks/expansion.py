"""Measures which glossary terms are added to everyday sentences: by form, by meaning, and by both.

On the half of tests/data/everyday.jsonl on which nothing was chosen. Half of the sentences are traps:
ordinary speech that must add nothing.

Run: .venv/bin/python -m benchmarks.expansion
"""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from assistant.questions.expansion import Wording
from assistant.questions.meaning import meanings_of
from assistant.questions.question import Question
from benchmarks.material import ROOT
from index.documents import Term
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN
from ingest.corpus.glossary_file import read_glossary

SENTENCES = ROOT / "tests/data/everyday.jsonl"

Sentence = dict[str, Any]


def sentences(half: str) -> list[Sentence]:
    """Returns one half: "tune", on which what is learnt by meaning was adjusted, or "check"."""
    rows = map(json.loads, SENTENCES.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["split"] == half]


def glossary_terms() -> tuple[Term, ...]:
    """Returns the terms of the product's own glossary."""
    return read_glossary(ROOT / "corpus/glossary.toml")


def figures(rows: Sequence[Sentence], added: Sequence[Collection[str]]) -> tuple[float, float, float]:
    """Returns precision, recall over the sentences that need a term, and the share of traps sprung.

    A sentence counts as right if at least one of its terms was added.
    """
    hits = sum(bool({*found} & {*row["official"]}) for row, found in zip(rows, added, strict=True))
    fired = sum(map(bool, added))
    sprung = [bool(found) for row, found in zip(rows, added, strict=True) if not row["official"]]
    needing = len(rows) - len(sprung)
    return hits / fired if fired else float("nan"), hits / needing, sum(sprung) / len(sprung)


def main() -> None:
    """Prints a row by form, and for each known model one by meaning and one by both."""
    rows, terms = sentences("check"), glossary_terms()
    print("| matched | precision | recall | traps sprung |\n|---|---|---|---|")

    def show(name: str, widened: Callable[[Question], Question]) -> None:
        asked = [widened(Question.of(row["text"])) for row in rows]
        added = [{e.expansion for e in question.also_searched} for question in asked]
        print(f"| {name} | {' | '.join(f'{figure:.2f}' for figure in figures(rows, added))} |", flush=True)

    show("by form", Wording(terms, (), ()).widened)
    for model in KNOWN:
        embedder = SentenceTransformerEmbedder.load(model)
        meanings = meanings_of(embedder, terms)
        show(f"by meaning ({model})", Wording((), (), (), meanings).widened)
        show(f"by both ({model})", Wording(terms, (), (), meanings).widened)


if __name__ == "__main__":
    main()
