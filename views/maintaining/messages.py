"""What somebody wrote on the page Maintain, and what is said to them of what they tried."""

from collections.abc import Callable

import streamlit as st

from index.errors import SignpostError
from index.settings import Settings
from publishing.editing.people import Person
from views.maintaining.reports import told
from views.maintaining.sign_in import still

SAID = "maintain-said"


def say(message: str) -> None:
    """Have something said when the page is shown next."""
    st.session_state[SAID] = message


def render() -> None:
    """Say it, once."""
    if said := st.session_state.pop(SAID, None):
        st.html(told(said))


def act(settings: Settings, person: Person, action: Callable[[], object]) -> None:
    """Do it, where the person is signed in still; or keep the reason why not, to be shown."""
    try:
        still(settings, person)
        action()
    except SignpostError as error:
        say(str(error))


def written(key: str) -> str:
    """What stands in a field, without white space around it."""
    return str(st.session_state.get(key) or "").strip()
