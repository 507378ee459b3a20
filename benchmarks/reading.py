"""Measures how fast PDFs are read and their text checked for visibility, in pages per second, next to pypdf.

Run: make bench, or .venv/bin/python -m benchmarks.reading
"""

import io
import time
from collections.abc import Callable

import pypdf

from benchmarks.material import BENCH
from index.errors import UnreadableDocument
from ingest.readers.formats import read
from ingest.sandbox.worker import spare_searches
from tests.helpers.made.partnership import made_partnership

# Both read each file this often, in turns; the best time of each counts.
ROUNDS = 3
# The target: at most this many times as long as plain extraction.
ASKED = 4.0


def plain(data: bytes) -> int:
    """Extracts every page's text with pypdf alone; returns the number of pages."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    return sum(page.extract_text() is not None for page in reader.pages)


def seconds(stage: Callable[[], object]) -> float:
    """Returns the processor time of one reading, whatever else the machine does."""
    started = time.process_time()
    stage()
    return time.process_time() - started


def files() -> dict[str, bytes]:
    """Returns the made partnership PDF, and the PDFs of the benchmark material if it is there."""
    found = {made_partnership().file: made_partnership().data}
    if not BENCH.is_dir():
        print(f"skipped: the real documents, which are not in {BENCH}")
        return found
    return found | {path.name: path.read_bytes() for path in sorted((BENCH / "documents").glob("*.pdf"))}


def best(file: str, data: bytes) -> tuple[float, float]:
    """Returns the best times of the product's reader and of plain extraction, run in turns."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: read(data, file)))
        theirs.append(seconds(lambda: plain(data)))
    return min(ours), min(theirs)


def main() -> None:
    """Prints a line for each file, and the total."""
    print("| file | pages | pages per second | pypdf alone | times slower |\n|---|---|---|---|---|")
    totals = [0.0, 0.0, 0.0]
    skipped = []
    spare_searches()  # as the process does that reads documents
    for file, data in files().items():
        try:
            read(data, file)
        except UnreadableDocument as error:
            skipped.append(f"skipped: {file}: {error.reason}")
            continue
        pages = plain(data)
        ours, theirs = best(file, data)
        totals = [total + value for total, value in zip(totals, (pages, ours, theirs), strict=True)]
        print(row(file, pages, ours, theirs))
    print(row("all files", *totals))
    print("\n".join(skipped))
    print(f"target: at most {ASKED:g} times slower; reached: {totals[1] / totals[2]:.2f}")


def row(name: str, pages: float, ours: float, theirs: float) -> str:
    """Returns a line of the table."""
    return f"| {name} | {pages:.0f} | {pages / ours:.1f} | {pages / theirs:.1f} | {ours / theirs:.2f} |"


if __name__ == "__main__":
    main()
