"""A reader's results in the form in which tests compare them."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made.word import paragraph, word_document

from ingest.readers.formats import read
from ingest.text.reading import Reading

Block = tuple[str, int, str]


def blocks(reading: Reading) -> list[Block]:
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks]


def words_of(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return blocks(read(word_document(body, **parts), "a.docx"))


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


LEVEL_2 = '<w:outlineLvl w:val="1"/>'


def word_file(change: Any = None) -> bytes:  # noqa: ANN401
    document = docx.Document()
    if change:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_paragraph(markup: str) -> bytes:
    """Returns a Word file that contains this paragraph's markup."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>")
    return word_file(lambda document: document.element.body.insert(0, paragraph))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
