"""The list of all documents that we know of, those that can be read first."""

from collections.abc import Collection, Mapping
from datetime import date
from html import escape

from assistant.library.descriptions import counted, dates
from assistant.library.status import Standing, standings
from index.documents import Document, Source
from index.storage.passage_index import PassageIndex
from views.elements.markup import holds, source_link
from views.elements.permalinks import document_address
from views.elements.tables import table

COLUMNS = ("Document", "Publisher", "Dates and status", "State", "Sections")
NO_COPY, NOT_READ = "no copy here", "our copy cannot be read"
NONE_FOUND = "No document has these words in its title."


def document_list(
    index: PassageIndex,
    held: Mapping[str, Document],
    words: str = "",
    hidden: Collection[str] = (),
    today: date | None = None,
) -> str:
    """Returns a table of the documents, those that can be read first. words: that their titles must hold.

    hidden: ids of sources that are not named.
    """
    standing = standings(index.sources, today or date.today())
    sources = [
        source for source in index.corpus.sources if source.id not in hidden and holds(source.title, words)
    ]
    unreadable = {entry.source_id for entry in index.corpus.unreadable}
    rows = [
        _row(
            source, held.get(source.id), standing[source.id], NOT_READ if source.id in unreadable else NO_COPY
        )
        for source in sources
    ]
    rows.sort(key=lambda row: row[-1] == "")
    if not rows:
        return f"<p>{NONE_FOUND}</p>"
    return f'<div class="documents">{table(counted(len(rows), "document"), COLUMNS, rows)}</div>'


def _row(source: Source, document: Document | None, standing: Standing, lacking: str) -> tuple[str, ...]:
    """Returns the cells of a source. lacking: its state if it has no document."""
    publisher, told = escape(source.publisher or ""), escape(dates(source, standing))
    if document:
        name = f'<a href="{escape(document_address(source.id))}" target="_self">{escape(source.title)}</a>'
        return name, publisher, told, "can be read here", str(len(document.sections))
    return source_link(source), publisher, told, f'<span class="gap">{lacking}</span>', ""
