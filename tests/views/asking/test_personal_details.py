"""A question with personal details waits until the person decides what to do with it."""

import pytest
from parts import button, htmls
from streamlit.testing.v1 import AppTest

from views.asking import personal_details

DETAILED = "What stops a child called Amira from telling someone about abuse?"


@pytest.mark.model
def test_a_question_that_gives_somebody_away_waits(page: AppTest) -> None:
    """This test ensures that it is not searched, and the person is told why and can remove the detail."""
    page.run()
    page.chat_input[0].set_value(DETAILED).run()
    assert not page.exception
    assert "<blockquote" not in htmls(page)
    (warning,) = page.warning
    assert "Not searched yet" in warning.value
    assert "This looks like it includes a name. You do not need it here." in warning.value
    button(page, personal_details.TAKE_OUT).click().run()
    assert "<blockquote" in htmls(page)
    assert not page.warning
    assert "Amira" not in htmls(page)
    assert "What stops a child from telling" in htmls(page)


@pytest.mark.model
def test_a_question_that_waits_can_be_edited_or_searched_anyway(page: AppTest) -> None:
    """This test ensures that an edited question is checked again, and the person has the last word."""
    page.run()
    page.chat_input[0].set_value(DETAILED).run()
    page.text_area[0].set_value(DETAILED.replace("Amira", "Zahra"))
    button(page, personal_details.EDITED).click().run()
    assert 'class="answer' not in htmls(page)
    assert "Not searched yet" in page.warning[0].value
    button(page, personal_details.ANYWAY).click().run()
    assert 'class="answer' in htmls(page)
    assert "Zahra" in htmls(page)
    page.chat_input[0].set_value(DETAILED).run()
    page.text_area[0].set_value("What stops children from telling someone about abuse?")
    button(page, personal_details.EDITED).click().run()
    assert not page.warning
    assert "What stops children from telling someone about abuse?" in htmls(page)


@pytest.mark.model
def test_a_new_question_or_clearing_takes_the_place_of_one_that_waits(page: AppTest) -> None:
    """This test ensures that nothing that was typed remains once the page is cleared."""
    page.run()
    page.chat_input[0].set_value("what stops children from telling someone about abuse?").run()
    page.chat_input[0].set_value(DETAILED).run()
    assert page.warning
    button(page, "Clear the page").click().run()
    assert not page.warning
    assert not page.text
    assert not any(
        key in page.session_state
        for key in (personal_details.PENDING, personal_details.CHOSEN, personal_details.EDITOR)
    )
    page.chat_input[0].set_value(DETAILED).run()
    page.chat_input[0].set_value("what stops children from telling someone about abuse?").run()
    assert not page.warning
    assert "five main barriers" in htmls(page)
