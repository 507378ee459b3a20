"""Tests the footnotes and endnotes of Word files."""

import io
import zipfile

from docx.oxml.ns import nsdecls
from made.word import paragraph, run, word_document, word_paragraph
from readings import blocks

from ingest.readers.formats import read


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


def note(kind: str, number: int, words: str, more: str = "") -> str:
    return (
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(f" {words}")}{more}</w:p></w:{kind}>'
    )


def test_footnotes_and_endnotes() -> None:
    """This test ensures that both keep their marks: footnotes after a section, endnotes after the text."""
    heading = "<w:outlineLvl w:val='0'/>"
    footnote, endnote = '<w:footnoteReference w:id="1"/>', '<w:endnoteReference w:id="1"/>'
    body = (
        f"<w:p>{run('a')}<w:r>{endnote}</w:r><w:r>{footnote}</w:r></w:p>" + paragraph("One", heading)
        + f'<w:p>{run("b")}<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/></w:r>{run("*")}</w:p>'
    )  # fmt: skip
    link = f'<w:hyperlink r:id="rLink">{run("there")}</w:hyperlink>'
    data = word_document(
        body,
        links="https://shed.example/",
        footnotes=note("footnote", 1, "first ", link) + note("footnote", 2, "* second"),
        endnotes=note("endnote", 1, "last"),
    )
    reading = read(data, "a.docx")
    assert blocks(reading) == [
        ("paragraph", 0, "a[i]¹"), ("footnote", 0, "¹ first there"), ("heading", 1, "One"),
        ("paragraph", 0, "b*"), ("footnote", 0, "* second"), ("footnote", 0, "[i] last"),
    ]  # fmt: skip
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("there", "https://shed.example/")
    ]
    assert {edit.kind for edit in reading.edits} == {"move"}
