"""The page Ask as `signpost serve` runs it, where many people share the models."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch
from parts import ROOT, button, htmls
from streamlit.testing.v1 import AppTest

from index.embedding.queued_embedder import QueuedEmbedder
from index.settings import Settings
from views import current_build
from views.current_build import SHARED, corpus_name, current_embedder
from views.pages.ask import AGAIN

pytestmark = pytest.mark.model
BARRIERS = "what stops children from telling someone about abuse?"
ADVICE = "who can I ask for advice when I am worried about a child?"
LOADED = (current_build._assistant, current_build._embedder, current_build._reader)


@pytest.fixture
def embedder(briefing_index: Path) -> Iterator[QueuedEmbedder]:
    """Returns the embedder that all pages share, loaded as by `signpost serve`."""
    threads = torch.get_num_threads()
    SHARED.set()
    for loaded in LOADED:
        loaded.cache_clear()
    found = current_embedder(Settings(corpus=ROOT / "corpus", index=briefing_index))
    assert isinstance(found, QueuedEmbedder)
    yield found
    SHARED.clear()
    for loaded in LOADED:
        loaded.cache_clear()
    torch.set_num_threads(threads)


def test_a_question_that_finds_no_room_waits_in_its_place(
    page: AppTest, embedder: QueuedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the page says in words that it is busy, and keeps the question for one press."""
    page.run()
    with monkeypatch.context() as full:
        full.setattr(embedder._queue, "_limit", 0)
        page.chat_input[0].set_value(BARRIERS).run()
        assert [told.value for told in page.warning] == [
            "Too many people are asking at this moment. Ask again in a few seconds."
        ]
        assert not page.error
        assert BARRIERS in htmls(page)
        button(page, AGAIN).click().run()
        assert page.warning
    page.chat_input[0].set_value(ADVICE).run()
    button(page, AGAIN).click().run()
    assert not page.warning
    turns = page.session_state["turns"]
    assert [(turn.question, turn.answer.outcome) for turn in turns] == [
        (BARRIERS, "answered"),
        (ADVICE, "answered"),
    ]
    assert "five main barriers" in htmls(page)


def test_a_page_that_needs_no_model_does_not_wait_for_one(briefing_index: Path) -> None:
    """This test ensures that the first page opens while the models are still being loaded."""
    settings = Settings(corpus=ROOT / "corpus", index=briefing_index)
    with current_build._LOADING, ThreadPoolExecutor(1) as another:
        assert another.submit(corpus_name, settings).result(timeout=30)
