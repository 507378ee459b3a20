"""What a maintainer should know of a document: what was found in it, left out of it, and is odd about it."""

from collections.abc import Sequence
from itertools import pairwise

from index.model import Health
from ingest.canonical import Block, BlockKind
from ingest.corpus import ReadDocument


def health_of(found: ReadDocument) -> Health:
    """The health of a document that was read."""
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
    )


def _tables(blocks: Sequence[Block]) -> int:
    """How many runs of rows there are; a head begins a new one, and may take several rows itself."""
    kinds: list[BlockKind] = ["paragraph", *(block.kind for block in blocks)]
    heads = sum(kind == "columns" != before for before, kind in pairwise(kinds))
    headless = sum(kind == "row" and before not in {"row", "columns"} for before, kind in pairwise(kinds))
    return heads + headless
