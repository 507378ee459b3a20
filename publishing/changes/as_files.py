"""What changed between two builds as files to take along: a Word file to brief staff with, and CSV."""

import io
from collections.abc import Iterator
from datetime import date

import docx
from docx.document import Document as WordFile

from assistant.library.descriptions import day
from publishing.changes.as_text import HEADINGS, facts, moved, pieces, place, runs, summary
from publishing.changes.changes import Changes
from publishing.changes.rewording import PassageChange
from publishing.export.spreadsheet import spreadsheet

COLUMNS = ("document", "source", "what", "where", "before", "now")
TITLE = "What changed in the guidance"
KEY = "Words struck through are gone, words underlined are new."


def changes_csv(changes: Changes) -> bytes:
    """Returns a row for each passage that changed, and one for each other change of a document."""
    return spreadsheet(COLUMNS, _rows(changes))


def changes_word(changes: Changes, on: date) -> bytes:
    """Returns a Word file: old words struck through, new ones underlined. It names no author.

    on: the day of the publication.
    """
    file = docx.Document()
    file.core_properties.author = ""
    file.core_properties.title = TITLE
    file.add_heading(TITLE, 0)
    file.add_paragraph(f"Published on {day(on)}. {KEY}")
    for standing, heading in HEADINGS.items():
        sources = [source for source in changes.sources if source.standing == standing]
        if sources:
            file.add_heading(heading, 1)
        for source in sources:
            file.add_heading(source.title, 2)
            for line in filter(None, [summary(source), *facts(source)]):
                file.add_paragraph(line)
            for run in runs(source.changed):
                if run[0].kind == "moved":
                    file.add_paragraph(moved(run))
                else:
                    _write(file, run[0])
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _write(file: WordFile, change: PassageChange) -> None:
    file.add_heading(f"{change.kind.capitalize()}: {place(change.wording)}", 3)
    if change.before:
        paragraph = file.add_paragraph("Before: ")
        for piece, differs in pieces(change.before.text, [c.here for c in change.changes]):
            paragraph.add_run(piece).font.strike = differs or None
    if change.now:
        paragraph = file.add_paragraph("Now: ")
        for piece, differs in pieces(change.now.text, [c.there for c in change.changes]):
            paragraph.add_run(piece).underline = differs or None


def _rows(changes: Changes) -> Iterator[tuple[object, ...]]:
    for source in changes.sources:
        name = (source.title, source.source_id)
        yield (*name, source.standing, None, None, summary(source))
        yield from ((*name, "detail", None, None, fact) for fact in facts(source))
        for change in source.changed:
            before = change.before.text if change.before else None
            yield (*name, change.kind, place(change.wording), before, change.now.text if change.now else None)
