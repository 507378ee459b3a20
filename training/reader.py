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
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from assistant.network import Logits, Network, Pairs
from assistant.reader import WEIGHTS
from benchmarks.material import BENCH, SEED
from index.batches import batches_by_length
from index.embedder import SentenceTransformerEmbedder, default_model_folder
from index.passage_index import PassageIndex
from index.settings import DEFAULT_MODEL
from training.candidates import Candidate, Sampler
from training.mining import Mined, mine

SHARPNESS = 15.0
LENGTH_GROUPS = 3
ENCODER_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 8e-5, 1e-3, 0.06, 0.02
POSITIVE_WEIGHT, EVIDENCE_WEIGHT = 2.0, 0.5


def logits_of(network: Network, candidates: Sequence[Candidate]) -> Logits:
    """The logits in the candidates' order; run in groups of like length, so that little is padded."""
    lengths = [len(candidate.pair.tokens) for candidate in candidates]
    order, parts = [], []
    for batch in batches_by_length(lengths, -(-len(lengths) // LENGTH_GROUPS)):
        order += batch
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(network([candidates[i].pair for i in batch]))
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
