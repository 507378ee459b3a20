"""Word documents into canonical text: the accepted text, with headings, clause numbers, tables and notes."""

import io
import zipfile
import zlib
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from index.errors import UnreadableDocument
from ingest.canonical import Reading
from ingest.readers.archive import check_archive
from ingest.readers.numbering import Numbering
from ingest.readers.titles import with_property_title
from ingest.readers.word_body import Walk
from ingest.readers.word_colours import page_colour
from ingest.readers.word_heads import facts_of_heads
from ingest.readers.word_looks import Looks
from ingest.readers.word_notes import Notes, targets
from ingest.readers.word_runs import Wording
from ingest.readers.word_styles import Styles
from ingest.readers.word_told import Told

# What opening a Word file that is not what it should be raises, from zip, XML and python-docx.
MALFORMED = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, RuntimeError,
)  # fmt: skip


def read_docx(data: bytes, file: str) -> Reading:
    """The accepted text of a Word file; comments, deleted and hidden words are no part of it.

    Automatic numbers are computed and stand before the words, each recorded as an insertion.
    UnreadableDocument: it is no Word file, or is encrypted or damaged.
    """
    try:
        check_archive(data, file)
        document = docx.Document(io.BytesIO(data))
        walk = _walk(document)
    except MALFORMED as error:
        raise _damaged(data, file, error) from error
    try:
        return _read(document, walk)
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise _damaged(data, file, error) from error


def _damaged(data: bytes, file: str, error: Exception) -> UnreadableDocument:
    locked = data.startswith(bytes.fromhex("d0cf11e0"))
    reason = (
        "it is an old .doc or an encrypted file: save it as an open .docx"
        if locked
        else f"it is damaged and cannot be opened as a Word file ({error})"
    )
    return UnreadableDocument(file, reason)


def _walk(document: Any) -> Walk:  # noqa: ANN401
    """What is to be known of a document before its body is read: styles, lists, notes, links, the paper."""
    styles = Styles.of(document)
    looks = Looks.of(document, styles.default)
    style_lists = {style: num for style, (num, _, _) in styles.lists.items()}
    numbering = Numbering.of(_numbering_part(document), style_lists)
    told, page = Told(), page_colour(document)
    notes = Notes.of(document, looks, page, told)
    wording = Wording(looks, targets(document.part), notes.mark, page, told)
    return Walk(document.part, styles, looks, numbering, notes, wording, told)


def _read(document: Any, walk: Walk) -> Reading:  # noqa: ANN401
    """The text of an opened document. ValueError: a number in its markup is none, or there is no body."""
    body = document.element.body
    if body is None:
        raise ValueError("it has no body")
    walk.story(body)
    heads = list(facts_of_heads(document, walk.wording))
    unknown = [
        f"automatic numbers in the format {name} are left out" for name in sorted(walk.numbering.unknown)
    ]
    reading = walk.canonical.reading(title=walk.title, oddities=[*heads, *walk.told.sentences(), *unknown])
    return with_property_title(reading, document.core_properties.title)


def _numbering_part(document: Any) -> Any | None:  # noqa: ANN401
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/numbering") and not rel.is_external:
            return etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None
