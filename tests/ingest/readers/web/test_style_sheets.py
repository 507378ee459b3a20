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


@pytest.mark.parametrize(
    "selector",
    [
        "[data-state]",
        "p[data-state='old' i]",
        "[data-state^=o]:not(.b)",
        "pre + p",
        "pre ~ p.a",
        "body > :nth-child(2)",
        "p:last-of-type",
        ":is(.b, .a)",
        "#none, .a",
        r".at-night\:hidden",
        ".b::before, .a",
    ],
)
def test_every_kind_of_selector_counts(selector: str) -> None:
    """This test ensures that words are hidden or struck through however a style sheet selects them."""
    body = "<pre>Dogs wait.</pre><p class='a at-night:hidden' data-state=old>Cats sleep.</p>"
    assert styled(body, f"<style>{selector} {{display: none}}</style>").text == "Dogs wait."
    assert styled(body, f"<style>{selector} {{text-decoration: line-through}}</style>").text == "Dogs wait."
    layered = f"<style>@layer a {{@supports (color: red) {{}} {selector} {{display: none}}}}</style>"
    assert styled(body, layered).text == "Dogs wait."


@pytest.mark.parametrize(
    "selector",
    [
        "p:hover",
        ".a::before",
        ".a:not([data-state])",
        ".a:focus-visible",
        "pre > .a",
        "div .a",
        ".A",
        "p:",
        "}",
        r"\b p",
        r"[data-state='\1']",
    ],
)
def test_a_rule_that_does_not_apply_hides_nothing(selector: str) -> None:
    """This test ensures that rules for other elements and for the pointer, and broken ones, hide nothing."""
    body = "<pre>Dogs wait.</pre><p class=a data-state=old>Cats sleep.</p>"
    page = styled(body, f"<style>{selector} {{display: none}}</style>")
    assert page.text == "Dogs wait.\n\nCats sleep."


def test_a_semicolon_within_a_picture_ends_no_declaration() -> None:
    """This test ensures that what follows a picture written into the style still counts."""
    style = "background: url('data:image/png;base64,AA;display:block'); display: none"
    assert styled(f'<p>Dogs wait.</p><p style="{style}">Cats sleep.</p>').text == "Dogs wait."


@pytest.mark.parametrize(
    "sheet",
    [
        ":root {--paper: #fff} .a {color: var(--paper)}",
        "body {--Paper: white; --ink: var( --Paper )} .a {color: var(--ink, red)}",
        ":root {--off: none} .a {display: var(--off) !important}",
        ":root {--gone: line-through} .a {text-decoration: var(--gone) red}",
        ".a {--b: black; background: var(--b)}",
        ".a {color: var(--nowhere, var(--none, rgb(255, 255, 255)))}",
        ":root {--x: var(--y); --y: #fff} html {--y: var(--z, white)} .a {color: var(--x)}",
        "@media (min-width: 9em) {:root {--off: none}} .a {display: var(--off)}",
    ],
)
def test_custom_properties_count(sheet: str) -> None:
    """This test ensures that what is hidden or struck through by a named value is understood."""
    body = "<p>Dogs wait.</p><p class=a>Cats sleep.</p>"
    assert styled(body, f"<style>{sheet}</style>").text == "Dogs wait."


@pytest.mark.parametrize(
    ("sheet", "style"),
    [
        (":root {--off: none} body {--off: block} .a {display: var(--off)}", ""),
        (":root {--off: none} .a {display: var(--off)}", "--off: block"),
        (".a {display: var(--off)}", ""),
        (":root {--off: var(--on); --on: var(--off)} .a {display: var(--off)}", ""),
        (":root {--off: var(--off) var(--off)} .a {display: var(--off)}", ""),
        ("p {--off: none} body {display: var(--off)}", ""),
        ("@media print {:root {--off: none}} .a {display: var(--off, block)}", ""),
        ("</style><link rel=stylesheet href=x.css><style>.a {display: var(--off, none)}", ""),
    ],
)
def test_custom_properties_that_hide_nothing_here_leave_words_alone(sheet: str, style: str) -> None:
    """This test ensures that the nearest value counts, and that a circle of values ends."""
    body = f"<p>Dogs wait.</p><p class=a style='{style}'>Cats sleep.</p>"
    assert styled(body, f"<style>{sheet}</style>").text == "Dogs wait.\n\nCats sleep."


