"""Removes what sites put beside an article: banners, comments, sidebars, lines about the page.

Each needs two signs, its name and its content, so a section of guidance on comments or cookies is kept.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import HEADINGS, drop, words_of
from ingest.readers.web.furniture.known_sites import named_parts
from ingest.readers.web.furniture.offers import offers
from ingest.readers.web.furniture.page_lines import works_the_page
from ingest.readers.web.headings import LEVELS
from ingest.readers.web.procedure_manuals import DAY

LONGEST_BANNER = 200  # words
LONGEST_DATES = 30
LONGEST_CAPTION = 4
INLINE = {"a", "span", "time", "small", "em", "i", "b", "strong"}
# The whole words of a control, so that a link such as "Close to the hall" is none.
CONSENT = re.compile(
    r"(i )?(accept|reject|allow|agree|okay|ok|got it|dismiss|close|hide|manage|understood|understand)"
    r"( (all|additional|optional|necessary|selected|only|and|to|the|this|our|my|use|of|cookies?|banner|"
    r"message|notice|settings|preferences|choices|options|continue|close|proceed))*\W*",
    re.IGNORECASE,
)
COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
BANNER_NAME = re.compile(r"cookie|consent|gdpr|banner", re.IGNORECASE)
COMMENTS_NAME = re.compile(
    r"(?<![\w-])(comments?|comments?-(area|list|section|respond|form|wrapper)|commentlist|commentform|"
    r"post-comments|respond|disqus_thread)(?![\w-])",
    re.IGNORECASE,
)
COMMENT_PART = re.compile(r"comment[-_]?(author|meta|body|date|time|content|form|reply)", re.IGNORECASE)
COMMENT_MARKS = (
    ".//*[contains(@itemtype, 'schema.org/Comment') or contains(@style, 'comment-list') or "
    "contains(@class, 'MsoCommentReference')]"
)
# "3 Comments and complaints" is the third section of a policy.
COMMENTS_HEADING = re.compile(
    r"(\d+|one|no) (comments?|responses?|replies|reply|thoughts?)(?P<on> (to|on) [“\"‘'«].*)?|"
    r"(leave|post|add|write) a (comment|reply)\b.{0,40}",
    re.IGNORECASE,
)
SIDEBAR_NAME = re.compile(r"(?<![\w-])(side-?bar(-\w+)?|widget-area)(?![\w-])", re.IGNORECASE)
MENU_NAME = re.compile(
    r"(?<![\w-])(left|right|side|sub|main|top|site)[-_]?(menu|nav|navigation)(?![\w-])", re.IGNORECASE
)
BESIDE_HEADING = re.compile(
    r"^(related (posts|articles|stories|content|news)|more (from|stories|news)|(popular|recent|latest) "
    r"(posts|news|articles|comments|stories)|(tags|categories|archives)$|about the author|share this|"
    r"follow us|newsletter|you (may|might) also like)",
    re.IGNORECASE,
)
# In a box named so, a heading such as "Related" leads to other articles, also if it gives their first words.
RELATED_NAME = re.compile(
    r"(?<![\w-])(jp-relatedposts|(yarpp-|crp_)?related([-_]?(posts?|articles?))?)(?![\w-])"
)
RELATED_HEADING = re.compile(r"related\W*", re.IGNORECASE)
DATE_NAME = re.compile(
    r"(?<![\w-])((entry|post|article)-(meta|date|info|author|tags|footer)|posted-on|byline|dateline|"
    r"tags-links|cat-links|author-bio|author-box)(?![\w-])",
    re.IGNORECASE,
)
# What ends like a sentence is none of these lines.
DATE_LINE = re.compile(
    rf"(?:(?:posted|written)(?: by [^.!?]{{2,40}}?)?(?: on)?:? {DAY}(?:\W{{0,3}}(?:by|in|at)\b.{{0,80}})?|"
    rf"(?:published|updated|last updated)(?: on)?:? {DAY}\W{{0,3}}(?:by|in|at)\b.{{0,80}})(?<![.:;!?])",
    re.IGNORECASE,
)
# The name of a weekday is not an author.
AUTHOR_LINE = re.compile(rf"By (?!\w+day\b)(?:[A-Z][\w.'’-]*[ ,|·–-]+){{1,5}}(?i:(?:on )?{DAY})")
AUTHOR_NAME = re.compile(r"author", re.IGNORECASE)
LISTED = "ancestor-or-self::li | ancestor::td | .//li"
CAPTION_NAME = re.compile(r"caption|__context|kicker|eyebrow|supertitle", re.IGNORECASE)
BOXES = (
    "div", "section", "aside", "p", "ul", "ol", "form", "footer", "header", "article", "li", "span", "time",
)  # fmt: skip


def drop_furniture(part: HtmlElement) -> list[str]:
    """Removes them, but never more than half of a part, except for comments and what a site names as its own.

    Returns the words that were removed, except those of banners.
    """
    comments = [box for box in _comments(part) if box is not part and not box.xpath("descendant-or-self::h1")]
    dropped = []
    for element in _outermost([*comments, *named_parts(part)]):
        dropped.append(words_of(element))
        drop(element)
    left = len(words_of(part).split()) / 2
    banners = {*_banners(part), *_captions(part)}
    for element in _outermost(
        [*banners, *offers(part), *_sidebars(part), *_date_lines(part), *_page_lines(part)]
    ):
        size = len(words_of(element).split())
        if element is not part and size <= left:
            left -= size
            dropped += [] if element in banners else [words_of(element)]
            drop(element)
    return dropped


def _outermost(boxes: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Returns each box that stands in none of the others, once."""
    once = dict.fromkeys(boxes)
    return [box for box in once if once.keys().isdisjoint(box.iterancestors())]


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _banners(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the box around a consent button and words on cookies, or the banner that contains it."""
    large = {part}
    for control in part.xpath(".//button | .//a | .//*[@role='button']"):
        if not CONSENT.fullmatch(words_of(control)):
            continue
        leads_on = control.tag == "a" and (control.get("href") or "#")[0] != "#"
        for box in takewhile(lambda box: box not in large, control.iterancestors()):
            words = words_of(box)
            if len(words.split()) > LONGEST_BANNER:
                large.add(box)
                break
            if box.tag in BOXES and COOKIES.search(words):
                outer = box.getparent()
                while outer is not part and BANNER_NAME.search(_name(outer)) and outer.tag != "body":
                    box, outer = outer, outer.getparent()
                if BANNER_NAME.search(_name(box)) or not leads_on:
                    yield box
                break


def _captions(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the one or two words above a page's title that name its kind."""
    for element in part.xpath(".//h1//span | .//h1/preceding-sibling::*[1]"):
        if CAPTION_NAME.search(_name(element)) and 0 < len(words_of(element).split()) <= LONGEST_CAPTION:
            yield element


def _comments(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields what readers wrote below an article, and the form to write more."""
    yield from part.xpath(COMMENT_MARKS)
    for box in part.iter(*BOXES):
        if COMMENTS_NAME.search(_name(box)) and _holds_comments(box):
            yield box
    for heading in part.xpath(HEADINGS):
        if found := COMMENTS_HEADING.fullmatch(words_of(heading)):
            below = list(_below(heading))
            if found["on"] or any(map(_is_from_readers, below)):
                yield from [heading, *below]


def _below(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yields what stands below a heading, up to the next of its level."""
    for following in heading.itersiblings():
        if str(following.tag) in LEVELS and LEVELS[following.tag] <= LEVELS.get(heading.tag, 2):
            break
        yield following


def _holds_comments(box: HtmlElement) -> bool:
    return (
        _is_from_readers(box)
        or bool(box.xpath(".//time"))
        or any(COMMENTS_HEADING.fullmatch(words_of(heading)) for heading in box.xpath(HEADINGS))
    )


def _is_from_readers(box: HtmlElement) -> bool:
    """Returns whether a box holds a comment, or the form to write one."""
    parts = any(COMMENT_PART.search(_name(inner)) for inner in box.iter() if isinstance(inner.tag, str))
    return parts or bool(box.xpath("descendant-or-self::textarea"))


def _sidebars(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields boxes named as sidebars, and boxes of links to other articles."""
    for box in part.iter("td", "div", "ul"):
        if MENU_NAME.search(_name(box)) and _is_mostly_links(box, ""):
            yield box
    for box in part.iter("div", "section", "aside", "ul", "nav"):
        first = next(iter(box.xpath(HEADINGS)), None)
        heading = "" if first is None else words_of(first)
        elsewhere = BESIDE_HEADING.match(heading)
        related = (elsewhere or RELATED_HEADING.fullmatch(heading)) and RELATED_NAME.search(_name(box))
        if SIDEBAR_NAME.search(_name(box)) or related or (elsewhere and _is_mostly_links(box, heading)):
            yield box


def _is_mostly_links(box: HtmlElement, heading: str) -> bool:
    linked = sum(len(words_of(link)) for link in box.iter("a"))
    return box.tag == "aside" or linked > (len(words_of(box)) - len(heading)) / 2


def _page_lines(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields lines that only work the page, such as its numbers."""
    for line in part.iter(*BOXES):
        said = (word for text in line.itertext() for word in text.split())
        words = list(islice(said, LONGEST_DATES + 1))
        if 0 < len(words) <= LONGEST_DATES and works_the_page(" ".join(words)):
            yield line


def _date_lines(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields lines on when and by whom an article was published, by their name or their words."""
    for line in part.iter(*BOXES):
        words = words_of(line)
        if not 0 < len(words.split()) <= LONGEST_DATES or line.xpath(HEADINGS):
            continue
        if (
            line.tag in INLINE
            and words_of(line.getparent()) != words
            and not DATE_NAME.search(_name(line.getparent()))
        ):
            continue
        named = DATE_NAME.search(_name(line))
        # In a list or a table, such words say until when something is to be done.
        said = (DATE_LINE.fullmatch(words) or AUTHOR_LINE.fullmatch(words)) and not line.xpath(LISTED)
        if said or (named and (AUTHOR_NAME.search(named[0]) or not words.endswith("."))):
            yield line
