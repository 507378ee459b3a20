"""Reports for maintainers as HTML: document health, gates, changes, and the record of publications."""

from collections.abc import Iterable, Sequence
from html import escape

from assistant.library.as_text import health_line
from index.read_corpus import Health, Unreadable
from ingest.corpus.register import DOCUMENTS
from publishing.builds.history import Entry
from publishing.changes.as_page import changes_body
from publishing.changes.changes import Changes
from publishing.editing.drafts import Draft
from publishing.export.spreadsheet import spreadsheet
from publishing.gates.gates import Gate
from views.elements.tables import table

COLUMNS = ("When (UTC)", "What", "Who", "Approved by", "Why", "Gates overridden", "Documents", "Build")


def report(body: str) -> str:
    """Wraps HTML in the style of the reports."""
    return f'<div class="report">{body}</div>'


def told(message: str, lead: str = "Not done:") -> str:
    """Returns an error message as HTML. Escapes it, since its words may come from elsewhere."""
    return report(f'<p class="told" role="alert"><strong>{lead}</strong> {escape(message)}</p>')


def draft_list(draft: Draft) -> str:
    """Returns the documents that a draft adds or replaces."""
    lines = (
        f"<li>{escape(change.title)}: {'new' if change.new else 'another edition'}, as {escape(change.file)} "
        f"({change.size:,} bytes), uploaded by {escape(change.who)} at {escape(when(change.at))}</li>"
        for change in draft.changes
    )
    return report(f"<ul>{''.join(lines)}</ul>")


def health_list(
    health: Iterable[Health], draft: Draft, warnings: Sequence[str], unreadable: Sequence[Unreadable] = ()
) -> str:
    """Returns how the documents of a draft were read, and the warnings about the corpus.

    Warnings about single documents are folded away, because a library has hundreds; those about the draft's
    are in its own lines. unreadable: the files of the corpus that could not be read.
    """
    files = {change.file for change in draft.changes}
    ours = [entry for entry in health if entry.file in files]
    told = {f"{entry.file}: {oddity}" for entry in ours for oddity in entry.oddities}
    others = [warning for warning in warnings if warning not in told]
    folded = [warning for warning in others if warning.startswith(f"{DOCUMENTS}/")]
    return report(
        _items(f"{entry.file}: {health_line(entry)}" for entry in ours)
        + _items((f"{one.file}: {one.reason}" for one in unreadable), "<p>Not read, so not quoted:</p>")
        + _items((warning for warning in others if warning not in folded), "<p>Notes:</p>")
        + _items(folded, f"<summary>Notes on single documents: {len(folded)}</summary>", "details")
    )


def _items(lines: Iterable[str], lead: str = "", around: str = "div") -> str:
    """Returns a list below a lead, within an element; nothing if the list is empty. lead: HTML."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<{around}>{lead}<ul>{items}</ul></{around}>" if items else ""


def gates_list(gates: Sequence[Gate]) -> str:
    """Returns the closed gates, with all their findings."""
    if not gates:
        return report("<p>No gate is closed.</p>")
    parts = []
    for gate in gates:
        findings = "".join(
            f"<li>{escape(finding.subject)}: {escape(finding.what)}"
            + (f"<br>Before: {escape(finding.before)}" if finding.before else "")
            + (f"<br>Now: {escape(finding.now)}" if finding.now else "")
            + "</li>"
            for finding in gate.findings
        )
        parts.append(f"<h3>Closed: {escape(gate.reason)} (gate {gate.name})</h3><ul>{findings}</ul>")
    return report("".join(parts))


def changes_list(changes: Changes | None) -> str:
    """Returns the changes that a reader could notice, with old and new words."""
    if changes is None:
        return report("<p>This is the first build, so everything is new.</p>")
    key = "<p>Struck-through words are gone. Underlined words are new.</p>" if changes.sources else ""
    return report(f'{key}<div class="changes">{changes_body(changes, 3)}</div>')


def audit_rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Returns the rows of the record, newest first, in the order of COLUMNS."""
    return [
        (
            one.at,
            one.kind,
            one.who,
            one.approved_by or "",
            one.why or "",
            "; ".join(f"{gate.gate} ({', '.join(gate.subjects)})" for gate in one.accepted),
            "; ".join(f"{change.state}: {change.source_id}" for change in one.documents),
            one.build + (" (current)" if entry.current else ""),
        )
        for entry in entries
        for one in (entry.publication,)
    ]


def audit_table(entries: Iterable[Entry]) -> str:
    """Returns the record as a table that scrolls sideways."""
    rows = ((escape(when(at)), *(escape(cell) or "–" for cell in rest)) for at, *rest in audit_rows(entries))
    return f'<div class="wide">{table("What was published, the newest first", COLUMNS, rows)}</div>'


def audit_csv(entries: Iterable[Entry]) -> bytes:
    """Returns the record as CSV."""
    return spreadsheet(COLUMNS, audit_rows(entries))


def when(at: str) -> str:
    """Formats a time of the history for people."""
    return at.replace("T", " ").removesuffix("+00:00")
