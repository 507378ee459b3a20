"""The page Ask: answers a question in the guidance's own words."""

from dataclasses import replace

import streamlit as st

from assistant.answers.as_text import reason_lines, searched_in_line, status_line
from assistant.library.descriptions import counted
from assistant.library.notices import Notices
from assistant.questions.question import LONGEST_QUESTION
from index.errors import SignpostError
from index.settings import Settings
from views.asking import actions, filters, personal_details, start
from views.asking.turns import Turn, answered, asked, without_withdrawn
from views.current_build import current_examples, current_index
from views.elements import notices
from views.elements.faults import fault
from views.elements.page_script import announce

# Also the accessible name of the chat box.
PROMPT = "Type your question and press Enter"
TITLE = "What do you need to know?"
INTRODUCTION = (
    "Ask in your own words. You get the guidance's own words back, with their source. **Leave out names "
    "and details of a child.**"
)
FAULT = "The guidance could not be searched. This is a fault, not an answer."
NOTHING_CHOSEN = "No document matches these filters. Change them and ask again."
# The button of a question that was not searched, because too many people asked at once.
AGAIN = "Ask again"
# In the session's memory: the turns, the example that was pressed, the chat box, whether a form replaces it.
TURNS, EXAMPLE, BOX, FORM = "turns", "example", "box", "form"


def render(settings: Settings, read: Notices) -> None:
    """Shows the turns so far and takes the next question. They live in this session's memory alone."""
    turns: list[Turn] = st.session_state.setdefault(TURNS, [])
    turns[:] = without_withdrawn(settings, turns)
    box = st.bottom.container()
    begun = is_begun()
    if begun:
        conversation, beside = st.columns([13, 4], gap="large")
    else:
        conversation, beside = st.container(), st.bottom.container(key="start")
        conversation.title(TITLE, anchor=False)
        conversation.markdown(INTRODUCTION)
    # The box comes before all that must first read the build: it is ready at once.
    with conversation if st.session_state.setdefault(FORM, False) else box:
        question = personal_details.checked(_typed())
    with beside:
        if not begun:
            _offer_examples(settings)
        within = _within(settings)
    if question and within is not None and not within:
        turns.append(Turn(question, None, None, within=within, notice=NOTHING_CHOSEN))
    elif question:
        turns.append(answered(settings, question, asked(turns), within))
    if question:
        announce(_outcome(turns[-1]))
    if holds_something() and not begun:
        st.rerun()
    with conversation:
        for number in range(len(turns)):
            _show(settings, read, turns, number)
        personal_details.ask_back(read)
    with beside:
        if holds_something():
            if any(turn.answer and turn.answer.outcome == "answered" for turn in turns):
                st.html(f'<section class="beside"><p>{start.LEGEND}</p></section>')
            st.button("Clear the page", on_click=_clear)
        elif told := start.newest_change(settings) + start.named_only(settings):
            st.html(told)


def is_begun() -> bool:
    """Whether there is a question to show, or one has just been sent."""
    return holds_something() or bool(st.session_state.get(BOX)) or EXAMPLE in st.session_state


def keep_choices() -> None:
    """Keeps the search options during a visit to another page. Streamlit by itself would drop them."""
    for key in (FORM, *filters.KEYS):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def holds_something() -> bool:
    """Tells whether this session contains a question that an idle page must clear."""
    return bool(st.session_state.get(TURNS)) or personal_details.waits()


def _within(settings: Settings) -> frozenset[str] | None:
    """The ids of the sources to search; None: all."""
    try:
        index = current_index(settings)
    except SignpostError:
        # The question itself tells of the fault; nothing is left out until then.
        st.checkbox("Ask with a form instead of the chat box", key=FORM)
        return None
    place = st.container()
    with st.expander("Change what is searched"):
        within = filters.chosen(index)
        st.checkbox("Ask with a form instead of the chat box", key=FORM)
    place.html(start.searched(index, within))
    return within


def _typed() -> str | None:
    """Returns the question just typed, or the example just pressed."""
    pressed: str | None = st.session_state.pop(EXAMPLE, None)
    if st.session_state[FORM]:
        with st.form("ask", clear_on_submit=True, border=False):
            typed = st.text_area("Your question", max_chars=LONGEST_QUESTION)
            sent = st.form_submit_button("Find passages", type="primary")
        return typed.strip() or None if sent else pressed
    return st.chat_input(PROMPT, key=BOX, max_chars=LONGEST_QUESTION) or pressed


def _offer_examples(settings: Settings) -> None:
    """Examples to press; none where the corpus cannot be read: a question then says why."""
    try:
        examples = current_examples(settings, start.EXAMPLES)
    except SignpostError:
        return
    with st.container(key="examples", horizontal=True, gap="small"):
        for example in examples:
            st.button(example, on_click=st.session_state.update, args=({EXAMPLE: example},))


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
    with st.container(key=f"turn-{turn.name}"):
        st.html(start.asked(turn.question, newest=number == len(turns) - 1))
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
            if turn.notice:
                st.warning(turn.notice)
            if turn.fault:
                fault("The other passages could not be shown. This is a fault.", turn.fault)
        elif turn.notice:
            st.warning(turn.notice)
            if turn.waits and st.button(AGAIN, key=f"again-{turn.name}"):
                _ask_again(settings, turns, number)
                st.rerun()
        else:
            fault(FAULT, turn.fault or "")


def _ask_again(settings: Settings, turns: list[Turn], number: int) -> None:
    """Asks a question that had to wait, in its own place."""
    turn = turns[number]
    now = answered(settings, turn.question, asked(turns[:number]), turn.within)
    turns[number] = replace(now, name=turn.name)
    announce(_outcome(now))


def _show_more(settings: Settings, turns: list[Turn], number: int) -> None:
    """Asks the same question again for all of its passages. After a fault the old answer stays."""
    turn = turns[number]
    if turn.answer is not None:
        top = len(turn.answer.quotes) + turn.answer.more
        whole = answered(settings, turn.question, asked(turns[:number]), turn.within, top)
        if whole.answer is None:
            turns[number] = replace(turn, fault=whole.fault, notice=whole.notice)
        else:
            turns[number] = replace(whole, name=turn.name)
        announce(_outcome(whole))
