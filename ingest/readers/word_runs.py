"""The words of a Word paragraph: changes accepted, fields shown as their results, hidden words left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.canonical import LINE_BREAK, Run
from ingest.readers.numbering import W
from ingest.readers.word_styles import Styles, is_on, value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
# Deleted and moved-away words, comments and instructions; text boxes, which are written behind the
# paragraph they hang on; the phonetic guide above a word.
LEFT_OUT = {
    W + tag
    for tag in (
        "del", "moveFrom", "txbxContent", "footnoteRef", "endnoteRef", "pPr", "rPr", "instrText", "delText",
        "delInstrText", "rt", "annotationRef",
    )
} | {FALLBACK}  # fmt: skip
# The parts of a field's instruction: a switch, a text in quotation marks, a word.
PART = re.compile(r'\\(\w)|"([^"]*)"|([^\s"]+)')
# Symbol fonts keep their signs at F000 and above; these are the ones that documents use.
SIGNS = {
    "wingdings": {
        0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
        0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "☐"},
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
        0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒",
    },
}  # fmt: skip


@dataclass
class OpenField:
    """A field whose end has not come yet. shown: its result has begun."""

    instruction: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals."""
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""

    @property
    def link(self) -> str | None:
        """Where it leads; None where it is no link."""
        return link_of(self.instruction)


def link_of(instruction: str) -> str | None:
    """Where a HYPERLINK field leads: an address, or a bookmark of the document (17.16.5.25)."""
    if not re.match(r"\s*HYPERLINK\b", instruction, re.IGNORECASE):
        return None
    address = bookmark = switch = ""
    for named, quoted, word in PART.findall(instruction)[1:]:
        if switch == "l" and not named:
            bookmark = quoted or word
        elif switch not in {"o", "t"} and not named:
            address = address or quoted or word
        switch = named
    return f"{address}#{bookmark}" if bookmark else address


@dataclass
class Wording:
    """Gives the words of paragraphs, in their order in the document: a field may go over several.

    targets: the addresses of the part's links. note: the mark for a reference to a note.
    broken: the beginnings of fields that never end; they are no fields. oddities: what was left out.
    """

    styles: Styles
    targets: dict[str, str]
    note: Callable[[Any], str]
    broken: set[Any] = field(default_factory=set)
    fields: list[OpenField] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)

    def begin(self, story: Any) -> None:  # noqa: ANN401
        """Look through a story for fields that never end."""
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
        """Whether these words are a table of contents or of figures."""
        return any(open_field.name == "TOC" for open_field in self.fields)

    def runs(self, element: Any) -> Iterator[Run]:  # noqa: ANN401
        """The words below an element; a link is one run."""
        for child in element:
            tag = child.tag
            if tag == W + "fldChar":
                self.turn(child)
            elif tag == W + "instrText" and self.fields and not self.fields[-1].shown:
                self.fields[-1].instruction += child.text or ""
            elif tag in LEFT_OUT or not isinstance(tag, str):
                continue
            elif tag == W + "r" and self.is_hidden(child):
                self.turn_within(child)
            elif tag == W + "hyperlink":
                yield from linked(self.runs(child), self.target(child))
            elif tag == W + "fldSimple":
                if not re.match(r"\s*TOC\b", child.get(W + "instr") or "", re.IGNORECASE):
                    yield from linked(self.runs(child), link_of(child.get(W + "instr") or ""))
            elif tag == FORMULA:
                self.oddities.append("a formula is left out")
            elif (words := self.words(child)) is not None:
                if words and all(open_field.shown for open_field in self.fields) and not self.in_contents:
                    yield Run(words, next((f.link for f in self.fields[::-1] if f.link is not None), None))
            else:
                yield from self.runs(child)

    def turn_within(self, run: Any) -> None:  # noqa: ANN401
        """Follow the marks of fields in a run that is hidden: they work all the same."""
        for child in run:
            if child.tag == W + "fldChar":
                self.turn(child)
            elif child.tag == W + "instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""

    def turn(self, mark: Any) -> None:  # noqa: ANN401
        """Follow the beginning, the turn to the result, or the end of a field."""
        kind = mark.get(W + "fldCharType")
        if kind == "begin" and mark not in self.broken:
            self.fields.append(OpenField())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def words(self, element: Any) -> str | None:  # noqa: ANN401
        """What one element of a run says; None where it is no such element."""
        match element.tag.removeprefix(W):
            case "t":
                return element.text or ""
            case "br" | "cr":
                return LINE_BREAK
            case "tab" | "ptab":
                return " "
            case "noBreakHyphen":
                return "-"
            case "softHyphen":
                return ""
            case "sym":
                return self.sign(element)
            case "footnoteReference" | "endnoteReference":
                return self.note(element)
        return None

    def sign(self, element: Any) -> str:  # noqa: ANN401
        """A sign of a symbol font as the character that looks like it; none where that is not known."""
        font, code = (element.get(W + "font") or "").lower(), int(element.get(W + "char") or "0", 16)
        signs = SIGNS.get(font, {})
        if code & 0xFF in signs and (code >= 0xF000 or code < 0x100):
            return signs[code & 0xFF]
        if font not in SIGNS and code < 0xD800:
            return chr(code)
        self.oddities.append(f"a sign of the font {element.get(W + 'font')} is left out: {code:04X}")
        return ""

    def target(self, hyperlink: Any) -> str | None:  # noqa: ANN401
        """Where a link leads: an address, a bookmark, or a bookmark at an address."""
        target, anchor = self.targets.get(hyperlink.get(R + "id") or ""), hyperlink.get(W + "anchor")
        return f"{target or ''}#{anchor}" if anchor else target

    def is_hidden(self, run: Any) -> bool:  # noqa: ANN401
        """Whether a run is not shown, by its own properties or its style's."""
        own = run.find(f"{W}rPr/{W}vanish")
        return is_on(own) if own is not None else value(run, "rPr/rStyle") in self.styles.hidden


def linked(runs: Iterable[Run], target: str | None) -> Iterator[Run]:
    """These runs as one link; as they are, where it leads nowhere."""
    runs = list(runs)
    if target is None:
        yield from runs
    elif runs:
        yield replace(runs[0], text="".join(run.text for run in runs), link=target)
