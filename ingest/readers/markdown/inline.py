"""Reads the words of a line of Markdown: links, struck words, pictures, HTML between them."""

import re
from collections.abc import Iterator, Sequence

import lxml.html
from lxml.html import HtmlElement
from markdown_it.token import Token

from ingest.readers.left_out import Told, describes
from ingest.readers.markdown.inline_html import OpenElements, is_break
from ingest.readers.web.pictures import undescribed
from ingest.readers.web.visibility.looks import PAPER, Look
from ingest.text.note_marks import raised, superscript
from ingest.text.reading import LINE_BREAK, Run

# What raises the words right after it.
RAISED = re.compile(r"<sup\b", re.IGNORECASE)


def runs_of(
    children: Sequence[Token],
    told: Told,
    look: Look = PAPER,
    sheets: Sequence[HtmlElement] = (),
    *,
    struck: bool = False,
) -> Iterator[Run]:
    """Yields the words of an inline token; words with the same link and the same strike-out are one run.

    told: collects the words that nobody sees. look: of the words around it. sheets: the style sheets of the
    text. struck: the text around it is struck through.
    """
    link: str | None = None
    words, strokes, tags = "", 0, OpenElements(look, sheets)
    pictured, is_raised = is_picture(children), False
    for token in children:
        before = link, struck or strokes > 0 or tags.struck
        more, ended = "", False
        match token.type:
            case "link_open":
                link = str(token.attrs.get("href", ""))
                link = "" if link == "#" else link
            case "link_close":
                link, ended = None, True
            case "s_open" | "s_close":
                strokes += token.nesting
            case "image" if not (pictured and describes(token.content)):
                pass
            case "text" | "code_inline" | "image":
                more = raised(token.content) if is_raised else token.content
            case "softbreak":
                more = " "
            case "hardbreak":
                more = LINE_BREAK
            case "footnote_ref":
                more = superscript(str(token.meta["label"]))
            case "html_inline" if is_break(token.content):
                more = LINE_BREAK
            case "html_inline":
                is_raised = bool(RAISED.match(token.content))
                tags.pass_markup(token.content)
        if ended or (link, struck or strokes > 0 or tags.struck) != before:
            yield Run(words, before[0], struck=before[1])
            words = ""
        if tags.hidden and tags.look.leaves_bar and more.strip():
            words += told.cover(more)
        elif tags.hidden:
            told.dropped.append(more)
        else:
            words += more
    yield Run(words, link, struck=struck or strokes > 0 or tags.struck)


def is_picture(children: Sequence[Token]) -> bool:
    """Returns whether an inline token contains pictures only, whose descriptions are quoted as such."""
    return {child.type for child in children} == {"image"}


def described_in(children: Sequence[Token]) -> list[str]:
    """Returns the descriptions of pictures among words, which nobody reads there."""
    shown = [] if is_picture(children) else [token for token in children if token.type == "image"]
    return [token.content for token in shown if describes(token.content)]


def undescribed_in(children: Sequence[Token]) -> int:
    """Returns how many pictures in an inline token have no description."""
    found = 0
    for token in children:
        if token.type == "image":
            found += not describes(token.content)
        elif token.type == "html_inline" and token.content.lower().startswith("<img"):
            found += undescribed(lxml.html.fragment_fromstring(token.content))
    return found
