"""The page Ask: a question, then the guidance's own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import streamlit as st

from assistant.answer import TOP, Answer
from assistant.plain import counted
from assistant.question import LONGEST_QUESTION
from index.errors import SignpostError
from index.passage_index import PassageIndex
from index.settings import Settings
from views import details
from views.cards import answer_card
from views.saved import Line, markdown, saved_lines, web_page, word
from views.shared import current_assistant, withdrawn

# Also the accessible name of the box.
PROMPT = "Type your question and press Enter"
WITHDRAWN = "This answer quoted a document that has been withdrawn since. Ask again."
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Make = Callable[[Sequence[Line]], str | bytes]
FILES: tuple[tuple[str, str, str, Make], ...] = (
    ("Save as Word", "docx", WORD_TYPE, word),
    ("Save as Markdown", "md", "text/markdown", markdown),
    ("Save as a page to print", "html", "text/html", web_page),
)
UNKNOWN = "This answer is not shown, for the index cannot be read. This is a fault. Ask again later."


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this session with its answer, or with what is said instead: a fault, or a notice."""

    question: str
    answer: Answer | None
    index: PassageIndex | None
    at: datetime | None = None
    fault: str | None = None
    notice: str | None = None


def render(settings: Settings) -> None:
    """Show the turns so far and take the next question. They live in this session's memory alone."""
    st.title("Ask the guidance", anchor=False)
    st.markdown(
        "Ask in plain language. You see the guidance's own words, with their source, or are told that it "
        "does not answer. **Leave out names and other details of a child:** you do not need them here."
    )
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    turns[:] = _without_withdrawn(settings, turns)
    # In a container of its own: at the root the box would scroll the page past the first quotes.
    with st.bottom:
        typed = st.chat_input(PROMPT, max_chars=LONGEST_QUESTION)
    question = details.checked(typed)
    if question:
        with st.spinner("Searching the guidance"):
            turns.append(_ask(settings, question, _asked(turns)))
    # The newest first, so that its best quote is in view.
    shown = st.container()
    if turns and st.button("Clear the page"):
        turns.clear()
        details.forget()
    with shown:
        details.ask_back()
        for number in reversed(range(len(turns))):
            _show(settings, turns, number)


def _asked(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The questions of these turns, oldest first: what the next one may lean on."""
    return tuple(turn.question for turn in turns)


def _ask(settings: Settings, question: str, history: tuple[str, ...], top: int = TOP) -> Turn:
    try:
        assistant = current_assistant(settings)
        answer = assistant.answer(question, threshold=settings.threshold, top=top, history=history)
    except SignpostError as error:
        return Turn(question, None, None, fault=str(error))
    return Turn(question, answer, assistant.index, datetime.now().astimezone())


def _without_withdrawn(settings: Settings, turns: Sequence[Turn]) -> list[Turn]:
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
    """The SHA-256 of the documents that an answer names words of."""
    quotes = turn.answer.quotes if turn.answer else ()
    return {place.document.sha256 for quote in quotes for place in (quote.place, *quote.also_in)}


def _show(settings: Settings, turns: list[Turn], number: int) -> None:
    turn = turns[number]
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        if turn.answer is not None and turn.index is not None:
            st.html(answer_card(turn.answer, turn.index))
            if turn.answer.more:
                label = f"Show {counted(turn.answer.more, 'more passage')}"
                st.button(label, key=f"more-{number}", on_click=_show_more, args=(settings, turns, number))
            if turn.at is not None:
                _offer_to_save(turn.answer, turn.at, number)
        elif turn.notice:
            st.warning(turn.notice)
        else:
            st.error(f"The guidance could not be searched. This is a fault, not an answer. {turn.fault}")


def _offer_to_save(answer: Answer, at: datetime, number: int) -> None:
    """Three kinds of files; each is made when it is asked for."""
    with st.expander("Save this answer"):
        asked = st.checkbox("Include my question", key=f"with-question-{number}")
        row = st.container(horizontal=True)
        for label, ending, mime, make in FILES:
            row.download_button(
                label,
                partial(_saved, make, answer, at, asked),
                file_name=f"guidance-{at:%Y-%m-%d-%H%M}.{ending}",
                mime=mime,
                key=f"{ending}-{number}",
                on_click="ignore",
            )
        st.caption(
            "Your question will be in the file." if asked else "Your question will not be in the file."
        )


def _saved(make: Make, answer: Answer, at: datetime, asked: bool) -> str | bytes:
    return make(saved_lines(answer, at, with_question=asked))


def _show_more(settings: Settings, turns: list[Turn], number: int) -> None:
    """Ask the same question again, for all of its passages."""
    turn = turns[number]
    if turn.answer is not None:
        top = len(turn.answer.quotes) + turn.answer.more
        turns[number] = _ask(settings, turn.question, _asked(turns[:number]), top)
