"""Reads Word documents into canonical text: accepted text, headings, clause numbers, tables and notes."""

import io
import zipfile
import zlib
from typing import Any

from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from index.errors import UnreadableDocument
from ingest.readers.left_out import Told
from ingest.readers.office.page_heads import told_heads
from ingest.readers.office.titles import with_property_title
from ingest.readers.office.zip_archive import check_archive
from ingest.readers.word.body import Walk
from ingest.readers.word.colours import page_colour
from ingest.readers.word.looks import Looks
from ingest.readers.word.notes import Notes, targets
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.page_heads import heads_of
from ingest.readers.word.runs import Wording
from ingest.readers.word.styles import Styles
from ingest.text.reading import Reading

# Raised when opening a malformed Word file: by zip, by XML and by python-docx.
MALFORMED = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, RuntimeError,
)  # fmt: skip
# Templates, and files with macros, are Word files too; python-docx opens them once it knows these types.
KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
# The mark of files in the strict form of the standard, which python-docx does not open.
STRICT = b"http://purl.oclc.org/ooxml/"
PartFactory.part_type_for.update(dict.fromkeys(KINDS, DocumentPart))


def read_docx(data: bytes, file: str) -> Reading:
    """Reads the accepted text of a Word file, without comments, deleted words and hidden words.

    Automatic numbers are computed and put before the words, each recorded as an insertion. Raises
    UnreadableDocument if it is not a Word file, or is encrypted or damaged.
    """
    try:
        check_archive(data, file)
        document = Package.open(io.BytesIO(data)).main_document_part.document
        walk, title = _walk(document), document.core_properties.title
    except MALFORMED as error:
        raise _damaged(data, file, error) from error
    try:
        return _read(document, walk, title)
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise _damaged(data, file, error) from error


def _damaged(data: bytes, file: str, error: Exception) -> UnreadableDocument:
    if isinstance(error, KeyError) and STRICT in _relations(data):
        return UnreadableDocument(file, "it is saved as Strict Open XML: save it as a Word document (.docx)")
    return UnreadableDocument(
        file, f"it is damaged and cannot be opened as a Word file ({error}): get another copy"
    )


def _relations(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("_rels/.rels") if "_rels/.rels" in archive.namelist() else b""


def _walk(document: Any) -> Walk:  # noqa: ANN401
    """Collects what the body needs: styles, lists, notes, links, the paper."""
    styles = Styles.of(document)
    looks = Looks.of(document, styles.default)
    style_lists = {style: num for style, (num, _, _) in styles.lists.items()}
    numbering = Numbering.of(_numbering_part(document), style_lists)
    told, page = Told(), page_colour(document)
    notes = Notes.of(document, looks, page, told)
    wording = Wording(looks, targets(document.part), notes.mark, page, told)
    return Walk(document.part, styles, looks, numbering, notes, wording, told)


def _read(document: Any, walk: Walk, title: str) -> Reading:  # noqa: ANN401
    """Reads the text of an opened document. title: from its properties.

    Raises ValueError if a number in its markup is malformed, or there is no body.
    """
    body = document.element.body
    if body is None:
        raise ValueError("it has no body")
    walk.story(body)
    heads = told_heads(heads_of(document, walk.wording), walk.title)
    unknown = [
        f"automatic numbers in the format {name} are left out" for name in sorted(walk.numbering.unknown)
    ]
    reading = walk.canonical.reading(
        title=walk.title,
        oddities=[*heads, *walk.told.sentences(), *unknown],
        covered=walk.told.words_covered(),
    )
    return with_property_title(reading, title)


def _numbering_part(document: Any) -> Any | None:  # noqa: ANN401
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/numbering") and not rel.is_external:
            return etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None
