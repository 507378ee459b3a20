"""An index in several states, made once; a test shares and follows them in any order."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from parts import DATA, ROOT, edit, no_bar, publish, take_out

from publishing.replicas.copying import bring_in_line
from publishing.replicas.following import Follower
from publishing.replicas.sharing import Shared, share
from publishing.replicas.stores import open_store

LENDING = "documents/lending-rules.md"
OLD, NEW = "A reader may borrow six books", "A reader may borrow seven volumes"
KEEP = 5


@dataclass(frozen=True)
class States:
    """first: a build that quotes OLD; second: the next one, with NEW; withdrawn: afterwards, without both.

    other: another index, of one build.
    """

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    def index(self, state: str) -> Path:
        return self.folder / state

    def share(self, state: str, place: str, *, full: bool = False) -> Shared:
        """Shares this state of the index."""
        return share(self.index(state), self.corpus, place, no_bar, full=full)


def make_states(folder: Path) -> States:
    """Makes the states with the tests' own embedder."""
    states = States(folder)
    shutil.copytree(DATA / "corpus", states.corpus)
    shutil.copy(ROOT / "corpus/notices.toml", states.corpus)
    publish(states.corpus, states.index("first"))
    shutil.copytree(states.index("first"), states.index("second"))
    edit(states.corpus / LENDING, OLD, NEW)
    publish(states.corpus, states.index("other"))
    # Only the newest is kept, so the withdrawal does not know the first build by name.
    publish(states.corpus, states.index("second"), keep=1)
    shutil.copytree(states.index("second"), states.index("withdrawn"))
    take_out(states.index("withdrawn"), states.corpus, "lending-rules")
    return states


def follow(place: str, copy: Path, *, prove: bool = False) -> int | None:
    """Brings the copy in line. Returns the publication's number, or None if there was nothing to do."""
    found = bring_in_line(open_store(place), copy, KEEP, prove=prove)
    return found.number if found else None


def contents(folder: Path) -> bytes:
    """Returns all bytes of a folder's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def follower(place: str, copy: Path) -> tuple[Follower, list[str]]:
    told: list[str] = []
    return Follower(open_store(place), copy, KEEP, 3, told.append), told
