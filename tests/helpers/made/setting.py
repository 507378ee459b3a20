"""Sets pieces on pages: columns with footnotes at their foot, and the resulting place of each word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .briefing import Piece, Source, Word
from .lines import SUPERSCRIPTS, TIMES, Face, Fragment, Type, break_lines

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
TOP, FOOT = 770.0, 75.0
NOTE_LEADING = 10.0
INDENT = 18.0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set.

    columns: the left and right edge of each, on every page. justified: word by word, without spaces in the
    file. across: the file stores lines at the same height together, across columns. outline: the headings
    are bookmarks too.
    """

    columns: tuple[tuple[float, float], ...] = ((72.0, 523.0),)
    face: Face = TIMES
    size: float = 10.5
    leading: float = 13.0
    justified: bool = False
    across: bool = False
    outline: bool = False

    def type_of(self, piece: Piece) -> Type:
        """Returns the type of a piece: headings are larger, and bold."""
        if piece.kind != "heading":
            return Type(self.face, self.size)
        return Type(self.face, {1: 19.0, 2: 14.5}.get(piece.depth, 12.0), bold=True)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line on its page.

    baseline: in points from the foot. piece: its position among the pieces, or the footnote's mark. bullet:
    the depth of the item that begins here. last: whether it ends its piece or note.
    """

    fragments: tuple[Fragment, ...]
    style: Type
    page: int
    column: int
    left: float
    right: float
    baseline: float
    piece: int | str
    bullet: int = 0
    last: bool = False


@dataclass
class Setter:
    """One pass over the pieces, column by column."""

    source: Source
    layout: Layout
    page: int = 1
    column: int = 0
    y: float = TOP
    lines: list[SetLine] = field(default_factory=list)
    waiting: list[tuple[str, list[list[Fragment]]]] = field(default_factory=list)

    def set(self) -> list[SetLine]:
        """Returns the lines in reading order, with a column's footnotes after its lines."""
        pieces = self.source.pieces
        broken = [self._broken(piece) for piece in pieces]
        for i, (piece, lines) in enumerate(zip(pieces, broken, strict=True)):
            gap = self.layout.leading if piece.kind != "item" or pieces[i - 1].kind != "item" else 0.0
            if self.y < TOP:
                self.y -= gap
            if piece.kind == "heading":
                following = self.layout.leading * 3
                self._make_room(len(lines) * self._leading(piece) + following, ())
            for number, line in enumerate(lines):
                self._place(i, piece, line, first=number == 0, last=number + 1 == len(lines))
            # Snaps to the grid, so that lines in all columns are at the same heights.
            self.y = TOP - -(-(TOP - self.y) // self.layout.leading) * self.layout.leading
        self._end_column()
        return self.lines

    def _width(self) -> float:
        left, right = self.layout.columns[0]
        return right - left

    def _indent(self, piece: Piece) -> float:
        return INDENT * piece.depth if piece.kind == "item" else 0.0

    def _leading(self, piece: Piece) -> float:
        size = self.layout.type_of(piece).size
        return self.layout.leading if piece.kind != "heading" else size * 1.25

    def _broken(self, piece: Piece) -> list[list[Fragment]]:
        return break_lines(
            piece.words,
            self.layout.type_of(piece),
            self._width() - self._indent(piece),
            hyphenate=piece.kind != "heading",
            breaks=piece.lines,
        )

    def _notes_of(self, line: Sequence[Fragment]) -> Iterator[tuple[str, list[list[Fragment]]]]:
        style = self._note_type()
        for fragment in line:
            for mark in (character for character in fragment.text if character in SUPERSCRIPTS):
                words = (Word(mark), *self.source.notes[mark])
                yield mark, break_lines(words, style, self._width(), hyphenate=False)

    def _note_type(self) -> Type:
        return Type(self.layout.face, 8.0)

    def _notes_height(self, notes: Sequence[tuple[str, list[list[Fragment]]]]) -> float:
        return sum(len(lines) for _, lines in notes) * NOTE_LEADING + (NOTE_LEADING if notes else 0.0)

    def _make_room(self, height: float, notes: Sequence[tuple[str, list[list[Fragment]]]]) -> None:
        if self.y - height < FOOT + self._notes_height([*self.waiting, *notes]):
            self._end_column()
            self.column += 1
            if self.column == len(self.layout.columns):
                self.page, self.column = self.page + 1, 0
            self.y = TOP

    def _place(self, index: int, piece: Piece, line: list[Fragment], *, first: bool, last: bool) -> None:
        notes = list(self._notes_of(line))
        leading = self._leading(piece)
        self._make_room(leading, notes)
        self.waiting += notes
        self.y -= leading
        left, right = self.layout.columns[self.column]
        self.lines.append(
            SetLine(
                tuple(line), self.layout.type_of(piece), self.page, self.column,
                left + self._indent(piece), right, self.y, index,
                bullet=piece.depth if piece.kind == "item" and first else 0, last=last,
            )
        )  # fmt: skip

    def _end_column(self) -> None:
        """Sets the footnotes that the column refers to at its foot."""
        left, right = self.layout.columns[self.column]
        y = FOOT + self._notes_height(self.waiting) - NOTE_LEADING
        for mark, lines in self.waiting:
            for number, line in enumerate(lines):
                y -= NOTE_LEADING
                self.lines.append(
                    SetLine(
                        tuple(line), self._note_type(), self.page, self.column,
                        left, right, y, mark, last=number + 1 == len(lines),
                    )
                )  # fmt: skip
        self.waiting = []
