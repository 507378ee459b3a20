"""A file's bytes in, its canonical text out; one format per file."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from index.errors import UnreadableDocument
from index.model import ScannedPage
from ingest.canonical import Reading
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import declared_encoding, decode, read_text

# No paragraph of guidance is so long, and looking for its sentences would take minutes.
LONGEST_BLOCK = 100_000

READERS: dict[str, Callable[[bytes, str], Reading]] = {
    ".md": lambda data, file: read_markdown(decode(data, file)),
    ".markdown": lambda data, file: read_markdown(decode(data, file)),
    ".pdf": read_pdf,
    ".html": lambda data, file: read_html(decode(data, file, declared_encoding(data)), file),
    ".htm": lambda data, file: read_html(decode(data, file, declared_encoding(data)), file),
    ".docx": read_docx,
    ".txt": lambda data, file: read_text(decode(data, file)),
}


def read(data: bytes, file: str, scanned: Sequence[ScannedPage] = ()) -> Reading:
    """Read a file by the ending of its name. scanned: what was read off the pictures of a PDF's pages.

    UnreadableDocument: no reader takes the ending, or the file holds no text that can be quoted.
    """
    ending = PurePath(file).suffix.lower()
    if ending not in READERS:
        raise UnreadableDocument(
            file,
            f"files of the kind {ending or 'without an ending'!r} are not read: {', '.join(READERS)} are",
        )
    if not data:
        raise UnreadableDocument(file, "it is empty")
    try:
        reading = read_pdf(data, file, scanned) if scanned else READERS[ending](data, file)
    except RecursionError as error:
        raise UnreadableDocument(
            file,
            "its parts are nested deeper than can be followed: save it anew from the program that made it",
        ) from error
    if not reading.text:
        raise UnreadableDocument(file, "there is no text in it")
    longest = max(block.end - block.start for block in reading.blocks)
    if longest > LONGEST_BLOCK:
        raise UnreadableDocument(
            file,
            f"one of its paragraphs has {longest} characters, and more than {LONGEST_BLOCK} cannot be told "
            "apart into sentences: give it line breaks, or take out what is no text",
        )
    return reading
