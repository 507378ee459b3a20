"""Topics by documents: how many sections of each document cover each topic.

Topics come from the glossary and the documents' own headings, never from a person's question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.library.topics import rows_speaking
from assistant.questions.question import LONGEST_QUESTION, Question, content_words
from index.documents import Source
from index.embedding.embedder import Embedder
from index.storage.passage_index import PassageIndex

# Headings down to this level become topics.
LEVELS = 2
# Numbering of a heading, which is not part of the topic: "2.1", "3)", "(b)", "A.".
NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.):]?|\([a-z\d]{1,3}\)|[A-Za-z][.)])\s+")


@dataclass(frozen=True, slots=True)
class Count:
    """How many sections of a document cover a topic, and how many passages in them."""

    sections: int
    passages: int


@dataclass(frozen=True, slots=True)
class Line:
    """A topic with its count in each document, in the order of the matrix."""

    topic: str
    counts: tuple[Count, ...]

    @property
    def documents(self) -> int:
        """How many documents cover it."""
        return sum(count.sections > 0 for count in self.counts)

    @property
    def sections(self) -> int:
        """How many sections cover it, in all documents."""
        return sum(count.sections for count in self.counts)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The documents, in the register's order, and the topics, most widely covered first."""

    documents: tuple[Source, ...]
    lines: tuple[Line, ...]


def topics_of(index: PassageIndex) -> tuple[str, ...]:
    """Returns the glossary's official terms and the documents' upper headings, each once.

    Headings lose their numbers; case and white space are ignored in comparison. Glossary terms are included
    whether or not a document covers them.
    """
    found: dict[str, str] = {}
    for name in _names(index):
        topic = " ".join(name.split())
        if content_words(topic) and len(topic) <= LONGEST_QUESTION:
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())


def topic_named(index: PassageIndex, name: str) -> str | None:
    """Returns the topic of this name as it is written; None if there is none."""
    folded = " ".join(name.split()).casefold()
    return next((topic for topic in topics_of(index) if topic.casefold() == folded), None)


def matrix(index: PassageIndex, embedder: Embedder) -> Matrix:
    """Returns every topic that the documents cover, by the rule of `where`."""
    topics = topics_of(index)
    place = {source_id: column for column, source_id in enumerate(index.documents)}
    places = [
        (place[passage.source_id], index.documents[passage.source_id].section_at(passage.start).start)
        for passage in index.passages
    ]
    lines = []
    found = rows_speaking(index, embedder, [Question.of(topic) for topic in topics])
    for topic, rows in zip(topics, found, strict=True):
        sections: list[set[int]] = [set() for _ in place]
        passages = [0] * len(place)
        for row in rows:
            column, section = places[row]
            sections[column].add(section)
            passages[column] += 1
        if rows:
            counts = tuple(Count(len(s), p) for s, p in zip(sections, passages, strict=True))
            lines.append(Line(topic, counts))
    lines.sort(key=lambda line: (-line.documents, -line.sections, line.topic.casefold()))
    return Matrix(tuple(index.sources[source_id] for source_id in place), tuple(lines))


def _names(index: PassageIndex) -> Iterator[str]:
    for term in index.corpus.terms:
        yield from term.official
    for document in index.documents.values():
        for section in document.sections:
            for heading in section.path[:LEVELS]:
                yield NUMBER.sub("", heading, count=1) if NUMBER.match(heading) else heading
