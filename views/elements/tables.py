"""Tables as HTML: with a caption and headings for whoever hears them, in a box of their own where wide."""

from collections.abc import Iterable, Sequence
from html import escape


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first cell names its row. caption, columns: words; the cells: HTML already."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    named = f"<caption><span>{escape(caption)}</span></caption>"
    inner = f"{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return scrolling(caption, f'<table class="lead">{inner}</table>')


def scrolling(name: str, inner: str) -> str:
    """A box that scrolls sideways by itself, with the keyboard too, so that the page need not."""
    return f'<div class="scrolling" role="region" tabindex="0" aria-label="{escape(name)}">{inner}</div>'
