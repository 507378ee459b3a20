"""Pages drawn by hand, with the place of each word on them: text, coloured boxes, tables."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from .briefing import Word
from .lines import HELVETICA, Type, break_lines
from .made import PlacedWord, Row, Stretch, Table
from .setting import PAGE_HEIGHT, PAGE_WIDTH

BODY = Type(HELVETICA, 10)
SMALL = Type(HELVETICA, 8.5)
LARGE = Type(HELVETICA, 15, bold=True)
MIDDLE = Type(HELVETICA, 12, bold=True)
LEFT, RIGHT = 72.0, 523.0
PADDING = 5.0
CELL_GAP = " | "
BOX_COLOURS = ("#DCEBFA", "#FBE7C6", "#DDF2DC")


@dataclass
class Sheet:
    """A canvas and what was drawn on it, in reading order. Heights are in points from the foot."""

    footer: str
    count: int
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 1
    height: float = PAGE_HEIGHT
    width: float = PAGE_WIDTH
    read: list[list[PlacedWord]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    blocks: list[Stretch] = field(default_factory=list)
    headings: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)

    def turn_over(self, *, rotated: bool = False) -> None:
        """Finishes the page with its footer. rotated: the next one is turned by its /Rotate entry."""
        self._string(self.footer.format(number=self.page, count=self.count), self.width / 2 - 60, 40, SMALL)
        self.canvas.showPage()
        self.page += 1
        self.width, self.height = (PAGE_HEIGHT, PAGE_WIDTH) if rotated else (PAGE_WIDTH, PAGE_HEIGHT)
        self.canvas.setPageSize((self.width, self.height))
        self.canvas.setPageRotation(90 if rotated else 0)
        if rotated:
            self.canvas.transform(0, 1, -1, 0, PAGE_WIDTH, 0)

    def data(self) -> bytes:
        """Finishes the last page and returns the file."""
        self._string(self.footer.format(number=self.page, count=self.count), self.width / 2 - 60, 40, SMALL)
        self.canvas.save()
        return self.buffer.getvalue()

    def heading(self, text: str, top: float, level: int = 1) -> float:
        """Draws a heading of level 1 or 2 below the title; returns where the next line may begin."""
        above = self.headings[-1][: level - 1] if self.headings else ()
        self.headings.append((*above, text))
        return self.text(text, top, style=LARGE if level == 1 else MIDDLE) - 8

    def text(
        self, text: str, top: float, left: float = LEFT, right: float = RIGHT, style: Type = BODY
    ) -> float:
        """Draws a paragraph, read in the order of these calls; returns where the next line may begin."""
        self.reads(text)
        return self.lines(text, top, left, right, style)

    def clause(self, number: str, text: str, top: float, left: float, hang: float) -> float:
        """Draws a numbered clause as one block, with its number hanging before its words."""
        self.blocks.append(Stretch(f"{number} {text}", (self.page,)))
        self.reads(f"{number} {text}")
        self._string(number, left, top - BODY.size, BODY)
        return self.lines(text, top, left + hang) - 5

    def boxes(self, texts: Sequence[str], top: float, lefts: Sequence[float], width: float) -> float:
        """Draws coloured boxes side by side: read from the left, drawn from the right."""
        for text in texts:
            self.reads(text)
            self.blocks.append(Stretch(text, (self.page,)))
        height = max(len(self._broken(text, width - 4 * PADDING, BODY)) for text in texts) * 13 + 4 * PADDING
        for i in reversed(range(len(texts))):
            self._fill(BOX_COLOURS[i], lefts[i], top - height, width, height)
            inner = lefts[i] + 2 * PADDING
            self.lines(texts[i], top - 2 * PADDING, inner, lefts[i] + width - 2 * PADDING)
        return top - height - 8

    def reads(self, text: str) -> None:
        """Records words that a reader finds on this page, after those before."""
        self.read.append([PlacedWord(word, (self.page,)) for word in text.split()])

    def lines(
        self, text: str, top: float, left: float = LEFT, right: float = RIGHT, style: Type = BODY
    ) -> float:
        """Draws words in lines without recording them."""
        y = top
        for line in self._broken(text, right - left, style):
            self._string(line, left, y - style.size, style)
            y -= style.size * 1.3
        return y

    def table(
        self,
        rows: Sequence[Sequence[str]],
        top: float,
        edges: Sequence[float],
        *,
        colours: Sequence[str] = (),
        ruled: bool = True,
        goes_on: bool = False,
    ) -> float:
        """Draws a table whose first row holds the column headings.

        edges: where its columns begin, and the last one ends. colours: of the header's cells. ruled: lines
        on all sides of a cell, else only under each row. goes_on: continues the previous table under a
        repeated header.
        """
        made: list[Row] = []
        y = top
        for number, cells in enumerate(rows):
            style = Type(SMALL.face, SMALL.size, bold=number == 0)
            widths = [right - left - 2 * PADDING for left, right in pairwise(edges)]
            lines = [self._broken(cell, width, style) for cell, width in zip(cells, widths, strict=True)]
            height = max(map(len, lines)) * SMALL.size * 1.3 + 2 * PADDING
            for i, cell in enumerate(cells):
                if number == 0 and colours:
                    self._fill(colours[i], edges[i], y - height, edges[i + 1] - edges[i], height)
                if ruled:
                    self.canvas.rect(edges[i], y - height, edges[i + 1] - edges[i], height)
                self.lines(cell, y - PADDING, edges[i] + PADDING, edges[i + 1] - PADDING, style)
            if not ruled:
                self.canvas.line(edges[0], y - height, edges[-1], y - height)
            place = (edges[0], self.height - y, edges[-1], self.height - y + height)
            made.append(Row(" ".join(CELL_GAP.join(cells).split()), self.page, place))
            if not (goes_on and number == 0):
                self.reads(" ".join(cells))
            y -= height
        if goes_on:
            earlier = self.tables.pop()
            self.tables.append(Table(earlier.columns, (*earlier.rows, *made[1:])))
        else:
            self.tables.append(Table(made[0], tuple(made[1:])))
        return y - 12

    def turned(self, text: str, x: float, y: float) -> None:
        """Draws words that run up the edge of the page."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(90)
        self._string(text, 0, 0, SMALL)
        self.canvas.restoreState()

    def _broken(self, text: str, width: float, style: Type) -> list[str]:
        words = [Word(word) for word in text.split()]
        lines = break_lines(words, style, width, hyphenate=False)
        return [" ".join(fragment.text for fragment in line) for line in lines]

    def _string(self, text: str, x: float, y: float, style: Type) -> None:
        self.canvas.setFont(style.face.bold if style.bold else style.face.regular, style.size)
        self.canvas.drawString(x, y, text)

    def _fill(self, colour: str, x: float, y: float, width: float, height: float) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setStrokeColor(white)
        self.canvas.rect(x, y, width, height, fill=1)
        self.canvas.setFillColor(black)
        self.canvas.setStrokeColor(black)
