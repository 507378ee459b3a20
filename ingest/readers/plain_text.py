"""Plain text into canonical text, and bytes of any text format into characters."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import UnreadableDocument
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Reading, Run

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ITEM = re.compile(r"^(\s*)[-*•◦▪–]\s+(?=\S)")
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
DRAWN = re.compile(r"\s*([=~_*#-])\1{2,}\s*")
SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+[^\W\d_]")
SENTENCE_END = re.compile(r"[.,;:?!]$")
LONGEST_HEADING = 10  # words
NUMBERED = re.compile(r"^\s*(\d+[.)]|\d+(\.\d+)+[.)]?|\(?[a-z]\))\s+\S")


def declared_encoding(data: bytes) -> str | None:
    """What a web page says its encoding is. Latin 1 means Windows-1252, as in every browser.

    A page that can be read so far is not in UTF-16, whatever it says: it means UTF-8.
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
    """The characters: by byte order mark, else by the declared encoding, else as UTF-8.

    UnreadableDocument: the bytes are not what they are said to be. A guess could change a word.
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

    underlined: with which sign; empty where they are not.
    """

    lines: tuple[str, ...]
    alone: bool
    underlined: str = ""

    @classmethod
    def of(cls, lines: Sequence[str], *, alone: bool) -> "Paragraph | None":
        """Without the signs that are drawn below a line; None where nothing else is there."""
        words = [line for line in lines if not DRAWN.fullmatch(line)]
        if not words:
            return None
        drawn = len(lines) == 2 and len(words) == 1 and words[0] is lines[0]
        return cls(tuple(words), alone, lines[1].strip()[0] if drawn else "")

    @property
    def is_short(self) -> bool:
        """Returns whether it is one short line that ends like no sentence, as a heading does."""
        line = self.lines[0].strip()
        short = len(self.lines) == 1 and len(line.split()) <= LONGEST_HEADING
        return self.alone and short and not SENTENCE_END.search(line) and not ITEM.match(line)

    @property
    def number(self) -> tuple[str, ...]:
        """The figures of the number that it begins with; none where it begins with none."""
        found = SECTION_NUMBER.match(self.lines[0].strip())
        return tuple(found[1].split(".")) if found else ()


def read_text(text: str) -> Reading:
    """Paragraphs parted by blank lines; lines that begin with a bullet are list items.

    Headings are known by their look: see `_headings`.
    """
    canonical = CanonicalText()
    paragraphs = _paragraphs(text)
    indents: list[int] = []
    for paragraph, level in zip(paragraphs, _headings(paragraphs), strict=True):
        first, *more = paragraph.lines
        item = ITEM.match(first)
        if item:
            indent = len(item.group(1).expandtabs())
            indents = [*(x for x in indents if x < indent), indent]
            canonical.add("item", [Run(" ".join([first[item.end() :], *more]))], depth=len(indents))
        else:
            indents = []
            kind: BlockKind = "heading" if level else "paragraph"
            canonical.add(kind, [Run(" ".join(paragraph.lines))], depth=level)
    return canonical.reading()


def _paragraphs(text: str) -> list[Paragraph]:
    """The lines of a text that belong together: an empty line, a bullet or a number begins anew."""
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

    for line in text.splitlines():
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


def _headings(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The level of each paragraph as a heading; 0 for what is none.

    A line that is underlined is one. So is a short line in capitals, above all others where it stands
    first, and a short numbered line, where every line numbered alike is short and has other words below it:
    else they are items of a list.
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
            levels.append(1 if i == 0 else 2)
        else:
            levels.append(0)
    return levels
