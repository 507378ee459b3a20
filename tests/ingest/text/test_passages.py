"""Tests cutting documents into sections and passages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Passage
from ingest.corpus.read_documents import ReadDocument, read_document
from ingest.text.passages import LONGEST_PASSAGE_WORDS, cut_passages, searched_text
from ingest.text.sentences import sentence_spans


def read(markdown: str) -> ReadDocument:
    return read_document("a", "a.md", markdown.encode())


def cut(markdown: str) -> tuple[ReadDocument, list[Passage]]:
    found = read(markdown)
    return found, list(cut_passages(found.document, found.blocks))


def slices(found: ReadDocument, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [found.document.text[start:end] for start, end in spans]


LISTS = """# Rules

Opening words.

## One

- straight under the heading

The library lends books. It lends them to every reader who holds a card. For example:

- a novel
  - in one volume
- an atlas

After the list.

1. counted

| Day | Fine |
|---|---|
| first | one penny |
"""


@pytest.mark.parametrize(
    ("words", "section", "context"),
    [
        ("Opening words.", (), []),
        ("straight under the heading", ("One",), ["One"]),
        ("a novel", ("One",), ["It lends them to every reader who holds a card. For example:"]),
        (
            "in one volume",
            ("One",),
            ["It lends them to every reader who holds a card. For example:", "a novel"],
        ),
        ("an atlas", ("One",), ["It lends them to every reader who holds a card. For example:"]),
        ("After the list.", ("One",), []),
        ("counted", ("One",), ["After the list."]),
        ("first | one penny", ("One",), ["Day | Fine"]),
    ],
)
def test_a_passage_has_its_section_and_what_introduces_it(
    words: str, section: tuple[str, ...], context: list[str]
) -> None:
    """This test ensures that a passage comes with its stem, parent item, heading or column heading."""
    found, passages = cut(LISTS)
    (passage,) = [p for p in passages if found.document.text[p.start : p.end] == words]
    assert found.document.section_at(passage.start).path == section
    assert slices(found, passage.context) == context


def test_column_headings_without_rows_are_a_passage() -> None:
    """This test ensures that a table of headings alone loses no words."""
    table = b"<table><tr><th>Day<th>Fine</tr><tr><th>first<th>one penny</table><p>After.</p>"
    found = read_document("a", "a.html", table)
    passages = list(cut_passages(found.document, found.blocks))
    assert [(p.kind, found.document.text[p.start : p.end]) for p in passages] == [
        ("row", "Day | Fine"),
        ("row", "first | one penny"),
        ("paragraph", "After."),
    ]


def test_what_is_searched_are_the_words_and_what_introduces_them() -> None:
    """This test ensures that title, headings and stems are indexed with an item, each once."""
    found, passages = cut(LISTS)
    item = next(p for p in passages if p.depth == 2)
    assert searched_text(found.document, item, "Rules") == (
        "in one volume",
        "Rules\nOne\nIt lends them to every reader who holds a card. For example:\na novel",
    )
    direct = next(p for p in passages if p.context and p.kind == "item")
    assert searched_text(found.document, direct, "Rules")[1] == "Rules\nOne"


def test_sections_tile_the_text_and_the_title_is_on_no_path() -> None:
    """This test ensures that each character lies in one section, under the headings that lead to it."""
    document = read("a\n\n# T\n\nb\n\n## A\n\n#### B\n\nc\n\n## C\n\nd\n").document
    assert [section.path for section in document.sections] == [(), (), ("A",), ("A", "B"), ("C",)]
    edges = [(section.start, section.end) for section in document.sections]
    assert (edges[0][0], edges[-1][1]) == (0, len(document.text))
    assert all(first[1] == second[0] for first, second in itertools.pairwise(edges))


def test_several_headings_of_the_first_level_are_no_title() -> None:
    """This test ensures that a page whose headings are all of one level keeps them all on its paths."""
    document = read("# A\n\na\n\n# B\n\nb\n").document
    assert [section.path for section in document.sections] == [("A",), ("B",)]


def test_a_long_paragraph_is_cut_between_sentences_into_even_parts() -> None:
    """This test ensures that no passage is too long to be quoted, and no sentence is cut."""
    sentences = [
        f"Sentence number {n} of this made up paragraph has exactly twelve words." for n in range(40)
    ]
    found, passages = cut(" ".join(sentences))
    counts = [len(found.document.text[p.start : p.end].split()) for p in passages]
    assert sum(counts) == 480
    assert max(counts) <= LONGEST_PASSAGE_WORDS
    assert min(counts) > max(counts) / 2
    assert [text for p in passages for text in slices(found, p.sentences)] == sentences


def test_ids_survive_changes_elsewhere() -> None:
    """This test ensures that an id depends only on source, section, words and occurrence."""
    before = {p.id for p in cut("## A\n\none\n\ntwo\n\n## B\n\nthree\n")[1]}
    after = {p.id for p in cut("## A\n\none, changed\n\ntwo\n\n## B\n\nthree\n")[1]}
    assert len(before & after) == 2
    moved = {p.id for p in cut("## B\n\nthree\n\n## A\n\none\n\ntwo\n")[1]}
    assert moved == before


def test_equal_words_have_their_own_ids() -> None:
    """This test ensures that two equal passages of a section have different ids."""
    _, passages = cut("## A\n\nsame\n\nsame\n\n## B\n\nsame\n")
    assert len({p.id for p in passages}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "See s.47 and para. 3.14, e.g. pp. 12-14. Dr. Green agrees.",
        "One. Two! Three? “Four.” (Five.)",
        "no end",
        "a.b.c...  d",
        "¹ A note. And more.",
        "One.\nTwo.",
        "",
    ],
)
def test_sentences_lose_no_character(text: str) -> None:
    """This test ensures that sentences are slices in order, with only white space between them."""
    spans = sentence_spans(text)
    gaps = itertools.pairwise([(0, 0), *spans, (len(text), len(text))])
    assert all(not text[first[1] : second[0]].strip() for first, second in gaps)


def test_an_abbreviation_ends_no_sentence() -> None:
    """This test ensures that abbreviations common in guidance do not cut a sentence."""
    text = "See s.47 and para. 3.14, e.g. the first. Dr. Green agrees."
    assert [text[s:e] for s, e in sentence_spans(text)] == [
        "See s.47 and para. 3.14, e.g. the first.",
        "Dr. Green agrees.",
    ]


VOCABULARY = ["gate", "door", "book.", "card", "atlas?", "red,", "six", "(two)", "e.g.", "lamp!"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1)
BLOCKS = st.tuples(st.sampled_from(["# ", "## ", "### ", "", "", "- ", "  - ", "1. "]), WORDS)


@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_passages_hold_every_word_once_in_order(blocks: list[tuple[str, list[str]]]) -> None:
    """This test ensures that only headings are left out of the passages, whatever the structure."""
    markdown = "\n\n".join(mark + " ".join(words) for mark, words in blocks)
    found, passages = cut(markdown)
    document = found.document
    written = [w for b in found.blocks if b.kind != "heading" for w in document.text[b.start : b.end].split()]
    assert [w for p in passages for w in document.text[p.start : p.end].split()] == written
    assert len({p.id for p in passages}) == len(passages)
    for passage in passages:
        section = document.section_at(passage.start)
        assert section.start <= passage.start < passage.end <= section.end
        assert (passage.sentences[0][0], passage.sentences[-1][1]) == (passage.start, passage.end)
        assert all(section.start <= s < e <= passage.start for s, e in passage.context)
