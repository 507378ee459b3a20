"""Reads a file's bytes into its canonical text, with one reader per format."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from index.errors import UnreadableDocument
from index.scans import ScannedPage
from ingest.readers.characters import read_characters
from ingest.readers.file_kinds import NAMES, NOT_READ, kind_of, kind_of_name, kind_of_text
from ingest.readers.markdown.markdown import read_markdown
from ingest.readers.odt.odt import read_odt
from ingest.readers.pdf.pdf import read_pdf
from ingest.readers.plain.plain_text import declared_encoding, read_text
from ingest.readers.rtf.rtf import read_rtf
from ingest.readers.slides.pptx import read_pptx
from ingest.readers.web.html import read_html
from ingest.readers.word.docx import read_docx
from ingest.text.reading import Reading

# No paragraph of guidance is this long, and splitting it into sentences would take minutes.
LONGEST_BLOCK = 100_000

READERS: dict[str, Callable[[bytes, str], Reading]] = {
    ".md": lambda data, file: read_characters(data, file, read_markdown),
    ".markdown": lambda data, file: read_characters(data, file, read_markdown),
    ".pdf": read_pdf,
    ".html": lambda data, file: _web_page(data, file),
    ".htm": lambda data, file: _web_page(data, file),
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".dotm": read_docx,
    ".odt": read_odt,
    ".ott": read_odt,
    ".pptx": read_pptx,
    ".pptm": read_pptx,
    ".ppsx": read_pptx,
    ".rtf": read_rtf,
    ".txt": lambda data, file: read_characters(data, file, read_text),
}


def _web_page(data: bytes, file: str) -> Reading:
    return read_characters(data, file, lambda text: read_html(text, file), declared_encoding(data))


def read(data: bytes, file: str, scanned: Sequence[ScannedPage] = ()) -> Reading:
    """Reads a file by the ending of its name. scanned: what was read from the pictures of a PDF's pages.

    Raises UnreadableDocument if no reader takes the ending, the content is in another format than the name
    says, or the file contains no text that can be quoted.
    """
    ending = PurePath(file).suffix.lower()
    if reason := _refusal(data, ending):
        raise UnreadableDocument(file, reason)
    if not data:
        raise UnreadableDocument(file, "it is empty: put the right file in its place")
    try:
        reading = read_pdf(data, file, scanned) if scanned else READERS[ending](data, file)
    except RecursionError as error:
        raise UnreadableDocument(
            file,
            "its parts are nested too deeply to follow: save it again from the program that made it",
        ) from error
    if not reading.text:
        raise UnreadableDocument(file, "there is no text in it: check that it is the right file")
    longest = max(block.end - block.start for block in reading.blocks)
    if longest > LONGEST_BLOCK:
        raise UnreadableDocument(
            file,
            f"one of its paragraphs has {longest} characters, but more than {LONGEST_BLOCK} cannot be split "
            "into sentences: add line breaks, or remove what is not text",
        )
    return reading


def _refusal(data: bytes, ending: str) -> str | None:
    """Returns why a file is not even opened, and what to do; None if a reader takes it."""
    called = kind_of_name(ending)
    is_a = kind_of(data) or kind_of_text(data, called)
    if is_a is not None and is_a != called:
        name = f"has the ending {ending}" if ending else "has no ending in its name"
        what = NOT_READ.get(is_a, f"rename it so that it ends in {is_a}")
        return f"it {name} but is {NAMES[is_a]}: {what}"
    if called in NOT_READ:
        return f"it is {NAMES[called]}: {NOT_READ[called]}"
    if ending not in READERS:
        kind = f"files ending in {ending!r}" if ending else "files without an ending"
        return f"{kind} cannot be read: use one of {', '.join(READERS)}"
    return None
