"""The losses that train the evidence reader, over lists of candidates.

- relevance: the softmax cross-entropy of the right candidate, over the retriever's score times SHARPNESS
  plus the reader's logit, so that the reader learns what the retriever does not know. For an unanswerable
  question of SQuAD 2.0 the passage on its subject is the right one.
- answer: whether each candidate answers by itself; a passage without its sentence with the answer does not.
- twins: of two questions in like words over one passage, the one that it answers has the higher answer
  logit (the logistic loss of the difference).
- evidence: which tokens are in the sentence with the answer.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from assistant.retrieval.reader_network import Logits, Network
from index.embedding.batches import batches_by_length
from index.embedding.precision import number_type
from training.candidates import Candidate

SHARPNESS = 15.0
LENGTH_GROUPS = 3
POSITIVE_WEIGHT, EVIDENCE_WEIGHT, TWIN_WEIGHT = 2.0, 0.5, 0.5
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
    answers = torch.tensor([float(candidate.answers) for candidate in candidates])
    loss = nn.functional.binary_cross_entropy_with_logits(
        logits.answer, answers, pos_weight=torch.tensor(POSITIVE_WEIGHT)
    )
    loss = loss + ranking_loss(batch, logits.relevance)
    loss = loss + TWIN_WEIGHT * twin_loss(candidates, logits.answer)
    return loss + EVIDENCE_WEIGHT * evidence_loss(candidates, logits.evidence)


def ranking_loss(batch: Sequence[Sequence[Candidate]], relevance: Tensor) -> Tensor:
    """Returns the mean loss of the lists with a right candidate; 0 without any.

    relevance: shape (candidates of all lists,).
    """
    losses, first = [], 0
    for found in batch:
        rows = [i for i, candidate in enumerate(found) if candidate.relevant is not None]
        right = [place for place, i in enumerate(rows) if found[i].relevant]
        if right:
            scores = torch.tensor([found[i].score for i in rows]) * SHARPNESS
            totals = relevance[[first + i for i in rows]] + scores
            losses.append(-torch.log_softmax(totals, 0)[right[0]])
        first += len(found)
    return _mean(losses, relevance)


def twin_loss(candidates: Sequence[Candidate], answers: Tensor) -> Tensor:
    """Returns the logistic loss of how much higher the answer logit of the answered twin is; 0 without twins.

    answers: shape (candidates,).
    """
    twins: dict[str, dict[bool, Tensor]] = {}
    for candidate, logit in zip(candidates, answers, strict=True):
        if candidate.twin:
            twins.setdefault(candidate.twin, {})[candidate.answers] = logit
    margins = [found[True] - found[False] for found in twins.values() if len(found) == 2]
    return _mean([nn.functional.softplus(-margin) for margin in margins], answers)


def evidence_loss(candidates: Sequence[Candidate], evidence: Tensor) -> Tensor:
    """Returns the mean loss of the candidates whose sentence with the answer is known; 0 without any.

    evidence: shape (candidates, tokens of the longest pair with its padding).
    """
    losses = []
    for row, candidate in enumerate(candidates):
        if candidate.evidence is None:
            continue
        start, end = candidate.evidence
        inside = torch.tensor([float(start <= s < end) for s, _ in candidate.pair.offsets])
        tokens = evidence[row, candidate.pair.first : candidate.pair.first + len(inside)]
        if inside.any():
            losses.append(nn.functional.binary_cross_entropy_with_logits(tokens, inside))
    return _mean(losses, evidence)


def _mean(losses: list[Tensor], like: Tensor) -> Tensor:
    return torch.stack(losses).mean() if losses else like.new_zeros(())
