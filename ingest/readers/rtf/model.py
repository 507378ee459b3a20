"""The contents of a rich text file: lines, table rows and notes, and the look of their words."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

# Groups whose words are not text of the document.
ASIDE = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "annotation", "atnid", "atnauthor", "fldinst",
    "xe", "tc", "rxe", "objdata", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator",
    "nonesttables", "nonshppict", "sn", "sv", "bkmkstart", "bkmkend", "ftnsep", "ftnsepc", "ftncn",
    "aftnsep", "aftnsepc", "aftncn", "filetbl", "private", "pntxta", "pntxtb", "listtext", "pntext",
    "objclass", "objname", "sp", "shprslt",
}  # fmt: skip
# Starred groups that are read nevertheless.
STARRED = {"cs", "shpinst", "shptxt", "shppict", "fldinst", "footnote", "nesttableprops", "do"}
# Groups that are texts of their own: of a note, of a shape, and of a drawing of Word 95.
BOXES = {"shptxt", "dptxbxtext"}
# Those of page headers and footers: of all pages, of left, right and first ones.
HEADS = {f"{which}{pages}": which for which in ("header", "footer") for pages in ("", "l", "r", "f")}
SWITCHES = {"b": "bold", "strike": "struck", "striked": "struck", "v": "hidden", "deleted": "deleted",
            "mvf": "deleted", "caps": "capitals", "ul": "underlined", "super": "raised",
            "up": "raised"}  # fmt: skip
LEAST_RAISED = 4  # half-points; letters are moved less to stand better in their line
ENDS = {"ulnone": "underlined", "nosupersub": "raised", "sub": "raised", "dn": "raised"}
NUMBERS = {"fs": "size", "cf": "colour", "cb": "ground", "chcbpat": "ground", "chcfpat": "pattern",
           "chshdng": "shade", "highlight": "marker", "f": "font", "uc": "skips", "cs": "style"}  # fmt: skip
OF_PARAGRAPH = {"s": "style", "outlinelevel": "outline", "ilvl": "level", "cbpat": "ground",
                "cfpat": "pattern", "shading": "shade", "li": "indent"}  # fmt: skip
# Groups set aside whose words are needed.
LABELS = {"listtext", "pntext"}  # what stands before an item
KEPT = {"fldinst", "title", "stylesheet", "fonttbl", "colortbl", "sn", "sv", "ffl", *LABELS}

BULLET = re.compile(r"\s*[•◦▪●○■–-]\s+(?=\S)")
SOLID = 10_000  # hundredths of a per cent
STEP = 360  # the indent of a list item, in twentieths of a point


@dataclass(frozen=True, slots=True)
class State:
    """The formatting in force inside a group.

    aside: the group whose words are not text of the document; "" for text. size: in half-points. colour,
    ground, pattern, marker: numbers in the table of colours, 0 for none. shade: as of `shown`. skips: how
    many characters after a numbered character are its fallback. style: the number of a style of characters,
    0 for none. struck, hidden: None if only a style may say so.
    """

    aside: str = ""
    bold: bool = False
    underlined: bool = False
    capitals: bool = False
    struck: bool | None = None
    hidden: bool | None = None
    deleted: bool = False
    raised: bool = False
    size: int = 24
    colour: int = 0
    ground: int = 0
    pattern: int = 0
    shade: int = 0
    marker: int = 0
    font: int = 0
    skips: int = 1
    style: int = 0
    link: str | None = None

    def after(self, word: str, number: int | None) -> "State":
        """Returns the formatting after a control word; the same if the word does not format words.

        In a group set aside, only numbers such as that of the font count.
        """
        changes: dict[str, Any] = {}
        if word in NUMBERS:
            changes[NUMBERS[word]] = number or 0
        elif self.aside:
            return self
        elif word in SWITCHES:
            little = word == "up" and number is not None and number < LEAST_RAISED
            changes[SWITCHES[word]] = number != 0 and not little
        elif word in ENDS:
            changes[ENDS[word]] = False
        elif word == "plain":
            return State(skips=self.skips, link=self.link)
        return replace(self, **changes) if changes else self


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and their formatting."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's formatting. style: its number. outline: its level, from 0; 9 is none. level: of a list.

    ground, pattern: of its shading, as numbers in the table of colours. shade: as of `shown`. indent: in
    twentieths of a point. label: what stands before an item.
    """

    style: int = 0
    outline: int | None = None
    level: int = 0
    ground: int = 0
    pattern: int = 0
    shade: int = 0
    in_table: bool = False
    indent: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its words. box: the number of its text box, from 1; 0 for none."""

    pieces: tuple[Piece, ...]
    about: Paragraph
    box: int = 0

    @property
    def text(self) -> str:
        """Returns its words."""
        return "".join(piece.text for piece in self.pieces)


def without_bullet(line: Line) -> Line:
    """Turns a line that begins with a typed bullet into an item; leaves other lines alone."""
    found = BULLET.match(line.text)
    if not found or line.about.label:
        return line
    left = found.end()
    pieces = []
    for piece in line.pieces:
        pieces.append(replace(piece, text=piece.text[left:]))
        left = max(0, left - len(piece.text))
    return Line(tuple(pieces), replace(line.about, label="•", level=max(0, line.about.indent // STEP - 1)))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, line by line, with its mark. box: as of a line."""

    lines: tuple[Line, ...]
    box: int = 0


@dataclass(frozen=True, slots=True)
class CellShape:
    """A row's formatting of one cell. along, up: it is merged with the cell before it, or above it.

    right: the place of its right edge, in twentieths of a point.
    """

    along: bool = False
    up: bool = False
    ground: int = 0
    pattern: int = 0
    shade: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, cell by cell, each with its lines. header: it contains column headings.

    box: as of a line.
    """

    cells: tuple[tuple[Line, ...], ...]
    shapes: tuple[CellShape, ...] = ()
    header: bool = False
    box: int = 0


@dataclass
class RowShape:
    """A row's formatting, given before its cells."""

    cells: list[CellShape] = field(default_factory=list)
    header: bool = False
    _next: CellShape = CellShape()

    def word(self, word: str, number: int | None) -> None:
        """Applies a control word that formats a row."""
        match word:
            case "trowd":
                self.cells, self.header, self._next = [], False, CellShape()
            case "trhdr":
                self.header = True
            case "clmrg":
                self._next = replace(self._next, along=True)
            case "clvmrg":
                self._next = replace(self._next, up=True)
            case "clcbpat":
                self._next = replace(self._next, ground=number or 0)
            case "clcfpat":
                self._next = replace(self._next, pattern=number or 0)
            case "clshdng":
                self._next = replace(self._next, shade=number or 0)
            case "cellx":
                self.cells.append(replace(self._next, right=number or 0))
                self._next = CellShape()

    def ground(self, cell: int) -> int:
        """Returns the shading of a cell, as a number in the table of colours; 0 for none."""
        return shown(self.cells[cell]) if cell < len(self.cells) else 0


def shown(shading: State | Paragraph | CellShape) -> int:
    """Returns the colour that a shading shows, as a number in the table of colours; 0 for none.

    Its pattern covers its ground if the shade of the pattern, in hundredths of a per cent, is whole.
    """
    return shading.pattern if shading.shade >= SOLID else shading.ground


Block = Line | TableRow | Note
