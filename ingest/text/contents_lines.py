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
PAGE = re.compile(r"(?P<gap>(?:[\s.…_·|,]|\bpage\b|\bp\.)+)(?P<number>\d{1,3})\Z", re.IGNORECASE)
# A gap that leads to a page's number, and to no other.
LEADER = re.compile(r"[.…_·]{2}|(?:[.…_·]\s){2}|page|p\.", re.IGNORECASE)
LISTED = {"paragraph", "item", "row"}
FEWEST = 2
# Without a label and such gaps, fewer lines with numbers may be fees or amounts.
FEWEST_NUMBERED = 3
LEAST_KNOWN = 0.65
# Numbers larger than this many pages of a document, each with so many characters, are no pages.
SPARE_PAGES, SHORTEST_PAGE = 5, 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may be of a list of contents.

    heading: the place of the last heading that says the same after it, else 0. page: its number, else 0.
    """

    heading: int
    page: int
    has_leader: bool
    is_link: bool


def without_contents(reading: Reading) -> Reading:
    """Marks lines as mere references that name the document's headings, one after the other.

    They follow a label such as "Contents", end with pages, or link to places in the document. Else a list of
    the same words may be guidance, as may be a list that a sentence introduces.
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
        introduced = before is not None and (
            (before.kind != "heading" and _words(reading, before).endswith(":"))
            or (before.kind == "row" and blocks[i].kind == "row")
        )
        likely = _rise(entries, SPARE_PAGES + len(reading.text) / SHORTEST_PAGE) and (
            _are_labelled(entries) if label is not None else not introduced and _are_contents(entries)
        )
        if likely:
            start = i - (label is not None and label.kind != "heading")
            blocks[start:end] = [
                replace(b, kind="reference", depth=0, cells=(), context=()) for b in blocks[start:end]
            ]
        i = max(end, i + 1)
    return replace(reading, blocks=tuple(blocks))


def _are_labelled(entries: Sequence[Entry]) -> bool:
    return sum(entry.heading > 0 for entry in entries) >= max(FEWEST, len(entries) / 2)


def _are_contents(entries: Sequence[Entry]) -> bool:
    known = [entry.heading for entry in entries if entry.heading]
    if len(known) < max(FEWEST, LEAST_KNOWN * len(entries)) or known != sorted(known):
        return False
    paged = all(e.page for e in entries)
    sure = all(e.has_leader for e in entries) or len(entries) >= FEWEST_NUMBERED
    return (paged and sure) or all(e.is_link for e in entries)


def _rise(entries: Sequence[Entry], most: float) -> bool:
    """Returns whether the numbers at the ends of lines may be those of pages: fees need not rise."""
    pages = [entry.page for entry in entries if entry.page]
    sure = all(entry.has_leader for entry in entries if entry.page)
    return pages == sorted(pages) and (sure or max(pages, default=0) <= most)


def _entries(reading: Reading, block: Block, last: dict[str, int], at: int) -> list[Entry]:
    """Returns the lines of a block as entries; none if one of them is none."""
    if block.kind not in LISTED:
        return []
    entries, start = [], block.start
    for line in reading.text[block.start : block.end].split("\n"):
        # "Form 3" may be all of a heading.
        page = None if last.get(_folded(line), -1) > at else PAGE.search(line.strip())
        words = line.strip()[: page.start()] if page else line
        heading = next((n for said in (words, line) if (n := last.get(_folded(said), -1)) > at), 0)
        if not heading and not page:
            return []
        link = _is_link(reading, start, start + len(line))
        number, leader = (int(page["number"]), bool(LEADER.search(page["gap"]))) if page else (0, False)
        entries.append(Entry(heading, number, leader, link))
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
