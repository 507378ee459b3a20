"""Headings into sections: which words stand under which headings."""

from collections.abc import Sequence

from index.documents import Section
from ingest.text.reading import Block


def title_block(blocks: Sequence[Block]) -> Block | None:
    """The heading that is the document's title: the first, where no other stands as high.

    One that stands alone in its document is the title only where nothing is said before it.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    if not headings or any(heading.depth <= headings[0].depth for heading in headings[1:]):
        return None
    if len(headings) > 1:
        return headings[0]
    said = next(block for block in blocks if block.kind not in {"picture", "amendment", "reference"})
    return headings[0] if headings[0].depth <= 1 and said is headings[0] else None


def sections_of(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The sections, in order and together the whole text.

    The title is on no path: every section stands under it. A heading's path holds the headings
    above it of a lower level, outermost first. A section ends as well before an amendment, behind which
    all stands under the title, and before a block that says so.
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
