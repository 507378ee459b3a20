"""A text of a rich text file as it is collected: pieces into lines, lines into cells, cells into rows."""

from dataclasses import dataclass, field

from ingest.readers.office.colours import WHITE, Colour
from ingest.readers.rtf.model import Block, Line, Paragraph, Piece, RowShape, TableRow, without_bullet


@dataclass
class Story:
    """The text being collected: the document's, a note's or a text box's.

    around: the paragraph that it is anchored to. paper: the colour behind it, None if it is unknown.
    hidden: it is switched off. hanging: the notes and boxes of the line; later: of the table.
    """

    around: Paragraph
    paper: Colour | None = WHITE
    hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    hanging: list[Block] = field(default_factory=list)
    later: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    cells: list[tuple[Line, ...]] = field(default_factory=list)

    def end_line(self, about: Paragraph) -> None:
        """Makes a line of the pieces: one of the open cell if the paragraph is in a table, else a block."""
        line = without_bullet(Line(tuple(self.pieces), about))
        if about.in_table:
            self.lines.append(line)
            self.later += self.hanging
        else:
            self.blocks += [*self.later, line, *self.hanging]
            self.later = []
        self.pieces, self.hanging = [], []

    def end_cell(self) -> None:
        """Makes a cell of the lines, even if there are none."""
        self.cells.append(tuple(self.lines))
        self.lines = []

    def end_row(self, shape: RowShape) -> None:
        """Makes a row of the cells, if there are any; lines outside a cell are its last cell."""
        if self.lines:
            self.end_cell()
        if self.cells:
            self.blocks.append(TableRow(tuple(self.cells), tuple(shape.cells), shape.header))
        self.cells = []
