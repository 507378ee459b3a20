"""What an ingestion did, for programs and for people."""

from dataclasses import asdict
from typing import Any

from assistant.plain import health_line
from publishing.change_report import changes_record, changes_text
from publishing.publication import IngestReport


def report_record(report: IngestReport, seconds: float) -> dict[str, Any]:
    """The report as `ingest --json` gives it."""
    documents = asdict(report.documents)
    documents["unreadable"] = [{"file": u.file, "reason": u.reason} for u in report.documents.unreadable]
    return {
        "build": report.build,
        "published": report.published,
        "seconds": round(seconds, 3),
        "documents": documents,
        "passages": asdict(report.passages),
        "gates": list(report.gates),
        "warnings": list(report.warnings),
        "health": [asdict(health) for health in report.health],
        "changes": changes_record(report.changes) if report.changes else None,
    }


def report_text(report: IngestReport, seconds: float, *, dry_run: bool) -> str:
    """The report in a line, and one for each document."""
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
        state = f"Nothing written; it would be build {report.build}"
    else:
        state = f"Nothing changed; build {report.build} stays"
    passages = f"{report.passages.added} embedded, {report.passages.kept} kept"
    lines = [f"  {health.file}: {health_line(health)}" for health in report.health]
    parts = [f"{state}: documents: {counts}; passages: {passages}.", *lines]
    if report.changes and report.changes.before and report.changes.sources:
        parts += ["", changes_text(report.changes)]
    return "\n".join(parts)
