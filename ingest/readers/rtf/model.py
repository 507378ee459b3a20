"""The contents of a rich text file: lines, table rows and notes, and the look of their words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ingest.readers.office.colours import BLACK, SMALLEST, Colour, are_one

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
            "caps": "capitals", "ul": "underlined", "super": "raised"}  # fmt: skip
ENDS = {"ulnone": "underlined", "nosupersub": "raised", "sub": "raised"}
NUMBERS = {"fs": "size", "cf": "colour", "cb": "ground", "chcbpat": "ground", "highlight": "marker",
           "f": "font", "uc": "skips", "cs": "style"}  # fmt: skip
OF_PARAGRAPH = {"s": "style", "outlinelevel": "outline", "ilvl": "level", "cbpat": "ground", "li": "indent"}
# Groups set aside whose words are needed.
KEPT = {"fldinst", "title", "stylesheet", "fonttbl", "colortbl", "listtext", "pntext", "sn", "sv", "ffl"}

BULLET = re.compile(r"\s*[•◦▪●○■–-]\s+(?=\S)")
UNSET = 25  # the result of a form field that nobody has changed
STEP = 360  # the indent of a list item, in twentieths of a point


@dataclass(frozen=True, slots=True)
class State:
    """The formatting in force inside a group.

    aside: the group whose words are not text of the document; "" for text. size: in half-points. colour,
    ground, marker: numbers in the table of colours, 0 for none. skips: how many characters after a numbered
    character are its fallback. style: the number of a style of characters, 0 for none. struck, hidden: None
    if only a style may say so.
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
    marker: int = 0
    font: int = 0
    skips: int = 1
    style: int = 0
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and their formatting."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's formatting. style: its number. outline: its level, from 0; 9 is none. level: of a list.

    ground: its shading, as a number in the table of colours. indent: in twentieths of a point. label: what
    stands before an item.
    """

    style: int = 0
    outline: int | None = None
    level: int = 0
    ground: int = 0
    in_table: bool = False
    indent: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its words."""

    pieces: tuple[Piece, ...]
    about: Paragraph

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
    """A footnote, line by line, with its mark."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CellShape:
    """A row's formatting of one cell. along, up: it is merged with the cell before it, or above it.

    right: the place of its right edge, in twentieths of a point.
    """

    along: bool = False
    up: bool = False
    ground: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, cell by cell, each with its lines. header: it contains column headings."""

    cells: tuple[tuple[Line, ...], ...]
    shapes: tuple[CellShape, ...] = ()
    header: bool = False


@dataclass
class FormField:
    """A form field as it is collected. numbers: its control words. entries: of a list to choose from."""

    numbers: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """Returns a ticked or empty box, or the chosen entry of a list; empty for other fields."""
        chosen = self.numbers.get("ffres", UNSET)
        chosen = self.numbers.get("ffdefres", 0) if chosen == UNSET else chosen
        match self.numbers.get("fftype"):
            case 1:
                return "☒" if chosen else "☐"
            case 2:
                return self.entries[chosen] if 0 <= chosen < len(self.entries) else ""
        return ""


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
            case "cellx":
                self.cells.append(replace(self._next, right=number or 0))
                self._next = CellShape()

    def ground(self, cell: int) -> int:
        """Returns the shading of a cell, as a number in the table of colours; 0 for none."""
        return self.cells[cell].ground if cell < len(self.cells) else 0


Block = Line | TableRow | Note


def fill_of(shape: Mapping[str, str]) -> Colour | None:
    """Returns the plain colour that a shape states as its fill, by its properties; else None."""
    written = shape.get("fillColor", "")
    if not written.isdecimal() or shape.get("fFilled") == "0" or shape.get("fillType", "0") != "0":
        return None
    number = int(written)
    return number & 0xFF, number >> 8 & 0xFF, number >> 16 & 0xFF


@dataclass
class Tables:
    """The tables at the head of a file: fonts, colours, styles, the title.

    fonts: the character set and the name of each. styles: their names. stated: what styles switch on or off,
    by the style's number and a name such as "struck". based_on: the numbers of the styles that they extend.
    """

    fonts: dict[int, tuple[int, str]] = field(default_factory=dict)
    colours: list[Colour | None] = field(default_factory=list)
    styles: dict[int, str] = field(default_factory=dict)
    stated: dict[tuple[int, str], bool] = field(default_factory=dict)
    based_on: dict[int, int] = field(default_factory=dict)
    title: str = ""
    _number: int = 0
    _name: str = ""
    _channels: dict[str, int] = field(default_factory=dict)

    def colour(self, number: int) -> Colour | None:
        """Returns a colour of the table; None for the automatic colour, and for one that is missing."""
        return self.colours[number] if 0 < number < len(self.colours) else None

    def styled(self, state: State, paragraph: int) -> State:
        """Returns the formatting in which styles have settled what it leaves open.

        paragraph: the number of the paragraph's style, which comes after that of the characters.
        """
        if not self.stated:
            return state
        styles = (state.style, paragraph) if state.style else (paragraph,)
        struck, hidden = (
            next((on for n in styles if (on := self._said(n, name)) is not None), None)
            if own is None
            else own
            for name, own in (("struck", state.struck), ("hidden", state.hidden))
        )
        return replace(state, struck=struck, hidden=hidden)

    def _said(self, style: int, name: str) -> bool | None:
        """Returns whether a style, or one that it extends, switches something on or off; None if neither."""
        seen: set[int] = set()
        while (style, name) not in self.stated and style in self.based_on and style not in seen:
            seen.add(style)
            style = self.based_on[style]
        return self.stated.get((style, name))

    def is_unseen(self, state: State, grounds: Iterable[int], paper: Colour | None) -> bool:
        """Returns whether words match their background or are too small.

        grounds: the nearest first. paper: what is behind all of them, None if it is unknown.
        """
        letters, marker = self.colour(state.colour), self.colour(state.marker)
        if state.size < SMALLEST or (marker and are_one(letters or BLACK, marker)):
            return True
        if letters is None or marker:
            return False
        stated = (colour for number in grounds if (colour := self.colour(number)) is not None)
        behind = next(stated, paper)
        return behind is not None and are_one(letters, behind)

    def word(self, table: str, word: str, number: int | None) -> None:
        """Applies a control word of one of the tables."""
        match table, word:
            case ("fonttbl", "f") | ("stylesheet", "s" | "cs" | "ds" | "ts"):
                self._number = number or 0
            case "stylesheet", "sbasedon":
                self.based_on[self._number] = number or 0
            case "stylesheet", _ if word in SWITCHES:
                self.stated[self._number, SWITCHES[word]] = number != 0
            case "fonttbl", "fcharset":
                self.fonts[self._number] = (number or 0, "")
            case "colortbl", "red" | "green" | "blue":
                self._channels[word] = max(0, min(number or 0, 255))

    def say(self, table: str, words: str) -> None:
        """Takes words of one of the tables; each entry ends with a semicolon."""
        if table == "title":
            self.title += words
        if table not in {"fonttbl", "stylesheet", "colortbl"}:
            return
        for i, part in enumerate(words.split(";")):
            if i:
                self._end(table)
            self._name += part

    def _end(self, table: str) -> None:
        name, self._name = self._name.strip(), ""
        if table == "colortbl":
            red, green, blue = (self._channels.get(one, 0) for one in ("red", "green", "blue"))
            self.colours.append((red, green, blue) if self._channels else None)
            self._channels = {}
        elif table == "stylesheet":
            self.styles[self._number] = name.partition(",")[0]
        else:
            self.fonts[self._number] = (self.fonts.get(self._number, (0, ""))[0], name)
        self._number = 0
