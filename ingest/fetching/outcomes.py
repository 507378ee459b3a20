"""What became of each source that `signpost fetch` asked for, for programs and for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Result = Literal["fetched", "unchanged", "replaced", "refused", "failed", "would ask"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. reason: in words, where there is something to say.

    address: what was asked, or would be. headers: what would go with it, beside those of every request.
    file, sha256, edition: of what is held of the source now.
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
        """Returns whether the source is as its publisher has it, as far as was to be found out."""
        return self.outcome not in {"refused", "failed"}


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """An outcome as `fetch --json` gives it."""
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
    """An outcome in a line."""
    facts = [outcome.address, *(f"{name}: {value}" for name, value in outcome.headers.items())]
    if not outcome.done and outcome.file:
        facts.append(f"{outcome.file} stays")
    words = ", ".join(filter(None, facts))
    return (
        f"{outcome.id}: {outcome.outcome}" + (f": {outcome.reason}" if outcome.reason else "") + f" ({words})"
    )
