"""Carries a strike that one paragraph of Markdown leaves open into the next, as browsers do."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from ingest.readers.markdown.inline_html import tags_in
from ingest.readers.web.visibility.open_strikes import MOST_OPEN, STRIKES

CELLS = {"th_open", "td_open"}


def strikes_carried(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yields the tokens; words after a paragraph that leaves `<s>` open begin with that tag again.

    No strike reaches into or out of a table.
    """
    opened: list[Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "html_block":
            closed = sum(bool(t[1]) and t[2].lower() in STRIKES for t in tags_in(token.content))
            opened = opened[: max(0, len(opened) - closed)]
        elif token.type == "table_open":
            opened = []
        elif token.type == "inline" and not (before and before.type in CELLS):
            carried, opened = opened, _open_after([*opened, *(token.children or [])])
            token = token.copy(children=[*carried, *(token.children or [])]) if carried else token
        yield token


def _open_after(children: Sequence[Token]) -> list[Token]:
    """Returns the tags of the strikes that are open at the end of a line's words."""
    opened: list[Token] = []
    for child in children:
        for tag in tags_in(child.content) if child.type == "html_inline" else ():
            if tag[2].lower() in STRIKES:
                opened = opened[:-1] if tag[1] else [*opened, child]
    return opened[-MOST_OPEN:]
