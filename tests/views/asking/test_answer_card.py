"""The answer card: the outcomes differ in words and looks, and links lead to the document."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html
from parts import TODAY, WordEmbedder, take_out

from assistant.answers.answer import Answer, Assistant
from assistant.answers.as_text import NO_PASSAGE, NOT_AN_ANSWER, POINTS_TO, RELATED
from assistant.answers.pointers import Pointer
from assistant.library.links import links_of
from assistant.retrieval.calibration import Calibration
from index.settings import Settings
from index.storage.builds import open_current
from views.asking.answer_card import answer_card
from views.asking.pointers import BY_TITLE
from views.asking.quote_card import ON_THE_SUBJECT
from views.asking.saved_answer import Line, saved_lines
from views.asking.turns import WITHDRAWN, Turn, without_withdrawn
from views.elements.markup import NEW_TAB
from views.elements.permalinks import passage_address, section_address

BOOKS = "How many books may a reader borrow?"
DAYS = "How many days may a reader keep a book?"
NO_DAYS = "No passage gives a number of days for this."
MANUAL = "Where is the repair manual kept, and what is its phone number?"
AT = datetime(2026, 11, 26, 9, 30)
Card = Callable[..., html.HtmlElement]


@pytest.fixture
def assistant(index: Path) -> Assistant:
    """An assistant with confidence 0.5 for every question that shares a word with the made-up rules."""
    half = Calibration((WordEmbedder.fingerprint, None), 0.0, {})
    return Assistant(open_current(index), WordEmbedder(), [half])


@pytest.fixture
def card(assistant: Assistant) -> Card:
    def made(answer: Answer) -> html.HtmlElement:
        return html.fromstring(answer_card(answer, assistant.index, TODAY))

    return made


def answered(assistant: Assistant, question: str = BOOKS) -> Answer:
    return assistant.answer(question, threshold=0.5)


def related(assistant: Assistant, question: str = BOOKS) -> Answer:
    return assistant.answer(question, threshold=0.9)


def silent(assistant: Assistant, question: str = BOOKS) -> Answer:
    return assistant.answer(question, threshold=0.9, related=0.9)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def links(element: html.HtmlElement) -> dict[str, str]:
    """Returns the address of each link by its words. Each must open in a new tab and say so."""
    found = element.findall(".//a")
    assert all(a.get("target") == "_blank" and words(a).endswith(NEW_TAB) for a in found)
    return {words(a).removesuffix(f" {NEW_TAB}"): a.get("href") for a in found}


def test_the_three_outcomes_look_different(assistant: Assistant, card: Card) -> None:
    """This test ensures that each outcome has its own words and looks, not only its own colour."""
    answer, subject, nothing = card(answered(assistant)), card(related(assistant)), card(silent(assistant))
    assert [one.get("class") for one in (answer, subject, nothing)] == [
        "answer answered",
        "answer related",
        "answer no_passage",
    ]
    assert [one.findtext("p[@class='outcome']") for one in (answer, subject, nothing)] == [
        None,
        "Not answered",
        "Nothing found",
    ]
    assert [one.findtext("p[@class='status']/strong") for one in (answer, subject, nothing)] == [
        "1 passage in 1 document",
        f"{RELATED}: 1 passage in 1 document",
        NO_PASSAGE,
    ]
    assert [len(one.findall(".//blockquote")) for one in (answer, subject, nothing)] == [1, 1, 0]


def test_a_card_on_the_subject_is_never_like_an_answer(assistant: Assistant, card: Card) -> None:
    """This test ensures that each such card has its label on top, and nothing in it is highlighted."""
    shown = card(answered(assistant))
    assert [article.get("class") for article in shown.findall(".//article")] == ["quote"]
    assert shown.findall(".//blockquote//mark")
    assert ON_THE_SUBJECT not in words(shown)
    subject = card(related(assistant))
    articles = subject.findall(".//article")
    assert [article.get("class") for article in articles] == ["quote related"]
    assert words(articles[0].find("h3")) == f"{ON_THE_SUBJECT}: Passage 1: 1 Borrowing {NEW_TAB}"
    assert not subject.findall(".//blockquote//mark")
    assert words(subject.find(".//blockquote")) == words(shown.find(".//blockquote"))


def test_a_missing_fact_is_told_before_the_passages(assistant: Assistant, card: Card) -> None:
    """This test ensures that the missing fact and the documents to look into come before the passages."""
    shown = card(answered(assistant, DAYS))
    assert shown.get("class") == "answer related"
    missing = shown.find("div[@class='missing']")
    assert words(missing.find("p")) == NO_DAYS
    assert POINTS_TO in words(missing)
    children = list(shown)
    assert children.index(missing) < children.index(shown.find("article"))
    assert NO_DAYS in words(card(silent(assistant, DAYS)))


def test_a_document_to_go_on_to_is_named_with_the_link_that_leads_there(
    assistant: Assistant, card: Card
) -> None:
    """This test ensures that the entry gives title, address, copy and the guidance's words, with links."""
    shown = card(related(assistant, MANUAL))
    (entry,) = shown.findall(".//ul[@class='points-to']/li")
    passage = next(p for p in assistant.index.passages if p.source_id == "lending-rules")
    assert words(entry) == (
        f"Repair manual {NEW_TAB}: no copy here, address not verified. "
        f"Linked from “repair manual”, 1 Borrowing {NEW_TAB}"
    )
    assert links(entry) == {
        "Repair manual": "https://library.example/repair",
        "“repair manual”, 1 Borrowing": passage_address(passage),
    }


