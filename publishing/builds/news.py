"""What was published when, in words for readers: which documents came, changed and went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from index.documents import Source
from publishing.builds.history import Entry

WITHDRAWN = "A document was withdrawn."
WENT_BACK = "Went back to earlier guidance."
WORDS = {"added": "New", "updated": "Updated", "removed": "Removed"}


@dataclass(frozen=True, slots=True)
class News:
    """A publication that changed documents. before, after: its builds, where both are kept; else None."""

    number: int
    on: date
    words: str
    before: str | None = None
    after: str | None = None


def news(entries: Sequence[Entry], sources: Mapping[str, Source]) -> list[News]:
    """Returns the publications that changed what can be quoted, the newest first.

    entries: the history, the newest first. sources: of the current build, for the titles. A source that is
    no longer registered is named by its id, but one that was withdrawn is not named.
    """
    withdrawn = {one.publication.withdrawal.source_id for one in entries if one.publication.withdrawal}
    found = []
    for entry, earlier in zip(entries, [*entries[1:], None], strict=True):
        if words := _words(entry, sources, withdrawn):
            kept = (earlier.kept, entry.kept) if earlier and earlier.kept and entry.kept else (None, None)
            on = datetime.fromisoformat(entry.publication.at).astimezone().date()
            found.append(News(entry.publication.number, on, words, *kept))
    return found


def _words(entry: Entry, sources: Mapping[str, Source], withdrawn: set[str]) -> str:
    one = entry.publication
    if one.withdrawal:
        return WITHDRAWN
    parts = [WENT_BACK] if one.kind == "rollback" else []
    for state, word in WORDS.items():
        ids = [c.source_id for c in one.documents if c.state == state and c.source_id not in withdrawn]
        if ids:
            titles = "; ".join(sources[i].title if i in sources else i for i in ids)
            parts.append(f"{word}: {titles}.")
    return " ".join(parts)
