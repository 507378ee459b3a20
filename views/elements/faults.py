"""A fault, told on the page: never to be taken for "nothing found", and as plain text."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.answers.as_markdown import escaped
from index.errors import SignpostError

UNFORESEEN = "This page came to a fault of Signpost. It is no answer. Tell a maintainer, and what you did."


def fault(what: str, error: SignpostError | str) -> None:
    """Say what could not be done, and why: the error's own words."""
    st.error(f"{what} {escaped(str(error))}")


@contextmanager
def without_words() -> Iterator[None]:
    """Tell of a fault that nobody foresaw without its message, which could hold a question.

    Its kind and the lines of code that led to it are printed where the server runs.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the one place where all that is left over is told
        lines = "".join(traceback.format_tb(error.__traceback__))
        print(f"signpost: a fault of Signpost, {type(error).__name__}, at\n{lines}", flush=True)  # noqa: T201
        st.error(UNFORESEEN)
