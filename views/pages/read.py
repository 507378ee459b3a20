"""The page Read: the list of documents, and each document section by section beside its contents."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from textwrap import shorten

import streamlit as st

from assistant.library.as_text import UNHEADED
from assistant.library.contents import Entry, Part, contents, parts_of
from assistant.library.descriptions import counted, dates, pages_name, section_name
from assistant.library.links import ResolvedLink, links_of, links_within
from assistant.library.status import Standing, standings
from index.documents import Document, Passage, Source
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from views.current_build import current_index, withdrawn, withdrawn_sources
from views.elements.faults import fault
from views.elements.markup import outside_link
from views.elements.passage_blocks import part_block
from views.elements.permalinks import Wanted, document_address, passage_address, section_address, wanted
from views.elements.source_details import particulars
from views.elements.struck_words import struck_beside, struck_block
from views.elements.tables import table

TITLE = "Read the guidance"
FILTER = "Find a document by its title"
FIND = "Find in this document"
COLUMNS = ("Document", "Publisher", "Dates and status", "State", "Sections")
NONE_FOUND = "No document has these words in its title."
# So many passages are listed; so many letters of each.
MOST_FOUND, LONGEST_LINE = 50, 160
NO_DOCUMENT = (
    "We do not have a copy of the document that this link leads to. It may have been removed. The page "
    "Sources lists every document that we know of."
)
NO_PASSAGE = (
    "The passage that this link leads to is no longer in the guidance. Its document was changed or removed "
    "after the link was made."
)
NO_SECTION = "This document has no section with this number. Choose one from the contents."
CUE = "The passage this link leads to:"
DEEPEST = 6


def render(settings: Settings) -> None:
    """Shows the document that the address names, or the list of all documents."""
    try:
        index, gone = current_index(settings), withdrawn(settings)
    except SignpostError as error:
        st.title(TITLE, anchor=False)
        fault("The documents could not be read. This is a fault.", error)
        return
    held = {
        source_id: document for source_id, document in index.documents.items() if document.sha256 not in gone
    }
    asked = wanted(st.query_params.to_dict())
    asked, notice = found_in(index, held, asked)
    if not asked.source_id:
        st.title(TITLE, anchor=False)
    if notice:
        st.warning(notice)
    if asked.source_id:
        document = held[asked.source_id]
        if len(held) > 1:
            st.html('<p><a href="read" target="_self">All documents</a></p>')
        words = st.text_input(FIND, max_chars=100, autocomplete="off", key=f"find-{asked.source_id}")
        if words.strip():
            st.html(found_list(index, document, words))
        st.html(document_page(index, document, asked))
        return
    words = st.text_input(FILTER, max_chars=100, autocomplete="off")
    hidden = withdrawn_sources(settings) - held.keys()
    st.html(document_list(index, held, words, hidden))


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
    terms = words.casefold().split()
    sources = [
        source
        for source in index.corpus.sources
        if source.id not in hidden and all(term in source.title.casefold() for term in terms)
    ]
    rows = [_row(source, held.get(source.id), standing[source.id]) for source in sources]
    rows.sort(key=lambda row: row[-1] == "")
    if not rows:
        return f"<p>{NONE_FOUND}</p>"
    return f'<div class="documents">{table(counted(len(rows), "document"), COLUMNS, rows)}</div>'


def _row(source: Source, document: Document | None, standing: Standing) -> tuple[str, ...]:
    publisher, told = escape(source.publisher or ""), escape(dates(source, standing))
    if document:
        name = f'<a href="{escape(document_address(source.id))}" target="_self">{escape(source.title)}</a>'
        return name, publisher, told, "can be read here", str(len(document.sections))
    name = outside_link(source.url, source.title) if source.url else escape(source.title)
    return name, publisher, told, '<span class="gap">no copy here</span>', ""


def found_list(index: PassageIndex, document: Document, words: str) -> str:
    """Returns the passages that hold all of these words, in any case, each as a link to where it stands."""
    terms = words.casefold().split()
    passages = [index.passages[row] for row in index.passages_by_source[document.source_id]]
    found = [
        (passage, text)
        for passage in passages
        for text in (" ".join(document.text[passage.start : passage.end].split()),)
        if all(term in text.casefold() for term in terms)
    ]
    lines = "".join(
        f'<li><a href="{escape(passage_address(passage))}" target="_self">'
        f"{escape(shorten(text, LONGEST_LINE, placeholder=' …'))}</a> "
        f"<span>{escape(section_name(document.section_at(passage.start).path))}</span></li>"
        for passage, text in found[:MOST_FOUND]
    )
    more = f"; the first {MOST_FOUND} are shown" if len(found) > MOST_FOUND else ""
    return (
        f'<section class="found"><p role="status">{counted(len(found), "passage")} with these words{more}</p>'
        f"<ul>{lines}</ul></section>"
    )


def found_in(index: PassageIndex, held: dict[str, Document], asked: Wanted) -> tuple[Wanted, str | None]:
    """Returns the parts of the address that exist in the documents held, and a notice if any does not."""
    notice = None
    if asked.passage_id:
        row = index.row_of.get(asked.passage_id)
        passage = index.passages[row] if row is not None else None
        if passage and passage.source_id in held:
            document = held[passage.source_id]
            section = document.sections.index(document.section_at(passage.start)) + 1
            return Wanted(passage.source_id, section, passage.id), None
        notice = NO_PASSAGE
        asked = replace(asked, passage_id=None, section=None)
    if asked.source_id and asked.source_id not in held:
        return Wanted(), f"{notice} {NO_DOCUMENT}" if notice else NO_DOCUMENT
    if asked.source_id is None:
        return Wanted(), notice
    if asked.section is not None and not 1 <= asked.section <= len(held[asked.source_id].sections):
        return replace(asked, section=None), NO_SECTION
    return asked, notice


def document_page(index: PassageIndex, document: Document, asked: Wanted, today: date | None = None) -> str:
    """Returns the facts about a document, its contents and, if one is asked for, a section."""
    source = index.sources[document.source_id]
    standing = standings(index.sources, today or date.today())[source.id]
    entries = contents(index, document)
    chosen = entries[asked.section - 1] if asked.section else None
    head = "".join([f"<h1>{escape(source.title)}</h1>", *particulars(source, standing, document)])
    beside = _contents(document, entries, chosen)
    read = _section(index, document, entries, chosen or _first(entries), asked.passage_id)
    return f'<div class="reading">{head}<div class="columns">{beside}{read}</div></div>'


def _first(entries: Sequence[Entry]) -> Entry:
    """Returns the first section that has words of its own."""
    return next((entry for entry in entries if entry.passages), entries[0])


def _contents(document: Document, entries: Sequence[Entry], chosen: Entry | None) -> str:
    """Returns the contents, folded away while a section is shown."""
    lines = "".join(_line(document, entry, entry is chosen) for entry in entries)
    summary = f"Contents: {counted(len(entries), 'section')}"
    listed = f'<nav aria-label="Contents"><ul class="contents">{lines}</ul></nav>'
    return f"<details{'' if chosen else ' open'}><summary>{summary}</summary>{listed}</details>"


def _line(document: Document, entry: Entry, here: bool) -> str:
    path = entry.section.path
    details = ", ".join(
        filter(
            None, [counted(entry.passages, "passage") if entry.passages else None, pages_name(entry.pages)]
        )
    )
    current = ' aria-current="page"' if here else ""
    link = f'<a href="{escape(section_address(document.source_id, entry.number))}"{current}>'
    name = escape(path[-1] if path else UNHEADED)
    behind = f" <span>{escape(details)}</span>" if details else ""
    return f'<li class="level{min(max(len(path), 1), DEEPEST)}">{link}{name}</a>{behind}</li>'


def _section(
    index: PassageIndex, document: Document, entries: Sequence[Entry], chosen: Entry, marked: str | None
) -> str:
    section = chosen.section
    path = section.path
    links = list(links_within(links_of(index, document), section.start, section.end))
    shown = parts_of(index, document, section)
    page = f"#page={chosen.pages[0].number}" if chosen.pages else ""
    pages = pages_name(chosen.pages)
    copy = outside_link(
        f"originals/{document.sha256}{page}",
        f"Open {pages} of our copy" if pages else "Open our copy",
    )
    own = f'<a href="{escape(section_address(document.source_id, chosen.number))}">Link to this section</a>'
    above = f'<p class="above">{escape(section_name(path[:-1]))}</p>' if path[:-1] else ""
    spans = [(part.start, part.end) for part in shown]
    # The end of a section is the start of the next, except for the last section.
    end = section.end - (section.end < len(document.text))
    beside = [(s.at, struck_block(s)) for s in struck_beside(document, section.start, end, spans)]
    blocks = [(part.start, _part(document, part, links, marked)) for part in shown]
    body = "".join(block for _, block in sorted([*beside, *blocks], key=lambda one: one[0]))
    silent = "<p>There is no text directly under this heading. Go on to the next section.</p>"
    go_on = _neighbours(document, entries, chosen)
    jump = '<p><a href="#marked-passage">Go to the passage this link leads to</a></p>' if marked else ""
    return "".join(
        [
            '<section class="read" aria-labelledby="read-heading">',
            f'{above}<h2 id="read-heading">{escape(path[-1] if path else UNHEADED)}</h2>',
            f"<p>{copy} · {own}</p>{jump}",
            f"<blockquote>{body}</blockquote>" if body else silent,
            f"{go_on}</section>",
        ]
    )


def _part(document: Document, part: Part, links: Sequence[ResolvedLink], marked: str | None) -> str:
    inside = list(links_within(links, part.start, part.end))
    passage = part.passage
    is_marked = passage is not None and passage.id == marked
    shown = part_block(document, part, [(part.start, part.end)] if is_marked else (), inside)
    if passage is not None:
        shown = _linked(passage, shown)
    cue = f'<p class="cue"><strong>{CUE}</strong></p>'
    return f'<div id="marked-passage">{cue}{shown}</div>' if is_marked else shown


def _linked(passage: Passage, shown: str) -> str:
    """Returns a passage with a link to itself beside it."""
    link = f'<a href="{escape(passage_address(passage))}" aria-label="Link to this passage">Link</a>'
    return f'<div class="passage">{shown}{link}</div>'


def _neighbours(document: Document, entries: Sequence[Entry], chosen: Entry) -> str:
    links = [
        f'<p>{label}: <a href="{escape(section_address(document.source_id, entry.number))}">'
        f"{escape(entry.section.path[-1] if entry.section.path else UNHEADED)}</a></p>"
        for label, number in (("Previous section", chosen.number - 1), ("Next section", chosen.number + 1))
        if 1 <= number <= len(entries)
        for entry in (entries[number - 1],)
    ]
    return (
        f'<nav class="neighbours" aria-label="Sections before and after">{"".join(links)}</nav>'
        if links
        else ""
    )
