"""Answers, places and sources in plain text, as the command line prints them."""

from collections.abc import Sequence

from assistant.answer import Answer, Heading
from assistant.citation import (
    address_state,
    amendment,
    citation,
    dates,
    notices,
    pages_name,
    remarks,
    section_name,
)
from assistant.differences import Difference, differences
from assistant.editions import OldCitation
from assistant.holdings import Holding
from assistant.links import ELSEWHERE, MAPPED, ResolvedLink, links_by_state, links_to_documents
from assistant.onward import Pointer
from assistant.question import Question
from assistant.quotes import Place, Quote
from assistant.standing import Standing
from assistant.whereabouts import DocumentFound
from index.corpus import Health
from index.model import Page, Span

NO_PASSAGE = "No passage found that answers this. Signpost does not guess."
UNCLEAR = "Say a little more: what worries you, or what do you need to do next?"
RELATED = "On the same subject, but not an answer"
POINTS_TO = "The guidance points to:"
NOT_AN_ANSWER = "The nearest headings. They are places to look, not an answer:"
NOT_IN_FORCE = "Only guidance that is not in force was found:"
NO_SECTION = "No section speaks to this."
UNHEADED = "(before the first heading)"
MACHINE_READ = "Read by machine from a scan: check it against the picture"
PICTURE = "Description of a picture in the document: look at the picture itself"
# Of how many running lines a document's health tells the words.
RUNNING_SHOWN = 3


def counted(number: int, noun: str) -> str:
    """A number and its noun: 1 passage, 2 passages."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def status_line(answer: Answer) -> str:
    """What there is, in one line."""
    if answer.outcome == "unclear":
        return UNCLEAR
    if answer.outcome == "no_passage":
        return NO_PASSAGE
    documents = len({quote.place.source.id for quote in answer.quotes})
    found = f"{counted(len(answer.quotes), 'passage')} in {counted(documents, 'document')}"
    found = f"{found}, and {answer.more} more" if answer.more else found
    found = f"{RELATED}: {found}" if answer.outcome == "related" else found
    if any(quote.place.standing.holds for quote in answer.quotes):
        return found
    return f"{NOT_IN_FORCE} {found}"


def searched_lines(question: Question) -> list[str]:
    """What was searched other than the question's own words, and what of it is only related."""
    lines = [f"Searched together with the question before: {question.searched}"] if question.continues else []
    besides = dict.fromkeys(e.expansion for e in question.also_searched)
    lines += [f"Also searched: {', '.join(besides)}"] if besides else []
    near = [f"“{e.expansion}” for “{e.term}”" for e in question.also_searched if e.related]
    return lines + ([f"Related, not the same: {', '.join(near)}"] if near else [])


def searched_in_line(titles: Sequence[str]) -> str:
    """Which documents were searched, where these were not all."""
    return f"Searched only in: {'; '.join(titles)}"


def difference_line(quotes: Sequence[Quote], own: int, difference: Difference) -> str:
    """How a quote differs from another of these that says nearly the same."""
    other = quotes[difference.other]
    changes = [
        f"here {_quoted(quotes[own].text, change.here)}, there {_quoted(other.text, change.there)}"
        for change in difference.changes
    ]
    return f"Nearly the words of passage {difference.other + 1}; {'; '.join(changes)}"


def _quoted(text: str, span: Span) -> str:
    words = text[slice(*span)]
    return f"“{words}”" if words else "nothing"


def passage_name(number: int, place: Place) -> str:
    """What a quote is called among those of its answer. number: from 0, in their order."""
    return f"Passage {number + 1}: {section_name(place.section.path) or place.source.title}"


def cautions(place: Place) -> list[str]:
    """What to mind about how the words came to be text."""
    found = []
    if place.document.machine_read_at(place.start, place.end):
        found.append(MACHINE_READ)
    if place.document.describes_picture(place.start):
        found.append(PICTURE)
    return found


