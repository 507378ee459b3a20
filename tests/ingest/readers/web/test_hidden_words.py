"""Tests words of a web page that nobody sees: left out and reported. Words that may be visible are read."""

import pytest
from web_pages import styled


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Dogs run.</p>",
        "<p style='display: none'>Dogs run.</p>",
        "<p style='visibility:hidden'>Dogs run.</p>",
        "<p style='opacity:0.0'>Dogs run.</p>",
        "<p style='color:#fff'>Dogs run.</p>",
        "<p style='COLOR: White !important; color: black'>Dogs run.</p>",
        "<p style='color:rgb(250, 250, 250)'>Dogs run.</p>",
        "<p style='color:transparent'>Dogs run.</p>",
        "<p style='color:rgba(0,0,0,0)'>Dogs run.</p>",
        "<p><font color=white>Dogs run.</font></p>",
        "<div style='background-color:navy'><p style='color:navy'>Dogs run.</div>",
        "<table bgcolor=navy><tr><td><font color=navy>Dogs run.</font></table>",
        "<p style='font-size:0'>Dogs run.</p>",
        "<p style='font-size:0.5px'>Dogs run.</p>",
        "<p style='font:0/0 a'>Dogs run.</p>",
        "<div style='font-size:.01em'><p>Dogs run.</div>",
        "<p style='text-indent:-9999px'>Dogs run.</p>",
        "<p class=a>Dogs run.</p>",
        "<div class='b c'><p>Dogs <b>run.</b></div>",
        "<p id=d>Dogs run.</p>",
        "<div id=e><p class=f>Dogs run.</div>",
        "<p style='color:rgb(255 255 255 / 1)'>Dogs run.</p>",
        "<p style='color:rgb(0 0 0 / 0)'>Dogs run.</p>",
        "<p style='-webkit-text-fill-color:transparent'>Dogs run.</p>",
        "<p style='font-size:1.9pt'>Dogs run.</p>",
        "<p style='position:absolute; left:-9999px'>Dogs run.</p>",
        "<p style='position:fixed; top:-999em'>Dogs run.</p>",
        "<p style='position:absolute; right:9999px'>Dogs run.</p>",
        "<p style='margin-left:-9999px'>Dogs run.</p>",
        "<p style='transform:translateX(-9999px)'>Dogs run.</p>",
        "<p style='transform:scale(0)'>Dogs run.</p>",
        "<p style='height:0; overflow:hidden'>Dogs run.</p>",
        "<p style='position:absolute; width:1px; overflow:hidden'>Dogs run.</p>",
        "<p style='position:absolute; clip:rect(0 0 0 0)'>Dogs run.</p>",
        "<p style='position:absolute; clip:rect(1px, 1px, 1px, 1px)'>Dogs run.</p>",
        "<p style='clip-path:inset(100%)'>Dogs run.</p>",
        "<p style='width:0; min-width:0; flex:none; overflow:hidden'>Dogs run.</p>",
        "<p style='max-height:0; padding-bottom:9px; overflow:hidden'>Dogs run.</p>",
        "<div style='visibility:hidden'><p>Dogs run.</p></div>",
        "<p style='position:absolute; left:-100vw'>Dogs run.</p>",
        "<p style='position:absolute; right:110%'>Dogs run.</p>",
        "<div style='position:relative'><p style='position:fixed; left:-100%'>Dogs run.</p></div>",
        "<p style='transform:translateX(-100vw)'>Dogs run.</p>",
        "<p style='clip-path:polygon(0 0, 0 0,0 0)'>Dogs run.</p>",
        "<p style='filter:blur(1px) opacity(0)'>Dogs run.</p>",
        "<p style='content-visibility:hidden'>Dogs run.</p>",
        "<p style='color:rgba(0,0,0,.01)'>Dogs run.</p>",
        "<p style='color:rgb(0 0 0 / 2%)'>Dogs run.</p>",
        "<p style='color:#00000008'>Dogs run.</p>",
        "<p style='color:rgba(255,255,255,.9)'>Dogs run.</p>",
        "<p style='color:rgba(200,200,200,.1)'>Dogs run.</p>",
        "<p style='opacity:.02'>Dogs run.</p>",
        "<p style='opacity:3%'>Dogs run.</p>",
        "<p style='filter:opacity(1%)'>Dogs run.</p>",
        "<p style='transform:scale3d(0, 0, 0)'>Dogs run.</p>",
        "<p style='scale:0'>Dogs run.</p>",
        "<p style='transform:rotateX(90deg)'>Dogs run.</p>",
        "<p style='translate:-9999px'>Dogs run.</p>",
        "<p style='margin:0 0 0 -9999px'>Dogs run.</p>",
        "<p style='margin:-9999px 0'>Dogs run.</p>",
        "<p style='margin-left:9px; margin:-9999px'>Dogs run.</p>",
        "<p style='position:absolute; inset:0 auto auto -9999px'>Dogs run.</p>",
        "<p style='position:absolute; left:9999px'>Dogs run.</p>",
        "<p style='position:absolute; right:-9999px'>Dogs run.</p>",
    ],
)
def test_words_that_nobody_sees_are_told_and_not_read(hidden: str) -> None:
    """This test ensures that any way of hiding words, on the element or in the page, is understood."""
    rules = (
        "<style><!-- .a {color: white} .b.c, #d {display: none} /* .x { */ #e > .f {font-size: 0} --></style>"
    )
    reading = styled(f"<p>Dogs wait.</p>{hidden}<p>Cats sleep.", rules)
    assert reading.text == "Dogs wait.\n\nCats sleep."
    assert reading.oddities == (
        "2 words are not visible on the page and are not quoted, beginning with “Dogs run.”",
    )


