"""The passages of a document that hold certain words."""

from html import escape
from textwrap import shorten

from assistant.library.descriptions import counted, section_name
from index.documents import Document
from index.storage.passage_index import PassageIndex
from views.elements.markup import holds
from views.elements.permalinks import passage_address

# So many passages are listed; so many letters of each.
MOST_FOUND, LONGEST_LINE = 50, 160


def found_list(index: PassageIndex, document: Document, words: str) -> str:
    """Returns the passages that hold all of these words, in any case, each as a link to where it stands."""
    passages = [index.passages[row] for row in index.passages_by_source[document.source_id]]
    found = [
        (passage, text)
        for passage in passages
        for text in (" ".join(document.text[passage.start : passage.end].split()),)
        if holds(text, words)
    ]
    lines = "".join(
        f'<li><a href="{escape(passage_address(passage))}" target="_self">'
        f"{escape(shorten(text, LONGEST_LINE, placeholder=' …'))}</a> "
        f"<span>{escape(section_name(document.section_at(passage.start).path))}</span></li>"
        for passage, text in found[:MOST_FOUND]
    )
    more = f"; the first {MOST_FOUND} are shown" if len(found) > MOST_FOUND else ""
    return (
        f'<section class="found"><p role="status">{counted(len(found), "passage")} with these words{more}</p>'
        f"<ul>{lines}</ul></section>"
    )
