"""Compares weights of the evidence reader on material that none was trained on.

- SQuAD 2.0's held-out articles: the highest answer logit over a question's own paragraph, for answerable
  questions against others on the same subject.
- Our own held-out questions: the answer logit of the passage that each was written over, for questions that
  it answers against those that it does not; and whether the right passage comes first among the first hits.
  The two kinds are also worded differently. The logit of another passage, the fifteenth hit, shows how far
  the wording alone separates them; the difference between both logits is free of that.
- Our own held-out twins: how often the twin that their passage answers has the higher answer logit.
- ConditionalQA, bare questions: the highest answer logit over the passages with the evidence, against that
  over the first hits of questions on other subjects.

Run: .venv/bin/python -m training.compare --work FOLDER WEIGHTS …
"""

import argparse
import html
import random
import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from pathlib import Path
from statistics import fmean

import torch
from safetensors.torch import load_file
from sklearn.metrics import roc_auc_score

from assistant.questions.question import Question
from assistant.retrieval.reader_network import Network, Pair, Pairs
from assistant.retrieval.retriever import Retriever
from benchmarks.material import HELD_ARTICLES, SEED
from index.embedding.batches import batches_by_length
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN, SMALL
from ingest.text.passages import LONGEST_PASSAGE_WORDS
from ingest.text.sentences import sentence_spans
from training.candidates import heading_of
from training.losses import DEVICE, SHARPNESS, SHORT_NUMBERS
from training.material import folded, rows, slug
from training.mining import Search, material, passage_text
from training.written_questions import written_questions

QUESTIONS_OF_A_KIND = 500
FAR_QUESTIONS = 250
FIRST_HITS, RANKED, OTHER = 5, 20, 14
BATCH = 64
# A list of pairs, of which the highest answer logit counts, and whether one of them answers.
Case = tuple[list[Pair], bool]
# The pairs of a question's candidates, their scores, and the position of the right one.
Ranking = tuple[list[Pair], list[float], int]


class Comparison:
    """The cases to read, prepared once."""

    def __init__(self, folder: Path) -> None:
        base, embedder = KNOWN[SMALL].folder(), SentenceTransformerEmbedder.load(SMALL)
        index, _ = material(folder, embedder)
        self._base, self._pairs, self._index = base, Pairs(base), index
        search = Search(index, embedder, folder / "candidates.jsonl")
        self.squad = list(self._squad())
        self.own: list[Case] = []
        self.twins: list[tuple[Pair, Pair]] = []
        self.others: list[Case] = []
        self.ranked: list[Ranking] = []
        self._read_own(search)
        self.conditional = list(self._conditional(Retriever(index, embedder)))

    def figures(self, weights: Path) -> dict[str, float]:
        """Returns the figures of one weights file."""
        network = Network(self._base)
        network.load_trained(load_file(weights))
        network.to(DEVICE).eval()
        right = [answerable for _, answerable in self.own]
        named, other = _highest(network, self.own), _highest(network, self.others)
        found = {
            "SQuAD 2.0": _auroc(network, self.squad),
            "own": float(roc_auc_score(right, named)),
            "own, another passage": float(roc_auc_score(right, other)),
            "own, difference": float(
                roc_auc_score(right, [n - o for n, o in zip(named, other, strict=True)])
            ),
            "twins in order": _in_order(network, self.twins),
            "ConditionalQA": _auroc(network, self.conditional),
        }
        first = {"score": 0, "score and relevance": 0, "answer": 0}
        for pairs, scores, place in self.ranked:
            relevance, answer = _read(network, pairs)
            totals = [SHARPNESS * s + r for s, r in zip(scores, relevance, strict=True)]
            for name, values in zip(first, (scores, totals, answer), strict=True):
                first[name] += max(range(len(values)), key=values.__getitem__) == place
        return found | {f"own, right first by {k}": v / len(self.ranked) for k, v in first.items()}

    def _pair(self, question: str, row: int) -> Pair:
        return self._pairs.of(question, heading_of(self._index, row), passage_text(self._index, row))

    def _squad(self) -> Iterator[Case]:
        documents = {d["doc_id"]: d for d in rows("squad2/documents.jsonl.gz")}
        asked = [q for q in rows("squad2/questions.jsonl.gz") if slug(q["doc_id"]) in HELD_ARTICLES]
        random.Random(SEED).shuffle(asked)
        for answerable in (True, False):
            for q in [q for q in asked if q["answerable"] is answerable][:QUESTIONS_OF_A_KIND]:
                document = documents[q["doc_id"]]
                parts = _parts(folded(document["paragraphs"][q["paragraph"]]))
                yield [self._pairs.of(folded(q["question"]), document["title"], p) for p in parts], answerable

    def _read_own(self, search: Search) -> None:
        twins: dict[str, dict[bool, Pair]] = {}
        for labelled in written_questions(aside=True):
            mined = search.mined(labelled)
            if not mined.named or len(mined.candidates) <= OTHER:
                continue
            row, other = mined.named[0], mined.candidates[OTHER][0]
            if labelled.twin:
                twins.setdefault(labelled.twin, {})[labelled.answerable] = self._pair(labelled.text, row)
                continue
            self.own.append(([self._pair(labelled.text, row)], labelled.answerable))
            self.others.append(([self._pair(labelled.text, other)], labelled.answerable))
            scores = dict(mined.candidates[:RANKED])
            if labelled.answerable and row in scores:
                pairs = [self._pair(labelled.text, candidate) for candidate in scores]
                self.ranked.append((pairs, list(scores.values()), list(scores).index(row)))

        self.twins = [(found[True], found[False]) for found in twins.values() if len(found) == 2]

    def _conditional(self, retriever: Retriever) -> Iterator[Case]:
        pages = [slug(d["doc_id"]) for d in rows("conditionalqa/documents.jsonl.gz")]
        for q in rows("conditionalqa/questions.jsonl.gz"):
            evidence = [_plain(line) for line in q["evidence"]]
            found = [
                row
                for row in self._index.passages_by_source[slug(q["doc_id"])]
                if any(len(e) > len("Yes.") and e in folded(passage_text(self._index, row)) for e in evidence)
            ]
            if found and not q["not_answerable"]:
                yield [self._pair(q["question"], row) for row in found], True
        others = [q for q in rows("conditionalqa/other_page_questions.jsonl.gz") if not q["near_page"]]
        for q in random.Random(SEED).sample(others, FAR_QUESTIONS):
            hits = retriever.search(Question.of(q["question"]), pages).hits[:FIRST_HITS]
            yield [self._pair(q["question"], self._index.row_of[hit.passage.id]) for hit in hits], False


