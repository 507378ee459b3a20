"""Lists every passage of a build, as JSON data and as text."""

from collections.abc import Collection, Iterator
from typing import Any

from assistant.library.descriptions import pages_name, section_name
from index.documents import Passage
from index.storage.passage_index import PassageIndex


def passages_of(index: PassageIndex, sources: Collection[str] = ()) -> Iterator[Passage]:
    """Returns the passages of these sources, or of all, in the order of the build.

    Raises UnknownSource, before the first passage, if an id has no document in the index.
    """
    index.require(sources)
    return (passage for passage in index.passages if not sources or passage.source_id in sources)


def passage_record(index: PassageIndex, passage: Passage) -> dict[str, Any]:
    """Returns a passage as `passages --json` prints it. Offsets count characters, end exclusive."""
    document = index.documents[passage.source_id]
    pages = document.pages_of(passage.start, passage.end)
    return {
        "id": passage.id,
        "source_id": passage.source_id,
        "file": document.file,
        "title": index.sources[passage.source_id].title,
        "section": list(document.section_at(passage.start).path),
        "pages": [page.number for page in pages],
        "page_labels": [page.label for page in pages if page.label is not None],
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
        "context": [document.text[start:end] for start, end in passage.context],
        "text": document.text[passage.start : passage.end],
    }


def passage_text(index: PassageIndex, passage: Passage) -> str:
    """Returns a passage in words: its place, what introduces it, and its own words."""
    document = index.documents[passage.source_id]
    path = document.section_at(passage.start).path
    pages = document.pages_of(passage.start, passage.end)
    facts = [index.sources[passage.source_id].title, section_name(path), pages_name(pages), passage.kind]
    context = [document.text[start:end] for start, end in passage.context]
    return "\n".join(
        [
            f"{passage.id}: {', '.join(filter(None, facts))}",
            *(f"  introduced by: “{words}”" for words in context if words not in path),
            f"  “{document.text[passage.start : passage.end]}”",
        ]
    )
