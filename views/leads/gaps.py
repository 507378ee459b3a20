"""The documents that a document links to, and the gaps: counts, a table and CSV."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from assistant.library.as_text import UNHEADED, link_place
from assistant.library.descriptions import address_state, counted, pages_name, section_name
from assistant.library.gaps import GAPS, GapCount, MapEntry, counted_gaps, link_map
from assistant.library.links import links_of, links_to_documents
from index.documents import Document
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from ingest.corpus.unreached import read_unreached, silences
from publishing.export.spreadsheet import spreadsheet
from views.elements.document_names import names_of
from views.elements.faults import fault
from views.elements.markup import source_link
from views.elements.permalinks import address_of
from views.elements.tables import table

HEADING = "Linked documents"
CHOICE = "Show links in"
NO_LINKS = "None of our documents links to another."
NO_GAPS = "The register shows nothing missing or out of date."
COLUMNS = ("Link", "State and gaps", "Leads to", "Found in")
CSV_COLUMNS = (
    "document", "section", "pages", "link", "its address", "means", "source", "state", "gaps",
    "address of the source", "address checked", "build",
)  # fmt: skip


def render(settings: Settings, index: PassageIndex) -> None:
    """Shows the links of one document: the one chosen, at first the first that links to others."""
    st.html(f'<h2 class="lead">{HEADING}</h2>')
    linking = [source_id for source_id, document in index.documents.items() if _links(index, document)]
    if not linking:
        st.markdown(NO_LINKS)
        return
    try:
        silent = silences(index.corpus.sources, read_unreached(settings.corpus))
    except SignpostError as error:
        fault("The links could not be checked. This is a fault.", error)
        return
    chosen = linking[0]
    if len(linking) > 1:
        names = names_of(index.sources[source_id] for source_id in linking)
        chosen = st.selectbox(CHOICE, linking, format_func=names.__getitem__)
    entries = link_map(index, index.documents[chosen], silent, date.today())
    st.html(gaps_html(index, index.documents[chosen], entries))
    st.download_button(
        "Save these links as CSV", gaps_csv(index, entries), "links.csv", "text/csv", on_click="ignore"
    )


def gaps_html(index: PassageIndex, document: Document, entries: Sequence[MapEntry]) -> str:
    """Returns the counts, then a row for each link and each source that it leads to."""
    title = index.sources[document.source_id].title
    counts = "".join(f"<li>{_count_line(count)}</li>" for count in counted_gaps(entries))
    links = counted(len(links_to_documents(links_of(index, document))), "link")
    total = f"<p>{escape(title)}: {links} to other documents.</p>"
    summary = f"<ul>{counts}</ul>" if counts else f"<p>{NO_GAPS}</p>"
    rows = (_row(document, entry) for entry in entries)
    return f'<div class="gaps">{total}{summary}{table(f"Links in “{title}”", COLUMNS, rows)}</div>'


def gaps_csv(index: PassageIndex, entries: Sequence[MapEntry]) -> bytes:
    """Returns the same table as CSV."""
    return spreadsheet(
        CSV_COLUMNS,
        (
            (
                index.sources[entry.link.document.source_id].title,
                section_name(entry.link.section.path) or UNHEADED,
                pages_name(entry.link.pages),
                entry.link.text,
                entry.link.link.target,
                entry.source.title if entry.source else None,
                entry.source.id if entry.source else None,
                entry.state,
                " ".join(gap.words for gap in entry.gaps),
                entry.source.url if entry.source else None,
                entry.source.url_checked if entry.source else None,
                index.meta.build,
            )
            for entry in entries
        ),
    )


def _count_line(count: GapCount) -> str:
    sources = [counted(count.sources, "source")] if count.sources else []
    return f"{GAPS[count.kind]}: {', '.join([counted(count.links, 'link'), *sources])}"


def _links(index: PassageIndex, document: Document) -> bool:
    return bool(links_to_documents(links_of(index, document)))


def _row(document: Document, entry: MapEntry) -> tuple[str, ...]:
    link, source = entry.link, entry.source
    place = f'<a href="{escape(address_of(document, link.section))}">{escape(link_place(link))}</a>'
    means = "not known"
    if source:
        named = source_link(source)
        means = f"{named} ({escape(address_state(source))})"
    # If there is no copy, the first gap says so.
    ours = ["We have a copy."] if entry.state == "held" else []
    first, *rest = [*ours, *(gap.words for gap in entry.gaps)]
    state = f"<p><strong>{escape(first)}</strong></p>{''.join(f'<p>{escape(words)}</p>' for words in rest)}"
    return f"“{escape(link.text)}”", state, means, place
