"""The matrix of topics and documents as a picture, a table and a CSV file, all with the same content."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from assistant.library.coverage import Line, Matrix, matrix
from assistant.library.descriptions import counted
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.current_build import embedder_of
from views.elements.markup import NEW_TAB
from views.elements.permalinks import topic_address
from views.elements.tables import scrolling, table
from views.leads.heat_map import heat_map

HEADING = "Topics and documents"
FILTER = "Show topics with these words"
MORE = "Show more topics"
# How many topics are shown at first, and how many each press adds.
SHOWN = 20
# Up to this many documents, their numbered list is open from the start.
FEW = 5
SHOWN_KEY = "topics shown"
PICTURE = "Sections on each topic, by document: a picture of the table below"
TABLE = "Sections on each topic, by document, with the number of passages in brackets"
_MAKING = threading.Lock()


def render(index: PassageIndex) -> None:
    """Shows the first topics, or those that match a filter, which is kept only in the session's memory.

    Raises UnsuitableModel if the build's model cannot be loaded.
    """
    st.html(f'<h2 class="lead">{HEADING}</h2>')
    with st.spinner("Counting the sections"), _MAKING:
        found = _matrix(index)
    st.markdown(f"{counted(len(found.lines), 'topic')}, taken from headings and the glossary.")
    words = st.text_input(FILTER, max_chars=100, autocomplete="off")
    lines = with_words(found.lines, words)
    if not lines:
        st.markdown("No topic contains these words.")
        return
    shown = lines[: st.session_state.get(SHOWN_KEY, SHOWN)]
    st.html(matrix_html(found, shown, len(lines)))
    if len(shown) < len(lines):
        st.button(MORE, on_click=_more)
    label = f"Save {'this topic' if len(lines) == 1 else f'these {len(lines)} topics'} as CSV"
    st.download_button(label, matrix_csv(index, found, lines), "topics.csv", "text/csv", on_click="ignore")


def with_words(lines: Sequence[Line], words: str) -> list[Line]:
    """Returns the topics that contain all of these words or parts of words, in any case."""
    wanted = words.casefold().split()
    return [line for line in lines if all(word in line.topic.casefold() for word in wanted)]


def matrix_html(found: Matrix, shown: Sequence[Line], of: int) -> str:
    """Returns the picture and the table of the topics shown. of: how many match in all."""
    count = f"{counted(of, 'topic')}, {f'the first {len(shown)}' if len(shown) < of else 'all'} shown"
    documents = [f"{number}. {source.title}" for number, source in enumerate(found.documents, start=1)]
    key = "".join(f"<li>{escape(source.title)}</li>" for source in found.documents)
    rows = ((f"{n}. {escape(line.topic)}", *_cells(found, line)) for n, line in enumerate(shown, start=1))
    return (
        f'<div class="topics"><p>{count}. Each number counts the sections on a topic: darker means more. In '
        "the table, press a number to open them in a new tab.</p>"
        f"{scrolling(PICTURE, heat_map(shown, len(found.documents), PICTURE))}"
        f"<details{' open' if len(documents) <= FEW else ''}><summary>Document numbers in the picture"
        f"</summary><ol>{key}</ol></details>"
        f"{table(TABLE, ['Topic', *documents], rows)}</div>"
    )


def matrix_csv(index: PassageIndex, found: Matrix, lines: Sequence[Line]) -> bytes:
    """Returns these topics as CSV, with the number of sections in each document."""
    titles = [f"{source.title} ({source.id})" for source in found.documents]
    columns = ("topic", "documents", *titles, "build")
    return spreadsheet(
        columns,
        (
            (line.topic, line.documents, *(count.sections for count in line.counts), index.meta.build)
            for line in lines
        ),
    )


def _cells(found: Matrix, line: Line) -> list[str]:
    cells = []
    for source, count in zip(found.documents, line.counts, strict=True):
        label = f"{counted(count.sections, 'section')} of {source.title} on {line.topic} {NEW_TAB}"
        address = escape(topic_address(line.topic, source.id))
        link = (
            f'<a href="{address}" target="_blank" rel="noopener noreferrer" aria-label="{escape(label)}">'
            f"{count.sections}</a>"
        )
        cells.append(f"{link} ({count.passages})" if count.sections else "none")
    return cells


def _more() -> None:
    st.session_state[SHOWN_KEY] = st.session_state.get(SHOWN_KEY, SHOWN) + SHOWN


@lru_cache(maxsize=2)
def _matrix(index: PassageIndex) -> Matrix:
    return matrix(index, embedder_of(index))
