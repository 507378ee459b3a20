"""Requests for a second person's approval, to publish a draft or to roll back.

INDEX/request.json   the open request
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from index.errors import UnreadableIndex
from index.serialization import NotTheRecord, from_json, restored, to_json
from index.storage.checked_files import sha256, sync, write_beside

NAME = "request.json"

Kind = Literal["publication", "rollback"]


@dataclass(frozen=True, slots=True)
class Request:
    """A request for approval.

    subject: the draft's digest, or the build's name. before: the build that was current when the requester
    reviewed it. accept: the gates to override. who, email: the requester. at: in UTC, ISO 8601.
    """

    kind: Kind
    subject: str
    before: str | None
    accept: tuple[str, ...]
    why: str | None
    who: str
    email: str
    at: str

    @property
    def id(self) -> str:
        """A hash that identifies this request."""
        return sha256(to_json(self))


def read_request(index: Path) -> Request | None:
    """Returns the open request, or None. Raises UnreadableIndex if its file is damaged."""
    path = index / NAME
    try:
        return restored(Request, from_json(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, NotTheRecord) as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): remove it, then ask again") from error


def write_request(index: Path, request: Request) -> None:
    """Saves a request, replacing any other."""
    write_beside(index / NAME, json.dumps(asdict(request), indent=1).encode())


def remove_request(index: Path, kind: Kind | None = None) -> None:
    """Removes the open request, if there is one of this kind (any kind for None)."""
    request = read_request(index)
    if request and kind in {None, request.kind}:
        (index / NAME).unlink()
        sync(index)
