"""Measures how time and memory grow with the corpus: ingest, opening, a question, `where`, `diff`.

Run: make bench-growth, or .venv/bin/python -m benchmarks.growth [--sizes 1000,10000] [--real N] [--write]

Passages are real sentences, repeated where there are no more (see `growth_corpus`). Up to --real passages the
small model embeds them; the vectors of larger corpora are drawn around those, so there "ingest" is storing
and indexing alone. --write: writes docs/performance.md and docs/pictures/growth.svg.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.growth_steps import STEPS, Figures
from benchmarks.loglog_chart import loglog
from benchmarks.machine import processor
from benchmarks.material import ROOT
from benchmarks.peers.table import placed

PAGE, PICTURE = ROOT / "docs/performance.md", ROOT / "docs/pictures/growth.svg"
MARKS = ("<!-- growth: begin -->", "<!-- growth: end -->")
SIZES = (1_000, 10_000, 100_000, 1_000_000)
REAL = 10_000
# The columns of the table: step, figure, heading, how it is written.
COLUMNS = (
    ("ingest", "vectors", "vectors", "{}"),
    ("ingest", "forms", "passages, sentences, tokens", "{}"),
    ("ingest", "seconds", "ingest, s", "{:.1f}"),
    ("ingest", "peak", "its peak, MB", "{:,.0f}"),
    ("ingest", "disk", "disk, MB", "{:,.0f}"),
    ("ingest", "tokens", "tokens, kB a passage", "{:.1f}"),
    ("open", "seconds", "opening, s", "{:.2f}"),
    ("open", "resident", "resident, MB", "{:,.0f}"),
    ("question", "encoding", "encoding, ms", "{:.0f}"),
    ("question", "seconds", "question, ms", "{:.0f}"),
    ("reader", "seconds", "with reader, ms", "{:.0f}"),
    ("reader", "95th", "95th percentile", "{:.0f}"),
    ("reader", "resident", "resident, MB", "{:,.0f}"),
    ("reader", "own", "without files, MB", "{:,.0f}"),
    ("where", "seconds", "where, ms", "{:.0f}"),
    ("diff", "seconds", "diff, s", "{:.1f}"),
    ("diff", "resident", "resident, MB", "{:,.0f}"),
    ("recall", "passages", "recall of passages", "{:.3f}"),
    ("recall", "sentences", "of sentences", "{:.3f}"),
)
# The lines of the picture, all in seconds.
LINES = {
    "ingest": "storing (to 10,000: embedding)",
    "open": "opening",
    "question": "question, no reader",
    "reader": "question, with reader",
    "where": "where",
    "diff": "diff",
}


def apart(*arguments: str) -> Figures:
    """Runs a step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.growth_steps", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    found: Figures = json.loads(done.stdout.decode().splitlines()[-1])
    print(f"  {' '.join(arguments[:2])}: {found}", file=sys.stderr, flush=True)
    return found


def measured(sizes: Sequence[int], most_real: int, work: Path) -> dict[int, dict[str, Figures]]:
    """Measures every step at every size. Builds are removed as soon as nothing needs them."""
    figures: dict[int, dict[str, Figures]] = {}
    real: Path | None = None
    for size in sizes:
        folder = work / str(size)
        drawn = [] if size <= most_real or real is None else [str(real)]
        figures[size] = {"ingest": apart("ingest", str(folder), str(size), *drawn)}
        for step in STEPS:
            figures[size][step] = apart(step, str(folder))
        if not drawn:
            real = folder
    return figures


def table(figures: Mapping[int, Mapping[str, Figures]]) -> str:
    """Returns the figures as a Markdown table, one row for each column of COLUMNS."""
    lines = ["| passages | " + " | ".join(f"{size:,}" for size in figures) + " |"]
    lines.append("|---" * (len(figures) + 1) + "|")
    for step, figure, heading, form in COLUMNS:
        found = [its[step][figure] for its in figures.values()]
        scale = 1000 if heading.endswith("ms") or figure == "95th" else 1
        cells = [form.format(one if isinstance(one, str) else one * scale) for one in found]
        lines.append(f"| {heading} | {' | '.join(cells)} |")
    return "\n".join(lines)


def picture(figures: Mapping[int, Mapping[str, Figures]]) -> str:
    """Returns the times as an SVG picture."""
    lines = {
        label: [(size, float(its[step]["seconds"])) for size, its in figures.items()]
        for step, label in LINES.items()
    }
    return loglog("Time by size of the corpus", "passages", "seconds", lines)


def main() -> None:
    """Measures every size and prints the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--real", type=int, default=REAL)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="growth-") as work:
        figures = measured(sorted(map(int, given.sizes.split(","))), given.real, Path(work))
    text = (
        f"{table(figures)}\n\n{date.today():%d %B %Y}, {processor()}, {os.cpu_count()} cores, "
        f"`make bench-growth`, {time.perf_counter() - started:.0f} s in all.\n"
    )
    print(text)
    if given.write:
        PICTURE.write_text(picture(figures), encoding="utf-8")
        shown = f"{text}\n![Time by size of the corpus, on logarithmic axes](pictures/growth.svg)\n"
        PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), shown, MARKS), encoding="utf-8")


if __name__ == "__main__":
    main()
