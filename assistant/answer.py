"""The answer to a question: quotes, or an honest silence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence import Calibration, highlights
from assistant.question import FEW_TERMS, Question
from assistant.quotes import Place, Quote
from assistant.retriever import Retrieved, Retriever
from assistant.wording import Wording
from index.embedder import Embedder
from index.errors import IncompatibleIndex, UnknownSource
from index.model import Hit, Section, Source
from index.passage_index import PassageIndex

Outcome = Literal["answered", "no_passage", "unclear"]
TOP = 5
NEAREST = 3
# A hit whose score is below this share of the best one's bears on something else.
FLOOR = 0.7


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as a place to look. It is no answer."""

    source: Source
    section: Section


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guidance says to a question.

    quotes: best first; empty unless the outcome is "answered". more: how many there are beyond them.
    nearest: where to look when there is no answer. confidence: the probability that the corpus
    answers; None for a model that it was not calibrated for, which then never declines what it finds.
    """

    question: Question
    outcome: Outcome
    confidence: float | None
    threshold: float
    quotes: tuple[Quote, ...]
    more: int
    nearest: tuple[Heading, ...]
    build: str


class Assistant:
    """Answers questions from one build."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, calibration: Calibration, *, glossary: bool = True
    ) -> None:
        if embedder.fingerprint != index.meta.model_fingerprint:
            raise IncompatibleIndex(
                f"the build {index.meta.build} was made with another version of the model "
                f"{index.meta.model!r} than the one that is installed: run `signpost ingest`"
            )
        self.index = index
        self._retriever = Retriever(index, embedder)
        self._calibration = calibration
        self._wording = Wording(index.corpus.terms if glossary else (), index.words, embedder.words)

    def answer(self, text: str, *, threshold: float, top: int = TOP, sources: Collection[str] = ()) -> Answer:
        """Answer when the confidence is at least the threshold; at 0 nothing is declined.

        InvalidQuestion: the question is empty or too long. UnknownSource: one of the ids is not held.
        """
        question = self._wording.widened(Question.of(text))
        for source_id in sources:
            if source_id not in self.index.documents:
                raise UnknownSource(
                    f"{source_id!r} is no source with a document in this index: "
                    f"{', '.join(self.index.documents)} are"
                )
        retrieved = self._retriever.search(question, sources)
        confidence = self._calibration.confidence(retrieved.evidence, self.index.meta.model_fingerprint)
        outcome = _outcome(question, retrieved, confidence, threshold)
        quotes = self._quotes(retrieved.hits) if outcome == "answered" else []
        return Answer(
            question=question,
            outcome=outcome,
            confidence=confidence,
            threshold=threshold,
            quotes=tuple(quotes[:top]),
            more=max(0, len(quotes) - top),
            nearest=() if outcome == "answered" else self._nearest(retrieved.hits),
            build=self.index.meta.build,
        )

    def place(self, source_id: str, start: int, end: int) -> Place:
        """A slice of a source's document."""
        return Place(self.index.sources[source_id], self.index.documents[source_id], start, end)

    def _quotes(self, hits: Sequence[Hit]) -> list[Quote]:
        """One quote for each hit above the floor; hits with the same words are folded into the first."""
        floor = hits[0].score - (1 - FLOOR) * abs(hits[0].score)
        same: dict[str, list[Hit]] = {}
        for hit in hits:
            if hit.score < floor:
                break
            place = self._place(hit)
            same.setdefault(" ".join(place.text.split()), []).append(hit)
        return [self._quote(first, others) for first, *others in same.values()]

    def _quote(self, hit: Hit, others: Sequence[Hit]) -> Quote:
        return Quote(
            place=self._place(hit),
            passage=hit.passage,
            score=hit.score,
            highlights=highlights(hit),
            context=hit.passage.context,
            also_in=tuple(self._place(other) for other in others),
        )

    def _place(self, hit: Hit) -> Place:
        return self.place(hit.passage.source_id, hit.passage.start, hit.passage.end)

    def _nearest(self, hits: Sequence[Hit]) -> tuple[Heading, ...]:
        """The sections of the first hits, each once."""
        headings: dict[tuple[str, tuple[str, ...]], Heading] = {}
        for hit in hits:
            place = self._place(hit)
            headings.setdefault((place.source.id, place.section.path), Heading(place.source, place.section))
            if len(headings) == NEAREST:
                break
        return tuple(headings.values())


def _outcome(question: Question, retrieved: Retrieved, confidence: float | None, threshold: float) -> Outcome:
    if retrieved.hits and threshold == 0:
        return "answered"
    # Without a calibration nothing says how sure an answer is; words in common must stand in for it.
    sure = retrieved.evidence.known if confidence is None else confidence >= threshold
    if retrieved.hits and sure:
        return "answered"
    if not retrieved.evidence.known and len(question.terms) < FEW_TERMS:
        return "unclear"
    return "no_passage"