def test_what_is_here_is_read_here_and_what_has_no_address_says_so(assistant: Assistant, card: Card) -> None:
    """This test ensures that each source says whether we have a copy and an address."""
    sources = assistant.index.sources
    pointers = (Pointer(sources["opening-hours"], held=True), Pointer(sources["staff-list"], held=False))
    answer = replace(silent(assistant), points_to=pointers)
    held, unknown = card(answer).findall(".//ul[@class='points-to']/li")
    assert words(held) == (
        f"Opening hours {NEW_TAB}: Read it here {NEW_TAB}, address not verified. {BY_TITLE}"
    )
    assert links(held)["Read it here"] == "read?source=opening-hours"
    assert words(unknown) == f"Staff list: no copy here, no address known. {BY_TITLE}"


def test_an_answer_is_not_distracted_from(assistant: Assistant, card: Card) -> None:
    """This test ensures that an answer comes without a list of other documents."""
    answer = answered(assistant)
    assert answer.points_to
    assert POINTS_TO not in words(card(answer))


def test_the_nearest_headings_lead_to_where_they_are_read(assistant: Assistant, card: Card) -> None:
    """This test ensures that each place to look is a link, and is not called an answer."""
    answer = silent(assistant)
    shown = card(answer)
    assert NOT_AN_ANSWER in words(shown)
    expected = {}
    for near in answer.nearest:
        sections = assistant.index.documents[near.source.id].sections
        number = [section.path for section in sections].index(near.section.path) + 1
        expected[f"{near.source.title}: {near.section.path[-1]}"] = section_address(near.source.id, number)
    assert links(shown.find(".//ul[@class='nearest']")) == expected
    assert "read?source=lending-rules&section=2" in expected.values()


def saved(answer: Answer) -> list[Line]:
    return list(saved_lines(answer, AT, with_question=False))


def test_a_saved_answer_tells_the_same(assistant: Assistant) -> None:
    """This test ensures that the file gives the same outcome, reason and further documents as the page."""
    lines = saved(answered(assistant, DAYS))
    status = next(i for i, line in enumerate(lines) if line.text.startswith(RELATED))
    assert lines[status].kind == "strong"
    assert lines[status + 1] == Line("strong", NO_DAYS)
    headings = [line.text for line in lines if line.kind == "heading"]
    assert headings
    assert all(heading.startswith(f"{ON_THE_SUBJECT}: Passage ") for heading in headings)
    onward = lines.index(Line("text", POINTS_TO))
    assert lines[onward + 1] == Line(
        "text",
        "Repair manual (no copy here): https://library.example/repair, address not verified. "
        "Linked from “repair manual” in 1 Borrowing of documents/lending-rules.md",
    )
    plain = saved(answered(assistant))
    assert Line("text", POINTS_TO) not in plain
    assert not any(ON_THE_SUBJECT in line.text or RELATED in line.text for line in plain)
    by_title = Pointer(assistant.index.sources["staff-list"], held=False)
    lines = saved(replace(silent(assistant), points_to=(by_title,)))
    assert lines[-1] == Line("text", f"Staff list (no copy here): no address known. {BY_TITLE}")


@pytest.mark.parametrize("place", ["the link", "the source"])
def test_a_turn_that_points_to_or_from_what_was_withdrawn_is_shown_no_more(
    assistant: Assistant, index: Path, corpus: Path, place: str
) -> None:
    """This test ensures that links from and to a withdrawn document are no longer shown."""
    build = assistant.index
    answer = related(assistant)
    assert {quote.place.source.id for quote in answer.quotes} == {"lending-rules"}
    link = next(found for found in links_of(build, build.documents["opening-hours"]) if found.sources)
    from_it = Pointer(build.sources["repair-manual"], held=False, because=link)
    to_it = Pointer(build.sources["opening-hours"], held=True)
    pointing = replace(answer, points_to=(from_it if place == "the link" else to_it,))
    turns = [Turn(BOOKS, one, build, "card") for one in (pointing, replace(answer, points_to=()))]
    settings = Settings(corpus=corpus, index=index)
    assert without_withdrawn(settings, turns) == turns
    take_out(index, corpus, "opening-hours")
    gone, kept = without_withdrawn(settings, turns)
    assert (gone.answer, gone.notice) == (None, WITHDRAWN)
    assert kept == turns[1]
