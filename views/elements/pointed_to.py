"""The documents that the guidance names and that we have no copy of, as a short list."""

from collections.abc import Sequence

from index.documents import Source
from views.elements.markup import source_link

HEADING = "Named in the guidance, but no copy here"


def pointed_to(sources: Sequence[Source], most: int) -> str:
    """Returns the list, or nothing where there is none. most: how many are named; the others are counted."""
    if not sources:
        return ""
    entries = [source_link(source) for source in sources[:most]]
    if (more := len(sources) - most) > 0:
        entries.append(f'<a href="sources" target="_self">{more} more</a>')
    listed = "".join(f"<li>{entry}</li>" for entry in entries)
    return f'<section class="beside"><h2>{HEADING}</h2><ul>{listed}</ul></section>'
