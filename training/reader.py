"""Trains the evidence reader (its losses: training/losses.py).

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
from assistant.retrieval.reader_network import Network, Pairs
from benchmarks.material import BENCH, SEED
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN, SMALL
from index.storage.passage_index import PassageIndex
from training.candidates import Sampler
from training.losses import DEVICE, SHORT_NUMBERS, loss_of
from training.mining import Mined, mine

ENCODER_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 8e-5, 1e-3, 0.06, 0.02
# The share of these rates when continuing from trained weights.
SHARE_OF_RATES = 0.5
# How many steps lie between two checkpoints.
CHECKPOINT_STEPS = 200


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
