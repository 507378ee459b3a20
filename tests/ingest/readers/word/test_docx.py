"""Tests Word files: styles, tracked changes and footnotes."""

from typing import Any

import pytest
from made.word import (
    definition,
    instance,
    level,
    listed,
    paragraph,
    run,
    word_document,
    word_file,
    word_paragraph,
)
from made.word_looks import para
from readings import blocks, words_of

from ingest.readers.formats import read


def test_word_styles_lists_and_tables() -> None:
    """This test ensures that headings, list levels and cells of a Word file are recognised."""

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


def test_word_changes_are_accepted() -> None:
    """This test ensures that inserted words are read and deleted ones are not."""
    data = word_paragraph(
        "<w:r><w:t>six </w:t></w:r><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:r><w:t>books</w:t></w:r>"
    )
    assert read(data, "a.docx").text == "six new books"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(instruction: str, result: str) -> str:
    """Returns markup of a field in runs: its instruction, then its result."""
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
        # ISO 29500-3: only the choice of an AlternateContent is read.
        ("<mc:AlternateContent><mc:Choice>" + run("a") + "</mc:Choice><mc:Fallback>" + run("b")
         + "</mc:Fallback></mc:AlternateContent>", "a"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_word_shows(inside: str, text: str) -> None:
    """This test ensures that only what a reader of the accepted document sees is read."""
    assert words_of(f"<w:p>{inside}</w:p>") == [("paragraph", 0, text)]


def test_what_cannot_be_read_is_left_out_and_named() -> None:
    """This test ensures that no sign is guessed."""
    written = '<w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>' + run("a") + "</w:p>"
    reading = read(word_document(written), "a.docx")
    assert reading.text == "a"
    assert reading.oddities == ("a sign of the font Webdings is left out: F061",)


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    """This test ensures that a merged paragraph is one, with the style and number of the last."""
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
    """This test ensures that Word's list of the headings is left out, as a field or as a control."""
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
    """This test ensures that a text box is read once, after its paragraph, with the boxes in it."""

    def box(inside: str) -> str:
        return f"<w:r><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></w:r>"

    inner = f"<w:p>{run('outer')}{box(paragraph('inner'))}</w:p>"
    assert words_of(f"<w:p>{box(inner)}{run('text')}</w:p>") == [
        ("paragraph", 0, "text"), ("paragraph", 0, "outer"), ("paragraph", 0, "inner"),
    ]  # fmt: skip


def test_a_raised_number_joins_no_word() -> None:
    """This test ensures that a raised figure becomes a superscript, and other raised letters stay."""
    body = para(run("10 m"), run("2", '<w:vertAlign w:val="superscript"/>'), run(" by the 1"))
    body = body.replace("</w:p>", run("st", '<w:vertAlign w:val="superscript"/>') + "</w:p>")
    assert read(word_document(body), "a.docx").text == "10 m² by the 1st"


@pytest.mark.parametrize(
    ("properties", "text"), [("6", "Within 5¹ days."), ("-6", "Within 51 days."), ("2", "Within 51 days.")]
)
def test_a_number_moved_upwards_joins_no_word(properties: str, text: str) -> None:
    """This test ensures that a figure above its line is no figure of the number before it."""
    moved = run("1", f'<w:position w:val="{properties}"/>')
    body = f"<w:p>{run('Within 5')}{moved}{run(' days.')}</w:p>"
    assert read(word_document(body), "a.docx").text == text


def test_figures_of_a_line_that_is_moved_as_a_whole_stay() -> None:
    """This test ensures that a number is no mark of a note where all words are moved upwards with it."""
    moved = '<w:position w:val="6"/>'
    body = para(run("Dial ", moved), run("999", f"<w:b/>{moved}"), run(" now.", moved))
    assert read(word_document(body), "a.docx").text == "Dial 999 now."


def test_words_along_a_line_are_quoted() -> None:
    """This test ensures that words that VML draws along a line are a paragraph."""
    path = '<w:pict><v:shape><v:textpath string="Ring twice."/></v:shape></w:pict>'
    assert blocks(read(word_document(f"<w:p><w:r>{path}</w:r></w:p>"), "a.docx")) == [
        ("paragraph", 0, "Ring twice.")
    ]


def maths(name: str, *parts: str, about: str = "") -> str:
    """Returns a part of a formula. parts: in order. about: what it says of itself."""
    names = {
        "f": ("num", "den"), "sSup": ("e", "sup"), "sSub": ("e", "sub"), "rad": ("deg", "e"), "d": "e",
        "nary": ("sub", "sup", "e"),
    }[name]  # fmt: skip
    inner = "".join(f"<m:{n}>{part}</m:{n}>" for n, part in zip(names, parts, strict=True))
    return f"<m:{name}><m:{name}Pr>{about}</m:{name}Pr>{inner}</m:{name}>"


def sign(words: str, looks: str = "") -> str:
    return f"<m:r><w:rPr>{looks}</w:rPr><m:t>{words}</m:t></m:r>"


THREE_QUARTERS = maths("f", sign("3"), sign("4"))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (THREE_QUARTERS, "3/4"),
        (sign("1") + THREE_QUARTERS, "1 3/4"),
        (maths("f", sign("a+b"), sign("2")), "(a+b)/2"),
        (maths("f", THREE_QUARTERS, sign("2")), "(3/4)/2"),
        (maths("sSup", sign("x"), sign("2")) + sign("+1"), "x²+1"),
        (maths("sSup", sign("x"), sign("a+1")), "x^(a+1)"),
        (maths("sSup", sign("45"), sign("∘")), "45°"),
        (maths("sSub", sign("H"), sign("2")) + sign("O"), "H₂O"),
        (maths("rad", "", maths("d", sign("a+b"))), "√(a+b)"),
        (maths("rad", sign("3"), sign("8")), "³√8"),
        (maths("d", sign("x"), about='<m:begChr m:val="|"/><m:endChr m:val="|"/>'), "|x|"),
        (sign("\U0001d465", '<w:color w:val="000000"/>') + "<w:bookmarkStart/>" + sign("=2"), "x=2"),
        (maths("f", sign("3"), sign("4"), about='<m:type m:val="noBar"/>'), None),
        (maths("nary", sign("1"), sign("9"), sign("x")), None),
        (sign("x", "<w:strike/>"), None),
        (sign("x", '<w:color w:val="FFFFFF"/>'), None),
    ],
)
def test_a_formula_is_written_in_a_line(formula: str, expected: str | None) -> None:
    """This test ensures that no sentence is quoted without its formula, and none loses its parts.

    The paragraph of a formula that no line can show is not quoted, and told.
    """
    reading = read(
        word_document(
            f"<w:p>{run('Dig to 2')}<m:oMath>{formula}</m:oMath>{run(' of it.')}</w:p>" + paragraph("Rest.")
        ),
        "a.docx",
    )
    if expected is None:
        assert reading.text == "Rest."
        assert reading.oddities == (
            "1 paragraph is not quoted because its formula cannot be written in a line",
        )
    else:
        gap = " " if expected[0].isalnum() else ""
        assert reading.text == f"Dig to 2{gap}{expected} of it.\n\nRest."
