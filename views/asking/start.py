"""The words around a conversation: the question that was asked, what is searched, what is only named."""

from html import escape

from assistant.library.descriptions import counted, day
from assistant.library.links import all_links, without_copy
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.builds.history import entries_of
from publishing.builds.news import news
from views.asking.filters import titles
from views.current_build import current_index, published
from views.elements.pointed_to import pointed_to

LEGEND = "Highlighted: the sentences closest to your question."
# So many example questions are offered.
EXAMPLES = 4
# So many documents that have no copy here are named; the others are counted.
NAMED = 2


def asked(question: str, *, newest: bool) -> str:
    """Returns the question as it was typed. newest: the page is scrolled to it."""
    mark = ' data-newest=""' if newest else ""
    return f'<div class="asked"{mark}><p>You asked</p><h2>{escape(question)}</h2></div>'


def searched(index: PassageIndex, within: frozenset[str] | None) -> str:
    """Returns what is searched, in a line. within: the ids of the chosen sources; None: all."""
    if within is None:
        held = counted(len(index.documents), "document")
        what = f"{held}, {counted(len(index.passages), 'passage')}"
    else:
        what = "; ".join(titles(index, within)) or "nothing"
    return f'<section class="beside"><h2>Searched here</h2><p>{escape(what)}</p></section>'


def newest_change(settings: Settings) -> str:
    """Returns the last change of the guidance in a line; nothing where there was none since the first."""
    try:
        entries = entries_of(published(settings).states(), settings.keep)
        found = news(entries, current_index(settings).sources)
    except SignpostError:
        # The question itself tells of the fault.
        return ""
    if len(found) < 2:
        return ""
    words = escape(f"{day(found[0].on)}: {found[0].words}")
    link = '<a href="changes" target="_self">See what changed</a>'
    return f'<section class="beside"><h2>Last change</h2><p>{words} {link}</p></section>'


def named_only(settings: Settings) -> str:
    """Returns the documents that the guidance links to and that we have no copy of; nothing where none is."""
    try:
        index = current_index(settings)
    except SignpostError:
        # The question itself tells of the fault.
        return ""
    return pointed_to(without_copy(index, all_links(index)), NAMED)
