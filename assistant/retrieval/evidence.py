"""The evidence that the corpus answers a question: a few numbers from its ranking."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.questions.question import Question
from assistant.questions.requested_fact import Fact
from assistant.retrieval.ranking import READ, Ranked, Ranking
from index.documents import Span

# A sentence is highlighted if its score is within this of the quote's best.
HIGHLIGHT_MARGIN = 0.12
# Averages this many of the highest answer logits. The mean predicts better than the maximum, because an
# answer usually occurs in more than one place.
ANSWERS = 4
# The reader was trained on short questions. Beyond this many words its answer logits shrink in proportion
# towards UNDECIDED, a value between yes and no.
SHORT_QUESTION_WORDS = 15
UNDECIDED = -3.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features that the confidence is computed from.

    sentence: the highest cosine similarity of a sentence. terms: the highest share of the question's content
    words in one of the first hits. answers: the mean of the reader's highest answer logits, closer to
    undecided the longer the question; 0 without a reader. missing: 1 if none of the first hits gives a fact
    asked for. size: the natural logarithm of the number of passages searched, because with more passages the
    nearest is nearer by chance. documents: the natural logarithm of how many documents the first hits come
    from, divided by how many they would come from by chance, because passages about something that the corpus
    covers stand together, and chance finds do not. scene: the logarithm of how many times longer than a short
    question it is, because a question with a scene before it is closer to everything. scene_sentence: scene
    times sentence. known: see `Retrieved`.
    """

    sentence: float = 0.0
    terms: float = 0.0
    answers: float = 0.0
    missing: float = 0.0
    size: float = 0.0
    documents: float = 0.0
    scene: float = 0.0
    scene_sentence: float = 0.0
    known: bool = False


def evidence_of(question: Question, ranking: Ranking, *, missing: bool) -> Evidence:
    """Returns the evidence of a ranking. missing: whether a fact asked for was not found."""
    ranked = ranking.ranked
    if not ranked:
        return Evidence()
    likenesses = [entry.hit.likeness for entry in ranked]
    answers = sorted((entry.reading.answer for entry in ranked if entry.reading), reverse=True)
    trust = min(1.0, SHORT_QUESTION_WORDS / len(question.searched.split()))
    scene = -math.log(trust)
    sentence = max(like.sentence for like in likenesses)
    first = [entry.hit.passage.source_id for entry in ranked[:READ]]
    return Evidence(
        sentence=sentence,
        terms=max(like.terms for like in likenesses[:ANSWERS]),
        answers=UNDECIDED + trust * (fmean(answers[:ANSWERS]) - UNDECIDED) if answers else 0.0,
        missing=float(missing),
        size=math.log(sum(ranking.searched)),
        documents=math.log(len(set(first)) / documents_by_chance(ranking.searched, len(first))),
        scene=scene,
        scene_sentence=scene * sentence,
        known=ranking.known,
    )


def documents_by_chance(searched: Sequence[int], drawn: int) -> float:
    """Returns how many documents this many passages come from on average, if drawn at random.

    searched: how many passages each document holds. Drawn with replacement, so a little too few where the
    documents hold hardly more.
    """
    size = sum(searched)
    return sum(1 - (1 - passages / size) ** drawn for passages in searched)


def highlights(entries: Sequence[Ranked]) -> tuple[Span, ...]:
    """Returns the sentences closest to the question in these passages of one document; at least one.

    Of the sentences that give a fact asked for, the closest is always among them. [start, end) in the
    document's text, in order.
    """
    scored: dict[Span, float] = {}
    giving: dict[Fact, set[Span]] = {}
    for entry in entries:
        sentences = entry.hit.passage.sentences
        scored |= zip(sentences, entry.hit.sentence_scores, strict=True)
        for fact, places in entry.facts.items():
            giving.setdefault(fact, set()).update(sentences[place] for place in places)
    least = max(scored.values()) - HIGHLIGHT_MARGIN
    facts = {max(spans, key=lambda span: (scored[span], span)) for spans in giving.values()}
    return tuple(span for span, score in scored.items() if score >= least or span in facts)
