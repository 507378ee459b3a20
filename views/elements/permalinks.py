"""Shareable addresses within Signpost. They name sources, sections and passages, never a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from index.documents import Document, Passage, Section

READ, WHERE = "read", "where"
# Digits. No document has that many sections, so a longer number is ignored.
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for, unchecked: anyone may have typed it, and none of it need exist."""

    source_id: str | None = None
    section: int | None = None
    passage_id: str | None = None


def document_address(source_id: str) -> str:
    """Returns the address of a document's contents."""
    return _address(READ, source=source_id)


def section_address(source_id: str, number: int) -> str:
    """Returns the address of a section, by its number in the document, from 1."""
    return _address(READ, source=source_id, section=str(number))


def address_of(document: Document, section: Section) -> str:
    """Returns the address of a section of a document."""
    return section_address(document.source_id, document.sections.index(section) + 1)


def passage_address(passage: Passage) -> str:
    """Returns the address of a passage. It also names the document, in case the passage goes one day."""
    return _address(READ, source=passage.source_id, passage=passage.id)


def topic_address(topic: str, source_id: str | None = None) -> str:
    """Returns the address of the sections on a topic from the documents or the glossary.

    source_id: the one document to look in; None: all.

    Never call this with a topic that a person typed.
    """
    within = {} if source_id is None else {"source": source_id}
    return _address(WHERE, topic=topic, **within)


def wanted(parameters: Mapping[str, str]) -> Wanted:
    """Returns what an address of the page Read asks for, without parts that make no sense."""
    number = parameters.get("section", "")
    return Wanted(
        parameters.get("source") or None,
        int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else None,
        parameters.get("passage") or None,
    )


def _address(page: str, **parameters: str) -> str:
    return f"{page}?{urlencode(parameters)}"
