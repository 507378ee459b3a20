"""Leaves out the running headers and footers of a PDF, and its watermarks."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from ingest.layout.blocks.headings import LARGER
from ingest.layout.pages.page_layout import Sheet, body_size, rows_of, without
from ingest.layout.words.lines import Line
from ingest.layout.words.watermarks import is_watermark
from ingest.text.repair import RUNNING_SHARE, running_lines, shape

# A header whose words are on no other page is in smaller type than this share of the body's.
SMALL = 0.95
# Of the rows of a page, no more are marked as running.
MOST_MARKED = 0.5
# A row marked as a watermark among the text is in type so many times larger.
HUGE = 2.5
# Such a header is set apart from the text by this multiple of its size; it is no sentence or part of one, no
# note, and has no telephone number.
APART = 2.0
NO_HEAD = re.compile(r"[^\W\d_A-Z].*|[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹].*|.*[.!?,;:]|.*\b(?!(?:19|20)\d\d\b)\d{3,}.*", re.DOTALL)


def without_running_lines(sheets: Sequence[Sheet], labels: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """Returns the pages without running headers, footers and watermarks, and these, one of each shape."""
    rows = [rows_of(sheet) for sheet in sheets]
    texts = [["  ".join(line.text for line in row) for row in page] for page in rows]
    body = body_size(sheets)
    largest = body * LARGER
    places = [
        [None if any(line.size > largest for line in row) else round(row[0].baseline) for row in page]
        for page in rows
    ]
    positions = _with_heads_of_their_own(running_lines(texts, labels, places), rows, body)
    sideways = Counter(line.text for sheet in sheets for line in sheet.sideways)
    marks = frozenset(mark for sheet in sheets for mark in sheet.watermarks)
    kept: list[Sheet] = []
    running: dict[str, str] = {}
    for words, *_ in sorted(marks, key=lambda mark: (mark[2], mark[1])):
        running.setdefault(shape(words), words)
    for sheet, page, text, found in zip(sheets, rows, texts, positions, strict=True):
        gone = [line for i in sorted(found) for line in page[i]]
        gone += [line for line in sheet.lines if is_watermark(line.words, marks)]
        marked = _marked(page, body)
        gone += [line for i in marked for line in page[i]]
        turned = [
            line for line in sheet.sideways if sideways[line.text] >= max(3, RUNNING_SHARE * len(sheets))
        ]
        for words in (*(text[i] for i in sorted(found | marked)), *(line.text for line in turned)):
            running.setdefault(shape(words), words)
        kept.append(without(sheet, [*gone, *turned]))
    return kept, list(running.values())


def _marked(rows: Sequence[Sequence[Line]], body: float) -> set[int]:
    """Returns the rows of a page that the file marks as headers, footers or watermarks.

    They are the first or the last rows, or in huge type. If it marks a large share of the page, it marks its
    text so.
    """
    found = {
        i for i, row in enumerate(rows) if all(word.style.running for line in row for word in line.words)
    }
    if len(found) > MOST_MARKED * len(rows):
        return set()
    top = set(takewhile(found.__contains__, range(len(rows))))
    foot = set(takewhile(found.__contains__, reversed(range(len(rows)))))
    return top | foot | {i for i in found if all(line.size >= HUGE * body for line in rows[i])}


def _with_heads_of_their_own(
    positions: Sequence[set[int]], rows: Sequence[Sequence[list[Line]]], body: float
) -> list[set[int]]:
    """Adds the first and last rows whose words are on no other page, as on a left page of a short document.

    Such a row is in small type, and at the height and in the size of a running row of another page. It may be
    a title, and stands apart from the text.
    """
    known = {_place(page[i], i) for found, page in zip(positions, rows, strict=True) for i in found}
    return [
        found
        | {
            i
            for i in ((0, len(page) - 1) if len(page) > 2 else ())
            if page[i][0].size < SMALL * body and _place(page[i], i) in known and _may_be_head(page, i)
        }
        for found, page in zip(positions, rows, strict=True)
    ]


def _may_be_head(page: Sequence[Sequence[Line]], i: int) -> bool:
    """Returns whether a row says what a header does, and stands apart from the row beside it."""
    row, beside = page[i][0], page[1 if i == 0 else i - 1][0]
    apart = abs(beside.baseline - row.baseline) > APART * row.size
    return apart and not any(NO_HEAD.fullmatch(line.text) for line in page[i])


def _place(row: Sequence[Line], i: int) -> tuple[bool, int, float]:
    """Returns whether a row is the first of its page, its height and its size."""
    return i == 0, round(row[0].baseline), row[0].size
