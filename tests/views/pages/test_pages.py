"""The pages in Streamlit's test harness, on the real briefing."""

import re
from html import escape
from importlib.metadata import version
from pathlib import Path

import pytest
from parts import ROOT, TODAY, assistant_of, button, htmls, no_bar, publish
from streamlit.testing.v1 import AppTest

from assistant.answers.as_text import RELATED
from assistant.library.descriptions import counted
from assistant.library.links import links_of
from index.embedding.embedder import Embedder
from index.storage.builds import current_name, open_current
from publishing.builds.withdrawal import withdraw
from views.asking.answer_card import answer_card
from views.asking.turns import WITHDRAWN
from views.elements.markup import words
from views.elements.page_script import SAID
from views.pages.sources import source_list

APP = str(ROOT / "app.py")


@pytest.mark.model
def test_a_question_is_answered_on_the_page(page: AppTest) -> None:
    """This test ensures that an answer shows its status line, the words and their source."""
    page.run()
    assert not page.exception
    page.chat_input[0].set_value("what stops children from telling someone about abuse?").run()
    shown = htmls(page)
    assert not page.exception
    assert re.search(r'<p class="status"><strong>\d passages? in 1 document', shown)
    assert "five main barriers to children making disclosures" in shown
    assert "Derby and Derbyshire Safeguarding Children Partnership" in shown


