"""Which rows belong together: the tokens and sentences of each passage, the passages of each document."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.documents import Document, Passage
from index.embedding.token_codes import Codebook
from index.errors import UnreadableIndex
from index.storage.checked_files import check_file, write_file
from index.storage.metadata import REBUILD

Starts = NDArray[np.int64]


class Ranges(Sequence[range]):
    """Ranges of rows that follow each other, kept as the starts of all of them and the end of the last."""

    def __init__(self, starts: Starts) -> None:
        self.starts = starts

    def __len__(self) -> int:
        """Returns how many ranges there are."""
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> range:  # type: ignore[override]
        """Returns one range."""
        if not 0 <= place < len(self):
            raise IndexError(place)
        return range(int(self.starts[place]), int(self.starts[place + 1]))

    def holding(self, rows: Iterable[int]) -> set[int]:
        """Returns the places of the ranges that hold these rows."""
        found = np.searchsorted(self.starts, np.fromiter(rows, dtype=np.int64), side="right") - 1
        return set(found.tolist())


@dataclass(frozen=True)
class Layout:
    """Which rows belong together.

    sentences: for each passage its rows of the sentence vectors; none for a passage of one sentence, whose
    own vector serves. documents: for each document, by source id, the rows of its passages. tokens: the
    starts of the passages' tokens, and the codebook of these, if any (see `TokenVectors`).
    """

    sentences: Ranges
    documents: Mapping[str, range]
    tokens: Starts
    codebook: Codebook | None = None


def layout_of(
    passages: Iterable[Passage], documents: Iterable[Document], tokens: Starts, codebook: Codebook | None
) -> Layout:
    """Returns the layout of these passages. Raises ValueError if a document's do not follow each other."""
    counts, rows = [0], {document.source_id: range(0) for document in documents}
    for row, passage in enumerate(passages):
        counts.append(len(passage.sentences) if len(passage.sentences) > 1 else 0)
        before = rows[passage.source_id]
        if before and before.stop != row:
            raise ValueError(f"the passages of {passage.source_id} do not follow each other")
        rows[passage.source_id] = range(before.start if before else row, row + 1)
    return Layout(Ranges(np.cumsum(counts, dtype=np.int64)), rows, tokens, codebook)


def write_layout(path: Path, layout: Layout) -> str:
    """Writes a layout; equal ones give equal files. Returns the file's SHA-256."""
    file = io.BytesIO()
    documents = [(rows.start, rows.stop) for rows in layout.documents.values()]
    arrays: dict[str, NDArray[Any]] = {
        "sentences": layout.sentences.starts,
        "documents": np.array(documents, dtype=np.int64).reshape(-1, 2),
        "tokens": layout.tokens,
    }
    if layout.codebook:
        arrays |= {"centres": layout.codebook.centres, "spread": layout.codebook.spread}
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return write_file(path, file.getvalue())


def read_layout(path: Path, expected: str, documents: Sequence[Document]) -> Layout:
    """Reads what `write_layout` wrote. Raises UnreadableIndex if the file's SHA-256 is not `expected`."""
    check_file(path, expected)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            rows = [range(start, stop) for start, stop in arrays["documents"].tolist()]
            named = {document.source_id: its for document, its in zip(documents, rows, strict=True)}
            codebook = Codebook(arrays["centres"], arrays["spread"]) if "centres" in arrays else None
            return Layout(Ranges(arrays["sentences"]), named, arrays["tokens"], codebook)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): {REBUILD}") from error
