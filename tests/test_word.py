"""Word files: styles, tracked changes and footnotes, read."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made.word import definition, instance, level, listed, paragraph, word_document
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


def words_of(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return blocks(read(word_document(body, **parts), "a.docx"))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(instruction: str, result: str) -> str:
    """A field in runs: its instruction, then its result (markup)."""
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{code}{mark('separate')}{result}{mark('end')}"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        # 17.13.5: accepted changes; comments are no part of the text.
        (run("a") + "<w:ins>" + run("b") + "</w:ins><w:moveFrom>" + run("c") + "</w:moveFrom>", "ab"),
        ("<w:moveTo>" + run("a") + "</w:moveTo><w:commentRangeStart/>" + run("b")
         + '<w:r><w:commentReference w:id="0"/></w:r>', "ab"),
        # 17.3.2.41: hidden words; a switch may be off.
        (run("a") + run("secret", "<w:vanish/>") + run("b", '<w:vanish w:val="0"/>'), "ab"),
        # 17.16: fields as their results, nested ones too.
        (run("see ") + complex_field(" REF x ", run("rule 4")), "see rule 4"),
        (complex_field(f" IF {complex_field('PAGE', run('7'))} ", run("yes")), "yes"),
        (mark("begin") + run("not lost"), "not lost"),
        ('<w:fldSimple w:instr=" REF x ">' + run("rule 4") + "</w:fldSimple>", "rule 4"),
        # 17.3.3: signs, hyphens, breaks.
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run(" done"), "✓ done"),
        ('<w:r><w:sym w:font="Arial" w:char="20AC"/></w:r>' + run("4"), "€4"),
        ("<w:r><w:t>bi</w:t><w:softHyphen/><w:t>ke</w:t><w:noBreakHyphen/><w:t>a</w:t></w:r>", "bike-a"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a\nb c"),
        # 17.5.2: content controls.
        ("<w:sdt><w:sdtContent>" + run("a") + "</w:sdtContent></w:sdt>", "a"),
        # ISO 29500-3: of AlternateContent only the choice.
        ("<mc:AlternateContent><mc:Choice>" + run("a") + "</mc:Choice><mc:Fallback>" + run("b")
         + "</mc:Fallback></mc:AlternateContent>", "a"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_word_shows(inside: str, text: str) -> None:
    """This test ensures that only what a reader of the accepted document sees is read."""
    assert words_of(f"<w:p>{inside}</w:p>") == [("paragraph", 0, text)]


def test_what_cannot_be_read_is_left_out_and_named() -> None:
    """This test ensures that no sign and no formula is guessed."""
    reading = read(
        word_document(
            '<w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>' + run("a")
            + "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath></w:p>"
        ),
        "a.docx",
    )  # fmt: skip
    assert reading.text == "a"
    assert reading.oddities == ("a sign of the font Webdings is left out: F061", "a formula is left out")


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    """This test ensures that a merged paragraph is one, in the style and with the number of the last."""
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    numbering = definition(1, level(0, "%1.")) + instance(1, 1)
    body = listed("Ring.") + f"<w:p>{deleted}{run('Lock ')}</w:p>" + listed("it.")
    assert words_of(body, numbering=numbering) == [("item", 1, "1. Ring."), ("item", 1, "2. Lock it.")]
    assert words_of(f"<w:p>{deleted}{run('Left')}</w:p>") == [("paragraph", 0, "Left")]


def test_links_of_every_kind() -> None:
    """This test ensures that relationships, bookmarks and fields give a link its address."""
    body = (
        '<w:p><w:hyperlink r:id="rLink">' + run("a ") + run("b") + "</w:hyperlink>" + run(", ")
        + '<w:hyperlink w:anchor="rule4">' + run("c") + "</w:hyperlink>" + run(", ")
        + complex_field(' HYPERLINK "https://shed.example/d" ', run("d") + run("e")) + run(", ")
        + complex_field(' HYPERLINK \\l "rule5" ', run("f")) + "</w:p>"
    )  # fmt: skip
    reading = read(word_document(body, links="https://shed.example/"), "a.docx")
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("a b", "https://shed.example/"), ("c", "#rule4"), ("de", "https://shed.example/d"), ("f", "#rule5"),
    ]  # fmt: skip


def test_a_table_of_contents_is_navigation() -> None:
    """This test ensures that what Word repeats of the headings is left out, as a field or as a control."""
    contents = (
        f"<w:p>{mark('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{mark('separate')}"
        f"{run('1 Lending 4')}</w:p><w:p>{run('2 Returning 7')}</w:p><w:p>{mark('end')}</w:p>"
    )
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Contents')}{paragraph('1 Lending 4')}</w:sdtContent></w:sdt>"
    )
    assert words_of(contents + paragraph("a") + control + paragraph("b")) == [
        ("paragraph", 0, "a"), ("paragraph", 0, "b"),
    ]  # fmt: skip


def test_text_boxes_follow_their_paragraph() -> None:
    """This test ensures that a box is read once, behind what it hangs on, with the boxes in it."""

    def box(inside: str) -> str:
        return f"<w:r><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></w:r>"

    inner = f"<w:p>{run('outer')}{box(paragraph('inner'))}</w:p>"
    assert words_of(f"<w:p>{box(inner)}{run('text')}</w:p>") == [
        ("paragraph", 0, "text"), ("paragraph", 0, "outer"), ("paragraph", 0, "inner"),
    ]  # fmt: skip


def note(kind: str, number: int, words: str, more: str = "") -> str:
    return (
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(f" {words}")}{more}</w:p></w:{kind}>'
    )


def test_footnotes_and_endnotes() -> None:
    """This test ensures that both are kept with their marks: one behind its section, one behind the text."""
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


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
LEVEL_2 = '<w:outlineLvl w:val="1"/>'
HEADED = (
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr>'
    "<w:b/></w:rPr></w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            row(cell("Day"), cell("Shed", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
            + row(cell("Monday"), cell("open"), cell("shut")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open | shut")],
        ),
        (
            row(cell("Monday", DOWN), cell("open")) + row(cell("", ON), cell("shut")),
            [("row", 0, "Monday | open"), ("row", 0, "| shut")],
        ),
        (
            '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:val="0020"/></w:tblPr>'
            + row(cell("Day"), cell("Shed")) + row(cell("Monday"), cell("open")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:val="0020" w:firstRow="0"/></w:tblPr>'
            + row(cell("Day"), cell("Shed")) + row(cell("Monday"), cell("open")),
            [("row", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            row(cell("gone"), cell("gone"), properties="<w:del/>") + row(cell("a"), cell("b")),
            [("row", 0, "a | b")],
        ),
        (
            row(cell("a"), f"<w:tc><w:tbl>{row(cell('b'), cell('c'))}</w:tbl>{paragraph('d')}</w:tc>"),
            [("paragraph", 0, "a"), ("row", 0, "b | c"), ("paragraph", 0, "d")],
        ),
        (
            row(f"<w:tc>{paragraph('A box', LEVEL_2)}{paragraph('with words')}</w:tc>"),
            [("heading", 2, "A box"), ("paragraph", 0, "with words")],
        ),
        (
            row(cell("a"), f"<w:tc>{listed('b')}{listed('c')}</w:tc>"),
            [("row", 0, "a | 1. b\n2. c")],
        ),
    ],
)  # fmt: skip
def test_word_tables(table: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that cells keep their columns, headings are known, and a box is no table."""
    numbering = definition(1, level(0, "%1.")) + instance(1, 1)
    assert words_of(f"<w:tbl>{table}</w:tbl>", styles=HEADED, numbering=numbering) == expected


def test_a_merged_cell_introduces_the_rows_it_reaches() -> None:
    """This test ensures that the second row of a merged cell has the cell in its context."""
    reading = read(
        word_document(f"<w:tbl>{row(cell('Monday', DOWN), cell('a'))}{row(cell('', ON), cell('b'))}</w:tbl>"),
        "a.docx",
    )
    second = reading.blocks[1]
    assert [reading.text[start:end] for start, end in second.context] == ["Monday"]