@pytest.mark.parametrize(
    "look", ["background:#000", "background:black;color:#0a0a0a", "background:rgba(0,0,0,.98)"]
)
def test_a_bar_stands_for_words_on_black(look: str) -> None:
    """This test ensures that a redaction by colour leaves a bar, and that no report says what is under it."""
    reading = styled(
        f"<p>Mr <span style='{look}'>Peregrine Mole</span>, may <i style='color:#fff'>not</i> ring."
    )
    assert (reading.text, reading.covered) == ("Mr █, may ring.", 2)
    assert "2 words in the colour of their ground" in str(reading.oddities)
    assert "Peregrine" not in str(reading.oddities)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p style='color:white;background:#333'>Dogs wait.", ""),
        ("<div style='background:black;color:white'><p>Dogs wait.</div>", ""),
        ("<p style='color:white;background:url(x.png)'>Dogs wait.", ""),
        ("<p style='color:white'>Dogs wait.", "<link rel=stylesheet href=x.css>"),
        ("<p style='color:white'>Dogs wait.", "<style>@import 'x.css';</style>"),
        ("<p class=a>Dogs wait.", "<style>@media print {.a {display: none}}</style>"),
        ("<p class=a>Dogs wait.", "<style media=print>.a {display: none}</style>"),
        ("<p class=a>Dogs wait.", "<style media='(max-width: 9em)'>.a {color: white}</style>"),
        ("<p class=a>Dogs wait.", "<style>.a:hover {display: none} .a + .b {color: white}</style>"),
        ("<p class=a>Dogs wait.", "<style>.a {display: none} p.a {display: block}</style>"),
        ("<p class=a style='display:block'>Dogs wait.", "<style>.a {display: none}</style>"),
        ("<div style='font-size:0'><p style='font-size:16px'>Dogs wait.</div>", ""),
        ("<a href=x style='background:blue'>Dogs wait.</a>", "<style>body {color: blue}</style>"),
        ("<p style='color:#eee'>Dogs wait.", ""),
        ("<p style='color:white;background:#333 none repeat'>Dogs wait.", ""),
        ("<p style='position:absolute; left:-9px; top:20px'>Dogs wait.", ""),
        ("<p style='left:-9999px'>Dogs wait.", ""),
        ("<p style='clip:rect(0 0 0 0)'>Dogs wait.", ""),
        ("<p style='margin-left:-9999px; padding-left:9999px'>Dogs wait.", ""),
        ("<p style='height:1%; overflow:hidden'>Dogs wait.", ""),
        ("<p style='height:0'>Dogs wait.", ""),
        ("<p style='transform:scale(0.9)'>Dogs wait.", ""),
        ("<p style='font-size:2pt'>Dogs wait.", ""),
        ("<p style='color:rgb(0 0 0 / 1)'>Dogs wait.", ""),
        ("<p style='background-clip:text; color:transparent'>Dogs wait.", ""),
        ("<p class=not-sr-only>Dogs wait.", ""),
        ("<table><tr><td style='width:1px; overflow:hidden'>Dogs wait.</table>", ""),
        ("<p><span style='width:0; overflow:hidden'>Dogs wait.</span>", ""),
        ("<p style='height:0; min-height:9em; overflow:hidden'>Dogs wait.", ""),
        ("<p style='height:0; padding-bottom:56%; overflow:hidden'>Dogs wait.", ""),
        ("<p style='width:0; flex:1; overflow:hidden'>Dogs wait.", ""),
        ("<p style='font-size:calc(1px + 1vw)'>Dogs wait.", ""),
        ("<div style='font-size:0'><p style='font-size:medium'>Dogs wait.</div>", ""),
        ("<p style='color:white; background:oklch(30% 0.1 250)'>Dogs wait.", ""),
        ("<p class='wow fadeInUp' style='visibility:hidden'>Dogs wait.", ""),
        (
            "<p class=elementor-invisible>Dogs wait.",
            "<style>.elementor-invisible {visibility: hidden}</style>",
        ),
        ("<p class=a>Dogs wait.", "<style>.a {opacity: 0; animation: appear 1s forwards}</style>"),
        ("<div style='position:relative'><p style='position:absolute; right:110%'>Dogs wait.</div>", ""),
        ("<p style='position:absolute; left:-50%; bottom:90%'>Dogs wait.", ""),
        ("<p style='left:-100vw'>Dogs wait.", ""),
        ("<p style='font-size:2vw; margin-left:-5vw'>Dogs wait.", ""),
        ("<p style='transform:translateX(-100%)'>Dogs wait.", ""),
        ("<p style='clip-path:polygon(0 0, 0 100%, 100% 0)'>Dogs wait.", ""),
        ("<p style='filter:opacity(0.5)'>Dogs wait.", ""),
        ("<p><b style='content-visibility:hidden'>Dogs wait.</b>", ""),
        ("<table background=x.png><tr><td><font color=white>Dogs wait.</font></table>", ""),
        ("<p style='color:rgba(0,0,0,.6)'>Dogs wait.", ""),
        ("<p style='background:#003; color:rgba(255,255,255,.9)'>Dogs wait.", ""),
        ("<p style='background:rgba(0,0,0,.7); color:#fff'>Dogs wait.", ""),
        ("<p style='background:rgb(0 0 0 / 2%)'>Dogs wait.", ""),
        ("<p style='opacity:.4'>Dogs wait.", ""),
        ("<p class=a>Dogs wait.", "<style>.a {opacity: .01; animation: appear 1s forwards}</style>"),
        ("<p style='scale:.9; translate:-9px'>Dogs wait.", ""),
        ("<p style='margin:0 -9999px 0 0'>Dogs wait.", ""),
        ("<p style='margin:0 auto'>Dogs wait.", ""),
        ("<p style='margin:-9999px; margin-top:0; margin-left:0'>Dogs wait.", ""),
        ("<p style='margin:0 0 0 -9999px; padding:0 0 0 9999px'>Dogs wait.", ""),
        ("<p style='height:0; padding:56% 0 0; overflow:hidden'>Dogs wait.", ""),
        ("<p style='position:absolute; inset:0'>Dogs wait.", ""),
        ("<p style='transform:matrix(0, 1, -1, 0, 0, 0)'>Dogs wait.", ""),
        ("<p style='transform:rotate(90deg)'>Dogs wait.", ""),
        ("<p style='position:absolute; left:900px'>Dogs wait.", ""),
        ("<p style='left:9999px'>Dogs wait.", ""),
    ],
)
def test_words_that_can_be_seen_are_read(body: str, head: str) -> None:
    """This test ensures that nothing that somebody may see is left out."""
    reading = styled(body, head)
    assert (reading.text, reading.oddities) == ("Dogs wait.", ())


