"""Tests the briefing written in each format and read back: nothing lost or mixed up, every page right."""

import re
from functools import cache
from itertools import pairwise

import pytest
from made.briefing import briefing
from made.fidelity import differences, folded, links, misplaced, notes, words_in_order
from made.made import Made
from made.office_files import made_odt, made_rtf
from made.pdf import LAYOUTS, made_pdf
from made.setting import Setter
from made.web_page import made_html
from made.word_file import made_docx

from ingest.corpus.read_documents import ReadDocument, read_document

PDFS = tuple(LAYOUTS)
UNPAGED = {
    "briefing.docx": made_docx,
    "briefing.html": made_html,
    "briefing.odt": made_odt,
    "briefing.rtf": made_rtf,
}
FILES = (*PDFS, *UNPAGED)
LEAST_WORDS = 0.995


@cache
def made(file: str) -> Made:
    return UNPAGED[file]() if file in UNPAGED else made_pdf(file)


@cache
def read_back(file: str) -> ReadDocument:
    return read_document("briefing", file, made(file).data)


@pytest.mark.parametrize("file", PDFS)
def test_the_made_pdfs_hold_what_they_are_to_show(file: str) -> None:
    """This test ensures that words are cut at line ends, and a footnote stands inside a sentence."""
    lines = Setter(briefing(), LAYOUTS[file]).set()
    ends = [(line.fragments[-1].text, after.fragments[0].text) for line, after in pairwise(lines)]
    written = {word.text for word in made(file).words}
    assert sum(first.endswith("-") and first[:-1] + second in written for first, second in ends) >= 10
    assert any(first.endswith("-") and first + second in written for first, second in ends)
    assert any(
        isinstance(note.piece, str) and line.piece == after.piece and not line.last
        for line, note, after in zip(lines, lines[1:], lines[2:], strict=False)
    )


@pytest.mark.parametrize("file", FILES)
def test_the_words_come_back_in_their_order(file: str) -> None:
    """This test ensures that at most one word in two hundred is lost, added or moved."""
    share = words_in_order(made(file), read_back(file))
    assert share >= LEAST_WORDS, differences(made(file), read_back(file))[:10]


@pytest.mark.parametrize("file", FILES)
def test_the_sections_come_back(file: str) -> None:
    """This test ensures that every heading is found, with its words and the headings above it."""
    found = read_back(file)
    assert tuple(section.path for section in found.document.sections) == made(file).headings
    assert found.title == made(file).title


@pytest.mark.parametrize("file", PDFS)
def test_every_sentence_is_on_its_page(file: str) -> None:
    """This test ensures that each sentence names every page on which it was drawn."""
    assert misplaced(made(file), read_back(file)) == []
    labels = {page.number: page.label for page in read_back(file).document.pages}
    assert tuple(labels.values()) == made(file).labels


@pytest.mark.parametrize("file", FILES)
def test_footnotes_cut_no_sentence_and_keep_their_mark(file: str) -> None:
    """This test ensures that each footnote is a block of its own, whole, on its own page."""
    found = read_back(file)
    assert notes(made(file), found) == tuple(note.text for note in made(file).notes)
    for block in (block for block in found.blocks if block.kind == "footnote" and file in PDFS):
        pages = tuple(page.number for page in found.document.pages_of(block.start, block.end))
        assert pages == next(n.pages for n in made(file).notes if n.text == folded(found, block))


@pytest.mark.parametrize("file", FILES)
def test_links_keep_their_words_and_addresses(file: str) -> None:
    """This test ensures that a link is one slice with its address, even across lines."""
    assert links(read_back(file)) == list(made(file).links)


@pytest.mark.parametrize("file", PDFS)
def test_running_lines_are_left_out_and_named(file: str) -> None:
    """This test ensures that no header or footer is in the text, and each is reported."""
    found = read_back(file)
    assert not re.search(r"April 2020|Page \d of \d", found.document.text)
    reported = {re.sub(r"\d+", "#", line) for line in found.running}
    assert reported == {re.sub(r"\d+", "#", line) for line in made(file).running}


@pytest.mark.parametrize("file", FILES)
def test_lists_keep_their_depth_and_their_bullets_are_no_words(file: str) -> None:
    """This test ensures that a nested item is one, however the file draws its bullet."""
    found = read_back(file)
    items = [block for block in found.blocks if block.kind == "item"]
    read = [(block.depth, " ".join(folded(found, block).split()[:2])) for block in items]
    expected = [(depth, " ".join(text.split()[:2])) for depth, text in made(file).items]
    assert read[: len(expected)] == expected
    # The items of a web page's footnotes count too.
    assert [folded(found, block) for block in items[len(expected) :]] == (
        list(notes(made(file), found)) if file not in PDFS and items[len(expected) :] else []
    )
