"""The changes between two builds as a self-contained web page, to open, print or send."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain

from index.documents import Span
from index.read_corpus import Unreadable
from publishing.changes.as_text import HEADINGS, facts, moved, pieces, place, runs, summary
from publishing.changes.changes import Changes, SourceChange
from publishing.changes.rewording import PassageChange, Wording
from publishing.export.web_page import standalone_page
from publishing.gates.gates import Gate
from publishing.readings.as_page import STYLE as READING_STYLE
from publishing.readings.as_page import readings_body
from publishing.readings.readings import DocumentReading

STYLE = """
body { font: 1.05rem/1.5 sans-serif; color: #0b0c0c; background: #fff; max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 2px solid #0b0c0c; }
h3 { margin-bottom: 0.25rem; }
dt { font-weight: bold; margin-top: 0.5rem; }
dd { margin-left: 1.25rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0.75rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.25rem 0; }
th, td { border: 1px solid #505a5f; padding: 0.5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-line; }
del { background: #fbe3e0; text-decoration: line-through; }
ins { background: #dcefe2; text-decoration: underline; font-weight: bold; }
@media print { body { margin: 0; max-width: none; } table { break-inside: avoid; }
  h3 { break-after: avoid; } }
"""
KINDS = {"changed": "Changed", "added": "Added", "removed": "Removed"}


def changes_page(
    changes: Changes,
    gates: Sequence[Gate] = (),
    readings: Sequence[DocumentReading] = (),
    unreadable: Sequence[Unreadable] = (),
) -> str:
    """Returns the whole page, which loads nothing from outside.

    gates: closed or overridden ones. readings: how documents that are not yet published were read.
    unreadable: the documents of the corpus that could not be read.
    """
    title = "What changed in the guidance"
    now = escape(changes.now)
    builds = (
        f"From build {escape(changes.before)} to build {now}"
        if changes.before
        else f"Build {now} is the first"
    )
    marks = "Words struck through were removed; underlined words are new."
    head = f"<h1>{escape(title)}</h1><p>{builds}. {marks}</p>"
    body = [head, *map(_gate, gates), *_not_read(unreadable), changes_body(changes)]
    if not readings:
        return standalone_page(title, STYLE, "\n".join(body))
    body.append(readings_body(readings))
    return standalone_page(title, STYLE + READING_STYLE, "\n".join(body), pictures=True)


def changes_body(changes: Changes, level: int = 2) -> str:
    """Returns the changes as part of a page. level: of its headings, from 1."""
    if not changes.sources:
        return "<p>No changes that a reader would notice.</p>"
    parts = (_part(changes, standing, heading, level) for standing, heading in HEADINGS.items())
    return "\n".join(chain.from_iterable(parts))


def _gate(gate: Gate) -> str:
    """Returns a gate with its findings, as HTML."""
    findings = "".join(
        f"<dt>{escape(finding.subject)}</dt><dd>{escape(finding.what)}</dd>"
        + (f"<dd>Before: {escape(finding.before)}</dd>" if finding.before else "")
        + (f"<dd>Now: {escape(finding.now)}</dd>" if finding.now else "")
        for finding in gate.findings
    )
    state = "Accepted" if gate.accepted else "Not published"
    return f"<h2>{state}: {escape(gate.reason)} (gate {gate.name})</h2><dl>{findings}</dl>"


def _not_read(unreadable: Sequence[Unreadable]) -> Iterator[str]:
    """Yields the files that could not be read, each with its reason, if there are any."""
    if unreadable:
        files = (f"<dt>{escape(one.file)}</dt><dd>{escape(one.reason)}</dd>" for one in unreadable)
        yield f"<h2>Not read, so not quoted</h2><dl>{''.join(files)}</dl>"


def _part(changes: Changes, standing: str, heading: str, level: int) -> Iterator[str]:
    sources = [source for source in changes.sources if source.standing == standing]
    if sources:
        yield f"<h{level}>{escape(heading)}</h{level}>"
    for source in sources:
        yield f"<h{level + 1}>{escape(source.title)}</h{level + 1}>"
        yield from _source(source)


def _source(source: SourceChange) -> Iterator[str]:
    yield f"<p>{escape(', '.join(filter(None, [source.source_id, summary(source)])))}</p>"
    if lines := facts(source):
        yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
    for run in runs(source.changed):
        yield f"<p>{escape(moved(run))}.</p>" if run[0].kind == "moved" else _table(run[0])


def _table(change: PassageChange) -> str:
    where = escape(f"{KINDS[change.kind]}: {place(change.wording)}")
    before = _cell(change.before, [c.here for c in change.changes], "del")
    now = _cell(change.now, [c.there for c in change.changes], "ins")
    return (
        f"<table><caption>{where}</caption>"
        '<thead><tr><th scope="col">Before</th><th scope="col">Now</th></tr></thead>'
        f"<tbody><tr><td>{before}</td><td>{now}</td></tr></tbody></table>"
    )


def _cell(wording: Wording | None, spans: Sequence[Span], mark: str) -> str:
    if wording is None:
        return "–"
    return "".join(
        f"<{mark}>{escape(piece)}</{mark}>" if differs else escape(piece)
        for piece, differs in pieces(wording.text, spans)
    )
