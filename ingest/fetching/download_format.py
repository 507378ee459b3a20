"""Recognises the format of a downloaded file by its content, whatever its name."""

import codecs
import re

from index.errors import FailedDownload, RefusedDownload, UnreadableDocument
from ingest.readers.file_kinds import NAMES, kind_of
from ingest.readers.plain.plain_text import declared_encoding, decode

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# The types that a host may give for each format; an unspecific type fits them all.
TYPES = {
    ".pdf": {"application/pdf", "application/x-pdf"},
    ".docx": {WORD, "application/zip"},
    ".doc": {"application/msword"},
    ".odt": {"application/vnd.oasis.opendocument.text", "application/zip"},
    ".pptx": {SLIDES, "application/zip"},
    ".rtf": {"application/rtf", "text/rtf", "application/msword"},
    ".html": {"text/html", "application/xhtml+xml"},
}
UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/x-download"}
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def ending_of(data: bytes, content_type: str) -> str:
    """Returns the ending for the file's name, such as .pdf, .docx or .html.

    content_type: as the host gave it. Raises RefusedDownload if the file is none of these formats, or if the
    host calls it something else.
    """
    ending = format_of(data)
    if ending is None:
        said = f" (its host calls it {content_type})" if content_type else ""
        raise RefusedDownload(
            f"it is not a PDF, Word file, web page or other known document{said}: download it by hand"
        )
    called = content_type.partition(";")[0].strip().lower()
    if called not in TYPES[ending] | UNTOLD:
        raise RefusedDownload(f"its host calls it {called}, but it is {NAMES[ending]}: check the address")
    if ending == ".html":
        _check_characters(data, content_type)
    return ending


def check_end(data: bytes, ending: str) -> None:
    """Raises FailedDownload if the file breaks off; a host may give too small a length, or none."""
    last = data.rstrip(b"\0 \t\r\n")[-2048:]
    whole = {".pdf": b"%%EOF" in last, ".rtf": last.endswith(b"}"), ".html": b"</html>" in last.lower()}
    if not whole.get(ending, True):
        raise FailedDownload(
            f"it is {NAMES[ending]} that breaks off before its end: try again later, or download it by hand"
        )


def format_of(data: bytes) -> str | None:
    """Returns the ending that fits the content, if Signpost reads that format; else None."""
    found = kind_of(data)
    return found if found in TYPES else None


def _check_characters(data: bytes, content_type: str) -> None:
    """Raises RefusedDownload if the header names another encoding and a word would change."""
    named = CHARSET.search(content_type)
    if not named:
        return
    try:
        encoding = codecs.lookup(named.group(1)).name
        # As in every browser, Latin 1 and ASCII mean Windows-1252.
        said = data.decode("windows-1252" if encoding in {"iso8859-1", "ascii"} else encoding)
        same = said.removeprefix("\ufeff") == decode(data, "the page", declared_encoding(data))
    except (LookupError, UnicodeError, UnreadableDocument):
        same = False
    if not same:
        raise RefusedDownload(
            f"its host says that its encoding is {named.group(1)}, but the page itself says otherwise: "
            "download it by hand and save it as UTF-8"
        )
