"""Sources in plain text, as the command line prints them."""

from collections.abc import Sequence

from assistant.library.descriptions import (
    amendment,
    counted,
    notices,
    pages_name,
    remarks,
    section_name,
)
from assistant.library.editions import OldCitation
from assistant.library.holdings import Holding
from assistant.library.links import ELSEWHERE, MAPPED, ResolvedLink, links_by_state, links_to_documents
from index.documents import Page
from index.read_corpus import Health

UNHEADED = "(before the first heading)"
MACHINE_READ = "Read by machine from a scan: check it against the picture"
# How many running lines a health line quotes.
RUNNING_SHOWN = 3


def health_line(health: Health) -> str:
    """Returns one line on what a document contains, what was left out, and what is odd about it."""
    pages = counted(health.pages, "page") if health.pages else None
    if health.pages_without_text:
        pages = f"{pages} ({health.pages_without_text} without text)"
    counts = [(health.passages, "passage"), (health.sections, "section"), (health.tables, "table"),
              (health.footnotes, "footnote"), (health.links, "link")]  # fmt: skip
    found = ", ".join(filter(None, [pages, *(counted(number, noun) for number, noun in counts if number)]))
    running = ", ".join(f"“{line}”" for line in health.running_lines[:RUNNING_SHOWN])
    if (more := len(health.running_lines) - RUNNING_SHOWN) > 0:
        running = f"{running} and {more} more"
    left_out = [f"left out at page edges: {running}"] if running else []
    return "; ".join([found, *left_out, *health.oddities])


def links_line(links: Sequence[ResolvedLink]) -> str:
    """Returns how many links lead to other documents, and how many of those have a copy here."""
    states = links_by_state(links)
    shown = [
        f"{states[state]} {state}"
        for state in MAPPED
        if states[state] or state != "unreadable"  # the other three appear even at 0
    ]
    elsewhere = [f"{states[state]} {words}" for state, words in ELSEWHERE.items() if states[state]]
    total = counted(sum(states[state] for state in MAPPED), "link")
    return "; ".join([f"{total}: {', '.join(shown)}", *elsewhere])


def link_place(link: ResolvedLink) -> str:
    """Returns where in its document a link is: section and pages."""
    return spot(link.section.path, link.pages)


def spot(path: tuple[str, ...], pages: tuple[Page, ...]) -> str:
    """Returns a section and its pages, where known, in words."""
    return ", ".join(filter(None, [section_name(path) or UNHEADED, pages_name(pages)]))


def old_citation_line(cited: OldCitation) -> str:
    """Returns which replaced document is cited, where, and what replaced it."""
    if cited.year:
        what = f"this cites the {cited.year} edition; the register has the {cited.registered} edition."
    else:
        what = " ".join(remarks(cited.standing))
    return f"“{cited.text}” ({spot(cited.section.path, cited.pages)}). {cited.source.title}: {what}"


def source_text(holding: Holding) -> str:
    """Returns what the register and the index say about a source, with every link of its document."""
    source, health = holding.source, holding.health
    days = [
        f"{key.replace('_', ' ')} {day.isoformat()}" + (" (from the download)" if key in source.found else "")
        for key in ("published", "in_force", "review_by")
        if (day := getattr(source, key))
    ]
    facts = [holding.state, source.publisher, f"status {source.status}", *days]
    lines = [f"{source.id}: {source.title}", "  " + ", ".join(filter(None, facts))]
    if remarked := remarks(holding.standing):
        lines.append(f"  {' '.join(remarked)}")
    if holding.reason:
        lines.append(f"  not read: {holding.reason}")
    if holding.document and holding.document.machine_read_at(0, len(holding.document.text)):
        lines.append(f"  {MACHINE_READ}")
    if holding.document:
        lines += [f"  the document says: “{notice}”" for notice in notices(holding.document)]
        if changes := amendment(holding.document):
            lines.append(f"  amendment: {' '.join(changes.split())}")
    if source.url:
        checked = f"checked {source.url_checked.isoformat()}" if source.url_checked else "unverified"
        lines.append(f"  {source.url} ({checked})")
    if health:
        lines.append(f"  {health_line(health)}")
    if holding.links:
        lines.append(f"  {links_line(holding.links)}")
    lines += [
        f"    {link_place(link)}: “{link.text}” → "
        f"{', '.join(s.id for s in link.sources) or link.link.target or 'address lost'} ({link.state})"
        for link in links_to_documents(holding.links)
    ]
    lines += [f"  cites a replaced edition: {old_citation_line(cited)}" for cited in holding.old_citations]
    lines += [
        f"  linked from {link.document.source_id}: “{link.text}” in {link_place(link)}"
        for link in holding.linked_from
    ]
    return "\n".join(lines)
