"""The sections on a topic in plain text, as the command line prints them."""

from collections.abc import Sequence

from assistant.library.as_text import spot
from assistant.library.descriptions import counted, remarked
from assistant.topics.search import DocumentFound

NO_SECTION = "No section covers this."


def where_text(found: Sequence[DocumentFound]) -> str:
    """Returns each document with its sections on the topic, their pages and numbers of passages."""
    if not found:
        return NO_SECTION
    lines = []
    for entry in found:
        lines.append(remarked(entry.source.title, entry.standing))
        for part in entry.sections:
            pages = entry.document.pages_of(part.section.start, part.section.end)
            lines.append(f"  {spot(part.section.path, pages)}, {counted(part.passages, 'passage')}")
    return "\n".join(lines)
