"""Answers in plain text, as the command line prints them."""

from collections.abc import Sequence

from assistant.answers.answer import Answer, Heading
from assistant.answers.citation import citation
from assistant.answers.differences import Difference, differences
from assistant.answers.pointers import Pointer
from assistant.answers.quote import Place, Quote
from assistant.library.as_text import MACHINE_READ, UNHEADED
from assistant.library.descriptions import (
    address_state,
    counted,
    dates,
    remarked,
    section_name,
)
from assistant.questions.question import Question
from index.documents import Span

NO_PASSAGE = "No passage found that answers this. Signpost does not guess."
UNCLEAR = "Say a little more: what worries you, or what do you need to do next?"
RELATED = "On the same subject, but not an answer"
POINTS_TO = "The guidance points to:"
NOT_AN_ANSWER = "The nearest headings: places to look, not an answer:"
NOT_IN_FORCE = "Found only guidance that is not in force:"
PICTURE = "This describes a picture in the document: look at the picture itself"


def status_line(answer: Answer) -> str:
    """Returns the outcome and the number of quotes, in one line."""
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
    """Returns lines on what was searched besides the question itself, and which terms are only related."""
    lines = [f"Searched with your previous question: {question.searched}"] if question.continues else []
    expansions = dict.fromkeys(e.expansion for e in question.also_searched)
    lines += [f"Also searched: {', '.join(expansions)}"] if expansions else []
    near = [f"“{e.expansion}” for “{e.term}”" for e in question.also_searched if e.related]
    return lines + ([f"Related, not the same: {', '.join(near)}"] if near else [])


def searched_in_line(titles: Sequence[str]) -> str:
    """Returns a line that names the documents searched, for a search limited to some."""
    return f"Searched only in: {'; '.join(titles)}"


def difference_line(quotes: Sequence[Quote], own: int, difference: Difference) -> str:
    """Returns a line on how a quote differs from another one that says nearly the same."""
    other = quotes[difference.other]
    changes = [
        f"here {_quoted(quotes[own].text, change.here)}, there {_quoted(other.text, change.there)}"
        for change in difference.changes
    ]
    return f"Nearly the same words as passage {difference.other + 1}: {'; '.join(changes)}"


def _quoted(text: str, span: Span) -> str:
    words = text[slice(*span)]
    return f"“{words}”" if words else "nothing"


def passage_name(number: int, place: Place) -> str:
    """Returns the name of a quote within its answer. number: from 0, in order."""
    return f"Passage {number + 1}: {section_name(place.section.path) or place.source.title}"


def cautions(place: Place) -> list[str]:
    """Returns warnings about words that OCR read or that describe a picture."""
    found = []
    if place.document.machine_read_at(place.start, place.end):
        found.append(MACHINE_READ)
    if place.document.describes_picture(place.start):
        found.append(PICTURE)
    return found


def answer_text(answer: Answer) -> str:
    """Returns the status line, then each quote with its source and dates; or where to look instead."""
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
    """Returns a line on the fact asked for and not found, if there is one."""
    return [answer.reason.message] if answer.reason else []


def pointer_line(pointer: Pointer) -> str:
    """Returns a source to look at next: its title, whether there is a copy here, and its address."""
    held = "" if pointer.held else " (no copy here)"
    address = f"{pointer.source.url}, " if pointer.source.url else ""
    return f"{pointer.source.title}{held}: {address}{address_state(pointer.source)}"


def heading_name(heading: Heading) -> str:
    """Returns a place to look: title, section, and remarks on the source's status."""
    name = f"{heading.source.title}: {section_name(heading.section.path) or UNHEADED}"
    return remarked(name, heading.standing)