@pytest.mark.model
def test_further_passages_can_be_shown(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the passages counted as "more" can be shown."""
    monkeypatch.setenv("SIGNPOST_THRESHOLD", "0")
    page.run()
    page.chat_input[0].set_value("what helps a child to talk about abuse?").run()
    shown = htmls(page)
    more = int(re.findall(r"passages in 1 document, and (\d+) more", shown)[0])
    assert shown.count('<article class="quote') == 5
    button(page, f"Show {counted(more, 'more passage')}").click().run()
    assert htmls(page).count('<article class="quote') == 5 + more
    assert [b.label for b in page.button] == ["Report it", "Clear the page"]


@pytest.mark.model
def test_a_silence_looks_different_from_an_answer_and_from_a_fault(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that none of the three can be mistaken for another."""
    page.run()
    page.chat_input[0].set_value("how do I book annual leave?").run()
    silence = htmls(page)
    assert "No passage found" in silence
    assert "<blockquote" not in silence
    assert not page.error
    monkeypatch.setenv("SIGNPOST_INDEX", str(tmp_path))
    page.chat_input[0].set_value("who can I ask for advice?").run()
    assert len(page.error) == 1
    assert "This is a fault" in page.error[0].value
    assert "no index in" in page.error[0].value


@pytest.mark.model
def test_what_is_on_the_subject_looks_different_from_an_answer(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the page labels it, announces what is missing, and can save and report it."""
    monkeypatch.setenv("SIGNPOST_RELATED", "0")
    page.run()
    page.chat_input[0].set_value("how many days do I have to put the referral in writing?").run()
    assert not page.exception
    assert page.session_state["turns"][0].answer.outcome == "related"
    shown = htmls(page)
    assert f'<p class="status"><strong>{RELATED}: ' in shown
    assert "<strong>No passage gives a number of days for this.</strong>" in shown
    assert shown.count('<article class="quote related">') == shown.count("<article") > 0
    assert [found.label for found in page.get("download_button")] == [
        "Save as Word",
        "Save as Markdown",
        "Save as a page to print",
    ]
    assert button(page, "Report it")
    said = page.session_state[SAID][1]
    assert re.fullmatch(rf"{RELATED}: [^.]+\. No passage gives a number of days for this\.", said)


@pytest.mark.model
def test_the_notice_stays_and_clear_empties_the_page(page: AppTest) -> None:
    """This test ensures that 999 is always shown, and a cleared page contains no question."""
    page.run()
    page.chat_input[0].set_value("young carers").run()
    assert "tel:999" in htmls(page)
    assert page.session_state["turns"]
    page.button[-1].click().run()
    assert not page.session_state["turns"]
    assert "young carers" not in htmls(page)
    assert "tel:999" in htmls(page)


def test_every_page_ends_with_the_version(page: AppTest) -> None:
    """This test ensures that anyone who reports a fault can see which version they use."""
    assert f"Signpost {version('signpost')}" in htmls(page.run())


def test_broken_notices_stop_the_page(page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This test ensures that the page is not shown without its notices."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(tmp_path))
    page.run()
    assert len(page.error) == 1
    assert "notices.toml" in page.error[0].value
    assert not page.chat_input


def test_text_of_a_document_cannot_become_markup(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that tags in a document, its title or its headings are shown, never run."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    (corpus / "documents/evil.txt").write_text(f"Beware of the door {evil} it bites.\n")
    register = corpus / "sources.toml"
    register.write_text(
        register.read_text()
        + f'\n[[source]]\nid = "evil"\ntitle = "{evil}"\npublisher = "{evil}"\nfile = "documents/evil.txt"\n'
    )
    publish(corpus, tmp_path / "index")
    assistant = assistant_of(tmp_path / "index")
    answer = assistant.answer("beware of the door it bites", threshold=0)
    for shown in (answer_card(answer, assistant.index, TODAY), source_list(assistant.index)):
        assert "<script" not in shown
        assert "<img" not in shown
        assert escape(evil) in shown


def test_marks_and_links_add_nothing_to_the_words(index: Path) -> None:
    """This test ensures that the words between the tags are the slice itself, with its links resolved."""
    build = open_current(index)
    document = build.documents["lending-rules"]
    start = document.text.index("A reader may")
    end = document.text.index("manual says") + len("manual says")
    marks = [(start, start + 20), (end - 10, end)]
    shown = words(document, start, end, marks, links_of(build, document))
    assert re.sub(r"<[^>]+>", "", shown) == escape(document.text[start:end])
    assert "<mark>A reader may borrow " in shown
    assert '<a href="https://library.example/repair" target="_blank" rel="noopener noreferrer"' in shown


def test_a_quote_is_shown_with_its_neighbours_and_marked_there(index: Path) -> None:
    """This test ensures that the context shows neighbouring passages of the section and labels the quote."""
    assistant = assistant_of(index)
    shown = answer_card(
        assistant.answer("the shelf mark is complete", threshold=0, top=1), assistant.index, TODAY
    )
    around = shown[shown.index("Read in context") :]
    assert "the card is valid" in around
    assert "no fine is open" in around
    assert "<strong>The quote:</strong> <mark>the shelf mark is complete</mark>" in around
    assert "Books come back" not in around


def test_registered_sources_say_that_they_are_not_held(index: Path) -> None:
    """This test ensures that a lead sees which documents we have or only know of, and where each is cited."""
    shown = source_list(open_current(index))
    held, known = shown.split("We do not have a copy")
    assert "We have a copy: 2 sources" in held
    assert "Repair manual" in known
    assert "https://library.example/repair (opens in a new tab)</a> (address not verified)" in known
    assert "No address known." in known
    assert "Cited in:" in known


@pytest.mark.model
def test_a_new_build_is_picked_up_without_a_restart(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model: object
) -> None:
    """This test ensures that a running page answers from the latest publication."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text("")
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(tmp_path / "index"))
    names = set()
    for colour in ("green", "violet"):
        (corpus / "documents/door.md").write_text(f"# Door\n\nThe library door is painted {colour}.\n")
        publish(corpus, tmp_path / "index", model)  # type: ignore[arg-type]
        names.add(current_name(tmp_path / "index"))
        page.run()
        page.chat_input[0].set_value("what colour is the library door painted?").run()
        assert f"painted {colour}" in htmls(page)
    assert len(names) == 2


@pytest.mark.model
def test_an_answer_that_quotes_what_was_withdrawn_is_shown_no_more(
    tmp_path: Path, corpus: Path, model: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that an open page drops withdrawn words, and nothing else."""
    index = tmp_path / "index"
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    (corpus / "documents/review.md").write_text("# Review\n\nThe purple parrot bit the caretaker.\n")
    publish(corpus, index, model)
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(index))
    page = AppTest.from_file(APP, default_timeout=60).run()
    page.chat_input[0].set_value("Which books are read in the building?").run()
    page.chat_input[0].set_value("whom did the purple parrot bite?").run()
    assert "bit the caretaker" in htmls(page)
    withdraw(index, corpus, "review", "a test", lambda _name: model, no_bar, keep=5)
    page.run()
    assert "bit the caretaker" not in htmls(page)
    assert "Atlases are read in the building." in htmls(page)
    assert [warning.value for warning in page.warning] == [WITHDRAWN]
