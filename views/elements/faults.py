"""Faults on the page: shown as plain text, and never mistaken for "nothing found"."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.answers.as_markdown import escaped
from index.errors import SignpostError

UNFORESEEN = "Something went wrong in Signpost. This is not an answer. Tell a maintainer what you did."


def fault(what: str, error: SignpostError | str) -> None:
    """Shows what could not be done, with the message of the error."""
    st.error(f"{what} {escaped(str(error))}")


@contextmanager
def without_words() -> Iterator[None]:
    """Reports an unexpected fault without its message, which could contain a question.

    Prints its type and traceback on the server's standard output.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last resort for any fault
        lines = "".join(traceback.format_tb(error.__traceback__))
        print(f"signpost: unexpected fault, {type(error).__name__}, at\n{lines}", flush=True)  # noqa: T201
        st.error(UNFORESEEN)
