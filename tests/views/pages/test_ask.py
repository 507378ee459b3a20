"""Other parts of the page Ask: the form, examples, filters and problem reports."""

from pathlib import Path

import pytest
from parts import ROOT, TODAY, assistant_of, button, edit, htmls, publish
from streamlit.testing.v1 import AppTest

from assistant.answers.as_text import NO_PASSAGE
from index.embedding.embedder import Embedder
from publishing.editing.problem_reports import REASONS, problems
from views.asking.answer_card import answer_card
from views.pages.ask import NOTHING_CHOSEN

BARRIERS = "what stops children from telling someone about abuse?"
LENT = "How many books may a reader borrow?"


@pytest.mark.model
def test_an_example_is_a_heading_that_the_guidance_answers(page: AppTest) -> None:
    """This test ensures that pressing an example asks it and finds an answer."""
    page.run()
    offered = [found.label for found in page.button]
    assert len(offered) == 4
    for label in offered:
        button(page, label).click().run()
        assert page.session_state["turns"][-1].question == label
        assert page.session_state["turns"][-1].answer.outcome == "answered"
        button(page, "Clear the page").click().run()
        assert page.session_state["turns"] == []


@pytest.mark.model
def test_a_form_asks_like_the_box(page: AppTest) -> None:
    """This test ensures that the form replaces the box and gives the same answer."""
    page.run()
    page.chat_input[0].set_value(BARRIERS).run()
    by_box = page.session_state["turns"][0].answer.quotes
    button(page, "Clear the page").click().run()
    page.checkbox(key="form").check().run()
    assert not page.chat_input
    area = next(area for area in page.text_area if area.label == "Your question")
    area.set_value(BARRIERS)
    button(page, "Find passages").click().run()
    assert page.session_state["turns"][0].answer.quotes == by_box
    assert "five main barriers" in htmls(page)


@pytest.mark.model
def test_a_choice_of_documents_is_told_with_the_answer(page: AppTest) -> None:
    """This test ensures that an answer says what was searched, and without a match nothing is searched."""
    page.run()
    page.radio(key="scope").set_value("Local").run()
    page.chat_input[0].set_value(BARRIERS).run()
    assert "Searched only in: Safeguarding school age children and young people" in htmls(page)
    page.radio(key="scope").set_value("National").run()
    page.chat_input[0].set_value(BARRIERS).run()
    assert [warning.value for warning in page.warning] == [NOTHING_CHOSEN]
    assert page.session_state["turns"][-1].answer is None


@pytest.mark.model
def test_words_of_crisis_raise_the_notice_whatever_comes_of_the_question(page: AppTest) -> None:
    """This test ensures that 999 is shown above answers, "nothing found" and questions that wait."""
    page.run()
    usual = htmls(page).count("tel:999")
    assert usual == 1
    for question in (
        "suicidal thoughts",
        "knife in the annual leave booking",
        "Jo.Doe@school.example has a knife",
    ):
        page.chat_input[0].set_value(question).run()
        assert htmls(page).count("tel:999") == usual + 1
        assert NO_PASSAGE not in htmls(page).split("tel:999")[0]
        for label in ("Search anyway", "Clear the page"):
            if any(found.label == label for found in page.button):
                button(page, label).click().run()
    assert htmls(page).count("tel:999") == usual


def reading(corpus: Path, index: Path, scopes: tuple[str, str]) -> str:
    """Returns the card of an answer from two documents with these scopes."""
    edit(corpus / "sources.toml", 'scope = "local"', f'scope = "{scopes[0]}"')
    edit(corpus / "sources.toml", 'scope = "national"', f'scope = "{scopes[1]}"')
    page = corpus / "documents/opening-hours.html"
    page.write_text(
        page.read_text().replace("</main>", "<h2>Lending</h2><p>A reader may borrow six books.</p></main>")
    )
    publish(corpus, index)
    assistant = assistant_of(index)
    return answer_card(assistant.answer(LENT, threshold=0), assistant.index, TODAY)


