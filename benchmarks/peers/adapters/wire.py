"""The conversation between the driver and an adapter: one JSON object a line, standard input to output.

Uses the standard library alone, because it runs in every tool's environment.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

# How many quotes an answer has at most.
TOP = 5
# The environment variable that names the folder of the embedding model.
MODEL = "PEER_MODEL"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a tool shows. source: the id of the document that they are from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A tool's answer to a question, best first. outcome: as in `signpost ask --json`."""

    outcome: str
    quotes: tuple[Quoted, ...]

    @classmethod
    def of(cls, quotes: Iterable[Quoted]) -> "Reply":
        """Returns the answer of a tool that knows no outcome but quotes or none."""
        found = tuple(quotes)[:TOP]
        return cls("answered" if found else "no_passage", found)


class Adapter(Protocol):
    """What the driver asks of a tool. A process either ingests or opens a store and answers."""

    def load(self) -> None:
        """Loads the embedding model, for `ingest`."""

    def ingest(self, material: Path, store: Path) -> int:
        """Brings the store on disk in line with the material and returns how many passages it now has.

        material: as `benchmarks.peers.collection` writes it. store: a folder; empty the first time.
        """

    def open(self, store: Path) -> None:
        """Opens a store, with all that answering needs."""

    def ask(self, question: str, *, refuse: bool) -> Reply:
        """Answers from the opened store. refuse: False asks for the best passages whatever they are worth."""


def model_folder() -> str:
    """Returns the folder of the embedding model that every tool uses."""
    return os.environ[MODEL]


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yields each document of a folder of text files as its source id and its text."""
    for path in sorted(folder.iterdir()):
        yield path.stem, path.read_text(encoding="utf-8")


def entries(file: Path) -> list[dict[str, Any]]:
    """Returns the objects of a JSON-lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def serve(adapter: Adapter) -> None:
    """Answers commands from standard input until it ends. What the tool prints goes to standard error."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies:
        os.dup2(2, 1)
        for line in sys.stdin:
            replies.write(json.dumps(_done(adapter, json.loads(line))) + "\n")
            replies.flush()


def _done(adapter: Adapter, command: dict[str, Any]) -> dict[str, Any]:
    match command["do"]:
        case "load":
            adapter.load()
        case "ingest":
            return {"passages": adapter.ingest(Path(command["material"]), Path(command["store"]))}
        case "open":
            adapter.open(Path(command["store"]))
        case "ask":
            return asdict(adapter.ask(command["question"], refuse=command["refuse"]))
        case unknown:
            raise ValueError(f"no command is called {unknown!r}")
    return {}
