"""What a safeguarding lead has to see to for each source: a copy, an address, a review, a newer edition."""

from collections.abc import Iterator
from typing import Literal

from assistant.library.as_text import old_citation_line
from assistant.library.descriptions import address_state, day, remarks
from assistant.library.holdings import Holding

TaskKind = Literal[
    "unreadable", "superseded", "overdue", "replaced edition", "under review", "to come", "no copy",
    "address", "unregistered",
]  # fmt: skip
# What each kind is called, the most pressing first.
TASKS: dict[TaskKind, str] = {
    "unreadable": "We cannot read our copy",
    "superseded": "Superseded",
    "overdue": "Review overdue",
    "replaced edition": "Cites a replaced edition",
    "under review": "Under review",
    "to come": "Not yet in force",
    "no copy": "No copy here",
    "address": "Address not checked",
    "unregistered": "Not in the register",
}


def tasks_of(holding: Holding) -> Iterator[tuple[TaskKind, str]]:
    """Yields what there is to see to for a source, each with its state in a few words."""
    source, standing = holding.source, holding.standing
    if holding.state == "unreadable":
        yield "unreadable", f"{source.file}: {holding.reason}"
    if standing.state == "superseded":
        yield "superseded", remarks(standing)[0]
    if standing.overdue:
        yield "overdue", f"due {day(standing.overdue)}"
    for cited in holding.old_citations:
        yield "replaced edition", old_citation_line(cited)
    if standing.state == "under review":
        yield "under review", f"review due {day(source.review_by)}" if source.review_by else ""
    if standing.state == "not yet in force":
        yield "to come", f"in force from {day(standing.in_force)}" if standing.in_force else ""
    if holding.state == "registered only":
        cited_in = len({link.document.source_id for link in holding.linked_from})
        yield "no copy", f"linked from {cited_in} of our documents" if cited_in else "linked from none"
    if source.registered and source.url_checked is None:
        yield "address", address_state(source)
    if not source.registered:
        yield "unregistered", source.file or ""
