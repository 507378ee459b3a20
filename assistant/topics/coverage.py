"""Topics by documents: how many sections of each document speak of each topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.questions.question import Question
from assistant.topics.search import rows_speaking
from index.documents import Source
from index.embedding.embedder import Embedder
from index.storage.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class Count:
    """How many sections of a document speak of a topic, and how many passages in them."""

    sections: int
    passages: int


@dataclass(frozen=True, slots=True)
class Line:
    """A topic with its count in each document, in the order of the matrix."""

    topic: str
    counts: tuple[Count, ...]

    @property
    def documents(self) -> int:
        """How many documents speak of it."""
        return sum(count.sections > 0 for count in self.counts)

    @property
    def sections(self) -> int:
        """How many sections speak of it, in all documents."""
        return sum(count.sections for count in self.counts)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The documents, in the register's order, and the topics, most widely covered first.

    silent: the topics that no document speaks of.
    """

    documents: tuple[Source, ...]
    lines: tuple[Line, ...]
    silent: tuple[str, ...]


def matrix(index: PassageIndex, embedder: Embedder, topics: Sequence[str]) -> Matrix:
    """Counts, for each topic, the sections and passages that speak of it, by the rule of `where`."""
    place = {source_id: column for column, source_id in enumerate(index.documents)}
    places = [
        (place[passage.source_id], index.documents[passage.source_id].section_at(passage.start).start)
        for passage in index.passages
    ]
    lines: list[Line] = []
    silent: list[str] = []
    for topic in topics:
        asked = Question.of(topic)
        rows = rows_speaking(index, asked, embedder.embed_question(asked.searched))
        sections: list[set[int]] = [set() for _ in place]
        passages = [0] * len(place)
        for row in rows:
            column, section = places[row]
            sections[column].add(section)
            passages[column] += 1
        counts = tuple(Count(len(s), p) for s, p in zip(sections, passages, strict=True))
        if rows:
            lines.append(Line(topic, counts))
        else:
            silent.append(topic)
    lines.sort(key=lambda line: (-line.documents, -line.sections, line.topic.casefold()))
    return Matrix(tuple(index.sources[source_id] for source_id in place), tuple(lines), tuple(silent))
