"""The texts of a rich text file: the document's, and those of its notes, boxes, page headers and footers."""

from dataclasses import replace

from ingest.readers.rtf.aside import Aside
from ingest.readers.rtf.model import BOXES, HEADS, Block, Line, Note, Paragraph
from ingest.readers.rtf.story import Story

# The groups that are texts of their own.
OWN = BOXES | HEADS.keys() | {"footnote"}


class Stories:
    """The texts that are open, each inside the one before.

    heads: the page headers and footers that have ended. notes: how many footnotes have begun.
    """

    def __init__(self) -> None:
        self.heads: list[tuple[str, list[Block]]] = []
        self.notes = 0
        self._boxes = 0
        self._open = [Story(Paragraph())]

    @property
    def document(self) -> Story:
        """Returns the text of the document."""
        return self._open[0]

    @property
    def innermost(self) -> Story:
        """Returns the text that is being read."""
        return self._open[-1]

    def begin(self, kind: str, around: Paragraph, aside: Aside) -> None:
        """Begins the text of a kind of group, anchored to a paragraph. aside: says how a shape looks."""
        self.notes += kind == "footnote"
        hidden = self.innermost.hidden or aside.is_hidden
        self._open.append(Story(around, aside.fill, hidden) if kind in BOXES else Story(around))

    def end(self) -> Story:
        """Returns the innermost text, which ends."""
        return self._open.pop()

    def keep(self, kind: str, story: Story) -> None:
        """Takes a text that has ended into the one around it, or to the heads of pages."""
        if kind == "footnote":
            lines = tuple(block for block in story.blocks if isinstance(block, Line))
            self.innermost.hanging.append(Note(lines))
        elif kind in BOXES:
            self._boxes += 1
            self.innermost.hanging += (b if b.box else replace(b, box=self._boxes) for b in story.blocks)
        elif kind in HEADS:
            self.heads.append((HEADS[kind], story.blocks))