def test_words_beside_hidden_ones_are_not_joined() -> None:
    """This test ensures that removed words in the colour of their background leave white space behind."""
    assert styled("<p>Dogs <span style='color:#fff'> never </span>wait.").text == "Dogs wait."
    assert styled("<p>Dogs<span style='color:#fff'>never</span>wait.").text == "Dogs wait."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><b><span class=govuk-visually-hidden>Warning</span>Dogs wait.</b>", "Dogs wait."),
        ("<p>See <a href=x>the sheet<span class=sr-only>(new tab)</span></a>.", "See the sheet."),
        ("<p>Dogs<span class=screen-reader-text>and cats</span>wait.", "Dogs wait."),
        ("<p>Pay <span aria-hidden=true>£4</span><span class=visuallyhidden>four pounds</span>.", "Pay £4."),
        ("<p>Mon <span aria-hidden=true>–</span><span class=sr-only>to</span> Fri.", "Mon – Fri."),
        ("<h2>Dogs<a href='#d' aria-hidden=true>#</a></h2>", "Dogs"),
        ("<table><tr><th>A<th>B<tr><td>Dog<td aria-hidden=true>£4</table>", "A | B\n\nDog | £4"),
        ("<p><span class=x__icon aria-hidden=true>!</span><i class=icon aria-hidden=true>pet</i> Dogs wait.",
         "Dogs wait."),
        ("<p>Pay <span class=currency-symbol aria-hidden=true>£</span>4.", "Pay £4."),
        ("<p><span class=step-icon aria-hidden=true>2</span> Dogs wait.", "2 Dogs wait."),
        ("<table><tr><th>A<th>B<tr><td>Dog<td><i class=icon aria-hidden=true>✓</i>"
         "<b class=sr-only>Yes</b></table>",
         "A | B\n\nDog | ✓"),
        ("<table><tr><th>A<th>B<tr><td>Dog<td><i class=icon></i><b class=sr-only>Yes</b></table>",
         "A | B\n\nDog | Yes"),
        ("<p><span class=with-icon aria-hidden=true>Dogs wait.</span>", "Dogs wait."),
    ],
)  # fmt: skip
def test_what_is_seen_is_read_whatever_screen_readers_say(body: str, text: str) -> None:
    """This test ensures that words for screen readers are not quoted, and that words kept from them are."""
    assert styled(body).text == text


def test_boxes_kept_from_screen_readers_are_told() -> None:
    """This test ensures that a box kept from screen readers, which may be seen, is not lost in silence."""
    reading = styled("<p>Dogs wait.</p><div aria-hidden=true>Cats sleep.</div>")
    assert (reading.text, reading.oddities) == (
        "Dogs wait.",
        ("2 words are kept from screen readers and are not quoted, beginning with “Cats sleep.”",),
    )


def test_a_visible_part_of_an_invisible_box_is_read() -> None:
    """This test ensures that an invisible box hides only what is not made visible again."""
    shown = "<b style='visibility:visible'>Cats <i>sleep.</i></b>"
    reading = styled(f"<div style='visibility:hidden'>Dogs <p>run.{shown}</p></div>")
    assert reading.text == "Cats sleep."
    assert reading.oddities == (
        "2 words are not visible on the page and are not quoted, beginning with “Dogs run.”",
    )
