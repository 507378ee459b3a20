"""Answers from the made-up corpus: quotes are slices, silence is honest, faults are reported as faults."""

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parts import WordEmbedder, assistant_of, publish

from assistant.answers.answer import Answer
from assistant.answers.as_json import answer_record
from assistant.questions.question import LONGEST_QUESTION, Question, content_words
from index.errors import IncompatibleIndex, InvalidQuestion, UnknownSource, UnreadableIndex

QUESTIONS = ["how many books may a reader borrow?", "is the card valid", "fine second week", "lamp", "desk"]


def check_quotes(answer: Answer) -> None:
    for quote in answer.quotes:
        place = quote.place
        assert quote.text == place.document.text[place.start : place.end]
        assert place.section.start <= place.start < place.end <= place.section.end
        assert all(0 <= s < e <= len(quote.text) for s, e in quote.highlights)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(quote.highlights))
        assert all(text in place.document.text for text in quote.context_texts)
    scores = [quote.score for quote in answer.quotes]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_its_slice_in_its_section(index: Path, question: str) -> None:
    """This test ensures that every quote is cut from its document, and that the best comes first."""
    answer = assistant_of(index).answer(question, threshold=0)
    assert answer.quotes
    check_quotes(answer)


@pytest.mark.parametrize(
    ("question", "words", "section"),
    [
        ("how many books may a reader borrow?", "A reader may borrow six books", ("1 Borrowing",)),
        ("fine in second week", "second week | two pence", ("2 Returning",)),
        ("until when does the lamp stay on?", "The lamp stays on until eight.", ("Winter",)),
        ("which date is written", "The date is that of the last working day", ("1 Borrowing",)),
    ],
)
def test_the_right_passage_is_first(index: Path, question: str, words: str, section: tuple[str, ...]) -> None:
    """This test ensures that a plain question is answered first by its passage, from its section."""
    first = assistant_of(index).answer(question, threshold=0.5).quotes[0]
    assert words in first.text
    assert first.place.section.path == section


def test_a_list_item_comes_with_what_introduces_it(index: Path) -> None:
    """This test ensures that an item is found by its stem, and is shown with it but keeps its own words."""
    answer = assistant_of(index).answer("what does the desk check about a shelf mark letter", threshold=0)
    quote = next(q for q in answer.quotes if q.text == "a mark ends with a letter")
    assert quote.context_texts == (
        "Before lending, the desk checks that:",
        "the shelf mark is complete",
    )


def test_a_table_row_comes_with_its_column_headings(index: Path) -> None:
    """This test ensures that a row is shown with the headings of its columns."""
    answer = assistant_of(index).answer("first week penny", threshold=0)
    assert answer.quotes[0].context_texts == ("Day | Fine",)


def test_the_same_words_elsewhere_are_folded(index: Path) -> None:
    """This test ensures that the same words in two documents become one quote that names both places."""
    answer = assistant_of(index).answer("Books come back within three weeks. Ask the list", threshold=0)
    first = answer.quotes[0]
    places = {first.place.source.id, *(place.source.id for place in first.also_in)}
    assert places == {"lending-rules", "opening-hours"}
    assert all(" ".join(place.text.split()) == " ".join(first.text.split()) for place in first.also_in)
    assert sum("three weeks" in quote.text for quote in answer.quotes) == 1


