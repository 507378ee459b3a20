"""The sections on a topic as JSON data for programs."""

from assistant.library.as_json import Record
from assistant.topics.search import DocumentFound


def where_record(topic: str, found: tuple[DocumentFound, ...], build: str) -> Record:
    """Returns the sections on a topic as `where --json` prints them."""
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
