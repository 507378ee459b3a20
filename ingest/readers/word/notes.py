"""The footnotes and endnotes of a Word document, and the marks that refer to them."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ingest.readers.left_out import Told
from ingest.readers.list_numbers import FORMATS
from ingest.readers.office.colours import Colour
from ingest.readers.word.looks import Looks
from ingest.readers.word.numbering import W
from ingest.readers.word.runs import Wording
from ingest.readers.word.styles import is_on_attribute, value
from ingest.text.canonical import CanonicalText
from ingest.text.note_marks import superscript
from ingest.text.reading import Run

# 17.11.17 and 17.11.4: the default numbering of the marks.
USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}

Element = Any


@dataclass
class Notes:
    """The notes, each queued from its reference until it is written.

    Footnotes wait for the end of the section that refers to them, endnotes for the end of the document.

    held: each note by kind and id, with the links of its part. marks: of those referred to so far.
    """

    looks: Looks
    page: Colour
    told: Told
    held: dict[tuple[str, str], Element]
    targets: dict[str, dict[str, str]]
    formats: dict[str, str]
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Any, looks: Looks, page: Colour, told: Told) -> "Notes":  # noqa: ANN401
        """Reads the notes of an opened document, without separators."""
        held: dict[tuple[str, str], Element] = {}
        links: dict[str, dict[str, str]] = {}
        for rel in document.part.rels.values():
            kind = rel.reltype.rsplit("/", 1)[-1].removesuffix("s")
            if kind not in USUAL or rel.is_external:
                continue
            links[kind] = targets(rel.target_part)
            root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root.iter(W + kind):
                if note.get(W + "type") in {None, "normal"}:
                    held[kind, note.get(W + "id")] = note
        places = [*document.element.body.iter(W + "sectPr"), document.settings.element]
        named = {
            k: next((f for p in places if (f := value(p, f"{k}Pr/numFmt"))), usual)
            for k, usual in USUAL.items()
        }
        return cls(looks, page, told, held, links, named)

    def mark(self, reference: Element, left_out: bool) -> str:
        """Returns the mark for a reference, as printed; empty if the text contains its own mark.

        left_out: the reference is not quoted, so the note is not either.
        """
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        note = kind, reference.get(W + "id")
        if note not in self.marks:
            custom = is_on_attribute(reference.get(W + "customMarkFollows"))
            number = 1 + sum(k == kind and bool(mark) for (k, _), mark in self.marks.items())
            written = FORMATS.get(self.formats[kind], str)(number)
            self.marks[note] = "" if custom else superscript(written)
            if not left_out:
                self.waiting.append(note)
        return self.marks[note]

    def write_footnotes(self, canonical: CanonicalText, waiting: int | None = None) -> None:
        """Writes the waiting footnotes; with `waiting`, only those among the first so many notes."""
        due, later = self.waiting[:waiting], self.waiting[len(self.waiting[:waiting]) :]
        self._write(canonical, [note for note in due if note[0] == "footnote"])
        self.waiting = [note for note in due if note[0] == "endnote"] + later

    def write_endnotes(self, canonical: CanonicalText) -> None:
        """Writes all notes that still wait."""
        self._write(canonical, self.waiting)
        self.waiting = []

    def _write(self, canonical: CanonicalText, notes: list[tuple[str, str]]) -> None:
        for kind, number in notes:
            element = self.held.pop((kind, number), None)
            if element is None:
                continue
            wording = Wording(self.looks, self.targets[kind], self.mark, self.page, self.told)
            wording.begin(element)
            mark = self.marks[kind, number]
            runs = [Run(f"{mark} ")] if mark else []
            for paragraph in element.iter(W + "p"):
                runs += [*wording.paragraph(paragraph), Run(" ")]
            canonical.add("footnote", runs, moved=True)


def targets(part: Any) -> dict[str, str]:  # noqa: ANN401
    """Returns the outside addresses that a part links to, by id."""
    return {key: rel.target_ref for key, rel in part.rels.items() if rel.is_external}
