"""The turns of a session: each question with its answer. They live in the session's memory alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from assistant.answers.answer import TOP, Answer
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from views.asking.answer_card import answer_card
from views.asking.filters import titles
from views.asking.pointers import pointers_shown
from views.current_build import current_assistant, withdrawn

WITHDRAWN = "This answer quoted or named a document that has been withdrawn since. Ask again."
UNKNOWN = "This answer is not shown, for the index cannot be read. This is a fault. Ask again later."


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this session with its answer, or with what is said instead: a fault, or a notice.

    card: the answer as HTML, made once: it is shown again at every run, and may outlive its build.
    within: the ids of the sources that were searched; None: all. name: what its buttons and boxes are known
    by, so that none of another question's is taken for one of this.
    """

    question: str
    answer: Answer | None
    index: PassageIndex | None
    card: str | None = None
    at: datetime | None = None
    within: frozenset[str] | None = None
    fault: str | None = None
    notice: str | None = None
    name: str = field(default_factory=lambda: uuid4().hex, compare=False)

    @property
    def searched_in(self) -> list[str] | None:
        """The titles of the documents that were searched; None where these were all."""
        return titles(self.index, self.within) if self.index and self.within is not None else None


def asked(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The questions of these turns, oldest first: what the next one may lean on."""
    return tuple(turn.question for turn in turns)


def answered(
    settings: Settings,
    question: str,
    history: tuple[str, ...],
    within: frozenset[str] | None = None,
    top: int = TOP,
) -> Turn:
    """Ask, and keep what came: an answer, or the fault that kept it from coming."""
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
    except SignpostError as error:
        return Turn(question, None, None, within=within, fault=str(error))
    return Turn(question, answer, assistant.index, card, at, within)


def without_withdrawn(settings: Settings, turns: Sequence[Turn]) -> list[Turn]:
    """The turns, without the answers that quote what was withdrawn since."""
    try:
        gone = withdrawn(settings)
    except SignpostError:
        # The next question tells of the fault. Until it is known what was withdrawn, nothing is shown.
        return [replace(turn, answer=None, index=None, notice=UNKNOWN) for turn in turns]
    return [
        replace(turn, answer=None, index=None, notice=WITHDRAWN) if _versions(turn) & gone else turn
        for turn in turns
    ]


def _versions(turn: Turn) -> set[str]:
    """The SHA-256 of the documents whose words an answer shows, and of those that it points to.

    Headings and the words of links are a document's words too.
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
