"""The report of an ingestion as JSON and as text."""

from dataclasses import asdict
from typing import Any

from assistant.library.as_text import health_line
from assistant.library.descriptions import counted
from publishing.builds.ingestion import IngestReport
from publishing.changes.as_text import changes_record, changes_text
from publishing.gates.gates import Gate


def report_record(report: IngestReport, seconds: float) -> dict[str, Any]:
    """Returns the report as `ingest --json` prints it."""
    documents = asdict(report.documents)
    documents["unreadable"] = [{"file": u.file, "reason": u.reason} for u in report.documents.unreadable]
    return {
        "build": report.build,
        "published": report.published,
        "seconds": round(seconds, 3),
        "documents": documents,
        "passages": asdict(report.passages),
        "gates": [
            {
                "name": gate.name,
                "reason": gate.reason,
                "accepted": gate.accepted,
                "findings": [asdict(finding) for finding in gate.findings],
            }
            for gate in report.gates
        ],
        "warnings": list(report.warnings),
        "health": [asdict(health) for health in report.health],
        "changes": changes_record(report.changes) if report.changes else None,
        "forgotten": report.forgotten,
    }


def report_text(report: IngestReport, seconds: float, *, dry_run: bool) -> str:
    """Returns the report as text: a summary, a line for each document, gates and changes."""
    changes = report.documents
    counts = ", ".join(
        f"{len(ids)} {name}"
        for name, ids in (
            ("added", changes.added),
            ("updated", changes.updated),
            ("unchanged", changes.unchanged),
            ("removed", changes.removed),
            ("unreadable", changes.unreadable),
        )
        if ids
    )
    if report.published:
        state = f"Published build {report.build} in {seconds:.1f} s"
    elif dry_run:
        state = f"Nothing written; the new build would be {report.build}"
    elif report.refused:
        state = f"Nothing published; the new build would be {report.build}"
    else:
        state = f"Nothing changed; build {report.build} stays current"
    passages = f"{report.passages.added} embedded, {report.passages.kept} kept"
    lines = [f"  {health.file}: {health_line(health)}" for health in report.health]
    if report.forgotten:
        passages = f"{passages}. Searched for {counted(report.forgotten, 'removed passage')}: none is quoted"
    parts = [f"{state}. Documents: {counts}. Passages: {passages}.", *lines]
    parts += [line for gate in report.gates for line in _gate_lines(gate)]
    if report.changes and report.changes.before and report.changes.sources:
        parts += ["", changes_text(report.changes)]
    return "\n".join(parts)


def refusal(report: IngestReport) -> str:
    """Returns why nothing was published, and how to override that."""
    gates = " and ".join(f"{gate.name} ({gate.reason})" for gate in report.refused)
    accept = " ".join(f"--accept {gate.name}" for gate in report.refused)
    return (
        f"nothing was published because of a closed gate: {gates}. Fix this, or, if you intend it, run "
        f"`signpost ingest {accept} --why REASON`"
    )


def _gate_lines(gate: Gate) -> list[str]:
    lines = [f"  gate {gate.name} is {'overridden' if gate.accepted else 'closed'}: {gate.reason}"]
    for finding in gate.findings:
        lines.append(f"    {finding.subject}: {finding.what}")
        lines += [f"      before: {finding.before}"] if finding.before else []
        lines += [f"      now:    {finding.now}"] if finding.now else []
    return lines
