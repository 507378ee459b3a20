"""Trains the evidence reader: three losses over lists of candidates.

- relevance: the softmax cross-entropy of the right candidate, over the retriever's score times SHARPNESS
  plus the reader's logit: the reader learns what the retriever does not know. For an unanswerable question
  of SQuAD 2.0 the passage on its subject is the right one.
- answer: whether each candidate answers, on its own; a passage whose sentence with the answer was taken
  out does not.
- evidence: which tokens stand in the sentence with the answer.

Run: .venv/bin/python -m training.reader [--epochs 2] [--limit N] [--out assistant/reader.safetensors]
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from assistant.network import Logits, Network, Pair, Pairs
from assistant.question import STOP_WORDS
from assistant.reader import WEIGHTS
from benchmarks.material import BENCH, SEED
from index.embedder import SentenceTransformerEmbedder, default_model_folder
from index.model import Span
from index.passage_index import PassageIndex
from index.settings import DEFAULT_MODEL
from training.material import Mined, mine, passage_text, titles

SHARPNESS = 15.0
LISTS = 8
SHORTEST_LIST = 4
LENGTH_GROUPS = 3
ENCODER_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 8e-5, 1e-3, 0.06, 0.02
POSITIVE_WEIGHT, EVIDENCE_WEIGHT = 2.0, 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair with its labels. relevant: None: not ranked. evidence: characters of the words."""

    pair: Pair
    score: float
    relevant: bool | None
    answers: bool
    evidence: Span | None = None


class Sampler:
    """Lists of candidates, drawn anew for each epoch."""

    def __init__(self, index: PassageIndex, mined: Sequence[Mined], pairs: Pairs) -> None:
        self._index = index
        self._mined = mined
        self._pairs = pairs
        self._titles = titles(index)
        self._pick = random.Random(SEED)

    def batches(self) -> list[list[list[Candidate]]]:
        """Batches of lists of like length, in any order."""
        lists = [found for mined in self._mined if (found := self._list(mined))]
        lists.sort(key=lambda found: max(len(c.pair.tokens) for c in found) + self._pick.random() * 8)
        batches = [lists[first : first + LISTS] for first in range(0, len(lists), LISTS)]
        self._pick.shuffle(batches)
        return batches

    def _list(self, mined: Mined) -> list[Candidate]:
        pick, labelled = self._pick, mined.labelled
        scores = dict(mined.candidates)
        banned = {*mined.subject, *([] if mined.right is None else [mined.right])}
        wrong = [row for row, _ in mined.candidates if row not in banned]
        if not wrong:
            return []
        low = min(scores.values())
        text = self._worded(labelled.text, keywords=labelled.kind == "squad")
        found = list(self._of_subject(mined, text, scores, low))
        while len(found) < SHORTEST_LIST:
            row = wrong[min(int(pick.expovariate(1 / 5)), len(wrong) - 1)]
            found.append(self._candidate(text, row, scores[row], relevant=False, answers=False))
        last = len(self._index.passages)
        row = (
            pick.randrange(last)
            if pick.random() < 0.5
            else wrong[min(pick.randrange(10, 40), len(wrong) - 1)]
        )
        if row not in banned:
            found.append(
                self._candidate(text, row, scores.get(row, low - 0.1), relevant=False, answers=False)
            )
        return found

    def _of_subject(
        self, mined: Mined, text: str, scores: dict[int, float], low: float
    ) -> Iterator[Candidate]:
        """The right passage, and passages on its subject that do not answer."""
        pick, labelled, right = self._pick, mined.labelled, mined.right
        if right is not None:
            score = scores.get(right, low)
            if labelled.dropped is not None:
                yield self._candidate(
                    text, right, score, relevant=True, answers=True, dropped=labelled.dropped
                )
                return
            number, evidence = self._evidence(right, labelled.answers)
            yield self._candidate(text, right, score, relevant=True, answers=True, evidence=evidence)
            several = len(self._index.passages[right].sentences) > 1
            if number is not None and several and pick.random() < 0.35:
                yield self._candidate(
                    text, right, score - 0.02, relevant=False, answers=False, dropped=number
                )
            if labelled.kind == "squad" and mined.subject and pick.random() < 0.7:
                row = pick.choice(mined.subject[:3])
                yield self._candidate(text, row, scores.get(row, low), relevant=False, answers=False)
        elif mined.subject:
            row = mined.subject[0]
            yield self._candidate(text, row, scores.get(row, low), relevant=True, answers=False)
            if len(mined.subject) > 1 and pick.random() < 0.5:
                row = mined.subject[1]
                yield self._candidate(text, row, scores.get(row, low), relevant=None, answers=False)

    def _candidate(
        self,
        question: str,
        row: int,
        score: float,
        *,
        relevant: bool | None,
        answers: bool,
        evidence: Span | None = None,
        dropped: int | None = None,
    ) -> Candidate:
        passage = self._index.passages[row]
        document = self._index.documents[passage.source_id]
        above = " › ".join(document.section_at(passage.start).path[-2:]) or self._titles[row]
        heading = " : ".join(filter(None, [above, *(document.text[s:e] for s, e in passage.context)]))
        words = passage_text(self._index, row)
        if dropped is not None:
            kept = [span for number, span in enumerate(passage.sentences) if number != dropped]
            words = " ".join(document.text[start:end] for start, end in kept)
        return Candidate(self._pairs.of(question, heading, words), score, relevant, answers, evidence)

    def _evidence(self, row: int, answers: Sequence[str]) -> tuple[int | None, Span | None]:
        """The sentence with the answer, by its number and its characters in the passage's words."""
        words = passage_text(self._index, row)
        at = next((words.find(answer) for answer in answers if answer in words), -1)
        passage = self._index.passages[row]
        for number, (start, end) in enumerate(passage.sentences):
            span = (start - passage.start, end - passage.start)
            if span[0] <= at < span[1]:
                return number, span
        return None, None

    def _worded(self, text: str, *, keywords: bool) -> str:
        """The question, sometimes as few words, sometimes without its mark: as people type."""
        if keywords and self._pick.random() < 0.12:
            words = [w for w in re.findall(r"[\w’'-]+", text) if w.lower() not in STOP_WORDS]
            return " ".join(words[: self._pick.choice([2, 3, 4, 5])]) if len(words) > 1 else text
        return text.rstrip("?.") if self._pick.random() < 0.2 else text


