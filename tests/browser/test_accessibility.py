"""Automatic WCAG 2.2 AA checks: axe-core on every page and state, in every look."""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe import violations
from chromium import FITS, Server, window
from playwright.sync_api import Browser, Page
from states import STATES

pytestmark = [pytest.mark.browser, pytest.mark.model]

ROOT_PIXELS = 17


class Look(NamedTuple):
    """How a page is displayed. zoom: the text size as a factor."""

    scheme: Literal["light", "dark"]
    width: int
    zoom: int


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = [Look(*look) for look in product(SCHEMES, (1280, 320), (1, 2))]
# Each look with its opposite, so that every state is tested in each scheme, width and text size, and four
# states in a row cover every pair of them.
OPPOSITES = [(LOOKS[i], LOOKS[-1 - i]) for i in range(len(LOOKS) // 2)]
PAIRWISE = {name: OPPOSITES[i % len(OPPOSITES)] for i, name in enumerate(STATES)}
THEME = "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme"
PRIMARY = "[data-testid=stBaseButton-primaryFormSubmit]"
# How many font sizes each card uses.
SIZES = """() => [...document.querySelectorAll("article.quote")].map((card) => {
  const words = (e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return new Set([...card.querySelectorAll("*")].filter(words).map((e) => getComputedStyle(e).fontSize)).size;
})"""
STILL = "() => document.getAnimations().every((a) => a.playState !== 'running')"


def look_at(page: Page, look: Look) -> None:
    """Displays a page in this look."""
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 800})
    page.evaluate("size => document.documentElement.style.fontSize = size", f"{ROOT_PIXELS * look.zoom}px")
    page.wait_for_function(THEME, arg=look.scheme)


def check_look(page: Page) -> None:
    """Checks that nothing moves, and for at most one main button and two font sizes per card."""
    page.wait_for_function(STILL)
    assert page.get_by_test_id("stBaseButton-primary").count() + page.locator(PRIMARY).count() <= 1
    assert all(count <= 2 for count in page.evaluate(SIZES))


def check(browser: Browser, server: Server, name: str, looks: Sequence[Look], artefacts: Path) -> None:
    with window(browser, server, 1280) as page, ExitStack() as undo:
        STATES[name](page, server, undo)
        for look in (Look("light", 1280, 1), Look("light", 320, 1)):
            look_at(page, look)
            page.screenshot(path=artefacts / "states" / f"{name.replace(' ', '-')}-{look.width}.png")
        check_look(page)
        for look in looks:
            look_at(page, look)
            assert violations(page) == [], look
            assert page.evaluate(FITS), look


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(browser: Browser, library: Server, artefacts: Path, name: str) -> None:
    """This test ensures that every state passes in two opposite looks: both themes, widths and text sizes."""
    check(browser, library, name, PAIRWISE[name], artefacts)


@pytest.mark.soak
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_any_look(browser: Browser, library: Server, artefacts: Path, name: str) -> None:
    """This test ensures that every state passes in every look."""
    check(browser, library, name, LOOKS, artefacts)
