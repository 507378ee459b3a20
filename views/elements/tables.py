"""HTML tables, with a caption and headings for screen readers, in a box that scrolls sideways."""

from collections.abc import Iterable, Sequence
from html import escape


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a table whose first cell names its row. caption and columns are plain text, cells are HTML."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    named = f"<caption><span>{escape(caption)}</span></caption>"
    inner = f"{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return scrolling(caption, f'<table class="lead">{inner}</table>')


def scrolling(name: str, inner: str) -> str:
    """Returns a box that scrolls sideways, by keyboard too, so that the page need not."""
    return f'<div class="scrolling" role="region" tabindex="0" aria-label="{escape(name)}">{inner}</div>'
