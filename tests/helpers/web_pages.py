"""Reads web pages for the tests."""

from index.documents import Document
from ingest.corpus.read_documents import ReadDocument
from ingest.readers.formats import read
from ingest.text.passages import cut_passages
from ingest.text.reading import Reading


def slices(document: Document, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [document.text[start:end] for start, end in spans]


def styled(body: str, head: str = "") -> Reading:
    """Reads a page. head: its style sheets."""
    return read(f"<!doctype html><title>T</title>{head}<body>{body}".encode(), "a.html")


def html(body: str) -> list[tuple[str, int, str]]:
    reading = read(f"<title>T</title><body><h1>Shed</h1>{body}".encode(), "a.html")
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks[1:]]


def passages(found: ReadDocument) -> list[str]:
    return [found.document.text[p.start : p.end] for p in cut_passages(found.document, found.blocks)]
