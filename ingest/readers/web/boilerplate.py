"""Removes what a web page shows around its guidance: navigation, banners, controls, hidden parts.

Structure and roles decide; words decide only between look-alikes ("Print" alone on a line is a control, a
glossary link inside a sentence is not). Whatever may be guidance is kept.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

NEVER_READ = {
    "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "audio", "video",
    "canvas", "input", "meter", "progress", "select", "textarea", "head", "datalist", "dialog",
}  # fmt: skip
# Of these, what takes no room in its line.
UNSHOWN = {"script", "style", "noscript", "template", "head", "datalist", "audio", "dialog"}
CHROME_ROLES = {
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar",
    "doc-backlink",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "map", "mark", "nobr", "output", "picture", "q", "rb",
    "rp", "rt", "ruby", "s", "samp", "slot", "small", "source", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "button",
}  # fmt: skip
OUTSIDE_MAIN = {"header", "footer", "aside"}
ENDS_A_LINE = {"main", "body", "td", "th"}
LINES = {"p", "li", "dd", "span"}
LETTER = re.compile(r"[^\W\d_]")
SENTENCE_END = re.compile(r"[.:;!?…]\W*$")
LONGEST_CONTROL = 8  # words; a longer button is content
LONGEST_BANNER = 200
LONGEST_LINE = 20
LONGEST_FORM = 60
LONGEST_TRAIL = (
    2000  # characters; what contains more is a part of the page, and would be read again and again
)
SHARING = re.compile(
    r"^(mailto:\?|https?://[^/]*(facebook|twitter|x|linkedin|whatsapp)\.com/.*(share|intent|send))"
)
CONTROL_WORDS = re.compile(
    r"^(print|share|e-?mail|tweet|save|download|listen|close|back|menu|(text )?size|smaller|larger|a[+-]*)\b",
    re.IGNORECASE,
)
SKIP_WORDS = re.compile(r"^skip (to|past)\b", re.IGNORECASE)
TOP_WORDS = re.compile(r"^\W*(((back|return) )?to (the )?top|top of (the |this )?page)\W*$", re.IGNORECASE)
CONTENTS_WORDS = re.compile(r"^\W*(back|return) to contents\W*$", re.IGNORECASE)
TO_TOP = {"#", "#top"}
# The words of a link from a footnote back to its place.
BACK = re.compile(r"[↩↵⏎⮐⤴↑^][\ufe0e\ufe0f]?\s?\d{0,2}")
SIZE_LINE = re.compile(r"^size:? view this website with", re.IGNORECASE)
CONTROL_LABEL = re.compile(r"^\W*((text )?size|print|share( this)?( page| chapter)?)?\W*$", re.IGNORECASE)
# Links (each a \0) that lead down to this page, where the last step may not be a link; or a row of links.
TRAIL = re.compile(
    r"^\W*(you are here\W*)?(\0\s*[>»›→]\s*)+[^>»›→\0]{0,100}\0?$|^(\0\s*\|\s*)+\0$", re.IGNORECASE
)
BREADCRUMB = re.compile(r"\bbread-?crumb", re.IGNORECASE)
COOKIES = re.compile(r"\bcookie", re.IGNORECASE)
FIELDS = ".//input[not(@type='hidden')] | .//select | .//textarea"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEADINGS = ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//*[@role='heading']"


def words_of(element: HtmlElement) -> str:
    """Returns the words in an element, white space folded."""
    return " ".join(str(element.text_content()).split())


def is_inline_tag(tag: str) -> bool:
    """Returns whether elements of this name stand in a line.

    So do those that HTML does not know, such as `my-word` or Word's `st1:place`.
    """
    return tag in INLINE or not tag.isalnum()


def drop(element: HtmlElement) -> None:
    """Removes an element from its page, but not the text after it; what it parted stays apart."""
    if isinstance(element.tag, str) and not is_inline_tag(element.tag) and element.tag not in UNSHOWN:
        part_words_at(element)
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = _settable((before.tail or "") + element.tail)
    elif element.tail:
        parent.text = _settable((parent.text or "") + element.tail)
    parent.remove(element)


def part_words_at(element: HtmlElement) -> None:
    """Puts a space after an element if words end before it, and others begin after it."""
    before, parent, after = element.getprevious(), element.getparent(), element.tail or ""
    if parent is None or not after[:1].isalnum():
        return
    said = (parent.text or "") if before is None else before.tail or words_of(before)
    if said[-1:].isalnum():
        element.tail = _settable(f" {after}")


def _settable(text: str) -> str:
    """Removes characters that lxml reads, as `&#1;`, but cannot write."""
    return NOT_IN_XML.sub("", text)


def drop_surroundings(part: HtmlElement, *, is_main: bool) -> list[str]:
    """Removes what is not content by tag, role or structure. is_main: the part is <main>.

    Returns the words of each <aside>, which may be more than links to other pages, and of open windows.
    """
    aside = []
    for element in list(part.iterdescendants()):
        if (
            not isinstance(element.tag, str)
            or element.tag in NEVER_READ
            or _is_chrome(element, is_main=is_main)
        ):
            is_told = element.tag == "aside" or (element.tag == "dialog" and element.get("open") is not None)
            aside += [words_of(element)] if is_told else []
            drop(element)
    for element in list(_lines(part)):
        words = words_of(element)
        if len(words) <= LONGEST_TRAIL and (
            TOP_WORDS.match(words) or SIZE_LINE.match(words) or _holds_controls(element) or _is_trail(element)
        ):
            drop(element)
    for cell in list(part.iter("td")):
        if len(words_of(cell)) <= LONGEST_TRAIL and _is_trail(cell):
            drop(cell)
    for link in list(part.iter("a")):
        if _is_control(line := _line_of(link)):
            drop(line)
    return aside


def _is_chrome(element: HtmlElement, *, is_main: bool) -> bool:
    if element.get("role") in CHROME_ROLES or "reversefootnote" in (element.get("class") or ""):
        return True
    if element.tag == "a" and (element.get("href") or "")[:1] == "#" and BACK.fullmatch(words_of(element)):
        return True
    if element.tag in OUTSIDE_MAIN and not is_main:
        return not any(parent.tag in {"article", "section"} for parent in element.iterancestors())
    if element.tag == "form":
        return (
            _length(element) <= LONGEST_FORM and bool(element.xpath(FIELDS)) and not element.xpath(HEADINGS)
        )
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
    if BREADCRUMB.search(named):
        return _length(element) <= LONGEST_FORM
    if COOKIES.search(named) and not is_main:
        return _length(element) <= LONGEST_BANNER and bool(element.xpath(".//button[not(@aria-controls)]"))
    return False


def _length(element: HtmlElement) -> int:
    return len(words_of(element).split())


def _line_of(link: HtmlElement) -> HtmlElement:
    """Returns the outermost element, up to a table cell, in which a link is the only text."""
    words = words_of(link)
    line = link
    for element in link.iterancestors():
        if element.getparent() is None or element.tag in ENDS_A_LINE or words_of(element) != words:
            break
        line = element
    return line


def _is_control(line: HtmlElement) -> bool:
    """Returns whether a link alone on its line works the page: skip, go to top, print, share."""
    link = line if line.tag == "a" else next(line.iter("a"))
    return _works_the_page(link)


def _holds_controls(line: HtmlElement) -> bool:
    """Returns whether a line has only a label such as "Size:" and controls."""
    links = list(line.iter("a"))
    rest = words_of(line)
    for link in links:
        rest = rest.replace(words_of(link), "", 1)
    return len(links) > 1 and bool(CONTROL_LABEL.match(rest)) and all(map(_works_the_page, links))


def _is_trail(line: HtmlElement) -> bool:
    """Returns whether a line above the main heading is only the trail to this page, or a row of links."""
    words = words_of(line)
    for link in line.iter("a"):
        words = words.replace(words_of(link), "\0", 1)
    return bool(TRAIL.match(words)) and bool(line.xpath("following::h1")) and not line.xpath("preceding::h1")


def _works_the_page(link: HtmlElement) -> bool:
    target, words = (link.get("href") or "").strip(), words_of(link)
    if target.startswith("#"):
        top = bool(TOP_WORDS.match(words)) or (target in TO_TOP and words.casefold() == "top")
        return top or bool(SKIP_WORDS.match(words) or CONTENTS_WORDS.match(words))
    if SHARING.match(target):
        return True
    worked = target.lower().startswith("javascript:") or link.get("onclick") is not None
    return worked and bool(CONTROL_WORDS.match(words))


def _lines(part: HtmlElement) -> Iterator[HtmlElement]:
    return (e for e in part.iter("p", "div", "li", "span") if e is not part and len(e) <= LONGEST_CONTROL)


def drop_controls(part: HtmlElement, kept: set[HtmlElement]) -> None:
    """Removes buttons, except headings, long buttons and words of a sentence, which are content."""
    for button in list(part.iter("button")) + part.xpath(".//*[@role='button' and not(@href)]"):
        if button not in kept and not is_worded(button) and len(words_of(button).split()) <= LONGEST_CONTROL:
            drop(button)


def is_worded(control: HtmlElement) -> bool:
    """Returns whether a control is part of a sentence that begins before it or continues after it."""
    line = control.getparent()
    before = "".join(
        [line.text or "", *(element.tail or "" for element in control.itersiblings(preceding=True))]
    )
    begun = line.tag in LINES and LETTER.search(before) and not SENTENCE_END.search(before)
    return bool(begun or LETTER.search(control.tail or ""))
