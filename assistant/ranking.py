"""The two stages together: the retriever finds, the reader reads what was found first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.question import Question
from assistant.reader import Readable, Reader, Reading
from assistant.retriever import Evidence, Retriever
from index.embedder import Embedder
from index.model import Hit
from index.passage_index import PassageIndex

# How many hits the reader reads, and what its relevance adds to a hit's score: in the middle of a flat
# optimum (docs/benchmarks.md).
READ = 8
RELEVANCE_WEIGHT = 1 / 40
# The mean over this many of the highest answer logits tells more than the highest one: what is answered
# is answered in more than one place.
ANSWERS = 4
# A low answer logit says that nothing answers; above this one a higher says no more, least of all after a
# long scene. Chosen on the briefing's questions and on OR-ShARC's with their own rule left out.
ANSWER_CEILING = -2.0
# The reader was trained on short questions. Beyond so many words its answer logit counts for less, in
# proportion, and tends to a value between yes and no.
SHORT_QUESTION_WORDS = 15
UNDECIDED = -3.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit with what the reader made of it, where it read it. score: higher is nearer."""

    hit: Hit
    score: float
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The hits, best first, and the evidence of both stages."""

    ranked: tuple[Ranked, ...]
    evidence: Evidence


class Ranker:
    """Question in, ranking out. Without a reader the retriever's order and evidence stand."""

    def __init__(self, index: PassageIndex, embedder: Embedder, reader: Reader | None) -> None:
        self._index = index
        self._retriever = Retriever(index, embedder)
        self._reader = reader
        # Which models the evidence is of.
        self.models = (embedder.fingerprint, reader.fingerprint if reader else None)

    def rank(self, question: Question, sources: Collection[str] = ()) -> Ranking:
        """See `Retriever.search`.

        Hits beyond those that are read count as no more relevant than the least of these.
        """
        retrieved = self._retriever.search(question, sources)
        hits = retrieved.hits
        if self._reader is None or not hits:
            return Ranking(tuple(Ranked(hit, hit.score) for hit in hits), retrieved.evidence)
        readings = self._reader.read(question.phrased, [self._readable(hit) for hit in hits[:READ]])
        ranked = [
            Ranked(hit, hit.score + RELEVANCE_WEIGHT * reading.relevance, reading)
            for hit, reading in zip(hits, readings, strict=False)
        ]
        ranked.sort(key=lambda entry: -entry.score)
        least = RELEVANCE_WEIGHT * min(reading.relevance for reading in readings)
        ranked += [Ranked(hit, hit.score + least) for hit in hits[READ:]]
        evidence = replace(retrieved.evidence, answer=_answer(question, readings))
        return Ranking(tuple(ranked), evidence)

    def first_evidence(self, question: Question, sources: Collection[str] = ()) -> Evidence:
        """The retriever's evidence alone, which costs little."""
        return self._retriever.search(question, sources).evidence

    def _readable(self, hit: Hit) -> Readable:
        passage = hit.passage
        document = self._index.documents[passage.source_id]
        section = document.section_at(passage.start)
        above = " › ".join(section.path[-2:]) or self._index.sources[passage.source_id].title
        return Readable(
            heading=" : ".join([above, *(document.text[start:end] for start, end in passage.context)]),
            words=document.text[passage.start : passage.end],
        )


def _answer(question: Question, readings: Sequence[Reading]) -> float:
    answers = sorted(reading.answer for reading in readings)[-ANSWERS:]
    answer = min(sum(answers) / len(answers), ANSWER_CEILING)
    trust = min(1.0, SHORT_QUESTION_WORDS / len(question.searched.split()))
    return UNDECIDED + trust * (answer - UNDECIDED)
