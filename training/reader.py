"""Trains the evidence reader, with four losses over lists of candidates.

- relevance: the softmax cross-entropy of the right candidate, over the retriever's score times SHARPNESS
  plus the reader's logit, so that the reader learns what the retriever does not know. For an unanswerable
  question of SQuAD 2.0 the passage on its subject is the right one.
- answer: whether each candidate answers by itself; a passage without its sentence with the answer does not.
- twins: of two questions in like words over one passage, the one that it answers has the higher answer
  logit (the logistic loss of the difference).
- evidence: which tokens are in the sentence with the answer.

--from continues from trained weights, at half the learning rates. --checkpoint saves the state every few
hundred steps, and resumes from it when started again. --work keeps the corpus, its index and the candidates
in a folder for the next run. Uses a GPU if there is one.

Run: .venv/bin/python -m training.reader [--epochs 2] [--limit N] [--from FILE]
         [--mean] [--layers 4] [--minutes 30] [--checkpoint FILE] [--work FOLDER]
         [--out assistant/retrieval/reader.safetensors]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from math import ceil, inf
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from assistant.retrieval.reader import WEIGHTS
from assistant.retrieval.reader_network import Logits, Network, Pairs
from benchmarks.material import BENCH, SEED
from index.embedding.batches import batches_by_length
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN, SMALL
from index.embedding.precision import number_type
from index.storage.passage_index import PassageIndex
from training.candidates import Candidate, Sampler
from training.mining import Mined, mine

SHARPNESS = 15.0
LENGTH_GROUPS = 3
ENCODER_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 8e-5, 1e-3, 0.06, 0.02
# The share of these rates when continuing from trained weights.
SHARE_OF_RATES = 0.5
POSITIVE_WEIGHT, EVIDENCE_WEIGHT, TWIN_WEIGHT = 2.0, 0.5, 0.5
# How many steps lie between two checkpoints.
CHECKPOINT_STEPS = 200
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
# A processor without bfloat16 is many times slower with it.
SHORT_NUMBERS = DEVICE == "cuda" or number_type() is torch.bfloat16


def logits_of(network: Network, candidates: Sequence[Candidate]) -> Logits:
    """Returns logits in the candidates' order; runs groups of similar length, to pad little."""
    lengths = [len(candidate.pair.tokens) for candidate in candidates]
    order, parts = [], []
    for batch in batches_by_length(lengths, -(-len(lengths) // LENGTH_GROUPS)):
        order += batch
        with torch.autocast(DEVICE, torch.bfloat16, enabled=SHORT_NUMBERS):
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
    """Returns the sum of the four losses over a batch of lists."""
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
    loss = loss + TWIN_WEIGHT * twin_loss(candidates, logits.answer)
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


def twin_loss(candidates: Sequence[Candidate], answers: Tensor) -> Tensor:
    """Returns the logistic loss of how much higher the answer logit of the answered twin is; 0 without twins.

    answers: shape (candidates,).
    """
    twins: dict[str, dict[bool, Tensor]] = {}
    for candidate, logit in zip(candidates, answers, strict=True):
        if candidate.twin:
            twins.setdefault(candidate.twin, {})[candidate.answers] = logit
    margins = [found[True] - found[False] for found in twins.values() if len(found) == 2]
    return nn.functional.softplus(-torch.stack(margins)).mean() if margins else answers.new_zeros(())


def train(
    index: PassageIndex,
    mined: Sequence[Mined],
    epochs: float,
    *,
    before: Path | None = None,
    layers: int | None = None,
    checkpoint: Path | None = None,
    minutes: float = inf,
) -> Network:
    """Returns a trained network. The same material gives the same weights on the same machine.

    epochs: may end with part of an epoch. before: weights to continue from. layers: how many of the upper
    layers to train; None: all. minutes: when to stop; the rates fall to their lowest by then.
    """
    base = KNOWN[SMALL].folder()
    torch.manual_seed(SEED)
    network, sampler = Network(base), Sampler(index, mined, Pairs(base))
    if before:
        network.load_trained(load_file(before))
    if layers is not None:
        whole = network.encoder.encoder.layer
        whole[: len(whole) - layers].requires_grad_(requires_grad=False)
    # The fastest backward pass on a CPU; without bfloat16 the fused one gains an eighth.
    network.encoder.set_attn_implementation("eager" if SHORT_NUMBERS else "sdpa")
    network.to(DEVICE).train()
    # No dropout in the encoder: on a CPU, drawing the random numbers takes as long as the layers themselves.
    network.encoder.eval()
    # The network creates its tensors on this device.
    with torch.device(DEVICE):
        _run(network, sampler, epochs, SHARE_OF_RATES if before else 1.0, checkpoint, minutes * 60)
    return network.cpu().eval()


def _run(
    network: Network,
    sampler: Sampler,
    epochs: float,
    share_of_rates: float,
    checkpoint: Path | None,
    limit: float,
) -> None:
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [[p for n, p in trained if n.startswith("encoder.") is encoder] for encoder in (True, False)]
    rates = [rate * share_of_rates for rate in (ENCODER_RATE, HEAD_RATE)]
    optimiser = torch.optim.AdamW(
        [{"params": g, "lr": r} for g, r in zip(groups, rates, strict=True)], weight_decay=0.01
    )
    kept = torch.load(checkpoint, map_location="cpu") if checkpoint and checkpoint.exists() else None
    done, step, total, before, started = 0, 0, 0, 0.0, time.perf_counter()
    if kept:
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        torch.set_rng_state(kept["random"])
        torch.cuda.set_rng_state_all(kept["random_of_devices"])
        done, before = kept["step"], kept["seconds"]
    for epoch in range(ceil(epochs)):
        batches = sampler.batches()
        total = total or ceil(len(batches) * epochs)
        for batch in batches[: total - step]:
            step += 1
            if step <= done:
                continue
            seconds = before + time.perf_counter() - started
            if seconds > limit:
                return
            share = _share(max((step - 1) / total, seconds / limit))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimiser.zero_grad()
            loss = loss_of(network, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
            optimiser.step()
            if step % 50 == 0:
                print(f"epoch {epoch + 1}, step {step} of {total}, loss {loss.item():.3f}, {seconds:.0f} s")
            if checkpoint and step % CHECKPOINT_STEPS == 0:
                state = {
                    "network": network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "step": step,
                    "seconds": seconds,
                    "random": torch.get_rng_state(),
                    "random_of_devices": torch.cuda.get_rng_state_all(),
                }
                torch.save(state, checkpoint.with_name(f"{checkpoint.name}.new"))
                checkpoint.with_name(f"{checkpoint.name}.new").replace(checkpoint)


def _share(way: float) -> float:
    """Returns the share of the rates at this part of the way: rising during warm-up, then falling."""
    return way / WARM_UP if way < WARM_UP else max(LEAST_RATE, (1 - way) / (1 - WARM_UP))


def mean(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns the weights half-way between two, which preserves more of what was learnt before.

    M. Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022.
    """
    return {name: ((value.float() + other[name].float()) / 2).half() for name, value in one.items()}


def main() -> None:
    """Mines, trains, and writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--limit", type=int, help="train on only this many questions")
    parser.add_argument("--from", type=Path, dest="before", help="weights to continue from")
    parser.add_argument("--mean", action="store_true", help="write the mean of those and the trained ones")
    parser.add_argument("--layers", type=int, help="train only this many of the upper layers")
    parser.add_argument("--checkpoint", type=Path, help="file that keeps the state during training")
    parser.add_argument("--minutes", type=float, default=inf, help="stop after this many minutes")
    parser.add_argument("--work", type=Path, help="folder that keeps what was made for the next run")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    if options.mean and not options.before:
        parser.error("--mean needs --from")
    if not BENCH.is_dir():
        sys.exit(f"skipped: the training material is not in {BENCH}")
    embedder = SentenceTransformerEmbedder.load(SMALL)
    with tempfile.TemporaryDirectory() as folder:
        index, mined = mine(options.work or Path(folder), embedder)
        print(f"{len(mined)} questions over {len(index.passages)} passages")
        network = train(
            index,
            mined[: options.limit],
            options.epochs,
            before=options.before,
            layers=options.layers,
            checkpoint=options.checkpoint,
            minutes=options.minutes,
        )
    trained = network.trained_state()
    save_file(mean(load_file(options.before), trained) if options.mean else trained, options.out)


if __name__ == "__main__":
    main()
