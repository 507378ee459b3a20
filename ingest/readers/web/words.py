"""The words of a web page's elements, gathered until the block that they belong to ends."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import INLINE
from ingest.readers.web.foldouts import Foldouts
from ingest.readers.web.footnotes import Notes
from ingest.readers.web.headings import LEVELS, TITLE, level_of, line_of_runs
from ingest.readers.web.styles import is_struck
from ingest.text.canonical import LINE_BREAK, superscript
from ingest.text.reading import Run


@dataclass
class Words(ABC):
    """The words that wait in `runs`, and what is known of those that come next.

    shown: lines that a list of contents shows to be headings, and how deep. anchors: those passed since the
    last words that were written. struck: what is read is struck through.
    """

    foldouts: Foldouts
    shown: dict[HtmlElement, int]
    runs: list[Run] = field(default_factory=list)
    preformatted: bool = False
    link: str | None = None
    anchors: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    struck: bool = False

    @abstractmethod
    def block(self, element: HtmlElement) -> None:
        """Write a block element and what is in it."""

    def children(self, element: HtmlElement, nested: Callable[[HtmlElement], None] | None = None) -> None:
        """The words and elements in an element; nested takes its blocks, where `block` should not."""
        self.words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                if child in self.foldouts.silent:
                    pass
                elif self.is_inline(child):
                    self.inline(child)
                else:
                    (nested or self.block)(child)
            self.words(child.tail)

    def is_inline(self, element: HtmlElement) -> bool:
        """Whether an element stands in a line: it and all in it are of that kind, and none is a heading."""
        return element.tag in INLINE and not any(
            isinstance(e.tag, str) and (e.tag not in INLINE or self.heading_level(e) is not None)
            for e in element.iter()
        )

    def inline(self, element: HtmlElement) -> None:
        """Take the words of an element that stands in a line."""
        self.anchors += [str(element.get(key)) for key in ("id", "name") if element.get(key)]
        struck, self.struck = self.struck, self.struck or is_struck(element)
        if mark := self.notes.refer(element):
            self.words(mark)
        elif element.tag == "br":
            self.runs.append(Run(LINE_BREAK, self.link))
        elif element.tag == "a" and element.get("href"):
            target = str(element.get("href"))
            self.runs += line_of_runs(element, "" if target == "#" else target, struck=self.struck)
        elif element.tag == "sup" and element.text_content().strip().isdecimal():
            self.words(superscript(element.text_content().strip()))
        elif element.tag not in {"img", "wbr"}:
            self.children(element)
        self.struck = struck

    def words(self, text: str | None) -> None:
        """Take some words, as they stand in the element that is read."""
        if text:
            text = text.replace("\n", LINE_BREAK) if self.preformatted else text
            self.runs.append(Run(text, self.link, struck=self.struck))

    def gathered(self, element: HtmlElement, read: Callable[[HtmlElement], None]) -> list[Run]:
        """The words that reading an element gives, whatever waits meanwhile."""
        outer, self.runs = self.runs, []
        read(element)
        runs, self.runs = self.runs, outer
        return runs

    def heading_level(self, element: HtmlElement) -> int | None:
        """Its own level; 0 for a heading that has none of its own; None for what is no heading."""
        level = level_of(element)
        if level is None and element in self.shown:
            return TITLE + self.shown[element]
        return 0 if level is None and element in self.foldouts.heads else level

    def nested(self, element: HtmlElement) -> None:
        """The words of a block in a cell: items and the like in lines of their own, else parted by spaces."""
        struck, self.struck = self.struck, self.struck or is_struck(element)
        headed = element.tag in LEVELS
        lined = headed or element.tag in {"li", "dt", "dd", "tr"}
        self.runs.append(Run(LINE_BREAK if lined and any(run.text.strip() for run in self.runs) else " "))
        self.children(element, self.nested)
        self.runs.append(Run(LINE_BREAK if headed else " "))
        self.struck = struck
