"""The briefing's Markdown source as pieces and words, for the files made from it.

It is parsed here by a few rules of its own, so that the expected results do not come from the product's
readers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).resolve().parents[3] / "corpus/documents/learning-from-case-reviews.md"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STYLED = re.compile(r"(\[[^\]]+\]\([^)]*\)|\*\*[^*]+\*\*)")
MARKS = re.compile(r"^\[|\]\([^)]*\)$|\*\*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read, its footnote mark in superscript figures; its first `linked` characters are a link."""

    text: str
    link: str | None = None
    linked: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (depth: its level), paragraph or list item (depth: from 1). lines: a title's own breaks."""

    kind: Literal["heading", "paragraph", "item"]
    words: tuple[Word, ...]
    depth: int = 0
    lines: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return plain(self.words)


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a made file: the pieces in order, and the footnotes by their mark."""

    pieces: tuple[Piece, ...]
    notes: dict[str, tuple[Word, ...]]

    @property
    def headings(self) -> tuple[tuple[str, ...], ...]:
        """The path of each heading; the title is in no path, so its own is empty."""
        paths: list[tuple[str, ...]] = []
        open_headings: list[tuple[int, str]] = []
        for piece in self.pieces:
            if piece.kind == "heading":
                open_headings = [(level, name) for level, name in open_headings if level < piece.depth]
                open_headings.append((piece.depth, piece.text))
                paths.append(tuple(name for level, name in open_headings if level > 1))
        return tuple(paths)

    @property
    def items(self) -> tuple[tuple[int, str], ...]:
        """The depth and words of each list item."""
        return tuple((piece.depth, piece.text) for piece in self.pieces if piece.kind == "item")

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The words and address of each link, in the order of the source."""
        words = [word for piece in self.pieces for word in piece.words]
        words += [word for note in self.notes.values() for word in note]
        found = [
            (" ".join(word.text[: word.linked] for word in linked), address)
            for address, linked in groupby(words, key=lambda word: word.link)
            if address
        ]
        return tuple(sorted(found, key=lambda link: link[1]))


def plain(words: tuple[Word, ...]) -> str:
    """Returns words as one line."""
    return " ".join(word.text for word in words)


def briefing() -> Source:
    """Returns the project's briefing, with a different made-up address for each link that lost its own."""
    text = re.sub(r"<!--.*?-->", "", SOURCE.read_text(encoding="utf-8"), flags=re.DOTALL)
    addresses = (f"https://example.org/linked/{number:02}" for number in count(1))
    pieces: list[Piece] = []
    notes: dict[str, tuple[Word, ...]] = {}
    for block in re.split(r"\n{2,}", text.strip()):
        lines = block.split("\n")
        if set(lines[-1]) == {"="}:
            title = [line.rstrip("\\") for line in lines[:-1]]
            breaks = tuple(len(line.split()) for line in title)
            pieces.append(Piece("heading", _words(" ".join(title), addresses), 1, breaks))
        elif found := re.match(r"\[\^(\d+)\]: ", block):
            notes[found.group(1).translate(RAISED)] = _words(block[found.end() :], addresses)
        elif found := re.match(r"(#+) ", block):
            pieces.append(Piece("heading", _words(block[found.end() :], addresses), len(found.group(1))))
        elif re.match(r" *- ", block):
            for line in lines:
                indent = len(line) - len(line.lstrip())
                pieces.append(Piece("item", _words(line.strip()[2:], addresses), indent // 2 + 1))
        else:
            pieces.append(Piece("paragraph", _words(" ".join(lines), addresses)))
    return Source(tuple(pieces), notes)


def _words(text: str, addresses: Iterator[str]) -> tuple[Word, ...]:
    text = re.sub(r"\[\^(\d+)\]", lambda mark: mark.group(1).translate(RAISED), text)
    styled: list[tuple[str, str | None, bool]] = []
    for part in STYLED.split(text):
        link = next(addresses) if part.startswith("[") else None
        styled += [(character, link, part.startswith("**")) for character in MARKS.sub("", part)]
    words = []
    for blank, group in groupby(styled, key=lambda character: character[0] == " "):
        if not blank:
            characters = list(group)
            linked = sum(link is not None for _, link, _ in characters)
            word = "".join(character for character, _, _ in characters)
            words.append(Word(word, characters[0][1], linked, characters[0][2]))
    return tuple(words)
