"""Reads the words of a Word paragraph: changes accepted, fields as results, hidden words left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.maths import UNWRITTEN
from ingest.readers.office.colours import Colour
from ingest.readers.office.fields import (
    WAITING,
    OpenField,
    box_shown,
    entry_shown,
    link_of,
    without_stand_ins,
)
from ingest.readers.office.formulas import FORMULA, in_a_line
from ingest.readers.office.joined_runs import EDGE, PARTED, linked, parted
from ingest.readers.word.backdrop import FALLBACK
from ingest.readers.word.colours import is_barred, is_unseen
from ingest.readers.word.looks import Looks
from ingest.readers.word.numbering import W
from ingest.readers.word.styles import is_on, value
from ingest.text.note_marks import raised
from ingest.text.reading import LINE_BREAK, Run
from ingest.text.symbol_fonts import SIGNS, is_sign, sign_of

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Comments and instructions; text boxes, which are written after their paragraph; the phonetic guide above a
# word.
LEFT_OUT = {
    W + tag
    for tag in (
        "txbxContent", "footnoteRef", "endnoteRef", "pPr", "rPr", "instrText", "delText",
        "delInstrText", "rt", "annotationRef",
    )
} | {FALLBACK}  # fmt: skip
DELETED = {W + "del", W + "moveFrom"}
# Elements that are followed, or are runs of their own, wherever they stand.
MARKS = {W + "instrText", W + "fldChar", W + "r", FORMULA}


@dataclass
class Wording:
    """Gives the words of paragraphs in document order, because a field may span several.

    targets: the addresses of the part's links. note: returns the mark for a reference to a note, given
    whether it is left out. page: the colour of the paper. broken: the beginnings of fields that never end,
    which are ignored. waiting: placeholder text of a form. told: reports of what was left out. cut: the
    current paragraph lacks a formula.
    """

    looks: Looks
    targets: dict[str, str]
    note: Callable[[Any, bool], str]
    page: Colour
    told: Told
    broken: set[Any] = field(default_factory=set)
    waiting: set[Any] = field(default_factory=set)
    fields: list[OpenField] = field(default_factory=list)
    cut: bool = False

    def begin(self, story: Any) -> None:  # noqa: ANN401
        """Finds fields in a story that never end, and form controls that nobody has filled in."""
        for control in story.iter(W + "sdt"):
            if is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
                self.waiting |= set(control.iter(W + "r"))
                self.told.count(*WAITING)
        waiting: list[Any] = []
        for mark in story.iter(W + "fldChar"):
            kind = mark.get(W + "fldCharType")
            if kind == "begin":
                waiting.append(mark)
            elif kind == "end" and waiting:
                waiting.pop()
        self.broken |= set(waiting)

    @property
    def in_contents(self) -> bool:
        """Returns whether the current words are a table of contents or of figures."""
        return any(open_field.name == "TOC" for open_field in self.fields)

    @property
    def is_shown(self) -> bool:
        """Returns whether the current words are text, not a field's instruction or a table of contents."""
        return all(open_field.shown for open_field in self.fields) and not self.in_contents

    def paragraph(self, element: Any, before: Iterable[Run] = ()) -> list[Run]:  # noqa: ANN401
        """Returns the words of a paragraph as read, after those carried over from the one before.

        There are none if it has a formula that cannot be written: without it, a sentence says something else.
        """
        self.cut = False
        runs = parted([*before, *self.runs(element)])
        if self.cut:
            self.told.count(*UNWRITTEN)
            return []
        return without_stand_ins(runs, self.told)

    def runs(self, element: Any) -> Iterator[Run]:  # noqa: ANN401
        """Yields the words inside an element; a link is one run."""
        for child in element:
            tag = child.tag
            if tag == W + "fldChar":
                self.turn(child)
            elif tag == W + "instrText" and self.fields and not self.fields[-1].shown:
                self.fields[-1].instruction += child.text or ""
            elif tag in LEFT_OUT or not isinstance(tag, str):
                continue
            elif tag in DELETED:
                yield from deletion(child)
            elif tag == W + "r":
                yield from self.run(child)
            elif tag == W + "hyperlink":
                yield from linked(self.runs(child), self.target(child))
            elif tag == W + "fldSimple":
                self.cut = self.cut or OpenField(child.get(W + "instr") or "").is_formula
                if not re.match(r"\s*TOC\b", child.get(W + "instr") or "", re.IGNORECASE):
                    yield from linked(self.runs(child), link_of(child.get(W + "instr") or ""))
            elif tag == FORMULA:
                written = in_a_line(child)
                self.cut = self.cut or written is None
                if written and self.is_shown:
                    yield from (Run(EDGE), Run(written, inserted=True), Run(EDGE))
            else:
                yield from self.runs(child)

    def run(self, element: Any) -> Iterator[Run]:  # noqa: ANN401
        """Yields the visible words of one run."""
        if element in self.waiting or self.looks.is_set(element, "vanish"):
            self.turn_within(element)
            if element not in self.waiting and not self.in_contents:
                self.told.hidden.append("".join(t.text or "" for t in element.findall(W + "t")))
            return
        struck = self.looks.is_set(element, "strike") or self.is_struck_twice(element)
        unseen = is_unseen(element, self.looks, self.page)
        is_raised = self.looks.is_raised(element)
        capitals = self.looks.is_set(element, "caps")
        for run in self.pieces(element, struck=struck or unseen):
            if unseen and run.text.strip():
                if is_barred(element, self.looks):
                    yield Run(self.told.cover(run.text))
                else:
                    self.told.unseen.append(run.text)
            elif capitals or is_raised:
                shown = run.text.upper() if capitals else run.text
                yield replace(run, text=raised(shown) if is_raised else shown)
            else:
                yield run

    def pieces(self, element: Any, *, struck: bool) -> Iterator[Run]:  # noqa: ANN401
        """Yields the words of a run, piece by piece."""
        for child in element:
            if child.tag == W + "fldChar" and self.is_shown and (chosen := chosen_in_form(child)):
                yield Run(chosen, struck=struck)
            if not isinstance(child.tag, str) or child.tag in LEFT_OUT | DELETED | MARKS:
                yield from self.runs([child])
            elif (words := self.words(child, struck=struck)) is None:
                yield from self.pieces(child, struck=struck)
            elif words and self.is_shown:
                link = next((f.link for f in self.fields[::-1] if f.link is not None), None)
                yield Run(words, link, struck=struck)

    def is_struck_twice(self, run: Any) -> bool:  # noqa: ANN401
        """Returns whether a run has a double strike-through, by its own properties or a style's."""
        found = self.looks.nearest(run, "dstrike")
        return found is not None and is_on(found)

    def turn_within(self, run: Any) -> None:  # noqa: ANN401
        """Follows the field marks in a hidden run, because they still take effect."""
        for child in run:
            if child.tag == W + "fldChar":
                self.turn(child)
            elif child.tag == W + "instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""

    def turn(self, mark: Any) -> None:  # noqa: ANN401
        """Follows the beginning of a field, the start of its result, or its end."""
        kind = mark.get(W + "fldCharType")
        if kind == "begin" and mark not in self.broken:
            self.fields.append(OpenField())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.cut = self.fields.pop().is_formula or self.cut

    def words(self, element: Any, *, struck: bool) -> str | None:  # noqa: ANN401
        """Returns the text of one element of a run; None if it is not a text element."""
        match element.tag.removeprefix(W):
            case "t":
                return self.text(element)
            case "br" | "cr":
                return LINE_BREAK
            case "tab" | "ptab":
                return " "
            case "noBreakHyphen":
                return "-"
            case "softHyphen":
                return ""
            case "sym":
                font, code = element.get(W + "font") or "", int(element.get(W + "char") or "0", 16)
                return self.sign(font, code)
            case "footnoteReference" | "endnoteReference":
                return self.note(element, struck)
        return None

    def text(self, element: Any) -> str:  # noqa: ANN401
        """Returns the text of a w:t, as it looks: letters of a symbol font are signs."""
        written = element.text or ""
        fonts = self.looks.nearest(next(element.iterancestors(W + "r")), "rFonts")
        font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
        if font.lower() not in SIGNS:
            return written
        return "".join(self.sign(font, ord(c)) if is_sign(c) else c for c in written)

    def sign(self, font: str, code: int) -> str:
        """Returns the character that looks like a sign of a symbol font; empty if unknown."""
        written = sign_of(font, code)
        if written is None:
            self.told.oddities.append(f"a sign of the font {font} is left out: {code:04X}")
        return written or ""

    def target(self, hyperlink: Any) -> str | None:  # noqa: ANN401
        """Returns where a link leads: an address, a bookmark, or a bookmark at an address."""
        target, anchor = self.targets.get(hyperlink.get(R + "id") or ""), hyperlink.get(W + "anchor")
        return f"{target or ''}#{anchor}" if anchor else target


def chosen_in_form(mark: Any) -> str:  # noqa: ANN401
    """Returns what a form field shows at its beginning: a ticked or empty box, the chosen entry of a list.

    Empty if there is nothing to show.
    """
    box, entries = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
    if box is not None:
        checked = box.find(W + "checked")
        return box_shown(ticked=is_on(box.find(W + "default") if checked is None else checked))
    if entries is None:
        return ""
    place = int(value(entries, "result") or value(entries, "default") or 0)
    return entry_shown([entry.get(W + "val") or "" for entry in entries.findall(W + "listEntry")], place)


def deletion(element: Any) -> Iterator[Run]:  # noqa: ANN401
    """Yields a separator for deleted words that had a space beside them."""
    words = "".join(e.text or "" for e in element.iter(W + "delText", W + "t"))
    if words.strip() and words != words.strip():
        yield Run(PARTED)
