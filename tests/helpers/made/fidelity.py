"""Measures how faithful a reading is to what was made: words in order, pages, headings, notes, links."""

import re

from rapidfuzz.distance import LCSseq

from index.documents import Link
from ingest.corpus.read_documents import ReadDocument
from ingest.text.reading import Block, BlockKind

from .lines import SUPERSCRIPTS
from .made import Made

Token = tuple[str, int, int]
WORD = re.compile(r"\S+")


def words_in_order(made: Made, found: ReadDocument) -> float:
    """Returns the share of words that are in the same order in both, relative to the longer one."""
    expected = [word.text for word in made.words]
    read = [word for word, _, _ in tokens(made, found)]
    return float(LCSseq.normalized_similarity(expected, read))


def differences(made: Made, found: ReadDocument) -> list[str]:
    """Returns each place where the words differ: those expected, and those read."""
    expected = [word.text for word in made.words]
    read = [word for word, _, _ in tokens(made, found)]
    return [
        f"{' '.join(expected[op.src_start : op.src_end])!r} is read as "
        f"{' '.join(read[op.dest_start : op.dest_end])!r}"
        for op in LCSseq.opcodes(expected, read)
        if op.tag != "equal"
    ]


def misplaced(made: Made, found: ReadDocument) -> list[str]:
    """Returns each sentence whose words are missing or on other pages than expected."""
    expected = [word.text for word in made.words]
    read = tokens(made, found)
    places: dict[int, Token] = {}
    for op in LCSseq.opcodes(expected, [word for word, _, _ in read]):
        if op.tag == "equal":
            places |= {i: read[i - op.src_start + op.dest_start] for i in range(op.src_start, op.src_end)}
    wrong = []
    at = 0
    for sentence in made.sentences:
        until = at + len(sentence.text.split())
        there = [places[i] for i in range(at, until) if i in places]
        pages = found.document.pages_of(there[0][1], there[-1][2]) if there else ()
        numbers = tuple(page.number for page in pages)
        if not there or numbers != sentence.pages:
            wrong.append(f"{sentence.text!r} stands on {sentence.pages} and is read on {numbers}")
        at = until
    return wrong


def tokens(made: Made, found: ReadDocument) -> list[Token]:
    """Returns the words of a reading with their offsets.

    Leaves out footnotes, words that a reader may put anywhere (`Made.apart`), separators between the cells
    of a row, and column headings repeated on a further page.
    """
    text = found.document.text
    columns = [folded(found, block) if block.kind == "columns" else "" for block in found.blocks]
    return [
        (word.group(), word.start(), word.end())
        for i, block in enumerate(found.blocks)
        if not (columns[i] and columns[i] in columns[:i])
        if not _is_note(made, found, block) and folded(found, block) not in made.apart
        for word in WORD.finditer(text, block.start, block.end)
        if word.group() != "|"
    ]


def notes(made: Made, found: ReadDocument) -> tuple[str, ...]:
    """Returns the footnotes of a reading in order, each on one line."""
    return tuple(folded(found, block) for block in found.blocks if _is_note(made, found, block))


def links(found: ReadDocument) -> list[tuple[str, str | None]]:
    """Returns the words and address of each link, by address."""
    words = [(folded(found, link), link.target) for link in found.document.links]
    return sorted(words, key=lambda link: link[1] or "")


def folded(found: ReadDocument, part: Block | Link) -> str:
    """Returns the words of a part of the document on one line."""
    return " ".join(found.document.text[part.start : part.end].split())


def found_whole(found: ReadDocument, words: str, kind: BlockKind | None = None) -> list[tuple[int, ...]]:
    """Returns the pages of each place where these words are inside one block.

    White space may differ before a raised mark, and after one that begins the words. kind: of a block that
    begins with the words; None: any place in any block.
    """
    spaced = r"\s+".join(map(re.escape, words.split()))
    if words[0] in SUPERSCRIPTS:
        spaced = spaced.replace(r"\s+", r"\s*", 1)
    pattern = re.compile(re.sub(f"([{SUPERSCRIPTS}]+)", r"\\s*\1", spaced))
    return [
        tuple(page.number for page in found.document.pages_of(*place.span()))
        for block in found.blocks
        for place in pattern.finditer(found.document.text, block.start, block.end)
        if kind is None or (block.kind, block.start) == (kind, place.start())
    ]


def cells(row: str) -> list[str]:
    """Returns the non-empty cells of a row."""
    return [cell for cell in re.split(r"\s*\|\s*", " ".join(row.split())) if cell]


def _is_note(made: Made, found: ReadDocument, block: Block) -> bool:
    """Returns whether a block is a footnote: by its kind or, if the format has no such kind, by its words."""
    return block.kind == "footnote" or any(folded(found, block) == note.text for note in made.notes)
