"""Reports what people added to a PDF: filled form fields, typed notes, enclosed files.

None of it is quoted, because it may be personal data and is not the publisher's text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import pypdf
from pypdf.generic import StreamObject

from index.errors import UnreadableDocument
from ingest.layout.pages.structure import MALFORMED, why
from ingest.readers.left_out import plural

# What Adobe's tools print on the page of a form that only they can draw.
STAND_IN = "please wait"
# What they print on the page of a portfolio, for viewers that do not show the files inside.
COVER = re.compile(r"open this pdf portfolio|get adobe reader", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
# Of the words of a page, a form that it shows has this share; its page numbers and dates may lie elsewhere.
NEARLY_ALL = 0.9
# Annotations that are not notes: a popup repeats the note that it belongs to.
NO_NOTE = {"/Link", "/Widget", "/Popup"}


def check_stand_ins(reader: pypdf.PdfReader, file: str, pages: Iterable[str]) -> None:
    """Raises UnreadableDocument if the pages only stand in for a form or for files. pages: their words."""
    if not reader.root_object.keys().isdisjoint({"/AcroForm", "/Collection"}):
        text = "\n".join(pages)
        _check_form(reader, file, text)
        _check_portfolio(reader, file, text)


def _check_form(reader: pypdf.PdfReader, file: str, text: str) -> None:
    """Raises UnreadableDocument if the file is a form that its pages do not show. text: of all pages."""
    try:
        form = _form(reader)
        # Without fields of its own, the pages are a stand-in in whatever words, unless these are the form's.
        drawn_elsewhere = bool(form.get("/XFA")) and (
            bool(reader.root_object.get("/NeedsRendering"))
            or text.lower().lstrip().startswith(STAND_IN)
            or not (any(True for _ in _fields(form.get("/Fields", ()))) or _says(form["/XFA"], text))
        )
    except MALFORMED:
        return
    if drawn_elsewhere:
        raise UnreadableDocument(
            file,
            "it is a form (XFA) that only Adobe's reader can show: open it there, print it to a PDF and use "
            "that, or ask the publisher for a plain PDF",
        )


def _check_portfolio(reader: pypdf.PdfReader, file: str, text: str) -> None:
    """Raises UnreadableDocument if the pages are only the cover that Adobe gives a portfolio of files."""
    if "/Collection" in reader.root_object and COVER.search(text):
        raise UnreadableDocument(
            file,
            "it is a portfolio whose own page only says so: save the files inside it and put each one that "
            "is guidance into the corpus",
        )


def _says(xfa: Any, text: str) -> bool:  # noqa: ANN401
    """Returns whether a form in Adobe's language contains nearly all words of a text."""
    parts = (part.get_object() for part in (xfa if isinstance(xfa, list) else [xfa]))
    form = b" ".join(part.get_data() for part in parts if isinstance(part, StreamObject))
    known = set(WORD.findall(unescape(form.decode("utf-8", "ignore"))))
    words = set(WORD.findall(text))
    return len(words & known) >= NEARLY_ALL * len(words)


def fillings(reader: pypdf.PdfReader) -> list[str]:
    """Returns a sentence for each kind."""
    told: list[str] = []
    try:
        fields = list(_fields(_form(reader).get("/Fields", ())))
        filled = sum(_is_filled(field) for field in fields)
        if fields:
            told.append(
                f"it is a form with {_several(len(fields), 'field')}, {filled} of them filled in; "
                "what is filled in is not quoted"
            )
    except MALFORMED as error:
        told.append(f"its form cannot be read ({why(error)})")
    notes = Counter(_noted_pages(reader))
    if notes:
        pages = ", ".join(map(str, sorted(notes)))
        told.append(f"{_several(notes.total(), 'note')} typed onto the file, not quoted: page {pages}")
    try:
        names = sorted(reader.attachments)
    except MALFORMED as error:
        told.append(f"the files inside it cannot be read ({why(error)})")
    else:
        if names:
            told.append(
                f"it contains {_several(len(names), 'file')}, not read ({', '.join(names[:10])}): "
                "put each one that is guidance into the corpus"
            )
    return told


def _several(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else plural(noun)}"


def _form(reader: pypdf.PdfReader) -> Any:  # noqa: ANN401
    form = reader.root_object.get("/AcroForm")
    return form.get_object() if form is not None else {}


def _fields(entries: Any, depth: int = 0) -> Iterator[Any]:  # noqa: ANN401
    """Yields the fields that a person fills in; for a group, the fields inside it."""
    for entry in entries.get_object() if hasattr(entries, "get_object") else entries:
        field = entry.get_object()
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid.get_object()]
        if kids and depth < 8:
            yield from _fields(kids, depth + 1)
        else:
            yield field


def _is_filled(field: Any) -> bool:  # noqa: ANN401
    value = field.get("/V")
    # A signature is a dictionary.
    return value is not None and value.get_object() not in ("", "/Off")


def _noted_pages(reader: pypdf.PdfReader) -> Iterator[int]:
    """Yields the page of each note with words in it."""
    for number, page in enumerate(reader.pages, start=1):
        try:
            notes = page.get("/Annots")
            for reference in notes.get_object() if notes is not None else ():
                note = reference.get_object()
                if note.get("/Subtype") not in NO_NOTE and str(note.get("/Contents", "")).strip():
                    yield number
        except MALFORMED:
            # Damaged notes of a page are reported where its links are read.
            continue
