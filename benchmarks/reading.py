"""How fast PDFs are read, and proven to be seen: pages a second against pypdf's plain extraction.

Run: make bench, or .venv/bin/python -m benchmarks.reading
"""

import io
import time
from collections.abc import Callable

import pypdf

from benchmarks.material import BENCH
from index.errors import UnreadableDocument
from ingest.readers.formats import read
from tests.helpers.made.partnership import made_partnership

# Each file is read so often by either, in turns, and the best time of each counts.
ROUNDS = 3
# What is asked for: at most so many times the time of plain extraction.
ASKED = 4.0


def plain(data: bytes) -> int:
    """Every page's text by pypdf alone; how many pages there are."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    return sum(page.extract_text() is not None for page in reader.pages)


def seconds(stage: Callable[[], object]) -> float:
    """How long one reading computes, whatever else the machine does meanwhile."""
    started = time.process_time()
    stage()
    return time.process_time() - started


def files() -> dict[str, bytes]:
    """The made partnership PDF, and the PDFs of the benchmark material where it is there."""
    found = {made_partnership().file: made_partnership().data}
    if not BENCH.is_dir():
        print(f"skipped: the real documents, which are not in {BENCH}")
        return found
    return found | {path.name: path.read_bytes() for path in sorted((BENCH / "documents").glob("*.pdf"))}


def best(file: str, data: bytes) -> tuple[float, float]:
    """The best time of the product's reader, and that of plain extraction, taken in turns."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: read(data, file)))
        theirs.append(seconds(lambda: plain(data)))
    return min(ours), min(theirs)


def main() -> None:
    """Print a line for each file, and the total."""
    print("| file | pages | pages a second | pypdf alone | times slower |\n|---|---|---|---|---|")
    totals = [0.0, 0.0, 0.0]
    skipped = []
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
    print(row("together", *totals))
    print("\n".join(skipped))
    print(f"asked: at most {ASKED:g} times slower; reached: {totals[1] / totals[2]:.2f}")


def row(name: str, pages: float, ours: float, theirs: float) -> str:
    """A line of the table."""
    return f"| {name} | {pages:.0f} | {pages / ours:.1f} | {pages / theirs:.1f} | {ours / theirs:.2f} |"


if __name__ == "__main__":
    main()
