"""Cuts documents into passages, the units that are indexed and quoted."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from index.documents import Document, Kind, Passage, Span
from ingest.text.reading import Block, BlockKind
from ingest.text.sentences import sentence_spans

# A quote has at most 200 words; a longer paragraph is cut between sentences into even parts.
LONGEST_PASSAGE_WORDS = 180
# A stem of fewer words ("For example:") says nothing alone, so the sentence before it is added.
SHORTEST_STEM_WORDS = 8
# A longer first cell is not taken for the row's name.
LONGEST_ROW_NAME = 25
# Column headings with no row below them are quoted like a row.
_KINDS: dict[BlockKind, Kind] = {
    "paragraph": "paragraph",
    "item": "item",
    "row": "row",
    "columns": "row",
    "footnote": "footnote",
    "picture": "picture",
}


def cut_passages(document: Document, blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yields every paragraph, list item, table row and footnote of a document, in order.

    Skips notes on the document's changes, mere references elsewhere, and garbled blocks.

    The context of a passage is the stem that introduces a list and the items above it, or the column
    headings. A row too long for one passage is cut by cell; each cell keeps its column's heading and the
    row's first cell.
    """
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    for block, context in _with_context(document, blocks):
        for sentences in _parts(document.text, block):
            start, end = sentences[0][0], sentences[-1][1]
            words = " ".join(document.text[start:end].split())
            section = document.section_at(start).path
            occurrence = seen[section, words]
            seen[section, words] += 1
            yield Passage(
                id=passage_id(document.source_id, section, words, occurrence),
                source_id=document.source_id,
                start=start,
                end=end,
                kind=_KINDS[block.kind],
                depth=block.depth if block.kind == "item" else 0,
                context=context,
                sentences=sentences,
            )


def passage_id(source_id: str, section: tuple[str, ...], words: str, occurrence: int) -> str:
    """Returns sixteen hex digits that survive changes elsewhere.

    words: white space is folded. occurrence: from 0, among equal words of the same section.
    """
    parts = [source_id, "\x1e".join(section), " ".join(words.split()), str(occurrence)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def searched_text(document: Document, passage: Passage, title: str) -> tuple[str, str]:
    """Returns a passage's own words, and the words that introduce it: title, headings, stem."""
    words = document.text[passage.start : passage.end]
    stems = [document.text[start:end] for start, end in passage.context]
    headings = [name for name in document.section_at(passage.start).path if name not in stems]
    return words, "\n".join([title, *headings, *stems])


def _with_context(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Block, tuple[Span, ...]]]:
    """Yields each block that can be quoted, with the slices that introduce it."""
    stem: Block | None = None  # the last block before a list
    parents: list[Block] = []  # the open items, outermost first
    columns: list[Block] = []  # the headings of the rows that follow
    heads = _heads(blocks)
    headings = {(block.start, block.end): block.cells for block in blocks if block.kind == "columns"}
    for i, block in enumerate(blocks):
        if block.kind != "item" or block.apart:
            parents = []
        if block.apart:
            stem = None
        if block.apart or not (block.kind == "row" or (heads[i] and i and heads[i - 1])):
            columns = []
        match block.kind:
            case "heading":
                stem = block
            case "columns" if heads[i]:
                columns.append(block)
            case "row" | "columns":
                yield from _row(document.text, block, block.context or _spans(columns), headings)
                stem = None
            case "amendment" | "reference" | "garbled":
                stem = None
            case "item":
                parents = [parent for parent in parents if parent.depth < block.depth]
                yield block, _spans([_closing(document.text, stem), *_closings(document.text, parents)])
                parents.append(block)
            case _:
                yield block, ()
                stem = block if block.kind == "paragraph" else None


def _heads(blocks: Sequence[Block]) -> list[bool]:
    """Returns, for each block, whether it contains column headings of rows that follow."""
    heads = [False]
    for block, following in zip(reversed(blocks), [None, *reversed(blocks)], strict=False):
        leads = following is not None and (following.kind == "row" or heads[-1])
        heads.append(block.kind == "columns" and leads)
    return heads[:0:-1]


def _row(
    text: str, row: Block, context: tuple[Span, ...], headings: Mapping[Span, tuple[Span, ...]]
) -> Iterator[tuple[Block, tuple[Span, ...]]]:
    """Yields a row with its context, or each cell of a long row under its own column heading.

    headings: the cells of each row of column headings, by the row's span.
    """
    if not row.cells or len(text[row.start : row.end].split()) <= LONGEST_PASSAGE_WORDS:
        yield row, context
        return
    first = row.cells[0]
    named = first[0] < first[1] and len(text[first[0] : first[1]].split()) <= LONGEST_ROW_NAME
    for i, (start, end) in enumerate(row.cells):
        if start < end:
            cells = [(span, headings.get(span, ())) for span in context]
            over = [heads[i] if len(heads) == len(row.cells) else span for span, heads in cells]
            yield (
                replace(row, start=start, end=end, cells=()),
                _spans([*over, first if named and i else None]),
            )


def _spans(blocks: Iterable[Block | Span | None]) -> tuple[Span, ...]:
    found = ((b.start, b.end) if isinstance(b, Block) else b for b in blocks if b)
    return tuple((start, end) for start, end in found if start < end)


def _closings(text: str, blocks: Iterable[Block]) -> list[Span | None]:
    return [_closing(text, block) for block in blocks]


def _closing(text: str, block: Block | None) -> Span | None:
    """Returns the fewest last sentences of a block that are enough to introduce a list."""
    if block is None:
        return None
    end = block.end
    for start, _ in reversed(sentence_spans(text[block.start : block.end])):
        if len(text[block.start + start : end].split()) >= SHORTEST_STEM_WORDS:
            return block.start + start, end
    return block.start, end


def _parts(text: str, block: Block) -> Iterator[tuple[Span, ...]]:
    """Yields the sentences of a block in even parts, each within the longest passage."""
    spans = [(block.start + s, block.start + e) for s, e in sentence_spans(text[block.start : block.end])]
    words = [len(text[start:end].split()) for start, end in spans]
    left = sum(words)
    parts = -(-left // LONGEST_PASSAGE_WORDS)
    part: list[Span] = []
    done = 0
    for i, span in enumerate(spans):
        part.append(span)
        done += words[i]
        last = i + 1 == len(spans)
        if last or (parts > 1 and done + words[i + 1] / 2 > left / parts):
            yield tuple(part)
            left, parts = left - done, parts - 1
            part, done = [], 0
