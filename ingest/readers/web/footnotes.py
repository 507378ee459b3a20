"""Finds the footnotes of a web page: their references, marks and words."""

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import drop, is_inline_tag, words_of
from ingest.text.note_marks import superscript
from ingest.text.reading import Run

NOTES = (
    ".//*[@role='doc-endnote' or @role='doc-footnote'] | .//*[@role='doc-endnotes']//li | "
    ".//*[contains(concat(' ', @class, ' '), ' footnotes ')]//li"
)
# Marks that are quoted as they stand: "[a]", "[note 1]".
NAMED_MARK = re.compile(r"\[(?:[a-z]{1,2}|(?:note|nb|n) \d{1,3})\]", re.IGNORECASE)
HEADINGS = "descendant-or-self::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
BLOCKS = ("li", "p", "dd", "td", "div", "aside")
MOST_LEADS, MOST_LINKS = 20, 50  # of one note
MOST_AROUND = 3  # elements from a reference to the one with its address
# What leads back: a sign, words that say so, or letters for several places, as in "^ a b".
BACK = re.compile(r"\W+|[a-z]|\W*(?:back|return|jump)\b.{0,40}", re.IGNORECASE)
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
        """Finds the elements that the part marks as footnotes, and those that lead back to their references.

        Removes the links back.
        """
        notes = {str(note.get("id")): note for note in part.xpath(NOTES) if note.get("id")}
        return cls(_leading_back(part) | notes)

    def is_note(self, element: HtmlElement) -> bool:
        """Returns whether an element is one of these footnotes."""
        return any(note is element for note in self.by_address.values())

    def refer(self, element: HtmlElement) -> str | None:
        """Returns the mark of an inline element that only refers to a footnote; else None.

        The footnote is queued to be written.
        """
        words = words_of(element) if element.tag in {"a", "sup"} else ""
        mark = NAMED_MARK.fullmatch(words) or MARK.fullmatch(words)
        links = [str(link.get("href")) for link in element.iter("a") if link.get("href")]
        if not mark or len(links) != 1 or links[0][:1] != "#" or links[0][1:] not in self.by_address:
            return None
        note = self.by_address[links[0][1:]]
        self.waiting.append(note)
        shown = words if mark.re is NAMED_MARK else superscript(mark[1]) if mark[1] else mark[2]
        return self.marks.setdefault(note, shown)

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


def _leading_back(part: HtmlElement) -> dict[str, HtmlElement]:
    """Returns, by address, each block that a mark earlier in the part leads to, and that leads back there.

    Removes the links back.
    """
    links = [link for link in part.iter("a") if (link.get("href") or "").startswith("#")]
    if not links:
        return {}
    order = {element: i for i, element in enumerate(part.iter())}
    addressed = {name: e for e in reversed(order) for name in _addresses(e)}
    found: dict[str, HtmlElement] = {}
    back: dict[HtmlElement, None] = {}
    for link in links:
        words, target = words_of(link), str(link.get("href"))[1:]
        there = addressed.get(target)
        if there is None or order[there] < order[link]:
            continue
        if not (MARK.fullmatch(words) or NAMED_MARK.fullmatch(words)):
            continue
        note = _block_of(there, link)
        around = takewhile(_has_one_link, islice(link.iterancestors(), MOST_AROUND))
        own = {name for element in (link, *around) for name in _addresses(element)}
        leads = [] if note is None else [e for e in note.iter("a") if (e.get("href") or "#")[1:] in own]
        leads = [lead for lead in leads[:MOST_LEADS] if _leads_back(lead, words, note)]
        if note is not None and leads:
            found[target] = note
            back |= dict.fromkeys(leads)
    for lead in back:
        _drop_lead(lead)
    return found


def _has_one_link(element: HtmlElement) -> bool:
    return sum(1 for link in element.iter("a") if link.get("href")) == 1


def _leads_back(lead: HtmlElement, mark: str, note: HtmlElement) -> bool:
    """Returns whether a link is no word of a note: it repeats its mark before it, or only leads back.

    A link in a sentence, as in "This goes on from (1)", leads to another rule.
    """
    words = words_of(lead)
    before, after = _beside(lead, note)
    if _figures(words) and _figures(words) == _figures(mark):
        return not before
    return bool(BACK.fullmatch(words)) and (not before or not after)


def _beside(lead: HtmlElement, note: HtmlElement) -> tuple[str, str]:
    """Returns the letters and figures of a note before and after a link; other links do not count."""
    parts = note.xpath(".//a | .//text()[not(ancestor::a)]")
    place = parts.index(lead)
    before, after = ("".join(filter(_is_text, side)) for side in (parts[:place], parts[place:]))
    return _figures(before), _figures(after)


def _is_text(part: HtmlElement | str) -> bool:
    return isinstance(part, str)


def _figures(words: str) -> str:
    return re.sub(r"\W", "", words)


def _addresses(element: HtmlElement) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    names = [element.get("id"), element.get("name") if element.tag == "a" else None]
    return [str(name) for name in names if name]


def _block_of(there: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    """Returns the block of a footnote; None if it is no footnote, but a heading or what refers to it."""
    block = next((e for e in (there, *there.iterancestors()) if e.tag in BLOCKS), None)
    if block is None:
        return None
    around = block.getparent()
    if block.tag == "p" and around is not None and around.tag in {"div", "li"} and around[0] is block:
        alone = all(e.tag == "p" and not e.xpath(".//a[@id or @name]") for e in around[1:])
        block = around if alone else block
    above = {*there.iterancestors()}
    headed = block.xpath(HEADINGS) or any(re.fullmatch("h[1-6]", str(e.tag)) for e in (there, *above))
    many = next(islice(block.iter("a"), MOST_LINKS, None), None) is not None
    return None if headed or many or block in {link, *link.iterancestors()} else block


def _drop_lead(lead: HtmlElement) -> None:
    """Removes a link back, and what only stood around it, such as a sign."""
    around = lead.getparent()
    drop(lead)
    while around is not None and is_inline_tag(around.tag) and not re.search(r"\w", words_of(around)):
        outer = around.getparent()
        drop(around)
        around = outer
