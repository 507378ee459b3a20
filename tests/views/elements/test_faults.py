"""Unexpected faults."""

import pytest
from streamlit.testing.v1 import AppTest

from views.elements.faults import UNFORESEEN


def _failing() -> None:
    import streamlit as st

    from views.elements.faults import without_words

    with without_words():
        asked = st.text_input("Question", value="about a child called Amira".title())
        raise LookupError(asked)


def test_its_message_is_neither_shown_nor_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """This test ensures that the server prints the fault's type and place, but nothing that was typed."""
    page = AppTest.from_function(_failing).run()
    assert [error.value for error in page.error] == [UNFORESEEN]
    assert not page.exception
    out, err = capfd.readouterr()
    assert "unexpected fault, LookupError, at" in out
    assert "_failing" in out
    assert "Called Amira" not in out + err
