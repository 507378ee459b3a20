"""Problems that people report with passages: which passage, what is wrong with it, on which day.

INDEX/problems.jsonl   one problem a line; never a question, and no words of whoever reported it
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from index.errors import NotReported, UnreadableIndex
from index.serialization import from_json, restored, to_json
from index.storage.passage_index import PassageIndex

PROBLEMS = "problems.jsonl"
# Nobody has to sign in to report: the file must not grow without end.
MOST = 1000

Reason = Literal[
    "the words are not the document's",
    "the page or the section is wrong",
    "a link leads elsewhere",
    "the guidance is out of date",
    "it is shown where it does not fit",
]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a passage of a build. on: the day; no hour, which might tell who."""

    on: date
    reason: Reason
    passage: str
    source_id: str
    sha256: str
    build: str


def report_problem(folder: Path, index: PassageIndex, passage: str, reason: Reason, on: date) -> Problem:
    """Keep a problem with a passage of this build, beside the builds in their folder.

    NotReported: there are too many already, or it cannot be written. UnreadableIndex: see `problems`.
    """
    path = folder / PROBLEMS
    if len(problems(folder)) >= MOST:
        raise NotReported(f"{path} holds {MOST} problems already: see to them, then remove the file")
    source_id = index.passages[index.row_of[passage]].source_id
    sha256 = index.documents[source_id].sha256
    problem = Problem(on, reason, passage, source_id, sha256, index.meta.build)
    try:
        with path.open("ab") as file:
            file.write(to_json(asdict(problem)) + b"\n")
    except OSError as error:
        raise NotReported(f"{path} cannot be written to ({error}): tell a maintainer yourself") from error
    return problem


def problems(folder: Path) -> tuple[Problem, ...]:
    """All that were reported, the oldest first. UnreadableIndex: a line of the file is damaged."""
    path = folder / PROBLEMS
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
        return tuple(restored(Problem, from_json(line)) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): mend the line, or remove the file") from error
