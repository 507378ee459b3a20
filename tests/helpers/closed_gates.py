"""A made-up corpus before publication: its files, its questions, and the gates that are closed."""

import json
from pathlib import Path

from publishing.builds.ingestion import IngestReport

LENDING = "documents/lending-rules.md"
SIX = "A reader may borrow six books at a time."


def ask_before_publishing(corpus: Path, *questions: dict[str, object]) -> None:
    lines = [json.dumps(question) + "\n" for question in questions]
    (corpus / "questions.jsonl").write_text("".join(lines), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def found(report: IngestReport) -> dict[str, list[str]]:
    """Returns for each closed gate what it was closed for."""
    return {gate.name: [finding.subject for finding in gate.findings] for gate in report.gates}
