"""The lead's questions: which are not answered as they should be, and which have lost their answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from assistant.answer import Answer, Assistant
from assistant.citation import section_name
from assistant.evidence import Calibration
from assistant.gold import Gold, folded
from assistant.plain import status_line
from assistant.quotes import Quote
from assistant.reader import load_reader
from index.embedder import Embedder, LoadEmbedder
from index.errors import IncompatibleIndex, UnsuitableModel
from index.passage_index import PassageIndex
from index.settings import Settings
from publishing.gates import Finding
from publishing.progress import Bars

# So many quotes of an answer are looked at, as many as a page shows at once.
LOOKED_AT = 5
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

    def assistant(index: PassageIndex, used: Embedder) -> Assistant:
        return Assistant(index, used, Calibration.load(), reader, glossary=settings.glossary == "on")

    @cache
    def earlier() -> Assistant | None:
        same = before.meta.model_fingerprint == embedder.fingerprint
        try:
            return assistant(before, embedder if same else load_embedder(before.meta.model))
        except (UnsuitableModel, IncompatibleIndex):
            return None

    with bars("Asking the questions", len(questions)) as bar:
        found = _changed(
            questions, assistant(now, embedder), earlier, settings.threshold, lambda: bar.update(1)
        )
        return tuple(found)


def unanswered(
    questions: Iterable[Gold], assistant: Assistant, threshold: float, progress: Callable[[], None]
) -> tuple[Finding, ...]:
    """The questions that are not answered, or declined, as they should be, in their order.

    They are asked as the page would ask them. progress: called after each.
    """
    return tuple(
        Finding(str(gold.asked.id), gold.asked.question, now=_told(gold, answer))
        for gold, answer in _wrong(questions, assistant, threshold, progress)
    )


def _wrong(
    questions: Iterable[Gold], assistant: Assistant, threshold: float, progress: Callable[[], None]
) -> Iterator[tuple[Gold, Answer]]:
    for gold in questions:
        answer = _asked(assistant, gold, threshold)
        if not _as_it_should_be(gold, answer):
            yield gold, answer
        progress()


def _changed(
    questions: Iterable[Gold],
    now: Assistant,
    before: Callable[[], Assistant | None],
    threshold: float,
    progress: Callable[[], None],
) -> Iterator[Finding]:
    """before: called only where a question is not as it should be, which costs less."""
    for gold, answer in _wrong(questions, now, threshold, progress):
        assistant = before()
        earlier = _asked(assistant, gold, threshold) if assistant else None
        if earlier is None or _as_it_should_be(gold, earlier):
            yield Finding(
                str(gold.asked.id), f"“{gold.asked.question}”", _told(gold, earlier), _told(gold, answer)
            )


def _asked(assistant: Assistant, gold: Gold, threshold: float) -> Answer:
    return assistant.answer(
        gold.asked.question, threshold=threshold, top=LOOKED_AT, history=gold.asked.history
    )


def _as_it_should_be(gold: Gold, answer: Answer) -> bool:
    return _right(gold, answer) is not None if gold.answerable else not answer.quotes


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
    if not gold.answerable:
        return f"answered, and it should not be: {_quoted(answer.quotes[0], answer.quotes[0].text)}"
    if right := _right(gold, answer):
        return f"answered: {_quoted(*right)}"
    first = answer.quotes[0]
    return (
        f"none of the first {LOOKED_AT} passages holds the words that answer it; the first of them is "
        f"{_quoted(first, first.text)}"
    )


def _quoted(quote: Quote, words: str) -> str:
    """The beginning of some words of a quote, and where they stand."""
    first = words.split()
    beginning = " ".join(first[:TOLD_WORDS])
    where = ", ".join(filter(None, [quote.place.source.title, section_name(quote.place.section.path)]))
    return f"“{beginning}”{' …' if len(first) > TOLD_WORDS else ''} ({where})"
