"""Finds questions in the lead's set that are answered wrongly, or worse than before."""

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

# How many quotes of an answer are checked: as many as a page shows at once.
CHECKED = 5
# Grades of an answer, worst first. SHOWN: the right words, but only with the outcome "related".
WRONG, SHOWN, RIGHT = range(3)
# How a report describes the outcome "related".
ON_THE_SUBJECT = "shown as on the subject, not as an answer"
# How many words of a quote a report shows.
SHOWN_WORDS = 20


def answers_changed(
    questions: Sequence[Gold],
    settings: Settings,
    before: PassageIndex,
    now: PassageIndex,
    embedder: Embedder,
    load_embedder: LoadEmbedder,
    bars: Bars,
) -> tuple[Finding, ...]:
    """Returns the questions that this build handles worse than the build before.

    Asks them as the page would. If the model of the build before is gone, returns every question that this
    build does not answer, or decline, as it should.
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
    """Returns the questions that are handled wrongly, in order.

    These are questions whose right words are missing or shown only as related, and questions that are
    answered but should not be. Asks them as the page would. progress: called after each.
    """
    return tuple(
        Finding(str(gold.asked.id), gold.asked.question, now=_described(gold, answer))
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
    """Yields the questions that got worse. Calls before only for those handled wrongly, to save time."""
    for gold, answer in _asked_of(questions, now, settings, progress):
        found = _standard(gold, answer)
        if found == RIGHT:
            continue
        assistant = before()
        earlier = _asked(assistant, gold, settings) if assistant else None
        if found < (RIGHT if earlier is None else _standard(gold, earlier)):
            yield Finding(
                str(gold.asked.id),
                f"“{gold.asked.question}”",
                _described(gold, earlier),
                _described(gold, answer),
            )


def _asked(assistant: Assistant, gold: Gold, settings: Settings) -> Answer:
    return assistant.answer(
        gold.asked.question,
        threshold=settings.threshold,
        related=settings.related,
        top=CHECKED,
        history=gold.asked.history,
    )


def _standard(gold: Gold, answer: Answer) -> int:
    """Grades an answer: RIGHT (the right words, or rightly declined), SHOWN or WRONG."""
    if not gold.answerable:
        return WRONG if answer.outcome == "answered" else RIGHT
    if _right(gold, answer) is None:
        return WRONG
    return RIGHT if answer.outcome == "answered" else SHOWN


def _right(gold: Gold, answer: Answer) -> tuple[Quote, str] | None:
    """Returns the first quote that answers the question, and the words that answer it."""
    for quote in answer.quotes:
        found = gold.found(quote.text, quote.place.source.id)
        for words in gold.quotes:
            if folded(words) in found:
                return quote, words
    return None


def _described(gold: Gold, answer: Answer | None) -> str:
    """Describes the result of a question."""
    if answer is None:
        return "not known: the model of that build is no longer available"
    if not answer.quotes:
        return f"declined: {status_line(answer)}"
    if not gold.answerable and answer.outcome == "related":
        return f"{ON_THE_SUBJECT}: {_quoted(answer.quotes[0], answer.quotes[0].text)}"
    if not gold.answerable:
        return f"answered, but should not be: {_quoted(answer.quotes[0], answer.quotes[0].text)}"
    if right := _right(gold, answer):
        said = "answered" if answer.outcome == "answered" else ON_THE_SUBJECT
        return f"{said}: {_quoted(*right)}"
    first = answer.quotes[0]
    head = "" if answer.outcome == "answered" else f"{ON_THE_SUBJECT}; "
    return (
        f"{head}none of the first {CHECKED} passages contains the words that answer it; the first is "
        f"{_quoted(first, first.text)}"
    )


def _quoted(quote: Quote, words: str) -> str:
    """Returns the first words of a quote, with its source and section."""
    first = words.split()
    beginning = " ".join(first[:SHOWN_WORDS])
    where = ", ".join(filter(None, [quote.place.source.title, section_name(quote.place.section.path)]))
    return f"“{beginning}”{' …' if len(first) > SHOWN_WORDS else ''} ({where})"
