"""What somebody asked a second person to approve: a draft's publication, or a rollback.

INDEX/request.json   the one that is open
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from index.errors import UnreadableIndex
from index.serialization import NotTheRecord, from_json, restored, to_json
from index.storage.checked_files import sha256, sync, write_beside

NAME = "request.json"


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    subject: the digest of the draft, or the name of the build. before: the build that was current when it was
    looked at. accept: the gates to be overridden. who, email: who asks. at: in UTC, ISO 8601.
    """

    kind: Literal["publication", "rollback"]
    subject: str
    before: str | None
    accept: tuple[str, ...]
    why: str | None
    who: str
    email: str
    at: str

    @property
    def id(self) -> str:
        """What names this request and no other."""
        return sha256(to_json(self))


def read_request(index: Path) -> Request | None:
    """The open request; None where there is none. UnreadableIndex: it is damaged."""
    path = index / NAME
    try:
        return restored(Request, from_json(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, NotTheRecord) as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): remove it, and ask anew") from error


def write_request(index: Path, request: Request) -> None:
    """Keep a request, in place of any other."""
    write_beside(index / NAME, json.dumps(asdict(request), indent=1).encode())


def remove_request(index: Path, kind: str | None = None) -> None:
    """Remove the open request, where it is of this kind; there may be none."""
    request = read_request(index)
    if request and kind in {None, request.kind}:
        (index / NAME).unlink()
        sync(index)
