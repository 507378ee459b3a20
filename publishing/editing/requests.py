"""Asking a second person for approval, and finding the request again as long as it is open."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.errors import NotAllowed, Outdated
from index.storage.builds import current_name
from publishing.builds.approvals import Kind, Request, read_request, write_request
from publishing.editing.maintainers import Maintainers, Person


def request_approval(
    index: Path,
    maintainers: Maintainers,
    person: Person,
    kind: Kind,
    subject: str,
    before: str | None,
    accept: Sequence[str],
    why: str | None,
) -> Request:
    """Saves and returns a request; its fields are as in `Request`. The caller must hold the index lock.

    Raises NotAllowed if no second person is needed or another request is open. Raises Outdated if another
    build has become current.
    """
    if not maintainers.second_person or person.email is None:
        raise NotAllowed("no second person is needed here: publish it yourself")
    if current_name(index) != before:
        raise Outdated("another build has become current since you checked: check again")
    if found := read_request(index):
        raise NotAllowed(f"{found.who} has already asked for an approval: that must be decided first")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    request = Request(kind, subject, before, tuple(accept), why, person.label, person.email, at)
    write_request(index, request)
    return request


def open_request(index: Path, request_id: str) -> Request:
    """Returns the open request. Raises Outdated if it is not the one with this id."""
    request = read_request(index)
    if request is None or request.id != request_id:
        raise Outdated("this request is no longer open: reload the page")
    return request
