"""The page Ask: a question, then the guidance's own words."""

from dataclasses import replace

import streamlit as st

from assistant.answers.as_text import reason_lines, searched_in_line, status_line
from assistant.library.descriptions import counted
from assistant.library.example_questions import examples
from assistant.library.notices import Notices
from assistant.questions.question import LONGEST_QUESTION
from index.errors import SignpostError
from index.settings import Settings
from views.asking import actions, filters, personal_details
from views.asking.turns import Turn, answered, asked, without_withdrawn
from views.current_build import current_index
from views.elements import notices
from views.elements.faults import fault
from views.elements.page_script import announce

# Also the accessible name of the box.
PROMPT = "Type your question and press Enter"
INTRODUCTION = (
    "Ask in plain language. You see the guidance's own words, with their source, or are told that it does "
    "not answer. **Leave out names and other details of a child:** you do not need them here."
)
FAULT = "The guidance could not be searched. This is a fault, not an answer."
NOTHING_CHOSEN = "Not searched: no document is both of this kind and chosen. Change what is searched."
EXAMPLES = 4
# In the session's memory: the turns, the example that was pressed, whether there is a form for the chat box.
TURNS, EXAMPLE, FORM = "turns", "example", "form"


def render(settings: Settings, read: Notices) -> None:
    """Show the turns so far and take the next question. They live in this session's memory alone."""
    st.title("Ask the guidance", anchor=False)
    turns: list[Turn] = st.session_state.setdefault(TURNS, [])
    turns[:] = without_withdrawn(settings, turns)
    introduction = st.container()
    within = _within(settings)
    question = personal_details.checked(_typed())
    if question and within is not None and not within:
        turns.append(Turn(question, None, None, within=within, notice=NOTHING_CHOSEN))
    elif question:
        with st.spinner("Searching the guidance"):
            turns.append(answered(settings, question, asked(turns), within))
    if question:
        announce(_outcome(turns[-1]))
    if not turns:
        introduction.markdown(INTRODUCTION)
    # The newest first, so that its best quote is in view.
    shown = st.container()
    if holds_something():
        st.button("Clear the page", on_click=_clear)
    else:
        _offer_examples(settings)
    with shown:
        personal_details.ask_back(read)
        for number in reversed(range(len(turns))):
            _show(settings, read, turns, number)


def keep_choices() -> None:
    """What is searched, and how one asks, outlives a look at another page; Streamlit alone forgets it."""
    for key in (FORM, *filters.KEYS):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def holds_something() -> bool:
    """Whether this session holds a question that an idle page must lose."""
    return bool(st.session_state.get(TURNS)) or personal_details.waits()


def _within(settings: Settings) -> frozenset[str] | None:
    """The ids of the sources to search; None: all."""
    with st.expander("What is searched, and how you ask"):
        st.checkbox("Ask with a form instead of the chat box", key=FORM)
        try:
            index = current_index(settings)
            within = filters.chosen(index)
        except SignpostError:
            # The question itself tells of the fault; nothing is left out until then.
            return None
    if within:
        st.text(searched_in_line(filters.titles(index, within)))
    return within


def _typed() -> str | None:
    """The question that was typed just now, or the example that was pressed."""
    pressed: str | None = st.session_state.pop(EXAMPLE, None)
    if st.session_state[FORM]:
        with st.form("ask", clear_on_submit=True, border=False):
            typed = st.text_area("Your question", max_chars=LONGEST_QUESTION)
            sent = st.form_submit_button("Find passages", type="primary")
        return typed.strip() or None if sent else pressed
    # In a container of its own: at the root the box would scroll the page past the first quotes.
    with st.bottom:
        return st.chat_input(PROMPT, max_chars=LONGEST_QUESTION) or pressed


def _offer_examples(settings: Settings) -> None:
    """Headings of the corpus as questions; none where it cannot be read: a question then says why."""
    try:
        found = examples(current_index(settings), EXAMPLES)
    except SignpostError:
        return
    if found:
        st.markdown("For example, from the guidance's own headings:")
    row = st.container(horizontal=True)
    for heading in found:
        row.button(heading, on_click=st.session_state.update, args=({EXAMPLE: heading},))


def _clear() -> None:
    st.session_state[TURNS].clear()
    personal_details.forget()
    announce("The page is cleared.")


def _outcome(turn: Turn) -> str:
    """What is read out of a turn: what there is, what is missing, and what was searched."""
    if turn.answer is None:
        return turn.notice or FAULT
    titles = turn.searched_in
    lines = [status_line(turn.answer), *reason_lines(turn.answer)]
    lines += [searched_in_line(titles)] if titles else []
    return " ".join([*(line if line[-1] in ".?" else f"{line}." for line in lines[:-1]), lines[-1]])


def _show(settings: Settings, read: Notices, turns: list[Turn], number: int) -> None:
    turn = turns[number]
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        notices.raise_where_needed(read, turn.question)
        if turn.answer and turn.index and turn.card and turn.at:
            st.html(turn.card)
            if turn.answer.more:
                label = f"Show {counted(turn.answer.more, 'more passage')}"
                # Not as a callback: those run where an unforeseen fault would be printed with its words.
                if st.button(label, key=f"more-{turn.name}"):
                    _show_more(settings, turns, number)
                    st.rerun()
            actions.save(turn.answer, turn.at, turn.name, turn.searched_in)
            if turn.answer.quotes:
                actions.report(settings, turn.answer, turn.index, turn.name)
            if turn.fault:
                fault("The further passages could not be shown. This is a fault.", turn.fault)
        elif turn.notice:
            st.warning(turn.notice)
        else:
            fault(FAULT, turn.fault or "")


def _show_more(settings: Settings, turns: list[Turn], number: int) -> None:
    """Ask the same question again, for all of its passages; a fault leaves the answer as it was."""
    turn = turns[number]
    if turn.answer is not None:
        top = len(turn.answer.quotes) + turn.answer.more
        whole = answered(settings, turn.question, asked(turns[:number]), turn.within, top)
        if whole.answer is None:
            turns[number] = replace(turn, fault=whole.fault)
        else:
            turns[number] = replace(whole, name=turn.name)
        announce(_outcome(whole))
