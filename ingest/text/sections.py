"""Turns headings into sections: which words stand under which headings."""

from collections.abc import Sequence

from index.documents import Section
from ingest.text.reading import Block


def title_block(blocks: Sequence[Block]) -> Block | None:
    """Returns the heading that is the document's title: the first, if no other is of its level or higher.

    A document's only heading is its title only if no words come before it.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    if not headings or any(heading.depth <= headings[0].depth for heading in headings[1:]):
        return None
    if len(headings) > 1:
        return headings[0]
    said = next(block for block in blocks if block.kind not in {"picture", "amendment", "reference"})
    return headings[0] if headings[0].depth <= 1 and said is headings[0] else None


def sections_of(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Returns the sections in order; together they cover the whole text.

    The title is on no path, since every section stands under it. A heading's path lists the headings of
    lower level above it, outermost first. A section also ends before an amendment, after which everything
    stands under the title, and before a block that sets `ends`.
    """
    title = title_block(blocks)
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    names: tuple[str, ...] = ()
    start, anchor = 0, None
    for block in blocks:
        kept = 0 if block.kind == "amendment" else block.ends
        open_path = path if kept is None else [(depth, name) for depth, name in path if depth < kept]
        if block.kind != "heading" and open_path == path:
            continue
        if block.start > start:
            sections.append(Section(names, start, block.start, anchor))
        start = block.start
        anchor = block.anchor
        path = open_path
        if block.kind == "heading" and block is not title:
            path = [(depth, name) for depth, name in path if depth < block.depth]
            path.append((block.depth, " ".join(text[block.start : block.end].split())))
        names = tuple(name for _, name in path)
    if len(text) > start:
        sections.append(Section(names, start, len(text), anchor))
    return tuple(sections)


def open_level(blocks: Sequence[Block]) -> int:
    """Returns the level of the heading that a further block would stand under; 0 for none but the title's."""
    closed = None
    for block in reversed(blocks):
        if block.kind == "heading" and (closed is None or block.depth < closed):
            return block.depth
        if block.ends is not None:
            closed = block.ends if closed is None else min(closed, block.ends)
    return 0
