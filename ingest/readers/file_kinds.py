"""Recognises formats by content and by name, and says why some are not read."""

import io
import re
import zipfile
import zlib

# Names of the formats recognised by content, then the endings that mean the same format.
NAMES = {
    ".pdf": "a PDF",
    ".docx": "a Word file",
    ".odt": "an OpenDocument text",
    ".pptx": "a file of slides",
    ".rtf": "a rich text file",
    ".txt": "plain text",
    ".html": "a web page",
    ".doc": "an old Word file",
    ".xls": "a spreadsheet",
    ".ppt": "an old file of slides",
    ".msg": "a message",
    ".mht": "a web archive",
    ".locked": "an encrypted file",
    ".ole": "a file of an old office program, or an encrypted one",
    ".pages": "a Pages document",
    ".epub": "an electronic book",
    ".zip": "an archive",
    ".png": "a picture",
}
SAME = {
    ".htm": ".html", ".markdown": ".md", ".docm": ".docx", ".dotx": ".docx", ".dotm": ".docx",
    ".pptm": ".pptx", ".ppsx": ".pptx", ".ott": ".odt", ".dot": ".doc", ".xlsx": ".xls", ".xlsm": ".xls",
    ".xlsb": ".xls", ".ods": ".xls", ".csv": ".xls", ".numbers": ".xls", ".odp": ".ppt", ".pps": ".ppt",
    ".key": ".ppt", ".eml": ".msg", ".mbox": ".msg", ".mhtml": ".mht", ".7z": ".zip", ".rar": ".zip",
    ".gz": ".zip", ".tar": ".zip", ".jpg": ".png", ".jpeg": ".png", ".gif": ".png", ".bmp": ".png",
    ".tif": ".png", ".tiff": ".png", ".webp": ".png", ".avif": ".png", ".heic": ".png", ".svg": ".png",
}  # fmt: skip
SAVE = "save it as .docx or PDF"
# Why a format is not read, and what to do instead.
NOT_READ = {
    ".doc": f"such files are read only where LibreOffice is installed: install it, or {SAVE}",
    ".xls": f"its cells are not text that can be quoted: if it contains guidance, {SAVE}",
    ".ppt": "only .pptx slides can be read: save it as .pptx or PDF",
    ".msg": f"messages contain personal data and are not guidance: if a document came with it, {SAVE}",
    ".mht": "web archives cannot be read: open it in a browser and save it as a web page (.html) or as PDF",
    ".locked": "it opens only with a password: save it without one",
    ".ole": f"such files cannot be read: {SAVE}, without a password",
    ".pages": f"Pages documents cannot be read: {SAVE}",
    ".epub": f"electronic books cannot be read: {SAVE}",
    ".zip": "archives are not opened: unpack it, and put the documents in it here",
    ".png": f"its words cannot be quoted: find the document that it shows, and {SAVE}",
}
PICTURES = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP|....ftyp(?:heic|mif1|avif)|BM.{4}\x00{4}",
    re.DOTALL,
)
# Some programs put a byte order mark or a new line before the text.
RICH_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(\{\\rtf)")
ARCHIVES = re.compile(rb"7z\xbc\xaf'\x1c|Rar!\x1a\x07|\x1f\x8b\x08")
# White space, a byte order mark, an XML declaration and comments may come before the page.
PAGE = re.compile(
    rb"(\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*\?>|<!--.*?-->)*+(<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
# A piece of a page, which only a file that should be text shows as it is.
PIECE = re.compile(
    rb"\s*<(div|p|h[1-6]|table|[uo]l|section|article|body|head|meta|title)\b[^<>]*>", re.IGNORECASE
)
WORD_2003 = re.compile(rb"<\?mso-application\s+progid\s*=\s*.Word\.Document|/office/word/2003/wordml")
# The lines at the head of a message or a web archive, of which a program wrote at least one.
HEAD = re.compile(rb"(\xef\xbb\xbf)?([a-z][a-z-]*:[^\n]*\n([ \t]+\S[^\n]*\n)*)++", re.IGNORECASE)
# A form may say when it was received, but not by which machine.
BY_PROGRAM = re.compile(
    rb"^(mime-version:\s*\d|(message-id|return-path):\s*<|received:\s*(from|by)\s+\S+\.\S)",
    re.IGNORECASE | re.MULTILINE,
)
ARCHIVED = re.compile(rb"multipart/related", re.IGNORECASE)
ADDRESSED = re.compile(rb"^(to|received):", re.IGNORECASE | re.MULTILINE)
# Formats whose files are never plain text.
NEVER_TEXT = {".pdf", ".docx", ".odt", ".pptx", ".rtf", ".doc", ".ppt", ".png", ".pages", ".epub", ".zip"}
CODE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]|%PDF-|\{\\rtf")
MARKUP = b"<%{"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
# Names of streams that identify the files of old office programs, the surest first.
STREAMS = {"EncryptedPackage": ".locked", "__properties_version1.0": ".msg", "WordDocument": ".doc",
           "PowerPoint Document": ".ppt", "Workbook": ".xls", "Book": ".xls"}  # fmt: skip
PARTS = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xls", "Index/": ".pages", "QuickLook/": ".pages"}
MIME_TYPES = {b"application/vnd.oasis.opendocument.text": ".odt", b"application/epub+zip": ".epub",
              b"application/vnd.oasis.opendocument.spreadsheet": ".xls",
              b"application/vnd.oasis.opendocument.presentation": ".ppt"}  # fmt: skip


def kind_of(data: bytes) -> str | None:
    """Returns the ending that fits the content, as in NAMES; None if it does not tell, as for text."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if RICH_TEXT.match(data):
        return ".rtf"
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith(OLD_OFFICE):
        return next((kind for name, kind in STREAMS.items() if name.encode("utf-16-le") in data), ".ole")
    if PICTURES.match(data):
        return ".png"
    if ARCHIVES.match(data):
        return ".zip"
    # In UTF-16, every other byte of a tag is zero.
    start = data[:4096].replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if PAGE.match(start):
        return ".html"
    if WORD_2003.search(start):
        return ".doc"
    head = HEAD.match(start)
    if head and BY_PROGRAM.search(head[0]):
        return ".mht" if ARCHIVED.search(head[0]) and not ADDRESSED.search(head[0]) else ".msg"
    return None


def kind_of_text(data: bytes, called: str) -> str | None:
    """Returns the ending for text that `kind_of` does not tell apart, if its name says otherwise.

    called: the main ending of its name.
    """
    start = data[:4096].strip()
    if called == ".txt" and PIECE.match(start) and b"</" in start:
        return ".html"
    # Readers find a format behind a line that does not belong to it.
    is_text = len(start.split()) > 1 and start[:1] not in MARKUP and not CODE.search(data)
    return ".txt" if called in NEVER_TEXT and is_text else None


def kind_of_name(ending: str) -> str:
    """Returns the main ending of a format: .docx for .docm, .html for .htm."""
    return SAME.get(ending, ending)


def _kind_of_archive(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").strip().removesuffix(b"-template")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    if declared in MIME_TYPES:
        return MIME_TYPES[declared]
    office = "[Content_Types].xml" in names
    for part, kind in PARTS.items():
        if any(name.startswith(part) for name in names) and (office or kind == ".pages"):
            return kind
    return None if office else ".zip"
