"""Finds labels with their values beside them, as on a cover page: "Owner:", and who it is."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.tables.grids import Grid
from ingest.layout.tables.text_rows import (
    CLOCK,
    GAP,
    GUTTER,
    ROW_STEP,
    SPACE,
    TextRow,
    can_name,
    gaps,
    grid_of,
)
from ingest.layout.words.list_marks import LIST_MARK
from ingest.layout.words.words import Word

# In points: labels, and values, begin at one place. A multiple of the type size: values that are set with
# spaces, far from labels with a colon, begin so close to each other.
SAME_PLACE = 1.5
SPACED = 1.5
LONGEST_LABEL = 6  # words
# So many labels make a table if each ends in a colon; or if they are bold, and most of their values short.
LEAST, LEAST_BOLD = 2, 3
SHORT_VALUE = 8  # words
# From one line of a value to the next, as a multiple of the type size.
LINE_STEP = 1.45


def pairs_table(rows: Sequence[TextRow], at: int) -> tuple[Grid, int] | None:
    """Returns the table of labels and values that begins in this row, and the row after it.

    The labels end in a colon, or are bold and their values are not. One of them is so short that white space
    shows where the values begin.
    """
    labels = _label(rows[at])
    if not labels or LIST_MARK.fullmatch(labels[0].text):
        return None
    left, right = labels[0].left, rows[at].words[len(labels)].left
    body = [rows[at]]
    starts, edges = [0], [labels[-1].right]
    for i, row in enumerate(rows[at + 1 :], start=at + 1):
        step = (row.baseline - body[-1].baseline) / row.size
        label = _label(row)
        if step <= ROW_STEP and _is_without_value(rows, i, left, right):
            starts.append(len(body))
            edges.append(row.words[-1].right)
        elif label and _is_at(label[0], left) and _is_value(row, label, right):
            starts.append(len(body))
            edges.append(label[-1].right)
            right = min(right, row.words[len(label)].left)
        elif not _is_at(row.words[0], right) or step > LINE_STEP:
            break
        if step > ROW_STEP or any(after > right + SPACED * row.size for _, after in gaps(row)):
            break
        body.append(row)
    starts = [start for start in starts if start < len(body)]
    if at + len(body) < len(rows) and _flows_back(body[-1], rows[at + len(body)], left):
        body = body[: starts.pop()]
    edges = edges[: len(starts)]
    values = [body[start:end] for start, end in pairwise([*starts, len(body)])]
    if not body:
        return None
    # Times of day are all as wide.
    least = GUTTER if CLOCK.fullmatch(labels[0].text) else GAP
    wide = right - min(edges) > least * body[0].size and right - max(edges) > 0
    if not wide or not _are_enough(labels, values, right):
        return None
    return grid_of([], body, starts, [(max(edges), right)]), at + len(body)


def _label(row: TextRow) -> Sequence[Word]:
    """Returns the words at the head of a row that are a label with a value after it; else none."""
    words = row.words[: LONGEST_LABEL + 1]
    for i, (word, following) in enumerate(pairwise(words), start=1):
        ended = word.text.endswith(":") or (word.style.bold and not following.style.bold)
        if ended and following.left - word.right > SPACE * row.size:
            return words[:i] if any(map(can_name, words[:i])) else ()
        if following.left - word.right > GUTTER * row.size:
            break
    return ()


def _is_without_value(rows: Sequence[TextRow], at: int, left: float, right: float) -> bool:
    """Returns whether a row is a label without its value, above a label with one."""
    words = rows[at].words
    if not (_is_at(words[0], left) and words[-1].text.endswith(":") and words[-1].right < right):
        return False
    below = rows[at + 1] if at + 1 < len(rows) else None
    label = _label(below) if below is not None else ()
    return below is not None and bool(label) and _is_at(label[0], left) and _is_value(below, label, right)


def _flows_back(last: TextRow, below: TextRow, left: float) -> bool:
    """Returns whether the last line beside a label goes on below the label: they are a paragraph."""
    close = below.baseline - last.baseline <= LINE_STEP * below.size
    cut = len(last.words) >= LONGEST_LABEL and last.words[-1].text[-1].isalnum() and not _label(below)
    return close and _is_at(below.words[0], left) and (cut or below.words[0].text[0].islower())


def _is_value(row: TextRow, label: Sequence[Word], right: float) -> bool:
    """Returns whether what follows a label begins where the other values do."""
    value = row.words[len(label)]
    spaced = label[-1].text.endswith(":") and value.left - label[-1].right > GAP * row.size
    return _is_at(value, right) or (spaced and abs(value.left - right) < SPACED * row.size)


def _is_at(word: Word, left: float) -> bool:
    return abs(word.left - left) < SAME_PLACE


def _are_enough(label: Sequence[Word], values: Sequence[Sequence[TextRow]], right: float) -> bool:
    """Returns whether there are enough values beside labels like this one."""
    if label[-1].text.endswith(":"):
        return len(values) >= LEAST
    at = right - SAME_PLACE
    lengths = [sum(word.left >= at for row in value for word in row.words) for value in values]
    short = sum(length <= SHORT_VALUE for length in lengths)
    # A list of contents is no table.
    pages = sum(
        length == 1 and value[0].words[-1].text.isdecimal()
        for length, value in zip(lengths, values, strict=True)
    )
    if 2 * pages > len(values):
        return False
    return len(values) >= LEAST_BOLD and 2 * short >= len(values)
