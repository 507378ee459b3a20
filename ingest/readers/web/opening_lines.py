"""Parts a paragraph's bold first line from the rest while it is decided whether it is a heading."""

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.office.headings_by_look import LONGEST_HEADING
from ingest.readers.web.boilerplate import words_of
from ingest.readers.web.tables import is_bold

Parted = list[tuple[HtmlElement, HtmlElement]]


def part_opening_lines(part: HtmlElement) -> Parted:
    """Makes the text after a bold first line a paragraph of its own; returns both for each."""
    parted: Parted = []
    for paragraph in list(part.iter("p")):
        if not _opens_bold(paragraph):
            continue
        line_break = paragraph[1]
        rest = lxml.html.Element("p", {k: v for k, v in paragraph.attrib.items() if k != "id"})
        rest.text, rest.tail, paragraph.tail = line_break.tail, paragraph.tail, None
        rest.extend(paragraph[2:])
        paragraph.remove(line_break)
        paragraph.addnext(rest)
        parted.append((paragraph, rest))
    return parted


def join_again(line: HtmlElement, rest: HtmlElement) -> None:
    """Undoes it for one paragraph."""
    line_break = etree.SubElement(line, "br")
    line_break.tail, line.tail = rest.text, rest.tail
    line.extend(rest)
    rest.getparent().remove(rest)


def _opens_bold(paragraph: HtmlElement) -> bool:
    """Returns whether a paragraph begins with a short bold line, and goes on in other letters."""
    if len(paragraph) < 2 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    words = words_of(paragraph[0])
    short = 0 < len(words.split()) <= LONGEST_HEADING and words != words_of(paragraph)
    return paragraph[1].tag == "br" and short and is_bold(paragraph[0]) and not is_bold(paragraph)
