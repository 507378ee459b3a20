"""An answer as a file for supervision or a case file. Made in memory and stored nowhere."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from docx import Document as WordFile

from assistant.answers.answer import Answer
from assistant.answers.as_markdown import escaped, quoted
from assistant.answers.as_text import (
    NOT_AN_ANSWER,
    POINTS_TO,
    cautions,
    difference_line,
    heading_name,
    passage_name,
    pointer_line,
    reason_lines,
    searched_in_line,
    searched_lines,
    status_line,
)
from assistant.answers.citation import citation, deep_link, place_name, remark_line
from assistant.answers.differences import differences
from assistant.answers.pointers import Pointer
from assistant.answers.quote import Quote
from assistant.library.as_text import link_place
from assistant.library.descriptions import address_state, counted, dates, day
from publishing.export.web_page import standalone_page
from views.asking.pointers import BY_TITLE, pointers_shown
from views.asking.quote_card import ON_THE_SUBJECT

TITLE = "Guidance quoted by Signpost"
OWN_WORDS = (
    "The indented words are copied from the guidance, from the file named below them. Everything else says "
    "where they come from. Nothing here is advice."
)
STYLE = """
body { font: 1rem/1.5 sans-serif; color: #0b0c0c; background: #fff; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
blockquote { border-left: 6px solid #1d70b8; margin: 0.75rem 0; padding: 0.25rem 0 0.25rem 1rem;
  white-space: pre-line; }
h2 { margin-top: 2rem; font-size: 1.15rem; break-after: avoid; }
@media print { body { margin: 0; max-width: none; } blockquote { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a saved answer. The kind "quote" is for words of the guidance only."""

    kind: Literal["title", "heading", "strong", "text", "quote"]
    text: str


def saved_lines(
    answer: Answer, at: datetime, *, with_question: bool, searched_in: Sequence[str] | None = None
) -> tuple[Line, ...]:
    """Returns the contents of a saved answer, with the question only if the person wants it.

    at: when the answer was given. searched_in: titles of the documents searched, or None for all.
    """
    return tuple(_lines(answer, at, with_question=with_question, searched_in=searched_in))


def markdown(lines: Sequence[Line]) -> str:
    """Returns Markdown, escaped so that every character shows as it is."""
    marks = {"title": "# {}", "heading": "## {}", "strong": "**{}**", "text": "{}"}
    parts = []
    for line in lines:
        if line.kind == "quote":
            parts.append(quoted(line.text))
        else:
            parts.append(marks[line.kind].format(escaped(line.text)))
    return "\n\n".join(parts) + "\n"


def web_page(lines: Sequence[Line]) -> str:
    """Returns one self-contained page to print, which loads nothing."""
    tags = {"title": "h1", "heading": "h2", "quote": "blockquote", "text": "p"}
    body = "\n".join(
        f"<p><strong>{escape(line.text)}</strong></p>"
        if line.kind == "strong"
        else f"<{tags[line.kind]}>{escape(line.text)}</{tags[line.kind]}>"
        for line in lines
    )
    return standalone_page(TITLE, STYLE, body)


def word(lines: Sequence[Line]) -> bytes:
    """Returns a Word file without an author name."""
    file = WordFile()
    file.core_properties.author = ""
    file.core_properties.title = TITLE
    for line in lines:
        if line.kind in {"title", "heading"}:
            file.add_heading(line.text, 0 if line.kind == "title" else 1)
        else:
            paragraph = file.add_paragraph(style="Quote" if line.kind == "quote" else None)
            paragraph.add_run(line.text).bold = True if line.kind == "strong" else None
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _lines(
    answer: Answer, at: datetime, *, with_question: bool, searched_in: Sequence[str] | None
) -> Iterator[Line]:
    yield Line("title", TITLE)
    yield Line("text", f"Answered on {day(at.date())} at {at:%H:%M}. Build {answer.build}.")
    if with_question:
        yield Line("text", f"Question: {answer.question.asked}")
        yield from (Line("text", line) for line in searched_lines(answer.question))
    yield Line("strong", status_line(answer))
    yield from (Line("strong", line) for line in reason_lines(answer))
    if searched_in is not None:
        yield Line("strong", searched_in_line(searched_in))
    if answer.quotes:
        yield Line("text", OWN_WORDS)
    different = differences(answer.quotes)
    for number, quote in enumerate(answer.quotes):
        name = passage_name(number, quote.place)
        yield Line("heading", f"{ON_THE_SUBJECT}: {name}" if answer.outcome == "related" else name)
        yield from _quote_lines(quote)
        yield from (Line("text", difference_line(answer.quotes, number, d)) for d in different[number])
    if answer.more:
        yield Line("text", f"Not saved here: {counted(answer.more, 'more passage')}.")
    if answer.nearest:
        yield Line("text", NOT_AN_ANSWER)
        yield from (Line("text", heading_name(heading)) for heading in answer.nearest)
    if pointers := pointers_shown(answer):
        yield Line("text", POINTS_TO)
        yield from (Line("text", _pointer(pointer)) for pointer in pointers)


def _pointer(pointer: Pointer) -> str:
    """Returns a document to look into, with the words of the link that leads there."""
    line, link = pointer_line(pointer), pointer.because
    if link is None:
        return f"{line}. {BY_TITLE}"
    return f"{line}. Linked from “{link.text}” in {link_place(link)} of {link.document.file}"


def _quote_lines(quote: Quote) -> Iterator[Line]:
    place = quote.place
    remark, link = remark_line(place), deep_link(place)
    if remark:
        yield Line("strong", remark)
    for introduced in quote.context_texts:
        if introduced not in place.section.path:
            yield Line("text", "Introduced by:")
            yield Line("quote", introduced)
    yield Line("quote", quote.text)
    yield Line("text", f"{place_name(place)} ({dates(place.source, place.standing)})")
    yield from (Line("strong", caution) for caution in cautions(place))
    if link:
        yield Line("text", f"{link} ({address_state(place.source)})")
    yield Line("text", f"File {place.document.file}, SHA-256 {place.document.sha256}")
    yield from (Line("text", f"The same words also in: {citation(other)}") for other in quote.also_in)
