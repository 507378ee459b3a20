"""Reports what happened to each source of a `signpost fetch`, for programs and for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Result = Literal["fetched", "unchanged", "replaced", "refused", "failed", "would ask"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one source. reason: in words, if there is anything to say.

    address: what was requested, or would be. headers: sent in addition to those of every request. file,
    sha256, edition: of the copy we now have.
    """

    id: str
    outcome: Result
    reason: str | None = None
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    sha256: str | None = None
    edition: date | None = None

    @property
    def done(self) -> bool:
        """Returns whether the copy is up to date, as far as we could find out."""
        return self.outcome not in {"refused", "failed"}


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """Returns an outcome as `fetch --json` gives it."""
    return {
        "id": outcome.id,
        "outcome": outcome.outcome,
        "reason": outcome.reason,
        "address": outcome.address,
        "headers": dict(outcome.headers),
        "file": outcome.file,
        "sha256": outcome.sha256,
        "edition": outcome.edition.isoformat() if outcome.edition else None,
    }


def outcome_text(outcome: Outcome) -> str:
    """Returns an outcome as one line."""
    facts = [outcome.address, *(f"{name}: {value}" for name, value in outcome.headers.items())]
    if not outcome.done and outcome.file:
        facts.append(f"{outcome.file} stays")
    words = ", ".join(filter(None, facts))
    return (
        f"{outcome.id}: {outcome.outcome}" + (f": {outcome.reason}" if outcome.reason else "") + f" ({words})"
    )