def answer_text(answer: Answer) -> str:
    """The status line, then each quote with its source and its dates; or where to look instead."""
    lines = [status_line(answer), *reason_lines(answer), *searched_lines(answer.question)]
    different = differences(answer.quotes)
    for number, quote in enumerate(answer.quotes):
        place = quote.place
        lines += [
            "",
            *(f"  {words}" for words in quote.context_texts if words not in place.section.path),
            f"  “{quote.text}”",
            f"  — {citation(place)} ({dates(place.source, place.standing)})",
            *(f"  {caution}." for caution in cautions(place)),
            *(f"  {difference_line(answer.quotes, number, d)}" for d in different[number]),
            *(f"  The same words also in: {citation(other)}" for other in quote.also_in),
        ]
    if answer.nearest:
        lines.append(NOT_AN_ANSWER)
        lines += [f"  {heading_name(heading)}" for heading in answer.nearest]
    if answer.points_to:
        lines += [POINTS_TO, *(f"  {pointer_line(pointer)}" for pointer in answer.points_to)]
    return "\n".join(lines)


def reason_lines(answer: Answer) -> list[str]:
    """The fact that was asked for and not found, where there is one."""
    return [answer.reason.message] if answer.reason else []


def pointer_line(pointer: Pointer) -> str:
    """A source to look into: its title, whether there is a copy here, and its address."""
    held = "" if pointer.held else " (no copy here)"
    address = f"{pointer.source.url}, " if pointer.source.url else ""
    return f"{pointer.source.title}{held}: {address}{address_state(pointer.source)}"


def heading_name(heading: Heading) -> str:
    """A place to look: title and section, and what must be known of how it stands."""
    name = f"{heading.source.title}: {section_name(heading.section.path) or UNHEADED}"
    return _remarked(name, heading.standing)


def _remarked(name: str, standing: Standing) -> str:
    """A name with each remark in brackets."""
    return " ".join([name, *(f"({remark.rstrip('.')})" for remark in remarks(standing))])


def where_text(found: Sequence[DocumentFound]) -> str:
    """Each document with its sections, their pages and how many passages speak to the topic."""
    if not found:
        return NO_SECTION
    lines = []
    for entry in found:
        lines.append(_remarked(entry.source.title, entry.standing))
        for part in entry.sections:
            pages = entry.document.pages_of(part.section.start, part.section.end)
            lines.append(f"  {spot(part.section.path, pages)}, {counted(part.passages, 'passage')}")
    return "\n".join(lines)


def health_line(health: Health) -> str:
    """What was found in a document, left out of it, and is odd about it, in a line."""
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
    """How many links lead to other documents, and how many of these are held."""
    states = links_by_state(links)
    shown = [
        f"{states[state]} {state}"
        for state in MAPPED
        if states[state] or state != "unreadable"  # the other three are told even where there are none
    ]
    elsewhere = [f"{states[state]} {words}" for state, words in ELSEWHERE.items() if states[state]]
    total = counted(sum(states[state] for state in MAPPED), "link")
    return "; ".join([f"{total}: {', '.join(shown)}", *elsewhere])


def link_place(link: ResolvedLink) -> str:
    """Where in its document a link stands: section and pages."""
    return spot(link.section.path, link.pages)


def spot(path: tuple[str, ...], pages: tuple[Page, ...]) -> str:
    """A section and the pages, where they are known, in words."""
    return ", ".join(filter(None, [section_name(path) or UNHEADED, pages_name(pages)]))


def old_citation_line(cited: OldCitation) -> str:
    """What a document cites that was replaced, where, and by what."""
    if cited.year:
        what = f"cited in the edition of {cited.year}, registered in that of {cited.registered}."
    else:
        what = " ".join(remarks(cited.standing))
    return f"“{cited.text}” ({spot(cited.section.path, cited.pages)}). {cited.source.title}: {what}"


def source_text(holding: Holding) -> str:
    """What the register and the index say of a source, with every link of its document."""
    source, health = holding.source, holding.health
    days = [
        f"{key.replace('_', ' ')} {day.isoformat()}" + (" (as found)" if key in source.found else "")
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
        lines += [f"  it says of itself: “{notice}”" for notice in notices(holding.document)]
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
    lines += [f"  cites what was replaced: {old_citation_line(cited)}" for cited in holding.old_citations]
    lines += [
        f"  linked from {link.document.source_id}: “{link.text}” in {link_place(link)}"
        for link in holding.linked_from
    ]
    return "\n".join(lines)
