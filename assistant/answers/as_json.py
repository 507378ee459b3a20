"""Answers as JSON data, for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from assistant.answers.answer import Answer
from assistant.answers.citation import deep_link
from assistant.answers.differences import Difference, differences
from assistant.answers.pointers import Pointer
from assistant.answers.quote import Place, Quote
from assistant.library.as_json import Record, dates_record, iso, said_of_itself, status_record
from assistant.questions.personal_details import details_of


def answer_record(answer: Answer, question_id: object = None) -> Record:
    """Returns an answer as `ask --json` prints it. Missing facts are null or empty."""
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
            **dates_record(source),
            **status_record(source, place.standing),
            **said_of_itself(place.document),
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
        "url_checked": iso(source.url_checked),
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


def _place_record(place: Place) -> Record:
    return {
        "source_id": place.source.id,
        "sha256": place.document.sha256,
        "section": list(place.section.path),
        "pages": [page.number for page in place.pages],
        "start": place.start,
        "end": place.end,
    }
