"""The health of a document: what was found in it, what was left out, and what is odd."""

from collections.abc import Sequence

from index.read_corpus import Health
from ingest.corpus.read_documents import ReadDocument
from ingest.text.reading import Block


def health_of(found: ReadDocument) -> Health:
    """Returns the health of a document that was read."""
    document = found.document
    numbers = {page.number for page in document.pages}
    written = {page.number for page in document.pages if page.start < page.end}
    return Health(
        source_id=document.source_id,
        file=document.file,
        pages=len(numbers),
        pages_without_text=len(numbers - written),
        running_lines=found.running,
        tables=_tables(found.blocks),
        footnotes=sum(block.kind == "footnote" for block in found.blocks),
        links=len(document.links),
        sections=len(document.sections),
        passages=len(found.passages),
        oddities=found.oddities,
        covered=found.covered,
    )


def _tables(blocks: Sequence[Block]) -> int:
    """Counts the tables; column headings begin a new one, and may take several rows."""
    return sum(map(_begins_table, [None, *blocks], blocks))


def _begins_table(before: Block | None, block: Block) -> bool:
    if before is None or before.kind not in {"row", "columns"}:
        return block.kind in {"row", "columns"}
    # A one-cell heading below a row of several cells heads a group of rows.
    return block.kind == "columns" and before.kind == "row" and bool(block.cells or not before.cells)
