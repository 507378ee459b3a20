"""Addresses within the product, to be shared: they name sources, sections and passages, never a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from index.documents import Document, Passage, Section

READ, WHERE = "read", "where"
# No document has more sections; a longer number is none.
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for, as anybody may have written it: nothing of it is known to exist."""

    source_id: str | None = None
    section: int | None = None
    passage_id: str | None = None


def document_address(source_id: str) -> str:
    """A document's contents."""
    return _address(READ, source=source_id)


def section_address(source_id: str, number: int) -> str:
    """A section, by its number in its document, from 1."""
    return _address(READ, source=source_id, section=str(number))


def address_of(document: Document, section: Section) -> str:
    """A section of a document."""
    return section_address(document.source_id, document.sections.index(section) + 1)


def passage_address(passage: Passage) -> str:
    """A passage in its section. Its document is named too, for a day on which the passage is not there."""
    return _address(READ, source=passage.source_id, passage=passage.id)


def topic_address(topic: str, source_id: str) -> str:
    """The sections of a document that speak to a topic of the documents or the glossary.

    A topic that a person typed is never to be given one.
    """
    return _address(WHERE, topic=topic, source=source_id)


def wanted(parameters: Mapping[str, str]) -> Wanted:
    """What an address of the page Read asks for; what cannot be meant is left out."""
    number = parameters.get("section", "")
    return Wanted(
        parameters.get("source") or None,
        int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else None,
        parameters.get("passage") or None,
    )


def _address(page: str, **parameters: str) -> str:
    return f"{page}?{urlencode(parameters)}"
