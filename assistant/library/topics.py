"""Finds every section that covers a topic, by document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from assistant.library.status import Standing, standings
from assistant.questions.question import Question
from index.documents import Document, Section, Source
from index.embedding.embedder import Embedder
from index.storage.passage_index import PassageIndex

# A passage covers a topic if it contains all its words, or is at least this similar to it.
SIMILAR = 0.45


@dataclass(frozen=True, slots=True)
class SectionFound:
    """A section and how many of its passages cover the topic."""

    section: Section
    passages: int


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document and its sections that cover the topic, in order. standing: the source's status."""

    source: Source
    document: Document
    standing: Standing
    sections: tuple[SectionFound, ...]


def where(
    index: PassageIndex, embedder: Embedder, topic: str, today: date | None = None
) -> tuple[DocumentFound, ...]:
    """Returns the documents that cover a topic, in the register's order. today: the day for their status.

    Raises InvalidQuestion if the topic is empty or too long.
    """
    (rows,) = rows_speaking(index, embedder, [Question.of(topic)])
    standing = standings(index.sources, today or date.today())
    return tuple(
        DocumentFound(index.sources[source_id], document, standing[source_id], sections)
        for source_id, document in index.documents.items()
        if (
            sections := _sections(
                index, document, [r for r in index.passages_by_source[source_id] if r in rows]
            )
        )
    )


def rows_speaking(
    index: PassageIndex, embedder: Embedder, topics: Sequence[Question]
) -> list[frozenset[int]]:
    """Returns for each topic the rows of the passages that cover it; embeds all topics at once."""
    if not topics:
        return []
    holding = {term: index.rows_with(term) for term in {term for topic in topics for term in topic.terms}}
    vectors = embedder.embed_sentences([topic.searched for topic in topics])
    # FAISS returns similarities strictly above its limit; exactly SIMILAR must count too.
    edges, _, near = index.vectors.range_search(vectors, np.nextafter(np.float32(SIMILAR), np.float32(0)))
    return [
        frozenset(near[first:last].tolist())
        | (frozenset.intersection(*(holding[term] for term in topic.terms)) if topic.terms else frozenset())
        for topic, (first, last) in zip(topics, pairwise(edges.tolist()), strict=True)
    ]


def _sections(index: PassageIndex, document: Document, rows: Sequence[int]) -> tuple[SectionFound, ...]:
    counts: dict[Section, int] = {}
    for row in rows:
        section = document.section_at(index.passages[row].start)
        counts[section] = counts.get(section, 0) + 1
    return tuple(SectionFound(section, count) for section, count in counts.items())
