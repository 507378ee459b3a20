"""Tests recognising a file by its content, and what is said about formats that cannot be read."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from made.hostile_pdf import pdf_page
from made.office import odt_document, packed, pptx_document, rtf_document, shape
from made.word import paragraph, word_document

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import read_document
from ingest.readers.formats import READERS, read

WORDS = "The shed is open."
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WORD_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
)
SPREADSHEET = packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def stream(name: str) -> bytes:
    """Makes a file of an old office program that contains a stream of this name."""
    return OLD + name.encode("utf-16-le")


def retyped(kind: str) -> bytes:
    """Makes a Word file of another content type."""
    sound = zipfile.ZipFile(io.BytesIO(word_document(paragraph(WORDS))))
    return packed(
        {
            name: sound.read(name)
            .decode()
            .replace("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind)
            for name in sound.namelist()
        }
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_every_kind_of_word_file_is_read(name: str, kind: str) -> None:
    """This test ensures that templates and files with macros are read like other Word files."""
    assert read_document("a", name, retyped(kind)).document.text == WORDS


MADE: dict[str, Callable[[], bytes]] = {
    "a.odt": lambda: odt_document(f"<text:p>{WORDS}</text:p>"),
    "a.ott": lambda: odt_document(f"<text:p>{WORDS}</text:p>"),
    "a.pptx": lambda: pptx_document([shape(WORDS)]),
    "a.ppsx": lambda: pptx_document([shape(WORDS)]),
    "a.rtf": lambda: rtf_document(WORDS),
}


@pytest.mark.parametrize("name", MADE)
def test_every_office_format_is_read(name: str) -> None:
    """This test ensures that each ending has its reader."""
    assert read_document("a", name, MADE[name]()).document.text == WORDS


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", word_document(paragraph(WORDS)), "has the ending .pdf but is a Word file: rename it.*docx"),
        ("a.docx", pdf_page(b""), "has the ending .docx but is a PDF: rename it so that it ends in .pdf"),
        ("a.txt", rtf_document(WORDS), "has the ending .txt but is a rich text file: rename it"),
        ("a.md", b"<!doctype html><p>x", "has the ending .md but is a web page: rename it"),
        ("a", pdf_page(b""), "has no ending in its name but is a PDF: rename it"),
        ("a.docx", SPREADSHEET, "has the ending .docx but is a spreadsheet: its cells"),
        ("a.docx", stream("WordDocument"), "is an old Word file: .*save it as .docx or PDF"),
        ("a.docx", stream("EncryptedPackage"), "is an encrypted file: it opens only with a password"),
        ("a.doc", stream("WordDocument"), "^it is an old Word file: .*save it as .docx or PDF"),
        ("a.doc", rtf_document(WORDS), "has the ending .doc but is a rich text file: rename it .* in .rtf"),
        ("a.xlsx", SPREADSHEET, "^it is a spreadsheet: .*save it as .docx or PDF"),
        ("a.msg", stream("__properties_version1.0"), "^it is a message: messages contain personal data"),
        ("a.eml", b"From: a\n\nb", "^it is a message: messages contain personal data and are not guidance"),
        ("a.zip", packed({"a.txt": WORDS}), "^it is an archive: archives are not opened"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "^it is a picture: its words cannot be quoted"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "has the ending .pdf but is a picture"),
        ("a.pages", packed({"Index/Document.iwa": ""}), "^it is a Pages document"),
        ("a.pdf", WORDS.encode(), "has the ending .pdf but is plain text: rename it so that it ends in .txt"),
        ("a.docx", WORDS.encode(), "has the ending .docx but is plain text"),
        ("a.doc", WORDS.encode(), "has the ending .doc but is plain text"),
        ("a.rtf", WORDS.encode(), "has the ending .rtf but is plain text"),
        ("a.jpg", WORDS.encode(), "has the ending .jpg but is plain text"),
        ("a.svg", b"<svg><text>The shed is open.</text></svg>", "^it is a picture"),
        ("a.csv", WORDS.encode(), "^it is a spreadsheet"),
        ("a.html", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "is a web archive: .*browser"),
        ("a.mhtml", b"", "^it is a web archive: .*browser"),
        ("a.txt", b"From: a\nTo: b\nMessage-ID: <c>\n\nd", "has the ending .txt but is a message"),
        ("a.txt", b"Received: from m.example by n.example\nTo: b\n\nd", "but is a message"),
        ("a.docx", WORD_2003, "has the ending .docx but is an old Word file: .*save it as .docx or PDF"),
        ("a.txt", WORD_2003, "has the ending .txt but is an old Word file"),
        ("a.txt", "\ufeff<!doctype html><p>x".encode("utf-16-le"), "but is a web page: rename it"),
        ("a.txt", b"<div><p>The shed is open.</p></div>", "but is a web page: rename it"),
        ("a.docx", b"BM\1\2\3\4\0\0\0\0", "but is a picture"),
        ("a.txt", bytes(range(256)) * 9, "^it is not text: check that it is the right file"),
        ("a.txt", b"MZ\x90\0" + bytes(range(4)) * 99, "^it is not text: check that it is the right file"),
        ("a.odp", b"", "only .pptx slides can be read"),
        ("a.wpd", b"x", "files ending in '.wpd' cannot be read"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(name: str, data: bytes, reason: str) -> None:
    """This test ensures that a file of another format is named as such, with what to do, never as damaged."""
    with pytest.raises(UnreadableDocument) as error:
        read(data, name)
    assert re.search(reason, error.value.reason)
    assert "damaged" not in error.value.reason
    assert "\n" not in error.value.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", WORDS.encode("utf-32")),
        ("a.rtf", b"\r\n" + rtf_document(WORDS)),
        ("a.rtf", b"\xef\xbb\xbf" + rtf_document(WORDS)),
        ("a.pdf", b"one line before\n" + pdf_page(b"BT /F 12 Tf 72 200 Td (The shed is open.) Tj ET")),
        ("a.md", f"<div>\n\n{WORDS}\n\n</div>".encode()),
        ("a.txt", f"{WORDS}\x1a".encode() + b" " * 100),
    ],
)
def test_what_only_begins_oddly_is_read(name: str, data: bytes) -> None:
    """This test ensures that what comes before or after the content does not hide its format."""
    assert read(data, name).text == WORDS


@pytest.mark.parametrize(
    "head",
    [
        "To: all staff\nFrom: the lead\nSubject: sheds",
        "Content: sheds\nPages: 2",
        "Received: 3 May 2024\nReviewed: 5 May 2024",
        "Received: by post on 3 May\nSigned: the clerk",
    ],
)
def test_a_memo_is_no_message(head: str) -> None:
    """This test ensures that only the lines that a mail program writes make a message."""
    assert read(f"{head}\n\n{WORDS}".encode(), "a.txt").text.endswith(WORDS)


def test_the_strict_form_is_named() -> None:
    """This test ensures that a Word file in the strict form of the standard is not called damaged."""
    sound = zipfile.ZipFile(io.BytesIO(word_document(paragraph(WORDS))))
    old, new = (
        "http://schemas.openxmlformats.org/officeDocument/2006/",
        "http://purl.oclc.org/ooxml/officeDocument/",
    )
    data = packed({name: sound.read(name).decode().replace(old, new) for name in sound.namelist()})
    with pytest.raises(UnreadableDocument, match="Strict Open XML: save it as a Word document"):
        read(data, "a.docx")


def test_every_reader_has_a_kind() -> None:
    """This test ensures that no ending of a readable format is refused."""
    for ending in READERS:
        with pytest.raises(UnreadableDocument, match="it is empty"):
            read(b"", f"a{ending}")
