"""Parts a paragraph's bold first line from the rest while it is decided whether it is a heading."""

import re

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.office.headings_by_look import LONGEST_HEADING
from ingest.readers.web.boilerplate import words_of
from ingest.readers.web.tables import is_bold

# A line that ends so goes on in the next.
GOES_ON = re.compile(
    r"\b(and|or|the|an?|of|to|in|on|for|with|by|at|from|not|must|should|may|can|will|is|are|has|have)$",
    re.IGNORECASE,
)
FEWEST = 2
# Text below a heading has sentences; a name above an address has none.
SENTENCE = re.compile(r"\W*[^\W_a-zà-öø-ÿ].*[^\W\d_]{2}\W*[.:;?!]", re.DOTALL)
Parted = list[tuple[HtmlElement, HtmlElement]]


def part_opening_lines(part: HtmlElement) -> Parted:
    """Makes the text after a bold first line a paragraph of its own; returns both for each.

    A single one on a page stresses its words.
    """
    parted: Parted = []
    opened = [paragraph for paragraph in part.iter("p") if _opens_bold(paragraph)]
    for paragraph in opened if len(opened) >= FEWEST else ():
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
    """Returns whether a paragraph begins with a short bold line, and goes on with a sentence not in bold.

    A sentence that begins in the bold line goes on in small letters.
    """
    if len(paragraph) < 2 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    words = words_of(paragraph[0])
    short = 0 < len(words.split()) <= LONGEST_HEADING and words != words_of(paragraph)
    if paragraph[1].tag != "br" or not short or GOES_ON.search(words):
        return False
    rest = words_of(paragraph).removeprefix(words).strip()
    return bool(SENTENCE.match(rest)) and is_bold(paragraph[0]) and not is_bold(paragraph)
