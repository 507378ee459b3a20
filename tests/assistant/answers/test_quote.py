"""A quote is a slice of a document by construction: no other quote can be built."""

import pytest

from assistant.answers.quote import Place, Quote
from assistant.library.status import Standing
from index.documents import Document, Section, Source

DOCUMENT = Document("a", "a.md", "0" * 64, "One. Two.", sections=(Section((), 0, 4), Section(("B",), 4, 9)))
SOURCE = Source("a", "A")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 10), (2, 6)])
def test_a_quote_that_is_no_slice_of_one_section_cannot_be_built(start: int, end: int) -> None:
    """This test ensures that offsets outside the text or across the end of a section are refused."""
    with pytest.raises(ValueError, match=f"{start} to {end}"):
        Place(SOURCE, DOCUMENT, start, end, Standing("unknown"))


def test_a_highlight_outside_the_quote_cannot_be_built() -> None:
    """This test ensures that highlights outside the quote are refused."""
    with pytest.raises(ValueError, match="highlights"):
        Quote(Place(SOURCE, DOCUMENT, 0, 4, Standing("unknown")), 1.0, highlights=((0, 5),))
