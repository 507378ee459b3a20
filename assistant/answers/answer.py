"""The answer to a question: quotes, passages on the same subject, or nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Literal

from assistant.answers.pointers import Onward, Pointer
from assistant.answers.quote import Place, Quote
from assistant.answers.quoting import bearing, quotes_of
from assistant.library.status import Standing, standings
from assistant.questions.expansion import Wording
from assistant.questions.meaning import meanings_of
from assistant.questions.question import FEW_TERMS, Question
from assistant.questions.requested_fact import Fact, missing
from assistant.retrieval.calibration import Calibration, matching
from assistant.retrieval.evidence import Evidence, evidence_of
from assistant.retrieval.followups import continued, leans
from assistant.retrieval.ranking import Ranked, Ranker, Ranking
from assistant.retrieval.reader import Reader
from index.documents import Passage, Section, Source
from index.embedding.embedder import Embedder
from index.errors import IncompatibleIndex
from index.settings import DEFAULT_RELATED
from index.storage.passage_index import PassageIndex

Outcome = Literal["answered", "related", "no_passage", "unclear"]
TOP = 5
NEAREST = 3
# How many of the first passages are searched for the fact asked for.
FACT_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as a place to look, not an answer. standing: the status of its source."""

    source: Source
    section: Section
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """The fact asked for that no passage gives, which is why nothing counts as an answer.

    kind: the fact in a few words. message: a sentence for the user.
    """

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guidance says to a question.

    quotes: best first; empty unless the outcome is "answered" or "related" (on the subject, not sure to
    answer). more: how many further quotes there are. nearest: where to look if there are no quotes.
    confidence: the probability that the corpus answers; None for models without a calibration, which decline
    only questions that share no word with the corpus. reason: None unless a fact asked for is missing.
    points_to: registered sources to look at next.
    """

    question: Question
    outcome: Outcome
    confidence: float | None
    threshold: float
    related_threshold: float
    reason: Reason | None
    quotes: tuple[Quote, ...]
    more: int
    nearest: tuple[Heading, ...]
    points_to: tuple[Pointer, ...]
    build: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The search results for a question, before the thresholds decide the outcome.

    reason: the fact asked for that no passage gives. on_subject: the confidence without that penalty,
    because passages on the subject may exist although the fact is missing.
    """

    question: Question
    ranking: Ranking
    evidence: Evidence
    confidence: float | None
    on_subject: float | None
    reason: Reason | None


