"""Word files: styles, tracked changes and footnotes, read."""

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from test_readers import blocks

from ingest.readers import read


def word_file(change: Any = None) -> bytes:  # noqa: ANN401
    document = docx.Document()
    if change:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_styles_lists_and_tables() -> None:
    """This test ensures that headings, list levels and cells of a Word file are read as such."""

    def change(document: Any) -> None:  # noqa: ANN401
        document.add_heading("Rules", 0)
        document.add_heading("One", 1)
        document.add_paragraph("First").add_run(" bold\nnext").bold = True
        document.add_paragraph("a", style="List Bullet")
        document.add_paragraph("b", style="List Bullet 2")
        document.add_heading("Two", 2)
        table = document.add_table(2, 2)
        for i, words in enumerate(("c", "d", "e", "f")):
            table.cell(i // 2, i % 2).text = words

    reading = read(word_file(change), "a.docx")
    assert blocks(reading) == [
        ("heading", 0, "Rules"), ("heading", 1, "One"), ("paragraph", 0, "First bold\nnext"),
        ("item", 1, "a"), ("item", 2, "b"), ("heading", 2, "Two"), ("row", 0, "c | d"), ("row", 0, "e | f"),
    ]  # fmt: skip
    assert reading.title == "Rules"


def word_paragraph(markup: str) -> bytes:
    """A Word file that holds this paragraph's markup."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>")
    return word_file(lambda document: document.element.body.insert(0, paragraph))


def test_word_changes_are_accepted() -> None:
    """This test ensures that inserted words are read and deleted ones are not."""
    data = word_paragraph(
        "<w:r><w:t>six </w:t></w:r><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:r><w:t>books</w:t></w:r>"
    )
    assert read(data, "a.docx").text == "six new books"


def test_word_footnotes_move_to_the_end_of_their_section() -> None:
    """This test ensures that a footnote is read, with its mark, and separators are not."""
    data = word_paragraph(
        '<w:r><w:t>one</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> two</w:t></w:r>'
    )
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{media}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            target.writestr(name, data)
        target.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> the note</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>",
        )
    reading = read(stream.getvalue(), "a.docx")
    assert blocks(reading) == [("paragraph", 0, "one¹ two"), ("footnote", 0, "¹ the note")]
