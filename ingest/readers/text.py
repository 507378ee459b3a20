"""Plain text into canonical text, and bytes of any text format into characters."""

import codecs
import re

from index.errors import UnreadableDocument
from ingest.canonical import CanonicalText, Reading, Run

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ITEM = re.compile(r"^(\s*)[-*•◦▪–]\s+(?=\S)")
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*(\d+[.)]|\d+(\.\d+)+[.)]?|\(?[a-z]\))\s+\S")


def declared_encoding(data: bytes) -> str | None:
    """What a web page says its encoding is. Latin 1 means Windows-1252, as in every browser."""
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return name
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


def read_text(text: str) -> Reading:
    """Paragraphs parted by blank lines; lines that begin with a bullet are list items."""
    canonical = CanonicalText()
    block: list[str] = []
    indents: list[int] = []

    def flush() -> None:
        if not block:
            return
        item = ITEM.match(block[0])
        if item:
            indent = len(item.group(1).expandtabs())
            indents[:] = [x for x in indents if x < indent] + [indent]
            canonical.add("item", [Run(" ".join([block[0][item.end() :], *block[1:]]))], depth=len(indents))
        else:
            indents.clear()
            canonical.add("paragraph", [Run(" ".join(block))])
        block.clear()

    for line in text.splitlines():
        if not line.strip() or ITEM.match(line) or NUMBERED.match(line):
            flush()
        if line.strip():
            block.append(line)
    flush()
    return canonical.reading()
