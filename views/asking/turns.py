"""The turns of a session, each a question with its answer, kept only in the session's memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from assistant.answers.answer import TOP, Answer
from index.errors import SignpostError, TooManyQuestions
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from views.asking.answer_card import answer_card
from views.asking.filters import titles
from views.asking.pointers import pointers_shown
from views.current_build import current_assistant, withdrawn

WITHDRAWN = "This answer used a document that has since been withdrawn. Ask again."
UNKNOWN = "This answer is hidden because the index cannot be read. This is a fault. Ask again later."


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this session with its answer, or with a fault or notice instead.

    card: the answer as HTML, made once, shown at every run, and kept even if its build is deleted. within:
    ids of the sources searched, or None for all. name: unique, for the keys of its buttons and boxes, so
    that no turn reacts to another's. waits: nothing was searched, because too many people asked at once.
    """

    question: str
    answer: Answer | None
    index: PassageIndex | None
    card: str | None = None
    at: datetime | None = None
    within: frozenset[str] | None = None
    fault: str | None = None
    notice: str | None = None
    waits: bool = False
    name: str = field(default_factory=lambda: uuid4().hex, compare=False)

    @property
    def searched_in(self) -> list[str] | None:
        """Returns the titles of the documents searched, or None for all."""
        return titles(self.index, self.within) if self.index and self.within is not None else None


def asked(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Returns the questions of these turns, oldest first, as history for the next one."""
    return tuple(turn.question for turn in turns)


def answered(
    settings: Settings,
    question: str,
    history: tuple[str, ...],
    within: frozenset[str] | None = None,
    top: int = TOP,
) -> Turn:
    """Asks the question. Returns a turn with the answer, or with what prevented one."""
    try:
        assistant = current_assistant(settings)
        answer = assistant.answer(
            question,
            threshold=settings.threshold,
            related=settings.related,
            top=top,
            sources=within or (),
            history=history,
        )
        at = datetime.now().astimezone()
        searched_in = None if within is None else titles(assistant.index, within)
        card = answer_card(answer, assistant.index, at.date(), searched_in)
    except TooManyQuestions as error:
        return Turn(question, None, None, within=within, notice=str(error), waits=True)
    except SignpostError as error:
        return Turn(question, None, None, within=within, fault=str(error))
    return Turn(question, answer, assistant.index, card, at, within)


def without_withdrawn(settings: Settings, turns: Sequence[Turn]) -> list[Turn]:
    """Returns the turns, without answers that show a document version withdrawn since."""
    try:
        gone = withdrawn(settings)
    except SignpostError:
        # The next question reports the fault. Until withdrawals can be read, nothing may be shown.
        return [replace(turn, answer=None, index=None, notice=UNKNOWN) for turn in turns]
    return [
        replace(turn, answer=None, index=None, notice=WITHDRAWN) if _versions(turn) & gone else turn
        for turn in turns
    ]


def _versions(turn: Turn) -> set[str]:
    """Returns the SHA-256 of every document whose words an answer shows, or to which it points.

    Headings and link texts count as words of a document.
    """
    answer, index = turn.answer, turn.index
    if answer is None or index is None:
        return set()
    shown = [p.document for quote in answer.quotes for p in (quote.place, *quote.also_in)]
    shown += [index.documents[near.source.id] for near in answer.nearest]
    pointers = pointers_shown(answer)
    shown += [pointer.because.document for pointer in pointers if pointer.because]
    shown += [index.documents[pointer.source.id] for pointer in pointers if pointer.held]
    return {document.sha256 for document in shown}
