"""Web pages as the tests read them."""

from index.model import Document
from ingest.corpus import ReadDocument
from ingest.passages import cut_passages
from ingest.readers import read


def slices(document: Document, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [document.text[start:end] for start, end in spans]


def html(body: str) -> list[tuple[str, int, str]]:
    reading = read(f"<title>T</title><body><h1>Shed</h1>{body}".encode(), "a.html")
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks[1:]]


def passages(found: ReadDocument) -> list[str]:
    return [found.document.text[p.start : p.end] for p in cut_passages(found.document, found.blocks)]
