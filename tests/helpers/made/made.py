"""A made file: its bytes, and what a careful reader finds in it."""

import re
from dataclasses import dataclass

from .briefing import Source

SENTENCE_END = re.compile(r"[.?!:][”)]?[⁰¹²³⁴⁵⁶⁷⁸⁹]?$")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word as read, and the page or pages that it is on, from 1."""

    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words (a sentence, a heading, a footnote) as one line, and its pages."""

    text: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its cells joined as a reader joins them, on one page.

    place: left, top, right, bottom, in points from the left and top of the page as shown.
    """

    text: str
    page: int
    place: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column headings and its rows. A repeated header counts once."""

    columns: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A made file with the expected results.

    title: the document's title. words: the text in reading order, without footnotes, running lines and
    bullets. sentences: the same words, split at the ends of sentences and blocks. headings: the path of each
    in order, the title's empty. notes: the footnotes, each with its mark first. links: words and address, by
    address. items: the depth and words of each list item. running: lines that a reader must leave out, as
    they are on the first page. labels: the label of each page. columns: by page, the left and right edge of
    each column, in points. blocks: stretches that must each be a block of their own, such as clauses and the
    words of a coloured box. apart: words that a reader may leave out or put anywhere, but never into another
    block.
    """

    file: str
    data: bytes
    title: str
    words: tuple[PlacedWord, ...]
    sentences: tuple[Stretch, ...]
    headings: tuple[tuple[str, ...], ...]
    notes: tuple[Stretch, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[int, str], ...] = ()
    running: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    columns: tuple[tuple[tuple[float, float], ...], ...] = ()
    tables: tuple[Table, ...] = ()
    blocks: tuple[Stretch, ...] = ()
    apart: tuple[str, ...] = ()


def stretch(words: list[PlacedWord]) -> Stretch:
    """Joins words into one stretch."""
    return Stretch(
        " ".join(word.text for word in words), tuple(sorted({page for word in words for page in word.pages}))
    )


def sentences(words: list[PlacedWord]) -> list[Stretch]:
    """Returns the sentences of one block."""
    found: list[Stretch] = []
    first = 0
    for i, word in enumerate(words):
        following = words[i + 1].text if i + 1 < len(words) else "A"
        if i + 1 == len(words) or (SENTENCE_END.search(word.text) and following.lstrip("“(")[:1].isupper()):
            found.append(stretch(words[first : i + 1]))
            first = i + 1
    return found


def unpaged(source: Source, file: str, data: bytes, notes: tuple[str, ...], running: tuple[str, ...]) -> Made:
    """Returns a file of a format without pages, with the results expected from its source."""
    blocks = [[PlacedWord(word.text) for word in piece.words] for piece in source.pieces]
    return Made(
        file=file,
        data=data,
        title=source.pieces[0].text,
        words=tuple(word for block in blocks for word in block),
        sentences=tuple(sentence for block in blocks for sentence in sentences(block)),
        headings=source.headings,
        notes=tuple(Stretch(note, ()) for note in notes),
        links=source.links,
        items=source.items,
        running=running,
    )
