"""The tables at the head of a rich text file: fonts, colours, styles."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.readers.office.colours import BLACK, SMALLEST, Colour, are_one
from ingest.readers.rtf.model import SWITCHES, State, shown
from ingest.text.bars import is_dark


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

    def is_barred(self, state: State) -> bool:
        """Returns whether words that nobody sees leave a dark bar in their line."""
        return state.size >= SMALLEST and is_dark(self.colour(state.marker) or self.colour(shown(state)))

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
