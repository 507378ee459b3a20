"""What a re-ingestion costs beside the first one: nothing changed, and one document changed, of a thousand.

Run: .venv/bin/python -m benchmarks.reingest [DOCUMENTS]
"""

import random
import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import ROOT, build
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_MODEL
from publishing.ingestion import IngestReport

DOCUMENTS = 1000
SECTIONS, SENTENCES, WORDS = 4, 3, 14
VOCABULARY = ROOT / "corpus/documents/learning-from-case-reviews.md"


def made_document(chance: random.Random, vocabulary: list[str]) -> str:
    """A made-up document: headings and paragraphs of words in no order."""

    def sentence() -> str:
        return " ".join(chance.choices(vocabulary, k=WORDS)).capitalize() + "."

    parts = [f"# Made up: {sentence()}"]
    for _ in range(SECTIONS):
        parts += [f"## {sentence()}", " ".join(sentence() for _ in range(SENTENCES)), sentence()]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print how long each run takes, and its share of the first one's time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    chance = random.Random(1)
    vocabulary = sorted(set(re.findall(r"[a-z]{3,}", VOCABULARY.read_text(encoding="utf-8").lower())))
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder, "corpus"), Path(folder, "index")
        (corpus / "documents").mkdir(parents=True)
        (corpus / "sources.toml").write_text('[corpus]\nname = "Made up"\n', encoding="utf-8")
        for i in range(count):
            path = corpus / f"documents/made-{i:04}.md"
            path.write_text(made_document(chance, vocabulary), encoding="utf-8")

        def run() -> tuple[float, IngestReport]:
            started = time.perf_counter()
            report = build(corpus, index, embedder)
            return time.perf_counter() - started, report

        first, report = run()
        print(f"first ingest of {count} documents, {report.passages.added} passages: {first:.1f} s")
        unchanged, _ = run()
        print(f"nothing changed: {unchanged:.2f} s, {unchanged / first:.1%} of the first")
        changed = corpus / "documents/made-0000.md"
        changed.write_text(made_document(chance, vocabulary), encoding="utf-8")
        one, report = run()
        print(
            f"one document changed, {report.passages.added} passages embedded: {one:.2f} s, "
            f"{one / first:.1%} of the first"
        )


if __name__ == "__main__":
    main()
