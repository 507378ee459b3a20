"""Answers, places and sources in plain text, as the command line prints them."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.citation import citation, dates, pages_name, section_name
from assistant.differences import Difference, differences
from assistant.evaluation import Evaluation
from assistant.question import Question
from assistant.quotes import Quote
from assistant.record import Record
from assistant.whereabouts import DocumentFound
from index.model import Span

NO_PASSAGE = "No passage found that answers this. Signpost does not guess."
UNCLEAR = "The question says too little to search for: name the concern or the step you have in mind."
NOT_AN_ANSWER = "The nearest headings. They are places to look, not an answer:"
UNHEADED = "(before the first heading)"
# How each figure of an evaluation is called.
FIGURES = {
    "right_first": "right quote first",
    "right_in_3": "right quote in the first 3",
    "right_in_5": "right quote in the first 5",
    "complete": "gold quotes in the first 5",
    "wrong_refusals": "wrong refusals",
    "false_answers": "false answers",
    "auroc": "AUROC of the confidence",
}


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
    return f"{found}, and {answer.more} more" if answer.more else found


def searched_lines(question: Question) -> list[str]:
    """What was searched other than the question's own words, and what of it is only related."""
    lines = [f"Searched together with the question before: {question.searched}"] if question.continues else []
    besides = dict.fromkeys(e.expansion for e in question.also_searched)
    lines += [f"Also searched: {', '.join(besides)}"] if besides else []
    near = [f"“{e.expansion}” for “{e.term}”" for e in question.also_searched if e.related]
    return lines + ([f"Related, not the same: {', '.join(near)}"] if near else [])


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


def answer_text(answer: Answer) -> str:
    """The status line, then each quote with its source and its dates; or where to look instead."""
    lines = [status_line(answer), *searched_lines(answer.question)]
    different = differences(answer.quotes)
    for number, quote in enumerate(answer.quotes):
        place = quote.place
        lines += [
            "",
            *(f"  {words}" for words in quote.context_texts if words not in place.section.path),
            f"  “{quote.text}”",
            f"  — {citation(place)} ({dates(place.source)})",
            *(f"  {difference_line(answer.quotes, number, d)}" for d in different[number]),
            *(f"  The same words also in: {citation(other)}" for other in quote.also_in),
        ]
    if answer.nearest:
        lines.append(NOT_AN_ANSWER)
        lines += [
            f"  {heading.source.title}: {section_name(heading.section.path) or UNHEADED}"
            for heading in answer.nearest
        ]
    return "\n".join(lines)


def where_text(found: Sequence[DocumentFound]) -> str:
    """Each document with its sections, their pages and how many passages speak to the topic."""
    if not found:
        return "No section speaks to this."
    lines = []
    for entry in found:
        lines.append(entry.source.title)
        for part in entry.sections:
            pages = pages_name(entry.document.pages_of(part.section.start, part.section.end))
            name = section_name(part.section.path) or UNHEADED
            lines.append("  " + ", ".join(filter(None, [name, pages, counted(part.passages, "passage")])))
    return "\n".join(lines)


def evaluation_text(evaluation: Evaluation) -> str:
    """How many questions there were, and one line for each figure; a dash where there is none."""
    width = max(map(len, FIGURES.values()))
    lines = [f"{counted(evaluation.questions, 'question')}, {evaluation.answerable} of them answerable"]
    for name, label in FIGURES.items():
        figure = getattr(evaluation, name)
        lines.append(f"  {label:{width}}  {'–' if figure is None else f'{figure:.2f}'}")
    refused = sum(failure.refused for failure in evaluation.failures)
    lines.append(f"  {'failures':{width}}  {len(evaluation.failures)}, {refused} of them refused")
    return "\n".join(lines)


def source_text(record: Record) -> str:
    """What the register and the index say of a source."""
    facts = [record["state"], record["publisher"], f"status {record['status']}"]
    facts += [
        f"{key.replace('_', ' ')} {record[key]}" + (" (as found)" if key in record["found"] else "")
        for key in ("published", "in_force", "review_by")
        if record[key]
    ]
    lines = [f"{record['id']}: {record['title']}", "  " + ", ".join(filter(None, facts))]
    if record["reason"]:
        lines.append(f"  not read: {record['reason']}")
    lines += [f"  it says of itself: “{notice}”" for notice in record["notices"]]
    if record["amendment"]:
        lines.append(f"  amendment: {' '.join(record['amendment'].split())}")
    if record["url"]:
        checked = f"checked {record['url_checked']}" if record["url_checked"] else "unverified"
        lines.append(f"  {record['url']} ({checked})")
    lines += [
        f"  linked from {link['source_id']}: “{link['text']}” in {section_name(tuple(link['section']))}"
        for link in record["linked_from"]
    ]
    return "\n".join(lines)
