"""The changes between two builds, as JSON and as text, in the terms of procedure manuals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from assistant.library.as_text import spot
from assistant.library.descriptions import counted, section_name
from index.documents import Span
from publishing.changes.changes import Changes, SourceChange
from publishing.changes.rewording import PassageChange, Wording

# The headings of a report, in order.
HEADINGS = {"new": "New documents", "updated": "Updated documents", "removed": "Removed documents",
            "unchanged": "Details changed, text unchanged"}  # fmt: skip
# Marks for removed and new words in plain text.
GONE, NEW = "[-{}-]", "[+{}+]"


def changes_record(changes: Changes) -> dict[str, Any]:
    """Returns the changes as `diff --json` prints them; `changes` are [start, end) in each wording's text."""
    record = asdict(changes)
    for source, given in zip(changes.sources, record["sources"], strict=True):
        given["renamed"] = source.renamed
        given["files"] = dict(zip(("before", "now"), source.files, strict=True))
        for change in given["changed"]:
            for side in filter(None, (change["before"], change["now"])):
                side["pages"] = [page["number"] for page in side["pages"]]
            change["changes"] = [{"before": c["here"], "now": c["there"]} for c in change["changes"]]
    return record


def changes_text(changes: Changes) -> str:
    """Returns the changes as text."""
    lines = [f"From {changes.before or 'nothing'} to {changes.now}:"]
    for standing, heading in HEADINGS.items():
        sources = [source for source in changes.sources if source.standing == standing]
        if sources:
            lines += ["", heading, *(line for source in sources for line in _source_lines(source))]
    if not changes.sources:
        lines.append("No changes that a reader would notice.")
    return "\n".join(lines)


def summary(source: SourceChange) -> str:
    """Returns one line on how much of a source changed."""
    if source.standing in {"new", "removed"}:
        return counted(source.passages, "passage")
    counts = [(sum(change.kind == kind for change in source.changed), kind) for kind in
              ("changed", "added", "removed", "moved")]  # fmt: skip
    passages = ", ".join(f"{number} {kind}" for number, kind in counts if number)
    if passages:
        return f"passages: {passages}"
    return "its passages have the same words" if source.standing == "updated" else ""


def facts(source: SourceChange) -> list[str]:
    """Returns the changes to a source's file, details and sections, a line each."""
    found = [f"file: {source.files[0]}, now {source.files[1]}"] if source.renamed else []
    for detail in source.details:
        name = detail.name.replace("_", " ")
        found.append(f"{name}: {detail.before or 'not recorded'}, now {detail.now or 'not recorded'}")
    words = {"new": ("section", ""), "removed": ("", "section")}.get(
        source.standing, ("new section", "removed section")
    )
    for word, paths in zip(words, (source.new_sections, source.removed_sections), strict=True):
        found += [f"{word}: {section_name(path)}" for path in paths]
    return found


def place(wording: Wording) -> str:
    """Returns the section and pages of a passage."""
    return spot(wording.section, wording.pages)


def runs(changes: Iterable[PassageChange]) -> Iterator[list[PassageChange]]:
    """Yields the changes in order, grouping passages that moved together between two sections."""
    for key, run in groupby(changes, key=_move):
        if key is None:
            yield from ([change] for change in run)
        else:
            yield list(run)


def _move(change: PassageChange) -> tuple[str, str] | None:
    if change.kind != "moved" or change.before is None or change.now is None:
        return None
    return place(change.before), place(change.now)


def moved(run: Sequence[PassageChange]) -> str:
    """Returns a line on passages that moved together."""
    words = "1 passage moved, its words" if len(run) == 1 else f"{len(run)} passages moved, their words"
    before, now = _move(run[0]) or ("", "")
    where = f"within {now}" if before == now else f"from {before} to {now}"
    return f"{words} unchanged: {where}"


def pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yields the text in pieces, each with whether it is one of these spans."""
    at = 0
    for start, end in spans:
        if start < end:
            yield text[at:start], False
            yield text[start:end], True
            at = end
    yield text[at:], False


def _source_lines(source: SourceChange) -> Iterator[str]:
    amount = summary(source)
    yield f"  {source.title} ({source.source_id})" + (f": {amount}" if amount else "")
    yield from (f"    {fact}" for fact in facts(source))
    for run in runs(source.changed):
        change = run[0]
        if change.kind == "moved":
            yield f"    {moved(run)}"
            continue
        yield f"    {change.kind}, {place(change.wording)}"
        if change.before:
            spans = [c.here for c in change.changes]
            yield f"      before: {_marked(change.before.text, spans, GONE)}"
        if change.now:
            spans = [c.there for c in change.changes]
            yield f"      now:    {_marked(change.now.text, spans, NEW)}"


def _marked(text: str, spans: Sequence[Span], mark: str) -> str:
    """Returns the text on one line, with these spans marked."""
    found = (mark.format(piece) if differs else piece for piece, differs in pieces(text, spans))
    return " ".join("".join(found).split())