def logits_of(network: Network, candidates: Sequence[Candidate]) -> Logits:
    """The logits in the candidates' order; run in groups of like length, so that little is padded."""
    order = sorted(range(len(candidates)), key=lambda i: len(candidates[i].pair.tokens))
    size = -(-len(order) // LENGTH_GROUPS)
    parts = []
    for first in range(0, len(order), size):
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(network([candidates[i].pair for i in order[first : first + size]]))
    back = torch.tensor(sorted(range(len(order)), key=order.__getitem__))
    longest = max(part.evidence.shape[1] for part in parts)
    padded = [nn.functional.pad(p.evidence, (0, longest - p.evidence.shape[1])) for p in parts]
    return Logits(
        torch.cat([part.relevance for part in parts])[back].float(),
        torch.cat([part.answer for part in parts])[back].float(),
        torch.cat(padded)[back].float(),
    )


def loss_of(network: Network, batch: Sequence[Sequence[Candidate]]) -> Tensor:
    """The three losses together, over a batch of lists."""
    candidates = [candidate for found in batch for candidate in found]
    logits = logits_of(network, candidates)
    ranking, first = [], 0
    for found in batch:
        rows = [i for i, candidate in enumerate(found) if candidate.relevant is not None]
        right = [place for place, i in enumerate(rows) if found[i].relevant]
        if right:
            scores = torch.tensor([found[i].score for i in rows]) * SHARPNESS
            totals = logits.relevance[[first + i for i in rows]] + scores
            ranking.append(-torch.log_softmax(totals, 0)[right[0]])
        first += len(found)
    answers = torch.tensor([float(candidate.answers) for candidate in candidates])
    loss = nn.functional.binary_cross_entropy_with_logits(
        logits.answer, answers, pos_weight=torch.tensor(POSITIVE_WEIGHT)
    )
    if ranking:
        loss = loss + torch.stack(ranking).mean()
    marked = []
    for row, candidate in enumerate(candidates):
        if candidate.evidence is None:
            continue
        start, end = candidate.evidence
        inside = torch.tensor([float(start <= s < end) for s, _ in candidate.pair.offsets])
        tokens = logits.evidence[row, candidate.pair.first : candidate.pair.first + len(inside)]
        if inside.any():
            marked.append(nn.functional.binary_cross_entropy_with_logits(tokens, inside))
    return loss + EVIDENCE_WEIGHT * torch.stack(marked).mean() if marked else loss


def train(index: PassageIndex, mined: Sequence[Mined], epochs: int) -> Network:
    """A trained network. The same material gives the same weights on the same machine."""
    torch.manual_seed(SEED)
    base = default_model_folder()
    network, sampler = Network(base), Sampler(index, mined, Pairs(base))
    network.train()
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [[p for n, p in trained if n.startswith("encoder.") is encoder] for encoder in (True, False)]
    rates = (ENCODER_RATE, HEAD_RATE)
    optimiser = torch.optim.AdamW(
        [{"params": g, "lr": r} for g, r in zip(groups, rates, strict=True)], weight_decay=0.01
    )
    started, step, total = time.perf_counter(), 0, 0
    for epoch in range(epochs):
        batches = sampler.batches()
        total = total or len(batches) * epochs
        for batch in batches:
            warm = WARM_UP * total
            share = step / warm if step < warm else max(LEAST_RATE, (total - step) / (total - warm))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimiser.zero_grad()
            loss = loss_of(network, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
            optimiser.step()
            step += 1
            if step % 50 == 0:
                seconds = time.perf_counter() - started
                print(f"epoch {epoch + 1}, step {step} of {total}, loss {loss.item():.3f}, {seconds:.0f} s")
    return network.eval()


def main() -> None:
    """Mine, train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--limit", type=int, help="train on so many questions only")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    if not BENCH.is_dir():
        sys.exit(f"skipped: the training material is not in {BENCH}")
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory() as folder:
        index, mined = mine(Path(folder), embedder)
        print(f"{len(mined)} questions over {len(index.passages)} passages")
        network = train(index, mined[: options.limit], options.epochs)
    save_file(network.trained_state(), options.out)


if __name__ == "__main__":
    main()
