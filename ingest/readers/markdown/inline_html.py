"""Handles raw HTML in a Markdown text: open elements, their effect on the words, and HTML blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import lxml.html
from lxml.html import HtmlElement

from ingest.readers.left_out import Told
from ingest.readers.web.html import write_fragment
from ingest.readers.web.visibility.hidden_words import look_of
from ingest.readers.web.visibility.looks import PAPER, Look
from ingest.readers.web.visibility.styles import STRUCK_TAGS, is_struck, write_styles
from ingest.text.canonical import CanonicalText

TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>""", re.IGNORECASE)
# What looks like a tag in comments, scripts and style sheets is none.
NO_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|(?P<open><(?P<tag>script|style)\b[^<>]*>)(?P<body>.*?)(?=</(?P=tag)\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Not valid tag names, so they cannot clash with one.
STRUCK, HIDDEN = "(struck)", "(hidden)"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True, slots=True)
class Opened:
    """An element that is open.

    look: of its words. level: of its heading, if it is a fold-out that has one.
    """

    tag: str
    struck: bool = False
    hidden: bool = False
    look: Look = PAPER
    level: int | None = None

    @property
    def counted(self) -> tuple[str, ...]:
        """Returns the keys to count for this element."""
        return (self.tag, *([STRUCK] if self.struck else []), *([HIDDEN] if self.hidden else []))


@dataclass
class OpenElements:
    """The open elements, outermost first.

    around: the look of words outside them. sheets: the style sheets of the text.
    """

    around: Look = PAPER
    sheets: Sequence[HtmlElement] = ()
    stack: list[Opened] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def look(self) -> Look:
        """Returns how words here look."""
        return self.stack[-1].look if self.stack else self.around

    @property
    def struck(self) -> bool:
        """Returns whether words here are struck through."""
        return self.counts[STRUCK] > 0

    @property
    def hidden(self) -> bool:
        """Returns whether words here are hidden."""
        return self.counts[HIDDEN] > 0

    def open(self, opened: Opened) -> None:
        """Opens an element."""
        self.stack.append(opened)
        self.counts.update(opened.counted)

    def pass_markup(self, markup: str) -> None:
        """Applies the tags in some markup."""
        for tag in tags_in(markup):
            self.pass_tag(tag)

    def pass_tag(self, tag: re.Match[str]) -> None:
        """Applies a tag; a closing tag that matches nothing has no effect."""
        name = tag[2].lower()
        if tag[1]:
            self.close(name)
        elif name not in VOID and not tag[3].endswith("/"):
            styled = (
                _styled(name, tag[3], self.look, self.sheets)
                if tag[3].strip() or self.sheets
                else (False, False, self.look)
            )
            struck, hidden, look = styled
            self.open(Opened(name, struck or name in STRUCK_TAGS, hidden, look))

    def close(self, name: str) -> Opened | None:
        """Closes the innermost element of this name, and those left open inside it."""
        while self.counts[name]:
            opened = self.stack.pop()
            self.counts.subtract(opened.counted)
            if opened.tag == name:
                return opened
        return None


def style_sheets_in(markup: str) -> list[HtmlElement]:
    """Returns the style sheets in some markup."""
    found = (
        f"{found['open']}{found['body']}</style>" for found in NO_MARKUP.finditer(markup) if found["open"]
    )
    return list(lxml.html.fragment_fromstring("".join(found), create_parent=True).iter("style"))


def tags_in(markup: str) -> Iterator[re.Match[str]]:
    """Yields the tags in some markup, at their places."""
    return TAG.finditer(_without_code(markup))


def _without_code(markup: str) -> str:
    """Returns markup of the same length, with comments, scripts and style sheets blank."""
    return NO_MARKUP.sub(lambda found: (found["open"] or "").ljust(len(found[0])), markup)


def _styled(
    tag: str, attributes: str, around: Look, sheets: Sequence[HtmlElement]
) -> tuple[bool, bool, Look]:
    """Returns whether attributes strike an element's words through or hide them, and how the words look."""
    # The parser keeps a span even where it would not keep the element, such as a cell without a table.
    element = lxml.html.fragment_fromstring(f"<span{attributes}></span>")
    element.tag = tag
    write_styles(element, sheets)
    return is_struck(element), *look_of(element, around)


def is_break(markup: str) -> bool:
    """Returns whether a tag begins a new line."""
    found = TAG.fullmatch(markup)
    return bool(found and found[2].lower() == "br")


@dataclass
class RawBlocks:
    """Writes the blocks of raw HTML. level: of the heading that the next block stands under.

    opened: the elements that are open between blocks. pictures: how many have no description.
    """

    canonical: CanonicalText
    level: int = 0
    titles: list[str] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    opened: OpenElements = field(default_factory=OpenElements)

    def write(self, markup: str) -> None:
        """Writes a block in parts; a part ends where it closes an element that was open before it."""
        start = 0
        inner = self.inner()
        for tag in list(tags_in(markup)):
            if tag[1] and inner.close(tag[2].lower()) is None:
                self.part(markup[start : tag.start()], inner)
                start = tag.end()
                closed = self.opened.close(tag[2].lower())
                inner = self.inner()
                if closed is not None and closed.level is not None:
                    self.canonical.end_sections(closed.level)
                    self.level = closed.level - 1
            elif not tag[1]:
                inner.pass_tag(tag)
        self.part(markup[start:], inner)

    def inner(self) -> OpenElements:
        """Returns the elements that are open inside those between blocks: none yet."""
        return OpenElements(self.opened.look, self.opened.sheets)

    def part(self, markup: str, inner: OpenElements) -> None:
        """Writes the markup between tags that close earlier elements. inner: what it leaves open."""
        foldouts = sum(opened.tag == "details" for opened in inner.stack)
        levels: Iterator[int] = iter(())
        if self.opened.hidden:
            self.told.dropped.append(TAG.sub(" ", _without_code(markup)))
        elif markup.strip():
            found = write_fragment(
                markup,
                self.canonical,
                self.told,
                self.level,
                struck=self.opened.struck,
                look=self.opened.look,
                sheets=self.opened.sheets,
                unended=foldouts,
            )
            self.level, levels = found.level, iter(found.unended)
            self.titles += found.titles
        for o in inner.stack:
            level = next(levels, None) if o.tag == "details" else None
            self.opened.open(replace(o, level=level))
