"""Measures what residual codes cost: the ranking with exact token vectors and with codes, at threshold 0.

Run: .venv/bin/python -m benchmarks.token_codes [QUESTIONS_OF_EACH_SET]
"""

import copy
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import Gold, read_gold
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import Reader, load_reader
from benchmarks.ablation import row
from benchmarks.material import BRIEFING_QUESTIONS, HELD_OUT_QUESTIONS, ROOT, benchmark_set, build
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import TokenVectors
from index.settings import DEFAULT_READER, Settings
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex


def coded(index: PassageIndex) -> PassageIndex:
    """Returns a build with codes in place of its exact token vectors."""
    other = copy.copy(index)
    tokens = whole(index)
    other.tokens = tokens.coded(Codebook.fitted(tokens.units()))
    return other


def whole(index: PassageIndex) -> TokenVectors:
    """Returns the token vectors of all passages of a build."""
    texts = [index.tokens.of_text(row) for row in range(len(index.passages))]
    return TokenVectors.of(texts, index.meta.dimension, index.tokens.codebook)


def compare(
    name: str,
    index: PassageIndex,
    questions: Sequence[Gold],
    embedder: SentenceTransformerEmbedder,
    readers: Sequence[Reader | None],
) -> None:
    """Prints the ranking of both forms, without and with the reader."""
    forms = {"exact": index, "codes": coded(index)}
    for reader in readers:
        for form, its in forms.items():
            assistant = Assistant(its, embedder, read_calibrations(), reader)
            size = whole(its).numbers.nbytes / len(its.passages) / 1000
            words = "with the reader" if reader else "without"
            print(f"| {name} | {form}, {words} | {size:.1f} | {row(assistant, questions)} |", flush=True)


@contextmanager
def built(corpus: Path, embedder: SentenceTransformerEmbedder) -> Iterator[PassageIndex]:
    """Yields a build of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build(corpus, Path(folder), embedder)
        yield open_current(Path(folder))


def main() -> None:
    """Prints one table for all sets."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    readers = (None, load_reader(DEFAULT_READER))

    def asked(path: Path) -> list[Gold]:
        return [gold for gold in read_gold(path) if gold.answerable][:most]

    print("| set | token vectors | kB a passage | right first | right in 3 | complete | words per quote |")
    print("|---|---|---|---|---|---|---|")
    with built(ROOT / "corpus", embedder) as index:
        compare("briefing", index, asked(BRIEFING_QUESTIONS), embedder, readers)
        compare("briefing, held out", index, asked(HELD_OUT_QUESTIONS), embedder, readers)
    with benchmark_set("conditionalqa") as folder, built(folder / "corpus", embedder) as index:
        compare("conditionalqa bare", index, asked(folder / "questions-bare.jsonl"), embedder, readers)


if __name__ == "__main__":
    main()
