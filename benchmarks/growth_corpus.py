"""Corpora of any size for measuring growth: real sentences as passages, repeated where there are no more."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np

from benchmarks.material import BENCH
from index.documents import Document, Page, Passage, Section, Source, Span
from index.embedding.embedder import Embedded, Progress
from index.embedding.token_vectors import Bytes, TokenVectors, Vectors
from index.read_corpus import Corpus, Health
from index.storage.checked_files import sha256
from index.storage.metadata import BuildMeta
from index.storage.passage_index import PassageIndex
from ingest.build import Prepared
from ingest.prepared_documents import PreparedDocument

# The sets whose documents are taken; of each the first file that exists is read.
SETS = ("conditionalqa", "orsharc", "squad2", "mtrag", *(
    f"more/{name}" for name in (
        "clapnq", "boolq", "selqa", "qed", "onestopqa", "contractnli", "mtrag_judged", "quotesum", "covidqa",
        "fairytaleqa", "squad_more", "squad_pairs",
    )
))  # fmt: skip
FILES = ("documents", "evidence_only_pages", "snippets", "passages")
SHORTEST, LONGEST = 30, 1200
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“(])")
# Clauses stand in for the sentences of a passage, because a passage is one sentence here.
CLAUSE_END = re.compile(r"[,;] ")
SHORTEST_CLAUSE, MOST_CLAUSES = 60, 3
PASSAGES_OF_DOCUMENT, PASSAGES_OF_SECTION = 100, 10
# How far drawn vectors stray from the real ones, as a share of their length, and as steps of a byte.
STRAY, STRAY_BYTES = 0.4, 12
# How many rows of noise are drawn once; each passage takes its own stretch of them.
NOISE_ROWS = 100_000


@cache
def real_sentences() -> tuple[str, ...]:
    """Returns the sentences of the benchmark sets' documents, each paragraph once."""
    found: dict[str, None] = {}
    for name in SETS:
        for file in (BENCH / name / f"{file}.jsonl.gz" for file in FILES):
            if file.exists():
                with gzip.open(file, "rt", encoding="utf-8") as lines:
                    found |= dict.fromkeys(p for line in lines for p in _paragraphs(json.loads(line)))
    sentences = (sentence for paragraph in found for sentence in SENTENCE_END.split(paragraph))
    return tuple(s for s in sentences if SHORTEST <= len(s) <= LONGEST)


def _paragraphs(entry: dict[str, list[str]]) -> Iterator[str]:
    for paragraph in entry.get("paragraphs") or entry.get("lines") or [str(entry["text"])]:
        yield " ".join(re.sub("<[^>]+>", "", paragraph).split())


