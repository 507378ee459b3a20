"""The evidence reader's network: the layers of all-MiniLM-L6-v2 with three heads, each a linear layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

# Most tokens of a question, of a question with its passage, and of what introduces the passage.
LONGEST_QUESTION = 96
LONGEST_PAIR = 192
LONGEST_HEADING = 64
# Batches are padded to a multiple of so many tokens, because torch keeps memory for every shape it has met.
STEP = 16
# Left out of the weights file: the word embeddings are not trained and come with the base model.
FROZEN = "encoder.embeddings."


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage, as input for the network.

    tokens: [CLS] question [SEP] heading words [SEP]. types: 0 up to the first [SEP], then 1.
    first: the position of the first token of the words. offsets: for each token of the words that fits, its
    characters in them, end exclusive.
    """

    tokens: tuple[int, ...]
    types: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]


class Pairs:
    """Turns texts into pairs. A pair that is too long loses the end of the passage's words."""

    def __init__(self, base: Path) -> None:
        tokenizer = AutoTokenizer.from_pretrained(base)
        self._frame = (tokenizer.cls_token_id, tokenizer.sep_token_id)
        # Its own settings for cutting and padding would be shared by all threads, so they are never used.
        self._tokenizer = tokenizer.backend_tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def of(self, question: str, heading: str, words: str) -> Pair:
        """Returns one pair. heading: what stands above the words and introduces them."""
        asked = self._encoded(question).ids[:LONGEST_QUESTION]
        above = self._encoded(heading).ids[:LONGEST_HEADING] if heading else []
        encoded = self._encoded(words)
        room = LONGEST_PAIR - len(asked) - 3
        above = above[len(above) - min(len(above), room // 3) :]
        body = encoded.ids[: room - len(above)]
        head, stop = self._frame
        return Pair(
            tokens=(head, *asked, stop, *above, *body, stop),
            types=(0,) * (len(asked) + 2) + (1,) * (len(above) + len(body) + 1),
            first=len(asked) + 2 + len(above),
            offsets=tuple((start, end) for start, end in encoded.offsets[: len(body)]),
        )

    def _encoded(self, text: str) -> Any:  # noqa: ANN401
        return self._tokenizer.encode(text, add_special_tokens=False)


@dataclass(frozen=True, slots=True)
class Logits:
    """The network's output for a batch of pairs.

    relevance, answer: shape (pairs,). evidence: shape (pairs, tokens of the longest pair with its padding).
    """

    relevance: Tensor
    answer: Tensor
    evidence: Tensor


class Network(nn.Module):
    """Predicts relevance and answer from the first and the mean passage vector, evidence for each token."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        # Faster on a processor than torch's fused attention, by a fifth for eight pairs of 110 tokens.
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.encoder.pooler = None
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False
        size = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.relevance = nn.Linear(2 * size, 1)
        self.answer = nn.Linear(2 * size, 1)
        self.evidence = nn.Linear(size, 1)

    def forward(self, pairs: Sequence[Pair]) -> Logits:
        """Returns one row for each pair."""
        longest = _rounded(max(len(pair.tokens) for pair in pairs))
        tokens, types, attended = (torch.zeros(len(pairs), longest, dtype=torch.long) for _ in range(3))
        for row, pair in enumerate(pairs):
            tokens[row, : len(pair.tokens)] = torch.tensor(pair.tokens)
            types[row, : len(pair.types)] = torch.tensor(pair.types)
            attended[row, : len(pair.tokens)] = 1
        states = self.encoder(
            input_ids=tokens, attention_mask=attended, token_type_ids=types
        ).last_hidden_state.float()
        passage = types.unsqueeze(-1).float()
        mean = (states * passage).sum(1) / passage.sum(1).clamp(min=1)
        pooled = self.dropout(torch.cat([states[:, 0], mean], -1))
        return Logits(
            self.relevance(pooled).squeeze(-1),
            self.answer(pooled).squeeze(-1),
            self.evidence(states).squeeze(-1),
        )

    def trained_state(self) -> dict[str, Tensor]:
        """Returns the trained tensors as float16, for the weights file."""
        return {
            name: value.detach().half().contiguous()
            for name, value in self.state_dict().items()
            if not name.startswith(FROZEN)
        }

    def load_trained(self, state: Mapping[str, Tensor]) -> None:
        """Loads a weights file. Raises ValueError unless it has exactly the tensors of `trained_state`."""
        wanted = {name for name in self.state_dict() if not name.startswith(FROZEN)}
        if set(state) != wanted:
            raise ValueError(f"the tensors {sorted(wanted ^ set(state))[:3]} are missing or not expected")
        try:
            self.load_state_dict({name: value.float() for name, value in state.items()}, strict=False)
        except RuntimeError as error:
            raise ValueError(str(error)) from error


def _rounded(length: int) -> int:
    """Returns the next multiple of STEP."""
    return -(-length // STEP) * STEP
