"""Undoes the pages of plain text that was made for a printer: their heads and feet, and cut sentences."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.text.repair import shape

# A line that may count pages: by a word, by its place apart, or because nothing else is in it.
COUNTING = re.compile(
    r"\bp(age|\.)\s*\d+|(\s{2,}|[|·–-]\s*)\d+\s*$|^\s*\d+(\s{2,}|\s*[|·–])|^\W*\d+\W*$", re.I
)
SENTENCE_END = re.compile(r"[.:;?!][”’\"')]*\s*$")
MOST_LINES = 2  # of a head or foot


def without_page_heads(text: str) -> tuple[list[str], list[str]]:
    """Returns the lines of a text without the heads and feet of its pages, and the different ones left out.

    A line is one if it stands beside a form feed and recurs there on most pages, page numbers aside. One
    without a number stays on the first page, where it is the title. A sentence that a form feed cuts is
    joined.
    """
    pages = [_stripped(page.splitlines()) for page in text.split("\f")]
    pages = [page for page in pages if page]
    running: dict[str, str] = {}
    for edge in (0, -1):
        for _ in range(MOST_LINES if len(pages) > 1 else 0):
            seen = Counter(_key(page[edge]) for page in pages if page)
            for n, page in enumerate(pages):
                key = _key(page[edge]) if page else ""
                often = seen[key] > 1 and 2 * seen[key] >= len(pages)
                if key and often and ("#" in key or n):
                    running.setdefault(key, " ".join(page[edge].split()))
                    pages[n] = _stripped([*page[: edge % len(page)], *page[edge % len(page) + 1 :]])
    return _joined([page for page in pages if page]), list(running.values())


def _key(line: str) -> str:
    """Returns what a line shares with the heads of other pages; empty if its figures count something else."""
    return shape(line) if COUNTING.search(line) or not re.search(r"\d", line) else ""


def _stripped(lines: Sequence[str]) -> list[str]:
    """Returns the lines without empty ones before and behind them."""
    full = [i for i, line in enumerate(lines) if line.strip()]
    return list(lines[full[0] : full[-1] + 1]) if full else []


def _joined(pages: Sequence[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for page in pages:
        cut = bool(lines) and not SENTENCE_END.search(lines[-1]) and page[0].lstrip()[0].islower()
        lines += page if cut or not lines else ["", *page]
    return lines
