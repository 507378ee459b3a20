"""One document: the facts about it, its contents, and a section of it with the section before and after."""

from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.library.as_text import UNHEADED
from assistant.library.contents import Entry, Part, contents, parts_of
from assistant.library.descriptions import counted, pages_name, section_name
from assistant.library.links import ResolvedLink, links_of, links_within
from assistant.library.status import standings
from index.documents import Document, Passage
from index.storage.passage_index import PassageIndex
from views.elements.markup import outside_link
from views.elements.passage_blocks import part_block
from views.elements.permalinks import Wanted, passage_address, section_address
from views.elements.source_details import particulars
from views.elements.struck_words import struck_beside, struck_block

CUE = "The passage this link leads to:"
DEEPEST = 6


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
