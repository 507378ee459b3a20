"""Collects the words of a web page's elements until their block ends."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.readers.web.foldouts import Foldouts
from ingest.readers.web.footnotes import Notes
from ingest.readers.web.headings import LEVELS, TITLE, level_of, line_of_runs, raised_number
from ingest.readers.web.visibility.styles import is_struck, stands_in_a_line
from ingest.text.reading import LINE_BREAK, Run


@dataclass
class Words(ABC):
    """Words waiting in `runs`, and the state for those that come next.

    shown: lines that a list of contents reveals as headings, and how deep. anchors: those passed since the
    last words were written. struck: the current text is struck through.
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
        """Writes a block element and its content."""

    def children(self, element: HtmlElement, nested: Callable[[HtmlElement], None] | None = None) -> None:
        """Reads the text and elements in an element; `nested` takes its blocks instead of `block`."""
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
        """Returns whether an element and all in it are inline, and none is a heading.

        An element that a site made up is so only among words: several in a row may be lines.
        """
        around = element.getparent()
        made_up = "-" in element.tag and not any(
            (text or "").strip() for text in (around.text, *(e.tail for e in around))
        )
        return not made_up and not any(
            isinstance(e.tag, str) and (not stands_in_a_line(e) or self.heading_level(e) is not None)
            for e in element.iter()
        )

    def inline(self, element: HtmlElement) -> None:
        """Reads an inline element."""
        self.anchors += [str(element.get(key)) for key in ("id", "name") if element.get(key)]
        struck, self.struck = self.struck, self.struck or is_struck(element)
        if mark := self.notes.refer(element):
            self.words(mark)
        elif element.tag == "br":
            self.runs.append(Run(LINE_BREAK, self.link))
        elif element.tag == "a" and element.get("href"):
            target = str(element.get("href"))
            self.runs += line_of_runs(element, "" if target == "#" else target, struck=self.struck)
        elif number := raised_number(element):
            self.words(number)
        else:
            self.words(" " if element.tag == "rt" else None)
            self.children(element)
        self.struck = struck

    def words(self, text: str | None) -> None:
        """Adds words of the current element."""
        if text:
            text = text.replace("\n", LINE_BREAK) if self.preformatted else text
            self.runs.append(Run(text, self.link, struck=self.struck))

    def gathered(self, element: HtmlElement, read: Callable[[HtmlElement], None]) -> list[Run]:
        """Returns the words that reading an element gives, apart from those already waiting."""
        outer, self.runs = self.runs, []
        read(element)
        runs, self.runs = self.runs, outer
        return runs

    def heading_level(self, element: HtmlElement) -> int | None:
        """Returns an element's heading level; 0 for a heading without one; None if it is not a heading."""
        level = level_of(element)
        if level is None and element in self.shown:
            return TITLE + self.shown[element]
        return 0 if level is None and element in self.foldouts.heads else level

    def nested(self, element: HtmlElement) -> None:
        """Reads a block in a cell: items and the like on lines of their own, others separated by spaces."""
        struck, self.struck = self.struck, self.struck or is_struck(element)
        headed = element.tag in LEVELS
        lined = headed or element.tag in {"li", "dt", "dd", "tr"}
        self.runs.append(Run(LINE_BREAK if lined and any(run.text.strip() for run in self.runs) else " "))
        self.children(element, self.nested)
        self.runs.append(Run(LINE_BREAK if headed else " "))
        self.struck = struck
