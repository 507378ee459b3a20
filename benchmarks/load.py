"""Measures the real server under many people at once, each in a session of Streamlit's own protocol.

Run: make bench-load. Every person asks a question every ten seconds, in conversations of three questions,
each in a page opened for it. Each answer is compared with what `signpost ask --json` gives for its question.

    python -m benchmarks.load --people 1 50 --seconds 60    # some steps only
    python -m benchmarks.load --ingesting                   # while a long document is ingested beside it
    python -m benchmarks.load --hour 50                     # an hour's questions of 50 people, without pauses
    python -m benchmarks.load --start                       # from `signpost serve` to the first answer
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import percentile, processor
from benchmarks.material import BRIEFING_QUESTIONS, ROOT, SEED, build
from benchmarks.people import Conversation, Expected, Step, conversations, every, meet
from benchmarks.server_process import Serving, served
from benchmarks.sessions import Visit
from index.embedding.cores import cores
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import SMALL

PEOPLE = (1, 10, 25, 50, 100)
PERIOD = 10
# In a measurement of an hour's questions so many people ask without pause.
WITHOUT_PAUSE = 8
PARTS = 10
# Paragraphs of the long document: about 5,000 passages.
PARAGRAPHS = 5000
OPENINGS = 5


def row(name: str, step: Step, serving: Serving, before: float, alone: float | None) -> list[str]:
    """Returns the cells of a line of the table. before: the server's processor seconds before the step."""
    median, high = statistics.median(step.waits), percentile(step.waits, 0.95)
    return [
        name,
        str(len(step.waits)),
        f"{1000 * median:.0f} ms",
        f"{1000 * high:.0f} ms",
        "" if alone is None else f"{median / alone:.2f}",
        f"{1000 * statistics.median(step.opened):.0f} ms",
        f"{1000 * (serving.processor_seconds() - before) / len(step.waits):.0f} ms",
        str(len(step.errors)),
        str(len(step.wrong)),
        f"{serving.resident_mebibytes():.0f} MiB",
    ]


HEAD = [
    "people", "questions", "median", "95th percentile", "median ÷ one person's", "page opened, median",
    "processor time a question", "errors", "wrong quotes", "memory of the server",
]  # fmt: skip


def print_line(cells: Sequence[str]) -> None:
    """Prints a line of a Markdown table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def print_steps(serving: Serving, talks: Sequence[Conversation], people: Sequence[int], seconds: float,
                name: Callable[[int], str] = str, alone: float | None = None) -> float | None:  # fmt: skip
    """Prints a line for each number of people. Returns the first one's median, or the one given."""
    drawn = random.Random(SEED)
    for count in people:
        before = serving.processor_seconds()
        due = [every(PERIOD, seconds, drawn.uniform(0, PERIOD)) for _ in range(count)]
        step = asyncio.run(meet(serving.address, talks, due))
        alone = alone or statistics.median(step.waits)
        print_line(row(name(count), step, serving, before, alone))
        print_faults(step)
    return alone


def print_hour(serving: Serving, talks: Sequence[Conversation], people: int) -> None:
    """Prints a line for each tenth of as many questions as these people ask in an hour."""
    each = people * 3600 // PERIOD // PARTS // WITHOUT_PAUSE
    for part in range(PARTS):
        before = serving.processor_seconds()
        due = [(time.perf_counter() for _ in range(each)) for _ in range(WITHOUT_PAUSE)]
        step = asyncio.run(meet(serving.address, [*talks[part:], *talks[:part]], due))
        print_line(row(f"{part + 1}/{PARTS} of an hour of {people}", step, serving, before, None))
        print_faults(step)


def print_faults(step: Step) -> None:
    """Prints the first errors, and the first questions that were answered with other words."""
    for fault in [*step.errors, *step.wrong][:5]:
        print(f"  {fault}", file=sys.stderr)


@contextmanager
def ingesting(folder: Path) -> Iterator[None]:
    """Ingests a long document again and again, in processes of its own, until the end of the block."""
    source = (ROOT / "corpus/documents/learning-from-case-reviews.md").read_text(encoding="utf-8")
    paragraphs = [part for part in source.split("\n\n") if not part.startswith(("#", "["))]
    text = "\n\n".join(f"Note {n}. {paragraphs[n % len(paragraphs)]}" for n in range(PARAGRAPHS))
    (folder / "long.md").write_text(f"# Long\n\n{text}\n", encoding="utf-8")
    ingest = [sys.executable, "-m", "cli", "ingest", "--full", str(folder / "long.md")]
    loop = 'while "$@" >/dev/null 2>&1; do :; done'
    process = subprocess.Popen(
        ["sh", "-c", loop, "ingesting", *ingest, "--index", str(folder / "beside")],
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield
        assert process.poll() is None, "the ingestion beside the questions failed"
    finally:
        os.killpg(process.pid, 15)
        process.wait()


async def first_answer(address: str, expected: Expected) -> float:
    """Opens a page and asks as soon as its box is there. Returns when that was."""
    async with Visit(address) as visit:
        await visit.open_until_box()
        ready = time.perf_counter()
        await visit.ask(expected.question)
        assert visit.answer() == (expected.question, expected.quotes)
        return ready


def print_start(index: Path, expected: Expected) -> None:
    """Prints the seconds from `signpost serve` to the page and to an answer, asked for at once."""
    pages, answers, computing = [], [], []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        with served(index, ready=False) as serving:
            pages.append(asyncio.run(first_answer(serving.address, expected)) - started)
            answers.append(time.perf_counter() - started)
            computing.append(serving.processor_seconds())
    for name, found in (("page ready", pages), ("first answer", answers), ("processor time", computing)):
        print(f"{name} after `signpost serve`: median {statistics.median(found):.1f} s, "
              f"slowest {max(found):.1f} s of {OPENINGS}")  # fmt: skip


def main() -> None:
    """Prints the processor, the command and a Markdown table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--people", type=int, nargs="+", default=PEOPLE)
    options.add_argument("--seconds", type=float, default=60, help="of each step")
    options.add_argument("--index", type=Path, help="a build to serve, instead of one of corpus/")
    options.add_argument("--questions", type=Path, default=BRIEFING_QUESTIONS)
    options.add_argument("--ingesting", action="store_true", help="repeat the first step beside an ingestion")
    options.add_argument("--hour", type=int, metavar="PEOPLE", help="an hour's questions, without pauses")
    options.add_argument("--start", action="store_true", help="only measure the start")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        index: Path = given.index or Path(made, "index")
        if given.index is None:
            build(ROOT / "corpus", index, SentenceTransformerEmbedder.load(SMALL))
        talks = conversations(index, given.questions)
        print(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}, {cores()} cores, load {os.getloadavg()[0]:.1f}:")
        print(f"python -m benchmarks.load {' '.join(sys.argv[1:])}\n")
        if given.start:
            print_start(index, talks[0][0])
            return
        with served(index) as serving:
            asyncio.run(meet(serving.address, talks, [iter([time.perf_counter()] * 12)]))  # warms it
            print_line(HEAD)
            print_line(["---"] * len(HEAD))
            if given.hour:
                print_hour(serving, talks, given.hour)
                return
            alone = print_steps(serving, talks, given.people, given.seconds)
            with ingesting(Path(made)) if given.ingesting else nullcontext():
                if given.ingesting:
                    print_steps(serving, talks, given.people[:1], given.seconds,
                                lambda count: f"{count}, beside an ingestion", alone)  # fmt: skip


if __name__ == "__main__":
    main()
