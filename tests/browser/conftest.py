"""The real server on the real index, and a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_library import write_library
from chromium import ARGUMENTS, ARTEFACTS, NAMES, Server, serving, window
from parts import ROOT, publish
from playwright.sync_api import Browser, Page, sync_playwright

from index.embedding.embedder import Embedder


@pytest.fixture(scope="session")
def server(briefing_index: Path) -> Iterator[Server]:
    with serving(briefing_index, ROOT / "corpus") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        # Fails instead of skipping: without a browser these tests prove nothing.
        pytest.fail("no Chromium on the PATH: run `make chromium`, or install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, model: Embedder) -> Iterator[Server]:
    """The real server on the made-up library's rules."""
    folder = tmp_path_factory.mktemp("library")
    publish(write_library(folder), folder / "index", model)
    people = folder / "people.toml"
    people.write_text("second_person = false\n")
    with serving(folder / "index", folder / "corpus", SIGNPOST_MAINTAINERS=str(people)) as running:
        yield running


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A new window on the page Ask, at each width."""
    with window(browser, server, request.param) as opened:
        yield opened


@pytest.fixture
def artefacts() -> Path:
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
