"""Sources as JSON data for programs."""

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.library.descriptions import amendment, notices, remarks
from assistant.library.holdings import Holding
from assistant.library.links import ResolvedLink
from assistant.library.status import Standing
from index.documents import Document, Source

Record = dict[str, Any]


def source_record(holding: Holding) -> Record:
    """Returns a source as `sources --json` prints it: what it is, whether there is a copy, links both ways.

    links: every link of its document, in order; links_to: the same links in short.
    """
    source, document = holding.source, holding.document
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "scope": source.scope,
        "state": holding.state,
        "reason": holding.reason,
        "registered": source.registered,
        "file": source.file,
        "sha256": document.sha256 if document else None,
        "url": source.url,
        "url_checked": iso(source.url_checked),
        "download": source.download,
        **dates_record(source),
        "found": list(source.found),
        **status_record(source, holding.standing),
        **said_of_itself(document),
        "licence": source.licence,
        "machine_read": document.machine_read_at(0, len(document.text)) if document else None,
        "health": asdict(holding.health) if holding.health else None,
        "links": [_link_record(link) for link in holding.links],
        "links_to": [
            {"text": link.text, "section": list(link.section.path), "to": [s.id for s in link.sources]}
            for link in holding.links
        ],
        "old_citations": [
            {
                "text": cited.text,
                "start": cited.start,
                "end": cited.end,
                "section": list(cited.section.path),
                "pages": [page.number for page in cited.pages],
                "source_id": cited.source.id,
                "year": cited.year,
                "registered": cited.registered,
            }
            for cited in holding.old_citations
        ],
        "linked_from": [
            {"source_id": link.document.source_id, "text": link.text, "section": list(link.section.path)}
            for link in holding.linked_from
        ],
    }


def _link_record(link: ResolvedLink) -> Record:
    return {
        "text": link.text,
        "section": list(link.section.path),
        "pages": [page.number for page in link.pages],
        "start": link.link.start,
        "end": link.link.end,
        "target": link.link.target,
        "to": [source.id for source in link.sources],
        "state": link.state,
    }


def said_of_itself(document: Document | None) -> Record:
    """Returns slices of the document about its own status.

    Separate parts of the amendment are joined by an empty line.
    """
    return {
        "amendment": amendment(document) if document else None,
        "notices": list(notices(document)) if document else [],
    }


def status_record(source: Source, standing: Standing) -> Record:
    """Returns what the register says, and the source's status today; remarks: the same in words."""
    return {
        "status": source.status,
        "superseded_by": source.superseded_by,
        "standing": standing.state,
        "remarks": list(remarks(standing)),
    }


def dates_record(source: Source) -> Record:
    """Returns the dates of a source in ISO form, or None where one is not known."""
    return {key: iso(getattr(source, key)) for key in ("published", "in_force", "review_by")}


def iso(day: date | None) -> str | None:
    """Returns a date in ISO form, as 2026-11-23."""
    return None if day is None else day.isoformat()
