"""Tests that Word files are quoted as a person sees them, without withdrawn or hidden words."""

import pytest
from made.word import cell, definition, instance, level, listed, paragraph, row, word_document
from readings import blocks

from ingest.readers.formats import read

PLAIN = "<w:p><w:r><w:t>The shed is open.</w:t></w:r></w:p>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color w:val="FFFFFF"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Dark"><w:name w:val="Dark"/><w:pPr><w:shd w:val="clear" '
    'w:fill="1F3864"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="On"><w:name w:val="On"/><w:basedOn w:val="Off"/><w:rPr>'
    '<w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Void"><w:name w:val="Void"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Blue"><w:name w:val="Blue"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
)


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def boxed(words: str) -> str:
    return f"<w:txbxContent>{words}</w:txbxContent>"


EMPTY = "<w14:textFill><w14:noFill/></w14:textFill>"
WHITE = boxed(para(run("Ring twice.", '<w:color w:val="FFFFFF"/>')))


def old_shape(about: str, more: str = "", words: str = WHITE) -> str:
    """Returns a shape in VML."""
    return (
        f"<w:p><w:r><w:pict><v:shape {about}>{more}<v:textbox>{words}</v:textbox></v:shape></w:pict></w:r>"
        "</w:p>"
    )


def shape(fill: str, about: str = "", words: str = WHITE) -> str:
    """Returns a shape in DrawingML."""
    return (
        f"<w:p><w:r><w:drawing><wp:anchor><wp:docPr {about}/><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f"{fill}</wps:spPr><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", "<w:strike/>")),
        para(run("Ring twice.", '<w:strike w:val="1"/>')),
        para(run("Ring twice.", "<w:dstrike/>")),
        para(run("Ring twice."), properties='<w:pStyle w:val="Old"/>'),
        para(run("Ring twice."), properties='<w:pStyle w:val="Older"/>'),
        para(run("Ring twice.", '<w:rStyle w:val="Gone"/>')),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Void"/></w:tblPr>' + row(cell("Ring twice.")) + "</w:tbl>",
    ],
)
def test_struck_words_are_told_and_not_quoted(body: str) -> None:
    """This test ensures that a line through words withdraws them, wherever it is set."""
    reading = read(word_document(body + PLAIN, styles=STYLES), "a.docx")
    assert reading.text == "The shed is open."
    assert [struck.words for struck in reading.struck] == ["Ring twice."]
    assert reading.oddities == ('2 words are struck through and not quoted, beginning with "Ring twice."',)


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", '<w:strike w:val="0"/>')),
        para(run("Ring twice.", '<w:strike w:val="0"/>'), properties='<w:pStyle w:val="Old"/>'),
        para(run("Ring twice.", '<w:rStyle w:val="Gone"/>'), properties='<w:pStyle w:val="Old"/>'),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'), properties='<w:pStyle w:val="Dark"/>'),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')),
        para(run("Ring twice.", '<w:color w:val="auto"/>'), properties='<w:pStyle w:val="Pale"/>'),
        para(run("Ring twice.", '<w:color w:val="808080"/>')),
        para(run("Ring twice."), properties='<w:pStyle w:val="On"/>'),
        para(run("Ring twice.", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Off"/>'),
        para(run("Ring twice.", EMPTY + "<w14:textOutline><a:solidFill/></w14:textOutline>")),
        old_shape('fillcolor="black"'),
        old_shape('fillcolor="#1f3864 [3204]"'),
        old_shape('fillcolor="white" filled="f"'),
        old_shape('fillcolor="white"', '<v:fill color2="black" type="gradient"/>'),
        shape('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'),
        shape("<a:noFill/>"),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Blue"/><w:tblLook w:val="0620"/></w:tblPr><w:tr><w:tc>'
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="333333"/></w:tcPr>'
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_is_seen_is_quoted(body: str) -> None:
    """This test ensures that switches that are off, and pale words on a dark background, change nothing."""
    reading = read(word_document(body + PLAIN, styles=STYLES), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring twice.", "The shed is open."]
    assert reading.oddities == ()


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/>')),
        para(run("Ring twice.", '<w:color w:val="FDFDFE"/>')),
        para(run("Ring twice.", '<w:color w:themeColor="background1"/>')),
        para(run("Ring twice."), properties='<w:pStyle w:val="Pale"/>'),
        para(run("Ring twice.", '<w:highlight w:val="black"/>')),
        para(run("Ring twice.", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="1F3864"/>'), properties='<w:pStyle w:val="Dark"/>'),
        para(run("Ring twice.", '<w:sz w:val="1"/>')),
        para(run("Ring twice.", EMPTY)),
        old_shape('fillcolor="white"'),
        old_shape('fillcolor="#fff [3212]"'),
        shape('<a:solidFill><a:srgbClr val="FEFEFE"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Blue"/><w:tblLook w:val="0620"/></w:tblPr><w:tr><w:tc>'
        + para()
        + "</w:tc></w:tr><w:tr><w:tc>"
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_nobody_sees_is_told_and_not_quoted(body: str) -> None:
    """This test ensures that words in the colour of their background, or too small, are only counted."""
    reading = read(word_document(body + PLAIN, styles=STYLES), "a.docx")
    assert reading.text == "The shed is open."
    assert [told.partition(".")[0] for told in reading.oddities] == [
        "2 words in the colour of their ground, or too small to see, are not visible and are not quoted"
    ]
    assert "Ring" not in "".join(reading.oddities)


def test_hidden_words_are_counted() -> None:
    """This test ensures that words marked as hidden are reported by number only."""
    reading = read(word_document(para(run("Ring."), run(" Not twice.", "<w:vanish/>"))), "a.docx")
    assert (reading.text, reading.oddities) == ("Ring.", ("2 words marked as hidden, not quoted",))


SEEN = boxed(para(run("Ring twice.")))


@pytest.mark.parametrize(
    "body",
    [
        shape("", 'hidden="1"', SEEN),
        shape("", words=SEEN).replace("<wps:spPr>", '<wps:cNvPr hidden="true"/><wps:spPr>'),
        old_shape('style="width:10pt;visibility:hidden"', words=SEEN),
        f"<w:tbl>{row(cell('Ring'), cell('twice.'), properties='<w:hidden/>')}</w:tbl>",
        "<w:tbl>" + row(f"<w:tc>{shape('', 'hidden=' + chr(34) + '1' + chr(34), SEEN)}</w:tc>",
                        properties="<w:hidden/>") + "</w:tbl>",
        para(run("Ring twice."), properties='<w:pStyle w:val="Off"/>'),
    ],
)  # fmt: skip
def test_what_is_switched_off_is_counted(body: str) -> None:
    """This test ensures that hidden rows, shapes and styles are reported by number only, and once."""
    reading = read(word_document(body + PLAIN, styles=STYLES), "a.docx")
    assert (reading.text, reading.oddities) == (
        "The shed is open.", ("2 words marked as hidden, not quoted",),
    )  # fmt: skip


def test_a_shown_row_and_shape_are_quoted() -> None:
    """This test ensures that a switch that is off hides neither a row nor a shape."""
    rows = row(cell("Ring"), cell("twice."), properties='<w:hidden w:val="0"/>')
    once = "<w:trPrChange><w:trPr><w:hidden/></w:trPr></w:trPrChange>"  # before a tracked change
    rows += row(cell("Knock"), cell("once."), properties=once)
    body = f"<w:tbl>{rows}</w:tbl>" + shape("", 'hidden="0"', SEEN)
    reading = read(word_document(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring | twice.", "Knock | once.", "Ring twice."]
    assert reading.oddities == ()


def test_words_along_a_line_are_quoted() -> None:
    """This test ensures that words that VML draws along a line are a paragraph."""
    path = '<w:pict><v:shape><v:textpath string="Ring twice."/></v:shape></w:pict>'
    assert blocks(read(word_document(f"<w:p><w:r>{path}</w:r></w:p>"), "a.docx")) == [
        ("paragraph", 0, "Ring twice.")
    ]


def test_a_number_goes_with_its_words() -> None:
    """This test ensures that the number of a struck-through clause is not left behind, but still counts."""
    numbers = definition(1, level(0, "%1.")) + instance(1, 1)
    struck = listed("Ring.").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    reading = read(word_document(struck + listed("Knock."), numbering=numbers), "a.docx")
    assert blocks(reading) == [("item", 1, "2. Knock.")]


def test_coloured_paper_is_the_ground() -> None:
    """This test ensures that pale words are visible on dark paper, if the document shows its paper."""
    body = para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
    data = word_document(body, settings="<w:displayBackgroundShape/>", background="1F3864")
    assert read(data, "a.docx").text == "Ring twice."


def test_a_note_goes_with_its_reference() -> None:
    """This test ensures that the note to struck-through words is not quoted.

    The next note keeps its number.
    """
    body = para(
        run("Ring.", "<w:strike/>"),
        '<w:r><w:rPr><w:strike/></w:rPr><w:footnoteReference w:id="1"/></w:r>',
        run(" Knock."),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    notes = "".join(
        f'<w:footnote w:id="{i}">{paragraph(words)}</w:footnote>'
        for i, words in ((1, "Once."), (2, "Twice."))
    )
    assert blocks(read(word_document(body, footnotes=notes), "a.docx")) == [
        ("paragraph", 0, "Knock.²"), ("footnote", 0, "² Twice."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("Ring the<w:del> old</w:del><w:ins>new</w:ins> bell", "Ring the new bell"),
        ("work<w:del> </w:del>shop", "workshop"),
        ("re<w:del>-</w:del>open", "reopen"),
        ("Ring<w:del> twice</w:del>.", "Ring."),
        ("two<w:moveFrom> large</w:moveFrom><w:ins>new</w:ins> bells", "two new bells"),
    ],
)
def test_deleted_words_do_not_join_others(changed: str, expected: str) -> None:
    """This test ensures that words kept apart only by deleted words stay apart."""
    body, text = "", changed
    while text:
        words, mark, text = text.partition("<w:")
        body += run(words) if words else ""
        if mark:
            name, _, text = text.partition(">")
            inside, _, text = text.partition(f"</w:{name}>")
            inner = run(inside).replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")
            body += f"<w:{name}>{inner if name == 'del' else run(inside)}</w:{name}>"
    assert read(word_document(para(body)), "a.docx").text == expected


def test_what_waits_to_be_written_over_is_not_quoted() -> None:
    """This test ensures that the prompts of a form are not text, and what was filled in is."""

    def control(words: str, more: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{more}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"

    prompt = control("Click or tap here to enter text.", "<w:showingPlcHdr/>")
    body = para(run("Name of the keeper: "), prompt) + para(run("Shed: "), control("number four"))
    assert [words for _, _, words in blocks(read(word_document(body), "a.docx"))] == [
        "Name of the keeper:", "Shed: number four",
    ]  # fmt: skip


def test_a_raised_number_joins_no_word() -> None:
    """This test ensures that a raised figure becomes a superscript, and other raised letters stay."""
    body = para(run("10 m"), run("2", '<w:vertAlign w:val="superscript"/>'), run(" by the 1"))
    body = body.replace("</w:p>", run("st", '<w:vertAlign w:val="superscript"/>') + "</w:p>")
    assert read(word_document(body), "a.docx").text == "10 m² by the 1st"


@pytest.mark.parametrize("error", ["Reference source not found.", "Bookmark not defined."])
def test_a_reference_to_nowhere_is_told(error: str) -> None:
    """This test ensures that Word's error text for a lost cross-reference is not quoted, and named."""
    body = para(run("See "), run("Error! ", "<w:b/>"), run(error), run(" first."))
    reading = read(word_document(body), "a.docx")
    assert reading.text == "See first."
    assert reading.oddities == (f'1 reference to nowhere ("Error! {error}") is not quoted',)
