"""The matrix of topics and documents, as a table and as CSV; what no document speaks of stands first."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from heapq import nlargest
from html import escape

import streamlit as st

from assistant.library.descriptions import counted
from assistant.topics.coverage import Count, Line, Matrix, matrix
from assistant.topics.topic_names import topics_of
from index.documents import Source
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.current_build import embedder_of
from views.elements.markup import NEW_TAB, holds
from views.elements.permalinks import topic_address
from views.elements.tables import table

HEADING = "Topics and documents"
FILTER = "Show topics with these words"
MORE = "Show more topics"
# How many topics are shown at first, and how many each press adds.
SHOWN = 25
SHOWN_KEY = "topics shown"
SILENT = "No document speaks of"
JUDGED = "As far as the search can tell. Ask about one of them in your own words before you rely on it."
TABLE = "Sections that speak of each topic, by document"
# With more documents, there is no column for each, and a row names so many that say most.
MOST_COLUMNS = 12
NAMED = 3
# From so many sections on, a cell is darker; the last is the darkest.
SHADES = (1, 3, 6)
_MAKING = threading.Lock()


def render(index: PassageIndex, own: Sequence[str]) -> None:
    """Shows the first topics, or those that match a filter, which is kept only in the session's memory.

    own: the lead's own topics. Raises UnsuitableModel if the build's model cannot be loaded.
    """
    st.html(f'<h2 class="lead">{HEADING}</h2>')
    with st.spinner("Counting the sections"), _MAKING:
        found = _matrix(index, tuple(own))
    words = st.text_input(FILTER, max_chars=100, autocomplete="off")
    lines = [line for line in found.lines if holds(line.topic, words)]
    if silent := [topic for topic in found.silent if holds(topic, words)]:
        st.html(silent_list(silent))
    elif not lines:
        st.markdown("No topic contains these words.")
    if not lines:
        return
    shown = lines[: st.session_state.get(SHOWN_KEY, SHOWN)]
    st.html(matrix_html(found, shown, len(lines)))
    if len(shown) < len(lines):
        st.button(MORE, on_click=_more)
    data = matrix_csv(index, found, lines, silent)
    count = len(lines) + len(silent)
    label = f"Save {'this topic' if count == 1 else f'these {count} topics'} as CSV"
    st.download_button(label, data, "topics.csv", "text/csv", on_click="ignore")


def silent_list(topics: Sequence[str]) -> str:
    """Returns the topics that no document speaks of: what a lead looks for first."""
    listed = "".join(f"<li>{escape(topic)}</li>" for topic in topics)
    return f'<section class="silent"><h3>{SILENT}</h3><p>{JUDGED}</p><ul>{listed}</ul></section>'


def matrix_html(found: Matrix, shown: Sequence[Line], of: int) -> str:
    """Returns the table of the topics shown. of: how many match in all."""
    count = f"{counted(of, 'topic')}, {f'the first {len(shown)}' if len(shown) < of else 'all'} shown"
    told = "Each number counts the sections of a document that speak of the topic: press it to see them"
    if len(found.documents) > MOST_COLUMNS:
        told = "Press a number to see the sections that speak of the topic"
        columns = ["Documents", "Most sections in"]
        cells = [[_all(found, line), _most(found, line)] for line in shown]
    else:
        columns = [source.title for source in found.documents]
        cells = [_cells(found, line) for line in shown]
    rows = ((escape(line.topic), *row) for line, row in zip(shown, cells, strict=True))
    return (
        f'<div class="topics"><p>{count}, from your list, the glossary and the headings. '
        f"{told} in a new tab.</p>"
        f"{table(TABLE, ['Topic', *columns], rows)}</div>"
    )


def matrix_csv(
    index: PassageIndex, found: Matrix, lines: Sequence[Line], silent: Sequence[str] = ()
) -> bytes:
    """Returns these topics as CSV, with the number of sections in each document; the silent ones first."""
    titles = [f"{source.title} ({source.id})" for source in found.documents]
    columns = ("topic", "documents", *titles, "build")
    nowhere = ((topic, 0, *(0 for _ in titles), index.meta.build) for topic in silent)
    spoken = (
        (line.topic, line.documents, *(count.sections for count in line.counts), index.meta.build)
        for line in lines
    )
    return spreadsheet(columns, (*nowhere, *spoken))


def _cells(found: Matrix, line: Line) -> list[str]:
    return [
        _number(line.topic, source, count) if count.sections else '<span class="none">none</span>'
        for source, count in zip(found.documents, line.counts, strict=True)
    ]


def _number(topic: str, source: Source, count: Count) -> str:
    """Returns the number of a document's sections on a topic, as a link to them."""
    label = f"{counted(count.sections, 'section')} of {source.title} on {topic} {NEW_TAB}"
    shade = sum(count.sections >= least for least in SHADES)
    return (
        f'<a class="shade{shade}" href="{escape(topic_address(topic, source.id))}" target="_blank" '
        f'rel="noopener noreferrer" aria-label="{escape(label)}">{count.sections}</a>'
    )


def _all(found: Matrix, line: Line) -> str:
    """Returns how many documents speak of a topic, as a link to them."""
    count = f"{line.documents} of {len(found.documents)}"
    return (
        f'<a href="{escape(topic_address(line.topic))}" target="_blank" rel="noopener noreferrer" '
        f'aria-label="{escape(f"{count} documents speak of {line.topic} {NEW_TAB}")}">{count}</a>'
    )


def _most(found: Matrix, line: Line) -> str:
    """Returns the documents with most sections on a topic."""
    largest = nlargest(NAMED, zip(found.documents, line.counts, strict=True), key=lambda one: one[1].sections)
    items = (
        f"<li>{_number(line.topic, source, count)} {escape(source.title)}</li>"
        for source, count in largest
        if count.sections
    )
    return f"<ul>{''.join(items)}</ul>"


def _more() -> None:
    st.session_state[SHOWN_KEY] = st.session_state.get(SHOWN_KEY, SHOWN) + SHOWN


@lru_cache(maxsize=2)
def _matrix(index: PassageIndex, own: tuple[str, ...]) -> Matrix:
    return matrix(index, embedder_of(index), topics_of(index, own))
