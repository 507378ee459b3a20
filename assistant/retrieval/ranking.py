"""Ranks in two stages: the retriever finds passages, then the reader scores the first of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.facts.subjects import Given, Speaking, held
from assistant.questions.question import Question
from assistant.questions.requested_fact import Fact
from assistant.retrieval.precedence import precedence
from assistant.retrieval.reader import Readable, Reader, Reading
from assistant.retrieval.retriever import Retrieved, Retriever
from index.embedding.embedder import Embedder
from index.hits import Hit
from index.storage.passage_index import PassageIndex

# How many hits the reader reads, and the weight of its relevance in a hit's score: the middle of a flat
# optimum (docs/benchmarks.md).
READ = 8
RELEVANCE_WEIGHT = 1 / 40
# Added to the score of a passage that gives the facts asked for; only this many of the first hits are
# checked.
FACT_WEIGHT = 0.15
FACT_CHECKED = 24
# A number of days on another subject is no answer: to count, a passage must contain at least this share of
# the question's content words that the best of the first passages contains.
FACT_SUBJECT = 0.3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit with its reading, if the reader read it. score: higher is better.

    facts: the facts asked for that it gives on the question's subject, each with the positions of the
    sentences that give it.
    """

    hit: Hit
    score: float
    reading: Reading | None = None
    facts: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The hits, best first. searched, known: see `Retrieved`. facts: those that the question asks for."""

    ranked: tuple[Ranked, ...]
    searched: tuple[int, ...]
    known: bool
    facts: tuple[Fact, ...] = ()


class Ranker:
    """Ranks passages for a question. Without a reader the retriever's order stands."""

    def __init__(self, index: PassageIndex, embedder: Embedder, reader: Reader | None) -> None:
        self._index = index
        self._retriever = Retriever(index, embedder)
        self._reader = reader
        self._precedence = {
            source_id: precedence(index.sources[source_id], document)
            for source_id, document in index.documents.items()
        }
        # The fingerprints that a calibration is matched by.
        self.models = (embedder.fingerprint, reader.fingerprint if reader else None)

    def rank(self, question: Question, sources: Collection[str] = ()) -> Ranking:
        """Ranks the passages for a question; sources: see `Retriever.search`.

        A hit's score adds the precedence of its document (see `precedence`), the reader's relevance, and a
        bonus if it gives the facts asked for. Hits that the reader did not read get the lowest relevance of
        those it read.
        """
        retrieved = self._retriever.search(question, sources)
        hits = sorted(retrieved.hits, key=lambda hit: -self._preferred(hit))
        readings = self._readings(question, hits[:READ])
        least = min((reading.relevance for reading in readings), default=0.0)
        facts = question.facts
        held_by = self._held(question, facts, hits)
        ranked = []
        for place, hit in enumerate(hits):
            reading = readings[place] if place < len(readings) else None
            score = self._preferred(hit) + RELEVANCE_WEIGHT * (reading.relevance if reading else least)
            its = held_by.get(place, {})
            ranked.append(
                Ranked(hit, score + FACT_WEIGHT * (bool(facts) and its.keys() >= {*facts}), reading, its)
            )
        ranked.sort(key=lambda entry: -entry.score)
        return Ranking(tuple(ranked), retrieved.searched, retrieved.known, facts)

    def retrieved(self, question: Question, sources: Collection[str] = ()) -> Retrieved:
        """Returns what the retriever finds alone, which is cheap."""
        return self._retriever.search(question, sources)

    def _held(self, question: Question, facts: Sequence[Fact], hits: Sequence[Hit]) -> Mapping[int, Given]:
        """Returns the facts that the first hits on the question's subject give, by position."""
        if not facts:
            return {}
        subject = FACT_SUBJECT * max((hit.likeness.terms for hit in hits[:READ]), default=0.0)
        places = [at for at, hit in enumerate(hits[:FACT_CHECKED]) if hit.likeness.terms >= subject]
        speaking = [self._speaking(hits[at]) for at in places]
        return dict(zip(places, held(question.spelt, facts, speaking), strict=True))

    def _speaking(self, hit: Hit) -> Speaking:
        passage = hit.passage
        document = self._index.documents[passage.source_id]
        title = self._index.sources[passage.source_id].title
        return Speaking(
            sentences=tuple(
                (document.text[start:end], score - hit.likeness.tokens)
                for (start, end), score in zip(passage.sentences, hit.sentence_scores, strict=True)
            ),
            context="\n".join(document.text[start:end] for start, end in passage.context),
            headings="\n".join(document.section_at(passage.start).path),
            title=title,
        )

    def _preferred(self, hit: Hit) -> float:
        return hit.score + self._precedence[hit.passage.source_id]

    def _readings(self, question: Question, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        if self._reader is None or not hits:
            return ()
        return self._reader.read(question.read, [self._readable(hit) for hit in hits])

    def _readable(self, hit: Hit) -> Readable:
        passage = hit.passage
        document = self._index.documents[passage.source_id]
        section = document.section_at(passage.start)
        above = " › ".join(section.path[-2:]) or self._index.sources[passage.source_id].title
        return Readable(
            heading=" : ".join([above, *(document.text[start:end] for start, end in passage.context)]),
            words=document.text[passage.start : passage.end],
        )
