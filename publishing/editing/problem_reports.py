"""Problems that people report with passages: the passage, the reason and the day.

INDEX/problems.jsonl   one problem a line; never a question, nor any words of the person who reported it
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from index.errors import NotReported, UnreadableIndex
from index.serialization import from_json, restored, to_json
from index.storage.passage_index import PassageIndex

PROBLEMS = "problems.jsonl"
# Anyone can report without signing in, so the file needs a limit.
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
    """A problem with a passage of a build. on: the day; an hour might give away who reported it."""

    on: date
    reason: Reason
    passage: str
    source_id: str
    sha256: str
    build: str


def report_problem(folder: Path, index: PassageIndex, passage: str, reason: Reason, on: date) -> Problem:
    """Saves a problem with a passage of this build, in the folder of the builds.

    Raises NotReported if there are too many already or the file cannot be written; UnreadableIndex as in
    `problems`.
    """
    path = folder / PROBLEMS
    if len(problems(folder)) >= MOST:
        raise NotReported(f"{path} already has {MOST} problems: deal with them, then remove the file")
    source_id = index.passages[index.row_of[passage]].source_id
    sha256 = index.documents[source_id].sha256
    problem = Problem(on, reason, passage, source_id, sha256, index.meta.build)
    try:
        with path.open("ab") as file:
            file.write(to_json(asdict(problem)) + b"\n")
    except OSError as error:
        raise NotReported(f"{path} cannot be written to ({error}): tell a maintainer directly") from error
    return problem


def problems(folder: Path) -> tuple[Problem, ...]:
    """Returns all reported problems, oldest first. Raises UnreadableIndex if a line is damaged."""
    path = folder / PROBLEMS
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
        return tuple(restored(Problem, from_json(line)) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): repair the line, or remove the file") from error
