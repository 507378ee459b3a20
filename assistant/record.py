"""Answers and sources as plain data: the JSON that programs rely on."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.citation import amendment, deep_link, notices, remarks
from assistant.differences import Difference, differences
from assistant.holdings import Holding
from assistant.identifying import details_of
from assistant.links import ResolvedLink
from assistant.onward import Pointer
from assistant.quotes import Place, Quote
from assistant.standing import Standing
from assistant.whereabouts import DocumentFound
from index.model import Document, Source

Record = dict[str, Any]


def answer_record(answer: Answer, question_id: object = None) -> Record:
    """An answer as `ask --json` gives it. Missing facts are null or empty."""
    return {
        "id": question_id,
        "question": answer.question.asked,
        "searched": answer.question.searched,
        "also_searched": [
            {"term": e.term, "expansion": e.expansion, "related": e.related}
            for e in answer.question.also_searched
        ],
        "outcome": answer.outcome,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "threshold": answer.threshold,
        "related_threshold": answer.related_threshold,
        "reason": asdict(answer.reason) if answer.reason else None,
        "points_to": [_pointer_record(pointer) for pointer in answer.points_to],
        "warnings": [
            {"kind": d.kind, "message": d.message, "start": d.start, "end": d.end}
            for d in details_of(answer.question.asked)
        ],
        "quotes": [
            _quote_record(quote, different)
            for quote, different in zip(answer.quotes, differences(answer.quotes), strict=True)
        ],
        "more": answer.more,
        "nearest": [
            {"source_id": h.source.id, "section": list(h.section.path), "standing": h.standing.state}
            for h in answer.nearest
        ],
        "build": answer.build,
    }


def source_record(holding: Holding) -> Record:
    """A source as `sources --json` gives it: what it is, whether it is held, its links both ways.

    links: every link of its document, in order; links_to says in short what the same links mean.
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
        "url_checked": _iso(source.url_checked),
        "download": source.download,
        **_dates(source),
        "found": list(source.found),
        **_status(source, holding.standing),
        **_said_of_itself(document),
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


def where_record(topic: str, found: tuple[DocumentFound, ...], build: str) -> Record:
    """The sections that speak to a topic as `where --json` gives them."""
    return {
        "topic": topic,
        "documents": [
            {
                "source_id": entry.source.id,
                "title": entry.source.title,
                "standing": entry.standing.state,
                "sections": [
                    {
                        "section": list(part.section.path),
                        "pages": [
                            p.number for p in entry.document.pages_of(part.section.start, part.section.end)
                        ],
                        "passages": part.passages,
                        "start": part.section.start,
                        "end": part.section.end,
                    }
                    for part in entry.sections
                ],
            }
            for entry in found
        ],
        "build": build,
    }


def _quote_record(quote: Quote, different: Sequence[Difference]) -> Record:
    place, source = quote.place, quote.place.source
    return {
        "text": quote.text,
        "highlights": [list(span) for span in quote.highlights],
        "score": round(quote.score, 4),
        "context": list(quote.context_texts),
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "scope": source.scope,
            "file": place.document.file,
            "sha256": place.document.sha256,
            **_dates(source),
            **_status(source, place.standing),
            **_said_of_itself(place.document),
            "machine_read": place.document.machine_read_at(place.start, place.end),
        },
        "section": list(place.section.path),
        "pages": [page.number for page in place.pages],
        "page_labels": [page.label for page in place.pages if page.label is not None],
        "start": place.start,
        "end": place.end,
        "link": deep_link(place),
        "also_in": [_place_record(other) for other in quote.also_in],
        "differs": [
            {
                "quote": difference.other,
                "changes": [{"here": list(c.here), "there": list(c.there)} for c in difference.changes],
            }
            for difference in different
        ],
    }


def _pointer_record(pointer: Pointer) -> Record:
    source, link = pointer.source, pointer.because
    return {
        "source_id": source.id,
        "title": source.title,
        "url": source.url,
        "url_checked": _iso(source.url_checked),
        "held": pointer.held,
        "because": None
        if link is None
        else {
            "source_id": link.document.source_id,
            "start": link.link.start,
            "end": link.link.end,
            "text": link.text,
        },
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


def _place_record(place: Place) -> Record:
    return {
        "source_id": place.source.id,
        "sha256": place.document.sha256,
        "section": list(place.section.path),
        "pages": [page.number for page in place.pages],
        "start": place.start,
        "end": place.end,
    }


def _said_of_itself(document: Document | None) -> Record:
    """Slices of the document; parts of the amendment that stand apart are joined by an empty line."""
    return {
        "amendment": amendment(document) if document else None,
        "notices": list(notices(document)) if document else [],
    }


def _status(source: Source, standing: Standing) -> Record:
    """What the register says, and how the source stands today; remarks: that in words."""
    return {
        "status": source.status,
        "superseded_by": source.superseded_by,
        "standing": standing.state,
        "remarks": list(remarks(standing)),
    }


def _dates(source: Source) -> Record:
    return {key: _iso(getattr(source, key)) for key in ("published", "in_force", "review_by")}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
