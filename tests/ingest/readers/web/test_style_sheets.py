"""Tests which style sheets of a web page count, by the screens and the paper that they are for."""

import pytest
from web_pages import styled


@pytest.mark.parametrize(
    "rule",
    [
        "@media (min-width: 48em) {.a {display: block !important}}",
        "@media only screen and (min-width: 48em) {.a {display: block !important}}",
        "@media print, screen and (min-width: 48em) {.a {display: block !important}}",
        "@supports (display: grid) {@media (min-width: 48em) {.a {display: grid !important}}}",
        "</style><style media='screen and (min-width: 48em)'>.a {display: block !important}",
    ],
)
def test_words_that_wide_screens_show_are_read(rule: str) -> None:
    """This test ensures that what is hidden on small screens only is quoted."""
    sheet = f"<style>.a {{display: none !important}} {rule}</style>"
    assert styled("<p>Dogs wait.</p><p class=a>Cats sleep.</p>", sheet).text == "Dogs wait.\n\nCats sleep."


@pytest.mark.parametrize("medium", ["print", "(max-width: 48em)", "(min-width: 9em) and (max-width: 48em)"])
def test_words_that_only_paper_and_phones_show_are_not_read(medium: str) -> None:
    """This test ensures that words that stand in for others elsewhere do not join them."""
    sheet = f"<style>.a {{display: none}} @media {medium} {{.a {{display: block}}}}</style>"
    assert styled("<p>Dogs wait.</p><p class=a>Cats sleep.</p>", sheet).text == "Dogs wait."


@pytest.mark.parametrize("media", ["", "all", "print, only screen"])
def test_a_style_sheet_for_screens_counts(media: str) -> None:
    """This test ensures that only sheets for other media are left alone."""
    sheet = f"<style media='{media}'>.a {{display: none}}</style>"
    assert styled("<p>Dogs wait.</p><p class=a>Cats sleep.</p>", sheet).text == "Dogs wait."
