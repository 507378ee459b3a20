"""The answer to a question: quotes, or an honest silence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.evidence import Calibration
from assistant.followups import continued, leans
from assistant.question import FEW_TERMS, Question
from assistant.quotes import Quote
from assistant.quoting import quotes_of
from assistant.ranking import Ranked, Ranker, Ranking
from assistant.reader import Reader
from assistant.standing import Standing, standings
from assistant.wording import Wording
from index.embedder import Embedder
from index.errors import IncompatibleIndex, UnknownSource
from index.model import Section, Source
from index.passage_index import PassageIndex

Outcome = Literal["answered", "no_passage", "unclear"]
TOP = 5
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as a place to look. It is no answer. standing: how its source stands."""

    source: Source
    section: Section
    standing: Standing


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


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question, before it is settled whether that is an answer."""

    question: Question
    ranking: Ranking
    confidence: float | None


class Assistant:
    """Answers questions from one build."""

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        calibration: Calibration,
        reader: Reader | None = None,
        *,
        glossary: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        if embedder.fingerprint != index.meta.model_fingerprint:
            raise IncompatibleIndex(
                f"the build {index.meta.build} was made with another version of the model "
                f"{index.meta.model!r} than the one that is installed: run `signpost ingest`"
            )
        self.index = index
        self._ranker = Ranker(index, embedder, reader)
        self._calibration = calibration
        self._today = today
        self._wording = Wording(index.corpus.terms if glossary else (), index.words, embedder.words)

    def answer(
        self,
        text: str,
        *,
        threshold: float,
        top: int = TOP,
        sources: Collection[str] = (),
        history: Sequence[str] = (),
    ) -> Answer:
        """Answer when the confidence is at least the threshold; at 0 nothing is declined. See `find`."""
        return self.settle(self.find(text, sources=sources, history=history), threshold=threshold, top=top)

    def find(self, text: str, *, sources: Collection[str] = (), history: Sequence[str] = ()) -> Finding:
        """Search for a question, in these sources only where any are named.

        history: earlier questions, oldest first; one that the question leans on is searched with it.
        InvalidQuestion: the question is empty or too long. UnknownSource: one of the ids is not held.
        """
        question = Question.of(text)
        for source_id in sources:
            if source_id not in self.index.documents:
                raise UnknownSource(
                    f"{source_id!r} is no source with a document in this index: "
                    f"{', '.join(self.index.documents)} are"
                )
        if history and leans(question, lambda: self._ranker.first_evidence(question, sources)):
            question = continued(question, history)
        question = self._wording.widened(question)
        ranking = self._ranker.rank(question, sources)
        return Finding(question, ranking, self._calibration.confidence(ranking.evidence, self._ranker.models))

    def settle(self, finding: Finding, *, threshold: float, top: int = TOP) -> Answer:
        """Make an answer, or a refusal, of what was found."""
        ranked = finding.ranking.ranked
        outcome = _outcome(finding, threshold)
        standing = standings(self.index.sources, self._today())
        quotes = quotes_of(self.index, ranked, standing) if outcome == "answered" else []
        return Answer(
            question=finding.question,
            outcome=outcome,
            confidence=finding.confidence,
            threshold=threshold,
            quotes=tuple(quotes[:top]),
            more=max(0, len(quotes) - top),
            nearest=() if outcome == "answered" else self._nearest(ranked, standing),
            build=self.index.meta.build,
        )

    def _nearest(self, ranked: Sequence[Ranked], standing: Mapping[str, Standing]) -> tuple[Heading, ...]:
        """The sections of the first hits, each once."""
        headings: dict[tuple[str, tuple[str, ...]], Heading] = {}
        for entry in ranked:
            passage = entry.hit.passage
            source = self.index.sources[passage.source_id]
            section = self.index.documents[source.id].section_at(passage.start)
            headings.setdefault((source.id, section.path), Heading(source, section, standing[source.id]))
            if len(headings) == NEAREST:
                break
        return tuple(headings.values())


def _outcome(finding: Finding, threshold: float) -> Outcome:
    ranked, evidence = finding.ranking.ranked, finding.ranking.evidence
    if ranked and threshold == 0:
        return "answered"
    # Without a calibration nothing says how sure an answer is; words in common must stand in for it.
    sure = evidence.known if finding.confidence is None else finding.confidence >= threshold
    if ranked and sure:
        return "answered"
    if not evidence.known and len(finding.question.terms) < FEW_TERMS:
        return "unclear"
    return "no_passage"
