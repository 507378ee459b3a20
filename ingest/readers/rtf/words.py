"""Reads rich text, control word by control word, into lines, rows and notes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.maths import UNWRITTEN
from ingest.readers.office.fields import OpenField, without_stand_ins
from ingest.readers.rtf.aside import Aside
from ingest.readers.rtf.characters import CHARACTERS, Characters, is_private
from ingest.readers.rtf.form_fields import FormField
from ingest.readers.rtf.model import (
    ASIDE,
    KEPT,
    LABELS,
    OF_PARAGRAPH,
    STARRED,
    Block,
    Paragraph,
    Piece,
    RowShape,
    State,
    shown,
)
from ingest.readers.rtf.stories import OWN, Stories
from ingest.readers.rtf.story import Story
from ingest.readers.rtf.tables import Tables
from ingest.readers.rtf.tokens import Token, tokens_of
from ingest.text.note_marks import raised, superscript
from ingest.text.reading import LINE_BREAK
from ingest.text.table_grid import INNER_GAP

DEEPEST = 500  # nested groups
INNER_ROW = "nesttableprops"  # the group that formats a row of a table in a cell


class RichText:
    """Reads a whole file.

    Raises ValueError if its groups are nested too deeply.
    """

    def __init__(self, data: bytes, told: Told) -> None:
        self.told = told
        self.tables = Tables()
        self._characters = Characters(self.tables, told)
        self._state = State()
        self._about = Paragraph()
        self._stack: list[tuple[State, str]] = []
        self._stories = Stories()
        self._bytes = bytearray()
        self._skip = 0
        self._star = self._opening = False
        self._cut = False  # the line lacks a formula
        self._kind = ""  # of the open group: of a text of its own, or the name it is set aside under
        self._aside = Aside()
        self._row = RowShape()
        for token in tokens_of(data):
            self._take(token)
        self._flush()
        self._end_line()
        self._story.end_row(self._row)
        self.blocks.extend(self._story.later)

    @property
    def blocks(self) -> list[Block]:
        """Returns the lines, rows and notes in order; a note comes after the line that refers to it."""
        return self._stories.document.blocks

    @property
    def heads(self) -> list[tuple[str, list[Block]]]:
        """Returns its page headers and footers, each with which of the two it is."""
        return self._stories.heads

    def _take(self, token: Token) -> None:
        if token.kind == "bytes":
            self._opening = False
            if self._state.aside and self._state.aside not in KEPT:
                return
            dropped = min(self._skip, len(token.data))
            self._skip -= dropped
            self._bytes += token.data[dropped:]
            return
        self._flush()
        self._skip = 0
        if token.kind == "open":
            if len(self._stack) >= DEEPEST:
                raise ValueError("its groups are nested too deeply")
            self._stack.append((self._state, self._kind))
            self._opening, self._star, self._kind = True, False, ""
        elif token.kind == "close":
            self._close()
        elif token.kind == "star":
            self._star = True
        elif token.kind == "text":
            self._opening = False
            self._text(token.text)
        else:
            self._word(token.text, token.number)

    def _close(self) -> None:
        if not self._stack:
            return
        kind = self._kind
        self._state, self._kind = self._stack.pop()
        self._opening, self._skip = False, 0
        if kind in OWN:
            self._end_line()
            self._story.end_row(self._row)
            story = self._stories.end()
            self._about = story.around
            around = self.tables.styled(self._state, self._about.style)
            if kind != "footnote" or not (around.struck or self._is_gone(around)):
                self._stories.keep(kind, story)
        elif kind == "fldinst":
            about = OpenField(self._aside.words)
            self._state = replace(self._state, link=about.link)
            self._cut = self._cut or about.is_formula
            self._text(self._aside.form.shown)
        elif kind in LABELS:
            self._about = replace(self._about, label=self._aside.label)
        else:
            self._aside.end(kind)

    def _word(self, word: str, number: int | None) -> None:
        if self._opening:
            self._opening = False
            if word == "fldinst":
                self._aside.form = FormField()
            again = word == "fldrslt" and self._aside.form.shown
            if word in ASIDE or again or (self._star and word not in STARRED):
                self._put_aside(word)
                return
            if word == INNER_ROW:
                self._kind = word
        self._state = self._state.after(word, number)
        if word in OWN and not self._state.aside:
            self._kind = word
            self._stories.begin(word, self._about, self._aside)
            self._about = Paragraph()
        elif word in {"shp", "do"}:
            self._aside.shape = {}
        elif self._state.aside:
            if (self._state.aside, word) == ("info", "title"):
                self._put_aside("title")
            self._aside.form.numbers[word] = number or 0
            self.tables.word(self._state.aside, word, number)
            self._text(CHARACTERS.get(word, ""))
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])
        elif word in OF_PARAGRAPH:
            about: dict[str, Any] = {OF_PARAGRAPH[word]: number or 0}
            self._about = replace(self._about, **about)
        else:
            self._of_text(word, number)
        if word == "u" and number is not None:
            self._skip = self._state.skips
            if self._state.aside and (self._state.aside not in KEPT or is_private(number)):
                if self._state.aside in LABELS:
                    self._aside.words += self._characters.bullet(number, self._state.font)
                return
            self._text(self._characters.of_number(number, self._state.font))

    def _put_aside(self, word: str) -> None:
        if word == "pict":
            self.told.count("picture", "is left out")
        self._state, self._kind = replace(self._state, aside=word), word if word in KEPT else ""
        self._aside.words = ""

    def _of_text(self, word: str, number: int | None) -> None:
        """Applies a control word that separates lines, cells and rows."""
        match word:
            case "par" | "sect" | "page":
                self._end_line()
            case "line":
                self._text(LINE_BREAK)
            case "pard":
                self._about = Paragraph()
            case "intbl":
                self._about = replace(self._about, in_table=True)
            case "cell":
                self._end_line()
                self._story.end_cell()
            case "row":
                self._story.end_row(self._row)
            case "nestcell":
                self._text(INNER_GAP)
            case "nestrow":
                if self._story.pieces and self._story.pieces[-1].text == INNER_GAP:
                    self._story.pieces.pop()
                self._text(LINE_BREAK)
            case "chftn":
                within = any(kind == "footnote" for _, kind in self._stack) or self._kind == "footnote"
                self._text(superscript(str(self._stories.notes + (not within))))
            case "ansicpg":
                self._characters.encoding = f"cp{number or 1252}"
            case "mac":
                self._characters.encoding = "mac_roman"
            case _ if self._kind != INNER_ROW:
                self._row.word(word, number)

    def _flush(self) -> None:
        """Decodes the waiting bytes in the encoding of their font."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            if self._state.aside in LABELS and self._characters.has_signs(self._state.font):
                self._aside.words += "".join(self._characters.bullet(b, self._state.font) for b in data)
                return
            self._text(self._characters.decoded(data, 0 if self._state.aside else self._state.font))

    def _text(self, words: str) -> None:
        state = self.tables.styled(self._state, self._about.style)
        if state.aside:
            self._aside.words += words
            self.tables.say(state.aside, words)
        elif self._is_gone(state):
            self.told.hidden += [] if state.deleted else [words]
        elif words.strip() and self.tables.is_unseen(state, self._grounds(), self._story.paper):
            if self.tables.is_barred(state):
                self._story.pieces.append(Piece(self.told.cover(words), state))
            else:
                self.told.unseen.append(words)
        elif words:
            words = words.upper() if state.capitals else words
            self._story.pieces.append(Piece(raised(words) if state.raised else words, state))

    def _grounds(self) -> Iterator[int]:
        """Yields what words stand on here, the nearest first."""
        yield from (shown(self._state), shown(self._about))
        if self._about.in_table:
            yield self._row.ground(len(self._story.cells))

    def _is_gone(self, state: State) -> bool:
        return bool(state.hidden) or state.deleted or self._story.hidden

    @property
    def _story(self) -> Story:
        return self._stories.innermost

    def _end_line(self) -> None:
        if self._cut:
            self.told.count(*UNWRITTEN)
            self._story.pieces.clear()
        self._cut = False
        self._story.pieces = without_stand_ins(self._story.pieces, self.told)
        self._story.end_line(self._about)
        self._about = replace(self._about, label="")