@pytest.mark.parametrize(
    "sheet",
    [
        ".a {& .b {display: none}}",
        ".none, .a {color: red; .b {display: none}}",
        ".a {.none, > .b {text-decoration: line-through}}",
        "div.a {p {&.b {display: none}}}",
        ".a {@media screen {.b {display: none}}}",
        ".x + .a {p {color: black; @supports (color: red) {text-decoration: line-through}}}",
    ],
)
def test_rules_in_rules_count(sheet: str) -> None:
    """This test ensures that a rule in a rule applies in the elements that the outer one selects."""
    body = "<div class=x><p class=b>Dogs wait.</p></div><div class=a><p class=b>Cats sleep.</p></div>"
    assert styled(body, f"<style>{sheet}</style>").text == "Dogs wait."


def test_rules_in_rules_come_to_an_end() -> None:
    """This test ensures that selectors that double with every level take no time and hide nothing."""
    sheet = ".a, .b {" + "& &, & > & {" * 40 + "p {display: none}" + "}" * 41
    assert (
        styled("<p class=a>Dogs wait.<b class=b>Gate.</b>", f"<style>{sheet}</style>").text
        == "Dogs wait.Gate."
    )


@pytest.mark.parametrize("condition", ["@media (min-width: 600px)", "@supports (display: grid)"])
def test_words_that_wide_screens_strike_through_are_struck(condition: str) -> None:
    """This test ensures that what a person at a usual screen sees as withdrawn is not quoted."""
    sheet = f"<style>{condition} {{.a {{text-decoration: line-through}}}}</style>"
    reading = styled("<p>Dogs wait.</p><p class=a>Cats sleep.</p>", sheet)
    assert reading.text == "Dogs wait."
    assert [found.words for found in reading.struck] == ["Cats sleep."]


@pytest.mark.parametrize(
    ("rules", "body", "text"),
    [
        (".no::before {content: 'Never '}", "<p class=no>ring twice.", "Never ring twice."),
        ("p.no:after {content: ' (Keepers only)'}", "<p class=no>Ring <b>twice</b>",
         "Ring twice (Keepers only)"),
        ("dt::after {content: attr(data-more) ' hours'}", "<dl><dt data-more=nine>Open: <dd>Daily.",
         "Open: nine hours\n\nDaily."),
        ("li::before {content: 'NOTE'; display: block}", "<ul><li>Ring twice.</ul>", "NOTE\n\nRing twice."),
        ("p::before {content: 'gone'} .no::before {content: none}", "<p class=no>Ring.", "Ring."),
        ("p::before {content: 'gone '; display: none}", "<p>Ring.", "Ring."),
        ("p::before {content: '•'} p::after {content: '\\f101'}", "<p>Ring.", "Ring."),
        ("p::before {content: 'Step ' counter(step)}", "<p>Ring.", "Ring."),
        ("ol {list-style: none} li::before {content: '' counter(x, lower-latin) ') '}",
         "<ol start=2><li>Ring.<li>Wait.</ol>", "b) Ring.\n\nc) Wait."),
        ("ol {list-style: none} li::before {content: counter(x); color: red}", "<ol><li>Ring.</ol>",
         "1 Ring."),
        ("i.icon-bell::before {content: 'bell'}", "<p><i class=icon-bell></i>Ring.", "Ring."),
        ("i::before {content: 'bell'; font-family: 'Material Icons'}", "<p><i></i>Ring.", "Ring."),
        ("p::before {content: 'Note'} p::after {content: 'New'}", "<p>Ring.", "Note Ring. New"),
        ("li::before {content: '✗'}", "<ul><li>Ring.</ul>", "✗ Ring."),
        ("p::before {content: 'Note ('} p::after {content: '(all day)'}", "<p>ring", "Note (ring (all day)"),
        ("b::after {content: ' '}", "<p><b>Ring</b><b>twice</b>", "Ring twice"),
        ("b::before {content: attr(data-n)}", "<p><b data-n=2>.</b> Ring.", "2. Ring."),
        ("b::before {content: '£'}", "<p>It costs <b>45</b>.", "It costs £45."),
        ("b:not(:last-child)::after {content: ', '}", "<p><b>May</b><b>June</b>", "May, June"),
        ("h2::after {content: 'Show'} p::after {content: 'Read more'}", "<h2>Bell</h2><p>Ring.",
         "Bell\n\nRing."),
        ("@media print {p::after {content: ' (printed)'}}", "<p>Ring.", "Ring."),
        ("p::before {content: 'Wait,\\1  '}", "<p>ring.", "Wait, ring."),
        ("p::first-line {display: none}", "<p>Ring.", "Ring."),
    ],
)  # fmt: skip
def test_words_that_a_style_sheet_puts_on_the_page_are_read(rules: str, body: str, text: str) -> None:
    """This test ensures that words before and after an element are read where they are seen, and no signs."""
    assert styled(body, f"<style>{rules}</style>").text == text
