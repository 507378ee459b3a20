"""The pure parts of the comparison with other tools: order, percentiles, table and page."""

from dataclasses import asdict

import pytest

from benchmarks.machine import percentile
from benchmarks.peers.adapters.wire import Quoted, Reply
from benchmarks.peers.collection import chosen
from benchmarks.peers.quality import scored
from benchmarks.peers.rounds import Round
from benchmarks.peers.table import BEGIN, END, Column, in_turn, placed, spread, table

SIZE = 1024 * 1024


def one_round(seconds: float) -> Round:
    return Round(
        passages=500,
        ingest=seconds,
        again=0.5,
        cold=3.0,
        questions=(0.010, 0.020, 0.030, 0.040),
        ingest_memory=700 * SIZE,
        question_memory=500 * SIZE,
        disk=2 * SIZE,
        answers=(),
        unrefused=None,
    )


def test_every_second_round_runs_backwards() -> None:
    """This test ensures that no tool always runs first."""
    assert [in_turn(["a", "b", "c"], number) for number in range(3)] == [
        ["a", "b", "c"],
        ["c", "b", "a"],
        ["a", "b", "c"],
    ]


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10.0), (0.95, 19.0), (1.0, 20.0), (0.0, 1.0)])
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    """This test ensures that a percentile is the smallest value that the share does not exceed."""
    assert percentile([float(value) for value in range(20, 0, -1)], share) == expected


def test_a_spread_shows_the_range_only_where_there_is_one() -> None:
    """This test ensures that the range of several rounds is shown, unless rounding hides it."""
    assert spread([2.0, 9.0, 4.0], 1) == "4.0 (2.0–9.0)"
    assert spread([2.01, 2.02], 1) == "2.0"


def test_the_table_has_a_column_for_each_tool() -> None:
    """This test ensures that times and sizes are medians, that refusals show, and that gaps are dashes."""
    always = {
        "right_in_3": 0.5,
        "shown_right": 0.25,
        "false_answers": 1.0,
        "wrong_refusals": 0.0,
        "words_per_quote": 99.6,
    }
    lines = table(
        [
            Column("tool", [one_round(5.0), one_round(10.0), one_round(6.0)], True, always, always),
            Column("bare model", [one_round(4.0)], False, None, None),
        ]
    ).splitlines()
    assert lines[:2] == ["| | tool | bare model |", "|---|---:|---:|"]
    rows = {line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ")[1:] for line in lines[2:]}
    assert rows["ingest, seconds per 1,000 passages"] == ["12.0 (10.0–20.0)", "8.0"]
    assert rows["unchanged re-ingest, s"] == ["0.5", "–"]
    assert rows["warm question, median, ms"] == ["20", "20"]
    assert rows["warm question, 95th percentile, ms"] == ["40", "40"]
    assert rows["peak memory while ingesting, MiB"] == ["700", "700"]
    assert rows["disk, MiB"] == ["2.0", "–"]
    assert rows["right in 3, nothing refused"] == ["0.50", "–"]
    assert rows["right in 3, as shown"] == ["0.25", "–"]
    assert rows["false answers"] == ["does not refuse", "–"]
    assert rows["words of a quote"] == ["100", "–"]


def test_a_tool_that_refused_anything_can_refuse() -> None:
    """This test ensures that a tool is said not to refuse only if it refused no question at all."""
    scores = {"right_in_3": 0.5, "shown_right": 0.5, "false_answers": 1.0, "words_per_quote": 9.0}
    once = {**scores, "wrong_refusals": 0.25}
    lines = table([Column("tool", [one_round(5.0)], True, once, once)]).splitlines()
    assert "| false answers | 1.00 |" in lines


def test_a_page_keeps_what_stands_around_the_table() -> None:
    """This test ensures that a new table replaces only the old one, and that a page must say where."""
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert placed(page, "new\n") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert placed(placed(page, "newer\n"), "new\n") == placed(page, "new\n")
    with pytest.raises(ValueError, match="peers: end"):
        placed(f"{BEGIN}\n", "new\n")


def test_the_documents_are_taken_in_turn() -> None:
    """This test ensures that a small run has the briefing and every format, and that reports are few."""
    names = ["learning.md", "rule-1.md", "rule-2.md", "a.html", "b.html", *(f"r{n}.pdf" for n in range(9))]
    assert chosen(names, 4) == ["learning.md", "a.html", "r0.pdf", "rule-1.md"]
    assert sum(name.endswith(".pdf") for name in chosen(names, None)) == 4


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
def test_answers_are_scored_by_the_benchmarks_script() -> None:
    """This test ensures that an answer is right if it holds the marked words and comes from their source."""
    words = "The gate of the allotment is locked at dusk."
    questions = [
        {"id": "q1", "question": "?", "answerable": True, "source": "plots", "quotes": [words]},
        {"id": "q2", "question": "?", "answerable": True, "source": "pools", "quotes": [words]},
        {"id": "q3", "question": "?", "answerable": False},
    ]
    answer = asdict(Reply.of([Quoted(f"First. {words}", "plots")]))
    figures = scored(questions, [answer, answer, answer])
    assert (figures["right_in_3"], figures["false_answers"]) == (0.5, 1.0)