def _parts(paragraph: str) -> list[str]:
    """Splits a paragraph into passages at sentence ends, each up to LONGEST_PASSAGE_WORDS."""
    parts = [""]
    for start, end in sentence_spans(paragraph):
        longer = f"{parts[-1]} {paragraph[start:end]}".strip()
        if parts[-1] and len(longer.split()) > LONGEST_PASSAGE_WORDS:
            parts.append(paragraph[start:end])
        else:
            parts[-1] = longer
    return parts


def _plain(line: str) -> str:
    return folded(html.unescape(re.sub(r"<[^>]+>", " ", line)))


def _auroc(network: Network, cases: Sequence[Case]) -> float:
    return float(roc_auc_score([answers for _, answers in cases], _highest(network, cases)))


def _in_order(network: Network, twins: Sequence[tuple[Pair, Pair]]) -> float:
    """Returns the share of pairs whose first twin, the answered one, has the higher answer logit."""
    _, logits = _read(network, [pair for both in twins for pair in both])
    return fmean(answered > other for answered, other in zip(logits[::2], logits[1::2], strict=True))


def _highest(network: Network, cases: Sequence[Case]) -> list[float]:
    """Returns the highest answer logit of each case."""
    _, logits = _read(network, [pair for pairs, _ in cases for pair in pairs])
    following = iter(logits)
    return [max(next(following) for _ in pairs) for pairs, _ in cases]


def _read(network: Network, pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    """Returns the logits of relevance and answer of each pair."""
    relevance, answer = [0.0] * len(pairs), [0.0] * len(pairs)
    for batch in batches_by_length([len(pair.tokens) for pair in pairs], BATCH):
        with (
            torch.inference_mode(),
            torch.device(DEVICE),
            torch.autocast(DEVICE, torch.bfloat16, enabled=SHORT_NUMBERS),
        ):
            logits = network([pairs[i] for i in batch])
        for i, r, a in zip(batch, logits.relevance.tolist(), logits.answer.tolist(), strict=True):
            relevance[i], answer[i] = r, a
    return relevance, answer


def table(named: Iterable[tuple[str, dict[str, float]]]) -> str:
    """Returns a table with one line for each weights file."""
    lines: list[str] = []
    for name, figures in named:
        if not lines:
            lines = [f"| weights | {' | '.join(figures)} |", f"|---|{'---|' * len(figures)}"]
        lines.append(f"| {name} | {' | '.join(f'{value:.3f}' for value in figures.values())} |")
    return "\n".join(lines)


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True, help="the folder of training.reader's --work")
    parser.add_argument("weights", type=Path, nargs="+")
    options = parser.parse_args()
    comparison = Comparison(options.work)
    sizes: dict[str, Sized] = {
        "SQuAD 2.0": comparison.squad,
        "own": comparison.own,
        "pairs of twins": comparison.twins,
        "ConditionalQA": comparison.conditional,
        "ranked": comparison.ranked,
    }
    print("questions:", ", ".join(f"{name} {len(found)}" for name, found in sizes.items()))
    print(table((str(weights), comparison.figures(weights)) for weights in options.weights))


if __name__ == "__main__":
    main()
