"""Input fields and error messages of the page Maintain."""

from collections.abc import Callable

import streamlit as st

from index.errors import SignpostError
from index.settings import Settings
from publishing.editing.maintainers import Person
from views.maintaining.reports import told
from views.maintaining.sign_in import still

SAID = "maintain-said"


def say(message: str) -> None:
    """Stores a message to show the next time the page is drawn."""
    st.session_state[SAID] = message


def render() -> None:
    """Shows the stored message once."""
    if said := st.session_state.pop(SAID, None):
        st.html(told(said))


def act(settings: Settings, person: Person, action: Callable[[], object]) -> None:
    """Runs the action if the person is still signed in. Stores the message of an error to show it."""
    try:
        still(settings, person)
        action()
    except SignpostError as error:
        say(str(error))


def written(key: str) -> str:
    """Returns the text of a field, without white space around it."""
    return str(st.session_state.get(key) or "").strip()
