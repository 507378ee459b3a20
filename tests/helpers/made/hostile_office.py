"""OpenDocument texts, slides and rich text made to harm whoever opens them."""

from collections.abc import Callable

from .hostile import MEBIBYTE, WORDS, laughs
from .office import odt_document, packed, pptx_document, rtf_document, shape


def odt_of_laughs() -> bytes:
    """Returns a text with an entity bomb in its content."""
    return odt_document("<text:p>&a9;</text:p>", doctype=laughs())


def odt_of_mebibytes() -> bytes:
    """Returns a text with another part of six hundred mebibytes, packed to a thousandth."""
    return packed({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text",
                   "x.xml": " " * (600 * MEBIBYTE)})  # fmt: skip


def odt_nested_deeply() -> bytes:
    """Returns sections nested ten thousand levels deep."""
    return odt_document("<text:section>" * 10_000 + WORDS + "</text:section>" * 10_000)


def odt_of_deep_headings() -> bytes:
    """Returns a heading of so high a level that no table of numbers could hold it."""
    return odt_document(f'<text:h text:outline-level="4000000000">Rules</text:h><text:p>{WORDS}</text:p>')


def odt_of_repeated_cells() -> bytes:
    """Returns a cell that claims to be repeated a thousand million times."""
    cell = f'<table:table-cell table:number-columns-repeated="1000000000"><text:p>{WORDS}</text:p>'
    row = f"<table:table-row>{cell}</table:table-cell><table:table-cell/></table:table-row>"
    return odt_document(f"<table:table>{row}</table:table>")


def pptx_of_laughs() -> bytes:
    """Returns slides with an entity bomb in their words."""
    return pptx_document([shape("&a9;")], doctype=laughs())


def pptx_of_one_slide_many_times() -> bytes:
    """Returns a slide that is listed thirty thousand times."""
    return pptx_document([shape(WORDS)], times=30_000)


def pptx_nested_deeply() -> bytes:
    """Returns groups nested a hundred levels deep: few enough to be parsed."""
    return pptx_document(["<p:grpSp>" * 100 + shape(WORDS) + "</p:grpSp>" * 100])


def rtf_nested_deeply() -> bytes:
    """Returns groups nested a million levels deep."""
    return rtf_document("{" * 1_000_000)


def rtf_of_notes_in_notes() -> bytes:
    """Returns notes nested four hundred levels deep."""
    return rtf_document(WORDS + r"{\footnote a" * 400 + "}" * 400)


def rtf_of_an_endless_picture() -> bytes:
    """Returns a picture that claims to be four gibibytes long."""
    return rtf_document(rf"{WORDS}\par{{\pict\bin4294967295 x}}")


OFFICE_FILES: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}.{make.__name__.partition('_')[0]}": make
    for make in (
        odt_of_laughs, odt_of_mebibytes, odt_nested_deeply, odt_of_deep_headings,
        odt_of_repeated_cells, pptx_of_laughs,
        pptx_of_one_slide_many_times, pptx_nested_deeply, rtf_nested_deeply, rtf_of_notes_in_notes,
        rtf_of_an_endless_picture,
    )
}  # fmt: skip
