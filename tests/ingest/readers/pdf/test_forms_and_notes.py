"""Tests what people add to a PDF's pages: reported, and never quoted."""

import io
from collections.abc import Callable

import pypdf
import pytest
from made.drawn_pdf import drawn
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableDocument
from ingest.readers.formats import read
from ingest.text.reading import Reading

WORDS = "The club room is let to members."


def page(words: str = WORDS, filled: str | None = None) -> bytes:
    """Makes a page with these words and, if something is filled in, a form with two fields."""

    def form(canvas: Canvas) -> None:
        canvas.drawString(30, 300, words)
        if filled is not None:
            canvas.acroForm.textfield(name="hirer", x=120, y=250, width=120, height=20, value=filled)
            canvas.acroForm.textfield(name="day", x=120, y=220, width=120, height=20)

    return drawn(form)


def changed(data: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def reading(data: bytes) -> Reading:
    return read(data, "made.pdf")


def test_what_is_filled_in_is_told_and_not_quoted() -> None:
    """This test ensures that a form's fields are counted, and no hirer's name is read."""
    found = reading(page(filled="Jo Example"))
    assert found.text == WORDS
    assert found.oddities == (
        "it is a form with 2 fields, 1 of them filled in; what is filled in is not quoted",
    )


def test_notes_typed_on_a_page_are_told_and_not_quoted() -> None:
    """This test ensures that readers' remarks, written on the page or pinned to it, are not guidance."""

    def annotate(writer: pypdf.PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="Ask Jo first", rect=(30, 200, 200, 220)))
        writer.add_annotation(0, Text(text="Is this right?", rect=(30, 100, 50, 120)))

    found = reading(changed(page(), annotate))
    assert found.text == WORDS
    assert found.oddities == ("2 notes typed onto the file, not quoted: page 1",)


def test_enclosed_files_are_named() -> None:
    """This test ensures that the contents of a portfolio are not lost silently."""
    data = changed(page(), lambda writer: writer.add_attachment("prices.pdf", b"x") and None)
    assert reading(data).oddities == (
        "it contains 1 file, not read (prices.pdf): put each one that is guidance into the corpus",
    )


def test_a_signed_field_is_a_filled_one() -> None:
    """This test ensures that a signature, which is no text, is counted."""

    def sign(writer: pypdf.PdfWriter) -> None:
        signature = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
        field = DictionaryObject({NameObject("/T"): TextStringObject("Hirer"), NameObject("/V"): signature})
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
        writer.root_object[NameObject("/AcroForm")] = form

    assert reading(changed(page(), sign)).oddities == (
        "it is a form with 1 field, 1 of them filled in; what is filled in is not quoted",
    )


def portfolio(words: str) -> bytes:
    def enclose(writer: pypdf.PdfWriter) -> None:
        writer.add_attachment("prices.pdf", b"x")
        writer.root_object[NameObject("/Collection")] = DictionaryObject()

    return changed(page(words), enclose)


def test_the_cover_of_a_portfolio_is_no_guidance() -> None:
    """This test ensures that what Adobe prints on a portfolio is not quoted, and a cover with words is."""
    with pytest.raises(UnreadableDocument, match="save the files inside it"):
        reading(portfolio("For the best experience, open this PDF portfolio in Acrobat X."))
    assert reading(portfolio(WORDS)).text == WORDS


def dynamic(text: str, *, fields: int = 1, admits: bool = False, template: str | None = "x") -> bytes:
    """Makes a form in Adobe's own language. admits: it says that its pages do not show it."""

    def add(writer: pypdf.PdfWriter) -> None:
        field = DictionaryObject({NameObject("/T"): TextStringObject("Lane")})
        packet = DecodedStreamObject()
        packet.set_data(f"<template><text>{template}</text></template>".encode())
        xfa = [TextStringObject("template"), writer._add_object(packet)] if template else []
        form = DictionaryObject(
            {NameObject("/Fields"): ArrayObject([field] * fields), NameObject("/XFA"): ArrayObject(xfa)}
        )
        writer.root_object[NameObject("/AcroForm")] = form
        if admits:
            writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)

    return changed(page(text), add)


@pytest.mark.parametrize(
    "data",
    [
        dynamic("The form.", admits=True),
        dynamic("Please wait... If this message"),
        dynamic("To see this form, get another viewer.", fields=0),
    ],
)
def test_a_form_that_only_one_program_draws_is_refused(data: bytes) -> None:
    """This test ensures that what stands in for a form is no passage, whatever it says."""
    with pytest.raises(UnreadableDocument, match="that only Adobe's reader can show"):
        reading(data)


@pytest.mark.parametrize(
    "data",
    [dynamic(WORDS), dynamic(WORDS, fields=0, template=None), dynamic(WORDS, fields=0, template=WORDS)],
)
def test_a_form_whose_pages_show_it_is_read(data: bytes) -> None:
    """This test ensures that Adobe's language hides nothing beside fields of the page or its own words."""
    assert reading(data).text == WORDS
