"""Reads plain text into canonical text, and decodes the bytes of any text format."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.errors import UnreadableDocument
from ingest.readers.plain.lists import ITEM, NUMBERED, PlainLists
from ingest.readers.plain.pages import without_page_heads
from ingest.readers.plain.tables import tables_in
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Reading, Run
from ingest.text.repair import LineEnds
from ingest.text.table_grid import Row, write_table

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark this one begins with.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
DRAWN = re.compile(r"\s*([=~_*#-])\1{2,}\s*")
SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+[^\W\d_]")
SENTENCE_END = re.compile(r"[.,;:?!]$")
LONGEST_HEADING = 10  # words


def declared_encoding(data: bytes) -> str | None:
    """Returns the encoding that a web page declares; Latin 1 means Windows-1252, as in every browser.

    If the declaration can be read at all, the page is not in UTF-16: a page that claims it means UTF-8.
    """
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return name
    if known.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if known in {"iso8859-1", "ascii"} else known


def decode(data: bytes, file: str, declared: str | None = None) -> str:
    """Returns the characters: by byte order mark, else by the declared encoding, else as UTF-8.

    Raises UnreadableDocument if the bytes do not fit, because a guess could change a word.
    """
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), declared or "utf-8")
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise UnreadableDocument(
            file, f"its characters cannot be read as {encoding} ({error}): save it as UTF-8"
        ) from error


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. alone: between empty lines, or at an end of the text.

    underlined: the character that underlines them; empty if they are not underlined. rows: of a table, which
    has no lines.
    """

    lines: tuple[str, ...]
    alone: bool
    underlined: str = ""
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[str], *, alone: bool) -> "Paragraph | None":
        """Makes a paragraph without the characters drawn under a line; None if nothing else is there."""
        words = [line for line in lines if not DRAWN.fullmatch(line)]
        if not words:
            return None
        drawn = len(lines) == 2 and len(words) == 1 and words[0] is lines[0]
        return cls(tuple(words), alone, lines[1].strip()[0] if drawn else "")

    @property
    def is_short(self) -> bool:
        """Returns whether it is one short line that does not end like a sentence, as a heading does."""
        line = "".join(self.lines[:1]).strip()
        short = len(self.lines) == 1 and len(line.split()) <= LONGEST_HEADING
        return self.alone and short and not SENTENCE_END.search(line) and not ITEM.match(line)

    @property
    def number(self) -> tuple[str, ...]:
        """Returns the figures of the number that it begins with; none if it begins without one."""
        found = SECTION_NUMBER.match("".join(self.lines[:1]).strip())
        return tuple(found[1].split(".")) if found else ()


def read_text(text: str) -> Reading:
    """Reads paragraphs separated by blank lines, lists (see `PlainLists`) and tables drawn with characters.

    Headings are recognised by their look: see `_headings`. The heads and feet of printed pages are left out.
    """
    canonical = CanonicalText()
    lines, running = without_page_heads(text)
    paragraphs = _paragraphs(lines)
    titled = text.lstrip().startswith("".join(lines[:1]).strip())  # else the head of its page is above it
    ends = LineEnds(lines)
    lists = PlainLists()
    for paragraph, level in zip(paragraphs, _headings(paragraphs, titled=titled), strict=True):
        if paragraph.rows:
            lists.end()
            write_table(canonical, paragraph.rows)
            continue
        first, *more = paragraph.lines
        if level:
            lists.end(paragraph.lines[-1])
        depth = 0 if level else lists.depth(first, paragraph.lines[-1])
        bullet = ITEM.match(first)
        words = [first[bullet.end() :], *more] if bullet else paragraph.lines
        kind: BlockKind = "heading" if level else "item" if depth else "paragraph"
        canonical.add(kind, _joined(words, ends), depth=level or depth)
    return canonical.reading(running=running)


def _joined(lines: Sequence[str], ends: LineEnds) -> list[Run]:
    """Returns the words of lines that belong together; a word that was split between two is whole again."""
    bare = [line.strip() for line in lines]
    pairs = [ends.joined(line, following) for line, following in pairwise(bare)]
    return [Run("".join([*(line + gap for line, gap in pairs), *bare[-1:]]))]


def _paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """Groups lines that belong together: an empty line, a bullet or a number begins a new group."""
    tables, below = tables_in(lines), 0
    found: list[Paragraph] = []
    block: list[str] = []
    after_gap = True

    def end(before_gap: bool) -> None:
        nonlocal after_gap
        if block:
            paragraph = Paragraph.of(block, alone=after_gap and before_gap)
            found.extend([paragraph] if paragraph else [])
            after_gap = before_gap
        block.clear()

    for i, line in enumerate(lines):
        if i in tables:
            end(before_gap=True)
            below, rows = tables[i]
            found.append(Paragraph((), alone=True, rows=tuple(rows)))
            after_gap = True
        if i < below:
            continue
        if not line.strip():
            end(before_gap=True)
            after_gap = True
        elif ITEM.match(line) or NUMBERED.match(line):
            end(before_gap=False)
        if line.strip():
            block.append(line)
        if len(block) == 2 and DRAWN.fullmatch(line):
            end(before_gap=True)
    end(before_gap=True)
    return found


def _headings(paragraphs: Sequence[Paragraph], *, titled: bool) -> list[int]:
    """Returns the level of each paragraph as a heading; 0 for other paragraphs.

    An underlined line is a heading. So is a short line in capitals, at the top level if it comes first
    (titled). So is a short numbered line, if every line numbered alike is short and has other words below
    it; otherwise they are list items.
    """
    levels = []
    numbered = [p.number if p.is_short else () for p in paragraphs]
    lists = {len(p.number) for p in paragraphs if p.number and not p.is_short}
    for number, following in zip(numbered, [*numbered[1:], ("",)], strict=False):
        if number and (len(number) == len(following) or following == ("",)):
            lists.add(len(number))
    for i, paragraph in enumerate(paragraphs):
        last = i + 1 == len(paragraphs)
        if paragraph.underlined:
            levels.append(1 if paragraph.underlined == "=" else 2)
        elif numbered[i] and len(numbered[i]) not in lists:
            levels.append(1 + len(numbered[i]))
        elif paragraph.is_short and paragraph.lines[0].isupper() and not paragraph.number and not last:
            levels.append(1 if titled and i == 0 else 2)
        else:
            levels.append(0)
    return levels