def test_local_and_national_guidance_stand_side_by_side(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that each side has its own heading and dates, and nothing says which is right."""
    card = reading(corpus, tmp_path / "index", ("local", "national"))
    local, national = card.index("Local guidance: "), card.index("National guidance: ")
    assert local < card.index("Lending rules · Example Library") < national
    assert national < card.index("Opening hours · Example Library")
    assert "published 1 March 2025" in card[local:national]
    assert "undated" in card[national:]
    assert '<h4 class="where">Passage' in card


def test_one_side_alone_is_no_side(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that quotes of one scope are listed best first, without sides."""
    card = reading(corpus, tmp_path / "index", ("local", "local"))
    assert "Local guidance" not in card
    assert card.index("Passage 1:") < card.index("Passage 2:")


@pytest.mark.model
def test_a_problem_is_reported_without_the_question(page: AppTest, briefing_index: Path) -> None:
    """This test ensures that the passage and the reason are saved once, and the question never."""
    question = "what helps a child to talk about abuse?"
    page.run()
    page.chat_input[0].set_value(question).run()
    quote = page.session_state["turns"][0].answer.quotes[1]
    page.selectbox[0].set_value(1)
    next(radio for radio in page.radio if radio.label == "What is wrong?").set_value(REASONS[2])
    button(page, "Report it").click().run()
    (kept,) = problems(briefing_index)
    assert (kept.source_id, kept.reason) == (quote.place.source.id, REASONS[2])
    assert page.success[0].value == f"Reported: passage 2, {REASONS[2]}."
    button(page, "Report it").click().run()
    assert problems(briefing_index) == (kept,)
    assert question not in (briefing_index / "problems.jsonl").read_text()


@pytest.mark.model
def test_a_chosen_document_that_is_gone_is_no_fault(
    tmp_path: Path, corpus: Path, model: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a filter still works after one of its documents is removed."""
    index = tmp_path / "index"
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    publish(corpus, index, model)
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(index))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    page.multiselect(key="documents").set_value(["opening-hours", "lending-rules"]).run()
    edit(corpus / "sources.toml", 'file = "documents/opening-hours.html"\n', "")
    (corpus / "documents/opening-hours.html").unlink()
    publish(corpus, index, model, accept=("vanished",), why="a test")
    page.chat_input[0].set_value(LENT).run()
    assert not page.error
    assert not page.exception
    assert "Searched only in: Lending rules</strong>" in htmls(page)


@pytest.mark.model
def test_a_box_ticked_for_one_question_is_not_ticked_for_another(page: AppTest) -> None:
    """This test ensures that "Include my question" does not stay ticked for the next question."""
    page.run()
    page.chat_input[0].set_value(BARRIERS).run()
    included = next(box for box in page.checkbox if box.label == "Include my question")
    included.check().run()
    button(page, "Clear the page").click()
    page.chat_input[0].set_value("young carers").run()
    (turn,) = page.session_state["turns"]
    assert turn.question == "young carers"
    assert not next(box for box in page.checkbox if box.label == "Include my question").value


@pytest.mark.model
def test_a_question_that_waits_takes_the_place_of_another(page: AppTest) -> None:
    """This test ensures that the edit box contains the newest waiting question, and can be cleared."""
    page.run()
    for name in ("Amira", "Jonas"):
        page.chat_input[0].set_value(f"May a child called {name} read an atlas?").run()
        edited = next(area for area in page.text_area if area.label == "Edit your question")
        assert name in edited.value
    button(page, "Clear the page").click().run()
    assert not page.warning
    assert "pending" not in page.session_state
    assert "edited" not in page.session_state


@pytest.mark.model
def test_a_crisis_is_told_where_nothing_was_searched(page: AppTest) -> None:
    """This test ensures that 999 is shown even if no document matches the filters."""
    page.run()
    page.radio(key="scope").set_value("National").run()
    page.chat_input[0].set_value("a child has a knife").run()
    assert htmls(page).count("tel:999") == 2
