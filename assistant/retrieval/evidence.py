"""How much speaks for an answer: what the ranking of a question shows, as a few numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.questions.question import Question
from assistant.retrieval.ranking import Ranking
from index.documents import Span
from index.hits import Hit

# A sentence is highlighted when its score comes this near to that of the quote's best one.
HIGHLIGHT_MARGIN = 0.12
# The mean over this many of the highest answer logits tells more than the highest one: what is answered
# is answered in more than one place.
ANSWERS = 4
# The reader was trained on short questions. Beyond so many words its answer logits count for less, in
# proportion, and tend to a value between yes and no.
SHORT_QUESTION_WORDS = 15
UNDECIDED = -3.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for it that the corpus answers a question.

    sentence: the highest similarity of a sentence. terms: the highest share of the question's content words
    in one of the first hits. answers: the reader's answer logit, the mean over the highest, nearer to
    undecided the longer the question; 0 without a reader. missing: 1 where a fact was asked for that none of
    the first hits holds. size: the natural logarithm of how many passages were searched: the more, the
    nearer is the nearest by chance. scene: by how much, as a logarithm, the question is longer than a short
    one: with a scene before it, it is nearer to everything. scene_sentence: that times `sentence`. known:
    see `Retrieved`.
    """

    sentence: float = 0.0
    terms: float = 0.0
    answers: float = 0.0
    missing: float = 0.0
    size: float = 0.0
    scene: float = 0.0
    scene_sentence: float = 0.0
    known: bool = False


def evidence_of(question: Question, ranking: Ranking, *, missing: bool) -> Evidence:
    """The evidence of a ranking. missing: whether a fact was asked for that was not found."""
    ranked = ranking.ranked
    if not ranked:
        return Evidence()
    likenesses = [entry.hit.likeness for entry in ranked]
    answers = sorted((entry.reading.answer for entry in ranked if entry.reading), reverse=True)
    trust = min(1.0, SHORT_QUESTION_WORDS / len(question.searched.split()))
    scene = -math.log(trust)
    sentence = max(like.sentence for like in likenesses)
    return Evidence(
        sentence=sentence,
        terms=max(like.terms for like in likenesses[:ANSWERS]),
        answers=UNDECIDED + trust * (fmean(answers[:ANSWERS]) - UNDECIDED) if answers else 0.0,
        missing=float(missing),
        size=math.log(ranking.size),
        scene=scene,
        scene_sentence=scene * sentence,
        known=ranking.known,
    )


def highlights(hits: Sequence[Hit]) -> tuple[Span, ...]:
    """The sentences that bear on the question, in these passages of one document; one at least.

    [start, end) in the document's text, in order.
    """
    scored = [
        (span, score)
        for hit in hits
        for span, score in zip(hit.passage.sentences, hit.sentence_scores, strict=True)
    ]
    least = max(score for _, score in scored) - HIGHLIGHT_MARGIN
    return tuple(span for span, score in scored if score >= least)
