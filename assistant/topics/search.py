"""Finds every section that speaks of a topic, by document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.library.status import Standing, standings
from assistant.questions.question import Question, content_words
from assistant.retrieval.retriever import closeness
from index.documents import Document, Section, Source, Span
from index.embedding.embedder import Embedded, Embedder
from index.embedding.token_vectors import Vectors
from index.storage.passage_index import PassageIndex

# How near the best score a passage's must be, and its floor; how many passages are looked at. Chosen on the
# briefing's questions: see docs/evaluation.md, "Topics".
NEAR_BEST, LEAST, CANDIDATES = 0.85, 0.8, 200


@dataclass(frozen=True, slots=True)
class SectionFound:
    """A section and how many of its passages speak of the topic.

    speaks: the sentence nearest to the topic, [start, end) in the document's text.
    """

    section: Section
    passages: int
    speaks: Span


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document and its sections that speak of the topic, in order. standing: the source's status."""

    source: Source
    document: Document
    standing: Standing
    sections: tuple[SectionFound, ...]

    @property
    def passages(self) -> int:
        """How many passages speak of the topic."""
        return sum(part.passages for part in self.sections)


def where(
    index: PassageIndex, embedder: Embedder, topic: str, today: date | None = None
) -> tuple[DocumentFound, ...]:
    """Returns the documents that speak of a topic, those that say most of it first. today: for their status.

    Raises InvalidQuestion if the topic is empty or too long.
    """
    asked = Question.of(topic)
    embedded = embedder.embed_question(asked.searched)
    rows = rows_speaking(index, asked, embedded)
    standing = standings(index.sources, today or date.today())
    by_document: dict[str, list[int]] = {}
    for row in sorted(rows):
        by_document.setdefault(index.passages[row].source_id, []).append(row)
    found = [
        DocumentFound(
            index.sources[source_id],
            document,
            standing[source_id],
            _sections(index, document, asked, embedded.vectors[0], by_document[source_id]),
        )
        for source_id, document in index.documents.items()
        if source_id in by_document
    ]
    return tuple(sorted(found, key=lambda entry: (-entry.passages, -len(entry.sections))))


def rows_speaking(index: PassageIndex, topic: Question, embedded: Embedded) -> frozenset[int]:
    """Returns the rows of the passages that speak of a topic. embedded: its searched words.

    A passage speaks of a topic if it holds all of its words, or if the retriever's score for it is near the
    best one's for this topic and not below a floor.
    """
    holding = [index.rows_with(term) for term in topic.terms]
    named = frozenset.intersection(*holding) if holding else frozenset[int]()
    rows = sorted(index.vectors.nearest(embedded.vectors[0], CANDIDATES))
    if not rows:
        return named
    scores = dict(zip(rows, closeness(index, embedded, rows), strict=True))
    least = max(LEAST, NEAR_BEST * max(scores.values()))
    return named | {row for row, score in scores.items() if score >= least}


def _sections(
    index: PassageIndex, document: Document, topic: Question, vector: Vectors, rows: Sequence[int]
) -> tuple[SectionFound, ...]:
    here: dict[Section, list[int]] = {}
    for row in rows:
        here.setdefault(document.section_at(index.passages[row].start), []).append(row)
    return tuple(
        SectionFound(section, len(found), _speaks(index, document, topic, vector, found))
        for section, found in here.items()
    )


def _speaks(
    index: PassageIndex, document: Document, topic: Question, vector: Vectors, rows: Sequence[int]
) -> Span:
    """Returns the sentence that holds the most words of the topic, and of those the nearest to it."""

    def worth(sentence: tuple[Span, float]) -> tuple[int, float]:
        (start, end), near = sentence
        return len(set(topic.terms).intersection(content_words(document.text[start:end]))), near

    return max((found for row in rows for found in _sentences(index, row, vector)), key=worth)[0]


def _sentences(index: PassageIndex, row: int, vector: Vectors) -> Iterator[tuple[Span, float]]:
    """Yields each sentence of a passage with its cosine to the topic."""
    passage, numbers = index.passages[row], index.sentence_rows[row]
    if numbers:
        near = index.sentence_vectors.similarities(vector, numbers)
        yield from zip(passage.sentences, near.tolist(), strict=True)
    else:
        yield (passage.start, passage.end), float(index.vectors.similarities(vector, [row])[0])