def test_a_passage_that_differs_in_one_word_stays_a_quote_of_its_own(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that passages differing only in "must" and "should" stay separate quotes."""
    (corpus / "documents/other.md").write_text("Books come back within four weeks. Ask the list for the "
                                               "person on duty.\n")  # fmt: skip
    publish(corpus, tmp_path / "index")
    answer = assistant_of(tmp_path / "index").answer(
        "Books come back within weeks. Ask the list", threshold=0
    )
    texts = [quote.text for quote in answer.quotes]
    assert any("three weeks" in text for text in texts)
    assert any("four weeks" in text for text in texts)


def test_equal_text_in_two_documents_is_two_passages(index: Path) -> None:
    """This test ensures that two passages with the same words keep their own sources."""
    build = assistant_of(index).index
    same = [p for p in build.passages if "three weeks" in build.documents[p.source_id].text[p.start : p.end]]
    assert [p.source_id for p in same] == ["lending-rules", "opening-hours"]
    assert len({p.id for p in same}) == 2


def test_more_hits_than_exist_can_be_asked_for(index: Path) -> None:
    """This test ensures that asking for too many quotes returns what there is, and no unrelated passage."""
    assistant = assistant_of(index)
    answer = assistant.answer("books", threshold=0, top=1000)
    assert 0 < len(answer.quotes) <= len(assistant.index.passages)
    assert answer.more == 0
    places = [(q.place.source.id, q.place.start, q.place.end) for q in answer.quotes]
    assert len(places) == len(set(places))


def test_top_limits_and_more_counts_the_rest(index: Path) -> None:
    """This test ensures that `more` counts the quotes that are left out."""
    assistant = assistant_of(index)
    everything = assistant.answer("books reader desk", threshold=0, top=1000)
    two = assistant.answer("books reader desk", threshold=0, top=2)
    assert two.quotes == everything.quotes[:2]
    assert two.more == len(everything.quotes) - 2 > 0


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("zyxw", "unclear"),
        ("???", "unclear"),
        ("and what about it?", "unclear"),
        ("qwertz zyxw", "unclear"),
        ("purple monkeys juggling dishwashers", "no_passage"),
    ],
)
def test_nonsense_gives_no_quotes(index: Path, question: str, outcome: str) -> None:
    """This test ensures that a question in words unknown to the corpus gets no quotes, and says so."""
    answer = assistant_of(index).answer(question, threshold=0.5)
    assert (answer.outcome, answer.quotes, answer.more) == (outcome, (), 0)
    assert answer.confidence is None


def test_a_refusal_names_headings_to_look_at(index: Path) -> None:
    """This test ensures that an answer without quotes offers sections to look at, each once."""
    answer = assistant_of(index).answer("purple monkeys juggling dishwashers", threshold=0.5)
    places = [(heading.source.id, heading.section.path) for heading in answer.nearest]
    assert 0 < len(places) <= 3
    assert len(set(places)) == len(places)


def test_sources_narrow_the_search(index: Path) -> None:
    """This test ensures that only the named sources are quoted, and that an unknown one is an error."""
    assistant = assistant_of(index)
    answer = assistant.answer("books come back", threshold=0, sources=["opening-hours"])
    assert {quote.place.source.id for quote in answer.quotes} == {"opening-hours"}
    assert not any(quote.also_in for quote in answer.quotes)
    with pytest.raises(UnknownSource, match="repair-manual"):
        assistant.answer("books", threshold=0, sources=["repair-manual"])


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\x00"])
def test_an_empty_question_is_an_error(index: Path, text: str) -> None:
    """This test ensures that an empty question is refused."""
    with pytest.raises(InvalidQuestion, match="empty"):
        assistant_of(index).answer(text, threshold=0.5)


def test_a_question_has_a_longest_length() -> None:
    """This test ensures that a pasted document is refused with its length and the limit."""
    assert Question.of("x" * LONGEST_QUESTION).searched
    with pytest.raises(InvalidQuestion, match=rf"{LONGEST_QUESTION + 1}.*{LONGEST_QUESTION}"):
        Question.of("x" * (LONGEST_QUESTION + 1))


def test_content_words_are_folded_and_each_named_once() -> None:
    """This test ensures that the lexical search uses content words only."""
    assert content_words("What is the Child's SHELF mark, and the shelf?") == ("child", "shelf", "mark")
    assert content_words("whats a shelf, and hes gone? It doesnt say") == content_words(
        "what's a shelf, and he's gone? It doesn't say"
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_answered_or_declined(index: Path, text: str) -> None:
    """This test ensures that any text that can be typed is answered, declined or refused."""
    try:
        answer = assistant_of(index).answer(text, threshold=0.5)
    except InvalidQuestion:
        return
    assert (answer.outcome in {"answered", "related"}) == bool(answer.quotes)
    assert answer.outcome != "answered" or answer.reason is None
    assert not (answer.quotes and answer.nearest)
    check_quotes(answer)


def test_a_damaged_lexical_index_is_a_fault(index: Path) -> None:
    """This test ensures that a fault during a search never looks like "nothing found"."""
    assistant = assistant_of(index)
    (assistant.index.folder / "passages.sqlite").write_bytes(b"not a database any more")
    with pytest.raises(UnreadableIndex, match=r"passages\.sqlite"):
        assistant.answer("books", threshold=0.5)


def test_another_model_is_refused(index: Path) -> None:
    """This test ensures that a build is never searched with another model's vectors."""

    class Other(WordEmbedder):
        fingerprint = "other"

    with pytest.raises(IncompatibleIndex, match="signpost ingest"):
        assistant_of(index, Other())


def test_an_answer_as_json_keeps_to_the_contract(index: Path) -> None:
    """This test ensures that programs find every promised field, null or empty where nothing is known."""
    record = answer_record(assistant_of(index).answer("date of the last working day", threshold=0.5), "q1")
    assert list(record) == [
        "id", "question", "searched", "also_searched", "outcome", "confidence", "threshold",
        "related_threshold", "reason", "points_to", "warnings", "quotes", "more", "nearest", "build",
    ]  # fmt: skip
    quote = record["quotes"][0]
    assert list(quote) == [
        "text", "highlights", "score", "context", "source", "section", "pages", "page_labels", "start",
        "end", "link", "also_in", "differs",
    ]  # fmt: skip
    assert quote["source"] == {
        "id": "lending-rules",
        "title": "Lending rules",
        "publisher": "Example Library",
        "scope": "local",
        "file": "documents/lending-rules.md",
        "sha256": assistant_of(index).index.documents["lending-rules"].sha256,
        "published": "2025-03-01",
        "in_force": None,
        "review_by": None,
        "status": "current",
        "superseded_by": None,
        "standing": "current",
        "remarks": [],
        "amendment": None,
        "machine_read": False,
        "notices": [],
    }
    assert (record["id"], quote["pages"], quote["page_labels"]) == ("q1", [], [])
