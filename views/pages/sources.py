"""The page Sources: every source in the register, whether we have a copy, and where it is cited."""

from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from assistant.library.as_text import UNHEADED, health_line, link_place, links_line, old_citation_line
from assistant.library.descriptions import counted, dates, notice_line, remarks, section_name
from assistant.library.holdings import Holding, holdings
from assistant.library.links import ResolvedLink, State, links_to_documents, source_state
from assistant.library.tasks import TASKS, TaskKind, tasks_of
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.current_build import current_index
from views.elements.faults import fault
from views.elements.markup import outside_link, source_link
from views.elements.permalinks import document_address
from views.elements.source_details import particulars
from views.leads import gaps, problem_reports

STATES: dict[State, str] = {
    "held": "We have a copy",
    "unreadable": "We cannot read our copy",
    "registered only": "We do not have a copy",
}


NOTHING_TO_DO = "Nothing to do, as far as the register says."
COLUMNS = (
    "source", "id", "publisher", "kind", "scope", "state", "dates and status", "remarks",
    "address", "address checked", "links in it", "cited in", "file", "SHA-256", "build",
)  # fmt: skip


def render(settings: Settings) -> None:
    """Lists the sources of the current build by state."""
    st.title("Sources", anchor=False)
    try:
        index = current_index(settings)
    except SignpostError as error:
        fault("The sources could not be read.", error)
        return
    to_do, linked, every = st.tabs(["To do", "Linked documents", "Every source"])
    with to_do:
        problem_reports.render(settings, index)
        st.html(task_list(index))
    with linked:
        gaps.render(settings, index)
    with every:
        st.download_button(
            "Save the sources as CSV", source_csv(index), "sources.csv", "text/csv", on_click="ignore"
        )
        st.html(source_list(index))


def task_list(index: PassageIndex, today: date | None = None) -> str:
    """Returns what a lead has to see to, by kind, each with its number of sources; details on demand."""
    groups: dict[TaskKind, list[str]] = {kind: [] for kind in TASKS}
    for holding in holdings(index, today):
        for kind, state in tasks_of(holding):
            groups[kind].append(_task(holding, state))
    parts = [
        f'<details class="task"><summary>{TASKS[kind]}: {counted(len(lines), "source")}</summary>'
        f"<ul>{''.join(lines)}</ul></details>"
        for kind, lines in groups.items()
        if lines
    ]
    return "".join(parts) or f"<p>{NOTHING_TO_DO}</p>"


def _task(holding: Holding, state: str) -> str:
    source = holding.source
    if holding.document:
        name = f'<a href="{escape(document_address(source.id))}" target="_self">{escape(source.title)}</a>'
    else:
        name = source_link(source)
    return f"<li>{name}{f': {escape(state)}' if state else ''}</li>"


def source_csv(index: PassageIndex) -> bytes:
    """Returns every source as CSV."""
    return spreadsheet(COLUMNS, (_row(index, holding) for holding in holdings(index)))


def _row(index: PassageIndex, holding: Holding) -> tuple[object, ...]:
    source, document = holding.source, holding.document
    said = notice_line(document) if document else None
    known = [*remarks(holding.standing), said, holding.reason]
    return (
        source.title,
        source.id,
        source.publisher,
        source.kind,
        source.scope,
        holding.state,
        dates(source, holding.standing),
        " ".join(filter(None, known)),
        source.url,
        source.url_checked,
        len(links_to_documents(holding.links)),
        len(holding.linked_from),
        document.file if document else source.file,
        document.sha256 if document else None,
        index.meta.build,
    )


def source_list(index: PassageIndex) -> str:
    """Returns every source, under the heading of its state."""
    found = list(holdings(index))
    parts = []
    for state, heading in STATES.items():
        here = [holding for holding in found if holding.state == state]
        if here:
            parts.append(f"<h2>{heading}: {counted(len(here), 'source')}</h2>")
            parts += [_entry(index, holding) for holding in here]
    return "".join(parts)


def _entry(index: PassageIndex, holding: Holding) -> str:
    source, document = holding.source, holding.document
    lines = particulars(source, holding.standing, document)
    if holding.reason:
        lines.append(f"<p>Not read: {escape(holding.reason)}</p>")
    if document:
        read = f'<a href="{escape(document_address(source.id))}">Read it here</a>'
        copy = outside_link(f"originals/{document.sha256}", "Open our copy")
        lines.append(f"<p>{read} · {copy}; file {escape(document.file)}, SHA-256 {document.sha256}</p>")
    if holding.health:
        lines.append(f"<p>How it was read: {escape(health_line(holding.health))}</p>")
    if not source.registered:
        lines.append("<p>This file has no entry in the register.</p>")
    if holding.old_citations:
        entries = "".join(f"<li>{escape(old_citation_line(cited))}</li>" for cited in holding.old_citations)
        lines.append(f"<p><strong>Cites replaced documents:</strong></p><ul>{entries}</ul>")
    if holding.links:
        lines.append(_map(index, holding.links))
    if holding.linked_from:
        places = "".join(
            f"<li>{escape(index.sources[r.document.source_id].title)}: "
            f"{escape(section_name(r.section.path) or UNHEADED)}: “{escape(r.text)}”</li>"
            for r in holding.linked_from
        )
        lines.append(f"<p>Cited in:</p><ul>{places}</ul>")
    return f'<article class="source"><h3>{escape(source.title)}</h3>{"".join(lines)}</article>'


def _map(index: PassageIndex, links: tuple[ResolvedLink, ...]) -> str:
    """Returns the links of a document: the counts, then each link with its state, by section.

    The list can be folded away, since a manual has hundreds of links.
    """
    parts = [f"<summary>{escape(links_line(links))}</summary>"]
    for place, here in groupby(links_to_documents(links), link_place):
        entries = "".join(f"<li>“{escape(link.text)}”: {_meant(index, link)}</li>" for link in here)
        parts.append(f"<p>{escape(place)}</p><ul>{entries}</ul>")
    return f'<details class="map" open>{"".join(parts)}</details>'


def _meant(index: PassageIndex, link: ResolvedLink) -> str:
    """Returns the sources that a link leads to, each with its state, or else its address."""
    if link.sources:
        return "; ".join(
            f"{escape(source.title)} <strong>({source_state(index, source)})</strong>"
            for source in link.sources
        )
    target = link.link.target
    return f"{escape(target or 'address missing')} <strong>({link.state})</strong>"
