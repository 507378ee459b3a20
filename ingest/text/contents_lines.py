"""Finds lists of contents that a person typed: they only repeat the headings, and are not quoted."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.text.reading import Block, Reading

LABEL = re.compile(
    r"(table of |list of )?contents( page)?|(on|in) this (page|section|document|guide|policy|chapter)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:(?:section|part|chapter)\s+)?(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[ivx]+[.)])\s+", re.IGNORECASE
)
# A page's number, behind a gap, dots, a cell's edge or the word "page".
PAGE = re.compile(r"(?:[\s.…_·|,]|\bpage\b|\bp\.)+\d{1,3}\Z", re.IGNORECASE)
LISTED = {"paragraph", "item", "row"}
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may be of a list of contents. known: it says what a heading after it says."""

    known: bool
    has_page: bool
    is_link: bool


def without_contents(reading: Reading) -> Reading:
    """Marks lines as mere references that name the document's headings, one after the other.

    They follow a label such as "Contents", end with pages, or link to places in the document. Else a list of
    the same words may be guidance.
    """
    blocks = list(reading.blocks)
    last = {_folded(_words(reading, b)): i for i, b in enumerate(blocks) if b.kind == "heading"}
    if len(last) < FEWEST:
        return reading
    i = 0
    while i < len(blocks):
        entries: list[Entry] = []
        end = i
        while end < len(blocks) and (found := _entries(reading, blocks[end], last, end)):
            entries += found
            end += 1
        before = blocks[i - 1] if i else None
        label = (
            before if before is not None and LABEL.fullmatch(_words(reading, before).rstrip(" :")) else None
        )
        if _are_contents(entries, labelled=label is not None):
            start = i - (label is not None and label.kind != "heading")
            blocks[start:end] = [
                replace(b, kind="reference", depth=0, cells=(), context=()) for b in blocks[start:end]
            ]
        i = max(end, i + 1)
    return replace(reading, blocks=tuple(blocks))


def _are_contents(entries: Sequence[Entry], *, labelled: bool) -> bool:
    if sum(entry.known for entry in entries) < max(FEWEST, len(entries) / 2):
        return False
    return labelled or all(e.has_page for e in entries) or all(e.is_link for e in entries)


def _entries(reading: Reading, block: Block, last: dict[str, int], at: int) -> list[Entry]:
    """Returns the lines of a block as entries; none if one of them is none."""
    if block.kind not in LISTED:
        return []
    entries, start = [], block.start
    for line in reading.text[block.start : block.end].split("\n"):
        words, has_page = PAGE.subn("", line.strip())
        known = any(last.get(_folded(said), -1) > at for said in (words, line))
        if not known and not has_page:
            return []
        entries.append(Entry(known, bool(has_page), _is_link(reading, start, start + len(line))))
        start += len(line) + 1
    return entries


def _is_link(reading: Reading, start: int, end: int) -> bool:
    """Returns whether a line is one link to a place in the document."""
    first = bisect_left(reading.links, start, key=lambda link: link.start)
    links = list(takewhile(lambda link: link.end <= end, reading.links[first:]))
    inner = [link for link in links if (link.target or "").startswith("#")]
    beside = reading.text[start : links[0].start] + reading.text[links[-1].end : end] if links else ""
    return bool(links) and links == inner and not re.search(r"[^\W\d]", beside)


def _words(reading: Reading, block: Block) -> str:
    return " ".join(reading.text[block.start : block.end].split())


def _folded(words: str) -> str:
    return NUMBER.sub("", " ".join(words.split()), count=1).strip(" .:|").casefold()
