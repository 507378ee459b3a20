"""Tests that words of an OpenDocument text that are hidden, struck or white are counted, not quoted."""

import pytest
from made.odt_looks import AUTOMATIC, box, para, rows, span
from made.office import odt_document, odt_look
from readings import blocks

from ingest.readers.formats import read

HIDE = '<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="{}"/>'.format


@pytest.mark.parametrize(
    "hidden",
    [
        para(HIDE("true") + "Knock twice."),
        '<text:section text:display="none">' + para("Knock") + para("twice.") + "</text:section>",
        '<text:section text:display="condition" text:is-hidden="true">' + para("Knock twice.")
        + "</text:section>",
        para('<text:hidden-text text:is-hidden="true">Knock twice.</text:hidden-text>'),
        para("Knock twice.", "Away"),
        para(box(para("Knock twice.")).replace(" ", ' draw:display="none" ', 1)),
        para(span(box(para("Knock twice.")), "Hidden")),
        para(box(para("Knock twice."), shape="frame"), "Away"),
        '<text:section text:display="none">' + para(HIDE("true") + "Knock " + box(para("twice.")))
        + "</text:section>",
    ],
)  # fmt: skip
def test_what_is_switched_off_is_told_and_not_quoted(hidden: str) -> None:
    """This test ensures that hidden sections, paragraphs and fields are only counted."""
    styles = AUTOMATIC + odt_look("Away", 'text:display="none"', "paragraph")
    reading = read(odt_document(hidden + para("Ring."), automatic=styles), "a.odt")
    assert (reading.text, reading.oddities) == ("Ring.", ("2 words marked as hidden, not quoted",))


@pytest.mark.parametrize(
    "shown",
    [
        para(HIDE("false") + "Ring."),
        '<text:section text:display="condition" text:is-hidden="false">' + para("Ring.") + "</text:section>",
        para('<text:hidden-text text:is-hidden="false">Ring.</text:hidden-text>'),
    ],
)
def test_what_could_be_hidden_but_is_shown_is_quoted(shown: str) -> None:
    """This test ensures that a condition that does not hold hides nothing."""
    reading = read(odt_document(shown), "a.odt")
    assert (reading.text, reading.oddities) == ("Ring.", ())


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_a_hidden_row_keeps_its_place(how: str) -> None:
    """This test ensures that a hidden row is counted, and a cell that reaches through it still does."""
    first = rows(para("Monday"), para("open")).replace(
        "<table:table-cell", '<table:table-cell table:number-rows-spanned="2"', 1
    )
    hidden = rows(para("Knock")).replace("<table:table-row", f'<table:table-row table:visibility="{how}"')
    body = f"<table:table>{first}{hidden}{rows(para('Tuesday'), para('shut'))}</table:table>"
    reading = read(odt_document(body), "a.odt")
    assert reading.oddities == ("1 word marked as hidden, not quoted",)
    assert [(words, reading.blocks[i].context) for i, (_, _, words) in enumerate(blocks(reading))] == [
        ("Monday | open", ()), ("Tuesday | shut", ()),
    ]  # fmt: skip


def test_a_bar_stands_for_words_on_black() -> None:
    """This test ensures that a redaction by colour leaves a bar within its sentence."""
    styles = AUTOMATIC + odt_look("Bar", 'fo:color="#000000" fo:background-color="#000000"')
    body = para("Mr " + span("Peregrine", "Bar") + ", may ring.")
    reading = read(odt_document(body, automatic=styles), "a.odt")
    assert (reading.text, reading.covered) == ("Mr █, may ring.", 1)


def test_what_is_withdrawn_or_unseen_is_told() -> None:
    """This test ensures that struck words, and words in white, are counted and not quoted."""
    body = para(f"{span('Ring once.', 'Struck')} Knock. {span('Name Surname', 'White')}")
    reading = read(odt_document(body, automatic=AUTOMATIC), "a.odt")
    assert reading.text == "Knock."
    assert [told.partition(".")[0] for told in reading.oddities] == [
        "2 words in the colour of their ground, covered or too small are not visible and are not quoted",
        '2 words are struck through and not quoted, beginning with "Ring once',
    ]


SOLID = 'style:text-line-through-style="solid"'


@pytest.mark.parametrize(
    ("own", "above", "struck"),
    [
        (SOLID, "", True),
        ('style:text-line-through-type="single"', "", True),
        ('style:text-line-through-type="double" style:text-line-through-style="wave"', "", True),
        ("", 'style:text-line-through-type="single"', True),
        ('style:text-line-through-style="none"', 'style:text-line-through-type="single"', False),
        ('style:text-line-through-type="none"', SOLID, False),
        (f'style:text-line-through-type="none" {SOLID}', "", False),
        ('style:text-line-through-color="font-color"', "", False),
    ],
)
def test_a_line_is_told_by_its_kind_or_its_look(own: str, above: str, struck: bool) -> None:
    """This test ensures that a line through words needs only one of its two properties to strike them."""
    styles = odt_look("Own", own).replace("<style:style ", '<style:style style:parent-style-name="Above" ')
    body = para(span("Knock.", "Own") + " Ring.")
    found = read(odt_document(body, automatic=styles + odt_look("Above", above)), "a.odt")
    assert ("Knock." not in found.text, len(found.struck)) == (struck, int(struck))


def test_the_prompts_of_a_form_are_told() -> None:
    """This test ensures that what waits to be filled in is counted once, where it stands."""
    prompt = "<text:placeholder>&lt;Name of the dog&gt;</text:placeholder>"
    body = para(f"Walk {prompt} at noon." + box(para(f"{prompt} waits."), shape="frame"))
    reading = read(odt_document(body), "a.odt")
    assert reading.text == "Walk at noon.\n\nwaits."
    assert reading.oddities == ("2 placeholders to be filled in are not quoted",)
