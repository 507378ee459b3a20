"""Tests that words of an OpenDocument text are quoted if they stand out from their ground."""

import pytest
from made.odt_looks import AUTOMATIC, box, para, rows, span
from made.office import odt_document, odt_look

from ingest.readers.formats import read


def ground(name: str, family: str, properties: str) -> str:
    """Returns a style of what is behind words."""
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:{family}-properties {properties}/>'
        "</style:style>"
    )


GROUNDS = (
    ground("Navy", "table-cell", 'fo:background-color="#1f3864"')
    + ground("Pale", "table-cell", 'fo:background-color="#fefefe"')
    + ground("Navy", "table", 'fo:background-color="#1f3864"')
    + ground("Navy", "graphic", 'draw:fill="solid" draw:fill-color="#1f3864"')
    + ground("Pale", "graphic", 'draw:fill="solid" draw:fill-color="#ffffff"')
    + ground("Blend", "graphic", 'draw:fill="gradient" draw:fill-color="#ffffff"')
    + ground("Empty", "graphic", 'draw:fill="none" draw:fill-color="#1f3864"')
)


WHITE = para(span("Ring.", "White"))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"<table:table>{rows(WHITE, para(''), style='Navy')}</table:table>", True),
        (f"<table:table>{rows(WHITE, para(''), style='Pale')}</table:table>", False),
        (f"<table:table>{rows(WHITE, para(''))}</table:table>", False),
        (f'<table:table table:style-name="Navy">{rows(WHITE, para(""))}</table:table>', True),
        (f'<table:table table:style-name="Navy">{rows(WHITE, para(""), style="Pale")}</table:table>', False),
        (para(box(WHITE, "Navy", "frame")), True),
        (para(box(WHITE, "Pale", "frame")), False),
        (para(box(WHITE, "", "frame")), True),
        (para(box(WHITE, "Navy", "circle")), True),
        (box(WHITE, "Navy"), True),
        (para(box(WHITE, "Pale")), False),
        (para(box(WHITE, "Blend")), True),
        (para(box(WHITE, "Empty")), True),
        (para(box(WHITE)), True),
    ],
)
def test_white_words_are_seen_on_what_is_dark(body: str, seen: bool) -> None:
    """This test ensures that a cell, table, frame or shape is the ground of its words, or an unclear one."""
    reading = read(odt_document(body + para("Knock."), automatic=AUTOMATIC + GROUNDS), "a.odt")
    assert ("Ring." in reading.text, bool(reading.oddities)) == (seen, not seen)


def test_dark_paper_is_the_ground() -> None:
    """This test ensures that white words are visible on dark paper."""
    paper = '<style:page-layout-properties fo:background-color="#1f3864"/>'
    reading = read(odt_document(WHITE, automatic=AUTOMATIC, styles=paper), "a.odt")
    assert (reading.text, reading.oddities) == ("Ring.", ())


AUTO = 'style:use-window-font-color="true" loext:opacity="0%"'
DEFAULT = (
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties {}/>'
    "</style:default-style></office:styles>"
).format


@pytest.mark.parametrize(
    ("look", "default", "seen"),
    [
        ('fo:color="#000000" loext:opacity="0%"', AUTO, False),
        ('fo:color="#000000" loext:opacity="5%"', AUTO, False),
        ('fo:color="#000000" loext:opacity="60%"', AUTO, True),
        (AUTO, 'fo:color="#ffffff"', True),
        (f'{AUTO} fo:color="#ffffff"', "", True),
        ("", 'fo:color="#ffffff"', False),
        ('fo:background-color="#000000"', 'fo:color="#000000"', False),
        ('fo:background-color="#000000"', AUTO, True),
        ('fo:background-color="#ffff00"', 'fo:color="#000000"', True),
    ],
)
def test_letters_without_a_colour_take_the_usual_one(look: str, default: str, seen: bool) -> None:
    """This test ensures that the usual colour counts, a clear one hides, and the window's own never does."""
    body = para(span("Ring.", "Own")) + para(span("Knock.", "Plain"))
    plain = odt_look("Plain", 'fo:color="#000000" fo:background-color="#ffff00"')
    document = odt_document(body, automatic=odt_look("Own", look) + plain, styles=DEFAULT(default))
    reading = read(document, "a.odt")
    assert ("Ring." in reading.text, bool(reading.oddities)) == (seen, not seen)
