"""Embeds chunks on a cluster of machines, through Dask.

The texts go to the workers, and to nobody else; over tls:// they are encrypted (docs/maintaining.md).
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import distributed
import numpy as np

from index import embedding
from index.embedding.embedder import Embedded, Embedder, Progress, SentenceTransformerEmbedder
from index.embedding.precision import number_type
from index.errors import FailedCluster, SignpostError
from publishing.embedding.chunks import Chunk, EmbedChunks, embed

# Libraries that can change a vector.
LIBRARIES = ("numpy", "sentence-transformers", "tokenizers", "torch", "transformers")
# How many chunks each worker has at a time, so that it never waits for the next.
AHEAD = 3
# For how many seconds an address is tried.
CONNECTING = 10.0
# How many seconds without any worker are too many.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Equipment:
    """What decides a vector, on one machine."""

    model: str
    numbers: str
    code: str
    libraries: tuple[str, ...]


def equipment(model_fingerprint: str) -> Equipment:
    """Returns the equipment of this machine for a model."""
    code = hashlib.sha256()
    for path in sorted(Path(*embedding.__path__).glob("*.py")):
        code.update(path.read_bytes())
    libraries = tuple(f"{library} {version(library)}" for library in LIBRARIES)
    return Equipment(model_fingerprint, str(number_type()), code.hexdigest()[:16], libraries)


def embed_on_cluster(address: str, patience: float = PATIENCE) -> Callable[[Embedder], EmbedChunks]:
    """Embeds chunks on the workers of the Dask scheduler at this address.

    A lost worker's chunks are embedded again by another. Raises FailedCluster if the scheduler cannot be
    reached, a worker has another model or version, a result is not what was asked for, or there is no worker
    for `patience` seconds. What was yielded until then holds.
    """

    def on_cluster(embedder: Embedder) -> EmbedChunks:
        def embed_chunks(
            chunks: Sequence[Chunk], progress: Progress | None
        ) -> Iterator[tuple[int, Embedded]]:
            if chunks:
                with _client(address) as client:
                    yield from _results(client, embedder, chunks, progress, patience)

        return embed_chunks

    return on_cluster


def _client(address: str) -> Any:  # noqa: ANN401
    try:
        return distributed.Client(address, timeout=CONNECTING, name="signpost-ingest")
    except (OSError, ValueError) as error:
        raise FailedCluster(
            f"no Dask scheduler answers at {address} ({error}): start one with `dask scheduler`, or ingest "
            "without --cluster"
        ) from error


def _results(
    client: Any,  # noqa: ANN401
    embedder: Embedder,
    chunks: Sequence[Chunk],
    progress: Progress | None,
    patience: float,
) -> Iterator[tuple[int, Embedded]]:
    """Yields the chunks' results as they come; a few chunks for each worker are under way at a time."""
    expected = equipment(embedder.fingerprint)
    waiting = iter(enumerate(chunks))
    running: dict[Any, int] = {}
    while True:
        workers = _workers(client, patience)
        for number, chunk in islice(waiting, max(0, AHEAD * workers - len(running))):
            sent = client.submit(embed_on_worker, embedder.name, expected, chunk, pure=False)
            running[sent] = number
        if not running:
            return
        try:
            done = distributed.wait(list(running), timeout=patience, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            # A chunk can take long. Whether a worker is left is asked above.
            continue
        for future in done:
            number = running.pop(future)
            try:
                made = _result(future, patience)
            except TimeoutError:
                # Its worker was lost after it had finished, so it is embedded again.
                running[future] = number
                continue
            yield number, _checked(made, chunks[number], embedder.dimension)
            if progress:
                progress(len(chunks[number].texts))


def _workers(client: Any, patience: float) -> int:  # noqa: ANN401
    """Returns how many workers there are, after waiting for the first if need be."""
    try:
        client.wait_for_workers(1, timeout=patience)
        return len(client.nthreads())
    except (OSError, TimeoutError) as error:
        raise FailedCluster(
            f"the cluster had no worker for {patience:g} seconds ({error}): start one with `dask worker`, "
            "then run the command again; it goes on from what was embedded"
        ) from error


def _result(future: Any, patience: float) -> Embedded:  # noqa: ANN401
    """Returns the result of a chunk that is done. Raises TimeoutError if it has been lost since."""
    if future.status == "finished":
        found: Embedded = future.result(timeout=patience)
        return found
    error = future.exception()
    if isinstance(error, SignpostError):
        raise FailedCluster(str(error)) from error
    raise FailedCluster(
        f"the cluster could not embed a chunk ({type(error).__name__}: {error}): check that each worker "
        "has Signpost and enough memory, then run the command again; it goes on from what was embedded"
    ) from error


def embed_on_worker(model: str, expected: Equipment, chunk: Chunk) -> Embedded:
    """Runs on a worker. Embeds a chunk with its own copy of the model.

    Raises FailedCluster if this machine would not make the same vectors.
    """
    embedder = _loaded(model)
    own = equipment(embedder.fingerprint)
    if own != expected:
        differences = ", ".join(
            f"{name} {value!r} instead of {asdict(expected)[name]!r}"
            for name, value in asdict(own).items()
            if value != asdict(expected)[name]
        )
        raise FailedCluster(
            f"the worker {distributed.get_worker().address} has {differences}: install the same Signpost and "
            "the same model there, or stop it"
        )
    return embed(chunk, embedder)


@lru_cache(maxsize=1)
def _loaded(model: str) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(model)


def _checked(made: Embedded, chunk: Chunk, dimension: int) -> Embedded:
    """Returns the result. Raises FailedCluster if it cannot be what was asked for."""
    starts, numbers = made.tokens.starts, made.tokens.numbers
    texts = len(chunk.texts)
    if not (
        made.vectors.shape == (texts, dimension)
        and np.allclose(np.linalg.norm(made.vectors, axis=1), 1, atol=1e-3)
        and (len(starts), starts[0], starts[-1]) == (texts + 1, 0, len(numbers))
        and (np.diff(starts) >= (1 if chunk.kind == "passages" else 0)).all()
        and numbers.shape[1:] == (dimension,)
    ):
        raise FailedCluster(
            f"a worker returned vectors of shape {made.vectors.shape} for {texts} {chunk.kind} that are not "
            f"finite, of length 1 or {dimension} numbers each: check its machine, then run the command again"
        )
    return made