class Assistant:
    """Answers questions from one build."""

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        calibrations: Sequence[Calibration],
        reader: Reader | None = None,
        *,
        glossary: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        if embedder.fingerprint != index.meta.model_fingerprint:
            raise IncompatibleIndex(
                f"the build {index.meta.build} was made with a different version of the model "
                f"{index.meta.model!r} from the one installed here: run `signpost ingest`"
            )
        self.index = index
        self._ranker = Ranker(index, embedder, reader)
        self.calibration = matching(calibrations, self.models, index.meta.build)
        self._today = today
        # The same all day, and many where there are many sources.
        self._standings = lru_cache(1)(partial(standings, index.sources))
        terms = index.corpus.terms if glossary else ()
        meanings = meanings_of(embedder, terms)
        self._wording = Wording(terms, index.words, embedder.words, meanings)
        self._onward = Onward(index)

    @property
    def models(self) -> tuple[str, str | None]:
        """The fingerprints of the embedder and the reader."""
        return self._ranker.models

    def answer(
        self,
        text: str,
        *,
        threshold: float,
        related: float = DEFAULT_RELATED,
        top: int = TOP,
        sources: Collection[str] = (),
        history: Sequence[str] = (),
    ) -> Answer:
        """Returns the answer to a question. See `find` and `settle`."""
        finding = self.find(text, sources=sources, history=history)
        return self.settle(finding, threshold=threshold, related=related, top=top)

    def find(self, text: str, *, sources: Collection[str] = (), history: Sequence[str] = ()) -> Finding:
        """Searches for a question, in these sources only if any are named.

        history: earlier questions, oldest first; if the question depends on one, both are searched together.
        Raises InvalidQuestion if the question is empty or too long, UnknownSource if an id has no document
        here.
        """
        question = Question.of(text)
        self.index.require(sources)
        if history and leans(question, lambda: self._ranker.retrieved(question, sources)):
            question = continued(question, history)
        question = self._wording.widened(question)
        ranking = self._ranker.rank(question, sources)
        reason = self._reason(ranking)
        evidence = evidence_of(question, ranking, missing=reason is not None)
        confidence = on_subject = None
        if self.calibration:
            confidence = self.calibration.confidence(evidence)
            on_subject = self.calibration.confidence(replace(evidence, missing=0.0))
        return Finding(question, ranking, evidence, confidence, on_subject, reason)

    def settle(
        self, finding: Finding, *, threshold: float, related: float = DEFAULT_RELATED, top: int = TOP
    ) -> Answer:
        """Turns a finding into an answer.

        The outcome is "answered" if the confidence reaches `threshold` and the quotes give every fact asked
        for; "related" if the confidence, leaving aside a missing fact, reaches `related`. A threshold of 0
        shows everything as an answer.
        """
        ranked = finding.ranking.ranked
        outcome = _outcome(finding, threshold, related)
        standing = self._standings(self._today())
        shown = outcome in {"answered", "related"}
        quotes = quotes_of(self.index, ranked, standing) if shown else []
        reason = None
        if threshold > 0:
            quotes = bearing(quotes)
            places = [place for quote in quotes for place in (quote.place, *quote.also_in)]
            quoted = [entry for entry in ranked if any(_within(entry.hit.passage, p) for p in places)]
            reason = finding.reason or (_lacking(finding.ranking.facts, quoted) if shown else None)
            outcome = "related" if outcome == "answered" and reason else outcome
        return Answer(
            question=finding.question,
            outcome=outcome,
            confidence=finding.confidence,
            threshold=threshold,
            related_threshold=related,
            reason=reason,
            quotes=tuple(quotes[:top]),
            more=max(0, len(quotes) - top),
            nearest=() if shown else self._nearest(ranked, standing),
            points_to=self._points_to(finding, quotes[:top]),
            build=self.index.meta.build,
        )

    def _reason(self, ranking: Ranking) -> Reason | None:
        """Returns the first fact asked for that none of the first passages gives."""
        return _lacking(ranking.facts, ranking.ranked[:FACT_PASSAGES])

    def _points_to(self, finding: Finding, quotes: Sequence[Quote]) -> tuple[Pointer, ...]:
        """Returns the sources that the quoted passages, or else the nearest ones, point to."""
        if not finding.evidence.known:
            return ()
        ranked = [entry.hit.passage for entry in finding.ranking.ranked]
        near = [passage for passage in ranked if any(_within(passage, quote.place) for quote in quotes)]
        near = near or ranked[:NEAREST]
        return self._onward.pointers(finding.question, near, {quote.place.source.id for quote in quotes})

    def _nearest(self, ranked: Sequence[Ranked], standing: Mapping[str, Standing]) -> tuple[Heading, ...]:
        """Returns the sections of the first hits, each once."""
        headings: dict[tuple[str, tuple[str, ...]], Heading] = {}
        for entry in ranked:
            passage = entry.hit.passage
            source = self.index.sources[passage.source_id]
            section = self.index.documents[source.id].section_at(passage.start)
            headings.setdefault((source.id, section.path), Heading(source, section, standing[source.id]))
            if len(headings) == NEAREST:
                break
        return tuple(headings.values())


def _lacking(facts: Sequence[Fact], entries: Sequence[Ranked]) -> Reason | None:
    """Returns the first of the facts that none of these passages gives. Each may give another of them."""
    given = frozenset().union(*(entry.facts for entry in entries))
    fact = next((fact for fact in facts if fact not in given), None)
    return Reason(fact.name, missing(fact)) if fact else None


def _within(passage: Passage, place: Place) -> bool:
    return passage.source_id == place.source.id and place.start <= passage.start < place.end


def _outcome(finding: Finding, threshold: float, related: float) -> Outcome:
    if finding.ranking.ranked:
        if threshold == 0:
            return "answered"
        # Without a calibration there is no confidence, so words shared with the corpus decide.
        confidence = finding.confidence
        if finding.evidence.known if confidence is None else confidence >= threshold:
            return "answered"
        if finding.on_subject is not None and finding.on_subject >= related:
            return "related"
    if not finding.evidence.known and len(finding.question.terms) < FEW_TERMS:
        return "unclear"
    return "no_passage"
