"""Tests that the words that are drawn count, and not what a file says that they read."""

import pytest
from made.hostile_pdf import pdf_page

from ingest.readers.pdf.pdf import read_pdf
from ingest.text.reading import Reading


def explained(glyphs: bytes, said: bytes, *, shared: bool = False) -> Reading:
    """Makes a page whose file says that some glyphs read otherwise. shared: in a list."""
    words = b"<< /ActualText %b >>" % said
    page = pdf_page(
        b"BT /F 12 Tf 20 200 Td (Members) Tj /Span %b BDC ( pay ) Tj (%b) Tj EMC ( a day.) Tj ET"
        % (b"/L" if shared else words, glyphs),
        further=words,
    )
    page = page.replace(b"/Resources <<", b"/Resources << /Properties << /L 7 0 R >>")
    return read_pdf(page, "pool.pdf")


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(
    ("glyphs", "said", "text", "told"),
    [
        (b"one pound", b"( pay nothing)", "Members pay one pound a day.", True),
        (b"one pound", b"<FEFF00200070006100790020006e006f>", "Members pay one pound a day.", True),
        (b"one pound", b"( pay one pound)", "Members pay one pound a day.", False),
        (
            b"one pound",
            b"<FEFF00200070006100790020004f006e0065002d0050006f0075006e0064>",
            "Members pay One-Pound a day.",
            False,
        ),
        (b"one pound", b"()", "Members pay one pound a day.", True),
        (b"125.0", b"( pay 12.50)", "Members pay 125.0 a day.", True),
        (b"12.50", b"( pay 12.50)", "Members pay 12.50 a day.", False),
        (
            b"a door) Tj (, floor) Tj ( free",
            b"( pay a door, floor free)",
            "Members pay a door, floor free a day.",
            False,
        ),
    ],
)
def test_the_words_that_are_drawn_count(
    glyphs: bytes, said: bytes, text: str, *, told: bool, shared: bool
) -> None:
    """This test ensures that a file cannot pass off other words than it shows, but may explain its signs."""
    reading = explained(glyphs, said, shared=shared)
    assert reading.text == text
    expected = "words are read as drawn, not as the file says they read, on page 1 (1)"
    assert (expected in reading.oddities) is told
