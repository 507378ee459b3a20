"""Tests real documents: sentences whole on their page, columns never mixed, rows with headings."""

import tomllib
from functools import cache

import pytest
from made.columns import Region, crossings, filled
from made.fidelity import cells, found_whole
from parts import DATA, SHARED

from ingest.corpus.read_documents import ReadDocument, read_document

pytestmark = [pytest.mark.shared, pytest.mark.usefixtures("shared")]

DOCUMENTS = tomllib.loads((DATA / "real_documents.toml").read_text(encoding="utf-8"))["document"]
SENTENCES = [
    pytest.param(entry["file"], sentence["text"], tuple(sentence["pages"]), id=sentence["text"][:40])
    for entry in DOCUMENTS
    for sentence in entry.get("sentences", ())
]
FOOTNOTES = [
    pytest.param(entry["file"], note["text"], tuple(note["pages"]), id=note["text"][:40])
    for entry in DOCUMENTS
    for note in entry.get("footnotes", ())
]
ROWS = [
    pytest.param(entry["file"], row, entry["headings"], id=row[:40])
    for entry in DOCUMENTS
    for row in entry.get("rows", ())
]
REGIONS = [
    pytest.param(
        entry["file"],
        Region(region["page"], region["top"], region["bottom"], tuple(map(tuple, entry["columns"]))),
        id=f"{entry['file']}, page {region['page']}",
    )
    for entry in DOCUMENTS
    for region in entry.get("regions", ())
]


@cache
def read_back(file: str) -> ReadDocument:
    return read_document("real", file, (SHARED / "bench/documents" / file).read_bytes())


@pytest.mark.parametrize(("file", "sentence", "pages"), SENTENCES)
def test_a_sentence_is_whole_and_on_its_page(file: str, sentence: str, pages: tuple[int, ...]) -> None:
    """This test ensures that columns, footnotes and line ends leave a sentence as it is printed."""
    assert pages in found_whole(read_back(file), sentence)


@pytest.mark.parametrize(("file", "note", "pages"), FOOTNOTES)
def test_a_footnote_is_a_block_of_its_own_with_its_mark(file: str, note: str, pages: tuple[int, ...]) -> None:
    """This test ensures that a footnote is distinguished from the body and stays on its page."""
    assert found_whole(read_back(file), note, "footnote") == [pages]


@pytest.mark.parametrize(("file", "region"), REGIONS)
def test_no_passage_crosses_a_column(file: str, region: Region) -> None:
    """This test ensures that no passage of a page in columns crosses a gutter."""
    found = read_back(file)
    boxes = [box for box in found.boxes if box.page == region.page]
    assert min(filled(boxes, region)) >= 1
    first, last = min(box.start for box in boxes), max(box.end for box in boxes)
    mixed = [
        crossing
        for passage in found.passages
        if passage.start < last and first < passage.end
        for crossing in crossings(found.document, boxes, passage, [region])
    ]
    assert mixed == []


@pytest.mark.parametrize(("file", "row", "headings"), ROWS)
def test_a_row_is_whole_and_comes_with_its_headings(file: str, row: str, headings: list[str]) -> None:
    """This test ensures that a table of a real document, even a turned one, is read row by row."""
    found = read_back(file)
    passages = [
        passage
        for passage in found.passages
        if cells(found.document.text[passage.start : passage.end]) == cells(row)
    ]
    assert [passage.kind for passage in passages] == ["row"]
    context = " ".join(found.document.text[start:end] for start, end in passages[0].context)
    assert [heading for heading in headings if heading not in context] == []


def test_the_same_words_turned_four_ways_are_the_same() -> None:
    """This test ensures that right-to-left words keep their order and marks however the page is turned."""
    found = read_back("arabic-rtl-rotated.pdf")
    document = found.document
    pages = [" ".join(document.text[page.start : page.end].split()) for page in document.pages]
    assert len(pages) == 4
    assert set(pages) == {pages[0]}
    assert set(pages[0].split()) == {"habibi", "حَبيبي"}


def test_a_file_with_a_broken_pointer_gives_the_text_of_the_sound_one() -> None:
    """This test ensures that a wrong cross-reference table changes no word and no page."""
    sound, broken = (
        read_back("ofsted-derbyshire-2024.pdf"),
        read_back("ofsted-derbyshire-2024-broken-xref.pdf"),
    )
    assert broken.document.text == sound.document.text
    assert broken.document.pages == sound.document.pages
