"""Reads a web page into canonical text: its main part, without navigation and scripts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from index.errors import UnreadableDocument
from ingest.readers.left_out import UNDESCRIBED, Told, left_out
from ingest.readers.maths import UNWRITTEN
from ingest.readers.web.boilerplate import drop_controls, drop_surroundings, words_of
from ingest.readers.web.bold_lines import bold_headings, box_around
from ingest.readers.web.foldouts import Foldouts
from ingest.readers.web.footnotes import Notes
from ingest.readers.web.furniture.sidebars import drop_furniture
from ingest.readers.web.headings import TITLE, drop_signs, page_title
from ingest.readers.web.lists import drop_bullets, part_terms
from ingest.readers.web.maths import write_maths
from ingest.readers.web.opening_lines import join_again, part_opening_lines
from ingest.readers.web.pictures import told_frames, undescribed
from ingest.readers.web.procedure_manuals import amendment_boxes, recognised
from ingest.readers.web.table_of_contents import drop_contents
from ingest.readers.web.visibility.hidden_words import drop_unseen
from ingest.readers.web.visibility.looks import PAPER, Look
from ingest.readers.web.visibility.open_strikes import strikes_reopened
from ingest.readers.web.visibility.styles import write_styles
from ingest.readers.web.walk import Walk
from ingest.text.canonical import CanonicalText
from ingest.text.reading import Reading
from ingest.text.review_notices import without_state

# Where a long word may be broken. The parser would read what follows as its content.
WORD_BREAK = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
# Words of a picture's description; "Next" and "Facebook logo" are those of controls, except in a table.
SHORTEST_DESCRIPTION = 3
DRAWN_WORDS = ".//svg//text[not(ancestor::nav or ancestor::header or ancestor::footer or ancestor::button)]"
HEADING_BUTTONS = "//h1//button | //h2//button | //h3//button | //h4//button"


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was found in HTML inside another text.

    level: of the heading that the following text stands under. titles: headings of the first level. unended:
    the levels of the fold-outs that it leaves open, outermost first.
    """

    level: int
    titles: tuple[str, ...]
    unended: tuple[int, ...]


def read_html(text: str, file: str) -> Reading:
    """Reads the main part of a web page, with every fold-out opened.

    Raises UnreadableDocument if there is no page in it.
    """
    try:
        page = _parsed(text)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise UnreadableDocument(
            file, f"it contains no web page ({error}): save the page again, as .html"
        ) from error
    titles = [words_of(heading) for heading in page.iter("h1")]
    mains = [main for main in page.xpath("//main | //*[@role='main']") if words_of(main)]
    body = page.find("body")
    shown_words = words_of(page if body is None else body)
    part = mains[0] if mains else body if body is not None else page
    linked = {str(href)[1:] for href in page.xpath("//a/@href[starts-with(., '#')]")}
    beside = drop_furniture(part)
    pictured = [words_of(words) for words in part.xpath(DRAWN_WORDS)]
    cut, told = write_maths(part), Told()
    told_frames(part, told)
    notes = Notes.of(part)
    beside += drop_surroundings(part, is_main=bool(mains))
    shown, stated = drop_contents(part)
    foldouts = Foldouts.of(part)
    drop_unseen(page, part, foldouts.panels, told, {e for e in part.iter() if e.get("id") in linked})
    pictured += [alt for alt in part.xpath(".//img/@alt") if len(alt.split()) >= SHORTEST_DESCRIPTION]
    pictured += [alt for alt in part.xpath(".//td//img/@alt") if len(alt.split()) < SHORTEST_DESCRIPTION]
    drop_bullets(part)
    drop_controls(part, {*foldouts.heads, *part.xpath(HEADING_BUTTONS)})
    boxes = amendment_boxes(part, foldouts.heads) | stated
    opening = part_opening_lines(part)
    bold = bold_headings(part, foldouts, shown, boxes)
    for line, rest in opening:
        if line not in bold:
            join_again(line, rest)
    shown |= {line: level - TITLE for line, level in bold.items()}
    walk = Walk(foldouts, shown, boxes=boxes, linked=linked, notes=notes)
    for line, level in bold.items():
        box = box_around(line)
        walk.opened[box] = min(level, walk.opened.get(box, level))
    walk.block(part)
    walk.flush_notes()
    named = page.findtext(".//title") or ""
    above = [heading for heading in titles if heading and heading == " ".join(named.split())]
    title = walk.name or page_title(named, above[:1] or walk.titles or titles, shown_words)
    told.oddities += [*left_out(beside, "beside the text"), *left_out(pictured, "in pictures")]
    told.count(*UNDESCRIBED, undescribed(part))
    told.count(*UNWRITTEN, cut)
    return recognised(
        walk.canonical.reading(
            title=without_state(title), oddities=told.sentences(), covered=told.words_covered()
        )
    )


def write_fragment(
    markup: str,
    canonical: CanonicalText,
    told: Told,
    level: int,
    *,
    struck: bool = False,
    look: Look = PAPER,
    sheets: Sequence[HtmlElement] = (),
    unended: int = 0,
) -> Fragment:
    """Writes the blocks of some HTML inside another text.

    told: collects what is left out. level: of the heading above it. struck: the text around it is struck
    through. look: of the words around it. sheets: the style sheets of the whole text. unended: how many of
    its fold-outs it leaves open.
    """
    page = _parsed(f"<body>{markup}</body>", sheets)
    part = page.find("body")
    cut = write_maths(part)
    notes = Notes.of(part)
    drop_surroundings(part, is_main=True)
    foldouts = Foldouts.of(part)
    drop_unseen(page, part, foldouts.panels, told, around=look)
    drop_controls(part, {*foldouts.heads, *part.xpath(HEADING_BUTTONS)})
    last = [part]
    while len(last[-1]):
        last.append(last[-1][-1])
    left_open = [element for element in last if element.tag == "details"][:unended]
    walk = Walk(foldouts, {}, canonical=canonical, notes=notes, level=level, struck=struck)
    walk.unended = set(left_open)
    walk.block(part)
    walk.flush_notes()
    levels = tuple(walk.opened.get(element, walk.level) for element in left_open)
    told.count(*UNWRITTEN, cut)
    told.count(*UNDESCRIBED, undescribed(part))
    return Fragment(walk.level, tuple(walk.titles), levels)


def _parsed(text: str, sheets: Sequence[HtmlElement] = ()) -> HtmlElement:
    """Parses a page, mends its terms, writes its styles into its elements, and drops signs in headings.

    Raises RecursionError if elements are nested more deeply than the parser follows.
    """
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    text = strikes_reopened(WORD_BREAK.sub("", text))
    page = lxml.html.document_fromstring(text.encode(), parser=parser)
    # The parser silently drops anything nested deeper, and everything after it.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RecursionError("elements in each other")
    part_terms(page)
    write_styles(page, sheets)
    drop_signs(page)
    return page