def real_questions(count: int) -> list[str]:
    """Returns so many questions on those documents, evenly spaced in their set."""
    with gzip.open(BENCH / "squad2/questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        questions = [str(json.loads(line)["question"]) for line in lines]
    return questions[:: len(questions) // count][:count]


def made_corpus(size: int, model: str, fingerprint: str) -> Prepared:
    """Returns a corpus of so many passages (a multiple of 100), without its vectors."""
    sentences = real_sentences()
    documents, sources = [], []
    for number in range(size // PASSAGES_OF_DOCUMENT):
        first = number * PASSAGES_OF_DOCUMENT
        mine = [sentences[(first + i) % len(sentences)] for i in range(PASSAGES_OF_DOCUMENT)]
        source = Source(f"made-{number:06}", f"Collection {number}: {' '.join(mine[0].split()[:5])}")
        sources.append(source)
        documents.append(_document(source, mine))
    meta = BuildMeta(f"made-{size}", False, "Made", "made", model, fingerprint, 0, {}, 0, 0)
    corpus = Corpus("Made", tuple(sources), (), tuple(found.document for found in documents))
    prepared = Prepared(meta, corpus, tuple(documents))
    counted = replace(meta, passages=len(prepared.passages), sentences=len(prepared.sentences))
    return replace(prepared, meta=counted)


def _document(source: Source, sentences: Sequence[str]) -> PreparedDocument:
    lines: list[str] = []
    starts: list[int] = []
    headings: list[tuple[int, str]] = []
    at = 0
    for number, sentence in enumerate(sentences):
        if number % PASSAGES_OF_SECTION == 0:
            heading = f"{len(headings) + 1} {' '.join(sentence.split()[:4])}"
            headings.append((at, heading))
            lines.append(heading)
            at += len(heading) + 1
        starts.append(at)
        lines.append(sentence)
        at += len(sentence) + 1
    text = "\n".join(lines)
    ends = [*(start for start, _ in headings[1:]), len(text)]
    sections = tuple(Section((h,), start, end) for (start, h), end in zip(headings, ends, strict=True))
    pages = tuple(Page(number, s.start, s.end) for number, s in enumerate(sections, start=1))
    file = f"{source.id}.pdf"
    passages = tuple(
        Passage(f"{source.id}-{i:03}", source.id, start, start + len(s), sentences=_clauses(s, start))
        for i, (start, s) in enumerate(zip(starts, sentences, strict=True))
    )
    document = Document(source.id, file, sha256(source.id.encode()), text, pages, sections)
    health = Health(source.id, file, len(pages), 0, (), 0, 0, 0, len(sections), len(passages), ())
    return PreparedDocument(document, passages, (), health, None)


def _clauses(sentence: str, start: int) -> tuple[Span, ...]:
    cuts = [m.end() for m in CLAUSE_END.finditer(sentence) if m.end() >= SHORTEST_CLAUSE]
    edges = [0, *cuts[: MOST_CLAUSES - 1], len(sentence)]
    return tuple((start + a, start + b) for a, b in pairwise(edges) if b > a)


class DrawnEmbedder:
    """An embedder whose vectors are drawn around those of a build that a model made; it reads no text."""

    words: frozenset[str] = frozenset()

    def __init__(self, real: PassageIndex) -> None:
        self.name, self.fingerprint = real.meta.model, real.meta.model_fingerprint
        self.dimension = real.meta.dimension
        self._real = real
        self._chance = np.random.default_rng(1)
        self._at = 0
        shape = (NOISE_ROWS, self.dimension)
        self._noise = self._chance.integers(-STRAY_BYTES, STRAY_BYTES + 1, shape, dtype=np.int8)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """Returns vectors and tokens around those of the real passages, one after the other."""
        rows = self._rows(len(texts), len(self._real.passages))
        real = self._real.tokens
        tokens = [self._strayed(np.asarray(real.of_text(row), dtype=np.int8)) for row in rows]
        if progress:
            progress(len(texts))
        return Embedded(self._around(self._real.vectors.of(rows)), TokenVectors.of(tokens, self.dimension))

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Returns vectors around those of the real sentences."""
        rows = self._rows(len(texts), len(self._real.sentence_vectors))
        if progress:
            progress(len(texts))
        return self._around(self._real.sentence_vectors.of(rows))

    def embed_question(self, text: str) -> Embedded:
        """See Embedder."""
        return self.embed_passages([text])

    def _rows(self, count: int, of: int) -> list[int]:
        rows = [(self._at + i) % of for i in range(count)]
        self._at += count
        return rows

    def _around(self, vectors: Vectors) -> Vectors:
        noise = self._chance.standard_normal(vectors.shape, dtype=np.float32)
        drawn = vectors + noise * np.float32(STRAY / np.sqrt(vectors.shape[1]))
        unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return unit

    def _strayed(self, tokens: Bytes) -> Bytes:
        first = int(self._chance.integers(0, NOISE_ROWS - len(tokens)))
        most = 127 - STRAY_BYTES
        strayed: Bytes = np.clip(tokens, -most, most) + self._noise[first : first + len(tokens)]
        return strayed
