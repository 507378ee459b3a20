"""Word documents into canonical text: the accepted text, with headings, lists, tables and footnotes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from index.errors import UnreadableDocument
from ingest.canonical import CELL_GAP, LINE_BREAK, BlockKind, CanonicalText, Reading, Run, superscript
from ingest.readers.archive import check_archive

# What opening a Word file that is not what it should be raises, from zip, XML and python-docx.
MALFORMED = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, RuntimeError,
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away words, and text boxes (which are written after the paragraph they hang on).
LEFT_OUT = {W + "del", W + "moveFrom", W + "txbxContent", W + "footnoteRef", FALLBACK}
TITLE_LEVEL = 0
BODY_LEVEL = 9
LONGEST_NUMBER = 9

Element = Any


def read_docx(data: bytes, file: str) -> Reading:
    """The accepted text of a Word file; comments and deleted words are no part of it.

    The automatic numbers of headings and clauses are not computed.
    UnreadableDocument: it is no Word file, or is encrypted or damaged.
    """
    try:
        check_archive(data, file)
        document = docx.Document(io.BytesIO(data))
        walk = _Walk(_Styles.of(document), _targets(document), _footnotes(document))
        body, title = document.element.body, document.core_properties.title
    except MALFORMED as error:
        locked = data.startswith(bytes.fromhex("d0cf11e0"))
        reason = (
            "it is an old .doc or an encrypted file: save it as an open .docx"
            if locked
            else f"it is damaged and cannot be opened as a Word file ({error})"
        )
        raise UnreadableDocument(file, reason) from error
    walk.body(body)
    walk.flush_footnotes()
    return walk.canonical.reading(title=walk.title or title)


@dataclass(frozen=True)
class _Styles:
    """What the paragraph styles say: heading levels (from 1; the title 0) and list depths (from 1)."""

    levels: dict[str, int]
    depths: dict[str, int]

    @classmethod
    def of(cls, document: Any) -> "_Styles":  # noqa: ANN401
        styles = {style.style_id: style.element for style in document.styles}
        levels, depths = {}, {}
        for style_id, element in styles.items():
            chain = list(_inherited(styles, element))
            name = next(
                (e.find(W + "name").get(W + "val") for e in chain if e.find(W + "name") is not None), ""
            )
            outline = next((_value(e, "pPr/outlineLvl") for e in chain if _value(e, "pPr/outlineLvl")), None)
            if name.lower() == "title":
                levels[style_id] = TITLE_LEVEL
            elif (level_of := _number(outline)) is not None and level_of < BODY_LEVEL:
                levels[style_id] = level_of + 1
            number = next((_value(e, "pPr/numPr/numId") for e in chain if _value(e, "pPr/numPr/numId")), None)
            if number not in {None, "0"}:
                level = next((_value(e, "pPr/numPr/ilvl") for e in chain if _value(e, "pPr/numPr/ilvl")), "0")
                last = name[-1:]
                depths[style_id] = _number(last) or (_number(level) or 0) + 1
        return cls(levels, depths)


def _inherited(styles: dict[str, Element], element: Element | None) -> Iterator[Element]:
    seen: set[str] = set()
    while element is not None:
        yield element
        based_on = _value(element, "basedOn")
        if based_on in seen:
            return
        seen.add(based_on or "")
        element = styles.get(based_on or "")


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() and len(value) < LONGEST_NUMBER else None


def _value(element: Element, path: str) -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return found.get(W + "val") if found is not None else None


def _targets(document: Any) -> dict[str, str]:  # noqa: ANN401
    return {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}


def _footnotes(document: Any) -> dict[str, Element]:  # noqa: ANN401
    """The footnotes by their id; separators are none."""
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/footnotes") and not rel.is_external:
            root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
            return {
                note.get(W + "id"): note
                for note in root.iter(W + "footnote")
                if note.get(W + "type") in {None, "normal"}
            }
    return {}


@dataclass
class _Walk:
    """One pass over the body, writing as it goes."""

    styles: _Styles
    targets: dict[str, str]
    footnotes: dict[str, Element]
    canonical: CanonicalText = field(default_factory=CanonicalText)
    marks: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    title: str | None = None

    def body(self, element: Element) -> None:
        for child in element:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"}:
                self.body(child)

    def paragraph(self, element: Element) -> None:
        style = _value(element, "pPr/pStyle") or ""
        outline = _number(_value(element, "pPr/outlineLvl"))
        level = self.styles.levels.get(style)
        if outline is not None and outline < BODY_LEVEL:
            level = outline + 1
        depth = self.list_depth(element, style)
        if level is not None:
            self.flush_footnotes()
        runs = list(self.runs(element))
        kind: BlockKind = "heading" if level is not None else "item" if depth else "paragraph"
        if level == TITLE_LEVEL and self.title is None:
            self.title = "".join(run.text for run in runs)
        self.canonical.add(kind, runs, depth=level if level is not None else depth)
        for box in element.iter(W + "txbxContent"):
            if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
                self.body(box)

    def list_depth(self, element: Element, style: str) -> int:
        number = _value(element, "pPr/numPr/numId")
        depth = self.styles.depths.get(style, 0)
        if number is not None:
            depth = 0 if number == "0" else (_number(_value(element, "pPr/numPr/ilvl")) or 0) + 1
        return depth

    def table(self, element: Element) -> None:
        for row in element.iter(W + "tr"):
            runs: list[Run] = []
            for i, cell in enumerate(row.iter(W + "tc")):
                if i:
                    runs.append(Run(CELL_GAP))
                for paragraph in cell.iter(W + "p"):
                    runs += [*self.runs(paragraph), Run(" ")]
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            self.canonical.add("columns" if header else "row", runs)

    def runs(self, element: Element) -> Iterator[Run]:
        """The words of a paragraph; a hyperlink is one run."""
        for child in element:
            if child.tag in LEFT_OUT:
                continue
            if child.tag == W + "hyperlink":
                target = self.targets.get(child.get(R + "id") or "")
                yield Run("".join(run.text for run in self.runs(child)), target)
            elif child.tag == W + "t":
                yield Run(child.text or "")
            elif child.tag in {W + "br", W + "cr"}:
                yield Run(LINE_BREAK)
            elif child.tag == W + "tab":
                yield Run(" ")
            elif child.tag == W + "noBreakHyphen":
                yield Run("-")
            elif child.tag == W + "footnoteReference":
                yield Run(self.mark(child.get(W + "id")))
            elif child.tag not in {W + "pPr", W + "rPr", W + "instrText", W + "delText"}:
                yield from self.runs(child)

    def mark(self, note: str) -> str:
        number = self.marks.setdefault(note, len(self.marks) + 1)
        self.waiting.append(note)
        return superscript(str(number))

    def flush_footnotes(self) -> None:
        """Write the footnotes that the section referred to; each is written once."""
        waiting, self.waiting = self.waiting, []
        for note in waiting:
            element = self.footnotes.pop(note, None)
            if element is not None:
                words = [run for paragraph in element.iter(W + "p") for run in self.runs(paragraph)]
                mark = Run(superscript(str(self.marks[note])) + " ")
                self.canonical.add("footnote", [mark, *words], moved=True)
