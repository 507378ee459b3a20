"""A source's status on a given day: current, under review, superseded, not yet in force, review overdue.

A date alone never lowers a source: old law is still law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.documents import Source

State = Literal["current", "under review", "superseded", "not yet in force", "unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a source on a given day.

    by: the source that replaces it, if the register names one. from_day: when that source comes into force,
    if in the future. in_force: when this source comes into force, if in the future. overdue: when its review
    was due, if in the past.
    """

    state: State
    by: Source | None = None
    from_day: date | None = None
    in_force: date | None = None
    overdue: date | None = None

    @property
    def holds(self) -> bool:
        """Whether it is in force as far as we know: neither superseded nor still to come."""
        return self.state not in {"superseded", "not yet in force"}


def standings(sources: Mapping[str, Source], today: date) -> dict[str, Standing]:
    """Returns the status of each of these sources today, by id."""
    return {source_id: _standing(source, sources, today) for source_id, source in sources.items()}


def _standing(source: Source, sources: Mapping[str, Source], today: date) -> Standing:
    by = _successor(source, sources, today)
    from_day = _to_come(by.in_force, today) if by else None
    if source.status == "superseded" or (by and from_day is None):
        return Standing("superseded", by)
    in_force = _to_come(source.in_force, today)
    overdue = source.review_by if source.review_by and source.review_by < today else None
    if in_force:
        return Standing("not yet in force", by, from_day, in_force, overdue)
    return Standing(_status(source), by, from_day, None, overdue)


def _successor(source: Source, sources: Mapping[str, Source], today: date) -> Source | None:
    """Returns the source that replaces this one; if that was replaced in turn, the last in the chain."""
    found, seen = None, {source.id}
    following = sources.get(source.superseded_by or "")
    while following and following.id not in seen:
        seen.add(following.id)
        found = following
        if _to_come(found.in_force, today):
            break
        following = sources.get(found.superseded_by or "")
        if following and _to_come(following.in_force, today):
            break
    return found


def _to_come(day: date | None, today: date) -> date | None:
    return day if day and day > today else None


def _status(source: Source) -> State:
    match source.status:
        case "current" | "under review" as status:
            return status
        case _:
            return "unknown"
