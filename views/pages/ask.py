"""The page Ask: answers a question in the guidance's own words."""

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

# Also the accessible name of the chat box.
PROMPT = "Type your question and press Enter"
INTRODUCTION = (
    "Ask in plain language. You get the guidance's own words and where they come from, or a clear statement "
    "that nothing was found. **Leave out names and other details of a child:** you do not need them here."
)
FAULT = "The guidance could not be searched. This is a fault, not an answer."
NOTHING_CHOSEN = "No document matches these filters. Change them and ask again."
EXAMPLES = 4
# Keys in the session: the turns, the example pressed, and whether a form replaces the chat box.
TURNS, EXAMPLE, FORM = "turns", "example", "form"


def render(settings: Settings, read: Notices) -> None:
    """Shows the turns so far and takes the next question. All are kept only in the session's memory."""
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
    # Newest first, so that its best quote is in view.
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
    """Keeps the search options during a visit to another page. Streamlit by itself would drop them."""
    for key in (FORM, *filters.KEYS):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def holds_something() -> bool:
    """Tells whether this session contains a question that an idle page must clear."""
    return bool(st.session_state.get(TURNS)) or personal_details.waits()


def _within(settings: Settings) -> frozenset[str] | None:
    """Returns the ids of the sources to search, or None for all."""
    with st.expander("Search options"):
        st.checkbox("Ask with a form instead of the chat box", key=FORM)
        try:
            index = current_index(settings)
            within = filters.chosen(index)
        except SignpostError:
            # The question itself will report the fault. Until then nothing is filtered.
            return None
    if within:
        st.text(searched_in_line(filters.titles(index, within)))
    return within


def _typed() -> str | None:
    """Returns the question just typed, or the example just pressed."""
    pressed: str | None = st.session_state.pop(EXAMPLE, None)
    if st.session_state[FORM]:
        with st.form("ask", clear_on_submit=True, border=False):
            typed = st.text_area("Your question", max_chars=LONGEST_QUESTION)
            sent = st.form_submit_button("Find passages", type="primary")
        return typed.strip() or None if sent else pressed
    # In a separate container: at the root, the box would scroll the page past the first quotes.
    with st.bottom:
        return st.chat_input(PROMPT, max_chars=LONGEST_QUESTION) or pressed


def _offer_examples(settings: Settings) -> None:
    """Offers headings of the corpus as questions. If it cannot be read, a question will say why."""
    try:
        found = examples(current_index(settings), EXAMPLES)
    except SignpostError:
        return
    if found:
        st.markdown("Try one of these headings from the guidance:")
    row = st.container(horizontal=True)
    for heading in found:
        row.button(heading, on_click=st.session_state.update, args=({EXAMPLE: heading},))


def _clear() -> None:
    st.session_state[TURNS].clear()
    personal_details.forget()
    announce("The page is cleared.")


def _outcome(turn: Turn) -> str:
    """Returns what a screen reader announces: the status, what is missing, and what was searched."""
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
                # Not a callback: there, an unexpected fault would be printed with its message.
                if st.button(label, key=f"more-{turn.name}"):
                    _show_more(settings, turns, number)
                    st.rerun()
            actions.save(turn.answer, turn.at, turn.name, turn.searched_in)
            if turn.answer.quotes:
                actions.report(settings, turn.answer, turn.index, turn.name)
            if turn.fault:
                fault("The other passages could not be shown. This is a fault.", turn.fault)
        elif turn.notice:
            st.warning(turn.notice)
        else:
            fault(FAULT, turn.fault or "")


def _show_more(settings: Settings, turns: list[Turn], number: int) -> None:
    """Asks the same question again for all of its passages. After a fault the old answer stays."""
    turn = turns[number]
    if turn.answer is not None:
        top = len(turn.answer.quotes) + turn.answer.more
        whole = answered(settings, turn.question, asked(turns[:number]), turn.within, top)
        if whole.answer is None:
            turns[number] = replace(turn, fault=whole.fault)
        else:
            turns[number] = replace(whole, name=turn.name)
        announce(_outcome(whole))
