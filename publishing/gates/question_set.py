"""The lead's questions: which are not answered as they should be, and which have lost their answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from assistant.answers.answer import Answer, Assistant
from assistant.answers.as_text import status_line
from assistant.answers.quote import Quote
from assistant.evaluation.gold import Gold, folded
from assistant.library.descriptions import section_name
from assistant.retrieval.calibration import calibrations_for
from assistant.retrieval.reader import load_reader
from index.embedding.embedder import Embedder, LoadEmbedder
from index.errors import IncompatibleIndex, UnsuitableModel
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.gates.gates import Finding
from publishing.progress import Bars

# So many quotes of an answer are looked at, as many as a page shows at once.
LOOKED_AT = 5
# How good an answer is, from worse to better. SHOWN: the right words, as being on the subject.
WRONG, SHOWN, RIGHT = range(3)
# What became of a question whose outcome is "related".
ON_THE_SUBJECT = "shown as on the subject, not as an answer"
# So many words of a quote are told.
TOLD_WORDS = 20


def answers_changed(
    questions: Sequence[Gold],
    settings: Settings,
    before: PassageIndex,
    now: PassageIndex,
    embedder: Embedder,
    load_embedder: LoadEmbedder,
    bars: Bars,
) -> tuple[Finding, ...]:
    """The questions that the build before answered, or declined, as they should be, and this one does not.

    They are asked as the page would ask them. Where the model of the build before is not there any more,
    every question counts that this build does not answer, or decline, as it should.
    """
    reader = load_reader(settings.reader)
    calibrations = calibrations_for(settings.index)

    def assistant(index: PassageIndex, used: Embedder) -> Assistant:
        return Assistant(index, used, calibrations, reader, glossary=settings.glossary == "on")

    @cache
    def earlier() -> Assistant | None:
        same = before.meta.model_fingerprint == embedder.fingerprint
        try:
            return assistant(before, embedder if same else load_embedder(before.meta.model))
        except (UnsuitableModel, IncompatibleIndex):
            return None

    with bars("Asking the questions", len(questions)) as bar:
        found = _changed(questions, assistant(now, embedder), earlier, settings, lambda: bar.update(1))
        return tuple(found)


def unanswered(
    questions: Iterable[Gold], assistant: Assistant, settings: Settings, progress: Callable[[], None]
) -> tuple[Finding, ...]:
    """The questions that are not answered as they should be, in their order.

    Their right words are not shown, or shown as on the subject only, or they are answered and should not be.
    They are asked as the page would ask them. progress: called after each.
    """
    return tuple(
        Finding(str(gold.asked.id), gold.asked.question, now=_told(gold, answer))
        for gold, answer in _asked_of(questions, assistant, settings, progress)
        if _standard(gold, answer) != RIGHT
    )


def _asked_of(
    questions: Iterable[Gold], assistant: Assistant, settings: Settings, progress: Callable[[], None]
) -> Iterator[tuple[Gold, Answer]]:
    for gold in questions:
        yield gold, _asked(assistant, gold, settings)
        progress()


def _changed(
    questions: Iterable[Gold],
    now: Assistant,
    before: Callable[[], Assistant | None],
    settings: Settings,
    progress: Callable[[], None],
) -> Iterator[Finding]:
    """before: called only where a question is not as it should be, which costs less."""
    for gold, answer in _asked_of(questions, now, settings, progress):
        found = _standard(gold, answer)
        if found == RIGHT:
            continue
        assistant = before()
        earlier = _asked(assistant, gold, settings) if assistant else None
        if found < (RIGHT if earlier is None else _standard(gold, earlier)):
            yield Finding(
                str(gold.asked.id), f"“{gold.asked.question}”", _told(gold, earlier), _told(gold, answer)
            )


def _asked(assistant: Assistant, gold: Gold, settings: Settings) -> Answer:
    return assistant.answer(
        gold.asked.question,
        threshold=settings.threshold,
        related=settings.related,
        top=LOOKED_AT,
        history=gold.asked.history,
    )


def _standard(gold: Gold, answer: Answer) -> int:
    """How good an answer is: the right words, or a silence, where it should be; on the subject; or wrong."""
    if not gold.answerable:
        return WRONG if answer.outcome == "answered" else RIGHT
    if _right(gold, answer) is None:
        return WRONG
    return RIGHT if answer.outcome == "answered" else SHOWN


def _right(gold: Gold, answer: Answer) -> tuple[Quote, str] | None:
    """The first quote that answers the question, and the words in it that do."""
    for quote in answer.quotes:
        found = gold.found(quote.text, quote.place.source.id)
        for words in gold.quotes:
            if folded(words) in found:
                return quote, words
    return None


def _told(gold: Gold, answer: Answer | None) -> str:
    """What became of a question."""
    if answer is None:
        return "not known, for the model that was asked is not there any more"
    if not answer.quotes:
        return f"declined: {status_line(answer)}"
    if not gold.answerable and answer.outcome == "related":
        return f"{ON_THE_SUBJECT}: {_quoted(answer.quotes[0], answer.quotes[0].text)}"
    if not gold.answerable:
        return f"answered, and it should not be: {_quoted(answer.quotes[0], answer.quotes[0].text)}"
    if right := _right(gold, answer):
        said = "answered" if answer.outcome == "answered" else ON_THE_SUBJECT
        return f"{said}: {_quoted(*right)}"
    first = answer.quotes[0]
    head = "" if answer.outcome == "answered" else f"{ON_THE_SUBJECT}; "
    return (
        f"{head}none of the first {LOOKED_AT} passages holds the words that answer it; the first of them is "
        f"{_quoted(first, first.text)}"
    )


def _quoted(quote: Quote, words: str) -> str:
    """The beginning of some words of a quote, and where they stand."""
    first = words.split()
    beginning = " ".join(first[:TOLD_WORDS])
    where = ", ".join(filter(None, [quote.place.source.title, section_name(quote.place.section.path)]))
    return f"“{beginning}”{' …' if len(first) > TOLD_WORDS else ''} ({where})"
