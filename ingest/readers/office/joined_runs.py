"""Joins runs: parts words that only deleted words or formulas kept apart, and makes runs one link."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.text.reading import Run

# Marks deleted words with a space beside them: the letters on both sides belong to different words.
PARTED = "\u2029"
# Marks both ends of a formula, which joins no letter or figure beside it.
EDGE = "\x1d"


def parted(runs: Sequence[Run]) -> list[Run]:
    """Puts a space between words that only deleted words kept apart, and beside formulas."""
    kept: list[Run] = []
    for i, run in enumerate(runs):
        if run.text not in {PARTED, EDGE}:
            kept.append(run)
            continue
        before = next((r.text[-1] for r in reversed(kept) if r.text), " ")
        behind = next((r.text[0] for r in runs[i + 1 :] if r.text not in {"", PARTED, EDGE}), " ")
        if (before.isalpha() or (run.text == EDGE and before.isalnum())) and behind.isalnum():
            kept.append(Run(" "))
    return kept


def linked(runs: Iterable[Run], target: str | None) -> Iterator[Run]:
    """Turns runs into one link, struck words separate; leaves them alone if there is no target."""
    if target is None:
        yield from runs
        return
    for _, group in groupby(runs, lambda run: run.struck):
        together = list(group)
        yield replace(together[0], text="".join(run.text for run in together), link=target)
