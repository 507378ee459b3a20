"""Which format a file is that came from elsewhere: told by its content, whatever it is called."""

import codecs
import io
import re
import zipfile

from index.errors import FailedDownload, RefusedDownload, UnreadableDocument
from ingest.readers.text import declared_encoding, decode

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What a host may call each format; a type that says nothing fits them all.
TYPES = {
    ".pdf": {"application/pdf", "application/x-pdf"},
    ".docx": {WORD, "application/zip"},
    ".html": {"text/html", "application/xhtml+xml"},
}
UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/x-download"}
NAMES = {".pdf": "a PDF", ".docx": "a Word file", ".html": "a web page"}
# White space, byte order mark, XML declaration and comments may stand before the page.
PAGE = re.compile(
    rb"(\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*\?>|<!--.*?-->)*+(<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def ending_of(data: bytes, content_type: str) -> str:
    """The ending that the file's name takes: .pdf, .docx or .html.

    content_type: as the host gave it. RefusedDownload: the file is none of these, or the host calls
    it something else than it is.
    """
    ending = format_of(data)
    if ending is None:
        said = f" (its host calls it {content_type})" if content_type else ""
        raise RefusedDownload(f"it is no PDF, Word file or web page{said}: get the file by hand")
    called = content_type.partition(";")[0].strip().lower()
    if called not in TYPES[ending] | UNTOLD:
        raise RefusedDownload(f"its host calls it {called}, and it is {NAMES[ending]}: check the address")
    if ending == ".html":
        _check_characters(data, content_type)
    return ending


def check_end(data: bytes, ending: str) -> None:
    """FailedDownload: the file breaks off. A host may have said too small a length, or none."""
    last = data.rstrip(b"\0 \t\r\n")[-2048:]
    whole = {".pdf": b"%%EOF" in last, ".html": b"</html>" in last.lower()}
    if not whole.get(ending, True):
        raise FailedDownload(
            f"it is {NAMES[ending]} that breaks off before its end: try again later, or get it by hand"
        )


def format_of(data: bytes) -> str | None:
    """The ending that its content calls for: .pdf, .docx or .html; None for anything else."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                return ".docx" if "word/document.xml" in parts.namelist() else None
        except (zipfile.BadZipFile, NotImplementedError):
            return None
    return ".html" if PAGE.match(data[:4096]) else None


def _check_characters(data: bytes, content_type: str) -> None:
    """RefusedDownload: the header names another encoding than the file, and a word would be changed."""
    named = CHARSET.search(content_type)
    if not named:
        return
    try:
        encoding = codecs.lookup(named.group(1)).name
        # As in every browser: Latin 1 and ASCII mean Windows-1252.
        said = data.decode("windows-1252" if encoding in {"iso8859-1", "ascii"} else encoding)
        same = said.removeprefix("\ufeff") == decode(data, "the page", declared_encoding(data))
    except (LookupError, UnicodeError, UnreadableDocument):
        same = False
    if not same:
        raise RefusedDownload(
            f"its host says that its characters are {named.group(1)}, and the page itself says otherwise: "
            "get it by hand, and save it as UTF-8"
        )
