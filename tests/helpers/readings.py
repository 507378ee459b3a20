"""A reader's results in the form in which tests compare them."""

from made.word import word_document

from ingest.readers.formats import read
from ingest.text.reading import Reading

Block = tuple[str, int, str]


def blocks(reading: Reading) -> list[Block]:
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks]


def words_of(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return blocks(read(word_document(body, **parts), "a.docx"))
