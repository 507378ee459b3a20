"""What an ingest has embedded so far, on disk: after an interruption the next one embeds only the rest.

INDEX/embedding/FINGERPRINT/passages-SHA256   one chunk of passages (or sentences), named by the file's hash

FINGERPRINT is the model's. A chunk contains no words: of each text only its key, which is a hash, and its
vectors. Files are complete or absent, and `prune` removes the folder (see index/storage/builds.py).
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from index.embedding.embedder import Embedded
from index.embedding.token_vectors import Bytes, Vectors
from index.storage.builds import EMBEDDING
from index.storage.checked_files import sha256, write_beside
from index.storage.reused_vectors import text_key
from publishing.embedding.chunks import Chunk, Kind


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text's vectors are: a chunk's number, and the text's row in it."""

    chunk: int
    row: int


class Unfinished:
    """The texts that are embedded and kept, each with its vectors. Not for two threads at once."""

    def __init__(self, index: Path, fingerprint: str) -> None:
        """Opens what is kept for this model. Removes damaged chunks, and all of other models."""
        self._folder = index / EMBEDDING / fingerprint
        self._chunks: list[Any] = []
        self._places: dict[tuple[Kind, str], _Place] = {}
        for other in (index / EMBEDDING).iterdir() if (index / EMBEDDING).is_dir() else ():
            if other != self._folder:
                shutil.rmtree(other)
        self._folder.mkdir(parents=True, exist_ok=True)
        for kind in get_args(Kind):
            for path in sorted(self._folder.glob(f"{kind}-*")):
                if path.name == f"{kind}-{sha256(path.read_bytes())}":
                    self._open(kind, path)
                else:
                    path.unlink()

    def has(self, kind: Kind, text: str) -> bool:
        """Returns whether a text's vectors are kept."""
        return (kind, text_key(text)) in self._places

    def keep(self, chunk: Chunk, made: Embedded) -> None:
        """Writes a chunk to disk with its vectors."""
        keys = np.frombuffer(bytes.fromhex("".join(map(text_key, chunk.texts))), dtype=np.uint8)
        data = save(
            {
                "keys": keys.reshape(len(chunk.texts), -1),
                "vectors": made.vectors,
                "starts": made.tokens.starts,
                "tokens": made.tokens.numbers,
            }
        )
        path = self._folder / f"{chunk.kind}-{sha256(data)}"
        write_beside(path, data)
        self._open(chunk.kind, path)

    def vectors(self, kind: Kind, texts: Sequence[str], dimension: int) -> Vectors:
        """Returns the vectors of texts that are kept, in order."""
        found = np.empty((len(texts), dimension), dtype=np.float32)
        for row, place in enumerate(self._of(kind, texts)):
            found[row] = self._rows("vectors", place.chunk, place.row, place.row + 1)
        return found

    def tokens(self, texts: Sequence[str]) -> Iterator[Bytes]:
        """Yields the token vectors of passages that are kept, in order."""
        for place in self._of("passages", texts):
            start, end = self._rows("starts", place.chunk, place.row, place.row + 2)
            yield self._rows("tokens", place.chunk, start, end)

    def _of(self, kind: Kind, texts: Sequence[str]) -> Iterator[_Place]:
        return (self._places[kind, text_key(text)] for text in texts)

    def _rows(self, name: str, chunk: int, start: int, end: int) -> Any:  # noqa: ANN401
        return self._chunks[chunk].get_slice(name)[int(start) : int(end)]

    def _open(self, kind: Kind, path: Path) -> None:
        # Mapped into memory: only what is asked for is read.
        chunk: Any = safe_open(path, "numpy")
        for row, key in enumerate(chunk.get_tensor("keys")):
            self._places[kind, key.tobytes().hex()] = _Place(len(self._chunks), row)
        self._chunks.append(chunk)
