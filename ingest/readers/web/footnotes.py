"""Finds the footnotes of a web page: their references, marks and words."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import words_of
from ingest.text.canonical import superscript
from ingest.text.reading import Run

NOTES = (
    ".//*[@role='doc-endnote' or @role='doc-footnote'] | .//*[@role='doc-endnotes']//li | "
    ".//*[contains(concat(' ', @class, ' '), ' footnotes ')]//li"
)
MARK = re.compile(r"\W*(?:(?:foot|end)?note\s*)?(\d{1,4})\W*|\(?([*†‡§¶]{1,4})\)?", re.IGNORECASE)


@dataclass
class Notes:
    """The footnotes of a part of a page, by their address in it.

    waiting: those that the section refers to, in order. marks: the mark of each in the text. written: those
    already written.
    """

    by_address: dict[str, HtmlElement] = field(default_factory=dict)
    waiting: list[HtmlElement] = field(default_factory=list)
    marks: dict[HtmlElement, str] = field(default_factory=dict)
    written: set[HtmlElement] = field(default_factory=set)

    @classmethod
    def of(cls, part: HtmlElement) -> "Notes":
        """Finds the elements that the part marks as footnotes."""
        return cls({str(note.get("id")): note for note in part.xpath(NOTES) if note.get("id")})

    def refer(self, element: HtmlElement) -> str | None:
        """Returns the mark of an inline element that only refers to a footnote; else None.

        The footnote is queued to be written.
        """
        mark = MARK.fullmatch(words_of(element)) if element.tag in {"a", "sup"} else None
        links = [str(link.get("href")) for link in element.iter("a") if link.get("href")]
        if not mark or len(links) != 1 or links[0][:1] != "#" or links[0][1:] not in self.by_address:
            return None
        note = self.by_address[links[0][1:]]
        self.waiting.append(note)
        return self.marks.setdefault(note, superscript(mark[1]) if mark[1] else mark[2])

    def next_due(self) -> HtmlElement | None:
        """Returns the next queued footnote that is not written yet; None if there is none."""
        while self.waiting:
            note = self.waiting.pop(0)
            if note not in self.written:
                return note
        return None

    def marked(self, note: HtmlElement, runs: list[Run]) -> list[Run]:
        """Returns the words of a footnote, with its mark in front if they do not begin with it."""
        mark = self.marks.get(note, "")
        own = "".join(run.text for run in runs if not run.struck).strip()
        return [Run(f"{mark} ", inserted=True), *runs] if mark and own and not own.startswith(mark) else runs
