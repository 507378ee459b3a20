"""Every section that speaks to a topic, by document: not only the first three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.question import Question
from assistant.standing import Standing, standings
from index.embedder import Embedder
from index.model import Document, Section, Source
from index.passage_index import PassageIndex

# A passage speaks to a topic when it holds all of its words, or is at least this similar to it.
SIMILAR = 0.45


@dataclass(frozen=True, slots=True)
class SectionFound:
    """A section and how many of its passages speak to the topic."""

    section: Section
    passages: int


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document and its sections that speak to the topic, in its own order. standing: how it stands."""

    source: Source
    document: Document
    standing: Standing
    sections: tuple[SectionFound, ...]


def where(
    index: PassageIndex, embedder: Embedder, topic: str, today: date | None = None
) -> tuple[DocumentFound, ...]:
    """The documents in the order of the register. today: the day on which they stand as they are said to.

    InvalidQuestion: the topic is empty or too long.
    """
    question = Question.of(topic)
    rows: set[int] = set()
    if question.terms:
        rows |= frozenset.intersection(*(index.rows_with(term) for term in question.terms))
    similarities, order = index.vectors.search(
        embedder.embed_question(question.searched).vectors, index.vectors.ntotal
    )
    rows |= {int(row) for row in order[0][np.flatnonzero(similarities[0] >= SIMILAR)] if row >= 0}
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


def _sections(index: PassageIndex, document: Document, rows: Sequence[int]) -> tuple[SectionFound, ...]:
    counts: dict[Section, int] = {}
    for row in rows:
        section = document.section_at(index.passages[row].start)
        counts[section] = counts.get(section, 0) + 1
    return tuple(SectionFound(section, count) for section, count in counts.items())
