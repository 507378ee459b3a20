"""Removes what sites put beside an article: consent banners, comments, sidebars, date lines.

Each needs two signs, its name and its content, so a section of guidance on comments or cookies is kept.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import HEADINGS, drop, words_of
from ingest.readers.web.headings import LEVELS
from ingest.readers.web.procedure_manuals import DAY

LONGEST_BANNER = 200  # words
LONGEST_DATES = 30
LONGEST_CAPTION = 4
INLINE = {"a", "span", "time", "small", "em", "i", "b", "strong"}
CONSENT = re.compile(
    r"^(accept|reject|allow|agree|i agree|i accept|ok|okay|got it|dismiss|close|hide|manage|understood)\b",
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
COMMENTS_HEADING = re.compile(
    r"^(\d+|one|no) (comments?|responses?|replies|reply|thoughts?)\b|"
    r"^(leave|post|add|write) a (comment|reply)\b",
    re.IGNORECASE,
)
SIDEBAR_NAME = re.compile(r"(?<![\w-])(side-?bar(-\w+)?|widget-area|widget)(?![\w-])", re.IGNORECASE)
BESIDE_HEADING = re.compile(
    r"^(related (posts|articles|stories|content|news)|more (from|stories|news)|(popular|recent|latest) "
    r"(posts|news|articles|comments|stories)|(tags|categories|archives)$|about the author|share this|"
    r"follow us|newsletter|you (may|might) also like)",
    re.IGNORECASE,
)
DATE_NAME = re.compile(
    r"(?<![\w-])((entry|post|article)-(meta|date|info|author|tags|footer)|posted-on|byline|dateline|"
    r"tags-links|cat-links|author-bio|author-box)(?![\w-])",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    rf"^(?:(?:posted|written)(?: by [^.!?]{{2,40}}?)?(?: on)?:? {DAY}(?:\W{{0,3}}(?:by|in|at)\b.{{0,80}})?|"
    rf"(?:published|updated|last updated)(?: on)?:? {DAY}\W{{0,3}}(?:by|in|at)\b.{{0,80}})\W*$",
    re.IGNORECASE,
)
# The name of a weekday is not an author.
AUTHOR_LINE = re.compile(rf"^By (?!\w+day\b)(?:[A-Z][\w.'’-]*[ ,|·–-]+){{1,5}}(?i:(?:on )?{DAY})\W*$")
CAPTION_NAME = re.compile(r"caption|__context|kicker|eyebrow|supertitle", re.IGNORECASE)
BOXES = (
    "div", "section", "aside", "p", "ul", "ol", "form", "footer", "header", "article", "li", "span", "time",
)  # fmt: skip


def drop_furniture(part: HtmlElement) -> None:
    """Removes them, but never more than half of a part, except for readers' comments."""
    comments = [box for box in _comments(part) if box is not part and not box.xpath("descendant-or-self::h1")]
    for element in comments:
        drop(element)
    most = len(words_of(part).split()) / 2
    for element in [*_banners(part), *_captions(part), *_sidebars(part), *_date_lines(part)]:
        if element is not part and len(words_of(element).split()) <= most:
            drop(element)


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _banners(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the box around a consent button and words on cookies, or the banner that contains it."""
    large = {part}
    for control in part.xpath(".//button | .//a | .//*[@role='button']"):
        if not CONSENT.match(words_of(control)):
            continue
        for box in takewhile(lambda box: box not in large, control.iterancestors()):
            words = words_of(box)
            if len(words.split()) > LONGEST_BANNER:
                large.add(box)
                break
            if box.tag in BOXES and COOKIES.search(words):
                outer = box.getparent()
                while outer is not part and BANNER_NAME.search(_name(outer)) and outer.tag != "body":
                    box, outer = outer, outer.getparent()
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
        if COMMENTS_HEADING.match(words_of(heading)):
            yield heading
            for following in heading.itersiblings():
                if str(following.tag) in LEVELS and LEVELS[following.tag] <= LEVELS.get(heading.tag, 2):
                    break
                yield following


def _holds_comments(box: HtmlElement) -> bool:
    return (
        bool(box.xpath(".//textarea | .//time"))
        or any(COMMENT_PART.search(_name(inner)) for inner in box.iterdescendants())
        or any(COMMENTS_HEADING.match(words_of(heading)) for heading in box.xpath(HEADINGS))
    )


def _sidebars(part: HtmlElement) -> Iterator[HtmlElement]:
    """Yields boxes named as sidebars, and boxes of links to other articles."""
    for box in part.iter("div", "section", "aside", "ul", "nav"):
        first = next(iter(box.xpath(HEADINGS)), None)
        elsewhere = first is not None and BESIDE_HEADING.match(words_of(first))
        if SIDEBAR_NAME.search(_name(box)) or (elsewhere and _is_mostly_links(box)):
            yield box


def _is_mostly_links(box: HtmlElement) -> bool:
    linked = sum(len(words_of(link)) for link in box.iter("a"))
    return box.tag == "aside" or linked > len(words_of(box)) / 3


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
        if DATE_LINE.match(words) or AUTHOR_LINE.match(words) or DATE_NAME.search(_name(line)):
            yield line
