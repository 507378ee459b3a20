"""Runs the comparison and prints its table.

Run: make bench-peers, or .venv/bin/python -m benchmarks.peers [--rounds N] [--questions N] [--documents N]
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.machine import processor
from benchmarks.material import BENCH
from benchmarks.peers.collection import Collection, make_collection
from benchmarks.peers.environments import PEERS, SIGNPOST, NoEnvironment, Peer, interpreter
from benchmarks.peers.quality import scored
from benchmarks.peers.rounds import TIMED, PeerFailed, Round, measured
from benchmarks.peers.table import BEGIN, Column, in_turn, placed, table
from index.embedding.embedding_models import SMALL

ROUNDS, THREADS, QUESTIONS = 3, 2, 300
ENVIRONMENTS = Path(sys.prefix) / "peers"
# The tools that can refuse: everything is asked of them a second time with nothing refused.
REFUSING = {SIGNPOST.name, "verbatim-rag"}


def arguments() -> argparse.Namespace:
    """Returns what the command line says."""
    parser = argparse.ArgumentParser(prog="benchmarks.peers", description="Measures Signpost and its peers.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of every tool")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="at most so many, drawn at random")
    parser.add_argument("--documents", type=int, help="at most so many documents")
    parser.add_argument("--threads", type=int, default=THREADS, help="processor cores and threads of a tool")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="the tools' environments")
    parser.add_argument("--only", nargs="+", metavar="TOOL", help="measure only these tools")
    parser.add_argument("--output", type=Path, help="a file for the table; a page with marks keeps the rest")
    return parser.parse_args()


def environments(folder: Path, only: Sequence[str] | None) -> tuple[dict[Peer, Path], dict[str, str]]:
    """Returns each tool's Python, and why a tool is skipped."""
    found, skipped = {}, {}
    for peer in PEERS:
        if only and peer.name not in only:
            continue
        say(f"{peer.name}: its environment")
        try:
            found[peer] = interpreter(peer, folder)
        except NoEnvironment as error:
            skipped[peer.name] = f"its environment cannot be made: {error}"
            say(f"{peer.name}: skipped: {skipped[peer.name]}")
    return found, skipped


def run_rounds(
    pythons: dict[Peer, Path], collection: Collection, rounds: int, threads: int
) -> tuple[dict[Peer, list[Round]], dict[str, str]]:
    """Runs every round of every tool; returns them, and why a tool was given up.

    The first round asks all questions, to score the answers. The others ask only those that are timed.
    """
    questions = [entry["question"] for entry in collection.questions]
    peers = {peer.name: peer for peer in pythons}
    done: dict[Peer, list[Round]] = {peer: [] for peer in pythons}
    failed: dict[str, str] = {}
    for number in range(rounds):
        for name in in_turn(list(peers), number):
            if name in failed:
                continue
            peer = peers[name]
            try:
                one = measured(
                    peer,
                    pythons[peer],
                    collection.folder,
                    questions[: None if number == 0 else TIMED],
                    threads,
                    unrefused=number == 0 and name in REFUSING,
                )
            except PeerFailed as error:
                failed[name] = f"it failed: {error}"
                del done[peer]
                say(f"{name}: given up: {failed[name]}")
                continue
            done[peer].append(one)
            say(f"round {number + 1} of {rounds}: {name} ingested in {one.ingest:.1f} s")
    return done, failed


def column(peer: Peer, rounds: Sequence[Round], collection: Collection) -> Column:
    """Returns a tool's column; its answers are scored from its first round."""
    if not peer.finds:
        return Column(peer.name, rounds, peer.finds, None, None)
    first = rounds[0]
    refusing = scored(collection.questions, first.answers)
    unrefused = scored(collection.questions, first.unrefused) if first.unrefused else refusing
    return Column(peer.name, rounds, peer.finds, refusing, unrefused)


def head(collection: Collection, rounds: int, threads: int) -> str:
    """Returns what the table was measured on, and how."""
    answerable = sum(entry["answerable"] for entry in collection.questions)
    return (
        f"Measured on {datetime.now().astimezone():%-d %B %Y at %H:%M} on {processor()}, "
        f"{os.cpu_count()} cores, of which each tool had {threads}; Python {platform.python_version()}, "
        f"torch {version('torch')}, {SMALL}. "
        f"Command: `{command()}`. Documents: {collection.documents} with {collection.words:,} words. "
        f"Questions: {len(collection.questions)}, of which the documents answer {answerable}. "
        f"Rounds: {rounds}, in alternating order. Times and sizes are medians over the rounds; "
        "brackets give the smallest and the largest.\n\n"
    )


def command() -> str:
    """Returns the command that this run came from."""
    return " ".join([".venv/bin/python -m benchmarks.peers", *sys.argv[1:]])


def say(line: str) -> None:
    """Tells the user how far the run is."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Makes the environments, runs the rounds, prints the table and writes it into a file if one is given."""
    given = arguments()
    if not BENCH.is_dir():
        sys.exit(f"skipped: the scoring script and the benchmark sets are not in {BENCH}")
    # The adapters inherit it: no library can use more cores than the others.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.threads])
    pythons, skipped = environments(given.environments, given.only)
    with tempfile.TemporaryDirectory() as folder:
        say("reading the documents")
        collection = make_collection(Path(folder), given.documents, given.questions)
        done, failed = run_rounds(pythons, collection, given.rounds, given.threads)
        columns = [column(peer, rounds, collection) for peer, rounds in done.items()]
    text = head(collection, given.rounds, given.threads) + (table(columns) if columns else "")
    text += "".join(f"\nNot measured: {name}: {why}.\n" for name, why in {**skipped, **failed}.items())
    print(text)
    if given.output:
        page = given.output.read_text(encoding="utf-8") if given.output.is_file() else ""
        given.output.write_text(placed(page, text) if BEGIN in page else text, encoding="utf-8")


if __name__ == "__main__":
    main()
