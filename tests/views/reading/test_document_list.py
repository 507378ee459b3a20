"""The list of documents on the page Read."""

from datetime import date
from pathlib import Path

from index.storage.builds import open_current
from views.reading.document_list import NONE_FOUND, document_list

TODAY = date(2026, 11, 23)


def test_a_title_that_nobody_has_is_said_not_to_be_there(held: Path) -> None:
    """This test ensures that an empty list is never shown without a word."""
    build = open_current(held)
    assert NONE_FOUND in document_list(build, build.documents, "no such title", today=TODAY)
