"""Reads the words of a line of Markdown: links, struck words, pictures, HTML between them."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from ingest.readers.markdown.inline_html import OpenElements, is_break
from ingest.readers.web.visibility.looks import PAPER, Look
from ingest.text.canonical import LINE_BREAK, superscript
from ingest.text.reading import Run


def runs_of(
    children: Sequence[Token], unseen: list[str], look: Look = PAPER, *, struck: bool = False
) -> Iterator[Run]:
    """Yields the words of an inline token; words with the same link and the same strike-out are one run.

    unseen: collects the words that nobody sees. look: of the words around it. struck: the text around it is
    struck through.
    """
    link: str | None = None
    words, strokes, tags = "", 0, OpenElements(look)
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
            case "text" | "code_inline" | "image":
                more = token.content
            case "softbreak":
                more = " "
            case "hardbreak":
                more = LINE_BREAK
            case "footnote_ref":
                more = superscript(str(token.meta["label"]))
            case "html_inline" if is_break(token.content):
                more = LINE_BREAK
            case "html_inline":
                tags.pass_markup(token.content)
        if ended or (link, struck or strokes > 0 or tags.struck) != before:
            yield Run(words, before[0], struck=before[1])
            words = ""
        if tags.hidden:
            unseen.append(more)
        else:
            words += more
    yield Run(words, link, struck=struck or strokes > 0 or tags.struck)
