"""The table of figures: one column for each tool, one row for each measure."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.machine import percentile
from benchmarks.peers.rounds import Round

MEBIBYTE = 1024 * 1024
MILLI = 1000
PER = 1000
DASH = "–"
# What stands around the table in a page.
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"


@dataclass(frozen=True, slots=True)
class Column:
    """A tool's rounds, oldest first, and the scores of its answers.

    finds: False for what finds no passages. refusing, unrefused: the scores of its answers with its own
    refusals, and with nothing refused; None without answers.
    """

    name: str
    rounds: Sequence[Round]
    finds: bool
    refusing: Mapping[str, Any] | None
    unrefused: Mapping[str, Any] | None


def in_turn(names: Sequence[str], round_number: int) -> list[str]:
    """Returns the order of a round, counted from 0: forwards, backwards, forwards, and so on."""
    return list(names) if round_number % 2 == 0 else list(reversed(names))


def spread(values: Iterable[float], digits: int) -> str:
    """Returns the median and, of several values that differ as shown, the smallest and the largest."""
    ordered = sorted(values)
    middle, low, high = (
        f"{value:,.{digits}f}" for value in (statistics.median(ordered), ordered[0], ordered[-1])
    )
    return middle if low == high else f"{middle} ({low}–{high})"


def table(columns: Sequence[Column]) -> str:
    """Returns the Markdown table. Times and sizes are medians over the rounds, with the range in brackets."""
    head = f"| | {' | '.join(column.name for column in columns)} |\n|---|{'---:|' * len(columns)}\n"
    return head + "".join(
        f"| {name} | {' | '.join(cell(column) for column in columns)} |\n" for name, cell in ROWS.items()
    )


def placed(page: str, text: str, marks: tuple[str, str] = (BEGIN, END)) -> str:
    """Returns the page with the text between its two marks. Raises ValueError if it lacks one."""
    before, begin, rest = page.partition(marks[0])
    _old, end, after = rest.partition(marks[1])
    if not (begin and end):
        raise ValueError(f"the page has no lines {marks[0]} and {marks[1]} to put the table between")
    return f"{before}{begin}\n\n{text}\n{end}{after}"


def _over(figure: Callable[[Round], float], digits: int, *, finds: bool = False) -> Callable[[Column], str]:
    """Returns a cell's function: a figure of every round. finds: a dash for what finds no passages."""
    return lambda column: spread(map(figure, column.rounds), digits) if column.finds or not finds else DASH


def _share(figure: str) -> Callable[[Column], str]:
    return lambda column: _number(column.refusing, figure)


def _number(figures: Mapping[str, Any] | None, figure: str) -> str:
    return DASH if figures is None or figures[figure] is None else f"{figures[figure]:.2f}"


def _false_answers(column: Column) -> str:
    found = column.refusing
    if found and found["false_answers"] == 1 and found["wrong_refusals"] == 0:
        return "does not refuse"
    return _number(found, "false_answers")


ROWS: Mapping[str, Callable[[Column], str]] = {
    "passages": _over(lambda r: r.passages, 0),
    "ingest, seconds per 1,000 passages": _over(lambda r: PER * r.ingest / r.passages, 1),
    "ingest, all documents, s": _over(lambda r: r.ingest, 1),
    "unchanged re-ingest, s": _over(lambda r: r.again, 1, finds=True),
    "warm question, median, ms": _over(lambda r: MILLI * percentile(r.questions, 0.5), 0),
    "warm question, 95th percentile, ms": _over(lambda r: MILLI * percentile(r.questions, 0.95), 0),
    "cold start to the first answer, s": _over(lambda r: r.cold, 1),
    "peak memory while ingesting, MiB": _over(lambda r: r.ingest_memory / MEBIBYTE, 0),
    "peak memory while answering, MiB": _over(lambda r: r.question_memory / MEBIBYTE, 0),
    "disk, MiB": _over(lambda r: r.disk / MEBIBYTE, 1, finds=True),
    "right in 3, nothing refused": lambda column: _number(column.unrefused, "right_in_3"),
    "right in 3, as shown": _share("shown_right"),
    "false answers": _false_answers,
    "answerable, but refused": _share("wrong_refusals"),
    "words of a quote": lambda column: (
        DASH if column.unrefused is None else f"{column.unrefused['words_per_quote'] or 0:.0f}"
    ),
}
