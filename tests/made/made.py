"""What a made file holds: its bytes, and what a careful reader finds in it."""

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.?!:][”)]?[⁰¹²³⁴⁵⁶⁷⁸⁹]?$")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word as it is read, and the page or pages that it stands on, from 1."""

    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words (a sentence, a heading, a footnote) as one line, and its pages."""

    text: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A made file with the answers.

    words: of the text in reading order, footnotes, running lines and bullets left out.
    sentences: the same words, parted at sentence and block ends. headings: the path of each in order,
    the title's empty. notes: the footnotes, their mark before them. links: words and address, by address.
    running: lines that a reader must leave out, figures as they stand on the first page with one.
    labels: what is printed as each page's number. columns: by page, the left and right end of each
    column, from the left, in points.
    """

    file: str
    data: bytes
    words: tuple[PlacedWord, ...]
    sentences: tuple[Stretch, ...]
    headings: tuple[tuple[str, ...], ...]
    notes: tuple[Stretch, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    running: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    columns: tuple[tuple[tuple[float, float], ...], ...] = ()


def stretch(words: list[PlacedWord]) -> Stretch:
    """Words as one."""
    return Stretch(
        " ".join(word.text for word in words), tuple(sorted({page for word in words for page in word.pages}))
    )


def sentences(words: list[PlacedWord]) -> list[Stretch]:
    """The sentences of one block."""
    found: list[Stretch] = []
    first = 0
    for i, word in enumerate(words):
        following = words[i + 1].text if i + 1 < len(words) else "A"
        if i + 1 == len(words) or (SENTENCE_END.search(word.text) and following.lstrip("“(")[:1].isupper()):
            found.append(stretch(words[first : i + 1]))
            first = i + 1
    return found
