"""Reads the words of an OpenDocument paragraph: spans, links, notes, tracked changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.maths import UNWRITTEN
from ingest.readers.odt.formulas import Formulas
from ingest.readers.odt.styles import DRAW, DRAWN, LOEXT, OFFICE, TEXT, XLINK, OdtStyles
from ingest.readers.office.fields import WAITING, box_shown, entry_shown, without_stand_ins
from ingest.text.note_marks import raised, superscript
from ingest.text.reading import LINE_BREAK, Run

# Comments, shapes, which are written after their paragraph, markers of deletions, guides to sounds, scripts.
LEFT_OUT = {
    OFFICE + "annotation", OFFICE + "annotation-end", DRAW + "g", TEXT + "change", TEXT + "ruby-text",
    TEXT + "script",
} | DRAWN  # fmt: skip
EMPTY = TEXT + "soft-page-break"
SPACES = {TEXT + "s": " ", TEXT + "tab": " ", TEXT + "line-break": LINE_BREAK, EMPTY: ""}
# What LibreOffice adds to the standard: controls to be filled in, and form fields of old Word files.
CONTROL = LOEXT + "content-control"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"

Element = Any


@dataclass
class OdtWords:
    """Gives the words of paragraphs in document order. waiting: notes not written yet.

    cut: the current paragraph lacks a formula.
    """

    styles: OdtStyles
    told: Told
    formulas: Formulas
    waiting: list[tuple[str, list[Run]]] = field(default_factory=list)
    cut: bool = False

    def runs(self, paragraph: Element) -> list[Run]:
        """Returns the visible words of a paragraph; a link is one run.

        There are none if it has a formula that cannot be written: without it, a sentence says something else.
        """
        outer, self.cut = self.cut, False
        runs = list(self._seen(paragraph))
        cut, self.cut = self.cut, outer
        if cut:
            self.told.count(*UNWRITTEN)
            return []
        return without_stand_ins(runs, self.told)

    def _seen(self, paragraph: Element) -> Iterator[Run]:
        prompts = filter(is_prompt, paragraph.iter(TEXT + "placeholder", CONTROL))
        own = [e for e in prompts if next(e.iterancestors(TEXT + "p", TEXT + "h")) is paragraph]
        self.told.count(*WAITING, len(own))
        style, ground = paragraph.get(TEXT + "style-name") or "", self.styles.ground(paragraph)
        for piece, around, target in self.pieces(paragraph):
            look = self.styles.look(style, around, ground)
            if look.hidden:
                self.told.hidden.append(piece if isinstance(piece, str) else "")
                continue
            words = (
                piece if isinstance(piece, str) else self._note(piece, left_out=look.struck or look.unseen)
            )
            words = words.upper() if look.capitals else words
            if look.unseen and words.strip():
                if look.barred:
                    yield Run(self.told.cover(words))
                else:
                    self.told.unseen.append(words)
            else:
                yield Run(raised(words) if look.raised else words, target, struck=look.struck)

    def due(self, *, last: bool) -> list[list[Run]]:
        """Returns the notes to write now: footnotes, and endnotes too if this is the last call."""
        due = [runs for kind, runs in self.waiting if last or kind != "endnote"]
        self.waiting = [] if last else [note for note in self.waiting if note[0] == "endnote"]
        return due

    def pieces(
        self, element: Element, spans: tuple[str, ...] = (), link: str | None = None
    ) -> Iterator[tuple[str | Element, tuple[str, ...], str | None]]:
        """Yields texts and note elements, each with the spans and the link around it."""
        if element.text:
            yield element.text, spans, link
        for child in element:
            if child.tag in SPACES:
                yield SPACES[child.tag], spans, link
            elif child.tag == TEXT + "note":
                yield child, spans, link
            elif child.tag == FIELD + "fieldmark" and (chosen := chosen_in_form(child)):
                yield chosen, spans, link
            elif self.formulas.stands_in_a_line(child):
                written = self.formulas.written(child)
                self.cut = self.cut or written is None
                yield written or "", spans, link
            elif isinstance(child.tag, str) and child.tag not in LEFT_OUT and not is_prompt(child):
                inner = spans
                if child.tag == TEXT + "span":
                    inner = (child.get(TEXT + "style-name") or "", *spans)
                target = child.get(XLINK + "href") if child.tag == TEXT + "a" else link
                yield from self.pieces(child, inner, target)
            if child.tail:
                yield child.tail, spans, link

    def _note(self, element: Element, *, left_out: bool) -> str:
        """Returns a note's mark, and queues the note unless the words around it are left out."""
        kind = element.get(TEXT + "note-class") or "footnote"
        citation = (element.findtext(TEXT + "note-citation") or "").strip()
        mark = superscript(citation) if citation else ""
        body = element.find(TEXT + "note-body")
        if body is not None and not left_out:
            runs = [Run(f"{mark} ")]
            for paragraph in body.iter(TEXT + "p"):
                runs += [*self.runs(paragraph), Run(" ")]
            self.waiting.append((kind, runs))
        return mark


def is_prompt(element: Element) -> bool:
    """Returns whether an element only says what is to be filled in there."""
    if element.tag == CONTROL:
        return bool(element.get(CONTROL.replace("content-control", "showing-place-holder")) == "true")
    return bool(element.tag == TEXT + "placeholder")


def chosen_in_form(mark: Element) -> str:
    """Returns what a form field shows: a ticked or empty box, the chosen entry of a list; else nothing."""
    said = [(e.get(FIELD + "name"), e.get(FIELD + "value") or "") for e in mark.iter(FIELD + "param")]
    if (mark.get(FIELD + "type") or "").endswith("FORMCHECKBOX"):
        return box_shown(ticked=dict(said).get("Checkbox_Checked") in {"true", "1"})
    entries = [value for name, value in said if name == "Dropdown_ListEntry"]
    place = dict(said).get("Dropdown_Selected", "0")
    return entry_shown(entries, int(place)) if place.isdecimal() else ""
